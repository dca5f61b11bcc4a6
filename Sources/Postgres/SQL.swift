/// Statements for the server: what is written in this program, and numbers.
///
/// There is no way to put a text into it, so that no value and no name from a report, a configuration or another host becomes
/// part of a statement; values are parameters.
package struct SQL: ExpressibleByStringInterpolation, CustomStringConvertible, Sendable {
    /// The statements.
    let text: String

    /// What is written in this program.
    package init(stringLiteral text: String) { self.text = text }

    /// What is written in this program, with what may stand in it.
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Text as it is, for what this build brings with it: a migration, or a test.
    package init(verbatim text: String) { self.text = text }

    /// The statements.
    package var description: String { text }

    /// What may stand in a literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Nothing yet.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        /// Adds what is written in this program.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// Adds a number.
        package mutating func appendInterpolation(_ number: some FixedWidthInteger) { text += "\(number)" }

        /// Adds numbers with commas between them.
        package mutating func appendInterpolation(_ numbers: [Int64]) {
            text += numbers.map(String.init).joined(separator: ",")
        }

        /// Adds other statements, or parts of one.
        package mutating func appendInterpolation(_ part: SQL) { text += part.text }
    }
}

extension [SQL] {
    /// All of them, `separator` between them.
    package func joined(separator: SQL) -> SQL { SQL(verbatim: map(\.text).joined(separator: separator.text)) }
}
