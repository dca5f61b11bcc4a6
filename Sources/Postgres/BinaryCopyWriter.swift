import Glibc

/// Writes rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format").
package struct BinaryCopyWriter: Sendable {
    /// What is written, and room for more behind `count`.
    private var output: [UInt8] = []
    private var count = 0

    /// A writer with nothing in it but the header.
    package init() { removeAll() }

    /// How many bytes there are so far.
    package var byteCount: Int { count }

    /// Forgets all rows and keeps the memory.
    package mutating func removeAll() {
        count = 0
        for byte in [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] as [UInt8] { integer(byte) }
        integer(UInt64(0))
    }

    /// Whether there is no row.
    var isEmpty: Bool { count == Self.headerSize }

    private static let headerSize = 19

    /// The rows without the trailer, to be followed by those of other writers.
    func rows(withHeader: Bool) -> ArraySlice<UInt8> { output[(withHeader ? 0 : Self.headerSize)..<count] }

    /// What follows the last row.
    static var trailer: [UInt8] { [0xFF, 0xFF] }

    /// Makes room for `byteCount` more bytes at once.
    package mutating func reserve(_ byteCount: Int) {
        guard output.count - count < byteCount else { return }
        let size = max(count + byteCount, 2 * output.count, 256)
        output.append(contentsOf: repeatElement(0, count: size - output.count))
    }

    /// Everything written, with the trailer.
    package consuming func finish() -> [UInt8] {
        integer(UInt16.max)
        output.removeLast(output.count - count)
        return output
    }

    /// Begins a row of `count` fields.
    package mutating func row(fields count: Int) { integer(UInt16(truncatingIfNeeded: count)) }

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
        value.withUTF8 { bytes in
            guard let start = bytes.baseAddress, memchr(start, 0, bytes.count) != nil else {
                return append(UnsafeRawBufferPointer(bytes))
            }
            let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
            Array(parts.joined(separator: [0xEF, 0xBF, 0xBD])).withUnsafeBytes { append($0) }
        }
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
        output[start..<count].reverse()
        var digits = groupCount
        while digits > 0, output[start + 2 * digits - 2] == 0, output[start + 2 * digits - 1] == 0 { digits -= 1 }
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

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        integer(UInt32(bytes.count))
        reserve(bytes.count)
        let start = count
        output.withUnsafeMutableBytes { room in
            UnsafeMutableRawBufferPointer(rebasing: room[start...]).copyMemory(from: bytes)
        }
        count += bytes.count
    }

    private mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        reserve(size)
        store(value, at: count)
        count += size
    }

    private mutating func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
        output.withUnsafeMutableBytes { $0.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Value.self) }
    }
}
