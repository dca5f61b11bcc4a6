package import Ingestion
package import Postgres

/// Issues jobs that extract finished reports again, at backfill priority; a worker replaces their rows.
package struct Reextraction: Sendable {
    /// Reports are asked for so many at a time, so that no transaction keeps the others waiting for long.
    private static var chunk: Int { 1000 }

    private let connection: PostgresConnection

    /// Over a session of a role that may operate.
    package init(over connection: PostgresConnection) { self.connection = connection }

    /// Those of the reports that have rows and no run that is not finished; gives back how many.
    package func reports(_ ids: [Int64]) async throws(IngestionError) -> Int {
        var count = 0
        for start in stride(from: 0, to: ids.count, by: Self.chunk) {
            let list = ids[start..<min(start + Self.chunk, ids.count)].map(String.init).joined(separator: ",")
            count += try await issue(Statements.reextractReports, ["{\(list)}"]).count
        }
        return count
    }

    /// Reports whose rows an extractor older than `version` wrote, chunk after chunk; tells `progress` how many so far.
    package func olderThan(
        _ version: String,
        progress: (Int) -> Void = { _ in }
    ) async throws(IngestionError) -> Int {
        var count = 0
        var last: Int64 = 0
        while true {
            let issued = try await issue(Statements.reextractOlder, [version, "\(last)", "\(Self.chunk)"])
            count += issued.count
            progress(count)
            if issued.count < Self.chunk { return count }
            last = issued.last
        }
    }

    private func issue(
        _ statement: SQL,
        _ parameters: [String]
    ) async throws(IngestionError) -> (count: Int, last: Int64) {
        try await wrapped { () async throws(PostgresError) in
            // Finding the next ones may mean to pass over a great many that are new.
            try await connection.query(statement, parameters, deadline: .seconds(600)) { rows throws(PostgresError) in
                (Int(try rows.integer(row: 0, column: 0) ?? 0), try rows.integer(row: 0, column: 1) ?? 0)
            }
        }
    }
}
