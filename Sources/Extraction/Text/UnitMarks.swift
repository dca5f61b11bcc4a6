/// One bit a unit for what the passes over a text look for, so that each goes from find to find and leaves out what lies between.
struct UnitMarks: Sendable {
    /// What a pass looks for.
    enum Mark: Int, CaseIterable {
        /// The end of a paragraph.
        case lineBreak
        /// The end of a sentence.
        case stop
        /// What a number, a quote or a border between clauses begins with.
        case token
        /// What a time may begin with.
        case time
        /// What a marker within a line may begin with.
        case heading

        /// The characters that bear the mark.
        fileprivate var characters: String {
            switch self {
            case .lineBreak: "\n"
            case .stop: "。!?;\n"
            case .token: SentenceLexer.classes.map(\.characters).joined()
            case .time: "0123456789一二三四五六七八九十上下今全前去当截明本目第过近这“‘\"《未年半两新迄直到"
            case .heading: "一二三四五六七八九十第其(—"
            }
        }
    }

    private static let marks = 5

    /// The marks of each unit of the basic plane, a bit for each.
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 0x1_0000)
        for mark in Mark.allCases {
            for unit in mark.characters.utf16 { table[Int(unit)] |= 1 << UInt8(mark.rawValue) }
        }
        return table
    }()

    /// For 64 units each a word for each mark, and words without a bit behind the last.
    private let words: [UInt64]

    /// The marks of `units`.
    init(_ units: [UInt16]) {
        let units = units.span
        let table = Self.table.span
        // Said once, so that it is not asked for each unit.
        precondition(table.count == 0x1_0000)
        var words: [UInt64] = []
        words.reserveCapacity((units.count / 64 + 1) * Self.marks)
        var start = 0
        while start &+ 64 <= units.count {
            let all = units.extracting(start..<start &+ 64)
            var block = Block()
            for index in 0..<8 {
                let eight = all.extracting(index &* 8..<index &* 8 &+ 8)
                var bytes = UInt64(table[Int(eight[0])]) | UInt64(table[Int(eight[1])]) << 8
                bytes |= UInt64(table[Int(eight[2])]) << 16 | UInt64(table[Int(eight[3])]) << 24
                bytes |= UInt64(table[Int(eight[4])]) << 32 | UInt64(table[Int(eight[5])]) << 40
                bytes |= UInt64(table[Int(eight[6])]) << 48 | UInt64(table[Int(eight[7])]) << 56
                block.enter(bytes, at: index)
            }
            block.append(to: &words)
            start &+= 64
        }
        var block = Block()
        for index in start..<units.count {
            let byte = UInt64(table[Int(units[index])])
            block.enter(byte << UInt64(index & 7 &* 8), at: (index &- start) / 8)
        }
        block.append(to: &words)
        self.words = words
    }

    /// The marks of 64 units, in registers.
    private struct Block {
        private var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)

        /// Enters the marks of eight units, a byte for each; there are `index` times eight before them.
        @inline(__always)
        mutating func enter(_ bytes: UInt64, at index: Int) {
            words.0 |= Self.gathered(bytes, 0) << UInt64(index &* 8)
            words.1 |= Self.gathered(bytes, 1) << UInt64(index &* 8)
            words.2 |= Self.gathered(bytes, 2) << UInt64(index &* 8)
            words.3 |= Self.gathered(bytes, 3) << UInt64(index &* 8)
            words.4 |= Self.gathered(bytes, 4) << UInt64(index &* 8)
        }

        /// A mark's bit of each byte, gathered into one byte.
        @inline(__always)
        private static func gathered(_ bytes: UInt64, _ mark: UInt64) -> UInt64 {
            ((bytes >> mark & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56
        }

        /// Writes the words in the order of the marks.
        func append(to list: inout [UInt64]) {
            list.append(words.0)
            list.append(words.1)
            list.append(words.2)
            list.append(words.3)
            list.append(words.4)
        }
    }

    /// The first unit from `index` on that bears the mark; `limit`, which is at most the text's length, where none does before.
    @inline(__always)
    func next(_ mark: Mark, from index: Int, limit: Int) -> Int {
        guard index < limit else { return limit }
        var block = index / 64
        var bits = words[block &* Self.marks &+ mark.rawValue] & (~0 << UInt64(index & 63))
        while bits == 0 {
            block &+= 1
            guard block &* 64 < limit else { return limit }
            bits = words[block &* Self.marks &+ mark.rawValue]
        }
        return min(limit, block &* 64 &+ bits.trailingZeroBitCount)
    }

    /// The units of a stretch that bear a mark, one after the other.
    struct Positions: Sequence, IteratorProtocol {
        fileprivate let marks: UnitMarks
        fileprivate let mark: Mark
        fileprivate var index: Int
        fileprivate let limit: Int

        /// The next; nil where none is left.
        mutating func next() -> Int? {
            let found = marks.next(mark, from: index, limit: limit)
            guard found < limit else { return nil }
            index = found + 1
            return found
        }
    }

    /// The units of `range` that bear the mark.
    func positions(of mark: Mark, in range: Range<Int>) -> Positions {
        Positions(marks: self, mark: mark, index: range.lowerBound, limit: range.upperBound)
    }
}
