/// One sentence as tokens: quantities, cue words and clause borders, in the order of the text.
///
/// The arrays are reused from sentence to sentence.
struct Sentence {
    /// A cue word.
    struct Cue {
        /// First unit.
        @Narrow<UInt32> var start: Int
        /// Just past the last.
        @Narrow<UInt32> var end: Int
        /// What it tells.
        var classes: CueClass
    }

    /// Where the sentence stands.
    var range = 0..<0
    /// Where its clauses stand, without the punctuation between them.
    var clauses: [Range<Int>] = []
    /// Its quantities.
    var quantities: [Quantity] = []
    /// Its cue words, longest first, not overlapping.
    var cues: [Cue] = []

    /// Numbers that are no figure; nil, and no work, unless somebody asked.
    var rejected: [(range: Range<Int>, reason: Rejection)]?

    /// Takes note of a number that is no figure.
    mutating func reject(_ range: Range<Int>, _ reason: Rejection) {
        rejected?.append((range, reason))
    }

    /// Removes the quantities at `indices`, which ascend.
    mutating func removeQuantities(at indices: [Int]) {
        var removed = 0
        for index in quantities.indices {
            if removed < indices.count, indices[removed] == index {
                removed += 1
            } else if removed > 0 {
                quantities[index - removed] = quantities[index]
            }
        }
        quantities.removeLast(removed)
    }

    /// Empties the tokens for the sentence at `range`.
    mutating func reset(_ range: Range<Int>) {
        self.range = range
        clauses.empty()
        quantities.empty()
        cues.empty()
        rejected?.empty()
    }
}
