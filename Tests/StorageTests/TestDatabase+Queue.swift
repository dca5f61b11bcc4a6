import Postgres
import TestSupport
import Testing

/// What the tests of the psql surface ask, in plain SQL as psql would.
extension TestDatabase {
    /// Runs statements.
    func run(_ sql: String, on other: PostgresConnection) async throws {
        try await other.script(sql) { _ in }
    }

    /// The first column of the answer; an empty text for NULL.
    func column(_ sql: String, on other: PostgresConnection) async throws -> [String] {
        try await other.query(sql) { rows in
            (0..<rows.count).map { rows.string(row: $0, column: 0) ?? "" }
        }
    }

    /// The first cell of the answer.
    func value(_ sql: String, on other: PostgresConnection) async throws -> String {
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
