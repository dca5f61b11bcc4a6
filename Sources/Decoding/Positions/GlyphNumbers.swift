/// Tells text from what a PDF gives whose fonts do not say which characters their glyphs are: the numbers of glyphs, read as
/// characters.
///
/// Such numbers are anything: controls, Latin letters with accents, a few signs of each of many scripts, or ASCII without a
/// word in it.
struct GlyphNumbers {
    /// Fewer letters tell nothing.
    private static let fewest = 30

    private var han = 0
    /// Letters of ASCII.
    private var latin = 0
    /// Letters of neither.
    private var other = 0
    /// Those of the others that are Latin too.
    private var accented = 0
    /// How many of the others there are in each block of 256.
    private var blocks: [UInt32: Int] = [:]
    /// All but white space.
    private var visible = 0
    /// What no keyboard has; layout leaves it out.
    private var controls = 0

    /// Whether a body is the numbers of glyphs rather than text; `source` is what it was made of, with its controls.
    static func fill(_ body: [UInt8], of source: [UInt8]) -> Bool {
        var numbers = GlyphNumbers()
        numbers.controls = source.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) || $0 == 0x7F }
        for scalar in String(decoding: body, as: UTF8.self).unicodeScalars { numbers.count(scalar.value) }
        return numbers.areNoText(body)
    }

    private mutating func count(_ scalar: UInt32) {
        if scalar > 0x20 { visible += 1 }
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A: latin += 1
        case ...0xBF, 0xD7, 0xF7: break
        case 0xC0...0x24F:
            other += 1
            accented += 1
        // Greek of formulas; marks, arrows, boxes; marks and units of Chinese; full-width forms.
        case 0x370...0x3FF, 0x2000...0x2BFF, 0x3000...0x303F, 0x3200...0x33FF, 0xFE10...0xFE4F, 0xFF00...0xFFEF: break
        // Han, their radicals and their compatibility forms.
        case 0x4E00...0x9FFF, 0x2E80...0x2FDF, 0xF900...0xFAFF, 0x20000...0x3FFFF: han += 1
        default:
            other += 1
            blocks[scalar >> 8, default: 0] += 1
        }
    }

    private func areNoText(_ body: [UInt8]) -> Bool {
        let letters = han + latin + other
        guard letters + controls >= Self.fewest else { return false }
        if controls * 20 >= visible, han * 4 < visible { return true }
        if other * 5 >= letters {
            // One script alone is somebody's language.
            return accented * 5 >= letters || (blocks.values.max() ?? 0) * 5 < other * 4
        }
        return han == 0 && latin * 2 >= visible && !Self.hasWords(body)
    }

    /// Whether a text has one of the words that no page of English is without.
    private static func hasWords(_ body: [UInt8]) -> Bool {
        body.split { ($0 | 0x20) &- 0x61 >= 26 }.contains { word in
            word.count <= 3 && words.contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
        }
    }

    private static let words: Set<String> = ["the", "of", "and", "to", "in", "for", "is", "on", "by", "at", "as"]
}
