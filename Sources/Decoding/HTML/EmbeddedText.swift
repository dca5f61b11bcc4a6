/// Finds the article in the strings of a page's scripts, where a site sends it as data and a script shows it.
enum ScriptText {
    /// Fewer bytes are a message, not an article.
    private static let shortest = 300

    /// The string with most prose, laid out; nil where there is none.
    static func article(in bytes: [UInt8], scripts: [Range<Int>]) -> [[UInt8]]? {
        var best: (prose: Int, lines: [[UInt8]])?
        for script in scripts {
            forEachString(in: bytes, script) { string in
                guard let (prose, lines) = layOut(string), prose > best?.prose ?? shortest else { return }
                best = (prose, lines)
            }
        }
        return best?.lines
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

    /// Calls `use` with each string that may hold an article, its escapes resolved.
    private static func forEachString(in bytes: [UInt8], _ script: Range<Int>, _ use: ([UInt8]) -> Void) {
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
            guard isClosed, end - start >= shortest else { continue }
            let string = unescaped(span, start..<end)
            if holdsHan(string) { use(string) }
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
