/// Growth and fall: 同比增长, 下降, 增速, 年均.
extension FigureReader {
    /// Enters a series as changes, if the words before it are verbs or nouns of change.
    mutating func readChange(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        let isVerb = !phrase.classes.isDisjoint(with: [.increase, .decrease])
        var phrase = phrase
        var rule = ruleOfChange(head, phrase)
        if rule != nil, changesThings(series, phrase) { rule = nil }
        if isVerb, let deed = improvement(series, phrase) {
            phrase.end = deed
            readLevel(series, phrase)
            return true
        }
        if isVerb, let end = earningsEnd(phrase, head) { phrase.end = end }
        // 新增学位8700个、比年度计划翻了一番
        if rule != nil, subject != nil, comparesWithPlan(phrase) { phrase.end = phrase.start }
        var isFall = phrase.isFall
        if let object = objectOfChange(head, phrase) {
            (rule, isFall) = (.changeOfObject, object.isFall)
            phrase.start = object.start
        } else if rule == nil, let found = hiddenChange(series, &phrase) {
            (rule, isFall) = found
        }
        guard let rule else { return readFastest(series, phrase) }
        if comparesThroughout(phrase) { isYoyThroughout = true }
        if readContribution(series, phrase) { return true }
        if let start = drivenStart(phrase, head) { phrase.start = start }
        addChanges(series, phrase, rule, isFall: isFall)
        return true
    }

    /// What tells that a number is a change, by the words right before it; nil where nothing does.
    private func ruleOfChange(_ head: Quantity, _ phrase: Phrase) -> MeasureRule? {
        let isVerb = !phrase.classes.isDisjoint(with: [.increase, .decrease])
        if isVerb, phrase.classes.contains(.speed) || !phrase.classes.contains(.transition) { return .change }
        if drafts.last?.measureRule != .changeOfObject && isElidedGrowth(head, phrase) || isLaterGrowth(head, phrase)
            || isRaised(head, phrase)
        {
            return .elidedChange
        }
        guard phrase.classes.contains(.yoy) else { return nil }
        if let value = head.value, value.mantissa < 0 { return .signedChange }
        // 人均生产总值36935元,同比11.4%: the verb was left out.
        let isLeftOut =
            phrase.isEmpty && !phrase.classes.contains(.reach) && kind(of: head) == .ratio
            && drafts.last?.measure == .level
        return isLeftOut ? .elidedChange : nil
    }

    /// What tells of a change without a verb of it, and whether of a fall, which it takes off the end of `phrase`; nil where nothing does.
    private func hiddenChange(_ series: Range<Int>, _ phrase: inout Phrase) -> (rule: MeasureRule, isFall: Bool)? {
        let head = sentence.quantities[series.lowerBound]
        if let deed = deedCompared(phrase) {
            phrase.end = phrase.start
            return (.elidedChange, units[deed] == "少")
        }
        if let turn = turned(head, phrase) {
            phrase.end = turn.start
            phrase.peel(units, vocabulary, mentions: mentions)
            return (.change, turn.isFall)
        }
        if series.count == 1, let growth = growthBehind(head, phrase) {
            // 以8%的速度增长
            if phrase.range.count > 1, units[phrase.end - 1] == "以" { phrase.end -= 1 }
            return (.change, growth.contains(.decrease))
        }
        guard let gain = gained(head, phrase) else { return nil }
        phrase = gain
        return (.change, false)
    }

    /// Enters a series as changes that `rule` told.
    private mutating func addChanges(_ series: Range<Int>, _ phrase: Phrase, _ rule: MeasureRule, isFall: Bool) {
        let names = namesOfChanges(series, phrase)
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
    }

    /// What has changed: what is named before the series, or what of it can grow by a percentage.
    private func namesOfChanges(_ series: Range<Int>, _ phrase: Phrase) -> [Entry] {
        let head = sentence.quantities[series.lowerBound]
        var names = names(for: series, phrase, isInheriting: true)
        if series.count == 1, names.count == 1, names[0].rule == .subject, kind(of: head) == .ratio,
            phrase.end + 1 < phrase.numberStart, units[phrase.numberStart - 2] == "增",
            units[phrase.numberStart - 1] == "长", let owner = owner(ofShare: names[0].name)
        {
            names[0].name = owner
            names[0].relatesTo = nil
        }
        if kind(of: head) == .ratio || kind(of: head) == .points {
            for index in names.indices where names[index].relatesTo == nil {
                if let name = sectoral(names[index].name, head) { names[index].name = name }
            }
        }
        return names
    }

    /// Where the words end that name things counted as improved, `农房风貌提升26万户`, which compare with nothing; nil where none do.
    private func improvement(_ series: Range<Int>, _ phrase: Phrase) -> Int? {
        let quantity = sentence.quantities[series.lowerBound]
        guard kind(of: quantity) == .count, units[quantity.end - 1] != "位", phrase.range.count > 1,
            noun(behind: sentence.quantities[series.upperBound - 1]).range.isEmpty,
            phrase.end == phrase.numberStart - 2,
            units.spell("提", "升", at: phrase.end, limit: phrase.numberStart),
            phrase.classes.isDisjoint(with: [.yoy, .pop, .speed, .average]), phrase.base.isEmpty
        else { return nil }
        return phrase.numberStart
    }

    /// Just past 增收, which says what an amount of money for each or for those helped is, `农民每人每年增收500元`, `带动群众增收8亿元`;
    /// nil where it does not stand there.
    private func earningsEnd(_ phrase: Phrase, _ quantity: Quantity) -> Int? {
        guard kind(of: quantity) == .money, !phrase.isEmpty, phrase.classes.isDisjoint(with: [.yoy, .pop]),
            let verb = (phrase.end..<phrase.numberStart).dropLast().last(where: {
                units[$0] == "增" && units[$0 + 1] == "收"
            })
        else { return nil }
        let isForEach = units[phrase.end..<verb].contains { $0 == "每" || $0 == "均" }
        let isHelped =
            cue(at: phrase.start, limit: phrase.end)?.classes.contains(.action) == true
            || units[phrase.start] == "助" && units[phrase.start + 1] == "力"
        return isForEach || isHelped ? verb + 2 : nil
    }

    /// Where a verb stands right before a percentage that with it alone tells of more or less, `浓度改善8%`, `检查次数压减30%`, and
    /// whether it tells of less; nil where none stands there.
    private func turned(_ quantity: Quantity, _ phrase: Phrase) -> (start: Int, isFall: Bool)? {
        guard kind(of: quantity) == .ratio || kind(of: quantity) == .points, phrase.range.count > 3,
            phrase.classes.isDisjoint(with: [.transition, .speed])
        else { return nil }
        let verb = phrase.end - 2
        switch (units[verb], units[verb + 1]) {
        case ("压", "减"), ("缩", "减"), ("压", "降"): return (verb, true)
        case _ where cue(endingAt: phrase.end, limit: verb)?.classes.contains(.better) == true:
            var rest = phrase
            rest.end = verb
            rest.peel(units, vocabulary, mentions: mentions)
            guard rest.range.count > 1 else { return nil }
            switch (units[rest.end - 2], units[rest.end - 1]) {
            // 浓度 指数: the air is better where there is less.
            case ("浓", "度"), ("指", "数"): return (verb, true)
            default: return endsInRate(rest.range) ? (verb, false) : nil
            }
        default: return nil
        }
    }

    /// Whether the words say that all further growth compares with the year before: `同比增长(下同)13%`.
    private func comparesThroughout(_ phrase: Phrase) -> Bool {
        if phrase.range.count > 4, units.spell("同", "比", at: phrase.start, limit: phrase.end) {
            // 同比事故数减少3起,伤亡人数减少5人
            return true
        }
        guard phrase.classes.contains(.yoy) else { return false }
        return (phrase.start..<phrase.numberStart - 1).contains { units[$0] == "下" && units[$0 + 1] == "同" }
    }

    /// Whose share a name is, which alone can grow by per cent: 民营企业增加值 in 民营企业增加值占全市的比重; nil where it is none.
    private func owner(ofShare name: Name) -> Name? {
        let words = name.second.isEmpty ? name.first : name.second
        guard let mark = units[words].firstIndex(of: "占"), mark + 3 < words.upperBound,
            cue(endingAt: words.upperBound, limit: mark + 1)?.classes.contains(.rateHead) == true
        else { return nil }
        var owner = name
        if name.second.isEmpty { owner.first = words.lowerBound..<mark } else { owner.second = words.lowerBound..<mark }
        return owner.first.count > 1 ? owner : nil
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
        guard end > start + 2, ["、", "和", "与"].contains(units[start]),
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
        let rest = withoutLead(phrase)
        return rest.range.count == plan.length + 1 && (units[rest.start] == "比" || units[rest.start] == "较")
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
        let names = listed(withoutLead(clause.lowerBound..<speed.start).range, count: series.count)
        guard names.count == series.count else { return false }
        for (index, name) in zip(series, names) {
            var draft = Draft(quantity: index, measure: .change, name: name, namingRule: .respective)
            draft.isNegative = speed.classes.contains(.decrease)
            draft.measureRule = .elidedChange
            add(draft, phrase)
        }
        return true
    }

    private static let comparedDeeds = UnitSet("多少净新")

    /// Where 净增, 多争取, 少支出, 多 stands, alone behind the time that it is compared with, `比去年净增1.1亿元`; nil where it does not.
    private func deedCompared(_ phrase: Phrase) -> Int? {
        guard subject != nil,
            phrase.range.suffix(4).dropLast().contains(where: { Self.comparedDeeds.contains(units[$0]) })
                || phrase.range.count > 2 && units[phrase.end - 1] == "多"
        else { return nil }
        var rest = phrase
        if ["比", "较"].contains(units[phrase.start]),
            let base = mentions.first(where: { $0.range.lowerBound == phrase.start + 1 }), base.isBase
        {
            // 较年初净增
            rest.start = base.range.upperBound
        } else {
            rest = withoutLead(phrase)
        }
        guard rest.start > phrase.start, rest.end > rest.start, rest.range.count <= 4 else { return nil }
        let opening = phrase.start..<rest.start
        guard
            cues(in: opening).contains(where: { $0.classes.contains(.yoy) })
                || mentions.contains(where: { $0.isBase && $0.range.upperBound == rest.start })
        else { return nil }
        switch units[rest.start] {
        case "多", "少": return rest.start
        case "净", "新": return rest.range.count > 1 && units[rest.start + 1] == "增" ? rest.start : nil
        default: return nil
        }
    }

    /// Takes note of what a heading says that all changes below it compare with: `一、6月份价格环比变动情况`.
    mutating func noteHeading(_ title: Range<Int>) {
        headingBasis = nil
        guard (6...40).contains(title.count) else { return }
        for index in title.dropLast(2) where units[index + 1] == "比" && units[index + 2] == "变" {
            // 同比变, 环比变
            if units[index] == "同" { headingBasis = .yoy }
            if units[index] == "环" { headingBasis = .pop }
        }
    }

    /// Just past 带动 before what has grown with something else, `活动带动旅游收入增长5%`; nil where it does not stand there.
    private func drivenStart(_ phrase: Phrase, _ quantity: Quantity) -> Int? {
        guard kind(of: quantity) == .ratio || kind(of: quantity) == .times, phrase.range.count > 4 else { return nil }
        return phrase.range.dropLast(3).last {
            units[$0] == "带" && units[$0 + 1] == "动" && !["作", "能", "力", "效"].contains(units[$0 + 2])
        }.map { $0 + 2 }
    }

    /// Whether the verb says what was done to the things counted behind it, `提升45个小区`, and compares with nothing.
    private func changesThings(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        guard phrase.classes.isDisjoint(with: [.yoy, .pop, .speed, .average]), phrase.base.isEmpty else { return false }
        switch kind(of: sentence.quantities[series.lowerBound]) {
        case .count, .physical, nil: return !noun(behind: sentence.quantities[series.upperBound - 1]).range.isEmpty
        default: return false
        }
    }

    /// What the clause right before says of the comparison, where it says nothing else: `从环比看`, `与上年相比`; the latter
    /// holds for the clauses behind the next too.
    private func framedBasis(_ position: Int) -> Observation.Basis? {
        for frame in (max(0, position - 12)..<position).reversed() {
            let end = sentence.clauses[frame].suffix(2)
            // 看 only right before, 相比 further on too.
            let isFurther = units[end].elementsEqual(["相", "比"])
            if frame == position - 1 || isFurther, let basis = basis(framedBy: frame) { return basis }
        }
        return nil
    }

    /// Whether a clause ends with what says that something is compared: 与上年相比, 与上年比较.
    func comparesOnly(_ clause: Range<Int>) -> Bool {
        units[clause.upperBound - 1] == "比" || units[clause.suffix(2)].elementsEqual(["比", "较"])
    }

    /// What a clause says of the comparison that says nothing else.
    func basis(framedBy position: Int) -> Observation.Basis? {
        let clause = sentence.clauses[position]
        guard (3...40).contains(clause.count), case let last = units[clause.upperBound - 1],
            // 与2010年的500万人相比
            last == "比" || clause.count <= 16 && !sentence.quantities.contains(where: { $0.clause == position })
        else { return nil }
        guard last == "看" || comparesOnly(clause) else { return nil }
        for cue in cues(in: clause) {
            if cue.classes.contains(.pop) { return .pop }
            if cue.classes.contains(.yoy) { return .yoy }
        }
        guard
            let base = mentions.first(where: {
                $0.isBase && $0.range.lowerBound >= clause.lowerBound && $0.range.upperBound <= clause.upperBound
            })
        else { return nil }
        // 上年 去年 上一年, but not 上半年
        return ["上", "去"].contains(units[base.range.lowerBound]) && units[base.range.lowerBound + 1] != "半"
            ? .yoy : .since
    }

    /// With what each of several changes is compared, where as many times are named: `较上年同期和一季度分别回落0.2个和0.6个百分点`; else empty.
    private func bases(of series: Range<Int>, _ phrase: Phrase) -> [Observation.Basis] {
        guard series.count > 1 else { return [] }
        let clause = clause(holding: phrase.numberStart) ?? sentence.range
        let told = mentions.filter {
            $0.isBase && $0.range.lowerBound >= clause.lowerBound && $0.range.upperBound <= phrase.numberStart
        }
        guard told.count == series.count else { return [] }
        return told.map { mention in
            let words = units[mention.range]
            return words.count > 1 && words.dropFirst().first == "年" && ["上", "去"].contains(words.first)
                ? .yoy : .since
        }
    }

    /// Whether the words name the year before, or its same months: 上年, 去年同期.
    private func isLastYear(_ range: Range<Int>) -> Bool {
        guard range.count == 2 || range.count == 4 && units[range.upperBound - 1] == "期" else { return false }
        return units[range.lowerBound + 1] == "年" && ["上", "去"].contains(units[range.lowerBound])
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
        var clause = self.clause(holding: phrase.numberStart) ?? sentence.range
        if clause.lowerBound > sentence.range.lowerBound, units[clause.lowerBound - 1] == ")",
            let open = units[max(sentence.range.lowerBound, clause.lowerBound - 32)..<clause.lowerBound]
                .lastIndex(of: "(")
        {
            // 比2013年末(上次普查年份,下同)增加
            clause = (self.clause(holding: open) ?? clause).lowerBound..<clause.upperBound
        }
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
        if found == nil, isYoyThroughout { return .yoy }
        return found ?? comparison ?? headingBasis
    }
}
