/// A kind of document that another program turns into HTML or text in UTF-8, which is then decoded in its place.
struct ConvertedFormat: DocumentFormat {
    let kind: DocumentKind
    let converter: any DocumentConverter

    var mediaTypes: [String] { kind.mediaTypes }
    var fileExtensions: [String] { kind.fileExtensions }
    var isText: Bool { false }

    func recognises(_ bytes: [UInt8]) -> Bool { kind.isKind(of: bytes) }

    func decode(_ delivery: Delivery) throws(DecodingError) -> DecodedDocument {
        // A page that says that there is no such file, under the file's own name.
        guard recognises(delivery.bytes) else {
            var page = try Decoder().decode(Delivery(delivery.bytes, charset: delivery.charset))
            page.flags.append(DecodedDocument.mediaTypeMismatch)
            return page
        }
        let text = try converter.convert(delivery.bytes, mediaType: kind.mediaType)
        let document = try document(of: text)
        if kind == .pdf, GlyphNumbers.fill(document.body, of: text) { throw .unmappedText(mediaType: kind.mediaType) }
        return document
    }

    /// What becomes of what a converter made.
    private func document(of text: [UInt8]) throws(DecodingError) -> DecodedDocument {
        if kind == .pdf, let positioned = PositionParser.read(try DecodedText(text, declared: "utf-8").bytes) {
            return document(body: PositionedDocument.body(of: positioned), flags: [])
        }
        let isMarkup = text.first { $0 > 0x20 } == 0x3C
        let read = try Decoder().decode(
            Delivery(text, mediaType: isMarkup ? "text/html" : PlainTextFormat.mediaType, charset: "utf-8")
        )
        var document = document(body: read.body, flags: read.flags)
        document.metadata = read.metadata
        return document
    }

    /// What became of the document; without a letter it is pictures of pages.
    private func document(body: [UInt8], flags: [String]) -> DecodedDocument {
        var document = DecodedDocument(body: body, mediaType: kind.mediaType, flags: flags)
        // Nothing but white space, form feeds and the like: pictures of pages.
        if !document.body.contains(where: { $0 > 0x20 }), !document.flags.contains(DecodedDocument.noText) {
            document.flags.append(DecodedDocument.noText)
        }
        return document
    }
}
