import Platform
import Schema
import Storage
import TestSupport
import Testing

@testable import gongbao

/// `gongbao status` on a terminal, which `script` makes.
@Suite(.timeLimit(.minutes(2))) struct StatusTerminalTests {
    private static let path = "/usr/bin/script"
    private static let isThere = InputFile(path).exists

    /// Runs the program on a terminal of 60 columns and 8 lines.
    private static func start(_ arguments: String, environment: [String: String] = [:]) throws -> ChildProcess {
        let command = "stty cols 60 rows 8; exec '\(Program.path)' status --database host=/nonexistent \(arguments)"
        var variables = ["TERM": "xterm", "NO_COLOR": ""]
        variables.merge(environment) { $1 }
        return try ChildProcess(path, ["-qec", command, "/dev/null"], environment: variables)
    }

    @Test(.enabled(if: isThere, "script (bsdutils) makes the terminal"))
    func aTerminalGetsColoursAndAPipeNone() async throws {
        let coloured = try Self.start("")
        #expect(await coloured.wait() == .exited(2))
        #expect(coloured.output.hasPrefix("\u{1B}[1;31mgongbao CRITICAL: the database cannot be reached"))
        #expect(coloured.output.contains("\u{1B}[36m             > pg_isready -d 'host=/nonexistent'\u{1B}[0m"))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            let plain = try Self.start("", environment: environment)
            #expect(await plain.wait() == .exited(2))
            #expect(!plain.output.contains("\u{1B}"))
        }
        let piped = try await Program.run(
            ["status", "--database", "host=/nonexistent"],
            environment: ["TERM": "xterm"]
        )
        #expect(!piped.output.contains("\u{1B}"))
    }

    @Test(.enabled(if: isThere, "script (bsdutils) makes the terminal"))
    func watchingRedrawsInPlace() async throws {
        let child = try Self.start("--watch 1")
        while child.output.split(separator: "\u{1B}[H", omittingEmptySubsequences: false).count < 4 {
            try await Task.sleep(for: .milliseconds(50))
        }
        child.send(signal: 15)
        _ = await child.wait()
        #expect(child.output.hasPrefix("\u{1B}[2J\u{1B}[H"))
        let drawn = child.output.split(separator: "\u{1B}[H").dropFirst().dropLast().map(String.init)
        for screen in drawn {
            #expect(screen.hasSuffix("\u{1B}[J"))
            let lines = screen.split(whereSeparator: \.isNewline)
            #expect(lines.count <= 8)
            #expect(lines.dropLast().allSatisfy { $0.hasSuffix("\u{1B}[K") })
        }
    }

    @Test func watchingInAPipePrintsOneAfterTheOther() async throws {
        let child = try Program.start(["status", "--database", "host=/nonexistent", "--watch", "1"])
        while child.output.split(separator: "database     not reached").count < 3 {
            try await Task.sleep(for: .milliseconds(50))
        }
        child.send(signal: 15)
        _ = await child.wait()
        #expect(!child.output.contains("\u{1B}"))
        #expect(child.output.hasPrefix("gongbao CRITICAL: "))
        #expect(child.output.contains("\n\ngongbao CRITICAL: "))
    }

    @Test func aScreenFitsItsTerminal() {
        var health = Health()
        health.partitionsAhead = 3
        let report = StatusReport(health: health, assessment: HealthAssessment(.health(health)))
        let all = report.lines.count
        for room in [2, 5, all, all + 1, 100] {
            let screen = report.screen(columns: 20, lines: room, inColour: false)
            let lines = screen.dropLast(3).split(separator: "\u{1B}[K\n").map { $0.replacing("\u{1B}[H", with: "") }
            #expect(lines.count <= room - 1)
            #expect(lines.allSatisfy { TerminalText.width(of: String($0)) <= 20 })
            #expect(lines.contains { $0.hasSuffix("more lines") } == (room <= all))
        }
    }

    /// 24 lines of 80 columns, the smallest terminal there is, with room for three findings.
    @Test func aBusyQueueFitsOneScreen() {
        var health = Health()
        health.partitionsAhead = 3
        health.workersLive = 1
        health.workers = [
            .init(
                host: "ingest-01.example.org",
                processID: 41_235,
                version: "0.1.0",
                upSeconds: 90_000,
                connections: 8,
                jobs: 1600
            )
        ]
        health.isBacklogCapped = true
        for lane in health.lanes.indices {
            health.lanes[lane].backlog = 100_000
            health.lanes[lane].oldestSeconds = 11 * 86_400 + 82_800
        }
        health.lastMinute = .init(succeeded: 90_000, failed: 12, retried: 4)
        health.lastHour = .init(succeeded: 5_400_000, failed: 1200, retried: 400)
        health.totals = [.init(state: "succeeded", jobs: 123_456_789, rows: 1, processorSeconds: "1")]
        health.lanes[2].isPaused = true
        health.lastOutcomeSeconds = 0
        let report = StatusReport(
            identity: .init(database: "gongbao", role: "gongbao", address: "192.0.2.17:5432"),
            schema: .current,
            health: health,
            assessment: HealthAssessment(.health(health))
        )
        #expect(report.assessment.findings.count == 3)
        #expect(report.lines.count < 24)
        for line in report.lines.dropFirst() where line.style == .plain {
            #expect(TerminalText.width(of: line.text) <= 80, "\(line.text)")
        }
        #expect(
            report.lines.contains {
                $0.text.hasPrefix("2 backfill") && $0.text.contains("100000+") && $0.text.contains("paused")
            }
        )
    }

    @Test(arguments: ["0", "3601", "x"]) func watchTakesSeconds(text: String) async throws {
        let run = try await Program.run(["status", "--watch", text])
        #expect(run.end == .exited(64))
    }

    /// Whoever reads while it is written sees what was there before or what is there now.
    @Test func aReaderNeverSeesHalfAFile() async throws {
        let file = OutputFile("/tmp/gongbao-\(UInt64.random(in: 0...UInt64.max)).prom")
        defer { file.remove() }
        let contents = [
            Array(repeating: UInt8(ascii: "a"), count: 1_000_000), Array(repeating: UInt8(ascii: "b"), count: 3),
        ]
        try file.replace(with: contents[0])
        try await withThrowingTaskGroup { group in
            group.addTask { for turn in 1...200 { try file.replace(with: contents[turn % 2]) } }
            group.addTask {
                for _ in 1...200 {
                    let seen = try InputFile(file.path).read()
                    #expect(contents.contains(seen), "\(seen.count) bytes")
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aFileIsReplacedAsAWhole() async throws {
        let path = "/tmp/gongbao-\(UInt64.random(in: 0...UInt64.max)).prom"
        let file = OutputFile(path)
        defer { file.remove() }
        try file.replace(with: Array("old".utf8))
        let arguments = ["status", "--database", "host=/nonexistent", "--format", "prometheus", "--output"]
        let run = try await Program.run(arguments + [path])
        #expect(run.end == .exited(2))
        #expect(run.output == "")
        let written = String(decoding: try InputFile(path).read(), as: UTF8.self)
        #expect(try MetricsReader(written).samples["gongbao_up"] == "0")

        let refused = try await Program.run(arguments + ["/nonexistent/gongbao.prom"])
        #expect(refused.end == .exited(74))
        #expect(refused.errorOutput.contains("/nonexistent/gongbao.prom: cannot create"))
    }

    /// Old figures must not stand for new ones when the configuration is wrong.
    @Test func aRefusedConfigurationIsUnknownInEveryFormat() async throws {
        for format in StatusLook.Format.allCases {
            let run = try await Program.run(
                ["status", "--format", format.rawValue],
                environment: ["GONGBAO_LOG_LEVEL": "loud"]
            )
            #expect(run.end == .exited(3))
            switch format {
            case .text: #expect(run.output.hasPrefix("gongbao UNKNOWN: GONGBAO_LOG_LEVEL: "))
            case .json: #expect(try JSONValue(run.output)["exit_code"] == .number("3"))
            case .prometheus: #expect(try MetricsReader(run.output).samples["gongbao_severity"] == "3")
            }
        }
    }
}
