import Extraction
package import Ingestion
package import Postgres

/// The queue of the database over two sessions: one for the batches' transactions, one for the journal.
package struct PostgresJobQueue: JobQueue {
    private let work: PostgresConnection
    private let control: PostgresConnection
    private let workerID: Int64
    private let owed: OwedEnds

    /// A view of the queue for the worker process `workerID`, all of whose sessions share `owed`.
    package init(work: PostgresConnection, control: PostgresConnection, workerID: Int64, owed: OwedEnds = OwedEnds()) {
        self.work = work
        self.control = control
        self.workerID = workerID
        self.owed = owed
    }

    /// Two views of the queue over sessions that `connect` opens, and over one more for the journal of both.
    package static func views(
        workerID: Int64,
        owed: OwedEnds,
        connect: () async throws(PostgresError) -> PostgresConnection
    ) async throws(IngestionError) -> (PostgresJobQueue, PostgresJobQueue) {
        let (first, second, control) = try await wrapped { () async throws(PostgresError) in
            (try await connect(), try await connect(), try await connect())
        }
        let views = (
            PostgresJobQueue(work: first, control: control, workerID: workerID, owed: owed),
            PostgresJobQueue(work: second, control: control, workerID: workerID, owed: owed)
        )
        try await views.0.prepare()
        try await views.1.prepare()
        return views
    }

    /// Readies new sessions, and notes in the journal what an earlier one could not.
    package func prepare() async throws(IngestionError) {
        try await wrapped { () async throws(PostgresError) in
            // The journal's as well: a session that idles is how a worker is known to live.
            for session in [work, control] { try await session.script(Statements.noticeLoss) { _ in } }
        }
        for end in owed.all {
            try await note(end)
            owed.settle(end)
        }
    }

    /// Introduces a worker process and gives back its number.
    package static func introduce(
        _ connection: PostgresConnection,
        host: String,
        processID: Int,
        connections: Int,
        configurationHash: String
    ) async throws(IngestionError) -> Int64 {
        try await wrapped { () async throws(PostgresError) in
            try await connection.query(
                Statements.introduce,
                [host, "\(processID)", Extractor.version, "\(connections)", configurationHash]
            ) { rows throws(PostgresError) in try rows.integer(row: 0, column: 0) ?? 0 }
        }
    }

    package func onSession<Value: Sendable>(
        _ body: @Sendable () async throws(IngestionError) -> Value
    ) async throws(IngestionError) -> Value {
        try await work.host(body)
    }

    package func survey(above heads: [Int64], orAbove floors: [Int64]) async throws(IngestionError) -> [Int64?] {
        try await wrapped { () async throws(PostgresError) in
            try await control.script(Statements.survey(above: heads, orAbove: floors)) { rows throws(PostgresError) in
                var found: [Int64?] = []
                for column in 0..<3 { found.append(try rows.integer(row: 0, column: column)) }
                return found
            }
        }
    }

    package func claim(priority: Int, above cursor: Int64, limit: Int) async throws(IngestionError) -> [Job] {
        var jobs: [Job] = []
        for width in [Self.claimWidth, nil] where jobs.isEmpty {
            jobs = try await claimed(Statements.claim(priority: priority, above: cursor, width: width, limit: limit))
        }
        return try await unsettled(jobs)
    }

    package func claim(priority: Int, only ids: [Int64]) async throws(IngestionError) -> [Job] {
        try await unsettled(try await claimed(Statements.claim(priority: priority, only: ids)))
    }

    /// Those of the claimed jobs that nobody settled before the lock; ends the transaction where there are none.
    private func unsettled(_ jobs: [Job]) async throws(IngestionError) -> [Job] {
        guard let first = jobs.first else { return [] }
        // One id more than the width that the journal's index relies on would hide a batch from the poison check.
        let near = jobs.prefix { $0.id - first.id < Self.claimWidth }
        let settled = try await wrapped { () async throws(PostgresError) in
            try await work.query(
                Statements.settled(from: first.id, to: near.last?.id ?? first.id, of: near.count)
            ) { rows throws(PostgresError) in
                var ids: Set<Int64> = []
                for row in 0..<rows.count { ids.insert(try rows.integer(row: row, column: 0) ?? 0) }
                return ids
            }
        }
        let unsettled = near.filter { !settled.contains($0.id) }
        if unsettled.isEmpty { await rollback() }
        return unsettled
    }

    package func fetch(_ jobs: [Job], byteLimit: Int, byteWindow: Int) async throws(IngestionError) -> [Payload] {
        let payloads = try await wrapped { () async throws(PostgresError) in
            // Reports do not change, so the session that writes rows need not be the one that reads them.
            try await control.query(
                Statements.fetch,
                [Self.list(jobs.map(\.reportID)), "\(byteLimit)", "\(byteWindow)"],
                binaryResult: true
            ) { rows in
                var payloads: [Int64: Payload] = [:]
                for row in 0..<rows.count {
                    let metadata = ReportMetadata(
                        title: rows.string(row: row, column: 3),
                        publishedOn: rows.string(row: row, column: 4).flatMap { CalendarDate($0) },
                        refArea: rows.string(row: row, column: 5)
                    )
                    payloads[rows.string(row: row, column: 0).flatMap { Int64($0) } ?? 0] = Payload(
                        bytes: rows.bytes(row: row, column: 7) ?? rows.bytes(row: row, column: 8),
                        byteCount: rows.string(row: row, column: 6).flatMap { Int($0) } ?? 0,
                        mediaType: rows.string(row: row, column: 1) ?? "",
                        charset: rows.string(row: row, column: 2),
                        metadata: metadata,
                        isText: !rows.isNull(row: row, column: 7)
                    )
                }
                return payloads
            }
        }
        var ordered: [Payload] = []
        for job in jobs {
            guard let payload = payloads[job.reportID] else {
                ordered.append(.gone)
                continue
            }
            // Bytes within the limit that did not come lie beyond the window.
            if payload.bytes == nil, payload.byteCount <= byteLimit { break }
            ordered.append(payload)
        }
        return ordered
    }

    package func layOut(_ results: [JobResult]) -> (observations: CopyPiece, outlines: OutlineRows) {
        let rows = RowWriter(results)
        let replaced = results.filter(\.job.replaces).map(\.job.reportID)
        let preparation =
            results.isEmpty ? Statements.stayAwake : replaced.isEmpty ? nil : Statements.forget(replaced)
        return (CopyPiece(rows.observations, preparation: preparation), rows.outlines)
    }

    package func write(_ rows: AsyncStream<CopyPiece>) async throws(IngestionError) {
        try await wrapped { () async throws(PostgresError) in
            try await work.copyIn(RowWriter.observationStatement, rows)
        }
    }

    package func commit(
        _ results: [JobResult],
        _ rows: [OutlineRows],
        batch: Int64,
        priority: Int
    ) async throws(IngestionError) {
        let delays = results.compactMap { DelayedAttempt($0) }
        let outcomes = OutcomeWriter.rows(results, batch: batch)
        try await wrapped { () async throws(PostgresError) in
            try await work.copyIn(OutlineRows.copies(rows) + [(OutcomeWriter.statement, [outcomes])])
            if !delays.isEmpty {
                try await work.execute(Statements.delay, DelayedAttempt.parameters(delays, priority: priority))
            }
            try await work.script("COMMIT") { _ in }
        }
    }

    package func rollback() async { try? await work.script("ROLLBACK") { _ in } }

    package func inspect(_ jobs: [Job], priority: Int) async throws(IngestionError) -> [Job] {
        guard let first = jobs.first, let last = jobs.last else { return jobs }
        let counts = try await wrapped { () async throws(PostgresError) in
            try await control.query(
                Statements.interruptions,
                [Self.list(jobs.map(\.id)), "\(priority)", "\(first.id)", "\(last.id)"],
                read: Self.counts
            )
        }
        let crashes = try await crashes(before: jobs.filter(\.isRetry))
        guard !counts.isEmpty || !crashes.isEmpty else { return jobs }
        return jobs.map { job in
            var job = job
            job.interruptions = counts[job.id] ?? 0
            job.crashes = crashes[job.id] ?? 0
            return job
        }
    }

    /// How many crashes the attempts before each of these retries had.
    private func crashes(before retries: [Job]) async throws(IngestionError) -> [Int64: Int] {
        guard !retries.isEmpty else { return [:] }
        return try await wrapped { () async throws(PostgresError) in
            try await control.script(
                Statements.crashes(
                    before: retries.map(\.id),
                    roots: retries.map(\.rootID),
                    attempts: retries.map { Int64($0.attempt) }
                ),
                read: Self.counts
            )
        }
    }

    /// Numbers by job.
    private static func counts(_ rows: borrowing PostgresRows) throws(PostgresError) -> [Int64: Int] {
        var counts: [Int64: Int] = [:]
        for row in 0..<rows.count {
            counts[try rows.integer(row: row, column: 0) ?? 0] = Int(try rows.integer(row: row, column: 1) ?? 0)
        }
        return counts
    }

    package func allowPause(_ duration: Duration) async throws(IngestionError) {
        let milliseconds = Int64(duration / .milliseconds(1))
        try await wrapped { () async throws(PostgresError) in
            try await work.script(Statements.allowPause(milliseconds: milliseconds)) { _ in }
        }
    }

    package func begin(_ jobs: [Job], priority: Int) async throws(IngestionError) -> Int64 {
        try await wrapped { () async throws(PostgresError) in
            try await control.query(
                Statements.beginBatch,
                ["\(workerID)", "\(priority)", "\(jobs.first?.id ?? 0)", Self.list(jobs.map(\.id))]
            ) { rows throws(PostgresError) in try rows.integer(row: 0, column: 0) ?? 0 }
        }
    }

    package func end(batch: Int64, how: String) async throws(IngestionError) {
        let end = OwedEnds.End(batch: batch, worker: workerID, how: how)
        do throws(IngestionError) {
            try await note(end)
        } catch {
            owed.add(end)
            throw error
        }
    }

    private func note(_ end: OwedEnds.End) async throws(IngestionError) {
        _ = try await wrapped { () async throws(PostgresError) in
            try await control.execute(Statements.endBatch, ["\(end.batch)", end.how, "\(end.worker)"])
        }
    }

    package func lowWatermarks() async throws(IngestionError) -> [Int64?] {
        try await wrapped { () async throws(PostgresError) in
            try await control.query(Statements.watermarks) { rows throws(PostgresError) in
                var marks: [Int64?] = []
                for row in 0..<rows.count { marks.append(try rows.integer(row: row, column: 0)) }
                return marks
            }
        }
    }

    package func housekeep() async throws(IngestionError) -> Bool {
        try await wrapped { () async throws(PostgresError) in
            try await control.script(Statements.housekeep) { rows throws(PostgresError) in
                try rows.integer(row: 0, column: 0) ?? 0
            } > 0
        }
    }

    package func linkDuplicates(atMost jobs: Int) async throws(IngestionError) -> Int {
        try await wrapped { () async throws(PostgresError) in
            try await control.query(Statements.linkDuplicates(atMost: jobs)) { rows throws(PostgresError) in
                Int(try rows.integer(row: 0, column: 0) ?? 0)
            }
        }
    }

    package func maintain(retentionDays: Int) async throws(IngestionError) {
        try await wrapped { () async throws(PostgresError) -> Void in
            try await control.execute(Statements.endStuck)
        }
        _ = try await Maintenance(over: control, retentionDays: retentionDays)
    }

    package func isEmpty() async throws(IngestionError) -> Bool {
        try await wrapped { () async throws(PostgresError) in
            try await control.query(Statements.waiting) { rows in !rows.bool(row: 0, column: 0) }
        }
    }

    /// How far apart the ids of a batch may lie; the journal's index relies on it.
    private static var claimWidth: Int64 { 2000 }

    /// Opens a transaction and claims; where there is nothing to claim the transaction is ended.
    private func claimed(_ claim: SQL) async throws(IngestionError) -> [Job] {
        do throws(IngestionError) {
            let jobs = try await wrapped { () async throws(PostgresError) in
                try await work.script("\(Statements.begin) \(claim)") { rows throws(PostgresError) in
                    var jobs: [Job] = []
                    jobs.reserveCapacity(rows.count)
                    for row in 0..<rows.count {
                        var job = Job(
                            id: try rows.integer(row: row, column: 0) ?? 0,
                            reportID: try rows.integer(row: row, column: 1) ?? 0,
                            rootID: try rows.integer(row: row, column: 2) ?? 0,
                            attempt: Int(try rows.integer(row: row, column: 3) ?? 1),
                            replaces: rows.bool(row: row, column: 4)
                        )
                        job.isRetry = rows.bool(row: row, column: 5)
                        jobs.append(job)
                    }
                    return jobs
                }
            }
            if jobs.isEmpty { await rollback() }
            return jobs
        } catch {
            await rollback()
            throw error
        }
    }

    private static func list(_ ids: [Int64]) -> String { "{\(ids.map(String.init).joined(separator: ","))}" }
}

/// The one place where a server's error becomes a decision: try again, find the guilty job, or give up.
package func wrapped<Value>(_ body: () async throws(PostgresError) -> Value) async throws(IngestionError) -> Value {
    do throws(PostgresError) {
        return try await body()
    } catch {
        if error.isServerWide { throw .unavailable("\(error)") }
        let state = error.sqlState ?? ""
        if error.isContention { throw .contended(sqlState: state, message: error.message) }
        if error.isTransient { throw .exhausted(sqlState: state, message: error.message) }
        switch error.sqlState {
        case "3F000", "42P01", "42883", "42703":
            throw .setup("the schema is missing or older than this build (\(error.message)): run gongbao migrate")
        case "42501":
            throw .setup("\(error.message): GRANT gongbao_worker TO the role that the worker connects as")
        default: throw .refused(sqlState: state, message: error.message)
        }
    }
}
