/// White space in the sense of a reader: blanks, also those that do not break or are as wide as a Han character.
enum HTMLSpaces {
    /// The end without the white space in front of it; nil where there is none.
    static func shortened(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard end > start else { return nil }
        switch text[end - 1] {
        case 0x20, 0x09, 0x0A, 0x0D: return end - 1
        // U+00A0
        case 0xA0: return end - start >= 2 && text[end - 2] == 0xC2 ? end - 2 : nil
        // U+3000
        case 0x80: return end - start >= 3 && text[end - 3] == 0xE3 && text[end - 2] == 0x80 ? end - 3 : nil
        // U+2002, U+2003, U+2009, U+200B
        case 0x82, 0x83, 0x89, 0x8B:
            return end - start >= 3 && text[end - 3] == 0xE2 && text[end - 2] == 0x80 ? end - 3 : nil
        // U+FEFF
        case 0xBF: return end - start >= 3 && text[end - 3] == 0xEF && text[end - 2] == 0xBB ? end - 3 : nil
        default: return nil
        }
    }

    /// How many bytes of white space a text begins with.
    static func leadingCount(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let left = end - index
            switch text[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case 0xC2 where left >= 2 && text[index + 1] == 0xA0: index += 2
            case 0xE3 where left >= 3 && text[index + 1] == 0x80 && text[index + 2] == 0x80: index += 3
            case 0xE2 where left >= 3 && text[index + 1] == 0x80 && [0x82, 0x83, 0x89, 0x8B].contains(text[index + 2]):
                index += 3
            case 0xEF where left >= 3 && text[index + 1] == 0xBB && text[index + 2] == 0xBF: index += 3
            default: return index - start
            }
        }
        return index - start
    }

    /// A text without white space around it.
    static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let start = range.lowerBound + leadingCount(text, range.lowerBound, range.upperBound)
        var end = range.upperBound
        while let shorter = shortened(text, start, end) { end = shorter }
        return start..<end
    }

    /// The text of an attribute or a title: references resolved, white space collapsed.
    static func plainText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var text: [UInt8] = []
        var index = range.lowerBound
        // A title of more than this is none.
        let end = min(range.upperBound, range.lowerBound + 4096)
        while index < end {
            if bytes[index] == 0x26, let (scalar, length) = HTMLEntities.character(in: bytes, at: index) {
                text += Array(String(scalar).utf8)
                index += length
            } else {
                let isSpace = bytes[index] <= 0x20
                if !isSpace || text.last != 0x20 { text.append(isSpace ? 0x20 : bytes[index]) }
                index += 1
            }
        }
        let trimmed = trimmed(text.span, 0..<text.count)
        return String(decoding: text[trimmed], as: UTF8.self)
    }
}
