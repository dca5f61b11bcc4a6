import Storage
import TestSupport

extension TestDatabase {
    /// The queue as another worker has it, over two sessions of its own; the journal is `owed` some ends of batches.
    func queue(owed: OwedEnds = OwedEnds()) async throws -> PostgresJobQueue {
        let id = try await PostgresJobQueue.introduce(
            session,
            host: "test",
            processID: 1,
            connections: 1,
            configurationHash: ""
        )
        return PostgresJobQueue(
            work: try await open("gongbao-worker/\(id)"),
            control: try await open("gongbao-worker/\(id) journal"),
            workerID: id,
            owed: owed
        )
    }
}
