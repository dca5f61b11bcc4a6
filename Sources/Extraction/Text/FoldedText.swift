/// A body as the rules read it: one UInt16 for each scalar that matters, with the way back to the body.
///
/// Folding is one to one or drops scalars: full-width forms become half-width, dashes and colons one form each, and what
/// only disturbs (zero-width characters, spaces between Han characters and digits, CR, note marks, watermarks, soft line breaks) is
/// dropped. A newline unit is a real paragraph break. The body itself is never changed: offsets into it are recovered with
/// ``scalarOffset(of:)``.
struct FoldedText: Sendable {
    /// What a scalar beyond the basic plane folds to, but for pictures, which are bullets.
    static let beyondPlane: UInt16 = 0xFFFF

    /// The folded scalars; a scalar beyond the BMP stands as ``beyondPlane``.
    let units: [UInt16]
    /// Where the passes find what they look for.
    let marks: UnitMarks
    private let origin: Origin

    /// Where the units stand in the body; one object, so that handing a text on counts few references.
    private final class Origin: Sendable {
        /// Where each unit and the end stand, in scalars: 4 GiB at most.
        let places: ScalarPlaces
        /// Where every so many scalars stand, in bytes.
        let bytes: [UInt32]

        init(places: ScalarPlaces, bytes: [UInt32]) {
            self.places = places
            self.bytes = bytes
        }
    }

    /// Folds UTF-8; an invalid byte counts as one scalar, U+FFFD.
    init(_ body: Span<UInt8>) {
        var decoder = BodyDecoder()
        decoder.decode(body)
        let bytes = decoder.bytes
        var unfolding = LineUnfolding(decoder)
        unfolding.unfold()
        origin = Origin(places: unfolding.places, bytes: bytes)
        units = unfolding.folded
        marks = UnitMarks(units)
    }

    /// How many folded units there are.
    var count: Int { units.count }

    /// The unit at `index`; 0 from `limit` on.
    func unit(at index: Int, limit: Int) -> UInt16 { index < limit ? units[index] : 0 }

    /// Scalar offset in the body of the unit at `index`; `count` gives the body's length.
    func scalarOffset(of index: Int) -> Int { origin.places[index] }

    /// Scalar offset in the body just past the unit before `index`: where a range that ends at `index` ends.
    func scalarEnd(of index: Int) -> Int { index == 0 ? 0 : origin.places[index - 1] + 1 }

    /// How many scalars of the body were dropped between the unit before `index` and the one at `index`.
    func gap(before index: Int) -> Int {
        index > 0 && index < units.count ? scalarOffset(of: index) - scalarEnd(of: index) : 0
    }

    /// The first index behind `index` before which scalars of the body may have been dropped.
    func nextGap(behind index: Int) -> Int { origin.places.runEnd(of: index) }

    /// Where a range, which is not empty, stands in the body, in scalars.
    func scalars(of range: Range<Int>) -> Range<Int> { origin.places.scalars(of: range) }

    /// The body's own characters between two folded indices.
    func original(_ range: Range<Int>, in body: Span<UInt8>) -> String {
        range.isEmpty ? "" : original(scalars: scalars(of: range), in: body)
    }

    /// The body's own characters in a range of its scalars, which is not empty.
    func original(scalars: Range<Int>, in body: Span<UInt8>) -> String {
        let start = byteOffset(ofScalar: scalars.lowerBound, in: body)
        let last =
            scalars.count <= BodyDecoder.stride
            ? offset(start, plus: scalars.count - 1, in: body)
            : byteOffset(ofScalar: scalars.upperBound - 1, in: body)
        let end = last + BodyDecoder.scalar(in: body, at: last).length
        if let valid = try? UTF8Span(validating: body.extracting(start..<end)) { return String(copying: valid) }
        return String(decoding: (start..<end).map { body[$0] }, as: UTF8.self)
    }

    /// Byte offset in the body of one of its scalars: counted from the last that was written down.
    private func byteOffset(ofScalar place: Int, in body: Span<UInt8>) -> Int {
        offset(Int(origin.bytes[place / BodyDecoder.stride]), plus: place % BodyDecoder.stride, in: body)
    }

    private func offset(_ start: Int, plus scalars: Int, in body: Span<UInt8>) -> Int {
        var offset = start
        for _ in 0..<scalars { offset &+= BodyDecoder.length(in: body, at: offset) }
        return offset
    }

    /// Whether the units from `index` on begin with those of `words`.
    func matches(_ words: [UInt16], at index: Int) -> Bool {
        guard index >= 0, index + words.count <= units.count else { return false }
        for offset in words.indices where units[index + offset] != words[offset] { return false }
        return true
    }

    /// The folded units between two indices, as text for comparison; not the body's own characters.
    func folded(_ range: Range<Int>) -> String { String(decoding: units[range], as: UTF16.self) }
}
