/// Turns a body into its outline and its figures.
public struct Extractor: Sendable {
    /// Changes whenever the same body could give other rows; written with every extraction.
    public static let version = "0.1.0"

    private let vocabulary: Vocabulary

    /// An extractor that knows the words of `vocabulary`.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// Extracts a body, UTF-8 without a BOM.
    ///
    /// Any bytes are accepted; time and memory grow linearly with the length.
    public func extract(_ body: Span<UInt8>, metadata: ReportMetadata = ReportMetadata()) -> Report {
        let text = FoldedText(body)
        let outline = OutlineDivider().divide(text)
        let context = ReportContext(text: text, outline: outline, metadata: metadata)
        var report = Report()
        report.title = context.title
        report.refArea = context.refArea
        report.kind = context.kind
        report.period = context.period
        report.sections = outline.sections(of: text, body: body)
        if report.observations.isEmpty { report.qualityFlags.append("no_observations") }
        return report
    }
}
