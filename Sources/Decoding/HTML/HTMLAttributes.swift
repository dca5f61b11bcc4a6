/// The attributes of a start tag that say something of its text, as ranges of the page; empty where there is none.
struct HTMLAttributes {
    /// `id`.
    private(set) var id = 0..<0
    /// `class`.
    private(set) var classes = 0..<0
    /// `style`.
    private(set) var style = 0..<0
    /// `name`, or `property` as some write it.
    private(set) var name = 0..<0
    /// `content`.
    private(set) var content = 0..<0
    /// `colspan`.
    private(set) var colspan = 0..<0
    /// `rowspan`.
    private(set) var rowspan = 0..<0
    /// `value`.
    private(set) var value = 0..<0
    /// Whether there is a `href`.
    private(set) var isLink = false
    /// Whether there is a `hidden`.
    private(set) var isHidden = false

    /// Keeps an attribute if it matters; of two with one name the first counts.
    mutating func note(_ attribute: Range<Int>, _ value: Range<Int>, in bytes: Span<UInt8>) {
        func named(_ name: StaticString) -> Bool {
            guard name.utf8CodeUnitCount == attribute.count else { return false }
            return name.withUTF8Buffer { letters in
                letters.indices.allSatisfy { letters[$0] == bytes[attribute.lowerBound + $0] | 0x20 }
            }
        }
        switch attribute.count {
        case 2: if named("id"), id.isEmpty { id = value }
        case 4:
            if named("name"), name.isEmpty { name = value }
            if named("href") { isLink = true }
        case 5:
            if named("class"), classes.isEmpty { classes = value }
            if named("style"), style.isEmpty { style = value }
            if named("value"), self.value.isEmpty { self.value = value }
        case 6: if named("hidden") { isHidden = true }
        case 7:
            if named("content"), content.isEmpty { content = value }
            if named("colspan"), colspan.isEmpty { colspan = value }
            if named("rowspan"), rowspan.isEmpty { rowspan = value }
        case 8: if named("property"), name.isEmpty { name = value }
        default: break
        }
    }

    /// Whether the style takes the element off the page.
    ///
    /// `visibility` does not count: scripts show such elements once they are there.
    func isNotDisplayed(in bytes: Span<UInt8>) -> Bool {
        if isHidden { return true }
        guard style.count >= 12 else { return false }
        var matched = 0
        for index in style {
            let byte = bytes[index] | 0x20
            // A blank is 0x20 itself.
            if byte == 0x20 || byte == 0x29 || byte == 0x2A { continue }
            if byte == Self.none[matched] {
                matched += 1
                if matched == Self.none.count { return true }
            } else {
                matched = byte == Self.none[0] ? 1 : 0
            }
        }
        return false
    }

    private static let none = Array("display:none".utf8)

    /// A span of cells, 1 where none is given.
    static func span(_ value: Range<Int>, in bytes: Span<UInt8>) -> Int {
        var number = 0
        for index in value.prefix(6) where bytes[index] >= 0x30 && bytes[index] <= 0x39 {
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return min(max(number, 1), 65_534)
    }
}
