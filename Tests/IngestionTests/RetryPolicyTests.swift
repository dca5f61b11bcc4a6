import Ingestion
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func job(attempt: Int) -> Job {
        Job(id: 1, reportID: 1, rootID: 1, attempt: attempt, replaces: false)
    }

    @Test(arguments: [(1, 5), (2, 10), (3, 20), (7, 320), (8, 600), (9, 600), (30_000, 600)])
    func thePauseDoublesUpToTheLongest(attempt: Int, seconds: Int) {
        #expect(policy.ceiling(after: attempt) == .seconds(seconds))
    }

    @Test func aFirstPauseOfNothingStaysNothing() {
        var policy = policy
        policy.first = .zero
        #expect(policy.ceiling(after: 20) == .zero)
    }

    /// Gives the largest or the smallest number there is.
    private struct Extreme: RandomNumberGenerator {
        let value: UInt64
        mutating func next() -> UInt64 { value }
    }

    @Test func chancePicksAnythingUpToTheCeiling() {
        for (value, expected) in [(UInt64.min, Duration.zero), (.max, .seconds(10))] {
            var generator = Extreme(value: value)
            let verdict = policy.verdict(job(attempt: 2), error: "e", sqlState: "55P03", using: &generator)
            guard case .retried("e", "55P03", let pause) = verdict else {
                Issue.record("\(verdict)")
                continue
            }
            #expect(abs((pause - expected) / .milliseconds(1)) <= 1)
        }
    }

    @Test func theLastAttemptFails() {
        guard case .failed("e", "40001") = policy.verdict(job(attempt: 8), error: "e", sqlState: "40001") else {
            Issue.record("attempt 8 of 8 goes on")
            return
        }
        guard case .retried = policy.verdict(job(attempt: 7), error: "e", sqlState: "40001") else {
            Issue.record("attempt 7 of 8 ends")
            return
        }
    }

    /// A suspect for its worker's death, which is the first crash; what else sent a job round again is none.
    @Test(arguments: [
        (1, 1, 0, false), (1, 5, 0, false), (2, 0, 2, true), (2, 0, 0, false), (2, 3, 0, false), (7, 0, 1, false),
        (3, 0, 2, true), (1, 0, 0, false), (2, 1, 1, false),
    ])
    func theThirdCrashIsTheLast(attempt: Int, interruptions: Int, crashes: Int, isLast: Bool) {
        var job = job(attempt: attempt)
        job.isRetry = attempt > 1
        job.interruptions = interruptions
        job.crashes = crashes
        switch policy.crashVerdict(job, error: "signal 11") {
        case .retried("signal 11", nil, _): #expect(!isLast)
        case .quarantined("signal 11"): #expect(isLast)
        case let other: Issue.record("\(other)")
        }
    }
}
