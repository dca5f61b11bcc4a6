/// How a flattened table is laid out: what its caption says, what its columns mean, what stands in its rows.
///
/// One object for each table, so that handing it on to its rows copies nothing.
final class TableLayout {
    /// One row.
    struct Record {
        /// The words that name it.
        @Stretch var label: Range<Int>
        /// The place in its column of places, where a column of names stands beside it; else empty.
        @Stretch var place: Range<Int>
        /// The unit in its column of units.
        var unit: UnitPhrase?
        /// Its numbers and placeholders, as a range of ``TableLayout/cells``.
        @Stretch var values: Range<Int>
    }

    /// What the caption says of all numbers.
    private(set) var caption = TableColumn()
    /// The units behind 单位:.
    private(set) var captionUnits: [UnitPhrase] = []
    /// The unit of growth and shares where no head tells: that of 单位:, else per cent.
    private(set) var relativeUnit: UnitPhrase?
    /// The cells of heads and rows, in order.
    private(set) var cells: [TableCell] = []
    /// The columns of numbers.
    private(set) var columns: [TableColumn] = []
    /// The rows, in order.
    private(set) var records: [Record] = []
    /// Whether the first column names places.
    private(set) var namesPlaces = false

    /// A name in front of a number has no more words than these, and a table no more columns.
    private static let longestLabel = 6
    private static let mostColumns = 60

    private let vocabulary: Vocabulary
    private let text: FoldedText
    private var hasUnitColumn = false
    private var hasPlaceColumn = false

    /// Reads the layout of `table`, which stands in `section`.
    init(
        _ table: Table,
        text: FoldedText,
        vocabulary: Vocabulary,
        resolver: inout PeriodResolver,
        section: Int
    ) {
        self.vocabulary = vocabulary
        self.text = text
        var titles: [Range<Int>] = []
        for (number, line) in readCaption(table, titles: &titles).enumerated() {
            TableCell.split(line, of: text, number: number, into: &cells)
        }
        func column(_ heads: [Range<Int>]) -> TableColumn {
            TableColumn(heads, text: text, vocabulary: vocabulary, resolver: &resolver, section: section)
        }
        takeTitleCells(&titles)
        caption = column(titles)
        relativeUnit =
            captionUnits.first { isRelative($0) }
            ?? vocabulary.unitWords.longest(in: [0x25], at: 0, limit: 1).map { UnitPhrase(unit: Int($0.value)) }
        joinHeads()
        guard let first = firstLabel() else { return }
        hasUnitColumn = cells[..<first].contains { isUnitHead($0.range) }
        hasPlaceColumn = opensWithPlaces(cells[..<first])
        readRecords(from: first)
        let heads = columnHeads(Array(cells[..<first]))
        columns = heads.map(column)
        spanTotals(heads)
        dropEmptyUnits()
        // Without a head the number behind an amount is its growth.
        if columns.count == 2, columns.allSatisfy(\.isEmpty), captionUnits.isEmpty {
            columns[1].measure = .change
            columns[1].basis = .yoy
        }
    }

    /// Gives 累计 beside 本月 the months so far.
    private func spanTotals(_ heads: [[Range<Int>]]) {
        guard
            let month = columns.lazy.compactMap({ $0.time?.period }).first(where: {
                $0.start.year == $0.end.year && $0.start.month == $0.end.month && $0.start < $0.end
            }), let period = Period.months(1, month.end.month, of: month.end.year)
        else { return }
        for index in columns.indices where columns[index].time == nil {
            guard let word = heads[index].lazy.compactMap({ Self.total.first(in: self.text, $0) }).first else {
                continue
            }
            columns[index].time = PeriodResolver.Mention(range: word, period: period, isBase: false)
        }
    }

    private static let total = WordTable("累计")

    /// Takes off the dash that stands in the column of units.
    private func dropEmptyUnits() {
        guard hasUnitColumn else { return }
        for index in records.indices where records[index].values.count == columns.count + 1 {
            guard records[index].unit == nil, cells[records[index].values.lowerBound].shape == .placeholder else {
                continue
            }
            records[index].values = records[index].values.dropFirst()
        }
    }

    // The caption.

    /// Reads title, number and 单位: above the numbers.
    ///
    /// - Returns: the lines that are left.
    private func readCaption(_ table: Table, titles: inout [Range<Int>]) -> [Range<Int>] {
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
                if let mark = Self.unitMark.first(in: text, line) { readUnits(mark.upperBound..<line.upperBound) }
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
        return left
    }

    /// Takes title and 单位: from the cells before the heads, where they share a line with them.
    private func takeTitleCells(_ titles: inout [Range<Int>]) {
        let heads = cells.firstIndex { $0.shape == .number } ?? cells.count
        guard titles.isEmpty else { return }
        var end = cells[..<heads].firstIndex { isLabelHead($0.range) } ?? 0
        if let unit = cells[..<heads].firstIndex(where: {
            Self.unitMark.length(in: text, at: $0.range.lowerBound, limit: $0.range.upperBound) > 0
        }) {
            let range = cells[unit].range
            readUnits(
                range.lowerBound
                    + Self.unitMark.length(in: text, at: range.lowerBound, limit: range.upperBound)..<range.upperBound
            )
            titles += cells[..<unit].map(\.range)
            end = max(end, unit + 1)
        } else {
            titles += cells[..<end].map(\.range)
        }
        cells.removeSubrange(..<end)
    }

    private static let unitMark = WordTable("单位: 计量单位: (单位:")

    private func opensHead(_ line: Range<Int>) -> Bool {
        var found: [TableCell] = []
        TableCell.split(line, of: text, into: &found)
        return found.first.map { isLabelHead($0.range) || $0.range.count == 1 && found.count > 1 } ?? false
            || found.count > 2
            // 企业(个) 人员(万人)
            || found.count == 2
                && found.allSatisfy { cell in
                    TableColumn.bracket(atEndOf: cell.range, text).map { isUnit($0.inner) } ?? false
                }
    }

    private func withoutUnits(_ line: Range<Int>) -> Range<Int> {
        guard let word = TableWords.caption.first(in: text, line), text.units[word.upperBound - 1] == 0x3A else {
            return line
        }
        return line.lowerBound..<word.lowerBound
    }

    /// The units behind 单位:, set apart by commas: 亿元、%.
    private func readUnits(_ range: Range<Int>) {
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            let unit = index < range.upperBound ? text.units[index] : 0x2C
            guard unit == 0x2C || unit == 0x3001 || unit == 0x3B || unit == 0x29 || unit == 0x20 else { continue }
            if index > start,
                let phrase = UnitPhrase(start..<index, of: text.units, vocabulary, isCertain: true)
            {
                captionUnits.append(phrase)
            }
            start = index + 1
        }
    }

    private func hasNumber(_ line: Range<Int>) -> Bool {
        var found: [TableCell] = []
        TableCell.split(line, of: text, into: &found)
        return found.contains { $0.shape == .number }
    }

    /// Whether a unit is one of rates and shares.
    func isRelative(_ phrase: UnitPhrase) -> Bool {
        guard phrase.unit >= 0 else { return false }
        let kind = vocabulary.units[phrase.unit].kind
        return kind == .ratio || kind == .points
    }

    // The cells.

    /// Joins heads that were set apart by their own spaces and brackets: 指 标, 比上年 增长(%).
    private func joinHeads() {
        var count = 0
        for index in cells.indices {
            let cell = cells[index]
            if count > 0, case let last = cells[count - 1], last.shape == .words, cell.shape == .words,
                !isInLineOfBrackets(index), continues(last, cell)
            {
                cells[count - 1].range = last.range.lowerBound..<cell.range.upperBound
                continue
            }
            if count < index { cells[count] = cell }
            count += 1
        }
        cells.removeSubrange(count...)
    }

    /// Whether a cell in brackets stands beside another on a line below the heads, each below its own: (万人) (%).
    private func isInLineOfBrackets(_ index: Int) -> Bool {
        func opens(_ other: Int) -> Bool {
            cells.indices.contains(other) && cells[other].line == cells[index].line
                && text.units[cells[other].range.lowerBound] == 0x28
        }
        return opens(index) && (opens(index - 1) || opens(index + 1))
    }

    private func continues(_ last: TableCell, _ cell: TableCell) -> Bool {
        let first = text.units[cell.range.lowerBound]
        if first == 0x28 {
            // (一)城镇居民人均可支配收入 is a row.
            return HeadingMarker.numbered(in: text, at: cell.range.lowerBound, limit: cell.range.upperBound) == nil
        }
        if last.line == cell.line, last.range.count == 1, Numeral.scale(text.units[last.range.lowerBound]) > 0,
            isUnit(cell.range)
        {
            // 万  吨
            return true
        }
        if last.line == cell.line, cell.range.count == 1, UnitClass.isHan(first), Numeral.scale(first) < 4,
            text.units[last.range.upperBound - 1] != 0x29
        {
            // 指 标 单 位: two words of two letters.
            return UnitClass.isHan(text.units[last.range.upperBound - 1])
                && (last.range.count == 1
                    || last.range.count < 4 && !isUnitHead(last.range) && !isLabelHead(last.range))
                && !isUnit(cell.range)
        }
        let isComparison = Self.comparison.ends(in: text, last.range)
        return isComparison && Self.growth.length(in: text, at: cell.range.lowerBound, limit: cell.range.upperBound) > 0
    }

    private static let comparison = WordTable("比上年 比上年同期 较上年 比去年 比上月 较上月 同比 环比 年均 比去年同期 为 占 比年初 较年初")
    private static let growth = WordTable("增长 增减 ± 增加 涨跌 增速 升降 变化 变动 上年 预算 比重")

    private func isLabelHead(_ range: Range<Int>) -> Bool {
        let length = TableWords.labelHead.length(in: text, at: range.lowerBound, limit: range.upperBound)
        guard length > 0, range.count <= 12 else { return false }
        // 行业分类, 地区(个), but not 地区生产总值.
        return range.count - length <= 2 || text.units[range.lowerBound + length] == 0x28
    }

    private func isUnitHead(_ range: Range<Int>) -> Bool {
        Self.unitHead.length(in: text, at: range.lowerBound, limit: range.upperBound) == range.count
    }

    private static let unitHead = WordTable("单位 计量单位 计算单位")

    private func isUnit(_ range: Range<Int>) -> Bool {
        UnitPhrase(range, of: text.units, vocabulary, isCertain: false) != nil
    }

    /// The cell that names the first row: the last words before the first number, without a unit.
    private func firstLabel() -> Int? {
        guard
            var index = cells.indices.dropFirst().first(where: {
                cells[$0].shape == .number && cells[$0 - 1].shape == .words
            })
        else { return nil }
        let line = cells[index].line
        index -= 1
        while index > 0, cells[index].shape == .placeholder || isUnit(cells[index].range) { index -= 1 }
        guard cells[index].shape == .words else { return nil }
        // A name of several words on the line of its numbers, unless the whole table stands on it.
        let farthest = max(0, index - Self.longestLabel, headsEnd(before: index))
        while index > farthest, cells[index - 1].line == line, cells[index].line == line,
            cells[index - 1].shape == .words,
            !isHead(cells[index - 1].range)
        {
            index -= 1
        }
        return index
    }

    /// Where the heads end that share a line with the first row: there are as many as numbers behind its name.
    private func headsEnd(before label: Int) -> Int {
        guard let head = cells[..<label].firstIndex(where: { isLabelHead($0.range) }),
            let first = cells[label...].firstIndex(where: { $0.shape == .number })
        else { return 0 }
        let width = cells[first...].prefix { $0.shape != .words }.count
        let units = cells[head..<label].contains { isUnitHead($0.range) } ? 1 : 0
        let end = head + 1 + units + width
        return end <= label ? end : 0
    }

    private func isHead(_ range: Range<Int>) -> Bool {
        isLabelHead(range) || TableWords.columnHead.first(in: text, range) != nil
    }

    // The rows.

    private func readRecords(from first: Int) {
        var label: Range<Int>?
        var place: Range<Int>?
        var labelLine = -1
        var unit: UnitPhrase?
        for index in first..<cells.count {
            let cell = cells[index]
            let isYear = cell.shape == .words && cell.range.allSatisfy { UnitClass.isDigit(text.units[$0]) }
            let isValue = isYear && (label != nil || records.last.map { !$0.values.isEmpty } ?? false)
            if cell.shape == .words, !isValue || label == nil && followsYear(cell.range) {
                let isBeforeNumber = index + 1 < cells.count && cells[index + 1].shape != .words
                if label != nil, isBeforeNumber, let phrase = unitCell(cell) {
                    unit = phrase
                } else if hasPlaceColumn, let name = label, labelLine == cell.line, place == nil {
                    place = name
                    label = cell.range
                } else if let name = label, labelLine == cell.line, unit == nil {
                    label = name.lowerBound..<cell.range.upperBound
                } else {
                    label = cell.range
                    place = nil
                    unit = nil
                }
                labelLine = cell.line
                continue
            }
            // The number of a row stands before its name.
            let opensLine = index == first || cells[index - 1].line != cell.line
            if opensLine, label == nil, index + 1 < cells.count, cells[index + 1].shape == .words,
                cells[index + 1].line == cell.line
            {
                continue
            }
            if let name = label {
                // Once for all rows of a place, where the text has lost that its cell spans them.
                place = place ?? (hasPlaceColumn ? records.last?.place : nil)
                records.append(Record(label: name, place: place ?? 0..<0, unit: unit, values: index..<index))
                label = nil
                place = nil
                unit = nil
            }
            guard !records.isEmpty else { continue }
            // Numbers of rows apart, the values of a row follow each other.
            records[records.count - 1].values = records[records.count - 1].values.lowerBound..<index + 1
        }
    }

    /// Whether the last row is that of the year before or behind: 2019, 2020.
    private func followsYear(_ range: Range<Int>) -> Bool {
        guard let year = TableColumn.year(range, text)?.period?.start.year, let last = records.last,
            let other = TableColumn.year(last.label, text)?.period?.start.year
        else { return false }
        return abs(year - other) == 1
    }

    private func unitCell(_ cell: TableCell) -> UnitPhrase? {
        UnitPhrase(cell.range, of: text.units, vocabulary, isCertain: hasUnitColumn && cell.range.count <= 6)
    }

    // The heads.

    /// For each column of numbers the heads above it.
    private func columnHeads(_ heads: [TableCell]) -> [[Range<Int>]] {
        var heads = heads
        if let start = heads.firstIndex(where: { isLabelHead($0.range) }) {
            let label = heads[start].range
            namesPlaces = !hasPlaceColumn && isPlaceHead(label)
            heads.removeSubrange(...start)
        }
        heads.removeAll { isUnitHead($0.range) || $0.shape != .words }
        var widths = [Int](repeating: 0, count: Self.mostColumns + 2)
        for record in records { widths[min(record.values.count, Self.mostColumns + 1)] += 1 }
        guard var width = widths.indices.max(by: { (widths[$0], $0) < (widths[$1], $1) }), width <= Self.mostColumns
        else { return [] }
        var lines = headLines(heads)
        let all = lines.reduce(0) { $0 + $1.count }
        if all > width || all == width && lines.count > 1, all <= Self.mostColumns, widths[all] > 0 {
            // As many heads as the fullest rows have numbers, however their lines were broken.
            lines = [lines.flatMap { $0 }]
            width = all
        }
        return (0..<width).map { parts(of: $0, of: width, lines) }
    }

    /// The heads above a column: one for each column, or one above several; what follows a full line goes on with its last.
    private func parts(of column: Int, of width: Int, _ lines: [[TableCell]]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var isFull = false
        for line in lines where !line.isEmpty {
            if line.count >= width {
                parts.append(line[line.count - width + column].range)
                isFull = true
            } else if !isFull {
                parts.append(line[column * line.count / width].range)
            } else if column >= width - line.count {
                parts.append(line[column - width + line.count].range)
            }
        }
        return parts
    }

    /// Whether the rows have a column of places and one of names: 地区 指标.
    private func opensWithPlaces(_ heads: ArraySlice<TableCell>) -> Bool {
        guard let start = heads.firstIndex(where: { isLabelHead($0.range) }), start + 1 < heads.endIndex else {
            return false
        }
        let next = heads[start + 1]
        return isPlaceHead(heads[start].range) && next.line == heads[start].line && isLabelHead(next.range)
            && !isPlaceHead(next.range)
    }

    private func isPlaceHead(_ head: Range<Int>) -> Bool {
        Self.placeHead.length(in: text, at: head.lowerBound, limit: head.upperBound) > 0
    }

    private static let placeHead = WordTable("地区 县区 县市区 县(市、区) 区县 镇街 区域")

    /// The heads by their lines; the cells of a table with one cell on a line are one line of heads.
    private func headLines(_ heads: [TableCell]) -> [[TableCell]] {
        var lines: [[TableCell]] = []
        for head in heads {
            if let last = lines.last?.last, last.line == head.line {
                lines[lines.count - 1].append(head)
            } else {
                lines.append([head])
            }
        }
        guard lines.contains(where: { $0.count > 1 }) else { return [heads] }
        // 一、经济总量 alone below the heads names the rows that follow, not the last column.
        lines.removeAll {
            $0.count == 1
                && HeadingMarker.numbered(in: text, at: $0[0].range.lowerBound, limit: $0[0].range.upperBound) != nil
        }
        return lines
    }
}
