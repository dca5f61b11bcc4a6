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

    /// Sends the request from a thread that may block, and again until the statement has ended.
    ///
    /// A request that is faster than the statement itself finds nothing to stop, and nobody tells.
    func send() {
        DispatchQueue.global().async { self.sendUntilFinished() }
    }

    /// Sends the request once for a connection that is given up; nothing waits for it.
    func sendLast() {
        DispatchQueue.global().async {
            self.isFinished.withLock { isFinished in
                self.request()
                isFinished = true
            }
        }
    }

    /// Waits for a request under way, so that it cannot hit the next statement of the connection.
    func finish() {
        isFinished.withLock { $0 = true }
    }

    private func sendUntilFinished() {
        let isSent = isFinished.withLock { isFinished in
            if !isFinished { request() }
            return !isFinished
        }
        guard isSent else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { self.sendUntilFinished() }
    }

    private func request() {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(raw, &message, Int32(message.count))
    }
}
