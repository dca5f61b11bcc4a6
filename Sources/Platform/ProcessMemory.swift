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
}
