/// Where jobs come from and where their results go: one connection's view of the queue.
///
/// A claim opens a transaction that ``commit(_:)`` or ``rollback()`` ends; the rows it locked are the lease.
package protocol JobQueue: Sendable {
    /// Observations laid out for writing: most of what a report gives.
    associatedtype Observations: Sendable
    /// The other rows, laid out.
    associatedtype Outlines: Sendable

    /// Runs `body` where the session's own work runs, so that its calls to the session change no thread.
    func onSession<Value: Sendable>(
        _ body: @Sendable () async throws(IngestionError) -> Value
    ) async throws(IngestionError) -> Value

    /// For each priority the id above which its first unsettled job lies; nil where there is none or it is paused.
    ///
    /// It is looked for above the head, the highest id claimed; where nothing is there, above the floor, because whoever
    /// commits late has a lower id. What it finds may be held by somebody.
    func survey(above heads: [Int64], orAbove floors: [Int64]) async throws(IngestionError) -> [Int64?]

    /// Claims up to `limit` jobs of a priority with ids above `cursor`, in order.
    ///
    /// Jobs settled between snapshot and lock are left out. Where the answer is empty no transaction is open.
    func claim(priority: Int, above cursor: Int64, limit: Int) async throws(IngestionError) -> [Job]

    /// Claims those of the jobs that are neither settled nor held by anybody; else as above.
    func claim(priority: Int, only ids: [Int64]) async throws(IngestionError) -> [Job]

    /// Fetches what the scraper delivered, for as many of `jobs` from the first on as fit into `byteWindow`, at least one.
    ///
    /// A report beyond `byteLimit` comes without its bytes. Fetching does not hinder writing.
    func fetch(_ jobs: [Job], byteLimit: Int, byteWindow: Int) async throws(IngestionError) -> [Payload]

    /// Lays out the rows of these results; pure work, done beside the session. Those of none keep the transaction awake.
    func layOut(_ results: [JobResult]) -> (observations: Observations, outlines: Outlines)

    /// Writes observations into the open transaction as they come, in place of earlier rows of jobs that replace any.
    ///
    /// Where the task is cancelled before all came, nothing may be committed.
    func write(_ rows: AsyncStream<Observations>) async throws(IngestionError)

    /// Writes the other rows, the outcomes of the results and the later attempts of those retried, and commits: all of
    /// it or nothing.
    func commit(_ results: [JobResult], _ rows: [Outlines], batch: Int64, priority: Int) async throws(IngestionError)

    /// Gives the claimed jobs back.
    func rollback() async

    /// The journal's side of a claim: fills in how often each job was interrupted, and how often a retry crashed before.
    func inspect(_ jobs: [Job], priority: Int) async throws(IngestionError) -> [Job]

    /// Lets the open transaction stand still for so long, for reading that takes longer than usual.
    func allowPause(_ duration: Duration) async throws(IngestionError)

    /// Notes in the journal that a batch begins, and gives back its number.
    func begin(_ jobs: [Job], priority: Int) async throws(IngestionError) -> Int64

    /// Notes in the journal how a batch ended: `committed`, `rolled_back`, `lost` or `stopped`.
    func end(batch: Int64, how: String) async throws(IngestionError)

    /// For each priority the id up to which every ticket is settled; nil where the priority is paused.
    func lowWatermarks() async throws(IngestionError) -> [Int64?]

    /// Turns delayed work that is due into tickets, and moves the watermark; true where something was promoted.
    func housekeep() async throws(IngestionError) -> Bool

    /// Marks near duplicates and versions among the reports of some jobs that were settled since the last time, and tells of how many.
    ///
    /// One of all who ask does it; the others find nothing.
    func linkDuplicates(atMost jobs: Int) async throws(IngestionError) -> Int

    /// Makes partitions ahead, drops settled ones older than so many days (0: none), prunes the journal.
    func maintain(retentionDays: Int) async throws(IngestionError)

    /// Whether nothing is waiting: no delayed work either.
    func isEmpty() async throws(IngestionError) -> Bool
}
