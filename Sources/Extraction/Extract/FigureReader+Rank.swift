/// A place in an order: `列全市第一`, `均居全省第2位`.
extension FigureReader {
    /// The words before a rank.
    private struct RankWords {
        /// What is left as the name of what is ranked.
        var rest: Phrase
        /// The place among whose parts the rank is: 全市.
        var place = 0..<0
        /// Where the last verb of ranking stands: 居.
        var verbStart: Int?
        /// The classes of the words that tell of the rank.
        var seen: CueClass = []
    }

    /// Enters the ranks; an ordinal without a verb of ranking or a place before it is none.
    mutating func readRank(_ series: Range<Int>, _ phrase: Phrase) {
        let quantity = sentence.quantities[series.lowerBound]
        var words = rankWords(quantity, phrase, isForSeveral: series.count > 1)
        let isAdjacent =
            !words.place.isEmpty
            && (words.place.upperBound >= quantity.start - 8 || units[quantity.end - 1] == "名")
        if words.verbStart == nil, !isAdjacent, isLeft(series) { words.verbStart = quantity.start - 1 }
        guard words.verbStart != nil || isAdjacent else { return readFurtherRank(series, phrase) }
        endBeforeRanking(&words, quantity)
        dropStreak(&words)
        dropScope(&words)
        words.rest.peel(units, vocabulary, mentions: mentions)
        dropRemains(&words, quantity)
        for entry in names(for: series, words.rest, isInheriting: true) { enter(entry, words, quantity) }
        if words.seen.contains(.each) { firstOpenLevel = drafts.count }
    }

    /// Whether a rank is the one that another is reached from: the first of `由第七位上升到第六位`.
    private func isLeft(_ series: Range<Int>) -> Bool {
        let quantity = sentence.quantities[series.lowerBound]
        guard series.count == 1, setsOut(quantity.start),
            series.upperBound < sentence.quantities.count,
            case let next = sentence.quantities[series.upperBound], next.isOrdinal, next.clause == quantity.clause,
            next.start - quantity.end <= 12
        else { return false }
        return cues(in: quantity.end..<next.start).contains { $0.classes.isSuperset(of: [.rankVerb, .transition]) }
    }

    /// Finds the verb of ranking and the place before an ordinal.
    private func rankWords(_ quantity: Quantity, _ phrase: Phrase, isForSeveral: Bool) -> RankWords {
        var words = RankWords(rest: Phrase(start: phrase.start, numberStart: phrase.numberStart))
        words.rest.isForSeveral = isForSeveral
        for cue in cues(in: words.rest.range) {
            if cue.classes.contains(.rankVerb) {
                words.verbStart = cue.start
                words.seen.formUnion(cue.classes)
            }
            if cue.classes.contains(.place) {
                // 在全市13个街道中: 中 alone names nobody.
                // 全市路网密度居西部第一: the place behind the verb is that among which the rank is.
                let isBehindVerb = words.verbStart.map { $0 < cue.start && words.place.lowerBound < $0 } ?? true
                if words.place.isEmpty || isBehindVerb && cue.end - cue.start > 1 { words.place = cue.start..<cue.end }
                words.seen.formUnion(.place)
            }
            if cue.classes.contains(.each) { words.seen.formUnion(.each) }
        }
        // 在全省评比中获总分第一名
        if words.verbStart == nil, let field = fieldBefore(quantity.start, from: words.rest.start, words.place) {
            // 总量六区第一, 全市八县第二
            words.place = field
        }
        return words
    }

    /// Ends the name before the verb of ranking or the place.
    private func endBeforeRanking(_ words: inout RankWords, _ quantity: Quantity) {
        words.rest.end = words.verbStart ?? words.place.lowerBound
        let start = words.rest.start
        if subject != nil, words.verbStart == nil, units[start] == "在",
            let word = cue(endingAt: quantity.start, limit: words.place.upperBound), word.classes.contains(.speed)
        {
            // 在经济大省中增速第1: the growth of what was named before.
            words.rest.end = start
        }
        if subject != nil, words.verbStart == words.rest.end, isField(words.rest.range) {
            // 六县市排名第三
            words.place = words.rest.range
            words.rest.end = start
        }
        if subject != nil, words.verbStart == words.rest.end, let field = fieldOfAll(words.rest.range) {
            // 在全市各县区中位居第二
            words.place = field
            words.rest.end = start
            return
        }
        if let verbStart = words.verbStart, !words.place.isEmpty, words.place.lowerBound < verbStart,
            words.place.upperBound >= verbStart - 1
        {
            words.rest.end = words.place.lowerBound
        }
        if let verbStart = words.verbStart, words.rest.end > start, let field = fieldInside(start..<verbStart),
            words.place.upperBound < field.lowerBound
        {
            // 全区增幅在中心城区排位第五
            words.place = field
            words.rest.end = field.lowerBound - 1
        }
    }

    /// Takes off for how long a rank has been held: `连续2年在全省考评中排名第一`.
    private func dropStreak(_ words: inout RankWords) {
        guard let streak = cues(in: words.rest.range).first(where: { $0.classes.contains(.streak) }) else { return }
        let (start, end) = (words.rest.start, words.rest.end)
        let past = yearsEnd(at: streak.end, limit: end)
        if streak.start > start {
            if let past, end - past > 2, let head = cue(endingAt: end, limit: past),
                !head.classes.isDisjoint(with: [.head, .rateHead, .speed])
            {
                // 临江区连续三年工业增加值居全省第一: in what stands behind for how long.
                words.rest.start = past
            } else {
                words.rest.end = streak.start
            }
        } else if let past {
            words.rest.start = past
            if end > past + 3, units[past] == "在", units[end - 1] == "中" {
                words.rest.start += 1
                words.rest.end -= 1
            }
        }
    }

    /// Takes off among whom the rank is and from which one it has come.
    private func dropScope(_ words: inout RankWords) {
        if let scope = units[words.rest.range].lastIndex(of: "在"), !words.place.isEmpty, scope > words.rest.start,
            cue(at: scope, limit: words.rest.end)?.length ?? 1 == 1
        {
            // 光伏在建规模居全省第一: 在建 is a word of the name.
            words.rest.end = scope
        }
        let place = words.place
        if let scope = units[words.rest.range].lastIndex(of: "在"), scope < place.lowerBound,
            place.upperBound < words.rest.end, units[words.rest.end - 1] == "中",
            units[place.upperBound..<words.rest.end].contains(where: { UnitClass.isDigit($0) || $0 == "个" })
        {
            // 在全市13个街道中排名第1: among how many is no name.
            words.rest.end = scope
        }
        leaveOriginTime(&words.rest)
        if let origin = units[words.rest.range].lastIndex(where: { $0 == "由" || $0 == "从" }),
            origin > words.rest.start, words.rest.end - origin > 3,
            let place = cue(at: origin + 1, limit: words.rest.end), place.classes.contains(.place),
            units[origin + 1 + place.length] == "第"
        {
            // 总量由全省第7进到第6位: from which rank is no name.
            words.rest.end = origin
        }
    }

    /// Takes off what is left of words that tell only that there is a rank, or in how many things.
    private func dropRemains(_ words: inout RankWords, _ quantity: Quantity) {
        var rest = words.rest
        if let verbStart = words.verbStart, rest.end == verbStart, rest.range.count > 5, units[rest.end - 1] == "中" {
            rest.end -= 1
        }
        if let word = cue(endingAt: rest.end, limit: rest.start), word.classes.contains(.rankVerb),
            word.length == rest.range.count || subject != nil && isSpeed(rest.start..<rest.end - word.length)
        {
            // 排名分别升至第二、第三: the whole phrase tells only that it is a rank.
            rest.end = rest.start
        }
        if subject != nil, rest.range.count <= 4, units.spell("情", "况", endingAt: rest.end, from: rest.start) {
            // 投资完成5亿元，完成情况列全区第一
            rest.end = rest.start
        }
        rest.classes.formUnion(words.seen)
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
            last.namingRule == .behind, sentence.quantities[last.quantity].clause == quantity.clause,
            !endsInRate(rest.range), !endsInAmount(rest.range)
        {
            // 9个医疗中心开诊运营、居全国第2位: what became of those that are counted.
            rest.end = rest.start
        }
        words.rest = rest
    }

    /// Enters one rank under its name, or under that of its field where no other is told.
    private mutating func enter(_ entry: Entry, _ words: RankWords, _ quantity: Quantity) {
        var draft = Draft(
            quantity: entry.quantity,
            measure: .rank,
            name: entry.name,
            namingRule: entry.rule,
            relatesTo: entry.relatesTo
        )
        // 在全国评比中居第一: 中 alone names nobody.
        draft.comparedWith = words.place.count > 1 ? words.place : 0..<0
        // 居全市第1位、全省第3位
        if let place = ownPlace(of: sentence.quantities[entry.quantity], behind: quantity) {
            draft.comparedWith = place
        }
        let isFurther = drafts.last.map {
            $0.measure == .rank && sentence.quantities[$0.quantity].clause == quantity.clause
        }
        if draft.name.isEmpty
            || isFurther ?? true && words.rest.isEmpty && words.seen.isDisjoint(with: [.each])
        {
            let field = field(behind: words.place, before: quantity)
            if draft.name.isEmpty || field.count > 3 {
                // Named by itself it bears another name than the figure before, and so relates to none.
                draft.name = Name(first: field)
                draft.relatesTo = nil
            }
        }
        add(draft, words.rest)
    }

    /// Whether a stretch holds nothing but a time and a 的.
    private func tellsOnlyTime(_ range: Range<Int>) -> Bool {
        if range.isEmpty { return true }
        let end = units[range.upperBound - 1] == "的" ? range.upperBound - 1 : range.upperBound
        return mentions.contains { $0.range == range.lowerBound..<end }
    }

    /// The place right before a rank of a list behind its first; nil where none stands there.
    func ownPlace(of rank: Quantity, behind first: Quantity) -> Range<Int>? {
        guard rank.start > first.end + 2,
            let place = cue(endingAt: rank.start, limit: max(first.end + 1, rank.start - 6)), place.length > 1,
            place.classes.contains(.place), ["、", "和"].contains(units[rank.start - place.length - 1])
        else { return nil }
        return rank.start - place.length..<rank.start
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

    /// The places, all of which a stretch says the rank is among, `在全市各县区中`, and nothing else; nil where it says more.
    private func fieldOfAll(_ range: Range<Int>) -> Range<Int>? {
        guard range.count > 2, units[range.upperBound - 1] == "中" else { return nil }
        let field = (units[range.lowerBound] == "在" ? range.lowerBound + 1 : range.lowerBound)..<range.upperBound - 1
        var index = field.lowerBound
        if let place = cue(at: index, limit: field.upperBound), place.classes.contains(.place) { index += place.length }
        if index < field.upperBound, units[index] == "各" { index += 1 }
        guard index > field.lowerBound || field.count > 1,
            units[index..<field.upperBound].allSatisfy({ Self.areas.contains($0) })
        else { return nil }
        return field
    }

    /// The words that count the places among which the rank is, right before `end`, with the place that has them; nil where none do.
    private func fieldBefore(_ end: Int, from start: Int, _ place: Range<Int>) -> Range<Int>? {
        var first = end
        while first > start, end - first < 4, Self.areas.contains(units[first - 1]) { first -= 1 }
        guard first < end else { return nil }
        while first > start,
            UnitClass.isAnyDigit(units[first - 1])
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
            UnitClass.isAnyDigit(units[index])
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
        let rest = withoutLead(phrase)
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
        leaveOriginTime(&rest)
        rest = withoutLead(rest)
        if let occasion = units[rest.range].lastIndex(of: "中"), occasion > rest.start + 3 { rest.end = occasion }
        return rest.range.count > 1 ? rest.range : quantity.start..<quantity.start
    }

    /// Takes off when it was so, `综合排名由2016年的第60名上升`, which is no name.
    private func leaveOriginTime(_ words: inout Phrase) {
        guard let origin = units[words.range].lastIndex(where: { $0 == "由" || $0 == "从" }), origin > words.start + 1,
            tellsOnlyTime(origin + 1..<words.end)
        else { return }
        words.end = origin
    }
}
