import ArgumentParser
import Platform
import Postgres

/// What waiting costs: a fresh report's way from INSERT to its committed outcome, idle and beside a backfill, and what an idle worker takes.
struct LatencyBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "latency",
        abstract: "Latency of a fresh report, idle and during a backfill; what an idle worker costs."
    )

    @OptionGroup var options: BenchOptions

    @Option(help: "How many reports the backfill has.")
    var backfill = 20_000

    @Option(
        help:
            "How many fresh reports are sent, one after the other, while idle; beside the backfill as many as it lasts for."
    )
    var samples = 200

    @Option(name: .customLong("seconds"), help: "For how many seconds an idle worker is watched.")
    var idleSeconds = 20

    @Option(help: "How many connections the worker has.")
    var connections = 2

    func run() async throws {
        let bodies = try options.bodies()
        let session = try await PostgresConnection(options.database)
        try await session.bringSchemaAnew()
        let worker = try ChildProcess(
            options.binary,
            ["worker", "--connections", "\(connections)", "--database", options.database]
        )
        var figures = try await idle(worker, session)
        let waiting = try await latencies(bodies, over: session) { $0 < samples }
        figures += Self.figures("enqueue to outcome, idle", waiting)
        // Held back until all of it is there: a worker that keeps pace would leave nothing to measure beside.
        try await session.script("SELECT gongbao.pause(2::smallint)") { _ in }
        try await session.enqueue(backfill, of: bodies, priority: 2)
        try await session.script("SELECT gongbao.resume(2::smallint)") { _ in }
        let busy = try await latencies(bodies, over: session) { _ in
            try await session.query(Self.backfilling) { rows in rows.bool(row: 0, column: 0) }
        }
        figures += Self.figures("enqueue to outcome, during a backfill of \(backfill)", busy)
        worker.send(signal: 15)
        let end = await worker.wait(atMost: .seconds(60))
        if end != .exited(0) { try StandardStream.error.write("worker: \(end) \(worker.errorOutput)") }
        try Figure.show(figures)
    }

    private static let backfilling: SQL = """
        SELECT EXISTS (SELECT FROM gongbao.ticket AS t WHERE t.priority = 2 AND t.id > gongbao.low_watermark(2)
                       AND NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id))
        """

    /// Share of a core and transactions a second; each round trip of an idle worker is a transaction.
    private func idle(_ worker: ChildProcess, _ session: PostgresConnection) async throws -> [Figure] {
        // The start is not idling, nor is what its upkeep leaves to do.
        try await Task.sleep(for: .seconds(5))
        let transactions: SQL = """
            SELECT pg_stat_clear_snapshot(), xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()
            """
        func count() async throws -> Int64 {
            try await session.query(transactions) { rows throws(PostgresError) in
                try rows.integer(row: 0, column: 1) ?? 0
            }
        }
        let (before, used) = (try await count(), ProcessTime(of: worker.processID)?.own ?? 0)
        let elapsed = try await seconds { try await Task.sleep(for: .seconds(idleSeconds)) }
        let (after, total) = (try await count(), ProcessTime(of: worker.processID)?.own ?? 0)
        return [
            Figure(name: "idle worker's share of a core", value: (total - used) / elapsed * 100, unit: "%"),
            Figure(name: "idle worker's round trips", value: Double(after - before) / elapsed, unit: "1/s"),
        ]
    }

    /// The seconds that fresh reports took.
    private struct Latencies {
        /// From before the INSERT until the outcome is seen.
        var whole: [Double] = []
        /// From before the INSERT until it is committed, which is the scraper's part.
        var enqueueing: [Double] = []
    }

    /// Sends fresh reports at random moments, each after the one before ended.
    private func latencies(
        _ bodies: [[UInt8]],
        over session: PostgresConnection,
        while goesOn: (Int) async throws -> Bool
    ) async throws -> Latencies {
        var latencies = Latencies()
        while try await goesOn(latencies.whole.count) {
            try await Task.sleep(for: .milliseconds(.random(in: 0...400)))
            let text = "第\(UInt64.random(in: 0...UInt64.max))号\n" + String(decoding: bodies[0], as: UTF8.self)
            var job: Int64 = 0
            let enqueueing = try await seconds {
                job = try await session.query("SELECT gongbao.enqueue($1)", [text]) { rows throws(PostgresError) in
                    try rows.integer(row: 0, column: 0) ?? 0
                }
            }
            let isSettled: SQL = "SELECT EXISTS (SELECT FROM gongbao.outcome WHERE job_id = \(job))"
            let settling = try await seconds {
                while try await !session.query(isSettled, read: { rows in rows.bool(row: 0, column: 0) }) {
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            latencies.enqueueing.append(enqueueing)
            latencies.whole.append(enqueueing + settling)
        }
        return latencies
    }

    private static func figures(_ name: String, _ latencies: Latencies) -> [Figure] {
        percentiles(name, latencies.whole, [50, 99])
            + percentiles("\(name), of which the commit that enqueues", latencies.enqueueing, [99])
    }

    private static func percentiles(_ name: String, _ seconds: [Double], _ percents: [Int]) -> [Figure] {
        let sorted = seconds.sorted()
        guard !sorted.isEmpty else { return [] }
        return percents.map { percent in
            let value = sorted[(sorted.count * percent + 99) / 100 - 1]
            return Figure(name: "\(name), p\(percent) of \(sorted.count)", value: value * 1000, unit: "ms")
        }
    }
}
