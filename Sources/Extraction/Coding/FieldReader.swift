/// Reads what a ``FieldWriter`` wrote.
package struct FieldReader: Sendable {
    /// What is left ends in the middle of a field, or is none that was asked for.
    package struct Malformed: Error, Equatable {
        /// The only one.
        package init() {}
    }

    private let bytes: [UInt8]
    private var position = 0

    /// A reader at the start of `bytes`.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether everything has been read.
    package var isAtEnd: Bool { position == bytes.count }

    /// The next whole number.
    package mutating func integer() throws(Malformed) -> Int {
        guard bytes.count - position >= 8 else { throw Malformed() }
        var value = 0
        for index in 0..<8 { value |= Int(bytes[position + index]) << (8 * index) }
        position += 8
        return value
    }

    /// The next whole number or its absence.
    package mutating func optionalInteger() throws(Malformed) -> Int? { try flag() ? try integer() : nil }

    /// The next number that counts rows or characters: less than 2^32 - 1.
    package mutating func ordinal() throws(Malformed) -> Int {
        let number = try integer()
        guard (0..<Int(UInt32.max)).contains(number) else { throw Malformed() }
        return number
    }

    /// The next such number or its absence.
    package mutating func optionalOrdinal() throws(Malformed) -> Int? { try flag() ? try ordinal() : nil }

    /// The next truth value.
    package mutating func flag() throws(Malformed) -> Bool {
        guard position < bytes.count, bytes[position] <= 1 else { throw Malformed() }
        position += 1
        return bytes[position - 1] == 1
    }

    /// The next bytes.
    package mutating func block() throws(Malformed) -> [UInt8] {
        let count = try integer()
        guard count >= 0, count <= bytes.count - position else { throw Malformed() }
        position += count
        return Array(bytes[(position - count)..<position])
    }

    /// The next bytes or their absence.
    package mutating func optionalBlock() throws(Malformed) -> [UInt8]? { try flag() ? try block() : nil }

    /// The next text.
    package mutating func text() throws(Malformed) -> String { String(decoding: try block(), as: UTF8.self) }

    /// The next text or its absence.
    package mutating func optionalText() throws(Malformed) -> String? { try flag() ? try text() : nil }

    /// How many elements follow: never more than there are bytes left, whatever the number says.
    package mutating func count() throws(Malformed) -> Int {
        let count = try integer()
        guard (0...(bytes.count - position)).contains(count) else { throw Malformed() }
        return count
    }
}
