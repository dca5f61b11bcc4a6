/// The days that a title names, as far as it takes the text to tell.
extension ReportOpening {
    /// What the title names: `2023年年中`, `2022年工作总结和2023年工作计划`, `2022年政府工作报告`.
    func titlePeriod(_ title: FoldedText) -> Period? {
        let range = 0..<title.count
        let reader = TimeReader(text: title, limit: title.count)
        let isReview = PeriodWords.reviewTitle.first(in: title, range) != nil
        for index in range {
            if isReview, let years = yearsNamed(reader, at: index) { return years }
            guard let (year, end) = reader.year(at: index) ?? (index == 0 ? openingYear(reader, title) : nil) else {
                continue
            }
            if let part = reader.part(at: end, of: year) {
                if part.period?.start != part.period?.end { return part.period }
                // 2025年3月21日在…会议上: the day on which the report was given.
                if reader.unit(part.end) == "在" { continue }
            }
            let isMidYear = reader.has("年中", at: end - 1) && saysMidYear(title, behind: end + 1)
            if isMidYear || reader.has("年中", at: end) || reader.has("半年", at: end) {
                return Period.months(1, 6, of: year)
            }
            for later in end..<title.count {
                if let part = reader.part(at: later, of: year)?.period, part.start != part.end { return part }
                if reader.has("半年", at: later) { return Period.months(1, 6, of: year) }
            }
            // A report to a congress is named after the year in which it is given.
            // 《政府工作报告》解读:2024年工作回顾 names the year itself.
            let isReviewed = ["工作回顾", "工作总结", "工作完成"].contains { reader.has($0, at: end) }
            // 政府工作报告解读:2024年交出高质量发展答卷
            let isTold = ["解读", "答卷", "成绩单", "亮点"].contains { hasWord($0, in: title) }
            // Given in the last weeks of a year it is of that year.
            let isOfYearsEnd = deliveredOn.map { $0.year == year && $0.month >= 11 } ?? false
            // 2023年政府工作报告, given in January 2024, or with 2023年工作回顾: named after the year that it looks back on.
            let isOfOwnYear = deliveredOn.map { $0.year == year + 1 } ?? false || looksBack(on: year)
            let isGiven =
                !isReviewed && !isTold && !isOfYearsEnd && !isOfOwnYear && hasWord("政府工作报告", in: title)
            // 2023年全省交通运输工作报告: given in 2023, of 2022, if the text says so.
            let isOfYearBefore = !isReviewed && hasWord("工作报告", in: title) && opens(with: year - 1)
            return Period.year(isGiven || isOfYearBefore ? year - 1 : year)
        }
        return isReview ? planReviewed(in: title, reader) : nil
    }

    /// The year without 年 with which a title begins: `2022城市管理工作总结`.
    private func openingYear(_ reader: TimeReader, _ title: FoldedText) -> (value: Int, end: Int)? {
        guard let (year, end) = reader.yearDigits(at: 0), UnitClass.isDigit(title.units[0]), end < title.count,
            UnitClass.isHan(title.units[end]), !reader.isJoint(end)
        else { return nil }
        return (year, end)
    }

    /// The years from one to another that a title names at `index`: `2016-2020年工作总结`.
    private func yearsNamed(_ reader: TimeReader, at index: Int) -> Period? {
        guard let (first, end) = reader.yearDigits(at: index), reader.isJoint(end),
            let (last, _) = reader.year(at: end + 1), (1...9).contains(last - first)
        else { return nil }
        return Period.years(first, last)
    }

    /// The years of the national plan that a title looks back on, `“十三五”规划实施情况总结`; nil where it only brings the plan.
    private func planReviewed(in title: FoldedText, _ reader: TimeReader) -> Period? {
        let range = 0..<title.count
        guard let (number, _) = range.lazy.compactMap({ reader.nationalPlan(at: $0) }).first else { return nil }
        let isPlan = ["规划", "纲要", "计划", "中期"].contains { hasWord($0, in: title) }
        let isDone = ["实施情况", "执行情况", "完成情况", "落实情况", "总结", "回顾"].contains { hasWord($0, in: title) }
        return isPlan && !isDone || hasWord("中期", in: title) ? nil : Period.plan(number)
    }

    /// The months of the year up to the one that a title names, where the text opens with them: `2024年3月经济运行情况`, `一季度，`.
    func wholeUpTo(_ period: Period) -> Period {
        let month = period.start.month
        guard month > 1, period == Period.months(month, month, of: period.start.year) else { return period }
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening)
        where index == 0 || ["\n", "。"].contains(text.units[index - 1]) {
            let start = reader.year(at: index).map { $0.value == period.start.year ? $0.end : index } ?? index
            guard let part = reader.part(at: start, of: period.start.year), let told = part.period,
                told.end == period.end, told.start < told.end
            else { continue }
            return told.start.month == 1 ? told : period
        }
        return period
    }

    /// Whether what stands behind 2023年中 lets it mean the middle of the year: 工作总结, not the rest of a name, as in 中江县.
    private func saysMidYear(_ title: FoldedText, behind end: Int) -> Bool {
        guard end < title.count else { return true }
        return PeriodWords.behindMidYear.length(in: title, at: end, limit: title.count) > 0
            || !UnitClass.isHan(title.units[end])
    }

    /// Whether the first sentence of the opening that a year opens, `2022年,`, names that one.
    private func opens(with year: Int) -> Bool { firstOpening(of: year) != nil }

    /// Whether the text says, before it gives a figure, that it looks back on the year: `2023年工作回顾`, `2023年，是…`.
    private func looksBack(on year: Int) -> Bool {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening) {
            guard let (named, end) = reader.year(at: index), named == year else { continue }
            // 2023年工作回顾, 2023年政府工作回顾
            let word = reader.has("政府", at: end) ? end + 2 : end
            if reader.has("工作回顾", at: word) || reader.has("工作的回顾", at: word) { return true }
        }
        guard let start = firstOpening(of: year) else { return false }
        return !text.units[opening.lowerBound..<start].contains { $0 == "%" || $0 == "元" }
    }

    /// Where `2023年，` opens a sentence, if that is the first year to do so; nil where another year or none does.
    private func firstOpening(of year: Int) -> Int? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening)
        where index > 0 && ["\n", "。", ",", ":"].contains(text.units[index - 1]) {
            guard let (named, end) = reader.year(at: index), reader.unit(end) == "," else { continue }
            return named == year ? index : nil
        }
        return nil
    }

    /// What the title names without its year: `一季度全市经济运行情况`, `1-7月`; the last such time before the report was published.
    func undatedPeriod(_ title: FoldedText, published: CalendarDate?) -> Period? {
        guard let published else { return nil }
        let reader = TimeReader(text: title, limit: title.count)
        for index in 0..<title.count where index == 0 || !UnitClass.isDigit(title.units[index - 1]) {
            guard let part = reader.part(at: index, of: published.year)?.period, part.start < part.end else { continue }
            // A half-year is summed up in its last month too.
            let isOver = part.end <= published || part.end.month == published.month && part.end.month < 12
            return isOver ? part : reader.part(at: index, of: published.year - 1)?.period
        }
        return nil
    }

    /// The half or the quarters of a whole year that the title names without its year: `上半年工作总结` above `2013年，是关键的一年`.
    func partNamed(by title: FoldedText, of period: Period) -> Period {
        guard period == Period.year(period.start.year) else { return period }
        let reader = TimeReader(text: title, limit: title.count)
        for index in 0..<title.count where index == 0 || !UnitClass.isDigit(title.units[index - 1]) {
            if let part = reader.part(at: index, of: period.start.year)?.period, part.start < part.end { return part }
        }
        return period
    }

    private func hasWord(_ word: String, in title: FoldedText) -> Bool {
        let reader = TimeReader(text: title, limit: title.count)
        return (0..<title.count).contains { reader.has(word, at: $0) }
    }
}
