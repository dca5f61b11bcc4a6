/// The number in a cell, with what stands before and behind its digits.
struct TableNumber {
    /// The number as written, with its sign.
    private(set) var value: ExactDecimal
    /// The unit behind it; nil where there is none.
    private(set) var unit: UnitPhrase?

    /// What a cell says before a number that is growth.
    static let growth = WordTable("增长 下降 上升 上涨 下跌 提高 降低 减少 增加 回落 回升")
    /// Of these, what makes the number negative.
    private static let fall = WordTable("下降 下跌 降低 减少 回落")
    /// What a cell says behind a number that is a difference of shares.
    static let pointsInBrackets = WordTable("(百分点) (个百分点)")

    /// Reads a cell; nil where it is no number that a figure may have.
    init?(_ range: Range<Int>, text: FoldedText, vocabulary: Vocabulary) {
        var start = range.lowerBound
        // 能耗下降 2.2: behind a space the word is that of the row.
        let isNegative =
            TableCell.isMinus(text.units[start])
            || text.gap(before: start) == 0 && Self.fall.ends(in: text, max(0, start - 2)..<start)
        if TableCell.isSign(text.units[start]) { start += 1 }
        let numeral = Numeral.readDigits(in: text.units, at: start, limit: range.upperBound)
        guard let read = numeral.value, numeral.end > start else { return nil }
        value = isNegative ? read.negated : read
        guard numeral.end < range.upperBound else {
            let brackets = Self.pointsInBrackets.length(in: text, at: range.upperBound, limit: text.count)
            guard brackets > 0, case let words = range.upperBound + 1..<range.upperBound + brackets - 1 else { return }
            unit = UnitPhrase(words, of: text.units, vocabulary, isCertain: false)
            return
        }
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
