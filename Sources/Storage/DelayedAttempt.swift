import Ingestion

/// A job's next attempt, as the database is told of it.
struct DelayedAttempt {
    private let job: Job
    private let pause: Duration

    /// What follows a result; nil where it is an end.
    init?(_ result: JobResult) {
        guard case .retried(_, _, let pause) = result.verdict else { return nil }
        self.job = result.job
        self.pause = pause
    }

    /// The parameters of ``Statements/delay``.
    static func parameters(_ attempts: [DelayedAttempt], priority: Int) -> [String?] {
        func list(_ value: (DelayedAttempt) -> Int64) -> String {
            "{\(attempts.map { String(value($0)) }.joined(separator: ","))}"
        }
        return [
            "\(priority)", list(\.job.reportID), list(\.job.rootID),
            list { Int64($0.pause / .milliseconds(1)) },
            list { Int64($0.job.attempt + 1) },
        ]
    }
}
