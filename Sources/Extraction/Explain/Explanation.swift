/// Which rules made an observation; the names are stable and stand for the code that bears them.
public struct Explanation: Sendable, Equatable {
    /// How the span of the number was read.
    public var span: SpanRule
    /// Where the name came from.
    public var name: NamingRule
    /// What told the kind of number.
    public var measure: MeasureRule
    /// What told that it is done, expected or planned.
    public var status: StatusRule
    /// What told the period.
    public var period: PeriodRule
}

/// How the span of a number was read: the readers of `QuantityReader`.
public enum SpanRule: String, Sendable, CaseIterable {
    /// Arabic digits, with scale words and a unit.
    case digits
    /// Chinese numerals.
    case han
    /// A ratio that opens with its base: `百分之三十`.
    case fraction
    /// Two ends: `4.5-5%`.
    case range
    /// A place in an order: `第19位`.
    case ordinal
    /// A blanked-out number: `*亿元`.
    case redacted
}

/// Where the name of an observation came from.
public enum NamingRule: String, Sendable, CaseIterable {
    /// The words before the number.
    case before
    /// One of several names that stand side by side.
    case listed
    /// The noun behind the number.
    case behind
    /// The project behind an amount, with the noun of the amount: `总投资5亿元的…工程`.
    case project
    /// The words before the number, leaning on the subject: `占全省10%`.
    case leaning
    /// Every level of the sentence: `均居全省第一`.
    case each
    /// The levels said before, one for each number: `分别增长`.
    case respective
    /// The occasion that the clause before names: `在…评比中`.
    case occasion
    /// What the clause before speaks of.
    case topic
    /// The name of the figure before.
    case subject
    /// The row of a table, with the head of its column where that names something too.
    case tableRow = "table_row"
}

/// What told which kind of number an observation is.
public enum MeasureRule: String, Sendable, CaseIterable {
    /// No rule saw more in it than a level.
    case level
    /// A verb or noun of change: 增长, 增速.
    case change
    /// A change whose verb was said of the number before: `产值增速达7%、增加值达12%`.
    case elidedChange = "elided_change"
    /// A verb of change before the name: `压减会议经费30%`.
    case changeOfObject = "change_of_object"
    /// A minus behind 同比.
    case signedChange = "signed_change"
    /// A plan and a verb of completing.
    case completion
    /// A comparison with another place.
    case gap
    /// An ordinal with a verb of ranking or a place.
    case rank
    /// The head of the column, or the caption, of a table.
    case tableHead = "table_head"
}

/// What told the status of an observation.
public enum StatusRule: String, Sendable, CaseIterable {
    /// A word of intent: 力争.
    case targetWord = "target_word"
    /// A word of expectation: 预计.
    case estimateWord = "estimate_word"
    /// A word of something done, in a section that looks ahead.
    case doneWord = "done_word"
    /// The section looks back.
    case reviewSection = "review_section"
    /// The section looks ahead.
    case planSection = "plan_section"
}

/// What told the period of an observation.
public enum PeriodRule: String, Sendable, CaseIterable {
    /// A time in its own clause.
    case clause
    /// A time earlier in its sentence.
    case sentence
    /// The level that it speaks of.
    case level
    /// The row, the head or the caption of a table.
    case table
    /// Words that leave it open: 目前.
    case open
    /// The heading of its section, or the head of a paragraph.
    case section
    /// The report's own period.
    case report
    /// Nothing.
    case none
}

/// A report with the reasons for each observation and for each number that is none.
public struct ExplainedReport: Sendable, Equatable {
    /// The report, the same as without explanations.
    public var report: Report
    /// One for each observation, in their order.
    public var explanations: [Explanation]
    /// The numbers that are no observation, in document order.
    public var rejected: [RejectedNumber]
}
