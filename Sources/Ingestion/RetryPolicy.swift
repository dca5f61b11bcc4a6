/// What becomes of a job that failed and may succeed later.
package struct RetryPolicy: Sendable, Equatable {
    /// How many attempts a job has, the first one included.
    package var attempts = 8
    /// The longest pause after the first attempt; it doubles with each further one.
    package var first = Duration.seconds(5)
    /// The longest pause after any attempt.
    package var longest = Duration.seconds(600)
    /// How many crashes put a job in quarantine; that of the worker which made it a suspect counts as the first.
    package var quarantineAfter = 3

    /// The defaults.
    package init() {}

    /// A later attempt, or the end where this was the last.
    package func verdict(_ job: Job, error: String, sqlState: String?) -> Verdict {
        var generator = SystemRandomNumberGenerator()
        return verdict(job, error: error, sqlState: sqlState, using: &generator)
    }

    /// The same with a generator of one's own.
    package func verdict(
        _ job: Job,
        error: String,
        sqlState: String?,
        using generator: inout some RandomNumberGenerator
    ) -> Verdict {
        guard job.attempt < attempts else { return .failed(error: error, sqlState: sqlState) }
        return .retried(error: error, sqlState: sqlState, after: pause(job.attempt, using: &generator))
    }

    /// What a crash of the process that extracted the job alone leads to.
    package func crashVerdict(_ job: Job, error: String) -> Verdict {
        // A retry is read alone from the start, so whatever ended its worker was not this job.
        let crashes = job.crashes + (job.interruptions > 0 && !job.isRetry ? 2 : 1)
        if crashes >= quarantineAfter { return .quarantined(error: error) }
        return verdict(job, error: error, sqlState: nil)
    }

    /// The longest pause after an attempt, from 1.
    package func ceiling(after attempt: Int) -> Duration {
        var ceiling = min(first, longest)
        for _ in 1..<max(1, min(attempt, 64)) where ceiling < longest { ceiling = min(longest, ceiling * 2) }
        return ceiling
    }

    /// Anything up to the ceiling, so that what failed together does not come back together.
    private func pause(_ attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let fraction = Double(generator.next() >> 11) / Double(1 << 53)
        return .milliseconds(Int(ceiling(after: attempt) / .milliseconds(1) * fraction))
    }
}
