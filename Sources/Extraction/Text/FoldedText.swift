/// A body as the rules read it: one UInt16 for each scalar that matters, with the way back to the body.
///
/// Folding is one to one or drops scalars: full-width forms become half-width, dashes and colons one form each, and what
/// only disturbs (zero-width characters, spaces between two Han characters, CR) is dropped. The body itself is never
/// changed: offsets into it are recovered with ``scalarOffset(of:)``.
struct FoldedText: Sendable {
    /// The folded scalars; a scalar beyond the BMP stands as U+FFFF.
    private(set) var units: [UInt16] = []
    /// Scalar offset in the body of each folded unit, and of the end.
    private(set) var scalarOffsets: [UInt32] = []
    /// Byte offset in the body of each folded unit, and of the end.
    private(set) var byteOffsets: [UInt32] = []

    /// Folds UTF-8; an invalid byte counts as one scalar, U+FFFD.
    init(_ body: Span<UInt8>) {
        units.reserveCapacity(body.count / 2)
        scalarOffsets.reserveCapacity(body.count / 2)
        byteOffsets.reserveCapacity(body.count / 2)
        var index = 0
        var scalarIndex: UInt32 = 0
        while index < body.count {
            let (scalar, length) = Self.scalar(in: body, at: index)
            if let unit = Self.folded(scalar) {
                units.append(unit)
                scalarOffsets.append(scalarIndex)
                byteOffsets.append(UInt32(index))
            }
            index += length
            scalarIndex += 1
        }
        scalarOffsets.append(scalarIndex)
        byteOffsets.append(UInt32(body.count))
    }

    /// How many folded units there are.
    var count: Int { units.count }

    /// Scalar offset in the body of the unit at `index`; `count` gives the body's length.
    func scalarOffset(of index: Int) -> Int { Int(scalarOffsets[index]) }

    /// Scalar offset in the body just past the unit before `index`: where a range that ends at `index` ends.
    func scalarEnd(of index: Int) -> Int { index == 0 ? 0 : Int(scalarOffsets[index - 1]) + 1 }

    /// The body's own characters between two folded indices.
    func original(_ range: Range<Int>, in body: Span<UInt8>) -> String {
        guard !range.isEmpty else { return "" }
        let start = Int(byteOffsets[range.lowerBound])
        let last = Int(byteOffsets[range.upperBound - 1])
        let end = last + Self.scalar(in: body, at: last).length
        return String(decoding: (start..<end).map { body[$0] }, as: UTF8.self)
    }

    private static func scalar(in body: Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        let first = body[index]
        if first < 0x80 { return (UInt32(first), 1) }
        func tail(_ offset: Int) -> UInt32? {
            guard index + offset < body.count, body[index + offset] & 0xC0 == 0x80 else { return nil }
            return UInt32(body[index + offset] & 0x3F)
        }
        if first >= 0xE0, first < 0xF0, let second = tail(1), let third = tail(2) {
            return (UInt32(first & 0x0F) << 12 | second << 6 | third, 3)
        }
        if first >= 0xC2, first < 0xE0, let second = tail(1) { return (UInt32(first & 0x1F) << 6 | second, 2) }
        if first >= 0xF0, first < 0xF5, let second = tail(1), let third = tail(2), let fourth = tail(3) {
            return (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
        }
        return (0xFFFD, 1)
    }

    private static func folded(_ scalar: UInt32) -> UInt16? {
        switch scalar {
        case 0x0D, 0xFEFF, 0x200B...0x200F: nil
        case 0x3000, 0xA0: 0x20
        case 0xFF01...0xFF5E: UInt16(scalar - 0xFEE0)
        case 0x10000...: 0xFFFF
        default: UInt16(scalar)
        }
    }
}
