import Foundation
import Testing

/// A table of cases beside the tests: tab-separated, `#` opens a comment, `⏎` stands for a line break.
struct CaseFile {
    /// One case: its line in the file and its columns.
    struct Row: Sendable, CustomTestStringConvertible {
        let line: Int
        let columns: [String]
        var testDescription: String { "line \(line): \(columns.first ?? "")" }
    }

    /// The tables of sentences with their rows, one for each phenomenon.
    static let observationTables = [
        "numeral", "level", "change", "fromto", "share", "bound", "gap", "completion", "rank", "coordination",
        "project",
        "naming", "status", "redaction", "damage", "trap",
    ]

    /// Reads all rows of `Cases/NAME`; an unreadable file has none, which the tests take for a failure.
    static func rows(_ name: String, file: String = #filePath) -> [Row] {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let text = String(decoding: bytes(folder + "/Cases/" + name) ?? [], as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            return Row(
                line: number + 1,
                columns: columns.map {
                    $0.split(separator: "⏎", omittingEmptySubsequences: false).joined(separator: "\n")
                }
            )
        }
    }

    /// All bytes of a file; nil where it cannot be read.
    static func bytes(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { Array($0) }
    }
}

/// The shared corpus of real reports, where it lies beside the package.
enum SharedCorpus {
    /// The texts; empty where there is no corpus.
    static let texts: [(name: String, body: [UInt8])] = {
        let folder = (#filePath).split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(
            separator: "/"
        )
        let path = folder + "/shared/corpus"
        let index = String(decoding: CaseFile.bytes(path + "/index.tsv") ?? [], as: UTF8.self)
        return index.split(separator: "\n").dropFirst().compactMap { row in
            guard let name = row.split(separator: "\t").first, let body = CaseFile.bytes(path + "/" + name) else {
                return nil
            }
            return (String(name), body)
        }
    }()
}
