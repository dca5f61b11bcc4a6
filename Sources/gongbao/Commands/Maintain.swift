import ArgumentParser
import Ingestion
import Storage

/// Does one round of upkeep.
struct Maintain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maintain",
        abstract: "Make partitions ahead, drop old settled ones, prune the journal; once, and exit.",
        discussion: """
            The workers do this once a minute; a timer may do it where no worker runs all the time. Partitions are dropped \
            only with retention.days, when all their jobs are settled and the last one ended longer ago, and not while \
            anybody reads them, such as a backup: the next round tries again.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await options.withDatabase(as: "gongbao-maintain") { (settings, connection) throws(IngestionError) in
            // As long as the timer's unit gives it: large partitions take their time to go, and nobody waits for it.
            let done = try await Maintenance(
                over: connection,
                retentionDays: settings.integer(.retentionDays),
                deadline: .seconds(3600)
            )
            print(
                "partitions: \(done.partitionsCreated) made, \(done.partitionsDropped) dropped; "
                    + "journal: \(done.batchesPruned) batches pruned"
            )
        }
    }
}
