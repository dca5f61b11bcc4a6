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
        var configuration = Configuration()
        if let path = config ?? (InputFile(Configuration.defaultPath).exists ? Configuration.defaultPath : nil) {
            try configuration.read(try Self.text(at: path), path: path)
        }
        try configuration.read(environment: Environment.value)
        for flag in flags {
            if flag.setting.kind == .conninfo, Conninfo(flag.text).hasPassword {
                throw ConfigurationError(
                    origin: flag.flag,
                    reason:
                        "everybody on this host can read a command line; passwords belong into libpq's password file"
                )
            }
            try configuration.set(flag.setting, to: flag.text, origin: flag.flag)
        }
        try configuration.checkOrder()
        return configuration
    }

    /// The same for a command: an error goes to standard error and ends it with EX_CONFIG.
    func configurationOrExit(
        flags: [(setting: Setting, text: String, flag: String)] = []
    ) throws -> Configuration {
        do throws(ConfigurationError) {
            return try configuration(flags: flags)
        } catch {
            try StandardStream.error.write("gongbao: \(error)\n")
            throw ExitCode.configuration
        }
    }

    private static func text(at path: String) throws(ConfigurationError) -> String {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputFile(path).read(limit: 1 << 20)
        } catch {
            throw ConfigurationError(error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError(origin: path, reason: "invalid UTF-8")
        }
        return text
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
            try StandardStream.error.write("gongbao: \(error)\n")
            if case .setup = error { throw ExitCode.configuration }
            throw ExitCode.failure
        }
    }

    private var own: [(setting: Setting, text: String, flag: String)] {
        database.map { [(.databaseConninfo, $0, "--database")] } ?? []
    }
}

extension ExitCode {
    /// EX_CONFIG: configuration or schema are wrong, starting again would not mend it.
    static let configuration = ExitCode(78)
}
