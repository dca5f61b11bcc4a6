/// A place in an order: `列全市第一`, `均居全省第2位`.
extension FigureReader {
    /// Enters the ranks; an ordinal without a verb of ranking or a place before it is none.
    mutating func readRank(_ series: Range<Int>, _ phrase: Phrase) {
        let quantity = sentence.quantities[series.lowerBound]
        var rest = Phrase(start: phrase.start, numberStart: phrase.numberStart)
        rest.isForSeveral = series.count > 1
        var seen: CueClass = []
        var place = 0..<0
        var verbStart: Int?
        let stretch = rest.range
        for cue in cues(in: stretch.lowerBound..<stretch.upperBound) {
            if cue.classes.contains(.rankVerb) {
                verbStart = cue.start
                seen.formUnion(cue.classes)
            }
            if cue.classes.contains(.place) {
                // 在全市13个街道中: 中 alone names nobody.
                // 全市路网密度居西部第一: the place behind the verb is that among which the rank is.
                let isBehindVerb = verbStart.map { $0 < cue.start && place.lowerBound < $0 } ?? true
                if place.isEmpty || isBehindVerb && cue.end - cue.start > 1 { place = cue.start..<cue.end }
                seen.formUnion(.place)
            }
            if cue.classes.contains(.each) { seen.formUnion(.each) }
        }
        // 在全省评比中获总分第一名
        if verbStart == nil, let field = fieldBefore(quantity.start, from: rest.start, place) {
            // 总量六区第一, 全市八县第二
            place = field
        }
        let isAdjacent = !place.isEmpty && (place.upperBound >= quantity.start - 8 || units[quantity.end - 1] == "名")
        guard verbStart != nil || isAdjacent else { return readFurtherRank(series, phrase) }
        if let verbStart { rest.end = verbStart } else { rest.end = place.lowerBound }
        if subject != nil, verbStart == nil, units[rest.start] == "在",
            let word = cue(endingAt: quantity.start, limit: place.upperBound), word.classes.contains(.speed)
        {
            // 在经济大省中增速第1: the growth of what was named before.
            rest.end = rest.start
        }
        if subject != nil, verbStart == rest.end, isField(rest.range) {
            // 六县市排名第三
            place = rest.range
            rest.end = rest.start
        }
        if let verbStart, !place.isEmpty, place.lowerBound < verbStart, place.upperBound >= verbStart - 1 {
            rest.end = place.lowerBound
        }
        if let verbStart, rest.end > rest.start, let field = fieldInside(rest.start..<verbStart),
            place.upperBound < field.lowerBound
        {
            // 全区增幅在中心城区排位第五
            place = field
            rest.end = field.lowerBound - 1
        }
        if let streak = cues(in: rest.range).first(where: { $0.classes.contains(.streak) }) {
            if streak.start > rest.start, let end = yearsEnd(at: streak.end, limit: rest.end), rest.end - end > 2,
                let head = cue(endingAt: rest.end, limit: end),
                !head.classes.isDisjoint(with: [.head, .rateHead, .speed])
            {
                // 临江区连续三年工业增加值居全省第一: in what stands behind for how long.
                rest.start = end
            } else if streak.start > rest.start {
                rest.end = streak.start
            } else if let end = yearsEnd(at: streak.end, limit: rest.end) {
                // 连续2年在全省考评中排名第一
                rest.start = end
                if rest.end > end + 3, units[end] == "在", units[rest.end - 1] == "中" {
                    rest.start += 1
                    rest.end -= 1
                }
            }
        }
        if let scope = units[rest.range].lastIndex(of: "在"), !place.isEmpty, scope > rest.start,
            cue(at: scope, limit: rest.end)?.length ?? 1 == 1
        {
            // 光伏在建规模居全省第一: 在建 is a word of the name.
            rest.end = scope
        }
        if let scope = units[rest.range].lastIndex(of: "在"), scope < place.lowerBound, place.upperBound < rest.end,
            units[rest.end - 1] == "中",
            units[place.upperBound..<rest.end].contains(where: { UnitClass.isDigit($0) || $0 == "个" })
        {
            // 在全市13个街道中排名第1: among how many is no name.
            rest.end = scope
        }
        if let origin = units[rest.range].lastIndex(where: { $0 == "由" || $0 == "从" }), origin > rest.start,
            rest.end - origin > 3, let place = cue(at: origin + 1, limit: rest.end), place.classes.contains(.place),
            units[origin + 1 + place.length] == "第"
        {
            // 总量由全省第7进到第6位: from which rank is no name.
            rest.end = origin
        }
        rest.peel(units, vocabulary, mentions: mentions)
        if let verbStart, rest.end == verbStart, rest.range.count > 5, units[rest.end - 1] == "中" { rest.end -= 1 }
        if let word = cue(endingAt: rest.end, limit: rest.start), word.classes.contains(.rankVerb),
            word.length == rest.range.count || subject != nil && isSpeed(rest.start..<rest.end - word.length)
        {
            // 排名分别升至第二、第三: the whole phrase tells only that it is a rank.
            rest.end = rest.start
        }
        rest.classes.formUnion(seen)
        if let marker = cue(endingAt: rest.end, limit: rest.start), marker.classes.contains(.placeholder) {
            rest.end -= marker.length
            // 等5项指标, 两项指标
            while rest.end > rest.start,
                units[rest.end - 1] == "项" || Numeral.hanDigit(units[rest.end - 1]) != nil
                    || UnitClass.isDigit(units[rest.end - 1])
            {
                rest.end -= 1
            }
            if rest.end > rest.start, units[rest.end - 1] == "等" { rest.end -= 1 }
            rest.classes.formUnion(.each)
        }
        if rest.start == consumed, !rest.isEmpty, rest.range.count <= 6, let last = drafts.last,
            last.namingRule == .behind,
            sentence.quantities[last.quantity].clause == quantity.clause, !endsInRate(rest.range),
            !endsInAmount(rest.range)
        {
            // 9个医疗中心开诊运营、居全国第2位: what became of those that are counted.
            rest.end = rest.start
        }
        for entry in names(for: series, rest, isInheriting: true) {
            var draft = Draft(
                quantity: entry.quantity,
                measure: .rank,
                name: entry.name,
                namingRule: entry.rule,
                relatesTo: entry.relatesTo
            )
            // 在全国评比中居第一: 中 alone names nobody.
            draft.comparedWith = place.count > 1 ? place : 0..<0
            let isFirst = drafts.last.map {
                $0.measure == .rank && sentence.quantities[$0.quantity].clause == quantity.clause
            }
            if draft.name.isEmpty || isFirst ?? true && rest.isEmpty && seen.isDisjoint(with: [.each]) {
                let field = field(behind: place, before: quantity)
                if draft.name.isEmpty || field.count > 3 {
                    // Named by itself it bears another name than the figure before, and so relates to none.
                    draft.name = Name(first: field)
                    draft.relatesTo = nil
                }
            }
            add(draft, rest)
        }
        if seen.contains(.each) { firstOpenLevel = drafts.count }
    }

    /// Whether a number is a place in an order without 第: `增速排全省13位`.
    func isBareRank(_ quantity: Quantity) -> Bool {
        let clause = clause(of: quantity)
        guard (2...4).contains(quantity.end - quantity.start), ["位", "名"].contains(units[quantity.end - 1]),
            !quantity.isScaled, !quantity.isMore, boundEnd(quantity) == quantity.end,
            quantity.end == clause.upperBound || !UnitClass.isHan(units[quantity.end]),
            let place = cue(endingAt: quantity.start, limit: clause.lowerBound), place.classes.contains(.place),
            let verb = cue(endingAt: quantity.start - place.length, limit: clause.lowerBound)
        else { return false }
        return verb.classes.contains(.rankVerb)
    }

    /// The places behind 在 and right before the verb of a rank, 中心城区 in `在中心城区中排位`; nil where none stand there.
    private func fieldInside(_ range: Range<Int>) -> Range<Int>? {
        guard let mark = units[range].lastIndex(of: "在"), mark > range.lowerBound + 1,
            case let end = units[range.upperBound - 1] == "中" ? range.upperBound - 1 : range.upperBound,
            (2...8).contains(end - mark - 1), Self.areas.contains(units[end - 1])
        else { return nil }
        return mark + 1..<end
    }

    /// The words that count the places among which the rank is, right before `end`, with the place that has them; nil where none do.
    private func fieldBefore(_ end: Int, from start: Int, _ place: Range<Int>) -> Range<Int>? {
        var first = end
        while first > start, end - first < 4, Self.areas.contains(units[first - 1]) { first -= 1 }
        guard first < end else { return nil }
        while first > start,
            UnitClass.isDigit(units[first - 1]) || UnitClass.hanDigit(units[first - 1]) != nil
                || units[first - 1] == "十"
        {
            first -= 1
        }
        guard isField(first..<end) else { return nil }
        return (place.upperBound == first ? place.lowerBound : first)..<end
    }

    /// Whether the words only count the places among which the rank is: 六县市, 13个街道.
    private func isField(_ range: Range<Int>) -> Bool {
        guard (2...8).contains(range.count) else { return false }
        var index = range.lowerBound
        while index < range.upperBound,
            UnitClass.isDigit(units[index]) || UnitClass.hanDigit(units[index]) != nil
                || units[index] == "十"
        {
            index += 1
        }
        guard index > range.lowerBound else { return false }
        if index < range.upperBound, units[index] == "个" { index += 1 }
        return index < range.upperBound && units[index..<range.upperBound].allSatisfy { Self.areas.contains($0) }
    }

    private static let areas = UnitSet("县市区乡镇街道州地省份旗")

    /// Enters a rank that a list goes on with, and in what: 第4 in `位居全国投资潜力第3、城镇化质量第4`.
    private mutating func readFurtherRank(_ series: Range<Int>, _ phrase: Phrase) {
        guard series.count == 1, let last = drafts.last, last.measure == .rank, last.quantity == series.lowerBound - 1,
            case let before = sentence.quantities[last.quantity],
            before.clause == sentence.quantities[series.lowerBound].clause,
            before.end < phrase.end, units[before.end] == "、"
        else { return }
        var rest = phrase
        rest.stripLead(units, vocabulary, mentions: mentions)
        guard rest.range.count > 2 else { return }
        var draft = Draft(quantity: series.lowerBound, measure: .rank, name: Name(first: rest.range))
        draft.comparedWith = last.comparedWith
        add(draft, rest)
    }

    /// In what the rank is, where only that is told: 目标考核 in `居全市目标考核第一`.
    private func field(behind place: Range<Int>, before quantity: Quantity) -> Range<Int> {
        guard place.count > 1, place.upperBound < quantity.start else { return quantity.start..<quantity.start }
        var rest = Phrase(start: place.upperBound, numberStart: quantity.start)
        while let verb = cue(endingAt: rest.end, limit: rest.start), verb.classes.contains(.rankVerb) {
            rest.end -= verb.length
        }
        rest.stripLead(units, vocabulary, mentions: mentions)
        if let occasion = units[rest.range].lastIndex(of: "中"), occasion > rest.start + 3 { rest.end = occasion }
        return rest.range.count > 1 ? rest.range : quantity.start..<quantity.start
    }
}
