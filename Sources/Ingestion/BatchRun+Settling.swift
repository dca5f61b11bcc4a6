/// What becomes of a batch that the server did not take.
extension BatchRun {
    /// Halves the batch until the guilty job is alone; each half is claimed and committed on its own.
    ///
    /// Where others were in the way nobody is guilty, and halving would wait for them time after time: all are tried
    /// again later.
    func settle(
        _ jobs: [Job],
        priority: Int,
        after error: IngestionError,
        into summary: inout BatchSummary
    ) async throws(IngestionError) {
        switch error {
        case .unavailable, .noProcess, .setup:
            throw error
        case .contended(let sqlState, let message):
            let results = jobs.map { result($0, configuration.retry.verdict($0, error: message, sqlState: sqlState)) }
            try await conclude(results, priority: priority, into: &summary)
        case .exhausted(let sqlState, let message) where jobs.count == 1:
            let results = jobs.map { result($0, configuration.retry.verdict($0, error: message, sqlState: sqlState)) }
            try await conclude(results, priority: priority, into: &summary)
        case .refused(let sqlState, let message) where jobs.count == 1:
            let results = jobs.map { result($0, .discarded(error: message, sqlState: sqlState)) }
            try await conclude(results, priority: priority, into: &summary)
        case .exhausted, .refused:
            let middle = (jobs.count + 1) / 2
            for half in [jobs[..<middle], jobs[middle...]] {
                let part = try await run(priority: priority, above: 0, only: half.map(\.id), limit: half.count)
                summary.add(part)
            }
        }
    }

    /// Writes outcomes without rows, for those jobs that nobody took since the batch was given back.
    private func conclude(
        _ results: [JobResult],
        priority: Int,
        into summary: inout BatchSummary
    ) async throws(IngestionError) {
        let held = try await queue.claim(priority: priority, only: results.map(\.job.id))
        guard !held.isEmpty else { return }
        let batch = try await queue.begin(held, priority: priority)
        do throws(IngestionError) {
            let ids = Set(held.map(\.id))
            let own = results.filter { ids.contains($0.job.id) }
            try await commit(own, [], batch: batch, priority: priority, into: &summary)
        } catch {
            try await giveBack(batch, error)
            // A database that cannot even take an outcome is of no use to anybody.
            throw .unavailable("\(error)")
        }
    }

    private func result(_ job: Job, _ verdict: Verdict) -> JobResult {
        JobResult(job: job, verdict: verdict, microseconds: 0)
    }
}
