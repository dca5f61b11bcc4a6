import Platform
import TestSupport
import Testing

@testable import gongbao

@Suite struct ConfigurationTests {
    @Test func keysAreUniqueAndTheirDefaultsFit() {
        #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
        for setting in Setting.all {
            #expect(setting.objection(to: setting.initial) == nil, "\(setting.key)")
            #expect(setting.summary.hasSuffix("."), "\(setting.key)")
        }
    }

    /// Each key stands in the file with its meaning, its range and its default, in the table's order, and none else.
    @Test func sampleFileIsTheTable() throws {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let text = String(decoding: try InputFile(path + "/Config/gongbao.conf").read(), as: UTF8.self)
        let entries = Setting.all.map { setting in
            let initial = setting.initial.isEmpty ? "" : " " + setting.initial
            let meaning = setting.initial.isEmpty ? "empty" : setting.initial
            return "# \(setting.summary)\n# \(setting.range); default \(meaning)\n#\(setting.key) =\(initial)\n"
        }
        let expected = entries.joined(separator: "\n")
        #expect(text.hasSuffix("\n\n" + expected), "Config/gongbao.conf should end with:\n\(expected)")

        // What the comments show can be taken over as it stands.
        var configuration = Configuration()
        let active = text.split(separator: "\n").map {
            $0.hasPrefix("# ") || $0 == "#" ? "" : String($0.drop { $0 == "#" })
        }
        try configuration.read(active.joined(separator: "\n"), path: "sample")
        for setting in Setting.all { #expect(configuration.text(setting) == setting.initial) }
    }

    @Test(arguments: [
        ("worker.conections = 2", "f:1: unknown key worker.conections"),
        ("\n# x\nworker.connections = 0", "f:3: 0 is out of range; worker.connections takes 1 to 64 connections"),
        ("worker.connections = 65", "f:1: 65 is out of range; worker.connections takes 1 to 64 connections"),
        ("worker.connections = 4x", "f:1: \"4x\" is no whole number; worker.connections takes 1 to 64 connections"),
        ("worker.connections = +4", "f:1: \"+4\" is no whole number; worker.connections takes 1 to 64 connections"),
        ("worker.connections =", "f:1: \"\" is no whole number; worker.connections takes 1 to 64 connections"),
        (
            "worker.connections = 99999999999999999999",
            "f:1: \"99999999999999999999\" is no whole number; worker.connections takes 1 to 64 connections"
        ),
        ("log.level = info\nworker.connections = 3\nlog.level = info", "f:3: log.level is already set in line 1"),
        ("worker.connections", "f:1: a line is key = value or a comment after #"),
        ("= 4", "f:1: unknown key "),
        (
            "log.level = loud",
            "f:1: \"loud\" is none of trace, debug, info, notice, warning, error, critical; log.level takes one of them"
        ),
    ])
    func wrongLinesAreNamed(text: String, message: String) {
        var configuration = Configuration()
        let error = #expect(throws: ConfigurationError.self) { try configuration.read(text, path: "f") }
        #expect(error?.description == message)
    }

    @Test func laterSourcesWin() throws {
        var configuration = Configuration()
        try configuration.read("worker.connections=3\r\n  log.level\t=  debug  \r\n", path: "f")
        #expect(configuration.integer(.workerConnections) == 3)
        #expect(configuration.text(.logLevel) == "debug")
        try configuration.read(environment: { $0 == "GONGBAO_WORKER_CONNECTIONS" ? "4" : nil })
        #expect(configuration.integer(.workerConnections) == 4)
        try configuration.set(.workerConnections, to: "5", origin: "--connections")
        #expect(configuration.integer(.workerConnections) == 5)
        #expect(configuration.listing.contains("--connections"))
    }

    @Test func valuesKeepWhatLooksLikeSyntax() throws {
        var configuration = Configuration()
        try configuration.read("database.conninfo = host=/run password='#a = b'", path: "f")
        #expect(configuration.text(.databaseConninfo) == "host=/run password='#a = b'")
        #expect(!configuration.listing.contains("#a"))
    }

    @Test func thresholdsMustBeInOrder() throws {
        var configuration = Configuration()
        try configuration.read("\nstatus.backlog_warning_seconds = 7200", path: "f")
        let error = #expect(throws: ConfigurationError.self) { try configuration.checkOrder() }
        #expect(
            error?.description
                == "f:2: status.backlog_warning_seconds is 7200, above status.backlog_critical_seconds, 3600"
        )
        #expect(throws: Never.self) { try Configuration().checkOrder() }
    }

    @Test(arguments: [
        ("", ""),
        ("host=a dbname=b", "host=a dbname=b"),
        ("host=a password=secret dbname=b", "host=a password=*** dbname=b"),
        ("password = 'se cr\\'et' host=a", "password=*** host=a"),
        ("password=se\\ cret host=a", "password=*** host=a"),
        ("PASSWORD=secret sslpassword=secret", "PASSWORD=*** sslpassword=***"),
        ("password='secret", "***"),
        ("secret", "***"),
        ("postgresql://u:secret@h:5432/d", "postgresql://u:***@h:5432/d"),
        ("postgres://u:se@cret@h/d?sslmode=require", "postgres://u:***@h/d?sslmode=require"),
        ("postgresql://u@h/d?password=secret&sslmode=require", "postgresql://u@h/d?password=***&sslmode=require"),
        ("postgresql://h:5432/d", "postgresql://h:5432/d"),
        ("postgresql://u:se/cret@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u:se?cret@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u:s/e?cret@h/d", "postgresql://u:***@h/d"),
        ("postgresql://h/d?password=se@cret", "postgresql://h/d?password=***"),
        (
            "postgresql://h:5432/d?user=u@h&password=secret&sslmode=require",
            "postgresql://h:5432/d?user=u@h&password=***&sslmode=require"
        ),
    ])
    func passwordsAreMasked(conninfo: String, masked: String) {
        #expect(Conninfo(conninfo).masked == masked)
        #expect(Conninfo(conninfo).hasPassword == (masked != "***" && masked.contains("***")))
    }

    @Test(arguments: ["host=/nonexistent password=secret", "postgresql://u:secret@h/d"])
    func aPasswordOnACommandLineIsRefused(conninfo: String) async throws {
        for command in [["worker", "--check-config"], ["migrate"], ["status"]] {
            let run = try await Program.run(command + ["--database", conninfo])
            #expect(run.end == .exited(command == ["status"] ? 3 : 78))
            #expect(
                (run.output + run.errorOutput).contains("--database: everybody on this host can read a command line")
            )
            #expect(!(run.output + run.errorOutput).contains("secret"))
        }
    }
}
