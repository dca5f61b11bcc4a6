/// A kind of input: how it is told from others, and how its bytes become a body.
///
/// A new one is a file in `Formats` and a line in ``Decoder``.
package protocol DocumentFormat: Sendable {
    /// Its media types in lower case; the first is the one that is recorded.
    var mediaTypes: [String] { get }
    /// The extensions of its files, in lower case without the dot.
    var fileExtensions: [String] { get }
    /// Whether it is text, which anything may be declared to be; signs of another kind in the bytes then outweigh that.
    var isText: Bool { get }
    /// Whether the bytes are unmistakably of this kind; asked of any bytes, so it looks at few of them.
    func recognises(_ bytes: [UInt8]) -> Bool
    /// The body, and what the document says of itself.
    ///
    /// - Throws: ``DecodingError``.
    func decode(_ delivery: Delivery) throws(DecodingError) -> DecodedDocument
}

/// What kinds of input that this program does not read by itself are given: a way to another program that does.
package protocol DocumentConverter: Sendable {
    /// What the converter for a media type makes of the bytes.
    ///
    /// - Throws: ``DecodingError/converterMissing(mediaType:program:)``,
    ///   ``DecodingError/converterFailed(mediaType:reason:)`` or ``DecodingError/tooLarge(mediaType:limit:)``.
    func convert(_ bytes: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8]
}

/// The converter of whoever has none.
package struct NoConverter: DocumentConverter {
    /// No converter.
    package init() {}

    /// Always throws.
    package func convert(_ bytes: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8] {
        throw .converterMissing(mediaType: mediaType, program: "a converter")
    }
}
