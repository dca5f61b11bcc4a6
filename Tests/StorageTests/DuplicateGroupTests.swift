import Extraction
import Ingestion
import Storage
import TestSupport
import Testing

/// Groups of near duplicates as they grow large, on fingerprints made for it.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct DuplicateGroupTests {
    /// Settled reports with one and the same fingerprint, each with an address of its own.
    private func fill(_ database: TestDatabase, _ range: ClosedRange<Int>, url: String = "'u' || g") async throws {
        let (first, last) = (range.lowerBound, range.upperBound)
        try await database.run(
            """
            INSERT INTO gongbao.report (content, source_url) SELECT 'text ' || g, \(url) FROM generate_series(\(first), \(last)) AS g;
            INSERT INTO gongbao.outcome (job_id, report_id, state)
            SELECT id, report_id, 'succeeded' FROM gongbao.ticket WHERE report_id >= \(first);
            INSERT INTO gongbao.extraction (report_id, job_id, section_count, observation_count, extractor_version)
            SELECT report_id, id, 0, 0, 'test' FROM gongbao.ticket WHERE report_id >= \(first);
            INSERT INTO gongbao.fingerprint (report_id, bands, mask, sketch)
            SELECT g, gongbao.fingerprint_bands(sketch), gongbao.fingerprint_mask(sketch), sketch
            FROM generate_series(\(first), \(last)) AS g CROSS JOIN (SELECT '{1,2,3,4,5}'::integer[] AS sketch) AS same;
            """
        )
        try await database.run("SELECT gongbao.advance_watermark()")
    }

    private func link(_ database: TestDatabase, by max: Int) async throws -> Int {
        var calls = 0
        while try await database.value("SELECT gongbao.link_duplicates(\(max))") != "0" { calls += 1 }
        return calls
    }

    private static let originals = """
        SELECT coalesce(near_duplicate_of::text, 'none') || ' ' || count(*) FROM gongbao.edition WHERE superseded_by IS NULL
        GROUP BY near_duplicate_of ORDER BY 1
        """

    @Test func aLargeGroupHasOneOriginalWhichGivesWayToItsNextVersion() async throws {
        try await withDatabase { database in
            try await fill(database, 1...2500)
            #expect(try await link(database, by: 400) == 7)
            #expect(try await database.column(Self.originals) == ["1 2499", "none 1"])
            try await fill(database, 2501...2600)
            #expect(try await link(database, by: 1000) == 1)
            #expect(try await database.column(Self.originals) == ["1 2599", "none 1"])
            try await fill(database, 2601...2601, url: "'u1'")
            #expect(try await link(database, by: 1000) == 1)
            #expect(try await database.column(Self.originals) == ["2601 2599", "none 1"])
        }
    }

    /// Six keys of another kind and no mask: all that counts is the sketch.
    @Test func whatAnEarlierVersionWroteIsCompared() async throws {
        try await withDatabase { database in
            try await fill(database, 1...4)
            try await database.run(
                "UPDATE gongbao.fingerprint SET bands = '{1,2,3,4,5,6}', mask = NULL WHERE report_id IN (1, 3)"
            )
            #expect(try await link(database, by: 2) == 2)
            #expect(try await database.column(Self.originals) == ["1 3", "none 1"])
        }
    }

    /// Server and worker make the same of a sketch.
    @Test func whatTheWorkerWritesIsWhatTheServerComputes() async throws {
        try await withDatabase { database in
            var sketches = [[1, 2, 3, 4, Int32.max], (0..<64).map { Int32($0) * 33_554_431 + 8 * $0 }]
            sketches.append(Array(sketches[1].dropFirst(9)))
            let results = sketches.enumerated().map { index, sketch in
                var report = Report()
                report.fingerprint = Fingerprint(sketch: sketch)
                let job = Job(id: Int64(index), reportID: Int64(index), rootID: 1, attempt: 1, replaces: false)
                return JobResult(job: job, verdict: .succeeded(report, body: nil), microseconds: 0)
            }
            try await RowWriter(results).copy(over: database.open())
            let same = "bands = gongbao.fingerprint_bands(sketch) AND mask = gongbao.fingerprint_mask(sketch)"
            #expect(try await database.value("SELECT bool_and(\(same)) FROM gongbao.fingerprint") == "t")
        }
    }

    /// Only one does it, only what is settled, and each job once.
    @Test func jobsAreTakenOnceAndBehindTheWatermark() async throws {
        try await withDatabase { database in
            try await fill(database, 1...10)
            try await database.run("INSERT INTO gongbao.report (content) VALUES ('not worked yet')")
            let other = try await database.open()
            try await database.run("BEGIN; SELECT gongbao.link_duplicates(4)", on: other)
            #expect(try await database.value("SELECT gongbao.link_duplicates(4)") == "0", "another one is at it")
            try await database.run("ROLLBACK", on: other)
            #expect(try await link(database, by: 4) == 3)
            #expect(try await database.value("SELECT count(*) FROM gongbao.fingerprint_band") == "10")
            #expect(
                try await database.value("SELECT normal FROM gongbao.linking ORDER BY id DESC LIMIT 1") == "10"
            )
        }
    }

    /// A thousand articles at the address of a list, all of them versions: the chain is in order and has one end.
    @Test func anAddressWithManyReportsHasOneCurrentVersion() async throws {
        try await withDatabase { database in
            try await fill(database, 1...1000, url: "'list'")
            #expect(try await link(database, by: 300) == 4)
            let chain =
                "SELECT count(*) FROM gongbao.edition WHERE supersedes IS NOT DISTINCT FROM nullif(report_id - 1, 0)"
            #expect(try await database.value(chain) == "1000")
            #expect(try await database.column("SELECT report_id FROM gongbao.document") == ["1000"])
        }
    }
}
