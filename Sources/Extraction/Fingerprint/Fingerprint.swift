/// What a text says, in a few hundred bytes: enough to find the texts that say nearly the same, and to tell how nearly.
///
/// Built from the set of the text's sentences, so that order, repetition, line breaks and white space do not matter.
/// Stored fingerprints are compared with those of later versions: how they are computed must never change.
public struct Fingerprint: Sendable, Equatable {
    /// The smallest hashes of the sentences, ascending; all of them where there are fewer than ``sketchSize``.
    public var sketch: [Int32]
    /// Keys of which texts that are alike share at least one; see ``SentenceSet/bands()``.
    public var bands: [Int64]

    /// How many hashes a sketch has at most.
    public static let sketchSize = 64
    /// How many bands there are.
    public static let bandCount = 6

    /// A fingerprint as it was stored.
    public init(sketch: [Int32], bands: [Int64]) {
        self.sketch = sketch
        self.bands = bands
    }

    /// The fingerprint of a text; nil where it has too few sentences to be told from others.
    init?(_ text: FoldedText) {
        let sentences = SentenceSet(text)
        guard sentences.hashes.count >= SentenceSet.fewest else { return nil }
        self.init(sketch: sentences.sketch(), bands: sentences.bands())
    }

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
