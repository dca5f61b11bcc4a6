import Testing

@testable import Extraction

@Suite struct PeriodResolverTests {
    @Test(arguments: CaseFile.rows("period.tsv")) func reads(_ row: CaseFile.Row) throws {
        try #require(row.columns.count >= 4, "line \(row.line)")
        let body = Array(row.columns[2].utf8)
        let text = FoldedText(body.span)
        let metadata = ReportMetadata(title: row.columns[1], publishedOn: CalendarDate(row.columns[0]))
        let context = ReportContext(text: text, outline: OutlineDivider().divide(text), metadata: metadata)
        let mentions = mentions(of: text, context)
        let found = mentions.map { mention in
            let days = mention.period.map { "\($0.start)..\($0.end)" } ?? "open"
            return text.original(mention.range, in: body.span) + "=" + days + (mention.isBase ? "*" : "")
        }
        #expect(found.joined(separator: " ") == row.columns[3], "line \(row.line)")
    }

    private func mentions(of text: FoldedText, _ context: ReportContext) -> [PeriodResolver.Mention] {
        var resolver = PeriodResolver(text: text, context: context)
        var mentions: [PeriodResolver.Mention] = []
        resolver.find(in: 0..<text.count, section: 0, into: &mentions)
        return mentions
    }

    @Test func hasCases() { #expect(CaseFile.rows("period.tsv").count > 15) }

    @Test func withoutContextOnlyNamedYearsAreKnown() {
        let body = Array("今年增长，2021年增长，6月增长，全年增长，去年增长，前三季度增长。".utf8)
        let text = FoldedText(body.span)
        let context = ReportContext(text: text, outline: OutlineDivider().divide(text), metadata: ReportMetadata())
        let mentions = mentions(of: text, context)
        #expect(mentions.map { $0.period?.start.year } == [nil, 2021, nil, 2021, nil, nil])
    }

    @Test(.enabled(if: !SharedCorpus.texts.isEmpty, "the shared corpus is not beside the package"))
    func corpusMentionsAreInOrder() {
        for (name, body) in SharedCorpus.texts {
            let text = FoldedText(body.span)
            let outline = OutlineDivider().divide(text)
            let context = ReportContext(text: text, outline: outline, metadata: ReportMetadata())
            var last = 0
            for mention in mentions(of: text, context) {
                #expect(mention.range.lowerBound >= last && !mention.range.isEmpty, "\(name)")
                #expect(mention.period.map { $0.start <= $0.end } ?? true, "\(name)")
                last = mention.range.upperBound
            }
        }
    }
}
