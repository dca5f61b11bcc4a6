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
        /// What 第一、二、三产业 says once.
        case ordinal = "第"
        /// The first of 三次产业.
        case primary = "第一"
        /// The second of 三次产业.
        case secondary = "第二"
        /// The third of 三次产业.
        case tertiary = "第三"
    }

    /// What stands before the pieces.
    var prefix = Prefix.none
    /// The first piece, in folded indices.
    @Stretch var first: Range<Int>
    /// The second piece; empty where there is one only.
    @Stretch var second = 0..<0

    /// Whether there is nothing in it.
    var isEmpty: Bool { first.isEmpty && second.isEmpty }

    /// The name without punctuation at its ends; empty where nothing but punctuation is left.
    func trimmed(_ units: [UInt16]) -> Name {
        var name = self
        name.first = Self.opened(name.first, units)
        if name.first.isEmpty { (name.first, name.second) = (Self.opened(name.second, units), 0..<0) }
        while let last = name.second.last, Self.isMark(units[last], atEnd: true) || Self.isParticle(name.second, units)
        {
            name.second = name.second.dropLast()
        }
        if name.second.isEmpty {
            while let last = name.first.last,
                Self.isMark(units[last], atEnd: true) || Self.isParticle(name.first, units)
            {
                name.first = name.first.dropLast()
            }
        }
        return name
    }

    /// Whether the name is but digits and so names nothing.
    func isNumber(_ units: [UInt16]) -> Bool {
        guard let unit = first.first.map({ units[$0] }), UnitClass.isDigit(unit), prefix == .none else { return false }
        return units[first].allSatisfy { $0 < 0x80 && !UnitClass.isLatinLetter($0) }
            && units[second].allSatisfy { $0 < 0x80 && !UnitClass.isLatinLetter($0) }
    }

    private static func opened(_ range: Range<Int>, _ units: [UInt16]) -> Range<Int> {
        var range = range
        while let unit = range.first.map({ units[$0] }), isMark(unit, atEnd: false) { range = range.dropFirst() }
        return range
    }

    /// Whether the 的 before a number ends the words, and not 目的 or 标的.
    private static func isParticle(_ words: Range<Int>, _ units: [UInt16]) -> Bool {
        let last = words.upperBound - 1
        return words.count > 2 && units[last] == "的" && !["目", "标"].contains(units[last - 1])
    }

    /// Whether no name begins or ends with the mark: punctuation, signs, brackets and quotes the wrong way round.
    private static func isMark(_ unit: UInt16, atEnd: Bool) -> Bool {
        switch unit {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
        // " * _ stand on either side: a quote, a blank.
        case "\"", "*", "_": false
        case "(", "[": atEnd
        case "%", ")", "]": !atEnd
        case 0...0x7F, "、", "。", "·", "—", "…": true
        case "》", "”", "’", "】": !atEnd
        case "《", "“", "‘", "【": atEnd
        default: false
        }
    }
}
