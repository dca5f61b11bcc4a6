/// The name of a figure as pieces of the text; the string is made once, when the row is written.
struct Name: Equatable {
    /// Words that the text says once for two, as 城乡 for 城镇 and 农村.
    enum Prefix: String {
        /// Nothing.
        case none = ""
        /// The first half of 城乡.
        case urban = "城镇"
        /// The second half of 城乡.
        case rural = "农村"
    }

    /// What stands before the pieces.
    var prefix = Prefix.none
    /// The first piece, in folded indices.
    var first: Range<Int>
    /// The second piece; empty where there is one only.
    var second = 0..<0

    /// Whether there is nothing in it.
    var isEmpty: Bool { first.isEmpty && second.isEmpty }
}
