import Extraction

/// What `gongbao extract` prints of extracted reports, in its three formats.
struct ReportOutput {
    /// One extracted file.
    struct Document {
        /// The path, as it was given.
        var source: String
        /// What was read out of it.
        var report: Report
        /// Why it was read so; nil where nobody asked.
        var explained: ExplainedReport?
    }

    /// The documents, in the order of the command line.
    let documents: [Document]

    /// Gives one object to `sink`, or an array of them where several files were asked for, piece by piece.
    func json(asArray: Bool, to sink: @escaping ([UInt8]) -> Void) {
        var writer = JSONWriter(lineDepth: asArray ? 3 : 2, sink: sink)
        if asArray {
            writer.array { writer in
                for document in documents { write(document, to: &writer) }
            }
        } else if let document = documents.first {
            write(document, to: &writer)
        }
        writer.passOn(0)
    }

    /// Gives one line for each observation after a header to `sink`, in COPY's text format: `\N` is null, a backslash escapes.
    func tabSeparated(to sink: ([UInt8]) -> Void) {
        let fields = Field<Observation>.all
        var text = Array(((["source"] + fields.map(\.name)).joined(separator: "\t") + "\n").utf8)
        for document in documents {
            let source = Self.escaped(document.source)
            for observation in document.report.observations {
                let cells = fields.map { field in
                    switch field.value(observation) {
                    case .text(let value): value.map(Self.escaped) ?? "\\N"
                    case .integer(let value): value.map(String.init) ?? "\\N"
                    case .flag(let value): value ? "true" : "false"
                    }
                }
                text.append(contentsOf: source.utf8)
                for cell in cells {
                    text.append(UInt8(ascii: "\t"))
                    text.append(contentsOf: cell.utf8)
                }
                text.append(UInt8(ascii: "\n"))
                guard text.count >= 1 << 16 else { continue }
                sink(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        sink(text)
    }

    /// For a person: what the report is, then its outline with the figures in their places.
    func table() -> String {
        documents.map(table).joined(separator: "\n")
    }

    private func write(_ document: Document, to writer: inout JSONWriter) {
        let report = document.report
        writer.object { writer in
            writer.object("report") { writer in
                writer.text("source", document.source)
                writer.text("title", report.title)
                writer.text("ref_area", report.refArea)
                writer.text("place_code", report.place.code)
                writer.text("place_level", report.place.level?.rawValue)
                writer.text("kind", report.kind)
                writer.text("period_start", report.period?.start.description)
                writer.text("period_end", report.period?.end.description)
                writer.array("quality_flags") { writer in
                    for flag in report.qualityFlags { writer.text(nil, flag) }
                }
                writer.text("extractor_version", Extractor.version)
            }
            writer.array("sections") { Self.write(report.sections, Field<Section>.all, to: &$0) }
            let explanations = document.explained?.explanations
            writer.array("observations") {
                Self.write(report.observations, Field<Observation>.all, explanations, to: &$0)
            }
            if let rejected = document.explained?.rejected {
                writer.array("rejected") { Self.write(rejected, Field<RejectedNumber>.all, to: &$0) }
            }
        }
    }

    private static func write<Row>(
        _ rows: [Row],
        _ fields: [Field<Row>],
        _ explanations: [Explanation]? = nil,
        to writer: inout JSONWriter
    ) {
        for (index, row) in rows.enumerated() {
            writer.object { writer in
                for field in fields {
                    switch field.value(row) {
                    case .text(let value): writer.text(field.name, value)
                    case .integer(let value): writer.integer(field.name, value)
                    case .flag(let value): writer.flag(field.name, value)
                    }
                }
                guard let explanations, explanations.indices.contains(index) else { return }
                writer.object("explain") { writer in
                    for rule in explanations[index].rules { writer.text(rule.name, rule.value) }
                }
            }
            writer.passOn()
        }
    }

    private func table(_ document: Document) -> String {
        let report = document.report
        var table = TerminalTable(columns: [
            .init(title: "#", alignRight: true),
            .init(title: "name"),
            .init(title: "measure"),
            .init(title: "value", alignRight: true),
            .init(title: "unit", limit: 16),
            .init(title: "qualifier"),
            .init(title: "status"),
            .init(title: "period"),
            .init(title: "of", alignRight: true),
            .init(title: "as written", limit: 32),
        ])
        let explanations = document.explained?.explanations ?? []
        var rest = report.observations[...]
        func addNext() {
            guard let observation = rest.popFirst() else { return }
            table.add(row: Self.row(observation))
            guard explanations.indices.contains(observation.ordinal) else { return }
            let rules = explanations[observation.ordinal].rules.map { "\($0.name): \($0.value)" }
            table.add(heading: "       " + rules.joined(separator: ", "))
        }
        for section in report.sections {
            if let heading = Self.heading(section) { table.add(heading: heading) }
            while let observation = rest.first, observation.section <= section.ordinal { addNext() }
        }
        while !rest.isEmpty { addNext() }

        let period = report.period.map { "\($0.start) to \($0.end)" }
        let facts =
            [report.kind, report.refArea, period].compactMap { $0 }
            + ["\(report.sections.count) sections", "\(report.observations.count) observations"]
            + report.qualityFlags
        return TerminalText.inert(document.source + (report.title.map { ": " + $0 } ?? "")) + "\n"
            + TerminalText.inert(facts.joined(separator: ", ")) + "\n\n" + table.text
            + (document.explained.map { "\n" + Self.table($0.rejected) } ?? "")
    }

    /// The numbers that are no observation.
    private static func table(_ rejected: [RejectedNumber]) -> String {
        var table = TerminalTable(columns: [
            .init(title: "rejected", limit: 32), .init(title: "at", alignRight: true), .init(title: "reason"),
        ])
        for number in rejected {
            table.add(row: [number.surface, String(number.charStart), number.reason.rawValue])
        }
        return table.text
    }

    private static func heading(_ section: Section) -> String? {
        guard section.level > 0 else { return nil }
        let indent = String(repeating: "  ", count: min(section.level - 1, 8))
        let copy = section.duplicateOf.map { " (copy of section \($0))" } ?? ""
        let words = (section.marker ?? "") + (section.title ?? "")
        return "── " + indent + TerminalText.truncated(TerminalText.inert(words), to: 96) + copy
    }

    private static func row(_ observation: Observation) -> [String] {
        let low = observation.valueLow?.description
        let high = observation.valueHigh?.description
        let range = low == nil && high == nil ? "" : "\(low ?? "")..\(high ?? "")"
        let value = observation.redacted ? "redacted" : observation.value?.description ?? range
        let measure = observation.measure.rawValue + (observation.basis.map { " \($0.rawValue)" } ?? "")
        let period = observation.period.map { $0.start == $0.end ? "\($0.start)" : "\($0.start)..\($0.end)" }
        return [
            String(observation.ordinal), observation.name, measure, value, observation.unit,
            observation.qualifier.rawValue, observation.status.rawValue, period ?? "",
            observation.relatesTo.map(String.init) ?? "", observation.surface,
        ]
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
