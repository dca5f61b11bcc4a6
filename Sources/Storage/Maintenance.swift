package import Ingestion
package import Postgres

/// One round of upkeep: partitions ahead of the ids, old settled ones dropped, the old journal pruned.
///
/// Any number may try at once: the database lets one do it, and the others find nothing to do.
package struct Maintenance: Sendable, Equatable {
    /// Pairs of partitions that were made.
    package let partitionsCreated: Int64
    /// Pairs of partitions that were dropped.
    package let partitionsDropped: Int64
    /// Batches that were taken out of the journal.
    package let batchesPruned: Int64

    /// Does it; settled partitions whose last job ended more than `retentionDays` ago are dropped, with 0 none.
    ///
    /// It may take as long as `deadline`, where that is given, instead of what the connection allows for an answer.
    package init(
        over connection: PostgresConnection,
        retentionDays: Int,
        deadline: Duration? = nil
    ) async throws(IngestionError) {
        self = try await wrapped { () async throws(PostgresError) in
            try await connection.query(
                Statements.maintain,
                ["\(retentionDays)"],
                deadline: deadline
            ) { rows throws(PostgresError) in
                Maintenance(
                    partitionsCreated: try rows.integer(row: 0, column: 0) ?? 0,
                    partitionsDropped: try rows.integer(row: 0, column: 1) ?? 0,
                    batchesPruned: try rows.integer(row: 0, column: 2) ?? 0
                )
            }
        }
    }

    private init(partitionsCreated: Int64, partitionsDropped: Int64, batchesPruned: Int64) {
        self.partitionsCreated = partitionsCreated
        self.partitionsDropped = partitionsDropped
        self.batchesPruned = batchesPruned
    }
}
