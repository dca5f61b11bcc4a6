/// What title, opening lines, headings and metadata tell of a report as a whole.
struct ReportOpening {
    /// The document's title.
    private(set) var title: String?
    /// The place that reports.
    private(set) var refArea: String?
    /// Its level and code.
    private(set) var place = Place()
    /// The kind of report.
    private(set) var kind: String?
    /// The days that the report covers.
    private(set) var period: Period?
    /// The days that the report's plans cover.
    private(set) var planPeriod: Period?
    /// The year that 今年 means where the report looks back.
    private(set) var currentYear: Int?
    /// Whether the title names a plan and nothing that looks back.
    private(set) var isPlan = false
    /// Whether the title and the text name different times.
    private(set) var isConflicting = false

    /// Whether metadata, page, title or text name different places.
    private(set) var hasOtherArea = false

    /// Whether the metadata call a communiqué by the name of another kind of report.
    private(set) var hasOtherKind = false

    /// The body.
    let text: FoldedText
    /// How far the opening is read.
    let opening: Range<Int>
    /// The day on which the report was given, as its subtitle says.
    private(set) var deliveredOn: CalendarDate?
    private(set) var isSpeech: Bool

    /// Reads all there is.
    init(text: FoldedText, outline: Outline, metadata: ReportMetadata, places: PlaceDirectory) {
        self.text = text
        opening = 0..<min(text.count, 1500)
        isSpeech = PeriodWords.speech.first(in: text, opening) != nil
        title = metadata.title ?? pageTitle(metadata.page) ?? firstTitle(outline)
        deliveredOn = deliveryDay()
        let titleText = FoldedText(Array((title ?? "").utf8).span)
        let titleRange = 0..<titleText.count
        isSpeech = isSpeech || PeriodWords.speech.first(in: titleText, titleRange) != nil
        let published = metadata.publishedOn ?? metadata.page.publishedOn
        let later = laterTitles(metadata, outline)
        let titlePeriod =
            (self.titlePeriod(titleText) ?? later.compactMap(self.titlePeriod).first
            ?? undatedPeriod(titleText, published: published ?? deliveredOn))
            .map(wholeUpTo)
        let headingPeriod = self.headingPeriod(outline, near: deliveredOn ?? published, title: titlePeriod)
        period =
            censusPeriod ?? headingPeriod ?? titlePeriod ?? textPeriod(published: published).map {
                partNamed(by: titleText, of: $0)
            }
            ?? datePeriod(deliveredOn ?? published) ?? openingPlan
        if let headingPeriod, let titlePeriod, abs(headingPeriod.end.year - titlePeriod.end.year) > 1 {
            isConflicting = true
        }
        if let period, let published {
            // Published before what it covers began, or a half-year's report published when the year was long over.
            let isEarly = published < period.start
            let isLate = period.end.month <= 6 && published.year > period.end.year
            if isEarly || isLate && metadata.title ?? metadata.page.title != nil { isConflicting = true }
        }
        isPlan =
            PeriodWords.reviewTitle.first(in: titleText, titleRange) == nil
            && (PeriodWords.planTitle.ends(in: titleText, 0..<endOfSubject(titleText)) || announcesPlan(outline))
        if isPlan, headingPeriod == nil {
            period = titlePeriod ?? published.flatMap { Period.year($0.month == 12 ? $0.year + 1 : $0.year) }
        }
        // 2023年发展计划, of which the first part looks back on 2022.
        planPeriod =
            isPlan ? headingPeriod == nil ? period : titlePeriod ?? period : period.flatMap(Self.periodAfter)
        kind = kindOfReport(namesReport(titleText) ? [titleText] : [titleText] + later)
        currentYear = yearOfToday(published)
        let told =
            area(in: titleText) ?? later.compactMap(area(in:)).first ?? areaOfSpeaker()
            ?? areaOfSession()
        settleArea(given: metadata.refArea, page: metadata.page, told: told, places)
        for other in later { compare(titleText, titlePeriod, with: other) }
        // Its times are the report's, but a row of cells is no title.
        if metadata.title ?? pageTitle(metadata.page) == nil, title.map(headsTable) ?? false { title = nil }
    }

    /// Where what a title is about ends: before the 》 and the 的通知 with which it is sent out, `关于印发《…工作要点》的通知`.
    private func endOfSubject(_ title: FoldedText) -> Int {
        var end = title.count
        if end > 3, title.units[end - 3..<end].elementsEqual(["的", "通", "知"]) { end -= 3 }
        return end > 0 && title.units[end - 1] == "》" ? end - 1 : end
    }

    /// Whether the opening says that a plan follows, `特制定本计划`, `将重点做好以下工作`, and no heading looks back.
    private func announcesPlan(_ outline: Outline) -> Bool {
        let start = 0..<min(text.count, 800)
        guard let word = PeriodWords.planOpening.first(in: text, start) else { return false }
        let before = text.units[0..<word.lowerBound]
        if UnitClass.isHan(text.units[word.lowerBound]), text.units[word.upperBound - 1] == "下" {
            // 主要做好以下工作 alone may look back.
            let sentence = before.suffix(60).split(separator: "。", omittingEmptySubsequences: false).last ?? []
            guard sentence.contains(where: { $0 == "将" || $0 == "要" || $0 == "拟" }) else { return false }
        }
        // Where figures stand before, they are those of a review.
        if before.contains("%") || before.contains("元") { return false }
        return !outline.nodes.contains {
            $0.level > 0 && $0.title.count <= 60 && HeadingTime(text, $0.title, currentYear: nil).role == .review
        }
    }

    /// Notes that different places are named.
    mutating func noteOtherArea() { hasOtherArea = true }

    /// Takes a place as the report's.
    mutating func settle(_ area: String, _ place: Place) {
        refArea = area
        self.place = place
    }

    /// Compares the title that counts with another one.
    private mutating func compare(_ given: FoldedText, _ givenPeriod: Period?, with own: FoldedText) {
        if let period = titlePeriod(own).map(wholeUpTo), let givenPeriod, period != givenPeriod { isConflicting = true }
        if let area = area(in: own), let other = self.area(in: given), !area.hasSuffix(other), !other.hasSuffix(area),
            !area.hasPrefix(other), !other.hasPrefix(area)
        {
            hasOtherArea = true
        }
        if PeriodWords.communique.first(in: own, 0..<own.count) != nil, namesReport(given),
            PeriodWords.communique.first(in: given, 0..<given.count) == nil
        {
            hasOtherKind = true
        }
    }

    private static func periodAfter(_ period: Period) -> Period? {
        let year = period.end.year
        if period.start.year < period.end.year { return Period.year(year + 1) }
        return period.end.month < 12 ? Period.months(period.end.month + 1, 12, of: year) : Period.year(year + 1)
    }

    /// The day in a subtitle: `2022年1月27日在县十七届人民代表大会第二次会议上`.
    private func deliveryDay() -> CalendarDate? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening) {
            guard let (year, end) = reader.year(at: index), index == 0 || !UnitClass.isDigit(text.units[index - 1]),
                let (month, monthEnd) = reader.smallNumber(at: end), reader.unit(monthEnd) == "月",
                let (day, dayEnd) = dayNumber(reader, monthEnd + 1), reader.unit(dayEnd) == "日",
                reader.unit(dayEnd + 1) == "在" || reader.unit(dayEnd + 1) == ")"
            else { continue }
            return CalendarDate(year: year, month: month, day: day)
        }
        return nil
    }

    private func dayNumber(_ reader: TimeReader, _ index: Int) -> (value: Int, end: Int)? {
        guard let (value, end) = reader.smallNumber(at: index) else { return nil }
        // 二十七 and 三十
        guard value < 10, reader.unit(end) == "十", !UnitClass.isDigit(reader.unit(index)) else {
            return (value, end)
        }
        if let ones = UnitClass.hanDigit(reader.unit(end + 1)), ones < 10 { return (value * 10 + ones, end + 2) }
        return (value * 10, end + 1)
    }

    /// What a report given or published on `day` most likely covers.
    private func datePeriod(_ day: CalendarDate?) -> Period? {
        guard let day else { return nil }
        switch day.month {
        case 1...5: return Period.year(day.year - 1)
        case 6...9: return isSpeech ? Period.year(day.year) : Period.months(1, 6, of: day.year)
        default: return Period.year(day.year)
        }
    }

    private func kindOfReport(_ titles: [FoldedText]) -> String? {
        if titles.contains(where: { PeriodWords.communique.first(in: $0, 0..<$0.count) != nil }) { return "communique" }
        guard let period else { return givesAnnualReport ? "annual" : nil }
        let months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
        switch months {
        case ...3: return "quarter"
        case 6: return "half_year"
        case 9: return "quarter"
        case 12...: return "annual"
        default: return nil
        }
    }

    /// Whether a government reports to a congress, as it does once a year, though nothing tells of which.
    private var givesAnnualReport: Bool {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        // 我代表, 上半年, 季度
        return isSpeech && opening.contains { text.units[$0] == "我" && reader.has("我代表", at: $0) }
            && !opening.contains {
                text.units[$0] == "上" && reader.has("上半年", at: $0)
                    || text.units[$0] == "季" && reader.unit($0 + 1) == "度"
            }
    }

    /// 今年 in a speech to a congress is the year of the speech; in a summary it is the year summed up.
    private func yearOfToday(_ published: CalendarDate?) -> Int? {
        if let deliveredOn { return deliveredOn.year }
        guard let period else { return nil }
        if period.end.month == 12, isSpeech { return period.end.year + 1 }
        // A press text of January that never says 今年 speaks of what it covers as 去年.
        if published?.year == period.end.year + 1, period.end.month == 12, !saysThisYear { return period.end.year + 1 }
        return period.end.year
    }

    private var saysThisYear: Bool {
        text.marks.positions(of: .time, in: 0..<max(0, text.count - 1)).contains {
            text.units[$0] == "今" && text.units[$0 + 1] == "年"
        }
    }
}
