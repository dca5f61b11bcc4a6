import Dictionaries
import Foundation
import Testing

@testable import Extraction

/// The codes of indicators against the gold documents of the shared folder, where that lies beside the package.
@Suite(.enabled(if: !GoldDocument.all.isEmpty, "no ../shared/eval beside the package"))
struct GoldCodeTests {
    @Test func codesAreThoseOfTheGold() {
        let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
        var given = 0
        var wanted = 0
        var wrong: [String] = []
        for document in GoldDocument.all {
            let found = extractor.extract(document.body.span).observations
            for gold in document.coded {
                // Figures are compared by their place, where two may stand: names and values are scored elsewhere.
                let rows = found.filter { $0.charStart == gold.start && $0.charEnd == gold.end }
                guard let row = rows.first(where: { $0.indicator == gold.code }) ?? rows.first else { continue }
                wanted += 1
                guard let code = row.indicator else { continue }
                given += 1
                if code != gold.code {
                    wrong.append("\(document.name): \(row.name) \(row.surface): \(code), not \(gold.code)")
                }
            }
        }
        #expect(wanted > 150)
        let right = Double(given - wrong.count)
        #expect(right / Double(given) >= 0.97, "\(wrong)")
        #expect(right / Double(wanted) >= 0.92, "\(given) of \(wanted)")
    }
}

/// A report with gold for it.
private struct GoldDocument {
    /// Its short name.
    var name: String
    /// The text.
    var body: [UInt8]
    /// Places and codes of the figures that have one.
    var coded: [(start: Int, end: Int, code: String)]

    static let all: [GoldDocument] = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let folder = root + "/shared"
        let files = FileManager.default
        let gold = (try? files.contentsOfDirectory(atPath: folder + "/eval/gold")) ?? []
        let seeds = (try? files.contentsOfDirectory(atPath: folder + "/seeds")) ?? []
        return gold.sorted().compactMap { file in
            guard let name = file.split(separator: ".").first.map(String.init) else { return nil }
            let seed = seeds.first { $0.hasPrefix(name + "_") }.map { folder + "/seeds/" + $0 }
            guard let body = CaseFile.bytes(seed ?? folder + "/eval/texts/\(name).txt"),
                let data = files.contents(atPath: folder + "/eval/gold/" + file),
                let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
                let rows = object["observations"] as? [[String: Any]]
            else { return nil }
            let coded = rows.compactMap { row -> (Int, Int, String)? in
                guard let start = row["char_start"] as? Int, let end = row["char_end"] as? Int,
                    let code = row["indicator"] as? String
                else { return nil }
                return (start, end, code)
            }
            return GoldDocument(name: name, body: body, coded: coded)
        }
    }()
}
