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

    /// What a program that this process becomes may take.
    package struct Allowance: Sendable, Equatable {
        /// Seconds, of processor time and by the clock.
        package var seconds: Int
        /// Bytes of memory.
        package var memory: Int
        /// Bytes of each file that it writes, its output included.
        package var output: Int

        /// An allowance of so much.
        package init(seconds: Int, memory: Int, output: Int) {
            self.seconds = seconds
            self.memory = memory
            self.output = output
        }
    }

    /// Allows no more than that from now on, also to what this process becomes and starts; no core file, few open files.
    ///
    /// - Throws: ``FileError`` where the system refuses, because a limit that does not hold is none.
    package static func allow(_ allowance: Allowance) throws(FileError) {
        // What ignores the first signal is killed a second later.
        try limit(RLIMIT_CPU, to: allowance.seconds, atMost: allowance.seconds + 1)
        try limit(RLIMIT_AS, to: allowance.memory, atMost: allowance.memory)
        try limit(RLIMIT_FSIZE, to: allowance.output, atMost: allowance.output)
        try limit(RLIMIT_NOFILE, to: 64, atMost: 64)
        try limit(RLIMIT_CORE, to: 0, atMost: 0)
        allowTime(allowance.seconds)
    }

    private static func limit(_ resource: __rlimit_resource, to soft: Int, atMost hard: Int) throws(FileError) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(resource.rawValue), &limit)
        limit.rlim_max = min(rlim_t(hard), limit.rlim_max)
        limit.rlim_cur = min(rlim_t(soft), limit.rlim_max)
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
            throw FileError(path: "a converter", operation: "limit", number: errno)
        }
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
