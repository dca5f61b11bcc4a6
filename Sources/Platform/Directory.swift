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

    /// The paths of all regular files below, sorted; hidden ones and symbolic links to directories are left out, and told
    /// to `unnamed` are files and directories whose names are not UTF-8, with a slash at the end of a directory's path.
    ///
    /// - Throws: ``FileError`` that names the directory that cannot be read.
    package func files(unnamed: (FileError) -> Void = { _ in }) throws(FileError) -> [String] {
        var found: [String] = []
        var pending = [path]
        while let folder = pending.popLast() {
            guard let stream = opendir(folder) else {
                throw FileError(path: folder, operation: "open", number: errno)
            }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let (name, isSound) = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    let bytes = bytes.prefix { $0 != 0 }
                    return (String(decoding: bytes, as: UTF8.self), String(validating: bytes, as: UTF8.self) != nil)
                }
                guard !name.hasPrefix(".") else { continue }
                let child = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
                var status = stat()
                guard isSound else {
                    let isThere = withUnsafePointer(to: &entry.pointee.d_name) { name in
                        name.withMemoryRebound(to: CChar.self, capacity: 256) {
                            fstatat(dirfd(stream), $0, &status, 0) == 0
                        }
                    }
                    let kind = isThere ? status.st_mode & S_IFMT : 0
                    guard kind == S_IFREG || kind == S_IFDIR else { continue }
                    let path = kind == S_IFDIR ? child + "/" : child
                    unnamed(FileError(path: path, operation: "open", reason: "its name is not UTF-8"))
                    continue
                }
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
