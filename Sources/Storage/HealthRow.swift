import Postgres

/// The row of `gongbao.health()`, its cells by the names of their columns.
struct HealthRow {
    /// The cells that are not null.
    let cells: [String: String]
    /// The columns that the row has.
    let columns: Set<String>

    /// What the row tells.
    ///
    /// - Throws: `PostgresError` of kind `decoding` where a column lacks or holds something else.
    func health() throws(PostgresError) -> Health {
        var health = Health()
        health.serverVersion = try text("server_version") ?? ""
        health.schemaVersion = try count("schema_version")
        health.checkedAt = try text("checked_at") ?? ""
        health.checkedEpoch = try text("checked_epoch").flatMap(Double.init) ?? 0
        health.isInRecovery = try text("in_recovery") == "t"
        health.workersLive = try count("workers_live")
        health.workerConnections = try count("worker_connections")
        health.workers = try workers()
        health.lanes = try lanes()
        health.isBacklogCapped = try text("backlog_capped") == "t"
        health.running = try count("running")
        health.delayed = try count("delayed")
        health.delayedDue = try count("delayed_due")
        health.lastMinute = try tally("minute")
        health.lastHour = try tally("hour")
        health.quarantined = try count("quarantined")
        health.lastOutcomeSeconds = try number("last_outcome_seconds")
        health.lastOutcomeEpoch = try text("last_outcome_epoch")
        health.unlinkedSeconds = try number("unlinked_seconds")
        health.totals = try totals()
        health.horizon = try horizon()
        health.isHorizonComplete = try text("horizon_complete") == "t"
        health.partitionsAhead = try count("partitions_ahead")
        return health
    }

    private func workers() throws(PostgresError) -> [Health.Worker] {
        try lines("workers", fields: 6).map { fields in
            Health.Worker(
                host: fields[5],
                processID: Int(fields[0]) ?? 0,
                version: fields[1],
                upSeconds: Int(fields[2]) ?? 0,
                connections: Int(fields[3]) ?? 0,
                jobs: Int(fields[4]) ?? 0
            )
        }
    }

    private func lanes() throws(PostgresError) -> [Health.Lane] {
        // An array's text form, {0,2}; the priorities are single digits.
        let paused = try text("paused") ?? ""
        var lanes: [Health.Lane] = []
        for (priority, name) in ["urgent", "normal", "backfill"].enumerated() {
            let lane = Health.Lane(
                name: name,
                backlog: try count("backlog_\(name)"),
                oldestSeconds: try number("oldest_seconds_\(name)"),
                isPaused: paused.contains("\(priority)")
            )
            lanes.append(lane)
        }
        return lanes
    }

    private func tally(_ period: String) throws(PostgresError) -> Health.Tally {
        Health.Tally(
            succeeded: try count("succeeded_\(period)"),
            failed: try count("failed_\(period)"),
            retried: try count("retried_\(period)")
        )
    }

    private func totals() throws(PostgresError) -> [Health.Total] {
        try lines("totals", fields: 4).map { fields in
            Health.Total(
                state: fields[0],
                jobs: Int(fields[1]) ?? 0,
                rows: Int(fields[2]) ?? 0,
                processorSeconds: fields[3]
            )
        }
    }

    private func horizon() throws(PostgresError) -> Health.Horizon? {
        guard let kind = try text("horizon_kind") else { return nil }
        return Health.Horizon(
            kind: kind,
            identity: try text("horizon_identity") ?? "",
            ageTransactions: try number("horizon_age_transactions"),
            ageSeconds: try number("horizon_age_seconds")
        )
    }

    private func text(_ name: String) throws(PostgresError) -> String? {
        guard columns.contains(name) else { throw PostgresError(.decoding, "gongbao.health() has no column \(name)") }
        return cells[name]
    }

    private func number(_ name: String) throws(PostgresError) -> Int? {
        guard let cell = try text(name) else { return nil }
        guard let value = Int(cell) else { throw PostgresError(.decoding, "\(name) is no integer: \(cell)") }
        return value
    }

    private func count(_ name: String) throws(PostgresError) -> Int { try number(name) ?? 0 }

    /// A line for each, its fields between tabs.
    private func lines(_ name: String, fields: Int) throws(PostgresError) -> [[String]] {
        var lines: [[String]] = []
        for line in try text(name)?.utf8.split(separator: UInt8(ascii: "\n")) ?? [] {
            let found = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard found.count == fields else {
                throw PostgresError(.decoding, "\(name) has a line of \(found.count) fields")
            }
            lines.append(found.map { String(Substring($0)) })
        }
        return lines
    }
}
