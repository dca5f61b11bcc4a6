import Platform
package import Postgres
import Schema
package import Testing

/// The server that tests run against; `make test` starts one and names it.
package enum TestServer {
    /// A superuser's conninfo; nil where no server was named.
    ///
    /// On a busy machine a session may take its time to begin, which is not what is tested.
    package static var conninfo: String? {
        Environment.value(of: "GONGBAO_TEST_SERVER").map { $0 + " connect_timeout=60" }
    }

    /// What a skipped test says.
    package static let missing: Comment = "GONGBAO_TEST_SERVER names no server"

    /// The conninfo of a database on it; a later keyword wins over an earlier one.
    package static func conninfo(database: String) -> String { "\(conninfo ?? "") dbname=\(database)" }
}

/// A database of a test's own.
package struct TestDatabase: Sendable {
    /// Where it is.
    package let conninfo: String
    /// The session that statements use.
    package let session: PostgresConnection

    /// Another session.
    package func open(_ applicationName: String = "test") async throws -> PostgresConnection {
        try await PostgresConnection(conninfo, applicationName: applicationName)
    }

    /// Runs statements.
    package func run(_ sql: String) async throws { try await session.script(sql) { _ in } }

    /// The first column of the answer; an empty text for NULL.
    package func column(_ sql: String) async throws -> [String] {
        try await session.query(sql) { rows in (0..<rows.count).map { rows.string(row: $0, column: 0) ?? "" } }
    }

    /// The first cell of the answer.
    package func value(_ sql: String) async throws -> String { try #require(try await column(sql).first) }
}

/// Runs `body` with an empty or a migrated database of its own, and drops it whatever happens.
///
/// Migrated ones are copies of one that was migrated once. Inside of `body` nobody asks for another: with all places taken
/// both would wait for ever.
package func withDatabase(migrated: Bool = true, _ body: (TestDatabase) async throws -> Void) async throws {
    let server = try #require(TestServer.conninfo)
    await Places.shared.take()
    do {
        try await withPlace(on: server, migrated: migrated, body)
    } catch {
        await Places.shared.giveBack()
        throw error
    }
    await Places.shared.giveBack()
}

/// The tests that may use the server at the same time: all of them would run out of sessions, and on a machine with few
/// processors out of the time that a worker or a status gives the server for an answer.
private actor Places {
    static let shared = Places(8 * HostInformation.processorCount)
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

private func withPlace(
    on server: String,
    migrated: Bool,
    _ body: (TestDatabase) async throws -> Void
) async throws {
    let administrator = try await PostgresConnection(server)
    let name = "test_\(UInt64.random(in: 0...UInt64.max))"
    let template = migrated ? try await MigratedTemplate.shared.name(server) : "template1"
    try await administrator.execute("CREATE DATABASE \(name) TEMPLATE \(template)")
    let failure: (any Error)?
    do {
        let conninfo = TestServer.conninfo(database: name)
        let session = try await PostgresConnection(conninfo)
        try await body(TestDatabase(conninfo: conninfo, session: session))
        failure = nil
    } catch {
        failure = error
    }
    try await drop(name, over: administrator)
    if let failure { throw failure }
}

/// Drops a database; on a busy machine its sessions may take longer to end than the server waits for them.
private func drop(_ name: String, over administrator: PostgresConnection) async throws {
    for attempt in 1... {
        do throws(PostgresError) {
            try await administrator.execute("DROP DATABASE \(name) WITH (FORCE)")
            return
        } catch {
            guard error.sqlState == "55006", attempt < 12 else { throw error }
        }
    }
}

/// The migrated database that others are copied from; made once for each run, and left to the private server's end.
private actor MigratedTemplate {
    static let shared = MigratedTemplate()
    private var making: Task<String, any Error>?

    func name(_ server: String) async throws -> String {
        if let making { return try await making.value }
        let task = Task {
            let name = "template_\(UInt64.random(in: 0...UInt64.max))"
            try await PostgresConnection(server).execute("CREATE DATABASE \(name)")
            try await Migrator().migrate(PostgresConnection(TestServer.conninfo(database: name)))
            return name
        }
        making = task
        return try await task.value
    }
}
