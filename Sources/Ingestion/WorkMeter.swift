import CoreMetrics
import Logging
import Synchronization

/// Counts what was worked: for a metrics back-end all of it, for the log what came since the last summary.
///
/// The back-end is the embedder's; without one nothing is kept for it.
final class WorkMeter: Sendable {
    private struct Tally: Sendable {
        var succeeded = 0
        var failed = 0
        var retried = 0
        var rows = 0
        var bytes = 0
        var claims: [Duration] = []
        var commits: [Duration] = []
    }

    private let succeeded: Counter
    private let failed: Counter
    private let retried: Counter
    private let rows: Counter
    private let bytes: Counter
    private let claim: Timer
    private let commit: Timer
    private let tally = Mutex(Tally())

    /// Nothing so far; counters are those of the back-end.
    init(_ metrics: any MetricsFactory) {
        func counter(_ label: String, _ outcome: String? = nil) -> Counter {
            Counter(label: label, dimensions: outcome.map { [("outcome", $0)] } ?? [], factory: metrics)
        }
        succeeded = counter("gongbao_jobs_total", "succeeded")
        failed = counter("gongbao_jobs_total", "failed")
        retried = counter("gongbao_jobs_total", "retried")
        rows = counter("gongbao_rows_written_total")
        bytes = counter("gongbao_report_bytes_total")
        claim = Timer(label: "gongbao_claim_duration_seconds", factory: metrics)
        commit = Timer(label: "gongbao_commit_duration_seconds", factory: metrics)
    }

    /// Counts a batch.
    func note(_ summary: BatchSummary) {
        succeeded.increment(by: summary.finished - summary.failed)
        failed.increment(by: summary.failed)
        retried.increment(by: summary.retried)
        rows.increment(by: summary.rows)
        bytes.increment(by: summary.bytes)
        for duration in summary.claims { claim.recordNanoseconds(duration.nanoseconds) }
        for duration in summary.commits { commit.recordNanoseconds(duration.nanoseconds) }
        tally.withLock { tally in
            tally.succeeded += summary.finished - summary.failed
            tally.failed += summary.failed
            tally.retried += summary.retried
            tally.rows += summary.rows
            tally.bytes += summary.bytes
            tally.claims += summary.claims
            tally.commits += summary.commits
        }
    }

    /// What came since the last summary, in the words of a line in the log; nil where there was nothing.
    func takeSummary() -> Logger.Metadata? {
        let tally = tally.withLock { tally in
            defer { tally = Tally() }
            return tally
        }
        guard tally.succeeded + tally.failed + tally.retried > 0 else { return nil }
        return [
            "jobs": "\(tally.succeeded + tally.failed)", "failed": "\(tally.failed)", "retried": "\(tally.retried)",
            "rows": "\(tally.rows)", "mb": "\(Self.decimal(Double(tally.bytes) / 1e6))",
            "claim_p50_ms": "\(Self.percentile(50, of: tally.claims))",
            "claim_p99_ms": "\(Self.percentile(99, of: tally.claims))",
            "commit_p50_ms": "\(Self.percentile(50, of: tally.commits))",
            "commit_p99_ms": "\(Self.percentile(99, of: tally.commits))",
        ]
    }

    /// In milliseconds: the least one that so many of a hundred do not exceed.
    static func percentile(_ percent: Int, of durations: [Duration]) -> String {
        let sorted = durations.sorted()
        guard !sorted.isEmpty else { return "0.0" }
        return decimal(sorted[(sorted.count * percent + 99) / 100 - 1] / .milliseconds(1))
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
