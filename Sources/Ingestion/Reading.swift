/// How a batch's reports are read: in this process, or where they are suspects in one of their own.
package struct Reading: Sendable {
    /// How long a batch with suspects may stand still: a part of them, each up to its limits.
    static var longestPause: Duration { .seconds(3600) }

    private let reader: ReportReader
    private let isolation: any ReportIsolation
    private let conversion: any DocumentConversion
    private let readings: Readings

    /// Reads with `reader`, suspects by `isolation`, documents by what `conversion` makes of them; what is being read in
    /// this process is noted in `readings`.
    package init(
        reader: ReportReader,
        isolation: any ReportIsolation,
        conversion: any DocumentConversion = NoConversion(),
        readings: Readings = Readings()
    ) {
        self.reader = reader
        self.isolation = isolation
        self.conversion = conversion
        self.readings = readings
    }

    /// Puts in the place of documents what their converters make of them, one after the other.
    ///
    /// - Throws: ``IngestionError/noProcess(_:)`` where there is none to be had.
    func converted(
        _ payloads: ArraySlice<(job: Job, payload: Payload)>
    ) async throws(IngestionError) -> ArraySlice<(job: Job, payload: Payload)> {
        var payloads = payloads
        for index in payloads.indices {
            payloads[index].payload = try await payloads[index].payload.converted(by: conversion)
        }
        return payloads
    }

    /// Reads one after the other; stops where the task is cancelled.
    func read(_ payloads: ArraySlice<(job: Job, payload: Payload)>) -> [JobResult] {
        var results: [JobResult] = []
        results.reserveCapacity(payloads.count)
        for (job, payload) in payloads where !Task.isCancelled {
            let start = ContinuousClock.now
            let verdict = readings.note { reader.verdict(on: payload) }
            results.append(
                JobResult(
                    job: job,
                    verdict: verdict,
                    microseconds: (ContinuousClock.now - start).microseconds,
                    byteCount: payload.byteCount
                )
            )
        }
        return results
    }

    /// Reads one after the other in a process of their own, and in another after each crash.
    ///
    /// Gives back what was read until there was no process to be had.
    func readIsolated(
        _ payloads: [(job: Job, payload: Payload)],
        retry: RetryPolicy
    ) async -> (results: [JobResult], failure: IngestionError?) {
        var results: [JobResult] = []
        var rest = payloads[...]
        while !rest.isEmpty {
            let start = ContinuousClock.now
            let reading: IsolatedReading
            do throws(IngestionError) {
                reading = try await isolation.read(rest.map(\.payload))
            } catch {
                return (results, error)
            }
            var verdicts = reading.verdicts
            if let crash = reading.crash, verdicts.count < rest.count {
                verdicts.append(retry.crashVerdict(rest[rest.startIndex + verdicts.count].job, error: crash))
            }
            guard !verdicts.isEmpty else { return (results, .noProcess("nothing was read of the suspects")) }
            let share = (ContinuousClock.now - start) / verdicts.count
            results += zip(rest, verdicts).map {
                JobResult(
                    job: $0.job,
                    verdict: $1,
                    microseconds: share.microseconds,
                    byteCount: $0.payload.byteCount
                )
            }
            rest = rest.dropFirst(verdicts.count)
        }
        return (results, nil)
    }
}

extension Duration {
    fileprivate var microseconds: Int {
        Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
    }
}
