import ArgumentParser
import Platform
import Postgres
import Schema
import Storage

/// `gongbao status`: how the queue does, on one screen, with the exit code of a monitoring plugin.
struct Status: AsyncParsableCommand {
    /// How to print it.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// One screen for a person.
        case text
        /// One object for a program.
        case json
    }

    static let configuration = CommandConfiguration(
        abstract: "Print how the queue does; exits 0 healthy, 1 warning, 2 critical, 3 unknown.",
        discussion: """
            Healthy means progress: a backlog and no outcome for a minute is critical, whatever the workers say of \
            themselves. Each warning comes with its reason and the command that helps. The thresholds are the \
            status keys of the configuration.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "text or json.")
    var format = Format.text

    func run() async throws {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try options.configuration()
        } catch {
            // A monitoring plugin has no exit code for this but "unknown".
            try StandardStream.output.write("gongbao UNKNOWN: \(error)\n")
            throw ExitCode(HealthAssessment.Severity.unknown.rawValue)
        }
        let report = await Self.report(configuration)
        switch format {
        case .text: try StandardStream.output.write(report.text)
        case .json: try StandardStream.output.write(report.json)
        }
        if report.assessment.severity != .healthy { throw ExitCode(report.assessment.severity.rawValue) }
    }

    private static func report(_ configuration: Configuration) async -> StatusReport {
        let thresholds = configuration.thresholds
        var report = StatusReport(assessment: HealthAssessment(.unreachable(""), thresholds: thresholds))
        var evidence: HealthAssessment.Evidence
        do throws(PostgresError) {
            // An unreachable database is told within 3 s, so connecting may take no longer than this.
            let connection = try await PostgresConnection(
                configuration.text(.databaseConninfo),
                applicationName: "gongbao-status",
                connectDeadline: .milliseconds(2500),
                deadline: .seconds(5)
            )
            let reader = HealthReader(connection)
            report.identity = try await reader.identity()
            let schema = try await Schema.state(connection)
            report.schema = schema
            if schema == .current {
                let health = try await reader.health()
                report.health = health
                evidence = .health(health)
            } else {
                evidence = .schema(schema)
            }
        } catch {
            evidence = Self.evidence(error)
        }
        report.assessment = HealthAssessment(evidence, thresholds: thresholds)
        return report
    }

    private static func evidence(_ error: PostgresError) -> HealthAssessment.Evidence {
        switch error.kind {
        case .connection, .deadline: .unreachable(error.description)
        case .decoding: .unreadable(error.description)
        // 42501: insufficient_privilege.
        case .server(let state): state == "42501" ? .forbidden(error.description) : .unreadable(error.description)
        }
    }
}

extension Configuration {
    /// From which values on `gongbao status` has something to say.
    var thresholds: HealthAssessment.Thresholds {
        HealthAssessment.Thresholds(
            backlogWarning: integer(.statusBacklogWarning),
            backlogCritical: integer(.statusBacklogCritical),
            noProgress: integer(.statusProgressCritical),
            failuresWarning: integer(.statusFailuresWarning),
            failuresCritical: integer(.statusFailuresCritical),
            quarantinedWarning: integer(.statusQuarantinedWarning),
            horizonWarning: integer(.statusHorizonWarning),
            horizonCritical: integer(.statusHorizonCritical),
            partitionsWarning: integer(.statusPartitionsWarning)
        )
    }
}
