package import Postgres

/// Brings a database to this build's schema.
///
/// Each migration runs in a transaction of its own that first takes an advisory lock and looks again what is applied, so
/// two migrators at once take turns, and a pooler in transaction mode does no harm.
package struct Migrator: Sendable {
    private let migrations: [Schema.Migration]

    /// A migrator of `migrations`, oldest first.
    package init(migrations: [Schema.Migration] = Schema.migrations) {
        self.migrations = migrations
    }

    /// What would be applied, oldest first, after the same checks as ``migrate(_:progress:)``.
    package func pending(_ connection: PostgresConnection) async throws(SchemaError) -> [Schema.Migration] {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw .gap(file: migration.name)
        }
        let applied = try await wrap { () async throws(PostgresError) in try await Schema.applied(connection) }
        for (index, have) in applied.enumerated() {
            guard have.number <= migrations.count else { throw .newer(file: have.name) }
            let ours = migrations[have.number - 1]
            guard have.number == index + 1 else { throw .gap(file: migrations[index].name) }
            guard have.checksum == ours.checksum else {
                throw .changed(file: ours.name, applied: have.checksum, ours: ours.checksum)
            }
        }
        return Array(migrations.dropFirst(applied.count))
    }

    /// Applies what is missing, in order, and tells each to `progress` once it is committed.
    package func migrate(
        _ connection: PostgresConnection,
        progress: @Sendable (Schema.Migration) -> Void = { _ in }
    ) async throws(SchemaError) {
        while let next = try await pending(connection).first {
            try await wrap { () async throws(PostgresError) in
                // As long as the longest migration, which another migrator may be running.
                try await connection.script(Self.begin, deadline: .seconds(3600)) { _ in }
            }
            // Somebody else may have applied it while this one waited for the lock.
            let left: [Schema.Migration]
            do throws(SchemaError) {
                left = try await pending(connection)
                if left.first == next { try await checkDrained(connection, for: next) }
            } catch {
                try? await connection.script("ROLLBACK") { _ in }
                throw error
            }
            if left.first == next {
                do throws(PostgresError) {
                    try await connection.script(SQL(verbatim: next.sql), deadline: .seconds(3600)) { _ in }
                    try await connection.execute(Self.record, ["\(next.number)", next.name, next.checksum])
                    try await connection.script("COMMIT") { _ in }
                } catch {
                    try? await connection.script("ROLLBACK") { _ in }
                    throw .failed(file: next.name, error)
                }
                progress(next)
            } else {
                try await wrap { () async throws(PostgresError) in try await connection.script("COMMIT") { _ in } }
            }
        }
    }

    /// Sees to it that nobody works where the migration says so; what it needs, `gongbao migrate --dry-run` tells before.
    private func checkDrained(
        _ connection: PostgresConnection,
        for migration: Schema.Migration
    ) async throws(SchemaError) {
        guard let why = migration.drain else { return }
        let workers = try await wrap { () async throws(PostgresError) in
            try await connection.query(Self.workers) { rows throws(PostgresError) in
                Int(try rows.integer(row: 0, column: 0) ?? 0)
            }
        }
        guard workers == 0 else { throw .drain(file: migration.name, why: why, workers: workers) }
    }

    private func wrap<Value: Sendable>(
        _ body: () async throws(PostgresError) -> Value
    ) async throws(SchemaError) -> Value {
        do throws(PostgresError) { return try await body() } catch { throw .database(error) }
    }

    /// The key is the ASCII of "gongbao".
    private static let begin: SQL = """
        BEGIN;
        SET LOCAL client_min_messages = warning;
        SELECT pg_advisory_xact_lock(29113822583873903);
        CREATE SCHEMA IF NOT EXISTS gongbao;
        CREATE TABLE IF NOT EXISTS gongbao.schema_migration (
            number     integer     PRIMARY KEY,
            name       text        NOT NULL,
            checksum   text        NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            applied_by text        NOT NULL DEFAULT session_user
        )
        """

    private static let workers: SQL = """
        SELECT count(DISTINCT application_name) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name ~ '^gongbao-worker/[0-9]{1,18}$'
        """

    private static let record: SQL = "INSERT INTO gongbao.schema_migration (number, name, checksum) VALUES ($1, $2, $3)"
}
