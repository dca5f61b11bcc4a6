import Ingestion
import Platform
import Synchronization

/// Tells the service manager how the worker does: `STATUS=` in words, and the watchdog fed by progress.
///
/// The watchdog gets its due once every lane's loop came round since the last time: a lane that is stuck starves it,
/// an unreachable database does not, because a lane that tries to connect comes round too.
final class ServiceReporter: Sendable {
    private struct State {
        var lanes: [Lane] = []
        var finished = 0
        var failed = 0
        /// What the manager was told last.
        var status = ""
        var statusSince: ContinuousClock.Instant?
        var aliveSince: ContinuousClock.Instant?
    }

    private struct Lane {
        var cameRound = false
        var connection = Connection.pending
    }

    private enum Connection: Equatable {
        case pending
        case open
        /// Waiting for somebody, for a reason.
        case waiting(for: String, reason: String)
    }

    private let send: @Sendable ([String]) -> Void
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    /// A reporter whose lines go to `send`.
    init(
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        send: @escaping @Sendable ([String]) -> Void
    ) {
        self.send = send
        self.now = now
    }

    /// A reporter to the service manager, which says nothing where there is none.
    convenience init(_ manager: ServiceManager?) {
        self.init { lines in manager?.notify(lines) }
    }

    /// So many workers failed in a row that this one waits; ``ready(lanes:)`` follows.
    ///
    /// The manager is told that it is ready, or whoever starts it would wait too.
    func waiting(seconds: Int, failures: Int) {
        send(["READY=1", "STATUS=waiting \(seconds) s before it works, after \(failures) failures in a row"])
    }

    /// A second of that has passed.
    func stillWaiting() { send([ServiceManager.keepAlive]) }

    /// The configuration is read and the loop runs; the database need not be there.
    func ready(lanes: Int) {
        let words = state.withLock { state in
            state.lanes = Array(repeating: Lane(), count: lanes)
            state.aliveSince = nil
            return Self.change(&state, now())
        }
        send(["READY=1"] + (words.map { ["STATUS=\($0)"] } ?? []))
    }

    /// A new configuration is being taken over; ``ready(lanes:)`` follows.
    func reloading() { send(["RELOADING=1", "STATUS=finishing the batches in hand, then the new configuration"]) }

    /// The worker was told to stop.
    func stopping() { send(["STOPPING=1", "STATUS=finishing the batches in hand"]) }

    /// The worker cannot go on.
    func failed(_ reason: String) { send(["STATUS=\(Self.line(reason))"]) }

    /// Takes in what a lane tells.
    func note(_ event: WorkerEvent) {
        let lines = state.withLock { state in
            let lane: Int
            var connection: Connection?
            switch event {
            case .connected(let number): (lane, connection) = (number, .open)
            case .disconnected(let number, let reason):
                (lane, connection) = (number, .waiting(for: "the database", reason: reason))
            case .hindered(let number, let reason):
                (lane, connection) = (number, .waiting(for: "this host", reason: reason))
            case .turned(let number): lane = number
            case .worked(let number, let finished, let failed):
                lane = number
                state.finished += finished
                state.failed += failed
            }
            // The worker of the configuration before may still have a word to say.
            guard state.lanes.indices.contains(lane) else { return [String]() }
            state.lanes[lane].cameRound = true
            let isNews = connection.map { $0 != state.lanes[lane].connection } ?? false
            if let connection { state.lanes[lane].connection = connection }
            return Self.lines(&state, now(), isNews: isNews)
        }
        if !lines.isEmpty { send(lines) }
    }

    private static func lines(_ state: inout State, _ now: ContinuousClock.Instant, isNews: Bool) -> [String] {
        var lines: [String] = []
        // A second apart at the least: an idle loop comes round many times in one.
        let isDue = state.aliveSince.map { now - $0 >= .seconds(1) } ?? true
        if isDue, state.lanes.allSatisfy(\.cameRound) {
            for index in state.lanes.indices { state.lanes[index].cameRound = false }
            state.aliveSince = now
            lines.append(ServiceManager.keepAlive)
        }
        if isNews || (state.statusSince.map { now - $0 >= .seconds(5) } ?? true), let words = change(&state, now) {
            lines.append("STATUS=\(words)")
        }
        return lines
    }

    /// The state in words; nil where the manager knows them already.
    private static func change(_ state: inout State, _ now: ContinuousClock.Instant) -> String? {
        let words = words(state)
        state.statusSince = now
        guard words != state.status else { return nil }
        state.status = words
        return words
    }

    private static func words(_ state: State) -> String {
        let open = state.lanes.count { $0.connection == .open }
        let trouble = state.lanes.compactMap { lane -> (whom: String, reason: String)? in
            if case .waiting(let whom, let reason) = lane.connection { (whom, reason) } else { nil }
        }.first
        let done = "\(state.finished) jobs finished, \(state.failed) failed"
        return switch (open, trouble) {
        case (0, nil): "connecting to the database"
        case (0, let (whom, reason)?): line("waiting for \(whom): \(reason)")
        case (_, nil): "working over \(open) of \(state.lanes.count) connections, \(done)"
        case (_, let (_, reason)?): line("working over \(open) of \(state.lanes.count) connections, \(done); \(reason)")
        }
    }

    /// One line, since a second one would be an assignment of its own to the manager.
    private static func line(_ text: String) -> String {
        TerminalText.truncated(TerminalText.inert(text), to: 240)
    }
}
