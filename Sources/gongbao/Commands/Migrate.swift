import ArgumentParser
import Postgres
import Schema

/// Brings the database to this build's schema.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database to this build's schema.")

    @Option(help: "libpq conninfo or URI; without it libpq's own variables and service file decide.")
    var database = ""

    @Flag(help: "Print what would be applied and change nothing.")
    var dryRun = false

    func run() async throws {
        let connection = try await PostgresConnection(database, applicationName: "gongbao-migrate")
        let migrator = Migrator()
        if dryRun {
            let pending = try await migrator.pending(connection)
            for migration in pending { print("would apply \(migration.name)") }
            if pending.isEmpty { print("nothing to apply: the schema is at \(Schema.migrations.count)") }
        } else {
            try await migrator.migrate(connection) { migration in print("applied \(migration.name)") }
            print("the schema is at \(Schema.migrations.count)")
        }
    }
}
