import Glibc

/// Writes rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format").
///
/// A value: a copy goes its own way from the next row on.
package struct BinaryCopyWriter: @unchecked Sendable {
    // Changed by one writer only: ``row(fields:)`` takes a buffer of its own before it writes into one that is shared.
    private var buffer = CopyBuffer(capacity: 256)
    private var count = 0

    /// A writer with nothing in it but the header.
    package init() {
        for byte in [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] as [UInt8] { integer(byte) }
        integer(UInt64(0))
    }

    /// How many bytes there are so far.
    package var byteCount: Int { count }

    /// Whether there is no row.
    var isEmpty: Bool { count == Self.headerSize }

    private static let headerSize = 19

    /// Lends the rows without the trailer, to be followed by those of other writers.
    func withRows<Value, Failure: Error>(
        withHeader: Bool,
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let start = withHeader ? 0 : Self.headerSize
        defer { withExtendedLifetime(buffer) {} }
        return try body(UnsafeRawBufferPointer(start: buffer.base + start, count: count - start))
    }

    /// What follows the last row.
    static var trailer: [UInt8] { [0xFF, 0xFF] }

    /// Makes room for `byteCount` more bytes at once.
    package mutating func reserve(_ byteCount: Int) {
        guard buffer.capacity - count < byteCount else { return }
        buffer = CopyBuffer(capacity: max(count + byteCount, 2 * buffer.capacity), from: buffer, count: count)
    }

    /// Everything written, with the trailer.
    package consuming func finish() -> [UInt8] {
        withRows(withHeader: true) { Array($0) } + Self.trailer
    }

    /// Begins a row of `count` fields.
    package mutating func row(fields: Int) {
        if !isKnownUniquelyReferenced(&buffer) {
            buffer = CopyBuffer(capacity: buffer.capacity, from: buffer, count: count)
        }
        integer(UInt16(truncatingIfNeeded: fields))
    }

    /// Appends NULL.
    package mutating func null() { integer(UInt32.max) }

    /// Appends a smallint; NULL for nil.
    package mutating func int16(_ value: Int?) {
        guard let value else { return null() }
        integer(UInt32(2))
        integer(UInt16(bitPattern: Int16(clamping: value)))
    }

    /// Appends an integer; NULL for nil.
    package mutating func int32(_ value: Int?) {
        guard let value else { return null() }
        // Length and value in one store.
        integer(UInt64(4) << 32 | UInt64(UInt32(bitPattern: Int32(clamping: value))))
    }

    /// Appends a bigint; NULL for nil.
    package mutating func int64(_ value: Int64?) {
        guard let value else { return null() }
        integer(UInt32(8))
        integer(UInt64(bitPattern: value))
    }

    /// Appends a boolean.
    package mutating func bool(_ value: Bool) {
        integer(UInt32(1))
        integer(UInt8(value ? 1 : 0))
    }

    /// Appends text or an enum's label; NULL for nil.
    ///
    /// PostgreSQL refuses NUL in text, so it becomes U+FFFD here rather than the failure of a whole batch.
    package mutating func text(_ value: String?) {
        guard var value else { return null() }
        value.withUTF8 { appendText($0) }
    }

    /// The same for text that is there as UTF-8; a character keeps its place, because U+FFFD is one as NUL was.
    package mutating func text(utf8 value: [UInt8]?) {
        guard let value else { return null() }
        value.withUnsafeBufferPointer { appendText($0) }
    }

    /// Appends bytes as text or bytea; NULL for nil.
    package mutating func bytes(_ value: [UInt8]?) {
        guard let value else { return null() }
        value.withUnsafeBytes { append($0) }
    }

    /// Appends a date given in days since 2000-01-01; NULL for nil.
    package mutating func date(daysSince2000 value: Int?) { int32(value) }

    /// Appends a one-dimensional `text[]`.
    package mutating func textArray(_ values: [String]) {
        let lengthAt = count
        integer(UInt32(0))
        let start = count
        integer(UInt32(values.isEmpty ? 0 : 1))
        integer(UInt32(0))
        integer(UInt32(25))
        if !values.isEmpty {
            integer(UInt32(values.count))
            integer(UInt32(1))
            for value in values { text(value) }
        }
        store(UInt32(count - start), at: lengthAt)
    }

    /// Appends a one-dimensional `integer[]` that is not empty.
    package mutating func int32Array(_ values: [Int32]) {
        arrayHeader(count: values.count, element: 23, size: 4)
        for value in values { integer(UInt64(4) << 32 | UInt64(UInt32(bitPattern: value))) }
    }

    /// Appends a one-dimensional `bigint[]` that is not empty.
    package mutating func int64Array(_ values: [Int64]) {
        arrayHeader(count: values.count, element: 20, size: 8)
        for value in values { int64(value) }
    }

    /// Appends a `bit(n)` of whole bytes, the first bit highest.
    package mutating func bits(_ bytes: [UInt8]) {
        integer(UInt64(4 + bytes.count) << 32 | UInt64(8 * bytes.count))
        reserve(bytes.count)
        memcpy(buffer.base + count, bytes, bytes.count)
        count += bytes.count
    }

    /// What comes before the elements of an array, all of one size: bytes, dimensions, no nulls, type, count, lower bound.
    private mutating func arrayHeader(count: Int, element: UInt32, size: Int) {
        integer(UInt32(20 + count * (4 + size)))
        for field in [1, 0, element, UInt32(count), 1] { integer(field) }
    }

    /// Appends the numeric `mantissa` × 10^-`scale`, exactly.
    package mutating func numeric(mantissa: Int128, scale: Int) {
        let lengthAt = count
        // Length, count of digits, weight, sign and scale come before the digits and are known after them.
        reserve(12 + 2 * 11)
        count += 12
        let start = count
        // Base-10000 digits around the point: shift the mantissa so that the point falls between two of them.
        let padding = (4 - scale % 4) % 4
        let shift = [1, 10, 100, 1000][padding]
        let groupCount =
            if let magnitude = UInt64(exactly: mantissa.magnitude) {
                groups(magnitude, lowUnit: UInt64(10_000 / shift), shift: UInt64(shift))
            } else {
                groups(mantissa.magnitude, lowUnit: UInt128(10_000 / shift), shift: UInt128(shift))
            }
        let weight = groupCount - (scale + padding) / 4 - 1
        // They came out lowest first, and those at the end that are zero are not written.
        var written = UnsafeMutableRawBufferPointer(start: buffer.base + start, count: count - start)
        written.reverse()
        var digits = groupCount
        while digits > 0, written[2 * digits - 2] == 0, written[2 * digits - 1] == 0 { digits -= 1 }
        count = start + 2 * digits
        store(UInt32(8 + 2 * digits), at: lengthAt)
        store(UInt16(digits), at: lengthAt + 4)
        store(UInt16(bitPattern: digits == 0 ? 0 : Int16(clamping: weight)), at: lengthAt + 6)
        store(UInt16(mantissa < 0 ? 0x4000 : 0), at: lengthAt + 8)
        store(UInt16(max(0, scale)), at: lengthAt + 10)
    }

    /// Writes the base-10000 digits of `magnitude` × `shift`, lowest first and each with its low byte first, and tells how many.
    private mutating func groups<Value: FixedWidthInteger & UnsignedInteger>(
        _ magnitude: Value,
        lowUnit: Value,
        shift: Value
    ) -> Int {
        guard magnitude != 0 else { return 0 }
        // Splitting before shifting keeps 38 digits from overflowing.
        integer(UInt16(truncatingIfNeeded: magnitude % lowUnit * shift).byteSwapped)
        var rest = magnitude / lowUnit
        var digits = 1
        while rest != 0 {
            integer(UInt16(truncatingIfNeeded: rest % 10_000).byteSwapped)
            rest /= 10_000
            digits += 1
        }
        return digits
    }

    private mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, memchr(start, 0, bytes.count) != nil else {
            return append(UnsafeRawBufferPointer(bytes))
        }
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        Array(parts.joined(separator: [0xEF, 0xBF, 0xBD])).withUnsafeBytes { append($0) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        integer(UInt32(bytes.count))
        reserve(bytes.count)
        if let start = bytes.baseAddress { memcpy(buffer.base + count, start, bytes.count) }
        count += bytes.count
    }

    private mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        reserve(size)
        store(value, at: count)
        count += size
    }

    private func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
        buffer.base.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Value.self)
    }
}

/// Memory that is written once and then only read.
private final class CopyBuffer {
    let base: UnsafeMutableRawPointer
    let capacity: Int

    init(capacity: Int) {
        base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
    }

    /// Another one with the first `count` bytes of `other`.
    convenience init(capacity: Int, from other: CopyBuffer, count: Int) {
        self.init(capacity: capacity)
        memcpy(base, other.base, count)
    }

    deinit { base.deallocate() }
}
