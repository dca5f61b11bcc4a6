/// Finds the tables of a page: rows of figures beside names, in columns that they have in common.
struct TableRegions {
    /// Rows of a page that are a table.
    struct Region {
        /// All of its rows, head and what wraps below the last figures included.
        var rows: Range<Int>
        /// The rows below the head down to the last with figures.
        var body: ClosedRange<Int>
        var columns: TableColumns
        /// Whether its head is that of the table on the page before.
        var repeatsHead = false
    }

    /// Between two rows of figures there may be so many of words: a cell of that many lines, names of groups.
    private static let longestPause = 12
    /// So many rows of heads.
    private static let longestHead = 12

    let positioned: PositionedText
    let page: WordRows
    /// The printed rows of the head of the table that the page before ends with.
    let openHead: [[UInt8]]

    /// All tables, from top to bottom.
    func find() -> [Region] {
        let anchors = page.rows.indices.map { hasFigures($0) }
        var regions: [Region] = []
        var index = 0
        while index < anchors.count {
            guard anchors[index] else {
                index += 1
                continue
            }
            var last = index
            var count = 1
            var next = index + 1
            while next < anchors.count, next - last <= Self.longestPause, !breaksTable(next) {
                if anchors[next] {
                    last = next
                    count += 1
                }
                next += 1
            }
            let first = regions.last?.rows.upperBound ?? 0
            // A row is enough for what goes on from the page before.
            let least = regions.isEmpty && openHead.count <= index && repeatsHead ? 1 : 2
            if count >= least, let region = region(index...last, anchors, after: first) { regions.append(region) }
            index = last + 1
        }
        return regions
    }

    private func region(_ body: ClosedRange<Int>, _ anchors: [Bool], after first: Int) -> Region? {
        // What has one chunk may span columns, unless it stands beside figures.
        let voters = body.filter {
            page.rows[$0].chunks.count > 1 || anchors[$0] || isBeside($0, $0 - 1, anchors)
                || isBeside($0, $0 + 1, anchors)
        }.map { page.rows[$0] }
        guard var columns = TableColumns(voters, of: page, positioned) else { return nil }
        joinSpacedNames(voters, &columns)
        guard columns.count > 1 else { return nil }
        for row in body where page.rows[row].chunks.count == 1 { columns.fit(page.rows[row], of: page, positioned) }
        let (start, bodyStart) = headStart(above: body.lowerBound, notBefore: first, &columns)
        let end = tailEnd(below: body.upperBound, &columns)
        var region = Region(
            rows: start..<end,
            body: bodyStart...body.upperBound,
            columns: columns
        )
        // What goes on may begin with the rest of a row.
        if start == 0, openHead.count <= body.lowerBound, repeatsHead {
            region.body = openHead.count...body.upperBound
            region.repeatsHead = true
        }
        return region
    }

    /// Whether the page begins with the head of the table that the page before ends with.
    private var repeatsHead: Bool {
        !openHead.isEmpty && openHead.count <= page.rows.count
            && openHead.indices.allSatisfy { page.text(of: page.rows[$0], positioned) == openHead[$0] }
    }

    /// Whether a row stands half a line above or below one of figures.
    private func isBeside(_ index: Int, _ other: Int, _ anchors: [Bool]) -> Bool {
        guard anchors.indices.contains(other), anchors[other] else { return false }
        let (row, figures) = (page.rows[index], page.rows[other])
        return PositionedText.overlap(row.top, row.bottom, figures.top, figures.bottom) > 0.15
    }

    /// 合 计, 农 业: where columns hold no more than one Han character each, they are the letters of a name.
    private func joinSpacedNames(_ rows: [WordRows.Row], _ columns: inout TableColumns) {
        var widest = [Int](repeating: 0, count: columns.count)
        for row in rows {
            for run in TableColumns.runs(of: row, page, positioned) {
                let column = columns.column(at: (run.left + run.right) / 2)
                let bytes = run.words.reduce(0) { $0 + positioned.bytes(of: page.order[$1]).count }
                let isHan = positioned.bytes(of: page.order[run.words.lowerBound]).first.map { $0 >= 0xE3 } ?? false
                widest[column] = max(widest[column], isHan ? bytes : 1000)
            }
        }
        for column in (1..<widest.count).reversed() where widest[column] <= 3 && widest[column - 1] <= 3 {
            columns.removeBorder(column - 1)
        }
    }

    // Rows.

    /// Whether a row has figures that stand apart, with something to their left.
    private func hasFigures(_ index: Int) -> Bool {
        let row = page.rows[index]
        let chunks = page.chunks[row.chunks]
        guard let figure = chunks.last(where: { $0.isFigure }), chunks.contains(where: { $0.isFigure && $0.hasValue })
        else { return false }
        if chunks.count > 1 { return !hasProse(row) && figure.left > chunks[chunks.startIndex].left }
        // The name's lines stand half a line above and below.
        return [index - 1, index + 1].contains { other in
            guard page.rows.indices.contains(other) else { return false }
            let beside = page.rows[other]
            return PositionedText.overlap(row.top, row.bottom, beside.top, beside.bottom) > 0.15
                && page.chunks[beside.chunks].contains { !$0.isFigure && $0.right < figure.left }
        }
    }

    private func hasProse(_ row: WordRows.Row) -> Bool {
        page.chunks[row.chunks].contains { chunk in
            chunk.count > 150 || chunk.count > 45 && HTMLText.hasSentence(page.text(of: chunk, positioned)[...])
                || chunk.count > 8 && hasLeaders(chunk)
        }
    }

    /// Whether a chunk has the dots of a table of contents.
    private func hasLeaders(_ chunk: WordRows.Chunk) -> Bool {
        let text = page.text(of: chunk, positioned)
        return HTMLText.find(Self.dots, in: text[...]) != nil || HTMLText.find(Self.ellipsis, in: text[...]) != nil
    }

    private static let dots = Array("....".utf8)
    private static let ellipsis = Array("……".utf8)

    private func distance(above row: Int) -> Float { page.rows[row].top - page.rows[row - 1].bottom }

    /// Whether a row ends the table above it.
    private func breaksTable(_ index: Int) -> Bool {
        let row = page.rows[index]
        if hasProse(row) || isCaption(row) { return true }
        return distance(above: index) > 4 * min(row.height, page.rows[index - 1].height)
    }

    /// Whether a row is what stands above a table: 表3, 续表, 单位：亿元.
    private func isCaption(_ row: WordRows.Row) -> Bool {
        row.chunks.count <= 3 && Self.isCaption(page.text(of: row, positioned))
    }

    /// Whether a line's text is that.
    static func isCaption(_ text: [UInt8]) -> Bool {
        guard text.count <= 150 else { return false }
        if Self.captions.contains(where: { text.starts(with: $0) }) { return true }
        // 表3, but not 表面积.
        if text.starts(with: Self.table), let next = text.dropFirst(3).first {
            if next &- 0x30 < 10 || Self.numerals.contains(where: { text.dropFirst(3).starts(with: $0) }) {
                return true
            }
        }
        return Self.units.contains { HTMLText.find($0, in: text[...]) != nil }
    }

    private static let captions: [[UInt8]] = ["附表", "续表", "（续", "(续"].map { Array($0.utf8) }
    private static let table = Array("表".utf8)
    private static let numerals: [[UInt8]] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].map { Array($0.utf8) }
    private static let units: [[UInt8]] = ["单位：", "单位:"].map { Array($0.utf8) }
    private static let notes: [[UInt8]] = ["注", "资料来源", "数据来源", "说明", "备注", "*"].map { Array($0.utf8) }

    /// The first row of the head above a row of figures, and the first below it: names of groups may follow the head.
    private func headStart(
        above body: Int,
        notBefore first: Int,
        _ columns: inout TableColumns
    ) -> (head: Int, body: Int) {
        var start = body
        var bodyStart = body
        /// The first of the names above, which are the table's where they near its figures or a head stands above them.
        var names = body
        var fitted = columns
        while names > first, body - names < Self.longestHead {
            let limit = max(first, body - Self.longestHead)
            guard let band = band(above: names, notBefore: limit, fitted) else { break }
            fitted = band.columns
            names = band.start
            if band.isName, start == bodyStart {
                guard band.isNear else { continue }
                bodyStart = band.start
            } else if start == bodyStart {
                bodyStart = band.end
            }
            start = band.start
            columns = fitted
        }
        return (start, bodyStart)
    }

    /// Rows that are lines of the same cells.
    private struct Band {
        var start: Int
        var end: Int
        /// Whether they stand in the first column only, and whether they are near what is below.
        var isName: Bool
        var isNear: Bool
        /// The columns, as wide as these rows are.
        var columns: TableColumns
    }

    /// Rows above `start` that are lines of the same cells; nil where they are no part of a table.
    private func band(
        above start: Int,
        notBefore first: Int,
        _ columns: TableColumns
    ) -> Band? {
        guard distance(above: start) <= 1.6 * min(page.rows[start - 1].height, page.rows[start].height) else {
            return nil
        }
        let isNear = distance(above: start) <= 0.5 * page.rows[start - 1].height
        var band = start
        var found: Set<Int> = []
        var fitted = columns
        while band > first {
            let index = band - 1
            let row = page.rows[index]
            guard !hasProse(row), !isCaption(row), band == start || distance(above: band) <= 0.35 * row.height
            else { break }
            fitted.fit(row, of: page, positioned)
            if row.chunks.count == 1 {
                let chunk = page.chunks[row.chunks.lowerBound]
                let overlaps =
                    PositionedText.overlap(row.top, row.bottom, page.rows[band].top, page.rows[band].bottom) > 0.15
                // A title stands above all columns; a head above a few.
                guard keepsToColumns(row, fitted) || fitted.column(at: chunk.left) > 0 && chunk.count <= 36 else {
                    break
                }
                if isHeading(row), !overlaps {
                    if band == start {
                        return Band(start: index, end: start, isName: true, isNear: false, columns: fitted)
                    }
                    break
                }
            }
            for word in row.words {
                let place = positioned.words[page.order[word]]
                found.insert(fitted.column(at: (place.left + place.right) / 2))
            }
            band = index
        }
        guard band < start, found.count > 1 || isNear else { return nil }
        return Band(start: band, end: start, isName: found == [0], isNear: isNear, columns: fitted)
    }

    /// Whether each word of a row is in one column.
    private func keepsToColumns(_ row: WordRows.Row, _ columns: TableColumns) -> Bool {
        row.words.allSatisfy { columns.holds(positioned.words[page.order[$0]]) }
    }

    private func isHeading(_ row: WordRows.Row) -> Bool {
        HTMLText.startsWithOrdinal(page.text(of: row, positioned)[...])
    }

    /// The end of the rows that wrap below the last figures.
    private func tailEnd(below body: Int, _ columns: inout TableColumns) -> Int {
        var end = body + 1
        while end < page.rows.count, end - body <= Self.longestHead {
            let row = page.rows[end]
            guard !breaksTable(end), !isHeading(row), distance(above: end) <= 0.5 * row.height else { break }
            let text = page.text(of: row, positioned)
            guard !Self.notes.contains(where: { text.starts(with: $0) }) else { break }
            var fitted = columns
            fitted.fit(row, of: page, positioned)
            // A paragraph right below is one run across.
            let runs = TableColumns.runs(of: row, page, positioned)
            guard runs.allSatisfy({ fitted.column(at: $0.left + 0.5) == fitted.column(at: $0.right - 0.5) }) else {
                break
            }
            columns = fitted
            end += 1
        }
        return end
    }
}
