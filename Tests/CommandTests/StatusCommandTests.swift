import Platform
import Postgres
import TestSupport
import Testing

@testable import gongbao

/// `gongbao status` as monitoring runs it.
@Suite struct StatusCommandTests {
    @Test(
        arguments: [
            ([], StatusLook()),
            (["--database", "dbname=x"], StatusLook(database: "dbname=x")),
            (["--config", "a.conf", "--format", "json"], StatusLook(config: "a.conf", format: .json)),
            (
                ["--output", "x.prom", "--format", "prometheus", "--database", "host=/tmp dbname=x"],
                StatusLook(database: "host=/tmp dbname=x", format: .prometheus, output: "x.prom")
            ),
        ]
    )
    func plainArgumentsNeedNoParser(arguments: [String], expected: StatusLook) {
        #expect(StatusLook(plain: ["status"] + arguments) == expected)
    }

    @Test(
        arguments: [
            [], ["worker"], ["--help"], ["status", "--help"], ["status", "--watch"], ["status", "--watch", "2"],
            ["status", "--format=json"], ["status", "--format", "xml"], ["status", "--database"],
            ["status", "--database", "--watch"], ["status", "--format", "json", "--format", "text"],
            ["status", "--unknown", "x"], ["status", "x"],
        ]
    )
    func otherArgumentsAreTheParsers(arguments: [String]) {
        #expect(StatusLook(plain: arguments[...]) == nil)
    }

    @Test func unreachableIsCriticalInWords() async throws {
        for format in ["text", "json"] {
            let run = try await Program.run(["status", "--database", "host=/nonexistent", "--format", format])
            #expect(run.end == .exited(2))
            #expect(run.output.contains("the database cannot be reached"))
            if format == "json" {
                let answer = try JSONValue(run.output)
                #expect(answer["exit_code"] == .number("2"))
                #expect(answer["health"] == .null)
            }
        }
    }

    /// 192.0.2.0/24 is reserved for documentation: nobody answers, or the kernel knows no way there; libpq alone would wait for
    /// minutes.
    @Test(.timeLimit(.minutes(1))) func silenceIsCriticalToo() async throws {
        let run = try await Program.run(["status", "--database", "host=192.0.2.1 user=x dbname=x"])
        #expect(run.end == .exited(2))
    }

    @Test(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
    func exitCodesFollowTheState() async throws {
        try await withDatabase(migrated: false) { database in
            let arguments = ["status", "--database", database.conninfo]
            let empty = try await Program.run(arguments)
            #expect(empty.end == .exited(2))
            #expect(empty.output.hasPrefix("gongbao CRITICAL: the database has no schema: run gongbao migrate\n"))

            let migrate = try await Program.run(["migrate", "--database", database.conninfo])
            #expect(migrate.end == .exited(0))
            let idle = try await Program.run(arguments)
            #expect(idle.end == .exited(1))
            #expect(idle.output.hasPrefix("gongbao WARNING: no worker is connected\n"))

            // A worker is a row, and who calls its session after it.
            try await database.run(
                """
                INSERT INTO gongbao.worker (pid, connections, host, version, configuration_hash)
                VALUES (4711, 1, 'ingest', '0.0.1', 'x')
                """
            )
            let worker = try await database.open("gongbao-worker/1")
            let healthy = try await Program.run(arguments)
            #expect(healthy.end == .exited(0))
            #expect(healthy.output.hasPrefix("gongbao OK: 0 jobs wait, 1 worker, 0 done in the last minute\n"))
            #expect(healthy.output.contains("\nworkers      1, with 1 connections\n"))
            #expect(healthy.output.contains("\n             ingest pid 4711, 0.0.1, up "))
            try await worker.execute("SELECT 1")

            let json = try JSONValue(try await Program.run(arguments + ["--format", "json"]).output)
            #expect(json["status"] == .text("OK"))
            #expect(json["findings"] == .array([]))
            #expect(
                json["health"]?["queue"]?.elements.map { $0["name"] } == [
                    .text("urgent"), .text("normal"), .text("backfill"),
                ]
            )
            #expect(json["health"]?["workers_live"] == .number("1"))
            #expect(json["health"]?["workers"]?.elements.map { $0["pid"] } == [.number("4711")])

            try await database.run("SELECT gongbao.pause(2)")
            let paused = try await Program.run(arguments)
            #expect(paused.end == .exited(1))
            #expect(paused.output.contains("paused: backfill"))

            try await database.run("DELETE FROM gongbao.schema_migration WHERE number > 3")
            let older = try await Program.run(arguments)
            #expect(older.end == .exited(2))
            #expect(older.output.contains("run gongbao migrate"))
        }
    }

    @Test(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
    func roleWithoutPermissionIsUnknown() async throws {
        try await withDatabase { database in
            let role = "nobody_\(UInt32.random(in: 0...UInt32.max))"
            try await database.run("CREATE ROLE \(role) LOGIN")
            let conninfo = database.conninfo + " user=\(role)"
            let refused = try await Program.run(["status", "--database", conninfo])
            #expect(refused.end == .exited(3))
            #expect(refused.output.contains("GRANT gongbao_monitor TO \"\(role)\";"))
            try await database.run("GRANT gongbao_monitor TO \(role)")
            let granted = try await Program.run(["status", "--database", conninfo])
            #expect(granted.end == .exited(1), "no worker, but everything can be seen: \(granted.output)")
            try await database.run("REVOKE gongbao_monitor FROM \(role); DROP ROLE \(role)")
        }
    }
}
