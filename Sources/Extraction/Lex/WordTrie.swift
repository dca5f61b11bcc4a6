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
    /// The edges: 24 bits of a node, 16 of the unit, 24 of the node behind.
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
        for (units, value) in words where !units.isEmpty {
            let units = isReversed ? units.reversed() : units
            if units.count == 1 {
                Self.insert(units[0], into: &singles)
            } else {
                Self.insert(Self.hash(units[0], units[1]), into: &pairs)
            }
            var node: UInt64 = 0
            for unit in units {
                let key = node << 16 | UInt64(unit)
                node = children[key] ?? UInt64(values.count)
                if node == values.count {
                    children[key] = node
                    values.append(Self.none)
                }
            }
            if values[Int(node)] == Self.none { values[Int(node)] = value }
        }
        // At most a quarter full, so that most looks find their edge or a free slot at once.
        var bits: UInt64 = 4
        while 1 << bits < children.count * 4 { bits += 1 }
        shift = 64 - bits
        var edges = [UInt64](repeating: Self.free, count: 1 << bits)
        for (key, node) in children {
            var slot = Int((key &* Self.multiplier) >> shift)
            while edges[slot] != Self.free { slot = (slot + 1) & (edges.count - 1) }
            edges[slot] = key << 24 | node
        }
        self.singles = singles
        self.pairs = pairs
        self.edges = edges
        self.values = values
    }

    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func insert(_ bit: UInt16, into words: inout [UInt64]) {
        words[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }

    @inline(__always)
    private static func hash(_ first: UInt16, _ second: UInt16) -> UInt16 { first &* 0x9E3D ^ second }

    /// Whether a word may begin with `first` where `second` follows; false means that none does.
    @inline(__always)
    private func mayBegin(_ first: UInt16, _ second: UInt16) -> Bool {
        let pair = Self.hash(first, second)
        let single = singles[Int(first >> 6)] >> UInt64(first & 63)
        return (single | pairs[Int(pair >> 6)] >> UInt64(pair & 63)) & 1 != 0
    }

    /// The longest word that begins at `start` and ends at or before `limit`.
    @inline(__always)
    func longest(in units: [UInt16], at start: Int, limit: Int) -> Match? {
        guard start < limit, mayBegin(units[start], start + 1 < limit ? units[start + 1] : 0) else { return nil }
        return walk(units, from: start, limit: limit)
    }

    private func walk(_ units: [UInt16], from start: Int, limit: Int) -> Match? {
        var node = 0
        var found: Match?
        for index in start..<limit {
            guard let next = child(of: node, units[index]) else { break }
            node = next
            let value = values[node]
            if value != Self.none { found = Match(length: index + 1 - start, value: value) }
        }
        return found
    }

    /// The longest word that ends before `end` and begins at or after `limit`; for a reversed trie.
    @inline(__always)
    func longest(in units: [UInt16], endingAt end: Int, limit: Int) -> Match? {
        guard end > limit, mayBegin(units[end - 1], end - 1 > limit ? units[end - 2] : 0) else { return nil }
        return walk(units, backFrom: end, limit: limit)
    }

    private func walk(_ units: [UInt16], backFrom end: Int, limit: Int) -> Match? {
        var node = 0
        var found: Match?
        var index = end
        while index > limit, let next = child(of: node, units[index - 1]) {
            node = next
            index -= 1
            let value = values[node]
            if value != Self.none { found = Match(length: end - index, value: value) }
        }
        return found
    }

    @inline(__always)
    private func child(of node: Int, _ unit: UInt16) -> Int? {
        let key = UInt64(node) << 16 | UInt64(unit)
        var slot = Int((key &* Self.multiplier) >> shift)
        while true {
            let edge = edges[slot]
            if edge >> 24 == key { return Int(edge & 0xFF_FFFF) }
            if edge == Self.free { return nil }
            slot = (slot + 1) & (edges.count - 1)
        }
    }
}
