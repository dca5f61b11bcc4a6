/// What sellers and mirrors of reports put at the end of every line: `…工作回顾C6m`, `…回顾F4a某某网--助力振兴`.
enum LineWatermark {
    /// How many of the first lines are asked, how many must end alike, and how long the mark and what follows it may be.
    private static let (asked, alike, mark, longest) = (24, 3, 3, 24)

    /// The lines without the mark with which several of the first ones end; as they are where there is none.
    static func strip(_ lines: [Range<Int>], of text: FoldedText) -> [Range<Int>] {
        let tails = lines.prefix(asked).compactMap { tail(of: $0, in: text) }
        guard let first = tails.first(where: { tail in tails.count { isAlike($0, tail, text) } >= alike }) else {
            return lines
        }
        return lines.map { line in
            let end = line.upperBound - first.count
            return end > line.lowerBound && isAlike(end..<line.upperBound, first, text) ? line.lowerBound..<end : line
        }
    }

    private static func isAlike(_ one: Range<Int>, _ other: Range<Int>, _ text: FoldedText) -> Bool {
        text.units[one].elementsEqual(text.units[other])
    }

    /// From the last three Latin letters and digits, among them a letter, that stand behind other signs to the line's end; nil where
    /// there are none near it.
    private static func tail(of line: Range<Int>, in text: FoldedText) -> Range<Int>? {
        let units = text.units
        var end = line.upperBound
        let limit = max(line.lowerBound + 1, end - longest)
        while end - mark >= limit {
            let token = end - mark..<end
            if units[token].allSatisfy({ UnitClass.isDigit($0) || UnitClass.isLatinLetter($0) }),
                units[token].contains(where: { UnitClass.isLatinLetter($0) }), isOther(units[token.lowerBound - 1]),
                end == line.upperBound || isOther(units[end])
            {
                return token.lowerBound..<line.upperBound
            }
            end -= 1
        }
        return nil
    }

    /// Whether a sign is neither a letter nor a digit of the Latin script.
    private static func isOther(_ unit: UInt16) -> Bool { !UnitClass.isDigit(unit) && !UnitClass.isLatinLetter(unit) }
}
