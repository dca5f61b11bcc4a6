/// How many jobs of each priority a connection claims next.
///
/// While fresh reports come in, batches of a backfill are shorter: who is more urgent waits for two of them at worst.
package struct BatchSizes: Sendable {
    private var sizes: [BatchSize]
    private let urgency: Urgency

    /// Sizes of at most `limit` jobs, for a worker all of whose connections share `urgency`.
    package init(limit: Int, urgency: Urgency = Urgency()) {
        self.urgency = urgency
        sizes = Array(repeating: BatchSize(limit: limit), count: 3)
    }

    /// How many jobs of a priority to claim.
    package subscript(priority: Int) -> Int { sizes[priority].count }

    /// Learns from a batch that worked `jobs` of a priority in `elapsed`.
    package mutating func learn(_ priority: Int, jobs: Int, elapsed: Duration, now: ContinuousClock.Instant) {
        if priority < Urgency.backfill { urgency.note(now) }
        let isWaitedFor = priority == Urgency.backfill && urgency.isRecent(now)
        sizes[priority].learn(jobs: jobs, elapsed: elapsed, aim: .milliseconds(isWaitedFor ? 60 : 120))
    }
}
