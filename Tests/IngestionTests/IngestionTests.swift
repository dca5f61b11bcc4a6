import Ingestion
import Testing

@Suite struct PriorityWheelTests {
    @Test func turnsEightFourOneAndTriesTheOthersNext() {
        var wheel = PriorityWheel()
        var counts = [0, 0, 0]
        for _ in 0..<13 {
            let order = wheel.next()
            counts[order[0]] += 1
            #expect(order.sorted() == [0, 1, 2])
        }
        #expect(counts == [8, 4, 1])
    }
}

@Suite struct BatchSizeTests {
    @Test(
        arguments: [
            // jobs worked, milliseconds, expected next size from 8
            (8, 10, 16), (8, 49, 16), (8, 80, 12), (8, 100, 8), (8, 120, 8), (8, 150, 8), (8, 151, 4), (3, 10, 8),
            (1, 1000, 1),
        ]
    )
    func learns(jobs: Int, milliseconds: Int, expected: Int) {
        var size = BatchSize(limit: 200)
        #expect(size.count == 8)
        size.learn(jobs: jobs, elapsed: .milliseconds(milliseconds))
        #expect(size.count == (jobs == 1 && milliseconds == 1000 ? 1 : expected))
    }

    @Test func staysBetweenOneAndTheLimit() {
        var size = BatchSize(limit: 20)
        for _ in 0..<10 { size.learn(jobs: size.count, elapsed: .milliseconds(1)) }
        #expect(size.count == 20)
        for _ in 0..<10 { size.learn(jobs: size.count, elapsed: .seconds(9)) }
        #expect(size.count == 1)
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
