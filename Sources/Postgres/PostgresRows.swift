import CPostgres

/// The rows of one answered statement; freed when they go out of scope.
package struct PostgresRows: ~Copyable {
    private let raw: OpaquePointer

    init(_ raw: OpaquePointer) { self.raw = raw }

    deinit { PQclear(raw) }

    /// How many rows came back.
    package var count: Int { Int(PQntuples(raw)) }

    /// How many rows the statement touched; 0 where it says nothing.
    package var affectedCount: Int { Int(String(cString: PQcmdTuples(raw))) ?? 0 }

    /// The columns' names, in order.
    package var columnNames: [String] {
        (0..<PQnfields(raw)).map { PQfname(raw, $0).map { String(cString: $0) } ?? "" }
    }

    /// Whether a cell is NULL.
    package func isNull(row: Int, column: Int) -> Bool { PQgetisnull(raw, Int32(row), Int32(column)) == 1 }

    /// The bytes of one cell, lent for the closure's time; empty for NULL.
    package borrowing func withBytes<Value, Failure: Error>(
        row: Int,
        column: Int,
        _ body: (Span<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let count = Int(PQgetlength(raw, Int32(row), Int32(column)))
        let cell = UnsafeRawBufferPointer(start: PQgetvalue(raw, Int32(row), Int32(column)), count: count)
        return try cell.withMemoryRebound(to: UInt8.self) { (bytes) throws(Failure) in try body(bytes.span) }
    }

    /// A copy of one cell's bytes; nil for NULL.
    package borrowing func bytes(row: Int, column: Int) -> [UInt8]? {
        guard !isNull(row: row, column: column) else { return nil }
        let count = Int(PQgetlength(raw, Int32(row), Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: PQgetvalue(raw, Int32(row), Int32(column)), count: count))
    }

    /// One cell as text; nil for NULL.
    package borrowing func string(row: Int, column: Int) -> String? {
        guard !isNull(row: row, column: column) else { return nil }
        let count = Int(PQgetlength(raw, Int32(row), Int32(column)))
        return String(
            decoding: UnsafeRawBufferPointer(start: PQgetvalue(raw, Int32(row), Int32(column)), count: count),
            as: UTF8.self
        )
    }

    /// One cell as an integer; nil for NULL.
    ///
    /// - Throws: `PostgresError` of kind `decoding` where the cell is no integer.
    package borrowing func integer(row: Int, column: Int) throws(PostgresError) -> Int64? {
        guard let text = string(row: row, column: column) else { return nil }
        guard let value = Int64(text) else {
            throw PostgresError(.decoding, "column \(column) of row \(row) is no integer: \(text)")
        }
        return value
    }

    /// One cell as a truth value; false for NULL.
    package borrowing func bool(row: Int, column: Int) -> Bool { string(row: row, column: column) == "t" }

    var status: ExecStatusType { PQresultStatus(raw) }

    var error: PostgresError {
        func field(_ code: Character) -> String {
            guard let code = code.asciiValue, let text = PQresultErrorField(raw, Int32(code)) else { return "" }
            return String(cString: text)
        }
        let state = field("C")
        let primary = field("M")
        let message = primary.isEmpty ? String(cString: PQresultErrorMessage(raw)) : primary
        return PostgresError(
            state.isEmpty ? .connection : .server(sqlState: state),
            message,
            detail: field("D"),
            hint: field("H"),
            table: field("t"),
            constraint: field("n")
        )
    }
}
