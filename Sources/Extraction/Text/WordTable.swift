/// A set of words that is looked for in folded text in one pass: the first unit decides whether a word can begin.
struct WordTable: Sendable {
    private var buckets: [UInt8]
    private var words: [[[UInt16]]]

    /// A table of the words in `text`, separated by white space.
    init(_ text: String) {
        buckets = [UInt8](repeating: 0, count: 0x10000)
        words = [[]]
        for word in text.split(whereSeparator: \.isWhitespace) {
            let units = Array(word.utf16)
            let first = Int(units[0])
            if buckets[first] == 0, words.count < 256 {
                buckets[first] = UInt8(words.count)
                words.append([])
            }
            words[Int(buckets[first])].append(units)
        }
        for bucket in words.indices { words[bucket].sort { $0.count > $1.count } }
    }

    /// Length of the longest word that stands at `index`, no further than `limit`; 0 where none does.
    func length(in text: FoldedText, at index: Int, limit: Int) -> Int {
        let bucket = buckets[Int(text.units[index])]
        guard bucket != 0 else { return 0 }
        for word in words[Int(bucket)] where index + word.count <= limit && text.matches(word, at: index) {
            return word.count
        }
        return 0
    }

    /// Where the first word in `range` stands; nil where there is none.
    func first(in text: FoldedText, _ range: Range<Int>) -> Range<Int>? {
        for index in range {
            let length = length(in: text, at: index, limit: range.upperBound)
            if length > 0 { return index..<(index + length) }
        }
        return nil
    }

    /// Whether a word ends at the end of `range`.
    func ends(in text: FoldedText, _ range: Range<Int>) -> Bool {
        for start in max(range.lowerBound, range.upperBound - 12)..<range.upperBound
        where length(in: text, at: start, limit: range.upperBound) == range.upperBound - start { return true }
        return false
    }
}
