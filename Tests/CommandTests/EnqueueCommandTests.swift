import Platform
import TestSupport
import Testing

/// `gongbao enqueue` as a script runs it.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct EnqueueCommandTests {
    @Test func theSameDirectoryTwiceIsDuplicate() async throws {
        let reports = try Reports.paths()
        try await withDatabase { database in
            let arguments = ["enqueue", Reports.folder, "--database", database.conninfo, "--ref-area", "临江区"]
            let first = try await Program.run(arguments)
            #expect(first.end == .exited(0))
            #expect(first.errorOutput == "\(reports.count) queued, 0 duplicate, 0 failed\n")
            let lines = Self.lines(first.output)
            #expect(lines.map { $0[0] } == reports.map { _ in "queued" })
            #expect(lines.map { $0[2] } == reports)
            let jobs = try await database.column("SELECT id FROM gongbao.job ORDER BY id")
            #expect(lines.map { $0[1] } == jobs)
            let urls = try await database.column(
                "SELECT source_url FROM gongbao.report WHERE ref_area = '临江区' ORDER BY id"
            )
            #expect(urls == reports.map { "file:" + $0 })

            let second = try await Program.run(arguments)
            #expect(second.end == .exited(0))
            #expect(Self.lines(second.output).map { $0[0] } == reports.map { _ in "duplicate" })
            #expect(Self.lines(second.output).map { $0[1] } == jobs)
        }
    }

    @Test func refusedFilesAreNamedAndTheOthersGoOn() async throws {
        let report = try #require(try Reports.paths().first)
        let cases: [([UInt8], String)] = [
            (Array("a\u{0}b".utf8), "-: NUL at byte 1, which PostgreSQL cannot store"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0x00], "-: NUL at byte 4, which PostgreSQL cannot store"),
            ([0x61, 0xFF], "-: not utf-8 at byte 1, not gb18030 at byte 1, not big5 at byte 1"),
            (Array(" \n\t".utf8), "-: empty or blank (SQLSTATE 23514)"),
            ([], "-: empty or blank (SQLSTATE 23514)"),
        ]
        try await withDatabase { database in
            for (index, (input, message)) in cases.enumerated() {
                let arguments = ["enqueue", "/nonexistent", "-", report, "--database", database.conninfo]
                let run = try await Program.run(arguments, input: input)
                #expect(run.end == .exited(1))
                #expect(run.errorOutput.contains("gongbao enqueue: \(message)\n"))
                #expect(run.errorOutput.contains("/nonexistent: cannot open: No such file or directory\n"))
                let counts = index == 0 ? "1 queued, 0 duplicate" : "0 queued, 1 duplicate"
                #expect(run.errorOutput.hasSuffix("\(counts), 2 failed\n"))
                #expect(Self.lines(run.output).map { $0[2] } == [report])
            }
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "1")
        }
    }

    /// Such names cannot be handed on; whoever counts the files must learn of them.
    @Test func namesThatAreNotUTF8AreFailures() async throws {
        try await withTemporaryFolder { folder in
            let making = """
                cd "$1"; for name in "$(printf 'a\\377.txt')" "$(printf 'a\\377.png')" sound.txt; do echo 税收收入3亿元 > "$name"; done
                mkdir "$(printf '\\377.d')"
                """
            try #require(await ChildProcess("/bin/sh", ["-c", making, "sh", folder]).wait() == .exited(0))
            try await withDatabase { database in
                let run = try await Program.run(["enqueue", folder, "--database", database.conninfo])
                #expect(run.end == .exited(1))
                let reason = "cannot open: its name is not UTF-8"
                #expect(run.errorOutput.contains("gongbao enqueue: \(folder)/a\u{FFFD}.txt: \(reason)\n"))
                #expect(run.errorOutput.contains("gongbao enqueue: \(folder)/\u{FFFD}.d/: \(reason)\n"))
                #expect(run.errorOutput.hasSuffix("1 queued, 0 duplicate, 2 failed, 1 of other kinds left out\n"))
            }
        }
    }

    @Test func whatIsKnownIsStoredAsGiven() async throws {
        try await withDatabase { database in
            let title = "a'; DROP TABLE gongbao.report; --"
            let run = try await Program.run(
                [
                    "enqueue", "-", "--database", database.conninfo, "--title", title, "--source-url",
                    "https://e.org/1",
                    "--published-on", "2023-07-10", "--priority", "backfill",
                ],
                input: [0xEF, 0xBB, 0xBF] + Array("税收收入3亿元\r\n".utf8)
            )
            #expect(run.end == .exited(0))
            let stored = try await database.value(
                "SELECT concat_ws('|', title, source_url, published_on, priority, content) FROM gongbao.report"
            )
            #expect(stored == "\(title)|https://e.org/1|2023-07-10|2|税收收入3亿元\r\n")

            let bytes = try await Program.run(
                [
                    "enqueue", "-", "--database", database.conninfo, "--media-type", "text/html", "--charset",
                    "GB18030",
                ],
                input: [0xB9, 0xAB, 0x00, 0xFF]
            )
            #expect(bytes.end == .exited(0))
            let raw = try await database.value(
                "SELECT concat_ws('|', raw, media_type, charset, content IS NULL) FROM gongbao.report WHERE raw IS NOT NULL"
            )
            #expect(raw == #"\xb9ab00ff|text/html|GB18030|t"#)
        }
    }

    /// 公报：税收收入3亿元。 in GB18030.
    private static let encoded: [UInt8] = [
        0xB9, 0xAB, 0xB1, 0xA8, 0xA3, 0xBA, 0xCB, 0xB0, 0xCA, 0xD5, 0xCA, 0xD5, 0xC8, 0xEB, 0x33, 0xD2, 0xDA, 0xD4,
        0xAA,
        0xA1, 0xA3, 0x0A,
    ]

    @Test func eachKindOfFileIsStoredAsWhatItIsAndWorked() async throws {
        try await withDatabase { database in
            try await withTemporaryFolder { folder in
                try OutputFile("\(folder)/a.txt").replace(with: Array("税收收入3亿元，增长5%。\n".utf8))
                try OutputFile("\(folder)/b.txt").replace(with: Self.encoded)
                for name in ["report.pdf", "report.doc"] {
                    try OutputFile("\(folder)/c_\(name)").replace(with: InputFile(Documents.path(name)).read())
                }
                try OutputFile("\(folder)/e.html").replace(
                    with: Array("<html><body><p>税收收入4亿元，增长6%。</p></body></html>".utf8)
                )
                // Known by its bytes, not by its name.
                try OutputFile("\(folder)/d.txt").replace(with: InputFile(Documents.path("report.pdf")).read() + [0x0A])
                try OutputFile("\(folder)/style.css").replace(with: Array("p {}".utf8))
                try OutputFile("\(folder)/logo.png").replace(with: [0x89, 0x50, 0x4E, 0x47])
                let run = try await Program.run(["enqueue", folder, "--database", database.conninfo])
                #expect(run.end == .exited(0), "\(run.errorOutput)")
                #expect(run.errorOutput == "6 queued, 0 duplicate, 0 failed, 2 of other kinds left out\n")
                let stored = try await database.column(
                    "SELECT concat_ws('|', content IS NULL, media_type, charset) FROM gongbao.report ORDER BY source_url"
                )
                #expect(
                    stored == [
                        "f|text/plain", "t|text/plain", "t|application/msword", "t|application/pdf",
                        "t|application/pdf", "t|text/html",
                    ]
                )
                let work = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
                #expect(work.end == .exited(0), "\(work.errorOutput)")
                let read = try await database.column(
                    """
                    SELECT concat_ws('|', coalesce(extraction.media_type, '-'), coalesce(extraction.charset, '-'), observation_count)
                    FROM gongbao.extraction JOIN gongbao.report ON report.id = report_id ORDER BY source_url
                    """
                )
                #expect(
                    read == [
                        "-|-|2", "text/plain|gb18030|1", "application/msword|-|13", "application/pdf|-|13",
                        "application/pdf|-|13", "text/html|utf-8|2",
                    ]
                )
                let proven = """
                    SELECT bool_and(substr(body, char_start + 1, char_end - char_start) = surface)
                    FROM gongbao.observation JOIN gongbao.document USING (report_id)
                    """
                #expect(try await database.value(proven) == "t")
                let picture = try await Program.run(
                    ["enqueue", "\(folder)/logo.png", "--database", database.conninfo]
                )
                #expect(picture.end == .exited(1))
                #expect(picture.errorOutput.contains("gongbao enqueue: \(folder)/logo.png: not utf-8 at byte 0, "))
                let unknown = try await Program.run(
                    ["enqueue", "\(folder)/a.txt", "--media-type", "image/png", "--database", database.conninfo]
                )
                #expect(unknown.errorOutput.contains("\(folder)/a.txt: media type image/png is none of text/plain, "))
            }
        }
    }

    /// What only the bytes tell is for the worker to flag: they are stored as they are.
    @Test func aTextThatIsCutOffIsFlagged() async throws {
        try await withDatabase { database in
            let run = try await Program.run(
                ["enqueue", "-", "--database", database.conninfo],
                input: Array("税收收入3亿元，增长5%。".utf8.dropLast())
            )
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let work = try await Program.run(["worker", "--until-empty", "--database", database.conninfo])
            #expect(work.end == .exited(0), "\(work.errorOutput)")
            let read = try await database.value(
                "SELECT concat_ws('|', charset, quality_flags, body) FROM gongbao.document"
            )
            #expect(read == "utf-8|{truncated}|税收收入3亿元，增长5%")
        }
    }

    @Test func missingSchemaAndPermissionSayWhatToDo() async throws {
        try await withDatabase(migrated: false) { database in
            let arguments = ["enqueue", "-", "--database"]
            let text = Array("税收收入3亿元".utf8)
            let missing = try await Program.run(arguments + [database.conninfo], input: text)
            #expect(missing.end == .exited(78))
            #expect(missing.errorOutput.contains("run gongbao migrate; 1 files not handed in\n"))

            _ = try await Program.run(["migrate", "--database", database.conninfo])
            let role = "nobody_\(UInt32.random(in: 0...UInt32.max))"
            try await database.run("CREATE ROLE \(role) LOGIN")
            let conninfo = database.conninfo + " user=\(role)"
            let refused = try await Program.run(arguments + [conninfo], input: text)
            #expect(refused.end == .exited(78))
            #expect(refused.errorOutput.contains("GRANT gongbao_enqueuer TO"))
            try await database.run("GRANT gongbao_enqueuer TO \(role)")
            let granted = try await Program.run(arguments + [conninfo], input: text)
            #expect(granted.end == .exited(0))
            try await database.run("REVOKE gongbao_enqueuer FROM \(role); DROP ROLE \(role)")
        }
    }

    @Test func unreachableDatabaseFails() async throws {
        let run = try await Program.run(["enqueue", "-", "--database", "host=/nonexistent"], input: Array("x".utf8))
        #expect(run.end == .exited(1))
        #expect(run.output.isEmpty)
        #expect(run.errorOutput.hasSuffix("1 files not handed in\n"))
    }

    /// That nobody could be told is one more failure than there are files, which the bar on a terminal has to stand.
    @Test(.enabled(if: InputFile("/usr/bin/script").exists, "script (bsdutils) makes the terminal"))
    func aReaderThatIsGoneIsAFailureOnATerminalToo() async throws {
        let report = try #require(try Reports.paths().first)
        try await withDatabase { database in
            let command = "exec '\(Program.path)' enqueue '\(report)' --database '\(database.conninfo)' >/dev/full"
            let run = try ChildProcess("/usr/bin/script", ["-qec", command, "/dev/null"])
            #expect(await run.wait() == .exited(1), "\(run.output)")
            #expect(run.output.contains("standard output: cannot write: No space left on device"))
            #expect(run.output.contains("1 queued, 0 duplicate, 1 failed"))
            #expect(try await database.value("SELECT count(*) FROM gongbao.ticket") == "1")
        }
    }

    private static func lines(_ output: String) -> [[String]] {
        output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }
}
