/// Reads one mention of time at a given place.
struct TimeMention {
    /// The days of a time, nil for open, and the index behind its words.
    typealias Reading = (period: Period?, end: Int)

    /// What makes a word of its own with 起, which then ends no time: 起步 起诉 起飞.
    private static let behindRise = UnitSet("步点初草诉飞家航伏始源落")

    /// Reads the parts of times.
    var reader: TimeReader
    /// The report against which relative words are resolved.
    let context: ReportContext
    /// The index of the section that is read.
    var section = 0

    /// A reader of times in `text`.
    init(text: FoldedText, context: ReportContext) {
        reader = TimeReader(text: text, limit: text.count)
        self.context = context
    }

    /// The mention that begins at `index`; nil where none does.
    func read(at index: Int) -> PeriodResolver.Mention? {
        let unit = reader.unit(index)
        if unit == "截" || unit == "直" || unit == "迄" || unit == "到" { return upTo(index) }
        if reader.isJoint(index - 1), let start = firstMonth(before: index - 1), let reading = part(at: start),
            // 元月至13月: the first month alone ends before.
            reading.end > index
        {
            return finished(start, reading)
        }
        guard let reading = time(at: index) else { return nil }
        return finished(index, reading)
    }

    /// Where the 元 stands that opens `元至6月` or `元月至6月` before a joint; nil where it is none or the unit of an amount.
    private func firstMonth(before joint: Int) -> Int? {
        let start = reader.unit(joint - 1) == "月" ? joint - 2 : joint - 1
        guard reader.unit(start) == "元" else { return nil }
        let before = reader.unit(start - 1)
        // 万元, 亿元, 5元至6元, 公元 纪元
        return UnitClass.isAnyDigit(before) || Numeral.scale(before) > 0 ? nil : start
    }

    /// `截至6月底`, `截至目前`, `迄今`, `到2025年`: the end of what follows.
    private func upTo(_ index: Int) -> PeriodResolver.Mention? {
        var start = index + 1
        switch reader.unit(index) {
        case "截":
            guard reader.unit(start) == "至" || reader.unit(start) == "止" else { return nil }
            start += 1
            if reader.unit(start) == "到" { start += 1 }
        case "直":
            guard reader.unit(start) == "至" else { return nil }
            start += 1
        case "迄":
            return reader.has("迄今", at: index) ? mention(index, (nil, index + 2)) : nil
        default:
            if reader.has("目前为止", at: start) { return mention(index, (nil, start + 4)) }
            return nil
        }
        if reader.has("目前", at: start) || reader.has("当前", at: start) || reader.has("现在", at: start) {
            return mention(index, (nil, start + 2))
        }
        guard let reading = time(at: start) else { return nil }
        let end = reading.period.map { Period(start: $0.end, end: $0.end) }
        return mention(index, (end, reading.end))
    }

    private func mention(_ start: Int, _ reading: Reading, isBase: Bool = false) -> PeriodResolver.Mention {
        PeriodResolver.Mention(range: start..<reading.end, period: reading.period, isBase: isBase)
    }

    /// Reads what may stand behind a time (以来, 同期, 间) and before it (比, 较).
    private func finished(_ start: Int, _ reading: Reading) -> PeriodResolver.Mention {
        var (reading, isBase) = withTail(reading, from: start)
        if reader.unit(start - 2) == "复", reader.unit(start - 3) == "恢" {
            // 恢复至2019年同期水平的81%
            isBase = true
            if reader.has("水平", at: reading.end) { reading.end += 2 }
        }
        reading.end = censusEnd(reading.end)
        isBase = isBase || isOfPrices(reading.end) || isMeasuredIn(reading.end) || isCompared(start, reading.end)
        return mention(start, reading, isBase: isBase)
    }

    /// A time with the words behind it that say which part of it is meant; whether they say that it is compared with.
    private func withTail(_ reading: Reading, from start: Int) -> (Reading, isBase: Bool) {
        var reading = reading
        switch (reader.unit(reading.end), reader.unit(reading.end + 1)) {
        case ("以", "来"): return ((since(reading.period), reading.end + 2), false)
        case ("同", "期"), ("同", "月"): return ((sameMonths(reading.period), reading.end + 2), true)
        case ("期", "间"), ("时", "期"): reading.end += 2
        // 年底前, 6月30日前; not 前后, 前期, 前三
        case ("前", let next) where next != "后" && next != "期" && UnitClass.hanDigit(next) == nil:
            if let period = reading.period, period.start == period.end {
                reading.period = until(period.end, at: start)
                reading.end += 1
            }
        // 自2019年开园以来
        default:
            guard ["自", "从"].contains(reader.unit(start - 1)) else { break }
            if reader.unit(reading.end) == "起", !Self.behindRise.contains(reader.unit(reading.end + 1)) {
                // 自2000年起
                reading = (since(reading.period), reading.end + 1)
            } else if reader.has("开始", at: reading.end) {
                // 从5月开始
                reading = (since(reading.period), reading.end + 2)
            } else if let end = endOfEvent(reading.end) {
                reading = (since(reading.period), end)
            }
        }
        return (reading, false)
    }

    /// Whether the time that ends at `end` is that of prices: 2010年价, 2015年不变价.
    private func isOfPrices(_ end: Int) -> Bool { reader.unit(end) == "价" || reader.has("不变价", at: end) }

    private static let likenesses = ["相比", "比,", "比较,", "相当", "持平", "基本持平"]

    /// Whether the words before and behind a time compare with it: 比2019年, 与上年相比.
    private func isCompared(_ start: Int, _ end: Int) -> Bool {
        switch reader.unit(start - 1) {
        // 比 较, 高于去年, 超过去年
        case "比", "较": return true
        case "于": return Self.comparesWithFollowing(reader.unit(start - 2))
        case "过": return reader.unit(start - 2) == "超"
        // 同第五次全国人口普查2000年11月1日零时的500万人相比
        case "查": return isAmountCompared(end)
        // 与上年相比, 同上年相比, 和去年持平
        case "与", "同", "和":
            let next = pastAside(end)
            return Self.likenesses.contains { reader.has($0, at: next) }
                || isAmountCompared(next) || isEventCompared(next)
        // 比2013年末(2013年是上次普查年份,下同)增加: what kind of year that was.
        case "(": return reader.unit(end) == "是"
        default: return false
        }
    }

    /// Just past the census that a year is told by, `2010年第六次全国人口普查`; `index` where none follows.
    private func censusEnd(_ index: Int) -> Int {
        var end = index
        if reader.unit(end + 1) == "时", reader.unit(end) == "零" || reader.unit(end) == "0" { end += 2 }
        guard reader.unit(end) == "第" || reader.unit(end) == "全" || reader.unit(end) == "人" else { return end }
        let limit = end + 12
        var mark = end
        while mark < limit, UnitClass.isHan(reader.unit(mark)) {
            if reader.has("普查", at: mark) {
                let isResult = reader.has("结果", at: mark + 2) || reader.has("数据", at: mark + 2)
                return isResult ? mark + 4 : mark + 2
            }
            mark += 1
        }
        return end
    }

    /// Whether an amount of the time stands before 相比: `与2010年的500.5万人相比`.
    private func isAmountCompared(_ index: Int) -> Bool {
        guard reader.unit(index) == "的", UnitClass.isDigit(reader.unit(index + 1)) else { return false }
        return (index + 2..<index + 20).contains { reader.has("相比", at: $0) }
    }

    /// Just past the 以来 behind what happened at a time: `自1993年定点帮扶以来`; nil where none follows.
    private func endOfEvent(_ index: Int) -> Int? {
        var end = index
        while end < index + 14, UnitClass.isHan(reader.unit(end)) {
            if reader.has("以来", at: end) { return end + 2 }
            end += 1
        }
        return nil
    }

    /// Just past the bracket that says what a time was, `与2010年(第六次普查数据,下同)的`; `index` where none opens there.
    private func pastAside(_ index: Int) -> Int {
        guard reader.unit(index) == "(" else { return index }
        return (index + 1..<index + 24).first { reader.unit($0) == ")" }.map { $0 + 1 } ?? index
    }

    /// Whether what happened at a time stands before 相比, and a comma behind it: `与2009年建区时相比，`.
    private func isEventCompared(_ index: Int) -> Bool {
        var end = index
        while end < index + 12, UnitClass.isHan(reader.unit(end)) {
            if reader.has("相比,", at: end) { return true }
            end += 1
        }
        return false
    }

    /// The months that the report covers in the year of `period`, which 同期 means.
    private func sameMonths(_ period: Period?) -> Period? {
        guard let period, let covered = context.period, covered.start.year == covered.end.year,
            period == Period.year(period.start.year)
        else { return period }
        return Period.months(covered.start.month, covered.end.month, of: period.start.year)
    }

    /// Whether `的1.76倍` stands at `index`: the time is what the number is measured against.
    private func isMeasuredIn(_ index: Int) -> Bool {
        var particle = index
        if UnitClass.isDigit(reader.unit(index)) {
            // “十二五”时期43200万元的1.87倍: with the amount of that time.
            while particle < index + 16, UnitClass.isDigit(reader.unit(particle)) || reader.unit(particle) == "." {
                particle += 1
            }
            let digits = particle
            while particle < digits + 5, UnitClass.isHan(reader.unit(particle)), reader.unit(particle) != "的" {
                particle += 1
            }
        }
        guard reader.unit(particle) == "的" else { return false }
        // 是2015年的近4倍
        if ["近", "约"].contains(reader.unit(particle + 1)) { particle += 1 }
        var end = particle + 1
        while end < particle + 9,
            UnitClass.isDigit(reader.unit(end)) || reader.unit(end) == "." || reader.unit(end) == "两"
                || UnitClass.hanDigit(reader.unit(end)) != nil
        { end += 1 }
        return end > particle + 1 && reader.unit(end) == "倍"
    }

    /// Whether the unit makes a comparison together with 于: 高于, 低于, 优于, 快于, 好于, 多于, 少于, 强于, 大于, 小于.
    private static func comparesWithFollowing(_ unit: UInt16) -> Bool {
        switch unit {
        case "高", "低", "优", "快", "好", "多", "少", "强", "大", "小": true
        default: false
        }
    }

    /// From where the section's own days begin, or the year, up to `day`.
    private func until(_ day: CalendarDate, at index: Int) -> Period? {
        if let covered = standing(index).period ?? context.period, covered.start.year == day.year, covered.start < day {
            return Period(start: covered.start, end: day)
        }
        return Period.year(day.year).map { Period(start: $0.start, end: day) }
    }

    /// From the start of `period` to the end of what the report covers.
    private func since(_ period: Period?) -> Period? {
        guard let period, let covered = context.period else { return period }
        return period.start < covered.end ? Period(start: period.start, end: covered.end) : period
    }

    private func time(at index: Int) -> Reading? {
        let unit = reader.unit(index)
        if UnitClass.isDigit(unit) { return digits(at: index) }
        switch unit {
        case "“", "\"", "十":
            return plan(at: index) ?? month(at: index)
        // 今 去 明 前年 上年 当年 本年
        case "今": return this(at: index)
        case "去" where reader.unit(index + 1) == "年": return yearAndPart(lastYear(at: index), index + 2)
        case "明" where reader.unit(index + 1) == "年": return yearAndPart(thisYear.map { $0 + 1 }, index + 2)
        case "上": return upper(at: index)
        case "下" where reader.unit(index + 1) == "半" && reader.has("下半年", at: index): return part(at: index)
        case "全" where reader.unit(index + 1) == "年": return (wholeYear, index + 2)
        // 提前7个月 is no time.
        case "前" where reader.unit(index - 1) != "提":
            if let years = yearsBefore(index) { return years }
            if reader.unit(index + 1) == "年" { return (thisYear.flatMap { Period.year($0 - 2) }, index + 2) }
            return part(at: index)
        case "当": return current(at: index)
        case "本": return own(at: index)
        // 目前, but not 项目前期
        case "目":
            return reader.unit(index + 1) == "前" && reader.unit(index - 1) != "项" ? (nil, index + 2) : nil
        case "第": return part(at: index)
        case "过", "近", "这", "未": return span(at: index)
        case "新": return reader.has("新的一年", at: index) ? (context.planPeriod, index + 4) : nil
        case "年": return yearEnd(at: index)
        case "半":
            if reader.has("半年度", at: index), let year { return (Period.months(1, 6, of: year), index + 3) }
            return reader.has("半年来", at: index) ? (context.period, index + 3) : nil
        default: return han(at: index)
        }
    }

    // What is read against the section.

    /// Whether the text at an index looks back or ahead, and its days.
    func standing(_ index: Int) -> (role: ReportContext.Role, period: Period?) {
        context.standing(at: index, section: section)
    }

    /// The year of the section: what 全年, 上半年 and a bare month belong to.
    private func sectionYear(_ index: Int) -> Int? {
        let standing = standing(index)
        guard let period = standing.period ?? context.period else { return context.currentYear }
        if period.start.year == period.end.year { return period.end.year }
        return standing.role == .plan ? context.planPeriod?.start.year : period.end.year
    }

    /// All of the section's year.
    var wholeYear: Period? { year.flatMap(Period.year) }

    /// The year of the section without regard to where in it the words stand.
    var year: Int? { sectionYear(reader.limit - 1) }

    /// The year that 今年 means here.
    var thisYear: Int? {
        standing(reader.limit - 1).role == .plan ? year : context.currentYear ?? year
    }

    /// The year that 去年 means here: behind 比 and 较 and before 同期 the one before what the report covers.
    private func lastYear(at index: Int) -> Int? {
        let before = reader.unit(index - 1)
        let isCompared =
            before == "比" || before == "较"
            || before == "于" && Self.comparesWithFollowing(reader.unit(index - 2))
            || reader.has("同期", at: index + 2)
        return (isCompared ? year : thisYear).map { $0 - 1 }
    }

    /// A year named in words, with what may follow it: `去年6月`, `今年上半年`.
    func yearAndPart(_ year: Int?, _ end: Int) -> Reading {
        guard let year else { return (nil, end) }
        return reader.part(at: end, of: year) ?? (Period.year(year), end)
    }

    /// A part of the section's year: a half, quarters, months, days.
    func part(at index: Int) -> Reading? {
        guard let year else {
            return reader.part(at: index, of: 2000).map { (nil, $0.end) }
        }
        return reader.part(at: index, of: year)
    }

    /// The same part of the year before, where a part of that year was named last and the report does not reach so far: 四季度 in
    /// `去年三季度增长3%，四季度增长6%`; nil else.
    func ofYearBefore(_ found: PeriodResolver.Mention, _ last: PeriodResolver.Mention?) -> Period? {
        guard let period = found.period, let end = context.period?.end, end < period.start, !found.isBase,
            period.start.year == period.end.year, let last, !last.isBase, !last.isWholeYear,
            let before = last.period, before.start < before.end, before.end.year == period.start.year - 1,
            before.start.year == before.end.year, before.end < end, found.range.count < 6,
            standing(found.range.lowerBound).role == .review, part(at: found.range.lowerBound)?.period == period
        else { return nil }
        return Period.months(period.start.month, period.end.month, of: before.end.year)
    }

    /// The same part of the year that was named last with another part, 下半年 in `2020年上半年新识别9户，下半年新识别2户`; nil else.
    func ofYearNamed(_ found: PeriodResolver.Mention, _ last: PeriodResolver.Mention?) -> Period? {
        guard let period = found.period, let last, let before = last.period, !found.isBase, !last.isBase,
            isHalfOrQuarter(found.range), isHalfOrQuarter(last.range),
            reader.year(at: last.range.lowerBound) != nil, before.start.year == before.end.year,
            before.start.year != period.start.year, period.start.year == period.end.year,
            before.end.month < period.start.month,
            part(at: found.range.lowerBound)?.period == period
        else { return nil }
        return Period.months(period.start.month, period.end.month, of: before.end.year)
    }

    /// Whether words of time end in 半年 or 季度.
    private func isHalfOrQuarter(_ words: Range<Int>) -> Bool {
        reader.has("半年", at: words.upperBound - 2) || reader.has("季度", at: words.upperBound - 2)
    }
}
