import Logging

/// One connection's memory: where to look for work, batch size, whose turn it is.
struct Lane: Sendable {
    /// Why it stands still.
    enum Trouble: Sendable {
        case database
        case host

        /// The log's word where it begins.
        var onset: Logger.Message {
            switch self {
            case .database: "database is away"
            case .host: "no process to be had"
            }
        }

        /// And where it is over.
        var end: Logger.Message {
            switch self {
            case .database: "database is back"
            case .host: "processes are back"
            }
        }
    }

    /// Which of the worker's connections.
    let number: Int
    var sizes: BatchSizes
    private var order = PriorityOrder()
    var tally = Tally()
    /// What nothing has worked since.
    var trouble: Trouble?
    var reconnecting = BackOff(first: .milliseconds(100), longest: .seconds(10))
    private var heads: [Int64] = [0, 0, 0]
    private var floors: [Int64] = [0, 0, 0]
    private var swept: ContinuousClock.Instant?
    /// What a survey found while the last rows of the last batch were written.
    private var ahead: [Int64?]?

    init(number: Int, sizes: BatchSizes) {
        self.number = number
        self.sizes = sizes
    }

    /// Begins anew over another session.
    mutating func forget() {
        swept = nil
        ahead = nil
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
        let ahead = ahead.take()
        if needsSweep(now) {
            let marks = try await queue.lowWatermarks()
            let bounds = marks.map { $0 ?? 0 }
            found = try await queue.survey(above: bounds, orAbove: bounds)
            floors = swept == nil ? bounds : heads
            // Where nothing was found, nothing is below what was looked through.
            heads = (0..<3).map { found[$0] ?? max(heads[$0], bounds[$0]) }
            swept = now
        } else if let ahead, ahead.contains(where: { $0 != nil }) {
            found = ahead
        } else {
            found = try await queue.survey(above: heads, orAbove: floors)
        }
        let waiting = found.indices.filter { found[$0] != nil }
        return order.next(of: waiting).compactMap { priority in found[priority].map { (priority: priority, above: $0) }
        }
    }

    /// What ``survey(_:now:)`` will ask once a batch of this priority is through, to be asked while its last rows are written.
    ///
    /// Where that fails the survey itself will say so.
    func surveyAhead<Queue: JobQueue>(
        of priority: Int,
        in queue: Queue
    ) -> @Sendable (_ highest: Int64) async -> [Int64?]? {
        { [heads, floors] highest in
            var heads = heads
            heads[priority] = highest
            return try? await queue.survey(above: heads, orAbove: floors)
        }
    }

    /// Notes the highest id of a batch, and what was found beyond it.
    mutating func advance(_ priority: Int, to id: Int64, ahead: [Int64?]?) {
        heads[priority] = id
        self.ahead = ahead
    }
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
