/// The tree of a body's sections, in folded indices, and the stretches that are no report.
struct Outline: Sendable {
    /// One section.
    struct Node: Sendable {
        /// Index of the node around it.
        var parent: Int?
        /// Depth, 0 for the preamble.
        var level: Int
        /// The marker's value.
        var number: Int?
        /// Where the marker stands; empty where there is none.
        var marker: Range<Int>
        /// Where the title stands, without marker and closing punctuation.
        var title: Range<Int>
        /// From the heading's first unit to the end of the section with all it holds.
        var range: Range<Int>
        /// Index of the node of which this one is a pasted copy.
        var duplicateOf: Int?
    }

    /// In document order.
    var nodes: [Node]
    /// Chrome, glossaries, repeated abstracts, in ascending order: no observation is read there.
    var excluded: [Range<Int>]
    /// Flattened tables, in ascending order; each lies within one section.
    var tables: [Table]

    /// Whether the body was pasted twice.
    var isDoubled: Bool { nodes.contains { $0.duplicateOf != nil } }

    /// The outline as the contract has it.
    func sections(of text: FoldedText, body: Span<UInt8>) -> [Section] {
        nodes.indices.map { index in
            let node = nodes[index]
            return Section(
                ordinal: index,
                parent: node.parent,
                level: node.level,
                marker: node.marker.isEmpty ? nil : text.original(node.marker, in: body),
                number: node.number,
                title: node.level == 0 ? nil : text.original(node.title, in: body),
                // What was dropped in front of the first unit belongs to the preamble.
                charStart: index == 0 ? 0 : text.scalarOffset(of: node.range.lowerBound),
                charEnd: text.scalarOffset(of: node.range.upperBound),
                duplicateOf: node.duplicateOf
            )
        }
    }
}
