import Decoding
import Testing

@Suite struct DecodingTests {
    private static let bom: [UInt8] = [0xEF, 0xBB, 0xBF]

    @Test(
        arguments: [
            // bytes, media type, charset, expected body, note
            (Array("公报".utf8), "text/plain", nil, Array("公报".utf8), "as it came"),
            (bom + Array("公报".utf8), "text/plain", nil, Array("公报".utf8), "one BOM is taken off"),
            (bom + bom + Array("公".utf8), "text/plain", nil, bom + Array("公".utf8), "a second one is text"),
            (Array("一\r\n二\n三\r".utf8), "text/plain", nil, Array("一\r\n二\n三\r".utf8), "line ends stay"),
            (Array("１，０００".utf8), "text/plain", nil, Array("１，０００".utf8), "full width stays"),
            ([0x61, 0x00, 0x62], "text/plain", nil, [0x61, 0x00, 0x62], "NUL is UTF-8"),
            ([], "text/plain", nil, [], "nothing"),
            (bom, "text/plain", nil, [], "a BOM alone"),
            (Array("a".utf8), "Text/Plain; charset=UTF-8", "UTF-8", Array("a".utf8), "parameters and case"),
            (Array("a".utf8), "text/plain", "us-ascii", Array("a".utf8), "a subset of UTF-8"),
            (Array("a".utf8), "text/plain", "", Array("a".utf8), "an empty charset says nothing"),
        ] as [([UInt8], String, String?, [UInt8], Comment)]
    )
    func decodes(bytes: [UInt8], mediaType: String, charset: String?, body: [UInt8], note: Comment) throws {
        #expect(try Decoder.decode(bytes, mediaType: mediaType, charset: charset) == body, note)
    }

    @Test(
        arguments: [
            // bytes, media type, charset, expected error, its words
            (Array("a".utf8), "text/html", nil, .unsupportedMediaType("text/html"), "text/html is not supported"),
            (Array("a".utf8), "", nil, .unsupportedMediaType(""), "is not supported"),
            (Array("a".utf8), "text/plainer", nil, .unsupportedMediaType("text/plainer"), "text/plain is"),
            (Array("a".utf8), "text/plain", "gb18030", .unsupportedCharset("gb18030"), "gb18030 is not supported"),
            ([0x61, 0xFF], "text/plain", nil, .invalidUTF8(byteOffset: 1), "not UTF-8 at byte 1"),
            (bom + [0x61, 0xFF], "text/plain", nil, .invalidUTF8(byteOffset: 4), "at byte 4"),
            (Array("公".utf8.dropLast()), "text/plain", nil, .invalidUTF8(byteOffset: 0), "at byte 0"),
            (Array("公".utf8) + [0x80], "text/plain", nil, .invalidUTF8(byteOffset: 3), "at byte 3"),
            ([0xC0, 0x80], "text/plain", nil, .invalidUTF8(byteOffset: 0), "at byte 0"),
            ([0x61, 0xED, 0xA0, 0x80], "text/plain", nil, .invalidUTF8(byteOffset: 1), "at byte 1"),
        ] as [([UInt8], String, String?, DecodingError, String)]
    )
    func refuses(bytes: [UInt8], mediaType: String, charset: String?, error: DecodingError, words: String) {
        #expect(throws: error) { try Decoder.decode(bytes, mediaType: mediaType, charset: charset) }
        #expect("\(error)".contains(words))
    }
}
