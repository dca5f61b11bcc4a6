import Glibc

@testable import Extraction

/// Reads a dictionary of this repository, whose folder the build passes in the environment.
private func dictionary(_ name: String) -> [UInt8] {
    let folder = unsafe getenv("GONGBAO_CONFIG").map { unsafe String(cString: $0) } ?? "Config"
    guard let file = unsafe fopen("\(folder)/\(name).tsv", "r") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

private let vocabulary = try? Vocabulary(
    indicators: dictionary("indicators"),
    units: dictionary("units"),
    cues: dictionary("cues")
)
private let extractor = vocabulary.map { Extractor(vocabulary: $0) }
private let promises = vocabulary.map { Promises($0) }

/// What libFuzzer calls with each input: extraction must not trap, and its rows must keep their promises.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let extractor, let promises else { return fail("the dictionaries cannot be read") }
    let body = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let report = extractor.extract(body.span)
    let broken = promises.broken(by: report, of: body)
    guard broken.isEmpty else { return fail(broken.joined(separator: "\n")) }
    let explained = extractor.explain(body.span)
    guard explained.report == report, explained.explanations.count == report.observations.count else {
        return fail("explaining changes the rows")
    }
    return 0
}

private func fail(_ reason: String) -> CInt {
    let message = Array("broken promise: \(reason)\n".utf8)
    _ = unsafe write(STDERR_FILENO, message, message.count)
    abort()
}
