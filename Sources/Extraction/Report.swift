/// What one body became: its outline, the figures it states, and what was found out about the whole.
public struct Report: Sendable, Equatable {
    /// The document's title, from the metadata or else from its first line; nil where there is none.
    public var title: String?
    /// The place that the report speaks of; nil where neither metadata nor text tell.
    public var refArea: String?
    /// Level and code of that place, as far as the dictionary tells.
    public var place = Place()
    /// The kind of report, `annual`, `half_year`, `quarter` or `communique`; nil where the text does not tell.
    public var kind: String?
    /// The days that the report as a whole covers; nil where neither metadata nor text tell.
    public var period: Period?
    /// The outline, in document order; element 0 is the preamble.
    public var sections: [Section]
    /// The figures, in document order.
    public var observations: [Observation]
    /// What a reader should know about the whole.
    ///
    /// Codes such as `no_observations`, `duplicated_body`, `period_conflict`, `ref_area_conflict`, `kind_conflict`,
    /// `published_on_conflict`.
    public var qualityFlags: [String]
    /// By which texts that say nearly the same are found; nil where this one has too few sentences.
    public var fingerprint: Fingerprint?

    /// A report with nothing in it.
    public init() {
        self.sections = []
        self.observations = []
        self.qualityFlags = []
    }
}

/// What a scraper knows about a report besides its text.
public struct ReportMetadata: Sendable, Equatable {
    /// The title on the page the report came from.
    public var title: String?
    /// The day on which it was published.
    public var publishedOn: CalendarDate?
    /// The place whose government reports.
    public var refArea: String?
    /// What the page itself says, which counts where the scraper says nothing.
    public var page = PageMetadata()

    /// Metadata with what is known; nil is unknown.
    public init(title: String? = nil, publishedOn: CalendarDate? = nil, refArea: String? = nil) {
        self.title = title
        self.publishedOn = publishedOn
        self.refArea = refArea
    }
}

/// What a page says of itself, as Chinese government sites do by their standard of meta tags.
public struct PageMetadata: Sendable, Equatable {
    /// The article's title.
    public var title: String?
    /// The day of publication.
    public var publishedOn: CalendarDate?
    /// The site's name, often with its place.
    public var siteName: String?
    /// The site's code in the register of government sites, which begins with its place's administrative code.
    public var siteCode: String?

    /// A page that says nothing.
    public init() {}

    /// Whether it says nothing at all.
    var isSilent: Bool { title == nil && publishedOn == nil && siteName == nil && siteCode == nil }
}

/// A stretch of the report that a heading opens.
///
/// Offsets are half-open and count Unicode scalars of the body; a section ends where the next of its level or above begins.
public struct Section: Sendable, Equatable {
    /// Place in the document, from 0 (the preamble).
    public var ordinal: Int
    /// Ordinal of the section around it; nil for the preamble and the outermost.
    public var parent: Int?
    /// Depth in this document's own tree: 1 is outermost, 0 the preamble.
    public var level: Int
    /// The marker as written, `（一）`; nil for a bare heading and the preamble.
    public var marker: String?
    /// The marker's value; nil where there is none.
    public var number: Int?
    /// The heading's words without marker and closing punctuation; nil for the preamble.
    public var title: String?
    /// Where the heading begins.
    public var charStart: Int
    /// Where the section's last character ends.
    public var charEnd: Int
    /// Ordinal of the section of which this is a pasted copy.
    public var duplicateOf: Int?
}

/// One number that the report states, with what it is about; the fields are those of the contract.
public struct Observation: Sendable, Equatable {
    /// What kind of number it is.
    public enum Measure: String, Sendable, CaseIterable {
        /// An amount, a count, a rate or a share.
        case level
        /// A change against another time.
        case change
        /// How much of a plan is done.
        case completion
        /// A place in an order.
        case rank
        /// A difference against another place or an average.
        case gap
    }

    /// What a change compares with.
    public enum Basis: String, Sendable, CaseIterable {
        /// The same period of the year before.
        case yoy
        /// The period before.
        case pop
        /// The average over several years.
        case annualAverage = "annual_average"
        /// A named earlier time.
        case since
    }

    /// How exact the number is.
    public enum Qualifier: String, Sendable, CaseIterable {
        /// As written.
        case exact
        /// 约, 近, 左右.
        case approximate
        /// 余, 以上, 超过.
        case atLeast = "at_least"
        /// 以内, 不超过, 不足.
        case atMost = "at_most"
        /// Between two numbers.
        case range
    }

    /// What the number is claimed as.
    public enum Status: String, Sendable, CaseIterable {
        /// Something that happened.
        case actual
        /// Something expected.
        case estimate
        /// Something planned.
        case target
    }

    /// Place in the document, from 0.
    @Narrow<UInt32> public var ordinal: Int
    /// Ordinal of the innermost section it stands in.
    @Narrow<UInt32> public var section: Int
    /// What is counted or measured, in the report's words.
    public var name: String
    /// Code of the canonical indicator, where the dictionary knows the name.
    public var indicator: String?
    /// What kind of number it is.
    public var measure: Measure
    /// What a change compares with; nil where the text does not say.
    public var basis: Basis?
    /// The number in the base unit; nil where redacted or a range.
    public var value: ExactDecimal?
    /// The lower end of a range.
    @Seldom public var valueLow: ExactDecimal? = nil
    /// The upper end of a range.
    @Seldom public var valueHigh: ExactDecimal? = nil
    /// A code for money, ratios and physical units, else the measure word; empty where none is written.
    public var unit: String
    /// How exact the number is.
    public var qualifier: Qualifier
    /// What the number is claimed as.
    public var status: Status
    /// The days that the number covers; nil where neither text nor metadata tell.
    public var period: Period?
    /// The words that told the period; nil where it is inherited.
    public var periodText: String?
    /// The place, where it is not the report's own.
    public var refArea: String?
    /// Among or against whom a rank or a gap is meant.
    @Seldom public var comparedWith: String? = nil
    /// Whether the number was blanked out in the source.
    public var redacted: Bool
    /// Ordinal of the level that a change, completion or rank speaks of.
    @NarrowOptional public var relatesTo: Int? = nil
    /// Ordinal of the observation of which this one is a pasted copy.
    @NarrowOptional public var duplicateOf: Int? = nil
    /// The quantity as written.
    public var surface: String
    /// Where the surface begins, in Unicode scalars of the body.
    @Narrow<UInt32> public var charStart: Int
    /// Where the surface ends.
    @Narrow<UInt32> public var charEnd: Int
}
