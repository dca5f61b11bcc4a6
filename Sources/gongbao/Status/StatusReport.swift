import Extraction
import Schema
import Storage

/// What `gongbao status` found out; it is printed as text for a person, as JSON for a program and as metrics for Prometheus.
struct StatusReport {
    /// Which database answered; nil where none did.
    var identity: HealthReader.Identity?
    /// The schema against this build; nil where it could not be asked.
    var schema: Schema.State?
    /// The queue's figures; nil where they could not be asked.
    var health: Health?
    /// What to think of it.
    var assessment: HealthAssessment

    /// One screen: what is wrong and what helps first, the figures below.
    var lines: [StyledLine] {
        var lines = [
            StyledLine(text: "gongbao \(assessment.severity.word): \(headline)", style: assessment.severity.style),
            StyledLine(text: ""),
        ]
        for finding in assessment.findings {
            let word = TerminalText.padded(finding.severity.word, to: 11)
            lines.append(StyledLine(text: "\(word)  \(finding.reason)", style: finding.severity.style))
            if let command = finding.command {
                lines.append(StyledLine(text: "             > \(command)", style: .command))
            }
        }
        if !assessment.findings.isEmpty { lines.append(StyledLine(text: "")) }
        lines.append(StyledLine(text: "database     " + (identity?.words ?? "not reached") + serverWords))
        if let schema { lines.append(StyledLine(text: "schema       " + Self.words(schema))) }
        if let health { lines += Self.lines(health).map { StyledLine(text: $0) } }
        return lines
    }

    /// The lines of one screen, each ended.
    func text(inColour: Bool = false) -> String {
        lines.map { $0.rendered(inColour: inColour) + "\n" }.joined()
    }

    /// The screen for a terminal of a given size, drawn over what is there: what does not fit is cut off.
    func screen(columns: Int, lines room: Int, inColour: Bool) -> String {
        var shown = lines
        // The last line stays free for the cursor.
        if shown.count >= room {
            let left = shown.count - max(0, room - 2)
            shown = shown.prefix(max(0, room - 2)) + [StyledLine(text: "… \(left) more lines")]
        }
        let drawn = shown.map { $0.rendered(inColour: inColour, columns: columns) + "\u{1B}[K\n" }
        return "\u{1B}[H" + drawn.joined() + "\u{1B}[J"
    }

    private var headline: String {
        if assessment.findings.isEmpty, let health {
            let backlog = health.lanes.reduce(0) { $0 + $1.backlog }
            let words = [
                HealthAssessment.counted(backlog, "job waits", "jobs wait"),
                HealthAssessment.counted(health.workersLive, "worker", "workers"),
                "\(health.lastMinute.succeeded) done in the last minute",
            ]
            return words.joined(separator: ", ")
        }
        return assessment.findings.map(\.reason).joined(separator: "; ")
    }

    static func words(_ state: Schema.State) -> String {
        let own = Schema.migrations.count
        return switch state {
        case .current: "\(own), as this build"
        case .missing: "none, this build has \(own)"
        case .older(let have): "\(have), this build has \(own)"
        case .newer(let file): "\(file), this build has \(own)"
        }
    }

    private static func lines(_ health: Health) -> [String] {
        let last = health.lastOutcomeSeconds.map { HealthAssessment.age($0) + " ago" } ?? "none yet"
        return [
            "workers      \(health.workersLive), with \(health.workerConnections) connections"
        ] + workerLines(health) + [""] + tableLines(health) + [
            "",
            "in hand      \(health.running), delayed \(health.delayed) (\(health.delayedDue) due), quarantined \(health.quarantined)",
            "last ended   \(last)",
            "horizon      \(horizonWords(health))",
            "partitions   \(health.partitionsAhead) ahead",
        ]
    }

    /// What waits, and beside it what was done, so that all of it fits on a screen of 24 lines.
    private static func tableLines(_ health: Health) -> [String] {
        func amount(_ count: Int) -> String { count >= 100_000 && health.isBacklogCapped ? "\(count)+" : "\(count)" }
        var table = TerminalTable(columns: [
            .init(title: "priority  "), .init(title: "backlog", alignRight: true),
            .init(title: "oldest waits", alignRight: true), .init(title: ""),
            .init(title: "finished "), .init(title: "minute", alignRight: true), .init(title: "hour", alignRight: true),
            .init(title: "in all", alignRight: true),
        ])
        let results: [(String, KeyPath<Health.Tally, Int>, Set<String>)] = [
            ("succeeded", \.succeeded, ["succeeded"]),
            ("failed", \.failed, ["discarded", "failed", "quarantined"]),
            ("retried", \.retried, ["retried"]),
        ]
        for (priority, (lane, result)) in zip(health.lanes, results).enumerated() {
            let (name, count, states) = result
            let total = health.totals.reduce(0) { $0 + (states.contains($1.state) ? $1.jobs : 0) }
            table.add(row: [
                "\(priority) \(lane.name)", amount(lane.backlog),
                lane.oldestSeconds.map(HealthAssessment.age) ?? "-", lane.isPaused ? "paused" : "",
                name, "\(health.lastMinute[keyPath: count])", "\(health.lastHour[keyPath: count])", "\(total)",
            ])
        }
        return table.lines
    }

    /// The server without the distribution's own version.
    private var serverWords: String {
        guard let health else { return "" }
        return ", PostgreSQL \(health.serverVersion.prefix { $0 != " " })\(health.isInRecovery ? ", standby" : "")"
    }

    private static func workerLines(_ health: Health) -> [String] {
        let shown = health.workers.map { worker in
            "             \(worker.host) pid \(worker.processID), \(worker.version), "
                + "up \(HealthAssessment.age(worker.upSeconds)), \(worker.jobs) in hand"
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
}
