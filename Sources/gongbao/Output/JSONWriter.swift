/// Writes JSON in one pass.
///
/// Containers down to a given depth put each element on a line of its own; deeper ones stand on one line.
struct JSONWriter {
    /// What was written so far, UTF-8, and not yet passed on.
    private(set) var bytes: [UInt8] = []
    private let sink: (([UInt8]) -> Void)?
    private let lineDepth: Int
    private var depth = 0
    private var isFirst = true

    /// A writer whose containers down to `lineDepth` (1 is the outermost) break lines; ``passOn(_:)`` gives what it wrote to `sink`.
    init(lineDepth: Int = 1, sink: (([UInt8]) -> Void)? = nil) {
        self.lineDepth = lineDepth
        self.sink = sink
    }

    /// Passes on what was written, once it is `enough` bytes, so that a long output never lies in memory as a whole.
    mutating func passOn(_ enough: Int = 1 << 16) {
        guard let sink, bytes.count >= enough else { return }
        sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes an object; `members` writes what is in it.
    mutating func object(_ name: String? = nil, members: (inout JSONWriter) -> Void) {
        container(name, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), contents: members)
    }

    /// Writes an array; `elements` writes what is in it.
    mutating func array(_ name: String? = nil, elements: (inout JSONWriter) -> Void) {
        container(name, open: UInt8(ascii: "["), close: UInt8(ascii: "]"), contents: elements)
    }

    /// Writes a text; nil is `null`.
    mutating func text(_ name: String? = nil, _ value: String?) {
        begin(name)
        if let value { append(quoted: value) } else { append("null") }
    }

    /// Writes a whole number; nil is `null`.
    mutating func integer(_ name: String? = nil, _ value: Int?) {
        begin(name)
        append(value.map(String.init) ?? "null")
    }

    /// Writes `true` or `false`; nil is `null`.
    mutating func flag(_ name: String? = nil, _ value: Bool?) {
        begin(name)
        append(value.map { $0 ? "true" : "false" } ?? "null")
    }

    private mutating func container(
        _ name: String?,
        open: UInt8,
        close: UInt8,
        contents: (inout JSONWriter) -> Void
    ) {
        begin(name)
        bytes.append(open)
        depth += 1
        isFirst = true
        contents(&self)
        let isEmpty = isFirst
        depth -= 1
        isFirst = false
        if !isEmpty, depth < lineDepth { breakLine() }
        bytes.append(close)
        if depth == 0 { bytes.append(UInt8(ascii: "\n")) }
    }

    /// What stands before an element: the comma after its predecessor, the line break, its name.
    private mutating func begin(_ name: String?) {
        if depth > 0 {
            if !isFirst { append(depth <= lineDepth ? "," : ", ") }
            if depth <= lineDepth { breakLine() }
        }
        isFirst = false
        if let name {
            append(quoted: name)
            append(": ")
        }
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Escapes what JSON asks for, and controls above ASCII and direction marks too: a terminal would obey those.
    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}"..."\u{200F}", "\u{2028}"..."\u{202E}",
                "\u{2066}"..."\u{2069}", "\u{61C}":
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            default:
                if let encoded = UTF8.encode(scalar) { bytes.append(contentsOf: encoded) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
