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
            return (identity: identity, health: try HealthRow(cells: cells, columns: Set(names)).health())
        }
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
