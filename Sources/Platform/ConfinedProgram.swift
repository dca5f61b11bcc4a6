import CLinux
import Glibc

/// Another program that this process becomes: under limits, without sockets, and with nothing but the three standard streams.
///
/// It is for programs that read what strangers wrote. Of files it sees the system's programs and their data, itself, what its
/// arguments name, and `/tmp`, where alone it may write, wherever the kernel has Landlock.
package struct ConfinedProgram: Sendable {
    /// What the program finds in its environment; nothing of this process's own, where a password may be.
    private static var environment: [String] { ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/tmp", "TMPDIR=/tmp"] }

    /// What programs of the distribution are made of, and what each opens when it starts; nobody keeps a password there.
    private static let readable = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/etc/ld.so.cache", "/etc/fonts",
        "/etc/localtime", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/dev/zero",
        "/dev/random", "/dev/urandom",
    ]
    private static let writable = ["/tmp", "/dev/null"]

    /// Whether the kernel can hide files from a process that asks for it.
    package static var canHideFiles: Bool { gongbao_landlock_version() >= 1 }

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
        if Self.canHideFiles {
            let refusal = hideFiles()
            guard refusal == 0 else { return FileError(path: path, operation: "hide files from", number: refusal) }
        }
        let refusal = gongbao_forbid_sockets()
        guard refusal == 0 else { return FileError(path: path, operation: "take sockets from", number: refusal) }
        gongbao_close_on_exec(3)
        execve(path, argv, envp)
        return FileError(path: path, operation: "start", number: errno)
    }

    /// Takes all files away but those that the program needs; gives back 0 or an errno.
    private func hideFiles() -> CInt {
        let rules = gongbao_landlock_ruleset()
        guard rules >= 0 else { return errno }
        defer { close(rules) }
        for place in Self.readable + [path] + arguments.filter({ $0.hasPrefix("/") }) {
            let refusal = gongbao_landlock_allow(rules, place, 0)
            // Not every system has each of them.
            guard refusal == 0 || refusal == ENOENT || refusal == EACCES else { return refusal }
        }
        for place in Self.writable {
            let refusal = gongbao_landlock_allow(rules, place, 1)
            guard refusal == 0 else { return refusal }
        }
        return gongbao_landlock_enforce(rules)
    }
}
