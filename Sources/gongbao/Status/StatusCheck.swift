import Platform
import Postgres
import Schema
import Storage

/// One look at the database, and what to think of it.
enum StatusCheck {
    /// Asks the database that the configuration names.
    ///
    /// Each look has a connection of its own, so that what it says of reaching the database is true.
    static func report(_ configuration: Configuration) async -> StatusReport {
        let thresholds = configuration.thresholds
        let conninfo = configuration.text(.databaseConninfo)
        var report = StatusReport(assessment: HealthAssessment(.unreachable(""), thresholds: thresholds))
        let evidence: HealthAssessment.Evidence
        do throws(PostgresError) {
            // An unreachable database is told within 3 s, so connecting may take no longer than this.
            let connection = try await PostgresConnection(
                conninfo,
                applicationName: "gongbao-status",
                connectDeadline: .milliseconds(2500),
                deadline: .seconds(10)
            )
            let look = await connection.host { await Look(connection) }
            report.identity = look.identity
            report.schema = look.schema
            report.health = look.health
            evidence =
                look.failure.map { Self.evidence($0, conninfo: conninfo, role: look.identity?.role) } ?? look.evidence
        } catch {
            evidence = Self.evidence(error, conninfo: conninfo, role: nil)
        }
        report.assessment = HealthAssessment(evidence, thresholds: thresholds)
        return report
    }

    /// What was found: all of it in one answer, or, where there is none to be had, why.
    private struct Look: Sendable {
        private(set) var identity: HealthReader.Identity?
        private(set) var schema: Schema.State?
        private(set) var health: Health?
        private(set) var failure: PostgresError?

        init(_ connection: PostgresConnection) async {
            let reader = HealthReader(connection)
            let before = HostInformation.clock
            do throws(PostgresError) {
                var (identity, health) = try await reader.answer()
                health.clockOffsetSeconds = offset(
                    of: health.checkedEpoch,
                    between: before,
                    and: HostInformation.clock
                )
                if health.schemaVersion == Schema.migrations.count {
                    (self.identity, self.schema, self.health) = (identity, .current, health)
                    return
                }
            } catch {
                failure = error
                if error.isConnectionLost { return }
            }
            // A schema that is not this build's explains all else.
            do throws(PostgresError) {
                identity = try await reader.identity()
                schema = try await Schema.state(connection)
                if schema != .current { failure = nil }
            } catch {
                failure = error
            }
        }

        /// Where nothing failed.
        var evidence: HealthAssessment.Evidence { health.map { .health($0) } ?? .schema(schema ?? .missing) }
    }

    /// By how much `time`, which was told at some moment between two others, is certainly ahead; negative is behind.
    static func offset(of time: Double, between before: Double, and after: Double) -> Double {
        if time > after { return time - after }
        return time < before ? time - before : 0
    }

    private static func evidence(
        _ error: PostgresError,
        conninfo: String,
        role: String?
    ) -> HealthAssessment.Evidence {
        // A server that shuts down says so in its answer.
        if error.isConnectionLost { return .unreachable(error.description, conninfo: conninfo) }
        // 42501: insufficient_privilege.
        return error.sqlState == "42501" ? .forbidden(error.description, role: role) : .unreadable(error.description)
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
            linkingWarning: integer(.statusLinkingWarning),
            horizonWarning: integer(.statusHorizonWarning),
            horizonCritical: integer(.statusHorizonCritical),
            partitionsWarning: integer(.statusPartitionsWarning),
            clockWarning: integer(.statusClockWarning)
        )
    }
}
