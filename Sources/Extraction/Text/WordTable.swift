/// A set of words that is looked for in folded text.
struct WordTable: Sendable {
    private let words: WordTrie
    /// What the words begin with: few units, so that most places are passed over without a look into the trie.
    private let openers: UnitSet

    /// A table of the words in `text`, separated by white space.
    init(_ text: String) {
        words = WordTrie(text)
        openers = UnitSet(text.split(whereSeparator: \.isWhitespace).compactMap(\.utf16.first))
    }

    /// Length of the longest word that stands at `index`, no further than `limit`; 0 where none does.
    func length(in text: FoldedText, at index: Int, limit: Int) -> Int {
        guard index < limit, openers.contains(text.units[index]) else { return 0 }
        return words.longest(in: text.units, at: index, limit: limit)?.length ?? 0
    }

    /// Where the first word in `range` stands; nil where there is none.
    func first(in text: FoldedText, _ range: Range<Int>) -> Range<Int>? {
        let units = text.units.span.extracting(range)
        let openers = openers.words.span
        // Said once, so that it is not asked for each unit.
        precondition(openers.count == 1024)
        for offset in units.indices where openers[Int(units[offset] >> 6)] >> UInt64(units[offset] & 63) & 1 != 0 {
            let index = range.lowerBound + offset
            if let match = words.longest(in: text.units, at: index, limit: range.upperBound) {
                return index..<(index + match.length)
            }
        }
        return nil
    }

    /// Whether a word stands at the beginning of `range`.
    func opens(in text: FoldedText, _ range: Range<Int>) -> Bool {
        length(in: text, at: range.lowerBound, limit: range.upperBound) > 0
    }

    /// Whether `range`, which is not empty, is one word.
    func fills(in text: FoldedText, _ range: Range<Int>) -> Bool {
        !range.isEmpty && length(in: text, at: range.lowerBound, limit: range.upperBound) == range.count
    }

    /// Whether `units` are one word.
    func contains(_ units: [UInt16]) -> Bool {
        words.longest(in: units, at: 0, limit: units.count)?.length == units.count
    }

    /// Whether a word ends at the end of `range`.
    func ends(in text: FoldedText, _ range: Range<Int>) -> Bool {
        for start in max(range.lowerBound, range.upperBound - 12)..<range.upperBound
        where fills(in: text, start..<range.upperBound) { return true }
        return false
    }
}
