import ArgumentParser
import Platform

/// What every benchmark is given.
struct BenchOptions: ParsableArguments {
    @Option(help: "Conninfo of a database whose schema gongbao may be dropped; its name must hold the word bench.")
    var database: String

    @Option(help: "The gongbao binary to run.")
    var binary: String

    @Argument(help: "Reports to measure with.")
    var files: [String]

    /// The reports' texts; refuses a database that is not meant for benchmarks before anything is read.
    func bodies() throws -> [[UInt8]] {
        guard database.contains("bench") else { throw Refusal() }
        return try Self.bodies(of: files)
    }

    /// The texts of files.
    static func bodies(of files: [String]) throws(FileError) -> [[UInt8]] {
        try files.map { path throws(FileError) in try InputFile(path).read(limit: 64 << 20) }
    }
}

/// A database that is not meant for benchmarks.
struct Refusal: Error, CustomStringConvertible {
    let description = "the database's name must hold the word bench: its schema gongbao is dropped"
}
