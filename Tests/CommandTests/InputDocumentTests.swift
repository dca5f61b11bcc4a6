import Platform
import Testing

@testable import gongbao

/// Files that are too large, told by their size or by a limit of the test's own.
@Suite struct InputDocumentTests {
    @Test func whatIsTooLargeIsNotReadAtAll() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/large.txt"
            try #require(await ChildProcess("/usr/bin/truncate", ["-s", "1T", path]).wait() == .exited(0))
            let error = #expect(throws: InputError.self) { _ = try InputDocument(path) }
            let limit = InputDocument.textLimit
            #expect(error?.description == "\(path): cannot read: larger than the limit of \(limit) bytes")
        }
    }

    /// In a message to the server each byte is two digits.
    @Test func bytesHaveHalfOfTheRoom() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/page.html"
            try OutputFile(path).replace(with: Array("<p>税收收入3亿元</p>".utf8))
            let document = try InputDocument(path)
            let size = document.bytes.count
            #expect(try document.storableBytes(atMost: size) == document.bytes)
            #expect(throws: InputError.tooLarge(path: path, limit: size - 1)) {
                try document.storableBytes(atMost: size - 1)
            }
            #expect(InputDocument.bytesLimit * 2 + 2 <= InputDocument.textLimit)
            #expect(InputDocument.textLimit <= (1 << 30) - (1 << 20))
        }
    }
}
