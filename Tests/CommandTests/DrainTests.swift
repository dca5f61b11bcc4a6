import Platform
import TestSupport
import Testing

/// What a worker does when it is told to stop in the middle of a batch.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct DrainTests {
    private static let ends = """
        SELECT format('%s %s', coalesce(e.how, 'open'), count(*)) FROM gongbao.batch AS b
        LEFT JOIN gongbao.batch_end AS e ON e.batch_id = b.id GROUP BY e.how ORDER BY 1
        """

    private func fill(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(
            "INSERT INTO gongbao.report (content) SELECT '一、工作' || g || chr(10) || '完成投资' || g || '亿元。' FROM generate_series(1, \(count)) AS g"
        )
    }

    /// A worker that has been writing for some time and will be for a while yet.
    private func slowWorker(_ database: TestDatabase, drainSeconds: Int) async throws -> ChildProcess {
        try await fill(database, 3)
        try await database.run(
            """
            CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END $$;
            CREATE TRIGGER dawdle BEFORE INSERT ON gongbao.section FOR EACH STATEMENT EXECUTE FUNCTION dawdle()
            """
        )
        let child = try Program.start(
            ["worker", "--connections", "1", "--database", database.conninfo],
            environment: ["GONGBAO_WORKER_DRAIN_SECONDS": "\(drainSeconds)"]
        )
        let asleep = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'
            """
        while try await database.value(asleep) == "0" { try await Task.sleep(for: .milliseconds(20)) }
        return child
    }

    @Test func pastTheDeadlineTheBatchIsRolledBackAndChargedToNobody() async throws {
        try await withDatabase { database in
            let child = try await slowWorker(database, drainSeconds: 0)
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
            #expect(try await database.column(Self.ends) == ["stopped 1"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "0")
            #expect(!child.errorOutput.contains("database is away"))
            #expect(child.errorOutput.contains("event=stopped"))
            try await database.run("DROP TRIGGER dawdle ON gongbao.section")
            let next = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
            #expect(next.end == .exited(0))
            #expect(!next.errorOutput.contains("process of their own"), "nobody is a suspect")
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome WHERE state = 'succeeded'") == "3")
        }
    }

    @Test func aSecondSignalStopsAtOnce() async throws {
        try await withDatabase { database in
            let child = try await slowWorker(database, drainSeconds: 3600)
            child.send(signal: 15)
            try await Task.sleep(for: .milliseconds(100))
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
            #expect(try await database.column(Self.ends) == ["stopped 1"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.outcome") == "0")
        }
    }

    @Test func withinTheDeadlineWhatIsInHandIsCommitted() async throws {
        try await withDatabase { database in
            try await fill(database, 3000)
            let child = try Program.start(["worker", "--connections", "2", "--database", database.conninfo])
            while try await database.value("SELECT count(*) FROM gongbao.outcome") == "0" {
                try await Task.sleep(for: .milliseconds(5))
            }
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
            #expect(child.errorOutput.contains("event=drained"))
            let ends = try await database.column(Self.ends)
            #expect(ends.count == 1 && ends.allSatisfy { $0.hasPrefix("committed ") }, "\(ends)")
            let rest = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
            #expect(rest.end == .exited(0))
            #expect(
                try await database.value("SELECT count(*) FROM gongbao.outcome WHERE state = 'succeeded'") == "3000"
            )
            #expect(try await database.value("SELECT count(*) FROM gongbao.observation") == "3000")
        }
    }
}
