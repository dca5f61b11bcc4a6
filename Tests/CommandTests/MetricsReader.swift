/// Reads Prometheus' text format and holds it to the conventions of names.
struct MetricsReader {
    /// Why a text is no such format.
    struct Malformed: Error {
        /// The line.
        var line: String
    }

    /// The value of each sample, by name and labels as written.
    private(set) var samples: [String: String] = [:]
    /// What breaks a convention.
    private(set) var breaches: [String] = []

    /// Reads all lines.
    init(_ text: String) throws {
        var types: [String: String] = [:]
        var helped: Set<String> = []
        guard text.hasSuffix("\n") else { throw Malformed(line: "the last one has no end") }
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if line.hasPrefix("# HELP "), words.count == 4 {
                if !words[3].hasSuffix(".") || words[3].count < 10 { breaches.append("\(words[2]) is not explained") }
                if !helped.insert(words[2]).inserted { breaches.append("\(words[2]) is there twice") }
            } else if line.hasPrefix("# TYPE "), words.count == 4 {
                types[words[2]] = words[3]
            } else {
                // A label's value may have blanks, the sample's value has none.
                guard let blank = line.lastIndex(of: " "), Double(line[line.index(after: blank)...]) != nil else {
                    throw Malformed(line: String(line))
                }
                let key = String(line[..<blank])
                if samples.updateValue(String(line[line.index(after: blank)...]), forKey: key) != nil {
                    breaches.append("\(key) is there twice")
                }
                let name = String(key.prefix { $0 != "{" })
                guard let type = types[name], helped.contains(name) else {
                    breaches.append("\(name) has no HELP or TYPE before it")
                    continue
                }
                if (type == "counter") != name.hasSuffix("_total") { breaches.append("\(name) is a \(type)") }
                if !name.hasPrefix("gongbao_") { breaches.append("\(name) says not whose it is") }
                for unit in ["_milliseconds", "_ms", "_minutes", "_kilobytes", "_mb", "_percent"]
                where name.contains(unit) { breaches.append("\(name) is not in a base unit") }
            }
        }
    }
}
