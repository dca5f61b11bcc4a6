import Ingestion
import Storage
import TestSupport
import Testing

/// What the worker fetches of a report.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct DeliveryTests {
    /// Offsets refer to the body: it must be stored where `report.content` is not it.
    @Test func bytesAreToldFromText() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (content) VALUES ('财政收入增长8%。');
                INSERT INTO gongbao.report (raw, charset) VALUES (convert_to('财政收入增长9%。', 'UTF8'), 'utf-8')
                """
            )
            let queue = PostgresJobQueue(work: database.session, control: try await database.open(), workerID: 1)
            let jobs = try await queue.claim(priority: 1, above: 0, limit: 10)
            let payloads = try await queue.fetch(jobs, byteLimit: 1000, byteWindow: 8 << 20)
            await queue.rollback()
            #expect(payloads.map(\.isText) == [true, false])
            #expect(payloads.map(\.charset) == [nil, "utf-8"])
            #expect(payloads.map { String(decoding: $0.bytes ?? [], as: UTF8.self) } == ["财政收入增长8%。", "财政收入增长9%。"])
        }
    }
}
