import Platform

/// A PostgreSQL of a test's own, for what others would not survive.
package struct PrivateServer: Sendable {
    /// A superuser's conninfo.
    package let conninfo: String
    private let name: String

    /// Starts one, runs `body`, and removes it whatever happens.
    package static func run(_ body: (PrivateServer) async throws -> Void) async throws {
        let name = "own-\(UInt32.random(in: 0...UInt32.max))"
        let address = try await script("start", name)
        let server = PrivateServer(
            conninfo: String(address.prefix { $0 != "\n" }) + " connect_timeout=60",
            name: name
        )
        let failure: (any Error)?
        do {
            try await body(server)
            failure = nil
        } catch {
            failure = error
        }
        _ = try await script("stop", name)
        if let failure { throw failure }
    }

    /// Stops it as if the power had failed, and starts it again.
    package func restart() async throws { _ = try await Self.script("restart", name) }

    /// Does the same, and makes it a standby whose primary is gone.
    package func demote() async throws { _ = try await Self.script("demote", name) }

    private static func script(_ action: String, _ name: String) async throws -> String {
        let path = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Scripts/server.sh"
        // What it starts keeps its standard output open, which must not be waited for.
        let child = try ChildProcess(path, [action, name])
        guard await child.wait() == .exited(0) else { throw PrivateServerError(output: child.errorOutput) }
        return child.output
    }
}

/// The script's words where it failed.
private struct PrivateServerError: Error {
    let output: String
}
