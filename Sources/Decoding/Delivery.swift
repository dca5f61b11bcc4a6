/// What a scraper delivered: bytes, and what it knew of them.
package struct Delivery: Sendable {
    /// The bytes as they came.
    package var bytes: [UInt8]
    /// The declared media type, with or without parameters; nil, empty and `application/octet-stream` say nothing.
    package var mediaType: String?
    /// The declared charset; nil and empty say nothing.
    package var charset: String?
    /// The file's name or the page's URL: a hint at the media type where none is declared.
    package var name: String?
    /// Whether the bytes are sound UTF-8 beyond doubt, as a database's text is.
    package var isSoundText = false

    /// Bytes, and what is known of them.
    package init(_ bytes: [UInt8], mediaType: String? = nil, charset: String? = nil, name: String? = nil) {
        self.bytes = bytes
        self.mediaType = mediaType
        self.charset = charset
        self.name = name
    }

    /// The declared media type without parameters, in lower case; nil where nothing is declared.
    var declaredType: String? {
        guard let mediaType else { return nil }
        // The hot path: no report of plain text pays for the rest.
        if mediaType == PlainTextFormat.mediaType { return mediaType }
        let type = mediaType.prefix { $0 != ";" && !$0.isWhitespace }.lowercased()
        return Self.vagueTypes.contains(type) ? nil : type
    }

    /// The declared charset: the argument, or else the media type's parameter; nil where nothing is declared.
    var declaredCharset: String? {
        if let charset, !charset.isEmpty { return charset }
        guard let mediaType, mediaType != PlainTextFormat.mediaType else { return nil }
        for parameter in mediaType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].filter({ !$0.isWhitespace }).lowercased() == "charset" else { continue }
            let value = parts[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            if !value.isEmpty { return value }
        }
        return nil
    }

    /// The extension of the file's name or of the URL's path, in lower case without the dot; nil where there is none.
    var fileExtension: String? {
        guard let name else { return nil }
        let path = name.prefix { $0 != "?" && $0 != "#" }
        guard let last = path.split(separator: "/").last, let dot = last.lastIndex(of: "."), dot != last.startIndex
        else { return nil }
        let ending = last[last.index(after: dot)...].lowercased()
        return ending.isEmpty ? nil : ending
    }

    /// What servers and file managers say of anything.
    private static let vagueTypes: Set<String> = [
        "", "application/octet-stream", "binary/octet-stream", "application/x-download", "application/force-download",
        "application/unknown", "*/*",
    ]
}
