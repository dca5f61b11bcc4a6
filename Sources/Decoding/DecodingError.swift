/// Why bytes did not become a body.
package enum DecodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A charset that was tried, and the first byte that is wrong in it.
    package struct Attempt: Sendable, Equatable {
        /// The charset's preferred name.
        package let charset: String
        /// How many bytes came before the wrong one; nil where none is wrong, but what they say is no Chinese text.
        package let byteOffset: Int?

        /// A charset that was tried.
        package init(charset: String, byteOffset: Int?) {
            self.charset = charset
            self.byteOffset = byteOffset
        }

        /// In half a sentence.
        fileprivate var words: String {
            byteOffset.map { "not \(charset) at byte \($0)" } ?? "read as \(charset) no Chinese text"
        }
    }

    /// Nothing here reads this media type; `supported` are those that are read.
    case unsupportedMediaType(String, supported: [String])
    /// The bytes are wrong in each charset that was tried.
    case undecodable([Attempt])
    /// The machine lacks the tables of this charset.
    case charsetUnavailable(String)
    /// What came, or became of it, has more bytes than `limit`.
    case tooLarge(mediaType: String, limit: Int)
    /// No converter for this media type is configured or installed; `program` is the one that was looked for.
    case converterMissing(mediaType: String, program: String)
    /// The converter for this media type failed.
    case converterFailed(mediaType: String, reason: String)
    /// The document's fonts do not say which characters their glyphs are.
    case unmappedText(mediaType: String)

    /// Whether the same bytes can be read once the operator has changed something.
    package var isCurable: Bool {
        switch self {
        case .charsetUnavailable, .converterMissing, .converterFailed, .unmappedText: true
        case .unsupportedMediaType, .undecodable, .tooLarge: false
        }
    }

    /// One line.
    package var description: String {
        switch self {
        case .unsupportedMediaType(let type, let supported):
            "media type \(type) is none of \(supported.joined(separator: ", "))"
        case .undecodable(let attempts):
            attempts.map(\.words).joined(separator: ", ")
        case .charsetUnavailable(let charset):
            "the system's iconv does not know the charset \(charset); its gconv modules are missing"
        case .tooLarge(let type, let limit): "\(type) of more than \(limit) bytes"
        case .converterMissing(let type, let program): "\(type) needs \(program), which is not installed"
        case .converterFailed(let type, let reason): "the converter for \(type) failed: \(reason)"
        case .unmappedText(let type):
            "\(type) whose text cannot be read: its fonts do not say which characters their glyphs are"
        }
    }
}
