/// Finds words that tell a time, and turns them into days.
struct PeriodResolver: Sendable {
    /// A stretch of text that tells a time.
    struct Mention: Sendable {
        /// Where it stands, in folded indices: `1-6月`, `截至6月底`, `去年`, `“十四五”期间`.
        var range: Range<Int>
        /// The days, nil for words that leave the period open (`目前`).
        var period: Period?
        /// Whether the words name an earlier time to compare with (`比2015年`, `较上年同期`) and so are no period of the number.
        var isBase: Bool
    }

    /// The context against which 今年, 去年, 上半年, 6月 are resolved.
    let context: ReportContext

    /// The mentions of time in `range` of `text`, in order, not overlapping; `section` is the index of the section it stands in.
    func mentions(in range: Range<Int>, of text: FoldedText, section: Int) -> [Mention] { [] }
}
