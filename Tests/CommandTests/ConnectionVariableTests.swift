import Platform
import TestSupport
import Testing

/// Where the conninfo says nothing, libpq's variables and its service file say it.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct ConnectionVariableTests {
    /// The words of the database's conninfo; a later one wins.
    private func words(_ database: TestDatabase) -> [String: String] {
        database.conninfo.split(separator: " ").reduce(into: [:]) { words, word in
            let parts = word.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { words[String(parts[0])] = String(parts[1]) }
        }
    }

    private func check(
        _ database: TestDatabase,
        _ environment: [String: String],
        _ arguments: [String] = []
    ) async throws {
        let run = try await Program.run(["worker", "--until-empty"] + arguments, environment: environment)
        #expect(run.end == .exited(0), "\(run.errorOutput)")
        let workers = "SELECT count(*) FROM gongbao.worker"
        #expect(try await database.value(workers) == "1")
        try await database.run("DELETE FROM gongbao.worker")
    }

    @Test func variablesNameTheServer() async throws {
        try await withDatabase { database in
            let words = words(database)
            let variables = [
                "host": "PGHOST", "user": "PGUSER", "dbname": "PGDATABASE", "connect_timeout": "PGCONNECT_TIMEOUT",
            ]
            var environment: [String: String] = [:]
            for (word, variable) in variables { environment[variable] = words[word] }
            try await check(database, environment)
            // The conninfo wins over them.
            environment["PGHOST"] = "/nonexistent"
            try await check(database, environment, ["--database", database.conninfo])
            // A part of it leaves the rest to them.
            environment["PGHOST"] = words["host"]
            environment["PGDATABASE"] = "nonexistent"
            try await check(database, environment, ["--database", "dbname=\(words["dbname"] ?? "")"])
        }
    }

    @Test func aServiceFileNamesTheServer() async throws {
        try await withDatabase { database in
            let path = "/tmp/gongbao-service-\(UInt64.random(in: 0...UInt64.max))"
            let lines = words(database).map { "\($0.key)=\($0.value)\n" }.sorted().joined()
            try OutputFile(path).replace(with: Array("[reports]\n\(lines)".utf8))
            let environment = ["PGSERVICEFILE": path]
            try await check(database, environment.merging(["PGSERVICE": "reports"]) { $1 })
            try await check(database, environment, ["--database", "service=reports"])
            try await check(database, environment.merging(["GONGBAO_DATABASE_CONNINFO": "service=reports"]) { $1 })
            let unknown = try await Program.run(["status", "--database", "service=nobody"], environment: environment)
            #expect(unknown.end == .exited(2))
            #expect(unknown.output.contains("definition of service \"nobody\" not found"))
            OutputFile(path).remove()
        }
    }
}
