import Decoding
import Glibc

private let decoder = Decoder()

/// What libFuzzer calls with each input: the first byte chooses what is declared, the rest is decoded.
///
/// No input may trap, and each body is valid UTF-8, no longer than its page by more than repeated cells can make it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let choice = input.first ?? 0
    let mediaTypes: [String?] = ["text/html", "text/html", nil, "text/plain"]
    let charsets: [String?] = [nil, "gb2312", "big5", "utf-16", "utf-8"]
    let delivery = Delivery(
        Array(input.dropFirst()),
        mediaType: mediaTypes[Int(choice % 4)],
        charset: charsets[Int(choice / 4) % charsets.count],
        name: choice > 200 ? "https://example.org/\(choice).html?a=1" : nil
    )
    let document: DecodedDocument
    do throws(DecodingError) {
        document = try decoder.decode(delivery)
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
