/// One cell of a table that was flattened to text.
struct TableCell {
    /// What a cell looks like.
    enum Shape {
        /// A number, with or without a unit behind it.
        case number
        /// A dash or dots in place of a number.
        case placeholder
        /// Words.
        case words
    }

    /// Where it stands.
    @Stretch var range: Range<Int>
    /// What it looks like.
    var shape: Shape
    /// The index of its line in the table.
    @Narrow<UInt32> var line = 0

    /// Appends the cells of a line to `cells`: what spaces, tabs and bars set apart.
    static func split(_ line: Range<Int>, of text: FoldedText, number: Int = 0, into cells: inout [TableCell]) {
        var start = line.lowerBound
        let opening = cells.count
        func close(_ end: Int) {
            guard end > start else { return }
            let range = withoutRemark(figure(in: start..<end, of: text), text)
            let shape = shape(of: range, in: text, opensLine: cells.count == opening)
            // The rule under the head of a table in markdown: |---|---|.
            if shape == .placeholder, range.count > 2 { return }
            cells.append(TableCell(range: range, shape: shape, line: number))
        }
        // Between bars spaces are those of the words: | 1-3月 累计 |.
        var first = cells.count
        func joinWords() {
            if cells.count > first + 1, cells[first...].allSatisfy({ $0.shape == .words }) {
                cells[first].range = cells[first].range.lowerBound..<cells[cells.count - 1].range.upperBound
                cells.removeSubrange((first + 1)...)
            }
            first = cells.count
        }
        guard !line.isEmpty else { return }
        var gap = text.nextGap(behind: line.lowerBound)
        var isBarred = false
        var foreign = line.lowerBound
        for index in line {
            let unit = text.units[index]
            if index < foreign { continue }
            if index == start, opensEnglish(index, in: text, of: line) {
                foreign = translationEnd(index, in: text, of: line, isBehindName: cells.count > opening)
                if foreign > index {
                    start = foreign
                    continue
                }
            }
            if unit == " " || unit == "|" {
                close(index)
                start = index + 1
                if unit == "|" {
                    joinWords()
                    isBarred = true
                }
            } else if index == gap, index > start, text.gap(before: index) > 0 {
                close(index)
                start = index
            } else if unit == "-", index > start, isFall(behindAmount: start..<index, in: text, limit: line.upperBound)
            {
                close(index)
                start = index
            }
            if index == gap { gap = text.nextGap(behind: index) }
        }
        close(line.upperBound)
        if isBarred { joinWords() }
    }

    /// Whether a word of English may begin at `index`, also in brackets: (10000 tons), but not (%).
    private static func opensEnglish(_ index: Int, in text: FoldedText, of line: Range<Int>) -> Bool {
        if UnitClass.isLatinLetter(text.units[index]) { return true }
        guard text.units[index] == "(", index + 1 < line.upperBound, case let next = text.units[index + 1] else {
            return false
        }
        return UnitClass.isLatinLetter(next) || UnitClass.isDigit(next)
    }

    /// Where the English at `start` ends that stands beside a name, 铁路 Railways (km), or alone on its line; `start` where none does.
    private static func translationEnd(
        _ start: Int,
        in text: FoldedText,
        of line: Range<Int>,
        isBehindName: Bool
    ) -> Int {
        var end = start
        var depth = 0
        var letters = 0
        var isTranslation = false
        while end < line.upperBound, case let unit = text.units[end] {
            if unit == "(" { depth += 1 }
            if unit == ")" { depth -= 1 }
            let isLetter = UnitClass.isLatinLetter(unit)
            guard isLetter || depth > 0 && UnitClass.isDigit(unit) || englishMarks.contains(unit) else { break }
            letters = isLetter && unit >= "a" ? letters + 1 : 0
            isTranslation = isTranslation || letters > 3
            end += 1
        }
        guard isTranslation, depth == 0 else { return start }
        let isAlone = end == line.upperBound || text.units[end] == "|"
        guard isAlone || text.units[end - 1] == " " || text.gap(before: end) > 0 else { return start }
        // Beijing 113.8: without another the name stays.
        guard isBehindName || line[end...].allSatisfy({ text.units[$0] == "|" || text.units[$0] == " " }) else {
            return start
        }
        return end
    }

    private static let englishMarks = UnitSet("()., -&/'’:;%")

    /// A line without the bars of empty cells at its ends.
    static func withoutBars(_ line: Range<Int>, in text: FoldedText) -> Range<Int> {
        func isBar(_ index: Int) -> Bool { text.units[index] == "|" || text.units[index] == " " }
        var start = line.lowerBound
        var end = line.upperBound
        while start < end, isBar(start) { start += 1 }
        while end > start, isBar(end - 1) { end -= 1 }
        return start..<end
    }

    /// Whether a dash right behind a number with its unit is the sign of another: 6100万立方米-4.5, but not 5月-7月.
    private static func isFall(behindAmount range: Range<Int>, in text: FoldedText, limit: Int) -> Bool {
        let units = text.units
        guard range.upperBound + 1 < limit, UnitClass.isDigit(units[range.lowerBound]),
            UnitClass.isDigit(units[range.upperBound + 1]), UnitClass.isHan(units[range.upperBound - 1])
        else { return false }
        return !["年", "月", "日", "季", "度", "岁"].contains(units[range.upperBound - 1])
    }

    /// The number alone of a cell that says in words how it is meant, 下降5.2%, 0.6(百分点); else the whole cell.
    private static func figure(in cell: Range<Int>, of text: FoldedText) -> Range<Int> {
        let start = cell.lowerBound + TableNumber.growth.length(in: text, at: cell.lowerBound, limit: cell.upperBound)
        let digits = start < cell.upperBound && isSign(text.units[start]) ? start + 1 : start
        guard digits < cell.upperBound, UnitClass.isDigit(text.units[digits]) else { return cell }
        guard text.units[cell.upperBound - 1] == ")",
            let open = text.units[start..<cell.upperBound].firstIndex(of: "("),
            TableNumber.pointsInBrackets.fills(in: text, open..<cell.upperBound)
        else { return start..<cell.upperBound }
        return start..<open
    }

    /// A number without what a bracket behind it says of how it was reckoned: 8.5(实际增长7.0).
    private static func withoutRemark(_ cell: Range<Int>, _ text: FoldedText) -> Range<Int> {
        guard let first = cell.first, cell.count > 4, text.units[cell.upperBound - 1] == ")",
            UnitClass.isDigit(text.units[first]) || isSign(text.units[first]),
            let open = cell.dropFirst().first(where: { !UnitClass.isDigit(text.units[$0]) && text.units[$0] != "." }),
            text.units[open] == "(", remark.length(in: text, at: open + 1, limit: cell.upperBound) > 0
        else { return cell }
        return cell.lowerBound..<open
    }

    private static let remark = WordTable("实际 名义 按 扣除 剔除 可比 同口径 不含 含 初步")

    private static func shape(of range: Range<Int>, in text: FoldedText, opensLine: Bool) -> Shape {
        let units = text.units
        if range.allSatisfy({ isFilling(units[$0]) }) || unchanged.fills(in: text, range) { return .placeholder }
        var index = range.lowerBound
        if isSign(units[index]) || isBound(units[index]) { index += 1 }
        guard index < range.upperBound, UnitClass.isDigit(units[index]) else { return .words }
        let digits = index
        var isPlain = true
        while index < range.upperBound,
            UnitClass.isDigit(units[index]) || units[index] == "." || units[index] == ","
        {
            isPlain = isPlain && UnitClass.isDigit(units[index])
            index += 1
        }
        guard UnitClass.isDigit(units[index - 1]) else { return .words }
        if index == range.upperBound {
            // A year stands in a head, also without its 年.
            let isYear =
                isPlain && index - digits == 4 && digits == range.lowerBound
                && (units[digits] == "1" && units[digits + 1] == "9"
                    || units[digits] == "2" && units[digits + 1] == "0")
            return isYear ? .words : .number
        }
        guard range.upperBound - index <= (units[index] == ":" ? 16 : 6) else { return .words }
        // 8以上 behind a name is a value.
        if !opensLine, bound.fills(in: text, index..<range.upperBound) { return .number }
        // 60周岁及以上, 90平方米以下, 0-15岁: whom a row counts.
        switch units[range.upperBound - 1] {
        case "上", "下", "内", "岁", "周": return .words
        default: break
        }
        switch units[index] {
        // 10.2:45.6:44.2 is the cell of a value, though none that is read.
        case ":" where !opensLine && UnitClass.isDigit(units[range.upperBound - 1]): return .number
        // Years, months, days, quarters, ranges, numbers of items.
        case "年", "月", "日", "季", "-", "、", "至", ":", ")", "(", "/": return .words
        default: return units[index] == "%" || UnitClass.isHan(units[index]) ? .number : .words
        }
    }

    private static let bound = WordTable("以上 以下 以内 左右")

    /// Whether the unit says that the number behind it is a bound: < > ≤ ≥.
    static func isBound(_ unit: UInt16) -> Bool { unit == "<" || unit == ">" || unit == "≤" || unit == "≥" }

    /// Whether the unit is a sign before a number: - + ▲ ▼ ↑ ↓ —.
    static func isSign(_ unit: UInt16) -> Bool {
        isMinus(unit) || unit == "+" || unit == "▲" || unit == "↑"
    }

    /// Whether the unit makes the number behind it negative: - ▼ ↓ —.
    static func isMinus(_ unit: UInt16) -> Bool {
        unit == "-" || unit == "▼" || unit == "↓" || unit == "—"
    }

    /// What a cell says where nothing has changed.
    private static let unchanged = WordTable("持平 不变")

    /// Whether a cell of such units is empty: - — … / * . · :
    private static func isFilling(_ unit: UInt16) -> Bool {
        switch unit {
        case "-", "—", "…", "/", "*", ".", "·", ":": true
        default: false
        }
    }
}
