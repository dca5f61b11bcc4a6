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
            var next = 0
            for copy in bySection[section] {
                let candidates = bySection[original]
                let limit = min(candidates.count, next + Self.tolerance)
                guard next < limit else { break }
                for position in next..<limit where repeats(observations[copy], observations[candidates[position]]) {
                    observations[copy].duplicateOf = candidates[position]
                    next = position + 1
                    break
                }
            }
        }
    }

    private func repeats(_ copy: Observation, _ original: Observation) -> Bool {
        copy.value == original.value && copy.measure == original.measure && copy.unit == original.unit
            && copy.redacted == original.redacted
    }
}
