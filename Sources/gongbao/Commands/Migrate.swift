import ArgumentParser
import Extraction
import Platform
import Postgres
import Schema
import Storage

/// Brings the database to this build's schema.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this build's schema."
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Print what would be applied and change nothing.")
    var dryRun = false

    func run() async throws {
        let settings = try options.configurationOrExit()
        let vocabulary = try settings.vocabularyOrExit()
        do {
            try await migrate(settings, vocabulary)
        } catch {
            throw try ExitCode.failure.telling(error)
        }
    }

    private func migrate(_ settings: Configuration, _ vocabulary: Vocabulary) async throws {
        let connection = try await PostgresConnection(
            settings.text(.databaseConninfo),
            applicationName: "gongbao-migrate"
        )
        let migrator = Migrator()
        if dryRun {
            let pending = try await migrator.pending(connection)
            for migration in pending {
                let drain = migration.drain.map { ", which needs all workers stopped: \($0)" } ?? ""
                print("would apply \(migration.name)\(drain)")
            }
            if pending.isEmpty { print("nothing to apply: the schema is at \(Schema.migrations.count)") }
        } else {
            try await migrator.migrate(connection) { migration in print("applied \(migration.name)") }
            if try await DictionaryStore(connection).refresh(vocabulary) {
                print(
                    "loaded \(vocabulary.indicatorEntries.count) indicators, \(vocabulary.unitEntries.count) units, "
                        + "\(vocabulary.placeEntries.count) places"
                )
            }
            print("the schema is at \(Schema.migrations.count)")
        }
    }
}
