/// The name of a figure as pieces of the text; the string is made once, when the row is written.
struct Name: Equatable {
    /// Words that the text says once for two, as 城乡 for 城镇 and 农村.
    enum Prefix: String {
        /// Nothing.
        case none = ""
        /// The first half of 城乡.
        case urban = "城镇"
        /// The second half of 城乡.
        case rural = "农村"
    }

    /// What stands before the pieces.
    var prefix = Prefix.none
    /// The first piece, in folded indices.
    var first: Range<Int>
    /// The second piece; empty where there is one only.
    var second = 0..<0

    /// Whether there is nothing in it.
    var isEmpty: Bool { first.isEmpty && second.isEmpty }

    /// The name without punctuation at its ends.
    func trimmed(_ units: [UInt16]) -> Name {
        var name = self
        if name.first.isEmpty { (name.first, name.second) = (name.second, name.first) }
        while let unit = name.first.first.map({ units[$0] }), Self.isMark(unit, atEnd: false) {
            name.first = name.first.dropFirst()
        }
        while let unit = name.first.last.map({ units[$0] }), name.second.isEmpty, Self.isMark(unit, atEnd: true) {
            name.first = name.first.dropLast()
        }
        while let unit = name.second.last.map({ units[$0] }), Self.isMark(unit, atEnd: true) {
            name.second = name.second.dropLast()
        }
        return name
    }

    /// Whether no name begins or ends with the mark: punctuation, signs, brackets and quotes the wrong way round.
    private static func isMark(_ unit: UInt16, atEnd: Bool) -> Bool {
        switch unit {
        case 0x2C, 0x3002, 0x3001, 0x3B, 0x3A, 0x21, 0x3F, 0x2F, 0x2E, 0xB7, 0x7E, 0x2B, 0x3D, 0x20, 0x0A: true
        case 0x29, 0x300B, 0x201D, 0x25: !atEnd
        case 0x28, 0x300A, 0x201C, 0x2D, 0x2014: atEnd
        default: false
        }
    }
}
