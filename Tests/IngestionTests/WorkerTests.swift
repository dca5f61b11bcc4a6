import CoreMetrics
import Dictionaries
import Extraction
import Ingestion
import Logging
import MetricsTestKit
import Synchronization
import TestSupport
import Testing

/// The worker over a queue in memory, in a time of its own.
@Suite(.timeLimit(.minutes(5)))
struct WorkerTests {
    private let clock = ManualClock()
    private let store: MemoryStore
    private let log = LogBook()

    init() { store = MemoryStore(clock: clock.worker) }

    private func worker(
        connections: Int = 1,
        clock: WorkerClock? = nil,
        isolation: any ReportIsolation = PretendedIsolation(),
        metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        observe: @escaping @Sendable (WorkerEvent) -> Void = { _ in },
        configure: (inout WorkerConfiguration) -> Void = { _ in }
    ) -> Worker<MemoryQueue> {
        var configuration = WorkerConfiguration()
        configuration.connections = connections
        configuration.untilEmpty = true
        configure(&configuration)
        let reader = ReportReader(
            extractor: Extractor(vocabulary: Dictionaries.vocabulary),
            byteLimit: configuration.reportByteLimit
        )
        return Worker(
            reading: Reading(reader: reader, isolation: isolation),
            configuration: configuration,
            logger: log.logger,
            clock: clock ?? self.clock.worker,
            metrics: metrics,
            observe: observe
        ) { [store] in (MemoryQueue(store), MemoryQueue(store)) }
    }

    private func fill(_ count: Int, priority: Int = 1) {
        for number in 0..<count {
            store.enqueue("一、工作\(priority)第\(number)号\n完成投资\(number + 1)亿元。", priority: priority)
        }
    }

    private var states: [String: Int] {
        store.with { state in
            state.outcomes.values.reduce(into: [:]) { counts, outcome in counts[outcome.state, default: 0] += 1 }
        }
    }

    private var ends: Set<String> { store.with { Set($0.ends.values) } }

    @Test func worksAllPrioritiesToTheEnd() async throws {
        for priority in 0..<3 { fill(100, priority: priority) }
        try await worker(connections: 3, clock: .continuous).run()
        #expect(states == ["succeeded": 300])
        #expect(store.with { state in state.rows.count == 300 && state.ends.count == state.batches.count })
        #expect(ends == ["committed"])
        #expect(log.lines(.info) == ["drained failed=0 jobs=300"])
    }

    /// Whatever call it is that finds the database gone, nobody is charged and everything is worked once.
    @Test(arguments: MemoryStore.Call.allCases)
    func aLostDatabaseChargesNobody(_ call: MemoryStore.Call) async throws {
        fill(50)
        store.with { $0.faults[call] = [.unavailable("gone")] }
        try await worker().run()
        #expect(states == ["succeeded": 50])
        #expect(store.with { $0.faults[call] } == [])
        #expect(log.lines(.error).count == 1 && log.lines(.notice).contains("database is back lane=0"))
        #expect(log.lines(.warning) == [])
    }

    @Test func oneRefusedReportDoesNotTakeItsNeighboursWithIt() async throws {
        fill(40)
        store.with { $0.refused = [17] }
        try await worker().run()
        #expect(states == ["succeeded": 39, "discarded": 1])
        #expect(store.with { $0.outcomes[17]?.state } == "discarded")
        #expect(ends == ["committed", "rolled_back"])
        // Halving: each size at most once for the guilty half, and once for the other.
        #expect(store.with { $0.calls[.claim] ?? 0 } <= 20)
    }

    @Test func whereOthersAreInTheWayAllAreTriedAgain() async throws {
        fill(8)
        store.with { $0.faults[.write] = [.contended(sqlState: "55P03", message: "lock timeout")] }
        try await worker().run()
        #expect(states == ["retried": 8, "succeeded": 8])
        #expect(
            store.with { state in state.outcomes.values.filter { $0.state == "succeeded" }.map(\.attempt) }.max() == 2
        )
        #expect(log.lines(.notice).contains { $0.hasPrefix("jobs delayed count=8") })
    }

    @Test func whatIsTooMuchForTheServerFailsInTheEnd() async throws {
        fill(8)
        store.with { $0.excessive = [3] }
        try await worker(configure: { $0.retry.attempts = 3 }).run()
        #expect(states == ["succeeded": 7, "retried": 2, "failed": 1])
    }

    @Test func upkeepThatFailsCostsNoSession() async throws {
        fill(1)
        store.with { $0.faults[.maintain] = [.contended(sqlState: "55P03", message: "lock timeout")] }
        try await worker().run()
        #expect(states == ["succeeded": 1])
        #expect(log.lines(.error) == [])
        #expect(log.lines(.warning).count == 1)
    }

    @Test func aSchemaThatIsMissingEndsTheWorker() async throws {
        fill(1)
        store.with { $0.faults[.claim] = [.setup("run gongbao migrate")] }
        await #expect(throws: IngestionError.setup("run gongbao migrate")) { try await worker().run() }
    }

    @Test func suspectsAreReadApartAndQuarantinedAtTheThirdCrash() async throws {
        fill(3)
        // A worker died over the first two.
        _ = try await MemoryQueue(store).begin(MemoryQueue(store).claim(priority: 1, above: 0, limit: 2), priority: 1)
        store.with { $0.holders = [:] }
        try await worker(isolation: PretendedIsolation(word: "第1号")).run()
        #expect(states == ["succeeded": 2, "retried": 1, "quarantined": 1])
        #expect(store.with { $0.outcomes[1]?.state } == "succeeded")
    }

    /// A lock that was in the way of the first attempt makes no crash of it.
    @Test func aJobTriedAgainForOtherReasonsHasAllItsCrashes() async throws {
        fill(1)
        store.with { $0.faults[.write] = [.contended(sqlState: "55P03", message: "lock timeout")] }
        try await worker(isolation: PretendedIsolation(word: "第0号")).run()
        #expect(states == ["retried": 3, "quarantined": 1])
    }

    /// Nor does that look like a database that is away.
    @Test func wantOfAProcessChargesNobodyAndIsToldAsSuch() async throws {
        fill(3)
        _ = try await MemoryQueue(store).begin(MemoryQueue(store).claim(priority: 1, above: 0, limit: 2), priority: 1)
        store.with { $0.holders = [:] }
        let events = Mutex<[WorkerEvent]>([])
        let note: @Sendable (WorkerEvent) -> Void = { event in events.withLock { $0.append(event) } }
        try await worker(isolation: PretendedIsolation(wants: 2), observe: note).run()
        #expect(states == ["succeeded": 3])
        #expect(ends == ["committed", "rolled_back"])
        #expect(log.lines(.error) == ["no process to be had error=no room lane=0"])
        #expect(log.lines(.notice).contains("processes are back lane=0"))
        let told = events.withLock { $0.filter { $0 == .hindered(lane: 0, reason: "no room") }.count }
        #expect(told == 2)
        #expect(events.withLock { !$0.contains { if case .disconnected = $0 { true } else { false } } })
    }

    /// What does not fit into the window of bytes is claimed again.
    @Test func aBatchEndsWhereItsBytesDo() async throws {
        fill(30)
        try await worker(configure: { $0.batchBytes = 200 }).run()
        #expect(states == ["succeeded": 30])
        #expect(store.with { $0.batches.count } >= 6)
    }

    @Test func aFreshReportWaitsForTwoBatchesAtMost() async throws {
        fill(400, priority: 2)
        let store = store
        let batches = Mutex(0)
        let observe: @Sendable (WorkerEvent) -> Void = { event in
            guard case .worked = event else { return }
            batches.withLock { batches in
                batches += 1
                if batches % 7 == 0 { store.enqueue("新的\(batches)") }
            }
        }
        try await worker(observe: observe, configure: { $0.batchJobs = 4 }).run()
        // In the journal, how many batches lie between a fresh report's coming and its own.
        let fresh = store.with { state in
            state.batches.sorted { $0.key < $1.key }.enumerated()
                .filter { $0.element.value.contains { id in id > 400 } }.map(\.offset)
        }
        #expect(fresh.count >= 10)
        // One more was open already when the end of a batch was told and the report came.
        for (index, offset) in fresh.enumerated() { #expect(offset - 7 * (index + 1) - 1 <= 2) }
    }

    /// The rate counts: each of these is a round trip.
    @Test(arguments: [1, 2, 16, 64]) func anIdleWorkerAsksSeldom(connections: Int) async throws {
        let (store, clock) = (MemoryStore(), ManualClock(tasks: connections))
        let running = Mutex<Task<Void, any Error>?>(nil)
        var configuration = WorkerConfiguration()
        configuration.connections = connections
        let worker = Worker(
            reading: Reading(
                reader: ReportReader(extractor: Extractor(vocabulary: Dictionaries.vocabulary), byteLimit: 1),
                isolation: PretendedIsolation()
            ),
            configuration: configuration,
            logger: log.logger,
            clock: clock.worker,
            observe: { _ in if clock.elapsed > .seconds(600) { running.withLock { $0?.cancel() } } },
            connect: { (MemoryQueue(store), MemoryQueue(store)) }
        )
        let task = Task { try await worker.run() }
        running.withLock { $0 = task }
        try await task.value
        let calls = store.with { $0.calls.values.reduce(0, +) }
        #expect(Double(calls) / 600 < 20)
        #expect(log.lines(.info) == ["stopped failed=0 jobs=0"], "nothing to tell in ten minutes")
    }

    @Test func aMetricsBackEndCountsEverything() async throws {
        fill(40)
        store.with { $0.refused = [17] }
        let metrics = TestMetrics()
        try await worker(metrics: metrics).run()
        #expect(metrics.counterTotal(label: "gongbao_jobs_total", dimensions: [("outcome", "succeeded")]) == 39)
        #expect(metrics.counterTotal(label: "gongbao_jobs_total", dimensions: [("outcome", "failed")]) == 1)
        let rows = store.with { state in state.rows.values.reduce(0, +) }
        #expect(metrics.counterTotal(label: "gongbao_rows_written_total") == Int64(rows))
        let bytes = store.with { state in
            state.reports.filter { $0.key != 17 }.values.reduce(0) { $0 + $1.count }
        }
        #expect(metrics.counterTotal(label: "gongbao_report_bytes_total") == Int64(bytes))
        let claims = try metrics.expectTimer("gongbao_claim_duration_seconds").values.count
        let commits = try metrics.expectTimer("gongbao_commit_duration_seconds").values.count
        #expect(commits == store.with { $0.calls[.commit] })
        #expect(claims > commits, "the claims of those that were given back too")
    }

    @Test func oneLineAMinuteTellsWhatWasWorked() async throws {
        let (store, clock) = (store, clock)
        let state = Mutex((next: Duration.seconds(10), task: Task<Void, any Error>?.none))
        let observe: @Sendable (WorkerEvent) -> Void = { _ in
            state.withLock { state in
                if clock.elapsed > .seconds(400) { state.task?.cancel() }
                // Two reports a minute, for four minutes.
                guard clock.elapsed > state.next, state.next < .seconds(240) else { return }
                state.next += .seconds(30)
                store.enqueue("完成投资\(state.next / .seconds(1))亿元。")
            }
        }
        let worker = worker(observe: observe, configure: { $0.untilEmpty = false })
        let task = Task { try await worker.run() }
        state.withLock { $0.task = task }
        try await task.value
        let lines = log.lines(.info).filter { $0.hasPrefix("worked ") }
        #expect(lines.count == 4, "a minute without work has none")
        for line in lines {
            let keys = line.split(separator: " ").dropFirst().map { $0.prefix { $0 != "=" } }
            #expect(
                keys == [
                    "claim_p50_ms", "claim_p99_ms", "commit_p50_ms", "commit_p99_ms", "failed", "jobs", "mb", "retried",
                    "rows",
                ]
            )
            #expect(line.contains(" failed=0 jobs=2 ") && line.contains(" retried=0 rows="))
            #expect(!line.hasSuffix(" rows=0"))
        }
        #expect(log.lines(.info).count == lines.count + 1, "nothing for each job")
    }
}

/// Reads in this process, and says that it died of reports which hold a word.
private final class PretendedIsolation: ReportIsolation {
    let word: String
    /// So many times there is no process at first.
    private let wants: Atomic<Int>

    init(word: String = "不在", wants: Int = 0) {
        self.word = word
        self.wants = Atomic(wants)
    }

    func read(_ payloads: [Payload]) async throws(IngestionError) -> IsolatedReading {
        if wants.wrappingSubtract(1, ordering: .relaxed).oldValue > 0 { throw .noProcess("no room") }
        let reader = ReportReader(extractor: Extractor(vocabulary: Dictionaries.vocabulary), byteLimit: 1 << 20)
        let sound = payloads.prefix { !String(decoding: $0.bytes ?? [], as: UTF8.self).contains(word) }
        return IsolatedReading(
            verdicts: sound.map { reader.verdict(on: $0) },
            crash: sound.count < payloads.count ? "signal 4" : nil
        )
    }
}

/// Keeps what is logged: the event and its metadata.
private final class LogBook: Sendable {
    private let entries = Mutex<[(level: Logger.Level, line: String)]>([])

    var logger: Logger { Logger(label: "test") { _ in Handler(book: self) } }

    func lines(_ level: Logger.Level) -> [String] {
        entries.withLock { $0.filter { $0.level == level }.map(\.line) }
    }

    private struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            book.entries.withLock { $0.append((event.level, "\(event.message)\(pairs.joined())")) }
        }
    }
}
