/// What an operator sets for a worker.
package struct WorkerConfiguration: Sendable, Equatable {
    /// How many batches are worked at once, each on a connection of its own, 1 to 64.
    package var connections = 2
    /// The most jobs in a transaction, 1 to 1000.
    package var batchJobs = 400
    /// How many tasks of a batch read at once.
    package var readers = 2
    /// The most bytes of text in a transaction.
    package var batchBytes = 8 << 20
    /// The most bytes of a report; a longer one is discarded.
    package var reportByteLimit = 32 << 20
    /// The pause after an empty poll, at first.
    package var pollFirst = Duration.milliseconds(50)
    /// The pause after an empty poll, at most.
    package var pollLongest = Duration.milliseconds(200)
    /// How long what is in hand may take when the worker is told to stop.
    package var drainDeadline = Duration.seconds(20)
    /// How many seconds a report may take, of processor time where it is read in a process of its own.
    package var reportSeconds = 30
    /// How many bytes of memory the worker may take, and so may a process that reads suspects.
    package var memoryLimit = 2 << 30
    /// What becomes of jobs that failed and may succeed later.
    package var retry = RetryPolicy()
    /// The longest wait for one answer of the server; then the connection is given up.
    package var answerDeadline = Duration.seconds(60)
    /// For how many days settled jobs are kept; 0 is for ever.
    package var retentionDays = 0
    /// Whether to end once the queue is empty.
    package var untilEmpty = false

    /// The defaults.
    package init() {}
}

extension WorkerConfiguration {
    /// Tells workers with different settings apart: FNV-1a over the settings' text.
    package var fingerprint: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(self)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}
