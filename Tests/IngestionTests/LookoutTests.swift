import Synchronization
import TestSupport
import Testing

@testable import Ingestion

@Suite struct LookoutTests {
    private static let brief = Duration.milliseconds(50)

    /// Notes how long each rest is to be, and ends it at once.
    private final class Rests: Sendable {
        private let durations = Mutex<[Duration]>([])

        var clock: WorkerClock {
            WorkerClock(now: { .now }, sleep: { duration in self.durations.withLock { $0.append(duration) } })
        }

        func take() -> [Duration] {
            durations.withLock { durations in
                defer { durations = [] }
                return durations
            }
        }
    }

    @Test func oneLooksAndTheOthersRest() async {
        let rests = Rests()
        let lookout = Lookout(clock: rests.clock)
        for lane in [1, 0, 2, 1] { await lookout.rest(lane, interval: Self.brief) }
        #expect(rests.take() == [Self.brief, Lookout.longRest, Lookout.longRest, Self.brief])
    }

    /// Whichever way the one goes that looks, the next one to rest takes its place.
    @Test(arguments: [true, false]) func anotherLooksWhenItGoes(isEnd: Bool) async {
        let rests = Rests()
        let lookout = Lookout(clock: rests.clock)
        await lookout.rest(0, interval: Self.brief)
        if isEnd { lookout.end(0) } else { lookout.leave(0) }
        await lookout.rest(1, interval: Self.brief)
        await lookout.rest(0, interval: Self.brief)
        #expect(rests.take() == [Self.brief, Self.brief, Lookout.longRest])
    }

    @Test(.timeLimit(.minutes(5))) func whoHasWorkWakesOneThatRests() async {
        let lookout = Lookout(clock: .continuous)
        let waker = Task {
            while !Task.isCancelled {
                lookout.leave(0)
                await Task.yield()
            }
        }
        await withTaskGroup { group in
            // Hours, were they not woken.
            for lane in 1...3 { group.addTask { await lookout.rest(lane, interval: .seconds(36_000)) } }
        }
        waker.cancel()
    }
}
