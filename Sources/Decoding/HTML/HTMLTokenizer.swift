/// Splits a page into tags and text by the rules of the HTML standard, each byte looked at once or twice.
///
/// It keeps no tree: nothing here grows with the page, or with how deep its elements are nested.
struct HTMLTokenizer {
    /// What comes next.
    enum Token {
        /// Text with its entities as they stand.
        case text(Range<Int>)
        /// A start tag with the attributes that matter.
        case start(HTMLTag, HTMLAttributes)
        /// An end tag.
        case end(HTMLTag)
        /// An element whose content is no markup, with that content.
        case raw(HTMLTag, HTMLAttributes, content: Range<Int>)
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Elements whose end tags were looked for and are nowhere in the rest of the page.
    private var neverClosed: Set<HTMLTag> = []

    /// A tokenizer at the beginning of a page in UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next piece; nil at the end.
    mutating func next() -> Token? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<"), let opened = opensMarkup(position + 1) else { return text() }
            switch opened {
            case .tag: if let token = startTag() { return token }
            case .endTag: if let token = endTag() { return token }
            case .comment: skipComment()
            case .bogus: skip(past: UInt8(ascii: ">"), from: position + 2)
            }
        }
        return nil
    }

    private enum Markup {
        case tag
        case endTag
        case comment
        case bogus
    }

    /// What the byte behind `<` opens; nil where `<` is text.
    private func opensMarkup(_ index: Int) -> Markup? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        if Self.isLetter(byte) { return .tag }
        switch byte {
        case UInt8(ascii: "/"):
            guard index + 1 < bytes.count else { return nil }
            return Self.isLetter(bytes[index + 1]) ? .endTag : .bogus
        case UInt8(ascii: "!"):
            let isComment = index + 2 < bytes.count && bytes[index + 1] == 0x2D && bytes[index + 2] == 0x2D
            return isComment ? .comment : .bogus
        case UInt8(ascii: "?"): return .bogus
        default: return nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    /// Text up to the next markup.
    private mutating func text() -> Token {
        let start = position
        position += 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), opensMarkup(position + 1) != nil { break }
            position += 1
        }
        return .text(start..<position)
    }

    private mutating func skip(past byte: UInt8, from start: Int) {
        position = start
        while position < bytes.count, bytes[position] != byte { position += 1 }
        position += 1
    }

    /// `<!-- … -->`, also `<!-->` and `… --!>`; what never ends takes the rest of the page, as in a browser.
    private mutating func skipComment() {
        position += 4
        // <!--> and <!--->
        if position < bytes.count, bytes[position] == 0x3E {
            position += 1
            return
        }
        var dashes = 2
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x2D {
                dashes += 1
            } else if byte == 0x3E, dashes >= 2 {
                return
            } else if byte != 0x21 || dashes < 2 {
                dashes = 0
            }
        }
    }

    private mutating func name() -> HTMLTag {
        let start = position
        while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != 0x2F, bytes[position] != 0x3E {
            position += 1
        }
        return HTMLTag.named(bytes.span, start..<position)
    }

    /// A start tag; nil where the page ends in it.
    private mutating func startTag() -> Token? {
        position += 1
        let tag = name()
        var attributes = HTMLAttributes()
        guard readAttributes(&attributes) else { return nil }
        guard tag.isRaw, !neverClosed.contains(tag) else { return .start(tag, attributes) }
        guard let end = endOfRaw(tag) else {
            neverClosed.insert(tag)
            // The rest of the page is a script that lacks its end, or it is no script.
            return tag == .script || tag == .style ? rest(tag, attributes) : .start(tag, attributes)
        }
        let content = position..<end
        skip(past: UInt8(ascii: ">"), from: end)
        return .raw(tag, attributes, content: content)
    }

    private mutating func rest(_ tag: HTMLTag, _ attributes: HTMLAttributes) -> Token {
        let content = position..<bytes.count
        position = bytes.count
        return .raw(tag, attributes, content: content)
    }

    /// An end tag; nil where the page ends in it.
    private mutating func endTag() -> Token? {
        position += 2
        let tag = name()
        var attributes = HTMLAttributes()
        return readAttributes(&attributes) ? .end(tag) : nil
    }

    /// Where the end tag of a raw element begins; nil where there is none in the rest of the page.
    private func endOfRaw(_ tag: HTMLTag) -> Int? {
        var index = position
        while index + 2 < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/") else {
                index += 1
                continue
            }
            var end = index + 2
            while end < bytes.count, end < index + 12, Self.isLetter(bytes[end]) { end += 1 }
            if HTMLTag.named(bytes.span, index + 2..<end) == tag { return index }
            index += 2
        }
        return nil
    }

    /// Reads attributes up to behind `>`.
    ///
    /// - Returns: false where the page ends before.
    private mutating func readAttributes(_ attributes: inout HTMLAttributes) -> Bool {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x3E {
                position += 1
                return true
            }
            if Self.isSpace(byte) || byte == 0x2F {
                position += 1
                continue
            }
            let start = position
            position += 1
            while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != 0x2F,
                bytes[position] != 0x3E, bytes[position] != 0x3D
            {
                position += 1
            }
            let name = start..<position
            let value = readValue()
            attributes.note(name, value, in: bytes.span)
        }
        return false
    }

    /// The value behind an attribute's name, empty where there is none.
    private mutating func readValue() -> Range<Int> {
        var index = position
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == 0x3D else { return position..<position }
        index += 1
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count else {
            position = index
            return index..<index
        }
        let quote = bytes[index]
        if quote == 0x22 || quote == 0x27 {
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != quote { index += 1 }
            position = min(index + 1, bytes.count)
            return start..<index
        }
        let start = index
        while index < bytes.count, !Self.isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
        position = index
        return start..<index
    }
}
