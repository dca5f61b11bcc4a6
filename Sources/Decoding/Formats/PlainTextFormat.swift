/// Text without markup.
struct PlainTextFormat: DocumentFormat {
    static let mediaType = "text/plain"

    var mediaTypes: [String] { [Self.mediaType] }
    var fileExtensions: [String] { ["txt", "text"] }
    var isText: Bool { true }

    func recognises(_ bytes: [UInt8]) -> Bool { false }

    func decode(_ delivery: Delivery) throws(DecodingError) -> DecodedDocument {
        let text = try DecodedText(delivery.bytes, declared: delivery.declaredCharset, isSound: delivery.isSoundText)
        return DecodedDocument(
            body: text.bytes,
            mediaType: Self.mediaType,
            charset: text.charset.rawValue,
            flags: text.flags,
            isUnaltered: text.isUnaltered
        )
    }
}
