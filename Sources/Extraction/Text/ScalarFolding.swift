/// What each scalar of the basic plane folds to.
enum ScalarFolding {
    /// The folded unit of each scalar below U+10000; 0 drops it.
    static let table: [UInt16] = {
        var table = (0...0xFFFF).map { UInt16($0) }
        for scalar in 0xFF01...0xFF5E { table[scalar] = UInt16(scalar - 0xFEE0) }
        for scalar in [0x00AD, 0xFEFF, 0xFFFD, 0x2060, 0x0000] { table[scalar] = 0 }
        for scalar in 0x200B...0x200F { table[scalar] = 0 }
        for scalar in 0x202A...0x202E { table[scalar] = 0 }
        for scalar in 0xFE00...0xFE0F { table[scalar] = 0 }
        for scalar in [0x09, 0xA0, 0x3000, 0x205F, 0x202F] { table[scalar] = 0x20 }
        for scalar in 0x2000...0x200A { table[scalar] = 0x20 }
        for scalar in [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029] { table[scalar] = 0x0A }
        for pair in substitutions.split(separator: " ") { substitute(pair, in: &table) }
        for pair in TraditionalForms.pairs.split(whereSeparator: \.isWhitespace) { substitute(pair, in: &table) }
        return table
    }()

    /// Whether a scalar of three bytes wants a closer look than most, in ``looks``: what folds to another unit, but for the
    /// full-width forms of ASCII, and what is noted or dropped; halves of surrogate pairs; and what needs less than three bytes.
    static let isSpecial: UInt8 = 1
    /// Whether a scalar of one byte stands for itself and opens no escape, in ``looks``.
    static let isLetter: UInt8 = 2

    /// What to do with each scalar of the basic plane.
    static let looks: [UInt8] = table.indices.map { scalar in
        let unit = table[scalar]
        if scalar < 0x80 {
            let isPlain = Int(unit) == scalar && unit != 0 && !BodyDecoder.Found.holds(unit)
            return isSpecial | (isPlain && !BodyDecoder.startsEscape(UInt8(scalar)) ? isLetter : 0)
        }
        let isWide = scalar >= 0xFF00
        let isFullWidth = (0xFF01...0xFF5E).contains(scalar)
        let isPlain = isWide ? isFullWidth && Int(unit) == scalar - 0xFEE0 : Int(unit) == scalar
        return scalar < 0x1000 || scalar & 0xF800 == 0xD800 || BodyDecoder.Found.holds(unit) || !isPlain ? isSpecial : 0
    }

    /// What a scalar beyond the basic plane folds to: a picture opens an item of a list as a bullet does.
    static func beyondPlane(_ scalar: UInt32) -> UInt16 {
        scalar - 0x1F000 < 0xB00 ? "•" : FoldedText.beyondPlane
    }

    /// A word of a dictionary as it stands in folded text.
    static func word(_ text: String) -> [UInt16] { text.utf16.map { table[Int($0)] }.filter { $0 != 0 } }

    private static func substitute(_ pair: Substring, in table: inout [UInt16]) {
        let units = Array(pair.utf16)
        if units.count == 2 { table[Int(units[0])] = units[1] }
    }

    /// Dashes to `-` (but `—` stays until its neighbour is known), colons, middle dots and brackets to one form each.
    private static let substitutions = """
        －- –- ～- ‐- ‑- −- 〜- ∼- ~- ﹣- ─— ―— ━— ∶: ︰: ﹕: ︓: ﹔; ﹐, ﹑、 ﹒. ﹪% ℅% ﹢+ ﹙( ﹚) 〔( 〕) ﹝( ﹞) \
        ・· ‧· ∙· ⋅· ･· ᛫· 「“ 」” 『‘ 』’ 〈《 〉》 ｡。 ､、 ○〇 ◯〇 ⺠民 ⻅见 ⻔门 ⻓长 ⻋车 ⼀一 ⼆二 ⼈人 ⼗十 ⽉月 ⽇日 ⽔水 ⼟土 ⼤大 ⼩小
        """
}
