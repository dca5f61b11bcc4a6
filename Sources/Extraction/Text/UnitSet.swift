/// A set of folded units as one bit each: 8 KB, so that it stays in the nearest cache while a text is gone through.
struct UnitSet: Sendable {
    /// The bits, 64 a word.
    let words: [UInt64]

    /// The set of the units of `characters`.
    init(_ characters: String) { self.init(characters.utf16) }

    /// The set of `units`.
    init(_ units: some Sequence<UInt16>) {
        var words = [UInt64](repeating: 0, count: 1024)
        for unit in units { words[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
        self.words = words
    }

    /// Whether `unit` is in the set.
    @inline(__always)
    func contains(_ unit: UInt16) -> Bool { words[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }
}
