/// Growth and fall: 同比增长, 下降, 增速, 年均.
extension FigureReader {
    /// Enters a series as changes, if the words before it are verbs or nouns of change.
    mutating func readChange(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        let isSpeed = phrase.classes.contains(.speed)
        let isVerb = !phrase.classes.isDisjoint(with: [.increase, .decrease])
        var isChange = isVerb && (isSpeed || !phrase.classes.contains(.transition))
        var rule = MeasureRule.change
        if !isChange, isElidedGrowth(head, phrase) { (isChange, rule) = (true, .elidedChange) }
        if !isChange, isLaterGrowth(head, phrase) { (isChange, rule) = (true, .elidedChange) }
        if !isChange, head.value.map({ $0.mantissa < 0 }) == true, phrase.classes.contains(.yoy) {
            (isChange, rule) = (true, .signedChange)
        }
        if !isChange, phrase.isEmpty, phrase.classes.contains(.yoy), !phrase.classes.contains(.reach),
            kind(of: head) == .ratio, drafts.last?.measure == .level
        {
            // 人均生产总值36935元,同比11.4%: the verb was left out.
            (isChange, rule) = (true, .elidedChange)
        }
        if isChange, changesThings(series, phrase) { isChange = false }
        var phrase = phrase
        // 新增学位8700个、比年度计划翻了一番
        if isChange, subject != nil, comparesWithPlan(phrase) { phrase.end = phrase.start }
        var isFall = phrase.isFall
        if !isChange, let deed = deedCompared(phrase) {
            (isChange, rule) = (true, .elidedChange)
            isFall = units[deed] == 0x5C11
            phrase.end = phrase.start
        }
        guard isChange else { return readFastest(series, phrase) }
        if readContribution(series, phrase) { return true }
        let names = names(for: series, phrase, isInheriting: true)
        let basis = basis(of: phrase)
        let bases = bases(of: series, phrase)
        for entry in names {
            var draft = Draft(
                quantity: entry.quantity,
                measure: .change,
                basis: bases.isEmpty ? basis : bases[entry.quantity - series.lowerBound],
                name: entry.name,
                namingRule: entry.rule
            )
            draft.isNegative = entry.quantity > series.lowerBound ? ownFall(entry.quantity) ?? isFall : isFall
            draft.relatesTo = entry.relatesTo
            draft.place = entry.place
            draft.measureRule = rule
            add(draft, phrase)
        }
        return true
    }

    /// Whether the verb right before one of several numbers tells of less, `分别增长5%、下降3%`; nil where none stands there.
    private func ownFall(_ index: Int) -> Bool? {
        guard index > 0, case let head = sentence.quantities[index], head.start > 0,
            let verb = changeVerb(before: head.start, behind: boundEnd(sentence.quantities[index - 1]))
        else { return nil }
        return verb.contains(.decrease)
    }

    /// What the verb of change tells that alone stands between a mark of a list at `start` and a number at `end`; nil where none does.
    func changeVerb(before end: Int, behind start: Int) -> CueClass? {
        guard end > start + 2, [0x3001, 0x548C, 0x4E0E].contains(units[start]),
            let verb = cue(at: start + 1, limit: end), start + 1 + verb.length == end,
            !verb.classes.isDisjoint(with: [.increase, .decrease]),
            verb.classes.isDisjoint(with: [.transition, .speed])
        else { return nil }
        return verb.classes
    }

    /// Whether nothing but a plan stands before the verb, with which is compared what was named before: `比年度计划`.
    private func comparesWithPlan(_ phrase: Phrase) -> Bool {
        guard let plan = cue(endingAt: phrase.end, limit: phrase.start), plan.classes.contains(.planWord) else {
            return false
        }
        var rest = phrase
        rest.stripLead(units, vocabulary, mentions: mentions)
        // 比 较
        return rest.range.count == plan.length + 1 && (units[rest.start] == 0x6BD4 || units[rest.start] == 0x8F83)
    }

    /// Enters rates of those whose growth the clause before calls great: `甲业和乙业增幅最大,分别为22.5%和21.6%`.
    private mutating func readFastest(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard phrase.isEmpty, kind(of: head) == .ratio, head.clause > 0,
            !sentence.quantities.contains(where: { $0.clause == head.clause - 1 }),
            case let clause = sentence.clauses[head.clause - 1],
            let speed = cues(in: clause).last(where: { $0.classes.contains(.speed) }),
            clause.upperBound - speed.end < 6,
            speed.start > clause.lowerBound + 1, speed.end < clause.upperBound
        else { return false }
        var words = Phrase(start: clause.lowerBound, numberStart: speed.start)
        words.stripLead(units, vocabulary, mentions: mentions)
        let names = listed(words.range, count: series.count)
        guard names.count == series.count else { return false }
        for (index, name) in zip(series, names) {
            var draft = Draft(quantity: index, measure: .change, name: name, namingRule: .respective)
            draft.isNegative = speed.classes.contains(.decrease)
            draft.measureRule = .elidedChange
            add(draft, phrase)
        }
        return true
    }

    private static let comparedDeeds = UnitSet("多少净")

    /// Where 净增, 多争取, 少支出 stands, alone behind the time that it is compared with, `比去年净增1.1亿元`; nil where it does not.
    private func deedCompared(_ phrase: Phrase) -> Int? {
        guard subject != nil,
            phrase.range.suffix(4).dropLast().contains(where: { Self.comparedDeeds.contains(units[$0]) })
        else { return nil }
        var rest = phrase
        if [0x6BD4, 0x8F83].contains(units[phrase.start]),
            let base = mentions.first(where: { $0.range.lowerBound == phrase.start + 1 }), base.isBase
        {
            // 较年初净增
            rest.start = base.range.upperBound
        } else {
            rest.stripLead(units, vocabulary, mentions: mentions)
        }
        guard rest.start > phrase.start, (2...4).contains(rest.range.count) else { return nil }
        let opening = phrase.start..<rest.start
        guard
            cues(in: opening).contains(where: { $0.classes.contains(.yoy) })
                || mentions.contains(where: { $0.isBase && $0.range.upperBound == rest.start })
        else { return nil }
        switch units[rest.start] {
        // 多 少
        case 0x591A, 0x5C11: return rest.start
        // 净增
        case 0x51C0: return units[rest.start + 1] == 0x589E ? rest.start : nil
        default: return nil
        }
    }

    /// Enters points of another's growth as levels, `拉动经济增长1.2个百分点`: they compare with no earlier time.
    private mutating func readContribution(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        guard kind(of: sentence.quantities[series.upperBound - 1]) == .points,
            let pull = cues(in: phrase.start..<phrase.numberStart).last(where: { $0.classes.contains(.pull) }),
            let growth = cues(in: pull.end..<phrase.numberStart).last(where: { $0.classes.contains(.increase) })
        else { return false }
        // 负向, 反向
        let isNegative =
            pull.start > phrase.start + 1 && units[pull.start - 1] == 0x5411
            && (units[pull.start - 2] == 0x8D1F || units[pull.start - 2] == 0x53CD)
        for index in series {
            var draft = Draft(quantity: index, name: Name(first: pull.start..<growth.end))
            draft.isNegative = isNegative
            add(draft, phrase)
        }
        return true
    }

    /// A percentage named by an amount after a growth rate is one too: `产值增速达7%以上、增加值达12%以上`.
    private func isElidedGrowth(_ quantity: Quantity, _ phrase: Phrase) -> Bool {
        guard kind(of: quantity) == .ratio, !phrase.isEmpty else { return false }
        guard let cue = cue(endingAt: phrase.end, limit: phrase.start), cue.classes.contains(.head) else {
            return false
        }
        let clause = clause(of: quantity)
        return drafts.last?.measure == .change
            && drafts.last.map { sentence.quantities[$0.quantity].clause == quantity.clause } == true
            && !cues(in: clause.lowerBound..<quantity.start).isEmpty
    }

    /// Whether the number is what a growth rate became: `增速由3%提升至7%`.
    private func isLaterGrowth(_ quantity: Quantity, _ phrase: Phrase) -> Bool {
        guard phrase.isEmpty, phrase.classes.contains(.transition), kind(of: quantity) == .ratio,
            originStart(before: quantity) != nil, let last = drafts.last
        else { return false }
        return last.measure == .change && sentence.quantities[last.quantity].clause == quantity.clause
    }

    /// Whether the verb says what was done to the things counted behind it, `提升45个小区`, and compares with nothing.
    private func changesThings(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        guard phrase.classes.isDisjoint(with: [.yoy, .pop, .speed, .average]), phrase.base.isEmpty else { return false }
        switch kind(of: sentence.quantities[series.lowerBound]) {
        case .count, .physical, nil: return !noun(behind: sentence.quantities[series.upperBound - 1]).range.isEmpty
        default: return false
        }
    }

    /// What the clause right before says of the comparison, where it says nothing else: `从环比看`, `与上年相比`.
    private func framedBasis(_ position: Int) -> Observation.Basis? {
        guard position > 0 else { return nil }
        let clause = sentence.clauses[position - 1]
        guard (3...10).contains(clause.count), !sentence.quantities.contains(where: { $0.clause == position - 1 })
        else {
            return nil
        }
        let last = units[clause.upperBound - 1]
        guard last == 0x770B || last == 0x6BD4 else { return nil }
        for cue in cues(in: clause) {
            if cue.classes.contains(.pop) { return .pop }
            if cue.classes.contains(.yoy) { return .yoy }
        }
        guard
            let base = mentions.first(where: {
                $0.isBase && $0.range.lowerBound >= clause.lowerBound && $0.range.upperBound <= clause.upperBound
            })
        else { return nil }
        // 上年 去年
        return [0x4E0A, 0x53BB].contains(units[base.range.lowerBound]) ? .yoy : .since
    }

    /// With what each of several changes is compared, where as many times are named: `较上年同期和一季度分别回落0.2个和0.6个百分点`; else empty.
    private func bases(of series: Range<Int>, _ phrase: Phrase) -> [Observation.Basis] {
        guard series.count > 1 else { return [] }
        let clause = sentence.clauses.last { $0.lowerBound <= phrase.numberStart } ?? sentence.range
        let told = mentions.filter {
            $0.isBase && $0.range.lowerBound >= clause.lowerBound && $0.range.upperBound <= phrase.numberStart
        }
        guard told.count == series.count else { return [] }
        return told.map { mention in
            let words = units[mention.range]
            // 上年 去年
            return words.count > 1 && words.dropFirst().first == 0x5E74 && [0x4E0A, 0x53BB].contains(words.first)
                ? .yoy : .since
        }
    }

    /// Whether the words name the year before, or its same months: 上年, 去年同期.
    private func isLastYear(_ range: Range<Int>) -> Bool {
        guard range.count == 2 || range.count == 4 && units[range.upperBound - 1] == 0x671F else { return false }
        return units[range.lowerBound + 1] == 0x5E74 && [0x4E0A, 0x53BB].contains(units[range.lowerBound])
    }

    /// With what a change is compared.
    func basis(of phrase: Phrase) -> Observation.Basis? {
        // 两年平均增速较4月份加快0.4个百分点: the average growth itself is compared.
        if phrase.classes.contains(.average), phrase.base.isEmpty || !phrase.isInPoints { return .annualAverage }
        if phrase.classes.contains(.yoy) { return .yoy }
        if phrase.classes.contains(.pop) { return .pop }
        if !phrase.base.isEmpty { return isLastYear(phrase.base) ? .yoy : .since }
        // The comparison may stand before the name: 同比财政收入增长….
        var found: Observation.Basis?
        let clause = sentence.clauses.last { $0.lowerBound <= phrase.numberStart } ?? sentence.range
        for cue in sentence.cues where cue.start >= clause.lowerBound && cue.end <= phrase.numberStart {
            if cue.classes.contains(.yoy) { found = .yoy }
            if cue.classes.contains(.pop) { found = .pop }
            if cue.classes.contains(.average), !cue.classes.contains(.filler) { found = .annualAverage }
        }
        if found == nil, let position = sentence.clauses.lastIndex(where: { $0.lowerBound <= phrase.numberStart }) {
            found = framedBasis(position)
        }
        if found == nil,
            mentions.contains(where: {
                $0.isBase && $0.range.lowerBound >= clause.lowerBound && $0.range.upperBound <= phrase.numberStart
            })
        {
            found = .since
        }
        return found
    }
}
