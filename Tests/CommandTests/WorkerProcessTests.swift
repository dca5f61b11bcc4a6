import Platform
import Postgres
import TestSupport
import Testing

/// The worker as a process against a real database: what it writes, and what it survives.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(10)))
struct WorkerProcessTests {
    private static let report = "一、上半年工作回顾\n1－6月，完成财政总收入4.36亿元，同比增长8.2％。\n二、下半年工作安排\n力争新增企业12家。\n"

    private static let audit = """
        SELECT format('%s jobs, %s outcomes, %s unsettled, %s extractions wrong, %s reports with rows twice',
            (SELECT count(*) FROM gongbao.ticket), (SELECT count(*) FROM gongbao.outcome),
            (SELECT count(*) FROM gongbao.ticket AS t
             WHERE NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id AND o.state = 'succeeded')),
            (SELECT count(*) FROM gongbao.extraction AS e
             WHERE e.section_count <> (SELECT count(*) FROM gongbao.section AS s WHERE s.report_id = e.report_id)
                OR e.observation_count <> (SELECT count(*) FROM gongbao.observation AS b WHERE b.report_id = e.report_id)),
            (SELECT count(*) FROM (SELECT report_id FROM gongbao.outcome GROUP BY 1 HAVING count(*) > 1) AS twice))
        """

    private func fill(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(
            """
            INSERT INTO gongbao.report (content)
            SELECT '\(Self.report)' || '第' || g || '号' FROM generate_series(1, \(count)) AS g
            """
        )
    }

    private func work(_ database: TestDatabase) async throws -> Program.Run {
        try await Program.run(["worker", "--until-empty", "--connections", "3", "--database", database.conninfo])
    }

    @Test func worksTheQueueAndWritesRowsOnce() async throws {
        try await withDatabase { database in
            try await fill(database, 100)
            try await fill(database, 100)
            let run = try await work(database)
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let audit = try await database.value(Self.audit)
            #expect(audit == "100 jobs, 100 outcomes, 0 unsettled, 0 extractions wrong, 0 reports with rows twice")
            let states = try await database.column(
                "SELECT format('%s %s', state, count(*)) FROM gongbao.job GROUP BY state ORDER BY 1"
            )
            #expect(states == ["duplicate 100", "succeeded 100"])
            let again = try await work(database)
            #expect(again.end == .exited(0))
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "100")
        }
    }

    @Test func everyOffsetLeadsBackToTheSurface() async throws {
        try await withDatabase { database in
            try await fill(database, 1)
            _ = try await work(database)
            let wrong = """
                SELECT count(*) FROM gongbao.observation AS o JOIN gongbao.report AS r ON r.id = o.report_id
                WHERE substr(r.content, o.char_start + 1, o.char_end - o.char_start) <> o.surface
                """
            #expect(try await database.value(wrong) == "0")
            #expect(try await database.value("SELECT title FROM gongbao.section WHERE ordinal = 1") == "上半年工作回顾")
        }
    }

    @Test func drainsOnTerminate() async throws {
        try await withDatabase { database in
            try await fill(database, 20)
            let child = try Program.start(["worker", "--database", database.conninfo])
            while try await database.value("SELECT count(*) FROM gongbao.outcome") != "20" {
                try await Task.sleep(for: .milliseconds(20))
            }
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
            #expect(child.errorOutput.contains("event=drained failed=0 jobs=20"))
            let open = """
                SELECT count(*) FROM gongbao.batch AS b
                WHERE NOT EXISTS (SELECT FROM gongbao.batch_end AS e WHERE e.batch_id = b.id)
                """
            #expect(try await database.value(open) == "0")
        }
    }

    @Test("ChaosKill: kill -9 at random moments loses nothing and writes nothing twice")
    func survivesKills() async throws {
        // `make chaos` does the same with more of everything.
        let jobs = 2000
        let kills = 12
        try await withDatabase { database in
            try await fill(database, jobs)
            for _ in 0..<kills {
                let child = try Program.start([
                    "worker", "--until-empty", "--connections", "3", "--database", database.conninfo,
                ])
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...150)))
                child.send(signal: 9)
                _ = await child.wait()
            }
            let run = try await work(database)
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let audit = try await database.value(Self.audit)
            #expect(
                audit == "\(jobs) jobs, \(jobs) outcomes, 0 unsettled, 0 extractions wrong, 0 reports with rows twice"
            )
        }
    }

    @Test func goesOnAfterItsSessionsAreTerminated() async throws {
        try await withDatabase { database in
            try await fill(database, 1500)
            let child = try Program.start(["worker", "--until-empty", "--database", database.conninfo])
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(60))
                try await database.run(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name LIKE 'gongbao-worker%'
                    """
                )
            }
            #expect(await child.wait() == .exited(0), "\(child.errorOutput)")
            let audit = try await database.value(Self.audit)
            #expect(audit == "1500 jobs, 1500 outcomes, 0 unsettled, 0 extractions wrong, 0 reports with rows twice")
        }
    }

    @Test func aReportWhoseRowsAreRefusedIsFoundAndItsNeighboursSucceed() async throws {
        try await withDatabase { database in
            try await database.run("ALTER TABLE gongbao.section ADD CONSTRAINT no_such_title CHECK (title <> '拒收')")
            try await fill(database, 30)
            try await database.run("INSERT INTO gongbao.report (content) VALUES ('一、拒收\n完成投资3亿元。')")
            try await database.run(
                "INSERT INTO gongbao.report (content) SELECT '一、照收\n完成投资' || g || '亿元。' FROM generate_series(1, 30) AS g"
            )
            let run = try await work(database)
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let states = try await database.column(
                "SELECT format('%s %s', state, count(*)) FROM gongbao.job GROUP BY state ORDER BY 1"
            )
            #expect(states == ["discarded 1", "succeeded 60"])
            #expect(try await database.value("SELECT sqlstate FROM gongbao.job WHERE state = 'discarded'") == "23514")
        }
    }

    @Test func whatCannotBeReadIsDiscardedWithAReason() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (source_url, content, media_type) VALUES ('a', '报告', 'image/png');
                INSERT INTO gongbao.report (source_url, raw) VALUES ('b', '\\xe5b7a5ff');
                INSERT INTO gongbao.report (source_url, raw) VALUES ('c', '\\xefbbbfe5b7a5e4bd9c');
                INSERT INTO gongbao.report (source_url, content) SELECT 'd', repeat('公', 64 * 1024 * 1024 / 3 + 1)
                """
            )
            let run = try await work(database)
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let outcomes = try await database.column(
                "SELECT format('%s %s %s', source_url, state, error) FROM gongbao.job ORDER BY source_url"
            )
            #expect(outcomes[0].hasPrefix("a discarded media type image/png is none of text/plain, "))
            #expect(
                outcomes.dropFirst() == [
                    "b discarded not utf-8 at byte 3, not gb18030 at byte 2, not big5 at byte 2",
                    "c succeeded ",
                    "d discarded the report has 67108866 bytes, the limit is 33554432",
                ]
            )
            let body = try await database.value("SELECT coalesce(e.body, '') FROM gongbao.extraction AS e")
            #expect(body == "工作")
        }
    }

    @Test func aDeletedReportHoldsNobodyUp() async throws {
        try await withDatabase { database in
            try await fill(database, 3)
            try await database.run("DELETE FROM gongbao.report WHERE id = 2")
            let run = try await work(database)
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let outcomes = try await database.column(
                "SELECT format('%s %s', state, error) FROM gongbao.outcome ORDER BY job_id"
            )
            #expect(outcomes == ["succeeded ", "discarded the report is gone", "succeeded "])
        }
    }

    @Test func retryReplacesTheRows() async throws {
        try await withDatabase { database in
            try await fill(database, 3)
            _ = try await work(database)
            let before = try await database.value("SELECT count(*) FROM gongbao.section")
            try await database.run("SELECT gongbao.retry(id) FROM gongbao.job WHERE state = 'succeeded'")
            _ = try await work(database)
            #expect(try await database.value("SELECT count(*) FROM gongbao.section") == before)
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "6")
        }
    }

    @Test func aPausedPriorityIsLeftAlone() async throws {
        try await withDatabase { database in
            try await database.run("SELECT gongbao.pause(1)")
            try await fill(database, 5)
            #expect(try await work(database).end == .exited(0))
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "0")
            try await database.run("SELECT gongbao.resume(1)")
            #expect(try await work(database).end == .exited(0))
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "5")
        }
    }

    @Test func aMissingSchemaNamesTheCommandThatMakesIt() async throws {
        try await withDatabase(migrated: false) { database in
            let run = try await work(database)
            #expect(run.end == .exited(78))
            #expect(run.errorOutput.contains("run gongbao migrate"))
        }
    }

    /// Whichever lane sees it first, the others must not go on for ever.
    @Test func aSchemaThatGoesAwayEndsEveryLane() async throws {
        try await withDatabase { database in
            try await fill(database, 3)
            // Long pauses, so that most lanes are in one when the first finds out.
            let child = try Program.start(
                ["worker", "--connections", "8", "--database", database.conninfo],
                environment: [
                    "GONGBAO_WORKER_POLL_MILLISECONDS": "1500", "GONGBAO_WORKER_POLL_IDLE_MILLISECONDS": "1500",
                ]
            )
            while try await database.value("SELECT count(*) FROM gongbao.outcome") != "3" {
                try await Task.sleep(for: .milliseconds(20))
            }
            try await drop(database)
            #expect(await child.wait() == .exited(78))
            #expect(child.errorOutput.contains("event=\"cannot work\""))
        }
    }

    /// A worker that locks its tables in another order may win; then the drop is rolled back and tried again.
    private func drop(_ database: TestDatabase) async throws {
        while true {
            do {
                return try await database.run("DROP SCHEMA gongbao CASCADE")
            } catch let error as PostgresError where error.sqlState == "40P01" {
                continue
            }
        }
    }

    @Test func aMissingPermissionNamesTheRoleThatGrantsIt() async throws {
        try await withDatabase { database in
            let role = "nobody_\(UInt32.random(in: 0...UInt32.max))"
            try await database.run("CREATE ROLE \(role) LOGIN")
            let run = try await Program.run([
                "worker", "--until-empty", "--database", "\(database.conninfo) user=\(role)",
            ])
            #expect(run.end == .exited(78))
            #expect(run.errorOutput.contains("gongbao_worker"))
            try await database.run("GRANT gongbao_worker TO \(role)")
            try await fill(database, 3)
            let granted = try await Program.run([
                "worker", "--until-empty", "--database", "\(database.conninfo) user=\(role)",
            ])
            #expect(granted.end == .exited(0), "\(granted.errorOutput)")
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome WHERE state = 'succeeded'") == "3")
            try await database.run("REVOKE gongbao_worker FROM \(role); DROP ROLE \(role)")
        }
    }
}
