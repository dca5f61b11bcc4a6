/// Turns what a scraper delivered into the body that offsets refer to.
package enum Decoder {
    /// The body: UTF-8 without a BOM, otherwise unaltered; line ends stay as they are.
    ///
    /// - Throws: ``DecodingError`` that names the media type, the charset or the byte offset.
    package static func decode(_ bytes: [UInt8], mediaType: String, charset: String?) throws(DecodingError) -> [UInt8] {
        // Parameters such as `; charset=utf-8` are declared apart.
        let type = mediaType.prefix { $0 != ";" && $0 != " " }.lowercased()
        guard type == "text/plain" else { throw .unsupportedMediaType(mediaType) }
        if let charset, !["utf-8", "utf8", "us-ascii", "ascii", ""].contains(charset.lowercased()) {
            throw .unsupportedCharset(charset)
        }
        let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: bom) ? Array(bytes.dropFirst(3)) : bytes
        do {
            _ = try UTF8Span(validating: body.span)
        } catch {
            throw .invalidUTF8(byteOffset: error.byteOffsets.lowerBound + bytes.count - body.count)
        }
        return body
    }
}
