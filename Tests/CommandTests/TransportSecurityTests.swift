import Platform
import TestSupport
import Testing

/// TLS to a server of the test's own; the checks are a script's, because they need a server that listens.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(3)))
struct TransportSecurityTests {
    @Test(.enabled(if: InputFile("/usr/bin/openssl").exists, "openssl makes the authority"))
    func onlyTheRightServerIsTalkedTo() async throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let script = try ChildProcess("/\(root)/Tests/Scripts/tls.sh", [], environment: ["GONGBAO": Program.path])
        #expect(await script.wait() == .exited(0), "\(script.output)\(script.errorOutput)")
        #expect(script.output.split(separator: "\n").filter { $0.hasPrefix("ok ") }.count == 5)
    }
}
