/// What holds for a report as a whole, and for each of its sections: place, kind, date, period, and whether it looks back or ahead.
struct ReportContext: Sendable {
    /// Whether a section reports what was done or plans what is to be done.
    enum Role: Sendable {
        /// Reports what was done.
        case review
        /// Plans what is to be done.
        case plan
    }

    /// The document's title.
    var title: String?
    /// The place that reports.
    var refArea: String?
    /// The kind of report.
    var kind: String?
    /// The days that the report covers.
    var period: Period?
    /// For each section of the outline, by index: whether it looks back or ahead, and the days its figures cover.
    var sections: [(role: Role, period: Period?)]

    /// Reads the context off title, opening lines, headings and metadata.
    init(text: FoldedText, outline: Outline, metadata: ReportMetadata) {
        self.title = metadata.title
        self.refArea = metadata.refArea
        self.sections = outline.nodes.map { _ in (.review, nil) }
    }
}
