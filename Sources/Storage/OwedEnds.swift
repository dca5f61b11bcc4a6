import Synchronization

/// How batches ended that the journal does not know of yet, because the session to it was lost.
///
/// A batch with no end reads as a worker that died, and would be charged to its jobs; so whoever lives on notes it later.
package final class OwedEnds: Sendable {
    private let ends = Mutex<[Int64: String]>([:])

    /// Nothing owed.
    package init() {}

    /// Remembers how a batch ended; what was said of it first holds.
    func add(batch: Int64, how: String) {
        ends.withLock { ends in ends[batch] = ends[batch] ?? how }
    }

    /// Hands over all that is owed.
    func take() -> [Int64: String] {
        ends.withLock { ends in
            defer { ends = [:] }
            return ends
        }
    }
}
