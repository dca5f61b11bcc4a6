import Decoding
import Dictionaries
import Extraction
import Testing

/// Tables on the way from page to observation.
@Suite struct TablePageTests {
    private static let extractor = Extractor(vocabulary: Dictionaries.vocabulary)

    /// A row of a table: the cells of its columns, heads and their spans.
    private static func page(_ rows: [String]) -> [UInt8] {
        let markup = rows.map { "<tr>\($0)</tr>" }.joined(separator: "\n")
        return Array("<html><body><h1>临江市2023年统计公报</h1><table border=1>\(markup)</table></body></html>".utf8)
    }

    private static func observations(_ page: [UInt8]) throws -> [String] {
        let document = try Decoder().decode(Delivery(page, mediaType: "text/html"))
        let metadata = ReportMetadata(publishedOn: CalendarDate("2024-03-20"), refArea: "临江市")
        let body = String(decoding: document.body, as: UTF8.self)
        let scalars = Array(body.unicodeScalars)
        return extractor.extract(document.body.span, metadata: metadata).observations.map { row in
            let surface = String(String.UnicodeScalarView(scalars[row.charStart..<row.charEnd]))
            #expect(surface == row.surface)
            return "\(row.name) \(row.measure.rawValue) \(row.value.map(\.description) ?? "?") \(row.unit)"
        }
    }

    @Test(
        arguments: [
            // rows, expected observations
            (
                [
                    "<td colspan=3><b>表1 主要指标</b></td>", "<td colspan=2></td><td>单位：亿元</td>",
                    "<td>指标</td><td>2023年</td><td>比上年增长（%）</td>",
                    "<td>地区生产总值</td><td>312.6</td><td>5.2</td>", "<td>&nbsp;其中：第一产业</td><td>12.5</td><td>-3.1</td>",
                    "<td>进出口总额</td><td></td><td>4.5</td>",
                ],
                [
                    "地区生产总值 level 31260000000 CNY", "地区生产总值 change 5.2 percent", "第一产业 level 1250000000 CNY",
                    "第一产业 change -3.1 percent", "进出口总额 change 4.5 percent",
                ]
            ),
            (
                [
                    "<th rowspan=2>产品名称</th><th rowspan=2>单位</th><th colspan=2>产量</th>", "<th>绝对数</th><th>增长（%）</th>",
                    "<td>粮食</td><td>万吨</td><td>8.9</td><td>1.4</td>", "<td>蔬菜</td><td>万吨</td><td>20.5</td><td>2.6</td>",
                ],
                [
                    "粮食产量 level 89000 t", "粮食产量 change 1.4 percent", "蔬菜产量 level 205000 t",
                    "蔬菜产量 change 2.6 percent",
                ]
            ),
        ] as [([String], [String])]
    )
    func cellsBecomeObservations(rows: [String], expected: [String]) throws {
        #expect(try Self.observations(Self.page(rows)) == expected)
    }
}
