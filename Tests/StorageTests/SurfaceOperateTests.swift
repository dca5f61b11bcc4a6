import TestSupport
import Testing

/// An operator's side: retry, cancel, pause.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct SurfaceOperateTests {
    @Test func cancelEndsWhatIsQueued() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            #expect(try await database.value("SELECT gongbao.cancel(\(job))") == "t")
            let row = try await database.value("SELECT state || ': ' || error FROM gongbao.job WHERE id = \(job)")
            #expect(row == "cancelled: cancelled by postgres")
            #expect(try await database.value("SELECT gongbao.cancel(\(job))") == "f")
        }
    }

    @Test func cancelLeavesWhatRuns() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            let worker = try await database.open()
            try await database.run("BEGIN", on: worker)
            try await database.run("SELECT FROM gongbao.ticket WHERE id = \(job) FOR NO KEY UPDATE", on: worker)
            #expect(try await database.value("SELECT gongbao.cancel(\(job))") == "f")
            #expect(try await database.value("SELECT state FROM gongbao.job WHERE id = \(job)") == "queued")
            try await database.run("ROLLBACK", on: worker)
            #expect(try await database.value("SELECT gongbao.cancel(\(job))") == "t")
        }
    }

    @Test func cancelEndsWhatIsDelayed() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            try await database.settle(job, "retried")
            try await database.delay(job)
            #expect(try await database.value("SELECT gongbao.cancel(\(job))") == "t")
            let history = try await database.column(
                "SELECT state || attempt FROM gongbao.job_attempt WHERE root_id = \(job) ORDER BY id"
            )
            #expect(history == ["retried1", "cancelled2"])
        }
    }

    @Test func retryRunsAFinishedJobAgain() async throws {
        try await withDatabase { database in
            for state in ["succeeded", "discarded", "quarantined", "cancelled", "retried"] {
                let job = try await database.enqueue(state)
                try await database.settle(job, state)
                let again = try await database.value("SELECT gongbao.retry(\(job))")
                let row = try await database.value(
                    "SELECT root_id || ' ' || attempt || ' ' || reason || ' ' || state FROM gongbao.job WHERE id = \(again)"
                )
                #expect(row == "\(job) 1 operator_retry queued")
                #expect(await database.error("SELECT gongbao.retry(\(job))")?.state == "55000")
                try await database.settle(again, "succeeded")
                #expect(await database.error("SELECT gongbao.retry(\(again))") == nil)
                let history = try await database.value(
                    "SELECT count(*) FROM gongbao.job_attempt WHERE root_id = \(job)"
                )
                #expect(history == "3", "\(state)")
            }
        }
    }

    @Test func retryStartsWhatIsDelayed() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            try await database.settle(job, "retried")
            try await database.delay(job)
            #expect(await database.error("SELECT gongbao.retry(\(job))") == nil)
            #expect(try await database.value("SELECT count(*) FROM gongbao.delayed") == "0")
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "2")
        }
    }

    @Test func twoOperatorsRetryOnce() async throws {
        try await withDatabase { database in
            let job = try await database.enqueue("a")
            try await database.settle(job, "discarded")
            let other = try await database.open()
            try await database.run("BEGIN")
            try await database.run("SELECT gongbao.retry(\(job))")
            async let second = database.error("SELECT gongbao.retry(\(job))", on: other)
            try await database.waitForBlockedSession()
            try await database.run("COMMIT")
            #expect(await second?.state == "55000")
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "2")
        }
    }

    /// A statement, its SQLSTATE, and what the message says.
    static let refusedCalls = [
        ("SELECT gongbao.retry(7)", "P0002", "there is no job 7"),
        ("SELECT gongbao.cancel(7)", "P0002", "there is no job 7"),
        ("SELECT gongbao.retry(gongbao.enqueue('a'))", "55000", "is not finished"),
        ("SELECT gongbao.pause(3)", "22023", "priority is 0, 1 or 2, not 3"),
        ("SELECT gongbao.resume(-1)", "22023", "priority is 0, 1 or 2, not -1"),
    ]

    @Test func refusalsSayWhy() async throws {
        try await withDatabase { database in
            for (sql, state, words) in Self.refusedCalls {
                let error = await database.error(sql)
                #expect(error?.state == state, "\(sql)")
                #expect(error?.message.contains(words) == true, "\(sql)")
            }
        }
    }

    @Test func pauseAndResumeTellWhatIsPaused() async throws {
        try await withDatabase { database in
            let steps = [
                ("pause(2)", "{2}"), ("pause(2)", "{2}"), ("pause(0)", "{0,2}"), ("resume(2)", "{0}"),
                ("pause()", "{0,1,2}"), ("resume()", "{}"), ("resume()", "{}"),
            ]
            for (call, paused) in steps {
                #expect(try await database.value("SELECT gongbao.\(call)") == paused, "\(call)")
            }
            try await database.run("SELECT gongbao.pause(1)")
            let who = try await database.value(
                "SELECT string_agg(name || ' ' || paused_by, ',') FROM gongbao.queue WHERE paused_at IS NOT NULL"
            )
            #expect(who == "normal postgres")
        }
    }
}
