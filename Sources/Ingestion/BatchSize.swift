/// How many jobs to claim next, so that a transaction takes 50 to 150 ms.
package struct BatchSize: Sendable {
    /// 1 to `limit`.
    package private(set) var count: Int
    private let limit: Int

    /// Starts small, because nothing is known yet.
    package init(limit: Int) {
        self.limit = max(1, limit)
        self.count = min(8, max(1, limit))
    }

    /// Learns from a transaction that worked `jobs` in `elapsed`.
    package mutating func learn(jobs: Int, elapsed: Duration) {
        if elapsed < .milliseconds(50), jobs >= count { count = min(limit, count * 2) }
        if elapsed > .milliseconds(150) { count = max(1, min(count, jobs) / 2) }
    }
}
