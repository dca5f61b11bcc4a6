/// One batch from claim to commit.
package struct BatchRun<Queue: JobQueue>: Sendable {
    /// What a run did.
    package struct Summary: Sendable, Equatable {
        /// Jobs that came to an end.
        package var finished = 0
        /// Of these, jobs that did not succeed.
        package var failed = 0
        /// Jobs that are to be tried again later; not among the finished.
        package var retried = 0
        /// The highest id claimed; nil where nothing was.
        package var highest: Int64?
        /// Jobs that were read in a process of their own, because they may have brought one down.
        package var isolated = 0
    }

    let queue: Queue
    let configuration: WorkerConfiguration
    let reading: Reading

    /// A run over `queue`.
    package init(queue: Queue, reading: Reading, configuration: WorkerConfiguration) {
        self.queue = queue
        self.reading = reading
        self.configuration = configuration
    }

    /// Claims, works and commits up to `limit` jobs of a priority, or those of `only` that are free.
    ///
    /// What the server does not take is settled: see ``settle(_:priority:after:into:)``.
    package func run(
        priority: Int,
        above cursor: Int64,
        only: [Int64] = [],
        limit: Int
    ) async throws(IngestionError)
        -> Summary
    {
        var summary = Summary()
        var claimed: [Job]
        if only.isEmpty {
            claimed = try await queue.claim(priority: priority, above: cursor, limit: limit)
        } else {
            claimed = try await queue.claim(priority: priority, only: only)
        }
        guard let last = claimed.last else { return summary }
        summary.highest = last.id
        // While the journal is asked, the session need not wait.
        let candidates = claimed
        async let opening = opened(candidates)
        claimed = try await queue.inspect(claimed, priority: priority)
        summary.isolated = claimed.count(where: \.isSuspect)
        if summary.isolated > 0 { try await queue.allowPause(Reading.longestPause) }
        let batch = try await queue.begin(claimed, priority: priority)
        var results: [JobResult] = []
        results.reserveCapacity(claimed.count)
        do throws(IngestionError) {
            var opened = try await opening.get()
            opened.adopt(claimed)
            let rows = try await work(opened, into: &results)
            try await commit(results, rows, batch: batch, priority: priority, into: &summary)
            // What did not fit into the window is claimed again; it follows the last one worked.
            if let last = results.last, results.count < claimed.count { summary.highest = last.job.id }
        } catch {
            if Task.isCancelled {
                await stop(batch)
                return Summary()
            }
            try await giveBack(batch, error)
            // Fetching itself may be what failed, before anything could be extracted.
            if !results.isEmpty, results.count < claimed.count, let last = results.last {
                summary.highest = last.job.id
            }
            let guilty = results.isEmpty ? claimed : results.map(\.job)
            try await settle(guilty, priority: priority, after: error, into: &summary)
        }
        return summary
    }

    /// Writes the outcomes, commits, and notes it in the journal.
    func commit(
        _ results: [JobResult],
        _ rows: [Queue.Outlines],
        batch: Int64,
        priority: Int,
        into summary: inout Summary
    ) async throws(IngestionError) {
        try await queue.commit(results, rows, batch: batch, priority: priority)
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
        case .contended, .exhausted, .refused:
            await queue.rollback()
            try await queue.end(batch: batch, how: "rolled_back")
        }
    }
}
