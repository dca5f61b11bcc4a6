import Decoding
import Testing

@Suite struct CharsetTests {
    /// In GB18030: a sentence of frequent characters, one that GBK added, one of four bytes, and marks.
    static let simplified = "全区地区生产总值１，２３４．５亿元，增长６.８％；镕基同志·㐂寿€。"
    static let simplifiedBytes = bytes(
        "c8abc7f8b5d8c7f8c9fab2fad7dcd6b5a3b1a3aca3b2a3b3a3b4a3aea3b5d2dad4aaa3acd4f6b3a4a3b62ea3b8a3a5a3bb"
            + "e946bbf9cdacd6bea1a48139ef31cad9a2e3a1a3"
    )
    /// In Big5.
    static let traditional = "全區生產總值一百億元，較上年增長百分之六；財政收入穩步提高。"
    static let traditionalBytes = bytes(
        "a5feb0cfa5cdb2a3c160adc8a440a6cabbf5a4b8a141b8fba457a67ebc57aaf8a6caa4c0a4a7a4bba146b05dac46a6aca4"
            + "4ac3ada842b4a3b0aaa143"
    )

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0 }
    }

    private static func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { unit in
            bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
    }

    private static let long = "二、工作回顾：全年实现地区生产总值100亿元，增长6.5%。\n三、打算。\n"

    @Test(
        arguments: [
            // bytes, declared charset, expected text, charset found, whether that is a mismatch
            (simplifiedBytes, nil, simplified, "gb18030", false),
            (simplifiedBytes, "GB2312", simplified, "gb18030", false),
            (simplifiedBytes, "gbk", simplified, "gb18030", false),
            (simplifiedBytes, "utf-8", simplified, "gb18030", true),
            (simplifiedBytes, "big5", simplified, "gb18030", true),
            (simplifiedBytes, "iso-8859-1", simplified, "gb18030", true),
            (simplifiedBytes, "utf-16", simplified, "gb18030", true),
            (traditionalBytes, nil, traditional, "big5", false),
            (traditionalBytes, "big5", traditional, "big5", false),
            (traditionalBytes, "gb2312", traditional, "big5", true),
            (Array(simplified.utf8), "gb2312", simplified, "utf-8", true),
            (Array(traditional.utf8), "big5", traditional, "utf-8", true),
            ([0xFF, 0xFE] + utf16(long), nil, long, "utf-16le", false),
            ([0xFF, 0xFE] + utf16(long), "utf-8", long, "utf-16le", true),
            ([0xFE, 0xFF] + utf16(long, bigEndian: true), "utf-16", long, "utf-16be", false),
            (utf16(long), nil, long, "utf-16le", false),
            (utf16(long, bigEndian: true), nil, long, "utf-16be", false),
            (utf16("公报"), "utf-16le", "公报", "utf-16le", false),
            // A text of two characters that are UTF-8 too: here the declaration decides.
            (bytes("c4a3cabd"), "gbk", "模式", "gb18030", false),
            (bytes("c4a3cabd"), nil, "ģʽ", "utf-8", false),
            (bytes("80d2da"), "gbk", "€亿", "gb18030", false),
            (Array("GDP 5.2%".utf8), "gb2312", "GDP 5.2%", "utf-8", false),
        ] as [([UInt8], String?, String, String, Bool)]
    )
    func finds(bytes: [UInt8], declared: String?, text: String, charset: String, isMismatch: Bool) throws {
        let document = try Decoder().decode(Delivery(bytes, mediaType: "text/plain", charset: declared))
        #expect(String(decoding: document.body, as: UTF8.self) == text)
        #expect(document.charset == charset)
        #expect(document.flags == (isMismatch ? [DecodedDocument.charsetMismatch] : []))
        #expect(!document.isUnaltered || document.body == bytes)
    }

    /// What a transfer that ended too early leaves: all but the last character.
    @Test(
        arguments: [
            (Array(long.utf8) + Array("公".utf8)[..<1], long, "utf-8"),
            (Array(long.utf8) + Array("公".utf8)[..<2], long, "utf-8"),
            ([0xEF, 0xBB, 0xBF] + Array("公报".utf8).dropLast(), "公", "utf-8"),
            (Array(simplifiedBytes.dropLast()), String(simplified.dropLast()), "gb18030"),
            (simplifiedBytes + bytes("8139ef"), simplified, "gb18030"),
            (Array(traditionalBytes.dropLast()), String(traditional.dropLast()), "big5"),
            ([0xFF, 0xFE] + utf16("公报") + [0x00], "公报", "utf-16le"),
            (utf16(long, bigEndian: true) + [0x4E], long, "utf-16be"),
            (utf16(long) + [0x00, 0xD8], long, "utf-16le"),
        ] as [([UInt8], String, String)]
    )
    func readsUpToACharacterThatIsCutOff(bytes: [UInt8], text: String, charset: String) throws {
        let document = try Decoder().decode(Delivery(bytes))
        #expect(String(decoding: document.body, as: UTF8.self) == text)
        #expect(document.charset == charset)
        #expect(document.flags == [DecodedDocument.truncated])
        #expect(!document.isUnaltered)
    }

    @Test func theMediaTypesParameterDeclaresToo() throws {
        let delivery = Delivery(Self.traditionalBytes, mediaType: "text/plain; charset=\"GB2312\"")
        #expect(try Decoder().decode(delivery).flags == [DecodedDocument.charsetMismatch])
    }

    @Test(
        arguments: [
            // bytes, declared charset, expected words
            ([0x61, 0xFF], nil, "not utf-8 at byte 1, not gb18030 at byte 1, not big5 at byte 1"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], nil, "not utf-8 at byte 4"),
            (Array("公".utf8) + [0x80], nil, "not utf-8 at byte 3"),
            (Array("工作报告".utf8) + [0xE5] + Array("全文".utf8), "gbk", "not utf-8 at byte 12"),
            (simplifiedBytes + [0xFF], "gbk", "not gb18030 at byte \(simplifiedBytes.count)"),
            ([0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], nil, "not utf-16le at byte 2"),
            // Not one whole character; not the end, but bytes that no text has.
            ([0xE5, 0x85], nil, "not utf-8 at byte 0"), ([0xFF, 0xFE, 0x00], nil, "not utf-16le at byte 2"),
            (Array("工作报告".utf8) + [0xE5, 0xE5], nil, "not utf-8 at byte 12"),
            ([0x61, 0xED, 0xA0, 0x80], nil, "not utf-8 at byte 1"),
        ] as [([UInt8], String?, String)]
    )
    func refuses(bytes: [UInt8], declared: String?, words: String) {
        let error = #expect(throws: DecodingError.self) {
            try Decoder().decode(Delivery(bytes, mediaType: "text/plain", charset: declared))
        }
        #expect("\(error, default: "")".contains(words))
        #expect(error?.isCurable == false)
    }
}
