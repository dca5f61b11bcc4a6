/// A dictionary as read: tab-separated rows under one header line, the first column without repetition.
struct DictionaryTable {
    /// One row.
    struct Row {
        /// The line it stands on, from 1.
        var line: Int
        /// Its columns.
        var fields: [Substring]
    }

    private let name: String
    /// The rows below the header.
    private(set) var rows: [Row] = []

    /// Reads UTF-8 text.
    init(_ bytes: [UInt8], name: String, columns: Int) throws(VocabularyError) {
        self.name = name
        let text = String(decoding: bytes, as: UTF8.self)
        var seen: Set<Substring> = []
        var line = 0
        for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
            line += 1
            if line == 1 || content.isEmpty { continue }
            let row = Row(line: line, fields: content.split(separator: "\t", omittingEmptySubsequences: false))
            guard row.fields.count == columns else {
                throw error(row, "\(row.fields.count) columns, \(columns) expected")
            }
            guard !row.fields[0].isEmpty else { throw error(row, "empty first column") }
            guard seen.insert(row.fields[0]).inserted else { throw error(row, "\(row.fields[0]) stands twice") }
            rows.append(row)
        }
        guard !rows.isEmpty else { throw VocabularyError(dictionary: name, line: 1, reason: "empty") }
    }

    /// An error at `row`.
    func error(_ row: Row, _ reason: String) -> VocabularyError {
        VocabularyError(dictionary: name, line: row.line, reason: reason)
    }
}
