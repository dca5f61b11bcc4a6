/// An integer that is kept in fewer bits than it is reckoned with: what is made for each number of a text is copied often.
@propertyWrapper
public struct Narrow<Stored: FixedWidthInteger & Sendable>: Equatable, Sendable {
    private var stored: Stored

    /// The integer.
    public var wrappedValue: Int {
        get { Int(truncatingIfNeeded: stored) }
        set { stored = Stored(newValue) }
    }

    /// Keeps `wrappedValue`, which fits.
    public init(wrappedValue: Int) { stored = Stored(wrappedValue) }
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

/// An ordinal that many figures lack, in a quarter of the room of an optional integer.
@propertyWrapper
public struct NarrowOptional: Equatable, Sendable {
    private var stored: UInt32

    /// The ordinal; nil where there is none.
    public var wrappedValue: Int? {
        get { stored == .max ? nil : Int(stored) }
        set { stored = newValue.map { UInt32($0) } ?? .max }
    }

    /// Keeps `wrappedValue`, which is less than 2^32 - 1.
    public init(wrappedValue: Int?) { stored = wrappedValue.map { UInt32($0) } ?? .max }
}

/// A value that few figures have, in the room of a reference.
@propertyWrapper
public struct Seldom<Value: Equatable & Sendable>: Equatable, Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box?

    /// The value; nil where there is none.
    public var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map(Box.init) }
    }

    /// Keeps `wrappedValue`.
    public init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }

    /// Whether the values are the same.
    public static func == (first: Self, second: Self) -> Bool { first.box?.value == second.box?.value }
}
