import ServiceLifecycle
import Synchronization

/// Lanes that have nothing to do: one of them looks for work at short intervals, the others rest until they are woken.
///
/// So an idle worker asks the database as rarely with many connections as with one.
final class Lookout: Sendable {
    /// How long a lane rests that somebody else would wake; a little longer harms nobody.
    static var longRest: Duration { .seconds(20) }

    private struct State {
        /// The lane that looks.
        var watching: Int?
        var resting: [Int: Task<Void, Never>] = [:]
    }

    private let clock: WorkerClock
    private let state = Mutex(State())

    /// Nobody rests yet.
    init(clock: WorkerClock) { self.clock = clock }

    /// Rests for `interval` where the lane is the one to look, else until it is woken, or the worker is told to stop.
    func rest(_ lane: Int, interval: Duration) async {
        let clock = clock
        let rest = state.withLock { state in
            if state.watching == nil { state.watching = lane }
            let duration = state.watching == lane ? interval : Self.longRest
            let rest = Task { await clock.sleep(duration) }
            state.resting[lane] = rest
            return rest
        }
        await cancelWhenGracefulShutdown {
            await withTaskCancellationHandler {
                await rest.value
            } onCancel: {
                rest.cancel()
            }
        }
        state.withLock { $0.resting[lane] = nil }
    }

    /// The lane has work, or goes: another one is woken, for there may be more of it, and somebody has to look.
    func leave(_ lane: Int) {
        state.withLock { state in
            if state.watching == lane { state.watching = nil }
            if let (other, rest) = state.resting.first(where: { $0.key != lane }) {
                state.resting[other] = nil
                rest.cancel()
            }
        }
    }

    /// The lane goes because nothing is left, and so may all others.
    func end(_ lane: Int) {
        state.withLock { state in
            if state.watching == lane { state.watching = nil }
            for rest in state.resting.values { rest.cancel() }
        }
    }
}
