/// Rows with aligned columns, for a terminal.
struct TerminalTable {
    /// One column.
    struct Column {
        /// What stands over it.
        var title: String
        /// Whether it holds numbers, which align at their end.
        var alignRight = false
        /// The most columns it may take on the terminal; longer text is cut.
        var limit = 48
    }

    private enum Line {
        case cells([String])
        case heading(String)
    }

    private let columns: [Column]
    private var rows: [Line] = []

    /// A table without rows.
    init(columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row with a cell for each column.
    mutating func add(row cells: [String]) {
        rows.append(
            .cells(zip(cells, columns).map { TerminalText.truncated(TerminalText.inert($0), to: $1.limit) })
        )
    }

    /// Adds a line that stands across all columns.
    mutating func add(heading: String) {
        rows.append(.heading(TerminalText.inert(heading)))
    }

    /// The table, each line ended.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// The table's lines.
    var lines: [String] {
        var widths = columns.map { TerminalText.width(of: $0.title) }
        for case .cells(let cells) in rows {
            for (index, cell) in cells.enumerated() {
                widths[index] = max(widths[index], TerminalText.width(of: cell))
            }
        }
        func joined(_ cells: [String]) -> String {
            let padded = cells.indices.map {
                TerminalText.padded(cells[$0], to: widths[$0], alignRight: columns[$0].alignRight)
            }
            var line = padded.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        let body = rows.map { row in
            switch row {
            case .cells(let cells): joined(cells)
            case .heading(let heading): heading
            }
        }
        return [joined(columns.map(\.title))] + body
    }
}
