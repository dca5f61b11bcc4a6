/// What sellers and mirrors of reports put at the end of every line: `…工作回顾C6m`, `…回顾F4a某某网--助力振兴`.
extension LineUnfolding {
    /// How many of the first lines with text are asked, how many must end alike, and how long the mark and what follows it may be.
    private static let (asked, alike, mark, longest) = (24, 3, 3, 24)

    /// The mark with which several of the first lines end, one of them behind a full stop, as no words of a report do; empty where there is none.
    func watermark() -> ArraySlice<UInt16> {
        var tails: [Range<Int>] = []
        var left = Self.asked
        for number in 0...found.breaks.count {
            let line = withoutSpaces(wholeLine(number))
            if line.isEmpty { continue }
            if left == 0 { break }
            left -= 1
            if let tail = tail(of: line) { tails.append(tail) }
        }
        for tail in tails {
            let same = tails.filter { units[$0] == units[tail] }
            if same.count >= Self.alike, same.contains(where: { isBehindStop($0) }) {
                return units[tail]
            }
        }
        return []
    }

    /// Whether a full stop stands before the end of a line, which opens with no space.
    private func isBehindStop(_ tail: Range<Int>) -> Bool {
        var last = tail.lowerBound - 1
        while last > 0, units[last] == " " { last -= 1 }
        return units[last] == "。"
    }

    /// A line, which has no spaces around it, without the mark at its end.
    func line(_ line: Range<Int>, without watermark: ArraySlice<UInt16>) -> Range<Int> {
        let end = line.upperBound - watermark.count
        guard !watermark.isEmpty, end >= line.lowerBound, units[end..<line.upperBound] == watermark else { return line }
        return withoutSpaces(line.lowerBound..<end)
    }

    /// From the last three Latin letters and digits, among them a letter, that stand behind other signs to the line's end; nil where
    /// there are none near it.
    private func tail(of line: Range<Int>) -> Range<Int>? {
        var end = line.upperBound
        let limit = max(line.lowerBound + 1, end - Self.longest)
        while end - Self.mark >= limit {
            let token = end - Self.mark..<end
            if units[token].allSatisfy({ Self.isLatin($0) }),
                units[token].contains(where: { UnitClass.isLatinLetter($0) }),
                !Self.isLatin(units[token.lowerBound - 1]), end == line.upperBound || !Self.isLatin(units[end])
            {
                return token.lowerBound..<line.upperBound
            }
            end -= 1
        }
        return nil
    }

    /// Whether a unit is a letter of the Latin script or a digit.
    private static func isLatin(_ unit: UInt16) -> Bool { UnitClass.isDigit(unit) || UnitClass.isLatinLetter(unit) }
}
