/// A value of JSON, read strictly after RFC 8259, so that what the commands print is judged by another's rules.
indirect enum JSONValue: Equatable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The value of a whole document.
    ///
    /// - Throws: ``JSONReader/Fault``.
    init(_ text: String) throws {
        var reader = JSONReader(text)
        self = try reader.document()
    }

    /// A member of an object; nil where there is none.
    subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The elements of an array; empty for anything else.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The names of an object's members.
    var names: Set<String> {
        if case .object(let members) = self { Set(members.keys) } else { [] }
    }
}

/// Reads JSON, scalar by scalar.
struct JSONReader {
    /// What is not JSON, and how many scalars before the end.
    struct Fault: Error {
        let expected: String
        let left: Int
    }

    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    mutating func document() throws -> JSONValue {
        let value = try value()
        skipBlanks()
        guard rest.isEmpty else { throw fault("the end") }
        return value
    }

    private mutating func value() throws -> JSONValue {
        skipBlanks()
        switch rest.first {
        case "{":
            var members: [String: JSONValue] = [:]
            try list("{", "}") { reader in
                let name = try reader.string()
                reader.skipBlanks()
                try reader.take(":")
                guard members.updateValue(try reader.value(), forKey: name) == nil else {
                    throw reader.fault("\(name) once")
                }
            }
            return .object(members)
        case "[":
            var elements: [JSONValue] = []
            try list("[", "]") { elements.append(try $0.value()) }
            return .array(elements)
        case "\"": return .text(try string())
        case "t": return try word("true", .flag(true))
        case "f": return try word("false", .flag(false))
        case "n": return try word("null", .null)
        default:
            let digits = rest.prefix { "-0123456789".unicodeScalars.contains($0) }
            guard Int(String(digits)) != nil else { throw fault("a value") }
            rest.removeFirst(digits.count)
            return .number(String(digits))
        }
    }

    private mutating func list(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        element: (inout JSONReader) throws -> Void
    ) throws {
        try take(open)
        skipBlanks()
        if rest.first == close { return try take(close) }
        while true {
            skipBlanks()
            try element(&self)
            skipBlanks()
            if rest.first == close { return try take(close) }
            try take(",")
        }
    }

    private mutating func string() throws -> String {
        try take("\"")
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(text)
            case "\u{0}"..."\u{1F}": throw fault("no control character")
            case "\\":
                let escapes: [Unicode.Scalar: Unicode.Scalar] = [
                    "\"": "\"", "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t", "b": "\u{8}", "f": "\u{C}",
                ]
                let code = rest.popFirst() ?? " "
                if code == "u" {
                    guard let number = UInt32(String(rest.prefix(4)), radix: 16), let unit = Unicode.Scalar(number)
                    else { throw fault("four digits") }
                    rest.removeFirst(4)
                    text.append(unit)
                } else if let plain = escapes[code] {
                    text.append(plain)
                } else {
                    throw fault("an escape")
                }
            default: text.append(scalar)
            }
        }
        throw fault("a closing quote")
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
        for scalar in word.unicodeScalars { try take(scalar) }
        return value
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws {
        guard rest.popFirst() == scalar else { throw fault("\(scalar)") }
    }

    private mutating func skipBlanks() {
        while let first = rest.first, " \n\r\t".unicodeScalars.contains(first) { rest.removeFirst() }
    }

    private func fault(_ expected: String) -> Fault { Fault(expected: expected, left: rest.count) }
}
