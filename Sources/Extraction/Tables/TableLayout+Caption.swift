/// What stands above the heads of a table: its title and the units behind 单位:.
extension TableLayout {
    /// Reads title, number and 单位: above the numbers.
    ///
    /// - Returns: the lines that are left.
    func readCaption(_ table: Table, titles: inout [Range<Int>]) -> [Range<Int>] {
        var left: [Range<Int>] = []
        for (number, line) in table.lines.enumerated() {
            let isSpaced = TableWords.opensSpaced(in: text, line)
            guard number < 16, isSpaced || !hasNumber(line) else {
                left += table.lines[number...]
                break
            }
            if isSpaced || TableWords.caption.first(in: text, line) != nil {
                titles.append(withoutUnits(line))
                // Behind the table's number too: 表2 主要指标（单位：亿元）.
                if let mark = TableWords.unitMark.first(in: text, line) { readUnits(mark.upperBound..<line.upperBound) }
                continue
            }
            // Bars alone, as of empty cells.
            if TableCell.withoutBars(line, in: text).isEmpty { continue }
            if left.isEmpty, titles.isEmpty, isTitle(line) {
                titles.append(line)
                continue
            }
            // A title stands above all heads.
            if left.isEmpty, titles.count < 3, number + 1 < table.lines.count, !opensHead(line),
                opensHead(table.lines[number + 1])
                    || TableWords.caption.first(in: text, table.lines[number + 1]) != nil
            {
                titles.append(line)
            } else {
                left.append(line)
            }
        }
        let start = table.range.lowerBound
        if captionUnits.isEmpty,
            Self.goesOn.first(in: text, max(0, start - 10)..<min(text.count, start + 10)) != nil
        {
            takeUnitsAbove(start)
        }
        return left
    }

    /// Takes title and 单位: from the cells before the heads, where they share a line with them.
    func takeTitleCells(_ titles: inout [Range<Int>]) {
        let heads = cells.firstIndex { $0.shape == .number } ?? cells.count
        guard titles.isEmpty else { return }
        var end = cells[..<heads].firstIndex { isLabelHead($0.range) } ?? 0
        if let unit = cells[..<heads].firstIndex(where: {
            TableWords.unitMark.opens(in: text, $0.range)
        }) {
            let range = cells[unit].range
            let mark = TableWords.unitMark.length(in: text, at: range.lowerBound, limit: range.upperBound)
            readUnits(range.lowerBound + mark..<range.upperBound)
            titles += cells[..<unit].map(\.range)
            end = max(end, unit + 1)
        } else {
            titles += cells[..<end].map(\.range)
        }
        cells.removeSubrange(..<end)
    }

    /// Reads the units in the bracket that ends a title without the words 单位: 主要指标(亿元、%).
    func readTitleUnits(_ titles: [Range<Int>]) {
        guard captionUnits.isEmpty,
            let (inner, _) = titles.lazy.compactMap({ TableColumn.bracket(atEndOf: $0, self.text) }).first
        else { return }
        let marks = inner.filter { text.units[$0] == "、" || text.units[$0] == "," }
        guard !marks.isEmpty,
            zip([inner.lowerBound] + marks.map { $0 + 1 }, marks + [inner.upperBound]).allSatisfy({
                $0 < $1 && isUnit($0..<$1)
            })
        else { return }
        readUnits(inner)
    }

    private func opensHead(_ line: Range<Int>) -> Bool {
        var found: [TableCell] = []
        TableCell.split(line, of: text, into: &found)
        if runsTogether(line) || Self.orderHead.fills(in: text, line) { return true }
        return found.first.map { isLabelHead($0.range) || $0.range.count == 1 && found.count > 1 } ?? false
            || found.count > 2
            // 企业(个) 人员(万人)
            || found.count == 2
                && found.allSatisfy { cell in
                    TableColumn.bracket(atEndOf: cell.range, text).map { isUnit($0.inner) } ?? false
                }
    }

    private static let goesOn = WordTable("续表")

    /// Takes the units of the table that goes on here, behind the end of a page.
    private func takeUnitsAbove(_ start: Int) {
        var index = start
        let limit = max(0, index - 4000)
        while index > limit {
            index -= 1
            guard text.units[index] == "单",
                case let length = TableWords.unitMark.length(in: text, at: index, limit: text.count), length > 0
            else { continue }
            let start = index + length
            readUnits(start..<text.marks.next(.lineBreak, from: start, limit: min(text.count, start + 30)))
            // Words that are no known unit would be another table's.
            captionUnits.removeAll { $0.unit < 0 || !$0.words.isEmpty }
            return
        }
    }

    /// Whether a line is a title by its words: 2023年7月份主要产品产量.
    private func isTitle(_ line: Range<Int>) -> Bool {
        let words = TableCell.withoutBars(line, in: text)
        return words.count > 9
            && words.dropFirst().contains { text.units[$0] == "年" && UnitClass.isDigit(text.units[$0 - 1]) }
            && TableWords.captionEnd.ends(in: text, words)
            && !words.contains { text.units[$0] == " " }
    }

    private func withoutUnits(_ line: Range<Int>) -> Range<Int> {
        guard let word = TableWords.caption.first(in: text, line), text.units[word.upperBound - 1] == ":" else {
            return line
        }
        return line.lowerBound..<word.lowerBound
    }

    /// The units behind 单位:, set apart by commas: 亿元、%.
    private func readUnits(_ range: Range<Int>) {
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            var unit = index < range.upperBound ? text.units[index] : ","
            // 亿元(100 million yuan)
            if unit == "(", index + 1 < range.upperBound,
                UnitClass.isDigit(text.units[index + 1]) || UnitClass.isLatinLetter(text.units[index + 1])
            {
                unit = " "
            }
            let isApart = index > start && index < range.upperBound && opensUnit(index, behind: start)
            guard isApart || [",", "、", ";", ")", " ", "|"].contains(unit) else { continue }
            // 单位:万吨 (10000 tons): the same once more.
            let isForeign =
                index > start && !captionUnits.isEmpty
                && (text.units[start] == "(" || UnitClass.isDigit(text.units[start])
                    || UnitClass.isLatinLetter(text.units[start]))
            if index > start, !isForeign,
                let phrase = UnitPhrase(start..<index, of: text.units, vocabulary, isCertain: true)
            {
                captionUnits.append(phrase)
            }
            start = isApart ? index : index + 1
        }
    }

    /// Whether only a space sets two units apart, and the second begins here: 亿元 %.
    private func opensUnit(_ index: Int, behind start: Int) -> Bool {
        text.gap(before: index) > 0 && isUnit(start..<index)
            && vocabulary.unitWords.longest(in: text.units, at: index, limit: text.count) != nil
    }

    private func hasNumber(_ line: Range<Int>) -> Bool {
        var found: [TableCell] = []
        TableCell.split(line, of: text, into: &found)
        return found.contains { $0.shape == .number }
    }
}
