import Platform
import Postgres
import Storage
import TestSupport
import Testing

@testable import gongbao

/// Each state that `gongbao status` knows, provoked in a database: what it says, what helps, and that it then is gone.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct StatusStateTests {
    /// A way to break a healthy queue.
    struct Fault: Sendable, CustomTestStringConvertible {
        var kind: Finding.Kind
        var end: Int
        var reason: String
        /// What breaks it, as psql would.
        var provoke: String
        /// The command that status names; nil where it is nothing for psql.
        var cure: String?
        /// The command that is for a shell.
        var told: String?
        /// What else has to be true before the finding is gone; the cure alone where this is empty.
        var after = ""
        var testDescription: String { "\(kind.rawValue): \(reason)" }
    }

    private static let jobs = """
        INSERT INTO gongbao.report (content) SELECT '一、回顾' || g FROM generate_series(1, 3) AS g;
        """

    static let faults = [
        Fault(
            kind: .progress,
            end: 2,
            reason: "3 jobs wait and none was finished for 2 min",
            provoke: jobs + "UPDATE gongbao.ticket SET enqueued_at = clock_timestamp() - interval '2 min'",
            after: settle("succeeded")
        ),
        Fault(
            kind: .backlog,
            end: 1,
            reason: "the oldest job waits for 6 min",
            provoke: jobs + "UPDATE gongbao.ticket SET enqueued_at = clock_timestamp() - interval '6 min' WHERE id > 1;"
                + settle("succeeded", "id = 1"),
            cure: "SELECT * FROM gongbao.queue;",
            after: settle("succeeded", "id > 1")
        ),
        Fault(
            kind: .paused,
            end: 1,
            reason: "paused: normal, backfill",
            provoke: "SELECT gongbao.pause(1), gongbao.pause(2)",
            cure: "SELECT gongbao.resume();"
        ),
        Fault(
            kind: .failures,
            end: 1,
            reason: "3 jobs failed in the last hour",
            provoke: jobs + settle("failed", "id < 3") + settle("discarded", "id = 3"),
            cure: "SELECT * FROM gongbao.job_failure ORDER BY finished_at DESC LIMIT 20;",
            after: "UPDATE gongbao.outcome_tally SET tallied_at = clock_timestamp() - interval '61 min'"
        ),
        Fault(
            kind: .quarantine,
            end: 1,
            reason: "1 job is in quarantine",
            provoke: jobs + settle("succeeded", "id <> 2") + settle("quarantined", "id = 2")
                + "UPDATE gongbao.outcome_tally SET tallied_at = clock_timestamp() - interval '2 h' WHERE state = 'quarantined'",
            cure: "SELECT id, source_url, error FROM gongbao.job_failure WHERE state = 'quarantined';",
            after: "SELECT gongbao.retry(2);" + settle("succeeded", "id = 4")
        ),
        Fault(
            kind: .linking,
            end: 1,
            reason: "near duplicates among what ended 1 h ago are not marked yet",
            provoke: "BEGIN; " + jobs + settle("succeeded")
                + "UPDATE gongbao.outcome SET finished_at = clock_timestamp() - interval '1 h'; COMMIT; SELECT gongbao.advance_watermark()",
            cure: "SELECT gongbao.link_duplicates(10000);",
            after: "SELECT gongbao.link_duplicates(10000);"
        ),
        Fault(
            kind: .partitions,
            end: 2,
            reason: "0 partitions are ahead of the ids",
            provoke: """
                DROP TABLE gongbao.ticket_p000001000000, gongbao.outcome_p000001000000, gongbao.ticket_p000002000000,
                    gongbao.outcome_p000002000000, gongbao.ticket_p000003000000, gongbao.outcome_p000003000000
                """,
            told: "gongbao maintain",
            after: "SELECT gongbao.maintain()"
        ),
        Fault(
            kind: .clock,
            end: 1,
            reason: "the queue has a time 1 h in the future: the server's clock was set back",
            provoke: jobs + "UPDATE gongbao.ticket SET enqueued_at = clock_timestamp() + interval '1 h 30 s'",
            after: settle("succeeded")
        ),
        Fault(
            kind: .clock,
            end: 1,
            reason: "the server's clock is 59 min",
            provoke: setClock("interval '1 h'", ahead: true),
            after: setClock("interval '1 h'", ahead: false)
        ),
        Fault(
            kind: .schema,
            end: 2,
            reason: "the database has no schema: run gongbao migrate",
            provoke: "ALTER TABLE gongbao.schema_migration RENAME TO aside",
            told: "gongbao migrate",
            after: "ALTER TABLE gongbao.aside RENAME TO schema_migration"
        ),
        Fault(
            kind: .answer,
            end: 3,
            reason: "function gongbao.health() does not exist",
            provoke: "ALTER FUNCTION gongbao.health() RENAME TO aside",
            after: "ALTER FUNCTION gongbao.aside() RENAME TO health"
        ),
        Fault(
            kind: .database,
            end: 2,
            reason: "terminating connection due to administrator command",
            provoke: """
                ALTER FUNCTION gongbao.health() RENAME TO aside;
                CREATE FUNCTION gongbao.health(OUT checked_at timestamptz, OUT last_outcome_at timestamptz) LANGUAGE sql
                AS 'SELECT now(), now() FROM pg_terminate_backend(pg_backend_pid())'
                """,
            told: "pg_isready",
            after: "DROP FUNCTION gongbao.health(); ALTER FUNCTION gongbao.aside() RENAME TO health"
        ),
        Fault(
            kind: .schema,
            end: 2,
            reason: "the database has migration 9999_later, which this build does not know",
            provoke: "INSERT INTO gongbao.schema_migration (number, name, checksum) VALUES (9999, '9999_later', 'x')",
            after: "DELETE FROM gongbao.schema_migration WHERE number = 9999"
        ),
    ]

    /// Outcomes as a worker writes them.
    private static func settle(_ state: String, _ which: String = "true") -> String {
        """
        INSERT INTO gongbao.outcome (job_id, report_id, state, row_count, cpu_microseconds)
        SELECT id, report_id, '\(state)', 5, 1500000 FROM gongbao.ticket WHERE \(which);
        """
    }

    /// A server whose clock is ahead, as far as its answer goes; nobody sets the clock of the machine for a test.
    private static func setClock(_ interval: String, ahead: Bool) -> String {
        let (own, moved) = ("checked_at := clock_timestamp()", "checked_at := clock_timestamp() + \(interval)")
        return """
            DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('gongbao.health'::regproc),
                $$\(ahead ? own : moved);$$, $$\(ahead ? moved : own);$$); END $do$
            """
    }

    /// Runs `body` with a healthy queue: a worker is a row, and whoever calls its session after it.
    private static func withQueue(host: String = "ingest", _ body: (TestDatabase) async throws -> Void) async throws {
        try await withDatabase { database in
            let worker = try await database.open("gongbao-worker/1")
            _ = try await worker.query(
                """
                INSERT INTO gongbao.worker (pid, connections, host, version, configuration_hash)
                VALUES (4711, 1, convert_from(decode('\(hexadecimal(host))', 'hex'), 'UTF8'), '0.0.1', 'x')
                """
            ) { _ in }
            try await body(database)
            try await worker.execute("SELECT 1")
        }
    }

    private static func hexadecimal(_ text: String) -> String {
        text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func status(_ database: TestDatabase, _ more: [String] = []) async throws -> Program.Run {
        try await Program.run(["status", "--database", database.conninfo] + more)
    }

    @Test(arguments: faults) func aFaultIsToldWithItsCure(fault: Fault) async throws {
        try await Self.withQueue { database in
            try await database.run(fault.provoke)
            let broken = try await Self.status(database)
            #expect(broken.end == .exited(fault.end))
            #expect(broken.output.contains(fault.reason), "\(broken.output)")
            if let cure = fault.cure {
                #expect(broken.output.contains(" > \(cure)"), "\(broken.output)")
                try await database.run(cure)
            } else {
                #expect(fault.kind == .answer || broken.output.contains("\n             > \(fault.told ?? "")"))
            }
            if !fault.after.isEmpty { try await database.run(fault.after) }
            let mended = try await Self.status(database)
            #expect(mended.end == .exited(0), "\(mended.output)")
        }
    }

    /// By faults and the tests named here, those of `StatusCommandTests` and `StatusTerminalTests` included.
    @Test func everyStateIsProvoked() {
        let provoked =
            Self.faults.map(\.kind) + [
                .standby,  // aStandbyIsToldForWhatItIs
                .horizon,  // aHeldHorizonIsToldWithItsHolder
                .workers,  // exitCodesFollowTheState
                .permission,  // roleWithoutPermissionIsUnknown
                .configuration,  // aRefusedConfigurationIsUnknownInEveryFormat
            ]
        #expect(Set(provoked) == Set(Finding.Kind.allCases))
    }

    @Test func aStandbyIsToldForWhatItIs() async throws {
        try await PrivateServer.run { server in
            let arguments = ["status", "--database", server.conninfo]
            #expect(try await Program.run(["migrate", "--database", server.conninfo]).end == .exited(0))
            #expect(try await Program.run(arguments).output.contains("standby") == false)
            try await server.demote()
            let standby = try await Program.run(arguments)
            #expect(standby.end == .exited(1), "\(standby.output)")
            #expect(standby.output.contains("this server is a standby: its figures may be late"), "\(standby.output)")
            let metrics = try MetricsReader(try await Program.run(arguments + ["--format", "prometheus"]).output)
            #expect(metrics.samples["gongbao_server_in_recovery"] == "1")
        }
    }

    @Test func aHeldHorizonIsToldWithItsHolder() async throws {
        try await Self.withQueue { database in
            let holder = try await database.open("a long \u{1B}[31mreport")
            try await holder.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            let process = try await holder.query("SELECT pg_backend_pid(), count(*) FROM gongbao.report") {
                $0.string(row: 0, column: 0) ?? ""
            }
            // Somebody younger is told otherwise: it is the oldest that counts.
            try await database.run("CREATE TABLE public.later (x int)")
            let held = "SELECT age_seconds >= 1 AND identity LIKE 'pid \(process), %' FROM gongbao.xmin_horizon()"
            while try await database.value(held) != "t" { try await Task.sleep(for: .milliseconds(50)) }
            let run = try await Program.run(
                ["status", "--database", database.conninfo],
                environment: ["GONGBAO_STATUS_HORIZON_WARNING_SECONDS": "1"]
            )
            #expect(run.end == .exited(1))
            #expect(run.output.contains(" > SELECT pg_terminate_backend(\(process));\n"), "\(run.output)")
            #expect(run.output.contains("a long ?[31mreport"), "PostgreSQL itself keeps a name to ASCII")
            try await holder.execute("COMMIT")
        }
    }

    /// A worker's host name, which anybody may set on his host, in everything that status prints.
    @Test func whatWorkersCallThemselvesIsInert() async throws {
        let host = "a\"b\\c<script>\u{1B}]0;x\u{7}\u{9B}31m\u{202E}'; DROP TABLE gongbao.report; --\u{200F}\n# TYPE x"
        try await Self.withQueue(host: host) { database in
            for format in ["text", "json", "prometheus"] {
                let run = try await Self.status(database, ["--format", format])
                #expect(run.end == .exited(0))
                #expect(run.output.contains("DROP TABLE gongbao.report"))
                let obeyed = run.output.unicodeScalars.filter { scalar in
                    scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
                }
                #expect(obeyed.isEmpty, "\(format)")
                #expect(!run.output.contains("\n# TYPE x"), "\(format)")
            }
            #expect(try await database.value("SELECT count(*) FROM gongbao.report") == "0")
        }
    }

    @Test func metricsFollowTheConventions() async throws {
        try await Self.withQueue { database in
            try await database.run(Self.jobs + Self.settle("succeeded", "id < 3") + Self.settle("failed", "id = 3"))
            let run = try await Self.status(database, ["--format", "prometheus"])
            #expect(run.end == .exited(1))
            let metrics = try MetricsReader(run.output)
            #expect(metrics.breaches == [])
            #expect(metrics.samples["gongbao_up"] == "1")
            #expect(metrics.samples["gongbao_severity"] == "1")
            #expect(metrics.samples[#"gongbao_finding_severity{finding="failures"}"#] == "1")
            #expect(metrics.samples[#"gongbao_finding_severity{finding="schema"}"#] == "0")
            #expect(metrics.samples[#"gongbao_jobs_finished_total{state="succeeded"}"#] == "2")
            #expect(metrics.samples[#"gongbao_jobs_finished_total{state="failed"}"#] == "1")
            #expect(metrics.samples[#"gongbao_jobs_finished_total{state="retried"}"#] == "0")
            #expect(metrics.samples["gongbao_rows_written_total"] == "15")
            #expect(metrics.samples[#"gongbao_extraction_cpu_seconds_total{state="succeeded"}"#] == "3.000000")
            #expect(metrics.samples[#"gongbao_worker_info{host="ingest",pid="4711",version="0.0.1"}"#] == "1")
        }
    }

    @Test func theMetricsOfNoDatabaseSaySo() async throws {
        let run = try await Program.run(["status", "--database", "host=/nonexistent", "--format", "prometheus"])
        #expect(run.end == .exited(2))
        let metrics = try MetricsReader(run.output)
        #expect(metrics.breaches == [])
        #expect(metrics.samples["gongbao_up"] == "0")
        #expect(metrics.samples[#"gongbao_finding_severity{finding="database"}"#] == "2")
        #expect(metrics.samples["gongbao_backlog_jobs{priority=\"urgent\"}"] == nil, "unknown is not zero")
    }
}
