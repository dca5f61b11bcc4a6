import ArgumentParser
import Dictionaries
import Extraction
import Platform
import Postgres

/// The benchmarks, a table on standard error and JSON on standard output: extraction alone, and end to end against the floor that a bare COPY of the same rows sets.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throughput",
        abstract: "Extraction, rows and the whole way against the COPY-only floor."
    )

    @OptionGroup var options: BenchOptions

    @Option(help: "How many reports to enqueue and work.")
    var reports = 20_000

    @Option(help: "How many connections write at once; may be given several times.")
    var connections: [Int] = [1, 2, 4]

    @Option(help: "How often each side is measured, in turn; the median counts.")
    var rounds = 3

    @Option(help: "A further report to measure extraction alone with; may be given several times.")
    var corpus: [String] = []

    func run() async throws {
        let bodies = try options.bodies()
        let database = options.database
        var figures: [Figure] = []
        /// Shows figures at once: later ones may take minutes.
        func show(_ new: [Figure]) throws {
            figures += new
            try Figure.show(new)
        }
        let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
        // As the worker does.
        Allocator.shareArenas()
        try show(ExtractionBench(extractor: extractor, name: "the reports", bodies: bodies).figures())
        let joined = [Array(bodies.joined())]
        try show(ExtractionBench(extractor: extractor, name: "the reports concatenated", bodies: joined).figures())
        if !corpus.isEmpty {
            let all = try BenchOptions.bodies(of: corpus)
            try show(ExtractionBench(extractor: extractor, name: "the corpus", bodies: all).figures())
        }
        try show(DecodingBench(bodies: bodies).figures())
        try show(try await RowBench(conninfo: database, extractor: extractor, bodies: bodies).figures())
        try await PostgresConnection(database).growLog()
        for connections in connections {
            let endToEnd = EndToEndBench(
                conninfo: database,
                binary: options.binary,
                bodies: bodies,
                reports: reports,
                connections: connections,
                extractor: extractor
            )
            try show(try await endToEnd.figures(rounds: rounds))
        }
        let entries = figures.map { "  {\"name\": \"\($0.name)\", \"value\": \($0.value), \"unit\": \"\($0.unit)\"}" }
        try StandardStream.output.write("[\n\(entries.joined(separator: ",\n"))\n]\n")
    }
}
