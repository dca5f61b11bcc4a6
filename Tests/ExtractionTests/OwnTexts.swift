/// The sentences of the case tables and the sample reports: texts of the repository's own.
enum OwnTexts {
    /// Name and body of each.
    static let all: [(name: String, body: [UInt8])] = {
        let tables = CaseFile.observationTables + ["rejected", "rules", "table", "communique"]
        let sentences = tables.flatMap { table in
            CaseFile.rows(table + ".tsv").compactMap { row in
                row.columns.first.map { (name: "\(table) line \(row.line)", body: Array($0.utf8)) }
            }
        }
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
            .joined(separator: "/")
        let reports = ["city_communique", "county_annual", "street_half_year", "town_year_redacted"].compactMap {
            name in
            CaseFile.bytes("\(folder)/Reports/\(name).txt").map { (name: name, body: $0) }
        }
        return sentences + reports
    }()
}
