/// An observation in the making, in folded indices.
struct Draft {
    /// Index of its quantity in the sentence.
    var quantity: Int
    /// What kind of number it is.
    var measure = Observation.Measure.level
    /// What a change compares with.
    var basis: Observation.Basis?
    /// Whether the number is a fall.
    var isNegative = false
    /// What is counted or measured.
    var name: Name
    /// How exact the number is.
    var qualifier = Observation.Qualifier.exact
    /// Claimed as what.
    var status = Observation.Status.actual
    /// The days; nil is inherited or open.
    var period: Period?
    /// Where the words stand that told the period.
    var periodWords = 0..<0
    /// Whether the text leaves the period open.
    var isPeriodOpen = false
    /// Among or against whom.
    var comparedWith = 0..<0
    /// Index among the sentence's drafts of the level it speaks of.
    var relatesTo: Int?
    /// The word for the unit where the text leaves it to the next number of the series.
    var unit = -1
}
