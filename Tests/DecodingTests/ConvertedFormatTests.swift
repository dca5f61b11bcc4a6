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
