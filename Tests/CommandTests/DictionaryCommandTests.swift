import Platform
import TestSupport
import Testing

/// `dictionary.path`: how every command takes it, and what a broken dictionary gets.
@Suite struct DictionaryCommandTests {
    private static let root =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")

    /// Runs `body` with a folder that holds the built-in dictionaries with a change by a shell command.
    private func withFolder(_ change: String, _ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let script = "set -eu; cp \"$1\"/Config/*.tsv \"$2\"; cd \"$2\"; \(change)"
            let making = try ChildProcess("/bin/sh", ["-c", script, "sh", Self.root, folder])
            try #require(await making.wait() == .exited(0), "\(making.errorOutput)")
            try await body(folder)
        }
    }

    @Test(arguments: [
        (
            "{ grep -m1 ^surface units.tsv; printf '角\\tCNY\\tten\\tmoney\\tmoney\\n'; } >u; mv u units.tsv",
            "units.tsv:2: power_of_ten \"ten\" is no number from 0 to 20"
        ),
        (
            "printf 'x\\tname\\n' >indicators.tsv",
            "indicators.tsv:1: the header is not code, name, aliases, unit_kind, stock_or_flow"
        ),
        ("{ grep -m1 ^surface cues.tsv; echo 甲; } >c; mv c cues.tsv", "cues.tsv:2: 1 columns, 3 expected"),
        ("rm cues.tsv", "cues.tsv: cannot open: No such file or directory"),
    ])
    func aBrokenDictionaryStopsEveryCommand(change: String, message: String) async throws {
        try await withFolder(change) { folder in
            for arguments in [["worker", "--check-config"], ["migrate"], ["extract", "/dev/null"]] {
                let run = try await Program.run(arguments, environment: ["GONGBAO_DICTIONARY_PATH": folder])
                #expect(run.end == .exited(78), "\(arguments)")
                #expect(run.errorOutput == "gongbao: \(folder)/\(message)\n", "\(arguments)")
                #expect(run.output.isEmpty)
            }
        }
    }

    @Test func extractReadsItsDictionaries() async throws {
        let change =
            "printf 'cats\\t猫\\t家猫\\tcount\\tstock\\n' >>indicators.tsv; printf '喵\\t喵\\t0\\tcount\\tcount\\n' >>units.tsv"
        try await withFolder(change) { folder in
            let text = Array("共有家猫12喵。\n".utf8)
            let arguments = ["extract", "-", "--format", "tsv"]
            let own = try await Program.run(arguments + ["--dictionaries", folder], input: text)
            #expect(own.end == .exited(0))
            #expect(own.output.contains("cats"))
            let configured = try await Program.run(
                arguments,
                environment: ["GONGBAO_DICTIONARY_PATH": folder],
                input: text
            )
            #expect(configured.output == own.output)
            let builtIn = try await Program.run(arguments, input: text)
            #expect(!builtIn.output.contains("cats"))
        }
    }

    @Test(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
    func rowsJoinWithTheTables() async throws {
        try await withDatabase(migrated: false) { database in
            let target = ["--database", database.conninfo]
            let migrated = try await Program.run(["migrate"] + target)
            #expect(migrated.output.contains("\nloaded "))
            let again = try await Program.run(["migrate"] + target)
            #expect(!again.output.contains("loaded "))
            _ = try await Program.run(["enqueue", Reports.folder] + target)
            _ = try await Program.run(["worker", "--until-empty"] + target)
            let coded = """
                SELECT count(*) > 10 AND bool_and(i.listed) FROM gongbao.observation AS o
                LEFT JOIN gongbao.indicator AS i ON i.code = o.indicator WHERE o.indicator IS NOT NULL
                """
            #expect(try await database.value(coded) == "t")
            #expect(try await database.column(Self.strangeUnits) == [])
            let disagreeing = """
                SELECT o.surface || ' ' || o.indicator FROM gongbao.observation AS o
                JOIN gongbao.indicator AS i ON i.code = o.indicator JOIN gongbao.unit AS u ON u.code = o.unit
                WHERE o.measure = 'level' AND u.dimension NOT IN (i.dimension, 'multiple') AND i.dimension <> 'quotient'
                """
            #expect(try await database.column(disagreeing) == [])
        }
    }

    /// Units that are neither listed nor stand in the text.
    static let strangeUnits = """
        SELECT o.unit || ' in ' || o.surface FROM gongbao.observation AS o
        WHERE o.unit <> '' AND NOT EXISTS (SELECT FROM gongbao.unit AS u WHERE u.code = o.unit)
          AND strpos(translate(o.surface, '／', '/'), o.unit) = 0
        """

    @Test(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
    func aWorkerBringsItsDictionaries() async throws {
        try await withDatabase { database in
            try await withFolder("printf 'cats\\t猫\\t家猫\\tcount\\tstock\\n' >>indicators.tsv") { folder in
                let arguments = ["worker", "--until-empty", "--database", database.conninfo]
                let own = try await Program.run(arguments, environment: ["GONGBAO_DICTIONARY_PATH": folder])
                #expect(own.end == .exited(0), "\(own.errorOutput)")
                #expect(try await database.value("SELECT listed FROM gongbao.indicator WHERE code = 'cats'") == "t")
                _ = try await Program.run(arguments)
                #expect(try await database.value("SELECT listed FROM gongbao.indicator WHERE code = 'cats'") == "f")
            }
        }
    }
}
