/// Texts with a line break at each change of font, as they are copied out of a word processor: `面积达⏎7860⏎亩⏎，增长⏎5%⏎；`.
extension LineUnfolding {
    /// Whether a text is torn so: some of its lines begin with the mark that ends a clause, as no line of a text or table does.
    func isTorn(_ lines: [Line]) -> Bool {
        var torn = 0
        for line in lines where Self.closesClause(units[line.start]) { torn += 1 }
        return torn >= 3 && torn * 40 >= lines.count
    }

    /// Whether the break between two lines of a torn text stands in the middle of a sentence; `isProse` where what the break before it opened holds
    /// a comma, as a heading does not.
    func joinsTorn(_ before: Line, _ after: Line, isProse: Bool) -> Bool {
        if after.isAfterBlank || after.hasColumns || before.hasColumns { return false }
        if Self.closesClause(units[after.start]) { return true }
        if opensItem(after) { return false }
        // 1. alone, its heading behind it.
        if opensItem(before), before.end - before.start <= 3 { return true }
        if UnitClass.endsSentence(units[before.end - 1]) || isHeading(before) { return false }
        return isProse || isScrap(before) || isScrap(after) || Self.leadingOn.contains(units[before.end - 1])
    }

    /// Whether a line is a scrap of a sentence: a few letters, or a number and nothing else.
    private func isScrap(_ line: Line) -> Bool {
        let length = line.end - line.start
        if units[line.end - 1] == "." || units[line.end - 1] == ":" { return false }
        return length <= 3
            || length <= 12 && (line.start..<line.end).allSatisfy { units[$0] < 0x80 || units[$0] == "—" }
    }

    /// Whether a line is a numbered heading without a clause of its own: 一、工作回顾.
    private func isHeading(_ line: Line) -> Bool {
        opensItem(line) && line.end - line.start <= 24 && !units[line.start..<line.end].contains(",")
    }

    /// Letters behind which no sentence or heading ends.
    private static let leadingOn = UnitSet("了的在和是与及对把被由从向为于以将")

    /// Whether a unit is a mark that ends a clause or sentence.
    private static func closesClause(_ unit: UInt16) -> Bool {
        unit == "," || unit == "、" || unit == "。" || unit == ";"
    }

    /// Whether a text was cut at uneven widths: many of its lines hold a full stop and end without one.
    func isCut(_ lines: [Line]) -> Bool {
        var cut = 0
        for line in lines where isOpen(line) && units[line.start..<line.end].contains("。") { cut += 1 }
        return cut >= 3 && cut * 5 >= lines.count
    }

    /// Whether the break between two lines of a text that was cut stands in the middle of a sentence.
    func cuts(_ before: Line, _ after: Line) -> Bool {
        guard isOpen(before), !after.isAfterBlank, !after.isIndented, !after.hasColumns, !opensItem(after),
            after.end - after.start >= 12 || UnitClass.endsSentence(units[after.end - 1])
        else { return false }
        // 一、工作回顾, a heading, has no sentence before it.
        return units[before.start..<before.end].contains(opensItem(before) ? "。" : ",")
            || units[before.start..<before.end].contains("。")
    }

    /// Whether a line of some length ends in the middle of words.
    private func isOpen(_ line: Line) -> Bool {
        let last = units[line.end - 1]
        return line.end - line.start >= 16 && !line.hasColumns && (UnitClass.isHan(last) || UnitClass.isDigit(last))
    }
}
