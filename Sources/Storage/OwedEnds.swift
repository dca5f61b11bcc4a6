import Synchronization

/// How batches ended that the journal does not know of yet, because the session to it was lost.
///
/// A batch with no end reads as a worker that died, and would be charged to its jobs; so whoever lives on notes it later,
/// be it the same process under another number, which it gets with a new configuration.
package final class OwedEnds: Sendable {
    /// How a batch ended.
    struct End: Sendable {
        /// The batch.
        let batch: Int64
        /// Who worked it: after a crash of the server another may have a batch of the same number.
        let worker: Int64
        /// The journal's word.
        let how: String
    }

    private let ends = Mutex<[End]>([])

    /// Nothing owed.
    package init() {}

    /// All that is owed.
    var all: [End] { ends.withLock { $0 } }

    /// Remembers how a batch ended; what was said of it first holds.
    func add(_ end: End) {
        ends.withLock { ends in
            if !ends.contains(where: { $0.batch == end.batch && $0.worker == end.worker }) { ends.append(end) }
        }
    }

    /// The journal knows of it.
    func settle(_ end: End) {
        ends.withLock { ends in ends.removeAll { $0.batch == end.batch && $0.worker == end.worker } }
    }
}
