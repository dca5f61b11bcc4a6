/// Whose turn it is of the two views that make up a connection, and the batch that is being finished meanwhile: one at most.
struct Turns<Queue: JobQueue> {
    /// How finishing a batch ended.
    typealias Finish = Result<BatchSummary, IngestionError>

    /// Over which view the next batch is opened.
    private(set) var next = 0
    /// Whether a batch is being finished.
    private(set) var isUnderWay = false
    private var group: TaskGroup<Finish>

    /// Batches are finished in `group`, which outlives this.
    init(group: TaskGroup<Finish>) { self.group = group }

    /// Begins to finish a batch over its view; the one before must be settled.
    mutating func finish(_ batch: OpenBatch<Queue>, _ run: BatchRun<Queue>) {
        group.addTask {
            do throws(IngestionError) {
                return .success(
                    try await run.queue.onSession { () async throws(IngestionError) in try await run.finish(batch) }
                )
            } catch {
                return .failure(error)
            }
        }
        isUnderWay = true
        next = 1 - next
    }

    /// Waits for the batch that is being finished; nil where there is none.
    mutating func settle() async throws(IngestionError) -> BatchSummary? {
        guard isUnderWay, let end = await group.next() else { return nil }
        isUnderWay = false
        return try end.get()
    }
}
