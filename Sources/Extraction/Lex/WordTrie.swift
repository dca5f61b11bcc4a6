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

    /// What words begin with, and where it leads: one line of a cache holds both.
    private struct Slot {
        /// Two units or, for a word of one, it and a zero; zero where the slot is free.
        var key: UInt32
        /// A bit for each of the units that may follow, by their lowest bits: few looks go on to ``steps`` in vain.
        var followers: UInt32 = 0
        var head: Step

        static func bit(_ unit: UInt16) -> UInt32 { 1 << UInt32(unit & 31) }
    }

    /// Which units are words by themselves.
    private let singles: UnitSet
    /// Which two units words begin with, by their hash.
    private let pairs: UnitSet
    /// How many units the longest word has.
    private let longestWord: Int
    /// What words begin with, by the hash of their keys.
    private let slots: [Slot]
    /// What follows behind the first two units, siblings side by side and in the order of their units.
    private let steps: [Step]
    private let shift: UInt32

    /// A trie of `words` with what they stand for, a number below 2^22; a word that stands twice keeps its first value.
    init(_ words: [(units: [UInt16], value: UInt32)], isReversed: Bool = false) {
        var list = words.filter { !$0.units.isEmpty }
        if isReversed { list = list.map { ($0.units.reversed(), $0.value) } }
        precondition(list.allSatisfy { $0.value < Step.valueLimit })
        longestWord = list.map(\.units.count).max() ?? 0
        // Of equal words the first stays in front: the sort is stable.
        list.sort { $0.units.lexicographicallyPrecedes($1.units) }
        let long = list.filter { $0.units.count > 1 }
        singles = UnitSet(list.lazy.filter { $0.units.count == 1 }.map { $0.units[0] })
        pairs = UnitSet(long.lazy.map { Self.hash($0.units[0], $0.units[1]) })

        var steps: [Step] = []
        var entries: [Slot] = []
        for word in list where word.units.count == 1 && entries.last?.key != Self.key(word.units[0], 0) {
            let head = Step(unit: 0, value: word.value, firstChild: nil)
            entries.append(Slot(key: Self.key(word.units[0], 0), head: head))
        }
        var rest = long[...]
        while let first = rest.first {
            let group = rest.prefix { $0.units[0] == first.units[0] && $0.units[1] == first.units[1] }
            let head = Self.step(group, depth: 2, &steps)
            var slot = Slot(key: Self.key(first.units[0], first.units[1]), head: head)
            for word in group where word.units.count > 2 { slot.followers |= Slot.bit(word.units[2]) }
            entries.append(slot)
            rest = rest.dropFirst(group.count)
        }
        precondition(steps.count < Step.childLimit)

        // Half full at most, so that a look goes through few slots.
        var bits: UInt32 = 4
        while 1 << bits < entries.count * 2 { bits += 1 }
        shift = 32 - bits
        let free = Slot(key: 0, head: Step(unit: 0, value: nil, firstChild: nil))
        var slots = [Slot](repeating: free, count: 1 << bits)
        for entry in entries {
            var index = Int((entry.key &* Self.multiplier) >> shift)
            while slots[index].key != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = entry
        }
        self.slots = slots
        self.steps = steps
    }

    /// A trie of the words in `text`, separated by white space, which stand for nothing.
    convenience init(_ text: String, isReversed: Bool = false) {
        self.init(text.split(whereSeparator: \.isWhitespace).map { (Array($0.utf16), 0) }, isReversed: isReversed)
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

    /// Whether all units of `range` are one word.
    @inline(__always)
    func holds(_ units: [UInt16], _ range: Range<Int>) -> Bool {
        range.count <= longestWord
            && longest(in: units, at: range.lowerBound, limit: range.upperBound)?.length == range.count
    }

    private func walk(_ units: [UInt16], from start: Int, limit: Int) -> Match? {
        guard let slot = slot(Self.key(units[start], units[start + 1])) else { return nil }
        var step = slot.head
        var found: Match?
        var index = start + 2
        if index >= limit || slot.followers & Slot.bit(units[index]) == 0 {
            return step.ends ? Match(length: 2, value: step.value) : nil
        }
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
        guard let slot = slot(Self.key(units[end - 1], units[end - 2])) else { return nil }
        var step = slot.head
        var found: Match?
        var index = end - 2
        if index <= limit || slot.followers & Slot.bit(units[index - 1]) == 0 {
            return step.ends ? Match(length: 2, value: step.value) : nil
        }
        while true {
            if step.ends { found = Match(length: end - index, value: step.value) }
            guard step.goesOn, index > limit, let next = child(units[index - 1], of: step) else { return found }
            step = next
            index -= 1
        }
    }

    private func single(_ unit: UInt16) -> Match? {
        slot(Self.key(unit, 0)).map { Match(length: 1, value: $0.head.value) }
    }

    /// What is known of what words begin with; nil where none begins so.
    @inline(__always)
    private func slot(_ key: UInt32) -> Slot? {
        var index = Int((key &* Self.multiplier) >> shift)
        while true {
            let slot = slots[index]
            if slot.key == key { return slot }
            if slot.key == 0 { return nil }
            index = (index + 1) & (slots.count - 1)
        }
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
