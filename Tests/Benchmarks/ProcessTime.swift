import Platform

/// The processor time that a process has used, from `/proc` (proc(5)).
struct ProcessTime {
    /// The kernel counts in hundredths of a second.
    private static let ticksPerSecond = 100.0

    /// Seconds of the process itself.
    let own: Double
    /// Seconds of its children that have ended.
    let children: Double

    /// What a process has used so far; nil where it is gone.
    init?(of processID: Int) {
        guard let bytes = try? InputFile("/proc/\(processID)/stat").read(limit: 1 << 16) else { return nil }
        // The name in brackets may hold spaces; the fields behind it begin with the third.
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 14 else { return nil }
        let ticks = fields[11...14].map { Double($0) ?? 0 }
        own = (ticks[0] + ticks[1]) / Self.ticksPerSecond
        children = (ticks[2] + ticks[3]) / Self.ticksPerSecond
    }

    /// The parent of a process, which for a server process is the postmaster; nil where it is gone.
    static func parent(of processID: Int) -> Int? {
        guard let bytes = try? InputFile("/proc/\(processID)/status").read(limit: 1 << 16) else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("PPid:") {
            return line.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) }
        }
        return nil
    }
}
