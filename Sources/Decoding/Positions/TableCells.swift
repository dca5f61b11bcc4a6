/// Puts the pieces of a table's rows together to cells, whose lines may stand above and below their figures.
struct TableCells {
    /// A row as it is read.
    struct Row {
        var center: Float
        /// What stands in each column; empty where nothing does.
        var cells: [[UInt8]]

        /// Whether there is nothing but a name.
        var isName: Bool { !cells[0].isEmpty && cells.dropFirst().allSatisfy(\.isEmpty) }
    }

    /// What stands in one column of one printed row.
    private struct Piece {
        var row: Int
        var words: Range<Int>
        var left: Float
        var right: Float
        var column: Int
        /// The last column that it spans.
        var lastColumn: Int
        var isFigure: Bool

        var spans: Bool { lastColumn > column }
    }

    /// A row of figures: its printed row, and what its cells are made of.
    private struct Record {
        var center: Float
        var pieces: [Int] = []
    }

    private let positioned: PositionedText
    private let page: WordRows
    private let region: TableRegions.Region
    private var pieces: [Piece] = []
    private var records: [Record] = []
    /// How near the nearest two are.
    private var pitch: Float = 0
    /// How far the lines of the column at hand reach to the right.
    private var edge: Float = 0
    /// The pieces that belong to no row of figures, by printed row.
    private var separate: [Int] = []

    /// How many columns it has.
    var columnCount: Int { region.columns.count }
    /// Whether its head is that of the table on the page before.
    var repeatsHead: Bool { region.repeatsHead }
    /// The rows of its head as they are printed, without spaces.
    var printedHead: [[UInt8]] {
        (region.rows.lowerBound..<region.body.lowerBound).map { page.text(of: page.rows[$0], positioned) }
    }

    /// The head, then the rows of the table.
    private(set) var head: [Row] = []
    private(set) var rows: [Row] = []
    /// Where it stands.
    private(set) var (left, top, right) = (Float.infinity, Float.infinity, -Float.infinity)
    /// The words that it is made of.
    private(set) var words: [Int] = []

    /// Reads a table; nil where it is none, as a chart is not.
    init?(_ region: TableRegions.Region, of page: WordRows, _ positioned: PositionedText) {
        self.positioned = positioned
        self.page = page
        self.region = region
        for row in region.rows { split(row) }
        spanHeads()
        makeRecords()
        pitch = zip(records, records.dropFirst()).map { $1.center - $0.center }.min() ?? .infinity
        for column in 0..<region.columns.count { assign(column) }
        let named = records.count { record in
            record.pieces.contains { !pieces[$0].isFigure && pieces[$0].column < region.columns.count - 1 }
        }
        guard records.count >= (region.repeatsHead ? 1 : 2), named * 2 >= records.count else { return nil }
        write()
    }

    // Pieces.

    private mutating func split(_ index: Int) {
        let columns = region.columns
        let first = pieces.count
        func append(_ words: Range<Int>, _ left: Float, _ right: Float) {
            var column = columns.column(at: left)
            var lastColumn = columns.column(at: right)
            if lastColumn > column {
                // A hair over the border is not the next column.
                let margin = 0.4 * positioned.em(of: page.order[words.lowerBound])
                column = columns.column(at: min(left + margin, right))
                lastColumn = max(column, columns.column(at: max(right - margin, left)))
            }
            if pieces.count > first, let last = pieces.last, !last.spans, column == lastColumn, last.column == column,
                last.words.upperBound == words.lowerBound
            {
                pieces[pieces.count - 1].words = last.words.lowerBound..<words.upperBound
                pieces[pieces.count - 1].right = right
                return
            }
            pieces.append(
                Piece(
                    row: index,
                    words: words,
                    left: left,
                    right: right,
                    column: column,
                    lastColumn: lastColumn,
                    isFigure: false
                )
            )
        }
        for run in TableColumns.runs(of: page.rows[index], page, positioned) {
            let isWithin = columns.column(at: run.left) == columns.column(at: run.right)
            // Narrow cells are as near to each other as words; each word by itself keeps to its column.
            let keepsWords =
                !isWithin && run.words.count > 1
                && run.words.allSatisfy { columns.holds(positioned.words[page.order[$0]]) }
            guard keepsWords else {
                append(run.words, run.left, run.right)
                continue
            }
            for word in run.words {
                append(
                    word..<word + 1,
                    positioned.words[page.order[word]].left,
                    positioned.words[page.order[word]].right
                )
            }
        }
        for piece in first..<pieces.count {
            var shape = FigureShape()
            for word in pieces[piece].words { shape.look(at: positioned.bytes(of: page.order[word])) }
            pieces[piece].isFigure = shape.isFigure
        }
    }

    /// Lets a head that stands in the middle above the heads of several columns span them.
    private mutating func spanHeads() {
        /// For each column, from where to where the heads below reach.
        var below = [ClosedRange<Float>?](repeating: nil, count: region.columns.count)
        let heads = pieces.indices.prefix { pieces[$0].row < region.body.lowerBound }
        guard heads.count <= 16 * region.columns.count else { return }
        for index in heads.reversed() {
            let piece = pieces[index]
            if let span = span(of: piece, above: below) {
                (pieces[index].column, pieces[index].lastColumn) = (span.lowerBound, span.upperBound)
            } else if !piece.spans {
                let old = below[piece.column] ?? piece.left...piece.right
                below[piece.column] = min(old.lowerBound, piece.left)...max(old.upperBound, piece.right)
            }
        }
    }

    /// The columns in whose middle a piece stands; nil where it is in the middle of one, or nothing stands below.
    private func span(of piece: Piece, above below: [ClosedRange<Float>?]) -> ClosedRange<Int>? {
        let center = (piece.left + piece.right) / 2
        let em = positioned.em(of: page.order[piece.words.lowerBound])
        var nearest = Float.infinity
        for column in below.compactMap({ $0 }) {
            nearest = min(nearest, abs((column.lowerBound + column.upperBound) / 2 - center))
        }
        var best: (span: ClosedRange<Int>, distance: Float)?
        for first in below.indices {
            guard let left = below[first], left.lowerBound <= center else { continue }
            for last in (first + 1)..<max(below.count, first + 1) {
                guard let right = below[last] else { break }
                // The fewer the better: heads in three columns may happen to have theirs in the same middle.
                let distance = abs((left.lowerBound + right.upperBound) / 2 - center) + em * Float(last - first - 1)
                if distance < best?.distance ?? 2 * em { best = (first...last, distance) }
            }
        }
        guard let best, best.distance < nearest - 0.5 * em else { return nil }
        return best.span
    }

    // Rows of figures.

    private func height(_ piece: Int) -> Float { page.rows[pieces[piece].row].height }
    private func center(_ piece: Int) -> Float { page.rows[pieces[piece].row].center }

    /// Each printed row with figures begins a record, but for one that has them in other columns of the same row.
    private mutating func makeRecords() {
        var index = 0
        while index < pieces.count {
            let row = pieces[index].row
            var end = index
            while end < pieces.count, pieces[end].row == row { end += 1 }
            let figures = (index..<end).filter { isOwn($0) }
            defer { index = end }
            guard region.body.contains(row), !figures.isEmpty else { continue }
            if let last = records.last, center(index) - last.center < 0.62 * height(index),
                !last.pieces.contains(where: { old in figures.contains { pieces[$0].column == pieces[old].column } })
            {
                records[records.count - 1].pieces += figures
            } else {
                records.append(Record(center: center(index), pieces: figures))
            }
        }
    }

    /// Whether a piece is a figure behind the first column, which is never a part of a longer cell.
    private func isOwn(_ piece: Int) -> Bool {
        pieces[piece].isFigure && pieces[piece].column > 0 && region.body.contains(pieces[piece].row)
    }

    // Words beside them.

    /// Gives each line of words in a column to a record.
    private mutating func assign(_ column: Int) {
        let lines = pieces.indices.filter { pieces[$0].column == column && !pieces[$0].spans && !isOwn($0) }
        guard !lines.isEmpty else { return }
        edge = lines.reduce(-.infinity) { max($0, pieces[$1].right) }
        let centered = assignCentered(lines)
        let hanging = assignHanging(lines)
        let isHanging = hanging.count { $0 == nil } < centered.count { $0 == nil }
        var found = isHanging ? hanging : centered
        for index in found.indices.dropFirst() where found[index] == nil {
            // The rest of a cell that goes on on the next page.
            if let record = found[index - 1], isNear(lines[index - 1], lines[index]) { found[index] = record }
        }
        for (line, record) in zip(lines, found) {
            if let record { records[record].pieces.append(line) } else { separate.append(line) }
        }
    }

    /// Each cell as many lines above its figures as below.
    private func assignCentered(_ lines: [Int]) -> [Int?] {
        var found = [Int?](repeating: nil, count: lines.count)
        /// Lines of a cell are as near to each other as any; a character set by itself may be nearer.
        let leading = zip(lines, lines.dropFirst()).map { center($1) - center($0) }.min() ?? 0
        var record = 0
        var index = 0
        while index < lines.count {
            let tolerance = 0.3 * height(lines[index])
            while record < records.count, records[record].center < center(lines[index]) - tolerance { record += 1 }
            guard record < records.count else { break }
            if records[record].center - center(lines[index]) <= tolerance {
                found[index] = record
                record += 1
                index += 1
                continue
            }
            let end = mirrored(lines, from: index, around: record, leading: leading)
            if end > index {
                for line in index..<end { found[line] = record }
                record += 1
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// The end of the lines that stand around a record, evenly and as far below as above; `start` where they do not.
    private func mirrored(_ lines: [Int], from start: Int, around record: Int, leading: Float) -> Int {
        let middle = records[record].center
        let top = center(lines[start])
        let height = height(lines[start])
        let bottom = middle + (middle - top)
        var end = start + 1
        while end < lines.count, center(lines[end]) <= bottom + 0.3 * height {
            let isNext =
                record + 1 < records.count && abs(center(lines[end]) - records[record + 1].center) <= 0.3 * height
            if isNext { return start }
            end += 1
        }
        guard end - start > 1, abs(center(lines[end - 1]) - bottom) <= 0.35 * height else { return start }
        for index in (start + 1)..<end where center(lines[index]) - center(lines[index - 1]) > leading + 0.1 * height {
            return start
        }
        // In a table without room between its rows only full lines tell that a name goes on.
        let isFull = (start..<(end - 1)).allSatisfy { self.isFull(lines[$0], by: 2.5) }
        let isApart =
            (start == 0 || top - center(lines[start - 1]) > 1.15 * leading)
            && (end == lines.count || center(lines[end]) - center(lines[end - 1]) > 1.15 * leading)
        return isFull || isApart ? end : start
    }

    /// Each cell from its figures downwards.
    private func assignHanging(_ lines: [Int]) -> [Int?] {
        var found = [Int?](repeating: nil, count: lines.count)
        var record = -1
        for (index, line) in lines.enumerated() {
            let tolerance = 0.3 * height(line)
            while record + 1 < records.count, records[record + 1].center <= center(line) + tolerance { record += 1 }
            guard record >= 0 else { continue }
            if abs(records[record].center - center(line)) <= tolerance {
                found[index] = record
            } else if index > 0, found[index - 1] == record {
                if isNear(lines[index - 1], line) { found[index] = record }
            }
        }
        return found
    }

    /// Whether two lines are as near to each other as lines of a cell, not as rows, or the first had no room for more.
    private func isNear(_ line: Int, _ next: Int) -> Bool {
        let distance = center(next) - center(line)
        guard !opensRow(next) else { return false }
        return distance <= 1.3 * height(next) && (isFull(line, by: 1.2) || distance <= 0.9 * pitch)
    }

    /// Whether a line is the name of a group, or the first part of one: 一、, 其中：.
    private func opensRow(_ line: Int) -> Bool {
        let text = pieces[line].words.reduce(into: [UInt8]()) { $0 += positioned.bytes(of: page.order[$1]).prefix(40) }
        return HTMLText.startsWithOrdinal(text[...]) || text.starts(with: Self.part)
    }

    private static let part = Array("其中".utf8)

    /// Whether a line of the column at hand reaches its edge but for so many Han characters.
    private func isFull(_ line: Int, by count: Float) -> Bool {
        let em = positioned.em(of: page.order[pieces[line].words.lowerBound])
        return pieces[line].right > edge - count * em && pieces[line].right - pieces[line].left > 2 * em
    }

    // Writing.

    private mutating func write() {
        let spanning = pieces.indices.filter { pieces[$0].spans }
        let firstRecord = records[0].center
        var headPieces: [Int] = []
        var ownRows: [Int: [Int]] = [:]
        for piece in separate {
            let row = pieces[piece].row
            if row < region.body.lowerBound {
                headPieces.append(piece)
            } else if row <= region.body.upperBound {
                ownRows[row, default: []].append(piece)
            }
        }
        let headSpans = spanning.filter { pieces[$0].row < region.body.lowerBound && center($0) < firstRecord }
        for piece in spanning where pieces[piece].row <= region.body.upperBound {
            guard pieces[piece].row >= region.body.lowerBound || center(piece) >= firstRecord else { continue }
            ownRows[pieces[piece].row, default: []].append(piece)
        }
        writeHead(headPieces, headSpans)
        for (row, own) in ownRows.sorted(by: { $0.key < $1.key }) {
            // Beside a name a line of words is a row; else it belongs to the figures that are nearest.
            if own.contains(where: { pieces[$0].column == 0 || pieces[$0].spans }) || own.count > 1 {
                rows.append(Row(center: page.rows[row].center, cells: cells(of: own)))
            } else if let piece = own.first {
                records[nearest(to: center(piece))].pieces.append(piece)
            }
        }
        for record in records { rows.append(Row(center: record.center, cells: cells(of: record.pieces))) }
        rows.sort { $0.center < $1.center }
        words += records.flatMap(\.pieces).flatMap { pieces[$0].words.map { page.order[$0] } }
        words += ownRows.values.joined().flatMap { pieces[$0].words.map { page.order[$0] } }
        words += (headPieces + headSpans).flatMap { pieces[$0].words.map { page.order[$0] } }
        for word in words {
            left = min(left, positioned.words[word].left)
            top = min(top, positioned.words[word].top)
            right = max(right, positioned.words[word].right)
        }
    }

    private func nearest(to center: Float) -> Int {
        var (low, high) = (0, records.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if records[middle].center < center { low = middle + 1 } else { high = middle }
        }
        if low > 0, center - records[low - 1].center < records[low].center - center { return low - 1 }
        return low
    }

    /// The text of each column, line for line from the top.
    private func cells(of own: [Int]) -> [[UInt8]] {
        var cells = [[Int]](repeating: [], count: region.columns.count)
        for piece in own { cells[pieces[piece].column].append(piece) }
        return cells.map { cell in
            let lines = cell.sorted { (pieces[$0].row, pieces[$0].left) < (pieces[$1].row, pieces[$1].left) }
            var text: [UInt8] = []
            positioned.append(lines.flatMap { pieces[$0].words.map { page.order[$0] } }, to: &text)
            return text
        }
    }

    /// Heads of one level on a line; heads that span others stand above them in each of their columns.
    private mutating func writeHead(_ own: [Int], _ spans: [Int]) {
        guard !own.isEmpty || !spans.isEmpty else { return }
        let lower = cells(of: own)
        let top = own.first.map { center($0) } ?? center(spans[0])
        guard !spans.isEmpty else {
            head.append(Row(center: top, cells: lower))
            return
        }
        var upper = lower
        for span in spans {
            let text = cells(of: [span])[pieces[span].column]
            for column in pieces[span].column...pieces[span].lastColumn { upper[column] = text }
        }
        head.append(Row(center: top, cells: upper))
        if lower != upper, lower.contains(where: { !$0.isEmpty }) { head.append(Row(center: top, cells: lower)) }
    }
}
