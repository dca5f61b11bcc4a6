import Extraction
import Schema
import Storage

/// What `gongbao status` prints, as text for a person and as JSON for a program.
struct StatusReport {
    /// Which database answered; nil where none did.
    var identity: String?
    /// The schema against this build; nil where it could not be asked.
    var schema: Schema.State?
    /// The queue's figures; nil where they could not be asked.
    var health: Health?
    /// What to think of it.
    var assessment: HealthAssessment

    /// One screen.
    var text: String {
        var lines = ["gongbao \(assessment.severity.word): \(headline)", ""]
        lines.append("database     " + (identity ?? "not reached"))
        if let schema { lines.append("schema       " + Self.words(schema)) }
        if let health { lines += Self.lines(health) }
        if !assessment.findings.isEmpty { lines.append("") }
        for finding in assessment.findings {
            lines.append("\(TerminalText.padded(finding.severity.word, to: 11))  \(finding.reason)")
            if let command = finding.command { lines.append("             > \(command)") }
        }
        return lines.map { TerminalText.inert($0) + "\n" }.joined()
    }

    /// One object; `health` is null where it could not be asked.
    var json: [UInt8] {
        var writer = JSONWriter(lineDepth: 2)
        writer.object { writer in
            writer.text("status", assessment.severity.word)
            writer.integer("exit_code", Int(assessment.severity.rawValue))
            writer.array("findings") { writer in
                for finding in assessment.findings {
                    writer.object { writer in
                        writer.text("severity", finding.severity.word)
                        writer.text("reason", finding.reason)
                        writer.text("command", finding.command)
                    }
                }
            }
            writer.text("database", identity)
            writer.text("schema", schema.map(Self.words))
            if let health {
                writer.object("health") { Self.write(health, to: &$0) }
            } else {
                writer.text("health", nil)
            }
        }
        return writer.bytes
    }

    private var headline: String {
        if assessment.findings.isEmpty, let health {
            let backlog = health.lanes.reduce(0) { $0 + $1.backlog }
            return
                "\(backlog) jobs wait, \(health.workersLive) workers, \(health.lastMinute.succeeded) done in the last minute"
        }
        return assessment.findings.map(\.reason).joined(separator: "; ")
    }

    private static func words(_ state: Schema.State) -> String {
        let own = Schema.migrations.count
        return switch state {
        case .current: "\(own), as this build"
        case .missing: "none, this build has \(own)"
        case .older(let have): "\(have), this build has \(own)"
        case .newer(let file): "\(file), this build has \(own)"
        }
    }

    private static func lines(_ health: Health) -> [String] {
        func amount(_ count: Int) -> String { count >= 100_000 && health.isBacklogCapped ? "\(count)+" : "\(count)" }
        var queue = TerminalTable(columns: [
            .init(title: "priority   "), .init(title: "backlog", alignRight: true),
            .init(title: "oldest waits", alignRight: true), .init(title: ""),
        ])
        for (priority, lane) in health.lanes.enumerated() {
            queue.add(row: [
                "\(priority) \(lane.name)", amount(lane.backlog),
                lane.oldestSeconds.map(HealthAssessment.age) ?? "-", lane.isPaused ? "paused" : "",
            ])
        }
        var results = TerminalTable(columns: [
            .init(title: "finished   "), .init(title: "last minute", alignRight: true),
            .init(title: "last hour", alignRight: true),
        ])
        for (name, path) in [
            ("succeeded", \Health.Tally.succeeded), ("failed", \.failed), ("retried", \.retried),
        ] {
            results.add(row: [name, "\(health.lastMinute[keyPath: path])", "\(health.lastHour[keyPath: path])"])
        }
        let last = health.lastOutcomeSeconds.map { HealthAssessment.age($0) + " ago" } ?? "none yet"
        return [
            "server       PostgreSQL \(health.serverVersion)\(health.isInRecovery ? ", standby" : "")",
            "workers      \(health.workersLive), with \(health.workerConnections) connections",
        ] + workerLines(health) + [""] + queue.lines + [
            "in hand      \(health.running)",
            "delayed      \(health.delayed), \(health.delayedDue) of them due", "",
        ] + results.lines + [
            "last         \(last)",
            "quarantined  \(health.quarantined)", "",
            "horizon      \(horizonWords(health))",
            "partitions   \(health.partitionsAhead) ahead",
        ]
    }

    private static func workerLines(_ health: Health) -> [String] {
        let shown = health.workers.map { worker in
            "             \(worker.host) pid \(worker.processID), version \(worker.version), "
                + "up \(HealthAssessment.age(worker.upSeconds)), \(worker.jobs) jobs in hand"
        }
        let left = health.workersLive - shown.count
        return !shown.isEmpty && left > 0 ? shown + ["             and \(left) more"] : shown
    }

    private static func horizonWords(_ health: Health) -> String {
        let doubt = health.isHorizonComplete ? "" : " (not all sessions are visible: GRANT pg_read_all_stats)"
        guard let horizon = health.horizon else { return "held by nobody" + doubt }
        let since = horizon.ageSeconds.map { ", for " + HealthAssessment.age($0) } ?? ""
        let transactions = horizon.ageTransactions.map { ", \($0) transactions" } ?? ""
        return "\(horizon.kind) \(horizon.identity)\(since)\(transactions)\(doubt)"
    }

    private static func write(_ health: Health, to writer: inout JSONWriter) {
        func tally(_ name: String, _ tally: Health.Tally, _ writer: inout JSONWriter) {
            writer.object(name) { writer in
                writer.integer("succeeded", tally.succeeded)
                writer.integer("failed", tally.failed)
                writer.integer("retried", tally.retried)
            }
        }
        writer.text("server_version", health.serverVersion)
        writer.text("checked_at", health.checkedAt)
        writer.flag("in_recovery", health.isInRecovery)
        writer.integer("workers_live", health.workersLive)
        writer.integer("worker_connections", health.workerConnections)
        writer.array("workers") { writer in
            for worker in health.workers {
                writer.object { writer in
                    writer.text("host", worker.host)
                    writer.integer("pid", worker.processID)
                    writer.text("version", worker.version)
                    writer.integer("up_seconds", worker.upSeconds)
                    writer.integer("connections", worker.connections)
                    writer.integer("jobs", worker.jobs)
                }
            }
        }
        writer.array("queue") { writer in
            for (priority, lane) in health.lanes.enumerated() {
                writer.object { writer in
                    writer.integer("priority", priority)
                    writer.text("name", lane.name)
                    writer.integer("backlog", lane.backlog)
                    writer.integer("oldest_seconds", lane.oldestSeconds)
                    writer.flag("paused", lane.isPaused)
                }
            }
        }
        writer.flag("backlog_capped", health.isBacklogCapped)
        writer.integer("running", health.running)
        writer.integer("delayed", health.delayed)
        writer.integer("delayed_due", health.delayedDue)
        tally("last_minute", health.lastMinute, &writer)
        tally("last_hour", health.lastHour, &writer)
        writer.integer("quarantined", health.quarantined)
        writer.integer("last_outcome_seconds", health.lastOutcomeSeconds)
        if let horizon = health.horizon {
            writer.object("horizon") { writer in
                writer.text("kind", horizon.kind)
                writer.text("identity", horizon.identity)
                writer.integer("age_transactions", horizon.ageTransactions)
                writer.integer("age_seconds", horizon.ageSeconds)
            }
        } else {
            writer.text("horizon", nil)
        }
        writer.flag("horizon_complete", health.isHorizonComplete)
        writer.integer("partitions_ahead", health.partitionsAhead)
    }
}
