import ArgumentParser
import Extraction
import Ingestion
import Storage

/// Has finished reports extracted again.
struct Reextract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reextract",
        abstract: "Have reports extracted again, after an upgrade of the extractor.",
        discussion: """
            Queues a job for each at backfill priority, which fresh reports overtake. A worker replaces a report's rows in \
            one transaction: whoever reads sees the old ones or the new ones. The queue keeps the history of each job. \
            Reports without rows, and reports with a run that is not finished, are left out. Workers of the version \
            before must have ended, or they extract as before.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "All whose rows an extractor older than that of this program wrote.")
    var olderThanCurrent = false

    @Argument(help: "Ids of reports.")
    var reports: [Int64] = []

    func validate() throws {
        guard olderThanCurrent == reports.isEmpty else {
            throw ValidationError("Give either ids of reports or --older-than-current.")
        }
    }

    func run() async throws {
        try await options.withDatabase(as: "gongbao-reextract") { (_, connection) throws(IngestionError) in
            let reextraction = Reextraction(over: connection)
            if olderThanCurrent {
                print("\(try await reextraction.olderThan(Extractor.version)) reports queued")
            } else {
                let count = try await reextraction.reports(reports)
                print("\(count) reports queued, \(Set(reports).count - count) left out")
            }
        }
    }
}
