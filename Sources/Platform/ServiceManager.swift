import Glibc

/// The service manager that started this process, told of its state by datagrams.
///
/// This is the protocol of sd_notify(3): lines `NAME=value` in one datagram to the Unix socket that `NOTIFY_SOCKET` names.
package struct ServiceManager: Sendable {
    private let path: [UInt8]
    /// How long the manager waits for ``keepAlive`` before it kills the process; nil where it does not.
    package let watchdogInterval: Duration?

    /// Proof of progress for the manager's watchdog.
    package static let keepAlive = "WATCHDOG=1"

    /// The manager that the environment names; nil where there is none.
    package init?(environment: (String) -> String? = Environment.value) {
        guard let path = environment("NOTIFY_SOCKET").map({ Array($0.utf8) }),
            path.first == UInt8(ascii: "/") || path.first == UInt8(ascii: "@"),
            // The kernel's address has room for the path and a final zero.
            (2...107).contains(path.count)
        else { return nil }
        self.path = path
        let isMeant = environment("WATCHDOG_PID").map { Int($0) == HostInformation.processID } ?? true
        watchdogInterval = isMeant ? environment("WATCHDOG_USEC").flatMap { Int($0) }.map { .microseconds($0) } : nil
    }

    /// Sends lines; a manager that does not listen is nobody's trouble but its own.
    package func notify(_ lines: [String]) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: path)
            // A name that begins with a zero is in the abstract namespace.
            if path.first == UInt8(ascii: "@") { room[0] = 0 }
        }
        let message = Array(lines.joined(separator: "\n").utf8)
        // An abstract name ends with the address, a path with a zero.
        let length = MemoryLayout<sa_family_t>.size + path.count + (path.first == UInt8(ascii: "@") ? 0 : 1)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                // Waiting on a full queue would make the manager's trouble ours.
                let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                _ = sendto(descriptor, message, message.count, flags, generic, socklen_t(length))
            }
        }
    }
}
