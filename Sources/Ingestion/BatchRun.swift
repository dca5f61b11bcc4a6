/// One batch from claim to commit.
package struct BatchRun<Queue: JobQueue>: Sendable {
    let queue: Queue
    let configuration: WorkerConfiguration
    let reading: Reading
    private let clock: WorkerClock
    private let onClaim: @Sendable () -> Void
    /// What may be done over the journal's session once nothing is left to fetch.
    let meanwhile: @Sendable (_ priority: Int) async throws(IngestionError) -> Void

    /// A run over `queue`, which calls `onClaim` as soon as it has something to work, and `meanwhile` when all of it is fetched: while
    /// the last of it is read and written the session that fetches has nothing to do.
    package init(
        queue: Queue,
        reading: Reading,
        configuration: WorkerConfiguration,
        clock: WorkerClock = .continuous,
        onClaim: @escaping @Sendable () -> Void = {},
        meanwhile: @escaping @Sendable (_ priority: Int) async throws(IngestionError) -> Void = { _ in }
    ) {
        self.queue = queue
        self.reading = reading
        self.configuration = configuration
        self.clock = clock
        self.onClaim = onClaim
        self.meanwhile = meanwhile
    }

    /// Claims, works and commits up to `limit` jobs of a priority, or those of `only` that are free.
    ///
    /// What the server does not take is settled: see ``settle(_:priority:after:into:)``.
    package func run(
        priority: Int,
        above cursor: Int64,
        only: [Int64] = [],
        limit: Int
    ) async throws(IngestionError) -> BatchSummary {
        guard let batch = try await open(priority: priority, above: cursor, only: only, limit: limit) else {
            return BatchSummary()
        }
        return try await finish(batch)
    }

    /// Claims up to `limit` jobs, or those of `only` that are free, reads them and writes their observations; nil where nothing is free.
    ///
    /// Whoever gets the batch has to ``finish(_:)`` it. While its last rows are written, `lookAhead` may tell what
    /// follows its highest job.
    package func open(
        priority: Int,
        above cursor: Int64,
        only: [Int64] = [],
        limit: Int,
        lookAhead: (@Sendable (_ highest: Int64) async -> [Int64?]?)? = nil
    ) async throws(IngestionError) -> OpenBatch<Queue>? {
        let start = clock.now()
        var claimed: [Job]
        if only.isEmpty {
            claimed = try await queue.claim(priority: priority, above: cursor, limit: limit)
        } else {
            claimed = try await queue.claim(priority: priority, only: only)
        }
        guard let last = claimed.last else { return nil }
        let claim = clock.now() - start
        onClaim()
        // While the journal is asked, the session need not wait.
        let candidates = claimed
        async let opening = opened(candidates)
        claimed = try await queue.inspect(claimed, priority: priority)
        let isolated = claimed.count(where: \.isSuspect)
        if isolated > 0 { try await queue.allowPause(Reading.longestPause) }
        let number = try await queue.begin(claimed, priority: priority)
        var batch = OpenBatch<Queue>(number: number, priority: priority, claimed: claimed, start: start)
        batch.summary.highest = last.id
        batch.summary.claims.append(claim)
        batch.summary.isolated = isolated
        do throws(IngestionError) {
            var opened = try await opening.get()
            opened.adopt(claimed)
            try await work(opened, on: &batch, lookAhead: lookAhead)
        } catch {
            batch.failure = error
        }
        // What did not fit into the window is claimed again; it follows the last one worked. Fetching itself may be what failed,
        // before anything could be extracted.
        if let read = batch.results.last { batch.summary.highest = read.job.id }
        return batch
    }

    /// Commits a batch, or settles what the server did not take of it.
    package func finish(_ batch: OpenBatch<Queue>) async throws(IngestionError) -> BatchSummary {
        var summary = batch.summary
        do throws(IngestionError) {
            if let failure = batch.failure { throw failure }
            try await commit(
                batch.results,
                batch.outlines,
                batch: batch.number,
                priority: batch.priority,
                into: &summary
            )
        } catch {
            if Task.isCancelled {
                await stop(batch.number)
                return BatchSummary()
            }
            try await giveBack(batch.number, error)
            let guilty = batch.results.isEmpty ? batch.claimed : batch.results.map(\.job)
            try await settle(guilty, priority: batch.priority, after: error, into: &summary)
        }
        return summary
    }

    /// Writes the outcomes, commits, and notes it in the journal.
    func commit(
        _ results: [JobResult],
        _ rows: [Queue.Outlines],
        batch: Int64,
        priority: Int,
        into summary: inout BatchSummary
    ) async throws(IngestionError) {
        let start = clock.now()
        try await queue.commit(results, rows, batch: batch, priority: priority)
        summary.commits.append(clock.now() - start)
        summary.rows += results.reduce(0) { $0 + $1.rowCount }
        summary.bytes += results.reduce(0) { $0 + $1.byteCount }
        summary.retried += results.count { $0.isRetried }
        summary.finished += results.count { !$0.isRetried }
        summary.failed += results.count { !$0.isRetried && !$0.succeeded }
        if Task.isCancelled { return await stop(batch, "committed") }
        try await queue.end(batch: batch, how: "committed")
    }

    /// Gives a batch back past the deadline of a shutdown, which charges nobody.
    ///
    /// A cancelled task can send no statement, so another one does.
    private func stop(_ batch: Int64, _ how: String = "stopped") async {
        await Task { [queue] in
            await queue.rollback()
            try? await queue.end(batch: batch, how: how)
        }.value
    }

    /// Rolls back and notes it in the journal; passes on what is no job's fault.
    func giveBack(_ batch: Int64, _ error: IngestionError) async throws(IngestionError) {
        switch error {
        case .unavailable, .setup:
            // A session lost while it committed may have done so: the outcomes tell, and nobody needs to.
            try? await queue.end(batch: batch, how: "lost")
            throw error
        case .noProcess:
            await queue.rollback()
            try? await queue.end(batch: batch, how: "rolled_back")
            throw error
        case .contended, .exhausted, .refused:
            await queue.rollback()
            try await queue.end(batch: batch, how: "rolled_back")
        }
    }
}
