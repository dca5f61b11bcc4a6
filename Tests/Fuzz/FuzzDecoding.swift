import Decoding
import Glibc

private let decoder = Decoder()

/// A program that makes of a document what the fuzzer likes.
private struct Made: DocumentConverter {
    let text: [UInt8]
    func convert(_ bytes: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8] { text }
}

/// What documents begin with that are converted first.
private let documents: [[UInt8]] = [
    Array("%PDF-1.7".utf8), Array("{\\rtf1".utf8), [0x50, 0x4B, 0x03, 0x04] + Array("word/".utf8),
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + "WordDocument".utf16.flatMap { [UInt8($0), 0] },
]

/// What libFuzzer calls with each input: the first byte chooses the decoder and what is declared, the rest is decoded.
///
/// No input may trap, and each body is valid UTF-8, no longer than its page by more than repeated cells can make it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let choice = input.first ?? 0
    let rest = Array(input.dropFirst())
    let mediaTypes: [String?] = ["text/html", "text/html", nil, "text/plain"]
    let charsets: [String?] = [nil, "gb2312", "big5", "utf-16", "utf-8"]
    let isDocument = choice >= 160 && choice <= 200
    let delivery = Delivery(
        isDocument ? documents[Int(choice) % documents.count] : rest,
        mediaType: mediaTypes[Int(choice % 4)],
        charset: charsets[Int(choice / 4) % charsets.count],
        name: choice > 200 ? "https://example.org/\(choice).html?a=1" : nil
    )
    let document: DecodedDocument
    do throws(DecodingError) {
        document = try (isDocument ? Decoder(converter: Made(text: rest)) : decoder).decode(delivery)
    } catch {
        if case .undecodable(let attempts) = error, attempts.contains(where: { $0.byteOffset ?? 0 > count }) {
            return fail("\(error) in \(count) bytes")
        }
        return 0
    }
    if (try? UTF8Span(validating: document.body.span)) == nil { return fail("the body is no UTF-8") }
    if document.body.count > 4 * count + 1 << 17 { return fail("\(document.body.count) bytes from \(count)") }
    if document.isUnaltered, document.body != delivery.bytes { return fail("altered, and says it is not") }
    return 0
}

private func fail(_ reason: String) -> CInt {
    let message = Array("broken promise: \(reason)\n".utf8)
    _ = unsafe write(STDERR_FILENO, message, message.count)
    abort()
}
