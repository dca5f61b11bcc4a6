/// A kind of document that another program turns into HTML or text before it is decoded.
package enum DocumentKind: String, Sendable, CaseIterable {
    /// Portable Document Format.
    case pdf
    /// Word since 2007.
    case docx
    /// Word 97 to 2003, and what WPS writes as that.
    case doc
    /// Rich Text Format, often under the name of the former.
    case rtf

    /// The kind that the bytes are, whatever somebody called them: sites serve RTF as Word and error pages as PDF.
    package init?(_ bytes: [UInt8]) {
        guard let kind = Self.allCases.first(where: { $0.isKind(of: bytes) }) else { return nil }
        self = kind
    }

    /// The media type that is recorded for it.
    package var mediaType: String { mediaTypes[0] }

    /// All that it is called, the one that is recorded first.
    var mediaTypes: [String] {
        switch self {
        case .pdf: ["application/pdf", "application/x-pdf"]
        case .docx: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]
        case .doc:
            ["application/msword", "application/vnd.ms-word", "application/wps-office.wps", "application/vnd.ms-works"]
        case .rtf: ["application/rtf", "text/rtf"]
        }
    }

    /// What the names of its files end with.
    var fileExtensions: [String] { self == .doc ? ["doc", "wps"] : [rawValue] }

    /// Whether the bytes are unmistakably of this kind; nearly all others are told by their first.
    func isKind(of bytes: [UInt8]) -> Bool {
        switch self {
        case .pdf:
            // Some servers put an empty line or a byte order mark first.
            return bytes.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.starts(with: "%PDF-".utf8)
        case .docx: return bytes.starts(with: Self.archive) && Self.contains(Self.wordFolder, in: bytes.suffix(1 << 16))
        case .doc: return bytes.starts(with: Self.compound) && Self.contains(Self.wordStream, in: bytes[...])
        case .rtf: return bytes.starts(with: "{\\rtf".utf8)
        }
    }

    /// What a ZIP archive begins with; the names of its files stand at its end.
    private static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let wordFolder = Array("word/".utf8)
    /// What a compound file begins with; its directory may be anywhere.
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    /// The name of Word's stream, in UTF-16.
    private static let wordStream: [UInt8] = "WordDocument".utf16.reduce(into: []) { $0 += [UInt8($1), 0] }

    private static func contains(_ word: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= word.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - word.count)).contains { start in
            bytes[start] == word[0] && bytes[start..<(start + word.count)].elementsEqual(word)
        }
    }
}
