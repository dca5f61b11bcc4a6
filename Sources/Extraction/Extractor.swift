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
        var pass = FigurePass(text: text, outline: outline, context: context, vocabulary: vocabulary, lexer: lexer)
        report.observations = pass.observations(in: body, &trace)
        done(.figures)
        report.qualityFlags = context.qualityFlags
        report.fingerprint = Fingerprint(text)
        done(.fingerprint)
        if report.observations.isEmpty { report.qualityFlags.append("no_observations") }
        return report
    }
}
