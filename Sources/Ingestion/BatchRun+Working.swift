import ServiceLifecycle

/// From the claimed jobs to their rows in the open transaction.
extension BatchRun {
    /// So many jobs are fetched at first and at least later: what is there is read while the next is fetched.
    private static var fetchSizes: (first: Int, later: Int) { (16, 64) }
    /// Of small reports so many bytes are fetched at once, for a round trip costs as much as reading some of them.
    private static var fetchBytes: Int { 1 << 20 }
    /// So many reports are read by one task, whose rows go out as soon as they are there: of small ones more.
    private static var pieceSizes: ClosedRange<Int> { 4...64 }
    /// A task reads no more than the fewest reports that have so many bytes.
    private static var pieceBytes: Int { 32 << 10 }
    /// So many documents go into a batch: each may take as long as its converter is given, and the watchdog waits for
    /// the batch.
    private static var documentLimit: Int { 8 }

    /// Fetches, reads and writes the observations, all at once, and leaves in the batch what remains for the commit.
    func work(
        _ opened: Opened,
        on batch: inout OpenBatch<Queue>,
        lookAhead: (@Sendable (_ highest: Int64) async -> [Int64?]?)?
    ) async throws(IngestionError) {
        let (pieces, unread) = AsyncStream.makeStream(of: Piece.self)
        let (rows, unwritten) = AsyncStream.makeStream(of: Queue.Observations.self)
        async let parts = read(pieces, to: unwritten)
        async let refusal = write(rows)
        var failure: IngestionError?
        var highest: Int64 = 0
        do throws(IngestionError) {
            var source = opened.source
            var payloads = opened.payloads
            while !payloads.isEmpty {
                highest = payloads[payloads.count - 1].job.id
                for piece in Self.pieces(of: payloads) { unread.yield(piece) }
                // Told to stop, what is in hand is the last.
                payloads = Task.isShuttingDownGracefully ? [] : try await fetch(&source)
            }
        } catch {
            failure = error
        }
        unread.finish()
        if failure == nil {
            do throws(IngestionError) {
                try await meanwhile(batch.priority)
            } catch {
                failure = error
            }
        }
        let read = await parts
        // As late as can be, for what is more urgent may come until then; the last rows are on their way meanwhile.
        async let ahead = failure == nil ? lookAhead?(highest) : nil
        let refused = await refusal
        batch.summary.ahead = await ahead
        batch.results = read.flatMap(\.results)
        // What was not read to its end must not be written.
        if Task.isCancelled { throw .unavailable("stopped") }
        if let failure = failure ?? refused ?? read.last?.failure { throw failure }
        batch.outlines = read.map(\.outlines)
    }

    private func write(_ rows: AsyncStream<Queue.Observations>) async -> IngestionError? {
        do throws(IngestionError) {
            try await queue.write(rows)
            return nil
        } catch {
            return error
        }
    }

    /// A batch whose first jobs are fetched.
    struct Opened: Sendable {
        fileprivate(set) var source: Source
        fileprivate var payloads: [(job: Job, payload: Payload)]

        /// Takes over the same jobs with what the journal knows of them.
        mutating func adopt(_ jobs: [Job]) {
            payloads = zip(jobs, payloads).map { (job: $0, payload: $1.payload) }
            source.rest = jobs[payloads.count...]
        }
    }

    /// Fetches the first of the jobs.
    func opened(_ jobs: [Job]) async -> Result<Opened, IngestionError> {
        var source = Source(rest: jobs[...], window: configuration.batchBytes, count: Self.fetchSizes.first)
        do throws(IngestionError) {
            let payloads = try await fetch(&source)
            return .success(Opened(source: source, payloads: payloads))
        } catch {
            return .failure(error)
        }
    }

    /// What is left to fetch.
    struct Source: Sendable {
        fileprivate var rest: ArraySlice<Job>
        /// How many bytes may still come.
        fileprivate var window: Int
        /// How many jobs to fetch next.
        fileprivate var count: Int
        /// How many documents came so far.
        fileprivate var documents = 0
    }

    /// The next payloads with their jobs; empty when nothing is left or the window is full.
    private func fetch(_ source: inout Source) async throws(IngestionError) -> [(job: Job, payload: Payload)] {
        guard !source.rest.isEmpty, source.window > 0 else { return [] }
        let asked = Array(source.rest.prefix(source.count))
        var payloads = try await queue.fetch(
            asked,
            byteLimit: configuration.reportByteLimit,
            byteWindow: source.window
        )
        let bytes = payloads.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
        source.window -= bytes
        let documents = payloads.indices.filter { payloads[$0].documentKind != nil }
        source.documents += documents.count
        if source.documents > Self.documentLimit {
            payloads.removeSubrange(documents[documents.count - (source.documents - Self.documentLimit)]...)
        }
        if payloads.count < asked.count { source.window = 0 }
        source.rest.removeFirst(payloads.count)
        source.count = max(Self.fetchSizes.later, Self.fetchBytes * payloads.count / max(bytes, 1))
        return zip(asked, payloads).map { (job: $0, payload: $1) }
    }

    /// Some reports in a row.
    private typealias Piece = ArraySlice<(job: Job, payload: Payload)>

    /// Cuts what was fetched into what one task reads.
    private static func pieces(of payloads: [(job: Job, payload: Payload)]) -> [Piece] {
        var pieces: [Piece] = []
        var start = 0
        var bytes = 0
        for (index, one) in payloads.enumerated() {
            bytes += one.payload.bytes?.count ?? 0
            let count = index + 1 - start
            if count == pieceSizes.upperBound || count >= pieceSizes.lowerBound && bytes >= pieceBytes
                || index + 1 == payloads.count
            {
                pieces.append(payloads[start...index])
                start = index + 1
                bytes = 0
            }
        }
        return pieces
    }

    /// What was read of a piece.
    private struct Part: Sendable {
        var results: [JobResult]
        var outlines: Queue.Outlines
        var failure: IngestionError?
    }

    /// Reads piece after piece, several at once, and passes their rows on; the parts are in the pieces' order, and one
    /// with a failure is the last.
    private func read(
        _ pieces: AsyncStream<Piece>,
        to rows: AsyncStream<Queue.Observations>.Continuation
    ) async -> [Part] {
        defer { rows.finish() }
        return await withTaskGroup(of: (Int, Part).self) { group in
            var parts: [Int: Part] = [:]
            var count = 0
            for await piece in pieces {
                if count - parts.count >= configuration.readers, let (index, part) = await group.next() {
                    parts[index] = part
                }
                group.addTask { [count] in (count, await part(of: piece, to: rows)) }
                count += 1
            }
            for await (index, part) in group { parts[index] = part }
            let ordered = (0..<count).compactMap { parts[$0] }
            let end = ordered.firstIndex { $0.failure != nil } ?? ordered.endIndex - 1
            return Array(ordered.prefix(end + 1))
        }
    }

    /// Reads a piece, one with suspects in a process of its own.
    private func part(of piece: Piece, to rows: AsyncStream<Queue.Observations>.Continuation) async -> Part {
        var piece = piece
        var results: [JobResult] = []
        var failure: IngestionError?
        if piece.contains(where: { $0.payload.documentKind != nil }) {
            async let _ = wake(rows)
            do throws(IngestionError) {
                piece = try await reading.converted(piece)
            } catch {
                failure = error
                piece = []
            }
        }
        if piece.contains(where: \.job.isSuspect) {
            async let _ = wake(rows)
            (results, failure) = await reading.readIsolated(Array(piece), retry: configuration.retry)
        } else {
            results = reading.read(piece)
        }
        let (observations, outlines) = queue.layOut(results)
        rows.yield(observations)
        return Part(results: results.map { $0.withoutReport() }, outlines: outlines, failure: failure)
    }

    /// Passes on that there is nothing, time after time, until cancelled.
    ///
    /// A suspect or a document may take longer than the server gives a statement or an idle transaction: what is under
    /// way is ended meanwhile, and the transaction kept awake.
    private func wake(_ rows: AsyncStream<Queue.Observations>.Continuation) async {
        let (nothing, _) = queue.layOut([])
        while true {
            do { try await Task.sleep(for: .seconds(6)) } catch { return }
            rows.yield(nothing)
        }
    }
}
