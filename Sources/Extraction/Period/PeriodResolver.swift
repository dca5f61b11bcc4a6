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

        /// Whether the days are those of one year.
        var isWholeYear: Bool {
            period.map(\.isWholeYear) ?? false
        }
    }

    /// Made once for the report: copying the text and the context takes longer than reading most times.
    private var reading: TimeMention

    /// A resolver for `text`; 今年, 去年, 上半年, 6月 are resolved against `context`.
    init(text: FoldedText, context: ReportContext) { reading = TimeMention(text: text, context: context) }

    /// Finds the mentions of time in `range`, in order, not overlapping; `section` is the index of the section it stands in.
    mutating func find(in range: Range<Int>, section: Int, into mentions: inout [Mention]) {
        mentions.empty()
        reading.reader.limit = range.upperBound
        reading.section = section
        let text = reading.reader.text
        var index = range.lowerBound
        while true {
            index = text.marks.next(.time, from: index, limit: range.upperBound)
            guard index < range.upperBound else { return }
            let unit = text.units[index]
            if unit == "《" {
                index = endOfTitle(text, index, range.upperBound)
                continue
            }
            if var found = reading.read(at: index) {
                if Self.priceBase.length(in: text, at: found.range.upperBound, limit: range.upperBound) > 0 {
                    // (2010年可比价,下同): by what prices, not when.
                    index = max(index + 1, found.range.upperBound)
                    continue
                }
                if unit == "全", let year = mentions.last(where: { $0.isWholeYear && !$0.isBase })?.period {
                    // 2022年,目标为:全年完成…: the year was named before.
                    found.period = year
                }
                if let named = reading.ofYearBefore(found, mentions.last) ?? reading.ofYearNamed(found, mentions.last) {
                    found.period = named
                }
                if let last = mentions.last, last.isBase, last.range.upperBound == index - 1,
                    ["和", "、", "与"].contains(text.units[index - 1])
                {
                    // 较一季度和1-5月: compared with both.
                    found.isBase = true
                }
                mentions.append(found)
                // At least one unit on, whatever the reading says: the search must end.
                index = max(index + 1, found.range.upperBound)
            } else if unit == "“" {
                index = endOfQuotedName(text, index, range.upperBound)
            } else if UnitClass.isDigit(unit) {
                // The rest of a number opens nothing.
                while index < range.upperBound, UnitClass.isDigit(text.units[index]) { index += 1 }
            } else {
                index += 1
            }
        }
    }

    private static let priceBase = WordTable("可比价 不变价 价格计算")

    /// Years in the name of a document are no time of a number: 《…规划（2022－2035年）》.
    private func endOfTitle(_ text: FoldedText, _ index: Int, _ limit: Int) -> Int {
        var end = index + 1
        while end < limit, end < index + 80 {
            if text.units[end] == "》" { return end + 1 }
            end += 1
        }
        return index + 1
    }

    /// What looks like a time in a short quoted name is none: “六月集市”.
    private func endOfQuotedName(_ text: FoldedText, _ index: Int, _ limit: Int) -> Int {
        var end = index + 1
        while end < limit, end < index + 14 {
            if text.units[end] == "”" { return end + 1 }
            end += 1
        }
        return index + 1
    }
}
