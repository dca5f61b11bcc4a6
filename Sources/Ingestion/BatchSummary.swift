/// What became of a batch.
package struct BatchSummary: Sendable, Equatable {
    /// Jobs that came to an end.
    package var finished = 0
    /// Of these, jobs that did not succeed.
    package var failed = 0
    /// Jobs that are to be tried again later; not among the finished.
    package var retried = 0
    /// The highest id claimed; nil where nothing was.
    package var highest: Int64?
    /// What ``JobQueue/survey(above:orAbove:)`` found beyond the batch while its last rows were written; nil where nobody looked.
    package var ahead: [Int64?]?
    /// Jobs that were read in a process of their own, because they may have brought one down.
    package var isolated = 0
    /// Sections and observations written.
    package var rows = 0
    /// Bytes that the scrapers delivered for the jobs that ended.
    package var bytes = 0
    /// How long each claim took; several where the batch was halved.
    package var claims: [Duration] = []
    /// How long each commit took.
    package var commits: [Duration] = []

    /// Takes in a part of the batch that was claimed again.
    mutating func add(_ part: BatchSummary) {
        finished += part.finished
        failed += part.failed
        retried += part.retried
        rows += part.rows
        bytes += part.bytes
        claims += part.claims
        commits += part.commits
    }
}
