import Synchronization

/// Whether fresh reports come, which wait for whatever a connection has in hand: what all of a worker's connections know of it.
package final class Urgency: Sendable {
    /// The priority of those that nobody waits for.
    static let backfill = 2
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// None has come yet.
    package init() {}

    /// Something more urgent than a backfill was worked.
    func note(_ now: ContinuousClock.Instant) { last.withLock { $0 = now } }

    /// Whether that was within the last ten seconds.
    func isRecent(_ now: ContinuousClock.Instant) -> Bool {
        last.withLock { $0.map { now - $0 < .seconds(10) } ?? false }
    }
}
