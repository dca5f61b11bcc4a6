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

    /// The row of `gongbao.health()`, the workers and the totals.
    ///
    /// - Throws: `PostgresError`; of kind `decoding` where the row lacks a column.
    package func health() async throws(PostgresError) -> Health {
        var health = try await row()
        if health.workersLive > 0 { health.workers = try await workers() }
        health.unlinkedSeconds = try await unlinkedSeconds()
        health.totals = try await connection.query(Self.totalsStatement) { rows throws(PostgresError) in
            var totals: [Health.Total] = []
            for row in 0..<rows.count {
                let total = Health.Total(
                    state: rows.string(row: row, column: 0) ?? "",
                    jobs: Int(try rows.integer(row: row, column: 1) ?? 0),
                    rows: Int(try rows.integer(row: row, column: 2) ?? 0),
                    processorSeconds: rows.string(row: row, column: 3) ?? ""
                )
                totals.append(total)
            }
            return totals
        }
        return health
    }

    private func workers() async throws(PostgresError) -> [Health.Worker] {
        try await connection.query(Self.workersStatement) { rows throws(PostgresError) in
            var workers: [Health.Worker] = []
            for row in 0..<rows.count {
                let worker = Health.Worker(
                    host: rows.string(row: row, column: 0) ?? "",
                    processID: Int(try rows.integer(row: row, column: 1) ?? 0),
                    version: rows.string(row: row, column: 2) ?? "",
                    upSeconds: Int(try rows.integer(row: row, column: 3) ?? 0),
                    connections: Int(try rows.integer(row: row, column: 4) ?? 0),
                    jobs: Int(try rows.integer(row: row, column: 5) ?? 0)
                )
                workers.append(worker)
            }
            return workers
        }
    }

    /// How long ago the first job ended that `link_duplicates()` has yet to look at.
    private func unlinkedSeconds() async throws(PostgresError) -> Int? {
        let ranges = try await connection.query(Self.unlinkedStatement) { rows throws(PostgresError) in
            var ranges: [[Int64]] = []
            for row in 0..<rows.count {
                var range: [Int64] = []
                for column in 0..<3 { range.append(try rows.integer(row: row, column: column) ?? 0) }
                ranges.append(range)
            }
            return ranges
        }
        var longest: Int64?
        for range in ranges {
            // Nearly always within a million: two partitions to plan for, however many there are.
            let near = min(range[1] + 1_000_000, range[2])
            var seconds = try await secondsUnlinked(priority: range[0], above: range[1], upTo: near)
            if seconds == nil, near < range[2] {
                seconds = try await secondsUnlinked(priority: range[0], above: near, upTo: range[2])
            }
            longest = [longest, seconds].compactMap(\.self).max()
        }
        return longest.map { Int($0) }
    }

    private func secondsUnlinked(
        priority: Int64,
        above linked: Int64,
        upTo settled: Int64
    ) async throws(PostgresError) -> Int64? {
        let first = Self.firstUnlinked(priority: priority, above: linked, upTo: settled)
        return try await connection.query(first) { rows throws(PostgresError) in
            try rows.integer(row: 0, column: 0)
        }
    }

    private func row() async throws(PostgresError) -> Health {
        try await connection.query(Self.healthStatement) { rows throws(PostgresError) in
            guard rows.count == 1 else { throw PostgresError(.decoding, "gongbao.health() gave \(rows.count) rows") }
            var cells: [String: String] = [:]
            let names = rows.columnNames
            for (column, name) in names.enumerated() { cells[name] = rows.string(row: 0, column: column) }
            return try Self.health(from: cells, known: Set(names))
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
        func tally(_ period: String) throws(PostgresError) -> Health.Tally {
            Health.Tally(
                succeeded: try count("succeeded_\(period)"),
                failed: try count("failed_\(period)"),
                retried: try count("retried_\(period)")
            )
        }
        var health = Health()
        health.serverVersion = try text("server_version") ?? ""
        health.checkedAt = try text("checked_at") ?? ""
        health.checkedEpoch = try text("checked_epoch").flatMap(Double.init) ?? 0
        health.isInRecovery = try text("in_recovery") == "t"
        health.workersLive = try count("workers_live")
        health.workerConnections = try count("worker_connections")
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

    private static let identityStatement: SQL = """
        SELECT current_database(), session_user,
               coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a unix socket')
        """

    /// The priorities in which the watermark is ahead of what was linked, whether jobs lie between or not.
    private static let unlinkedStatement: SQL = """
        SELECT priority, linked, settled
        FROM (SELECT p, coalesce((SELECT (ARRAY[urgent, normal, backfill])[p + 1] FROM gongbao.linking ORDER BY id DESC LIMIT 1), 0),
                     gongbao.low_watermark(p)
              FROM generate_series(0, 2) AS p) AS range (priority, linked, settled)
        WHERE settled > linked
        """

    /// How long ago the first job between ended; ticket's and outcome's primary keys, the bounds literal so that partitions are
    /// pruned in both: the view `run` would plan for every partition of outcome.
    private static func firstUnlinked(priority: Int64, above linked: Int64, upTo settled: Int64) -> SQL {
        """
        SELECT floor(extract(epoch FROM clock_timestamp() - (
            SELECT o.finished_at FROM gongbao.ticket AS t
            JOIN gongbao.outcome AS o ON o.job_id = t.id AND o.job_id > \(linked) AND o.job_id <= \(settled)
            WHERE t.priority = \(priority) AND t.id > \(linked) AND t.id <= \(settled) ORDER BY t.id LIMIT 1)))::bigint
        """
    }

    /// Workers with a session only, so that a worker per process start does not add up.
    private static let workersStatement: SQL = """
        SELECT host, pid, version, floor(extract(epoch FROM clock_timestamp() - started_at))::bigint, connections,
               coalesce(sum(jobs), 0)
        FROM gongbao.worker_activity
        GROUP BY id, host, pid, version, started_at, connections ORDER BY host, pid LIMIT 8
        """

    /// Bounded work, whatever the history: see the function.
    private static let healthStatement: SQL = """
        SELECT health.*, extract(epoch FROM checked_at) AS checked_epoch, extract(epoch FROM last_outcome_at) AS last_outcome_epoch
        FROM gongbao.health() AS health
        """

    /// Every state, those included that nothing ended in yet, so that a counter begins at zero.
    private static let totalsStatement: SQL = """
        SELECT state, coalesce(total.jobs, 0), coalesce(total.row_count, 0), coalesce(total.cpu_seconds, 0)
        FROM unnest(enum_range(NULL::gongbao.job_state)) AS state LEFT JOIN gongbao.outcome_total AS total USING (state)
        ORDER BY state
        """
}
