import Glibc

/// A directory whose files a command works through.
package struct Directory: Sendable {
    /// The path, as it was given.
    package let path: String

    /// The directory at `path`, or nil where `path` is none.
    package init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        self.path = path
    }

    /// The paths of all regular files below, sorted; hidden ones and symbolic links to directories are left out.
    ///
    /// - Throws: ``FileError`` that names the directory that cannot be read.
    package func files() throws(FileError) -> [String] {
        var found: [String] = []
        var pending = [path]
        while let folder = pending.popLast() {
            guard let stream = opendir(folder) else {
                throw FileError(path: folder, operation: "open", number: errno)
            }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                guard !name.hasPrefix(".") else { continue }
                let child = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
                var status = stat()
                guard lstat(child, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: pending.append(child)
                case S_IFREG: found.append(child)
                case S_IFLNK where stat(child, &status) == 0 && status.st_mode & S_IFMT == S_IFREG: found.append(child)
                default: continue
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
