import Platform

/// How a line looks on a terminal, by ECMA-48's select graphic rendition.
enum TerminalStyle {
    /// As the terminal has it.
    case plain
    /// Nothing to do.
    case good
    /// Somebody should look.
    case warning
    /// Somebody has to look.
    case critical
    /// It is not known.
    case doubtful
    /// What can be typed.
    case command

    /// The text between the codes that switch the style on and off.
    ///
    /// The text itself must have been made inert.
    func applied(to text: String) -> String {
        guard let code else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private var code: String? {
        switch self {
        case .plain: nil
        case .good: "32"
        case .warning: "33"
        case .critical: "1;31"
        case .doubtful: "35"
        case .command: "36"
        }
    }

    /// Whether whoever reads the stream wants colours: a terminal that knows them, and nobody who said `NO_COLOR`.
    static func isWanted(
        on stream: StandardStream,
        environment: (String) -> String? = Environment.value
    ) -> Bool {
        stream.isTerminal && environment("TERM") != "dumb" && (environment("NO_COLOR") ?? "").isEmpty
    }
}

/// One line for a terminal or a pipe.
struct StyledLine: Equatable {
    /// What it says.
    var text: String
    /// How it looks where there are colours.
    var style = TerminalStyle.plain

    /// The line with nothing in it that a terminal would obey, cut to `columns`, without its end.
    func rendered(inColour: Bool, columns: Int? = nil) -> String {
        let inert = TerminalText.inert(text)
        let shown = columns.map { TerminalText.truncated(inert, to: $0) } ?? inert
        return inColour ? style.applied(to: shown) : shown
    }
}
