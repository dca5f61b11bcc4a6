/// The times of the two ends of `从A提高到B`: what the sentence says of its time is said of B, and A is of an earlier one.
extension FigureReader {
    /// Parts years told for both ends among them, `2020年到2025年，普及率从18%提升到35%`, and leaves A open that has no time of
    /// its own.
    func partEnds(of draft: inout Draft) {
        guard draft.measure == .level, let isFirst = isFirstEnd(draft.quantity) else { return }
        let words = draft.periodWords
        if let period = draft.period, !words.isEmpty, UnitClass.isDigit(units[words.lowerBound]),
            period.start.year < period.end.year, period == Period.years(period.start.year, period.end.year)
        {
            draft.period = Period.year(isFirst ? period.start.year : period.end.year)
        } else if isFirst, !setsOut(words.lowerBound) {
            draft.period = nil
            draft.periodWords = 0..<0
            draft.isPeriodOpen = true
            draft.periodRule = .open
        }
    }

    /// Whether a number is A of `从A提高到B`, with nothing but 每人每月 between 从 and it, or B; nil where it is neither.
    private func isFirstEnd(_ index: Int) -> Bool? {
        let quantity = sentence.quantities[index]
        if setsOut(eachStart(of: quantity)), index + 1 < sentence.quantities.count,
            arrives(from: quantity, at: sentence.quantities[index + 1])
        {
            return true
        }
        if index > 0, case let first = sentence.quantities[index - 1], setsOut(eachStart(of: first)),
            arrives(from: first, at: quantity)
        {
            return false
        }
        return nil
    }

    /// Where 每人每月 or the like begins that stands right before a number, `由每人每月200元提高到300元`; else where the number does.
    private func eachStart(of quantity: Quantity) -> Int {
        var start = quantity.start
        let limit = max(sentence.clauses[quantity.clause].lowerBound, start - 8)
        while let each = units[max(limit, start - 4)..<start].lastIndex(of: "每"), each + 1 < start {
            start = each
        }
        return start
    }

    /// Whether 由 or 从 stands right before what begins at `index`, a number or the words of a time; these may be of the sentence
    /// before a semicolon.
    func setsOut(_ index: Int) -> Bool { index > 0 && (units[index - 1] == "由" || units[index - 1] == "从") }

    /// Whether words of time tell only when B was reached, and a later clause sums up the years until then:
    /// `从2017年的5亿元提高至2021年的8亿元，累计完成30亿元`.
    func isOutgrown(_ words: Range<Int>, before quantity: Quantity) -> Bool {
        let (start, end) = (words.lowerBound, words.upperBound)
        guard start > 0, ["到", "至"].contains(units[start - 1]), end + 1 < units.count, units[end] == "的",
            UnitClass.isDigit(units[end + 1]), case let clause = sentence.clauses[quantity.clause],
            end < clause.lowerBound,
            // 人均突破15万元: what is told for each person is no sum.
            units[clause.lowerBound] != "人"
        else { return false }
        // Once it sums up, it goes on so: 累计完成30亿元，实施项目21个.
        let since = max(end, sentence.range.lowerBound, quantity.start - 80)..<quantity.start
        return since.dropLast().contains { units[$0] == "累" && units[$0 + 1] == "计" }
    }

    /// Whether a verb that arrives, 提高到, 增至, stands between two numbers of a clause.
    private func arrives(from first: Quantity, at second: Quantity) -> Bool {
        first.clause == second.clause && units[first.end..<second.start].contains { $0 == "到" || $0 == "至" }
    }
}
