import Dictionaries
import Extraction
import Testing

/// What another process is told of a report must be all of it.
@Suite struct ReportCodingTests {
    private static let body = """
        关于2023年上半年工作的报告
        一、上半年工作回顾
        （一）经济
        1－6月，完成财政总收入4.36亿元，同比增长8.2％，完成年度目标的52%，总量居全市第3位。
        粮食产量在10万吨至12万吨之间，新增企业约30家，城镇登记失业率控制在3.5%以内，增速高于全省平均水平1.2个百分点。
        二、下半年工作安排
        力争全年完成投资XX亿元。

        """

    private func report() -> Report {
        Extractor(vocabulary: Dictionaries.vocabulary)
            .extract(Array(Self.body.utf8).span, metadata: ReportMetadata(publishedOn: CalendarDate("2023-07-10")))
    }

    @Test func aReportComesBackAsItWas() throws {
        var report = report()
        #expect(report.observations.count > 5)
        // Each absence has a presence somewhere.
        report.observations[0].duplicateOf = 7
        report.observations[0].valueLow = ExactDecimal(mantissa: -12_345_678_901_234_567_890_123, scale: 3)
        report.observations[0].valueHigh = ExactDecimal(mantissa: 12_345_678_901_234_567_890_123, scale: 3)
        report.sections[0].duplicateOf = 3
        report.refArea = "某县"
        report.qualityFlags = ["a", "b"]
        var writer = FieldWriter()
        report.write(to: &writer)
        var reader = FieldReader(writer.bytes)
        #expect(try Report(from: &reader) == report)
        #expect(reader.isAtEnd)
    }

    @Test func whatEndsTooEarlyIsRefused() {
        var writer = FieldWriter()
        report().write(to: &writer)
        for length in stride(from: 0, to: writer.bytes.count, by: 7) {
            var reader = FieldReader(Array(writer.bytes[..<length]))
            #expect(throws: FieldReader.Malformed.self) { try Report(from: &reader) }
        }
    }
}
