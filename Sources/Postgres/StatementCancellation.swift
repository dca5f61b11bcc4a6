import CPostgres
import Dispatch
import Synchronization

/// Asks the server to stop the one statement it was made for; may be sent from any thread.
final class StatementCancellation: @unchecked Sendable {
    // Unchecked because libpq says of PGcancel, which never changes, that any thread may send it.
    private let raw: OpaquePointer?
    private let isFinished = Mutex(false)

    init(_ raw: OpaquePointer?) { self.raw = raw }

    deinit { PQfreeCancel(raw) }

    /// Sends the request from a thread that may block, unless the statement has ended.
    func send() {
        DispatchQueue.global().async {
            self.isFinished.withLock { isFinished in
                guard !isFinished else { return }
                var message = [CChar](repeating: 0, count: 256)
                _ = PQcancel(self.raw, &message, Int32(message.count))
            }
        }
    }

    /// Waits for a request under way, so that it cannot hit the next statement of the connection.
    func finish() {
        isFinished.withLock { $0 = true }
    }
}
