/// Picks the next priority, 8:4:1, so that a backfill can neither slow nor starve fresh reports.
package struct PriorityWheel: Sendable {
    // 0 urgent, 1 normal, 2 backfill, spread as evenly as thirteen turns allow.
    private static let turns = [0, 1, 0, 0, 1, 0, 2, 0, 1, 0, 0, 1, 0]
    private var position = 0

    /// Starts at the first turn.
    package init() {}

    /// The priorities in the order to try them now; the first is the one whose turn it is.
    package mutating func next() -> [Int] {
        let first = Self.turns[position]
        position = (position + 1) % Self.turns.count
        return [first] + (0..<3).filter { $0 != first }
    }
}
