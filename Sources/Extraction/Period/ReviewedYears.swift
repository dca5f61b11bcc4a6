/// Where the paragraphs of a review turn to several years, `五年来，`, and back to the last one, `刚刚过去的2025年，`.
///
/// A report to a congress that looks back on a plan's five years and on the last of them says so at the head of its
/// paragraphs only; what follows covers those years until the next such words or outermost heading.
struct ReviewedYears: Sendable {
    /// From which index on the figures cover which days; nil for those of the section.
    private var turns: [(start: Int, period: Period?)] = []

    /// Nothing turns.
    init() {}

    /// Looks at the head of each paragraph of `text`, a report that covers `period`; `resets` are the places, in order,
    /// where a heading begins that starts anew.
    init(text: FoldedText, period: Period, resets: [Int]) {
        guard period.start.month == 1, period.end.month == 12, period.start < period.end else { return }
        // Made once: copying the text takes longer than reading most heads.
        var reader = TimeReader(text: text, limit: 0)
        var next = 0
        var start = 0
        while start < text.count {
            while next < resets.count, resets[next] <= start {
                if turns.last?.period != nil { turns.append((resets[next], nil)) }
                next += 1
            }
            let end = text.marks.next(.lineBreak, from: start, limit: text.count)
            if let told = Self.told(&reader, start..<end, of: period), turns.last?.period != told || turns.isEmpty {
                turns.append((start, told))
            }
            start = end + 1
        }
    }

    /// The days that the figures at `index` cover; nil where only the section tells.
    func period(at index: Int) -> Period? {
        guard let first = turns.first, first.start <= index else { return nil }
        var low = 0
        var high = turns.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if turns[middle].start <= index { low = middle } else { high = middle }
        }
        return turns[low].period
    }

    /// What begins the words that turn, or those before them: most sentences are passed over at their first character.
    private static let openers = UnitSet("各—-回“\"‘一二三四五六七八九十两0123456789过这刚以")

    /// What the first sentences of a paragraph turn to; nil where they turn to nothing.
    private static func told(_ reader: inout TimeReader, _ paragraph: Range<Int>, of period: Period) -> Period? {
        let head = paragraph.lowerBound..<min(paragraph.upperBound, paragraph.lowerBound + 90)
        reader.limit = head.upperBound
        var told: Period?
        var start = head.lowerBound
        while start < head.upperBound {
            defer { start = sentenceEnd(reader.text, from: start, limit: head.upperBound) }
            guard openers.contains(reader.text.units[start]) else { continue }
            let opening = afterAddress(reader, start)
            // 2025年是“十四五”收官之年。五年来,我们…: the second sentence decides.
            if start == head.lowerBound || told != nil || opening > start || reader.has("五年来", at: opening)
                || reader.has("过去", at: opening), let years = years(reader, at: opening, of: period)
            {
                return years
            }
            if start == head.lowerBound || opening > start { told = told ?? lastYear(reader, at: opening, of: period) }
        }
        return told
    }

    /// Just past the first 。 or ! from `start` on, or past `limit`.
    private static func sentenceEnd(_ text: FoldedText, from start: Int, limit: Int) -> Int {
        var end = start
        while true {
            end = text.marks.next(.stop, from: end, limit: limit)
            if end == limit || text.units[end] == "。" || text.units[end] == "!" { return end + 1 }
            end += 1
        }
    }

    /// Just past 各位代表！ and —— and 回顾, with which a paragraph may open.
    private static func afterAddress(_ reader: TimeReader, _ index: Int) -> Int {
        var index = index
        if reader.has("各位代表", at: index), reader.unit(index + 4) == "!" || reader.unit(index + 4) == "," {
            index += 5
        }
        while reader.unit(index) == "—" || reader.unit(index) == "-" { index += 1 }
        guard reader.unit(index) == "回" else { return index }
        switch reader.unit(index + 1) {
        case "顾", "望", "首": return index + 2
        default: return index
        }
    }

    /// Several years that end with those of the report: `五年来`, `过去五年`, `这五年`, `“十四五”时期`, `“十四五”以来`.
    private static func years(_ reader: TimeReader, at index: Int, of period: Period) -> Period? {
        if let (number, end) = reader.nationalPlan(at: index) {
            guard let plan = Period.plan(number), plan.start.year < period.end.year else { return nil }
            if reader.has("以来", at: end) { return Period.years(plan.start.year, min(plan.end.year, period.end.year)) }
            let isTime =
                reader.has("时期", at: end) || reader.has("期间", at: end) || reader.has("五年", at: end)
                || reader.has("这五年", at: end) || reader.has("这极不", at: end)
            return isTime && plan.end.year == period.end.year ? plan : nil
        }
        var start = index
        // 过去 这
        if reader.has("过去", at: index) {
            start += 2
            if reader.unit(start) == "的" { start += 1 }
        } else if reader.unit(index) == "这" {
            start += 1
        }
        guard let (count, end) = reader.smallNumber(at: start), (2...10).contains(count), reader.unit(end) == "年",
            start > index || reader.unit(end + 1) == "来"
        else { return nil }
        return Period.years(period.end.year - count + 1, period.end.year)
    }

    /// The report's last year: `刚刚过去的2025年`, `2025年是“十四五”收官之年`, `过去一年`, `一年来`.
    private static func lastYear(_ reader: TimeReader, at index: Int, of period: Period) -> Period? {
        var start = index
        if reader.has("刚刚", at: start) { start += 2 }
        let isPast = reader.has("过去", at: start) || reader.has("以往", at: start)
        if isPast {
            start += 2
            if reader.unit(start) == "的" { start += 1 }
        } else if reader.unit(start) == "这" {
            start += 1
        }
        let last = Period.year(period.end.year)
        if let (year, end) = reader.year(at: start) {
            return year == period.end.year && (isPast || reader.unit(end) == "是") ? last : nil
        }
        guard reader.has("一年", at: start), start > index || reader.unit(start + 2) == "来" else { return nil }
        return last
    }
}
