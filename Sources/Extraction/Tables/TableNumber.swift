/// The number in a cell, with what stands before and behind its digits.
struct TableNumber {
    /// The number as written, with its sign.
    private(set) var value: ExactDecimal
    /// The unit behind it; nil where there is none.
    private(set) var unit: UnitPhrase?

    /// Reads a cell; nil where it is no number that a figure may have.
    init?(_ range: Range<Int>, text: FoldedText, vocabulary: Vocabulary) {
        var start = range.lowerBound
        let isNegative = TableCell.isMinus(text.units[start])
        if TableCell.isSign(text.units[start]) { start += 1 }
        let numeral = Numeral.readDigits(in: text.units, at: start, limit: range.upperBound)
        guard let read = numeral.value, numeral.end > start else { return nil }
        value = isNegative ? read.negated : read
        guard numeral.end < range.upperBound else { return }
        guard
            let phrase = UnitPhrase(
                numeral.end..<range.upperBound,
                of: text.units,
                vocabulary,
                isCertain: false
            )
        else { return nil }
        unit = phrase
    }
}
