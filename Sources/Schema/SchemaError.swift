package import Postgres

/// Why the database's schema and this build do not go together.
package enum SchemaError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A migration that was applied is not the one of this build.
    case changed(file: String, applied: String, ours: String)
    /// The database lacks a migration below one that it has, or numbers are missing in this build.
    case gap(file: String)
    /// The database has a migration that this build does not know.
    case newer(file: String)
    /// A migration must not be applied while workers run, and so many are connected.
    case drain(file: String, why: String, workers: Int)
    /// Applying a migration failed.
    case failed(file: String, PostgresError)
    /// The database could not be asked.
    case database(PostgresError)

    /// One line that names the file.
    package var description: String {
        switch self {
        case .changed(let file, let applied, let ours):
            "Migrations/\(file).sql was changed after it was applied (applied \(applied), this build \(ours))"
        case .gap(let file): "Migrations/\(file).sql is missing below migrations that are applied"
        case .newer(let file): "the database has migration \(file), which this build does not know: it is newer"
        case .drain(let file, let why, let workers):
            "Migrations/\(file).sql needs all workers stopped, because \(why): \(workers) run, "
                + "stop them (systemctl stop gongbao-worker) and migrate again"
        case .failed(let file, let error): "Migrations/\(file).sql: \(error)"
        case .database(let error): "\(error)"
        }
    }
}
