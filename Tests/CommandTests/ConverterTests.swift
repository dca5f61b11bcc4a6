import Platform
import TestSupport
import Testing

/// Documents that a worker has converted: by the converters of the distribution, and by small ones that misbehave.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct ConverterTests {
    /// A PDF of nothing but its first words; the converters of these tests do not look into it.
    private static let pretended = "convert_to('%PDF-1.4 '||gen_random_uuid(), 'UTF8')"

    private func enqueue(_ database: TestDatabase, _ bytes: [UInt8]) async throws {
        let digits = bytes.map { (String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)) }.joined()
        try await database.run("INSERT INTO gongbao.report (raw) VALUES ('\\x\(digits)')")
    }

    @discardableResult
    private func work(_ database: TestDatabase, _ settings: [String: String] = [:]) async throws -> Program.Run {
        let run = try await Program.run(
            ["worker", "--until-empty", "--connections", "2", "--database", database.conninfo],
            environment: settings
        )
        #expect(run.end == .exited(0), "\(run.errorOutput)")
        return run
    }

    private static let provesOffsets = """
        SELECT count(*) > 0 AND bool_and(substr(d.body, o.char_start + 1, o.char_end - o.char_start) = o.surface)
        FROM gongbao.observation AS o JOIN gongbao.document AS d USING (report_id)
        """

    @Test(arguments: [
        ("report.pdf", "application/pdf"), ("report.doc", "application/msword"), ("report.rtf", "application/rtf"),
        ("report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ])
    func theDistributionsConvertersKeepFiguresHeadingsAndTables(_ name: String, _ mediaType: String) async throws {
        try await withDatabase { database in
            try await enqueue(database, try InputFile(Documents.path(name)).read())
            try await work(database)
            #expect(try await database.column("SELECT error FROM gongbao.outcome WHERE error IS NOT NULL") == [])
            #expect(try await database.value(Self.provesOffsets) == "t")
            let document = "SELECT concat_ws('|', title, kind, period_end, media_type, charset) FROM gongbao.document"
            #expect(try await database.value(document) == "临江县2023年上半年工作报告|half_year|2023-06-30|\(mediaType)")
            let headings = try await database.column(
                "SELECT title FROM gongbao.section WHERE level > 0 ORDER BY ordinal"
            )
            #expect(headings.contains("上半年工作回顾") && headings.contains("下半年工作打算"))
            let figures = try await database.column(
                "SELECT format('%s %s %s', name, measure, value) FROM gongbao.observation"
            )
            for figure in [
                "财政总收入 level 436000000", "规上工业总产值 change -1.5", "新增市场主体 level 1286", "固定资产投资 change 7.3",
                "社会消费品零售总额 change 6.1", "一般公共预算收入 change -2.4", "固定资产投资 level 4000000000",
            ] { #expect(figures.contains(figure), "\(figure) in \(figures)") }
        }
    }

    /// PDFs whose cells and columns `pdftotext` by itself puts in another order, with some of their figures.
    private static let arranged = [
        "narrow_cells.pdf": [
            "规模以上工业企业主营业务收入 level 352688000000", "城镇居民人均可支配收入增长情况(按常住地分的口径) change 0.7",
            "第一产业 change -3.1", "社会消费品零售总额 level 102345000000",
        ],
        "table_over_pages.pdf": [
            "第三产业增加值 change -0.9", "社会消费品零售总额 level 2850000000", "金融机构人民币各项贷款余额 level 4700000000", "旅游收入 change 6.8",
        ],
        "spanning_heads.pdf": [
            "规模以上工业企业生产的水泥及水泥制品产量 level 89000", "设施农业大棚蔬菜销售收入 change 4.1", "粮食产量 level 289000",
            "粮食销售收入 level 4570000",
        ],
        "two_columns.pdf": ["第二产业增加值 change 6.8", "城镇居民人均可支配收入 change 5.6", "税收收入占比 level 71.5"],
    ]

    @Test func tablesAndColumnsOfPDFsAreRead() async throws {
        try await withDatabase { database in
            let names = Self.arranged.keys.sorted()
            for name in names { try await enqueue(database, try InputFile(Documents.path(name)).read()) }
            try await work(database)
            #expect(try await database.column("SELECT error FROM gongbao.outcome WHERE error IS NOT NULL") == [])
            #expect(try await database.value(Self.provesOffsets) == "t")
            for (index, name) in names.enumerated() {
                let figures = try await database.column(
                    """
                    SELECT format('%s %s %s', name, measure, value) FROM gongbao.observation
                    WHERE report_id = (SELECT id FROM gongbao.report ORDER BY id OFFSET \(index) LIMIT 1)
                    """
                )
                for figure in Self.arranged[name] ?? [] { #expect(figures.contains(figure), "\(figure) in \(figures)") }
            }
        }
    }

    /// Fonts that word processors do not put into the file: their codes are those of a charset, or say themselves what they are.
    @Test(arguments: ["unicode_codes.pdf", "gbk_codes.pdf", "mapped_glyphs.pdf"])
    func fontsThatAreNotInTheFileAreRead(_ name: String) async throws {
        try await withDatabase { database in
            try await enqueue(database, try InputFile(Documents.path(name)).read())
            try await work(database)
            #expect(try await database.column("SELECT error FROM gongbao.outcome WHERE error IS NOT NULL") == [])
            #expect(try await database.value(Self.provesOffsets) == "t")
            let figures = try await database.column(
                "SELECT format('%s %s %s', name, measure, value) FROM gongbao.observation"
            )
            for figure in ["财政总收入 level 436000000", "规上工业总产值 change -1.5", "新增市场主体 level 1286"] {
                #expect(figures.contains(figure), "\(figure) in \(figures)")
            }
        }
    }

    @Test(arguments: ["unmapped_glyphs.pdf", "unmapped_subset.pdf"])
    func numbersOfGlyphsAreNoText(_ name: String) async throws {
        try await withDatabase { database in
            try await enqueue(database, try InputFile(Documents.path(name)).read())
            try await work(database)
            let ended = try await database.value("SELECT concat_ws('|', state, error) FROM gongbao.job")
            #expect(
                ended == "discarded|application/pdf whose text cannot be read: "
                    + "its fonts do not say which characters their glyphs are"
            )
        }
    }

    /// What pdftotext does where poppler-data is not installed: it leaves out what is in such a font, and succeeds.
    @Test func textThatAConverterLeavesOutForWantOfATableIsMissed() async throws {
        try await withDatabase { database in
            try await withTemporaryFolder { folder in
                let converter = "\(folder)/converter"
                try await Script.write(
                    """
                    #!/bin/sh
                    echo 'Syntax Warning: something else' >&2
                    echo "Syntax Error: Missing language pack for 'Adobe-GB1' mapping" >&2
                    echo 临江县2023年工作报告

                    """,
                    to: converter
                )
                try await database.run("INSERT INTO gongbao.report (raw) VALUES (\(Self.pretended))")
                try await work(database, ["GONGBAO_CONVERTER_PDF": converter])
                let ended = try await database.value("SELECT concat_ws('|', state, error) FROM gongbao.job")
                #expect(
                    ended == "discarded|the converter for application/pdf failed: \(converter): "
                        + "Syntax Error: Missing language pack for 'Adobe-GB1' mapping (Debian has it in poppler-data)"
                )
            }
        }
    }

    /// A PDF whose one page has nothing on it that is text, as a scan has not.
    @Test func aScanIsFlagged() async throws {
        let scan = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj
            4 0 obj<</Length 20>>stream
            0 0 m 99 99 l 9 w S
            endstream endobj
            trailer<</Root 1 0 R>>

            """
        try await withDatabase { database in
            try await enqueue(database, Array(scan.utf8))
            try await work(database)
            let flags = try await database.value("SELECT quality_flags FROM gongbao.document")
            #expect(flags == "{no_observations,no_text}")
            #expect(try await database.value("SELECT state FROM gongbao.job") == "succeeded")
        }
    }

    @Test func aMissingConverterIsToldAndARetryFindsTheOneInstalledSince() async throws {
        try await withDatabase { database in
            try await withTemporaryFolder { folder in
                let converter = "\(folder)/converter"
                try await database.run("INSERT INTO gongbao.report (raw) VALUES (\(Self.pretended))")
                let settings = ["GONGBAO_CONVERTER_PDF": converter]
                try await work(database, settings)
                let ended = "SELECT concat_ws('|', state, error) FROM gongbao.job"
                #expect(
                    try await database.value(ended)
                        == "discarded|application/pdf needs \(converter), which is not installed"
                )
                try await Script.write("#!/bin/sh\necho '一、工作\n完成投资7亿元。'\n", to: converter)
                try await database.run("SELECT gongbao.retry(1)")
                try await work(database, settings)
                #expect(try await database.value("SELECT body FROM gongbao.document") == "一、工作\n完成投资7亿元。\n")
                #expect(try await database.value(Self.provesOffsets) == "t")
            }
        }
    }

    @Test func noConverterIsToldAsWell() async throws {
        try await withDatabase { database in
            try await database.run("INSERT INTO gongbao.report (raw) VALUES (\(Self.pretended))")
            try await work(database, ["GONGBAO_CONVERTER_PDF": ""])
            let error = try await database.value("SELECT error FROM gongbao.job")
            #expect(error == "application/pdf needs a program in converter.pdf, which is not installed")
        }
    }

    @Test(arguments: [
        ("hangs", "#!/bin/sh\nsleep 600 &\nsleep 600\n", ["took more than 2 s"]),
        ("will not wake", "#!/bin/sh\ntrap '' ALRM XCPU\nwhile :; do sleep 600; done\n", ["took more than 2 s"]),
        ("loops", "#!/bin/sh\nwhile :; do :; done\n", ["took more than 2 s"]),
        ("crashes", "#!/bin/sh\nkill -SEGV $$\n", ["signal 11, with at most 512 MiB of memory"]),
        ("fails", "#!/bin/sh\necho 'no\tsuch page' >&2\nexit 3\n", ["exit 3, ", ": no", "such page"]),
        ("floods", "#!/bin/sh\nexec yes 财政收入\n", ["wrote 1048576 bytes and more"]),
        ("floods the errors", "#!/bin/sh\nexec yes >&2\n", ["exit 1, with at most 512 MiB of memory: y"]),
        ("eats memory", "#!/usr/bin/python3\nx = bytearray(900 << 20)\n", ["exit 1, with at most 512 MiB"]),
    ])
    func aConverterThatMisbehavesHarmsNobody(_ what: String, _ script: String, _ words: [String]) async throws {
        // Whoever does not run into the limit of time has time enough on a machine that does other things as well.
        let seconds = words == ["took more than 2 s"] ? "2" : "60"
        try await withDatabase { database in
            try await withTemporaryFolder { folder in
                let converter = "\(folder)/converter"
                try await Script.write(script, to: converter)
                try await database.run(
                    """
                    INSERT INTO gongbao.report (content) VALUES ('一、甲' || chr(10) || '完成投资7亿元。');
                    INSERT INTO gongbao.report (raw) VALUES (\(Self.pretended));
                    INSERT INTO gongbao.report (content) VALUES ('一、乙' || chr(10) || '完成投资8亿元。')
                    """
                )
                let run = try await work(
                    database,
                    [
                        "GONGBAO_CONVERTER_PDF": converter, "GONGBAO_CONVERTER_SECONDS": seconds,
                        "GONGBAO_CONVERTER_MEMORY_MEGABYTES": "512", "GONGBAO_WORKER_MAX_REPORT_BYTES": "1048576",
                    ]
                )
                #expect(!run.errorOutput.contains("giving up"))
                let states = try await database.column("SELECT state FROM gongbao.job ORDER BY id")
                #expect(states == ["succeeded", "discarded", "succeeded"])
                let error = try await database.value("SELECT error FROM gongbao.job WHERE state = 'discarded'")
                #expect(error.hasPrefix("the converter for application/pdf failed: \(converter): "))
                for word in words { #expect(error.contains(word), "\(error)") }
                // Neither the program nor what it started is left.
                let looking = try ChildProcess("/usr/bin/pgrep", ["-f", folder])
                #expect(await looking.wait() == .exited(1), "\(looking.output)")
            }
        }
    }

    @Test func aConverterHasNoNetworkAndNoSecrets() async throws {
        try await withDatabase { database in
            try await withTemporaryFolder { folder in
                let converter = "\(folder)/converter"
                try await Script.write(
                    """
                    #!/usr/bin/python3
                    import os, socket
                    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
                        try:
                            socket.socket(family)
                            print("有")
                        except PermissionError:
                            print("无")
                    print(sorted(os.environ))
                    print(sorted(int(name) for name in os.listdir("/proc/self/fd"))[:-1])
                    print(open("/proc/self/status").read().split("NoNewPrivs:")[1].split()[0])

                    """,
                    to: converter
                )
                try await database.run("INSERT INTO gongbao.report (raw) VALUES (\(Self.pretended))")
                try await work(database, ["GONGBAO_CONVERTER_PDF": converter, "PGPASSWORD": "secret"])
                let body = try await database.value("SELECT coalesce(body, 'none') FROM gongbao.document")
                #expect(
                    body == "无\n无\n无\n无\n['HOME', 'LANG', 'LC_CTYPE', 'PATH', 'TMPDIR']\n[0, 1, 2]\n1\n"
                        || body == "无\n无\n无\n无\n['HOME', 'LANG', 'PATH', 'TMPDIR']\n[0, 1, 2]\n1\n"
                )
            }
        }
    }

    /// The worker's user may read its password, the configuration and other programs' files; a converter may not.
    @Test(.enabled(if: ConfinedProgram.canHideFiles, "the kernel has no Landlock"))
    func aConverterSeesNoFilesButItsOwnAndTheSystems() async throws {
        try await withDatabase { database in
            try await withTemporaryFolder(in: "/var/tmp") { own in
                let converter = "\(own)/converter"
                let (secret, data) = ("\(own)/secret", "\(own)/data")
                for path in [secret, data] { try OutputFile(path).replace(with: Array("gongbao".utf8)) }
                try await Script.write(
                    """
                    #!/usr/bin/python3
                    import os, signal, sys, tempfile
                    def attempt(action, *arguments):
                        try:
                            action(*arguments)
                            return "可"
                        except OSError as error:
                            return error.strerror
                    print(attempt(open, "\(secret)"))
                    print(attempt(os.listdir, "\(own)"))
                    print(attempt(open, "\(secret)", "r+"))
                    print(attempt(open, "\(own)/written", "w"))
                    print(attempt(open, "/etc/passwd"), attempt(os.listdir, "/etc"), attempt(os.listdir, "/"))
                    print(attempt(open, f"/proc/{os.getppid()}/environ"), attempt(os.kill, os.getppid(), signal.SIGCONT))
                    print(attempt(open, sys.argv[1]), attempt(open, "/usr/bin/python3", "rb"), attempt(open, "/dev/null", "w"))
                    print(attempt(open, "/dev/stdin"), attempt(tempfile.TemporaryFile))

                    """,
                    to: converter
                )
                try await database.run("INSERT INTO gongbao.report (raw) VALUES (\(Self.pretended))")
                try await work(database, ["GONGBAO_CONVERTER_PDF": "\(converter) \(data)"])
                let body = try await database.value(
                    "SELECT coalesce((SELECT body FROM gongbao.document), (SELECT error FROM gongbao.job))"
                )
                let no = "Permission denied"
                #expect(
                    body == """
                        \(no)
                        \(no)
                        \(no)
                        \(no)
                        \(no) \(no) \(no)
                        \(no) Operation not permitted
                        可 可 可
                        可 可

                        """
                )
            }
        }
    }

    @Test func manyDocumentsGoInSmallBatches() async throws {
        try await withDatabase { database in
            try await withTemporaryFolder { folder in
                let converter = "\(folder)/converter"
                try await Script.write("#!/bin/sh\nsed 's/^/正文/'\necho; echo 完成投资7亿元。\n", to: converter)
                try await database.run(
                    """
                    INSERT INTO gongbao.report (raw) SELECT \(Self.pretended) FROM generate_series(1, 30);
                    INSERT INTO gongbao.report (content) SELECT '完成投资' || g || '亿元。' FROM generate_series(1, 30) AS g
                    """
                )
                try await work(database, ["GONGBAO_CONVERTER_PDF": converter])
                let errors = try await database.column("SELECT error FROM gongbao.outcome WHERE error IS NOT NULL")
                #expect(errors == [], "\(errors)")
                #expect(try await database.value("SELECT count(*) FROM gongbao.extraction") == "60")
                #expect(try await database.value("SELECT count(DISTINCT job_id) FROM gongbao.outcome") == "60")
                let most = """
                    SELECT max(documents) FROM (
                        SELECT count(*) FILTER (WHERE report.raw IS NOT NULL) AS documents
                        FROM gongbao.outcome JOIN gongbao.report ON report.id = report_id GROUP BY batch_id) AS batches
                    """
                #expect(try await database.value(most) == "8")
                #expect(try await database.value(Self.provesOffsets) == "t")
            }
        }
    }
}

/// Documents of our own text: LibreOffice wrote some, and those with fonts that are not in the file a few lines of Python.
enum Documents {
    /// Where real ones are, on some machines only.
    static let shared =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/") + "/shared"

    /// Where one of them is.
    static func path(_ name: String) -> String {
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/Documents/" + name
    }
}

/// A program of a few lines.
private enum Script {
    static func write(_ text: String, to path: String) async throws {
        let making = try ChildProcess(
            "/bin/sh",
            ["-c", "cat >\"$1\" && chmod 755 \"$1\"", "sh", path],
            input: Array(text.utf8)
        )
        try #require(await making.wait() == .exited(0), "\(making.errorOutput)")
    }
}
