import Glibc

/// A program run as a child, its output kept in unnamed files.
package final class ChildProcess: Sendable {
    /// How a child ended.
    package enum End: Sendable, Equatable, CustomStringConvertible {
        /// It returned this status.
        case exited(Int)
        /// This signal killed it.
        case signalled(Int)

        /// `exit 0`, `signal 9`.
        package var description: String {
            switch self {
            case .exited(let status): "exit \(status)"
            case .signalled(let signal): "signal \(signal)"
            }
        }
    }

    /// The child's process id.
    package let processID: Int
    private let leadsGroup: Bool
    private let outputDescriptor: Int32
    private let errorDescriptor: Int32

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: the program's file; it is not looked up.
    ///   - arguments: without the program's name.
    ///   - environment: what is added to this process's own variables or replaces them.
    ///   - input: what the child reads from standard input, a file that has no name.
    ///   - leadsGroup: whether the child and all that it starts are a group of their own, which is killed as a whole.
    /// - Throws: ``FileError`` that names the program or the file that could not be written.
    package init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        leadsGroup: Bool = false
    ) throws(FileError) {
        let streams = try Self.openStreams(input)
        defer { close(streams[0]) }
        do throws(FileError) {
            processID = try Self.spawn(path, arguments, adding: environment, streams, leadsGroup: leadsGroup)
        } catch {
            close(streams[1])
            close(streams[2])
            throw error
        }
        self.leadsGroup = leadsGroup
        outputDescriptor = streams[1]
        errorDescriptor = streams[2]
    }

    /// Unnamed files for the three standard streams, the first with what the child reads.
    private static func openStreams(_ input: [UInt8]) throws(FileError) -> [Int32] {
        var streams: [Int32] = []
        do throws(FileError) {
            for contents in [input, [], []] { streams.append(try unnamedFile(contents)) }
        } catch {
            for stream in streams { close(stream) }
            throw error
        }
        return streams
    }

    /// Starts the program with these standard streams; its process id.
    private static func spawn(
        _ path: String,
        _ arguments: [String],
        adding environment: [String: String],
        _ streams: [Int32],
        leadsGroup: Bool
    ) throws(FileError) -> Int {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        set(&attributes, leadsGroup: leadsGroup)
        let variables = Self.variables.merging(environment) { $1 }
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") }
        argv.append(nil)
        envp.append(nil)
        defer { for text in argv + envp { free(text) } }
        // Where whoever started this process has it ignore the ends of children, none could be asked how it ended.
        signal(SIGCHLD, SIG_DFL)
        var identifier: pid_t = 0
        let failure = posix_spawn(&identifier, path, &actions, &attributes, argv, envp)
        guard failure == 0 else { throw FileError(path: path, operation: "start", number: failure) }
        return Int(identifier)
    }

    /// Says that the child begins with no signal blocked or ignored, and whether in a group of its own.
    private static func set(_ attributes: inout posix_spawnattr_t, leadsGroup: Bool) {
        // The thread at hand may block signals and the process ignore some, which a child would inherit.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = leadsGroup ? POSIX_SPAWN_SETPGROUP : 0
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
    }

    deinit {
        close(outputDescriptor)
        close(errorDescriptor)
    }

    /// What the child has written to standard output so far.
    package var output: String { String(decoding: outputBytes, as: UTF8.self) }

    /// The same as bytes.
    package var outputBytes: [UInt8] { Self.bytes(of: outputDescriptor) }

    /// How many bytes the child has written to standard output so far.
    package var outputCount: Int {
        var status = stat()
        return fstat(outputDescriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// What the child has written to standard error so far.
    package var errorOutput: String { String(decoding: Self.bytes(of: errorDescriptor), as: UTF8.self) }

    /// The first line of that, of which no more is read than fits in 4 KiB.
    package var firstErrorLine: String {
        let bytes = Self.bytes(of: errorDescriptor, atMost: 4096)
        return String(decoding: bytes.split(separator: 0x0A).first ?? [], as: UTF8.self)
    }

    /// The first line of that with these words in it, of which no more is read than 64 KiB; nil where there is none.
    package func errorLine(with words: String) -> String? {
        String(decoding: Self.bytes(of: errorDescriptor, atMost: 1 << 16), as: UTF8.self).split(separator: "\n")
            .first { $0.contains(words) }.map(String.init)
    }

    /// Sends the child, or the group that it leads, a signal.
    package func send(signal: Int) { kill(pid_t(leadsGroup ? -processID : processID), Int32(signal)) }

    /// Waits for the child's end without holding a thread; call it once.
    ///
    /// The child is killed when `limit` has passed or the task is cancelled; without a limit it is left alone.
    package func wait(atMost limit: Duration? = nil) async -> End {
        let end = limit.map { ContinuousClock.now + $0 }
        var pause = Duration.milliseconds(1)
        while true {
            if let end, Task.isCancelled || ContinuousClock.now >= end { send(signal: Int(SIGKILL)) }
            var status: Int32 = 0
            let answer = waitpid(pid_t(processID), &status, WNOHANG)
            if answer != 0 {
                // What it left behind of its group.
                if leadsGroup { send(signal: Int(SIGKILL)) }
                let signal = Int(status & 0x7F)
                return signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signalled(signal)
            }
            await Self.rest(for: pause)
            pause = min(pause * 2, .milliseconds(20))
        }
    }

    /// Lets the time pass, in a task that is cancelled too: one killed there may still take a while to go.
    static func rest(for pause: Duration) async {
        await Task { try? await Task.sleep(for: pause) }.value
    }

    private static func unnamedFile(_ contents: [UInt8] = []) throws(FileError) -> Int32 {
        // Created and at once unlinked, closed on exec: a child sees only the three that it is given.
        let path = "/tmp/gongbao-\(UInt64.random(in: 0...UInt64.max))"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, operation: "create", number: errno) }
        unlink(path)
        var written = 0
        while written < contents.count {
            let count = contents[written...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(written))
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                let number = errno
                close(descriptor)
                throw FileError(path: path, operation: "write", number: number)
            }
        }
        return descriptor
    }

    private static func bytes(of descriptor: Int32, atMost limit: Int = .max) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 65_536))
        while bytes.count < limit {
            let count = chunk.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(bytes.count)) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static var variables: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let line = String(cString: text)
            if let equals = line.firstIndex(of: "=") {
                variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            entry += 1
        }
        return variables
    }
}
