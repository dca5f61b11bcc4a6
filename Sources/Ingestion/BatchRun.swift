import Decoding
package import Extraction

/// One batch from claim to commit.
package struct BatchRun<Queue: JobQueue>: Sendable {
    /// What a run did.
    package struct Summary: Sendable, Equatable {
        /// Jobs that came to an end.
        package var finished = 0
        /// Of these, jobs that did not succeed.
        package var failed = 0
        /// The highest id claimed; nil where nothing was.
        package var highest: Int64?
        /// Jobs that are to be run alone: they were in a batch that was interrupted.
        package var aside: [Int64] = []
    }

    /// The parts grow: the first part's extraction overlaps with no writing, and every part costs a few round trips.
    private static var partSizes: ClosedRange<Int> { 4...32 }
    /// A part of this many reports or more is extracted by two tasks at once.
    private static var splitSize: Int { 8 }

    private let queue: Queue
    private let extractor: Extractor
    private let configuration: WorkerConfiguration

    /// A run over `queue`.
    package init(queue: Queue, extractor: Extractor, configuration: WorkerConfiguration) {
        self.queue = queue
        self.extractor = extractor
        self.configuration = configuration
    }

    /// Claims, works and commits up to `limit` jobs of a priority, or the one job `only`.
    ///
    /// Where the server refuses the rows the batch is bisected, so that the guilty job alone is discarded.
    package func run(
        priority: Int,
        above cursor: Int64,
        only: Int64? = nil,
        limit: Int
    ) async throws(IngestionError)
        -> Summary
    {
        var summary = Summary()
        var claimed = try await queue.claim(priority: priority, above: cursor, only: only, limit: limit)
        guard let last = claimed.last else { return summary }
        summary.highest = last.id
        claimed = try await queue.inspect(claimed, priority: priority)
        let suspects = claimed.filter { $0.interruptions > 0 }
        if only == nil, !suspects.isEmpty {
            summary.aside = suspects.map(\.id)
            claimed.removeAll { $0.interruptions > 0 }
        }
        guard !claimed.isEmpty else {
            await queue.rollback()
            return summary
        }
        let batch = try await queue.begin(claimed, priority: priority)
        var results: [JobResult] = []
        results.reserveCapacity(claimed.count)
        do throws(IngestionError) {
            try await work(claimed, into: &results)
            try await queue.commit(results, batch: batch)
            count(results, into: &summary)
            try await queue.end(batch: batch, how: "committed")
            // What did not fit into the window is claimed again; it follows the last one worked.
            if let last = results.last, results.count < claimed.count { summary.highest = last.job.id }
        } catch .refused(let sqlState, let message) {
            await queue.rollback()
            try await queue.end(batch: batch, how: "rolled_back")
            if results.isEmpty, claimed.count > 1 {
                // Fetching itself was refused, before anything could be extracted: each job on its own, then.
                for job in claimed {
                    let alone = try await run(priority: priority, above: 0, only: job.id, limit: 1)
                    summary.finished += alone.finished
                    summary.failed += alone.failed
                }
                return summary
            }
            if results.count < claimed.count, let last = results.last { summary.highest = last.job.id }
            let found = results.isEmpty ? claimed.map { Self.refused($0, sqlState, message) } : results
            try await bisect(found, priority: priority, sqlState: sqlState, message: message, into: &summary)
        } catch .transient(let message, let lost) {
            // Nobody died: a lost session or a full disk is not to be charged to the jobs.
            // A session lost while it committed may have done so: the outcomes tell, and nobody needs to.
            try? await queue.end(batch: batch, how: lost ? "lost" : "rolled_back")
            throw .transient(message, lost: lost)
        }
        return summary
    }

    /// Fetches, decodes, extracts and writes, in the jobs' order, until the window of bytes is full.
    ///
    /// Extraction of one part overlaps with writing the part before it and fetching the next: the session and the
    /// extractor are both kept busy.
    private func work(_ jobs: [Job], into results: inout [JobResult]) async throws(IngestionError) {
        var source = Source(rest: jobs[...], window: configuration.batchBytes, partSize: Self.partSizes.lowerBound)
        var unwritten: [Queue.Rows] = []
        var payloads = try await fetch(&source)
        while !payloads.isEmpty {
            let fetched = payloads
            async let extracted = extract(fetched)
            let failure: IngestionError?
            do throws(IngestionError) {
                for rows in unwritten { try await queue.write(rows) }
                payloads = try await fetch(&source)
                failure = nil
            } catch {
                failure = error
            }
            let parts = await extracted
            for part in parts { results += part.results }
            if let failure { throw failure }
            unwritten = parts.map(\.rows)
        }
        for rows in unwritten { try await queue.write(rows) }
    }

    /// What is left to fetch.
    private struct Source {
        var rest: ArraySlice<Job>
        /// How many bytes may still come.
        var window: Int
        /// How many jobs the next part has.
        var partSize: Int
    }

    /// The next part's payloads with their jobs; empty when nothing is left or the window is full.
    private func fetch(_ source: inout Source) async throws(IngestionError) -> [(job: Job, payload: Payload)] {
        guard !source.rest.isEmpty, source.window > 0 else { return [] }
        let part = Array(source.rest.prefix(source.partSize))
        let payloads = try await queue.fetch(
            part,
            byteLimit: configuration.reportByteLimit,
            byteWindow: source.window
        )
        source.window -= payloads.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
        if payloads.count < part.count { source.window = 0 }
        source.rest.removeFirst(payloads.count)
        source.partSize = min(source.partSize * 2, Self.partSizes.upperBound)
        return zip(part, payloads).map { (job: $0, payload: $1) }
    }

    /// Extracts a part, a large one by two tasks; their rows are ready to be written one after the other.
    private func extract(_ payloads: [(job: Job, payload: Payload)]) async -> [(results: [JobResult], rows: Queue.Rows)]
    {
        guard payloads.count >= Self.splitSize else { return [results(of: payloads[...])] }
        let middle = payloads.count / 2
        async let first = results(of: payloads[..<middle])
        async let second = results(of: payloads[middle...])
        return await [first, second]
    }

    private func results(
        of payloads: ArraySlice<(job: Job, payload: Payload)>
    ) -> (results: [JobResult], rows: Queue.Rows) {
        let results = payloads.map { job, payload in
            let start = ContinuousClock.now
            let verdict = verdict(job, payload)
            return JobResult(job: job, verdict: verdict, microseconds: (ContinuousClock.now - start).microseconds)
        }
        return (results, queue.layOut(results))
    }

    private func verdict(_ job: Job, _ payload: Payload) -> Verdict {
        if job.interruptionsAlone >= configuration.quarantineAfter {
            return .quarantined(error: "its worker died \(job.interruptionsAlone) times while working it alone")
        }
        // One deleted report must hold nobody up: an error here would end every worker that claims it.
        guard payload.byteCount > 0 else { return .discarded(error: "the report is gone", sqlState: nil) }
        guard let bytes = payload.bytes else {
            return .discarded(
                error: "the report has \(payload.byteCount) bytes, the limit is \(configuration.reportByteLimit)",
                sqlState: nil
            )
        }
        do throws(DecodingError) {
            let body = try Decoder.decode(bytes, mediaType: payload.mediaType, charset: payload.charset)
            let report = extractor.extract(body.span, metadata: payload.metadata)
            return .succeeded(report, body: payload.isText && body.count == bytes.count ? nil : body)
        } catch {
            return .discarded(error: "\(error)", sqlState: nil)
        }
    }

    /// Halves a refused batch until the guilty job is alone; each half is claimed and committed on its own.
    private func bisect(
        _ results: [JobResult],
        priority: Int,
        sqlState: String,
        message: String,
        into summary: inout Summary
    ) async throws(IngestionError) {
        let parts: [[JobResult]]
        if let only = results.first, results.count == 1 {
            parts = [
                [Self.refused(only.job, sqlState, message)]
            ]
        } else {
            parts = results.chunked((results.count + 1) / 2)
        }
        for part in parts {
            // The locks went with the transaction: a job that somebody else took meanwhile is theirs.
            var held: [JobResult] = []
            for result in part {
                let again = try await queue.claim(priority: priority, above: 0, only: result.job.id, limit: 1)
                if !again.isEmpty { held.append(result) }
            }
            guard !held.isEmpty else {
                await queue.rollback()
                continue
            }
            let batch = try await queue.begin(held.map(\.job), priority: priority)
            do throws(IngestionError) {
                try await queue.write(queue.layOut(held))
                try await queue.commit(held, batch: batch)
                count(held, into: &summary)
                try await queue.end(batch: batch, how: "committed")
            } catch .refused(let sqlState, let message) {
                await queue.rollback()
                try await queue.end(batch: batch, how: "rolled_back")
                try await bisect(held, priority: priority, sqlState: sqlState, message: message, into: &summary)
            } catch .transient(let message, let lost) {
                try? await queue.end(batch: batch, how: lost ? "lost" : "rolled_back")
                throw .transient(message, lost: lost)
            }
        }
    }

    private static func refused(_ job: Job, _ sqlState: String, _ message: String) -> JobResult {
        JobResult(job: job, verdict: .discarded(error: message, sqlState: sqlState), microseconds: 0)
    }

    private func count(_ results: [JobResult], into summary: inout Summary) {
        summary.finished += results.count
        summary.failed += results.count { !$0.succeeded }
    }
}

extension Array {
    fileprivate func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}

extension Duration {
    fileprivate var microseconds: Int {
        Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
    }
}
