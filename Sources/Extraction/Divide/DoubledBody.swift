/// Finds out whether a body was pasted twice, and which sections are copies of which.
struct DoubledBody {
    /// The text.
    let text: FoldedText
    /// Its lines.
    let lines: [Range<Int>]

    /// Marks the nodes of the second copy.
    ///
    /// A body counts as doubled where lines seen before make up a quarter of it; single lines that occur twice do not.
    func mark(_ nodes: inout [Outline.Node]) {
        guard let copy = copyStart() else { return }
        var originals: [UInt64: [Int]] = [:]
        var used: [UInt64: Int] = [:]
        for index in nodes.indices.dropFirst() {
            let node = nodes[index]
            let key = hash(node.marker.lowerBound..<node.title.upperBound)
            if node.range.lowerBound < copy {
                originals[key, default: []].append(index)
            } else if let candidates = originals[key] {
                let turn = used[key, default: 0]
                nodes[index].duplicateOf = candidates[min(turn, candidates.count - 1)]
                used[key] = turn + 1
            }
        }
    }

    /// Where the second copy begins; nil where the body stands once.
    private func copyStart() -> Int? {
        var seen: [UInt64: Int] = [:]
        var repeated = 0
        var total = 0
        var first: Int?
        var previous: (line: Int, original: Int)?
        for (index, line) in lines.enumerated() where line.count >= 20 {
            total += line.count
            let key = hash(line)
            guard let original = seen[key] else {
                seen[key] = index
                continue
            }
            repeated += line.count
            // Only a run that goes on in the order of the original opens a copy.
            if first == nil, let before = previous, original > before.original { first = lines[before.line].lowerBound }
            previous = (index, original)
        }
        if first == nil, let previous, lines[previous.line].count > 400 { first = lines[previous.line].lowerBound }
        guard repeated * 4 >= total, repeated > 200, let first else { return nil }
        return leadStart(before: first)
    }

    /// Takes in the short lines (headings) right before the first repeated paragraph.
    private func leadStart(before start: Int) -> Int {
        guard var index = lines.firstIndex(where: { $0.lowerBound == start }) else { return start }
        while index > 0, lines[index - 1].count < 40,
            HeadingMarker.numbered(in: text, at: lines[index - 1].lowerBound, limit: lines[index - 1].upperBound) != nil
        { index -= 1 }
        return lines[index].lowerBound
    }

    private func hash(_ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = range.lowerBound
        // Four units a step: the multiplications wait for each other.
        while index + 4 <= range.upperBound {
            let (low, high) = (UInt64(text.units[index]), UInt64(text.units[index + 1]))
            let (third, fourth) = (UInt64(text.units[index + 2]), UInt64(text.units[index + 3]))
            hash = (hash ^ (low | high << 16 | third << 32 | fourth << 48)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index += 4
        }
        while index < range.upperBound {
            hash = (hash ^ UInt64(text.units[index])) &* 0x100_0000_01b3
            index += 1
        }
        return hash
    }
}
