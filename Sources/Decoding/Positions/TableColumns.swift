/// The columns of a table: where they end, found from the strips of paper that none of its rows prints on.
struct TableColumns {
    /// A table of more columns is no table for readers.
    private static let most = 64
    /// Into so many parts the width of a table is divided.
    private static let resolution = 1024
    /// A narrower gap, in Han characters, is one between words.
    static let wordGap: Float = 0.3
    /// The narrowest strip, in Han characters.
    private static let narrowest: Float = 0.26

    /// The middles of the strips between columns, from left to right.
    private(set) var borders: [Float] = []
    /// The strips.
    private var strips: [ClosedRange<Float>] = []

    /// How many columns there are.
    var count: Int { borders.count + 1 }

    /// The column that a place is in.
    func column(at x: Float) -> Int {
        var column = 0
        while column < borders.count, x >= borders[column] { column += 1 }
        return column
    }

    /// Whether a word is in one column, but for a hair.
    func holds(_ word: PositionedText.Word) -> Bool { column(at: word.left + 0.5) == column(at: word.right - 0.5) }

    /// The columns of rows; nil where they have none in common.
    init?(_ rows: [WordRows.Row], of page: WordRows, _ positioned: PositionedText) {
        var (left, right) = (Float.infinity, -Float.infinity)
        var em = Float.infinity
        for row in rows {
            for index in row.words {
                let word = positioned.words[page.order[index]]
                left = min(left, word.left)
                right = max(right, word.right)
                em = min(em, positioned.em(of: page.order[index]))
            }
        }
        guard right - left > 1, !rows.isEmpty else { return nil }
        let scale = Float(Self.resolution) / (right - left)
        func bin(_ x: Float) -> Int { min(max(Int((x - left) * scale), 0), Self.resolution) }
        // How many rows print on each part of the width, as differences from the part before.
        var changes = [Int](repeating: 0, count: Self.resolution + 2)
        for row in rows {
            for run in Self.runs(of: row, page, positioned) {
                changes[bin(run.left)] += 1
                changes[bin(run.right) + 1] -= 1
            }
        }
        let chunkCounts = rows.map(\.chunks.count).sorted()
        let expected = chunkCounts[chunkCounts.count / 2]
        var found = Self.strips(changes, atMost: 0, narrowest: Self.narrowest * em * scale)
        if found.count + 1 < expected {
            // Some cell spans others.
            let more = Self.strips(changes, atMost: max(1, rows.count / 10), narrowest: Self.narrowest * em * scale)
            if more.count + 1 <= expected { found = more }
        }
        guard !found.isEmpty, found.count < Self.most else { return nil }
        strips = found.map { left + Float($0.lowerBound) / scale...left + Float($0.upperBound) / scale }
        borders = strips.map { ($0.lowerBound + $0.upperBound) / 2 }
    }

    /// The words of a row without the gaps that are between words.
    static func runs(
        of row: WordRows.Row,
        _ page: WordRows,
        _ positioned: PositionedText
    ) -> [(words: Range<Int>, left: Float, right: Float)] {
        var runs: [(words: Range<Int>, left: Float, right: Float)] = []
        for index in row.words {
            let word = positioned.words[page.order[index]]
            if let last = runs.last, word.left - last.right <= wordGap * positioned.em(of: page.order[index]) {
                runs[runs.count - 1] = (last.words.lowerBound..<index + 1, last.left, max(last.right, word.right))
            } else {
                runs.append((index..<index + 1, word.left, word.right))
            }
        }
        return runs
    }

    /// The parts of the width between others that no more rows print on.
    private static func strips(_ changes: [Int], atMost limit: Int, narrowest: Float) -> [Range<Int>] {
        var strips: [Range<Int>] = []
        var covered = 0
        var start: Int?
        var hasBegun = false
        for index in 0...resolution {
            covered += changes[index]
            if covered > limit {
                if let first = start, hasBegun, Float(index - first) >= narrowest { strips.append(first..<index) }
                start = nil
                hasBegun = true
            } else if start == nil {
                start = index
            }
        }
        return strips
    }

    /// Takes from the strips what a row of heads prints on, so that one that is wider than its numbers keeps to its column.
    mutating func fit(_ row: WordRows.Row, of page: WordRows, _ positioned: PositionedText) {
        for run in Self.runs(of: row, page, positioned) { fit(run.left, run.right) }
        // Heads of narrow columns are as near to each other as words.
        for place in row.words {
            let word = positioned.words[page.order[place]]
            fit(word.left, word.right)
        }
        borders = strips.map { ($0.lowerBound + $0.upperBound) / 2 }
    }

    private mutating func fit(_ left: Float, _ right: Float) {
        for index in strips.indices {
            let strip = strips[index]
            // What covers all of it, or lies within it, spans both columns.
            if left <= strip.lowerBound, right > strip.lowerBound, right < strip.upperBound {
                strips[index] = right...strip.upperBound
            } else if left > strip.lowerBound, left < strip.upperBound, right >= strip.upperBound {
                strips[index] = strip.lowerBound...left
            }
        }
    }

    /// Takes a border away.
    mutating func removeBorder(_ index: Int) {
        borders.remove(at: index)
        strips.remove(at: index)
    }
}
