import Platform
import Postgres
import TestSupport
import Testing

/// What may pass is tried again later; what is the database's trouble charges no job.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct RetryTests {
    private func fill(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(
            "INSERT INTO gongbao.report (content) SELECT '一、工作' || g || chr(10) || '完成投资' || g || '亿元。' FROM generate_series(1, \(count)) AS g"
        )
    }

    private func start(_ database: TestDatabase, _ environment: [String: String] = [:]) throws -> ChildProcess {
        try Program.start(
            ["worker", "--until-empty", "--connections", "1", "--database", database.conninfo],
            environment: environment.merging(["GONGBAO_RETRY_FIRST_SECONDS": "1"]) { given, _ in given }
        )
    }

    /// Works the queue while another session holds a lock that writing needs, until that was too long for somebody.
    private func workAgainstALock(_ database: TestDatabase) async throws {
        let other = try await database.open()
        try await other.script("BEGIN; LOCK TABLE gongbao.section IN SHARE MODE") { _ in }
        let child = try start(database)
        while try await database.value("SELECT count(*) FROM gongbao.outcome WHERE state = 'retried'") == "0" {
            try await Task.sleep(for: .milliseconds(50))
        }
        try await other.script("ROLLBACK") { _ in }
        #expect(await child.wait() == .exited(0), "\(child.errorOutput)")
    }

    @Test func aLockThatIsHeldTooLongDelaysTheJobs() async throws {
        try await withDatabase { database in
            try await fill(database, 5)
            try await workAgainstALock(database)
            let ends = try await database.column(
                "SELECT format('%s %s', state, count(DISTINCT root_id)) FROM gongbao.job_attempt GROUP BY state ORDER BY 1"
            )
            #expect(ends == ["retried 5", "succeeded 5"])
            #expect(
                try await database.column("SELECT DISTINCT sqlstate FROM gongbao.job_attempt WHERE state = 'retried'")
                    == ["55P03"]
            )
            #expect(try await database.value("SELECT count(*) FROM gongbao.observation") == "5")
            #expect(try await database.value("SELECT count(*) FROM gongbao.delayed") == "0")
        }
    }

    /// The server's refusal for want of memory is injected by a trigger, for one report among others.
    @Test func whatIsTooMuchForTheServerFailsAloneInTheEnd() async throws {
        try await withDatabase { database in
            try await fill(database, 20)
            try await database.run(
                """
                CREATE FUNCTION exhaust() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.title LIKE '%工作7' THEN RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER exhaust BEFORE INSERT ON gongbao.section FOR EACH ROW EXECUTE FUNCTION exhaust()
                """
            )
            let child = try start(database, ["GONGBAO_RETRY_ATTEMPTS": "2"])
            #expect(await child.wait() == .exited(0), "\(child.errorOutput)")
            let ends = try await database.column(
                "SELECT format('%s %s %s', state, count(*), max(sqlstate)) FROM gongbao.job_attempt GROUP BY state ORDER BY 1"
            )
            #expect(ends == ["failed 1 53200", "retried 1 53200", "succeeded 19 "])
            #expect(try await database.value("SELECT count(*) FROM gongbao.job_failure WHERE state = 'failed'") == "1")
            let root = try await database.value("SELECT root_id FROM gongbao.job_attempt WHERE state = 'failed'")
            #expect(
                try await database.column("SELECT attempt FROM gongbao.job_attempt WHERE root_id = \(root) ORDER BY 1")
                    == ["1", "2"]
            )
        }
    }

    /// An operator's retry that fails and comes back must still replace the rows of the first run.
    @Test func aRetryOfARetryReplacesTheRows() async throws {
        try await withDatabase { database in
            try await fill(database, 1)
            #expect(await (try start(database)).wait() == .exited(0))
            try await database.run("SELECT gongbao.retry(1)")
            try await workAgainstALock(database)
            let states = try await database.column("SELECT state FROM gongbao.outcome ORDER BY job_id")
            #expect(states == ["succeeded", "retried", "succeeded"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.observation") == "1")
        }
    }

    @Test func aReadOnlyDatabaseChargesNoJob() async throws {
        try await withDatabase { database in
            try await fill(database, 5)
            let name = try await database.value("SELECT current_database()")
            try await database.run("ALTER DATABASE \(name) SET default_transaction_read_only = on")
            let child = try start(database)
            while !child.errorOutput.contains("read-only") { try await Task.sleep(for: .milliseconds(50)) }
            try await database.run("ALTER DATABASE \(name) RESET default_transaction_read_only")
            #expect(await child.wait() == .exited(0), "\(child.errorOutput)")
            #expect(child.errorOutput.contains("event=\"database is back\""))
            #expect(try await database.column("SELECT DISTINCT state FROM gongbao.outcome") == ["succeeded"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "5")
        }
    }

    @Test func theWorkersSessionsAreKnownByTheirNameWhateverTheConninfoSays() async throws {
        try await withDatabase { database in
            let child = try Program.start([
                "worker", "--database", database.conninfo + " application_name=ingest",
            ])
            while try await database.value("SELECT cardinality(gongbao.live_workers())") == "0" {
                try await Task.sleep(for: .milliseconds(20))
            }
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
        }
    }

    /// The server warns of a BEGIN within a transaction; its log would fill with them.
    @Test func noTransactionIsBegunTwice() async throws {
        try await withDatabase { database in
            try await database.run("ALTER TABLE gongbao.section ADD CONSTRAINT refused CHECK (title NOT LIKE '%工作7')")
            try await fill(database, 20)
            #expect(await (try start(database)).wait() == .exited(0))
            let data = try await database.value("SHOW data_directory")
            let log = try InputFile(data + "/../server.log").read(limit: 64 << 20)
            // Each line names its database; other tests, which end sessions and cancel statements, have their own.
            let name = try await database.value("SELECT current_database()")
            let warnings = String(decoding: log, as: UTF8.self).split(separator: "\n")
                .filter { $0.contains(" \(name) ") && $0.contains("transaction in progress") }
            #expect(warnings.isEmpty)
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome WHERE state = 'discarded'") == "1")
        }
    }
}
