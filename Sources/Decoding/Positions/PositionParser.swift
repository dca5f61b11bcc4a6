/// Reads what `pdftotext -bbox-layout` and `-bbox` write: elements `page`, `line` and `word` with their places.
///
/// What else there is, and what is no number or no place on paper, is passed over; each byte is looked at once or twice.
struct PositionParser {
    private let bytes: [UInt8]
    private var positioned = PositionedText()
    private var line: Int32 = 0
    /// Whether the page tells its lines.
    private var hasLines = false
    /// The width of words of nothing but Han, and that of as many squares of their height.
    private var widths: (han: Float, squares: Float) = (0, 0)

    /// The words of a document, from a text in UTF-8; nil where it tells no places.
    static func read(_ bytes: [UInt8]) -> PositionedText? {
        guard bytes.first(where: { $0 > 0x20 }) == 0x3C,
            HTMLText.find(Array("<page width=".utf8), in: bytes[...]) != nil
        else { return nil }
        var parser = PositionParser(bytes)
        parser.read()
        return parser.positioned
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static let page = Array("<page ".utf8)
    private static let lineStart = Array("<line ".utf8)
    private static let word = Array("<word ".utf8)
    /// Paper is not larger; what is said to stand further out is nowhere.
    private static let farthest: Float = 20_000

    private mutating func read() {
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x3C else {
                index += 1
                continue
            }
            if starts(Self.word, at: index) {
                index = readWord(from: index + Self.word.count)
            } else if starts(Self.lineStart, at: index) {
                line += 1
                hasLines = true
                index += Self.lineStart.count
            } else if starts(Self.page, at: index) {
                closePage()
                let (end, values) = attributes(from: index + Self.page.count)
                positioned.pages.append(
                    PositionedText.Page(
                        width: values.width ?? 0,
                        height: values.height ?? 0,
                        words: positioned.words.count..<positioned.words.count
                    )
                )
                hasLines = false
                line += 1
                index = end
            } else {
                index += 1
            }
        }
        closePage()
        normalise()
    }

    /// Gives each word the height of a line set without room: that which it came with is the font's own idea.
    private mutating func normalise() {
        guard widths.squares > 0 else { return }
        let scale = min(max(widths.han / widths.squares, 0.5), 1.2) / PositionedText.emOfHeight / 2
        for index in positioned.words.indices {
            let (center, half) = (positioned.words[index].center, positioned.words[index].height * scale)
            positioned.words[index].top = center - half
            positioned.words[index].bottom = center + half
        }
    }

    private mutating func closePage() {
        guard let last = positioned.pages.indices.last else { return }
        let start = positioned.pages[last].words.lowerBound
        positioned.pages[last].words = start..<positioned.words.count
    }

    private func starts(_ tag: [UInt8], at index: Int) -> Bool {
        guard index + tag.count <= bytes.count else { return false }
        for offset in tag.indices where bytes[index + offset] != tag[offset] { return false }
        return true
    }

    private struct Values {
        var left: Float?
        var top: Float?
        var right: Float?
        var bottom: Float?
        var width: Float?
        var height: Float?
    }

    /// The attributes up to the end of the tag, and where that is.
    private func attributes(from start: Int) -> (end: Int, Values) {
        var values = Values()
        var index = start
        while index < bytes.count, bytes[index] != 0x3E {
            let name = index
            while index < bytes.count, bytes[index] != 0x3D, bytes[index] != 0x3E, bytes[index] > 0x20 { index += 1 }
            let nameEnd = index
            guard index + 1 < bytes.count, bytes[index] == 0x3D, bytes[index + 1] == 0x22 else {
                if index < bytes.count, bytes[index] != 0x3E { index += 1 }
                continue
            }
            let value = index + 2
            index = value
            while index < bytes.count, bytes[index] != 0x22 { index += 1 }
            let number = Self.number(bytes[value..<index])
            switch nameEnd - name == 4 ? bytes[name + 1] : 0 {
            case 0x4D where bytes[name] == 0x78:
                if bytes[name + 3] == 0x6E { values.left = number } else { values.right = number }
            case 0x4D where bytes[name] == 0x79:
                if bytes[name + 3] == 0x6E { values.top = number } else { values.bottom = number }
            default:
                if bytes[name] == 0x77 { values.width = number }
                if bytes[name] == 0x68 { values.height = number }
            }
            if index < bytes.count { index += 1 }
        }
        return (min(index + 1, bytes.count), values)
    }

    /// A decimal; nil for anything else, and for what lies beyond any paper.
    private static func number(_ digits: ArraySlice<UInt8>) -> Float? {
        var value: Float = 0
        var scale: Float = 0
        var isNegative = false
        for (offset, byte) in digits.prefix(24).enumerated() {
            if byte == 0x2D, offset == 0 {
                isNegative = true
            } else if byte == 0x2E, scale == 0 {
                scale = 1
            } else if byte &- 0x30 < 10 {
                if scale == 0 {
                    value = value * 10 + Float(byte - 0x30)
                } else {
                    scale /= 10
                    value += Float(byte - 0x30) * scale
                }
            } else {
                return nil
            }
        }
        guard !digits.isEmpty, value <= farthest else { return nil }
        return isNegative ? -value : value
    }

    /// Reads a word behind its tag's name, and tells where it ends.
    private mutating func readWord(from start: Int) -> Int {
        let (textStart, values) = attributes(from: start)
        let bytes = bytes
        let span = bytes.span
        let first = positioned.text.count
        var index = textStart
        while index < span.count, span[index] != 0x3C {
            let byte = span[index]
            if byte == 0x26, let (scalar, length) = HTMLEntities.character(in: span, at: index) {
                if scalar.value > 0x20 { positioned.text += Array(String(scalar).utf8) }
                index += length
                continue
            }
            if byte > 0x20, byte != 0x7F { positioned.text.append(byte) }
            index += 1
        }
        let isBlank = HTMLText.key(of: positioned.text[first...]).count == 0
        guard !isBlank, let left = values.left, let top = values.top, let right = values.right,
            let bottom = values.bottom, left <= right, top <= bottom, !positioned.pages.isEmpty
        else {
            positioned.text.removeLast(positioned.text.count - first)
            return index
        }
        if !hasLines, let last = positioned.words.last,
            left < last.right - 1
                || PositionedText.overlap(last.top, last.bottom, top, bottom) < 0.65
                || left - last.right > (bottom - top)
        {
            line += 1
        }
        positioned.words.append(
            PositionedText.Word(
                left: left,
                top: top,
                right: right,
                bottom: bottom,
                start: Int32(first),
                end: Int32(positioned.text.count),
                line: line
            )
        )
        measure(first, width: right - left, height: bottom - top)
        return index
    }

    private mutating func measure(_ first: Int, width: Float, height: Float) {
        let count = positioned.text.count - first
        guard count % 3 == 0, count <= 120, width > 0, height > 0 else { return }
        for index in stride(from: first, to: positioned.text.count, by: 3)
        where positioned.text[index] < 0xE4 || positioned.text[index] > 0xE9 { return }
        widths.han += width
        widths.squares += height * Float(count / 3)
    }
}
