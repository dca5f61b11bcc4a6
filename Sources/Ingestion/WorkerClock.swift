/// The time that a worker goes by; tests bring a time of their own.
package struct WorkerClock: Sendable {
    /// This moment.
    package let now: @Sendable () -> ContinuousClock.Instant
    /// Waits for so long, less where the task is cancelled.
    package let sleep: @Sendable (Duration) async -> Void

    /// A time of one's own.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (Duration) async -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's.
    package static let continuous = WorkerClock(now: { .now }, sleep: { try? await Task.sleep(for: $0) })
}
