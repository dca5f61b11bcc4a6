import Glibc

/// A file that a command reads; the path `-` is standard input.
package struct InputFile: Sendable {
    /// The path, as it was given.
    package let path: String

    /// The file at `path`.
    package init(_ path: String) {
        self.path = path
    }

    /// Whether there is something at the path, readable or not.
    package var exists: Bool { access(path, F_OK) == 0 }

    /// All its bytes; more than `limit` are an error.
    ///
    /// - Throws: ``FileError`` that names the path.
    package func read(limit: Int = .max) throws(FileError) -> [UInt8] {
        guard path != "-" else { return try drain(STDIN_FILENO, limit: limit) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, operation: "open", number: errno) }
        defer { close(descriptor) }
        return try drain(descriptor, limit: limit)
    }

    private func drain(_ descriptor: Int32, limit: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            // Told at once, rather than when as much of it is in memory.
            guard status.st_size <= limit else { throw tooLarge(limit) }
            // A hint only: a file may grow while it is read, and one with holes tells of more than there is memory.
            if status.st_size < 1 << 30 { bytes.reserveCapacity(Int(status.st_size) + 1) }
        }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                let number = errno
                if number == EINTR { continue }
                throw FileError(path: path, operation: "read", number: number)
            }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw tooLarge(limit) }
        }
    }

    private func tooLarge(_ limit: Int) -> FileError {
        FileError(path: path, operation: "read", reason: "larger than the limit of \(limit) bytes")
    }
}
