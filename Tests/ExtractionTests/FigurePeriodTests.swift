import Dictionaries
import Testing

@testable import Extraction

@Suite struct FigurePeriodTests {
    @Test(arguments: CaseFile.rows("figure_period.tsv")) func coversDays(_ row: CaseFile.Row) throws {
        try #require(row.columns.count == 5, "line \(row.line)")
        let metadata = ReportMetadata(
            title: row.columns[1].isEmpty ? nil : row.columns[1],
            publishedOn: CalendarDate(row.columns[0])
        )
        let report = Extractor(vocabulary: Dictionaries.vocabulary)
            .extract(Array(row.columns[2].utf8).span, metadata: metadata)
        #expect(report.observations.map(Self.describe).joined(separator: " / ") == row.columns[3], "line \(row.line)")
    }

    @Test func hasCases() { #expect(CaseFile.rows("figure_period.tsv").count > 20) }

    private static func describe(_ observation: Observation) -> String {
        let days = observation.period.map { "\($0.start)..\($0.end)" } ?? "open"
        return observation.surface + " " + days + (observation.periodText.map { " " + $0 } ?? "")
    }
}
