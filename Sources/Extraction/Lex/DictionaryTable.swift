/// A dictionary as read: tab-separated rows under a header line, the first column without repetition.
///
/// UTF-8, with or without a byte order mark, lines ended by LF or CR LF; empty lines are skipped, and so are lines above
/// the header that begin with `#`, where a dictionary names its source.
struct DictionaryTable {
    /// One row.
    struct Row {
        /// The line it stands on, from 1.
        var line: Int
        /// Its columns.
        var fields: [String]

        /// A column's parts between `|`.
        func list(_ column: Int) -> [String] { fields[column].split(separator: "|").map(String.init) }
    }

    private let name: String
    private let columns: [String]
    /// The rows below the header.
    private(set) var rows: [Row] = []

    /// Reads a dictionary whose header is `columns`.
    init(_ bytes: [UInt8], name: String, columns: [String]) throws(VocabularyError) {
        self.name = name
        self.columns = columns
        var seen: Set<String> = []
        var line = 0
        var hasHeader = false
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for content in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            let content = content.last == 0x0D ? content.dropLast() : content
            guard let text = String(validating: content, as: UTF8.self) else {
                throw VocabularyError(dictionary: name, line: line, reason: "invalid UTF-8")
            }
            if !hasHeader, text.hasPrefix("#") { continue }
            let row = Row(
                line: line,
                fields: text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            )
            if !hasHeader {
                hasHeader = true
                guard row.fields == columns else {
                    throw error(row, "the header is not \(columns.joined(separator: ", "))")
                }
                continue
            }
            if text.isEmpty { continue }
            guard row.fields.count == columns.count else {
                throw error(row, "\(row.fields.count) columns, \(columns.count) expected")
            }
            guard !row.fields[0].isEmpty else { throw error(row, 0, "is empty") }
            guard seen.insert(row.fields[0]).inserted else { throw error(row, 0, "stands twice") }
            rows.append(row)
        }
        guard !rows.isEmpty else { throw VocabularyError(dictionary: name, line: line, reason: "no rows") }
    }

    /// An error at `row`.
    func error(_ row: Row, _ reason: String) -> VocabularyError {
        VocabularyError(dictionary: name, line: row.line, reason: reason)
    }

    /// An error in a column of `row`, which is quoted.
    func error(_ row: Row, _ column: Int, _ reason: String) -> VocabularyError {
        error(row, "\(columns[column]) \"\(row.fields[column])\" \(reason)")
    }

    /// The value of an enumeration whose names a column holds.
    func value<Value: RawRepresentable & CaseIterable>(
        _ row: Row,
        _ column: Int
    ) throws(VocabularyError) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: row.fields[column]) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw error(row, column, "is none of \(known)")
        }
        return value
    }
}
