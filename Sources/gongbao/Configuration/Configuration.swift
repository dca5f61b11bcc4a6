import Platform

/// The effective value of every setting, and who gave it.
///
/// Flags win over environment variables, those over the file, and that over the built-in values.
struct Configuration: Sendable {
    /// A value and where it came from.
    struct Value: Sendable, Equatable {
        /// The value, checked against its setting.
        var text: String
        /// `built-in`, `FILE:LINE`, a variable's or a flag's name.
        var origin: String
    }

    /// Where the configuration is when no flag says; it need not exist.
    static let defaultPath = "/etc/gongbao/gongbao.conf"

    private var values: [String: Value] = [:]

    /// The built-in values.
    init() {
        for setting in Setting.all { values[setting.key] = Value(text: setting.initial, origin: "built-in") }
    }

    /// The value of a setting as it would be written.
    func text(_ setting: Setting) -> String {
        values[setting.key]?.text ?? setting.initial
    }

    /// The value of a setting that is a number.
    func integer(_ setting: Setting) -> Int {
        guard let number = Int(text(setting)) else { preconditionFailure("\(setting.key) is no number") }
        return number
    }

    /// Gives a setting a value.
    ///
    /// - Throws: ``ConfigurationError`` that names the origin, the key and what it takes.
    mutating func set(_ setting: Setting, to text: String, origin: String) throws(ConfigurationError) {
        if let objection = setting.objection(to: text) {
            throw ConfigurationError(origin: origin, reason: objection)
        }
        values[setting.key] = Value(text: text, origin: origin)
    }

    /// Takes over what a file says: lines `key = value`, empty ones, and comments after `#` at a line's start.
    ///
    /// - Throws: ``ConfigurationError`` that names file, line and key.
    mutating func read(_ text: String, path: String) throws(ConfigurationError) {
        let settings = Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.key, $0) })
        var seen: [String: Int] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let origin = "\(path):\(index + 1)"
            let content = Self.trimmed(line)
            guard !content.isEmpty, !content.hasPrefix("#") else { continue }
            guard let equals = content.firstIndex(of: "=") else {
                throw ConfigurationError(origin: origin, reason: "a line is key = value or a comment after #")
            }
            let key = Self.trimmed(content[..<equals])
            guard let setting = settings[key] else {
                throw ConfigurationError(origin: origin, reason: "unknown key \(TerminalText.inert(key))")
            }
            if let first = seen[key] {
                throw ConfigurationError(origin: origin, reason: "\(key) is already set in line \(first)")
            }
            seen[key] = index + 1
            try set(setting, to: Self.trimmed(content[content.index(after: equals)...]), origin: origin)
        }
    }

    /// Takes over the variables that are set.
    ///
    /// - Throws: ``ConfigurationError`` that names the variable.
    mutating func read(environment: (String) -> String?) throws(ConfigurationError) {
        for setting in Setting.all {
            guard let text = environment(setting.variable) else { continue }
            try set(setting, to: text, origin: setting.variable)
        }
    }

    /// Checks what no single setting can know.
    ///
    /// - Throws: ``ConfigurationError`` that names both keys.
    func checkOrder() throws(ConfigurationError) {
        let pairs: [(Setting, Setting)] = [
            (.workerPollMilliseconds, .workerPollIdleMilliseconds),
            (.retryFirstSeconds, .retryLongestSeconds),
            (.restartFirstSeconds, .restartLongestSeconds),
            (.statusBacklogWarning, .statusBacklogCritical),
            (.statusFailuresWarning, .statusFailuresCritical),
            (.statusHorizonWarning, .statusHorizonCritical),
        ]
        for (lower, upper) in pairs where integer(lower) > integer(upper) {
            throw ConfigurationError(
                origin: values[lower.key]?.origin ?? lower.key,
                reason: "\(lower.key) is \(integer(lower)), above \(upper.key), \(integer(upper))"
            )
        }
    }

    /// A line for each setting: key, value and where it came from, secrets masked.
    var listing: String {
        var table = TerminalTable(columns: [
            .init(title: "key"), .init(title: "value", limit: 96), .init(title: "from", limit: 96),
        ])
        for setting in Setting.all {
            let value = values[setting.key] ?? Value(text: setting.initial, origin: "built-in")
            let shown = setting.kind == .conninfo ? Conninfo(value.text).masked : value.text
            table.add(row: [setting.key, shown, value.origin])
        }
        return table.text
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var content = text[...]
        while let first = content.first, first.isWhitespace { content.removeFirst() }
        while let last = content.last, last.isWhitespace { content.removeLast() }
        return String(content)
    }
}
