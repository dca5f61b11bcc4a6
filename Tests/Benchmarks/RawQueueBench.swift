import ArgumentParser
import Extraction
import Ingestion
import Postgres
import Storage

/// The worker's statements in a bare loop, one after the other and with nothing extracted: what the queue could reach at best.
struct RawQueueBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raw-queue",
        abstract: "Works the queue with the worker's statements in a bare loop."
    )

    @Option(help: "Conninfo of a migrated database whose queue may be worked without extracting anything.")
    var database: String

    @Option(help: "How many loops, each with two sessions as a worker's lane has them.")
    var connections = 1

    @Option(help: "How many jobs a transaction takes.")
    var batch = 400

    func run() async throws {
        let session = try await PostgresConnection(database)
        let worker = try await session.introduceBench(connections, configurationHash: "")
        try await withThrowingTaskGroup { group in
            for lane in 0..<connections {
                group.addTask { try await work(lane: lane, worker: worker) }
            }
            try await group.waitForAll()
        }
    }

    private func work(lane: Int, worker: Int64) async throws {
        let queue = PostgresJobQueue(
            work: try await PostgresConnection(database),
            control: try await PostgresConnection(database),
            workerID: worker
        )
        try await queue.prepare()
        var kept = ContinuousClock.now
        var cursor: Int64 = 0
        // A worker's lane holds its session in the same way.
        while true {
            let above = cursor
            let highest = try await queue.onSession { () async throws(IngestionError) in
                try await turn(queue, above: above)
            }
            if let highest {
                cursor = highest
            } else if try await queue.isEmpty() {
                return
            } else {
                cursor = try await queue.lowWatermarks()[1] ?? 0
            }
            if lane == 0, .now - kept > .seconds(1) {
                _ = try await queue.housekeep()
                kept = .now
            }
        }
    }

    /// One batch; gives back its highest job, nil where there was nothing to claim.
    private func turn(_ queue: PostgresJobQueue, above cursor: Int64) async throws(IngestionError) -> Int64? {
        let jobs = try await queue.claim(priority: 1, above: cursor, limit: batch)
        guard let last = jobs.last else { return nil }
        _ = try await queue.inspect(jobs, priority: 1)
        let number = try await queue.begin(jobs, priority: 1)
        _ = try await queue.fetch(jobs, byteLimit: 1 << 25, byteWindow: 1 << 25)
        let results = jobs.map { JobResult(job: $0, verdict: .succeeded(Report(), body: nil), microseconds: 0) }
        let (observations, outlines) = queue.layOut(results)
        let (rows, end) = AsyncStream.makeStream(of: CopyPiece.self)
        end.yield(observations)
        end.finish()
        try await queue.write(rows)
        try await queue.commit(results, [outlines], batch: number, priority: 1)
        try await queue.end(batch: number, how: "committed")
        return last.id
    }
}
