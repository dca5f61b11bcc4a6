import Dispatch
import Ingestion
import Logging
import Platform
import Synchronization

/// Ends the process when a report takes too long or too much memory: a thread that loops cannot be stopped otherwise.
///
/// The next worker finds the interrupted batch in the journal and reads its reports in a process of their own. The
/// guard has a thread of its own, because a loop may hold every one of the shared pool.
final class WorkerGuard: Sendable {
    private let queue = DispatchQueue(label: "guard")
    private let readings: Readings
    private let limit: Duration
    private let memory: Int
    private let logger: Logger
    private let isStopped = Mutex(false)
    /// When it looked last, and since when it looked without a break.
    private let looks = Mutex((last: ContinuousClock.now, unbroken: ContinuousClock.now))

    /// A guard over `readings`, each of which may take `limit`, in a process that may take `memory` bytes.
    init(readings: Readings, limit: Duration, memory: Int, logger: Logger) {
        self.readings = readings
        self.limit = limit
        self.memory = memory
        self.logger = logger
    }

    /// Looks ten times a second from now on.
    func watch() {
        queue.asyncAfter(deadline: .now() + .milliseconds(100)) {
            guard !self.isStopped.withLock(\.self) else { return }
            self.look()
            self.watch()
        }
    }

    /// Looks no more.
    func stop() { isStopped.withLock { $0 = true } }

    /// Ends the process as if all were well, unless it stops looking before: a thread or a server may hang.
    ///
    /// What is in hand is rolled back by the server.
    func endAfter(seconds: Int) {
        queue.asyncAfter(deadline: .now() + .seconds(seconds)) {
            guard !self.isStopped.withLock(\.self) else { return }
            self.logger.warning("stopped without an answer")
            ResourceLimits.exitNow(0)
        }
    }

    private func look() {
        // A process that was stopped, or a machine that slept, is not a report that loops.
        let unbroken = looks.withLock { looks in
            let now = ContinuousClock.now
            if now - looks.last > .seconds(2) { looks.unbroken = now }
            looks.last = now
            return looks.unbroken
        }
        if let longest = readings.longest(since: unbroken), longest > limit { end("a report takes more than \(limit)") }
        if let pages = ProcessMemory.pages(), pages.resident > memory {
            end("the process takes more than \(memory >> 20) MiB of memory")
        }
    }

    private func end(_ reason: String) -> Never {
        logger.critical("giving up", metadata: ["error": "\(reason)"])
        ResourceLimits.exitNow(70)
    }
}
