import ArgumentParser
import Platform

/// What `gongbao status` was asked for.
struct StatusLook: Equatable {
    /// How to print it.
    enum Format: String, CaseIterable {
        /// One screen for a person.
        case text
        /// One object for a program.
        case json
        /// Metrics for Prometheus.
        case prometheus
    }

    /// The configuration's path; nil for the default one.
    var config: String?
    /// What wins over `database.conninfo`.
    var database: String?
    /// How to print it.
    var format = Format.text
    /// The file to replace instead of printing.
    var output: String?
    /// After how many seconds to look again.
    var watch: Int?

    /// Looks, prints, and looks again where that was asked for.
    ///
    /// - Throws: `ExitCode` where not all is well.
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
            return await StatusCheck.report(
                try Configuration.effective(file: config, flags: Configuration.flags(database: database))
            )
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
            throw try ExitCode(74).telling(error)
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

extension StatusLook {
    /// Arguments as monitoring gives them, each flag once and its value after it; nil for others, and for mistakes.
    ///
    /// The parser of arguments looks for conformances for longer than the database takes to answer, so it is left out where
    /// nothing asks for it.
    init?(plain arguments: ArraySlice<String>) {
        guard arguments.first == "status" else { return nil }
        var rest = arguments.dropFirst()
        var hasFormat = false
        while let flag = rest.popFirst() {
            guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
            switch flag {
            case "--config" where config == nil: config = value
            case "--database" where database == nil: database = value
            case "--output" where output == nil: output = value
            case "--format" where !hasFormat:
                guard let known = Format(rawValue: value) else { return nil }
                format = known
                hasFormat = true
            default: return nil
            }
        }
    }
}
