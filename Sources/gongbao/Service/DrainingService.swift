import Ingestion
import ServiceLifecycle
import Storage
import Synchronization

/// The worker as a service of the group: told to stop it finishes what is in hand, but not for longer than a deadline.
struct DrainingService: Service {
    /// Whether somebody asked twice.
    final class Urgency: Sendable {
        private let state = Mutex(false)

        /// Asks for an end at once.
        func raise() { state.withLock { $0 = true } }

        /// Whether that was asked for.
        var isRaised: Bool { state.withLock(\.self) }
    }

    /// The worker.
    let worker: Worker<PostgresJobQueue>
    /// How long finishing may take.
    let deadline: Duration
    /// Who asks twice.
    let urgency: Urgency
    /// Ends the process where even stopping hangs.
    let guardian: WorkerGuard

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await worker.run() }
            group.addTask { await waitUntilOverdue() }
            try await group.next()
            // Whichever ended first: the other one has nothing to wait for.
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func waitUntilOverdue() async {
        try? await gracefulShutdown()
        let end = ContinuousClock.now + deadline
        while !Task.isCancelled, !urgency.isRaised, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
        if !Task.isCancelled { guardian.endAfter(seconds: 5) }
    }
}
