/// Turns what a scraper delivered into the body that offsets refer to.
package struct Decoder: Sendable {
    /// Every kind of input, one a line; where the bytes alone tell, the first that recognises them reads them.
    private static func registry(_ converter: any DocumentConverter) -> [any DocumentFormat] {
        [
            PlainTextFormat(),
            HTMLFormat(),
            ConvertedFormat(kind: .pdf, converter: converter),
            ConvertedFormat(kind: .docx, converter: converter),
            ConvertedFormat(kind: .doc, converter: converter),
            ConvertedFormat(kind: .rtf, converter: converter),
        ]
    }

    private let formats: [any DocumentFormat]
    /// Those whose bytes outweigh a declaration.
    private let binaryFormats: [any DocumentFormat]
    private let plainText = PlainTextFormat()

    /// A decoder that hands what needs another program to `converter`.
    package init(converter: any DocumentConverter = NoConverter()) {
        formats = Self.registry(converter)
        binaryFormats = formats.filter { !$0.isText }
    }

    /// The media types that are read, the first of each kind.
    package var mediaTypes: [String] { formats.compactMap(\.mediaTypes.first) }

    /// What the names of files that are read end with, in lower case without the dot.
    package var fileExtensions: [String] { formats.flatMap(\.fileExtensions) }

    /// As what a delivery would be read: by its bytes, its declaration, its name.
    ///
    /// - Throws: ``DecodingError/unsupportedMediaType(_:supported:)``.
    package func mediaType(of delivery: Delivery) throws(DecodingError) -> String {
        try format(of: delivery, declared: delivery.declaredType).mediaTypes[0]
    }

    /// The body: valid UTF-8 without a BOM; plain text in UTF-8 is otherwise unaltered, line ends stay as they are.
    ///
    /// - Throws: ``DecodingError`` that names the media type, the charsets and byte offsets, or the limit.
    package func decode(_ delivery: Delivery) throws(DecodingError) -> DecodedDocument {
        let declared = delivery.declaredType
        let format = try format(of: delivery, declared: declared)
        var document = try format.decode(delivery)
        if let declared, !format.mediaTypes.contains(declared) {
            document.flags.append(DecodedDocument.mediaTypeMismatch)
        }
        return document
    }

    private func format(of delivery: Delivery, declared: String?) throws(DecodingError) -> any DocumentFormat {
        // Bytes that are unmistakable outweigh a declaration; text may be about anything.
        if let binary = binaryFormats.first(where: { $0.recognises(delivery.bytes) }) { return binary }
        if let declared {
            // Nearly all there is: looked up without asking around.
            if declared == PlainTextFormat.mediaType { return plainText }
            if let named = formats.first(where: { $0.mediaTypes.contains(declared) }) { return named }
            throw .unsupportedMediaType(declared, supported: mediaTypes)
        }
        if let text = formats.first(where: { $0.recognises(delivery.bytes) }) { return text }
        return delivery.fileExtension.flatMap { ending in formats.first { $0.fileExtensions.contains(ending) } }
            ?? plainText
    }
}
