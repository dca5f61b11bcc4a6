/// A libpq conninfo as an operator wrote it: words `key=value` or a URI.
struct Conninfo {
    /// The text, secrets included.
    let text: String

    /// A conninfo.
    init(_ text: String) {
        self.text = text
    }

    /// The same with `***` for every password; text that cannot be read is masked as a whole.
    var masked: String {
        if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") { return maskedURI }
        return maskedWords ?? "***"
    }

    /// Whether a password is in it; false where the text cannot be read, which libpq then explains.
    var hasPassword: Bool {
        let shown = masked
        return shown != text && shown != "***"
    }

    private static let secrets: Set<String> = ["password", "sslpassword"]

    /// The password stands between the first colon of the authority and the last `@` of it: rather too much than too little.
    private var maskedURI: String {
        guard let scheme = text.range(ofASCII: "://") else { return "***" }
        var rest = text[scheme.upperBound...]
        var result = String(text[..<scheme.upperBound])
        if let at = Self.endOfUser(rest) {
            if let colon = rest[..<at].firstIndex(of: ":") {
                result += rest[..<colon] + ":***"
            } else {
                result += rest[..<at]
            }
            rest = rest[at...]
        }
        guard let query = rest.firstIndex(of: "?") else { return result + rest }
        let parameters = rest[rest.index(after: query)...].split(separator: "&", omittingEmptySubsequences: false)
        let shown = parameters.map { parameter -> String in
            let name = parameter.prefix { $0 != "=" }
            return Self.secrets.contains(name.lowercased()) ? name + "=***" : String(parameter)
        }
        return result + rest[...query] + shown.joined(separator: "&")
    }

    /// The `@` that ends user and password; nil where there is none.
    ///
    /// It is the last one before the path, or, where somebody wrote a slash into the password, before the query. One in the
    /// query belongs to a value, such as `user=me@server`.
    private static func endOfUser(_ rest: Substring) -> Substring.Index? {
        let parts = [rest.prefix { $0 != "/" }, rest.prefix { $0 != "?" }, rest.prefix { $0 != "=" }]
        return parts.lazy.compactMap { $0.lastIndex(of: "@") }.first
    }

    /// Words with libpq's quoting; nil where that is broken.
    private var maskedWords: String? {
        var words: [String] = []
        var rest = text[...]
        func skipBlanks() { rest = rest.drop(while: \.isWhitespace) }
        skipBlanks()
        while !rest.isEmpty {
            let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest[key.endIndex...]
            skipBlanks()
            guard rest.first == "=" else { return nil }
            rest.removeFirst()
            skipBlanks()
            let start = rest.startIndex
            let isQuoted = rest.first == "'"
            if isQuoted { rest.removeFirst() }
            var isClosed = !isQuoted
            while let character = rest.first {
                if !isQuoted, character.isWhitespace { break }
                rest.removeFirst()
                if character == "\\" { rest = rest.dropFirst() }
                if isQuoted, character == "'" {
                    isClosed = true
                    break
                }
            }
            guard isClosed else { return nil }
            let value = text[start..<rest.startIndex]
            words.append(key + "=" + (Self.secrets.contains(key.lowercased()) ? "***" : String(value)))
            skipBlanks()
        }
        return words.joined(separator: " ")
    }
}

extension String {
    /// Where an ASCII text first stands; nil where it does not.
    fileprivate func range(ofASCII needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
