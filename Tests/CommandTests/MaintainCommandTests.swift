import Platform
import TestSupport
import Testing

/// `gongbao maintain`, and the same by a worker.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct MaintainCommandTests {
    /// A settled job of a week ago, in a partition that is full.
    private func fill(_ database: TestDatabase) async throws {
        try await database.run("SELECT gongbao.enqueue('一、工作')")
        try await database.run(
            """
            INSERT INTO gongbao.outcome (job_id, report_id, state, finished_at)
            SELECT id, report_id, 'succeeded', now() - interval '7 days' FROM gongbao.ticket
            """
        )
        try await database.run("SELECT setval('gongbao.job_id', 1500000)")
        for _ in 1...2 { try await database.run("SELECT gongbao.advance_watermark()") }
    }

    private static let oldest = "SELECT min(lower_id) FROM gongbao.partitions()"

    @Test func partitionsAreKeptUnlessRetentionIsSet() async throws {
        try await withDatabase { database in
            try await fill(database)
            let arguments = ["maintain", "--database", database.conninfo]
            let keeping = try await Program.run(arguments)
            #expect(keeping.end == .exited(0), "\(keeping.errorOutput)")
            #expect(keeping.output == "partitions: 1 made, 0 dropped; journal: 0 batches pruned\n")
            for days in ["0", "8"] {
                _ = try await Program.run(arguments, environment: ["GONGBAO_RETENTION_DAYS": days])
                #expect(try await database.value(Self.oldest) == "0")
            }
            let dropping = try await Program.run(arguments, environment: ["GONGBAO_RETENTION_DAYS": "6"])
            #expect(dropping.output == "partitions: 0 made, 1 dropped; journal: 0 batches pruned\n")
            #expect(try await database.value(Self.oldest) == "1000000")
        }
    }

    @Test func aWorkerDoesItToo() async throws {
        try await withDatabase { database in
            try await fill(database)
            // Upkeep gives way to whoever holds a lock, autovacuum too, and tries again at its next round.
            for _ in 1...20 where try await database.value(Self.oldest) != "1000000" {
                let run = try await Program.run(
                    ["worker", "--until-empty", "--database", database.conninfo],
                    environment: ["GONGBAO_RETENTION_DAYS": "6"]
                )
                #expect(run.end == .exited(0), "\(run.errorOutput)")
            }
            #expect(try await database.value(Self.oldest) == "1000000")
        }
    }

    @Test func itMayTakeLongerThanOtherAnswers() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                CREATE OR REPLACE FUNCTION gongbao.fold_tally() RETURNS void LANGUAGE plpgsql
                AS $$ BEGIN PERFORM pg_sleep(2); END $$
                """
            )
            let run = try await Program.run(
                ["maintain", "--database", database.conninfo],
                environment: ["GONGBAO_DATABASE_ANSWER_SECONDS": "1"]
            )
            #expect(run.end == .exited(0), "\(run.errorOutput)")
        }
    }

    @Test func whatItMayNotDoIsTold() async throws {
        let away = try await Program.run(["maintain", "--database", "host=/nonexistent"])
        #expect(away.end == .exited(1))
        #expect(away.errorOutput.hasPrefix("gongbao: "))
        try await withDatabase(migrated: false) { database in
            let bare = try await Program.run(["maintain", "--database", database.conninfo])
            #expect(bare.end == .exited(78))
            #expect(bare.errorOutput.contains("run gongbao migrate"))
        }
    }
}
