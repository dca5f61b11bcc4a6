/// What holds for a report as a whole, and for each of its sections: place, kind, date, period, and whether it looks back or ahead.
struct ReportContext: Sendable {
    /// Whether a section reports what was done or plans what is to be done.
    enum Role: Sendable {
        /// Reports what was done.
        case review
        /// Plans what is to be done.
        case plan
    }

    /// The document's title.
    var title: String?
    /// The place that reports.
    var refArea: String?
    /// Its level and code.
    var place: Place
    /// The kind of report.
    var kind: String?
    /// The days that the report covers.
    var period: Period?
    /// For each section of the outline, by index: whether it looks back or ahead, and the days its figures cover.
    var sections: [(role: Role, period: Period?)]
    /// What a reader should know about the report as a whole: `period_conflict`, `ref_area_conflict`, `kind_conflict`,
    /// `published_on_conflict`.
    var qualityFlags: [String] = []
    /// The year that 今年 means where the report looks back; nil where nothing tells.
    var currentYear: Int?
    /// The days that the report's plans cover.
    var planPeriod: Period?
    /// For sections that turn from review to plan inside, or back: from which index on, to what and to which days.
    private var turns: [Int: (start: Int, role: Role, period: Period?)] = [:]
    /// Where a review turns to several years and back to the last.
    private var reviewedYears = ReviewedYears()

    /// Reads the context off title, opening lines, headings and metadata.
    init(text: FoldedText, outline: Outline, metadata: ReportMetadata, places: PlaceDirectory = .empty) {
        let opening = ReportOpening(text: text, outline: outline, metadata: metadata, places: places)
        title = opening.title
        refArea = opening.refArea
        place = opening.place
        period = opening.period
        kind = opening.kind
        qualityFlags = opening.isConflicting ? ["period_conflict"] : []
        if opening.hasOtherArea { qualityFlags.append("ref_area_conflict") }
        if opening.hasOtherKind { qualityFlags.append("kind_conflict") }
        if let given = metadata.publishedOn, let own = metadata.page.publishedOn, given != own {
            qualityFlags.append("published_on_conflict")
        }
        if outline.isDoubled { qualityFlags.append("duplicated_body") }
        currentYear = opening.currentYear
        planPeriod = opening.planPeriod
        sections = outline.nodes.map { _ in (.review, nil) }
        assignSections(text, outline, root: opening.isPlan ? .plan : .review)
        if let period {
            let resets = outline.nodes.indices.filter { setsOut(text, outline, $0) }
            reviewedYears = ReviewedYears(
                text: text,
                period: period,
                resets: resets.map { outline.nodes[$0].range.lowerBound }
            )
        }
    }

    /// Whether the years of the paragraphs before a heading no longer hold behind it: it is one of the outermost, or tells
    /// its own time.
    private func setsOut(_ text: FoldedText, _ outline: Outline, _ index: Int) -> Bool {
        let node = outline.nodes[index]
        guard node.level > 0, !isEnumerated(text, node) else { return false }
        return node.level == 1 || sections[index].period != node.parent.flatMap { sections[$0].period }
    }

    /// Whether the text at `index`, in section `section`, looks back or ahead, and the days its figures cover.
    func standing(at index: Int, section: Int) -> (role: Role, period: Period?) {
        guard sections.indices.contains(section) else { return (.review, period) }
        var standing = sections[section]
        if let turn = turns[section], index >= turn.start { standing = (turn.role, turn.period) }
        if standing.role == .review, let years = reviewedYears.period(at: index) { standing.period = years }
        return standing
    }

    /// Goes through the sections in order: a heading that tells its time sets it for all that it holds.
    private mutating func assignSections(_ text: FoldedText, _ outline: Outline, root: Role) {
        let coveredYear = period?.end.year
        // After a turn within the running text, what follows stays ahead until a heading says otherwise.
        var turned: (start: Int, period: Period?)?
        var outermost: Int?
        // Whether the headings are the items of a list behind a colon.
        var isListing = false
        for index in outline.nodes.indices {
            let node = outline.nodes[index]
            var standing: (role: Role, period: Period?) =
                node.parent.map { sections[$0] } ?? (root, period)
            if node.level == 1 {
                // Once the outermost headings look ahead, the next ones do: 三、加强政府自身建设.
                if let outermost, sections[outermost].role == .plan, node.number != 1, !isEnumerated(text, node) {
                    standing = sections[outermost]
                }
                if !isEnumerated(text, node) { outermost = index }
                // 预期目标是:——生产总值增长8%;——财政收入…: themes behind a dash go on with what was turned to.
                isListing =
                    isDashed(text, node)
                    && (isListing || colonEnd(text, before: node) != nil || follows(turned?.start, text, node))
                if !isListing { turned = nil }
                if standing.role == .review, isAnnounced(text, node) { standing = (.plan, planPeriod) }
            }
            if let turned, standing.role == .review { standing = (.plan, turned.period) }
            let end = index + 1 < outline.nodes.count ? outline.nodes[index + 1].range.lowerBound : text.count
            if node.level > 0, let own = ownStanding(text, node, coveredYear, inherited: standing) {
                if own.role == .plan, isEnumerated(text, node) {
                    // 报告分两个部分:一是2023年回顾;二是2024年安排。 The paragraph behind is about neither.
                    let line = text.marks.next(.lineBreak, from: node.title.upperBound, limit: end)
                    if line + 1 < end { turns[index] = (line + 1, standing.role, standing.period) }
                }
                standing = own
                turned = nil
            }
            sections[index] = standing
            guard standing.role == .review, node.title.upperBound < end else { continue }
            if let start = turnStart(text, node.title.upperBound..<end) {
                turns[index] = (start, .plan, planPeriod)
                turned = (start, planPeriod)
            }
        }
    }

    /// Whether a heading is run into the text as 一是, 二要 are.
    private func isEnumerated(_ text: FoldedText, _ node: Outline.Node) -> Bool {
        !node.marker.isEmpty && UnitClass.isHan(text.units[node.marker.upperBound - 1])
    }

    /// Just past the colon that ends the paragraph before a heading; nil where none ends it.
    private func colonEnd(_ text: FoldedText, before node: Outline.Node) -> Int? {
        var end = node.range.lowerBound
        while end > 0, text.units[end - 1] == "\n" || text.units[end - 1] == " " { end -= 1 }
        return end > 0 && text.units[end - 1] == ":" ? end : nil
    }

    /// Whether the paragraph right before a heading holds `turn`: `今后五年，我们将…。` before `——生态更美。`.
    private func follows(_ turn: Int?, _ text: FoldedText, _ node: Outline.Node) -> Bool {
        guard let turn, turn < node.range.lowerBound else { return false }
        return text.marks.next(.lineBreak, from: turn, limit: node.range.lowerBound) + 1 >= node.range.lowerBound
    }

    /// Whether a heading stands behind a dash.
    private func isDashed(_ text: FoldedText, _ node: Outline.Node) -> Bool {
        !node.marker.isEmpty && (text.units[node.marker.lowerBound] == "—" || text.units[node.marker.lowerBound] == "-")
    }

    /// What a heading says of its own; nil where it says nothing.
    private func ownStanding(
        _ text: FoldedText,
        _ node: Outline.Node,
        _ coveredYear: Int?,
        inherited: (role: Role, period: Period?)
    ) -> (role: Role, period: Period?)? {
        guard node.title.count <= 60 else { return nil }
        let time = HeadingTime(text, node.title, currentYear: coveredYear)
        // Themes run into the text and deep headings use the words of plans freely; only a named time counts there.
        let isEnumeration = isEnumerated(text, node)
        if !isEnumeration, time.period == nil, isNextStep(text, node.title) {
            return (.plan, planPeriod ?? inherited.period)
        }
        if isEnumeration && node.level > 1 || node.level > 2 && time.period == nil { return nil }
        if let named = time.period {
            let told = time.role
            let isAhead = coveredYear.map { named.end.year > $0 } ?? false
            let isSecondHalf = named.start > (period?.end ?? named.start)
            let role: Role = isSecondHalf || isAhead && told != .review ? .plan : told ?? inherited.role
            if role == .plan, told == .review, named.end.year <= (coveredYear ?? 0) { return (.review, named) }
            return (role, named)
        }
        if node.level == 1, !isEnumeration, !node.marker.isEmpty,
            PeriodWords.intent.opens(in: text, node.title)
        {
            return (.plan, planPeriod ?? inherited.period)
        }
        // 二是突出抓好玉米振兴计划: a plan that is carried out.
        guard node.level == 1, !isEnumeration, let role = time.role,
            PeriodWords.plan.ends(in: text, node.title) || PeriodWords.review.ends(in: text, node.title)
        else { return nil }
        return role == .plan ? (.plan, planPeriod ?? inherited.period) : (.review, period)
    }

    /// Whether the paragraph before a heading says that the plan's items follow: `2023年街道将重点推进五方面工作：`.
    private func isAnnounced(_ text: FoldedText, _ node: Outline.Node) -> Bool {
        guard let end = colonEnd(text, before: node) else { return false }
        var start = end
        while start > 0, end - start <= 60, text.units[start - 1] != "\n" { start -= 1 }
        return announcesWork(text, start..<end)
    }

    /// Whether a paragraph is nothing but the year planned for, what will be done in it and a colon.
    private func announcesWork(_ text: FoldedText, _ paragraph: Range<Int>) -> Bool {
        guard (8...60).contains(paragraph.count), text.units[paragraph.upperBound - 1] == ":",
            let (year, end) = TimeReader(text: text, limit: paragraph.upperBound).year(at: paragraph.lowerBound),
            year == planPeriod?.start.year, year != period?.end.year
        else { return false }
        return text.units[end..<paragraph.upperBound].contains { $0 == "将" || $0 == "要" }
            && !text.units[end..<paragraph.upperBound].contains("。")
    }

    /// Whether a heading on whatever level says nothing but that what is next follows: `下步打算`, `下一阶段工作`.
    private func isNextStep(_ text: FoldedText, _ title: Range<Int>) -> Bool {
        title.count <= 12 && PeriodWords.next.opens(in: text, title)
            && PeriodWords.nextStep.ends(in: text, title)
    }

    /// Where a paragraph begins that turns to what is ahead; nil where none does.
    private func turnStart(_ text: FoldedText, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        let planYear = planPeriod?.start.year
        while index < range.upperBound {
            let start = index
            index = text.marks.next(.lineBreak, from: start, limit: range.upperBound)
            let head = start..<min(index, start + 40)
            if !head.isEmpty {
                if let word = PeriodWords.turn.first(in: text, head) {
                    // The words of a turn that need no object stand at the very beginning, of the paragraph or of a sentence.
                    if text.units[word.upperBound - 1] != "," || word.lowerBound - start <= 1 { return start }
                    if text.units[word.lowerBound - 1] == "。" { return word.lowerBound }
                }
                let reader = TimeReader(text: text, limit: head.upperBound)
                if text.units[start] == "下", reader.has("下半年,", at: start), let planPeriod,
                    planPeriod.start.month == 7
                {
                    return start
                }
                if let (year, end) = reader.year(at: start), year == planYear, year != period?.end.year,
                    reader.unit(end) == "," || reader.unit(end) == "是" || announcesWork(text, start..<index)
                {
                    return start
                }
            }
            index += 1
        }
        return nil
    }
}
