/// Text as UTF-8, whatever charset it came in.
///
/// What is declared is tried first, but declarations are often wrong: what decodes without errors, and reads like a text
/// that somebody wrote, wins.
struct DecodedText {
    /// UTF-8 without a BOM.
    let bytes: [UInt8]
    /// The charset that was found.
    let charset: Charset
    /// Whether another charset was declared.
    let isMismatch: Bool
    /// Whether the end cuts off the last character, which is left out.
    let isTruncated: Bool
    /// Whether the bytes are as they came.
    let isUnaltered: Bool

    /// Decodes bytes whose charset somebody declared, or nobody; those that are sound UTF-8 need not be looked at.
    ///
    /// - Throws: ``DecodingError/undecodable(_:)``, ``DecodingError/charsetUnavailable(_:)``.
    init(_ bytes: [UInt8], declared label: String?, isSound: Bool = false) throws(DecodingError) {
        if isSound, label == nil, !bytes.starts(with: Self.mark) {
            self.bytes = bytes
            (charset, isMismatch, isTruncated, isUnaltered) = (.utf8, false, false, true)
            return
        }
        let declared = label.flatMap(Charset.init(label:))
        (self.bytes, charset, isTruncated) = try Self.decode(bytes, declared: declared)
        isUnaltered = charset == .utf8 && self.bytes.count == bytes.count
        // ASCII is the same in nearly all of them.
        isMismatch =
            label != nil && declared != charset && !(declared?.isUTF16 == true && charset.isUTF16)
            && (charset != .utf8 || self.bytes.contains { $0 >= 0x80 })
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What a reader of the rows should know.
    var flags: [String] {
        (isMismatch ? [DecodedDocument.charsetMismatch] : []) + (isTruncated ? [DecodedDocument.truncated] : [])
    }

    private static func decode(
        _ bytes: [UInt8],
        declared: Charset?
    ) throws(DecodingError) -> (bytes: [UInt8], charset: Charset, isTruncated: Bool) {
        let markLength = bytes.starts(with: Self.mark) ? 3 : 0
        let body = markLength > 0 ? Array(bytes[markLength...]) : bytes
        var attempts: [DecodingError.Attempt] = []
        /// The first charset in which only the last character is wrong, because it is not all there.
        var cutOff: (charset: Charset, offset: Int)?
        do {
            _ = try UTF8Span(validating: body.span)
            let isDoubted = markLength == 0 && declared != nil && declared != .utf8
            guard isDoubted, passesByChance(body) else { return (body, .utf8, false) }
        } catch {
            let offset = error.byteOffsets.lowerBound + markLength
            attempts.append(DecodingError.Attempt(charset: Charset.utf8.rawValue, byteOffset: offset))
            if error.kind == .truncatedScalar, error.byteOffsets.upperBound == body.count, offset > markLength {
                cutOff = (.utf8, offset)
            }
        }
        // Damaged UTF-8 passes for GB18030 more often than not, and gives nonsense.
        let evidence = CharsetEvidence(bytes)
        for charset in evidence.candidates(declared: declared) {
            switch try CharsetConverter.convert(bytes, from: evidence.markLength, upTo: bytes.count, charset: charset) {
            case .wrong(let byteOffset, let isCutOff):
                attempts.append(DecodingError.Attempt(charset: charset.rawValue, byteOffset: byteOffset))
                if cutOff == nil, isCutOff, byteOffset > evidence.markLength, evidence.isPlausible(charset) {
                    cutOff = (charset, byteOffset)
                }
            case .converted(let text):
                if evidence.isPlausible(charset) { return (text, charset, false) }
                attempts.append(DecodingError.Attempt(charset: charset.rawValue, byteOffset: nil))
            }
        }
        if attempts.first?.charset != Charset.utf8.rawValue { return (body, .utf8, false) }
        guard let (charset, offset) = cutOff else { throw .undecodable(attempts) }
        // A transfer that ended too early: what came before is read.
        if charset == .utf8 { return (Array(bytes[markLength..<offset]), .utf8, true) }
        let start = evidence.markLength
        guard
            case .converted(let text) = try CharsetConverter.convert(bytes, from: start, upTo: offset, charset: charset)
        else { throw .undecodable(attempts) }
        return (text, charset, true)
    }

    /// Whether a text is so short that it may be UTF-8 by chance alone: there are two-byte sequences in it, and nothing longer.
    ///
    /// Han take three bytes.
    private static func passesByChance(_ body: [UInt8]) -> Bool {
        var isASCII = true
        for byte in body where byte >= 0x80 {
            if byte >= 0xE0 { return false }
            isASCII = false
        }
        return !isASCII
    }
}
