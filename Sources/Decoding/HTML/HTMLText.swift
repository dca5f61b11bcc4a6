/// What a line of UTF-8 looks like.
enum HTMLText {
    /// Whether it holds 。 ！ ？ or ；.
    static func hasSentence(_ line: ArraySlice<UInt8>) -> Bool {
        marks(of: line).stops > 0
    }

    /// How many marks end or divide sentences.
    static func marks(of line: ArraySlice<UInt8>) -> (stops: Int, commas: Int, digits: Int) {
        var (stops, commas, digits) = (0, 0, 0)
        let span = line.span
        var index = 0
        while index < span.count {
            let byte = span[index]
            if byte < 0x80 {
                if byte &- 0x30 < 10 { digits += 1 }
                if byte == 0x3B { stops += 1 }
                if byte == 0x2C { commas += 1 }
                index += 1
                continue
            }
            if byte < 0xE0 {
                index += 2
                continue
            }
            if index + 2 < span.count {
                switch (byte, span[index + 1], span[index + 2]) {
                case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBC, 0x9B): stops += 1
                case (0xEF, 0xBC, 0x8C), (0xE3, 0x80, 0x81): commas += 1
                default: if byte == 0xEF, span[index + 1] == 0xBC, span[index + 2] &- 0x90 < 10 { digits += 1 }
                }
            }
            index += 3
        }
        return (stops, commas, digits)
    }

    /// Whether a line begins as a heading does: 一、 （一） 第一.
    static func startsWithOrdinal(_ line: ArraySlice<UInt8>) -> Bool {
        let head = String(decoding: line.prefix(18), as: UTF8.self).unicodeScalars
        var rest = head[...]
        let opening = rest.first == "（" || rest.first == "(" || rest.first == "第"
        if opening { rest = rest.dropFirst() }
        let digits = rest.prefix { "一二三四五六七八九十".unicodeScalars.contains($0) }
        guard !digits.isEmpty else { return false }
        let next = rest[digits.endIndex...].first
        return head.first == "第" || next == "、" || opening && (next == "）" || next == ")")
    }

    /// Where a text stands first in a line.
    static func find(_ text: [UInt8], in line: ArraySlice<UInt8>) -> Range<Int>? {
        guard let first = text.first, line.count >= text.count else { return nil }
        for index in line.startIndex...(line.endIndex - text.count) where line[index] == first {
            if line[index...].starts(with: text) { return index..<index + text.count }
        }
        return nil
    }

    /// A line without its white space.
    static func condensed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var condensed: [UInt8] = []
        condensed.reserveCapacity(line.count)
        forEachSolid(line) { condensed.append($0) }
        return condensed
    }

    /// A number that stands for a line without its white space, and how many bytes that has.
    static func key(of line: ArraySlice<UInt8>) -> (key: UInt64, count: Int) {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        var count = 0
        forEachSolid(line) { byte in
            key = (key ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
            key ^= key >> 29
            count += 1
        }
        return (key, count)
    }

    @inline(__always)
    private static func forEachSolid(_ line: ArraySlice<UInt8>, _ use: (UInt8) -> Void) {
        let span = line.span
        var index = 0
        while index < span.count {
            let byte = span[index]
            // Only these begin white space.
            if byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF {
                let skipped = HTMLSpaces.leadingCount(span, index, span.count)
                if skipped > 0 {
                    index += skipped
                    continue
                }
            }
            use(byte)
            index += 1
        }
    }
}
