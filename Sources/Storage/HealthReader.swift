package import Postgres

/// Asks a database how it does; reads only.
package struct HealthReader: Sendable {
    private let connection: PostgresConnection

    /// A reader over `connection`.
    package init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// Which database answered.
    package struct Identity: Sendable, Equatable {
        /// The database's name.
        package var database: String
        /// The role that asks.
        package var role: String
        /// The server's address, or `a unix socket`.
        package var address: String

        /// An identity.
        package init(database: String, role: String, address: String) {
            self.database = database
            self.role = role
            self.address = address
        }

        /// All of it in one phrase.
        package var words: String { "\(database) as \(role) over \(address)" }
    }

    /// Which database answered.
    package func identity() async throws(PostgresError) -> Identity {
        try await connection.query(Self.identityStatement) { rows in
            let cells = (0..<3).map { rows.string(row: 0, column: $0) ?? "" }
            return Identity(database: cells[0], role: cells[1], address: cells[2])
        }
    }

    /// Which database answered, and the row of `gongbao.health()`, in one statement: a session that has just begun pays for each.
    ///
    /// - Throws: `PostgresError`; of kind `decoding` where the row lacks a column.
    package func answer() async throws(PostgresError) -> (identity: Identity, health: Health) {
        try await connection.query(Self.answerStatement) { rows throws(PostgresError) in
            guard rows.count == 1 else { throw PostgresError(.decoding, "gongbao.health() gave \(rows.count) rows") }
            var cells: [String: String] = [:]
            let names = rows.columnNames
            for (column, name) in names.enumerated() { cells[name] = rows.string(row: 0, column: column) }
            let identity = Identity(
                database: cells["database"] ?? "",
                role: cells["role"] ?? "",
                address: cells["address"] ?? ""
            )
            return (identity: identity, health: try Self.health(from: cells, known: Set(names)))
        }
    }

    private static func health(from cells: [String: String], known: Set<String>) throws(PostgresError) -> Health {
        func text(_ name: String) throws(PostgresError) -> String? {
            guard known.contains(name) else { throw PostgresError(.decoding, "gongbao.health() has no column \(name)") }
            return cells[name]
        }
        func number(_ name: String) throws(PostgresError) -> Int? {
            guard let cell = try text(name) else { return nil }
            guard let value = Int(cell) else { throw PostgresError(.decoding, "\(name) is no integer: \(cell)") }
            return value
        }
        func count(_ name: String) throws(PostgresError) -> Int { try number(name) ?? 0 }
        /// A line for each, its fields between tabs.
        func lines(_ name: String, fields: Int) throws(PostgresError) -> [[String]] {
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
        func tally(_ period: String) throws(PostgresError) -> Health.Tally {
            Health.Tally(
                succeeded: try count("succeeded_\(period)"),
                failed: try count("failed_\(period)"),
                retried: try count("retried_\(period)")
            )
        }
        var health = Health()
        health.serverVersion = try text("server_version") ?? ""
        health.schemaVersion = try count("schema_version")
        health.checkedAt = try text("checked_at") ?? ""
        health.checkedEpoch = try text("checked_epoch").flatMap(Double.init) ?? 0
        health.isInRecovery = try text("in_recovery") == "t"
        health.workersLive = try count("workers_live")
        health.workerConnections = try count("worker_connections")
        health.workers = try lines("workers", fields: 6).map { fields in
            Health.Worker(
                host: fields[5],
                processID: Int(fields[0]) ?? 0,
                version: fields[1],
                upSeconds: Int(fields[2]) ?? 0,
                connections: Int(fields[3]) ?? 0,
                jobs: Int(fields[4]) ?? 0
            )
        }
        // An array's text form, {0,2}; the priorities are single digits.
        let paused = try text("paused") ?? ""
        health.lanes = []
        for (priority, name) in ["urgent", "normal", "backfill"].enumerated() {
            let lane = Health.Lane(
                name: name,
                backlog: try count("backlog_\(name)"),
                oldestSeconds: try number("oldest_seconds_\(name)"),
                isPaused: paused.contains("\(priority)")
            )
            health.lanes.append(lane)
        }
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
        health.totals = try lines("totals", fields: 4).map { fields in
            Health.Total(
                state: fields[0],
                jobs: Int(fields[1]) ?? 0,
                rows: Int(fields[2]) ?? 0,
                processorSeconds: fields[3]
            )
        }
        if let kind = try text("horizon_kind") {
            health.horizon = Health.Horizon(
                kind: kind,
                identity: try text("horizon_identity") ?? "",
                ageTransactions: try number("horizon_age_transactions"),
                ageSeconds: try number("horizon_age_seconds")
            )
        }
        health.isHorizonComplete = try text("horizon_complete") == "t"
        health.partitionsAhead = try count("partitions_ahead")
        return health
    }

    /// What ``Identity`` holds.
    private static let identityColumns: SQL = """
        current_database() AS database, session_user AS role,
        coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a unix socket') AS address
        """

    private static let identityStatement: SQL = "SELECT \(identityColumns)"

    /// Bounded work, whatever the history: see the function.
    private static let answerStatement: SQL = """
        SELECT health.*, extract(epoch FROM checked_at) AS checked_epoch, extract(epoch FROM last_outcome_at) AS last_outcome_epoch,
               \(identityColumns)
        FROM gongbao.health() AS health
        """
}
