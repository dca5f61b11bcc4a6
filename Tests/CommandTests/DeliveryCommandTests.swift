import Platform
import Postgres
import TestSupport
import Testing

/// Bytes in the table, handed in by each way there is, and what a worker makes of them.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct DeliveryCommandTests {
    /// `公报：税收收入3亿元。` in GB18030, as psql writes bytes.
    private static let encoded = #"\xb9abb1a8a3bacbb0cad5cad5c8eb33d2dad4aaa1a3"#

    private func work(_ database: TestDatabase) async throws {
        let run = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
        #expect(run.end == .exited(0), "\(run.errorOutput)")
    }

    @Test func insertCopyAndEnqueueTakeBytes() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                SET ROLE gongbao_enqueuer;
                INSERT INTO gongbao.report (source_url, raw) VALUES ('insert', '\(Self.encoded)');
                """
            )
            // The text format of COPY doubles the backslash; binary and CSV do not.
            let line = "copy\t\\\(Self.encoded)\ttext/plain\tgbk\n"
            _ = try await database.session.copyIn(
                "COPY gongbao.report (source_url, raw, media_type, charset) FROM STDIN",
                Array(line.utf8)
            )
            try await database.run(
                """
                SELECT gongbao.enqueue(NULL, source_url => 'enqueue', raw => '\(Self.encoded)', charset => 'big5');
                SELECT gongbao.enqueue_report(NULL, source_url => 'twice', raw => '\(Self.encoded)', charset => 'big5');
                RESET ROLE
                """
            )
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "3", "one is a duplicate")
            try await work(database)
            let rows = try await database.column(
                """
                SELECT concat_ws('|', source_url, media_type, charset, quality_flags, body)
                FROM gongbao.document ORDER BY report_id
                """
            )
            #expect(
                rows == [
                    "insert|text/plain|gb18030|{}|公报：税收收入3亿元。", "copy|text/plain|gb18030|{}|公报：税收收入3亿元。",
                    "enqueue|text/plain|gb18030|{charset_mismatch}|公报：税收收入3亿元。",
                ]
            )
            let figures = try await database.column(
                """
                SELECT concat_ws(' ', name, value, substr(body, char_start + 1, char_end - char_start) = surface)
                FROM gongbao.observation JOIN gongbao.document USING (report_id)
                """
            )
            #expect(figures == Array(repeating: "税收收入 300000000 t", count: 3))
        }
    }

    @Test func plainTextKeepsNoBodyAndTellsNoCharset() async throws {
        try await withDatabase { database in
            try await database.run(
                "INSERT INTO gongbao.report (content, ref_area) VALUES ('税收收入3亿元。', '深圳市南山区')"
            )
            try await work(database)
            let kept = try await database.value(
                "SELECT concat_ws('|', num_nonnulls(body, media_type, charset), place_code, place_level) FROM gongbao.extraction"
            )
            #expect(kept == "0|440305|county")
            #expect(try await database.value("SELECT media_type FROM gongbao.document") == "text/plain")
            let joined = """
                SELECT place.name || ' ' || around.name FROM gongbao.extraction
                JOIN gongbao.place ON place.code = place_code JOIN gongbao.place AS around ON around.code = place.parent
                """
            #expect(try await database.value(joined) == "南山区 深圳市")
        }
    }

    /// Metadata, then the page, then title and text; what disagrees is flagged.
    @Test func aPageTellsTitleDateAndPlace() async throws {
        let page = """
            <html><head><meta charset="utf-8"><title>年报</title><meta name="SiteName" content="南山政府在线">
            <meta name="SiteIDCode" content="4403050001"><meta name="ArticleTitle" content="2023年工作总结">
            <meta name="PubDate" content="2024-01-12 09:00"><meta name="ContentSource" content="区政府办公室"></head><body><div class="nav">首页 &gt; 报告</div>
            <div class="content"><h1>2023年工作总结</h1><p>一、工作回顾</p><p>完成税收收入3亿元，同比增长5%。</p></div></body></html>
            """
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (raw) VALUES (convert_to($$\(page)$$, 'UTF8'));
                INSERT INTO gongbao.report (raw, media_type, charset, ref_area, published_on)
                VALUES (convert_to($$\(page)$$, 'UTF8'), 'text/html', 'gb2312', '福田区', '2024-01-13')
                """
            )
            try await work(database)
            let documents = try await database.column(
                """
                SELECT concat_ws('|', media_type, charset, title, ref_area, place_code, place_level, published_on, source, period_end, quality_flags)
                FROM gongbao.document ORDER BY report_id
                """
            )
            #expect(
                documents == [
                    "text/html|utf-8|2023年工作总结|南山区|440305|county|2024-01-12|区政府办公室|2023-12-31|{}",
                    "text/html|utf-8|2023年工作总结|福田区|440304|county|2024-01-13|区政府办公室|2023-12-31|{ref_area_conflict,published_on_conflict,charset_mismatch}",
                ]
            )
            let figures = try await database.column(
                """
                SELECT DISTINCT concat_ws(' ', name, measure, value, substr(body, char_start + 1, char_end - char_start) = surface)
                FROM gongbao.observation JOIN gongbao.document USING (report_id) ORDER BY 1
                """
            )
            #expect(figures == ["税收收入 change 5 t", "税收收入 level 300000000 t"])
        }
    }

    @Test func aNulInABodyIsStoredAsTheCharacterThatStandsForNone() async throws {
        try await withDatabase { database in
            try await database.run(
                "INSERT INTO gongbao.report (raw) VALUES (convert_to('甲', 'UTF8') || '\\x00' || convert_to('收入3亿元。', 'UTF8'))"
            )
            try await work(database)
            #expect(try await database.value("SELECT body FROM gongbao.document") == "甲\u{FFFD}收入3亿元。")
            let proven = """
                SELECT bool_and(substr(body, char_start + 1, char_end - char_start) = surface)
                FROM gongbao.observation JOIN gongbao.document USING (report_id)
                """
            #expect(try await database.value(proven) == "t")
        }
    }

    @Test func aBodyMayBeNoLongerThanAReport() async throws {
        try await withDatabase { database in
            // Two bytes a character become three.
            try await database.run("INSERT INTO gongbao.report (raw) VALUES (decode(repeat('b9abb1a8', 500), 'hex'))")
            let run = try await Program.run(
                ["worker", "--until-empty", "--database", database.conninfo],
                environment: ["GONGBAO_WORKER_MAX_REPORT_BYTES": "2048"]
            )
            #expect(run.end == .exited(0))
            let error = try await database.value("SELECT error FROM gongbao.job")
            #expect(error == "the body has 3000 bytes, the limit is 2048")
        }
    }
}
