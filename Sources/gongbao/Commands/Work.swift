import ArgumentParser
import Extraction
import Ingestion
import Logging
import Platform
import Postgres
import Schema
import ServiceLifecycle
import Storage
import UnixSignals

/// Works the queue.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Work the queue: claim, extract, write, until told to stop."
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "How many batches are worked at once, each on a connection of its own; wins over worker.connections.")
    var connections: Int?

    @Flag(help: "Work until the queue is empty, then exit 0.")
    var untilEmpty = false

    @Flag(help: "Print the effective configuration, secrets masked, and exit.")
    var checkConfig = false

    func run() async throws {
        let settings = try options.configurationOrExit(
            flags: connections.map { [(.workerConnections, String($0), "--connections")] } ?? []
        )
        let vocabulary = try settings.vocabularyOrExit()
        if checkConfig {
            try StandardStream.output.write(settings.listing)
            return
        }
        var configuration = settings.worker
        configuration.untilEmpty = untilEmpty
        let underSystemd = Environment.value(of: "JOURNAL_STREAM") != nil
        let level = settings.logLevel
        LoggingSystem.bootstrap { _ in LineLogHandler(level: level, underSystemd: underSystemd) }
        let logger = Logger(label: "gongbao")
        do {
            let opener = QueueOpener(conninfo: settings.text(.databaseConninfo), configuration: configuration)
            let worker = Worker(
                extractor: Extractor(vocabulary: vocabulary),
                configuration: configuration,
                logger: logger,
                connect: { () async throws(IngestionError) in try await opener.open() }
            )
            let group = ServiceGroup(
                configuration: .init(
                    services: [
                        .init(
                            service: WorkerService(worker: worker),
                            successTerminationBehavior: .gracefullyShutdownGroup
                        )
                    ],
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
                )
            )
            logger.info(
                "started",
                metadata: ["connections": "\(configuration.connections)", "version": "\(Extractor.version)"]
            )
            try await group.run()
        } catch IngestionError.setup(let message) {
            logger.critical("cannot work", metadata: ["error": "\(message)"])
            throw ExitCode(78)
        }
    }
}

/// The worker as a service of the group.
private struct WorkerService: Service {
    let worker: Worker<PostgresJobQueue>

    func run() async throws { try await worker.run() }
}

/// Opens sessions for the worker's lanes; the first one introduces the process.
private actor QueueOpener {
    private let conninfo: String
    private let configuration: WorkerConfiguration
    private let owed = OwedEnds()
    private var introduction: Task<Int64, any Error>?

    init(conninfo: String, configuration: WorkerConfiguration) {
        self.conninfo = conninfo
        self.configuration = configuration
    }

    func open() async throws(IngestionError) -> PostgresJobQueue {
        let id = try await workerID()
        let deadline = configuration.answerDeadline
        let queue = try await wrapped { () async throws(PostgresError) in
            let name = "gongbao-worker/\(id)"
            let work = try await PostgresConnection(conninfo, applicationName: name, deadline: deadline)
            let control = try await PostgresConnection(conninfo, applicationName: name, deadline: deadline)
            return PostgresJobQueue(work: work, control: control, workerID: id, owed: owed)
        }
        try await queue.prepare()
        return queue
    }

    private func workerID() async throws(IngestionError) -> Int64 {
        let conninfo = conninfo
        let configuration = configuration
        let task =
            introduction
            ?? Task {
                let connection = try await wrapped { () async throws(PostgresError) in
                    try await PostgresConnection(
                        conninfo,
                        applicationName: "gongbao-worker",
                        deadline: configuration.answerDeadline
                    )
                }
                let state = try await wrapped { () async throws(PostgresError) in try await Schema.state(connection) }
                switch state {
                case .current: break
                case .missing: throw IngestionError.setup("the database has no gongbao schema: run gongbao migrate")
                case .older(let have):
                    throw IngestionError.setup(
                        "the schema is at \(have), this build needs \(Schema.migrations.count): run gongbao migrate"
                    )
                case .newer(let file):
                    throw IngestionError.setup("the database has migration \(file): install the newer gongbao")
                }
                return try await PostgresJobQueue.introduce(
                    connection,
                    host: HostInformation.name,
                    processID: HostInformation.processID,
                    connections: configuration.connections,
                    configurationHash: configuration.fingerprint
                )
            }
        introduction = task
        do {
            return try await task.value
        } catch let error as IngestionError {
            introduction = nil
            throw error
        } catch {
            introduction = nil
            throw .transient("\(error)", lost: true)
        }
    }
}
