/// Times named relative to the report: 今年, 上年, 当月, 过去五年, 年末.
extension TimeMention {
    /// `今年`, `今年6月`, `今年以来`, `今后五年`.
    func this(at index: Int) -> Reading? {
        if reader.has("今后", at: index) {
            guard let (count, end) = reader.smallNumber(at: index + 2), reader.unit(end) == "年",
                let year = context.planPeriod?.start.year
            else { return nil }
            return (Period.years(year, year + count - 1), end + 1)
        }
        guard reader.unit(index + 1) == "年" else { return nil }
        let end = index + 2
        if reader.has("以来", at: end), standing(index).role == .review { return (context.period, end) }
        guard let thisYear else { return (nil, end) }
        if let part = reader.part(at: end, of: thisYear) { return part }
        // In a review of half a year 今年 is that half.
        if standing(index).role == .review, let covered = context.period, covered.end.year == thisYear,
            covered.start.year == thisYear
        {
            return (covered, end)
        }
        return (Period.year(thisYear), end)
    }

    /// `上半年`, `上年`, `上年度`, `上月`.
    func upper(at index: Int) -> Reading? {
        switch reader.unit(index + 1) {
        case "半", "年", "一", "月", "个": break
        default: return nil
        }
        if reader.has("上半年", at: index) { return part(at: index) }
        // 新上年产15000吨: what is new has a yearly output.
        if reader.unit(index - 1) == "新" || reader.has("上年产", at: index) && reader.unit(index + 3) != "值" {
            return nil
        }
        // 上年结转, 上年结余: where the money comes from.
        if reader.has("上年结", at: index) || reader.has("上年度结", at: index) || reader.has("上年滚存", at: index) {
            return nil
        }
        let length = reader.has("上年度", at: index) || reader.has("上一年", at: index) ? 3 : 2
        if reader.unit(index + 1) == "年" || length == 3 { return yearAndPart(year.map { $0 - 1 }, index + length) }
        // 上月, 上个月: the month before the last that the report covers.
        let monthLength = reader.has("上月", at: index) ? 2 : reader.has("上个月", at: index) ? 3 : 0
        guard monthLength > 0 else { return nil }
        guard let covered = context.period?.end, covered.month > 1 else { return (nil, index + monthLength) }
        return (Period.months(covered.month - 1, covered.month - 1, of: covered.year), index + monthLength)
    }

    /// `当年`, `当月`.
    func current(at index: Int) -> Reading? {
        switch reader.unit(index + 1) {
        // 当年
        case "年": return (wholeYear, index + 2)
        // 当月
        case "月":
            let last = context.period?.end
            return (last.flatMap { Period.months($0.month, $0.month, of: $0.year) }, index + 2)
        // 当前
        case "前": return (nil, index + 2)
        default: return nil
        }
    }

    /// `本年度`, `本月`.
    func own(at index: Int) -> Reading? {
        switch reader.unit(index + 1) {
        // 本年 本年度
        case "年": return (wholeYear, reader.unit(index + 2) == "度" ? index + 3 : index + 2)
        // 本月
        case "月":
            let last = context.period?.end
            // 1-本月
            let isSum = index > 1 && reader.unit(index - 1) == "-" && reader.unit(index - 2) == "1"
            return (last.flatMap { Period.months(isSum ? 1 : $0.month, $0.month, of: $0.year) }, index + 2)
        default: return nil
        }
    }

    /// `过去五年`, `这一年`, `近三年`, `未来五年`.
    func span(at index: Int) -> Reading? {
        var start = index + 1
        let unit = reader.unit(index)
        if unit == "过" {
            guard reader.unit(start) == "去" else { return nil }
            start += 1
            if reader.unit(start) == "的" { start += 1 }
        } else if unit == "未" {
            guard reader.unit(start) == "来" else { return nil }
            start += 1
        }
        guard let (count, end) = reader.smallNumber(at: start), (1...20).contains(count), reader.unit(end) == "年"
        else {
            return nil
        }
        let behind = reader.unit(end + 1) == "来" ? end + 2 : end + 1
        if unit == "未" {
            guard let year = context.planPeriod?.start.year else { return (nil, behind) }
            return (Period.years(year, year + count - 1), behind)
        }
        return (years(back: count), behind)
    }

    /// The last years that the report covers, `count` of them; one is all that it covers.
    func years(back count: Int) -> Period? {
        guard let covered = context.period else { return nil }
        if count == 1 {
            return covered.start.year == covered.end.year ? covered : Period.year(covered.end.year)
        }
        return Period.years(covered.end.year - count + 1, covered.end.year)
    }

    /// `年末`, `年底` of the section's year; `每年`, `近年` and the like are no time.
    func yearEnd(at index: Int) -> Reading? {
        let before = reader.unit(index - 1)
        // 比年初
        if reader.unit(index + 1) == "初", before == "比" || before == "较" {
            return (year.flatMap(Period.startOfYear), index + 2)
        }
        guard reader.unit(index + 1) == "末" || reader.unit(index + 1) == "底",
            !UnitClass.isAnyDigit(before)
        else { return nil }
        return (year.flatMap { Period.endOfMonth(12, of: $0) }, index + 2)
    }
}
