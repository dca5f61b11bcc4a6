import ArgumentParser
import Extraction
import Ingestion
import Logging
import Platform

/// Works the queue.
struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Work the queue: claim, extract, write, until told to stop."
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "How many batches are read at once, each over a connection of its own; wins over worker.connections.")
    var connections: Int?

    @Flag(help: "Work until the queue is empty, then exit 0.")
    var untilEmpty = false

    @Flag(help: "Print the effective configuration, secrets masked, and exit.")
    var checkConfig = false

    func run() async throws {
        Allocator.shareArenas()
        let settings = try options.configurationOrExit(flags: flags)
        let setup = WorkerProcess.Setup(settings: settings, vocabulary: try settings.vocabularyOrExit())
        if checkConfig {
            try StandardStream.output.write(settings.listing)
            return
        }
        let underSystemd = Environment.value(of: "JOURNAL_STREAM") != nil
        let level = settings.logLevel
        LoggingSystem.bootstrap { _ in LineLogHandler(level: level, underSystemd: underSystemd) }
        let process = WorkerProcess(untilEmpty: untilEmpty, restarts: RestartBackOff(settings)) {
            () throws(ConfigurationError) in
            let settings = try options.configuration(flags: flags)
            return WorkerProcess.Setup(settings: settings, vocabulary: try settings.vocabulary())
        }
        do {
            try await process.run(setup)
        } catch IngestionError.setup {
            throw ExitCode.configuration
        }
    }

    private var flags: [(setting: Setting, text: String, flag: String)] {
        connections.map { [(.workerConnections, String($0), "--connections")] } ?? []
    }
}
