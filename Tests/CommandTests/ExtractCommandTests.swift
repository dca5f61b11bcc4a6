import Extraction
import Platform
import TestSupport
import Testing

@testable import gongbao

/// `gongbao extract` as a scorer or a person runs it.
@Suite struct ExtractCommandTests {
    private static let text = "关于上半年工作的报告\n\n一、主要工作\n1－6月，完成税收收入3.20亿元，同比增长5.5%。\n"

    @Test func jsonHasEveryFieldOfTheContract() async throws {
        let arguments = ["extract", "-", "--format", "json", "--published-on", "2023-07-10"]
        let run = try await Program.run(arguments, input: Array(Self.text.utf8))
        #expect(run.end == .exited(0))
        let document = try JSONValue(run.output)
        #expect(document.names == ["report", "sections", "observations"])
        #expect(
            document["report"]?.names == [
                "source", "title", "ref_area", "place_code", "place_level", "kind", "period_start", "period_end",
                "quality_flags", "extractor_version",
            ]
        )
        #expect(document["report"]?["extractor_version"] == .text(Extractor.version))
        let sections = try #require(document["sections"]).elements
        #expect(sections.count >= 2)
        for section in sections {
            #expect(
                section.names == [
                    "ordinal", "parent", "level", "marker", "number", "title", "char_start", "char_end",
                    "duplicate_of",
                ]
            )
        }
        for observation in try #require(document["observations"]).elements {
            #expect(
                observation.names == [
                    "ordinal", "section", "name", "indicator", "measure", "basis", "value", "value_low", "value_high",
                    "unit", "qualifier", "status", "period_start", "period_end", "period_text", "ref_area",
                    "compared_with", "redacted", "relates_to", "duplicate_of", "surface", "char_start", "char_end",
                ]
            )
        }
    }

    /// What the README shows is what comes.
    @Test func theReadmeShowsWhatIsPrinted() async throws {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let readme = String(decoding: try InputFile("\(root)/README.md").read(), as: UTF8.self)
        let block = try #require(readme.split(separator: "```\n").first { $0.hasPrefix("$ gongbao extract Tests/") })
        let lines = block.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let words = try #require(lines.first).split(separator: " ").dropFirst(2).prefix { $0 != "|" }.map(String.init)
        let path = words[1]
        let run = try await Program.run(["extract", "\(root)/\(path)"] + words.dropFirst(2))
        let printed = run.output.replacing("\(root)/", with: "").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count == 11)
        #expect(Array(lines.dropFirst()) == Array(printed.prefix(10)))
    }

    @Test func explainTellsTheRulesAndWhatWasRejected() async throws {
        let arguments = ["extract", "-", "--published-on", "2023-07-10"]
        let plain = try JSONValue(
            await Program.run(arguments + ["--format", "json"], input: Array(Self.text.utf8)).output
        )
        let run = try await Program.run(arguments + ["--format", "json", "--explain"], input: Array(Self.text.utf8))
        #expect(run.end == .exited(0))
        let document = try JSONValue(run.output)
        #expect(document.names == ["report", "sections", "observations", "rejected"])
        let observations = try #require(document["observations"]).elements
        #expect(observations.count == 2)
        for (explained, same) in zip(observations, try #require(plain["observations"]).elements) {
            #expect(explained.names == same.names.union(["explain"]))
            #expect(same.names.allSatisfy { explained[$0] == same[$0] })
        }
        #expect(
            observations.map { $0["explain"]?["name"] } == [.text("before"), .text("subject")]
        )
        #expect(observations.map { $0["explain"]?.names.count } == [5, 5])
        let rejected = try #require(document["rejected"]).elements
        #expect(rejected.map { $0["surface"] } == [.text("1－6")])
        #expect(rejected.map { $0["reason"] } == [.text("time")])
        #expect(rejected.map { $0["char_start"] } == [.number("19")])

        let table = try await Program.run(arguments + ["--explain"], input: Array(Self.text.utf8)).output
        #expect(table.contains("span: digits, name: before, measure: level, status: review_section, period: clause"))
        #expect(table.contains("1－6      19  time\n"))
        #expect(try await Program.run(arguments + ["--explain", "--format", "tsv"], input: []).end == .exited(64))
    }

    @Test func severalFilesMakeAnArray() async throws {
        let reports = try Reports.paths()
        let run = try await Program.run(["extract", "--format", "json"] + reports)
        #expect(run.end == .exited(0))
        let sources = try JSONValue(run.output).elements.map { $0["report"]?["source"] }
        #expect(sources == reports.map { .text($0) })
    }

    @Test func metadataReachTheReport() async throws {
        let arguments = ["extract", "-", "--format", "json", "--ref-area", "临江区"]
        let run = try await Program.run(arguments, input: Array(Self.text.utf8))
        #expect(try JSONValue(run.output)["report"]?["ref_area"] == .text("临江区"))
    }

    @Test func tableShowsTheOutlineAndNothingThatATerminalObeys() async throws {
        let run = try await Program.run(["extract", "-"], input: Array("一、工作\u{1B}[2J情况\n税收收入3亿元。\n".utf8))
        #expect(run.end == .exited(0))
        #expect(run.output.unicodeScalars.contains("一"))
        #expect(!run.output.unicodeScalars.contains("\u{1B}"))
    }

    @Test(arguments: [
        (["extract"], "", 64, "Missing expected argument"),
        (["extract", "-", "--format", "yaml"], "", 64, "--format"),
        (["extract", "-", "--published-on", "2023-02-29"], "", 64, "not a day such as 2023-07-10"),
        (["extract", "-", "-"], "", 64, "once only"),
        (["extract", "/nonexistent/x"], "", 1, "/nonexistent/x: cannot open: No such file or directory"),
        (["extract", "/"], "", 1, "/: cannot read: Is a directory"),
    ])
    func wrongArgumentsAreTold(arguments: [String], input: String, status: Int, message: String) async throws {
        let run = try await Program.run(arguments, input: Array(input.utf8))
        #expect(run.end == .exited(status))
        #expect(run.errorOutput.contains(message))
        #expect(run.output.isEmpty || arguments.count == 2)
    }

    @Test func documentsAreReadAsAWorkerReadsThem() async throws {
        for name in ["report.pdf", "report.doc"] {
            let run = try await Program.run(["extract", Documents.path(name), "--format", "json"])
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            let document = try JSONValue(run.output)
            #expect(document["report"]?["title"] == .text("临江县2023年上半年工作报告"))
            #expect(try #require(document["observations"]).elements.count == 13)
        }
        let without = try await Program.run(
            ["extract", Documents.path("report.pdf")],
            environment: ["GONGBAO_CONVERTER_PDF": "/nonexistent/pdftotext -"]
        )
        #expect(without.end == .exited(1))
        let reason = "application/pdf needs /nonexistent/pdftotext, which is not installed"
        #expect(without.errorOutput == "gongbao extract: \(Documents.path("report.pdf")): \(reason)\n")
    }

    /// Nothing of a report is lost on the way through Word: real ones, of which the text is there too.
    @Test(
        .enabled(if: InputFile("\(Documents.shared)/raw").exists, "the shared documents are not here"),
        arguments: ["上海市_2025", "内蒙古自治区_2025"]
    )
    func wordGivesWhatTheTextGives(_ name: String) async throws {
        func figures(_ path: String) async throws -> [String] {
            let run = try await Program.run(["extract", path, "--format", "json"])
            #expect(run.end == .exited(0), "\(run.errorOutput)")
            return try #require(try JSONValue(run.output)["observations"]).elements.map {
                "\(String(describing: $0["name"])) \(String(describing: $0["value"])) \(String(describing: $0["surface"]))"
            }
        }
        let word = try await figures("\(Documents.shared)/raw/province_\(name)_az.docx")
        #expect(word.count > 100)
        #expect(try await figures("\(Documents.shared)/corpus/province_\(name)_az.txt") == word)
    }

    @Test func thePlaceHasItsCode() async throws {
        let run = try await Program.run(
            ["extract", "-", "--format", "json", "--ref-area", "深圳市南山区"],
            input: Array(Self.text.utf8)
        )
        let report = try JSONValue(run.output)["report"]
        #expect(report?["place_code"] == .text("440305"))
        #expect(report?["place_level"] == .text("county"))
    }

    @Test(arguments: [([0x61, 0xFF], 1), ([0xE5, 0x85], 0), ([0xEF, 0xBB, 0xBF, 0x61, 0xC0, 0x80], 4)])
    func invalidBytesAreLocated(bytes: [UInt8], offset: Int) async throws {
        let run = try await Program.run(["extract", "-", "--format", "tsv"], input: bytes)
        #expect(run.end == .exited(1))
        #expect(run.errorOutput.hasPrefix("gongbao extract: -: not utf-8 at byte \(offset), "))
    }

    @Test func oneBadFileDoesNotHideTheOthers() async throws {
        let report = try #require(try Reports.paths().first)
        let run = try await Program.run(["extract", "--format", "json", "/nonexistent", report])
        #expect(run.end == .exited(1))
        #expect(try JSONValue(run.output).elements.count == 1)
    }

    @Test(arguments: ["table", "json", "tsv"])
    func anOutputThatTakesNothingIsTold(_ format: String) async throws {
        let report = try #require(try Reports.paths().first)
        let run = try ChildProcess(
            "/bin/sh",
            ["-c", "exec \"$0\" extract --format \"$1\" \"$2\" > /dev/full", Program.path, format, report]
        )
        #expect(await run.wait() == .exited(1))
        #expect(run.errorOutput == "gongbao extract: standard output: cannot write: No space left on device\n")
    }

    /// Some supervisors leave it to the kernel to forget children; a converter that failed must not pass for one that made nothing.
    @Test func aConverterFailsWhereChildrenAreIgnoredToo() async throws {
        let launcher = """
            import os, signal, sys
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            os.execv(sys.argv[1], sys.argv[1:])
            """
        let run = try ChildProcess(
            "/usr/bin/python3",
            ["-c", launcher, Program.path, "extract", "-"],
            environment: ["GONGBAO_CONVERTER_PDF": "/bin/false"],
            input: Array("%PDF-1.4".utf8)
        )
        #expect(await run.wait() == .exited(1))
        #expect(run.errorOutput.contains("/bin/false: exit 1, "), "\(run.errorOutput)")
    }
}

/// The sample reports of the repository.
enum Reports {
    static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
        + "/Reports"

    static func paths() throws -> [String] {
        try #require(Directory(folder)).files()
    }
}
