/// The elements that matter to the layout of a page; all others are inline and say nothing.
enum HTMLTag: UInt8, CaseIterable {
    case other
    // What holds other blocks.
    case article, aside, blockquote, body, center, details, dialog, div, dl, fieldset, figure, footer, form, header,
        html
    case main, nav, ol, section, table, tbody, td, tfoot, th, thead, tr, ul
    // What holds lines.
    case address, caption, dd, dt, figcaption, h1, h2, h3, h4, h5, h6, hgroup, legend, li, listing, p, pre, summary
    // What breaks lines, or stands alone.
    case area, base, br, col, embed, hr, img, input, link, meta, param, source, track, wbr
    // What holds no text of the page.
    case audio, canvas, iframe, math, noembed, noframes, noscript, script, select, style, svg, template, textarea, title
    case video, xmp
    // What says something of the text in it.
    case a, button, label
    // What old pages leave open by the thousand.
    case b, font, i, span, strong, u, em, sup, sub, big, small

    /// The elements by the hash of their names, in a table of our own: a page asks for each of its tags.
    private static let byName: [(key: UInt64, tag: HTMLTag)] = {
        var slots = [(key: UInt64, tag: HTMLTag)](repeating: (0, .other), count: 1 << slotBits)
        for tag in allCases.dropFirst() {
            let key = key("\(tag)".utf8)
            var slot = slot(key)
            while slots[slot].tag != .other { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = (key, tag)
        }
        return slots
    }()
    private static let slotBits: UInt64 = 9

    private static func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits)) }

    /// A name of at most eight letters as one number; longer ones are cut, with their length beside them.
    private static func key(_ name: some Collection<UInt8>) -> UInt64 {
        var key = UInt64(name.count) &* 0x9E37_79B9_7F4A_7C15
        for byte in name { key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return key
    }

    /// The element of a name in any case.
    static func named(_ bytes: Span<UInt8>, _ range: Range<Int>) -> HTMLTag {
        guard range.count <= 10 else { return .other }
        var key = UInt64(range.count) &* 0x9E37_79B9_7F4A_7C15
        for index in range {
            let byte = bytes[index]
            let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
            key = (key ^ UInt64(lower)) &* 0x0000_0100_0000_01B3
        }
        let slots = byName
        var slot = slot(key)
        while slots[slot].tag != .other {
            if slots[slot].key == key { return slots[slot].tag }
            slot = (slot + 1) & (slots.count - 1)
        }
        return .other
    }

    /// Whether it has neither text nor end tag.
    var isVoid: Bool { rawValue >= HTMLTag.area.rawValue && rawValue <= HTMLTag.wbr.rawValue }

    /// Whether it holds other blocks.
    var isContainer: Bool { rawValue >= HTMLTag.article.rawValue && rawValue <= HTMLTag.ul.rawValue }

    /// Whether its text begins and ends a line.
    var isBlock: Bool { isContainer || rawValue >= HTMLTag.address.rawValue && rawValue <= HTMLTag.summary.rawValue }

    /// Whether everything up to its end tag is passed over or looked at elsewhere.
    var isRaw: Bool { rawValue >= HTMLTag.audio.rawValue && rawValue <= HTMLTag.xmp.rawValue }

    /// Whether an end tag inside of it says nothing of what is open outside.
    var isBoundary: Bool {
        switch self {
        case .td, .th, .table, .caption, .body, .html: true
        default: false
        }
    }

    /// Whether it is a heading by itself.
    var isHeading: Bool { rawValue >= HTMLTag.h1.rawValue && rawValue <= HTMLTag.h6.rawValue }
}
