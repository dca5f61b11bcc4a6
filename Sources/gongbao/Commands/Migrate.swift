import ArgumentParser
import Postgres
import Schema

/// Brings the database to this build's schema.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database to this build's schema.")

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Print what would be applied and change nothing.")
    var dryRun = false

    func run() async throws {
        let database = try options.configurationOrExit().text(.databaseConninfo)
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
