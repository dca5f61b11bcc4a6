import Glibc

/// Why the operating system refused a file or a directory.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path, as it was given.
    package let path: String
    /// What was to be done with it, a verb: `open`, `read`.
    package let operation: String
    /// The reason, in the system's words.
    package let reason: String

    /// An error with the reason in words.
    package init(path: String, operation: String, reason: String) {
        self.path = path
        self.operation = operation
        self.reason = reason
    }

    /// An error with the reason that `number`, an errno, stands for.
    init(path: String, operation: String, number: Int32) {
        self.init(path: path, operation: operation, reason: String(cString: strerror(number)))
    }

    /// `report.txt: cannot open: No such file or directory`.
    package var description: String { "\(path): cannot \(operation): \(reason)" }
}
