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

    @Option(help: "Conninfo of a database whose schema gongbao may be dropped; its name must hold the word bench.")
    var database: String

    @Option(help: "The gongbao binary to run.")
    var binary: String

    @Option(help: "How many reports to enqueue and work.")
    var reports = 20_000

    @Option(help: "How many connections write at once; may be given several times.")
    var connections: [Int] = [1, 2, 4]

    @Option(help: "How often each side is measured, in turn; the median counts.")
    var rounds = 3

    @Argument(help: "Reports to measure with.")
    var files: [String]

    func run() async throws {
        let bodies = try files.map { path throws(FileError) in try InputFile(path).read(limit: 64 << 20) }
        guard database.contains("bench") else { throw Refusal() }
        var figures: [Figure] = []
        /// Shows figures at once: later ones may take minutes.
        func show(_ new: [Figure]) throws {
            figures += new
            try StandardStream.error.write(new.map { $0.line + "\n" }.joined())
        }
        let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
        try show(ExtractionBench(extractor: extractor, bodies: bodies).figures())
        try show(try await RowBench(conninfo: database, extractor: extractor, bodies: bodies).figures())
        for connections in connections {
            let endToEnd = EndToEndBench(
                conninfo: database,
                binary: binary,
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

/// A database that is not meant for benchmarks.
struct Refusal: Error, CustomStringConvertible {
    let description = "the database's name must hold the word bench: its schema gongbao is dropped"
}

/// One measured figure.
struct Figure {
    var name: String
    var value: Double
    var unit: String

    /// A line of the table.
    var line: String {
        let shown = value >= 100 ? "\(Int(value.rounded()))" : "\((value * 1000).rounded() / 1000)"
        let padding = String(repeating: " ", count: max(1, 44 - name.count))
        return "\(name)\(padding)\(String(repeating: " ", count: max(0, 10 - shown.count)))\(shown) \(unit)"
    }

    /// The middle one of several measurements.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}

/// The seconds that `body` takes.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start) / .seconds(1)
}
