/// Why bytes did not become a body.
package enum DecodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing here reads this media type.
    case unsupportedMediaType(String)
    /// Nothing here reads this charset.
    case unsupportedCharset(String)
    /// The bytes are no UTF-8 from `byteOffset` on.
    case invalidUTF8(byteOffset: Int)

    /// One line.
    package var description: String {
        switch self {
        case .unsupportedMediaType(let type): "media type \(type) is not supported; text/plain is"
        case .unsupportedCharset(let charset): "charset \(charset) is not supported; UTF-8 is"
        case .invalidUTF8(let byteOffset): "not UTF-8 at byte \(byteOffset)"
        }
    }
}
