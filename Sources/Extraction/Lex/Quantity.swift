/// A number with its unit, as it stands in the text.
struct Quantity {
    /// First unit of the surface.
    @Narrow<UInt32> var start: Int
    /// Just past the surface.
    @Narrow<UInt32> var end: Int
    /// The value in the base unit; nil where redacted or a range.
    var value: ExactDecimal?
    /// The lower end of a range.
    var low: ExactDecimal?
    /// The upper end of a range.
    var high: ExactDecimal?
    /// Index of the unit in the vocabulary; -1 where none is written.
    @Narrow<Int32> var unit = -1
    /// Where a unit of several words stands, `元/亩`; empty otherwise.
    @Stretch var compound = 0..<0
    /// Whether the number is blanked out.
    var isRedacted = false
    /// Whether a 余 or 多 stands inside.
    var isMore = false
    /// Whether the quantity is a 第N.
    var isOrdinal = false
    /// Whether a 位 or 名 follows the ordinal.
    var hasPlaceWord = false
    /// Whether the number is written in Chinese numerals only.
    var isHan = false
    /// Whether a scale word was multiplied in.
    var isScaled = false
    /// Index of the clause it stands in.
    @Narrow<UInt32> var clause = 0

    /// Where the surface stands.
    var range: Range<Int> { start..<end }
}
