/// A batch whose jobs were read and whose observations are written, in a transaction that is open.
package struct OpenBatch<Queue: JobQueue>: Sendable {
    /// Its number in the journal.
    let number: Int64
    let priority: Int
    /// The jobs it holds.
    let claimed: [Job]
    /// When it was claimed.
    let start: ContinuousClock.Instant
    /// How its jobs end; fewer than were claimed where the window was full.
    var results: [JobResult] = []
    /// The rows that go out before the commit.
    var outlines: [Queue.Outlines] = []
    /// Why it cannot be committed; nil where it can.
    var failure: IngestionError?
    /// How many jobs it was good for.
    var jobs: Int { failure == nil ? results.count : 0 }
    /// What is known of it so far.
    package internal(set) var summary = BatchSummary()
}
