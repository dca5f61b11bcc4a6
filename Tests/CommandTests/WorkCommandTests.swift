import Platform
import TestSupport
import Testing

/// How commands start: help, and what a wrong configuration gets.
@Suite struct WorkCommandTests {
    @Test func helpListsTheCommands() async throws {
        let run = try await Program.run(["--help"])
        #expect(run.end == .exited(0))
        for command in ["worker", "enqueue", "status", "extract", "migrate"] {
            #expect(run.output.contains("\n  \(command) "), "\(command)")
        }
    }

    @Test(arguments: [
        ("worker.conections = 2", "gongbao: -:1: unknown key worker.conections\n"),
        (
            "# two\nworker.connections = 200",
            "gongbao: -:2: 200 is out of range; worker.connections takes 1 to 64 connections\n"
        ),
        (
            "worker.batch_jobs = many",
            "gongbao: -:1: \"many\" is no whole number; worker.batch_jobs takes 1 to 1000 jobs\n"
        ),
    ])
    func wrongConfigurationStopsTheStart(text: String, message: String) async throws {
        for arguments in [["worker"], ["worker", "--check-config"], ["migrate"], ["enqueue", "x"]] {
            let run = try await Program.run(arguments + ["--config", "-"], input: Array(text.utf8))
            #expect(run.end == .exited(78))
            #expect(run.errorOutput == message)
            #expect(run.output.isEmpty)
        }
        let status = try await Program.run(["status", "--config", "-"], input: Array(text.utf8))
        #expect(status.end == .exited(3))
        #expect(status.output.hasPrefix("gongbao UNKNOWN: -:"))
    }

    @Test func missingFilesStopTheStart() async throws {
        let file = try await Program.run(["worker", "--config", "/nonexistent/gongbao.conf"])
        #expect(file.end == .exited(78))
        #expect(file.errorOutput == "gongbao: /nonexistent/gongbao.conf: cannot open: No such file or directory\n")
        let words = try await Program.run(["worker"], environment: ["GONGBAO_DICTIONARY_PATH": "/nonexistent"])
        #expect(words.end == .exited(78))
        #expect(words.errorOutput.contains("/nonexistent/indicators.tsv"))
    }

    @Test(arguments: [["migrate"], ["migrate", "--dry-run"], ["maintain"], ["reextract", "1"]])
    func anUnreachableDatabaseIsToldAlike(command: [String]) async throws {
        let run = try await Program.run(command + ["--database", "host=/nonexistent"])
        #expect(run.end == .exited(1))
        #expect(run.errorOutput.hasPrefix("gongbao: connection to server on socket \"/nonexistent/"))
        #expect(run.errorOutput.split(separator: "\n").count == 1)
    }

    /// A file of holes says that it is larger than any memory.
    @Test func aFileThatIsTooLargeStopsTheStart() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/holes.conf"
            let making = try ChildProcess("/usr/bin/truncate", ["-s", "4T", path])
            try #require(await making.wait() == .exited(0), "\(making.errorOutput)")
            let run = try await Program.run(["worker", "--check-config", "--config", path])
            #expect(run.end == .exited(78))
            #expect(run.errorOutput == "gongbao: \(path): cannot read: larger than the limit of 1048576 bytes\n")
        }
    }

    @Test func checkConfigTellsWhatIsInEffectAndNoSecret() async throws {
        let run = try await Program.run(
            ["worker", "--check-config", "--connections", "7", "--config", "-"],
            environment: ["GONGBAO_LOG_LEVEL": "debug"],
            input: Array("database.conninfo = host=/run user=u password=hunter2\nlog.level = error\n".utf8)
        )
        #expect(run.end == .exited(0))
        let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.contains(["worker.connections", "7", "--connections"]))
        #expect(rows.contains(["log.level", "debug", "GONGBAO_LOG_LEVEL"]))
        #expect(rows.contains(["database.conninfo", "host=/run", "user=u", "password=***", "-:1"]))
        #expect(rows.contains(["worker.batch_jobs", "400", "built-in"]))
        #expect(!run.output.contains("hunter2"))
    }
}
