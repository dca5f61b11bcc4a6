import Decoding
import Glibc

/// Decodes the page in a file: ours FILE.
@main
struct Ours {
    static func main() {
        guard let file = fopen(CommandLine.arguments[1], "rb") else { exit(2) }
        var page: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            page += chunk[..<count]
        }
        // What it takes to start is taken off: an empty file is not decoded.
        guard !page.isEmpty else { return }
        guard (try? Decoder().decode(Delivery(page, mediaType: "text/html"))) != nil else { exit(1) }
    }
}
