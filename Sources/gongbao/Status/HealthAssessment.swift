import Schema
import Storage

/// What an operator should think of the queue, and why.
struct HealthAssessment: Equatable {
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
        /// A job that ended so long ago and was not looked at for near duplicates is a warning.
        var linkingWarning = 300
        /// A horizon held so long is a warning.
        var horizonWarning = 600
        /// A horizon held so long is critical.
        var horizonCritical = 21_600
        /// Fewer partitions ahead are a warning.
        var partitionsWarning = 2
        /// Clocks that differ by so much are a warning.
        var clockWarning = 5
    }

    /// What could be found out.
    enum Evidence: Equatable {
        /// The configuration is refused; which line and why.
        case misconfigured(String)
        /// No connection to `conninfo`, or none that answers; the reason in words.
        case unreachable(String, conninfo: String = "")
        /// Connected, but `role` may not look.
        case forbidden(String, role: String? = nil)
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
            case .misconfigured(let reason):
                [Finding(kind: .configuration, severity: .unknown, reason: reason)]
            case .unreachable(let reason, let conninfo):
                [
                    Finding(
                        kind: .database,
                        severity: .critical,
                        reason: "the database cannot be reached: \(reason)",
                        command: Self.probe(conninfo)
                    )
                ]
            case .forbidden(let reason, let role):
                [
                    Finding(
                        kind: .permission,
                        severity: .unknown,
                        reason: reason,
                        command:
                            "GRANT gongbao_monitor TO \(role.map(Self.identifier) ?? "the role of this connection");"
                    )
                ]
            case .unreadable(let reason):
                [Finding(kind: .answer, severity: .unknown, reason: reason)]
            case .schema(let state):
                Self.findings(state)
            case .health(let health):
                Self.queueFindings(health, thresholds) + Self.surroundingFindings(health, thresholds)
                    + Self.clockFindings(health, thresholds)
            }
        self.findings = found.sorted { left, right in
            left.severity != right.severity && (left.severity == .critical || right.severity == .warning)
        }
    }

    private static func findings(_ state: Schema.State) -> [Finding] {
        let reason: String
        let command: String
        switch state {
        case .current:
            return []
        case .missing:
            (reason, command) = ("the database has no schema: run gongbao migrate", "gongbao migrate")
        case .older(let have):
            let own = Schema.migrations.count
            (reason, command) = (
                "the schema is at \(have), this build needs \(own): run gongbao migrate", "gongbao migrate"
            )
        case .newer(let file):
            reason = "the database has migration \(file), which this build does not know"
            command = "install the newer gongbao"
        }
        return [Finding(kind: .schema, severity: .critical, reason: reason, command: command)]
    }

    /// Whether the work goes on.
    private static func queueFindings(_ health: Health, _ thresholds: Thresholds) -> [Finding] {
        var found: [Finding] = []
        func add(_ kind: Finding.Kind, _ severity: Severity, _ reason: String, _ command: String) {
            found.append(Finding(kind: kind, severity: severity, reason: reason, command: command))
        }
        let open = health.lanes.filter { !$0.isPaused && $0.backlog > 0 }
        let oldest = open.compactMap(\.oldestSeconds).max() ?? 0
        // A backlog that has only just come is not stuck, however long the queue was idle before.
        let idle = min(oldest, health.lastOutcomeSeconds ?? .max)
        if !open.isEmpty, idle >= thresholds.noProgress {
            let backlog = open.reduce(0) { $0 + $1.backlog }
            add(
                .progress,
                .critical,
                "\(counted(backlog, "job waits", "jobs wait")) and none was finished for \(age(idle))",
                "systemctl status gongbao-worker; journalctl -u gongbao-worker -n 50"
            )
        }
        if health.workersLive == 0 {
            add(.workers, .warning, "no worker is connected", "systemctl start gongbao-worker")
        }
        let urgent = open.filter { $0.name != "backfill" }.compactMap(\.oldestSeconds).max() ?? 0
        if urgent >= thresholds.backlogWarning {
            let severity = urgent >= thresholds.backlogCritical ? Severity.critical : .warning
            add(.backlog, severity, "the oldest job waits for \(age(urgent))", "SELECT * FROM gongbao.queue;")
        }
        let paused = health.lanes.filter(\.isPaused).map(\.name)
        if !paused.isEmpty {
            add(.paused, .warning, "paused: \(paused.joined(separator: ", "))", "SELECT gongbao.resume();")
        }
        if health.lastHour.failed >= thresholds.failuresWarning {
            let severity = health.lastHour.failed >= thresholds.failuresCritical ? Severity.critical : .warning
            add(
                .failures,
                severity,
                "\(counted(health.lastHour.failed, "job", "jobs")) failed in the last hour",
                "SELECT * FROM gongbao.job_failure ORDER BY finished_at DESC LIMIT 20;"
            )
        }
        if health.quarantined >= thresholds.quarantinedWarning {
            add(
                .quarantine,
                .warning,
                "\(counted(health.quarantined, "job is", "jobs are")) in quarantine",
                "SELECT id, source_url, error FROM gongbao.job_failure WHERE state = 'quarantined'; SELECT gongbao.retry(id);"
            )
        }
        if let seconds = health.unlinkedSeconds, seconds >= thresholds.linkingWarning {
            add(
                .linking,
                .warning,
                "near duplicates among what ended \(age(seconds)) ago are not marked yet",
                "SELECT gongbao.link_duplicates(10000);"
            )
        }
        return found
    }

    /// Whether what the work stands on will hold.
    private static func surroundingFindings(_ health: Health, _ thresholds: Thresholds) -> [Finding] {
        var found: [Finding] = []
        if health.isInRecovery {
            let reason = "this server is a standby: its figures may be late"
            found.append(Finding(kind: .standby, severity: .warning, reason: reason))
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
            found.append(Finding(kind: .horizon, severity: severity, reason: reason, command: command))
        }
        if health.partitionsAhead < max(1, thresholds.partitionsWarning) {
            let severity = health.partitionsAhead == 0 ? Severity.critical : .warning
            let reason = "\(counted(health.partitionsAhead, "partition is", "partitions are")) ahead of the ids"
            let command = "gongbao maintain"
            found.append(Finding(kind: .partitions, severity: severity, reason: reason, command: command))
        }
        return found
    }

    /// Whether ages mean anything: they are told by the server's clock, certificates are judged by this host's.
    private static func clockFindings(_ health: Health, _ thresholds: Thresholds) -> [Finding] {
        var found: [Finding] = []
        func add(_ reason: String) {
            found.append(Finding(kind: .clock, severity: .warning, reason: reason, command: "timedatectl"))
        }
        if let offset = health.clockOffsetSeconds {
            let seconds = Int(offset.magnitude)
            if seconds >= thresholds.clockWarning {
                add("the server's clock is \(age(seconds)) \(offset > 0 ? "ahead of" : "behind") this host's")
            }
        }
        let ages = health.lanes.compactMap(\.oldestSeconds) + (health.lastOutcomeSeconds.map { [$0] } ?? [])
        if let earliest = ages.min(), -earliest >= thresholds.clockWarning {
            add("the queue has a time \(age(-earliest)) in the future: the server's clock was set back")
        }
        return found
    }

    /// What tells whether a server listens there; a shell's word holds anything but its own quote.
    private static func probe(_ conninfo: String) -> String {
        guard !conninfo.isEmpty else { return "pg_isready" }
        return
            "pg_isready -d '\(Conninfo(conninfo).masked.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }

    /// A name as SQL takes it, whatever is in it.
    private static func identifier(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// A number and what it counts, in the form that fits it.
    static func counted(_ count: Int, _ one: String, _ several: String) -> String {
        "\(count) \(count == 1 ? one : several)"
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
