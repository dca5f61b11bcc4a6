/// What is done to a body, in this order.
package enum ExtractionStage: String, CaseIterable, Sendable {
    /// The body is decoded and folded.
    case folding
    /// Its outline and tables are found.
    case outline
    /// The report's own place, kind and time are, and those of its sections.
    case context
    /// The figures are read and written out.
    case figures
    /// What near duplicates have in common is taken.
    case fingerprint
}

/// Turns a body into its outline and its figures.
public struct Extractor: Sendable {
    /// Changes whenever the same body could give other rows; written with every extraction.
    public static let version = "0.1.0"

    /// How many figures of a table are made rows at a time.
    private static let figuresAtOnce = 256

    private let vocabulary: Vocabulary
    private let lexer: SentenceLexer

    /// An extractor that knows the words of `vocabulary`.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        self.lexer = SentenceLexer(vocabulary: vocabulary)
    }

    /// Extracts a body, UTF-8 without a BOM.
    ///
    /// Any bytes are accepted; time and memory grow linearly with the length.
    public func extract(_ body: Span<UInt8>, metadata: ReportMetadata = ReportMetadata()) -> Report {
        extract(body, metadata: metadata) { _ in }
    }

    /// Extracts a body as ``extract(_:metadata:)`` does, and says when each stage is done.
    package func extract(
        _ body: Span<UInt8>,
        metadata: ReportMetadata = ReportMetadata(),
        done: (ExtractionStage) -> Void
    ) -> Report {
        let text = FoldedText(body)
        done(.folding)
        let outline = OutlineDivider().divide(text)
        done(.outline)
        let context = ReportContext(text: text, outline: outline, metadata: metadata, places: vocabulary.places)
        done(.context)
        var trace: ExtractionTrace?
        return report(text: text, outline: outline, context: context, body: body, trace: &trace, done: done)
    }

    /// Extracts a body as ``extract(_:metadata:)`` does, and tells why each figure is what it is and each other number is none.
    public func explain(_ body: Span<UInt8>, metadata: ReportMetadata = ReportMetadata()) -> ExplainedReport {
        let text = FoldedText(body)
        let outline = OutlineDivider().divide(text)
        let context = ReportContext(text: text, outline: outline, metadata: metadata, places: vocabulary.places)
        var trace: ExtractionTrace? = ExtractionTrace(text: text, context: context, outline: outline)
        let report = report(text: text, outline: outline, context: context, body: body, trace: &trace) { _ in }
        return ExplainedReport(
            report: report,
            explanations: trace?.explanations ?? [],
            rejected: trace?.rejectedNumbers(in: body) ?? []
        )
    }

    private func report(
        text: FoldedText,
        outline: Outline,
        context: ReportContext,
        body: Span<UInt8>,
        trace: inout ExtractionTrace?,
        done: (ExtractionStage) -> Void
    ) -> Report {
        var report = Report()
        report.title = context.title
        report.refArea = context.refArea
        report.place = context.place
        report.kind = context.kind
        report.period = context.period
        report.sections = outline.sections(of: text, body: body)
        report.observations = observations(text: text, outline: outline, context: context, body: body, trace: &trace)
        done(.figures)
        report.qualityFlags = context.qualityFlags
        report.fingerprint = Fingerprint(text)
        done(.fingerprint)
        if report.observations.isEmpty { report.qualityFlags.append("no_observations") }
        return report
    }

    /// Whether the sentence goes on behind `range`: past a semicolon, also one at a line's end.
    private func goesOn(_ units: [UInt16], _ range: Range<Int>) -> Bool {
        if units[range.upperBound - 1] == ";" { return true }
        return range.count == 1 && units[range.lowerBound] == "\n" && range.lowerBound > 0
            && units[range.lowerBound - 1] == ";"
    }

    /// Reads sentence after sentence, each within its section, past what is no report.
    private func observations(
        text: FoldedText,
        outline: Outline,
        context: ReportContext,
        body: Span<UInt8>,
        trace: inout ExtractionTrace?
    ) -> [Observation] {
        var observations: [Observation] = []
        // To grow a long list takes three times its room; what is reserved and stays untouched takes none.
        let inTables = outline.tables.reduce(0) { $0 + $1.range.count }
        observations.reserveCapacity((text.count - inTables) / (text.count < 1 << 20 ? 32 : 12) + inTables / 6)
        var reader = FigureReader(vocabulary: vocabulary, text: text)
        reader.reportEnd = context.period?.end
        if trace != nil { reader.sentence.rejected = [] }
        var assembler = ObservationAssembler(vocabulary: vocabulary, text: text, context: context, outline: outline)
        var resolver = PeriodResolver(text: text, context: context)
        var numbers = QuantityReader(vocabulary: vocabulary, units: text.units)
        var section = 0
        var excluded = 0
        var table = 0
        var index = 0
        while index < text.count {
            while section + 1 < outline.nodes.count, outline.nodes[section + 1].range.lowerBound <= index {
                section += 1
                reader.noteHeading(outline.nodes[section].title)
            }
            while excluded < outline.excluded.count, outline.excluded[excluded].upperBound <= index { excluded += 1 }
            var limit = text.count
            if section + 1 < outline.nodes.count { limit = min(limit, outline.nodes[section + 1].range.lowerBound) }
            if excluded < outline.excluded.count {
                let zone = outline.excluded[excluded]
                if zone.contains(index) {
                    trace?.appendExcluded(index..<zone.upperBound)
                    index = zone.upperBound
                    continue
                }
                limit = min(limit, zone.lowerBound)
            }
            while table < outline.tables.count, outline.tables[table].range.upperBound <= index { table += 1 }
            if table < outline.tables.count {
                let next = outline.tables[table].range
                if next.contains(index) {
                    var rows = TableReader(
                        outline.tables[table],
                        text: text,
                        vocabulary: vocabulary,
                        resolver: &resolver,
                        section: section
                    )
                    reader.beginTable(next)
                    // A table may be as long as the report: some rows at a time. Who asks why is told of the whole.
                    let portion = trace == nil ? Self.figuresAtOnce : Int.max
                    while rows.readRows(portion, into: &reader, resolver: &resolver) {
                        assembler.append(reader, section: section, body: body, to: &observations)
                        reader.dropRows()
                    }
                    assembler.append(reader, section: section, body: body, to: &observations)
                    trace?.appendTable(reader, section: section)
                    index = next.upperBound
                    continue
                }
                limit = min(limit, next.lowerBound)
            }
            let (end, hasNumber) = lexer.sentenceEnd(in: text, from: index, limit: limit)
            let goesOn = goesOn(text.units, index..<end)
            // Without a figure it would only tell what follows up to the full stop.
            let isIdle = trace == nil && !goesOn && reader.isIdle(at: index)
            if hasNumber, !isIdle || lexer.mayHoldFigure(index..<end, of: text, &numbers) {
                lexer.read(index..<end, of: text, &numbers, into: &reader.sentence)
                if isIdle, reader.sentence.quantities.isEmpty {
                    // None of its numbers is a figure.
                } else if !reader.sentence.quantities.isEmpty || !reader.sentence.cues.isEmpty {
                    resolver.find(in: index..<end, section: section, into: &reader.mentions)
                    let standing = context.standing(at: index, section: section)
                    reader.role = standing.role
                    reader.covered = standing.period ?? context.period
                    reader.read()
                    if !reader.drafts.isEmpty {
                        assembler.append(reader, section: section, body: body, to: &observations)
                    }
                } else if trace != nil {
                    resolver.find(in: index..<end, section: section, into: &reader.mentions)
                    reader.drafts.empty()
                }
                trace?.append(reader, section: section)
            }
            if !goesOn { reader.beginSentence() }
            index = end
        }
        DuplicateMarking().mark(&observations, outline)
        return observations
    }
}
