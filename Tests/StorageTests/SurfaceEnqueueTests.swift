import Postgres
import TestSupport
import Testing

/// A scraper's side: INSERT, COPY and the functions.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct SurfaceEnqueueTests {
    @Test func oneContentIsOneJobAndTheOthersAreDuplicates() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (source_url, content)
                VALUES ('a', '财政收入增长8%'), ('b', '财政收入增长8%'), ('c', '财政收入增长9%')
                """
            )
            try await database.run("INSERT INTO gongbao.report (source_url, content) VALUES ('d', '财政收入增长8%')")
            let states = try await database.column("SELECT state FROM gongbao.job ORDER BY source_url")
            #expect(states == ["queued", "duplicate", "queued", "duplicate"])
            let first = try await database.value("SELECT id FROM gongbao.job WHERE source_url = 'a'")
            let pointed = try await database.column(
                "SELECT duplicate_of FROM gongbao.job WHERE state = 'duplicate' ORDER BY source_url"
            )
            #expect(pointed == [first, first])
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "2")
        }
    }

    @Test func copyIssuesTicketsInTheOrderOfTheRows() async throws {
        try await withDatabase { database in
            try await database.run(
                "COPY gongbao.report (content) FROM PROGRAM 'for i in $(seq 1 400); do echo \"text $((i % 300))\"; done'"
            )
            #expect(try await database.value("SELECT count(*) FROM gongbao.report") == "400")
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "300")
            let disordered = try await database.value(
                """
                SELECT count(*) FROM (SELECT id, root_id, report_id, lag(report_id) OVER (ORDER BY id) AS before FROM gongbao.ticket) t
                WHERE before > report_id OR root_id <> id
                """
            )
            #expect(disordered == "0")
        }
    }

    @Test func aScraperMayCopyWithoutReading() async throws {
        try await withDatabase { database in
            try await database.run("SET ROLE gongbao_enqueuer")
            let rows = "u1\t一、工作\\n财政收入增长8%\nu2\t一、工作\n"
            let count = try await database.session.copyIn(
                "COPY gongbao.report (source_url, content) FROM STDIN",
                Array(rows.utf8)
            )
            #expect(count == 2)
            try await database.run("RESET ROLE")
            #expect(try await database.value("SELECT string_agg(state, ' ') FROM gongbao.job") == "queued queued")
        }
    }

    @Test func knownContentDrawsNoId() async throws {
        try await withDatabase { database in
            try await database.run("INSERT INTO gongbao.report (content) VALUES ('one')")
            try await database.run("INSERT INTO gongbao.report (content) SELECT 'one' FROM generate_series(1, 50)")
            #expect(try await database.value("SELECT gongbao.enqueue('two')") == "2")
        }
    }

    @Test func twoTransactionsWithOneContentMakeOneJob() async throws {
        try await withDatabase { database in
            for (ending, expected) in [("COMMIT", "t"), ("ROLLBACK", "f")] {
                let other = try await database.open()
                try await database.run("BEGIN")
                try await database.run("INSERT INTO gongbao.report (content) VALUES ('contended \(ending)')")
                async let second = database.value(
                    "SELECT duplicate FROM gongbao.enqueue_report('contended \(ending)')",
                    on: other
                )
                try await database.waitForBlockedSession()
                try await database.run(ending)
                #expect(try await second == expected)
                let jobs = try await database.value(
                    "SELECT count(*) FROM gongbao.ticket JOIN gongbao.report ON report.id = report_id WHERE content = 'contended \(ending)'"
                )
                #expect(jobs == "1")
            }
        }
    }

    /// A statement, its SQLSTATE, and what the message says.
    static let refusedInsertions = [
        ("(content) VALUES ('')", "23514", "report_content_is_not_blank"),
        ("(content) VALUES (E' \\n\\t')", "23514", "report_content_is_not_blank"),
        ("(content) VALUES (E'\\u3000\\u00a0\\ufeff')", "23514", "report_content_is_not_blank"),
        ("(content) VALUES (repeat(' ', 5000))", "23514", "report_content_is_not_blank"),
        ("(content, raw) VALUES ('a', 'a')", "23514", "report_has_content_or_raw"),
        ("(title) VALUES ('a')", "23514", "report_has_content_or_raw"),
        ("(raw) VALUES ('')", "23514", "report_raw_is_not_empty"),
        ("(content, priority) VALUES ('a', 3)", "23514", "report_priority_is_0_1_or_2"),
        ("(content) VALUES (convert_from('\\xb9ab', 'UTF8'))", "22021", "invalid byte sequence"),
    ]

    @Test func refusalsSayWhy() async throws {
        try await withDatabase { database in
            for (sql, state, words) in Self.refusedInsertions {
                let error = await database.error("INSERT INTO gongbao.report \(sql)")
                #expect(error?.state == state, "\(sql)")
                #expect(error?.message.contains(words) == true, "\(sql)")
            }
        }
    }

    @Test func aLateWordIsNotBlank() async throws {
        try await withDatabase { database in
            try await database.run("INSERT INTO gongbao.report (content) VALUES (repeat(' ', 5000) || '好')")
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "1")
        }
    }

    @Test func enqueueTellsTheJob() async throws {
        try await withDatabase { database in
            let first = try await database.value("SELECT gongbao.enqueue('text', source_url => 'u', priority => 0)")
            let again = try await database.value("SELECT gongbao.enqueue('text', source_url => 'v')")
            #expect(first == again)
            let state = try await database.value("SELECT priority || state FROM gongbao.job WHERE id = \(first)")
            #expect(state == "0queued")
        }
    }

    @Test func bytesAreKeyedWithTheirCharset() async throws {
        try await withDatabase { database in
            let duplicates = try await database.column(
                """
                SELECT duplicate FROM (VALUES (1, 'gb18030'), (2, 'big5'), (3, 'gb18030')) AS try (n, charset),
                LATERAL gongbao.enqueue_report(NULL, raw => '\\xb9ab', media_type => 'text/html', charset => try.charset) ORDER BY n
                """
            )
            #expect(duplicates == ["f", "f", "t"])
        }
    }

    @Test func notBeforeWaitsInDelayedAndKeepsItsId() async throws {
        try await withDatabase { database in
            let job = try await database.value(
                "SELECT gongbao.enqueue('later', not_before => now() + interval '1 hour')"
            )
            #expect(try await database.value("SELECT state FROM gongbao.job WHERE id = \(job)") == "deferred")
            let history =
                "SELECT state || ' ' || reason FROM gongbao.job_attempt WHERE root_id = \(job) ORDER BY id NULLS LAST"
            #expect(try await database.column(history) == ["deferred new", "delayed scheduled"])
            #expect(try await database.value("SELECT gongbao.promote()") == "0")
            try await database.run("UPDATE gongbao.delayed SET run_at = now()")
            #expect(try await database.value("SELECT gongbao.promote()") == "1")
            #expect(try await database.column(history) == ["deferred new", "queued scheduled"])
            #expect(
                try await database.value("SELECT gongbao.enqueue('now', not_before => now() - interval '1 hour')") != ""
            )
            #expect(try await database.value("SELECT count(*) FROM gongbao.delayed") == "0")
        }
    }

    @Test func idsBeyondThePartitionsBringTheirOwn() async throws {
        try await withDatabase { database in
            try await database.run("SELECT setval('gongbao.job_id', 20999990)")
            try await database.run(
                "INSERT INTO gongbao.report (content) SELECT 'text ' || n FROM generate_series(1, 100) n"
            )
            #expect(try await database.value("SELECT max(id) FROM gongbao.ticket") == "21000090")
            #expect(try await database.value("SELECT count(*) FROM gongbao.partitions()") == "22")
        }
    }
}
