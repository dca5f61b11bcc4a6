/// An exact decimal number: `mantissa` × 10^-`scale`.
public struct ExactDecimal: Sendable, Hashable, CustomStringConvertible {
    // In pieces, because an Int128 takes twice the room for its alignment, and figures are many.
    private let high: Int64
    private let low: UInt64
    private let places: UInt8

    /// The digits with their sign.
    public var mantissa: Int128 { Int128(high) << 64 | Int128(low) }
    /// How many of the digits stand behind the point, 0 to 38.
    public var scale: Int { Int(places) }

    /// The most digits that a number in a report may have; a longer one is no figure.
    public static let digitLimit = 30

    /// `mantissa` × 10^-`scale`.
    public init(mantissa: Int128, scale: Int = 0) {
        high = Int64(truncatingIfNeeded: mantissa >> 64)
        low = UInt64(truncatingIfNeeded: mantissa)
        places = UInt8(scale)
    }

    /// This number times 10^`power`, exactly; nil where it would have too many digits.
    public func scaled(byPowerOfTen power: Int) -> ExactDecimal? {
        guard power > scale else { return ExactDecimal(mantissa: mantissa, scale: scale - power) }
        var result = mantissa
        for _ in 0..<(power - scale) {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return ExactDecimal(mantissa: result)
    }

    /// The number with its sign turned.
    public var negated: ExactDecimal { ExactDecimal(mantissa: -mantissa, scale: scale) }

    /// Plain decimal notation, trailing zeros behind the point kept: `-1.170`.
    public var description: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
