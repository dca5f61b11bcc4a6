/// Writes metrics in Prometheus' text format, version 0.0.4.
struct MetricsWriter {
    /// What kind of figure a metric is.
    enum Kind: String {
        /// It goes up and down.
        case gauge
        /// It only goes up; its name ends with `_total`.
        case counter
    }

    /// What was written so far.
    private(set) var text = ""

    /// Writes a metric with one sample; nil leaves the metric out.
    mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: String?) {
        guard let value else { return }
        metric(name, kind, help, samples: [([], value)])
    }

    /// Writes a metric with a sample for each set of labels; without samples there is no metric.
    mutating func metric(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        samples: [(labels: [(name: String, value: String)], value: String)]
    ) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            text += labels.isEmpty ? "\(name) \(sample.value)\n" : "\(name){\(labels)} \(sample.value)\n"
        }
    }

    /// A label's value: what the format asks for, and nothing that a terminal would obey.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in TerminalText.inert(text).unicodeScalars {
            if scalar == "\\" || scalar == "\"" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
