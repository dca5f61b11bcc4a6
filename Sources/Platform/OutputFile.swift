import Glibc

/// A file that a command writes as a whole: a reader sees the old contents or the new ones, never a part.
package struct OutputFile: Sendable {
    /// The path, as it was given.
    package let path: String

    /// The file at `path`, which need not exist.
    package init(_ path: String) {
        self.path = path
    }

    /// Replaces the contents; everybody may read them.
    ///
    /// - Throws: ``FileError`` that names the path; what was there before then stays.
    package func replace(with bytes: [UInt8]) throws(FileError) {
        // Beside the file, because a name can only be replaced within one file system.
        let draft = "\(path).\(HostInformation.processID).tmp"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileError(path: path, operation: "create", number: errno) }
        var failure: Int32 = 0
        // The unit's umask is for secrets; these contents are none.
        if fchmod(descriptor, 0o644) != 0 { failure = errno }
        var rest = bytes[...]
        while failure == 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { failure = errno }
        }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(draft, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(draft)
            throw FileError(path: path, operation: "replace", number: failure)
        }
    }

    /// Removes the file, if it is there.
    package func remove() { unlink(path) }
}
