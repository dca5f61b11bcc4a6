/// Reads Prometheus' text format, version 0.0.4, as strictly as its own parser, and holds it to what `promtool check metrics` asks.
struct MetricsReader {
    /// Why a text is no such format.
    struct Malformed: Error {
        /// What is wrong with it.
        var reason: String
        /// The line.
        var line: String
    }

    /// The value of each sample, by name and labels as written.
    private(set) var samples: [String: String] = [:]
    /// What breaks a convention.
    private(set) var breaches: [String] = []

    private var types: [String: String] = [:]
    private var helped: Set<String> = []
    /// Whose lines came so far; those of one family stand together.
    private var families: [String] = []

    /// Reads all lines.
    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Malformed(reason: "the last line has no end", line: "") }
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if words.count == 4, words[0] == "#" {
                try readDescription(words, line: String(line))
            } else {
                try readSample(line)
            }
        }
        for family in families where types[family] == nil || !helped.contains(family) {
            breaches.append("\(family) has no HELP or no TYPE")
        }
        for family in helped.subtracting(samples.keys.map { String($0.prefix { $0 != "{" }) }) {
            breaches.append("\(family) has no sample")
        }
    }

    private mutating func readDescription(_ words: [String], line: String) throws {
        let name = words[2]
        try enter(name, line: line)
        let isLate = samples.keys.contains { $0 == name || $0.hasPrefix(name + "{") }
        switch words[1] {
        case "HELP":
            guard helped.insert(name).inserted else { throw Malformed(reason: "a second HELP", line: line) }
            if !words[3].hasSuffix(".") || words[3].count < 10 { breaches.append("\(name) is not explained") }
        case "TYPE":
            guard types.updateValue(words[3], forKey: name) == nil, !isLate else {
                throw Malformed(reason: "a TYPE after a TYPE or a sample", line: line)
            }
            guard ["counter", "gauge"].contains(words[3]) else {
                throw Malformed(reason: "an unknown type", line: line)
            }
        default: throw Malformed(reason: "a comment that nobody reads", line: line)
        }
    }

    /// A family's lines begin here or go on.
    private mutating func enter(_ name: String, line: String) throws {
        guard Self.isName(name, colon: true) else { throw Malformed(reason: "no name of a metric", line: line) }
        if families.last == name { return }
        guard !families.contains(name) else { throw Malformed(reason: "a family in two places", line: line) }
        families.append(name)
    }

    private mutating func readSample(_ line: Substring) throws {
        func malformed(_ reason: String) -> Malformed { Malformed(reason: reason, line: String(line)) }
        let name = String(line.prefix { $0 != "{" && $0 != " " })
        try enter(name, line: String(line))
        var rest = line.dropFirst(name.count)
        var labels: Set<String> = []
        if rest.first == "{" {
            rest.removeFirst()
            while rest.first != "}" {
                let label = String(rest.prefix { $0 != "=" })
                guard Self.isName(label, colon: false), labels.insert(label).inserted else {
                    throw malformed("no label, or one that is there twice")
                }
                rest = rest.dropFirst(label.count)
                guard rest.starts(with: "=\"") else { throw malformed("no value of a label") }
                rest = rest.dropFirst(2)
                while let character = rest.popFirst(), character != "\"" {
                    if character == "\\", !["\\", "\"", "n"].contains(rest.popFirst()) { throw malformed("an escape") }
                    if rest.isEmpty { throw malformed("a value without an end") }
                }
                if rest.first == "," { rest.removeFirst() }
            }
            rest.removeFirst()
        }
        let key = String(line[..<rest.startIndex])
        guard rest.first == " ", Double(rest.dropFirst()) != nil else { throw malformed("no number") }
        guard samples.updateValue(String(rest.dropFirst()), forKey: key) == nil else {
            throw malformed("a sample that is there twice")
        }
        judge(name, labels)
    }

    /// The rules of promtool's linter that a name can break.
    private mutating func judge(_ name: String, _ labels: Set<String>) {
        if (types[name] == "counter") != name.hasSuffix("_total") {
            breaches.append("\(name) is a \(types[name] ?? "metric without a type")")
        }
        if !name.hasPrefix("gongbao_") { breaches.append("\(name) says not whose it is") }
        if name.contains(where: \.isUppercase) || name.contains(":") { breaches.append("\(name) is not in snake case") }
        if !labels.isDisjoint(with: ["le", "quantile"]) { breaches.append("\(name) has a label of histograms") }
        let words = name.split(separator: "_").map(String.init)
        if ["bucket", "count", "sum"].contains(words.last) { breaches.append("\(name) ends like a histogram") }
        let foreign = [
            "counter", "gauge", "histogram", "summary", "ns", "us", "ms", "milliseconds", "microseconds", "minutes",
            "hours", "days", "kb", "mb", "kilobytes", "megabytes", "percent", "s", "sec", "b",
        ]
        for word in words where foreign.contains(word) { breaches.append("\(name): \(word) is a type or no base unit") }
    }

    private static func isName(_ text: String, colon: Bool) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || (colon && $0 == ":")) }
    }
}
