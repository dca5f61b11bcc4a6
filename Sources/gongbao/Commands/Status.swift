import ArgumentParser
import Platform

/// `gongbao status`: how the queue does, on one screen, with the exit code of a monitoring plugin.
struct Status: AsyncParsableCommand {
    /// How to print it.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// One screen for a person.
        case text
        /// One object for a program.
        case json
        /// Metrics for Prometheus.
        case prometheus
    }

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
    var format = Format.text

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
        guard let watch else {
            let report = await report()
            try deliver(report)
            if report.assessment.severity != .healthy { throw ExitCode(report.assessment.severity.rawValue) }
            return
        }
        var isFirst = true
        while true {
            try redraw(await report(), isFirst: isFirst)
            isFirst = false
            try await Task.sleep(for: .seconds(watch))
        }
    }

    /// A refused configuration is something to report as well: a monitoring plugin has no exit code for it but "unknown".
    private func report() async -> StatusReport {
        do throws(ConfigurationError) {
            return await StatusCheck.report(try options.configuration())
        } catch {
            return StatusReport(assessment: HealthAssessment(.misconfigured(error.description)))
        }
    }

    private func deliver(_ report: StatusReport) throws {
        let bytes =
            switch format {
            case .text: Array(report.text(inColour: output == nil && TerminalStyle.isWanted(on: .output)).utf8)
            case .json: report.json
            case .prometheus: Array(report.metrics.utf8)
            }
        guard let output else { return try StandardStream.output.write(bytes) }
        do throws(FileError) {
            try OutputFile(output).replace(with: bytes)
        } catch {
            // Not one of the four states: a timer's unit fails on it.
            try StandardStream.error.write("gongbao: \(error)\n")
            throw ExitCode(74)
        }
    }

    /// In place on a terminal; anything else gets one report after the other.
    private func redraw(_ report: StatusReport, isFirst: Bool) throws {
        let stream = StandardStream.output
        guard format == .text, output == nil, Environment.value(of: "TERM") != "dumb", let columns = stream.columns,
            let lines = stream.lines
        else {
            if format == .text, output == nil, !isFirst { try stream.write("\n") }
            return try deliver(report)
        }
        let screen = report.screen(columns: columns, lines: lines, inColour: TerminalStyle.isWanted(on: stream))
        try stream.write((isFirst ? "\u{1B}[2J" : "") + screen)
    }
}
