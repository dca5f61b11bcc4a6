/// Points of growth that a part lends the whole: `拉动经济增长1.2个百分点`.
extension FigureReader {
    /// How far before a number the verb may stand that says what it is.
    private static let reachOfPull = 60

    /// Enters points of another's growth as levels, `拉动经济增长1.2个百分点`: they compare with no earlier time.
    mutating func readContribution(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let reach = max(phrase.start, phrase.numberStart - Self.reachOfPull)
        guard kind(of: sentence.quantities[series.upperBound - 1]) == .points,
            let pull = cues(in: reach..<phrase.numberStart).last(where: { $0.classes.contains(.pull) }),
            let growth = cues(in: pull.end..<phrase.numberStart)
                .last(where: { !$0.classes.isDisjoint(with: [.increase, .decrease]) }),
            // 影响总水平下降, but not 受疫情影响下降.
            units[pull.start] != "影" || growth.start - pull.end > 2
        else { return false }
        // 下拉; 负向 before it
        let isNegative =
            pull.classes.contains(.pullDown) || growth.classes.contains(.decrease)
            || cue(endingAt: pull.start, limit: phrase.start)?.classes.contains(.pullDown) == true
        // 拉动增长了1.2个百分点
        let pulled = pull.start..<(units[growth.end - 1] == "了" ? growth.end - 1 : growth.end)
        let pullers = pullers(series, phrase, pull.start)
        for index in series {
            var name = Name(first: pulled)
            if !pullers.isEmpty {
                name = pullers[min(index - series.lowerBound, pullers.count - 1)]
                name.second = pulled
            }
            var draft = Draft(quantity: index, name: name)
            draft.isNegative = isNegative
            add(draft, phrase)
        }
        return true
    }

    /// What pulls the growth of the whole: what the words before the verb name, one for each number or one for all, or that of which
    /// the clause before told its growth or its share; empty where neither does.
    private func pullers(_ series: Range<Int>, _ phrase: Phrase, _ verb: Int) -> [Name] {
        var own = withoutLead(phrase.start..<verb)
        // 负向 反向 双向
        if own.range.count > 3, units[own.end - 1] == "向" { own.end -= 2 }
        if units.spell("分", "别", endingAt: own.end, from: own.start) { own.end -= 2 }
        if series.count == 3, own.range.count == 4, units[own.range].elementsEqual(["三", "次", "产", "业"]) {
            return [Name.Prefix.primary, .secondary, .tertiary].map { Name(prefix: $0, first: own.range.dropFirst(2)) }
        }
        if series.count > 1 {
            if own.isEmpty { return ownersTold(series.count, before: verb) }
            let names = own.range.count > 1 ? listed(own.range, count: series.count) : []
            return names.count == series.count && names.allSatisfy { $0.second.isEmpty } ? names : []
        }
        if own.range.count > 1 { return own.range.count <= 16 ? [Name(first: own.range)] : [] }
        // 合计影响, 合计拉动: all that were told pull together.
        if units.spell("合", "计", endingAt: verb, from: phrase.start) { return [] }
        guard let last = drafts.last, sentence.quantities[last.quantity].clause + 1 >= clause(at: verb) else {
            return []
        }
        if isContribution(last.name.second) { return [Name(prefix: last.name.prefix, first: last.name.first)] }
        // 非烟工业完成工业增加值5亿元: whose growth it is pulls.
        guard last.name.prefix == .none, case let words = last.name.first else { return [] }
        if let mark = units[words].firstIndex(of: "对"), mark > words.lowerBound + 1 {
            // 第一产业对生产总值增长的贡献率
            return [Name(first: words.lowerBound..<mark)]
        }
        return last.measure == .change ? [Name(first: words)] : []
    }

    /// Those of which as many figures stand right before, `贡献率分别为6%、41%和53%，分别拉动…`; empty where none do.
    private func ownersTold(_ count: Int, before verb: Int) -> [Name] {
        guard let group = groups.last(where: { $0.count == count }), let last = group.last,
            sentence.quantities[drafts[last].quantity].clause + 2 >= clause(at: verb)
        else { return [] }
        let owners = group.map { owner(ofContribution: drafts[$0].name) }
        return owners.allSatisfy { $0.first.count > 1 || $0.prefix != .none && !$0.isEmpty } ? owners : []
    }

    /// Whose contribution a name is: 消费 in 消费对经济增长的贡献率.
    private func owner(ofContribution name: Name) -> Name {
        if let mark = units[name.second].firstIndex(of: "对"), mark > name.second.lowerBound + 1,
            !name.first.isEmpty, let value = digit(at: name.first.upperBound - 1), (1...3).contains(value)
        {
            // 第一、二、三产业对经济增长的贡献率
            let industry: [Name.Prefix] = [.primary, .secondary, .tertiary]
            return Name(prefix: industry[value - 1], first: name.second.lowerBound..<mark)
        }
        let mark = units[name.first].firstIndex(of: "对") ?? name.first.upperBound
        return Name(prefix: name.prefix, first: name.first.lowerBound..<mark)
    }

    /// `工业增加值5亿元，对经济增长的贡献率为30%`, `民营经济较快发展，占生产总值的比重达60%`: the ratio of what the clauses before speak of; nil
    /// where the words are no such ratio or nothing else is spoken of.
    func ratios(_ series: Range<Int>, _ phrase: Phrase) -> [Entry]? {
        let quantity = sentence.quantities[series.lowerBound]
        let start = clause(of: quantity).lowerBound
        guard quantity.clause > 0, phrase.range.count > 3, phrase.start - start < 6,
            kind(of: sentence.quantities[series.upperBound - 1]) == .ratio
        else { return nil }
        if units[start] == "对", case let words = start..<phrase.end, isContribution(words) {
            return contributions(series, words)
        }
        guard units[phrase.start] == "占", series.count == 1, subject == nil || drafts.isEmpty,
            let owner = theme(before: series.lowerBound)
        else { return nil }
        let share = units[phrase.end - 1] == "的" ? phrase.range.dropLast() : phrase.range
        return [Entry(quantity: series.lowerBound, name: Name(first: owner, second: share), rule: .leaning)]
    }

    /// The contribution of each of those told before, or of what was told or spoken of last.
    private func contributions(_ series: Range<Int>, _ words: Range<Int>) -> [Entry]? {
        let quantity = sentence.quantities[series.lowerBound]
        if series.count > 1 {
            let owners = ownersOfParts(series.count, before: quantity)
            guard owners.count == series.count else { return nil }
            return zip(series, owners).map {
                Entry(
                    quantity: $0,
                    name: Name(prefix: $1.prefix, first: $1.first, second: words),
                    rule: .respective
                )
            }
        }
        var owner = Name(first: theme(before: series.lowerBound) ?? 0..<0)
        if owner.isEmpty, let subject, let last = drafts.last,
            sentence.quantities[last.quantity].clause + 2 >= quantity.clause
        {
            owner = subject
        }
        guard owner.first.count > 1, owner.first.count <= 16 else { return nil }
        let name = Name(prefix: owner.prefix, first: owner.first, second: words)
        return [Entry(quantity: series.lowerBound, name: name)]
    }

    /// The three industries where a clause before names 三次产业, else those of which as many figures stand before.
    private func ownersOfParts(_ count: Int, before quantity: Quantity) -> [Name] {
        let told = ownersTold(count, before: quantity.start)
        if !told.isEmpty || count != 3 { return told }
        for clause in sentence.clauses[..<quantity.clause].suffix(6).reversed() where clause.count > 3 {
            guard let mark = units[clause.prefix(12)].firstIndex(of: "三"), mark + 3 < clause.upperBound,
                units[mark..<mark + 4].elementsEqual(["三", "次", "产", "业"])
            else { continue }
            return [Name.Prefix.primary, .secondary, .tertiary].map { Name(prefix: $0, first: mark + 2..<mark + 4) }
        }
        return []
    }

    /// What the clause right before the quantity at `index` speaks of, where it has no figure; nil where it has one or names nothing short.
    private func theme(before index: Int) -> Range<Int>? {
        let quantity = sentence.quantities[index]
        guard let words = plainClause(before: quantity), case let clause = sentence.clauses[quantity.clause - 1],
            !units[clause].contains(where: { UnitClass.isDigit($0) })
        else { return nil }
        if let trade = trade(opening: words) { return trade }
        let topic = topic(before: index, longest: 14).first
        if topic.lowerBound >= clause.lowerBound,
            let mark = topic.dropLast().dropFirst(2).first(where: {
                spellsShare(at: $0, limit: topic.upperBound)
            }), !units[topic.lowerBound..<mark].contains("占")
        {
            // 加工贸易出口比重提高，占全市出口的65%
            return topic.lowerBound..<mark
        }
        guard (2...12).contains(topic.count), topic.lowerBound >= clause.lowerBound,
            !units[topic].contains("、"), !units[topic].contains("的"), units[topic.upperBound] != "的"
        else { return nil }
        // 旅游业国际影响力提升
        let trade = units[topic].dropFirst().firstIndex(of: "业")
        return trade.map { units[$0 - 1] == "企" ? topic : topic.lowerBound..<$0 + 1 } ?? topic
    }

    /// Whether words say to what something contributes: 对经济增长的贡献率.
    private func isContribution(_ words: Range<Int>) -> Bool {
        words.count > 5 && units[words.lowerBound] == "对"
            && units[words.suffix(3)].elementsEqual(["贡", "献", "率"])
    }

    private func clause(at index: Int) -> Int { sentence.clauses.lastIndex { $0.lowerBound <= index } ?? 0 }
}
