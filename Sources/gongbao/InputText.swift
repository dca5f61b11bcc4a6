import Platform

/// Why a file given to a command is no report.
enum InputError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be read.
    case file(FileError)
    /// The bytes are not UTF-8, from this byte on.
    case invalidUTF8(path: String, offset: Int)
    /// There is a NUL, which PostgreSQL cannot store in a text, at this byte.
    case nul(path: String, offset: Int)

    var description: String {
        switch self {
        case .file(let error): error.description
        case .invalidUTF8(let path, let offset): "\(path): invalid UTF-8 at byte \(offset)"
        case .nul(let path, let offset): "\(path): NUL at byte \(offset), which PostgreSQL cannot store"
        }
    }
}

/// The text of one file.
struct InputText {
    /// The body, valid UTF-8 without a BOM.
    let body: [UInt8]
    private let markLength: Int

    /// Reads a file; `-` is standard input.
    init(_ path: String) throws(InputError) {
        var bytes = try Self.bytes(path)
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw .invalidUTF8(path: path, offset: error.byteOffsets.lowerBound)
        }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.markLength = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        bytes.removeFirst(markLength)
        self.body = bytes
    }

    /// The body as PostgreSQL can store it.
    func storable(_ path: String) throws(InputError) -> String {
        if let offset = body.firstIndex(of: 0) { throw .nul(path: path, offset: offset + markLength) }
        return String(decoding: body, as: UTF8.self)
    }

    /// The bytes of a file, whatever they are; `-` is standard input.
    static func bytes(_ path: String) throws(InputError) -> [UInt8] {
        do throws(FileError) {
            // PostgreSQL holds a value of 1 GB at most.
            return try InputFile(path).read(limit: 1 << 30)
        } catch {
            throw .file(error)
        }
    }
}
