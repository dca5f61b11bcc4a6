import TestSupport
import Testing

/// What psql and monitoring see.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct SurfaceViewTests {
    @Test func aJobRunsWhileALiveWorkersBatchHasNoEnd() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            let other = try await database.enqueue("b")
            let state = "SELECT string_agg(state, ' ' ORDER BY id) FROM gongbao.job"
            let worker = try await database.value(
                """
                INSERT INTO gongbao.worker (pid, connections, host, version, configuration_hash)
                VALUES (7, 2, 'host', '0.1', 'abc') RETURNING id
                """
            )
            let batch = try await database.value(
                """
                INSERT INTO gongbao.batch (worker_id, priority, first_id, job_ids) VALUES (\(worker), 1, \(job), '{\(job)}') RETURNING id
                """
            )
            #expect(try await database.value(state) == "queued queued", "the worker is not there")
            #expect(try await database.value("SELECT count(*) FROM gongbao.worker_activity") == "0")

            let session = try await database.open("gongbao-worker/\(worker)")
            #expect(try await database.value(state) == "running queued")
            #expect(
                try await database.value("SELECT host || jobs || first_id FROM gongbao.worker_activity")
                    == "host1\(job)"
            )
            #expect(try await database.value("SELECT workers_live || ' ' || running FROM gongbao.health()") == "1 1")
            #expect(try await database.value("SELECT host FROM gongbao.job_attempt WHERE root_id = \(job)") == "host")

            try await database.run(
                """
                INSERT INTO gongbao.outcome (job_id, report_id, batch_id, state, row_count) SELECT id, report_id, \(batch), 'succeeded', 5 FROM gongbao.ticket WHERE id = \(job);
                INSERT INTO gongbao.batch_end (batch_id, how) VALUES (\(batch), 'committed')
                """,
                on: session
            )
            #expect(try await database.value(state) == "succeeded queued")
            #expect(
                try await database.value("SELECT started_at <= finished_at FROM gongbao.job WHERE id = \(job)") == "t"
            )
            #expect(
                try await database.value("SELECT coalesce(batch_id::text, 'idle') FROM gongbao.worker_activity")
                    == "idle"
            )
            #expect(try await database.value("SELECT started_at IS NULL FROM gongbao.job WHERE id = \(other)") == "t")
        }
    }

    @Test func theQueueCountsWhatHasNoOutcome() async throws {
        try await withDatabase { database in
            try await database.run(
                "INSERT INTO gongbao.report (content, priority) SELECT 'text ' || n, n % 3 FROM generate_series(1, 30) n"
            )
            try await database.run(
                "INSERT INTO gongbao.outcome (job_id, report_id, state) SELECT id, report_id, 'succeeded' FROM gongbao.ticket WHERE id % 3 = 0 AND id < 20 OR id = 5"
            )
            let counts =
                "SELECT string_agg(name || ' ' || backlog || coalesce(oldest_age IS NULL, true), ', ' ORDER BY priority) FROM gongbao.queue"
            #expect(try await database.value(counts) == "urgent 4false, normal 10false, backfill 9false")
            for _ in 1...3 { try await database.run("SELECT gongbao.advance_watermark()") }
            #expect(try await database.value(counts) == "urgent 4false, normal 10false, backfill 9false")
            #expect(
                try await database.value("SELECT backlog_urgent || ' ' || backlog_backfill FROM gongbao.health()")
                    == "4 9"
            )
        }
    }

    @Test func healthOfAnEmptyDatabase() async throws {
        try await withDatabase { database in
            let row = try await database.value(
                """
                SELECT concat_ws(' ', workers_live, worker_connections, paused, backlog_urgent, backlog_normal, backlog_backfill,
                    backlog_capped, running, delayed, delayed_due, succeeded_minute, failed_hour, quarantined, partitions_ahead,
                    oldest_seconds_normal IS NULL, last_outcome_at IS NULL, schema_version > 9, server_version ~ '^[0-9]') FROM gongbao.health()
                """
            )
            #expect(row == "0 0 {} 0 0 0 f 0 0 0 0 0 0 3 t t t t")
        }
    }

    @Test func healthCountsResults() async throws {
        try await withDatabase { database in
            for (content, state, age) in [
                ("a", "succeeded", "1 second"), ("b", "succeeded", "10 minutes"), ("c", "discarded", "1 second"),
                ("d", "quarantined", "30 minutes"), ("e", "quarantined", "3 hours"), ("f", "retried", "2 minutes"),
                ("g", "cancelled", "1 second"), ("h", "succeeded", "2 hours"),
            ] {
                try await database.settle(try await database.enqueue(content), state)
                try await database.run(
                    "UPDATE gongbao.outcome_tally SET tallied_at = now() - interval '\(age)' WHERE id = (SELECT max(id) FROM gongbao.outcome_tally)"
                )
            }
            let counts = """
                SELECT concat_ws(' ', succeeded_minute, succeeded_hour, failed_minute, failed_hour, retried_minute, retried_hour, quarantined)
                FROM gongbao.health()
                """
            #expect(try await database.value(counts) == "1 2 1 2 0 1 2")
            let quarantined = try await database.value(
                "SELECT min(id) FROM gongbao.job_failure WHERE state = 'quarantined'"
            )
            try await database.run("SELECT gongbao.retry(\(quarantined))")
            #expect(try await database.value("SELECT quarantined FROM gongbao.health()") == "1", "the other runs again")
        }
    }

    @Test func healthNamesTheHorizonsHolder() async throws {
        try await withDatabase { database in
            let holder = try await database.open("old-report")
            try await database.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1", on: holder)
            let named = try await database.column(
                "SELECT horizon_kind FROM gongbao.health() WHERE horizon_identity IS NOT NULL AND horizon_complete"
            )
            // Other tests use the same cluster, so that the oldest may be one of theirs.
            #expect(named == ["backend"])
            try await database.run("COMMIT", on: holder)
        }
    }

    @Test func figuresJoinReportAndSectionAndLeaveCopiesOut() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (content, title, ref_area) VALUES ('一、经济' || chr(10) || '财政收入9亿元。财政收入9亿元。', '工作报告', '某区');
                INSERT INTO gongbao.extraction (report_id, job_id, section_count, observation_count, extractor_version) VALUES (1, 1, 2, 2, 't');
                INSERT INTO gongbao.section (report_id, ordinal, level, char_start, char_end, title) VALUES (1, 1, 1, 0, 21, '经济');
                INSERT INTO gongbao.observation_row (report_id, ordinal, section, char_start, codes, value, unit_code, name, surface, duplicate_of) VALUES
                    (1, 0, 1, 9, 1101, 900000000, 2, '财政收入', '9亿元', NULL),
                    (1, 1, 1, 17, 1101, 900000000, 2, '财政收入', '9亿元', 0)
                """
            )
            let figures = try await database.column(
                "SELECT concat_ws(' ', ref_area, report_title, section_title, name, value, unit) FROM gongbao.figure"
            )
            #expect(figures == ["某区 工作报告 经济 财政收入 900000000 CNY"])
            let surfaces = try await database.column(
                """
                SELECT substr(d.body, o.char_start + 1, o.char_end - o.char_start) = o.surface
                FROM gongbao.observation o JOIN gongbao.document d USING (report_id)
                """
            )
            #expect(surfaces == ["t", "t"])
        }
    }
}
