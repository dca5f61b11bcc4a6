import Glibc

/// The service manager's end of sd_notify's protocol: a bound datagram socket that keeps what it is sent.
package final class NotificationSocket: Sendable {
    /// What `NOTIFY_SOCKET` is to be.
    package let address: String
    private let descriptor: Int32

    /// A socket in the abstract namespace, or a file under `/tmp`; nil where none can be bound.
    package init?(isAbstract: Bool) {
        let path = (isAbstract ? "@" : "/tmp/") + "gongbao-notify-\(UInt64.random(in: 0...UInt64.max))"
        let bound = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { room in
            unsafe room.copyBytes(from: path.utf8)
            if isAbstract { unsafe room[0] = 0 }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count + (isAbstract ? 0 : 1))
        let result = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(bound, $0, length) }
        }
        guard bound >= 0, result == 0 else { return nil }
        address = path
        descriptor = bound
    }

    deinit {
        close(descriptor)
        if address.hasPrefix("/") { unsafe unlink(address) }
    }

    /// The next datagram's lines; waits for it without holding a thread.
    package func next() async throws -> [String] {
        var room = [UInt8](repeating: 0, count: 8192)
        while true {
            let count = unsafe recv(descriptor, &room, room.count, 0)
            if count >= 0 {
                return String(decoding: room[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Passes over datagrams up to the one that has a line which begins with `prefix`, and gives back its lines.
    package func next(with prefix: String) async throws -> [String] {
        while true {
            let lines = try await next()
            if lines.contains(where: { $0.hasPrefix(prefix) }) { return lines }
        }
    }
}
