/// What a text says, in a few hundred bytes: enough to find the texts that say nearly the same, and to tell how nearly.
///
/// Built from the set of the text's sentences, so that order, repetition, line breaks and white space do not matter.
/// Stored fingerprints are compared with those of later versions: how they are computed must never change.
public struct Fingerprint: Sendable, Equatable {
    /// The smallest hashes of the sentences, ascending; all of them where there are fewer than ``sketchSize``.
    public let sketch: [Int32]
    /// Keys of which texts that are alike share at least one.
    ///
    /// Each is made of the smallest hash in each of two orders (MinHash). Two texts with the share s of their sentences in common have a
    /// key in common with probability s², and one of four with 1 - (1 - s²)⁴: 0.93 for 0.7, 0.983 for 0.8, 0.9987 for 0.9.
    public let bands: [Int64]
    /// A bit for each hash of the sketch, by its lowest byte; the first bit is the highest of the first of 32 bytes.
    ///
    /// Texts that are alike have more than half of their bits in common, those that share a key by chance hardly a third.
    public let mask: [UInt8]

    /// How many hashes a sketch has at most.
    public static let sketchSize = 64

    /// The fingerprint with a sketch, of which all else is made; `gongbao.fingerprint_bands()` and `fingerprint_mask()` do the same.
    public init(sketch: [Int32]) {
        self.sketch = sketch
        bands = stride(from: 0, to: Self.orders.count, by: 2).map { order in
            Int64(Self.smallest(sketch, in: order)) << 31 | Int64(Self.smallest(sketch, in: order + 1))
        }
        var mask = [UInt8](repeating: 0, count: 32)
        for hash in sketch { mask[Int(hash >> 3 & 31)] |= 0x80 >> UInt8(hash & 7) }
        self.mask = mask
    }

    /// The fingerprint of a text; nil where it has too few sentences to be told from others.
    init?(_ text: FoldedText) {
        let sentences = SentenceSet(text)
        guard sentences.hashes.count >= SentenceSet.fewest else { return nil }
        self.init(sketch: sentences.sketch())
    }

    private static func smallest(_ sketch: [Int32], in order: Int) -> UInt32 {
        let (turn, factor) = orders[order]
        var smallest = UInt32.max
        for hash in sketch { smallest = min(smallest, (UInt32(bitPattern: hash) ^ turn) &* factor & 0x7FFF_FFFF) }
        return smallest
    }

    /// What turns one order of the 31-bit hashes into another; the factors are odd.
    private static let orders: [(turn: UInt32, factor: UInt32)] = [
        (726_207_246, 1_813_011_445), (1_843_993_675, 1_478_539_241),
        (254_390_134, 1_538_759_597), (1_540_503_702, 2_057_933_999),
        (1_532_997_790, 171_091_453), (1_757_119_435, 930_035_545),
        (156_702_737, 1_874_044_015), (1_790_283_741, 1_069_239_867),
    ]

    /// How much two texts have in common, from 0 to 1: the sentences that stand in both, as a share of those in either.
    ///
    /// Exact for texts of fewer than ``sketchSize`` sentences, else within some 0.05. `gongbao.similarity()` does the same.
    public func similarity(to other: Fingerprint) -> Double {
        // Up to here both sketches are complete.
        let bounds = [self, other].compactMap { $0.sketch.count < Self.sketchSize ? nil : $0.sketch.last }
        let bound = bounds.min() ?? .max
        let (own, others) = (Set(sketch.filter { $0 <= bound }), Set(other.sketch.filter { $0 <= bound }))
        let either = own.union(others).count
        return either == 0 ? 0 : Double(own.intersection(others).count) / Double(either)
    }
}
