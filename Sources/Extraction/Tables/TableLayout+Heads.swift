/// The heads of a table: which cells are one head, where they end, and which stand above a column.
extension TableLayout {
    /// A name in front of a number has no more words than these, and a table no more columns.
    private static let longestLabel = 6
    private static let mostColumns = 60

    /// Joins heads that were set apart by their own spaces and brackets: 指 标, 比上年 增长(%).
    func joinHeads() {
        let pairs = pairedLetters()
        var count = 0
        for index in cells.indices {
            let cell = cells[index]
            if count > 0, pairs.contains(index - 1) || pairs.contains(index) {
                // 进 口 出 口: the first letter opens a head, the second closes it.
                if pairs.contains(index) {
                    cells[count] = cell
                    count += 1
                } else {
                    cells[count - 1].range = cells[count - 1].range.lowerBound..<cell.range.upperBound
                }
                continue
            }
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

    /// The first letters of heads of two spaced letters each, where three or more such heads stand side by side: 合 计 进 口 出 口.
    private func pairedLetters() -> Set<Int> {
        var pairs: Set<Int> = []
        var start = 0
        while start < cells.count {
            var end = start
            while end < cells.count, cells[end].line == cells[start].line, cells[end].range.count == 1,
                cells[end].shape == .words
            {
                end += 1
            }
            if end - start > 5, (end - start) % 2 == 0 { pairs.formUnion(stride(from: start, to: end, by: 2)) }
            start = max(end, start + 1)
        }
        return pairs
    }

    /// Joins the words of a line where each number has a line of its own, and so each line is a cell: 1-5月 累计.
    func joinLines() {
        guard areLinesCells else { return }
        var joined: [TableCell] = []
        for cell in cells {
            guard let last = joined.last, last.line == cell.line, !opensHeads(last, cell) else {
                joined.append(cell)
                continue
            }
            joined[joined.count - 1].range = last.range.lowerBound..<cell.range.upperBound
        }
        cells = joined
    }

    /// Whether a line goes on behind the head of the names with other heads: 指标 绝对数, but not 项目 名称.
    private func opensHeads(_ last: TableCell, _ cell: TableCell) -> Bool {
        isLabelHead(last.range) && !isLabelHead(last.range.lowerBound..<cell.range.upperBound)
    }

    private var areLinesCells: Bool {
        var numbers = 0
        for index in cells.indices where cells[index].shape == .number {
            guard index == 0 || cells[index - 1].line != cells[index].line,
                index + 1 == cells.count || cells[index + 1].line != cells[index].line
            else { return false }
            numbers += 1
        }
        return numbers > 3
    }

    /// Whether a cell in brackets stands beside another on a line below the heads, each below its own: (万人) (%).
    private func isInLineOfBrackets(_ index: Int) -> Bool {
        func opens(_ other: Int) -> Bool {
            cells.indices.contains(other) && text.units[cells[other].range.lowerBound] == "("
                && (cells[other].line == cells[index].line
                    || isUnitInBrackets(cells[other].range) && isUnitInBrackets(cells[index].range))
        }
        return opens(index) && (opens(index - 1) || opens(index + 1))
    }

    private func isUnitInBrackets(_ range: Range<Int>) -> Bool {
        TableColumn.bracket(atEndOf: range, text).map { $0.start == range.lowerBound && isUnit($0.inner) } ?? false
    }

    private func continues(_ last: TableCell, _ cell: TableCell) -> Bool {
        let first = text.units[cell.range.lowerBound]
        if first == "(" {
            // (一)城镇居民人均可支配收入 is a row.
            return HeadingMarker.numbered(in: text, at: cell.range.lowerBound, limit: cell.range.upperBound) == nil
        }
        // 项 目 名 称, 计算 单位
        if last.line == cell.line, case let limit = min(text.count, last.range.lowerBound + 6),
            case let end = cell.range.upperBound - last.range.lowerBound,
            TableWords.labelHead.length(in: text, at: last.range.lowerBound, limit: limit) >= end
                || TableWords.unitHead.length(in: text, at: last.range.lowerBound, limit: limit) >= end
        {
            return true
        }
        if last.line == cell.line, last.range.count == 1, Numeral.scale(text.units[last.range.lowerBound]) > 0,
            isUnit(cell.range)
        {
            // 万  吨
            return true
        }
        if last.line == cell.line, cell.range.count == 1, UnitClass.isHan(first), Numeral.scale(first) < 4,
            text.units[last.range.upperBound - 1] != ")", first != "男", first != "女"
        {
            // 指 标 单 位: two words of two letters.
            return UnitClass.isHan(text.units[last.range.upperBound - 1])
                && (last.range.count == 1
                    || last.range.count < 4 && !isUnitHead(last.range) && !isLabelHead(last.range))
                && !isUnit(cell.range)
        }
        let isComparison = Self.comparison.ends(in: text, last.range)
        return isComparison && Self.rest.opens(in: text, cell.range)
    }

    private static let comparison = WordTable("比上年 比上年同期 较上年 比去年 比上月 较上月 同比 环比 年均 比去年同期 为 占 比年初 较年初")
    /// What a head goes on with behind a comparison, where it is broken in two.
    private static let rest = WordTable("增长 增减 ± 增加 涨跌 增速 升降 变化 变动 上年 预算 比重")

    /// Sets heads apart that stand on their line without any space: 产品名称产量(万吨)比上年增长(%).
    func splitHeads() {
        guard
            let index = cells.prefix(while: { $0.shape == .words }).firstIndex(where: { runsTogether($0.range) }),
            !cells[..<index].contains(where: { isLabelHead($0.range) }),
            case let head = cells[index], case let start = head.range.lowerBound, case let end = head.range.upperBound
        else { return }
        var cuts = [start]
        var at = start + TableWords.labelHead.length(in: text, at: start, limit: end)
        cuts.append(at)
        at += TableWords.unitHead.length(in: text, at: at, limit: end)
        if at > cuts[1] { cuts.append(at) }
        while at < end {
            let isAtHead =
                text.units[at - 1] == ")" || Self.comparison.length(in: text, at: at, limit: end) > 0
                || TableColumn.place.length(in: text, at: at, limit: end) > 0
            if isAtHead, at > cuts[cuts.count - 1] { cuts.append(at) }
            at += 1
        }
        let pieces = zip(cuts, cuts.dropFirst() + [end]).map {
            TableCell(range: $0..<$1, shape: .words, line: Int(head.line))
        }
        cells.replaceSubrange(index...index, with: pieces)
        areHeadsSplit = true
    }

    /// Whether a cell is several heads, the first of them that of the names.
    func runsTogether(_ range: Range<Int>) -> Bool {
        let length = TableWords.labelHead.length(in: text, at: range.lowerBound, limit: range.upperBound)
        guard length > 0, range.count >= length + 4, range.count < 80, !isLabelHead(range) else { return false }
        let rest = range.lowerBound + length..<range.upperBound
        let ends = text.units[range.upperBound - 1] == ")" || TableColumn.place.ends(in: text, rest)
        return ends && !rest.contains { text.units[$0] == ":" || UnitClass.isDigit(text.units[$0]) }
            && (TableWords.columnHead.first(in: text, rest) != nil || TableColumn.place.opens(in: text, rest))
    }

    func isLabelHead(_ range: Range<Int>) -> Bool {
        // 项 目
        if range.count == 3, text.units[range.lowerBound + 1] == " " {
            return TableWords.isLabelHead(text.units[range.lowerBound], text.units[range.upperBound - 1])
        }
        if TableWords.townHead.fills(in: text, range) { return true }
        let length = TableWords.labelHead.length(in: text, at: range.lowerBound, limit: range.upperBound)
        guard length > 0, range.count <= 12 else { return false }
        // 行业分类, 地区(个), but not 地区生产总值.
        return range.count - length <= 2 || text.units[range.lowerBound + length] == "("
    }

    func isUnitHead(_ range: Range<Int>) -> Bool {
        TableWords.unitHead.fills(in: text, range)
    }

    /// Whether a column holds words, not numbers.
    private func isRemarkHead(_ range: Range<Int>) -> Bool {
        Self.remarkHead.fills(in: text, range)
    }

    private static let remarkHead = WordTable("备注 说明 责任单位 属性 指标属性 指标性质")

    /// The cell that names the first row: the last words before the first number, without a unit.
    func firstLabel() -> Int? {
        guard
            var index = cells.indices.dropFirst().first(where: {
                opensValues($0) && cells[$0 - 1].shape == .words && !isRowNumber($0)
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
            !isHeadBeforeName(cells[index - 1].range)
        {
            index -= 1
        }
        return index
    }

    /// Whether a cell is a number, or one of the dashes before a number: 生产总值 — 5.6.
    private func opensValues(_ index: Int) -> Bool {
        let end = min(cells.count, index + Self.mostColumns)
        return cells[index..<end].first { $0.shape != .placeholder }?.shape == .number
    }

    /// Whether a number opens its line before the name of the row: 1 粮食 12.3.
    func isRowNumber(_ index: Int) -> Bool {
        (index == 0 || cells[index - 1].line != cells[index].line) && index + 1 < cells.count
            && cells[index + 1].shape == .words && cells[index + 1].line == cells[index].line
            && !isUnit(cells[index + 1].range)
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

    /// Whether a cell is no word of the name behind it, which may open with a time itself: 年末 常住人口.
    private func isHeadBeforeName(_ range: Range<Int>) -> Bool {
        isLabelHead(range) || TableWords.columnHead.first(in: text, range) != nil
    }

    /// For each column of numbers the heads above it.
    func columnHeads(_ heads: [TableCell]) -> [[Range<Int>]] {
        var heads = heads
        if let start = heads.firstIndex(where: { isLabelHead($0.range) }) {
            let label = heads[start].range
            namesPlaces = !hasPlaceColumn && isPlaceHead(label)
            heads.removeSubrange(...start)
        }
        heads.removeAll { isUnitHead($0.range) || isRemarkHead($0.range) || $0.shape != .words }
        var widths = [Int](repeating: 0, count: Self.mostColumns + 2)
        for record in records { widths[min(record.values.count, Self.mostColumns + 1)] += 1 }
        guard var width = widths.indices.max(by: { (widths[$0], $0) < (widths[$1], $1) }), width <= Self.mostColumns
        else { return [] }
        // Of rows with fewer numbers than columns are numbered nothing tells which are empty.
        if records.contains(where: { numbersColumns($0.label) && $0.values.count > width }) { areHeadsBroken = true }
        var lines = headLines(heads, width: width)
        let all = lines.reduce(0) { $0 + $1.count }
        if all > width || all == width && lines.count > 1, all <= Self.mostColumns, widths[all] > 0 {
            // As many heads as the fullest rows have numbers, however their lines were broken.
            lines = [ordered(lines)]
            width = all
        }
        areHeadsBroken = areHeadsBroken || areBroken(lines, width: width) || areHeadsSplit && all != width
        if let tops = spanningTops(lines, width: width) {
            return (0..<width).map { [lines[0][tops[$0]].range, lines[1][$0].range] }
        }
        return (0..<width).map { parts(of: $0, of: width, lines) }
    }

    /// The heads of all lines as their columns stand: those of the second behind the one of the first whose name they bear,
    /// 国家铁路 地方铁路 behind 铁路, else line by line.
    private func ordered(_ lines: [[TableCell]]) -> [TableCell] {
        guard lines.count == 2, lines[1].count > 1,
            let above = lines[0].lastIndex(where: { head in
                head.range.count > 1
                    && lines[1].allSatisfy {
                        $0.range.count > head.range.count
                            && text.units[$0.range.suffix(head.range.count)].elementsEqual(text.units[head.range])
                    }
            })
        else { return lines.flatMap { $0 } }
        return lines[0][...above] + lines[1] + lines[0][(above + 1)...]
    }

    /// The heads above a column: one for each column, or one above several; what follows a full line goes on with its last.
    private func parts(of column: Int, of width: Int, _ lines: [[TableCell]]) -> [Range<Int>] {
        if let parts = spannedParts(of: column, of: width, lines) { return parts }
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
    func opensWithPlaces(_ heads: ArraySlice<TableCell>) -> Bool {
        guard let start = heads.firstIndex(where: { isLabelHead($0.range) }), start + 1 < heads.endIndex else {
            return false
        }
        let next = heads[start + 1]
        return isPlaceHead(heads[start].range) && next.line == heads[start].line && isLabelHead(next.range)
            && !isPlaceHead(next.range)
    }

    private func isPlaceHead(_ head: Range<Int>) -> Bool {
        Self.placeHead.opens(in: text, head) || TableWords.townHead.fills(in: text, head)
    }

    private static let placeHead = WordTable("地区 县区 县市区 县(市、区) 区县 镇街 区域")

    /// The heads by their lines; the cells of a table with one cell on a line are one line of heads.
    private func headLines(_ heads: [TableCell], width: Int) -> [[TableCell]] {
        var lines: [[TableCell]] = []
        for head in heads {
            if let last = lines.last?.last, last.line == head.line {
                lines[lines.count - 1].append(head)
            } else {
                lines.append([head])
            }
        }
        guard lines.contains(where: { $0.count > 1 }) else { return singleLines(heads, width: width) }
        takeGroupLine(&lines, width: width)
        // 一、经济总量 alone below the heads names the rows that follow, not the last column.
        lines.removeAll { line in
            guard line.count == 1,
                HeadingMarker.numbered(in: text, at: line[0].range.lowerBound, limit: line[0].range.upperBound) != nil
            else { return false }
            firstGroup = line[0].range
            return true
        }
        return lines
    }

    /// The lines of heads where each stands on a line of its own.
    private func singleLines(_ heads: [TableCell], width: Int) -> [[TableCell]] {
        var heads = heads
        if let units = takeUnits(&heads, width: width) { return singleLines(heads, width: width) + [units] }
        heads = withoutGroup(heads, width: width)
        // 3月 1-3月 绝对量 增长 绝对量 增长, a cell on each line.
        let above = heads.dropLast(width)
        let times = above.suffix(above.reversed().prefix { spansColumns($0.range) }.count)
        if !times.isEmpty, times.count < width { return [Array(times), Array(heads.suffix(width))] }
        let below = Array(heads.suffix(width))
        // Without the title of the table.
        let tops = Array(above.drop { $0.range.count > 14 })
        if spanningTops([tops, below], width: width) != nil { return [tops, below] }
        if !tops.isEmpty, (2...4).contains(where: { width % $0 == 0 && repeats(below, every: width / $0) }) {
            areHeadsBroken = true
        }
        return [joinedPieces(heads, width: width)]
    }

    /// Takes off the units that stand below the heads, one below each column, (亿元) (%), or per cent below those of growth only.
    private func takeUnits(_ heads: inout [TableCell], width: Int) -> [TableCell]? {
        guard heads.count > width, width > 1, let last = heads.lastIndex(where: { isUnitAlone($0.range) }),
            last + 2 >= heads.count
        else { return nil }
        let units = Array(heads[...last].suffix(heads[...last].reversed().prefix { isUnitAlone($0.range) }.count))
        // The name of the first rows' group stands below them.
        if last + 1 < heads.count { firstGroup = heads[last + 1].range }
        heads.removeLast(heads.count - 1 - last + units.count)
        if units.count == width { return units }
        if !units.allSatisfy({ isPerCent($0.range) }) { areHeadsBroken = true }
        return nil
    }

    private func isUnitAlone(_ head: Range<Int>) -> Bool { isUnitInBrackets(head) || isPerCent(head) }

    /// Whether a head is but per cent: ±%, (%).
    private func isPerCent(_ head: Range<Int>) -> Bool {
        head.allSatisfy { ["±", "%", "(", ")", " "].contains(text.units[$0]) }
    }
}
