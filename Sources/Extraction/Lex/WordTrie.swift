/// Finds the longest word of a list at a place in a text, forwards or backwards.
///
/// The first unit is looked up directly in a table of 65,536 entries; the rest are short sorted runs of edges.
struct WordTrie: Sendable {
    /// A word that was found: how many units it has, and what it stands for.
    struct Match {
        /// How many units the word has.
        var length: Int
        /// The number that the word was entered with.
        var value: UInt32
    }

    private static let none = UInt32.max
    private var roots: [Int32]
    private var edgeUnits: [UInt16] = []
    private var edgeNodes: [Int32] = []
    private var firstEdge: [Int32] = []
    private var values: [UInt32] = []

    /// A trie of `words` with what they stand for; a word that stands twice keeps its first value.
    init(_ words: [(units: [UInt16], value: UInt32)], isReversed: Bool = false) {
        roots = [Int32](repeating: -1, count: 0x1_0000)
        var sorted = words.filter { !$0.units.isEmpty }.map { entry in
            (units: isReversed ? Array(entry.units.reversed()) : entry.units, value: entry.value)
        }
        sorted.sort { $0.units.lexicographicallyPrecedes($1.units) }
        // Breadth first, so that the edges of a node lie side by side.
        var pending: [(range: Range<Int>, depth: Int)] = []
        func node(for range: Range<Int>, depth: Int, into values: inout [UInt32]) -> Int32 {
            let first = sorted[range.lowerBound]
            values.append(first.units.count == depth ? first.value : Self.none)
            pending.append((range, depth))
            return Int32(values.count - 1)
        }
        func split(_ range: Range<Int>, depth: Int) -> [(unit: UInt16, range: Range<Int>)] {
            var parts: [(unit: UInt16, range: Range<Int>)] = []
            var index = range.lowerBound
            while index < range.upperBound {
                guard sorted[index].units.count > depth else {
                    index += 1
                    continue
                }
                let unit = sorted[index].units[depth]
                var end = index + 1
                while end < range.upperBound, sorted[end].units[depth] == unit { end += 1 }
                parts.append((unit, index..<end))
                index = end
            }
            return parts
        }
        for part in split(0..<sorted.count, depth: 0) {
            roots[Int(part.unit)] = node(for: part.range, depth: 1, into: &values)
        }
        var next = 0
        while next < pending.count {
            let (range, depth) = pending[next]
            firstEdge.append(Int32(edgeUnits.count))
            for part in split(range, depth: depth) {
                edgeUnits.append(part.unit)
                edgeNodes.append(node(for: part.range, depth: depth + 1, into: &values))
            }
            next += 1
        }
        firstEdge.append(Int32(edgeUnits.count))
    }

    /// Whether any word begins (or, reversed, ends) with `unit`.
    func isRoot(_ unit: UInt16) -> Bool { roots[Int(unit)] >= 0 }

    /// The longest word that begins at `start` and ends at or before `limit`.
    func longest(in units: [UInt16], at start: Int, limit: Int) -> Match? {
        guard start < limit else { return nil }
        var node = roots[Int(units[start])]
        var found: Match?
        var index = start + 1
        while node >= 0 {
            let value = values[Int(node)]
            if value != Self.none { found = Match(length: index - start, value: value) }
            guard index < limit else { break }
            node = child(of: node, units[index])
            index += 1
        }
        return found
    }

    /// The longest word that ends before `end` and begins at or after `limit` and passes `accept`; for a reversed trie.
    func longest(in units: [UInt16], endingAt end: Int, limit: Int, accept: (UInt32) -> Bool = { _ in true }) -> Match?
    {
        guard end > limit else { return nil }
        var node = roots[Int(units[end - 1])]
        var found: Match?
        var index = end - 1
        while node >= 0 {
            let value = values[Int(node)]
            if value != Self.none, accept(value) { found = Match(length: end - index, value: value) }
            guard index > limit else { break }
            index -= 1
            node = child(of: node, units[index])
        }
        return found
    }

    private func child(of node: Int32, _ unit: UInt16) -> Int32 {
        for edge in Int(firstEdge[Int(node)])..<Int(firstEdge[Int(node) + 1]) where edgeUnits[edge] == unit {
            return edgeNodes[edge]
        }
        return -1
    }
}
