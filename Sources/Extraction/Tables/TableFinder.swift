/// Finds the tables of a text by the shape of their lines: names and numbers without sentences.
struct TableFinder {
    /// The text.
    let text: FoldedText
    /// Its lines.
    let lines: [Range<Int>]
    /// For each line, whether it is no report.
    let excludedLines: [Bool]

    /// What a line looks like.
    private enum Shape {
        /// Running text, or nothing of a table.
        case prose
        /// Words, as a head, a name or a caption.
        case words
        /// The head of the columns.
        case head
        /// 单位:, 表3.
        case caption
        /// Names and numbers.
        case row
        /// Numbers only.
        case numbers
    }

    /// Words of more lines than these in a row are no head and no names.
    private static let longestHead = 16
    private static let longestPause = 4
    /// A longer line is no table, even if all of it stands on one.
    private static let longestLine = 8000

    /// The lines since the last running text, before the first row.
    private var first = 0
    /// Where the open table begins.
    private var start = 0
    private var lastRow = -1
    private var records = 0
    private var numbers = 0
    private var hasHead = false
    private var pause = 0
    /// The year that the last line of words is, where it is no more than one.
    private var lastYear: Int?
    private var cells: [TableCell] = []

    /// Prepares to look through `lines` of `text`.
    init(text: FoldedText, lines: [Range<Int>], excludedLines: [Bool]) {
        self.text = text
        self.lines = lines
        self.excludedLines = excludedLines
    }

    /// All tables, in order, as ranges of line numbers.
    mutating func find() -> [Range<Int>] {
        var tables: [Range<Int>] = []
        for index in lines.indices {
            let shape = excludedLines[index] ? .prose : shape(of: lines[index])
            switch shape {
            case .prose:
                close(into: &tables)
                first = index + 1
                start = first
            case .caption, .head:
                // Behind rows another table begins.
                if records > 0 {
                    first = titleStart(before: index)
                    close(into: &tables)
                }
                hasHead = true
                pause += 1
            case .words:
                pause += 1
                lastYear = TableColumn.yearNumber(lines[index], text)
                if records > 0, pause > Self.longestPause {
                    first = lastRow + 1
                    close(into: &tables)
                }
            case .row, .numbers:
                if shape == .numbers, pause == 0, records == 0 {
                    first = index + 1
                    continue
                }
                numbers += cells.count { $0.shape == .number }
                let rows = rowCount
                // The whole table on one line.
                if rows > 2, holdsHeads() { hasHead = true }
                if records == 0 { start = headStart(above: shape == .numbers ? max(first, index - 1) : index) }
                if shape == .row {
                    records += rows
                } else if pause > 0 {
                    records += 1
                }
                pause = 0
                lastRow = index
            }
        }
        close(into: &tables)
        return tables
    }

    /// How many rows stand on the line at hand.
    private var rowCount: Int {
        var rows = 0
        for index in cells.indices.dropFirst() where cells[index].shape == .number && cells[index - 1].shape == .words {
            rows += 1
        }
        return max(rows, 1)
    }

    /// A title right above a caption or head belongs to the table below it.
    private mutating func titleStart(before index: Int) -> Int {
        index - 1 > lastRow && isTitle(index - 1) ? index - 1 : index
    }

    /// Closes what is open; it is a table where it has rows enough and something that tells what they mean.
    private mutating func close(into tables: inout [Range<Int>]) {
        defer {
            records = 0
            numbers = 0
            lastRow = -1
            hasHead = false
            pause = 0
        }
        guard records >= 2, numbers >= 3, hasHead || numbers >= records * 2 else { return }
        tables.append(start..<(lastRow + 1))
    }

    /// The line where the head begins: its caption, else its first head of a column, else the first row.
    private mutating func headStart(above row: Int) -> Int {
        let limit = max(first, row - Self.longestHead)
        var start = row
        var index = row - 1
        while index >= limit {
            let shape = shape(of: lines[index])
            if shape == .caption || shape == .head { start = index }
            if lines[index].count <= 14, TableWords.comparisonHead.opens(in: text, lines[index]) {
                start = unitHead(above: index, limit: limit) ?? start
            }
            index -= 1
        }
        // Heads with a line each, and their units below them.
        index = row - 1
        // The name of the first rows' group may stand between.
        if index > limit, lines[index].count <= 14, isOneHead(withoutBars(lines[index - 1])),
            !isOneHead(withoutBars(lines[index]))
        {
            index -= 1
        }
        while index >= limit, case let line = withoutBars(lines[index]), line.isEmpty || isOneHead(line) {
            if !line.isEmpty { start = min(start, index) }
            index -= 1
        }
        var title = start - 1
        while title > limit, withoutBars(lines[title]).isEmpty { title -= 1 }
        if title >= limit, isTitle(title) { start = title }
        return start
    }

    /// The line 单位 alone with which the heads of a table open whose column of names has none, up to three lines above that at `index`.
    private func unitHead(above index: Int, limit: Int) -> Int? {
        (max(limit, index - 3)..<max(limit, index)).last { TableWords.unitHead.fills(in: text, withoutBars(lines[$0])) }
    }

    private func withoutBars(_ line: Range<Int>) -> Range<Int> { TableCell.withoutBars(line, in: text) }

    /// Whether all of a line is the head of one column, 总量, or a part of it, (亿元).
    private func isOneHead(_ line: Range<Int>) -> Bool {
        guard line.count <= 14, line.count > 1 else { return false }
        return TableWords.tellsColumn(line, text) || TableColumn.year(line, text) != nil
            // 产量(万吨)
            || line.count > 4 && TableColumn.bracket(atEndOf: line, text).map { $0.inner.count < 5 } ?? false
            || text.units[line.lowerBound] == "(" && text.units[line.upperBound - 1] == ")"
    }

    /// Whether a line is the title of a table, not a heading of the text.
    private mutating func isTitle(_ index: Int) -> Bool {
        guard index >= first else { return false }
        let line = withoutBars(lines[index])
        guard line.count >= 4, line.count <= 50, shape(of: line) == .words || shape(of: line) == .caption,
            HeadingMarker.numbered(in: text, at: line.lowerBound, limit: line.upperBound) == nil
        else { return false }
        // 工业增加值同比增长(%)
        let words = TableColumn.bracket(atEndOf: line, text).map { line.lowerBound..<$0.start } ?? line
        return TableWords.captionEnd.ends(in: text, line) || TableWords.captionEnd.ends(in: text, words)
            || line.contains { text.units[$0] == "年" && $0 > line.lowerBound && isYearDigit(text.units[$0 - 1]) }
    }

    private func isYearDigit(_ unit: UInt16) -> Bool { UnitClass.isAnyDigit(unit) }

    private mutating func shape(of line: Range<Int>) -> Shape {
        cells.empty()
        guard line.count <= Self.longestLine else { return .prose }
        guard let isCaption = isSpare(line) else { return .prose }
        if isCaption { return .caption }
        TableCell.split(line, of: text, into: &cells)
        var words = 0
        var figures = 0
        for (index, cell) in cells.enumerated() {
            switch cell.shape {
            case .words: words += 1
            // The number of the row: 1 粮食 12.3.
            case .number where index == 0 && cells.count > 2 && cells[1].shape == .words: break
            case .number, .placeholder: figures += 1
            }
        }
        if figures > 0 { return words == 0 ? .numbers : .row }
        if line.count > 40, words < 4, !cells.isEmpty { return .prose }
        // Behind a number four digits are one too, not a year.
        if records > 0, pause == 0, line.allSatisfy({ UnitClass.isDigit(text.units[$0]) }),
            !TableColumn.isYear(line, besides: lastYear, text)
        {
            return .numbers
        }
        return holdsHeads() ? .head : .words
    }

    /// Whether the line's cells are heads of columns: the head of the names, or a change beside another head.
    private func holdsHeads() -> Bool {
        for cell in cells {
            if cell.range.count <= 12,
                TableWords.labelHead.fills(in: text, cell.range) || TableWords.townHead.fills(in: text, cell.range)
            {
                return true
            }
            if cell.range.count <= 16, cells.count > 1, TableWords.columnHead.first(in: text, cell.range) != nil {
                return true
            }
        }
        // 指 标: the letters of a head may be spaced.
        guard let last = cells.last, let first = cells.first else { return false }
        if cells.count > 1, first.range.count == 1, cells[1].range.count == 1,
            TableWords.isLabelHead(text.units[first.range.lowerBound], text.units[cells[1].range.lowerBound])
        {
            return true
        }
        let length = TableWords.labelHead.length(in: text, at: first.range.lowerBound, limit: last.range.upperBound)
        return length > first.range.count && cells.contains { $0.range.upperBound == first.range.lowerBound + length }
    }

    /// Whether a line holds no sentence, and if so whether it is a caption; nil for running text.
    private func isSpare(_ line: Range<Int>) -> Bool? {
        let units = text.units
        if line.count <= 60,
            let word = TableWords.caption.first(in: text, line.lowerBound..<min(line.upperBound, line.lowerBound + 50))
        {
            // 单位: anywhere; 表3 at the beginning only.
            let isAtStart = word.lowerBound <= line.lowerBound + 1
            if isAtStart || units[word.upperBound - 1] == ":" { return true }
        }
        var depth = 0
        for index in line {
            switch units[index] {
            case "(": depth += 1
            case ")": depth -= 1
            case "。", ";", "!", "?": return nil
            // 生产总值(简称“GDP”) may name a row.
            case "“" where depth == 0: return nil
            case ","
            where depth == 0 && !isInNumber(index) && !isInEnglish(index)
                && units[index - 1 < line.lowerBound ? index : index - 1] != "中":
                return nil
            // The note below the table, on the last row's line.
            case ":" where depth == 0 && TableWords.opensNote(index - 1, in: text, of: line): return false
            // 其中:, 单位:, 分地域:, 按行业分:
            case ":"
            where depth == 0 && index > line.lowerBound && units[index - 1] != "中" && units[index - 1] != "位"
                && units[index - 1] != "表"
                // 10.2:45.6:44.2
                && !isInNumber(index)
                && !opensClass(line, index):
                return nil
            default: break
            }
        }
        return false
    }

    private func opensClass(_ line: Range<Int>, _ colon: Int) -> Bool {
        var start = line.lowerBound
        // 一、按销售地区分:
        if let mark = text.units[line.lowerBound..<colon].prefix(4).firstIndex(of: "、") { start = mark + 1 }
        let first = text.units[start]
        return colon - start <= 10 && (first == "分" || first == "按")
    }

    /// Whether the comma at `index` stands between words of English: Farming, Forestry.
    private func isInEnglish(_ index: Int) -> Bool {
        guard index > 0, index + 2 < text.count, UnitClass.isLatinLetter(text.units[index - 1]) else { return false }
        return UnitClass.isLatinLetter(text.units[index + (text.units[index + 1] == " " ? 2 : 1)])
    }

    private func isInNumber(_ index: Int) -> Bool {
        index > 0 && index + 1 < text.count && UnitClass.isDigit(text.units[index - 1])
            && UnitClass.isDigit(text.units[index + 1])
    }
}
