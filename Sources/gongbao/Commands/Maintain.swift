import ArgumentParser
import Ingestion
import Platform
import Postgres
import Storage

/// Does one round of upkeep.
struct Maintain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make partitions ahead, drop old settled ones, prune the journal; once, and exit.",
        discussion: """
            The workers do this once a minute; a timer may do it where no worker runs all the time. Partitions are dropped \
            only with retention.days, when all their jobs are settled and the last one ended longer ago, and not while \
            anybody reads them, such as a backup: the next round tries again.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let settings = try options.configurationOrExit()
        do throws(IngestionError) {
            let connection = try await wrapped { () async throws(PostgresError) in
                try await PostgresConnection(
                    settings.text(.databaseConninfo),
                    applicationName: "gongbao-maintain",
                    deadline: .seconds(settings.integer(.databaseAnswerSeconds))
                )
            }
            let done = try await Maintenance(over: connection, retentionDays: settings.integer(.retentionDays))
            print(
                "partitions: \(done.partitionsCreated) made, \(done.partitionsDropped) dropped; "
                    + "journal: \(done.batchesPruned) batches pruned"
            )
        } catch {
            try StandardStream.error.write("gongbao: \(error)\n")
            if case .setup = error { throw ExitCode.configuration }
            throw ExitCode.failure
        }
    }
}
