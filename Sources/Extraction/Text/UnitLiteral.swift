/// A unit of folded text is written as the character it stands for: `units[index] == "亿"`.
///
/// A literal of one character is folded to its number when compiling; one outside the basic plane has no single unit and traps.
/// Neither type is ours, but no other library of the product reads UTF-16, and rules that name characters can be checked by reading.
// swift-format-ignore: AvoidRetroactiveConformances
extension UInt16: @retroactive ExpressibleByUnicodeScalarLiteral {
    /// Takes the UTF-16 code unit of a character of the basic plane.
    @inlinable @inline(__always)
    public init(unicodeScalarLiteral character: Unicode.Scalar) {
        self = UInt16(character.value)
    }
}
