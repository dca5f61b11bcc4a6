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
        let (table, looks) = (ScalarFolding.table, ScalarFolding.looks)
        let count = Self.decode(body, table.span, looks.span, &unitSpan, &places, &found, &byteSpan)
        units.removeSubrange(count...)
        self.units = units
        self.bytes = bytes
    }

    /// How far decoding has come.
    private struct Progress {
        /// The next byte.
        var index = 0
        /// Where the next unit is written.
        var write = 0
        /// How many scalars more than units there were so far.
        var shift = 0

        /// Which scalar of the body is next.
        @inline(__always)
        var scalar: Int { write &+ shift }
    }

    /// Writes the units of `body`; sums do not overflow, as they are bounded by its size.
    ///
    /// - Returns: how many units there are.
    private static func decode(
        _ body: Span<UInt8>,
        _ table: Span<UInt16>,
        _ looks: Span<UInt8>,
        _ units: inout MutableSpan<UInt16>,
        _ places: inout ScalarPlaces,
        _ found: inout Found,
        _ bytes: inout MutableSpan<UInt32>
    ) -> Int {
        // Said once, so that it is not asked for each scalar.
        precondition(looks.count == 0x1_0000)
        var at = Progress()
        while at.index < body.count {
            decodeFours(body, looks, &at, &units, &bytes)
            guard at.index < body.count else { break }
            let first = body[at.index]
            if at.scalar & (stride - 1) == 0 {
                bytes[at.scalar >> strideBits] = UInt32(truncatingIfNeeded: at.index)
            }
            // Digits above all.
            if looks[Int(first)] & ScalarFolding.isLetter != 0 {
                units[at.write] = UInt16(first)
                at.write &+= 1
                at.index &+= 1
                continue
            }
            let unit: UInt16
            if first < 0x80 {
                if startsEscape(first), let (escaped, length) = escape(in: body, at: at.index) {
                    write(escaped: escaped, length, &at, &units, &places, &found, &bytes)
                    continue
                }
                unit = table[Int(first)]
                at.index &+= 1
            } else {
                let (scalar, length) = scalar(in: body, at: at.index)
                unit = scalar < 0x10000 ? table[Int(scalar)] : ScalarFolding.beyondPlane(scalar)
                at.index &+= length
            }
            if unit != 0 {
                found.note(unit, at: at.write)
                units[at.write] = unit
                at.write &+= 1
            } else {
                at.shift &+= 1
                places.shift(from: at.write, by: at.shift)
            }
        }
        return at.write
    }

    /// Writes scalars from U+1000 to U+FFFF, nearly all of a report: four at a time, up to the first that wants a closer look.
    @inline(__always)
    private static func decodeFours(
        _ body: Span<UInt8>,
        _ looks: Span<UInt8>,
        _ at: inout Progress,
        _ units: inout MutableSpan<UInt16>,
        _ bytes: inout MutableSpan<UInt32>
    ) {
        while at.index &+ 12 <= body.count, body[at.index] >= 0x80 {
            let four = FourScalars(body.extracting(at.index..<at.index &+ 12))
            // Any bits are four units; whether there is room for them is checked.
            var room = unsafe units.mutableBytes
            room.storeBytes(of: four.folded, toByteOffset: at.write &* 2, as: UInt64.self)
            // Where a multiple of the stride is among those that count, its offset is right; else it is written again.
            let ahead = (0 &- at.scalar) & (stride - 1)
            bytes[(at.scalar &+ ahead) >> strideBits] = UInt32(truncatingIfNeeded: at.index &+ 3 &* ahead)
            let count = four.plainCount(looks)
            at.write &+= count
            at.index &+= 3 &* count
            if count < 4 { break }
        }
    }

    /// Writes what an escape of `length` bytes stands for, which is nothing where `unit` is 0.
    private static func write(
        escaped unit: UInt16,
        _ length: Int,
        _ at: inout Progress,
        _ units: inout MutableSpan<UInt16>,
        _ places: inout ScalarPlaces,
        _ found: inout Found,
        _ bytes: inout MutableSpan<UInt32>
    ) {
        // Each letter of an escape is a scalar of the body.
        let first = at.scalar
        for scalar in first &+ 1..<first &+ length where scalar % stride == 0 {
            bytes[scalar >> strideBits] = UInt32(truncatingIfNeeded: at.index &+ scalar &- first)
        }
        if unit != 0 {
            found.note(unit, at: at.write)
            units[at.write] = unit
            at.write &+= 1
            at.shift &-= 1
        }
        at.index &+= length
        at.shift &+= length
        places.shift(from: at.write, by: at.shift)
    }

    /// Twelve bytes read as four scalars of three bytes each.
    private struct FourScalars {
        /// The scalars in lanes of 16 bits, the first in the lowest.
        private let scalars: UInt64
        /// What the bytes of the first and the last two scalars have wrong, in lanes of 24 bits.
        private let flaws: (UInt64, UInt64)

        /// Reads `bytes`, which are twelve.
        @inline(__always)
        init(_ bytes: Span<UInt8>) {
            var low = UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16 | UInt64(bytes[3]) << 24
            low |= UInt64(bytes[4]) << 32 | UInt64(bytes[5]) << 40 | UInt64(bytes[6]) << 48 | UInt64(bytes[7]) << 56
            let high = UInt32(bytes[8]) | UInt32(bytes[9]) << 8 | UInt32(bytes[10]) << 16 | UInt32(bytes[11]) << 24
            let back = low >> 48 | UInt64(high) << 16
            flaws = (Self.flaws(low), Self.flaws(back))
            scalars = Self.pair(low) | Self.pair(back) << 32
        }

        /// Two scalars of three bytes each, in lanes of 16 bits.
        @inline(__always)
        private static func pair(_ bytes: UInt64) -> UInt64 {
            let pair =
                (bytes & 0x00000F_00000F) << 12 | (bytes & 0x003F00_003F00) >> 2 | (bytes & 0x3F0000_3F0000) >> 16
            return pair & 0xFFFF | pair >> 8 & 0xFFFF_0000
        }

        /// 1110, 10 and 10 stand in front of what a scalar is made of.
        @inline(__always)
        private static func flaws(_ bytes: UInt64) -> UInt64 { bytes & 0xC0C0F0_C0C0F0 ^ 0x8080E0_8080E0 }

        /// What the scalars fold to that are plain: full-width forms of ASCII to what they are forms of, others to themselves.
        @inline(__always)
        var folded: UInt64 {
            // A bit for each lane whose upper half is FF.
            let wide = ((scalars >> 8 & 0x00FF_00FF_00FF_00FF) &+ 0x0001_0001_0001_0001) >> 8 & 0x0001_0001_0001_0001
            return scalars &- wide &* 0xFEE0
        }

        /// How many of them are plain and without flaws, up to the first that is not.
        @inline(__always)
        func plainCount(_ looks: Span<UInt8>) -> Int {
            let four = (
                looks[Int(UInt16(truncatingIfNeeded: scalars))], looks[Int(UInt16(truncatingIfNeeded: scalars >> 16))],
                looks[Int(UInt16(truncatingIfNeeded: scalars >> 32))], looks[Int(scalars >> 48)]
            )
            if (four.0 | four.1 | four.2 | four.3) & ScalarFolding.isSpecial == 0, flaws.0 | flaws.1 == 0 { return 4 }
            // A bit in the lane of 16 bits of each that is none, of which the first tells.
            let some =
                UInt64(four.0) | UInt64(four.1) << 16 | UInt64(four.2) << 32 | UInt64(four.3) << 48
            let special = some & (UInt64(ScalarFolding.isSpecial) &* 0x0001_0001_0001_0001)
            return (special | Self.top(flaws.0) >> 23 | Self.top(flaws.1) << 9).trailingZeroBitCount >> 4
        }

        /// The highest bit of each lane that has flaws.
        @inline(__always)
        private static func top(_ flaws: UInt64) -> UInt64 {
            (flaws >> 1 &+ 0x7FFFFF_7FFFFF) & 0x800000_800000
        }
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

    /// Whether an escape may begin with `byte`.
    static func startsEscape(_ byte: UInt8) -> Bool {
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
