/// Finds the headings of a body and makes a tree of them.
struct OutlineDivider: Sendable {
    /// The outline of `text`; element 0 is the preamble.
    func divide(_ text: FoldedText) -> Outline {
        let lines = split(text)
        let excludedLines = ChromeFinder(text: text, lines: lines).find()
        var tableFinder = TableFinder(text: text, lines: lines, excludedLines: excludedLines)
        let tables = tableFinder.find()
        // Names of rows look like headings.
        var closedLines = excludedLines
        for line in tables.joined() { closedLines[line] = true }
        var finder = HeadingFinder(text: text, lines: lines, excludedLines: closedLines)
        finder.find()
        var tree = SectionTree(textLength: text.count)
        tree.grow(inSequence(finder.candidates))
        var nodes = tree.nodes
        DoubledBody(text: text, lines: lines).mark(&nodes)
        return Outline(
            nodes: nodes,
            excluded: merged(lines, excludedLines),
            tables: tables.map { Table(lines: Array(lines[$0])) }
        )
    }

    private func split(_ text: FoldedText) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = text.marks.next(.lineBreak, from: start, limit: text.count)
            if end > start { lines.append(start..<end) }
            start = end + 1
        }
        return lines
    }

    /// Drops markers inside a line that do not follow one of their kind: there a number is a heading only in its sequence.
    private func inSequence(_ candidates: [HeadingFinder.Candidate]) -> [HeadingFinder.Candidate] {
        let kinds = HeadingMarker.Kind.allCases.count
        var next = [Int](repeating: 0, count: kinds)
        var following = [Int](repeating: 0, count: candidates.count)
        for index in candidates.indices.reversed() {
            let kind = candidates[index].kind.rawValue
            following[index] = next[kind]
            next[kind] = candidates[index].number
        }
        var last = [Int](repeating: 0, count: kinds)
        return candidates.indices.compactMap { index in
            let candidate = candidates[index]
            let kind = candidate.kind.rawValue
            if candidate.kind.isEnumeration {
                guard candidate.number == 1 || last[kind] > 0 && candidate.number <= last[kind] + 2 else { return nil }
            } else if !candidate.opensLine {
                let continues = candidate.number == last[kind] + 1 && candidate.number > 1
                guard continues || candidate.number == 1 && following[index] == 2 else { return nil }
            }
            last[kind] = candidate.number
            // A heading around an enumeration ends it.
            if !candidate.kind.isEnumeration, candidate.kind.rawValue < HeadingMarker.Kind.bare.rawValue {
                for inner in (HeadingMarker.Kind.bare.rawValue..<kinds) { last[inner] = 0 }
                if candidate.opensLine {
                    for inner in (kind + 1)..<HeadingMarker.Kind.bare.rawValue { last[inner] = 0 }
                }
            }
            return candidate
        }
    }

    private func merged(_ lines: [Range<Int>], _ excluded: [Bool]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in lines.indices where excluded[index] {
            if index > 0, excluded[index - 1], let last = ranges.last {
                ranges[ranges.count - 1] = last.lowerBound..<lines[index].upperBound
            } else {
                ranges.append(lines[index])
            }
        }
        return ranges
    }
}
