/// The years of a yearly average, which are never those of one year: `2011年…，比2006年…，年均增长13%` is of 2007 to 2011.
extension FigureReader {
    /// Stretches the period of a yearly average that says only its last year back to its first; leaves open what nothing tells.
    func coverYears(of draft: inout Draft, _ quantity: Quantity) {
        guard draft.basis == .annualAverage else { return }
        let told = draft.isPeriodOpen ? nil : draft.period ?? covered
        if let told, told.start.year < told.end.year { return }
        let clause = sentence.clauses[quantity.clause]
        let end = told?.end.year ?? reportEnd?.year
        if let end, let counted = yearsCounted(clause.lowerBound..<quantity.start) {
            draft.period = Period.years(end - counted.count + 1, end)
            if draft.periodWords.isEmpty { draft.periodWords = counted.words }
        } else if let end, let base = base(before: quantity), base.year < end {
            // From one year to the next there is nothing to average: the words mean something else.
            if base.year + 1 == end { return }
            draft.period = Period.years(base.year + 1, end)
            if draft.periodWords.isEmpty { draft.periodWords = base.words }
        } else if let covered, covered.start.year < covered.end.year, covered.end.year == end {
            draft.period = covered
            // 到2021年…年均增长12%: the words told the end, those of something done another time.
            if draft.status != .target {
                draft.periodWords = 0..<0
                draft.periodRule = nil
                draft.isPeriodOpen = false
                return
            }
        } else if let end, let reportEnd, reportEnd.month == 12, reportEnd.year + 1 < end {
            // 到2021年…年均增长12%: from the first year that the report does not cover.
            draft.period = Period.years(reportEnd.year + 1, end)
        } else {
            draft.period = nil
            draft.periodWords = 0..<0
        }
        draft.isPeriodOpen = draft.period == nil
        if draft.isPeriodOpen {
            draft.periodRule = .open
        } else if draft.periodRule == nil || draft.periodRule == .open {
            draft.periodRule = draft.periodWords.isEmpty ? nil : .sentence
        }
    }

    /// How many years the words before an average count: `五年平均每年增长`, `连续两年平均增长`.
    private func yearsCounted(_ words: Range<Int>) -> (count: Int, words: Range<Int>)? {
        let reader = TimeReader(text: text, limit: words.upperBound)
        for index in words where units[index] == "年" && index > words.lowerBound {
            var start = index - 1
            if start > words.lowerBound, UnitClass.hanDigit(units[start - 1]) == 10 { start -= 1 }
            // 年均, 平均 behind, not the years before some other, 前三年平均, nor a year, 一九五二年平均.
            guard !UnitClass.isDigit(units[start]), let (count, end) = reader.smallNumber(at: start), end == index,
                (2...20).contains(count), reader.has("平均", at: end + 1) || reader.has("年均", at: end + 1),
                start == words.lowerBound || units[start - 1] != "前" && UnitClass.hanDigit(units[start - 1]) == nil
            else { continue }
            return (count, start..<end + 1)
        }
        return nil
    }

    /// The last year that the sentence compares with or sets out from before a number: `比2006年`, `从2020年的`, `由“十二五”末的`.
    private func base(before quantity: Quantity) -> (year: Int, words: Range<Int>)? {
        for mention in mentions.reversed() where mention.range.upperBound <= quantity.start {
            guard let period = mention.period, isOrigin(mention) else { continue }
            // Several years are one base only where they are a plan's: 比“十二五”.
            let isPlan = !UnitClass.isDigit(units[mention.range.lowerBound])
            if period.start.year == period.end.year || isPlan { return (period.end.year, mention.range) }
        }
        return nil
    }

    /// Whether a time is what the sentence compares with, or where something set out: 比, 从, 由.
    private func isOrigin(_ mention: PeriodResolver.Mention) -> Bool {
        mention.isBase || setsOut(mention.range.lowerBound)
    }

    /// Whether a time says only over which years the figure right before it has grown: `增长5%，“十四五”以来年均增长8%`.
    func averagesFigure(_ words: Range<Int>) -> Bool {
        guard words.lowerBound > 0, [",", "、"].contains(units[words.lowerBound - 1]),
            let word = cue(at: words.upperBound, limit: min(words.upperBound + 6, units.count))
        else { return false }
        return word.classes.contains(.average)
            && units[max(0, words.lowerBound - 8)..<words.lowerBound].contains { UnitClass.isDigit($0) }
    }
}
