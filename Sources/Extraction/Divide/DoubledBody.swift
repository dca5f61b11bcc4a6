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
            let heading = node.marker.lowerBound..<node.title.upperBound
            let key = hash(heading, ends: heading.count)
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
        guard mayRepeat() else { return nil }
        var seen: [UInt64: Int] = [:]
        var repeated = 0
        var total = 0
        var first: Int?
        var previous: (line: Int, original: Int)?
        for (index, line) in lines.enumerated() where line.count >= Self.shortest {
            total += line.count
            let key = hash(line, ends: Self.sampled)
            guard let original = seen[key], isSame(lines[original], line) else {
                if seen[key] == nil { seen[key] = index }
                continue
            }
            repeated += line.count
            // Only a run that goes on in the order of the original opens a copy.
            if first == nil, let before = previous, original > before.original { first = lines[before.line].lowerBound }
            previous = (index, original)
        }
        if first == nil, let previous, lines[previous.line].count > 400 { first = lines[previous.line].lowerBound }
        guard Self.isMuch(repeated, of: total), let first else { return nil }
        return leadStart(before: first)
    }

    private static func isMuch(_ repeated: Int, of total: Int) -> Bool { repeated * 4 >= total && repeated > 200 }

    /// Whether as much may be repeated as makes a doubled body: a bit for each line tells so of nearly every body that stands once.
    private func mayRepeat() -> Bool {
        let words = 64 << max(0, (lines.count / 256).bitWidth - (lines.count / 256).leadingZeroBitCount)
        var seen = [UInt64](repeating: 0, count: words)
        var (repeated, total) = (0, 0)
        for line in lines where line.count >= Self.shortest {
            total += line.count
            let key = hash(line, ends: Self.sampled)
            let (word, bit) = (Int(truncatingIfNeeded: key >> 6) & (words - 1), UInt64(1) << (key & 63))
            if seen[word] & bit != 0 { repeated += line.count }
            seen[word] |= bit
        }
        return Self.isMuch(repeated, of: total)
    }

    /// Takes in the short lines (headings) right before the first repeated paragraph.
    private func leadStart(before start: Int) -> Int {
        guard var index = lines.firstIndex(where: { $0.lowerBound == start }) else { return start }
        while index > 0, lines[index - 1].count < 40,
            HeadingMarker.numbered(in: text, at: lines[index - 1].lowerBound, limit: lines[index - 1].upperBound) != nil
        { index -= 1 }
        return lines[index].lowerBound
    }

    private func isSame(_ line: Range<Int>, _ other: Range<Int>) -> Bool {
        text.units[line] == text.units[other]
    }

    /// A hash of how long the range is, and of so many units at either end.
    private func hash(_ range: Range<Int>, ends: Int) -> UInt64 {
        var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(range.count)
        for part in [range.prefix(ends), range.suffix(ends)] {
            let units = text.units.span.extracting(part)
            var index = 0
            // Four units a step: the multiplications wait for each other.
            while index < units.count {
                var four = UInt64(units[index])
                if index &+ 4 <= units.count {
                    let step = units.extracting(index..<index &+ 4)
                    four |= UInt64(step[1]) << 16 | UInt64(step[2]) << 32 | UInt64(step[3]) << 48
                    index &+= 4
                } else {
                    index &+= 1
                }
                hash = (hash ^ four) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 32
            }
        }
        return hash
    }

    /// Shorter lines are often alike.
    private static let shortest = 20
    /// So many units at either end nearly always tell lines of one length apart.
    private static let sampled = 12
}
