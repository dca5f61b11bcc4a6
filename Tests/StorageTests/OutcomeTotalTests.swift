import Postgres
import TestSupport
import Testing

/// The counters behind the metrics: exact, whoever writes and whatever upkeep does meanwhile.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct OutcomeTotalTests {
    private static let totals =
        "SELECT state || ' ' || jobs || ' ' || row_count || ' ' || cpu_seconds FROM gongbao.outcome_total ORDER BY state"

    @Test func outcomesAreCountedInTheirTransaction() async throws {
        try await withDatabase { database in
            try await database.run(
                "INSERT INTO gongbao.report (content) SELECT '文' || g FROM generate_series(1, 3) AS g"
            )
            #expect(try await database.column(Self.totals) == [])
            try await database.run("BEGIN")
            try await database.settle("1", "succeeded")
            #expect(try await database.column(Self.totals) == ["succeeded 1 3 0.000000"])
            try await database.run("ROLLBACK")
            #expect(try await database.column(Self.totals) == [])
            try await database.run(
                """
                INSERT INTO gongbao.outcome (job_id, report_id, state, row_count, cpu_microseconds)
                VALUES (1, 1, 'succeeded', 5, 1500000), (2, 2, 'succeeded', 7, 1), (3, 3, 'discarded', 0, 20)
                """
            )
            #expect(try await database.column(Self.totals) == ["succeeded 2 12 1.500001", "discarded 1 0 0.000020"])
        }
    }

    /// Upkeep sums up what is there while others go on adding to it; nobody may ever see another total.
    @Test func upkeepChangesNoTotal() async throws {
        try await withDatabase { database in
            try await database.run(
                "INSERT INTO gongbao.report (content) SELECT '文' || g FROM generate_series(1, 400) AS g"
            )
            let total = "SELECT coalesce(sum(jobs), 0) FROM gongbao.outcome_total"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<2 {
                    group.addTask {
                        let session = try await database.open()
                        for job in stride(from: 1 + lane, through: 400, by: 2) {
                            try await session.execute(
                                "INSERT INTO gongbao.outcome (job_id, report_id, state) VALUES (\(job), \(job), 'succeeded')"
                            )
                        }
                    }
                }
                group.addTask {
                    let session = try await database.open()
                    var seen = 0
                    while seen < 400 {
                        // As if some minutes had passed: only what is older is summed up.
                        try await session.execute(
                            "UPDATE gongbao.outcome_tally SET tallied_at = tallied_at - interval '3 minutes' "
                                + "WHERE tallied_at > now() - interval '2 minutes'"
                        )
                        try await session.execute("SELECT gongbao.maintain()")
                        let now = try await database.integer(total)
                        #expect(now >= seen)
                        seen = now
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.integer(total) == 400)
            // What retention drops stays counted.
            try await database.run("DELETE FROM gongbao.outcome; SELECT gongbao.maintain()")
            #expect(try await database.integer(total) == 400)
            #expect(try await database.integer("SELECT count(*) FROM gongbao.outcome_tally") < 200)
            try await database.run(
                "UPDATE gongbao.outcome_tally SET tallied_at = least(tallied_at, now() - interval '3 minutes')"
            )
            // The hour is told to its minutes, the minute to its batches; what is older is one sum.
            let rates = "SELECT succeeded_minute || ' ' || succeeded_hour FROM gongbao.health()"
            #expect(try await database.value(rates) == "0 400")
            try await database.run(
                "INSERT INTO gongbao.outcome (job_id, report_id, state) SELECT g, g, 'succeeded' FROM generate_series(1001, 1010) AS g"
            )
            #expect(try await database.value(rates) == "10 410")
            try await database.run(
                """
                INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state, tallied_at)
                SELECT 1, 0, 0, 'succeeded', now() - g * interval '1 minute' FROM generate_series(61, 260) AS g;
                SELECT gongbao.maintain()
                """
            )
            #expect(try await database.value(rates) == "10 410")
            #expect(try await database.integer(total) == 610)
            let old = "SELECT count(*) FROM gongbao.outcome_tally WHERE tallied_at < now() - interval '61 minutes'"
            #expect(try await database.integer(old) == 1)
        }
    }
}
