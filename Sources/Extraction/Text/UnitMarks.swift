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
        var words = [UInt64](repeating: 0, count: (units.count / 64 + 1) * Self.marks)
        var rest = 0
        while rest &+ 8 <= units.count {
            let eight = units.extracting(rest..<rest &+ 8)
            var bytes = UInt64(table[Int(eight[0])]) | UInt64(table[Int(eight[1])]) << 8
            bytes |= UInt64(table[Int(eight[2])]) << 16 | UInt64(table[Int(eight[3])]) << 24
            bytes |= UInt64(table[Int(eight[4])]) << 32 | UInt64(table[Int(eight[5])]) << 40
            bytes |= UInt64(table[Int(eight[6])]) << 48 | UInt64(table[Int(eight[7])]) << 56
            Self.enter(bytes, at: rest, into: &words)
            rest &+= 8
        }
        var bytes: UInt64 = 0
        for index in rest..<units.count { bytes |= UInt64(table[Int(units[index])]) << UInt64((index - rest) * 8) }
        Self.enter(bytes, at: rest, into: &words)
        self.words = words
    }

    /// Enters the marks of eight units, a byte for each, the first of which stands at `index`.
    @inline(__always)
    private static func enter(_ bytes: UInt64, at index: Int, into words: inout [UInt64]) {
        if bytes == 0 { return }
        let block = index / 64 &* marks
        for mark in 0..<marks {
            // The mark's bit of each byte, gathered into one byte.
            let bits = bytes >> UInt64(mark) & 0x0101_0101_0101_0101
            words[block &+ mark] |= ((bits &* 0x0102_0408_1020_4080) >> 56) << UInt64(index & 63)
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
