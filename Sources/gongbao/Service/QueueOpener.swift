import Extraction
import Ingestion
import Platform
import Postgres
import Schema
import Storage

/// Opens sessions for the worker's lanes; the first one introduces the process.
actor QueueOpener {
    private let conninfo: String
    private let configuration: WorkerConfiguration
    private let vocabulary: Vocabulary
    private let owed: OwedEnds
    private var introduction: Task<Int64, any Error>?

    /// An opener for the database of `conninfo`, whose tables of indicators, units and places are to be those of `vocabulary`, and whose
    /// journal is `owed` some ends of batches.
    init(conninfo: String, configuration: WorkerConfiguration, vocabulary: Vocabulary, owed: OwedEnds) {
        self.owed = owed
        self.vocabulary = vocabulary
        self.conninfo = conninfo
        self.configuration = configuration
    }

    /// One lane's sessions: two for batches, which take turns, and the journal's.
    func open() async throws(IngestionError) -> (PostgresJobQueue, PostgresJobQueue) {
        let id = try await workerID()
        let deadline = configuration.answerDeadline
        return try await PostgresJobQueue.views(workerID: id, owed: owed) { () async throws(PostgresError) in
            try await PostgresConnection(conninfo, fixedApplicationName: "gongbao-worker/\(id)", deadline: deadline)
        }
    }

    private func workerID() async throws(IngestionError) -> Int64 {
        let conninfo = conninfo
        let configuration = configuration
        let vocabulary = vocabulary
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
                _ = try await wrapped { () async throws(PostgresError) in
                    try await DictionaryStore(connection).refresh(vocabulary)
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
            throw .unavailable("\(error)")
        }
    }
}
