import Foundation

/// The texts of the case tables and the sample reports: the repository's own.
enum OwnTexts {
    /// Name and body of each.
    static let all: [(name: String, body: [UInt8])] = {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        var texts: [(name: String, body: [UInt8])] = []
        for name in names(in: folder + "/Cases") where name.hasSuffix(".tsv") {
            for row in CaseFile.rows(name) {
                // A table may have a date and a title before its text.
                let text = row.columns[row.columns.count > 3 ? 2 : 0]
                texts.append((name: "\(name) line \(row.line)", body: Array(text.utf8)))
            }
        }
        let reports = folder + "/../Reports"
        for name in names(in: reports) where name.hasSuffix(".txt") {
            if let body = CaseFile.bytes(reports + "/" + name) { texts.append((name: name, body: body)) }
        }
        return texts
    }()

    private static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).sorted()
    }
}
