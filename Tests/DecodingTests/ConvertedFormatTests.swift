import Testing

@testable import Decoding

/// What is told by its bytes, and what becomes of what a converter made.
@Suite struct ConvertedFormatTests {
    private struct Made: DocumentConverter {
        let text: String
        func convert(_ bytes: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8] { Array(text.utf8) }
    }

    private struct MadeBytes: DocumentConverter {
        let bytes: [UInt8]
        func convert(_ document: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8] { bytes }
    }

    private static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let wordStream = Array("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0".utf8)

    private static let cases: [(bytes: [UInt8], kind: DocumentKind?)] = [
        (Array("%PDF-1.7\n".utf8), .pdf),
        (Array("\u{FEFF}\r\n%PDF-1.4".utf8), .pdf),
        (Array("年报 %PDF-1.4".utf8), nil),
        (Array("%PD".utf8), nil),
        ([], nil),
        (archive + Array("...word/document.xml".utf8), .docx),
        (archive + Array("...xl/workbook.xml".utf8), nil),
        (archive, nil),
        (compound + [0, 0] + wordStream, .doc),
        (compound + Array("Workbook".utf8), nil),
        (compound, nil),
        (Array("{\\rtf1\\ansi".utf8), .rtf),
        (Array("{\"rtf\"".utf8), nil),
        (Array("一、工作".utf8), nil),
    ]

    @Test(arguments: cases) func bytesTell(_ bytes: [UInt8], _ kind: DocumentKind?) {
        #expect(DocumentKind(bytes) == kind)
    }

    @Test func namesOfWordFilesFarFromTheEndAreNotLookedFor() {
        #expect(DocumentKind(Self.archive + Array("word/".utf8) + [UInt8](repeating: 1, count: 1 << 17)) == nil)
    }

    @Test func theBytesOutweighTheDeclaration() throws {
        let decoder = Decoder(converter: Made(text: "一、工作\n完成投资7亿元。"))
        let document = try decoder.decode(Delivery(Array("%PDF-1.4".utf8), mediaType: "application/msword"))
        #expect(document.mediaType == "application/pdf")
        #expect(document.charset == nil)
        #expect(!document.isUnaltered)
        #expect(document.flags == [DecodedDocument.mediaTypeMismatch])
        #expect(String(decoding: document.body, as: UTF8.self) == "一、工作\n完成投资7亿元。")
    }

    @Test func anErrorPageUnderTheFilesNameIsReadAsWhatItIs() throws {
        let decoder = Decoder(converter: Made(text: "never asked"))
        let document = try decoder.decode(Delivery(Array("文件不存在。".utf8), mediaType: "application/pdf"))
        #expect(String(decoding: document.body, as: UTF8.self) == "文件不存在。")
        #expect(document.mediaType == "text/plain")
        #expect(document.flags.contains(DecodedDocument.mediaTypeMismatch))
    }

    @Test(arguments: ["", "\u{C}", " \n\u{C}\n"]) func picturesOfPagesAreFlagged(_ text: String) throws {
        let document = try Decoder(converter: Made(text: text)).decode(Delivery(Array("%PDF-1.4".utf8)))
        #expect(document.flags == [DecodedDocument.noText])
    }

    @Test(
        arguments: [
            // text of a PDF, whether it is the numbers of glyphs
            ("ӤঌੵҺ৺ᔤᒕ،ඎʽૺሼᣀ䏒ᯯ᛫᯦ࠕկ߳ˈ઼⊄ཎ䰯Ұඎӊᱠཎᒲ෪ӫᣧʾ", true),
            ("ĀāĂ㔁ăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģ", true),
            ("qhfhit{pnhfhit|hfhix}yruighelsvzkehdowjeilsvmehdo", true),
            (
                "I'\u{7}\u{5}\u{6}\u{8}7\u{11}&75\u{1D}>)\u{10}\u{E}\u{11}&75\u{1D}-^\u{11}&7a2:SD9B!\u{12}Z\u{6}\u{4}"
                    + "\u{11}&7a7.3U\u{19}Y=U\u{8}$\u{17}WV#", true
            ),
            ("全年实现地区生产总值312.6亿元，GDP增长5.2%，用电量18.6亿kWh，网址www.example.org", false),
            ("The Government of the People's Republic of China on its work in the year 2023", false),
            ("༄༅། །བོད་རང་སྐྱོང་ལྗོངས་མི་དམངས་སྲིད་གཞུང་གི་ལས་དོན་སྙན་ཞུ།", false),
            ("312.6 5.2 18.9 -3.1 1286 4.36 kWh km t 8.2 52.8 7.3", false), ("表1", false), ("", false),
            // A bullet in a font of signs before each line of Chinese.
            ("\u{F0B7}全市经济运行总体平稳\u{F0B7}居民收入稳步提高\u{1}\u{F0B7}重点项目加快推进民生保障持续改善", false),
        ]
    )
    func numbersOfGlyphsAreTold(_ text: String, _ areNumbers: Bool) throws {
        let decoder = Decoder(converter: Made(text: text))
        if areNumbers {
            let error = #expect(throws: DecodingError.self) { try decoder.decode(Delivery(Array("%PDF-1.4".utf8))) }
            #expect(error == .unmappedText(mediaType: "application/pdf"))
            #expect(error?.isCurable == true)
        } else {
            let body = try decoder.decode(Delivery(Array("%PDF-1.4".utf8))).body
            #expect(String(decoding: body, as: UTF8.self) == text)
        }
    }

    @Test func placesThatAreNotUTF8AreAnError() {
        let page = Array("<page width=\"9\" height=\"9\"><word xMin=\"1\" yMin=\"1\" xMax=\"2\" yMax=\"2\">".utf8)
        #expect(throws: DecodingError.self) {
            try Decoder(converter: MadeBytes(bytes: page + [0x81, 0xFF, 0xFF])).decode(Delivery(Array("%PDF-1.4".utf8)))
        }
    }

    @Test func withoutAConverterTheReasonNamesTheKind() {
        let error = #expect(throws: DecodingError.self) {
            try Decoder().decode(Delivery(Array("{\\rtf1".utf8), mediaType: "text/plain"))
        }
        #expect(error == .converterMissing(mediaType: "application/rtf", program: "a converter"))
    }
}
