import Testing

@testable import Extraction

@Suite struct OutlineDividerTests {
    private func sections(_ body: [UInt8]) -> [Section] {
        let text = FoldedText(body.span)
        return OutlineDivider().divide(text).sections(of: text, body: body.span)
    }

    @Test(arguments: CaseFile.rows("outline.tsv")) func divides(_ row: CaseFile.Row) throws {
        try #require(row.columns.count >= 2, "line \(row.line)")
        let found = sections(Array(row.columns[0].utf8)).dropFirst()
            .map { "\($0.level)|\($0.marker ?? "")|\($0.title ?? "")" }
        // Titles may hold a space, so the expected text is compared as a whole.
        #expect(found.joined(separator: " ") == row.columns[1], "line \(row.line)")
    }

    @Test func hasCases() { #expect(CaseFile.rows("outline.tsv").count > 15) }

    @Test func numbersAreRead() {
        let body = Array("一、甲乙\n内容。\n十二、丙丁\n内容。\n二十三、戊己\n内容。".utf8)
        #expect(sections(body).dropFirst().map(\.number) == [1, 12, 23])
    }

    @Test func aSecondCopyIsMarked() {
        let copy = (1...6).map { "（一）第\($0)项工作扎实推进。全年完成第\($0)类项目若干个，群众满意度明显提高，成效显著。" }
            .joined(separator: "\n")
        let body = Array(("一、全年工作\n" + copy + "\n一、全年工作\n" + copy).utf8)
        let found = sections(body)
        #expect(found.count == 15)
        #expect(found.prefix(8).allSatisfy { $0.duplicateOf == nil })
        #expect(found.suffix(7).map(\.duplicateOf) == [1, 2, 3, 4, 5, 6, 7])
    }

    @Test func chromeIsExcluded() {
        let body = Array("下载\n打印\n来源：某日报\n各位代表：\n一、回顾工作\n成绩不小。\n二、安排\n任务不轻。\n名词解释\n1.三农：指农业农村农民。".utf8)
        let text = FoldedText(body.span)
        let outline = OutlineDivider().divide(text)
        #expect(outline.excluded.map { text.folded($0) } == ["下载\n打印\n来源:某日报", "名词解释\n1.三农:指农业农村农民。"])
        #expect(outline.sections(of: text, body: body.span).dropFirst().map(\.title) == ["回顾工作", "安排", "名词解释"])
    }

    @Test func hostileTextIsSurvived() {
        let samples = [
            String(repeating: "一、标题文字\n", count: 5000), String(repeating: "一是好。", count: 5000),
            String(repeating: "。，；：", count: 5000), String(repeating: "[1《(—“", count: 5000),
            String(repeating: "第", count: 5000), String(repeating: "\n", count: 5000),
            String(repeating: "- ", count: 5000),
        ]
        for sample in samples {
            let body = Array(sample.utf8)
            expectNesting(sections(body), of: body, name: String(sample.prefix(8)))
        }
    }

    @Test(.enabled(if: !SharedCorpus.texts.isEmpty, "the shared corpus is not beside the package"))
    func corpusNests() {
        for (name, body) in SharedCorpus.texts { expectNesting(sections(body), of: body, name: name) }
    }

    /// Sections follow each other, lie inside their parents, and have the body's own words as titles.
    private func expectNesting(_ sections: [Section], of body: [UInt8], name: String) {
        let scalars = Array(String(decoding: body, as: UTF8.self).unicodeScalars)
        #expect(sections[0].level == 0 && sections[0].charStart == 0, "\(name)")
        for (index, section) in sections.enumerated() {
            #expect(section.ordinal == index)
            #expect(section.charStart <= section.charEnd && section.charEnd <= scalars.count, "\(name) \(index)")
            guard index > 0 else { continue }
            #expect(sections[index - 1].charStart <= section.charStart, "\(name) \(index)")
            let parent = section.parent.map { sections[$0] }
            #expect(section.level == (parent?.level ?? 0) + 1, "\(name) \(index)")
            if let parent {
                #expect(parent.charStart <= section.charStart && section.charEnd <= parent.charEnd, "\(name) \(index)")
            }
            var own = String.UnicodeScalarView()
            own.append(contentsOf: scalars[section.charStart..<section.charEnd])
            #expect(section.title.map { String(own).contains($0) } ?? false, "\(name) \(index) \(section.title ?? "")")
        }
    }
}
