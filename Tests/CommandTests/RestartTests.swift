import Platform
import Postgres
import TestSupport
import Testing

/// A worker beside a server that goes down as if the power had failed.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct RestartTests {
    @Test func nothingIsLostNorChargedWhenTheServerCrashes() async throws {
        try await PrivateServer.run { server in
            #expect(try await Program.run(["migrate", "--database", server.conninfo]).end == .exited(0))
            let session = try await PostgresConnection(server.conninfo)
            try await session.script(
                """
                INSERT INTO gongbao.report (content)
                SELECT '一、工作' || g || chr(10) || '完成投资' || g || '亿元。' FROM generate_series(1, 3000) AS g
                """
            ) { _ in }
            let child = try Program.start(["worker", "--until-empty", "--database", server.conninfo])
            for _ in 1...3 {
                let session = try await PostgresConnection(server.conninfo)
                let before = try await Self.value("SELECT count(*) FROM gongbao.outcome", session)
                let count = "SELECT count(*) FROM gongbao.outcome WHERE \(before) < 3000"
                while try await Self.value(count, session) == before { try await Task.sleep(for: .milliseconds(2)) }
                try await server.restart()
            }
            #expect(await child.wait() == .exited(0), "\(child.errorOutput)")
            let audit = """
                SELECT format('%s %s, %s with rows, %s observations, %s jobs', count(*), string_agg(DISTINCT state::text, ' '),
                    (SELECT count(*) FROM gongbao.extraction), (SELECT count(*) FROM gongbao.observation),
                    (SELECT count(*) FROM gongbao.ticket)) FROM gongbao.outcome
                """
            let after = try await PostgresConnection(server.conninfo)
            #expect(
                try await Self.value(audit, after) == "3000 succeeded, 3000 with rows, 3000 observations, 3000 jobs"
            )
            #expect(child.errorOutput.contains("event=\"database is back\""))
            #expect(!child.errorOutput.contains("process of their own"), "nobody is a suspect for it")
        }
    }

    private static func value(_ sql: String, _ session: PostgresConnection) async throws -> String {
        try await session.query(sql) { rows in rows.string(row: 0, column: 0) ?? "" }
    }
}
