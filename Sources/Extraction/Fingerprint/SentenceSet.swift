/// The hashes of a text's sentences.
///
/// A sentence is what ends in 。！？； and is not too short. So headings, menus, bylines and counters of visits, which have no
/// such end, count for nothing, and a change in them changes nothing.
struct SentenceSet {
    /// One hash for each sentence; repeated where it is.
    private(set) var hashes: [UInt64] = []

    /// With fewer sentences, texts that have nothing to do with each other have too many in common.
    static let fewest = 5
    /// What is shorter, in units without white space, stands in many texts (各位代表!).
    private static let shortest = 12

    /// The sentences of a text; its spaces count for nothing.
    init(_ text: FoldedText) {
        hashes.reserveCapacity(text.count / 48)
        var start = 0
        // What the text's end cuts off is none.
        for end in text.marks.positions(of: .stop, in: 0..<text.count) {
            defer { start = end + 1 }
            guard end - start >= Self.shortest, text.units[end] != "\n" else { continue }
            var (hash, hasSpace) = Self.hash(text.units[start..<end])
            var length = end - start
            if hasSpace {
                let dense = text.units[start..<end].filter { $0 != " " }
                hash = Self.hash(dense[...]).hash
                length = dense.count
            }
            if length >= Self.shortest { hashes.append(Self.mixed(hash)) }
        }
    }

    /// The hash of some units, and whether there is a space among them.
    ///
    /// Four units a step: the multiplications wait for each other.
    private static func hash(_ units: ArraySlice<UInt16>) -> (hash: UInt64, hasSpace: Bool) {
        let units = units.span
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var spaces: UInt64 = 0
        var index = 0
        while index &+ 4 <= units.count {
            let step = units.extracting(index..<index &+ 4)
            let four = UInt64(step[0]) | UInt64(step[1]) << 16 | UInt64(step[2]) << 32 | UInt64(step[3]) << 48
            // A bit is left at the top of each lane that was a space, and maybe of one above it.
            let lanes = four ^ 0x0020_0020_0020_0020
            spaces |= (lanes &- 0x0001_0001_0001_0001) & ~lanes & 0x8000_8000_8000_8000
            hash = (hash ^ four) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index &+= 4
        }
        while index < units.count {
            if units[index] == " " { spaces |= 1 }
            hash = (hash ^ UInt64(units[index])) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index &+= 1
        }
        return (hash, spaces != 0)
    }

    /// Spreads what differs in any bit over all of them.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// The smallest distinct hashes, cut to 31 bits.
    func sketch() -> [Int32] {
        // Most of them are not among the smallest, and need not be sorted.
        let share = UInt64(Int32.max) / UInt64(max(1, hashes.count)) * UInt64(Fingerprint.sketchSize * 3 / 2)
        let small = distinct(upTo: share)
        return small.count < Fingerprint.sketchSize ? distinct(upTo: .max) : small
    }

    private func distinct(upTo bound: UInt64) -> [Int32] {
        var values: [Int32] = []
        values.reserveCapacity(min(hashes.count, 2 * Fingerprint.sketchSize))
        for hash in hashes where hash >> 33 <= bound { values.append(Int32(truncatingIfNeeded: hash >> 33)) }
        values.sort()
        var sketch: [Int32] = []
        sketch.reserveCapacity(Fingerprint.sketchSize)
        for value in values where value != sketch.last {
            if sketch.count == Fingerprint.sketchSize { break }
            sketch.append(value)
        }
        return sketch
    }
}
