/// Amounts that a clause tells of each unit of land: `每平方公里产出生产总值5亿元、税收1亿元`.
extension FigureReader {
    /// The words that name the unit of land behind 每.
    private static let areas = WordTrie(
        "平方公里 平方千米 公顷 亩"
    )
    /// The verbs by which land yields something.
    private static let yields = ["产出", "产生", "创造", "实现"].map { Array($0.utf16) }

    /// The name of an amount of money with the land that the clause tells it of; nil where it tells it of none, or the name says it.
    func perArea(_ draft: Draft, _ quantity: Quantity) -> Name? {
        let clause = clause(of: quantity)
        guard kind(of: quantity) == .money, draft.measure == .level, draft.name.second.isEmpty,
            draft.name.prefix == .none, clause.count > 8, units[clause.lowerBound] == "每",
            draft.name.first.lowerBound > clause.lowerBound,
            let area = Self.areas.longest(in: units, at: clause.lowerBound + 1, limit: clause.upperBound)
        else { return nil }
        let start = clause.lowerBound + 1 + area.length
        // 土地
        for verb in start..<min(start + 5, clause.upperBound - 1) {
            for word in Self.yields where units[verb..<verb + 2].elementsEqual(word) {
                return draft.name.first.lowerBound > verb
                    ? Name(first: clause.lowerBound..<verb, second: draft.name.first) : nil
            }
        }
        return nil
    }
}
