import ServiceLifecycle

/// One batch from claim to commit.
package struct BatchRun<Queue: JobQueue>: Sendable {
    /// What a run did.
    package struct Summary: Sendable, Equatable {
        /// Jobs that came to an end.
        package var finished = 0
        /// Of these, jobs that did not succeed.
        package var failed = 0
        /// Jobs that are to be tried again later; not among the finished.
        package var retried = 0
        /// The highest id claimed; nil where nothing was.
        package var highest: Int64?
        /// Jobs that were read in a process of their own, because they may have brought one down.
        package var isolated = 0
    }

    /// The parts grow: the first part's extraction overlaps with no writing, and the server copies many rows at once for
    /// less than half of what a thousand at a time cost it.
    private static var partSizes: ClosedRange<Int> { 8...128 }
    /// A part of this many reports or more is extracted by two tasks at once.
    private static var splitSize: Int { 8 }

    let queue: Queue
    let configuration: WorkerConfiguration
    private let reading: Reading

    /// A run over `queue`.
    package init(queue: Queue, reading: Reading, configuration: WorkerConfiguration) {
        self.queue = queue
        self.reading = reading
        self.configuration = configuration
    }

    /// Claims, works and commits up to `limit` jobs of a priority, or those of `only` that are free.
    ///
    /// What the server does not take is settled: see ``settle(_:priority:after:into:)``.
    package func run(
        priority: Int,
        above cursor: Int64,
        only: [Int64] = [],
        limit: Int
    ) async throws(IngestionError)
        -> Summary
    {
        var summary = Summary()
        var claimed: [Job]
        if only.isEmpty {
            claimed = try await queue.claim(priority: priority, above: cursor, limit: limit)
        } else {
            claimed = try await queue.claim(priority: priority, only: only)
        }
        guard let last = claimed.last else { return summary }
        summary.highest = last.id
        // While the journal is asked, the session need not wait.
        let candidates = claimed
        async let opening = opened(candidates)
        claimed = try await queue.inspect(claimed, priority: priority)
        summary.isolated = claimed.count(where: \.isSuspect)
        if summary.isolated > 0 { try await queue.allowPause(Reading.longestPause) }
        let batch = try await queue.begin(claimed, priority: priority)
        var results: [JobResult] = []
        results.reserveCapacity(claimed.count)
        do throws(IngestionError) {
            var opened = try await opening.get()
            opened.adopt(claimed)
            let rows = try await work(opened, into: &results)
            try await commit(results, rows, batch: batch, priority: priority, into: &summary)
            // What did not fit into the window is claimed again; it follows the last one worked.
            if let last = results.last, results.count < claimed.count { summary.highest = last.job.id }
        } catch {
            if Task.isCancelled {
                await stop(batch)
                return Summary()
            }
            try await giveBack(batch, error)
            // Fetching itself may be what failed, before anything could be extracted.
            if !results.isEmpty, results.count < claimed.count, let last = results.last {
                summary.highest = last.job.id
            }
            let guilty = results.isEmpty ? claimed : results.map(\.job)
            try await settle(guilty, priority: priority, after: error, into: &summary)
        }
        return summary
    }

    /// Writes the outcomes, commits, and notes it in the journal.
    func commit(
        _ results: [JobResult],
        _ rows: [Queue.Rows],
        batch: Int64,
        priority: Int,
        into summary: inout Summary
    ) async throws(IngestionError) {
        try await queue.commit(results, rows, batch: batch, priority: priority)
        summary.retried += results.count { $0.isRetried }
        summary.finished += results.count { !$0.isRetried }
        summary.failed += results.count { !$0.isRetried && !$0.succeeded }
        if Task.isCancelled { return await stop(batch, "committed") }
        try await queue.end(batch: batch, how: "committed")
    }

    /// Gives a batch back past the deadline of a shutdown, which charges nobody.
    ///
    /// A cancelled task can send no statement, so another one does.
    private func stop(_ batch: Int64, _ how: String = "stopped") async {
        await Task { [queue] in
            await queue.rollback()
            try? await queue.end(batch: batch, how: how)
        }.value
    }

    /// Rolls back and notes it in the journal; passes on what is no job's fault.
    func giveBack(_ batch: Int64, _ error: IngestionError) async throws(IngestionError) {
        switch error {
        case .unavailable, .setup:
            // A session lost while it committed may have done so: the outcomes tell, and nobody needs to.
            try? await queue.end(batch: batch, how: "lost")
            throw error
        case .contended, .exhausted, .refused:
            await queue.rollback()
            try await queue.end(batch: batch, how: "rolled_back")
        }
    }

    /// Fetches, decodes, extracts and writes, in the jobs' order, until the window of bytes is full; gives back the rows.
    ///
    /// Extraction of one part overlaps with writing the part before it and fetching the next: the session and the
    /// extractor are both kept busy.
    private func work(
        _ opened: Opened,
        into results: inout [JobResult]
    ) async throws(IngestionError) -> [Queue.Rows] {
        var source = opened.source
        var written: [Queue.Rows] = []
        var unwritten: [Queue.Rows] = []
        var payloads = opened.payloads
        while !payloads.isEmpty {
            let fetched = payloads
            async let extracted = extract(fetched)
            let failure: IngestionError?
            do throws(IngestionError) {
                if !unwritten.isEmpty { written += try await queue.write(unwritten) }
                unwritten = []
                payloads = try await fetch(&source)
                failure = nil
            } catch {
                failure = error
            }
            let parts = await extracted
            for part in parts { results += part.results }
            // What was not read to its end must not be written.
            if Task.isCancelled { throw .unavailable("stopped") }
            if let failure = failure ?? parts.compactMap(\.failure).first { throw failure }
            unwritten = parts.map(\.rows)
        }
        if !unwritten.isEmpty { written += try await queue.write(unwritten) }
        return written
    }

    /// A batch whose first part is fetched.
    private struct Opened: Sendable {
        var source: Source
        var payloads: [(job: Job, payload: Payload)]

        /// Takes over the same jobs with what the journal knows of them.
        mutating func adopt(_ jobs: [Job]) {
            payloads = zip(jobs, payloads).map { (job: $0, payload: $1.payload) }
            source.rest = jobs[payloads.count...]
        }
    }

    private func opened(_ jobs: [Job]) async -> Result<Opened, IngestionError> {
        var source = Source(rest: jobs[...], window: configuration.batchBytes, partSize: Self.partSizes.lowerBound)
        do throws(IngestionError) {
            let payloads = try await fetch(&source)
            return .success(Opened(source: source, payloads: payloads))
        } catch {
            return .failure(error)
        }
    }

    /// What is left to fetch.
    private struct Source: Sendable {
        var rest: ArraySlice<Job>
        /// How many bytes may still come.
        var window: Int
        /// How many jobs the next part has.
        var partSize: Int
        /// Whether something was fetched.
        var isBegun = false
    }

    /// The next part's payloads with their jobs; empty when nothing is left or the window is full.
    private func fetch(_ source: inout Source) async throws(IngestionError) -> [(job: Job, payload: Payload)] {
        guard !source.rest.isEmpty, source.window > 0 else { return [] }
        // Told to stop, the part in hand is the last.
        if source.isBegun, Task.isShuttingDownGracefully { return [] }
        source.isBegun = true
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

    /// Reads a part, a large one by two tasks, one with suspects in a process of its own; their rows are ready to be
    /// written one after the other.
    private func extract(_ payloads: [(job: Job, payload: Payload)]) async -> [Part] {
        if payloads.contains(where: \.job.isSuspect) {
            let (results, failure) = await reading.readIsolated(payloads, retry: configuration.retry)
            return [Part(results: results, rows: queue.layOut(results), failure: failure)]
        }
        guard payloads.count >= Self.splitSize else { return [part(of: payloads[...])] }
        let middle = payloads.count / 2
        async let first = part(of: payloads[..<middle])
        async let second = part(of: payloads[middle...])
        return await [first, second]
    }

    /// What was read, ready to be written.
    private struct Part: Sendable {
        var results: [JobResult]
        var rows: Queue.Rows
        var failure: IngestionError?
    }

    private func part(of payloads: ArraySlice<(job: Job, payload: Payload)>) -> Part {
        let results = reading.read(payloads)
        return Part(results: results, rows: queue.layOut(results))
    }
}
