/// A difference against another place or an average: `高于全省平均2.3个百分点`.
extension FigureReader {
    /// What the words before a number compare with: where the verb that does begins, and whether what is named falls short.
    private struct Comparison {
        var start: Int
        var place: Range<Int>
        var isNegative: Bool
    }

    /// Enters a series as gaps, if the words before it compare with something that is no time.
    mutating func readGap(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        if readGapBehindPlace(series, phrase) || readGapBehindBracket(series, phrase) || readNextGap(series, phrase) {
            return true
        }
        guard let comparison = comparison(series, phrase) else { return false }
        var rest = phrase
        rest.end = comparison.start
        // 投资增速高于全省: the rate bears the name of what grows.
        rest.peel(units, vocabulary, mentions: mentions)
        if rest.isEmpty, drafts.isEmpty, subject == nil, rest.start == sentence.range.lowerBound, let previous {
            // 增速居全国前列。高于甲市0.2个百分点: the sentence goes on with what the one before told.
            subject = previous
        }
        addGaps(
            names(for: series, rest, isInheriting: true),
            phrase,
            isNegative: comparison.isNegative,
            comparedWith: comparison.place
        )
        return true
    }

    /// …比全省(5%)和全国(4%)分别高1.2、2.2个百分点: with whom stands in the clauses before.
    private mutating func readGapBehindPlace(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        guard phrase.isRelative, phrase.isEmpty, phrase.base.isEmpty, phrase.classes.isDisjoint(with: [.yoy, .pop])
        else { return false }
        let head = sentence.quantities[series.lowerBound]
        let isBracketed = clause(of: head).lowerBound > 0 && units[clause(of: head).lowerBound - 1] == ")"
        let entries =
            isBracketed && drafts.last?.place.isEmpty == false
            ? subject.map { name in series.map { Entry(quantity: $0, name: name, rule: .subject) } } : nil
        addGaps(entries ?? names(for: series, phrase, isInheriting: true), phrase, isNegative: phrase.isFall)
        return true
    }

    /// 高于全省(5%)1.2个百分点: with whom stands before the bracket.
    private mutating func readGapBehindBracket(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard phrase.isEmpty, kind(of: head) == .points, let place = comparesBeforeBracket(head) else { return false }
        let verb = cue(endingAt: place.lowerBound, limit: sentence.range.lowerBound)
        addGaps(
            names(for: series, phrase, isInheriting: true),
            phrase,
            isNegative: verb?.classes.contains(.gapDown) ?? false,
            comparedWith: place
        )
        return true
    }

    /// A gap that goes on from the one before with another place: 高于全国1.5、全省0.9个百分点.
    private mutating func readNextGap(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard let last = drafts.last, last.measure == .gap, series.count == 1,
            isJoinedByPlace(sentence.quantities[last.quantity], head)
        else { return false }
        var draft = Draft(quantity: series.lowerBound, measure: .gap, name: last.name, namingRule: .subject)
        draft.relatesTo = last.relatesTo
        draft.isNegative = last.isNegative
        draft.comparedWith = boundEnd(sentence.quantities[last.quantity]) + 1..<head.start
        add(draft, phrase)
        return true
    }

    /// What the words before a series compare with: a plan, an amount elsewhere, or a rate elsewhere; nil where they do not.
    private func comparison(_ series: Range<Int>, _ phrase: Phrase) -> Comparison? {
        let head = sentence.quantities[series.lowerBound]
        let isRate = kind(of: head) == .points || kind(of: head) == .ratio
        if series.count == 1 {
            if isRate, let plan = exceeded(phrase) {
                let start = plan.lowerBound - 1
                return Comparison(start: start, place: plan, isNegative: units[start] == "欠")
            }
            if let plan = overfulfilled(phrase, head) {
                return Comparison(start: phrase.start, place: plan, isNegative: false)
            }
            if let amount = comparedAmount(head, phrase) { return amount }
        }
        guard phrase.end > phrase.start, isRate || endsInAverage(phrase) else { return nil }
        return comparedRate(head, phrase)
    }

    /// An amount beside that of elsewhere: 人均消费比全省平均低120元.
    private func comparedAmount(_ head: Quantity, _ phrase: Phrase) -> Comparison? {
        guard phrase.range.count > 3, ["高", "低", "多", "少"].contains(units[phrase.end - 1]),
            kind(of: head) == .money || kind(of: head) == .physical || kind(of: head) == .count,
            let verb = cues(in: phrase.range).last(where: { $0.classes.contains(.gap) && $0.end - $0.start == 1 }),
            ["比", "较"].contains(units[verb.start]),
            cue(at: verb.end, limit: phrase.end)?.classes.contains(.place) == true
        else { return nil }
        return Comparison(
            start: verb.start,
            place: verb.end..<phrase.end - 1,
            isNegative: ["低", "少"].contains(units[phrase.end - 1])
        )
    }

    /// A rate beside that of elsewhere: 投资增速高于全省平均2.3个百分点.
    private func comparedRate(_ head: Quantity, _ phrase: Phrase) -> Comparison? {
        guard
            let verb = cues(in: phrase.range)
                .last(where: {
                    $0.classes.contains(.gap)
                        && ($0.end - $0.start > 1 || $0.start == phrase.start || phrase.isRelative
                            || cue(at: $0.end, limit: phrase.end)?.classes.contains(.place) == true)
                }),
            verb.end < phrase.end, phrase.end - verb.end <= 24
        else { return nil }
        let isComparison = ["比", "较"].contains(units[verb.start])
        if isComparison {
            guard phrase.classes.contains(.increase) || phrase.classes.contains(.decrease) || phrase.base.isEmpty,
                phrase.isRelative && phrase.base.isEmpty && phrase.classes.isDisjoint(with: [.yoy, .pop])
                    && !tellsTime(verb.end..<phrase.end)
                    || cues(in: verb.end..<phrase.end).contains(where: { $0.classes.contains(.place) })
            else { return nil }
        } else if !phrase.classes.isDisjoint(with: [.increase, .decrease]), !phrase.classes.contains(.speed),
            !isGrowthOfOther(head, phrase)
        {
            return nil
        } else if kind(of: head) == .ratio,
            cue(endingAt: phrase.end, limit: verb.end)?.classes.contains(.rateHead) == true
        {
            // 水质优于Ⅲ类的比例达95%: a share of what is better.
            return nil
        }
        return Comparison(
            start: verb.start,
            place: verb.end..<phrase.end,
            isNegative: verb.classes.contains(.gapDown) || isComparison && phrase.classes.contains(.decrease)
        )
    }

    /// Whether the growth right before points is that of what is compared with: `高于全市经济增长0.5个百分点`.
    private func isGrowthOfOther(_ head: Quantity, _ phrase: Phrase) -> Bool {
        kind(of: head) == .points && phrase.end + 2 == head.start
            && units.spell("增", "长", at: phrase.end, limit: head.start)
    }

    /// The plan behind 超 or 欠 at the end of the phrase, `投资超计划5%`, `税收欠时间进度3个百分点`; nil where none stands there.
    private func exceeded(_ phrase: Phrase) -> Range<Int>? {
        guard phrase.range.count > 2, let plan = cue(endingAt: phrase.end, limit: phrase.start + 1),
            plan.classes.contains(.planWord) || plan.length == 3 && units[phrase.end - 3] == "超"
                || plan.classes.contains(.place) && units[phrase.end - 1] == "度"
        else { return nil }
        // 超, 超额; 欠
        guard
            let mark = (max(phrase.start, phrase.end - 7)..<phrase.end - 1)
                .last(where: { units[$0] == "超" || units[$0] == "欠" }),
            units[mark + 1] != "额"
        else { return nil }
        // 计划 任务 目标 进度
        let last = units[phrase.end - 1]
        guard ["划", "务", "标", "度"].contains(last) else { return nil }
        return mark + 1..<phrase.end
    }

    /// The plan behind 超额完成 that alone stands before a number, `超额完成省考核目标2.7个百分点`; nil where it does not.
    private func overfulfilled(_ phrase: Phrase, _ head: Quantity) -> Range<Int>? {
        guard subject != nil, kind(of: head) != .count, phrase.range.count > 5,
            let plan = cue(endingAt: phrase.end, limit: phrase.start),
            plan.classes.contains(.planWord), case let start = phrase.start,
            units[start..<start + 4].elementsEqual(["超", "额", "完", "成"])
        else { return nil }
        return start + 4..<phrase.end
    }

    private mutating func addGaps(
        _ entries: [Entry],
        _ phrase: Phrase,
        isNegative: Bool,
        comparedWith place: Range<Int> = 0..<0
    ) {
        let places = placesBeside(place, count: entries.count)
        for (index, entry) in entries.enumerated() {
            var draft = Draft(quantity: entry.quantity, measure: .gap, name: entry.name, namingRule: entry.rule)
            draft.relatesTo = entry.relatesTo
            draft.isNegative = isNegative
            draft.comparedWith = places.isEmpty ? place : places[index]
            add(draft, phrase)
        }
    }

    /// Each of the places of a list with as many as the numbers, `分别高于全国、全省2个、1个百分点`, also without a mark; empty where it is none.
    private func placesBeside(_ list: Range<Int>, count: Int) -> [Range<Int>] {
        guard count > 1, list.count > 3 else { return [] }
        if count == 2, let first = cue(at: list.lowerBound, limit: list.upperBound), first.classes.contains(.place),
            case let second = list.lowerBound + first.length..<list.upperBound,
            let other = cue(at: second.lowerBound, limit: second.upperBound), other.classes.contains(.place)
        {
            return [list.lowerBound..<second.lowerBound, second]
        }
        let places = items(in: list, joinedBy: ["和", "与", "及"])
        return places.count == count && places.allSatisfy { $0.count > 1 } ? places : []
    }

    /// Whether the words before a number of any kind end with the average that it is compared with: `超全市平均单产120公斤`.
    private func endsInAverage(_ phrase: Phrase) -> Bool {
        guard phrase.range.count > 4,
            let mark = (max(phrase.start, phrase.end - 8)..<phrase.end - 1).last(where: {
                units.spell("平", "均", at: $0, limit: phrase.end)
            }), mark > phrase.start + 2
        else { return false }
        return cue(endingAt: mark, limit: phrase.start)?.classes.contains(.place) ?? false
    }

    private func tellsTime(_ range: Range<Int>) -> Bool { mentions.contains { $0.range.overlaps(range) } }
}
