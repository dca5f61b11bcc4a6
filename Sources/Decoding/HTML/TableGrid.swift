/// The cells of a table while it is read, and afterwards its rows as lines of text.
struct TableGrid {
    private struct Cell {
        var row: Int32
        var columns: Int32
        var rows: Int32
        /// Its lines.
        var first: Int32
        var end: Int32
    }

    /// A table of more columns is no table for readers.
    private static let mostColumns = 256
    /// So many places of the grid for each cell are filled, as far as cells span others; a page may claim any number.
    private static let mostPlaces = 16

    /// Whether one of its cells holds a table: then it only arranges the page.
    var holdsTables = false

    private let firstLine: Int
    private let box: Int32
    private var cells: [Cell] = []
    private var rowCount: Int32 = 0

    /// A table whose text begins with line `firstLine`.
    init(firstLine: Int, box: Int32) {
        self.firstLine = firstLine
        self.box = box
    }

    /// How many cells it has.
    var cellCount: Int { cells.count }

    /// A row begins.
    mutating func beginRow() { rowCount += 1 }

    /// A cell begins, which spans so many columns and rows.
    mutating func beginCell(columns: Int, rows: Int, firstLine: Int) {
        if rowCount == 0 { rowCount = 1 }
        cells.append(
            Cell(
                row: rowCount - 1,
                columns: Int32(min(columns, Self.mostColumns)),
                rows: Int32(rows),
                first: Int32(firstLine),
                end: Int32(firstLine)
            )
        )
    }

    /// The last cell ends before `line`.
    mutating func endCell(line: Int) {
        if !cells.isEmpty { cells[cells.count - 1].end = Int32(line) }
    }

    /// Whether it is a table for readers, not one that arranges a page: several columns, short cells, few links.
    func isTable(in page: Page) -> Bool {
        guard !holdsTables, cells.count >= 2 else { return false }
        var widest = 0
        var (textCount, linkCount, filledCount) = (0, 0, 0)
        var start = 0
        while start < cells.count {
            var end = start
            while end < cells.count, cells[end].row == cells[start].row { end += 1 }
            widest = max(widest, end - start)
            for cell in cells[start..<end] {
                let lines = page.lines[Int(cell.first)..<Int(cell.end)]
                let count = lines.reduce(0) { $0 + $1.end - $1.start }
                // Beside others a cell of several paragraphs, or of 600 Han, is a column of the page.
                if end - start > 1, count > 1800 || lines.count > 20 || lines.count > 1 && holdsSentence(lines, page) {
                    return false
                }
                textCount += count
                linkCount += lines.reduce(0) { $0 + Int($1.linkCount) }
                if count > 0 { filledCount += 1 }
            }
            start = end
        }
        return widest >= 2 && widest <= Self.mostColumns && filledCount >= 2 && linkCount * 2 <= textCount
    }

    private func holdsSentence(_ lines: ArraySlice<Page.Line>, _ page: Page) -> Bool {
        lines.contains { HTMLText.hasSentence(page.text(of: $0)) }
    }

    /// Replaces the lines of the cells by a line for each row, with tabs between its cells.
    ///
    /// A cell that spans several columns or rows stands in each of them, so that heads and numbers line up; a number stands
    /// where it begins, and dashes in its other places and where a cell between numbers is empty. `repeatable` is how
    /// many bytes may be repeated at all.
    func flatten(in page: inout Page, repeatable: inout Int) {
        let old = Array(page.lines[firstLine...])
        page.lines.removeSubrange(firstLine...)
        // The caption, and what stands between cells, comes first.
        var next = 0
        for cell in cells {
            let first = Int(cell.first) - firstLine
            if first > next { page.lines += old[next..<first] }
            next = max(next, Int(cell.end) - firstLine)
        }
        page.lines += old[next...]
        /// What stands in each column of the row: the cell, and for how many rows more.
        var spanning: [(cell: Int, rows: Int32)?] = []
        var index = 0
        var places = 4096 + Self.mostPlaces * cells.count
        for row in 0..<rowCount {
            if places < 0 { spanning = [] }
            var slots: [(cell: Int, isFirst: Bool)?] = []
            func takeSpanning() {
                while slots.count < spanning.count, let above = spanning[slots.count] {
                    spanning[slots.count] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
                    slots.append((above.cell, false))
                }
            }
            while index < cells.count, cells[index].row == row {
                takeSpanning()
                let cell = cells[index]
                for column in 0..<(places < 0 ? 1 : Int(cell.columns)) where slots.count < Self.mostColumns {
                    let place = slots.count
                    slots.append((index, column == 0))
                    if cell.rows > 1 {
                        while spanning.count <= place { spanning.append(nil) }
                        spanning[place] = (index, cell.rows - 1)
                    }
                }
                index += 1
            }
            // Cells of rows above may stand behind the last of this one, also behind a gap.
            while slots.count < spanning.count {
                takeSpanning()
                if slots.count < spanning.count { slots.append(nil) }
            }
            places -= slots.count
            write(slots, old, to: &page, &repeatable)
        }
    }

    private func write(
        _ slots: [(cell: Int, isFirst: Bool)?],
        _ old: [Page.Line],
        to page: inout Page,
        _ repeatable: inout Int
    ) {
        let start = page.text.count
        var linkCount: Int32 = 0
        // Only one cell: a title, a unit, a heading between rows; said once.
        let filled = slots.map { slot in slot.map { !lines(of: $0.cell).isEmpty } ?? false }
        guard let first = filled.firstIndex(of: true), let lastFilled = filled.lastIndex(of: true) else { return }
        if slots[first]?.cell == slots[lastFilled]?.cell {
            if let slot = slots[first], slot.isFirst { page.lines += old[lines(of: slot.cell)] }
            return
        }
        let numbers = slots.indices.map { column in
            filled[column] && (slots[column].map { isNumber($0.cell, old, page) } ?? false)
        }
        let hasNumber = numbers.contains(true)
        // Behind the last head nothing is lost; behind the last number the dashes keep the columns.
        let last = hasNumber ? slots.count - 1 : lastFilled
        for column in 0...last {
            if column > 0 { page.text.append(0x09) }
            guard filled[column], let slot = slots[column] else {
                if column > first, hasNumber { page.text += Self.dash }
                continue
            }
            if slot.isFirst {
                linkCount += append(slot.cell, old, to: &page)
            } else if numbers[column] {
                page.text += Self.dash
            } else {
                let before = page.text.count
                if repeatable > 0 { _ = append(slot.cell, old, to: &page) }
                repeatable -= page.text.count - before
            }
        }
        page.lines.append(
            Page.Line(start: start, end: page.text.count, linkCount: linkCount, box: box, isRow: true)
        )
    }

    private static let dash = Array("—".utf8)

    private func lines(of cell: Int) -> Range<Int> {
        Int(cells[cell].first) - firstLine..<Int(cells[cell].end) - firstLine
    }

    /// Writes the text of a cell on one line.
    ///
    /// - Returns: how many of its bytes are links.
    private func append(_ cell: Int, _ old: [Page.Line], to page: inout Page) -> Int32 {
        var linkCount: Int32 = 0
        var isFirst = true
        for line in old[lines(of: cell)] {
            let range = HTMLSpaces.trimmed(page.text.span, line.start..<line.end)
            guard let first = page.text[range].first else { continue }
            // Words are set apart, Han are not.
            if !isFirst, first < 0x80, let last = page.text.last, last < 0x80 { page.text.append(0x20) }
            isFirst = false
            // Byte by byte: a slice of the text would make it copied as a whole.
            for index in range { page.text.append(page.text[index]) }
            linkCount += line.linkCount
        }
        return linkCount
    }

    /// Whether a cell begins with a digit or a sign before one, and holds no word.
    private func isNumber(_ cell: Int, _ old: [Page.Line], _ page: Page) -> Bool {
        guard let line = old[lines(of: cell)].first else { return false }
        var hasDigit = false
        for byte in page.text[line.start..<line.end].prefix(40) {
            if byte &- 0x30 < 10 { hasDigit = true } else if (byte | 0x20) &- 0x61 < 26 { return false }
            // A Han character; full-width digits begin with 0xEF.
            if byte >= 0xE3, byte < 0xEF { return false }
        }
        return hasDigit
    }
}
