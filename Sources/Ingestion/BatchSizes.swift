/// How many jobs of each priority a connection claims next.
///
/// While fresh reports come in, batches of a backfill are shorter: who is more urgent waits for two of them at worst.
package struct BatchSizes: Sendable {
    private static let backfill = 2
    private var sizes: [BatchSize]
    /// When something more urgent than a backfill was worked last.
    private var urgent: ContinuousClock.Instant?

    /// Sizes of at most `limit` jobs.
    package init(limit: Int) {
        sizes = Array(repeating: BatchSize(limit: limit), count: 3)
    }

    /// How many jobs of a priority to claim.
    package subscript(priority: Int) -> Int { sizes[priority].count }

    /// Learns from a batch that worked `jobs` of a priority in `elapsed`.
    package mutating func learn(_ priority: Int, jobs: Int, elapsed: Duration, now: ContinuousClock.Instant) {
        if priority < Self.backfill { urgent = now }
        let isWaitedFor = priority == Self.backfill && urgent.map { now - $0 < .seconds(10) } ?? false
        sizes[priority].learn(jobs: jobs, elapsed: elapsed, aim: .milliseconds(isWaitedFor ? 60 : 120))
    }
}
