package import Postgres

/// Statements that a test puts together as it likes.
extension PostgresConnection {
    /// Runs one statement and hands its rows to `read`.
    package func query<Value: Sendable>(
        _ sql: String,
        _ parameters: [String?] = [],
        binaryResult: Bool = false,
        deadline: Duration? = nil,
        read: @Sendable (borrowing PostgresRows) throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        try await query(SQL(verbatim: sql), parameters, binaryResult: binaryResult, deadline: deadline, read: read)
    }

    /// Runs one statement and gives back how many rows it touched.
    @discardableResult
    package func execute(
        _ sql: String,
        _ parameters: [String?] = [],
        deadline: Duration? = nil
    ) async throws(PostgresError) -> Int {
        try await execute(SQL(verbatim: sql), parameters, deadline: deadline)
    }

    /// Runs any number of statements and hands the last rows to `read`.
    package func script<Value: Sendable>(
        _ sql: String,
        deadline: Duration? = nil,
        read: @Sendable (borrowing PostgresRows) throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        try await script(SQL(verbatim: sql), deadline: deadline, read: read)
    }
}
