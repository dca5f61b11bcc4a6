/// The noun behind a number, empty where none stands there, and whether a 的 joins the two.
typealias FollowingNoun = (range: Range<Int>, isModifier: Bool)

/// What is known so far of the noun behind a number.
struct NounSpan {
    let quantity: Quantity
    let clause: Range<Int>
    let isMoney: Bool
    /// Where the noun begins.
    var start: Int
    /// Where it ends, as far as it has been read.
    var end: Int
    /// Where the words behind the number end: before the next number or a time, at the clause's end, or after 40 units.
    var limit: Int
    /// Whether a 的 joins the number to the noun.
    var isModifier = false
    /// The last 和 or 与 within the noun.
    var conjunction: Int?

    /// Begins a noun at the first unit behind a number.
    init(_ quantity: Quantity, clause: Range<Int>, start: Int, kind: Vocabulary.Unit.Kind?) {
        self.quantity = quantity
        self.clause = clause
        self.start = start
        isMoney = kind == .money
        end = start
        limit = min(clause.upperBound, start + 40)
    }

    /// The noun's words as far as they have been read.
    var words: Range<Int> {
        get { start..<max(start, end) }
        set { (start, end) = (newValue.lowerBound, newValue.upperBound) }
    }

    /// What is found where no noun stands behind the number.
    var none: FollowingNoun { (start..<start, false) }
}
