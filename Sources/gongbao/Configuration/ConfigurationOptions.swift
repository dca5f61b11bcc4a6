import ArgumentParser
import Ingestion
import Platform
import Postgres
import Storage

/// The flag that names the configuration.
struct ConfigurationFile: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration; without it \(Configuration.defaultPath), if it exists.",
            valueName: "file"
        )
    )
    var config: String?

    /// The effective configuration; `flags` are settings that a command's own flags gave, each with the flag's name.
    ///
    /// - Throws: ``ConfigurationError``.
    func configuration(
        flags: [(setting: Setting, text: String, flag: String)] = []
    ) throws(ConfigurationError) -> Configuration {
        try Configuration.effective(file: config, flags: flags)
    }

    /// The same for a command: an error goes to standard error and ends it with EX_CONFIG.
    func configurationOrExit(
        flags: [(setting: Setting, text: String, flag: String)] = []
    ) throws -> Configuration {
        do throws(ConfigurationError) {
            return try configuration(flags: flags)
        } catch {
            throw try ExitCode.configuration.telling(error)
        }
    }
}

/// The flags of every command that talks to the database.
struct ConfigurationOptions: ParsableArguments {
    @OptionGroup var file: ConfigurationFile

    @Option(help: ArgumentHelp("libpq conninfo or URI; wins over database.conninfo.", valueName: "conninfo"))
    var database: String?

    /// The effective configuration; see ``ConfigurationFile/configuration(flags:)``.
    func configuration(
        flags: [(setting: Setting, text: String, flag: String)] = []
    ) throws(ConfigurationError) -> Configuration {
        try file.configuration(flags: own + flags)
    }

    /// The same for a command: an error goes to standard error and ends it with EX_CONFIG.
    func configurationOrExit(
        flags: [(setting: Setting, text: String, flag: String)] = []
    ) throws -> Configuration {
        try file.configurationOrExit(flags: own + flags)
    }

    /// Runs `body` over a session of its own; an error goes to standard error and ends the command, with EX_CONFIG where
    /// configuration or schema are wrong.
    func withDatabase(
        as applicationName: String,
        _ body: (Configuration, PostgresConnection) async throws(IngestionError) -> Void
    ) async throws {
        let settings = try configurationOrExit()
        do throws(IngestionError) {
            let connection = try await wrapped { () async throws(PostgresError) in
                try await PostgresConnection(
                    settings.text(.databaseConninfo),
                    applicationName: applicationName,
                    deadline: .seconds(settings.integer(.databaseAnswerSeconds))
                )
            }
            try await body(settings, connection)
        } catch {
            if case .setup = error { throw try ExitCode.configuration.telling(error) }
            throw try ExitCode.failure.telling(error)
        }
    }

    private var own: [(setting: Setting, text: String, flag: String)] {
        Configuration.flags(database: database)
    }
}
