/// Whose a share is that a list, the clause before or another share tells of.
extension FigureReader {
    /// 甲业和乙业分别增长5%和6%，占比重分别为10%和20%: the share of each; nil where no owners stand before.
    func sharesOfOwners(_ series: Range<Int>, _ phrase: Phrase) -> [Entry]? {
        guard units[phrase.start] == "占" || Self.shares.holds(units, phrase.range),
            [.ratio, .points].contains(kind(of: sentence.quantities[series.upperBound - 1])),
            let owners = owners(ofShares: series)
        else { return nil }
        return zip(series, owners).map {
            Entry(
                quantity: $0,
                name: Name(prefix: $1.prefix, first: $1.first, second: phrase.range),
                rule: .respective
            )
        }
    }

    /// Whose the shares are: those listed in the clause before, `甲业、乙业居前两位，分别占5%和4%`, those told side by side, or the
    /// last that were counted, `甲业5个，乙业4个，分别占50%和40%`; nil where there are not as many.
    private func owners(ofShares series: Range<Int>) -> [Name]? {
        if let names = listedBefore(series, isFresh: true) { return names.map { Name(first: withoutNoun($0, names)) } }
        if let group = groups.last(where: { $0.count == series.count }) { return drafts[group].map(\.name) }
        let counted = drafts.indices.filter { drafts[$0].measure == .level }.suffix(series.count)
        if counted.count < series.count, drafts.count >= series.count,
            case let grown = drafts.suffix(series.count), grown.allSatisfy({ $0.measure == .change }),
            Set(grown.map(\.name.first)).count == series.count
        {
            // 甲业用电量增长8%,乙业用电量增长9%,占总用电量的比重分别为5%和6%
            return grown.map(\.name)
        }
        guard counted.count == series.count, let last = counted.last,
            case let unit = sentence.quantities[drafts[last].quantity].unit, unit >= 0,
            counted.allSatisfy({ sentence.quantities[drafts[$0].quantity].unit == unit })
        else { return nil }
        return counted.map { drafts[$0].name }
    }

    /// The words of one of several owners without the noun that the last one bears for all: 乙业 in `甲业、乙业企业数居前两位`.
    private func withoutNoun(_ name: Name, _ names: [Name]) -> Range<Int> {
        guard name == names.last, names.count > 1, name.first.count > 3,
            case let ending = names[0].first.upperBound - 1,
            let mark = (name.first.lowerBound + 1..<name.first.upperBound).first(where: { units[$0] == units[ending] })
        else { return name.first }
        return name.first.lowerBound..<mark + 1
    }

    /// 人口最多的是东湖镇，占24.8%: the share of the one that the clause before names; nil where it names none.
    func shareOfNamed(_ index: Int, _ phrase: Phrase) -> Entry? {
        let quantity = sentence.quantities[index]
        guard units[phrase.start] == "占", kind(of: quantity) == .ratio, quantity.clause > 0,
            !sentence.quantities.contains(where: { $0.clause == quantity.clause - 1 }),
            case let clause = sentence.clauses[quantity.clause - 1],
            let mark = units[clause].lastIndex(of: "是"), mark > clause.lowerBound + 2,
            units[mark - 1] == "的", (2...14).contains(clause.upperBound - mark - 1),
            case let named = mark + 1..<clause.upperBound, units[named].allSatisfy({ UnitClass.isHan($0) })
        else { return nil }
        return Entry(quantity: index, name: Name(first: named, second: phrase.range), rule: .subject)
    }

    /// `东湖镇出口增长8%；占全市的12%`: the share of what was told last before the semicolon; nil where nothing short was.
    func shareOfCarried(_ index: Int, _ phrase: Phrase) -> Entry? {
        let quantity = sentence.quantities[index]
        guard drafts.isEmpty, quantity.clause == 0, units[phrase.start] == "占", phrase.range.count > 2,
            phrase.start == clause(of: quantity).lowerBound, kind(of: quantity) == .ratio,
            let carried, carried.second.isEmpty, (2...16).contains(carried.first.count),
            sentence.range.lowerBound - carried.first.lowerBound < 120,
            !endsInRate(carried.first), !units[carried.first].contains("占")
        else { return nil }
        let share = units[phrase.end - 1] == "的" ? phrase.range.dropLast() : phrase.range
        return Entry(
            quantity: index,
            name: Name(prefix: carried.prefix, first: carried.first, second: share),
            rule: .leaning
        )
    }

    /// 占全市的30%，比重提高2个百分点: the share right before; of 产值5亿元，比重提高2个百分点 that of what was told; nil where the words say whose it is.
    func shareAgain(_ index: Int, _ phrase: Phrase) -> Entry? {
        let quantity = sentence.quantities[index]
        guard phrase.range.count <= 4, Self.shares.holds(units, phrase.range), let last = drafts.last,
            kind(of: quantity) == .points || kind(of: quantity) == .ratio,
            quantity.clause <= sentence.quantities[last.quantity].clause + 2
        else { return nil }
        if last.measure == .level, last.namingRule == .leaning {
            return Entry(quantity: index, name: last.name, relatesTo: drafts.count - 1, rule: .subject)
        }
        guard let subject, subject.second.isEmpty, subject.first.count <= 16, !endsInRate(subject.first),
            !units[subject.first].contains("占")
        else { return nil }
        return Entry(
            quantity: index,
            name: Name(prefix: subject.prefix, first: subject.first, second: phrase.range),
            rule: .subject
        )
    }

    /// Words for a share that do not say whose or of what.
    private static let shares = WordTrie("比重 占比 所占比重 占比重 所占比例")

    /// Whether 比重 or 占比 stands at `index`, whatever is before it.
    func spellsShare(at index: Int, limit: Int) -> Bool {
        units.spell("比", "重", at: index, limit: limit) || units.spell("占", "比", at: index, limit: limit)
    }

    /// `税收占财政收入比重稳步提升，占比达到14%`: the share that the clause before names; nil where it names none.
    func shareToldBefore(_ index: Int, _ phrase: Phrase) -> Entry? {
        let quantity = sentence.quantities[index]
        guard phrase.range.count == 2, units.spell("占", "比", at: phrase.start, limit: phrase.end),
            kind(of: quantity) == .ratio, quantity.clause > 0,
            !sentence.quantities.contains(where: { $0.clause == quantity.clause - 1 }),
            case let clause = sentence.clauses[quantity.clause - 1], (6...40).contains(clause.count),
            let mark = units[clause].dropFirst(2).dropLast(2).firstIndex(of: "占"),
            let head = (mark + 1..<clause.upperBound - 1).first(where: {
                units[$0] == "比" && ["重", "例"].contains(units[$0 + 1])
            })
        else { return nil }
        let words = withoutLead(clause.lowerBound..<head + 2).range
        guard words.lowerBound + 1 < mark else { return nil }
        return Entry(quantity: index, name: Name(first: words), rule: .topic)
    }
}
