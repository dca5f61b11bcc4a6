/// Decodes UTF-8 and folds each scalar by itself: the first of the two passes of folding.
///
/// Escapes that a scraper left as letters (`\r\n`, `&nbsp;`) and runs of question marks in place of spaces are read here too.
struct BodyDecoder {
    /// The folded scalars.
    private(set) var units: [UInt16] = []
    /// Where each unit and the end stand in the body.
    private(set) var places = ScalarPlaces()
    /// What the second pass looks for.
    private(set) var found = Found()
    /// Byte offset of each scalar whose offset is a multiple of ``stride``.
    private(set) var bytes: [UInt32] = []

    /// Where among the units what stands that the second pass looks for.
    struct Found {
        /// The line breaks.
        private(set) var breaks: [UInt32] = []
        /// What may have to be dropped or changed, by its neighbours: spaces, brackets, long dashes, circled numbers.
        private(set) var disturbances: [UInt32] = []

        /// Whether `unit` is one of the disturbances.
        @inline(__always)
        private static func disturbs(_ unit: UInt16) -> Bool {
            unit == 0x20 || unit == 0x5B || unit == 0x28 || unit == 0x2014 || unit &- 0x2460 < 20
        }

        /// Whether `unit` is one of these.
        static func holds(_ unit: UInt16) -> Bool { unit == 0x0A || disturbs(unit) }

        /// Notes the unit at `index` where it is one of these.
        @inline(__always)
        fileprivate mutating func note(_ unit: UInt16, at index: Int) {
            guard unit < 0x2474 else { return }
            if unit == 0x0A { breaks.append(UInt32(truncatingIfNeeded: index)) }
            if Self.disturbs(unit) { disturbances.append(UInt32(truncatingIfNeeded: index)) }
        }
    }

    /// How many scalars stand between two byte offsets that are written down: few enough to be counted anew where one is asked.
    static let stride = 8
    private static let strideBits = 3

    /// Decodes and folds all of `body`.
    mutating func decode(_ body: Span<UInt8>) {
        // A body has at most one unit for each byte.
        var units = [UInt16](repeating: 0, count: body.count)
        var bytes = [UInt32](repeating: 0, count: body.count / Self.stride + 1)
        var unitSpan = units.mutableSpan
        var byteSpan = bytes.mutableSpan
        let (table, special) = (ScalarFolding.table, ScalarFolding.special.words)
        let count = Self.decode(body, table.span, special.span, &unitSpan, &places, &found, &byteSpan)
        units.removeSubrange(count...)
        self.units = units
        self.bytes = bytes
    }

    /// Writes the units of `body`; sums do not overflow, as they are bounded by its size.
    ///
    /// - Returns: how many units there are.
    private static func decode(
        _ body: Span<UInt8>,
        _ table: Span<UInt16>,
        _ special: Span<UInt64>,
        _ units: inout MutableSpan<UInt16>,
        _ places: inout ScalarPlaces,
        _ found: inout Found,
        _ bytes: inout MutableSpan<UInt32>
    ) -> Int {
        // Said once, so that it is not asked for each scalar.
        precondition(special.count == 1024)
        let size = body.count
        var index = 0
        var write = 0
        var scalarIndex = 0
        while index < size {
            var first = body[index]
            // U+1000 to U+FFFF, nearly all of a report: four scalars at a time, up to the first that wants a closer look.
            while first >= 0x80, index &+ 14 <= size {
                let next = body.extracting(index..<index &+ 14)
                let (front, back) = (pair(next, at: 0), pair(next, at: 6))
                let four = (
                    UInt16(truncatingIfNeeded: front.scalars), UInt16(truncatingIfNeeded: front.scalars >> 24),
                    UInt16(truncatingIfNeeded: back.scalars), UInt16(truncatingIfNeeded: back.scalars >> 24)
                )
                units[write] = plain(four.0)
                units[write &+ 1] = plain(four.1)
                units[write &+ 2] = plain(four.2)
                units[write &+ 3] = plain(four.3)
                // Where a multiple of the stride is among those that count, its offset is right; else it is written again.
                let ahead = (0 &- scalarIndex) & (stride - 1)
                bytes[(scalarIndex &+ ahead) >> strideBits] = UInt32(truncatingIfNeeded: index &+ 3 &* ahead)
                // The lowest bit of each tells whether it is special.
                let bits = (
                    special[Int(four.0 >> 6)] >> UInt64(four.0 & 63), special[Int(four.1 >> 6)] >> UInt64(four.1 & 63),
                    special[Int(four.2 >> 6)] >> UInt64(four.2 & 63), special[Int(four.3 >> 6)] >> UInt64(four.3 & 63)
                )
                if (bits.0 | bits.1 | bits.2 | bits.3) & 1 | front.flaws | back.flaws == 0 {
                    write &+= 4
                    index &+= 12
                    scalarIndex &+= 4
                    continue
                }
                // A bit in the lane of 16 bits of each that is none, of which the first tells.
                let some = bits.0 & 1 | (bits.1 & 1) << 16 | (bits.2 & 1) << 32 | (bits.3 & 1) << 48
                let count = (some | top(front.flaws) >> 23 | top(back.flaws) << 13).trailingZeroBitCount >> 4
                write &+= count
                index &+= 3 &* count
                scalarIndex &+= count
                break
            }
            first = body[index]
            if scalarIndex & (stride - 1) == 0 { bytes[scalarIndex >> strideBits] = UInt32(truncatingIfNeeded: index) }
            if UnitClass.isDigit(UInt16(first)) {
                units[write] = UInt16(first)
                write &+= 1
                index &+= 1
                scalarIndex &+= 1
                continue
            }
            var unit: UInt16
            if first < 0x80 {
                if startsEscape(first), let (escaped, length) = escape(in: body, at: index) {
                    if escaped != 0 {
                        found.note(escaped, at: write)
                        units[write] = escaped
                        write &+= 1
                    }
                    // Each letter of an escape is a scalar of the body.
                    for _ in 1..<length {
                        index &+= 1
                        scalarIndex &+= 1
                        if scalarIndex % stride == 0 {
                            bytes[scalarIndex >> strideBits] = UInt32(truncatingIfNeeded: index)
                        }
                    }
                    index &+= 1
                    scalarIndex &+= 1
                    places.shift(from: write, by: scalarIndex - write)
                    continue
                }
                unit = table[Int(first)]
                index &+= 1
            } else {
                let (scalar, length) = scalar(in: body, at: index)
                unit = table[Int(min(scalar, 0xFFFF))]
                index &+= length
            }
            scalarIndex &+= 1
            if unit != 0 {
                found.note(unit, at: write)
                units[write] = unit
                write &+= 1
            } else {
                places.shift(from: write, by: scalarIndex - write)
            }
        }
        return write
    }

    /// Two scalars of three bytes each, in lanes of 24 bits; a lane whose bytes are none has flaws.
    @inline(__always)
    private static func pair(_ bytes: Span<UInt8>, at index: Int) -> (scalars: UInt64, flaws: UInt64) {
        var eight = UInt64(bytes[index]) | UInt64(bytes[index &+ 1]) << 8
        eight |= UInt64(bytes[index &+ 2]) << 16 | UInt64(bytes[index &+ 3]) << 24
        eight |= UInt64(bytes[index &+ 4]) << 32 | UInt64(bytes[index &+ 5]) << 40
        eight |= UInt64(bytes[index &+ 6]) << 48 | UInt64(bytes[index &+ 7]) << 56
        let scalars =
            (eight & 0x00000F_00000F) << 12 | (eight & 0x003F00_003F00) >> 2 | (eight & 0x3F0000_3F0000) >> 16
        // 1110, 10 and 10 stand in front of what a scalar is made of.
        return (scalars, eight & 0xC0C0F0_C0C0F0 ^ 0x8080E0_8080E0)
    }

    /// What a scalar folds to that is not special.
    @inline(__always)
    private static func plain(_ scalar: UInt16) -> UInt16 { scalar &- 0xFF01 < 0x5E ? scalar &- 0xFEE0 : scalar }

    /// The highest bit of each lane that has flaws.
    @inline(__always)
    private static func top(_ flaws: UInt64) -> UInt64 {
        (flaws >> 1 &+ 0x7FFFFF_7FFFFF) & 0x800000_800000
    }

    /// How many bytes the scalar has that begins at byte `index`; one where there is no valid one.
    @inline(__always)
    static func length(in body: Span<UInt8>, at index: Int) -> Int {
        let first = body[index]
        if first < 0x80 { return 1 }
        // U+4000 to U+9FFF, as in decoding.
        if first &- 0xE4 < 6, index + 2 < body.count, (body[index + 1] ^ 0x80) | (body[index + 2] ^ 0x80) < 0x40 {
            return 3
        }
        return scalar(in: body, at: index).length
    }

    /// The scalar that begins at byte `index`, and its length in bytes; U+FFFD of one byte where there is no valid one.
    @inline(__always)
    static func scalar(in body: Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        let first = body[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let left = body.count - index
        if first >= 0xE0, first < 0xF0, left > 2 {
            let (second, third) = (body[index + 1], body[index + 2])
            let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            let isValid = second & 0xC0 == 0x80 && third & 0xC0 == 0x80 && value >= 0x800 && value & 0xF800 != 0xD800
            return isValid ? (value, 3) : (0xFFFD, 1)
        }
        if first >= 0xC2, first < 0xE0, left > 1 {
            let second = body[index + 1]
            return second & 0xC0 == 0x80 ? (UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F), 2) : (0xFFFD, 1)
        }
        if first >= 0xF0, first < 0xF5, left > 3 {
            let tail = (body[index + 1], body[index + 2], body[index + 3])
            let isTail = tail.0 & 0xC0 == 0x80 && tail.1 & 0xC0 == 0x80 && tail.2 & 0xC0 == 0x80
            let value =
                UInt32(first & 0x07) << 18 | UInt32(tail.0 & 0x3F) << 12 | UInt32(tail.1 & 0x3F) << 6
                | UInt32(tail.2 & 0x3F)
            return isTail && value >= 0x10000 && value < 0x110000 ? (value, 4) : (0xFFFD, 1)
        }
        return (0xFFFD, 1)
    }

    private static func startsEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "?") || byte == 0x0D
    }

    /// What an escape at `index` stands for (0 is nothing), and how many bytes it takes; nil where there is none.
    private static func escape(in body: Span<UInt8>, at index: Int) -> (unit: UInt16, length: Int)? {
        func byte(_ offset: Int) -> UInt8 { index + offset < body.count ? body[index + offset] : 0 }
        switch body[index] {
        case 0x0D:
            return (byte(1) == 0x0A ? 0 : 0x0A, 1)
        case UInt8(ascii: "\\"):
            switch byte(1) {
            case UInt8(ascii: "n"): return (0x0A, 2)
            case UInt8(ascii: "r"): return (0, 2)
            case UInt8(ascii: "t"): return (0x20, 2)
            default: return nil
            }
        case UInt8(ascii: "?"):
            // A lone question mark is one; several in a row are spaces that an earlier conversion lost.
            guard byte(1) == UInt8(ascii: "?") else { return nil }
            var length = 2
            while length < 64, byte(length) == UInt8(ascii: "?") { length += 1 }
            return (0x20, length)
        default:
            for (name, unit) in entities where name.indices.allSatisfy({ byte($0) == name[$0] }) {
                return (unit, name.count)
            }
            return nil
        }
    }

    private static let entities: [(name: [UInt8], unit: UInt16)] = [
        (Array("&nbsp;".utf8), 0x20), (Array("&ensp;".utf8), 0x20), (Array("&emsp;".utf8), 0x20),
        (Array("&amp;".utf8), 0x26), (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E),
        (Array("&quot;".utf8), 0x22), (Array("&ldquo;".utf8), 0x201C), (Array("&rdquo;".utf8), 0x201D),
        (Array("&middot;".utf8), 0xB7), (Array("&mdash;".utf8), 0x2014),
    ]
}
