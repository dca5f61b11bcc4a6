import ArgumentParser
import Decoding
import Platform

/// Why a file given to a command is no report.
enum InputError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be read.
    case file(FileError)
    /// The bytes are nothing that is read here.
    case undecodable(path: String, DecodingError)
    /// There is a NUL, which PostgreSQL cannot store in a text, at this byte.
    case nul(path: String, offset: Int)
    /// The bytes are more than this, which go into one message to the server.
    case tooLarge(path: String, limit: Int)
    /// A converter could not be asked.
    case unconverted(path: String, reason: String)

    var description: String {
        switch self {
        case .file(let error): error.description
        case .undecodable(let path, let error): "\(path): \(error)"
        case .nul(let path, let offset): "\(path): NUL at byte \(offset), which PostgreSQL cannot store"
        case .tooLarge(let path, let limit):
            "\(path): larger than the limit of \(limit) bytes for what is not text in UTF-8"
        case .unconverted(let path, let reason): "\(path): \(reason)"
        }
    }
}

/// What a person knows of the files, as flags.
struct InputOptions: ParsableArguments {
    @Option(help: "What the files are, such as text/html; without it their bytes and names tell.")
    var mediaType: String?

    @Option(help: "The charset of the files; without it they tell themselves, or what decodes without errors wins.")
    var charset: String?
}

/// A file given to a command as a report.
struct InputDocument {
    private static let decoder = Decoder()
    /// The most bytes of a text: a message to the server has less than 1 GiB, with all that is known of the report.
    static let textLimit = (1 << 30) - (1 << 20)
    /// The most that is stored as bytes: in the message each is two digits, behind `\x`.
    static let bytesLimit = textLimit / 2 - 1

    /// The bytes as they are in the file.
    let bytes: [UInt8]
    /// As what they are to be read.
    let mediaType: String
    /// Their charset, where somebody knows it.
    let charset: String?
    private let path: String

    /// Reads a file, of which somebody may know what it is; `-` is standard input.
    ///
    /// - Throws: ``InputError`` that names the path.
    init(_ path: String, mediaType known: String? = nil, charset: String? = nil) throws(InputError) {
        self.path = path
        do throws(FileError) {
            bytes = try InputFile(path).read(limit: Self.textLimit)
        } catch {
            throw .file(error)
        }
        self.charset = charset
        let name = path == "-" ? nil : path
        do throws(DecodingError) {
            mediaType = try Self.decoder.mediaType(
                of: Delivery(bytes, mediaType: known, charset: charset, name: name)
            )
        } catch {
            throw .undecodable(path: path, error)
        }
    }

    /// The text as PostgreSQL can store it; nil where the bytes have to be decoded first.
    ///
    /// - Throws: ``InputError/undecodable(path:_:)`` and ``InputError/nul(path:offset:)``, because what no charset fits or no
    ///   column takes is better told now than by a worker.
    func storableText() throws(InputError) -> String? {
        guard mediaType == "text/plain" else { return nil }
        let document: DecodedDocument
        do throws(DecodingError) {
            document = try Self.decoder.decode(Delivery(bytes, mediaType: mediaType, charset: charset))
        } catch {
            throw .undecodable(path: path, error)
        }
        if let offset = document.body.firstIndex(of: 0) {
            throw .nul(path: path, offset: offset + bytes.count - document.body.count)
        }
        // A flag, such as that the end is cut off, is the worker's to give, and of bytes alone.
        guard document.charset == "utf-8", charset == nil, document.flags.isEmpty else { return nil }
        return String(decoding: document.body, as: UTF8.self)
    }

    /// The bytes where they are stored as such.
    ///
    /// - Throws: ``InputError/tooLarge(path:limit:)``, because the server ends the session of whoever sends it more at once.
    func storableBytes(atMost limit: Int = bytesLimit) throws(InputError) -> [UInt8] {
        guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
        return bytes
    }

    /// Whether a file found in a directory may be a report, by its name: of a kind that is read, or without an ending.
    static func mayBeReport(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return true }
        return decoder.fileExtensions.contains(name[name.index(after: dot)...].lowercased())
    }
}
