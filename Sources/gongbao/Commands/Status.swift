import ArgumentParser

/// `gongbao status`: how the queue does, on one screen, with the exit code of a monitoring plugin.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Print how the queue does; exits 0 healthy, 1 warning, 2 critical, 3 unknown.",
        discussion: """
            Healthy means progress: a backlog and no outcome for a minute is critical, whatever the workers say of \
            themselves. Each warning comes with its reason and the command that helps. The thresholds are the \
            status keys of the configuration. A terminal gets colours unless NO_COLOR is set.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "text, json or prometheus (the text format of its exporters).")
    var format = StatusLook.Format.text

    @Option(
        defaultAsFlag: 2,
        help: ArgumentHelp(
            "Look again every so many seconds, 2 where none are given, until interrupted.",
            valueName: "seconds"
        )
    )
    var watch: Int?

    @Option(
        help: ArgumentHelp("Replace this file, as a whole or not at all, instead of printing.", valueName: "file")
    )
    var output: String?

    func validate() throws {
        if let watch, !(1...3600).contains(watch) { throw ValidationError("--watch takes 1 to 3600 seconds.") }
    }

    func run() async throws {
        try await StatusLook(
            config: options.file.config,
            database: options.database,
            format: format,
            output: output,
            watch: watch
        ).run()
    }
}

extension StatusLook.Format: ExpressibleByArgument {}
