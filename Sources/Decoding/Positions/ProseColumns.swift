/// Parts a page where prose stands in columns side by side, which are read one behind the other.
struct ProseColumns {
    /// A column of prose has so many lines at least, and its lines so many bytes on the average.
    private static let leastLines = 5
    private static let leastBytes = 24
    /// The width of the space between columns, in Han characters.
    private static let gap: Float = 0.8

    /// The words of a page in the order of reading, part by part; nil where no prose stands in columns.
    static func parts(of page: WordRows, without excluded: Set<Int>, _ positioned: PositionedText) -> [[Int]]? {
        var parts: [[Int]] = []
        var isParted = false
        var rest: [Int] = []
        var start = 0
        while start < page.rows.count {
            if excluded.contains(start) {
                start += 1
                continue
            }
            var (end, gaps) = group(from: start, page, excluded, positioned)
            let rows = (start..<end).filter { !excluded.contains($0) }
            if let columns = columns(rows, gaps, page) {
                isParted = true
                if !rest.isEmpty { parts.append(rest) }
                rest = []
                parts += columns
            } else {
                // What few lines leave free between them is chance; the next may begin the columns.
                let plain = rows.count < leastLines ? rows.prefix(1) : rows[...]
                for row in plain { rest += page.rows[row].words.map { page.order[$0] } }
                end = plain.last.map { $0 + 1 } ?? end
            }
            start = end
        }
        if !rest.isEmpty { parts.append(rest) }
        return isParted ? parts : nil
    }

    /// The end of the rows from `start` on that leave a gap between them free, and all such gaps.
    private static func group(
        from start: Int,
        _ page: WordRows,
        _ excluded: Set<Int>,
        _ positioned: PositionedText
    ) -> (end: Int, gaps: [ClosedRange<Float>]) {
        var gaps: [ClosedRange<Float>] = [whole]
        var row = start
        while row < page.rows.count {
            if !excluded.contains(row) {
                let em = positioned.em(of: page.order[page.rows[row].words.lowerBound])
                let left = gaps.flatMap { free(in: $0, page.chunks[page.rows[row].chunks], atLeast: gap * em) }
                guard left.count <= 64 else { break }
                // A line across ends what stands in columns, and what does, lines across.
                if row > start, !hasInner(left),
                    hasInner(gaps) || hasInner(free(in: whole, page.chunks[page.rows[row].chunks], atLeast: gap * em))
                {
                    break
                }
                gaps = left
            }
            row += 1
        }
        return (max(row, start + 1), gaps.filter(isInner))
    }

    /// The width of any paper.
    private static let whole: ClosedRange<Float> = -20_000...20_000

    /// Whether a gap is not what lies left or right of everything.
    private static func isInner(_ gap: ClosedRange<Float>) -> Bool {
        gap.lowerBound > whole.lowerBound && gap.upperBound < whole.upperBound
    }

    private static func hasInner(_ gaps: [ClosedRange<Float>]) -> Bool { gaps.contains(where: isInner) }

    /// What chunks from left to right leave free of a gap.
    private static func free(
        in gap: ClosedRange<Float>,
        _ chunks: ArraySlice<WordRows.Chunk>,
        atLeast width: Float
    ) -> [ClosedRange<Float>] {
        var free: [ClosedRange<Float>] = []
        var left = gap.lowerBound
        for chunk in chunks where chunk.right > left && chunk.left < gap.upperBound {
            if chunk.left - left >= width { free.append(left...chunk.left) }
            left = max(left, chunk.right)
        }
        if gap.upperBound - left >= width { free.append(left...gap.upperBound) }
        return free
    }

    /// The words on each side of the gaps, where each side is prose; nil where one is not.
    private static func columns(_ rows: [Int], _ gaps: [ClosedRange<Float>], _ page: WordRows) -> [[Int]]? {
        guard !gaps.isEmpty, rows.count >= leastLines else { return nil }
        var columns = [[Int]](repeating: [], count: gaps.count + 1)
        var measures = [(lines: Int, bytes: Int)](repeating: (0, 0), count: gaps.count + 1)
        for row in rows {
            for chunk in page.chunks[page.rows[row].chunks] {
                let column = gaps.count { ($0.lowerBound + $0.upperBound) / 2 < chunk.left }
                columns[column] += chunk.words.map { page.order[$0] }
                measures[column].lines += 1
                measures[column].bytes += chunk.count
            }
        }
        guard measures.allSatisfy({ $0.lines >= leastLines && $0.bytes >= leastBytes * $0.lines }) else { return nil }
        return columns
    }
}
