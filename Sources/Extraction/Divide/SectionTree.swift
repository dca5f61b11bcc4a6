/// Gives each heading its place in the tree.
struct SectionTree {
    private struct Open {
        var node: Int
        var rank: Double
        var number: Int
    }

    /// The next numbered heading behind another.
    private struct Following {
        var kind: HeadingMarker.Kind
        var number: Int
        /// Whether no bare line stands between.
        var isDirect: Bool
    }

    /// The length of the text.
    let textLength: Int
    /// The nodes, element 0 the preamble.
    private(set) var nodes: [Outline.Node]
    private var stack: [Open] = []

    /// A tree with nothing but the preamble.
    init(textLength: Int) {
        self.textLength = textLength
        nodes = [
            Outline.Node(
                parent: nil,
                level: 0,
                number: nil,
                marker: 0..<0,
                title: 0..<0,
                range: 0..<textLength,
                duplicateOf: nil
            )
        ]
    }

    /// Adds all headings in order and closes their ranges.
    ///
    /// A marker's kind closes what is open of its own kind and of the kinds usually inside it; the depth that is left is
    /// its level, so that levels are those of this document.
    mutating func grow(_ candidates: [HeadingFinder.Candidate]) {
        let following = followingNumbered(candidates)
        // Parts of a report without markers stand side by side, also where the last one holds no numbering.
        var partRank: Double?
        for (index, candidate) in candidates.enumerated() {
            var rank = Double(candidate.kind.rawValue)
            if candidate.kind == .bare {
                // A bare line before a numbering that starts again is around it, else inside what is open; a part of the
                // report (2023年工作回顾) is around the themes of its text.
                if let next = following[index], next.number == 1 {
                    let isAround = candidate.isPart || next.isDirect && !candidate.isSecondOfTwo
                    rank = Double(next.kind.rawValue) - (isAround ? 0.5 : 0.25)
                } else if !candidate.isPart {
                    rank += 0.25
                } else if let partRank {
                    rank = partRank
                }
                if candidate.isPart { partRank = rank }
            }
            open(candidate, rank: rank)
        }
        close()
    }

    /// For each heading, the next with a number of its own line behind it.
    private func followingNumbered(
        _ candidates: [HeadingFinder.Candidate]
    ) -> [Following?] {
        var following = [Following?](repeating: nil, count: candidates.count)
        var next: Following?
        for index in candidates.indices.reversed() {
            following[index] = next
            let candidate = candidates[index]
            if candidate.kind.rawValue < HeadingMarker.Kind.bare.rawValue, candidate.number > 0 {
                next = Following(kind: candidate.kind, number: candidate.number, isDirect: true)
            } else if candidate.kind == .bare {
                next?.isDirect = false
            }
        }
        return following
    }

    private mutating func open(_ candidate: HeadingFinder.Candidate, rank: Double) {
        while let top = stack.last, top.rank >= rank {
            nodes[top.node].range = nodes[top.node].range.lowerBound..<candidate.start
            stack.removeLast()
        }
        if nodes.count == 1 { nodes[0].range = 0..<candidate.start }
        let index = nodes.count
        nodes.append(
            Outline.Node(
                parent: stack.last?.node,
                level: stack.count + 1,
                number: candidate.number > 0 ? candidate.number : nil,
                marker: candidate.marker,
                title: candidate.title,
                range: candidate.start..<textLength,
                duplicateOf: nil
            )
        )
        stack.append(Open(node: index, rank: rank, number: candidate.number))
    }

    private mutating func close() {
        for open in stack { nodes[open.node].range = nodes[open.node].range.lowerBound..<textLength }
        stack = []
    }
}
