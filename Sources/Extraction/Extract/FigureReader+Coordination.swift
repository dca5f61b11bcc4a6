/// Lists: which numbers stand side by side, and a name for each; 分别 and 均.
extension FigureReader {
    /// A name for one number of a series, and the level it speaks of.
    struct Entry {
        /// Index of the quantity.
        var quantity: Int
        /// What it is about.
        var name: Name
        /// Index of the draft it speaks of.
        var relatesTo: Int?
        /// Where the name came from.
        var rule = NamingRule.before
        /// The place that it is of, where the list says so.
        var place = 0..<0
    }

    /// Where the run of quantities ends that stand side by side, `6.9%、8.6%和8.3%`.
    func seriesEnd(from index: Int) -> Int {
        var end = index + 1
        while end < sentence.quantities.count, isJoined(sentence.quantities[end - 1], sentence.quantities[end]),
            sentence.quantities[end].isOrdinal == sentence.quantities[index].isOrdinal
        {
            end += 1
        }
        return end
    }

    /// Whether nothing but 、 or 和 stands between two quantities.
    func isJoined(_ left: Quantity, _ right: Quantity) -> Bool {
        guard left.clause == right.clause else { return isJoinedByComma(left, right) }
        let start = boundEnd(left)
        if left.isOrdinal, right.isOrdinal, right.start > start + 2, units[start] == "、",
            let place = cue(at: start + 1, limit: right.start), place.classes.contains(.place),
            start + 1 + place.length == right.start
        {
            // 全国第二、全省第一.
            return true
        }
        if right.start > start + 2, right.start < start + 6, kind(of: left) == kind(of: right),
            changeVerb(before: right.start, behind: start) != nil
        {
            // 分别增长6.9%、增长8.4%和下降2.0%: the verb is said again.
            return cues(in: clause(of: left).lowerBound..<left.start).contains { $0.classes.contains(.respectively) }
        }
        guard right.start >= start, right.start - start <= 1 else { return false }
        if right.start == start { return left.unit >= 0 && !left.isOrdinal }
        if endsItem(left, before: right) { return false }
        switch units[start] {
        case "、", "和", "与", "及", "或": return true
        // 58户计193人
        case "计": return kind(of: left) == .count && kind(of: right) == .count && left.unit != right.unit
        default: return false
        }
    }

    /// Whether a comma alone stands between two numbers behind 分别: `分别增长12%，13%和14%`.
    private func isJoinedByComma(_ left: Quantity, _ right: Quantity) -> Bool {
        guard right.clause == left.clause + 1, left.unit == right.unit, !left.isOrdinal, !right.isOrdinal,
            kind(of: left) != nil, right.start == clause(of: right).lowerBound, units[right.start - 1] == ",",
            boundEnd(left) == right.start - 1, case let end = boundEnd(right),
            end == clause(of: right).upperBound || ["、", "和", "与", "及"].contains(units[end])
        else { return false }
        // The numbers before, down to the one that 分别 stands before.
        var first = left
        for quantity in sentence.quantities.reversed()
        where quantity.start < first.start && first.start - boundEnd(quantity) == 1 {
            first = quantity
        }
        let words = max(clause(of: first).lowerBound, first.start - 10)..<first.start
        return left.start - first.start < 160 && cues(in: words).contains { $0.classes.contains(.respectively) }
    }

    /// Whether an amount ends one item of a list and a count opens the next: `4条干渠总长21公里、2条支渠总长8公里`.
    private func endsItem(_ left: Quantity, before right: Quantity) -> Bool {
        guard kind(of: right) == .count, kind(of: left) != .count,
            let head = cue(endingAt: left.start, limit: clause(of: left).lowerBound),
            !head.classes.isDisjoint(with: [.head, .moneyHead]),
            case let end = boundEnd(right), end < clause(of: right).upperBound, UnitClass.isHan(units[end]),
            let item = sentence.quantities.last(where: { $0.clause == left.clause && $0.start < left.start }),
            item.unit == right.unit
        else { return false }
        return true
    }

    /// Whether two counts stand together without a mark and so speak of the same things: `需要发展生产和就业的308户1095人`.
    private func countsTheSame(_ series: Range<Int>) -> Bool {
        guard series.count == 2 else { return false }
        let (left, right) = (sentence.quantities[series.lowerBound], sentence.quantities[series.upperBound - 1])
        return left.end == right.start && left.unit != right.unit && kind(of: left) == .count
            && (kind(of: right) == .count || kind(of: right) == .money)
    }

    /// Names for the numbers of a series, from the words before it or, where there are none, from what was said before.
    func names(for series: Range<Int>, _ phrase: Phrase, isInheriting: Bool) -> [Entry] {
        let start = phrase.start
        var phrase = withoutReckoning(phrase)
        // 甲、乙各1家, 甲、乙分别增长5%
        let isEach =
            phrase.classes.contains(.each) || phrase.end < phrase.numberStart && units[phrase.end] == "各"
            || phrase.classes.contains(.respectively) && standsAlone(series)
        while phrase.end > phrase.start + 1, ["和", "与", "及"].contains(units[phrase.end - 1]),
            !isWithinWord(phrase.end - 1)
        {
            phrase.end -= 1
        }
        if isInheriting, namesNothing(phrase, isEach: isEach) { phrase.end = phrase.start }
        if isEach, isInheriting, let entries = growths(series, phrase) { return entries }
        if phrase.isEmpty || isSpeed(phrase.range) { return inherited(series, isEach: isEach, isLevel: !isInheriting) }
        if series.count == 1, !isEach, let entries = sideBySide(series, phrase, isInheriting: isInheriting) {
            return entries
        }
        if let entries = ofSeveral(series, phrase, openedBy: start..<max(start, phrase.start), isEach: isEach) {
            return entries
        }
        if series.count == 1, let share = share(series.lowerBound, phrase) { return [share] }
        return alike(series, phrase)
    }

    /// Whether the words only take up what was named before: `总量居全市第一`, and of each `企业45家、平台20家，数量均居全市第一`.
    private func namesNothing(_ phrase: Phrase, isEach: Bool) -> Bool {
        if isEach, drafts.count > 1, isTotal(phrase.range) { return true }
        guard subject != nil, !phrase.isEmpty, let word = cue(at: phrase.start, limit: phrase.end) else { return false }
        return word.length == phrase.range.count && word.classes.contains(.rank)
    }

    /// Entries of which each has a name of its own from words that tell of several, whose lead stood at `lead`; nil where the words do not.
    private func ofSeveral(_ series: Range<Int>, _ phrase: Phrase, openedBy lead: Range<Int>, isEach: Bool) -> [Entry]?
    {
        let isRespective = phrase.classes.contains(.respectively)
        if let entries = industries(series, phrase.range) { return entries }
        if let entries = ratios(series, phrase) { return entries }
        if series.count > 1, let entries = places(series, phrase) { return entries }
        if series.count > 1 && !countsTheSame(series) || isEach || isRespective,
            let entries = listing(series, phrase, isEach: isEach)
        {
            return entries
        }
        guard series.count > 1 else { return nil }
        // 分别出口3亿元、4亿元
        if isRespective || cues(in: lead).contains(where: { $0.classes.contains(.respectively) }),
            let entries = ownersBefore(series, phrase)
        {
            return entries
        }
        if isRespective, let entries = borrowingInTurn(series, phrase.range) { return entries }
        return sharesOfOwners(series, phrase)
    }

    /// The entry of a number that is a share of what was told before; nil where it is none.
    private func share(_ index: Int, _ phrase: Phrase) -> Entry? {
        if let share = shareOfNamed(index, phrase) { return share }
        if let share = shareToldBefore(index, phrase) { return share }
        if let share = shareAgain(index, phrase) { return share }
        return shareOfCarried(index, phrase)
    }

    /// Entries with one name, that of the words alone or of what they lean on.
    private func alike(_ series: Range<Int>, _ phrase: Phrase) -> [Entry] {
        let head = sentence.quantities[series.lowerBound]
        // Not by `??`, whose closure would copy the reader.
        var name = leaning(phrase.range, head)
        if name == nil { name = attained(phrase.range, head) }
        if name == nil, series.count == 1 || head.isOrdinal && isTotal(phrase.range) {
            name = borrowing(phrase.range, head)
        }
        // 增加值增长8%: a growth named by what the clause before speaks of is one that others lean on.
        let isBorrowed = name?.second == phrase.range && kind(of: head) == .ratio
        let rule = name == nil ? NamingRule.before : isBorrowed && units[phrase.start] != "占" ? .topic : .leaning
        if name == nil { name = tidied(phrase.range) }
        guard let name else { return [] }
        return series.map { Entry(quantity: $0, name: name, rule: rule) }
    }

    /// The phrase without what opens it, without how the number was reckoned and without the 等 of a list.
    private func withoutReckoning(_ phrase: Phrase) -> Phrase {
        var phrase = phrase
        if phrase.range.count > 3, units[phrase.start] == "按", units[phrase.end - 1] == "算" {
            // 按年平均汇率计算为5791美元: how it was reckoned is no name.
            phrase.start = phrase.end
        }
        if phrase.range.count > 8, units[phrase.start] == "按",
            let mark = (phrase.start + 3..<min(phrase.start + 12, phrase.end - 3))
                .first(where: { units[$0] == "计" && units[$0 + 1] == "算" })
        {
            // 按常住人口计算人均生产总值, 按可比价格计算的产值
            phrase.start = units[mark + 2] == "的" ? mark + 3 : mark + 2
        }
        phrase = withoutLead(phrase)
        if phrase.range.count > 3, units[phrase.end - 1] == "等", units[phrase.range].contains("、") {
            // 甲园、乙园等分别达到
            phrase.end -= 1
        }
        return phrase
    }

    /// 产值5亿元、增长6%,投资增长9%,增速均居全省第一: each growth, also one without an amount; nil where not several are told of.
    private func growths(_ series: Range<Int>, _ phrase: Phrase) -> [Entry]? {
        guard series.count == 1, phrase.isEmpty ? phrase.classes.contains(.speed) : isSpeed(phrase.range),
            case let all = changed(from: firstOpenLevel), all.count > 1
        else { return nil }
        // 甲增长2%，居全市第一，乙、丙分别增长5%、1%，增速均居第一: of those that have no rank yet.
        let unranked = all.filter { index in
            !drafts.contains { $0.measure == .rank && $0.name == drafts[index].name }
        }
        let grown = unranked.count > 1 ? unranked : all
        return grown.map {
            Entry(quantity: series.lowerBound, name: drafts[$0].name, relatesTo: $0, rule: .each)
        }
    }

    /// Rates or amounts side by side with one number, which needs no 均 to hold for each; nil where it holds for one.
    private func sideBySide(_ series: Range<Int>, _ phrase: Phrase, isInheriting: Bool) -> [Entry]? {
        let quantity = sentence.quantities[series.lowerBound]
        let isRatio = kind(of: quantity) == .ratio
        guard isRatio || quantity.isOrdinal && units[phrase.range].contains("、") else { return nil }
        let parts = listed(phrase.range, count: 1)
        guard parts.count > 1 else { return nil }
        if isRatio, parts.allSatisfy({ $0.prefix == .none && (endsInRate($0.first) || isRateOfAlike($0)) }) {
            // 普及率、治理率达97%
            return parts.map { Entry(quantity: series.lowerBound, name: $0, rule: .listed) }
        }
        if isRatio, isInheriting,
            parts.allSatisfy({ $0.prefix == .none && $0.second.isEmpty && endsInAmount($0.first) })
        {
            // 工业投资、技改投资增长20%
            return parts.map { part in
                Entry(
                    quantity: series.lowerBound,
                    name: part == parts[0] ? tidied(part.first) : part,
                    rule: .listed
                )
            }
        }
        // 客运、货运吞吐量居全国第三
        guard quantity.isOrdinal, parts.allSatisfy({ isOwnAmount($0) }) else { return nil }
        return parts.map { Entry(quantity: series.lowerBound, name: $0, rule: .listed) }
    }

    /// 三次产业比重: one name for each of the three industries; nil where three numbers are not theirs.
    private func industries(_ series: Range<Int>, _ range: Range<Int>) -> [Entry]? {
        guard series.count == 3, range.count > 6 || range.count > 4 && units[range.lowerBound] == "三",
            // 三次产业, 一二三次产业
            case let noun = units[range.lowerBound] == "三" ? range : range.dropFirst(2),
            units[noun].starts(with: ["三", "次", "产", "业"]),
            noun == range || units[range].starts(with: ["一", "二"])
        else { return nil }
        return zip(series, [Name.Prefix.primary, .secondary, .tertiary]).map {
            Entry(quantity: $0, name: Name(prefix: $1, first: noun.dropFirst(2)), rule: .listed)
        }
    }

    /// The names of a list, one for each number, or all for one that each of them has; nil where there are not as many.
    private func listing(_ series: Range<Int>, _ phrase: Phrase, isEach: Bool) -> [Entry]? {
        var parts = listed(phrase.range, count: series.count)
        if parts.count < series.count, let sectors = sectorsOverCommas(series, phrase.range) { parts = sectors }
        guard parts.count > 1 else { return nil }
        if isEach, series.count == 1 {
            return parts.map { Entry(quantity: series.lowerBound, name: $0, rule: .listed) }
        }
        guard parts.count == series.count else { return nil }
        return zip(series, parts).map { Entry(quantity: $0, name: $1, rule: .listed) }
    }

    /// 甲业、乙业等行业增势较好，营业收入分别增长8%、9%: the noun is each one's; nil where no owners stand before.
    private func ownersBefore(_ series: Range<Int>, _ phrase: Phrase) -> [Entry]? {
        guard let head = cue(at: phrase.start, limit: phrase.end), head.length == phrase.range.count,
            head.classes.contains(.head), let owners = listedBefore(series, isFresh: true)
        else { return nil }
        if let noun = owners.first?.second, units[noun].elementsEqual(units[phrase.range]) {
            // 甲、乙出口增势较好，分别出口3亿元、4亿元: the noun has been shared already.
            return zip(series, owners).map { Entry(quantity: $0, name: $1, rule: .listed) }
        }
        guard owners.allSatisfy({ $0.second.isEmpty }) else { return nil }
        return zip(series, owners).map {
            Entry(quantity: $0, name: Name(prefix: $1.prefix, first: $1.first, second: phrase.range), rule: .listed)
        }
    }

    /// Whether the words say only that something grows: 5月份增速.
    func isSpeed(_ range: Range<Int>) -> Bool {
        guard let word = cue(endingAt: range.upperBound, limit: range.lowerBound) else { return false }
        // 幅度 alone is that of a growth; 改善幅度 names what it is.
        return word.length == range.count
            && (word.classes.contains(.speed) || word.classes.contains(.rateHead) && units[range.lowerBound] == "幅")
    }

    /// Whether no other number follows in the clause or opens the next, so that 分别 tells the same of each.
    private func standsAlone(_ series: Range<Int>) -> Bool {
        guard series.count == 1, case let end = boundEnd(sentence.quantities[series.lowerBound]) else { return false }
        if end + 1 < sentence.range.upperBound, UnitClass.isDigit(units[end + 1]),
            ["、", "和", "与"].contains(units[end])
        {
            return false
        }
        guard series.upperBound < sentence.quantities.count else { return true }
        let (quantity, next) = (sentence.quantities[series.lowerBound], sentence.quantities[series.upperBound])
        return next.clause != quantity.clause && next.start > sentence.clauses[next.clause].lowerBound
    }

    /// Whether a name of a list is that of an amount, its own or one that the short noun lends from the last.
    private func isOwnAmount(_ name: Name) -> Bool {
        if name.second.isEmpty {
            let end = headEnd(of: name.first)
            return cue(endingAt: end, limit: name.first.lowerBound)?.classes.isDisjoint(with: [.head, .rateHead])
                == false
        }
        // 科创板、北交所上市公司数量: one number of one kind of things.
        guard name.first.count <= 8, !units[name.second].contains("数") else { return false }
        return !cues(in: name.first).contains {
            !$0.classes.isDisjoint(with: [.stop, .action, .attainment])
                && $0.classes.isDisjoint(with: [.noun, .nominal])
        }
    }

    func endsInRate(_ range: Range<Int>) -> Bool {
        cue(endingAt: range.upperBound, limit: range.lowerBound)?.classes.contains(.rateHead) ?? false
    }
}
