import Extraction
import Ingestion
import Platform
import Postgres
import Storage

/// Enqueue and work reports with the real binary, against a bare COPY of the same rows over as many connections.
struct EndToEndBench {
    let conninfo: String
    let binary: String
    let bodies: [[UInt8]]
    let reports: Int
    let connections: Int
    let extractor: Extractor

    /// Both sides in turn, `rounds` times; rates and their ratio, round by round.
    func figures(rounds: Int) async throws -> [Figure] {
        var enqueued: [Double] = []
        var worked: [Double] = []
        var floors: [Double] = []
        var ratios: [Double] = []
        var peak = 0
        var processor = (worker: [Double](), server: [Double](), floor: [Double]())
        for _ in 0..<rounds {
            try await reset()
            let enqueuing = try await seconds {
                try await PostgresConnection(conninfo).enqueue(reports, of: bodies)
            }
            enqueued.append(Double(reports) / enqueuing)
            var before = try await serverSeconds()
            let work = try await work()
            processor.worker.append(work.processorSeconds)
            processor.server.append(try await serverSeconds() - before)
            worked.append(Double(reports) / work.seconds)
            peak = max(peak, work.peakKilobytes)
            let batch = try await averageBatch()
            try await reset()
            before = try await serverSeconds()
            let floor = try await seconds { try await copyOnly(batch: batch) }
            processor.floor.append(try await serverSeconds() - before)
            floors.append(Double(reports) / floor)
            ratios.append(floor / work.seconds)
        }
        return [
            figure("enqueue", Figure.median(enqueued), "reports/s"),
            figure("end to end", Figure.median(worked), "reports/s"),
            figure("COPY-only floor", Figure.median(floors), "reports/s"),
            figure("end to end / floor", Figure.median(ratios), "ratio"),
            figure("worker's peak resident memory", Double(peak) / 1024, "MiB"),
            each("worker's processor time a report", processor.worker),
            each("server's processor time a report", processor.server),
            each("server's processor time a report, floor", processor.floor),
        ]
    }

    private func figure(_ name: String, _ value: Double, _ unit: String) -> Figure {
        Figure(name: "\(name), \(connections) connection\(connections == 1 ? "" : "s")", value: value, unit: unit)
    }

    private func each(_ name: String, _ seconds: [Double]) -> Figure {
        figure(name, Figure.median(seconds) / Double(reports) * 1_000_000, "µs")
    }

    /// What the server's processes that have ended have used; those of the work just done have.
    private func serverSeconds() async throws -> Double {
        // A session that was closed ends a moment later.
        try await Task.sleep(for: .milliseconds(300))
        let session = try await PostgresConnection(conninfo)
        guard let postmaster = ProcessTime.parent(of: await session.processID) else { return 0 }
        return ProcessTime(of: postmaster)?.children ?? 0
    }

    private func reset() async throws {
        let session = try await PostgresConnection(conninfo)
        try await session.bringSchemaAnew()
        try await session.script("CHECKPOINT") { _ in }
    }

    private func work() async throws -> (seconds: Double, peakKilobytes: Int, processorSeconds: Double) {
        let child = try ChildProcess(
            binary,
            ["worker", "--until-empty", "--connections", "\(connections)", "--database", conninfo]
        )
        let watch = Task {
            var (peak, seconds) = (0, 0.0)
            while !Task.isCancelled {
                peak = max(peak, ProcessMemory.peakKilobytes(of: child.processID) ?? 0)
                seconds = max(seconds, ProcessTime(of: child.processID)?.own ?? 0)
                try? await Task.sleep(for: .milliseconds(20))
            }
            return (peak, seconds)
        }
        let elapsed = await seconds {
            let end = await child.wait()
            if end != .exited(0) { print("worker: \(end) \(child.errorOutput)") }
        }
        watch.cancel()
        let (peak, processorSeconds) = await watch.value
        return (elapsed, peak, processorSeconds)
    }

    private func averageBatch() async throws -> Int {
        let session = try await PostgresConnection(conninfo)
        return try await session.query("SELECT greatest(1, round(avg(cardinality(job_ids)))) FROM gongbao.batch") {
            rows throws(PostgresError) in Int(try rows.integer(row: 0, column: 0) ?? 1)
        }
    }

    /// Writes rows that were extracted before the clock starts, in batches of the worker's average size.
    private func copyOnly(batch: Int) async throws {
        let extracted = bodies.map { extractor.extract($0.span) }
        try await withThrowingTaskGroup { group in
            for lane in 0..<connections {
                group.addTask {
                    let session = try await PostgresConnection(conninfo)
                    for start in stride(from: lane * batch, to: reports, by: connections * batch) {
                        let results = (start..<min(start + batch, reports)).map { index in
                            JobResult(
                                job: Job(
                                    id: Int64(index + 1),
                                    reportID: Int64(index + 1),
                                    rootID: Int64(index + 1),
                                    attempt: 1,
                                    replaces: false
                                ),
                                verdict: .succeeded(extracted[index % extracted.count], body: nil),
                                microseconds: 0
                            )
                        }
                        try await session.script("BEGIN") { _ in }
                        try await RowWriter(results).copy(over: session)
                        try await session.script("COMMIT") { _ in }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
