import Glibc

/// Limits that this process sets itself; what goes beyond them is killed by the kernel.
package enum ResourceLimits {
    /// Allows so many more bytes of memory than are mapped now, and no core file.
    package static func allowMemory(_ bytes: Int) {
        let mapped = ProcessMemory.pages().map { $0.mapped } ?? 0
        set(RLIMIT_AS, to: mapped + bytes)
        set(RLIMIT_CORE, to: 0)
    }

    /// Allows so many seconds of processor time from now on; then comes SIGXCPU.
    package static func allowProcessorTime(_ seconds: Int) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = Int(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1
        set(RLIMIT_CPU, to: used + seconds)
    }

    /// Allows so many seconds by the clock from now on; then comes SIGALRM.
    package static func allowTime(_ seconds: Int) { alarm(UInt32(clamping: seconds)) }

    /// Lets the kernel take this process first when memory runs out, before the one that started it.
    package static func offerToKernel() {
        let descriptor = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = write(descriptor, "1000", 4)
    }

    /// Ends the process at once, with nothing tidied up.
    package static func exitNow(_ status: Int) -> Never { _exit(Int32(status)) }

    private static func set(_ resource: __rlimit_resource, to value: Int) {
        let number = __rlimit_resource_t(resource.rawValue)
        var limit = rlimit()
        getrlimit(number, &limit)
        limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
        setrlimit(number, &limit)
    }
}
