/// Whose turn it is of the two views that make up a connection, and the batches that are being finished: one over each at most.
struct Turns<Queue: JobQueue> {
    /// How finishing a batch ended.
    struct Finish: Sendable {
        /// Over which view.
        let view: Int
        let end: Result<BatchSummary, IngestionError>
    }

    /// Over which view the next batch is opened, once it is free.
    private(set) var next = 0
    private var underWay = [false, false]
    private var group: TaskGroup<Finish>

    /// Batches are finished in `group`, which outlives this.
    init(group: TaskGroup<Finish>) { self.group = group }

    /// Whether a batch is being finished.
    var isUnderWay: Bool { underWay.contains(true) }

    /// Whether a batch can be opened over the view whose turn it is.
    var isFree: Bool { !underWay[next] }

    /// Begins to finish a batch over the view whose turn it was.
    ///
    /// The one before may still be committed: a small batch of fresh reports need not wait for it.
    mutating func finish(_ batch: OpenBatch<Queue>, _ run: BatchRun<Queue>) {
        let view = next
        group.addTask {
            do throws(IngestionError) {
                let summary = try await run.queue.onSession { () async throws(IngestionError) in
                    try await run.finish(batch)
                }
                return Finish(view: view, end: .success(summary))
            } catch {
                return Finish(view: view, end: .failure(error))
            }
        }
        underWay[view] = true
        next = 1 - view
    }

    /// Waits for a batch that is being finished; nil where there is none.
    mutating func settle() async throws(IngestionError) -> BatchSummary? {
        guard isUnderWay, let finish = await group.next() else { return nil }
        underWay[finish.view] = false
        return try finish.end.get()
    }
}
