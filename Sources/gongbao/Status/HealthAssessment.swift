import Schema
import Storage

/// What an operator should think of the queue, and why.
struct HealthAssessment: Equatable {
    /// How bad it is; the raw value is the exit code that monitoring plugins use.
    enum Severity: Int32 {
        /// Nothing to do.
        case healthy = 0
        /// Somebody should look.
        case warning = 1
        /// Work does not go on, or soon will not.
        case critical = 2
        /// It could not be found out.
        case unknown = 3

        /// `OK`, `WARNING`, `CRITICAL` or `UNKNOWN`.
        var word: String {
            switch self {
            case .healthy: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

    /// One thing that is not as it should be.
    struct Finding: Equatable {
        /// How bad it is.
        var severity: Severity
        /// What is wrong, one line.
        var reason: String
        /// What to type next; nil where nothing helps but waiting.
        var command: String?
    }

    /// From which values on something is worth a finding; ages in seconds.
    struct Thresholds: Equatable {
        /// A job that waits so long, backfill aside, is a warning.
        var backlogWarning = 300
        /// A job that waits so long, backfill aside, is critical.
        var backlogCritical = 3600
        /// A backlog and no outcome for so long is critical.
        var noProgress = 60
        /// So many failures in an hour are a warning.
        var failuresWarning = 1
        /// So many failures in an hour are critical.
        var failuresCritical = 100
        /// So many jobs in quarantine are a warning.
        var quarantinedWarning = 1
        /// A horizon held so long is a warning.
        var horizonWarning = 600
        /// A horizon held so long is critical.
        var horizonCritical = 21_600
        /// Fewer partitions ahead are a warning.
        var partitionsWarning = 2
    }

    /// What could be found out.
    enum Evidence: Equatable {
        /// No connection, or none that answers; the reason in words.
        case unreachable(String)
        /// Connected, but the role may not look.
        case forbidden(String)
        /// Connected, but the answer cannot be read.
        case unreadable(String)
        /// Connected, but the schema is not this build's.
        case schema(Schema.State)
        /// The queue's figures.
        case health(Health)
    }

    /// What is not as it should be, the worst first.
    let findings: [Finding]

    /// The worst of the findings; what could not be found out weighs less than what is known to be critical.
    var severity: Severity {
        let severities = findings.map(\.severity)
        for severity in [Severity.critical, .unknown, .warning] where severities.contains(severity) { return severity }
        return .healthy
    }

    /// Judges what could be found out.
    init(_ evidence: Evidence, thresholds: Thresholds = Thresholds()) {
        let found: [Finding] =
            switch evidence {
            case .unreachable(let reason):
                [Finding(severity: .critical, reason: "the database cannot be reached: \(reason)")]
            case .forbidden(let reason):
                [
                    Finding(
                        severity: .unknown,
                        reason: reason,
                        command: "GRANT gongbao_monitor TO the role of this connection"
                    )
                ]
            case .unreadable(let reason):
                [Finding(severity: .unknown, reason: reason)]
            case .schema(let state):
                Self.findings(state)
            case .health(let health):
                Self.queueFindings(health, thresholds) + Self.surroundingFindings(health, thresholds)
            }
        self.findings = found.sorted { left, right in
            left.severity != right.severity && (left.severity == .critical || right.severity == .warning)
        }
    }

    private static func findings(_ state: Schema.State) -> [Finding] {
        let command = "gongbao migrate"
        switch state {
        case .current:
            return []
        case .missing:
            return [
                Finding(
                    severity: .critical,
                    reason: "the database has no schema: run gongbao migrate",
                    command: command
                )
            ]
        case .older(let have):
            let reason = "the schema is at \(have), this build needs \(Schema.migrations.count): run gongbao migrate"
            return [Finding(severity: .critical, reason: reason, command: command)]
        case .newer(let file):
            let reason = "the database has migration \(file), which this build does not know"
            return [Finding(severity: .critical, reason: reason, command: "install the newer gongbao")]
        }
    }

    /// Whether the work goes on.
    private static func queueFindings(_ health: Health, _ thresholds: Thresholds) -> [Finding] {
        var found: [Finding] = []
        let open = health.lanes.filter { !$0.isPaused && $0.backlog > 0 }
        let oldest = open.compactMap(\.oldestSeconds).max() ?? 0
        // A backlog that has only just come is not stuck, however long the queue was idle before.
        let idle = min(oldest, health.lastOutcomeSeconds ?? .max)
        let restart = "systemctl status gongbao; journalctl -u gongbao -n 50"
        if !open.isEmpty, idle >= thresholds.noProgress {
            let reason = "\(open.reduce(0) { $0 + $1.backlog }) jobs wait and none was finished for \(age(idle))"
            found.append(Finding(severity: .critical, reason: reason, command: restart))
        }
        if health.workersLive == 0 {
            found.append(
                Finding(severity: .warning, reason: "no worker is connected", command: "systemctl start gongbao")
            )
        }
        let urgent = open.filter { $0.name != "backfill" }.compactMap(\.oldestSeconds).max() ?? 0
        if urgent >= thresholds.backlogWarning {
            let severity = urgent >= thresholds.backlogCritical ? Severity.critical : .warning
            let reason = "the oldest job waits for \(age(urgent))"
            found.append(Finding(severity: severity, reason: reason, command: "SELECT * FROM gongbao.queue;"))
        }
        let paused = health.lanes.filter(\.isPaused).map(\.name)
        if !paused.isEmpty {
            let reason = "paused: \(paused.joined(separator: ", "))"
            found.append(Finding(severity: .warning, reason: reason, command: "SELECT gongbao.resume();"))
        }
        if health.lastHour.failed >= thresholds.failuresWarning {
            let severity = health.lastHour.failed >= thresholds.failuresCritical ? Severity.critical : .warning
            let command = "SELECT * FROM gongbao.job_failure ORDER BY finished_at DESC LIMIT 20;"
            let reason = "\(health.lastHour.failed) jobs failed in the last hour"
            found.append(Finding(severity: severity, reason: reason, command: command))
        }
        if health.quarantined >= thresholds.quarantinedWarning {
            let command =
                "SELECT id, source_url, error FROM gongbao.job_failure WHERE state = 'quarantined'; SELECT gongbao.retry(id);"
            let reason = "\(health.quarantined) jobs are in quarantine"
            found.append(Finding(severity: .warning, reason: reason, command: command))
        }
        return found
    }

    /// Whether what the work stands on will hold.
    private static func surroundingFindings(_ health: Health, _ thresholds: Thresholds) -> [Finding] {
        var found: [Finding] = []
        if health.isInRecovery {
            found.append(Finding(severity: .warning, reason: "this server is a standby: its figures may be late"))
        }
        if let horizon = health.horizon, let seconds = horizon.ageSeconds, seconds >= thresholds.horizonWarning {
            let severity = seconds >= thresholds.horizonCritical ? Severity.critical : .warning
            let reason =
                "\(horizon.kind) (\(horizon.identity)) has kept the cluster from cleaning up for \(age(seconds))"
            let pid = horizon.identity.split(separator: " ").dropFirst().first.map { $0.filter(\.isNumber) } ?? ""
            let command =
                switch horizon.kind {
                case "backend": "SELECT pg_terminate_backend(\(pid));"
                case "prepared transaction": "SELECT * FROM pg_prepared_xacts; ROLLBACK PREPARED 'its gid';"
                default: "SELECT * FROM pg_replication_slots; SELECT * FROM pg_stat_replication;"
                }
            found.append(Finding(severity: severity, reason: reason, command: command))
        }
        if health.partitionsAhead < max(1, thresholds.partitionsWarning) {
            let severity = health.partitionsAhead == 0 ? Severity.critical : .warning
            let reason = "\(health.partitionsAhead) partitions are ahead of the ids"
            found.append(Finding(severity: severity, reason: reason, command: "SELECT gongbao.maintain();"))
        }
        return found
    }

    /// A span of seconds in its two largest units: `2 h 5 min`.
    static func age(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400:
            seconds / 60 % 60 == 0 ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
        default:
            seconds / 3600 % 24 == 0
                ? "\(seconds / 86_400) d" : "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
        }
    }
}
