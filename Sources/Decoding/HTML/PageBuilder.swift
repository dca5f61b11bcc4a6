/// Lays out a page: which text stands on a line of its own, in which box, and what of it is a link.
///
/// Elements are closed as browsers close them where that moves text; the rest of a browser's rules moves none. Only so
/// many elements are kept open: what lies deeper is text of the last one.
struct PageBuilder {
    private struct OpenElement {
        var tag: HTMLTag
        var outerBox: Int32
        var isHidden = false
        var isLink = false
    }

    private enum Space {
        case none
        case blank
        case newline
    }

    /// As deep as browsers nest; whatever looks for an element looks at no more of them.
    private static let deepest = 512

    private let bytes: [UInt8]
    private let showsHidden: Bool
    private var page = Page()
    private var open: [OpenElement] = []
    private var openCounts = [Int](repeating: 0, count: 256)
    private var tables: [TableGrid] = []
    /// Elements that were too deep to be opened and are not closed yet.
    private var ignoredCount = 0
    private var hiddenCount = 0
    private var linkDepth = 0
    private var box: Int32 = 0
    private var lineStart = 0
    private var linkCount: Int32 = 0
    private var space = Space.none
    /// How many bytes cells that span others may still repeat.
    private var repeatable: Int

    /// Lays out a page in UTF-8; `showsHidden` shows what its style takes off the page too.
    static func page(_ bytes: [UInt8], showsHidden: Bool = false) -> Page {
        var builder = PageBuilder(bytes, showsHidden: showsHidden)
        builder.build()
        return builder.page
    }

    private init(_ bytes: [UInt8], showsHidden: Bool) {
        self.bytes = bytes
        self.showsHidden = showsHidden
        repeatable = bytes.count + 1 << 16
        page.text.reserveCapacity(bytes.count / 2)
    }

    private mutating func build() {
        var tokenizer = HTMLTokenizer(bytes)
        while let token = tokenizer.next() {
            switch token {
            case .text(let range):
                if hiddenCount == 0 { append(range) }
                continue
            case .start(let tag, let attributes): start(tag, attributes)
            case .end(let tag): end(tag)
            case .raw(let tag, _, let content): raw(tag, content)
            }
            page.hasMarkup = true
        }
        close(downTo: 0)
        closeLine()
    }

    // Text.

    private mutating func append(_ range: Range<Int>) {
        // A copy of the reference: the page is written to meanwhile.
        let bytes = bytes
        let span = bytes.span
        let keepsSpaces = openCounts[Int(HTMLTag.pre.rawValue)] > 0
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = span[index]
            if byte <= 0x20 {
                let isNewline = byte == 0x0A || byte == 0x0D
                if keepsSpaces {
                    if byte == 0x0A { closeLine() } else if byte == 0x20 || byte == 0x09 { page.text.append(0x20) }
                } else if space != .newline {
                    space = isNewline ? .newline : .blank
                }
                index += 1
                continue
            }
            if byte == 0x26, let (scalar, length) = HTMLEntities.character(in: span, at: index) {
                put(scalar)
                index += length
                continue
            }
            let first = index
            index += 1
            while index < range.upperBound, span[index] > 0x20, span[index] != 0x26 { index += 1 }
            flushSpace(before: byte)
            page.text.append(contentsOf: bytes[first..<index])
            if linkDepth > 0 { linkCount += Int32(truncatingIfNeeded: index - first) }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // References to white space are white space, but for what does not break.
        case 0x20, 0x09, 0x0A, 0x0D:
            if space == .none { space = .blank }
            return
        case 0...0x1F: return
        default: break
        }
        let encoded = Array(String(scalar).utf8)
        flushSpace(before: encoded[0])
        page.text += encoded
        if linkDepth > 0 { linkCount += Int32(encoded.count) }
    }

    /// Writes the white space in front of a character: none at the beginning of a line, and none where a line of the source
    /// ends between Han.
    private mutating func flushSpace(before next: UInt8) {
        guard space != .none else { return }
        defer { space = .none }
        guard page.text.count > lineStart, let last = page.text.last else { return }
        if space == .newline, last >= 0x80, next >= 0x80 { return }
        page.text.append(0x20)
    }

    private mutating func closeLine() {
        space = .none
        var end = page.text.count
        guard end > lineStart else { return }
        while let shorter = HTMLSpaces.shortened(page.text.span, lineStart, end) { end = shorter }
        page.text.removeLast(page.text.count - end)
        defer {
            lineStart = page.text.count
            linkCount = 0
        }
        guard end > lineStart else { return }
        page.lines.append(
            Page.Line(start: lineStart, end: end, linkCount: linkCount, box: box, headingLevel: headingLevel)
        )
    }

    /// The level of the heading that is open, 0 where none is.
    private var headingLevel: UInt8 {
        let first = HTMLTag.h1.rawValue
        for level in 0..<UInt8(6) where openCounts[Int(first + level)] > 0 { return level + 1 }
        return 0
    }

    // Elements.

    private mutating func raw(_ tag: HTMLTag, _ content: Range<Int>) {
        switch tag {
        case .script:
            // A template has no strings that a script would have.
            let isTemplate = bytes[content].first { $0 > 0x20 } == 0x3C
            if isTemplate { noteTemplate(content) } else if page.scripts.count < 1000 { page.scripts.append(content) }
        case .textarea, .noscript, .xmp: noteTemplate(content)
        case .title:
            if page.title == nil, hiddenCount == 0 { page.title = HTMLSpaces.plainText(bytes.span, content) }
        default: break
        }
    }

    private mutating func noteTemplate(_ content: Range<Int>) {
        if content.count >= EmbeddedText.shortest, page.templates.count < 1000 { page.templates.append(content) }
    }

    private mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes) {
        if tag.isVoid {
            switch tag {
            case .br, .hr: closeLine()
            case .input: noteTemplate(attributes.value)
            case .meta:
                let name = HTMLSpaces.plainText(bytes.span, attributes.name).lowercased()
                guard PageMetadata.keeps(name) else { return }
                page.metadata.note(name, HTMLSpaces.plainText(bytes.span, attributes.content))
            default: break
            }
            return
        }
        closeImplied(by: tag)
        if tag.isBlock { closeLine() }
        let isHidden =
            !showsHidden && tag != .body && tag != .html && attributes.isNotDisplayed(in: bytes.span)
        let isLink = tag == .a && attributes.isLink || tag == .button
        // Inline elements say nothing unless they hide or link; inside a hidden one they are counted.
        guard tag.isBlock || isLink || isHidden || hiddenCount > 0 else { return }
        guard open.count < Self.deepest else {
            ignoredCount += 1
            return
        }
        open.append(OpenElement(tag: tag, outerBox: box, isHidden: isHidden, isLink: isLink))
        openCounts[Int(tag.rawValue)] += 1
        if isHidden { hiddenCount += 1 }
        if isLink { linkDepth += 1 }
        if tag.isContainer { openBox(tag, attributes) }
    }

    private mutating func openBox(_ tag: HTMLTag, _ attributes: HTMLAttributes) {
        func narrow(_ range: Range<Int>) -> Range<Int32> {
            range.isEmpty ? 0..<0 : Int32(range.lowerBound)..<Int32(range.upperBound)
        }
        page.boxes.append(
            Page.Box(parent: box, tag: tag, id: narrow(attributes.id), classes: narrow(attributes.classes))
        )
        box = Int32(page.boxes.count - 1)
        switch tag {
        case .table: tables.append(TableGrid(firstLine: page.lines.count, box: box))
        case .tr: if !tables.isEmpty { tables[tables.count - 1].beginRow() }
        case .td, .th:
            guard !tables.isEmpty else { return }
            tables[tables.count - 1].beginCell(
                columns: HTMLAttributes.span(attributes.colspan, in: bytes.span),
                rows: HTMLAttributes.span(attributes.rowspan, in: bytes.span),
                firstLine: page.lines.count
            )
        default: break
        }
    }

    /// Closes what a start tag closes without an end tag.
    private mutating func closeImplied(by tag: HTMLTag) {
        switch tag {
        case .li: closeNearest(within: [.ul, .ol]) { $0 == .li }
        case .dd, .dt: closeNearest(within: [.dl]) { $0 == .dd || $0 == .dt }
        case .td, .th: closeInTable { $0 == .tr || $0 == .tbody || $0 == .thead || $0 == .tfoot }
        case .tr: closeInTable { $0 == .tbody || $0 == .thead || $0 == .tfoot }
        case .tbody, .thead, .tfoot, .caption: closeInTable { _ in false }
        case .a: closeLink()
        default: break
        }
        guard tag.isBlock, openCounts[Int(HTMLTag.p.rawValue)] > 0 else { return }
        var index = open.count - 1
        while index >= 0, !open[index].tag.isBlock { index -= 1 }
        if index >= 0, open[index].tag == .p { close(downTo: index) }
    }

    /// Closes the nearest such element of this list.
    private mutating func closeNearest(within limits: [HTMLTag], _ matches: (HTMLTag) -> Bool) {
        for index in open.indices.reversed() {
            let tag = open[index].tag
            if matches(tag) { return close(downTo: index) }
            if tag.isBoundary || limits.contains(tag) { return }
        }
    }

    /// Closes what is open inside the table, or inside such a part of it.
    private mutating func closeInTable(_ isPart: (HTMLTag) -> Bool) {
        guard openCounts[Int(HTMLTag.table.rawValue)] > 0 else { return }
        for index in open.indices.reversed() where open[index].tag == .table || isPart(open[index].tag) {
            return close(downTo: index + 1)
        }
    }

    /// A link inside a link ends the first; what is open inside of it stays open.
    private mutating func closeLink() {
        guard openCounts[Int(HTMLTag.a.rawValue)] > 0 else { return }
        for index in open.indices.reversed() {
            if open[index].tag.isBoundary { return }
            guard open[index].tag == .a else { continue }
            openCounts[Int(HTMLTag.a.rawValue)] -= 1
            if open[index].isLink { linkDepth -= 1 }
            if open[index].isHidden { hiddenCount -= 1 }
            open.remove(at: index)
            return
        }
    }

    private mutating func end(_ tag: HTMLTag) {
        if tag == .br || tag == .p && openCounts[Int(HTMLTag.p.rawValue)] == 0 { return closeLine() }
        guard tag.isBlock || openCounts[Int(tag.rawValue)] > 0 else { return }
        if tag.isBlock { closeLine() }
        if ignoredCount > 0 {
            ignoredCount -= 1
            return
        }
        guard openCounts[Int(tag.rawValue)] > 0 else { return }
        if tag == .a { return closeLink() }
        let isOfTable = tag.isBoundary || tag == .tr || tag == .tbody || tag == .thead || tag == .tfoot
        var index = open.count - 1
        while index >= 0, open[index].tag != tag {
            let other = open[index].tag
            // Nothing inside a cell closes what is around its table; an inline end tag closes no block.
            if isOfTable ? other == .table && tag != .body && tag != .html : other.isBoundary { return }
            if !tag.isBlock, other.isBlock { return }
            index -= 1
        }
        if index >= 0, tag != .body, tag != .html { close(downTo: index) }
    }

    private mutating func close(downTo index: Int) {
        while open.count > index {
            let element = open.removeLast()
            openCounts[Int(element.tag.rawValue)] -= 1
            if element.tag.isBlock {
                // The heading's line is one while its element is open.
                openCounts[Int(element.tag.rawValue)] += 1
                closeLine()
                openCounts[Int(element.tag.rawValue)] -= 1
            }
            if element.isHidden { hiddenCount -= 1 }
            if element.isLink { linkDepth -= 1 }
            if element.tag == .td || element.tag == .th, !tables.isEmpty {
                tables[tables.count - 1].endCell(line: page.lines.count)
            }
            if element.tag == .table, let table = tables.popLast() { closeTable(table) }
            if element.tag.isContainer { box = element.outerBox }
        }
    }

    private mutating func closeTable(_ table: TableGrid) {
        let isTable = table.isTable(in: page)
        // A table inside a table makes the outer one layout, unless it only holds a cell.
        if !tables.isEmpty, isTable || table.cellCount > 1 { tables[tables.count - 1].holdsTables = true }
        if isTable { table.flatten(in: &page, repeatable: &repeatable) }
        lineStart = page.text.count
    }
}
