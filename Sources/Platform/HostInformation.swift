import Glibc

/// Where this process runs.
package enum HostInformation {
    /// The host's name; empty where the system does not tell.
    package static var name: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The time of day, in seconds since 1970.
    package static var clock: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The time since the system's start, in seconds; it goes on while the machine sleeps and nobody can set it.
    package static var secondsSinceStart: Int {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return time.tv_sec
    }

    /// How many processors are online, at least 1.
    package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// This process's id.
    package static var processID: Int { Int(getpid()) }
}
