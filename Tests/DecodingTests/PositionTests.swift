import Dictionaries
import Extraction
import Foundation
import Testing

@testable import Decoding

/// Words with their places, as `pdftotext -bbox-layout` writes them of documents of our own, with what must become of them.
///
/// `GONGBAO_UPDATE_PAGES=1 swift test --filter PositionTests` writes the expected files anew; read the difference.
@Suite struct PositionTests {
    private struct Made: DocumentConverter {
        let text: [UInt8]
        func convert(_ bytes: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8] { text }
    }

    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        + "/Positions"

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".xhtml") }.map { String($0.dropLast(6)) }.sorted()
    }()

    private static func decode(_ text: [UInt8]) throws -> DecodedDocument {
        try Decoder(converter: Made(text: text)).decode(Delivery(Array("%PDF-1.4".utf8)))
    }

    private static func decode(_ name: String) throws -> DecodedDocument {
        try decode(Array(try #require(FileManager.default.contents(atPath: "\(folder)/\(name).xhtml"))))
    }

    @Test func hasDocuments() { #expect(Self.names.count >= 10) }

    @Test(arguments: names) func reads(name: String) throws {
        let document = try Self.decode(name)
        let path = "\(Self.folder)/\(name).txt"
        if ProcessInfo.processInfo.environment["GONGBAO_UPDATE_PAGES"] != nil {
            try Data(document.body).write(to: URL(fileURLWithPath: path))
        }
        #expect(FileManager.default.contents(atPath: path) == Data(document.body))
        #expect(document.mediaType == "application/pdf" && document.charset == nil && !document.isUnaltered)
        #expect(document.flags == [])
    }

    private static let extractor = Extractor(vocabulary: Dictionaries.vocabulary)

    /// The observations of a document's tables: those whose surface is a cell.
    private static func cells(of name: String) throws -> [String] {
        let body = try decode(name).body
        let scalars = Array(String(decoding: body, as: UTF8.self).unicodeScalars)
        let metadata = ReportMetadata(publishedOn: CalendarDate("2024-03-20"), refArea: "临江县")
        return extractor.extract(body.span, metadata: metadata).observations.compactMap { row in
            let surface = String(String.UnicodeScalarView(scalars[row.charStart..<row.charEnd]))
            #expect(surface == row.surface)
            guard row.charStart > 0, scalars[row.charStart - 1] == "\t" else { return nil }
            return "\(row.name) \(row.measure.rawValue) \(row.value.map(\.description) ?? "?") \(row.unit)"
        }
    }

    private static let narrowCells = [
        "地区生产总值 level 31260000000 CNY", "地区生产总值 change 5.2 percent", "第一产业 level 1250000000 CNY",
        "第一产业 change -3.1 percent", "社会消费品零售总额 level 102345000000 CNY", "社会消费品零售总额 change 6.1 percent",
        "规模以上工业企业主营业务收入 level 352688000000 CNY", "规模以上工业企业主营业务收入 change 12.4 percent",
        "城镇居民人均可支配收入增长情况(按常住地分的口径) level 420000000 CNY",
        "城镇居民人均可支配收入增长情况(按常住地分的口径) change 0.7 percent", "一般公共预算收入 level 3802000000 CNY",
        "一般公共预算收入 change -2.4 percent",
    ]

    @Test(
        arguments: [
            ("narrow_cells", narrowCells), ("words_only", narrowCells),
            (
                "groups",
                [
                    "地区生产总值 level 28010000000 CNY", "地区生产总值 level 29720000000 CNY",
                    "地区生产总值 level 31260000000 CNY", "一般公共预算收入 level 3650000000 CNY",
                    "一般公共预算收入 level 3890000000 CNY", "一般公共预算收入 level 3802000000 CNY",
                    "城镇居民人均可支配收入 level 35700 CNY", "城镇居民人均可支配收入 level 37758 CNY",
                    "城镇居民人均可支配收入 level 39871 CNY", "农村居民人均可支配收入 level 18340 CNY",
                    "农村居民人均可支配收入 level 19792 CNY", "农村居民人均可支配收入 level 21356 CNY",
                ]
            ),
            (
                "spanning_heads",
                [
                    "规模以上工业企业生产的水泥及水泥制品产量 level 89000 t", "规模以上工业企业生产的水泥及水泥制品产量 change 1.4 percent",
                    "规模以上工业企业生产的水泥及水泥制品销售收入 level 12050000 CNY",
                    "规模以上工业企业生产的水泥及水泥制品销售收入 change 3.3 percent", "蔬菜产量 level 205000 t",
                    "蔬菜产量 change 2.6 percent", "蔬菜销售收入 level 3360000 CNY", "蔬菜销售收入 change -1.2 percent",
                    "设施农业大棚蔬菜产量 level 1350 t", "设施农业大棚蔬菜产量 change 7.7 percent", "设施农业大棚蔬菜销售收入 level 880000 CNY",
                    "设施农业大棚蔬菜销售收入 change 4.1 percent", "粮食产量 level 289000 t", "粮食销售收入 level 4570000 CNY",
                    "粮食销售收入 change 2.0 percent",
                ]
            ),
        ] as [(String, [String])]
    )
    func cellsBecomeObservations(name: String, expected: [String]) throws {
        #expect(try Self.cells(of: name) == expected)
    }

    // Pages of a few words.

    /// A word: its left and top edge, and its text; a character is 10 points wide and 12 high.
    private func word(_ left: Int, _ top: Int, _ text: String) -> String {
        let width = text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? 5 : 10) }
        return "<word xMin=\"\(left)\" yMin=\"\(top)\" xMax=\"\(left + width)\" yMax=\"\(top + 12)\">\(text)</word>"
    }

    private static func body(_ words: [String]) throws -> String {
        let page = "<html><doc><page width=\"595\" height=\"842\">\(words.joined(separator: "\n"))</page></doc></html>"
        return String(decoding: try decode(Array(page.utf8)).body, as: UTF8.self)
    }

    @Test func aRowWithoutRoomBetweenItsCellsKeepsThem() throws {
        let body = try Self.body([
            word(100, 100, "出口"), word(168, 100, "3.5"), word(187, 100, "4.1"),
            word(100, 115, "固定资产投资"), word(163, 115, "12.5"), word(187, 115, "7.3"),
            word(100, 130, "进口"), word(168, 130, "6.4"), word(187, 130, "-2"),
        ])
        #expect(body == "出口\t3.5\t4.1\n固定资产投资\t12.5\t7.3\n进口\t6.4\t-2")
    }

    @Test func figuresScatteredOverAChartAreNoTable() throws {
        let body = try Self.body([
            word(100, 100, "500"), word(150, 108, "412.5"), word(200, 100, "436.1"),
            word(100, 150, "400"), word(150, 158, "8.5"), word(200, 150, "7.9"),
            word(100, 200, "2021"), word(150, 200, "2022"), word(200, 200, "2023"),
        ])
        #expect(!body.contains("\t"))
    }

    @Test func entitiesAreTheirCharacters() throws {
        #expect(try Self.body([word(100, 100, "增速&lt;5%&amp;&quot;稳&quot;")]) == "增速<5%&\"稳\"")
    }

    @Test(
        arguments: [
            "<page width=\"595\" height=\"842\"/>", "<page width=\"\" height=\"x\"><word></page>", "<page width=\"1\"",
            "<page width=\"9\" height=\"9\"><word xMin=\"1\" yMin=\"1\" xMax=\"0\" yMax=\"2\">甲</word></page>",
            "<page width=\"9\" height=\"9\"><word xMin=\"nan\" yMin=\"1\" xMax=\"2\" yMax=\"2\">甲</word></page>",
            "<page width=\"9\" height=\"9\"><word xMin=\"1e9\" yMin=\"1\" xMax=\"99999999999\" yMax=\"2\">甲</word></page>",
            "<page width=\"9\" height=\"9\"><word xMin=\"1\" yMin=\"1\" xMax=\"2\" yMax=\"2\"> &#32;&nbsp</word></page>",
        ]
    )
    func whatHasNoPlaceIsNoText(page: String) throws {
        let document = try Self.decode(Array("<html>\(page)".utf8))
        #expect(document.body.filter { $0 > 0x20 && $0 < 0x80 }.isEmpty)
        #expect(document.flags == [DecodedDocument.noText])
    }

    /// Shapes that would make something grow faster than the document: each is as long as a yearbook.
    @Test(
        arguments: [
            (0.0, 0.02), (0.02, 0.0), (0.0, 0.0), (37.0, 0.03), (0.01, 0.01),
        ] as [(Double, Double)]
    )
    func survivesCrowdedPages(step: Double, fall: Double) throws {
        var page = Array("<html><page width=\"595\" height=\"842\">".utf8)
        let texts = ["地区生产总值", "12.5", "—", "增长", "2023", "单位：亿元", "."]
        for index in 0..<30_000 {
            let left = (Double(index) * step).truncatingRemainder(dividingBy: 560)
            let top = (Double(index) * fall).truncatingRemainder(dividingBy: 820)
            page += Array(
                """
                <word xMin="\(left)" yMin="\(top)" xMax="\(left + 20)" yMax="\(top + 10)">\(texts[index % 7])</word>

                """.utf8
            )
        }
        #expect(try Self.decode(page).body.count <= 2 * page.count)
    }
}
