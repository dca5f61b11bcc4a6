/// Makes a body of the words of pages: paragraphs in the order of reading, tables as rows with tabs between their cells.
struct PositionedDocument {
    private var positioned: PositionedText
    private var lines: [ParagraphBuilder.Line] = []
    /// The table that the last line is a row of, for the next page to go on with.
    private var openTable: OpenTable?

    private struct OpenTable {
        /// The rows of its head as they are printed.
        var head: [[UInt8]]
        /// How many lines there were when it ended.
        var lines: Int
        var columnCount: Int
        /// Whether some of its rows are nothing but a name.
        var hasGroups: Bool
    }

    /// The body.
    static func body(of positioned: PositionedText) -> [UInt8] {
        var document = PositionedDocument(positioned)
        document.build()
        return ParagraphBuilder.body(of: document.lines)
    }

    private init(_ positioned: PositionedText) {
        self.positioned = positioned
    }

    private mutating func build() {
        let pages = positioned.pages.map { WordRows($0.words, of: positioned) }
        let running = RunningLines.find(on: pages, of: positioned)
        for (number, page) in pages.enumerated() {
            if let parts = ProseColumns.parts(of: page, without: running[number], positioned) {
                for part in parts { append(part, number) }
                continue
            }
            var words = Array(positioned.pages[number].words)
            if !running[number].isEmpty {
                let dropped = Set(running[number].flatMap { page.rows[$0].words.map { page.order[$0] } })
                words.removeAll { dropped.contains($0) }
            }
            append(words, number)
        }
    }

    private static let none: Int32 = -1

    /// Writes words in the order of reading, each table where its first word stands.
    private mutating func append(_ unordered: [Int], _ number: Int) {
        guard let first = unordered.min(), let last = unordered.max() else { return }
        let page = WordRows(unordered, of: positioned)
        let words = joiningSpacedTitles(unordered, on: page)
        /// For each word the table that it is in.
        var owner = [Int32](repeating: Self.none, count: last - first + 1)
        if openTable?.lines != lines.count { openTable = nil }
        let finder = TableRegions(positioned: positioned, page: page, openHead: openTable?.head ?? [])
        var tables: [TableCells] = []
        for region in finder.find() {
            guard let cells = TableCells(region, of: page, positioned) else { continue }
            for word in cells.words where owner[word - first] == Self.none {
                owner[word - first] = Int32(tables.count)
            }
            tables.append(cells)
        }
        var isWritten = [Bool](repeating: false, count: tables.count)
        var pieces = proseLines(words, page: number) { owner[$0 - first] == Self.none }
        /// The first line that is not written yet.
        var next = 0
        for (place, word) in words.enumerated() where owner[word - first] >= 0 {
            let table = Int(owner[word - first])
            guard !isWritten[table] else { continue }
            isWritten[table] = true
            while next < pieces.count, pieces[next].lastWord < place {
                write(&pieces[next])
                next += 1
            }
            // What stands above it though it is read later, as a unit on the right.
            for later in pieces.indices[next...].prefix(Self.farthestAhead) where isAbove(pieces[later], tables[table])
            {
                write(&pieces[later])
            }
            append(tables[table])
        }
        while next < pieces.count {
            write(&pieces[next])
            next += 1
        }
    }

    /// 目 录: the characters of a row of nothing but single Han are read one behind the other, however far apart they are.
    private mutating func joiningSpacedTitles(_ words: [Int], on page: WordRows) -> [Int] {
        var others: [Int: [Int]] = [:]
        var moved: Set<Int> = []
        for row in page.rows where row.chunks.count > 1 && row.chunks.count <= 12 {
            let isTitle = page.chunks[row.chunks].allSatisfy { chunk in
                chunk.count == 3
                    && positioned.bytes(of: page.order[chunk.words.lowerBound]).first.map { $0 >= 0xE4 } ?? false
            }
            guard isTitle else { continue }
            let first = page.order[row.words.lowerBound]
            let rest = row.words.dropFirst().map { page.order[$0] }
            for word in rest { positioned.words[word].line = positioned.words[first].line }
            others[first] = rest
            moved.formUnion(rest)
        }
        return others.isEmpty ? words : words.flatMap { moved.contains($0) ? [] : [$0] + (others[$0] ?? []) }
    }

    /// So many lines are read at most before those that stand above them.
    private static let farthestAhead = 64

    /// Whether a line stands above a table, or beside that as its unit does.
    private func isAbove(_ line: ParagraphBuilder.Line, _ table: TableCells) -> Bool {
        guard line.bottom <= table.top + 0.4 * line.size else { return false }
        if line.left < table.right, line.right > table.left { return true }
        return table.top - line.bottom < 3 * line.size && TableRegions.isCaption(line.text)
    }

    /// The lines of a page that are in no table.
    private func proseLines(_ words: [Int], page: Int, where isProse: (Int) -> Bool) -> [ParagraphBuilder.Line] {
        var lines: [ParagraphBuilder.Line] = []
        var line: [Int] = []
        var lastPlace = 0
        for (place, word) in words.enumerated() where isProse(word) {
            if let last = line.last, !continues(last, word) {
                lines.append(self.line(of: line, page: page, lastWord: lastPlace))
                line = []
            }
            line.append(word)
            lastPlace = place
        }
        if !line.isEmpty { lines.append(self.line(of: line, page: page, lastWord: lastPlace)) }
        return lines
    }

    /// Whether a word stands on the line of the one before it, also where a tab parts them.
    private func continues(_ last: Int, _ word: Int) -> Bool {
        let (before, after) = (positioned.words[last], positioned.words[word])
        if before.line == after.line { return true }
        let gap = after.left - before.right
        return positioned.areOnOneRow(last, word) && gap >= 0 && gap <= 1.5 * positioned.em(of: word)
    }

    private func line(of words: [Int], page: Int, lastWord: Int) -> ParagraphBuilder.Line {
        var line = ParagraphBuilder.Line(page: page, lastWord: lastWord, text: [])
        (line.left, line.top, line.right, line.bottom) = (.infinity, .infinity, -.infinity, -.infinity)
        var widest: Float = -1
        for word in words {
            let place = positioned.words[word]
            line.left = min(line.left, place.left)
            line.top = min(line.top, place.top)
            line.right = max(line.right, place.right)
            line.bottom = max(line.bottom, place.bottom)
            if place.right - place.left > widest {
                widest = place.right - place.left
                line.size = place.height
                line.em = positioned.em(of: word)
            }
        }
        positioned.append(words, to: &line.text)
        return line
    }

    /// Writes a line once.
    private mutating func write(_ line: inout ParagraphBuilder.Line) {
        guard !line.text.isEmpty else { return }
        lines.append(line)
        line.text = []
    }

    // Tables.

    private mutating func append(_ table: TableCells) {
        var rows = table.rows
        let hasGroups = rows.dropFirst().contains(where: \.isName)
        var head = table.printedHead
        if let open = openTable, open.lines == lines.count, open.columnCount == table.columnCount,
            table.repeatsHead || table.head.isEmpty
        {
            head = open.head
            if let first = rows.first, first.isName, !hasGroups, !open.hasGroups {
                finishName(first.cells[0])
                rows.removeFirst()
            }
        } else {
            for row in table.head { append(row: Self.row(row.cells)) }
        }
        for row in rows { append(row: Self.row(row.cells)) }
        openTable = OpenTable(head: head, lines: lines.count, columnCount: table.columnCount, hasGroups: hasGroups)
    }

    /// Adds the rest of a name to the last row, which a page's end cut.
    private mutating func finishName(_ rest: [UInt8]) {
        let end = lines[lines.count - 1].text.firstIndex(of: 0x09) ?? lines[lines.count - 1].text.count
        lines[lines.count - 1].text.insert(contentsOf: rest, at: end)
    }

    private mutating func append(row: [UInt8]) {
        if !row.isEmpty { lines.append(ParagraphBuilder.Line(page: 0, text: row, isRow: true)) }
    }

    /// A row of a table as ``TableGrid`` writes it: tabs between cells, and dashes for cells without a number beside numbers.
    private static func row(_ cells: [[UInt8]]) -> [UInt8] {
        let filled = cells.indices.filter { !cells[$0].isEmpty }
        guard let first = filled.first, let last = filled.last else { return [] }
        if first == last { return cells[first] }
        let hasNumber = cells.contains { cell in
            var shape = FigureShape()
            shape.look(at: cell[...])
            return shape.isFigure && shape.hasDigit
        }
        var row: [UInt8] = []
        for column in 0...(hasNumber ? cells.count - 1 : last) {
            if column > 0 { row.append(0x09) }
            if cells[column].isEmpty, column > first, hasNumber { row += dash } else { row += cells[column] }
        }
        return row
    }

    private static let dash = Array("—".utf8)
}
