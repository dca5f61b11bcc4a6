/// Reads reports where a crash harms nobody: in a process of their own, with limits.
package protocol ReportIsolation: Sendable {
    /// Reads the reports in order, each alone, until one crashes.
    ///
    /// - Throws: ``IngestionError/noProcess(_:)`` where there is none to be had.
    func read(_ payloads: [Payload]) async throws(IngestionError) -> IsolatedReading
}

/// How far isolated reading came.
package struct IsolatedReading: Sendable {
    /// How the first reports ended.
    package var verdicts: [Verdict]
    /// How the process died while it read the next one; nil where it read them all.
    package var crash: String?

    /// How far it came.
    package init(verdicts: [Verdict], crash: String?) {
        self.verdicts = verdicts
        self.crash = crash
    }
}
