import Synchronization

/// What one lane does for all of them from time to time, whichever comes round first.
final class Chores: Sendable {
    /// A chore.
    enum Chore: Hashable, Sendable {
        /// Delayed work, watermark.
        case housekeeping
        /// Near duplicates and versions.
        case linking
        /// Partitions, journal.
        case upkeep
        /// The summary in the log.
        case summary

        /// How long it rests.
        fileprivate var interval: Duration { self == .housekeeping || self == .linking ? .seconds(1) : .seconds(60) }
    }

    private let done: Mutex<[Chore: ContinuousClock.Instant]>
    private let behind = Mutex<Set<Chore>>([])

    /// Everything is due but the summary, which has nothing to tell yet.
    init(now: ContinuousClock.Instant) { done = Mutex([.summary: now]) }

    /// Notes whether whoever did a chore left some of it over.
    func leave(_ chore: Chore, isBehind: Bool) {
        behind.withLock { if isBehind { $0.insert(chore) } else { $0.remove(chore) } }
    }

    /// Whether some of a chore was left over the last time.
    func isBehind(_ chore: Chore) -> Bool { behind.withLock { $0.contains(chore) } }

    /// Whether it is time, after its own interval or another; who is told so does it.
    func take(_ chore: Chore, every interval: Duration? = nil, now: ContinuousClock.Instant) -> Bool {
        done.withLock { done in
            if let last = done[chore], now - last < interval ?? chore.interval { return false }
            done[chore] = now
            return true
        }
    }
}
