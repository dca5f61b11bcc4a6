/// Times told by numbers: years, months, spans of years and the five-year plans.
extension TimeMention {
    /// A time that opens with Arabic digits.
    func digits(at index: Int) -> Reading? {
        let before = reader.unit(index - 1)
        if UnitClass.isDigit(before) || before == "." && UnitClass.isDigit(reader.unit(index - 2))
            || UnitClass.isLatinLetter(before)
        {
            return nil
        }
        guard let (_, end) = reader.number(at: index) else { return nil }
        if end - index == 4 { return years(at: index) }
        // Most numbers are none of time.
        guard end - index <= 2, Self.mayFollowNumber(reader.unit(end)) else { return nil }
        return shortYear(at: index) ?? yearsAgo(at: index) ?? yearsSummed(at: index) ?? month(at: index)
    }

    /// A year of which only the last two digits are written, `05年`; with one that opens with no zero it may be a length of time.
    private func shortYear(at index: Int) -> Reading? {
        guard reader.unit(index) == "0", let (digit, end) = reader.smallNumber(at: index), end == index + 2,
            reader.unit(end) == "年"
        else { return nil }
        return reader.part(at: end + 1, of: 2000 + digit) ?? (Period.year(2000 + digit), end + 1)
    }

    /// Whether the unit can stand behind the first small number of a time: `5年`, `6月`, `1-6月`, `3、4月份`, `三季度`.
    private static func mayFollowNumber(_ unit: UInt16) -> Bool {
        switch unit {
        case "年", "月", "季", "、", "-", "—", "至", "到": true
        default: false
        }
    }

    /// `前五年` behind 比 and 较: years that have no days either.
    func yearsBefore(_ index: Int) -> Reading? {
        let before = reader.unit(index - 1)
        guard before == "较" || before == "比", let (_, end) = reader.smallNumber(at: index + 1),
            reader.unit(end) == "年"
        else { return nil }
        return (nil, end + 1)
    }

    /// The `五年` of `五年累计`, `五年间`, `五年净增` in a review: the last years that it covers.
    private func yearsSummed(at index: Int) -> Reading? {
        guard let (count, end) = reader.smallNumber(at: index), reader.unit(end) == "年", (2...10).contains(count),
            PeriodWords.summing.length(in: reader.text, at: end + 1, limit: reader.limit) > 0
        else { return nil }
        switch reader.unit(index - 1) {
        // 每五年, 第五年, 连续五年, 满五年, 前五年, 后五年, 头五年
        case "每", "第", "续", "满", "前", "后", "头": return nil
        // 2016年到2020年五年间, 2020年的五年间, 二十五年间
        case "年", "的": return nil
        case let before where UnitClass.isAnyDigit(before): return nil
        default: break
        }
        guard standing(index).role == .review else { return nil }
        return (years(back: count), reader.unit(end + 1) == "间" ? end + 2 : end + 1)
    }

    /// `3年前` behind 比 and 较: a time that has no days.
    private func yearsAgo(at index: Int) -> Reading? {
        let before = reader.unit(index - 1)
        guard before == "较" || before == "比", let (_, end) = reader.smallNumber(at: index),
            reader.has("年前", at: end)
        else { return nil }
        return (nil, end + 2)
    }

    /// One year or several, with the part of it that follows.
    private func years(at index: Int) -> Reading? {
        // “2021年中国十佳景区” is a name, and the end of a bracketed horizon is no year of its own.
        let before = reader.unit(index - 1)
        if before == "“" || reader.isJoint(index - 1) && before == "-" && UnitClass.isDigit(reader.unit(index - 2)) {
            return nil
        }
        guard let (first, end) = reader.yearDigits(at: index) else { return nil }
        let joint = reader.unit(end) == "年" ? end + 1 : end
        if reader.isJoint(joint), let (last, lastEnd) = reader.year(at: joint + 1), last > first {
            // 规划方案(2022-2035年): the horizon of a plan, not the time of a number.
            if reader.unit(index - 1) == "(", reader.unit(lastEnd) == ")" { return nil }
            return (Period.years(first, last), lastEnd)
        }
        guard let (year, yearEnd) = reader.year(at: index) ?? yearOfWhole(at: index) else { return nil }
        // 2035年远景目标 is a name.
        if reader.has("远景", at: yearEnd) || reader.unit(yearEnd) == "版" { return nil }
        // 会议批准的2007年国民经济和社会发展计划 is one too.
        if reader.has("国民经济和社会发展计划", at: yearEnd) { return nil }
        guard let part = reader.part(at: yearEnd, of: year) else { return (Period.year(year), yearEnd) }
        return upToLaterYear(part) ?? part
    }

    /// From a month up to one of a later year, `2014年9月至2015年4月`; nil where no later year follows.
    private func upToLaterYear(_ first: Reading) -> Reading? {
        guard reader.isJoint(first.end), let start = first.period?.start,
            let (year, end) = reader.year(at: first.end + 1),
            year > start.year, let last = reader.part(at: end, of: year), let close = last.period?.end
        else { return nil }
        return (Period(start: start, end: close), last.end)
    }

    /// A year that lost its 年 before all of a place, `2021全区财政收入`; nil where none stands there.
    private func yearOfWhole(at index: Int) -> (value: Int, end: Int)? {
        guard let (year, end) = reader.yearDigits(at: index), reader.unit(end) == "全",
            ["市", "县", "区", "省", "州", "镇"].contains(reader.unit(end + 1)), !UnitClass.isHan(reader.unit(index - 1))
        else { return nil }
        return (year, end)
    }

    /// A month, months, a day or quarters with no year of their own.
    func month(at index: Int) -> Reading? {
        guard let (first, end) = reader.smallNumber(at: index), (1...12).contains(first) else { return nil }
        let next = reader.unit(end)
        guard next == "月" || reader.isJoint(end) || next == "季" || next == "、", let reading = part(at: index)
        else { return nil }
        return reading
    }

    /// A time that opens with a Han numeral.
    func han(at index: Int) -> Reading? {
        guard let (count, end) = reader.smallNumber(at: index),
            // 一九 and 二〇 begin years.
            Self.mayFollowNumber(reader.unit(end)) || reader.unit(index) == "一" || reader.unit(index) == "二"
        else { return nil }
        let before = reader.unit(index - 1)
        // 一年来 五年来 三年来
        if reader.unit(end) == "年", reader.unit(end + 1) == "来" {
            return before == "十" || opensRecord(at: end + 2) ? nil : (years(back: count), end + 2)
        }
        if let years = yearsSummed(at: index) { return years }
        if before == "十" || before == "个" || before == "百" { return nil }
        if let (_, end) = reader.yearDigits(at: index), reader.unit(end) == "年" { return years(at: index) }
        return month(at: index)
    }

    /// Whether what was not so for years is told behind them: `创五年来新高`, `十年来最好水平`, `五年来首次`.
    private func opensRecord(at index: Int) -> Bool {
        switch (reader.unit(index), reader.unit(index + 1)) {
        case ("新", "高"), ("新", "低"), ("最", _), ("首", "次"): true
        default: false
        }
    }

    /// A five-year plan, its end or what lies behind it.
    func plan(at index: Int) -> Reading? {
        guard let (number, end) = reader.nationalPlan(at: index) else { return nil }
        let period = Period.plan(number)
        if let period, let years = firstYears(of: period, at: end) { return years }
        switch reader.unit(end) {
        case "末": return (period.map { Period(start: $0.end, end: $0.end) }, end + 1)
        case "期" where reader.unit(end + 1) == "末":
            return (period.map { Period(start: $0.end, end: $0.end) }, end + 2)
        // 期间 时期 以来 五年
        case "期", "时": return (period, end)
        case "以" where reader.has("以来", at: end): return (period, end)
        case "五" where reader.unit(end + 1) == "年": return (period, end + 2)
        // “十五”年均增长
        case "年" where reader.unit(end + 1) == "均": return (period, end)
        // 较“十三五”
        case _ where reader.unit(index - 1) == "较" || reader.unit(index - 1) == "比": return (period, end)
        default: return nil
        }
    }

    /// The first years of a five-year plan, behind it: `“十四五”前四年`; nil where others follow.
    private func firstYears(of plan: Period, at index: Int) -> Reading? {
        guard reader.unit(index) == "前", let (count, end) = reader.smallNumber(at: index + 1), (2...4).contains(count),
            reader.unit(end) == "年"
        else { return nil }
        return (Period.years(plan.start.year, plan.start.year + count - 1), end + 1)
    }
}
