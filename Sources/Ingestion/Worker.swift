package import Logging
import ServiceLifecycle

/// Claims batches over several connections until told to stop, and keeps house.
///
/// A lost connection is opened again with back-off; each change of state is one line in the log.
package struct Worker<Queue: JobQueue>: Sendable {
    private let connect: @Sendable () async throws(IngestionError) -> Queue
    private let reading: Reading
    private let configuration: WorkerConfiguration
    private let logger: Logger
    private let observe: @Sendable (WorkerEvent) -> Void

    /// A worker whose connections come from `connect` and which tells `observe` how it goes.
    package init(
        reading: Reading,
        configuration: WorkerConfiguration,
        logger: Logger,
        observe: @escaping @Sendable (WorkerEvent) -> Void = { _ in },
        connect: @escaping @Sendable () async throws(IngestionError) -> Queue
    ) {
        self.connect = connect
        self.reading = reading
        self.configuration = configuration
        self.logger = logger
        self.observe = observe
    }

    /// Works until the group shuts down, or with `untilEmpty` until nothing is left.
    package func run() async throws {
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for lane in 0..<configuration.connections {
                group.addTask { try await work(lane: lane) }
            }
            var tally = Tally()
            for try await one in group { tally.add(one) }
            return tally
        }
        logger.info(
            Task.isCancelled ? "stopped" : "drained",
            metadata: ["jobs": "\(tally.finished)", "failed": "\(tally.failed)"]
        )
    }

    /// Told to drain, or cancelled because another lane found something that no lane can work with.
    private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    private func work(lane: Int) async throws(IngestionError) -> Tally {
        var lane = Lane(number: lane, size: BatchSize(limit: configuration.batchJobs))
        while !isStopping {
            do throws(IngestionError) {
                let queue = try await connect()
                observe(.connected(lane: lane.number))
                try await work(&lane, over: queue)
                return lane.tally
            } catch {
                if case .setup = error { throw error }
                if Task.isCancelled { return lane.tally }
                // Whatever reaches this place is no job's fault, so none is charged for it.
                observe(.disconnected(lane: lane.number, reason: "\(error)"))
                if !lane.isDown {
                    logger.error("database is away", metadata: ["lane": "\(lane.number)", "error": "\(error)"])
                }
                lane.isDown = true
                await pause(lane.reconnecting.wait())
            }
        }
        return lane.tally
    }

    /// One connection's loop; returns when drained or, with `untilEmpty`, when nothing is left.
    private func work(_ lane: inout Lane, over queue: Queue) async throws(IngestionError) {
        let batch = BatchRun(queue: queue, reading: reading, configuration: configuration)
        var idle = BackOff(first: configuration.pollFirst, longest: configuration.pollLongest)
        var swept = ContinuousClock.now - .seconds(60)
        var kept = swept
        var maintained = swept
        lane.forgetCursors()
        while !isStopping {
            observe(.turned(lane: lane.number))
            let now = ContinuousClock.now
            if lane.number == 0, now - kept > .seconds(1) {
                _ = try await queue.housekeep()
                kept = now
                if now - maintained > .seconds(60) {
                    try await maintain(queue)
                    maintained = now
                }
            }
            if now - swept > .seconds(2) {
                lane.sweep(try await queue.lowWatermarks())
                swept = now
            }
            if try await turn(&lane, queue, batch) {
                noteProgress(&lane)
                idle.reset()
                continue
            }
            // Nothing above the cursors: look again from the watermark, where late committers appear.
            lane.sweep(try await queue.lowWatermarks())
            swept = now
            let isWorked = try await turn(&lane, queue, batch)
            noteProgress(&lane)
            if isWorked { continue }
            if configuration.untilEmpty {
                _ = try await queue.housekeep()
                if try await queue.isEmpty() { return }
            }
            await pause(idle.wait())
        }
    }

    /// Upkeep can wait: where it meets trouble the next round tries again, and the batches go on.
    private func maintain(_ queue: Queue) async throws(IngestionError) {
        do throws(IngestionError) {
            try await queue.maintain(retentionDays: configuration.retentionDays)
        } catch {
            switch error {
            case .contended, .exhausted, .refused:
                logger.warning("upkeep failed", metadata: ["error": "\(error)", "see": "gongbao maintain"])
            case .unavailable, .setup: throw error
            }
        }
    }

    /// Works one batch of the priority whose turn it is, or of the next that has any; false where there is nothing.
    private func turn(_ lane: inout Lane, _ queue: Queue, _ batch: BatchRun<Queue>) async throws(IngestionError) -> Bool
    {
        for priority in lane.wheel.next() {
            guard let cursor = lane.cursors[priority] else { continue }
            let start = ContinuousClock.now
            let limit = lane.size.count
            let summary = try await queue.onSession { () async throws(IngestionError) in
                try await batch.run(priority: priority, above: cursor, limit: limit)
            }
            guard let highest = summary.highest else { continue }
            lane.cursors[priority] = highest
            lane.size.learn(jobs: summary.finished + summary.retried, elapsed: ContinuousClock.now - start)
            lane.tally.add(Tally(finished: summary.finished, failed: summary.failed))
            observe(.worked(lane: lane.number, finished: summary.finished, failed: summary.failed))
            if summary.isolated > 0 {
                logger.notice("read in a process of their own", metadata: ["jobs": "\(summary.isolated)"])
            }
            if summary.retried > 0 {
                logger.notice("jobs delayed", metadata: ["count": "\(summary.retried)", "see": "gongbao.job_attempt"])
            }
            if summary.failed > 0 {
                logger.warning("jobs failed", metadata: ["count": "\(summary.failed)", "see": "gongbao.job"])
            }
            return true
        }
        return false
    }

    /// Notes that the database does its work: a session alone proves nothing, a full disk still lets everybody in.
    private func noteProgress(_ lane: inout Lane) {
        guard lane.isDown else { return }
        logger.notice("database is back", metadata: ["lane": "\(lane.number)"])
        lane.isDown = false
        lane.reconnecting.reset()
    }

    private func pause(_ duration: Duration) async {
        await cancelWhenGracefulShutdown { try? await Task.sleep(for: duration) }
    }
}

/// What came to an end.
private struct Tally: Sendable {
    var finished = 0
    var failed = 0

    mutating func add(_ other: Tally) {
        finished += other.finished
        failed += other.failed
    }
}

/// One connection's memory: cursors, batch size, whose turn it is.
private struct Lane: Sendable {
    let number: Int
    var size: BatchSize
    var wheel = PriorityWheel()
    var tally = Tally()
    /// Whether nothing has worked since the last failure.
    var isDown = false
    var reconnecting = BackOff(first: .milliseconds(100), longest: .seconds(10))
    /// The highest id claimed of each priority; nil where it is paused.
    var cursors: [Int64?] = [nil, nil, nil]

    init(number: Int, size: BatchSize) {
        self.number = number
        self.size = size
    }

    mutating func forgetCursors() { cursors = [nil, nil, nil] }

    mutating func sweep(_ watermarks: [Int64?]) { cursors = watermarks }
}
