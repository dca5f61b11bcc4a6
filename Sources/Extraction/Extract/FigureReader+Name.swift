/// Names from the words before a number.
extension FigureReader {
    /// The name in `range`: from the last verb that tells what happened, where much stands before it; without a 等 at its end.
    func tidied(_ range: Range<Int>, isLevel: Bool) -> Name {
        var start = range.lowerBound
        var end = range.upperBound
        if end - start > 1, units[end - 1] == 0x7B49 || units[end - 1] == 0x7684 { end -= 1 }
        if end - start > 8 {
            for cue in sentence.cues where cue.start > start && cue.end <= end - 2 {
                if cue.classes.contains(.action), cue.end - cue.start > 1, end - cue.start > 3 { start = cue.start }
            }
        }
        if end - start > 24, let comma = units[start..<end].lastIndex(of: 0x3001), end - comma > 3 { start = comma + 1 }
        return Name(first: start..<max(start, end))
    }

    /// What the clause before a number speaks of, where the number's own says nothing.
    func topic(before index: Int) -> Name {
        let quantity = sentence.quantities[index]
        guard quantity.clause > 0 else { return Name(first: quantity.start..<quantity.start) }
        let clause = sentence.clauses[quantity.clause - 1]
        var phrase = Phrase(start: clause.lowerBound, numberStart: clause.upperBound)
        phrase.stripLead(units, vocabulary, mentions: mentions)
        var end = phrase.start
        while end < phrase.end, end < phrase.start + 24 {
            if let cue = cue(at: end, limit: phrase.end), cue.classes.contains(.stop), end > phrase.start + 1 { break }
            end += 1
        }
        return Name(first: phrase.start..<end)
    }
}
