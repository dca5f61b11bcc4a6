import Dictionaries
import Testing

@testable import Extraction

@Suite struct ExplainTests {
    private let extractor = Extractor(vocabulary: Dictionaries.vocabulary)

    @Test func rejectedNumbersHaveTheirReason() throws {
        let rows = CaseFile.rows("rejected.tsv")
        try #require(rows.count > 20)
        var reasons: Set<Rejection> = []
        for row in rows {
            try #require(row.columns.count == 3, "line \(row.line)")
            let rejected = extractor.explain(Array(row.columns[0].utf8).span).rejected
            let found = rejected.map { "\($0.surface) \($0.reason.rawValue)" }.joined(separator: " / ")
            #expect(found == (row.columns[1] == "-" ? "" : row.columns[1]), "line \(row.line)")
            reasons.formUnion(rejected.map(\.reason))
        }
        let untested = Rejection.allCases.filter { !reasons.contains($0) }
        #expect(untested.isEmpty, "no case for \(untested)")
    }

    @Test func figuresNameTheirRules() throws {
        let rows = CaseFile.rows("rules.tsv")
        try #require(rows.count > 20)
        var seen: Set<String> = []
        for row in rows {
            try #require(row.columns.count == 3, "line \(row.line)")
            let found = extractor.explain(Array(row.columns[0].utf8).span).explanations
                .map {
                    [$0.span.rawValue, $0.name.rawValue, $0.measure.rawValue, $0.status.rawValue, $0.period.rawValue]
                }
            #expect(
                found.map { $0.joined(separator: " ") }.joined(separator: " / ") == row.columns[1],
                "line \(row.line)"
            )
            for rules in found {
                for (field, rule) in zip(["span", "name", "measure", "status", "period"], rules) {
                    seen.insert("\(field) \(rule)")
                }
            }
        }
        let all =
            SpanRule.allCases.map { "span \($0.rawValue)" } + NamingRule.allCases.map { "name \($0.rawValue)" }
            + MeasureRule.allCases.map { "measure \($0.rawValue)" }
            + StatusRule.allCases.map { "status \($0.rawValue)" }
            + PeriodRule.allCases.map { "period \($0.rawValue)" }
        let untested = all.filter { !seen.contains($0) }
        #expect(untested.isEmpty, "no case for \(untested)")
    }

    @Test func explainingChangesNoRowAndLeavesNoDigitOut() {
        for (name, body) in OwnTexts.all + SharedCorpus.texts.prefix(12) {
            let explained = extractor.explain(body.span)
            #expect(explained.report == extractor.extract(body.span), "\(name)")
            #expect(explained.explanations.count == explained.report.observations.count, "\(name)")
            let text = FoldedText(body.span)
            var spans = explained.report.observations.map { $0.charStart..<$0.charEnd }
            spans += explained.rejected.map { $0.charStart..<$0.charEnd }
            spans.sort { $0.lowerBound < $1.lowerBound }
            var span = 0
            for index in 0..<text.count where UnitClass.isDigit(text.units[index]) {
                let offset = text.scalarOffset(of: index)
                while span < spans.count, spans[span].upperBound <= offset { span += 1 }
                let isExplained = span < spans.count && spans[span].contains(offset)
                #expect(
                    isExplained,
                    "\(name): the digit at \(offset), \(text.folded(index..<min(text.count, index + 12)))"
                )
                guard isExplained else { break }
            }
        }
    }
}
