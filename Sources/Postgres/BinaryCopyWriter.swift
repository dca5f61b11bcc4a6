/// Writes rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format").
package struct BinaryCopyWriter: Sendable {
    private var output: [UInt8] = []

    /// A writer with nothing in it but the header.
    package init() { removeAll() }

    /// How many bytes there are so far.
    package var byteCount: Int { output.count }

    /// Forgets all rows and keeps the memory.
    package mutating func removeAll() {
        output.removeAll(keepingCapacity: true)
        output += [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
        integer(UInt32(0))
        integer(UInt32(0))
    }

    /// Everything written, with the trailer.
    package consuming func finish() -> [UInt8] {
        integer(UInt16.max)
        return output
    }

    /// Begins a row of `count` fields.
    package mutating func row(fields count: Int) { integer(UInt16(truncatingIfNeeded: count)) }

    /// Appends NULL.
    package mutating func null() { integer(UInt32.max) }

    /// Appends a smallint.
    package mutating func int16(_ value: Int) {
        integer(UInt32(2))
        integer(UInt16(bitPattern: Int16(clamping: value)))
    }

    /// Appends an integer; NULL for nil.
    package mutating func int32(_ value: Int?) {
        guard let value else { return null() }
        integer(UInt32(4))
        integer(UInt32(bitPattern: Int32(clamping: value)))
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
        output.append(value ? 1 : 0)
    }

    /// Appends text or an enum's label; NULL for nil.
    ///
    /// PostgreSQL refuses NUL in text, so it becomes U+FFFD here rather than the failure of a whole batch.
    package mutating func text(_ value: String?) {
        guard let value else { return null() }
        let lengthAt = output.count
        integer(UInt32(0))
        let start = output.count
        for byte in value.utf8 {
            if byte == 0 { output += [0xEF, 0xBF, 0xBD] } else { output.append(byte) }
        }
        patch(UInt32(output.count - start), at: lengthAt)
    }

    /// Appends bytes as text or bytea; NULL for nil.
    package mutating func bytes(_ value: [UInt8]?) {
        guard let value else { return null() }
        integer(UInt32(value.count))
        output += value
    }

    /// Appends a date given in days since 2000-01-01; NULL for nil.
    package mutating func date(daysSince2000 value: Int?) { int32(value) }

    /// Appends a one-dimensional `text[]`.
    package mutating func textArray(_ values: [String]) {
        let lengthAt = output.count
        integer(UInt32(0))
        let start = output.count
        integer(UInt32(values.isEmpty ? 0 : 1))
        integer(UInt32(0))
        integer(UInt32(25))
        if !values.isEmpty {
            integer(UInt32(values.count))
            integer(UInt32(1))
            for value in values { text(value) }
        }
        patch(UInt32(output.count - start), at: lengthAt)
    }

    /// Appends the numeric `mantissa` × 10^-`scale`, exactly.
    package mutating func numeric(mantissa: Int128, scale: Int) {
        // Base-10000 digits around the point: shift the mantissa so that the point falls between two of them.
        let padding = (4 - scale % 4) % 4
        var magnitude = mantissa.magnitude
        var groups: [UInt16] = []
        var shift: UInt128 = 1
        for _ in 0..<padding { shift *= 10 }
        // Splitting before shifting keeps 38 digits from overflowing.
        let lowUnit: UInt128 = 10_000 / shift
        if magnitude != 0 {
            groups.append(UInt16(truncatingIfNeeded: magnitude % lowUnit * shift))
            magnitude /= lowUnit
            while magnitude != 0 {
                groups.append(UInt16(truncatingIfNeeded: magnitude % 10_000))
                magnitude /= 10_000
            }
        }
        let fractionGroups = (scale + padding) / 4
        let weight = groups.count - fractionGroups - 1
        while groups.first == 0 { groups.removeFirst() }
        integer(UInt32(8 + 2 * groups.count))
        integer(UInt16(groups.count))
        integer(UInt16(bitPattern: groups.isEmpty ? 0 : Int16(clamping: weight)))
        integer(UInt16(mantissa < 0 ? 0x4000 : 0))
        integer(UInt16(max(0, scale)))
        for group in groups.reversed() { integer(group) }
    }

    private mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
        var shift = Value.bitWidth - 8
        while shift >= 0 {
            output.append(UInt8(truncatingIfNeeded: value >> Value(shift)))
            shift -= 8
        }
    }

    private mutating func patch(_ value: UInt32, at offset: Int) {
        for index in 0..<4 { output[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index)) }
    }
}
