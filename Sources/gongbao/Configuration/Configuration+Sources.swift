import Platform

extension Configuration {
    /// What the file, the variables and the flags say; without `file` the default one, if it exists.
    ///
    /// `flags` are settings that a command's own flags gave, each with the flag's name.
    ///
    /// - Throws: ``ConfigurationError``.
    static func effective(
        file: String?,
        flags: [(setting: Setting, text: String, flag: String)]
    ) throws(ConfigurationError) -> Configuration {
        var configuration = Configuration()
        if let path = file ?? (InputFile(Configuration.defaultPath).exists ? Configuration.defaultPath : nil) {
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

    /// The setting that `--database` gives.
    static func flags(database: String?) -> [(setting: Setting, text: String, flag: String)] {
        database.map { [(.databaseConninfo, $0, "--database")] } ?? []
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
