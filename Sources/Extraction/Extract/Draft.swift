/// An observation in the making, in folded indices.
struct Draft {
    /// Index of its quantity in the sentence.
    @Narrow<UInt32> var quantity: Int
    /// What kind of number it is.
    var measure = Observation.Measure.level
    /// What a change compares with.
    var basis: Observation.Basis?
    /// Whether the number is a fall.
    var isNegative = false
    /// What told the kind of number, where it is not the rule of its kind alone.
    var measureRule: MeasureRule?
    /// What is counted or measured.
    var name: Name
    /// Where the name came from.
    var namingRule = NamingRule.before
    /// How exact the number is.
    var qualifier = Observation.Qualifier.exact
    /// Claimed as what.
    var status = Observation.Status.actual
    /// What told the status.
    var statusRule = StatusRule.reviewSection
    /// The days; nil is inherited or open.
    var period: Period?
    /// What told the period; nil where it is inherited from section or report.
    var periodRule: PeriodRule?
    /// Where the words stand that told the period.
    @Stretch var periodWords = 0..<0
    /// Whether the text leaves the period open.
    var isPeriodOpen = false
    /// The place, where it is not the report's own.
    @Stretch var place = 0..<0
    /// Among or against whom.
    @Stretch var comparedWith = 0..<0
    /// Index among the sentence's drafts of the level it speaks of.
    var relatesTo: Int?
    /// The word for the unit where the text leaves it to the next number of the series.
    @Narrow<Int32> var unit = -1
}
