/// Columns that hold no figures but numbers of rows and units, where they stand in the way.
extension TableLayout {
    /// Takes off the numbers that count the rows where each cell has a line: 序号 指标, 1 粮食 12.3 2 油料 4.5.
    func dropOrder() {
        guard let head = cells.firstIndex(where: { Self.orderHead.fills(in: text, $0.range) }) else { return }
        var next = 1
        var left = Array(cells[..<head])
        for index in cells.indices.dropFirst(head + 1) {
            let cell = cells[index]
            if index + 1 < cells.count, cells[index + 1].shape == .words, cells[index + 1].line != cell.line,
                cells[index - 1].line != cell.line, let number = wholeNumber(cell.range),
                // A few rows may be missing.
                (next..<next + 9).contains(number)
            {
                next = number + 1
            } else {
                left.append(cell)
            }
        }
        if next > 2 { cells = left }
    }

    /// The number that a cell holds and nothing else, also where it looks like a year.
    private func wholeNumber(_ cell: Range<Int>) -> Int? {
        guard cell.count < 8, cell.allSatisfy({ UnitClass.isDigit(text.units[$0]) }) else { return nil }
        return cell.reduce(0) { $0 * 10 + Int(text.units[$1] & 0xF) }
    }

    /// Whether the row of that name numbers the columns: 甲 1 2 3.
    func numbersColumns(_ label: Range<Int>) -> Bool {
        label.allSatisfy { ["甲", "乙", "丙", " "].contains(text.units[$0]) }
    }

    static let orderHead = WordTable("序号 编号")

    /// Sets the units that have a column behind that of their amounts before them, where other tables have theirs:
    /// 指标 完成 单位 增长, 粮食产量 56.7 万吨 1.2.
    func moveUnits() {
        let heads = cells.prefix { $0.shape == .words }
        guard let names = heads.firstIndex(where: { isLabelHead($0.range) }),
            let units = heads.firstIndex(where: { isUnitHead($0.range) }), units > names + 1
        else { return }
        for index in cells.indices.dropFirst(heads.count)
        where cells[index].shape == .words && isUnit(cells[index].range) && cells[index - 1].shape == .number
            && cells[index - 2].shape == .words
        {
            let line = cells[index - 1].line
            guard line == cells[index].line || cells[index - 2].line != line else { continue }
            cells.swapAt(index, index - 1)
        }
    }
}
