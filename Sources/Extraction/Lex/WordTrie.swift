/// Finds the longest word of a list at a place in a text, forwards or backwards.
///
/// Most places in a text begin no word: two small sets of bits, of the words of one unit and of the first two units of the
/// others, tell so before the trie is asked. The edges of the trie are one hash table.
final class WordTrie: Sendable {
    /// A word that was found: how many units it has, and what it stands for.
    struct Match {
        /// How many units the word has.
        var length: Int
        /// The number that the word was entered with.
        var value: UInt32
    }

    private static let none = UInt32.max
    private static let free = UInt64.max
    /// Which units are words by themselves.
    private let singles: [UInt64]
    /// Which two units words begin with, by their hash.
    private let pairs: [UInt64]
    /// The edges: 40 bits of what leads there, 1 for whether the word may go on behind, 1 for whether one ends there, 22 of
    /// the node behind, or, where no word goes on, of what the word that ends there stands for.
    ///
    /// The first two units of a word are one edge, from a node of its own; a word of one unit is an edge from another.
    private let edges: [UInt64]
    private let shift: UInt64
    /// What each node stands for, where a word ends there.
    private let values: [UInt32]

    /// A trie of `words` with what they stand for; a word that stands twice keeps its first value.
    init(_ words: [(units: [UInt16], value: UInt32)], isReversed: Bool = false) {
        var singles = [UInt64](repeating: 0, count: 1024)
        var pairs = singles
        var values: [UInt32] = [Self.none]
        var children: [UInt64: UInt64] = [:]
        var parents: Set<UInt64> = []
        for (units, value) in words where !units.isEmpty {
            let units = isReversed ? units.reversed() : units
            if units.count == 1 {
                Self.insert(units[0], into: &singles)
            } else {
                Self.insert(Self.hash(units[0], units[1]), into: &pairs)
            }
            var node: UInt64 = 0
            var rest = units[...]
            var key = Self.singleKey(units[0])
            if units.count > 1 {
                key = Self.pairKey(units[0], units[1])
                rest = rest.dropFirst()
            }
            repeat {
                node = children[key] ?? UInt64(values.count)
                if node == values.count {
                    children[key] = node
                    values.append(Self.none)
                }
                rest = rest.dropFirst()
                if let unit = rest.first {
                    parents.insert(node)
                    key = Self.key(node, unit)
                }
            } while !rest.isEmpty
            if values[Int(node)] == Self.none { values[Int(node)] = value }
        }
        // At most two thirds full: the slots that a look goes through lie in one line of a cache, and so more of them lie in the nearer.
        var bits: UInt64 = 4
        while 2 << bits < children.count * 3 { bits += 1 }
        shift = 64 - bits
        var edges = [UInt64](repeating: Self.free, count: 1 << bits)
        for (key, node) in children {
            var slot = Int((key &* Self.multiplier) >> shift)
            while edges[slot] != Self.free { slot = (slot + 1) & (edges.count - 1) }
            let goesOn = parents.contains(node)
            let value = values[Int(node)]
            edges[slot] =
                key << 24 | (goesOn ? Self.goesOn | node : UInt64(value)) | (value == Self.none ? 0 : Self.ends)
        }
        self.singles = singles
        self.pairs = pairs
        self.edges = edges
        self.values = values
    }

    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let goesOn: UInt64 = 1 << 23
    private static let ends: UInt64 = 1 << 22

    // Nodes are at most 2^22, so bit 39 of a key is free to tell the edges of first units from the others.
    private static func key(_ node: UInt64, _ unit: UInt16) -> UInt64 { node << 16 | UInt64(unit) }
    private static func singleKey(_ unit: UInt16) -> UInt64 { UInt64(unit) }
    private static func pairKey(_ first: UInt16, _ second: UInt16) -> UInt64 {
        1 << 39 | UInt64(first) << 16 | UInt64(second)
    }

    private static func insert(_ bit: UInt16, into words: inout [UInt64]) {
        words[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }

    @inline(__always)
    private static func hash(_ first: UInt16, _ second: UInt16) -> UInt16 { first &* 0x9E3D ^ second }

    @inline(__always)
    private func isSingle(_ unit: UInt16) -> Bool { singles[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }

    @inline(__always)
    private func mayBePair(_ first: UInt16, _ second: UInt16) -> Bool {
        let pair = Self.hash(first, second)
        return pairs[Int(pair >> 6)] >> UInt64(pair & 63) & 1 != 0
    }

    /// The longest word that begins at `start` and ends at or before `limit`.
    @inline(__always)
    func longest(in units: [UInt16], at start: Int, limit: Int) -> Match? {
        guard start < limit else { return nil }
        let first = units[start]
        if start + 1 < limit, mayBePair(first, units[start + 1]),
            let match = walk(units, from: start, limit: limit)
        {
            return match
        }
        return isSingle(first) ? single(first) : nil
    }

    private func walk(_ units: [UInt16], from start: Int, limit: Int) -> Match? {
        guard var edge = edge(Self.pairKey(units[start], units[start + 1])) else { return nil }
        var found: Match?
        var index = start + 2
        while true {
            if edge & Self.ends != 0 { found = Match(length: index - start, value: value(of: edge)) }
            guard edge & Self.goesOn != 0, index < limit, let next = self.edge(Self.key(edge & 0x3F_FFFF, units[index]))
            else { return found }
            edge = next
            index += 1
        }
    }

    /// The longest word that ends before `end` and begins at or after `limit`; for a reversed trie.
    @inline(__always)
    func longest(in units: [UInt16], endingAt end: Int, limit: Int) -> Match? {
        guard end > limit else { return nil }
        let last = units[end - 1]
        if end - 1 > limit, mayBePair(last, units[end - 2]), let match = walk(units, backFrom: end, limit: limit) {
            return match
        }
        return isSingle(last) ? single(last) : nil
    }

    private func walk(_ units: [UInt16], backFrom end: Int, limit: Int) -> Match? {
        guard var edge = edge(Self.pairKey(units[end - 1], units[end - 2])) else { return nil }
        var found: Match?
        var index = end - 2
        while true {
            if edge & Self.ends != 0 { found = Match(length: end - index, value: value(of: edge)) }
            guard edge & Self.goesOn != 0, index > limit,
                let next = self.edge(Self.key(edge & 0x3F_FFFF, units[index - 1]))
            else { return found }
            edge = next
            index -= 1
        }
    }

    private func single(_ unit: UInt16) -> Match? {
        edge(Self.singleKey(unit)).map { Match(length: 1, value: value(of: $0)) }
    }

    /// What the word stands for that ends with an edge.
    @inline(__always)
    private func value(of edge: UInt64) -> UInt32 {
        edge & Self.goesOn != 0 ? values[Int(edge & 0x3F_FFFF)] : UInt32(truncatingIfNeeded: edge & 0x3F_FFFF)
    }

    /// The edge of a key; nil where there is none.
    @inline(__always)
    private func edge(_ key: UInt64) -> UInt64? {
        var slot = Int((key &* Self.multiplier) >> shift)
        while true {
            let edge = edges[slot]
            if edge >> 24 == key { return edge }
            if edge == Self.free { return nil }
            slot = (slot + 1) & (edges.count - 1)
        }
    }
}
