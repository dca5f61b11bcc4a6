/// In which order to try the priorities: the most urgent first, yet 8:4:1 where all of them have work, so that a backfill can neither
/// slow nor starve fresh reports.
///
/// Who was worked a moment ago has nothing to ask for: a backfill that works alone does not hold up the fresh report that comes then.
package struct PriorityOrder: Sendable {
    /// So many batches of others a priority with work lets pass: 0 urgent, 1 normal, 2 backfill.
    private static let patience = [Int.max, 2, 12]
    /// How many batches of others each has let pass.
    private var passed = [0, 0, 0]

    /// Nobody has waited.
    package init() {}

    /// The priorities with work in the order to try them now, of which the first is taken to be worked.
    package mutating func next(of waiting: [Int]) -> [Int] {
        let impatient = waiting.max { passed[$0] - Self.patience[$0] < passed[$1] - Self.patience[$1] }
        guard let first = impatient.flatMap({ passed[$0] >= Self.patience[$0] ? $0 : nil }) ?? waiting.min() else {
            return []
        }
        for priority in passed.indices {
            passed[priority] = priority != first && waiting.contains(priority) ? passed[priority] + 1 : 0
        }
        return [first] + waiting.filter { $0 != first }
    }
}
