/// What a heading or title says of the time that it covers.
struct HeadingTime {
    /// Whether its words for the time look back or ahead; nil where they do not tell.
    private var timeRole: ReportContext.Role?
    /// The years, as one period; nil where none is named.
    var period: Period?
    /// Whether the years are named relative to the report (`下半年`, `今年`).
    var isRelative = false

    private let text: FoldedText
    private let range: Range<Int>

    /// Whether it looks back or ahead, nil where it does not tell.
    var role: ReportContext.Role? {
        if let timeRole { return timeRole }
        if PeriodWords.attained.first(in: text, range) != nil, PeriodWords.wanted.first(in: text, range) == nil {
            return .review
        }
        if PeriodWords.review.first(in: text, range) != nil { return .review }
        return PeriodWords.plan.first(in: text, range) != nil ? .plan : nil
    }

    /// Reads `range`; `currentYear` resolves relative words.
    init(_ text: FoldedText, _ range: Range<Int>, currentYear: Int?) {
        self.text = text
        self.range = range
        let reader = TimeReader(text: text, limit: range.upperBound)
        var named: Period?
        var span: Period?
        var index = range.lowerBound
        while named == nil {
            index = text.marks.next(.time, from: index, limit: range.upperBound)
            guard index < range.upperBound else { break }
            if let (year, end) = reader.year(at: index), !UnitClass.isDigit(reader.unit(index - 1)) {
                named = reader.part(at: end, of: year)?.period ?? Period.year(year)
            } else if let (first, end) = reader.yearDigits(at: index), reader.isJoint(end),
                let (last, _) = reader.year(at: end + 1)
            {
                named = Period.years(first, last)
            } else if span == nil, let (number, end) = reader.nationalPlan(at: index),
                PeriodWords.planName.length(in: text, at: min(end, text.count - 1), limit: range.upperBound) == 0
            {
                span = Period.plan(number)
                index = end - 1
            } else if let currentYear, span == nil {
                readRelative(reader, index, currentYear, into: &span)
            }
            index += 1
        }
        if named != nil { isRelative = false }
        period = named ?? span
    }

    private mutating func readRelative(_ reader: TimeReader, _ index: Int, _ year: Int, into span: inout Period?) {
        switch reader.unit(index) {
        // 上半年 下半年
        case "上", "下":
            span = reader.part(at: index, of: year)?.period
        // 前三季度 第一季度 一季度 二季度 三季度 四季度
        case "前", "第", "一", "二", "三", "四":
            if let part = reader.part(at: index, of: year), reader.unit(part.end - 1) == "度" { span = part.period }
        // 1-3月份
        case "1" where !UnitClass.isDigit(reader.unit(index - 1)):
            if let part = reader.part(at: index, of: year)?.period, part.start < part.end, part.end.month < 12 {
                span = part
            }
        // 过去五年
        case "过" where reader.has("过去", at: index):
            let start = reader.unit(index + 2) == "的" ? index + 3 : index + 2
            if let (count, end) = reader.smallNumber(at: start), count <= 10, reader.unit(end) == "年" {
                span = Period.years(year - count + 1, year)
                timeRole = .review
            }
        // 今后五年 未来五年
        case "今", "未":
            if reader.has("今后", at: index) || reader.has("未来", at: index),
                let (count, end) = reader.smallNumber(at: index + 2), count <= 15, reader.unit(end) == "年"
            {
                span = Period.years(year + 1, year + count)
                timeRole = .plan
            }
        default: break
        }
        if span != nil { isRelative = true }
    }
}
