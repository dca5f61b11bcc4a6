import Extraction
package import Ingestion
import Synchronization

/// A queue in memory that keeps the promises of ``JobQueue``, for tests of whoever works it.
///
/// Sessions share one store; one that finds it unavailable holds nothing any more.
package struct MemoryQueue: JobQueue {
    private let store: MemoryStore
    private let session: Int

    /// A session of its own over the store.
    package init(_ store: MemoryStore) {
        self.store = store
        self.session = store.newSession()
    }

    package func onSession<Value: Sendable>(
        _ body: @Sendable () async throws(IngestionError) -> Value
    ) async throws(IngestionError) -> Value {
        try await body()
    }

    package func survey(
        above cursors: [Int64],
        orAbove floors: [Int64]
    ) async throws(IngestionError) -> [Int64?] {
        try await store.call(.survey, session) { state in
            (0..<3).map { priority in
                guard !state.paused.contains(priority) else { return nil }
                let open = state.open(priority)
                return (open.first { $0.id > cursors[priority] } ?? open.first { $0.id > floors[priority] })
                    .map { $0.id - 1 }
            }
        }
    }

    package func claim(priority: Int, above cursor: Int64, limit: Int) async throws(IngestionError) -> [Job] {
        try await store.call(.claim, session) { state in
            let free = state.open(priority).filter { $0.id > cursor && state.holders[$0.id] == nil }
            return state.hold(Array(free.prefix(limit)), by: session)
        }
    }

    package func claim(priority: Int, only ids: [Int64]) async throws(IngestionError) -> [Job] {
        try await store.call(.claim, session) { state in
            let free = state.open(priority).filter { ids.contains($0.id) && state.holders[$0.id] == nil }
            return state.hold(free, by: session)
        }
    }

    package func fetch(_ jobs: [Job], byteLimit: Int, byteWindow: Int) async throws(IngestionError) -> [Payload] {
        try await store.call(.fetch, session) { state in
            var payloads: [Payload] = []
            var running = 0
            for job in jobs {
                guard let bytes = state.reports[job.reportID] else {
                    payloads.append(.gone)
                    continue
                }
                running += min(bytes.count, byteLimit)
                let fits = payloads.isEmpty || running <= byteWindow
                guard fits || bytes.count > byteLimit else { break }
                payloads.append(
                    Payload(
                        bytes: bytes.count > byteLimit ? nil : bytes,
                        byteCount: bytes.count,
                        mediaType: "text/plain",
                        charset: nil,
                        metadata: ReportMetadata()
                    )
                )
            }
            return payloads
        }
    }

    package func layOut(_ results: [JobResult]) -> (observations: [JobResult], outlines: [JobResult]) {
        (results, results)
    }

    package func write(_ rows: AsyncStream<[JobResult]>) async throws(IngestionError) {
        var reports: [Int64] = []
        for await results in rows { reports += results.map(\.job.reportID) }
        try await store.call(.write, session) { (state) throws(IngestionError) in
            if reports.contains(where: state.refused.contains) {
                throw .refused(sqlState: "23514", message: "violates a constraint")
            }
            if reports.contains(where: state.excessive.contains) {
                throw .exhausted(sqlState: "53200", message: "out of memory")
            }
        }
    }

    package func commit(
        _ results: [JobResult],
        _ rows: [[JobResult]],
        batch: Int64,
        priority: Int
    ) async throws(IngestionError) {
        try await store.call(.commit, session) { state in
            for result in results {
                state.settle(result, batch: batch, priority: priority)
            }
            for result in rows.joined() where result.rowCount > 0 { state.rows[result.job.reportID] = result.rowCount }
            state.release(session)
        }
    }

    package func rollback() async { store.rollBack(session) }

    package func inspect(_ jobs: [Job], priority: Int) async throws(IngestionError) -> [Job] {
        try await store.call(.inspect, session) { state in
            let open = state.batches.filter { state.ends[$0.key] == nil }
            return jobs.map { job in
                var job = job
                job.interruptions = open.values.count { $0.contains(job.id) }
                job.crashes = job.isRetry ? state.crashes(before: job) : 0
                return job
            }
        }
    }

    package func allowPause(_ duration: Duration) async throws(IngestionError) {}

    package func begin(_ jobs: [Job], priority: Int) async throws(IngestionError) -> Int64 {
        try await store.call(.begin, session) { state in
            let number = Int64(state.batches.count + 1)
            state.batches[number] = jobs.map(\.id)
            return number
        }
    }

    package func end(batch: Int64, how: String) async throws(IngestionError) {
        try await store.call(.end, session) { state in state.ends[batch] = state.ends[batch] ?? how }
    }

    package func lowWatermarks() async throws(IngestionError) -> [Int64?] {
        try await store.call(.lowWatermarks, session) { state in
            (0..<3).map { priority in
                guard !state.paused.contains(priority) else { return nil }
                return state.open(priority).first.map { $0.id - 1 } ?? state.lastID
            }
        }
    }

    package func housekeep() async throws(IngestionError) -> Bool {
        try await store.call(.housekeep, session) { state in
            let now = store.clock.now()
            let due = state.delayed.filter { $0.due <= now }
            state.delayed.removeAll { $0.due <= now }
            for later in due { state.issue(later.job.reportID, later.priority, after: later.job) }
            return !due.isEmpty
        }
    }

    package func linkDuplicates(atMost jobs: Int) async throws(IngestionError) -> Int {
        try await store.call(.linkDuplicates, session) { _ in 0 }
    }

    package func maintain(retentionDays: Int) async throws(IngestionError) {
        try await store.call(.maintain, session) { _ in }
    }

    package func isEmpty() async throws(IngestionError) -> Bool {
        try await store.call(.isEmpty, session) { state in
            state.delayed.isEmpty && (0..<3).allSatisfy { state.paused.contains($0) || state.open($0).isEmpty }
        }
    }
}
