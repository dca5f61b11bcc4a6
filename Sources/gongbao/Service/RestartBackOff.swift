import Platform

/// How long a worker waits before it works where those before it failed: twice as long after each failure in a row.
///
/// The service manager starts a worker that failed again after a pause, but in systemd 252 that is always the same one,
/// and from 254 on a pause that has grown never shrinks by itself. What is known of the worker before is a file in the
/// unit's runtime directory, which the manager keeps where it starts a worker again and removes when the unit stops.
struct RestartBackOff: Sendable {
    /// What is known of the workers before.
    struct Record: Equatable {
        /// How many failed, one after the other.
        var failures: Int
        /// When the one that failed last began to work; seconds since the system's start.
        var beganWork: Int

        /// What ``text`` gave; nil where it is anything else.
        init?(_ text: String) {
            // Far above what can be, far below what would overflow.
            let numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) ?? -1 }
            guard numbers.count == 2, numbers.allSatisfy((0...1 << 40).contains) else { return nil }
            self.init(failures: numbers[0], beganWork: numbers[1])
        }

        init(failures: Int, beganWork: Int) {
            self.failures = failures
            self.beganWork = beganWork
        }

        /// As it stands in the file.
        var text: String { "\(failures) \(beganWork)\n" }
    }

    /// The pause after the second failure in a row, in seconds: the manager's own was after the first.
    let first: Int
    /// The longest pause, in seconds.
    let longest: Int
    /// A worker that worked for so many seconds before it failed is the first of a row.
    let steady: Int
    private let path: String

    /// By the settings, in the runtime directory that the environment names; nil where there is none.
    init?(_ settings: Configuration, environment: (String) -> String? = Environment.value) {
        // Several are separated by colons.
        guard let folder = environment("RUNTIME_DIRECTORY")?.split(separator: ":").first else { return nil }
        first = settings.integer(.restartFirstSeconds)
        longest = settings.integer(.restartLongestSeconds)
        steady = settings.integer(.restartSteadySeconds)
        path = "\(folder)/failures"
    }

    /// Notes that this worker has begun, so that the next one knows unless it is forgotten: how many failed before it, one
    /// after the other, and how many seconds it is to wait.
    ///
    /// - Throws: ``FileError`` where the file cannot be written.
    func begin(now: Int = HostInformation.secondsSinceStart) throws(FileError) -> (failures: Int, pause: Int) {
        let before = (try? InputFile(path).read(limit: 100)).flatMap { Record(String(decoding: $0, as: UTF8.self)) }
        let failures = before.map { now - $0.beganWork < steady ? $0.failures + 1 : 1 } ?? 0
        let pause = pause(after: failures)
        try OutputFile(path).replace(with: Array(Record(failures: failures, beganWork: now + pause).text.utf8))
        return (failures, pause)
    }

    /// Forgets it all: this worker was told to stop, and the next one comes because somebody wants it.
    func forget() { OutputFile(path).remove() }

    /// The pause after so many failures in a row, in seconds.
    func pause(after failures: Int) -> Int {
        // Twenty doublings of a second are more than the longest that can be set.
        failures < 2 ? 0 : min(longest, first << min(failures - 2, 20))
    }
}
