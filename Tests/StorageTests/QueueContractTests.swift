import Dictionaries
import Extraction
import Ingestion
import TestSupport
import Testing

/// What a worker may count on, whatever keeps the jobs: each promise is tried on every queue there is.
@Suite(.timeLimit(.minutes(5)))
struct QueueContractTests {
    @Test(arguments: Backend.available) func claimsInOrderUpToTheLimit(_ backend: Backend) async throws {
        try await backend.run { try await $0.claimsInOrderUpToTheLimit() }
    }

    @Test(arguments: Backend.available) func nobodyClaimsWhatAnotherHolds(_ backend: Backend) async throws {
        try await backend.run { try await $0.nobodyClaimsWhatAnotherHolds() }
    }

    @Test(arguments: Backend.available) func namedJobsAreClaimedWhereTheyAreFree(_ backend: Backend) async throws {
        try await backend.run { try await $0.namedJobsAreClaimedWhereTheyAreFree() }
    }

    @Test(arguments: Backend.available) func anEmptyClaimLeavesNothingOpen(_ backend: Backend) async throws {
        try await backend.run { try await $0.anEmptyClaimLeavesNothingOpen() }
    }

    @Test(arguments: Backend.available) func aCommitIsAllOfIt(_ backend: Backend) async throws {
        try await backend.run { try await $0.aCommitIsAllOfIt() }
    }

    @Test(arguments: Backend.available) func aRollbackIsNothingOfIt(_ backend: Backend) async throws {
        try await backend.run { try await $0.aRollbackIsNothingOfIt() }
    }

    @Test(arguments: Backend.available) func fetchesInOrderUpToTheWindow(_ backend: Backend) async throws {
        try await backend.run { try await $0.fetchesInOrderUpToTheWindow() }
    }

    @Test(arguments: Backend.available) func theJournalTellsInterruptedAttempts(_ backend: Backend) async throws {
        try await backend.run { try await $0.theJournalTellsInterruptedAttempts() }
    }

    @Test(arguments: Backend.available) func theFirstWordOnABatchHolds(_ backend: Backend) async throws {
        try await backend.run { try await $0.theFirstWordOnABatchHolds() }
    }

    @Test(arguments: Backend.available) func aRetriedJobComesBackAsTheNextAttempt(_ backend: Backend) async throws {
        try await backend.run { try await $0.aRetriedJobComesBackAsTheNextAttempt() }
    }

    @Test(arguments: Backend.available) func aRetryBringsTheCrashesBeforeIt(_ backend: Backend) async throws {
        try await backend.run { try await $0.aRetryBringsTheCrashesBeforeIt() }
    }

    @Test(arguments: Backend.available) func theSurveyFindsTheFirstUnsettledJob(_ backend: Backend) async throws {
        try await backend.run { try await $0.theSurveyFindsTheFirstUnsettledJob() }
    }

    @Test(arguments: Backend.available) func aPausedPriorityHasNoWork(_ backend: Backend) async throws {
        try await backend.run { try await $0.aPausedPriorityHasNoWork() }
    }

    @Test(arguments: Backend.available) func watermarksPassNoUnsettledJob(_ backend: Backend) async throws {
        try await backend.run { try await $0.watermarksPassNoUnsettledJob() }
    }

    @Test(arguments: Backend.available) func emptyMeansNothingIsLeft(_ backend: Backend) async throws {
        try await backend.run { try await $0.emptyMeansNothingIsLeft() }
    }
}

extension QueueStage {
    private func discarded(_ job: Job) -> JobResult {
        JobResult(job: job, verdict: .discarded(error: "no", sqlState: nil), microseconds: 1)
    }

    private func succeeded(_ job: Job) -> JobResult {
        let body = Array("一、工作\n完成投资3亿元。".utf8)
        let report = Extractor(vocabulary: Dictionaries.vocabulary).extract(body.span, metadata: ReportMetadata())
        return JobResult(job: job, verdict: .succeeded(report, body: nil), microseconds: 1)
    }

    /// Writes the observations, and gives back the other rows.
    private func write(_ results: [JobResult], _ queue: Queue) async throws -> Queue.Outlines {
        let (observations, outlines) = queue.layOut(results)
        let (rows, feed) = AsyncStream.makeStream(of: Queue.Observations.self)
        feed.yield(observations)
        feed.finish()
        try await queue.write(rows)
        return outlines
    }

    /// Settles jobs as a worker does.
    private func settle(_ results: [JobResult], _ queue: Queue, priority: Int = 1) async throws {
        let batch = try await queue.begin(results.map(\.job), priority: priority)
        let outlines = try await write(results, queue)
        try await queue.commit(results, [outlines], batch: batch, priority: priority)
        try await queue.end(batch: batch, how: "committed")
    }

    fileprivate func claimsInOrderUpToTheLimit() async throws {
        var ids: [Int64] = []
        for number in 1...5 { ids.append(try await enqueue("text \(number)")) }
        let urgent = try await enqueue("urgent", priority: 0)
        let queue = try await open()
        let first = try await queue.claim(priority: 1, above: 0, limit: 3)
        #expect(first.map(\.id) == Array(ids[..<3]))
        #expect(first.allSatisfy { $0.attempt == 1 && !$0.isRetry && !$0.replaces && $0.rootID == $0.id })
        await queue.rollback()
        #expect(try await queue.claim(priority: 1, above: ids[2], limit: 9).map(\.id) == Array(ids[3...]))
        await queue.rollback()
        #expect(try await queue.claim(priority: 0, above: 0, limit: 9).map(\.id) == [urgent])
        await queue.rollback()
    }

    fileprivate func nobodyClaimsWhatAnotherHolds() async throws {
        for number in 1...4 { _ = try await enqueue("text \(number)") }
        let (one, other) = (try await open(), try await open())
        let first = try await one.claim(priority: 1, above: 0, limit: 2)
        let second = try await other.claim(priority: 1, above: 0, limit: 4)
        #expect(first.count == 2 && second.count == 2)
        #expect(Set(first.map(\.id)).isDisjoint(with: second.map(\.id)))
        await one.rollback()
        await other.rollback()
        #expect(try await other.claim(priority: 1, above: 0, limit: 4).count == 4)
        await other.rollback()
    }

    fileprivate func namedJobsAreClaimedWhereTheyAreFree() async throws {
        var ids: [Int64] = []
        for number in 1...4 { ids.append(try await enqueue("text \(number)")) }
        let (one, other) = (try await open(), try await open())
        try await settle([discarded(try #require(try await one.claim(priority: 1, above: 0, limit: 1).first))], one)
        _ = try await one.claim(priority: 1, only: [ids[1]])
        #expect(try await other.claim(priority: 1, only: [ids[2], ids[1], ids[0]]).map(\.id) == [ids[2]])
        await other.rollback()
        await one.rollback()
    }

    fileprivate func anEmptyClaimLeavesNothingOpen() async throws {
        let queue = try await open()
        #expect(try await queue.claim(priority: 1, above: 0, limit: 1).isEmpty)
        #expect(try await queue.claim(priority: 1, only: [77]).isEmpty)
        // What was enqueued since is seen, and can be worked.
        let id = try await enqueue("text")
        let job = try #require(try await queue.claim(priority: 1, only: [id]).first)
        try await settle([discarded(job)], queue)
        #expect(try await outcomes() == ["\(id) discarded 1"])
    }

    fileprivate func aCommitIsAllOfIt() async throws {
        let (first, second) = (try await enqueue("one"), try await enqueue("two"))
        let queue = try await open()
        let jobs = try await queue.claim(priority: 1, above: 0, limit: 2)
        try await settle([succeeded(jobs[0]), discarded(jobs[1])], queue)
        #expect(try await outcomes() == ["\(first) succeeded 1", "\(second) discarded 1"])
        #expect(try await reportsWithRows() == 1)
        #expect(try await ends() == ["committed"])
        #expect(try await queue.claim(priority: 1, above: 0, limit: 2).isEmpty)
        #expect(try await queue.claim(priority: 1, only: jobs.map(\.id)).isEmpty)
    }

    fileprivate func aRollbackIsNothingOfIt() async throws {
        let id = try await enqueue("one")
        let queue = try await open()
        let jobs = try await queue.claim(priority: 1, above: 0, limit: 1)
        _ = try await write(jobs.map(succeeded), queue)
        await queue.rollback()
        #expect(try await outcomes() == [])
        #expect(try await reportsWithRows() == 0)
        #expect(try await queue.claim(priority: 1, above: 0, limit: 1).map(\.id) == [id])
        await queue.rollback()
    }

    fileprivate func fetchesInOrderUpToTheWindow() async throws {
        for text in ["aaaa", "bbbbbbbb", "cc", "dddd"] { _ = try await enqueue(text) }
        let queue = try await open()
        let jobs = try await queue.claim(priority: 1, above: 0, limit: 4)
        let all = try await queue.fetch(jobs, byteLimit: 100, byteWindow: 100)
        #expect(all.map { String(decoding: $0.bytes ?? [], as: UTF8.self) } == ["aaaa", "bbbbbbbb", "cc", "dddd"])
        #expect(try await queue.fetch(jobs, byteLimit: 100, byteWindow: 13).count == 2)
        #expect(try await queue.fetch(jobs, byteLimit: 100, byteWindow: 1).count == 1, "at least one")
        let limited = try await queue.fetch(jobs, byteLimit: 4, byteWindow: 100)
        #expect(limited.map { $0.bytes?.count } == [4, nil, 2, 4])
        #expect(limited.map(\.byteCount) == [4, 8, 2, 4])
        try await delete(report: jobs[2].reportID)
        #expect(try await queue.fetch(jobs, byteLimit: 100, byteWindow: 100).map(\.byteCount) == [4, 8, 0, 4])
        await queue.rollback()
    }

    fileprivate func theJournalTellsInterruptedAttempts() async throws {
        for number in 1...3 { _ = try await enqueue("text \(number)") }
        let queue = try await open()
        let jobs = try await queue.claim(priority: 1, above: 0, limit: 3)
        #expect(try await queue.inspect(jobs, priority: 1).map(\.interruptions) == [0, 0, 0])
        _ = try await queue.begin([jobs[0], jobs[1]], priority: 1)
        _ = try await queue.begin([jobs[1]], priority: 1)
        let stopped = try await queue.begin([jobs[1], jobs[2]], priority: 1)
        try await queue.end(batch: stopped, how: "stopped")
        #expect(try await queue.inspect(jobs, priority: 1).map(\.interruptions) == [1, 2, 0])
        await queue.rollback()
    }

    fileprivate func theFirstWordOnABatchHolds() async throws {
        _ = try await enqueue("text")
        let queue = try await open()
        let batch = try await queue.begin(try await queue.claim(priority: 1, above: 0, limit: 1), priority: 1)
        await queue.rollback()
        for how in ["rolled_back", "lost"] { try await queue.end(batch: batch, how: how) }
        #expect(try await ends() == ["rolled_back"])
    }

    fileprivate func aRetriedJobComesBackAsTheNextAttempt() async throws {
        let id = try await enqueue("text")
        let queue = try await open()
        let job = try #require(try await queue.claim(priority: 1, above: 0, limit: 1).first)
        let later = Verdict.retried(error: "busy", sqlState: "55P03", after: .milliseconds(1))
        try await settle([JobResult(job: job, verdict: later, microseconds: 1)], queue)
        #expect(try await queue.isEmpty() == false)
        while try await !queue.housekeep() { try await Task.sleep(for: .milliseconds(1)) }
        let next = try #require(try await queue.claim(priority: 1, above: id, limit: 1).first)
        #expect(next.rootID == id && next.attempt == 2 && next.isRetry && next.replaces)
        #expect(next.reportID == job.reportID)
        try await settle([discarded(next)], queue)
        #expect(try await outcomes() == ["\(id) retried 1", "\(next.id) discarded 2"])
    }

    fileprivate func aRetryBringsTheCrashesBeforeIt() async throws {
        var job = Job(id: 0, reportID: 0, rootID: 0, attempt: 1, replaces: false)
        let id = try await enqueue("text")
        let queue = try await open()
        // A lock, a crash and so on; whatever ends a worker that has a retry at hand is none.
        let rounds: [(sqlState: String?, isInterrupted: Bool, crashes: Int)] = [
            ("55P03", false, 0), (nil, false, 0), ("55P03", false, 1), (nil, true, 1), (nil, false, 2),
        ]
        for (attempt, round) in rounds.enumerated() {
            job = try #require(try await queue.claim(priority: 1, above: 0, limit: 1).first)
            if round.isInterrupted { _ = try await queue.begin([job], priority: 1) }
            job = try await queue.inspect([job], priority: 1)[0]
            #expect(job.attempt == attempt + 1 && job.rootID == id && job.crashes == round.crashes)
            try await sendRound(job, round.sqlState, queue)
        }
        // The end of the worker that made a suspect of it is one.
        let other = try await enqueue("other")
        job = try #require(try await queue.claim(priority: 1, only: [other]).first)
        _ = try await queue.begin([job], priority: 1)
        try await sendRound(job, nil, queue)
        let both = try await queue.claim(priority: 1, above: 0, limit: 2)
        #expect(try await queue.inspect(both, priority: 1).map(\.crashes) == [3, 2])
        await queue.rollback()
    }

    /// Has the job come again at once.
    private func sendRound(_ job: Job, _ sqlState: String?, _ queue: Queue) async throws {
        let verdict = Verdict.retried(error: "e", sqlState: sqlState, after: .milliseconds(1))
        try await settle([JobResult(job: job, verdict: verdict, microseconds: 1)], queue)
        while try await !queue.housekeep() { try await Task.sleep(for: .milliseconds(1)) }
    }

    fileprivate func theSurveyFindsTheFirstUnsettledJob() async throws {
        let queue = try await open()
        #expect(try await queue.survey(above: [0, 0, 0], orAbove: [0, 0, 0]) == [nil, nil, nil])
        var ids: [Int64] = []
        for number in 1...3 { ids.append(try await enqueue("text \(number)")) }
        let backfill = try await enqueue("old", priority: 2)
        #expect(try await queue.survey(above: [0, 0, 0], orAbove: [0, 0, 0]) == [nil, ids[0] - 1, backfill - 1])
        try await settle(try await queue.claim(priority: 1, above: 0, limit: 1).map(discarded), queue)
        #expect(try await queue.survey(above: [0, 0, 0], orAbove: [0, 0, 0])[1] == ids[1] - 1)
        // Above the head first; only where there is nothing from the floor on.
        #expect(try await queue.survey(above: [0, ids[1], 0], orAbove: [0, 0, 0])[1] == ids[2] - 1)
        #expect(try await queue.survey(above: [0, ids[2], 0], orAbove: [0, 0, 0])[1] == ids[1] - 1)
        #expect(try await queue.survey(above: [0, ids[2], 0], orAbove: [0, ids[1], 0])[1] == ids[2] - 1)
        #expect(try await queue.survey(above: [0, ids[2], 0], orAbove: [0, ids[2], 0])[1] == nil)
    }

    fileprivate func aPausedPriorityHasNoWork() async throws {
        _ = try await enqueue("text")
        let queue = try await open()
        try await pause(1, true)
        #expect(try await queue.lowWatermarks().map { $0 == nil } == [false, true, false])
        #expect(try await queue.survey(above: [0, 0, 0], orAbove: [0, 0, 0]) == [nil, nil, nil])
        #expect(try await queue.isEmpty())
        try await pause(1, false)
        #expect(try await queue.lowWatermarks().allSatisfy { $0 != nil })
        #expect(try await queue.isEmpty() == false)
    }

    fileprivate func watermarksPassNoUnsettledJob() async throws {
        var ids: [Int64] = []
        for number in 1...3 { ids.append(try await enqueue("text \(number)")) }
        let queue = try await open()
        _ = try await queue.housekeep()
        #expect(try #require(try await queue.lowWatermarks()[1]) < ids[0])
        try await settle(try await queue.claim(priority: 1, above: 0, limit: 2).map(discarded), queue)
        for _ in 1...2 { _ = try await queue.housekeep() }
        #expect(try await queue.lowWatermarks()[1] == ids[1])
    }

    fileprivate func emptyMeansNothingIsLeft() async throws {
        let queue = try await open()
        #expect(try await queue.isEmpty())
        _ = try await enqueue("text", priority: 2)
        #expect(try await queue.isEmpty() == false)
        let jobs = try await queue.claim(priority: 2, above: 0, limit: 1)
        let other = try await open()
        #expect(try await other.isEmpty() == false, "held is not done")
        try await settle(jobs.map(discarded), queue, priority: 2)
        #expect(try await other.isEmpty())
    }
}
