import Dictionaries
import Testing

@testable import Extraction

@Suite struct TableTests {
    @Test(arguments: ["table", "communique", "shape"].flatMap { CaseFile.rows($0 + ".tsv") }) func reads(
        _ row: CaseFile.Row
    ) throws {
        try #require(row.columns.count == 3, "line \(row.line)")
        // A tab would end the column of the case file.
        let body = Array(row.columns[0].map { $0 == "⇥" ? "\t" : $0 }.map(String.init).joined().utf8)
        let metadata = ReportMetadata(publishedOn: CalendarDate("2024-03-20"), refArea: "临江市")
        let report = Extractor(vocabulary: Dictionaries.vocabulary).extract(body.span, metadata: metadata)
        let found = report.observations.map(Self.describe).joined(separator: " / ")
        #expect(found == (row.columns[1] == "-" ? "" : row.columns[1]), "line \(row.line)")
    }

    @Test func hasCases() {
        #expect(CaseFile.rows("table.tsv").count > 20)
        #expect(CaseFile.rows("communique.tsv").count > 10)
        #expect(CaseFile.rows("shape.tsv").count > 15)
    }

    private static func describe(_ observation: Observation) -> String {
        var words = [observation.name, observation.measure.rawValue, observation.value?.description ?? "?"]
        words.append(observation.unit.isEmpty ? "-" : observation.unit)
        if let basis = observation.basis { words.append(basis.rawValue) }
        if let text = observation.periodText { words.append(text) }
        if let place = observation.refArea { words.append("@" + place) }
        if let level = observation.relatesTo { words.append(">\(level)") }
        return words.joined(separator: " ")
    }

    @Test func offsetsOfCellsAreTheBodys() {
        let body = "表1 主要指标\n单位：亿元\n指标\t2023年\t比上年增长（%）\n进口\t１２．５\t－３\n出口\t20\t4.5\n"
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(Array(body.utf8).span).observations
        let scalars = Array(body.unicodeScalars)
        #expect(rows.map(\.surface) == ["１２．５", "－３", "20", "4.5"])
        for row in rows {
            var surface = String.UnicodeScalarView()
            surface.append(contentsOf: scalars[row.charStart..<row.charEnd])
            #expect(String(surface) == row.surface)
        }
    }

    @Test func aStockIsThatOfItsColumnsYear() {
        let body = "指标 单位 2023年 2022年\n年末常住人口 万人 310.2 311.0\n粮食产量 万吨 12.3 12.1\n"
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(Array(body.utf8).span).observations
        #expect(rows.map { $0.period?.start.description } == ["2023-12-31", "2022-12-31", "2023-01-01", "2022-01-01"])
    }

    @Test func quartersAreOfTheCaptionsYear() {
        let body = "工业品价格指数\n（2005年，以上年同期价格为100）\n类别 全年平均 一季度 二季度\n轻工业 100.8 101.2 100.9\n重工业 107.3 108.8 108.4\n"
        let metadata = ReportMetadata(publishedOn: CalendarDate("2024-03-20"), refArea: "临江市")
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(Array(body.utf8).span, metadata: metadata)
        #expect(
            rows.observations.prefix(3).map { $0.period?.start.description } == [
                "2005-01-01", "2005-01-01", "2005-04-01",
            ]
        )
    }

    @Test func aYearBeforeIsThatOfItsNeighbour() {
        let body = "单位：万元\n项目 | 2016年预算数 | 上年完成数 |\n增值税 | 2319 | 2070 |\n资源税 | 138 | 123 |\n"
        let rows = Extractor(vocabulary: Dictionaries.vocabulary).extract(Array(body.utf8).span).observations
        #expect(rows.prefix(2).map { $0.period?.start.description } == ["2016-01-01", "2015-01-01"])
        #expect(rows.prefix(2).map(\.status) == [.target, .actual])
    }

    @Test func aLongTableIsReadInPortions() {
        let rows = (0..<1000).map { "名称甲\($0 % 10) 万吨 \($0).5 \($0 % 7).1\n" }
        let body = "表1 2023年产量\n产品 单位 产量 增长（%）\n" + rows.joined()
        let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
        let found = extractor.extract(Array(body.utf8).span).observations
        #expect(found.count == 2000)
        #expect(
            found.indices.allSatisfy { found[$0].ordinal == $0 && found[$0].relatesTo == ($0 % 2 == 0 ? nil : $0 - 1) }
        )
        #expect(found == extractor.explain(Array(body.utf8).span).report.observations)
    }

    @Test func rowsOfATableAreNoHeadings() {
        let body = """
            一、农业
            全年粮食生产平稳。
            表2 主要产品产量
            产品名称
            产量（万吨）
            粮食及主要经济作物
            12.5
            蔬菜及食用菌产品
            20.5
            水果及其他园林产品
            3.5
            二、工业
            全年工业生产平稳。
            """
        let report = Extractor(vocabulary: Dictionaries.vocabulary).extract(Array(body.utf8).span)
        #expect(report.sections.map(\.title) == [nil, "农业", "工业"])
        #expect(report.observations.map(\.section) == [1, 1, 1])
    }

    @Test(.enabled(if: !SharedCorpus.texts.isEmpty, "the shared corpus is not beside the package"))
    func workReportsHaveNoTables() {
        for (name, body) in SharedCorpus.texts {
            let text = FoldedText(body.span)
            let tables = OutlineDivider().divide(text).tables
            #expect(tables.isEmpty, "\(name): \(tables.map { text.folded($0.range) })")
        }
    }
}
