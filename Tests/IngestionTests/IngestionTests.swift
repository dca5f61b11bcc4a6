import Ingestion
import Testing

@Suite struct PriorityOrderTests {
    @Test(
        arguments: [
            // which have work, how often each is first in thirteen turns
            ([0, 1, 2], [8, 4, 1]), ([1, 2], [0, 12, 1]), ([0, 2], [12, 0, 1]), ([0, 1], [9, 4, 0]), ([2], [0, 0, 13]),
        ]
    )
    func sharesTheTurnsAmongThoseWithWork(waiting: [Int], shares: [Int]) {
        var order = PriorityOrder()
        var counts = [0, 0, 0]
        for _ in 0..<13 {
            let next = order.next(of: waiting)
            counts[next[0]] += 1
            #expect(next.sorted() == waiting)
            #expect(Array(next.dropFirst()) == next.dropFirst().sorted())
        }
        #expect(counts == shares)
    }

    @Test func aBackfillWorkedAMomentAgoLetsFreshReportsPass() {
        var order = PriorityOrder()
        for turn in 0..<100 { #expect(order.next(of: turn % 3 == 0 ? [1, 2] : [2])[0] == (turn % 3 == 0 ? 1 : 2)) }
    }

    @Test func whoHasNoWorkDoesNotWait() {
        var order = PriorityOrder()
        for _ in 0..<100 { #expect(order.next(of: [1]) == [1]) }
        #expect(order.next(of: [1, 2]) == [1, 2])
        #expect(order.next(of: []) == [])
    }
}

@Suite struct BatchSizeTests {
    private let aim = Duration.milliseconds(120)

    @Test(
        arguments: [
            // jobs worked, milliseconds, expected next size from 8
            (8, 10, 16), (8, 150, 16), (8, 151, 4), (3, 10, 8),
            (1, 1000, 1),
        ]
    )
    func learns(jobs: Int, milliseconds: Int, expected: Int) {
        var size = BatchSize(limit: 200)
        #expect(size.count == 8)
        size.learn(jobs: jobs, elapsed: .milliseconds(milliseconds), aim: aim)
        #expect(size.count == expected)
    }

    /// A slow disk or a far server costs each batch the same, which smaller batches would only pay more often.
    @Test(
        "settles where the time is, or twice what a batch costs without jobs",
        arguments: [
            // milliseconds a batch, milliseconds a job, sizes to settle at
            (0.0, 1.0, 80...150), (20, 1, 80...130), (100, 1, 60...200), (300, 2, 100...200), (500, 5, 60...150),
            (700, 50, 1...10), (0, 500, 1...1),
        ]
    )
    func settles(batch: Double, job: Double, sizes: ClosedRange<Int>) {
        var size = BatchSize(limit: 200)
        for turn in 0..<200 {
            // A little unrest, as there is on any machine.
            let noise = 0.95 + Double(turn % 7) / 60
            size.learn(jobs: size.count, elapsed: .milliseconds((batch + job * Double(size.count)) * noise), aim: aim)
            if turn > 30 { #expect(sizes.contains(size.count), "turn \(turn)") }
        }
    }

    @Test func staysBetweenOneAndTheLimit() {
        var size = BatchSize(limit: 20)
        for _ in 0..<10 { size.learn(jobs: size.count, elapsed: .milliseconds(1), aim: aim) }
        #expect(size.count == 20)
        for _ in 0..<10 { size.learn(jobs: size.count, elapsed: .seconds(9), aim: aim) }
        #expect(size.count == 1)
    }

    /// A fresh report waits for a batch of the backfill, so these are shorter while such reports come.
    @Test func keepsBatchesOfABackfillShortWhileFreshReportsCome() {
        var sizes = BatchSizes(limit: 1000)
        var now = ContinuousClock.now
        func settled(withFresh: Bool) -> Int {
            for _ in 0..<40 {
                now += .seconds(1)
                if withFresh { sizes.learn(1, jobs: 1, elapsed: .milliseconds(5), now: now) }
                sizes.learn(2, jobs: sizes[2], elapsed: .milliseconds(sizes[2]), now: now)
            }
            return sizes[2]
        }
        #expect((100...150).contains(settled(withFresh: false)))
        #expect((50...75).contains(settled(withFresh: true)))
        #expect((100...150).contains(settled(withFresh: false)))
    }
}

@Suite struct BackOffTests {
    @Test func doublesToTheLongestAndBeginsAnew() {
        var backOff = BackOff(first: .milliseconds(50), longest: .milliseconds(250))
        let waits = (0..<5).map { _ in backOff.wait() }
        #expect(waits == [50, 100, 200, 250, 250].map { Duration.milliseconds($0) })
        backOff.reset()
        #expect(backOff.wait() == .milliseconds(50))
    }
}

@Suite struct ReadingsTests {
    /// The time during which nobody looked is nobody's.
    @Test func theOldestCountsFromTheMomentAtTheEarliest() {
        let readings = Readings()
        let start = ContinuousClock.now
        #expect(readings.longest(since: start) == nil)
        readings.note {
            #expect(readings.longest(since: start) != nil)
            #expect(readings.longest(since: start + .seconds(3600)) ?? .zero < .zero)
        }
        #expect(readings.longest(since: start) == nil)
    }
}
