import Platform

/// How far a command is, redrawn on one line of standard error; nothing where that is no terminal.
struct ProgressBar {
    private let total: Int
    private let columns: Int?
    private var drawn = -1

    /// A bar for `total` steps.
    init(total: Int) {
        self.total = total
        self.columns = StandardStream.error.isTerminal ? StandardStream.error.columns ?? 80 : nil
    }

    /// Draws the bar, where it would look different.
    mutating func show(done: Int, note: String) {
        guard let columns, total > 0 else { return }
        let width = max(10, min(40, columns - 40))
        let filled = width * done / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let line = TerminalText.truncated("\(bar) \(done)/\(total) \(TerminalText.inert(note))", to: columns - 1)
        drawn = done
        // A bar that cannot be drawn is no reason to stop the work.
        try? StandardStream.error.write("\r\u{1B}[K\(line)")
    }

    /// Takes the bar away, so that other lines can be written.
    mutating func clear() {
        guard columns != nil, drawn >= 0 else { return }
        drawn = -1
        try? StandardStream.error.write("\r\u{1B}[K")
    }
}
