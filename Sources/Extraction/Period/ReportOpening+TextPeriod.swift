/// The days that headings and opening words name.
extension ReportOpening {
    /// What the first heading names that looks back.
    func headingPeriod(_ outline: Outline, near day: CalendarDate?, title: Period?) -> Period? {
        let anchor = planAnchor(outline) ?? title?.end.year ?? lastYear(before: day)
        for node in outline.nodes.prefix(60) where node.level >= 1 && node.level <= 2 && node.title.count <= 60 {
            let time = HeadingTime(text, node.title, currentYear: anchor)
            guard var period = time.period, time.role == .review else { continue }
            let (first, last) = (period.start, period.end)
            if time.isRelative, first.year == last.year, first.month == 1, last.month < 12, let day, title == nil {
                // The last such months before the day; a half-year is summed up in its last month too.
                let year = last.month <= day.month + 1 ? day.year : day.year - 1
                period = Period.months(1, last.month, of: year) ?? period
            }
            return period
        }
        // Where only the plan names its year, the year before is reviewed.
        for node in outline.nodes.prefix(200) where node.level == 1 && node.title.count <= 60 {
            let time = HeadingTime(text, node.title, currentYear: nil)
            guard title == nil, let planned = time.period, planned.start.year == planned.end.year, time.role == .plan
            else {
                continue
            }
            return planned.start.month == 7
                ? Period.months(1, 6, of: planned.start.year) : Period.year(planned.start.year - 1)
        }
        return nil
    }

    /// The year before the first that an outermost heading plans for.
    private func planAnchor(_ outline: Outline) -> Int? {
        for node in outline.nodes.prefix(400) where node.level == 1 && node.title.count <= 60 {
            let time = HeadingTime(text, node.title, currentYear: nil)
            guard let planned = time.period, planned.start.year == planned.end.year else { continue }
            return planned.start.month > 1 || time.role == .review ? planned.start.year : planned.start.year - 1
        }
        return nil
    }

    private func lastYear(before day: CalendarDate?) -> Int? { day.map { $0.month <= 5 ? $0.year - 1 : $0.year } }

    /// The day at which a census counted, `现将2020年11月1日零时的情况公布如下`, or the year, where it counted at the end of one.
    var censusPeriod: Period? {
        guard PeriodWords.census.first(in: text, opening) != nil else { return nil }
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening) where index > 1 {
            guard ["将", "以", "是", "为"].contains(text.units[index - 1]), let (year, end) = reader.year(at: index),
                let part = reader.part(at: end, of: year), let day = part.period, day.start == day.end
            else { continue }
            if day.end.month == 12, day.end.day == 31 { return Period.year(year) }
            if reader.has("零时", at: part.end) || reader.has("0时", at: part.end) { return day }
        }
        return censusYear(reader)
    }

    /// The year at whose end a census counted, as its bulletin's first sentences say: `2023年末，全国共有…`; nil where none is told so.
    private func censusYear(_ reader: TimeReader) -> Period? {
        guard PeriodWords.census.first(in: text, 0..<min(200, opening.upperBound)) != nil else { return nil }
        for index in text.marks.positions(of: .time, in: opening)
        where opensLine(index) || text.units[index - 1] == "。" {
            guard let (year, end) = reader.year(at: index), let part = reader.part(at: end, of: year),
                reader.unit(part.end) == ",", let day = part.period, day.start == day.end, day.end.month == 12,
                day.end.day == 31
            else { continue }
            return Period.year(year)
        }
        return nil
    }

    /// What the opening words name: `2022年以来，`, `今年上半年，`, `1-6月，`.
    func textPeriod(published: CalendarDate?) -> Period? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        let year = published?.year
        for index in text.marks.positions(of: .time, in: opening) {
            if index == 0 || text.units[index - 1] == "\n", let (named, end) = reader.year(at: index),
                let part = reader.part(at: end, of: named), part.end == text.count || text.units[part.end] == "\n",
                let period = part.period, period.start < period.end
            {
                // 2023年3月 on a line of its own, below the name of a table.
                return period
            }
            if opensLine(index), let (named, end) = reader.year(at: index),
                let part = reader.part(at: end, of: named), reader.unit(part.end) == ",", let period = part.period,
                period.start.month == 1, [3, 6, 9].contains(period.end.month)
            {
                // 2018年上半年，全乡…
                return period
            }
            switch text.units[index] {
            case "上" where reader.has("上半年", at: index):
                if let year, published.map({ $0.month >= 5 }) ?? false { return Period.months(1, 6, of: year) }
            case "前" where reader.has("前三季度", at: index):
                if let year {
                    return Period.months(1, 9, of: published.map { $0.month <= 5 } ?? false ? year - 1 : year)
                }
            default: break
            }
            if let published, let part = monthsSoFar(reader, index, published) { return part }
            if let (named, end) = reader.year(at: index), index == 0 || !UnitClass.isDigit(text.units[index - 1]),
                year.map({ $0 - named == 0 || $0 - named == 1 }) ?? true, reader.unit(end) != "-",
                reader.part(at: end, of: named) == nil || reader.unit(end) == "全",
                year != nil || index == 0 || text.units[index - 1] == "\n", !isPoint(index, end, reader),
                !isAttribute(index, end, reader)
            {
                // A date in the opening is the day of the speech, not what it covers.
                if year == named, let published, published.month <= 4 { continue }
                return Period.year(named)
            }
        }
        return published.flatMap { oldYear(before: $0.year) }
    }

    /// The year with which the text begins, `2015年，`, where it was published long after it and names no year nearer to that.
    private func oldYear(before published: Int) -> Period? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        guard let start = opening.first(where: { opensLine($0) && reader.year(at: $0) != nil }),
            let (year, end) = reader.year(at: start), reader.unit(end) == ",", year < published - 1
        else { return nil }
        let isLate = text.marks.positions(of: .time, in: opening).contains { index in
            reader.year(at: index).map { (published - 1...published).contains($0.value) } ?? false
        }
        return isLate ? nil : Period.year(year)
    }

    /// `1-7月`, `一季度` in an analysis published some months later.
    private func monthsSoFar(_ reader: TimeReader, _ index: Int, _ published: CalendarDate) -> Period? {
        guard text.units[index] == "1" || text.units[index] == "一", !isSpeech,
            index == 0 || text.gap(before: index) > 0
                || !UnitClass.isAnyDigit(text.units[index - 1]),
            let part = reader.part(at: index, of: published.year)?.period, part.start.month == 1, part.start.day == 1,
            (2...(opensLine(index) ? 11 : 9)).contains(part.end.month), part.end <= published,
            published.month <= part.end.month + 4
        else { return nil }
        return part
    }

    /// Whether a year in the running text is but one that an amount came from or to: `从2021年的497家增至2024年的689家`.
    private func isPoint(_ index: Int, _ end: Int, _ reader: TimeReader) -> Bool {
        // 的 behind, 从 由 比 较 至 到 before
        guard reader.unit(end) == "的", index > 0 else { return false }
        return ["从", "由", "比", "较", "至", "到"].contains(text.units[index - 1])
    }

    /// Whether a year in the running text says but of when something is: `紧扣2025年重点工作目标`, not `现将2025年工作…`.
    private func isAttribute(_ index: Int, _ end: Int, _ reader: TimeReader) -> Bool {
        guard index > 0, UnitClass.isHan(text.units[index - 1]), UnitClass.isHan(reader.unit(end)) else { return false }
        return !["将", "的", "顾", "在", "自", "从", "就", "把", "对"].contains(text.units[index - 1])
    }

    private func opensLine(_ index: Int) -> Bool { index == 0 || text.units[index - 1] == "\n" }

    /// The years of the national plan that opens a line of a report without any day: `“十二五”时期，是…的五年`.
    var openingPlan: Period? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening) where opensLine(index) {
            guard let (number, end) = reader.nationalPlan(at: index),
                reader.has("时期", at: end) || reader.has("期间", at: end) || reader.has("以来", at: end)
            else { continue }
            return Period.plan(number)
        }
        return nil
    }
}
