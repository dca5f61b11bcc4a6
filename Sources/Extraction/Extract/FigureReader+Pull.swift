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
        let pulled = pull.start..<growth.end
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
        var own = Phrase(start: phrase.start, numberStart: verb)
        own.stripLead(units, vocabulary, mentions: mentions)
        // 负向 反向 双向
        if own.range.count > 3, units[own.end - 1] == "向" { own.end -= 2 }
        if own.range.count > 3, units[own.end - 1] == "别", units[own.end - 2] == "分" { own.end -= 2 }
        if series.count == 3, own.range.count == 4, units[own.range].elementsEqual(["三", "次", "产", "业"]) {
            return [Name.Prefix.primary, .secondary, .tertiary].map { Name(prefix: $0, first: own.range.dropFirst(2)) }
        }
        if series.count > 1 {
            let names = own.range.count > 1 ? listed(own.range, count: series.count) : []
            return names.count == series.count && names.allSatisfy { $0.second.isEmpty } ? names : []
        }
        if own.range.count > 1 { return own.range.count <= 16 ? [Name(first: own.range)] : [] }
        guard let last = drafts.last, last.name.prefix == .none, last.name.second.isEmpty,
            case let words = last.name.first, sentence.quantities[last.quantity].clause + 1 >= clause(at: verb)
        else { return [] }
        if let mark = units[words].firstIndex(of: "对"), mark > words.lowerBound + 1 {
            // 第一产业对生产总值增长的贡献率
            return [Name(first: words.lowerBound..<mark)]
        }
        return last.measure == .change ? [Name(first: words)] : []
    }

    private func clause(at index: Int) -> Int { sentence.clauses.lastIndex { $0.lowerBound <= index } ?? 0 }
}
