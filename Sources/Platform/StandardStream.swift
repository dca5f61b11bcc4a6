import Glibc

/// Standard output or standard error, written without a buffer in between.
package struct StandardStream: Sendable {
    private let descriptor: Int32

    /// What a pipe reads.
    package static let output = StandardStream(descriptor: STDOUT_FILENO)
    /// What a person reads.
    package static let error = StandardStream(descriptor: STDERR_FILENO)

    /// Whether a terminal is at the other end.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// How many columns the terminal has; nil where it is none.
    package var columns: Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// How many lines the terminal has; nil where it is none.
    package var lines: Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return Int(size.ws_row)
    }

    /// Writes all bytes.
    ///
    /// - Throws: ``FileError``, for example when the disk is full or the reader has gone.
    package func write(_ bytes: [UInt8]) throws(FileError) {
        let name = descriptor == STDOUT_FILENO ? "standard output" : "standard error"
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                let number = errno
                if number == EINTR { continue }
                throw FileError(path: name, operation: "write", number: number)
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes a text as UTF-8.
    ///
    /// - Throws: ``FileError``, for example when the disk is full or the reader has gone.
    package func write(_ text: String) throws(FileError) {
        try write(Array(text.utf8))
    }
}
