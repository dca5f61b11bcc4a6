/// One key of the configuration: what it is called, what it may hold, and what it holds when nobody says.
///
/// Reading a file, the environment variables' names, validation and `--check-config` all come from this.
struct Setting: Sendable {
    /// What a setting may hold.
    enum Kind: Sendable, Equatable {
        /// A whole number within a range.
        case integer(ClosedRange<Int>)
        /// Any text.
        case text
        /// A libpq conninfo, in which passwords are masked when it is shown.
        case conninfo
        /// A program's path from the root and its arguments, separated by spaces; or empty.
        case command
        /// One of a few words.
        case choice([String])
    }

    /// The key in the file: `worker.connections`.
    let key: String
    /// What it may hold.
    let kind: Kind
    /// The unit of a number: `seconds`, `bytes`; empty for texts.
    let unit: String
    /// The value when nobody says, as it would be written.
    let initial: String
    /// What it means, one line.
    let summary: String

    /// The environment variable that wins over the file: `GONGBAO_WORKER_CONNECTIONS`.
    var variable: String {
        "GONGBAO_" + String(key.map { $0 == "." ? "_" : $0 }).uppercased()
    }

    /// What it may hold, in words: `1 to 64 connections`.
    var range: String {
        switch kind {
        case .integer(let range): "\(range.lowerBound) to \(range.upperBound)\(unit.isEmpty ? "" : " " + unit)"
        case .text: "text"
        case .conninfo: "conninfo or URI"
        case .command: "a program's path and arguments, or empty"
        case .choice(let words): words.joined(separator: ", ")
        }
    }

    /// Why `value` cannot be the setting's; nil where it can.
    func objection(to value: String) -> String? {
        switch kind {
        case .integer(let range):
            // Int() alone takes "+5" too, which no sample of a configuration ever shows.
            guard value.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }), let number = Int(value) else {
                return "\(quoted(value)) is no whole number; \(key) takes \(self.range)"
            }
            return range.contains(number) ? nil : "\(number) is out of range; \(key) takes \(self.range)"
        case .choice(let words):
            return words.contains(value) ? nil : "\(quoted(value)) is none of \(self.range); \(key) takes one of them"
        case .command:
            if value.isEmpty || value.hasPrefix("/") { return nil }
            return "\(quoted(value)) does not begin with a program's path from the root; \(key) takes \(self.range)"
        case .text, .conninfo:
            return nil
        }
    }

    private func quoted(_ value: String) -> String {
        "\"" + TerminalText.truncated(TerminalText.inert(value), to: 40) + "\""
    }
}
