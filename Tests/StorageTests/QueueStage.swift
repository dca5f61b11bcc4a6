import Extraction
import Ingestion
import Postgres
import Storage
import TestSupport
import Testing

/// A queue with everything around it that a test of its promises needs.
protocol QueueStage: Sendable {
    associatedtype Queue: JobQueue

    /// Another session.
    func open() async throws -> Queue
    /// Stores a report and gives back its job's id.
    func enqueue(_ content: String, priority: Int) async throws -> Int64
    /// Deletes a report.
    func delete(report: Int64) async throws
    /// Holds a priority back, or lets it go.
    func pause(_ priority: Int, _ isPaused: Bool) async throws
    /// How each job ended that did, as `id state attempt`.
    func outcomes() async throws -> [String]
    /// How each batch ended that did.
    func ends() async throws -> [String]
    /// How many reports have rows.
    func reportsWithRows() async throws -> Int
}

extension QueueStage {
    func enqueue(_ content: String) async throws -> Int64 { try await enqueue(content, priority: 1) }
}

/// The stages there are.
enum Backend: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory
    case postgres

    var testDescription: String { rawValue }

    /// Runs `body` on a fresh stage.
    func run(_ body: (any QueueStage) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryStage())
        case .postgres: try await withDatabase { try await body(DatabaseStage(database: $0)) }
        }
    }

    /// Those that can be tried here: a server has to be named for one.
    static var available: [Backend] { TestServer.conninfo == nil ? [.memory] : allCases }
}

private struct MemoryStage: QueueStage {
    private let store = MemoryStore()

    func open() async throws -> MemoryQueue { MemoryQueue(store) }
    func enqueue(_ content: String, priority: Int) async throws -> Int64 { store.enqueue(content, priority: priority) }
    func delete(report: Int64) async throws { store.with { $0.reports[report] = nil } }

    func pause(_ priority: Int, _ isPaused: Bool) async throws {
        store.with { state in
            if isPaused { state.paused.insert(priority) } else { state.paused.remove(priority) }
        }
    }

    func outcomes() async throws -> [String] {
        store.with { state in
            state.outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.state) \($0.value.attempt)" }
        }
    }

    func ends() async throws -> [String] {
        store.with { state in state.ends.sorted { $0.key < $1.key }.map(\.value) }
    }

    func reportsWithRows() async throws -> Int { store.with(\.rows.count) }
}

private struct DatabaseStage: QueueStage {
    let database: TestDatabase

    func open() async throws -> PostgresJobQueue { try await database.queue() }

    func enqueue(_ content: String, priority: Int) async throws -> Int64 {
        try #require(Int64(try await database.value("SELECT gongbao.enqueue('\(content)', priority => \(priority))")))
    }

    func delete(report: Int64) async throws {
        try await database.run("DELETE FROM gongbao.report WHERE id = \(report)")
    }

    func pause(_ priority: Int, _ isPaused: Bool) async throws {
        try await database.run("SELECT gongbao.\(isPaused ? "pause" : "resume")(\(priority))")
    }

    func outcomes() async throws -> [String] {
        try await database.column(
            "SELECT format('%s %s %s', job_id, state, attempt) FROM gongbao.outcome ORDER BY job_id"
        )
    }

    func ends() async throws -> [String] {
        try await database.column("SELECT how FROM gongbao.batch_end ORDER BY batch_id")
    }

    func reportsWithRows() async throws -> Int {
        try await database.integer("SELECT count(DISTINCT report_id) FROM gongbao.extraction")
    }
}
