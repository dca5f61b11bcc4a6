/// A unit that stands apart from its number: in a column of units, in a head's brackets, behind 单位:.
struct UnitPhrase {
    /// Index of the unit in the vocabulary; -1 where the vocabulary has none.
    @Narrow<Int32> var unit = -1
    /// The power of ten of the scale words before it.
    @Narrow<Int32> var power = 0
    /// Where the words stand, without the scale words, where the vocabulary has no word for the whole.
    @Stretch var words = 0..<0

    /// The unit of that index.
    init(unit: Int) { self.unit = unit }

    /// Scale words and a unit that fill all of `range`; nil where they do not.
    ///
    /// Where the place tells that it is a unit, `isCertain`, unknown words count too.
    init?(_ range: Range<Int>, of units: [UInt16], _ vocabulary: Vocabulary, isCertain: Bool) {
        var start = range.lowerBound
        while start < range.upperBound, units[start] == "±" || units[start] == "+" || units[start] == "-" {
            start += 1
        }
        guard start < range.upperBound, range.upperBound - start <= 12 else { return nil }
        while start < range.upperBound {
            if units[start] == " ", power > 0 {
                // 万 吨
                start += 1
                continue
            }
            // The 个 of a sum counts nothing: 3.6个亿.
            if units.spell("个", "亿", at: start, limit: range.upperBound) { return nil }
            if let match = vocabulary.unitWords.longest(in: units, at: start, limit: range.upperBound) {
                let end = start + match.length
                if end == range.upperBound {
                    unit = Int(match.value)
                    power += vocabulary.units[unit].power
                    return
                }
                // 元/人, 人/平方公里, 吨公里.
                guard isCertain || Self.isUnits(end..<range.upperBound, of: units, vocabulary) else { return nil }
                unit = Int(match.value)
                power += vocabulary.units[unit].power
                words = start..<range.upperBound
                return
            }
            let scale = Numeral.scale(units[start])
            guard scale > 0 else { break }
            power += scale
            start += 1
        }
        guard isCertain else { return nil }
        guard start < range.upperBound else {
            // 万: a number without a unit of its own.
            self.words = start..<start
            return
        }
        words = start..<range.upperBound
    }

    /// Whether nothing but words of units, scale words and strokes stands in a stretch.
    private static func isUnits(_ range: Range<Int>, of units: [UInt16], _ vocabulary: Vocabulary) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if let match = vocabulary.unitWords.longest(in: units, at: index, limit: range.upperBound) {
                index += match.length
            } else if units[index] == "/" || Numeral.scale(units[index]) > 0 {
                index += 1
            } else {
                return false
            }
        }
        return true
    }
}
