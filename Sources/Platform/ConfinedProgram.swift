import CLinux
import Glibc

/// Another program that this process becomes: under limits, without sockets, and with nothing but the three standard streams.
///
/// It is for programs that read what strangers wrote. Files it sees as this process does.
package struct ConfinedProgram: Sendable {
    /// What the program finds in its environment; nothing of this process's own, where a password may be.
    private static var environment: [String] { ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/tmp", "TMPDIR=/tmp"] }

    private let path: String
    private let arguments: [String]
    private let allowance: ResourceLimits.Allowance

    /// The program in the file `path`, which is not looked up.
    package init(_ path: String, _ arguments: [String], allowance: ResourceLimits.Allowance) {
        self.path = path
        self.arguments = arguments
        self.allowance = allowance
    }

    /// Becomes the program; gives back why it could not.
    package func become() -> FileError {
        // Before the limits: this process may take more memory than the program is allowed.
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        var envp: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) }
        argv.append(nil)
        envp.append(nil)
        defer { for text in argv + envp { free(text) } }
        ResourceLimits.offerToKernel()
        do throws(FileError) {
            try ResourceLimits.allow(allowance)
        } catch {
            return error
        }
        let refusal = gongbao_forbid_sockets()
        guard refusal == 0 else { return FileError(path: path, operation: "take sockets from", number: refusal) }
        gongbao_close_on_exec(3)
        execve(path, argv, envp)
        return FileError(path: path, operation: "start", number: errno)
    }
}
