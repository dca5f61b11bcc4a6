/// Points the figures of a pasted copy to the figures they repeat.
struct DuplicateMarking {
    /// How many figures of the first copy may be missing from the second in a row.
    private static let tolerance = 8

    /// Marks `observations` whose section `outline` knows as a copy.
    func mark(_ observations: inout [Observation], _ outline: Outline) {
        guard outline.nodes.contains(where: { $0.duplicateOf != nil }) else { return }
        var bySection: [[Int]] = Array(repeating: [], count: outline.nodes.count)
        for index in observations.indices { bySection[observations[index].section].append(index) }
        for section in outline.nodes.indices {
            guard let original = outline.nodes[section].duplicateOf, bySection.indices.contains(original) else {
                continue
            }
            let pairs = pairs(bySection[section], bySection[original], in: observations)
            for (copy, original) in pairs { observations[copy].duplicateOf = original }
        }
    }

    /// The figures of a copied section, each with the one it repeats, by their indices.
    private func pairs(
        _ copies: [Int],
        _ originals: [Int],
        in observations: [Observation]
    ) -> [(copy: Int, original: Int)] {
        var pairs: [(copy: Int, original: Int)] = []
        var next = 0
        for copy in copies {
            let limit = min(originals.count, next + Self.tolerance)
            guard next < limit else { break }
            let found = (next..<limit).first { Self.repeats(observations, copy, originals[$0]) }
            guard let found else { continue }
            pairs.append((copy, originals[found]))
            next = found + 1
        }
        return pairs
    }

    private static func repeats(_ observations: [Observation], _ copy: Int, _ original: Int) -> Bool {
        observations[copy].value == observations[original].value
            && observations[copy].measure == observations[original].measure
            && observations[copy].unit == observations[original].unit
            && observations[copy].redacted == observations[original].redacted
    }
}
