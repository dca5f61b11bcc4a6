import Ingestion
import Storage
import TestSupport
import Testing

/// Ends of batches that the journal could not be told of in time.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct OwedEndsTests {
    /// A new configuration brings a new number, under which the ends of before are noted all the same.
    @Test func theNextWorkerNotesThem() async throws {
        try await withDatabase { database in
            for number in 1...2 { _ = try await database.enqueue("text \(number)") }
            let owed = OwedEnds()
            let first = try await database.queue(owed: owed)
            let jobs = try await first.claim(priority: 1, above: 0, limit: 2)
            var batches: [Int64] = []
            for job in jobs { batches.append(try await first.begin([job], priority: 1)) }
            await first.rollback()
            try await database.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '% journal' AND datname = current_database()"
            )
            for batch in batches {
                await #expect(throws: IngestionError.self) { try await first.end(batch: batch, how: "stopped") }
            }
            #expect(try await database.integer("SELECT count(*) FROM gongbao.batch_end") == 0)
            try await database.queue(owed: owed).prepare()
            let ended = try await database.column(
                "SELECT batch_id FROM gongbao.batch_end WHERE how = 'stopped' ORDER BY 1"
            )
            #expect(ended == batches.map(String.init))
        }
    }
}
