/// The words of a page as rows from top to bottom, each from left to right, and the chunks that gaps make of a row.
struct WordRows {
    /// Words without a wide gap between them.
    struct Chunk {
        /// Its words in ``WordRows/order``.
        var words: Range<Int>
        var left: Float
        var right: Float
        /// How many bytes it has.
        var count: Int
        /// Whether it is a number, or the mark for none, as a cell of a table is.
        var isFigure: Bool
        /// Whether it has a number, other than a year as heads of columns are.
        var hasValue: Bool
    }

    /// Words side by side.
    struct Row {
        /// Its words in ``WordRows/order``.
        var words: Range<Int>
        var chunks: Range<Int>
        var top: Float
        var bottom: Float

        var height: Float { bottom - top }
        var center: Float { (top + bottom) / 2 }
    }

    /// The page's words.
    private(set) var order: [Int] = []
    private(set) var rows: [Row] = []
    private(set) var chunks: [Chunk] = []

    /// So wide a gap, in Han characters, no two words of a sentence have between them.
    private static let gap: Float = 0.7

    /// Sorts words into rows.
    init(_ words: some Sequence<Int>, of positioned: PositionedText) {
        let all = positioned.words
        order = words.sorted {
            let (a, b) = (all[$0].center, all[$1].center)
            return a != b ? a < b : $0 < $1
        }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, positioned.areOnOneRow(order[start], order[end]) { end += 1 }
            order[start..<end].sort { all[$0].left != all[$1].left ? all[$0].left < all[$1].left : $0 < $1 }
            append(start..<end, positioned)
            start = end
        }
    }

    private mutating func append(_ words: Range<Int>, _ positioned: PositionedText) {
        let firstChunk = chunks.count
        var start = words.lowerBound
        var right = positioned.words[order[start]].right
        var (top, bottom) = (Float.infinity, -Float.infinity)
        for index in words {
            let word = positioned.words[order[index]]
            top = min(top, word.top)
            bottom = max(bottom, word.bottom)
            if index > start, word.left - right > Self.gap * positioned.em(of: order[index]) {
                chunks.append(chunk(start..<index, positioned))
                start = index
            }
            right = max(right, word.right)
        }
        chunks.append(chunk(start..<words.upperBound, positioned))
        rows.append(Row(words: words, chunks: firstChunk..<chunks.count, top: top, bottom: bottom))
    }

    private func chunk(_ words: Range<Int>, _ positioned: PositionedText) -> Chunk {
        var (left, right) = (Float.infinity, -Float.infinity)
        var count = 0
        var figure = FigureShape()
        for index in words {
            let word = positioned.words[order[index]]
            left = min(left, word.left)
            right = max(right, word.right)
            count += Int(word.end - word.start)
            figure.look(at: positioned.bytes(of: order[index]))
        }
        return Chunk(
            words: words,
            left: left,
            right: right,
            count: count,
            isFigure: figure.isFigure,
            hasValue: figure.hasDigit && !figure.isYear
        )
    }

    /// The bytes of a chunk, without spaces.
    func text(of chunk: Chunk, _ positioned: PositionedText) -> [UInt8] {
        chunk.words.reduce(into: []) { $0 += positioned.bytes(of: order[$1]) }
    }

    /// The bytes of a row, without spaces.
    func text(of row: Row, _ positioned: PositionedText) -> [UInt8] {
        row.words.reduce(into: []) { $0 += positioned.bytes(of: order[$1]) }
    }
}

/// Whether text is a number or the mark for none, as the cells of a table are: a few bytes without letters and Han.
struct FigureShape {
    private var count = 0
    private var hasWord = false
    private var hasMark = false
    /// The digits as a number, of four at most.
    private var opening = 0
    /// Whether there is a digit.
    private(set) var hasDigit = false

    /// Goes on with these bytes.
    mutating func look(at bytes: ArraySlice<UInt8>) {
        count += bytes.count
        guard !hasWord || !hasDigit else { return }
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte &- 0x30 < 10 {
                hasDigit = true
                opening = min(opening * 10 + Int(byte - 0x30), 10_000)
            } else if byte == 0xEF {
                // ０ to ９.
                if index + 2 < bytes.endIndex, bytes[index + 1] == 0xBC, bytes[index + 2] &- 0x90 < 10 {
                    hasDigit = true
                }
            } else if PositionedText.isLetter(byte) || byte >= 0xE3 {
                hasWord = true
            } else if byte == 0x2D || byte == 0xE2 || byte == 0x2E || byte == 0x2F {
                // - — … . /
                hasMark = true
            }
        }
    }

    /// Whether it is four digits that may be a year.
    var isYear: Bool { count == 4 && opening >= 1900 && opening < 2100 }

    /// Whether it is one.
    var isFigure: Bool { count <= 40 && !hasWord && (hasDigit || hasMark && count <= 9) }
}
