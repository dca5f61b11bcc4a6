import Synchronization

/// The reports that are being read at this moment, for whoever watches that none takes forever.
package final class Readings: Sendable {
    private struct State {
        var next = 0
        var starts: [Int: ContinuousClock.Instant] = [:]
    }

    private let state = Mutex(State())

    /// None so far.
    package init() {}

    /// Runs `body` as one of them.
    package func note<Value>(_ body: () -> Value) -> Value {
        let number = state.withLock { state in
            state.next += 1
            state.starts[state.next] = .now
            return state.next
        }
        defer { state.withLock { $0.starts[number] = nil } }
        return body()
    }

    /// For how long the oldest of them has been going on, counted from `moment` at the earliest; nil where there is none.
    package func longest(since moment: ContinuousClock.Instant) -> Duration? {
        state.withLock { state in state.starts.values.min().map { .now - max($0, moment) } }
    }
}
