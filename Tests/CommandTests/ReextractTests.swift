import Platform
import Postgres
import Synchronization
import TestSupport
import Testing

/// Extraction again, after an upgrade of the extractor.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct ReextractTests {
    /// Worked reports, which an extractor of the version is said to have read.
    private func fill(_ database: TestDatabase, _ count: Int, version: String) async throws {
        try await database.run(
            "INSERT INTO gongbao.report (content) SELECT '一、工作' || g || chr(10) || '完成投资' || g || '亿元。' FROM generate_series(1, \(count)) AS g"
        )
        try await work(database)
        try await database.run(
            "UPDATE gongbao.extraction SET extractor_version = '\(version)'; UPDATE gongbao.observation_row SET name = 'old'"
        )
    }

    private func work(_ database: TestDatabase) async throws {
        let run = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
        #expect(run.end == .exited(0), "\(run.errorOutput)")
    }

    private func reextract(_ database: TestDatabase, _ arguments: String...) async throws -> String {
        let run = try await Program.run(["reextract", "--database", database.conninfo] + arguments)
        #expect(run.end == .exited(0), "\(run.errorOutput)")
        return run.output
    }

    private static let names = "SELECT DISTINCT name FROM gongbao.observation ORDER BY 1"

    @Test func rowsOfOlderExtractorsAreReplacedAndTheHistoryStays() async throws {
        try await withDatabase { database in
            try await fill(database, 1200, version: "0.0.9")
            #expect(try await reextract(database, "--older-than-current") == "1200 reports queued\n")
            #expect(try await reextract(database, "--older-than-current") == "0 reports queued\n", "they are queued")
            #expect(try await database.column(Self.names) == ["old"], "until the new rows are there")
            let waiting =
                "SELECT DISTINCT priority || ' ' || reason || ' ' || attempt FROM gongbao.job WHERE state = 'queued'"
            #expect(try await database.column(waiting) == ["2 reextract 1"])
            try await work(database)
            #expect(try await database.column(Self.names) == ["完成投资"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.observation") == "1200")
            #expect(try await database.value("SELECT count(*) FROM gongbao.section") == "2400")
            let history = try await database.column(
                "SELECT reason || ' ' || state FROM gongbao.job_attempt WHERE root_id = 7 ORDER BY id"
            )
            #expect(history == ["new succeeded", "reextract succeeded"])
            #expect(try await reextract(database, "--older-than-current") == "0 reports queued\n", "they are new")
        }
    }

    @Test(arguments: [("0.0.9", 3), ("0.1.0", 0), ("0.10.0", 0), ("1", 0), ("0", 3), ("nonsense", 3)])
    func versionsAreComparedNumberByNumber(version: String, queued: Int) async throws {
        try await withDatabase { database in
            try await fill(database, 3, version: version)
            let count = "SELECT count(*) FROM gongbao.reextract(older_than => '0.1.0')"
            #expect(try await database.value(count) == "\(queued)")
        }
    }

    /// A reader never sees a report without rows, nor rows twice.
    @Test func readersSeeTheOldRowsOrTheNewOnes() async throws {
        try await withDatabase { database in
            try await fill(database, 300, version: "0.0.1")
            _ = try await reextract(database, "--older-than-current")
            let seen = Mutex<Set<String>>([])
            let isWorked = Mutex(false)
            async let reading: Void = {
                let session = try await database.open("reader")
                repeat {
                    let look = """
                        SELECT format('%s reports, at most %s rows', count(*), max(rows)) FROM (
                            SELECT report_id, count(*) AS rows FROM gongbao.observation GROUP BY 1) AS report
                        """
                    let sight = try await session.query(look) { rows in rows.string(row: 0, column: 0) ?? "" }
                    seen.withLock { _ = $0.insert(sight) }
                } while !isWorked.withLock { $0 }
            }()
            try await work(database)
            isWorked.withLock { $0 = true }
            try await reading
            #expect(seen.withLock { $0 } == ["300 reports, at most 1 rows"])
            #expect(try await database.column(Self.names) == ["完成投资"])
        }
    }

    @Test func onlyFinishedReportsWithRowsAreTaken() async throws {
        try await withDatabase { database in
            try await fill(database, 4, version: "0.0.1")
            // 2 is to be tried again by an operator, 3 waits for its time.
            try await database.run("SELECT gongbao.retry(2)")
            try await database.run(
                """
                INSERT INTO gongbao.delayed (report_id, root_id, run_at, priority, attempt, reason)
                SELECT 3, 3, now() + interval '1 hour', 1, 2, 'retry'
                """
            )
            #expect(try await reextract(database, "1", "2", "3", "4", "99") == "2 reports queued, 3 left out\n")
            #expect(
                try await database.column("SELECT report_id FROM gongbao.ticket WHERE reason = 'reextract' ORDER BY id")
                    == ["1", "4"]
            )
            let refused = try await Program.run(["reextract", "--database", database.conninfo])
            #expect(refused.end == .exited(64))
        }
    }

    /// While one asks, another waits, and then finds that nothing is left; nor can a retry slip in between.
    @Test func twoAtOnceQueueEachReportOnce() async throws {
        try await withDatabase { database in
            try await fill(database, 5, version: "0.0.1")
            let (one, other) = (try await database.open(), try await database.open())
            let ask = "SELECT count(*) FROM gongbao.reextract(older_than => '9')"
            try await one.script("BEGIN; \(ask)") { _ in }
            async let second = other.query(ask) { rows in rows.string(row: 0, column: 0) }
            let waiting = """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                """
            while try await database.value(waiting) == "0" { try await Task.sleep(for: .milliseconds(5)) }
            try await one.script("COMMIT") { _ in }
            #expect(try await second == "0")
            let retried = await #expect(throws: PostgresError.self) {
                try await database.run("SELECT gongbao.retry(1)")
            }
            #expect(retried?.sqlState == "55000")
        }
    }
}
