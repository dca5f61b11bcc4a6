package import CoreMetrics
package import Logging
import ServiceLifecycle

/// Claims batches over several connections until told to stop, and keeps house.
///
/// A lost connection is opened again with back-off; each change of state is one line in the log.
package struct Worker<Queue: JobQueue>: Sendable {
    private let connect: @Sendable () async throws(IngestionError) -> (Queue, Queue)
    private let reading: Reading
    private let configuration: WorkerConfiguration
    private let logger: Logger
    private let clock: WorkerClock
    private let observe: @Sendable (WorkerEvent) -> Void
    private let lookout: Lookout
    private let chores: Chores
    private let urgency = Urgency()
    private let meter: WorkMeter

    /// A worker whose connections come from `connect` and which tells `observe` how it goes, and counts for `metrics`.
    ///
    /// The two views of the queue that make up a connection take turns: while a batch is committed over one, the next is claimed and
    /// read over the other.
    package init(
        reading: Reading,
        configuration: WorkerConfiguration,
        logger: Logger,
        clock: WorkerClock = .continuous,
        metrics: any MetricsFactory = MetricsSystem.factory,
        observe: @escaping @Sendable (WorkerEvent) -> Void = { _ in },
        connect: @escaping @Sendable () async throws(IngestionError) -> (Queue, Queue)
    ) {
        self.connect = connect
        self.reading = reading
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
        self.observe = observe
        self.lookout = Lookout(clock: clock)
        self.chores = Chores(now: clock.now())
        self.meter = WorkMeter(metrics)
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
        var lane = Lane(number: lane, sizes: BatchSizes(limit: configuration.batchJobs, urgency: urgency))
        while !isStopping {
            do throws(IngestionError) {
                let queues = try await connect()
                observe(.connected(lane: lane.number))
                try await work(&lane, over: queues)
                return lane.tally
            } catch {
                lookout.leave(lane.number)
                if case .setup = error { throw error }
                if Task.isCancelled { return lane.tally }
                // Whatever reaches this place is no job's fault, so none is charged for it.
                let trouble: Lane.Trouble = if case .noProcess = error { .host } else { .database }
                switch trouble {
                case .database: observe(.disconnected(lane: lane.number, reason: "\(error)"))
                case .host: observe(.hindered(lane: lane.number, reason: "\(error)"))
                }
                if lane.trouble != trouble {
                    logger.error(trouble.onset, metadata: ["lane": "\(lane.number)", "error": "\(error)"])
                }
                lane.trouble = trouble
                await pause(lane.reconnecting.wait())
            }
        }
        return lane.tally
    }

    /// One connection's loop; returns when drained or, with `untilEmpty`, when nothing is left.
    private func work(_ lane: inout Lane, over queues: (Queue, Queue)) async throws(IngestionError) {
        let number = lane.number
        let runs = [queues.0, queues.1].map { queue in
            BatchRun(
                queue: queue,
                reading: reading,
                configuration: configuration,
                clock: clock,
                onClaim: { [lookout] in lookout.leave(number) },
                meanwhile: { (priority) async throws(IngestionError) in
                    try await linkSome(queue, besides: priority)
                }
            )
        }
        lane.forget()
        let end: Result<Void, IngestionError> = await withTaskGroup(of: Turns<Queue>.Finish.self) { group in
            var turns = Turns<Queue>(group: group)
            do throws(IngestionError) {
                try await work(&lane, runs, &turns)
                return .success(())
            } catch {
                // Whatever is still under way has deadlines of its own, and a session that may be well.
                while turns.isUnderWay { try? await settle(&lane, &turns) }
                return .failure(error)
            }
        }
        try end.get()
        // So that who asks for the backlog need not go through what was settled last.
        if !Task.isCancelled { _ = try? await queues.0.housekeep() }
    }

    private func work(
        _ lane: inout Lane,
        _ runs: [BatchRun<Queue>],
        _ turns: inout Turns<Queue>
    ) async throws(IngestionError) {
        let queue = runs[0].queue
        var idle = BackOff(first: configuration.pollFirst, longest: configuration.pollLongest)
        while !isStopping {
            observe(.turned(lane: lane.number))
            try await keepHouse(queue, isBusy: turns.isUnderWay)
            let run = runs[turns.next]
            if let batch = try await open(&lane, run) {
                turns.finish(batch, run)
                while !turns.isFree { try await settle(&lane, &turns) }
                let now = clock.now()
                lane.sizes.learn(batch.priority, jobs: batch.jobs, elapsed: now - batch.start, now: now)
                idle.reset()
                continue
            }
            if turns.isUnderWay {
                // What could not be committed may be there to be worked again.
                try await settle(&lane, &turns)
                continue
            }
            noteProgress(&lane)
            try await link(queue, every: chores.isBehind(.linking) ? .zero : .seconds(1))
            if configuration.untilEmpty {
                _ = try await queue.housekeep()
                if try await queue.isEmpty() {
                    try await linkRest(queue)
                    return lookout.end(lane.number)
                }
            }
            await lookout.rest(lane.number, interval: idle.wait())
        }
        while turns.isUnderWay { try await settle(&lane, &turns) }
    }

    /// Does the chores whose time has come; where there is work the watermark follows it closely, and what goes by that.
    private func keepHouse(_ queue: Queue, isBusy: Bool) async throws(IngestionError) {
        let now = clock.now()
        let interval: Duration? = isBusy ? .milliseconds(250) : nil
        if chores.take(.housekeeping, every: interval, now: now) { _ = try await queue.housekeep() }
        if chores.take(.upkeep, now: now) {
            try await keepUp { () async throws(IngestionError) in
                try await queue.maintain(retentionDays: configuration.retentionDays)
            }
        }
        if chores.take(.summary, now: now), let summary = meter.takeSummary() {
            logger.info("worked", metadata: summary)
        }
    }

    /// So many jobs are looked at for near duplicates at once.
    private static var linkedAtMost: Int { 500 }
    /// So few of them where a fresh report may wait for that.
    private static var linkedBeforeOthers: Int { 100 }

    /// Marks the near duplicates among some of what was worked since the last time, if that is long enough ago.
    private func link(
        _ queue: Queue,
        every interval: Duration,
        atMost jobs: Int = linkedAtMost
    ) async throws(IngestionError) {
        guard chores.take(.linking, every: interval, now: clock.now()) else { return }
        try await keepUp { () async throws(IngestionError) in
            chores.leave(.linking, isBehind: try await queue.linkDuplicates(atMost: jobs) >= jobs)
        }
    }

    /// The same beside a batch, which waits for it: a backfill's rather than that of a fresh report, and where those come
    /// little at a time but often.
    private func linkSome(_ queue: Queue, besides priority: Int) async throws(IngestionError) {
        if priority < Urgency.backfill {
            try await link(queue, every: .seconds(1), atMost: Self.linkedBeforeOthers)
        } else if urgency.isRecent(clock.now()) {
            // Each call costs some milliseconds whatever it finds.
            let interval: Duration = chores.isBehind(.linking) ? .milliseconds(12) : .milliseconds(60)
            try await link(queue, every: interval, atMost: Self.linkedBeforeOthers)
        } else {
            try await link(queue, every: .milliseconds(100))
        }
    }

    /// Upkeep can wait: where it meets trouble the next round tries again, and the batches go on.
    private func keepUp(_ body: () async throws(IngestionError) -> Void) async throws(IngestionError) {
        do throws(IngestionError) {
            try await body()
        } catch {
            switch error {
            case .contended, .exhausted, .refused:
                logger.warning("upkeep failed", metadata: ["error": "\(error)", "see": "gongbao maintain"])
            case .unavailable, .noProcess, .setup: throw error
            }
        }
    }

    /// Marks the near duplicates among all that was worked, before there is nobody left to do so.
    ///
    /// Other lanes that do the same may be in the way for a moment, hence more than one round.
    private func linkRest(_ queue: Queue) async throws(IngestionError) {
        for _ in 0..<3 {
            _ = try await queue.housekeep()
            try await keepUp { () async throws(IngestionError) in
                while try await queue.linkDuplicates(atMost: Self.linkedAtMost) > 0, !isStopping {}
            }
        }
    }

    /// Opens a batch of the priority whose turn it is, or of the next that has any; nil where there is nothing.
    private func open(
        _ lane: inout Lane,
        _ run: BatchRun<Queue>
    ) async throws(IngestionError) -> OpenBatch<Queue>? {
        for (priority, cursor) in try await lane.survey(run.queue, now: clock.now()) {
            let limit = lane.sizes[priority]
            let survey = lane.surveyAhead(of: priority, in: run.queue)
            let batch = try await run.queue.onSession { () async throws(IngestionError) in
                try await run.open(priority: priority, above: cursor, limit: limit, lookAhead: survey)
            }
            guard let batch, let highest = batch.summary.highest else { continue }
            lane.advance(priority, to: highest, ahead: batch.summary.ahead)
            return batch
        }
        return nil
    }

    /// Waits for a batch that is being finished, if there is one, and takes note of it.
    private func settle(_ lane: inout Lane, _ turns: inout Turns<Queue>) async throws(IngestionError) {
        guard let summary = try await turns.settle() else { return }
        lane.tally.add(Tally(finished: summary.finished, failed: summary.failed))
        meter.note(summary)
        observe(.worked(lane: lane.number, finished: summary.finished, failed: summary.failed))
        noteProgress(&lane)
        tell(summary)
    }

    /// What an operator may want to look at; that jobs succeed is told once a minute.
    private func tell(_ summary: BatchSummary) {
        if summary.isolated > 0 {
            logger.notice("read in a process of their own", metadata: ["jobs": "\(summary.isolated)"])
        }
        if summary.retried > 0 {
            logger.notice("jobs delayed", metadata: ["count": "\(summary.retried)", "see": "gongbao.job_attempt"])
        }
        if summary.failed > 0 {
            logger.warning("jobs failed", metadata: ["count": "\(summary.failed)", "see": "gongbao.job"])
        }
    }

    /// Notes that work goes on: a session alone proves nothing, a full disk still lets everybody in.
    private func noteProgress(_ lane: inout Lane) {
        guard let trouble = lane.trouble else { return }
        logger.notice(trouble.end, metadata: ["lane": "\(lane.number)"])
        lane.trouble = nil
        lane.reconnecting.reset()
    }

    private func pause(_ duration: Duration) async {
        await cancelWhenGracefulShutdown { await clock.sleep(duration) }
    }
}
