/// Finds the longest word of a list at a place in a text, forwards or backwards.
///
/// Most places in a text begin no word: two small sets of bits, of the words of one unit and of the first two units of the
/// others, tell so before the trie is asked. A table leads from the first two units to the rest of the words, whose units
/// lie side by side: few lines of a cache hold what one look needs.
final class WordTrie: Sendable {
    /// A word that was found: how many units it has, and what it stands for.
    struct Match {
        /// How many units the word has.
        var length: Int
        /// The number that the word was entered with.
        var value: UInt32
    }

    /// One unit further into a word: 16 bits of the unit, 1 for the last of its siblings, 1 for whether a word ends here, 1
    /// for whether one goes on, 22 of what the word that ends here stands for, 23 of where the units behind begin.
    private struct Step {
        var bits: UInt64

        static let valueLimit = 1 << 22
        static let childLimit = 1 << 23

        init(unit: UInt16, value: UInt32?, firstChild: Int?) {
            bits = UInt64(unit) << 48
            if let value { bits |= 1 << 46 | UInt64(value) << 23 }
            if let firstChild { bits |= 1 << 45 | UInt64(firstChild) }
        }

        var unit: UInt16 { UInt16(truncatingIfNeeded: bits >> 48) }
        var isLast: Bool {
            get { bits & 1 << 47 != 0 }
            set { bits |= newValue ? 1 << 47 : 0 }
        }
        var ends: Bool { bits & 1 << 46 != 0 }
        var goesOn: Bool { bits & 1 << 45 != 0 }
        var value: UInt32 { UInt32(truncatingIfNeeded: bits >> 23) & 0x3F_FFFF }
        var firstChild: Int { Int(bits & 0x7F_FFFF) }
    }

    /// Which units are words by themselves.
    private let singles: UnitSet
    /// Which two units words begin with, by their hash.
    private let pairs: UnitSet
    /// What words begin with, two units or, for a word of one, it and a zero, by their hash; zero where a slot is free.
    private let keys: [UInt32]
    /// Where each of ``keys`` leads.
    private let heads: [Step]
    /// What follows behind the first two units, siblings side by side and in the order of their units.
    private let steps: [Step]
    private let shift: UInt32

    /// A trie of `words` with what they stand for, a number below 2^22; a word that stands twice keeps its first value.
    init(_ words: [(units: [UInt16], value: UInt32)], isReversed: Bool = false) {
        var list = words.filter { !$0.units.isEmpty }
        if isReversed { list = list.map { ($0.units.reversed(), $0.value) } }
        precondition(list.allSatisfy { $0.value < Step.valueLimit })
        // Of equal words the first stays in front: the sort is stable.
        list.sort { $0.units.lexicographicallyPrecedes($1.units) }
        let long = list.filter { $0.units.count > 1 }
        singles = UnitSet(list.lazy.filter { $0.units.count == 1 }.map { $0.units[0] })
        pairs = UnitSet(long.lazy.map { Self.hash($0.units[0], $0.units[1]) })

        var steps: [Step] = []
        var entries: [(key: UInt32, head: Step)] = []
        for word in list where word.units.count == 1 && entries.last?.key != Self.key(word.units[0], 0) {
            entries.append((Self.key(word.units[0], 0), Step(unit: 0, value: word.value, firstChild: nil)))
        }
        var rest = long[...]
        while let first = rest.first {
            let group = rest.prefix { $0.units[0] == first.units[0] && $0.units[1] == first.units[1] }
            entries.append((Self.key(first.units[0], first.units[1]), Self.step(group, depth: 2, &steps)))
            rest = rest.dropFirst(group.count)
        }
        precondition(steps.count < Step.childLimit)

        // Half full at most, so that a look goes through few slots.
        var bits: UInt32 = 4
        while 1 << bits < entries.count * 2 { bits += 1 }
        shift = 32 - bits
        var keys = [UInt32](repeating: 0, count: 1 << bits)
        var heads = [Step](repeating: Step(unit: 0, value: nil, firstChild: nil), count: 1 << bits)
        for (key, head) in entries {
            var slot = Int((key &* Self.multiplier) >> shift)
            while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
            (keys[slot], heads[slot]) = (key, head)
        }
        self.keys = keys
        self.heads = heads
        self.steps = steps
    }

    /// The step that ends `depth` units into the words of a sorted group, which are alike so far; what follows goes to `steps`.
    private static func step(
        _ group: ArraySlice<(units: [UInt16], value: UInt32)>,
        depth: Int,
        _ steps: inout [Step]
    ) -> Step {
        let unit = group.first.map { $0.units[depth - 1] } ?? 0
        let value = group.first.flatMap { $0.units.count == depth ? $0.value : nil }
        var longer = group.drop { $0.units.count == depth }
        guard !longer.isEmpty else { return Step(unit: unit, value: value, firstChild: nil) }
        var children: [ArraySlice<(units: [UInt16], value: UInt32)>] = []
        while let first = longer.first {
            children.append(longer.prefix { $0.units[depth] == first.units[depth] })
            longer = longer.dropFirst(children[children.count - 1].count)
        }
        let firstChild = steps.count
        steps += children.map { _ in Step(unit: 0, value: nil, firstChild: nil) }
        for (index, child) in children.enumerated() {
            let step = step(child, depth: depth + 1, &steps)
            steps[firstChild + index] = step
        }
        steps[firstChild + children.count - 1].isLast = true
        return Step(unit: unit, value: value, firstChild: firstChild)
    }

    private static let multiplier: UInt32 = 0x9E37_79B9

    private static func key(_ first: UInt16, _ second: UInt16) -> UInt32 { UInt32(first) << 16 | UInt32(second) }

    @inline(__always)
    private static func hash(_ first: UInt16, _ second: UInt16) -> UInt16 { first &* 0x9E3D ^ second }

    /// The longest word that begins at `start` and ends at or before `limit`.
    @inline(__always)
    func longest(in units: [UInt16], at start: Int, limit: Int) -> Match? {
        guard start < limit else { return nil }
        let first = units[start]
        if start + 1 < limit, pairs.contains(Self.hash(first, units[start + 1])),
            let match = walk(units, from: start, limit: limit)
        {
            return match
        }
        return singles.contains(first) ? single(first) : nil
    }

    private func walk(_ units: [UInt16], from start: Int, limit: Int) -> Match? {
        guard var step = head(Self.key(units[start], units[start + 1])) else { return nil }
        var found: Match?
        var index = start + 2
        while true {
            if step.ends { found = Match(length: index - start, value: step.value) }
            guard step.goesOn, index < limit, let next = child(units[index], of: step) else { return found }
            step = next
            index += 1
        }
    }

    /// The longest word that ends before `end` and begins at or after `limit`; for a reversed trie.
    @inline(__always)
    func longest(in units: [UInt16], endingAt end: Int, limit: Int) -> Match? {
        guard end > limit else { return nil }
        let last = units[end - 1]
        if end - 1 > limit, pairs.contains(Self.hash(last, units[end - 2])),
            let match = walk(units, backFrom: end, limit: limit)
        {
            return match
        }
        return singles.contains(last) ? single(last) : nil
    }

    private func walk(_ units: [UInt16], backFrom end: Int, limit: Int) -> Match? {
        guard var step = head(Self.key(units[end - 1], units[end - 2])) else { return nil }
        var found: Match?
        var index = end - 2
        while true {
            if step.ends { found = Match(length: end - index, value: step.value) }
            guard step.goesOn, index > limit, let next = child(units[index - 1], of: step) else { return found }
            step = next
            index -= 1
        }
    }

    private func single(_ unit: UInt16) -> Match? {
        head(Self.key(unit, 0)).map { Match(length: 1, value: $0.value) }
    }

    /// Where what words begin with leads; nil where none begins so.
    @inline(__always)
    private func head(_ key: UInt32) -> Step? {
        var slot = Int((key &* Self.multiplier) >> shift)
        while keys[slot] != key {
            if keys[slot] == 0 { return nil }
            slot = (slot + 1) & (keys.count - 1)
        }
        return heads[slot]
    }

    /// The step for `unit` among those behind `step`, which goes on; nil where there is none.
    @inline(__always)
    private func child(_ unit: UInt16, of step: Step) -> Step? {
        var index = step.firstChild
        while true {
            let child = steps[index]
            if child.unit == unit { return child }
            if child.isLast || child.unit > unit { return nil }
            index &+= 1
        }
    }
}
