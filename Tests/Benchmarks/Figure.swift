import Platform

/// One measured figure.
struct Figure {
    var name: String
    var value: Double
    var unit: String

    /// A line of the table.
    var line: String {
        let shown = value >= 100 ? "\(Int(value.rounded()))" : "\((value * 1000).rounded() / 1000)"
        let padding = String(repeating: " ", count: max(1, 44 - name.count))
        return "\(name)\(padding)\(String(repeating: " ", count: max(0, 10 - shown.count)))\(shown) \(unit)"
    }

    /// Shows figures as lines of a table on standard error.
    static func show(_ figures: [Figure]) throws {
        try StandardStream.error.write(figures.map { $0.line + "\n" }.joined())
    }

    /// The middle one of several measurements.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}

/// The seconds that `body` takes.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start) / .seconds(1)
}
