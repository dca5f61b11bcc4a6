package import Ingestion
import Synchronization

/// Time that passes only when everybody waits for it, and then as far as the first of them waits for.
package final class ManualClock: Sendable {
    private struct Sleeper {
        let number: Int
        let deadline: ContinuousClock.Instant
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now = ContinuousClock.now
        var next = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
    }

    private let tasks: Int
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    /// A clock that moves once so many tasks wait for it.
    package init(tasks: Int = 1) {
        self.tasks = tasks
        let state = State()
        self.start = state.now
        self.state = Mutex(state)
    }

    /// How much time has passed.
    package var elapsed: Duration { state.withLock { $0.now - start } }

    /// What a worker goes by.
    package var worker: WorkerClock {
        WorkerClock(now: { self.state.withLock(\.now) }, sleep: { await self.sleep($0) })
    }

    private func sleep(_ duration: Duration) async {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let awake = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                    if state.cancelled.remove(number) != nil { return [continuation] }
                    let deadline = state.now + max(duration, .nanoseconds(1))
                    state.sleepers.append(Sleeper(number: number, deadline: deadline, continuation: continuation))
                    guard state.sleepers.count >= tasks,
                        let first = state.sleepers.min(by: { $0.deadline < $1.deadline })
                    else { return [] }
                    state.now = max(state.now, first.deadline)
                    state.sleepers.removeAll { $0.number == first.number }
                    return [first.continuation]
                }
                for continuation in awake { continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.number == number }) else {
                    state.cancelled.insert(number)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume()
        }
    }
}
