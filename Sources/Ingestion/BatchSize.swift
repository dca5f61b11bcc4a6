/// How many jobs to claim next, so that a batch holds a connection up for as long as is aimed at, or for twice what it does without any job.
///
/// That is from the claim until it can be committed: read, and the batch before committed. Where the server is far or its disk
/// slow, the round trips and that commit alone may take longer. Smaller batches would then only mean more of them, so the aim
/// moves with that cost, up to a second.
package struct BatchSize: Sendable {
    /// 1 to `limit`.
    package private(set) var count: Int
    private let limit: Int
    private var line = FadingLine()
    /// Milliseconds that a batch costs besides its jobs; nil until batches of two sizes told.
    private var known: Double?

    /// Starts small, because nothing is known yet.
    package init(limit: Int) {
        self.limit = max(1, limit)
        self.count = min(8, max(1, limit))
    }

    /// Learns from a batch that worked `jobs` in `elapsed` where `aim` was aimed at.
    ///
    /// It goes to the size that would have met the aim, at most to the double: what a batch costs besides its rows is
    /// shared by as many jobs as the wait of a more urgent one allows.
    package mutating func learn(jobs: Int, elapsed: Duration, aim: Duration) {
        guard jobs > 0, elapsed > .zero else { return }
        let milliseconds = elapsed / .milliseconds(1)
        line.add(Double(jobs), milliseconds)
        known = line.start ?? known
        let fixed = min(known ?? 0, milliseconds)
        let aim = min(max(aim / .milliseconds(1), 2 * fixed), 1000)
        if milliseconds > 1.25 * aim {
            count = max(1, min(count, jobs) / 2)
        } else if known == nil, jobs >= count {
            count = min(limit, count * 2)
        } else if milliseconds < aim / 1.2, jobs >= count {
            let fitting = Double(jobs) * (aim - fixed) / max(milliseconds - fixed, 1)
            count = min(limit, count * 2, max(count, Int(min(fitting, 1e6))))
        }
    }
}

/// The straight line through recent points, older ones counting less and less.
private struct FadingLine: Sendable {
    private var weight = 0.0
    private var sums = (x: 0.0, y: 0.0, xx: 0.0, xy: 0.0)

    mutating func add(_ x: Double, _ y: Double) {
        let kept = 0.9
        weight = weight * kept + 1
        sums = (sums.x * kept + x, sums.y * kept + y, sums.xx * kept + x * x, sums.xy * kept + x * y)
    }

    /// Where it meets x = 0, at least 0; nil where the points lie too near to each other to tell.
    var start: Double? {
        let x = sums.x / weight
        let y = sums.y / weight
        let spread = sums.xx / weight - x * x
        guard spread > (x / 8) * (x / 8) else { return nil }
        let slope = max(0, (sums.xy / weight - x * y) / spread)
        return max(0, y - slope * x)
    }
}
