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
    private var deliveredOn: CalendarDate?
    private var isSpeech: Bool

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
            ?? undatedPeriod(titleText, published: published))
            .map(wholeUpTo)
        let headingPeriod = self.headingPeriod(outline, near: deliveredOn ?? published, title: titlePeriod)
        period =
            headingPeriod ?? titlePeriod ?? textPeriod(published: published).map { partNamed(by: titleText, of: $0) }
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
            && (PeriodWords.planTitle.ends(in: titleText, titleRange) || announcesPlan(outline))
        if isPlan, headingPeriod == nil {
            period = titlePeriod ?? published.flatMap { Period.year($0.month == 12 ? $0.year + 1 : $0.year) }
        }
        planPeriod = isPlan ? period : period.flatMap(Self.periodAfter)
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

    /// Whether a line of the opening is the head of a table: 指标 2022年 2023年, the cells set apart.
    private func headsTable(_ line: String) -> Bool {
        let units = Array(line.utf16)
        return opening.contains { start in
            guard start == 0 || text.units[start - 1] == 0x0A, start + units.count <= text.count else { return false }
            let head = TableWords.labelHead.length(in: text, at: start, limit: start + units.count)
            return head > 0 && head < units.count && text.gap(before: start + head) > 0
                && text.units[start..<start + units.count].elementsEqual(units)
        }
    }

    /// Whether the opening says that a plan follows, `特制定本计划`, `将重点做好以下工作`, and no heading looks back.
    private func announcesPlan(_ outline: Outline) -> Bool {
        let start = 0..<min(text.count, 800)
        guard let word = PeriodWords.planOpening.first(in: text, start) else { return false }
        let before = text.units[0..<word.lowerBound]
        if UnitClass.isHan(text.units[word.lowerBound]), text.units[word.upperBound - 1] == 0x4E0B {
            // 主要做好以下工作 alone may look back.
            let sentence = before.suffix(60).split(separator: 0x3002, omittingEmptySubsequences: false).last ?? []
            guard sentence.contains(where: { $0 == 0x5C06 || $0 == 0x8981 || $0 == 0x62DF }) else { return false }
        }
        // Where figures stand before, they are those of a review.
        if before.contains(0x25) || before.contains(0x5143) { return false }
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

    /// The titles behind the one that counts: the page's, and the one that the body bears.
    ///
    /// A motto or the name of a meeting says nothing of the report.
    private func laterTitles(_ metadata: ReportMetadata, _ outline: Outline) -> [FoldedText] {
        let pageTitle = pageTitle(metadata.page)
        guard metadata.title ?? pageTitle != nil else { return [] }
        return [metadata.title == nil ? nil : pageTitle, firstTitle(outline)]
            .compactMap { $0.map { FoldedText(Array($0.utf8).span) } }.filter(namesReport)
    }

    private func namesReport(_ title: FoldedText) -> Bool { WordTables.documentTitle.ends(in: title, 0..<title.count) }

    /// The page's title, unless it is only the site's.
    private func pageTitle(_ page: PageMetadata) -> String? {
        guard let title = page.title, title != page.siteName else { return nil }
        return ["网", "网站", "门户", "平台", "首页"].contains(where: title.hasSuffix) ? nil : title
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

    /// The first line that names a report, else the first that has the shape of a title.
    private func firstTitle(_ outline: Outline) -> String? {
        var start = 0
        var first: Range<Int>?
        var spaced: String?
        var lines = 0
        for index in 0..<min(text.count + 1, 800) where index == text.count || text.units[index] == 0x0A {
            let line = start..<index
            start = index + 1
            lines += 1
            if lines == 1, let title = runInTitle(line) { return text.folded(title) }
            if lines == 2, first == nil, line.count <= 6, WordTables.titleRest.ends(in: text, line),
                case let head = 0..<line.lowerBound - 1, (8...40).contains(head.count), isDated(head), isTitle(head)
            {
                // 2022年上半年街道重点工作⏎督查报告
                return withoutLabel(head) + text.folded(line)
            }
            // Running text or a salutation: the title is over, unless only an abstract stood there.
            if line.count > 60 { break }
            if lines == 1 { spaced = spacedTitle(line) }
            let opensPlan = lines == 1 && PeriodWords.planTitle.ends(in: text, line)
            guard line.count >= 4, isTitle(line),
                opensPlan
                    || !outline.nodes.contains(where: { $0.range.lowerBound == line.lowerBound && $0.level > 0 })
            else { continue }
            if let first, isDated(first) { return withoutLabel(first) }
            if line.count > 5 || first != nil, WordTables.documentTitle.ends(in: text, line) {
                // 临江市国民经济和社会发展⏎统计公报
                guard let first, first.upperBound + 1 == line.lowerBound, line.count <= 6, lines <= 3 else {
                    return withoutLabel(line)
                }
                return withoutLabel(first) + text.folded(line)
            }
            if first == nil, lines <= 12 { first = line }
        }
        return spaced ?? first.map(withoutLabel)
    }

    /// The first line of a table, where it is a word set in spaced letters: 金  融; nil where it is not.
    private func spacedTitle(_ line: Range<Int>) -> String? {
        guard line.count == 2 || line.count == 3, line.allSatisfy({ UnitClass.isHan(text.units[$0]) }),
            line.dropFirst().allSatisfy({ text.gap(before: $0) > 0 })
        else { return nil }
        return text.folded(line)
    }

    /// The title with which a page without line breaks begins: `某镇2023年工作总结和2024年工作打算 今年以来，…`; nil where none does.
    private func runInTitle(_ line: Range<Int>) -> Range<Int>? {
        guard line.count > 60 else { return nil }
        let head = line.prefix(60)
        // ， 。 ： ；
        let end = text.units[head].firstIndex { [0x2C, 0x3002, 0x3A, 0x3B].contains($0) } ?? head.upperBound
        var title: Range<Int>?
        for index in head.lowerBound + 4..<max(head.lowerBound + 4, end) {
            let range = head.lowerBound..<index + 1
            guard WordTables.documentTitle.ends(in: text, range) || PeriodWords.planTitle.ends(in: text, range) else {
                continue
            }
            // 现将2023年工作总结如下
            if index + 1 < line.upperBound, [0x5982, 0x6C47].contains(text.units[index + 1]) { return nil }
            title = range
        }
        return title.flatMap { isDated($0) ? $0 : nil }
    }

    /// Whether a line names the year that it is about, not a day.
    private func isDated(_ line: Range<Int>) -> Bool {
        let reader = TimeReader(text: text, limit: line.upperBound)
        for index in line {
            guard let (year, end) = reader.year(at: index) else { continue }
            guard let part = reader.part(at: end, of: year)?.period else { return true }
            return part.start != part.end
        }
        return false
    }

    private func withoutLabel(_ line: Range<Int>) -> String {
        let reader = TimeReader(text: text, limit: line.upperBound)
        return text.folded((line.lowerBound + reader.length(of: "标题:", at: line.lowerBound))..<line.upperBound)
    }

    private func isTitle(_ line: Range<Int>) -> Bool {
        let last = text.units[line.upperBound - 1]
        guard UnitClass.isHan(last) || last == 0x201D || last == 0x29, last != 0x7535, last != 0x6444,
            last != 0x957F, last != 0x5E9C
        else {
            return false
        }
        let reader = TimeReader(text: text, limit: line.upperBound)
        if line.contains(where: { reader.has("记者", at: $0) }) { return false }
        if PeriodWords.unitMark.length(in: text, at: line.lowerBound, limit: line.upperBound) > 0 { return false }
        return WordTables.chrome.first(in: text, line) == nil
            && HeadingMarker.numbered(in: text, at: line.lowerBound, limit: line.upperBound) == nil
            && text.units[line.lowerBound] != 0x2014 && text.units[line.lowerBound] != 0x2D
    }

    /// The day in a subtitle: `2022年1月27日在县十七届人民代表大会第二次会议上`.
    private func deliveryDay() -> CalendarDate? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening) {
            guard let (year, end) = reader.year(at: index), index == 0 || !UnitClass.isDigit(text.units[index - 1]),
                let (month, monthEnd) = reader.smallNumber(at: end), reader.unit(monthEnd) == 0x6708,
                let (day, dayEnd) = dayNumber(reader, monthEnd + 1), reader.unit(dayEnd) == 0x65E5,
                reader.unit(dayEnd + 1) == 0x5728 || reader.unit(dayEnd + 1) == 0x29
            else { continue }
            return CalendarDate(year: year, month: month, day: day)
        }
        return nil
    }

    private func dayNumber(_ reader: TimeReader, _ index: Int) -> (value: Int, end: Int)? {
        guard let (value, end) = reader.smallNumber(at: index) else { return nil }
        // 二十七 and 三十
        guard value < 10, reader.unit(end) == 0x5341, !UnitClass.isDigit(reader.unit(index)) else {
            return (value, end)
        }
        if let ones = UnitClass.hanDigit(reader.unit(end + 1)), ones < 10 { return (value * 10 + ones, end + 2) }
        return (value * 10, end + 1)
    }

    /// What the title names: `2023年年中`, `2022年工作总结和2023年工作计划`, `2022年政府工作报告`.
    private func titlePeriod(_ title: FoldedText) -> Period? {
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
                if reader.unit(part.end) == 0x5728 { continue }
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
    private func wholeUpTo(_ period: Period) -> Period {
        let month = period.start.month
        guard month > 1, period == Period.months(month, month, of: period.start.year) else { return period }
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening)
        where index == 0 || [0x0A, 0x3002].contains(text.units[index - 1]) {
            guard let part = reader.part(at: index, of: period.start.year), let told = part.period,
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
        // % 元
        return !text.units[opening.lowerBound..<start].contains { $0 == 0x25 || $0 == 0x5143 }
    }

    /// Where `2023年，` opens a sentence, if that is the first year to do so; nil where another year or none does.
    private func firstOpening(of year: Int) -> Int? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening)
        where index > 0 && [0x0A, 0x3002, 0x2C, 0x3A].contains(text.units[index - 1]) {
            guard let (named, end) = reader.year(at: index), reader.unit(end) == 0x2C else { continue }
            return named == year ? index : nil
        }
        return nil
    }

    /// What the title names without its year: `一季度全市经济运行情况`, `1-7月`; the last such time before the report was published.
    private func undatedPeriod(_ title: FoldedText, published: CalendarDate?) -> Period? {
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
    private func partNamed(by title: FoldedText, of period: Period) -> Period {
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

    /// What the first heading names that looks back.
    private func headingPeriod(_ outline: Outline, near day: CalendarDate?, title: Period?) -> Period? {
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

    /// What the opening words name: `2022年以来，`, `今年上半年，`, `1-6月，`.
    private func textPeriod(published: CalendarDate?) -> Period? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        let year = published?.year
        for index in text.marks.positions(of: .time, in: opening) {
            if index == 0 || text.units[index - 1] == 0x0A, let (named, end) = reader.year(at: index),
                let part = reader.part(at: end, of: named), part.end == text.count || text.units[part.end] == 0x0A,
                let period = part.period, period.start < period.end
            {
                // 2023年3月 on a line of its own, below the name of a table.
                return period
            }
            if opensLine(index), let (named, end) = reader.year(at: index),
                let part = reader.part(at: end, of: named), reader.unit(part.end) == 0x2C, let period = part.period,
                period.start.month == 1, [3, 6, 9].contains(period.end.month)
            {
                // 2018年上半年，全乡…
                return period
            }
            switch text.units[index] {
            case 0x4E0A where reader.has("上半年", at: index):
                if let year, published.map({ $0.month >= 5 }) ?? false { return Period.months(1, 6, of: year) }
            case 0x524D where reader.has("前三季度", at: index):
                if let year {
                    return Period.months(1, 9, of: published.map { $0.month <= 5 } ?? false ? year - 1 : year)
                }
            default: break
            }
            if let published, let part = monthsSoFar(reader, index, published) { return part }
            if let (named, end) = reader.year(at: index), index == 0 || !UnitClass.isDigit(text.units[index - 1]),
                year.map({ $0 - named == 0 || $0 - named == 1 }) ?? true, reader.unit(end) != 0x2D,
                reader.part(at: end, of: named) == nil || reader.unit(end) == 0x5168,
                year != nil || index == 0 || text.units[index - 1] == 0x0A, !isPoint(index, end, reader),
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
            let (year, end) = reader.year(at: start), reader.unit(end) == 0x2C, year < published - 1
        else { return nil }
        let isLate = text.marks.positions(of: .time, in: opening).contains { index in
            reader.year(at: index).map { (published - 1...published).contains($0.value) } ?? false
        }
        return isLate ? nil : Period.year(year)
    }

    /// `1-7月`, `一季度` in an analysis published some months later.
    private func monthsSoFar(_ reader: TimeReader, _ index: Int, _ published: CalendarDate) -> Period? {
        guard text.units[index] == 0x31 || text.units[index] == 0x4E00, !isSpeech,
            index == 0 || text.gap(before: index) > 0
                || !UnitClass.isDigit(text.units[index - 1]) && UnitClass.hanDigit(text.units[index - 1]) == nil,
            let part = reader.part(at: index, of: published.year)?.period, part.start.month == 1, part.start.day == 1,
            (2...(opensLine(index) ? 11 : 9)).contains(part.end.month), part.end <= published,
            published.month <= part.end.month + 4
        else { return nil }
        return part
    }

    /// Whether a year in the running text is but one that an amount came from or to: `从2021年的497家增至2024年的689家`.
    private func isPoint(_ index: Int, _ end: Int, _ reader: TimeReader) -> Bool {
        // 的 behind, 从 由 比 较 至 到 before
        guard reader.unit(end) == 0x7684, index > 0 else { return false }
        return [0x4ECE, 0x7531, 0x6BD4, 0x8F83, 0x81F3, 0x5230].contains(text.units[index - 1])
    }

    /// Whether a year in the running text says but of when something is: `紧扣2025年重点工作目标`, not `现将2025年工作…`.
    private func isAttribute(_ index: Int, _ end: Int, _ reader: TimeReader) -> Bool {
        guard index > 0, UnitClass.isHan(text.units[index - 1]), UnitClass.isHan(reader.unit(end)) else { return false }
        // 将 的 顾 在 自 从 就 把 对
        return ![0x5C06, 0x7684, 0x987E, 0x5728, 0x81EA, 0x4ECE, 0x5C31, 0x628A, 0x5BF9].contains(text.units[index - 1])
    }

    private func opensLine(_ index: Int) -> Bool { index == 0 || text.units[index - 1] == 0x0A }

    /// The years of the national plan that opens a line of a report without any day: `“十二五”时期，是…的五年`.
    private var openingPlan: Period? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in text.marks.positions(of: .time, in: opening) where opensLine(index) {
            guard let (number, end) = reader.nationalPlan(at: index),
                reader.has("时期", at: end) || reader.has("期间", at: end) || reader.has("以来", at: end)
            else { continue }
            return Period.plan(number)
        }
        return nil
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
        return isSpeech && opening.contains { text.units[$0] == 0x6211 && reader.has("我代表", at: $0) }
            && !opening.contains {
                text.units[$0] == 0x4E0A && reader.has("上半年", at: $0)
                    || text.units[$0] == 0x5B63 && reader.unit($0 + 1) == 0x5EA6
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
            text.units[$0] == 0x4ECA && text.units[$0 + 1] == 0x5E74
        }
    }
}
