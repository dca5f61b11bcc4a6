import Extraction
import Platform
import Postgres
import TestSupport
import Testing

/// Near duplicates and versions, from the text to the analyst's views.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct DuplicateTests {
    /// A report of 12 sentences with one figure each; `changed` of them are other ones.
    private static func text(_ name: String, changed: Int = 0, counter: Int = 1) -> String {
        let sentences = (1...12).map { place in
            "\(name)第\(place)项重点工程全年完成投资\(place * 10 + (place <= changed ? 7 : 0))亿元，带动就业明显增加。"
        }
        return "工作报告\n浏览次数：\(counter)\n一、工作情况\n" + sentences.joined(separator: "\n")
    }

    private func add(_ database: TestDatabase, _ text: String, url: String? = nil) async throws {
        let address = url.map { "'\($0)'" } ?? "NULL"
        try await database.run("INSERT INTO gongbao.report (content, source_url) VALUES ('\(text)', \(address))")
    }

    private func work(_ database: TestDatabase) async throws {
        let run = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
        #expect(!run.errorOutput.contains("upkeep failed"), "\(run.errorOutput)")
        #expect(run.end == .exited(0), "\(run.errorOutput)")
    }

    /// A line for each report: itself, what it is a near duplicate of, its version before and after.
    private func editions(_ database: TestDatabase) async throws -> [String] {
        try await database.column(
            """
            SELECT format('%s dup %s after %s before %s', report_id, coalesce(near_duplicate_of::text, '-'),
                coalesce(supersedes::text, '-'), coalesce(superseded_by::text, '-'))
            FROM gongbao.document_with_duplicates ORDER BY report_id
            """
        )
    }

    private static let shown = "SELECT string_agg(report_id::text, ' ' ORDER BY report_id) FROM gongbao.document"

    @Test func copiesOnOtherSitesAreMarkedAndLeftOut() async throws {
        try await withDatabase { database in
            try await add(database, Self.text("甲"), url: "a")
            try await add(database, Self.text("乙"), url: "b")
            try await add(database, Self.text("甲", counter: 99), url: "c")
            try await add(database, Self.text("甲", changed: 1, counter: 5), url: "d")
            try await add(database, Self.text("甲", changed: 6), url: "e")
            try await work(database)
            #expect(
                try await editions(database) == [
                    "1 dup - after - before -", "2 dup - after - before -", "3 dup 1 after - before -",
                    "4 dup 1 after - before -", "5 dup - after - before -",
                ]
            )
            let similarities =
                "SELECT round(similarity::numeric, 2) FROM gongbao.edition WHERE similarity > 0 ORDER BY 1"
            // 11 of the 13 sentences that stand in either stand in both.
            #expect(try await database.column(similarities) == ["0.85", "1.00"])
            #expect(try await database.value(Self.shown) == "1 2 5")
            #expect(try await database.value("SELECT count(*) FROM gongbao.figure") == "36")
            #expect(try await database.value("SELECT count(*) FROM gongbao.figure_with_duplicates") == "60")
            #expect(
                try await database.value(
                    "SELECT count(*) FROM gongbao.figure_with_duplicates WHERE near_duplicate_of = 1"
                ) == "24"
            )
        }
    }

    @Test func aLaterVersionSupersedesTheEarlier() async throws {
        try await withDatabase { database in
            try await add(database, Self.text("甲"), url: "a")
            try await work(database)
            try await add(database, Self.text("甲", changed: 1), url: "a")
            // The same again is no version, and another page without an address is none of this one.
            try await add(database, Self.text("甲", changed: 1), url: "a")
            try await add(database, Self.text("乙"))
            try await add(database, Self.text("丙"))
            try await work(database)
            #expect(
                try await editions(database) == [
                    "1 dup - after - before 2", "2 dup - after 1 before -", "4 dup - after - before -",
                    "5 dup - after - before -",
                ]
            )
            // What the address says now may be something else altogether.
            try await add(database, Self.text("丁"), url: "a")
            try await work(database)
            #expect(try await editions(database).dropFirst().first == "2 dup - after 1 before 6")
            #expect(try await database.value(Self.shown) == "4 5 6")
        }
    }

    /// The corrected edition counts, neither the text it corrects nor a copy of that on another site.
    @Test func aCopyOfAnEarlierVersionIsOneOfTheCurrent() async throws {
        try await withDatabase { database in
            try await add(database, Self.text("甲"), url: "a")
            try await add(database, Self.text("甲", counter: 2), url: "b")
            try await work(database)
            #expect(try await database.value(Self.shown) == "1")
            try await add(database, Self.text("甲", changed: 1), url: "a")
            try await work(database)
            #expect(try await database.value(Self.shown) == "3")
            #expect(try await editions(database).dropFirst().first == "2 dup 3 after - before -")
            // The address was given to another text: the copy is what is left of the report.
            try await add(database, Self.text("丁"), url: "a")
            try await work(database)
            #expect(try await database.value(Self.shown) == "2 4")
        }
    }

    /// Whatever the order of working: earlier reports may be worked later, as urgent ones come first.
    @Test func theOriginalIsTheEarliestWhicheverWasWorkedFirst() async throws {
        try await withDatabase { database in
            for report in 1...6 { try await add(database, Self.text("甲", counter: report), url: "u\(report)") }
            try await database.run("SELECT gongbao.cancel(1), gongbao.cancel(2), gongbao.cancel(3)")
            try await work(database)
            #expect(try await database.value(Self.shown) == "4")
            try await database.run("SELECT gongbao.retry(3)")
            try await work(database)
            #expect(try await database.value(Self.shown) == "3")
            try await database.run("SELECT gongbao.retry(1), gongbao.retry(2)")
            try await work(database)
            #expect(try await database.value(Self.shown) == "1")
            #expect(
                try await database.column("SELECT DISTINCT near_duplicate_of FROM gongbao.edition ORDER BY 1")
                    == ["1", ""]
            )
        }
    }

    /// Two workers, small batches, one step of linking each: nobody's rows are there twice or missing.
    @Test func workersAtTheSameTimeMarkTheSame() async throws {
        try await withDatabase { database in
            for name in 0..<20 {
                for copy in 0..<5 {
                    try await add(database, Self.text("甲\(name)乙", counter: copy + 10 * name), url: "\(name)/\(copy)")
                }
            }
            async let first: Void = work(database)
            async let second: Void = work(database)
            _ = try await (first, second)
            try await work(database)
            let wrong = """
                SELECT count(*) FROM gongbao.document_with_duplicates
                WHERE near_duplicate_of IS DISTINCT FROM nullif((report_id - 1) / 5 * 5 + 1, report_id)
                """
            #expect(try await database.value(wrong) == "0")
            #expect(try await database.value("SELECT count(*) FROM gongbao.document") == "20")
        }
    }

    @Test func aRunAgainReplacesWhatWasMarked() async throws {
        try await withDatabase { database in
            for report in 1...3 { try await add(database, Self.text("甲", counter: report), url: "u\(report)") }
            try await work(database)
            let state = """
                SELECT (SELECT count(*) FROM gongbao.fingerprint) || ' ' || (SELECT count(*) FROM gongbao.fingerprint_band)
                    || ' ' || (SELECT string_agg(report_id || '>' || coalesce(near_duplicate_of, 0), ' ' ORDER BY report_id) FROM gongbao.edition)
                """
            #expect(try await database.value(state) == "3 3 1>0 2>1 3>1")
            try await database.run("SELECT gongbao.reextract('{1,2,3}')")
            try await work(database)
            #expect(try await database.value(state) == "3 3 1>0 2>1 3>1")
            // As if an earlier extractor had taken them for the same: what is found again is what counts.
            try await database.run("UPDATE gongbao.fingerprint SET sketch = '{1,2,3,4,5}' WHERE report_id = 2")
            try await database.run("SELECT gongbao.retry(1)")
            try await work(database)
            #expect(try await database.value(Self.shown) == "1 2")
            try await database.run("UPDATE gongbao.fingerprint SET sketch = '{1,2,3,4,5}' WHERE report_id = 1")
            try await database.run("SELECT gongbao.retry(3)")
            try await work(database)
            #expect(try await database.value(Self.shown) == "1 3", "2 is like the other with that fingerprint")
        }
    }

    /// A report that loses its rows gives way to what it hid.
    @Test func whatHasNoRowsAnyMoreHidesNothing() async throws {
        try await withDatabase { database in
            for report in 1...3 { try await add(database, Self.text("甲", counter: report), url: "u\(report)") }
            try await add(database, Self.text("乙"), url: "u1")
            try await work(database)
            #expect(try await database.value(Self.shown) == "2 4")
            try await database.run("DELETE FROM gongbao.report WHERE id IN (2, 4)")
            try await database.run("SELECT gongbao.retry(2), gongbao.retry(4)")
            try await work(database)
            #expect(try await editions(database) == ["1 dup - after - before -", "3 dup 1 after - before -"])
        }
    }

    @Test func theDatabaseComparesAsTheExtractorDoes() async throws {
        try await withDatabase { database in
            let sketches: [[Int32]] = [
                [1, 2, 3, 4, 5], [1, 2, 3, 4, 6], [9], Array(1...64), Array(2...65), (1...64).map { $0 * 2 },
                Array(1...40),
            ]
            for one in sketches {
                for other in sketches {
                    let expected = Fingerprint(sketch: one).similarity(to: Fingerprint(sketch: other))
                    let same = try await database.value(
                        "SELECT abs(gongbao.similarity(ARRAY\(one)::int[], ARRAY\(other)::int[]) - \(expected)) < 1e-6"
                    )
                    #expect(same == "t", "\(one) \(other)")
                }
            }
        }
    }
}
