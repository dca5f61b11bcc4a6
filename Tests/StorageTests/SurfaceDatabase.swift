import Platform
import Postgres
import Schema
import Testing

/// A migrated database of its own, asked in plain SQL as psql would.
struct SurfaceDatabase: Sendable {
    /// Where the database is.
    let conninfo: String
    /// The session that statements use unless they name another.
    let session: PostgresConnection

    /// Whether a server was named to test against.
    static var isAvailable: Bool { Environment.value(of: "GONGBAO_TEST_SERVER") != nil }

    /// What a skipped test says.
    static let missing: Comment = "GONGBAO_TEST_SERVER names no server"

    /// Another session.
    func open(_ applicationName: String = "surface") async throws -> PostgresConnection {
        try await PostgresConnection(conninfo, applicationName: applicationName)
    }

    /// Runs statements.
    func run(_ sql: String, on other: PostgresConnection? = nil) async throws {
        try await (other ?? session).script(sql) { _ in }
    }

    /// The first column of the answer; an empty text for NULL.
    func column(_ sql: String, on other: PostgresConnection? = nil) async throws -> [String] {
        try await (other ?? session).query(sql) { rows in
            (0..<rows.count).map { rows.string(row: $0, column: 0) ?? "" }
        }
    }

    /// The first cell of the answer.
    func value(_ sql: String, on other: PostgresConnection? = nil) async throws -> String {
        try #require(try await column(sql, on: other).first)
    }

    /// The first cell of the answer as an integer.
    func integer(_ sql: String) async throws -> Int {
        try #require(Int(try await value(sql)))
    }

    /// The server's answer where the statement fails; nil where it succeeds.
    func error(_ sql: String, on other: PostgresConnection? = nil) async -> (state: String, message: String)? {
        do throws(PostgresError) {
            try await (other ?? session).script(sql) { _ in }
            return nil
        } catch {
            return (error.sqlState ?? "", error.message)
        }
    }

    /// Enqueues a text at normal priority and gives back the job's id.
    func enqueue(_ content: String) async throws -> String {
        try await value("SELECT gongbao.enqueue('\(content)')")
    }

    /// Writes the outcome that a worker would.
    func settle(_ job: String, _ state: String) async throws {
        try await run(
            """
            INSERT INTO gongbao.outcome (job_id, report_id, state, attempt, row_count)
            SELECT id, report_id, '\(state)', attempt, 3 FROM gongbao.ticket WHERE id = \(job)
            """
        )
    }

    /// Writes the delayed retry that a worker would.
    func delay(_ job: String) async throws {
        try await run(
            """
            INSERT INTO gongbao.delayed (report_id, root_id, run_at, priority, attempt, reason)
            SELECT report_id, root_id, now() + interval '1 hour', priority, attempt + 1, 'retry' FROM gongbao.ticket WHERE id = \(job)
            """
        )
    }

    /// Returns once a session of this database waits for a lock.
    func waitForBlockedSession() async throws {
        let waiting = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
            """
        while try await integer(waiting) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    }
}

/// Runs `body` with a database of its own, copied from one that was migrated once.
func withSurface(_ body: (SurfaceDatabase) async throws -> Void) async throws {
    let server = try #require(Environment.value(of: "GONGBAO_TEST_SERVER"))
    let template = try await SurfaceTemplate.shared.name(server)
    let administrator = try await PostgresConnection(server)
    let name = "\(template)_\(UInt32.random(in: 0...UInt32.max))"
    try await administrator.execute("CREATE DATABASE \(name) TEMPLATE \(template)")
    let failure: (any Error)?
    do {
        let conninfo = "\(server) dbname=\(name)"
        try await body(SurfaceDatabase(conninfo: conninfo, session: PostgresConnection(conninfo)))
        failure = nil
    } catch {
        failure = error
    }
    try await administrator.execute("DROP DATABASE \(name) WITH (FORCE)")
    if let failure { throw failure }
}

/// The migrated database that the tests' databases are copies of; made once for each run.
private actor SurfaceTemplate {
    static let shared = SurfaceTemplate()
    private var making: Task<String, any Error>?

    func name(_ server: String) async throws -> String {
        if let making { return try await making.value }
        let task = Task {
            let name = "surface_\(UInt32.random(in: 0...UInt32.max))"
            try await PostgresConnection(server).execute("CREATE DATABASE \(name)")
            try await Migrator().migrate(PostgresConnection("\(server) dbname=\(name)"))
            return name
        }
        making = task
        return try await task.value
    }
}
