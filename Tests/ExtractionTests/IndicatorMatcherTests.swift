import Dictionaries
import Testing

@testable import Extraction

@Suite struct IndicatorMatcherTests {
    private let extractor = Extractor(vocabulary: Dictionaries.vocabulary)

    @Test func givesCodes() throws {
        let rows = CaseFile.rows("indicator.tsv")
        try #require(rows.count > 10)
        for row in rows {
            try #require(row.columns.count == 3, "indicator line \(row.line)")
            let body = Array(row.columns[0].utf8)
            let found = extractor.extract(body.span).observations
                .map { "\($0.name)=\($0.indicator ?? "-")" }
                .joined(separator: " / ")
            #expect(found == row.columns[1], "indicator line \(row.line)")
        }
    }

    @Test func theOwnPlaceIsNoPartOfTheIndicator() {
        let body = Array("临溪街道财政总收入4亿元，景和区财政总收入9亿元。".utf8)
        let metadata = ReportMetadata(refArea: "景和市临溪街道")
        let codes = extractor.extract(body.span, metadata: metadata).observations.map(\.indicator)
        #expect(codes == ["fiscal_revenue_total", nil])
    }
}
