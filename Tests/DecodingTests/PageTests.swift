import Decoding
import Dictionaries
import Extraction
import Foundation
import Testing

/// Pages of our own, one for each trouble, with what must become of them.
///
/// `GONGBAO_UPDATE_PAGES=1 swift test --filter PageTests` writes the expected files anew; read the difference.
@Suite struct PageTests {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/Pages"

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }.sorted()
    }()

    @Test func hasPages() { #expect(Self.names.count >= 51) }

    @Test(arguments: names) func reads(name: String) throws {
        let bytes = try #require(FileManager.default.contents(atPath: "\(Self.folder)/\(name).html"))
        let document = try Decoder().decode(Delivery(Array(bytes), mediaType: "text/html"))
        let path = "\(Self.folder)/\(name).txt"
        if ProcessInfo.processInfo.environment["GONGBAO_UPDATE_PAGES"] != nil {
            try Data(Self.described(document).utf8).write(to: URL(fileURLWithPath: path))
        }
        let expected = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        #expect(Self.described(document) == expected)
    }

    private static let extractor = Extractor(vocabulary: Dictionaries.vocabulary)

    /// The figures of each page stand in its body where their offsets say.
    @Test func figuresStandWhereTheirOffsetsSay() throws {
        var count = 0
        for name in Self.names {
            let bytes = try #require(FileManager.default.contents(atPath: "\(Self.folder)/\(name).html"))
            let body = try Decoder().decode(Delivery(Array(bytes), mediaType: "text/html")).body
            let scalars = Array(String(decoding: body, as: UTF8.self).unicodeScalars)
            for row in Self.extractor.extract(body.span, metadata: ReportMetadata()).observations {
                let surface = String(String.UnicodeScalarView(scalars[row.charStart..<row.charEnd]))
                #expect(surface == row.surface, "\(name): \(row.name)")
                count += 1
            }
        }
        #expect(count > 200)
    }

    /// What the document says of itself, a line each, and behind a rule its body.
    private static func described(_ document: DecodedDocument) -> String {
        let day = document.metadata.publishedOn.map { "\($0.year)-\($0.month)-\($0.day)" }
        let facts: [(String, String?)] = [
            ("media type", document.mediaType), ("charset", document.charset),
            ("flags", document.flags.isEmpty ? nil : document.flags.joined(separator: " ")),
            ("title", document.metadata.title), ("published", day), ("source", document.metadata.source),
            ("site", document.metadata.siteName), ("site code", document.metadata.siteIDCode),
        ]
        let head = facts.compactMap { name, value in value.map { "\(name): \($0)\n" } }.joined()
        return head + "----\n" + String(decoding: document.body, as: UTF8.self)
    }

    @Test(
        arguments: [
            // first bytes, name, expected media type
            ("<!DOCTYPE html><p>一</p>", nil, "text/html"),
            ("  <DIV>一</DIV>", nil, "text/html"),
            ("<p>一</p>", "https://example.org/art/1.jsp?id=3", "text/html"),
            ("<p>一</p>", "report.txt", "text/html"),
            ("一、回顾", "https://example.org/2023/index.html#top", "text/plain"),
            ("一、回顾", "report.txt", "text/plain"),
            ("增速<5%的有3个", nil, "text/plain"), ("一、回顾<br>\n二、打算", nil, "text/plain"),
            ("\u{FEFF}\n<html><p>一</p>", nil, "text/html"), ("<<通知>>", nil, "text/plain"),
        ] as [(String, String?, String)]
    )
    func tellsPagesFromText(text: String, name: String?, mediaType: String) throws {
        #expect(try Decoder().decode(Delivery(Array(text.utf8), name: name)).mediaType == mediaType)
    }

    @Test func plainTextStaysWhatItIsDeclaredToBe() throws {
        let text = Array("<p>一</p>".utf8)
        let document = try Decoder().decode(Delivery(text, mediaType: "text/plain"))
        #expect(document.body == text && document.isUnaltered && document.mediaType == "text/plain")
    }

    /// Sizes and shapes that break parsers: none may take longer than in proportion to its size, or nest too deep.
    @Test(
        arguments: [
            // before, repeated, between, repeated
            ("<div>", "</div>"), ("<div><p>", "</p></div>"), ("<b>", "</i>"), ("<span>", "</p>"),
            ("<a href=x>", "</a>"),
            ("<table><tr><td>", "</td></tr></table>"), ("<ul><li>", "</li>"), ("<select><option>", "</div>"),
            ("<span hidden>", "</span>"), ("<title>", "</div>"), ("<svg>", "</div>"), ("<!-- ", ""), ("<p x=\"", ""),
            ("<", ">"),
            ("<td colspan=9999 rowspan=9999>甲", "</td>"), ("<p a=1 b=2 c=3 ", ""), ("&#x", "&am"), ("</td>", "<tr>"),
            ("<table><tr><td>甲<td>1</table>", ""), ("<textarea>", "</div>"),
            ("<noscript><b>", "</noscript>"), ("<input value=\"公报\">", ""), ("<script>x([\"公报\", \"", "\"])</script>"),
            ("索 引 号：", "1月"), ("<tr><td colspan=256 rowspan=9>甲<td>乙", ""),
        ]
    )
    func survivesNesting(opening: String, closing: String) throws {
        // The standard's own algorithms are quadratic here; a tenth is enough to tell, but for what the limits are about.
        let count = ["<div>", "<b>"].contains(opening) ? 100_000 : 10_000
        var page = Array("<html><body><p>工作报告：全年增长5%。</p>".utf8)
        for _ in 0..<count { page += Array(opening.utf8) }
        page += Array("经济运行平稳。".utf8)
        for _ in 0..<count { page += Array(closing.utf8) }
        let body = try Decoder().decode(Delivery(page, mediaType: "text/html")).body
        #expect(String(decoding: body.prefix(36), as: UTF8.self).hasPrefix("工作报告：全年增长5%。"))
        #expect(body.count <= 2 * page.count)
    }
}
