package import Ingestion
import Synchronization

/// What the sessions of a ``MemoryQueue`` share, with a count of their calls and faults on demand.
package final class MemoryStore: Sendable {
    /// What a session asks for.
    package enum Call: String, Sendable, CaseIterable {
        case survey, claim, fetch, write, commit, inspect, begin, end, lowWatermarks, housekeep, linkDuplicates,
            maintain, isEmpty
    }

    /// How a job ended.
    package struct Outcome: Sendable, Equatable {
        /// As the database says it.
        package let state: String
        /// Which attempt it was.
        package let attempt: Int
        /// The batch that worked it.
        package let batch: Int64
        /// How many crashes that attempt is charged with.
        var crashes = 0
    }

    /// Everything there is.
    package struct State: Sendable {
        struct Ticket: Sendable {
            var id: Int64
            var priority: Int
            var job: Job
        }

        struct Later: Sendable {
            var due: ContinuousClock.Instant
            var priority: Int
            var job: Job
        }

        var tickets: [Ticket] = []
        /// Which session holds which job.
        package var holders: [Int64: Int] = [:]
        var delayed: [Later] = []
        /// What the scrapers delivered.
        package var reports: [Int64: [UInt8]] = [:]
        var lastID: Int64 = 0
        var sessions = 0
        /// Priorities that are held back.
        package var paused: Set<Int> = []
        /// How jobs ended.
        package var outcomes: [Int64: Outcome] = [:]
        /// The journal.
        package var batches: [Int64: [Int64]] = [:]
        /// How batches ended.
        package var ends: [Int64: String] = [:]
        /// How many rows each report has.
        package var rows: [Int64: Int] = [:]
        /// How often each call was made.
        package var calls: [Call: Int] = [:]
        /// Which calls fail the next times, and how.
        package var faults: [Call: [IngestionError]] = [:]
        /// Reports whose rows are not taken.
        package var refused: Set<Int64> = []
        /// Reports whose rows are too much for the memory there is.
        package var excessive: Set<Int64> = []

        func open(_ priority: Int) -> [Ticket] {
            tickets.filter { $0.priority == priority && outcomes[$0.id] == nil }
        }

        mutating func hold(_ tickets: [Ticket], by session: Int) -> [Job] {
            for ticket in tickets { holders[ticket.id] = session }
            return tickets.map(\.job)
        }

        mutating func release(_ session: Int) { holders = holders.filter { $0.value != session } }

        @discardableResult
        mutating func issue(_ report: Int64, _ priority: Int, after earlier: Job? = nil) -> Int64 {
            lastID += 1
            var job = Job(
                id: lastID,
                reportID: report,
                rootID: earlier?.rootID ?? lastID,
                attempt: (earlier?.attempt ?? 0) + 1,
                replaces: earlier != nil
            )
            job.isRetry = earlier != nil
            tickets.append(Ticket(id: lastID, priority: priority, job: job))
            return lastID
        }

        mutating func settle(_ result: JobResult, batch: Int64, priority: Int) {
            precondition(outcomes[result.job.id] == nil, "a job ended twice")
            let state: String
            var crashes = 0
            switch result.verdict {
            case .succeeded: state = "succeeded"
            case .discarded: state = "discarded"
            case .retried(_, let sqlState, let pause):
                state = "retried"
                if sqlState == nil {
                    let isInterrupted = batches.contains { number, jobs in
                        number != batch && jobs.contains(result.job.id) && ends[number] == nil
                    }
                    crashes = isInterrupted && !result.job.isRetry ? 2 : 1
                }
                delayed.append(Later(due: clockNow + pause, priority: priority, job: result.job))
            case .failed: state = "failed"
            case .quarantined: state = "quarantined"
            }
            outcomes[result.job.id] = Outcome(
                state: state,
                attempt: result.job.attempt,
                batch: batch,
                crashes: crashes
            )
        }

        func crashes(before job: Job) -> Int {
            let earlier = tickets.filter { $0.job.rootID == job.rootID && $0.id < job.id }
            return earlier.suffix(job.attempt - 1).reduce(0) { $0 + (outcomes[$1.id]?.crashes ?? 0) }
        }

        fileprivate(set) var clockNow: ContinuousClock.Instant = .now
    }

    /// The time that delayed work goes by.
    package let clock: WorkerClock
    private let state = Mutex(State())

    /// An empty one.
    package init(clock: WorkerClock = .continuous) { self.clock = clock }

    func newSession() -> Int {
        state.withLock { state in
            state.sessions += 1
            return state.sessions
        }
    }

    /// Counts the call, and fails it where a fault was asked for.
    func call<Value: Sendable>(
        _ call: Call,
        _ session: Int,
        _ body: (inout State) throws(IngestionError) -> Value
    ) async throws(IngestionError) -> Value {
        let answer = state.withLock { state -> Result<Value, IngestionError> in
            state.calls[call, default: 0] += 1
            state.clockNow = clock.now()
            if var faults = state.faults[call], !faults.isEmpty {
                let fault = faults.removeFirst()
                state.faults[call] = faults
                if case .unavailable = fault { state.release(session) }
                return .failure(fault)
            }
            return Result { () throws(IngestionError) in try body(&state) }
        }
        return try answer.get()
    }

    func rollBack(_ session: Int) { state.withLock { $0.release(session) } }

    /// Stores a report and issues its ticket; gives back the job's id.
    @discardableResult
    package func enqueue(_ content: String, priority: Int = 1) -> Int64 {
        state.withLock { state in
            let report = Int64(state.reports.count + 1)
            state.reports[report] = Array(content.utf8)
            return state.issue(report, priority)
        }
    }

    /// Looks, or changes something behind the sessions' back.
    package func with<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        state.withLock { body(&$0) }
    }
}
