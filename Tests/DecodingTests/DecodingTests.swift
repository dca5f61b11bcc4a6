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
            (Array("公报".utf8), "", nil, Array("公报".utf8), "no media type: what is no other kind is text"),
            (Array("公报".utf8), "application/octet-stream", nil, Array("公报".utf8), "what servers say of anything"),
        ] as [([UInt8], String, String?, [UInt8], Comment)]
    )
    func decodes(bytes: [UInt8], mediaType: String, charset: String?, body: [UInt8], note: Comment) throws {
        let document = try Decoder().decode(Delivery(bytes, mediaType: mediaType, charset: charset))
        #expect(document.body == body, note)
        #expect(document.isUnaltered == (body == bytes), note)
        #expect(document.mediaType == "text/plain" && document.charset == "utf-8" && document.flags == [], note)
    }

    @Test func refusesAMediaType() {
        for type in ["image/png", "text/plainer"] {
            let delivery = Delivery(Array("a".utf8), mediaType: type)
            #expect(throws: DecodingError.unsupportedMediaType(type, supported: Decoder().mediaTypes)) {
                try Decoder().decode(delivery)
            }
        }
        let error = DecodingError.unsupportedMediaType("image/png", supported: ["text/html", "text/plain"])
        #expect("\(error)" == "media type image/png is none of text/html, text/plain")
    }
}
