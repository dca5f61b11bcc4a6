/// Finds the article in what a page carries for its scripts: their strings, templates, fields of forms.
enum EmbeddedText {
    /// Fewer bytes are a message, not an article.
    static let shortest = 300

    /// The string or template with most prose, laid out; nil where there is none.
    static func article(in bytes: [UInt8], of page: Page) -> [[UInt8]]? {
        var best: (prose: Int, lines: [[UInt8]])?
        func consider(_ text: [UInt8]) {
            guard holdsHan(text), let (prose, lines) = layOut(text), prose > best?.prose ?? shortest else { return }
            best = (prose, lines)
        }
        for template in page.templates { consider(Array(bytes[template])) }
        for script in page.scripts {
            /// Paragraphs as the elements of an array, one after the other.
            var paragraphs: [[UInt8]] = []
            var end = script.lowerBound
            func considerParagraphs() {
                if paragraphs.count > 1 { consider(Array(paragraphs.joined(separator: [0x0A]))) }
                paragraphs = []
            }
            forEachString(in: bytes, script) { range in
                if !onlySeparates(bytes[end..<range.lowerBound - 1]) { considerParagraphs() }
                end = range.upperBound + 1
                let string = unescaped(bytes.span, range)
                if range.count >= shortest { consider(string) }
                if !string.contains(0x3C) { paragraphs.append(string) }
            }
            considerParagraphs()
        }
        return best?.lines
    }

    /// Whether what stands between two strings makes them elements of one array.
    private static func onlySeparates(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains(0x2C) && bytes.allSatisfy { $0 <= 0x20 || $0 == 0x2C }
    }

    private static func layOut(_ string: [UInt8]) -> (prose: Int, lines: [[UInt8]])? {
        var markup = string
        if HTMLText.find(Array("<".utf8), in: string[...]) == nil {
            // Markup that was escaped once more, or text with line ends.
            guard HTMLText.find(Array("&lt;".utf8), in: string[...]) != nil else {
                let lines = string.split(separator: 0x0A).map(Array.init)
                let prose = lines.filter { HTMLText.hasSentence($0[...]) }.reduce(0) { $0 + $1.count }
                return (prose, lines)
            }
            let page = PageBuilder.page(string)
            markup = Array(page.lines.map { page.text(of: $0) }.joined(separator: [0x0A]))
        }
        let page = PageBuilder.page(markup)
        let article = ArticleFinder.article(on: page, of: markup)
        return (article.prose, article.lines.map { Array(page.text(of: $0)) })
    }

    /// Calls `use` with where each string stands between its quotation marks.
    private static func forEachString(in bytes: [UInt8], _ script: Range<Int>, _ use: (Range<Int>) -> Void) {
        let span = bytes.span
        var index = script.lowerBound
        while index < script.upperBound {
            let quote = span[index]
            index += 1
            guard quote == 0x22 || quote == 0x27 || quote == 0x60 else { continue }
            let start = index
            var isClosed = false
            while index < script.upperBound {
                let byte = span[index]
                if byte == 0x5C {
                    index += 2
                    continue
                }
                if byte == quote {
                    isClosed = true
                    break
                }
                // An apostrophe of a comment, not a string.
                if byte == 0x0A, quote != 0x60 { break }
                index += 1
            }
            let end = min(index, script.upperBound)
            index += 1
            if isClosed { use(start..<end) }
        }
    }

    /// Whether a good part of a string is Han, with or without markup around them.
    private static func holdsHan(_ string: [UInt8]) -> Bool {
        var count = 0
        for byte in string where byte >= 0xE3 && byte < 0xEA {
            count += 1
            if count >= 60 { return true }
        }
        return false
    }

    private static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var string: [UInt8] = []
        string.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == 0x5C, index < range.upperBound else {
                string.append(byte)
                continue
            }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "n"): string.append(0x0A)
            case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"): break
            case UInt8(ascii: "t"): string.append(0x20)
            case UInt8(ascii: "u"), UInt8(ascii: "x"):
                let length = escape == UInt8(ascii: "u") ? 4 : 2
                guard var value = hexadecimal(bytes, index, length, range.upperBound) else { continue }
                index += length
                if value & 0xFC00 == 0xD800, index + 1 < range.upperBound, bytes[index] == 0x5C,
                    bytes[index + 1] == UInt8(ascii: "u"),
                    let low = hexadecimal(bytes, index + 2, 4, range.upperBound), low & 0xFC00 == 0xDC00
                {
                    value = 0x1_0000 + (value & 0x3FF) << 10 + low & 0x3FF
                    index += 6
                }
                string += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
            default: string.append(escape)
            }
        }
        return string
    }

    private static func hexadecimal(_ bytes: Span<UInt8>, _ start: Int, _ length: Int, _ limit: Int) -> UInt32? {
        guard start + length <= limit else { return nil }
        var value: UInt32 = 0
        for index in start..<start + length {
            let byte = bytes[index]
            if byte &- 0x30 < 10 {
                value = value << 4 | UInt32(byte - 0x30)
            } else if (byte | 0x20) &- 0x61 < 6 {
                value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
            } else {
                return nil
            }
        }
        return value
    }
}
