import Platform
import Testing

/// Runs `body` with a folder of its own in `place`, and removes it whatever happens.
func withTemporaryFolder(in place: String = "/tmp", _ body: (String) async throws -> Void) async throws {
    let making = try ChildProcess("/bin/mktemp", ["-d", "-p", place])
    try #require(await making.wait() == .exited(0), "\(making.errorOutput)")
    let folder = String(making.output.dropLast())
    let failure: (any Error)?
    do {
        try await body(folder)
        failure = nil
    } catch {
        failure = error
    }
    _ = await (try ChildProcess("/bin/rm", ["-r", folder])).wait()
    if let failure { throw failure }
}
