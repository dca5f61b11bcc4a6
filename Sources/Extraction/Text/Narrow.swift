/// An integer that is kept in fewer bits than it is reckoned with: what is made for each number of a text is copied often.
@propertyWrapper
struct Narrow<Stored: FixedWidthInteger & Sendable>: Equatable, Sendable {
    private var stored: Stored

    /// The integer.
    var wrappedValue: Int {
        get { Int(truncatingIfNeeded: stored) }
        set { stored = Stored(newValue) }
    }

    /// Keeps `wrappedValue`, which fits.
    init(wrappedValue: Int) { stored = Stored(wrappedValue) }
}

/// A stretch of a text, whose units are fewer than 2^32, in half the room of a range.
@propertyWrapper
struct Stretch: Equatable, Sendable {
    @Narrow<UInt32> private var start: Int
    @Narrow<UInt32> private var end: Int

    /// The stretch.
    var wrappedValue: Range<Int> {
        get { start..<end }
        set { (start, end) = (newValue.lowerBound, newValue.upperBound) }
    }

    /// Keeps `wrappedValue`.
    init(wrappedValue: Range<Int>) { (start, end) = (wrappedValue.lowerBound, wrappedValue.upperBound) }
}
