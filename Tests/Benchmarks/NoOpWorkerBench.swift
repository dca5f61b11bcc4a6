import ArgumentParser
import Extraction
import Ingestion
import Logging
import Postgres
import Storage

/// The real worker with an extractor that finds nothing: what the queue itself costs.
struct NoOpWorkerBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "no-op-worker",
        abstract: "Works the queue with an extractor that finds nothing."
    )

    @Option(help: "Conninfo of a migrated database whose queue may be worked without extracting anything.")
    var database: String

    @Option(help: "How many connections work in parallel, as the worker has them.")
    var connections = 1

    func run() async throws {
        var configuration = WorkerConfiguration()
        configuration.connections = connections
        configuration.untilEmpty = true
        let session = try await PostgresConnection(database)
        let number = try await session.introduceBench(connections, configurationHash: configuration.fingerprint)
        let conninfo = database
        let owed = OwedEnds()
        let reader = ReportReader(byteLimit: configuration.reportByteLimit) { _, _ in Report() }
        let worker = Worker(
            reading: Reading(reader: reader, isolation: NoIsolation()),
            configuration: configuration,
            logger: Logger(label: "bench")
        ) { () async throws(IngestionError) in
            try await PostgresJobQueue.views(workerID: number, owed: owed) { () async throws(PostgresError) in
                try await PostgresConnection(conninfo, fixedApplicationName: "gongbao-worker/\(number)")
            }
        }
        try await worker.run()
    }

    /// Nothing crashes where nothing is extracted.
    private struct NoIsolation: ReportIsolation {
        func read(_ payloads: [Payload]) async throws(IngestionError) -> IsolatedReading {
            throw .unavailable("the benchmark isolates nothing")
        }
    }
}
