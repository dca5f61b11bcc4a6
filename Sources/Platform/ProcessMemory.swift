import Glibc

/// What the kernel tells of a process's memory.
package enum ProcessMemory {
    /// The most that a process had resident so far, in KiB; nil where it is gone.
    package static func peakKilobytes(of processID: Int) -> Int? {
        guard let bytes = try? InputFile("/proc/\(processID)/status").read(limit: 1 << 16) else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(separator: " ").compactMap { Int($0) }.first
        }
        return nil
    }

    /// How many bytes this process has mapped and how many of them are resident; nil where the kernel does not tell.
    package static func pages() -> (mapped: Int, resident: Int)? {
        guard let bytes = try? InputFile("/proc/self/statm").read(limit: 1 << 12) else { return nil }
        let counts = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        guard counts.count >= 2 else { return nil }
        let size = sysconf(Int32(_SC_PAGESIZE))
        return (counts[0] * size, counts[1] * size)
    }
}
