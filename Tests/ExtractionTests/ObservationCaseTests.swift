import Dictionaries
import Testing

@testable import Extraction

@Suite struct ObservationCaseTests {
    @Test(arguments: CaseFile.observationTables) func readsFigures(_ table: String) throws {
        let rows = CaseFile.rows(table + ".tsv")
        try #require(rows.count > 1)
        let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
        for row in rows {
            try #require(row.columns.count == 3, "\(table) line \(row.line)")
            let body = Array(row.columns[0].utf8)
            let found = extractor.extract(body.span).observations.map(Self.describe).joined(separator: " / ")
            #expect(found == (row.columns[1] == "-" ? "" : row.columns[1]), "\(table) line \(row.line)")
        }
    }

    private static func describe(_ observation: Observation) -> String {
        var words = [observation.name, observation.measure.rawValue]
        if let low = observation.valueLow, let high = observation.valueHigh {
            words.append("\(low)..\(high)")
        } else {
            words.append(observation.value?.description ?? "?")
        }
        words.append(observation.unit.isEmpty ? "-" : observation.unit)
        if let basis = observation.basis { words.append(basis.rawValue) }
        if observation.qualifier != .exact { words.append(observation.qualifier.rawValue) }
        if observation.status != .actual { words.append(observation.status.rawValue) }
        return words.joined(separator: " ")
    }

    @Test func changesPointToTheirLevel() {
        let body = Array("贷款120户、3.5亿元，同比增长10%、20%。".utf8)
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(body.span).observations
        #expect(rows.map(\.relatesTo) == [nil, nil, 0, 1])
        #expect(rows.map(\.ordinal) == [0, 1, 2, 3])
    }

    @Test func knownNamesHaveACode() {
        let body = Array("全市一般公共预算收入5亿元，增长3%。".utf8)
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(body.span).observations
        #expect(rows.map(\.indicator) == ["general_public_budget_revenue", "general_public_budget_revenue"])
    }

    @Test func aRankSaysAmongWhom() {
        let body = Array("税收收入5亿元，列全市第一。".utf8)
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(body.span).observations
        #expect(rows.map(\.comparedWith) == [nil, "全市"])
    }
}
