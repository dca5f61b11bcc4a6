/// One connection's memory: where to look for work, batch size, whose turn it is.
struct Lane: Sendable {
    /// Which of the worker's connections.
    let number: Int
    var size: BatchSize
    var wheel = PriorityWheel()
    var tally = Tally()
    /// Whether nothing has worked since the last failure.
    var isDown = false
    var reconnecting = BackOff(first: .milliseconds(100), longest: .seconds(10))
    private var heads: [Int64] = [0, 0, 0]
    private var floors: [Int64] = [0, 0, 0]
    private var swept: ContinuousClock.Instant?

    init(number: Int, size: BatchSize) {
        self.number = number
        self.size = size
    }

    /// Begins anew over another session.
    mutating func forget() {
        swept = nil
        // Where a standby took over, ids may have gone back.
        heads = [0, 0, 0]
    }

    /// Whether to look from the low watermark on, where even he appears who took long to commit.
    func needsSweep(_ now: ContinuousClock.Instant) -> Bool { swept.map { now - $0 > .seconds(2) } ?? true }

    /// The priorities that have work, each with the id above which it lies, in the order to try them.
    ///
    /// Usually that is above the highest id claimed, or above what that was some seconds ago: whoever commits late has a
    /// lower id.
    mutating func survey(
        _ queue: some JobQueue,
        now: ContinuousClock.Instant
    ) async throws(IngestionError) -> [(priority: Int, above: Int64)] {
        let found: [Int64?]
        if needsSweep(now) {
            let marks = try await queue.lowWatermarks()
            let bounds = marks.map { $0 ?? 0 }
            found = try await queue.survey(above: bounds, orAbove: bounds)
            floors = swept == nil ? bounds : heads
            // Where nothing was found, nothing is below what was looked through.
            heads = (0..<3).map { found[$0] ?? max(heads[$0], bounds[$0]) }
            swept = now
        } else {
            found = try await queue.survey(above: heads, orAbove: floors)
        }
        return wheel.next().compactMap { priority in found[priority].map { (priority: priority, above: $0) } }
    }

    /// Notes the highest id of a batch.
    mutating func advance(_ priority: Int, to id: Int64) { heads[priority] = id }
}

/// What came to an end.
struct Tally: Sendable {
    var finished = 0
    var failed = 0

    mutating func add(_ other: Tally) {
        finished += other.finished
        failed += other.failed
    }
}
