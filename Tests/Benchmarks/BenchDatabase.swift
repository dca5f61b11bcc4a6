import Postgres
import Schema
import Storage

/// The database that benchmarks fill and empty.
extension PostgresConnection {
    /// Brings the schema anew, with nothing in it.
    func bringSchemaAnew() async throws {
        try await script("SET client_min_messages = warning; DROP SCHEMA IF EXISTS gongbao CASCADE") { _ in }
        try await Migrator().migrate(self)
    }

    /// Has the server make the files of its log: it takes its time for them where they are first needed and uses them again later,
    /// so what is measured first would pay for what is measured after it.
    func growLog() async throws {
        try await script(
            """
            SELECT count(pg_logical_emit_message(false, 'warm', repeat('x', 1048576))) FROM generate_series(1, 3072);
            CHECKPOINT
            """
        ) { _ in }
    }

    /// Introduces a worker of a benchmark to the database.
    ///
    /// - Returns: its number, under which its sessions must be known.
    func introduceBench(_ connections: Int, configurationHash: String) async throws -> Int64 {
        try await PostgresJobQueue.introduce(
            self,
            host: "bench",
            processID: 0,
            connections: connections,
            configurationHash: configurationHash
        )
    }

    /// Enqueues `count` reports, no two alike, by COPY in portions of 500.
    func enqueue(_ count: Int, of bodies: [[UInt8]], priority: Int = 1) async throws {
        let bodies = bodies.map { VariedBody($0) }
        for chunk in stride(from: 0, to: count, by: 500) {
            var writer = BinaryCopyWriter()
            for index in chunk..<min(chunk + 500, count) {
                writer.row(fields: 2)
                writer.int16(priority)
                writer.bytes(bodies[index % bodies.count].copy(index))
            }
            try await copyIn("COPY gongbao.report (priority, content) FROM STDIN (FORMAT binary)", writer.finish())
        }
    }
}
