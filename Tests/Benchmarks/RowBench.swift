import Extraction
import Ingestion
import Platform
import Postgres
import Storage

/// What the rows of a report of 150 observations and 30 sections cost: log, disk, the server's CPU and the client's.
struct RowBench {
    let conninfo: String
    let extractor: Extractor
    let bodies: [[UInt8]]

    private static let observationCount = 150
    private static let sectionCount = 30
    private static let reports = 3200
    private static let batch = 32

    /// Rows over one connection, in batches of a fixed size.
    func figures() async throws -> [Figure] {
        let reports = standardReports()
        let session = try await PostgresConnection(conninfo)
        try await session.bringSchemaAnew()
        // Catalogue, plans and the tables' first pages are not the rows' cost.
        try await write(reports, from: 0, count: Self.batch, over: session)
        try await session.script("CHECKPOINT") { _ in }
        let wal = try await number("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn", session)
        let disk = try await number(Self.size, session)
        let processID = await session.processID
        let nanoseconds = Self.nanoseconds(of: processID)
        try await write(reports, from: Self.batch, count: Self.reports, over: session)
        let used = Self.nanoseconds(of: processID) - nanoseconds
        let logged = try await number("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn", session) - wal
        let stored = try await number(Self.size, session) - disk
        try await session.script(Self.naive) { _ in }
        let naive = try await number("SELECT pg_total_relation_size('gongbao.naive')", session)
        let count = Double(Self.reports)
        let rows = count * Double(Self.observationCount + Self.sectionCount)
        return [
            Figure(name: "rows: log of a report of 150 + 30", value: Double(logged) / count / 1000, unit: "kB"),
            Figure(name: "rows: disk of the same", value: Double(stored) / count / 1000, unit: "kB"),
            Figure(
                name: "rows: disk of its observations in a naive table",
                value: Double(naive) / (count + Double(Self.batch)) / 1000,
                unit: "kB"
            ),
            Figure(name: "rows: CPU of the server", value: Double(used) / rows / 1000, unit: "µs a row"),
            Figure(name: "rows: CPU of encoding", value: encoding(reports), unit: "µs a row"),
        ]
    }

    /// Reports of the standard size, from what was read in the bodies.
    private func standardReports() -> [Report] {
        let read = bodies.map { extractor.extract($0.span) }
        let observations = read.flatMap(\.observations)
        let sections = read.flatMap(\.sections).filter { $0.title != nil }
        return (0..<16).map { shift in
            var report = Report()
            for ordinal in 0..<Self.observationCount {
                var one = observations[(shift * Self.observationCount + ordinal) % observations.count]
                one.ordinal = ordinal
                one.section = ordinal / 5
                one.relatesTo = one.relatesTo.map { _ in max(0, ordinal - 1) }
                one.duplicateOf = one.duplicateOf.map { _ in 0 }
                report.observations.append(one)
            }
            for ordinal in 0..<Self.sectionCount {
                var one = sections[(shift * Self.sectionCount + ordinal) % sections.count]
                one.ordinal = ordinal
                report.sections.append(one)
            }
            return report
        }
    }

    private func results(_ reports: [Report], from first: Int) -> [JobResult] {
        (first..<first + Self.batch).map { index in
            let job = Job(
                id: Int64(index + 1),
                reportID: Int64(index + 1),
                rootID: Int64(index + 1),
                attempt: 1,
                replaces: false
            )
            return JobResult(job: job, verdict: .succeeded(reports[index % reports.count], body: nil), microseconds: 0)
        }
    }

    private func write(
        _ reports: [Report],
        from first: Int,
        count: Int,
        over session: PostgresConnection
    ) async throws {
        for start in stride(from: first, to: first + count, by: Self.batch) {
            try await session.script("BEGIN") { _ in }
            try await RowWriter(results(reports, from: start)).copy(over: session)
            try await session.script("COMMIT") { _ in }
        }
    }

    private func encoding(_ reports: [Report]) -> Double {
        let batch = results(reports, from: 0)
        var durations: [Double] = []
        for _ in 0..<25 {
            let start = ContinuousClock.now
            _ = RowWriter(batch)
            durations.append((ContinuousClock.now - start) / .microseconds(1))
        }
        return Figure.median(durations) / Double(Self.batch * (Self.observationCount + Self.sectionCount))
    }

    private func number(_ sql: SQL, _ session: PostgresConnection) async throws -> Int64 {
        try await session.query(sql) { rows throws(PostgresError) in try rows.integer(row: 0, column: 0) ?? 0 }
    }

    /// Time on a core, which the kernel keeps for each process; 0 for a server that is elsewhere.
    private static func nanoseconds(of processID: Int) -> Int64 {
        guard let bytes = try? InputFile("/proc/\(processID)/schedstat").read(limit: 1 << 12) else { return 0 }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").first.flatMap { Int64($0) } ?? 0
    }

    private static let size: SQL = """
        SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c
        WHERE c.oid IN ('gongbao.observation_row'::regclass, 'gongbao.section'::regclass, 'gongbao.extraction'::regclass)
        """

    /// The same rows as a table made without much thought: codes as text, a key, an index.
    private static let naive: SQL = """
        CREATE TABLE gongbao.naive AS SELECT report_id, ordinal, section, char_start, char_end, relates_to, duplicate_of,
            measure::text, basis::text, qualifier::text, status::text, period_start, period_end, redacted, value, value_low,
            value_high, unit, name, indicator, period_text, ref_area, compared_with, surface
            FROM gongbao.observation ORDER BY report_id, ordinal;
        ALTER TABLE gongbao.naive ADD PRIMARY KEY (report_id, ordinal);
        CREATE INDEX ON gongbao.naive (indicator, period_end)
        """
}
