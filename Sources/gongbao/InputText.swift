import Platform

/// Why a file given to a command is no report.
enum InputError: Error, CustomStringConvertible {
    /// The file cannot be read.
    case file(FileError)
    /// The bytes are not UTF-8, from this byte on.
    case invalidUTF8(path: String, offset: Int)

    var description: String {
        switch self {
        case .file(let error): error.description
        case .invalidUTF8(let path, let offset): "\(path): invalid UTF-8 at byte \(offset)"
        }
    }
}

/// The text of one file.
struct InputText {
    /// The body, valid UTF-8 without a BOM.
    let body: [UInt8]

    /// Reads a file; `-` is standard input.
    init(_ path: String) throws(InputError) {
        var bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputFile(path).read()
        } catch {
            throw .file(error)
        }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw .invalidUTF8(path: path, offset: error.byteOffsets.lowerBound)
        }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.starts(with: byteOrderMark) { bytes.removeFirst(byteOrderMark.count) }
        self.body = bytes
    }
}
