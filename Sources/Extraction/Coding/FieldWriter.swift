/// Writes fields one after the other as bytes, for another process of the same build.
package struct FieldWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    /// A writer with nothing in it.
    package init() {}

    /// Appends a whole number.
    package mutating func integer(_ value: Int) {
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    /// Appends a whole number or its absence.
    package mutating func integer(_ value: Int?) {
        flag(value != nil)
        if let value { integer(value) }
    }

    /// Appends a truth value.
    package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// Appends bytes with their count.
    package mutating func block(_ value: some Collection<UInt8>) {
        integer(value.count)
        bytes += value
    }

    /// Appends bytes with their count, or their absence.
    package mutating func block(_ value: [UInt8]?) {
        flag(value != nil)
        if let value { block(value[...]) }
    }

    /// Appends a text.
    package mutating func text(_ value: String) { block(value.utf8) }

    /// Appends a text or its absence.
    package mutating func text(_ value: String?) {
        flag(value != nil)
        if let value { block(value.utf8) }
    }
}
