/// Finds the lines that are no report: controls of a page, bylines, record numbers, glossaries, abstracts, page numbers.
struct ChromeFinder {
    /// The text.
    let text: FoldedText
    /// Its lines.
    let lines: [Range<Int>]

    /// For each line, whether it is no report.
    func find() -> [Bool] {
        var excluded = [Bool](repeating: false, count: lines.count)
        let glossary = glossaryLine()
        for index in lines.indices {
            let line = lines[index]
            if let glossary, index >= glossary {
                excluded[index] = true
            } else if line.count <= 80, isChrome(line) || opensNote(line) {
                excluded[index] = true
            } else if line.count > 80, opensAbstract(line) || opensNote(line) {
                excluded[index] = true
            }
            // `内容摘要:` on a line of its own: the abstract is the next line.
            if index > 0, line.count > 60, opensAbstract(lines[index - 1]), lines[index - 1].count <= 6, index < 40 {
                excluded[index] = true
            }
        }
        excludeListedNotes(&excluded)
        excludeRestOfHeader(&excluded)
        return excluded
    }

    /// The line that opens the glossary, in the last two thirds of the text; nil where there is none.
    private func glossaryLine() -> Int? {
        for index in lines.indices.reversed() where lines[index].count <= 30 {
            let line = lines[index]
            guard line.lowerBound > text.count / 3 else { return nil }
            if let word = WordTables.glossary.first(in: text, line), word.lowerBound - line.lowerBound <= 14 {
                return index
            }
        }
        return nil
    }

    private func opensAbstract(_ line: Range<Int>) -> Bool {
        WordTables.abstract.opens(in: text, line)
    }

    /// Whether the line is a note to the figures, `注：本公报数据为初步统计数`.
    private func opensNote(_ line: Range<Int>) -> Bool {
        WordTables.note.opens(in: text, line)
    }

    /// The items below a `注：` on a line of its own.
    private func excludeListedNotes(_ excluded: inout [Bool]) {
        var isNote = false
        for index in lines.indices {
            let line = lines[index]
            let isItem =
                HeadingMarker.numbered(in: text, at: line.lowerBound, limit: line.upperBound) != nil
                || line.count > 2 && UnitClass.isDigit(text.units[line.lowerBound])
                    && text.units[line.lowerBound + 1] == "."
            if isNote, isItem {
                excluded[index] = true
            } else {
                isNote = line.count <= 3 && opensNote(line)
            }
        }
    }

    private func isChrome(_ line: Range<Int>) -> Bool {
        let units = text.units
        let first = units[line.lowerBound]
        let last = units[line.upperBound - 1]
        if line.count <= 6 {
            let length = WordTables.buttons.length(in: text, at: line.lowerBound, limit: line.upperBound)
            if length == line.count { return true }
        }
        if opensAbstract(line) { return true }
        let isMarkup = first == "<" && (last == ">" || line.count < 8) && !line.contains { units[$0] == "。" }
        // A rule, not the dash or the fall of a table's cell: -, --, -9.
        if isMarkup || line.count == 3 && line.allSatisfy({ units[$0] == "-" }) { return true }
        // A heading or an item may speak of such things: （三）规范备案号管理.
        guard last != "。", !UnitClass.isBullet(first),
            HeadingMarker.numbered(in: text, at: line.lowerBound, limit: line.upperBound) == nil
        else { return false }
        guard let word = WordTables.chrome.first(in: text, line) else { return false }
        // Behind a sentence the controls share its line.
        return !(line.lowerBound..<word.lowerBound).contains { units[$0] == "。" }
    }

    /// Numbers and dates that stand alone between the lines of a page's header belong to it.
    private func excludeRestOfHeader(_ excluded: inout [Bool]) {
        for index in 0..<min(lines.count, 40) where !excluded[index] {
            let line = lines[index]
            if line.count > 60 { return }
            var digits = 0
            for unit in line where !UnitClass.isHan(text.units[unit]) { digits += 1 }
            let isNumber = digits == line.count
            // The last cell of a table stands above its note.
            let isAbove = index + 1 < lines.count && excluded[index + 1] && !opensNote(lines[index + 1])
            if isNumber, index > 0, excluded[index - 1] || isAbove { excluded[index] = true }
        }
    }
}
