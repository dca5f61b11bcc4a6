/// Days by the grade of their air: `77天为优，215天为良`, `其中优77天`.
extension FigureReader {
    /// The grades of air and water.
    private static let airGrades = WordTrie(
        "优 良 优良 轻度污染 中度污染 重度污染 严重污染 轻微污染 达标"
    )

    /// The grade of the days that a number counts, behind 为 or right before it; nil where none stands there.
    func airGrade(of quantity: Quantity) -> Range<Int>? {
        let clause = clause(of: quantity)
        guard quantity.unit >= 0, vocabulary.units[quantity.unit].code == "d" else { return nil }
        if quantity.end + 1 < clause.upperBound, units[quantity.end] == "为" {
            return grade(quantity.end + 1..<clause.upperBound)
        }
        guard quantity.end == clause.upperBound else { return nil }
        var start = clause.lowerBound
        if opensWithPart(start..<quantity.start) { start += 2 }
        return grade(start..<quantity.start)
    }

    private func grade(_ range: Range<Int>) -> Range<Int>? {
        guard let match = Self.airGrades.longest(in: units, at: range.lowerBound, limit: range.upperBound),
            match.length == range.count
        else { return nil }
        return range
    }
}
