/// The words of a document and where on its pages they stand, in points from a page's upper left corner.
struct PositionedText {
    /// A word.
    struct Word {
        var left: Float
        var top: Float
        var right: Float
        var bottom: Float
        /// Its bytes in the text.
        var start: Int32
        var end: Int32
        /// Its line in the order of reading, counted through the document.
        var line: Int32

        var height: Float { bottom - top }
        var center: Float { (top + bottom) / 2 }
    }

    /// A page.
    struct Page {
        var width: Float
        var height: Float
        /// Its words in the order of reading.
        var words: Range<Int>
    }

    /// The bytes of all words, one behind the other: valid UTF-8.
    var text: [UInt8] = []
    var words: [Word] = []
    var pages: [Page] = []
    /// The width of a Han character as a part of its word's height.
    static let emOfHeight: Float = 0.77

    /// The bytes of a word.
    func bytes(of word: Int) -> ArraySlice<UInt8> { text[Int(words[word].start)..<Int(words[word].end)] }

    /// How wide a Han character of a word's size is.
    func em(of word: Int) -> Float { max(1, words[word].height * Self.emOfHeight) }

    /// How much of the lower of two spans of height lies in both.
    static func overlap(_ top: Float, _ bottom: Float, _ otherTop: Float, _ otherBottom: Float) -> Float {
        let least = max(0.01, min(bottom - top, otherBottom - otherTop))
        return max(0, min(bottom, otherBottom) - max(top, otherTop)) / least
    }

    /// Whether two words stand side by side.
    func areOnOneRow(_ word: Int, _ other: Int) -> Bool {
        let (word, other) = (words[word], words[other])
        return Self.overlap(word.top, word.bottom, other.top, other.bottom) >= Self.leastOverlap
    }

    /// Numbers stand beside a cell of two lines at half of each.
    private static let leastOverlap: Float = 0.65

    /// Writes words with what is set apart between them: words of letters and figures, and what a wide gap separates.
    func append(_ words: some Sequence<Int>, to line: inout [UInt8]) {
        var last: Int?
        for word in words {
            if let last, let first = bytes(of: word).first, let end = line.last {
                let gap = self.words[word].left - self.words[last].right
                let em = em(of: word)
                let apart = first < 0x80 && end < 0x80 ? 0.1 * em : 0.6 * em
                if gap > apart || !areOnOneRow(last, word) && Self.isLetter(first) && Self.isLetter(end) {
                    line.append(0x20)
                }
            }
            line += bytes(of: word)
            last = word
        }
    }

    /// Whether a byte is a letter of ASCII.
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
