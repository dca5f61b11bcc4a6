import TestSupport
import Testing

/// What workers call: promotion, the low watermark, maintenance.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct SurfaceWorkTests {
    @Test func twoWorkersPromoteEachOnce() async throws {
        try await withDatabase { database in
            let other = try await database.open()
            try await database.run(
                """
                INSERT INTO gongbao.delayed (report_id, root_id, run_at, priority, attempt, reason)
                SELECT n, n, now() + CASE WHEN n > 50 THEN interval '1 hour' ELSE n * interval '-1 second' END, 1, 2, 'retry'
                FROM generate_series(1, 60) n
                """
            )
            try await database.run("BEGIN", on: other)
            #expect(try await database.value("SELECT gongbao.promote(20)", on: other) == "20")
            #expect(try await database.value("SELECT gongbao.promote()") == "30")
            try await database.run("COMMIT", on: other)
            let tickets = try await database.value(
                "SELECT count(*) || ' ' || count(DISTINCT root_id) || ' ' || max(root_id) FROM gongbao.ticket"
            )
            #expect(tickets == "50 50 50")
            #expect(try await database.value("SELECT count(*) FROM gongbao.delayed") == "10")
        }
    }

    @Test func theWatermarkWaitsForALateCommitter() async throws {
        try await withDatabase { database in
            let late = try await database.open()
            try await database.run("BEGIN", on: late)
            let first = try await database.value("SELECT gongbao.enqueue('late')", on: late)
            let second = try await database.enqueue("early")
            try await database.settle(second, "succeeded")
            for _ in 1...4 { try await database.run("SELECT gongbao.advance_watermark()") }
            #expect(try await database.integer("SELECT gongbao.low_watermark(1)") < Int(first) ?? 0)

            try await database.run("COMMIT", on: late)
            for _ in 1...2 { try await database.run("SELECT gongbao.advance_watermark()") }
            #expect(try await database.integer("SELECT gongbao.low_watermark(1) + 1") == Int(first))

            try await database.settle(first, "succeeded")
            for _ in 1...2 { try await database.run("SELECT gongbao.advance_watermark()") }
            #expect(try await database.value("SELECT gongbao.low_watermark(1)") == second)
        }
    }

    @Test func theWatermarkDoesNotWaitForOthers() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            try await database.settle(job, "succeeded")
            let writer = try await database.open()
            try await database.run(
                "BEGIN; SELECT pg_current_xact_id(); UPDATE gongbao.report SET title = 'x'",
                on: writer
            )
            try await database.run("SELECT gongbao.advance_watermark()")
            #expect(try await database.value("SELECT gongbao.low_watermark(1)") == job)
            try await database.run("ROLLBACK", on: writer)
        }
    }

    @Test func theWatermarkStandsStillUnderAnOldSnapshot() async throws {
        try await withDatabase { database in
            try await database.settle(try await database.enqueue("a"), "succeeded")
            try await database.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
            #expect(try await database.value("SELECT gongbao.advance_watermark()") == "0")
            try await database.run("COMMIT")
            #expect(try await database.value("SELECT gongbao.advance_watermark()") == "3")
        }
    }

    @Test func anIdleQueueAddsNoWatermarks() async throws {
        try await withDatabase { database in
            try await database.settle(try await database.enqueue("a"), "succeeded")
            for _ in 1...3 { try await database.run("SELECT gongbao.advance_watermark()") }
            let count = try await database.value("SELECT count(*) FROM gongbao.watermark")
            for _ in 1...3 { #expect(try await database.value("SELECT gongbao.advance_watermark()") == "0") }
            #expect(try await database.value("SELECT count(*) FROM gongbao.watermark") == count)
        }
    }

    @Test func watermarksArePruned() async throws {
        try await withDatabase { database in
            for n in 1...110 {
                try await database.run("SELECT gongbao.enqueue('text \(n)')")
                try await database.run("SELECT gongbao.advance_watermark()")
            }
            #expect(
                try await database.value(
                    "SELECT max(n) FROM (SELECT count(*) n FROM gongbao.watermark GROUP BY priority) c"
                ) == "100"
            )
        }
    }

    @Test func partitionsAreMadeAheadAndOnlyOnce() async throws {
        try await withDatabase { database in
            let other = try await database.open()
            try await database.run("SELECT setval('gongbao.job_id', 5999990)")
            try await database.run("BEGIN", on: other)
            #expect(try await database.value("SELECT partitions_created FROM gongbao.maintain()", on: other) == "5")
            // Neither a second one nor an enqueuer in a partition that exists has to wait.
            #expect(try await database.value("SELECT partitions_created FROM gongbao.maintain()") == "0")
            try await database.run("SELECT setval('gongbao.job_id', 10)")
            try await database.run("SET lock_timeout = '5s'")
            #expect(await database.error("SELECT gongbao.enqueue('meanwhile')") == nil)
            try await database.run("COMMIT", on: other)
            let pairs = try await database.value(
                "SELECT count(*) || ' ' || count(outcome_table) || ' ' || max(upper_id) FROM gongbao.partitions()"
            )
            #expect(pairs == "9 9 9000000")
        }
    }

    @Test func theJournalOfUnsettledJobsIsKept() async throws {
        try await withDatabase { database in
            let settled = try await database.enqueue("a")
            let open = try await database.enqueue("b")
            try await database.settle(settled, "succeeded")
            try await database.run(
                """
                INSERT INTO gongbao.batch (id, worker_id, priority, first_id, job_ids, started_at) VALUES
                (1, 1, 1, \(settled), '{\(settled)}', now() - interval '8 days'),
                (2, 1, 1, \(settled), '{\(settled),\(open)}', now() - interval '8 days'),
                (3, 1, 1, \(settled), '{\(settled)}', now())
                """
            )
            try await database.run("INSERT INTO gongbao.batch_end (batch_id, how) VALUES (1, 'committed')")
            #expect(try await database.value("SELECT batches_pruned FROM gongbao.maintain()") == "1")
            #expect(try await database.column("SELECT id FROM gongbao.batch ORDER BY id") == ["2", "3"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.batch_end") == "0")
        }
    }

    @Test func retentionDropsOnlyWhatIsSettledAndOld() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            try await database.run("SELECT setval('gongbao.job_id', 1500000)")
            let maintain = "SELECT partitions_dropped FROM gongbao.maintain(retention => interval '1 day')"
            for _ in 1...2 { try await database.run("SELECT gongbao.advance_watermark()") }
            #expect(try await database.value(maintain) == "0", "a job is open")
            try await database.settle(job, "succeeded")
            for _ in 1...2 { try await database.run("SELECT gongbao.advance_watermark()") }
            #expect(try await database.value(maintain) == "0", "its outcome is young")
            try await database.run("UPDATE gongbao.outcome SET finished_at = now() - interval '2 days'")
            let reader = try await database.open()
            try await database.run("BEGIN", on: reader)
            try await database.run("SELECT FROM gongbao.ticket", on: reader)
            #expect(try await database.value(maintain) == "0", "somebody reads it")
            try await database.run("COMMIT", on: reader)
            #expect(try await database.value(maintain) == "1")
            #expect(try await database.value("SELECT min(lower_id) FROM gongbao.partitions()") == "1000000")
            #expect(await database.error("SELECT gongbao.enqueue('b')") == nil)
        }
    }
}
