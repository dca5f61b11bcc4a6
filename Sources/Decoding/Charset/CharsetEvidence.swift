/// What the bytes themselves say of their charset, where they are no UTF-8.
struct CharsetEvidence {
    /// How many bytes a byte order mark takes that is not text.
    let markLength: Int

    /// UTF-16 as its mark says, or as its high bytes lie.
    private let utf16: Charset?
    /// Whether most bytes stand in proper sequences of UTF-8.
    private let isDamagedUTF8: Bool
    /// The share of double bytes that are frequent characters in simplified Chinese, read as GB18030.
    private let simplified: Double
    /// The share of double bytes that are frequent characters in traditional Chinese, read as Big5.
    private let traditional: Double
    /// How many double bytes there are in the sample.
    private let count: Int

    /// How many characters are enough to tell.
    private static let sample = 4096

    /// Looks at the beginning of a text.
    init(_ bytes: [UInt8]) {
        let mark = Self.mark(bytes)
        markLength = mark == nil ? 0 : 2
        utf16 = mark ?? Self.utf16(bytes)
        isDamagedUTF8 = Self.isDamagedUTF8(bytes)
        var (simplifiedCount, traditionalCount, count) = (0, 0, 0)
        var index = 0
        while index + 1 < bytes.count, count < Self.sample {
            let (lead, trail) = (bytes[index], bytes[index + 1])
            guard lead >= 0x81 else {
                index += 1
                continue
            }
            index += 2
            count += 1
            // GB2312's marks, and its first level, which holds what is frequent.
            if trail >= 0xA1, lead >= 0xA1 && lead <= 0xA3 || lead >= 0xB0 && lead <= 0xD7 { simplifiedCount += 1 }
            // Big5's marks, and its first level, likewise.
            if trail >= 0x40 && trail <= 0x7E || trail >= 0xA1, lead >= 0xA1 && lead <= 0xC6 { traditionalCount += 1 }
        }
        self.count = count
        simplified = count == 0 ? 0 : Double(simplifiedCount) / Double(count)
        traditional = count == 0 ? 0 : Double(traditionalCount) / Double(count)
    }

    /// What to try, the likeliest first; what is declared leads, unless the bytes speak clearly against it.
    func candidates(declared: Charset?) -> [Charset] {
        if markLength > 0 { return [utf16].compactMap(\.self) }
        let lead = count < 8 ? 0 : simplified - traditional
        let doubleByte: [Charset] =
            switch declared {
            case .gb18030?: lead < -0.2 ? [.big5, .gb18030] : [.gb18030, .big5]
            case .big5?: lead > 0.2 ? [.gb18030, .big5] : [.big5, .gb18030]
            default: lead < 0 ? [.big5, .gb18030] : [.gb18030, .big5]
            }
        let wide = utf16 ?? (declared?.isUTF16 == true ? declared : nil)
        return [wide].compactMap(\.self) + doubleByte
    }

    /// Whether a charset gives a text that somebody wrote; rare characters alone are bytes of something else.
    func isPlausible(_ charset: Charset) -> Bool {
        switch charset {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: true
        case .gb18030: !isDamagedUTF8 && (count == 0 || simplified >= 0.4)
        case .big5: !isDamagedUTF8 && (count == 0 || traditional >= 0.4)
        }
    }

    private static func mark(_ bytes: [UInt8]) -> Charset? {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return bytes.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
    }

    /// UTF-16 without a mark, by where its high bytes are; nil where they are nowhere in particular.
    private static func utf16(_ bytes: [UInt8]) -> Charset? {
        guard bytes.count >= 16 else { return nil }
        var (little, big) = (0, 0)
        // Half a unit at the end is one that was cut off.
        let end = min(bytes.count / 2 * 2, 2 * sample)
        for index in stride(from: 0, to: end, by: 2) {
            if isUsual(high: bytes[index + 1], low: bytes[index]) { little += 1 }
            if isUsual(high: bytes[index], low: bytes[index + 1]) { big += 1 }
        }
        let units = end / 2
        if little * 10 > units * 9, big * 10 < units * 8 { return .utf16LittleEndian }
        if big * 10 > units * 9, little * 10 < units * 8 { return .utf16BigEndian }
        return nil
    }

    /// Whether a unit is what a Chinese text is made of: ASCII, marks, Han, full-width forms.
    private static func isUsual(high: UInt8, low: UInt8) -> Bool {
        switch high {
        case 0x00: low >= 0x20 && low < 0x7F || low == 0x09 || low == 0x0A || low == 0x0D || low == 0xA0 || low == 0xB7
        case 0x20...0x26, 0x30, 0x4E...0x9F, 0xFF: true
        default: false
        }
    }

    private static func isDamagedUTF8(_ bytes: [UInt8]) -> Bool {
        var (proper, all) = (0, 0)
        var index = 0
        while index < bytes.count, all < sample {
            defer { index += 1 }
            guard bytes[index] >= 0x80 else { continue }
            all += 1
            guard bytes[index] & 0xF0 == 0xE0, index + 2 < bytes.count, bytes[index + 1] & 0xC0 == 0x80,
                bytes[index + 2] & 0xC0 == 0x80
            else { continue }
            all += 2
            proper += 3
            index += 2
        }
        return proper * 2 > all
    }
}
