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
    ///
    /// It goes to the size that would have taken 120 ms, at most to the double: what a batch costs besides its rows is
    /// shared by as many jobs as the wait of a more urgent one allows.
    package mutating func learn(jobs: Int, elapsed: Duration) {
        guard jobs > 0, elapsed > .zero else { return }
        if elapsed > .milliseconds(150) { count = max(1, min(count, jobs) / 2) }
        if elapsed < .milliseconds(100), jobs >= count {
            let fitting = Double(jobs) * (.milliseconds(120) / elapsed)
            count = min(limit, count * 2, max(count, Int(min(fitting, 1e6))))
        }
    }
}
