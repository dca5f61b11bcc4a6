/// Amounts, counts, rates and shares.
extension FigureReader {
    /// Enters a series as levels, named by the first of the rules, in this order, that knows a name.
    mutating func readLevel(_ series: Range<Int>, _ phrase: Phrase) {
        let first = sentence.quantities[series.lowerBound]
        let last = sentence.quantities[series.upperBound - 1]
        var behind = noun(behind: last)
        if let whole = fated(behind, last) { behind.range = whole }
        if readGrades(series, behind.range, phrase) { return }
        if kind(of: first) == .time, readAirGrade(series, phrase) { return }
        let named = withoutLead(phrase)
        if named.isEmpty, readBase(series, phrase) { return }
        var phrase = phrase
        if named.isEmpty, let base = baseLevel(series, phrase) { phrase.baseLevel = base }
        if readShared(series, phrase, named, behind.range) { return }
        if !behind.range.isEmpty {
            if readNameBehind(series, phrase, named, behind) { return }
            if named.isEmpty, readCounted(series, phrase, behind.range) { return }
        }
        if named.isEmpty, readPart(series, phrase) || readDeed(series, phrase, behind.range) { return }
        if kind(of: first) == .times, phrase.end > phrase.start,
            units[phrase.end - 1] == "的"
                || cue(endingAt: phrase.end, limit: phrase.start)?.classes.contains(.planWord) == true,
            let verb = measure(in: phrase.range)
        {
            // 用地指标是下达计划的2倍, 投入3亿元,是“十一五”的2倍: what it is a multiple of is no name.
            phrase.end = verb
        }
        if named.isEmpty, behind.range.isEmpty, readDone(series, phrase) { return }
        if let origin = originStart(of: phrase, last) { phrase.end = origin }
        readNames(series, phrase)
    }

    /// Enters all of a series with one name.
    private mutating func add(_ series: Range<Int>, _ name: Name, _ phrase: Phrase) {
        for index in series { add(Draft(quantity: index, name: name, namingRule: .behind), phrase) }
    }

    /// Enters how much of those told before is something: `其中85%为创新企业`.
    private mutating func readPart(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let quantity = sentence.quantities[series.lowerBound]
        let limit = clause(of: quantity).upperBound
        let verb = boundEnd(quantity)
        guard series.count == 1, kind(of: quantity) == .ratio, verb < limit, units[verb] == "为",
            (2...14).contains(limit - verb - 1), case let part = verb + 1..<limit,
            units[part].allSatisfy({ UnitClass.isHan($0) })
        else { return false }
        add(series, Name(first: part), phrase)
        return true
    }

    /// Enters the days of one grade of the air: `77天为优`.
    private mutating func readAirGrade(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let quantity = sentence.quantities[series.lowerBound]
        guard series.count == 1, let grade = airGrade(of: quantity) else { return false }
        add(series, Name(first: grade), phrase)
        return true
    }

    /// Enters what an earlier time had, in the bracket behind it: `增长8%,较上年(5%)提高`.
    private mutating func readBase(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let quantity = sentence.quantities[series.lowerBound]
        guard series.count == 1, let before = drafts.last, let base = baseBefore(bracket: quantity) else {
            return false
        }
        var phrase = phrase
        phrase.baseLevel = base.range
        var draft = Draft(quantity: series.lowerBound, name: before.name, namingRule: .subject)
        if kind(of: quantity) == .ratio, before.measure == .change { draft.measure = .change }
        add(draft, phrase)
        return true
    }

    /// The earlier time right before a number, whose level it tells: `税收5亿元(上年同期4亿元)`, `是“十二五”时期3亿元的1.67倍`; nil where none is.
    private func baseLevel(_ series: Range<Int>, _ phrase: Phrase) -> Range<Int>? {
        let quantity = sentence.quantities[series.lowerBound]
        guard series.count == 1, !drafts.isEmpty, phrase.end < phrase.numberStart,
            let earlier = mentions.first(where: { $0.isBase && $0.range.upperBound == quantity.start }),
            earlier.range.lowerBound == clause(of: quantity).lowerBound || isMeasure(quantity)
                || isOutgrown(quantity, since: earlier.range)
        else { return nil }
        return earlier.range
    }

    /// Enters a series that bears the noun of the next, the name of a service, or only the units of people: `新建10个、修缮6个文化站`, `100户300人`.
    private mutating func readShared(
        _ series: Range<Int>,
        _ phrase: Phrase,
        _ named: Phrase,
        _ behind: Range<Int>
    ) -> Bool {
        if behind.isEmpty, let name = nameShared(sentence.quantities[series.upperBound - 1], named) {
            add(series, name, phrase)
            return true
        }
        if let service = service(for: series) {
            add(series, service, phrase)
            return true
        }
        guard named.isEmpty, behind.isEmpty, countsInhabitants(series) else { return false }
        for index in series {
            let name = Name(first: heads(sentence.quantities[index]))
            add(Draft(quantity: index, name: name, namingRule: .behind), phrase)
        }
        return true
    }

    /// Enters a series whose noun stands behind it: `建成5所学校`, `投资6亿元的外环路`.
    private mutating func readNameBehind(
        _ series: Range<Int>,
        _ phrase: Phrase,
        _ named: Phrase,
        _ behind: FollowingNoun
    ) -> Bool {
        let first = sentence.quantities[series.lowerBound]
        let last = sentence.quantities[series.upperBound - 1]
        var own = ownNoun(behind.range, behind: last)
        if own == nil { own = grownNoun(behind.range, behind: last) }
        if let bodies = countedBodies(own ?? behind.range, behind: last) { own = bodies }
        guard let name = nameBehind(first, last, named, (own ?? behind.range, behind.isModifier)) else { return false }
        for index in series {
            // 投资6亿元7公里的外环路: the length is no 投资.
            let isOther =
                behind.isModifier && kind(of: first) == .money
                && kind(of: sentence.quantities[index]) != .money
            let draft = Draft(
                quantity: index,
                name: isOther ? Name(first: name.first) : name,
                namingRule: name.second.isEmpty || !behind.isModifier ? .behind : .project
            )
            add(draft, phrase)
        }
        if own == nil { consumed = max(consumed, behind.range.upperBound) }
        return true
    }

    /// Enters two numbers side by side, the noun behind the second: `14项872.36亩土地政策处理`.
    private mutating func readCounted(_ series: Range<Int>, _ phrase: Phrase, _ behind: Range<Int>) -> Bool {
        guard drafts.isEmpty || subject == nil else { return false }
        add(series, Name(first: behind), phrase)
        consumed = max(consumed, behind.upperBound)
        return true
    }

    /// Enters people who are counted by what they do: `2.3万人享受最低生活保障`.
    private mutating func readDeed(_ series: Range<Int>, _ phrase: Phrase, _ behind: Range<Int>) -> Bool {
        guard series.count == 1, behind.isEmpty,
            let deed = deed(behind: sentence.quantities[series.lowerBound], from: behind.lowerBound)
        else { return false }
        add(series, deed, phrase)
        consumed = max(consumed, deed.first.upperBound)
        return true
    }

    /// Enters what happened to those who are counted, which says more than the clause before, `906户1559人实现稳定脱贫`, or what was accomplished.
    private mutating func readDone(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let first = sentence.quantities[series.lowerBound]
        if drafts.isEmpty || opensItem(first), let done = verb(behind: sentence.quantities[series.upperBound - 1]) {
            add(series, Name(first: done), phrase)
            return true
        }
        guard series.count == 1, let name = accomplished(first, phrase) else { return false }
        add(Draft(quantity: series.lowerBound, name: name, namingRule: .subject), phrase)
        return true
    }

    /// Enters a series with the names before it.
    private mutating func readNames(_ series: Range<Int>, _ phrase: Phrase) {
        for entry in names(for: series, phrase, isInheriting: false) where !entry.name.isEmpty {
            var draft = Draft(quantity: entry.quantity, name: entry.name, namingRule: entry.rule)
            draft.place = entry.place
            if let total = totalled(entry.name, sentence.quantities[entry.quantity], phrase) {
                draft.name = total
                if draft.place.isEmpty, entry.name == subject { draft.place = subjectPlace }
            }
            if let spent = spent(of: entry.name, sentence.quantities[entry.quantity], phrase) { draft.name = spent }
            if let staffed = staffed(draft.name, sentence.quantities[entry.quantity]) { draft.name = staffed }
            if isPlace(sentence.quantities[entry.quantity], of: entry.name) { draft.measure = .rank }
            add(draft, phrase)
        }
    }

    /// Whether the next number says by how much an amount has grown that an earlier time had: `产值5亿元，比2002年3亿元增长60%`.
    private func isOutgrown(_ quantity: Quantity, since earlier: Range<Int>) -> Bool {
        guard earlier.lowerBound > sentence.range.lowerBound, ["比", "较"].contains(units[earlier.lowerBound - 1]),
            let last = drafts.last, kind(of: sentence.quantities[last.quantity]) == kind(of: quantity)
        else { return false }
        return sentence.quantities.contains { $0.start > quantity.end && $0.clause == quantity.clause }
    }

    /// Whether the next number says how many times the quantity another is: `3亿元的1.67倍`.
    private func isMeasure(_ quantity: Quantity) -> Bool {
        guard let next = sentence.quantities.first(where: { $0.start > quantity.start }) else { return false }
        return kind(of: next) == .times && next.start == quantity.end + 1 && units[quantity.end] == "的"
    }

    /// The noun behind a count without the amount that the next number tells of it, `12家企业产值5亿元`; nil where it does not.
    private func ownNoun(_ noun: Range<Int>, behind quantity: Quantity) -> Range<Int>? {
        guard noun.count > 3, kind(of: quantity) == .count, !units[noun].contains(where: { UnitClass.isDigit($0) }),
            let next = sentence.quantities.first(where: { $0.start >= noun.upperBound }),
            next.clause == quantity.clause, !next.isOrdinal, kind(of: next) != .count,
            let head = cue(endingAt: noun.upperBound, limit: noun.lowerBound + 2), head.length > 1,
            !head.classes.isDisjoint(with: [.head, .moneyHead, .rateHead])
        else { return nil }
        var words = Phrase(start: noun.lowerBound, numberStart: next.start)
        words.peel(units, vocabulary, mentions: mentions)
        guard words.end == noun.upperBound else { return nil }
        var end = noun.upperBound - head.length
        if head.classes.contains(.rateHead) {
            // 39种产品产量占全国比重超10%: neither what the share is of.
            if let share = units[noun.lowerBound + 2..<end].firstIndex(of: "占") { end = share }
            if let amount = cue(endingAt: end, limit: noun.lowerBound + 2), amount.classes.contains(.head) {
                end -= amount.length
            }
        }
        while end > noun.lowerBound + 2, units[end - 1] == "总" || units[end - 1] == "年" { end -= 1 }
        // 污水治理和投资: a list of what is done.
        guard !["和", "与", "及", "、"].contains(units[end - 1]) else { return nil }
        if let verb = cues(in: noun.lowerBound + 2..<end).first(where: {
            $0.end - $0.start > 1 && !$0.classes.isDisjoint(with: [.action, .increase, .planWord])
                && $0.classes.isDisjoint(with: [.noun, .nominal])
        }) {
            // 8支基金带动社会投资5亿元
            end = verb.start
        }
        if let owner = units[noun.lowerBound + 1..<end].firstIndex(of: "集"), owner + 1 < end,
            units[owner + 1] == "体"
        {
            // 12个村集体收入
            end = owner
        }
        return noun.lowerBound..<end
    }

    /// The noun behind a count without the amount whose growth is told of each, `21个行业增加值实现增长`; nil where none is told.
    private func grownNoun(_ noun: Range<Int>, behind quantity: Quantity) -> Range<Int>? {
        guard noun.count > 3, kind(of: quantity) == .count,
            let head = cue(endingAt: noun.upperBound, limit: noun.lowerBound + 2), head.length > 1,
            head.classes.contains(.head),
            case let clause = clause(of: quantity), noun.upperBound < clause.upperBound,
            let verb = cues(in: noun.upperBound..<clause.upperBound).first(where: {
                !$0.classes.isDisjoint(with: [.increase, .decrease])
            }), verb.start - noun.upperBound <= 4
        else { return nil }
        return noun.lowerBound..<noun.upperBound - head.length
    }

    /// Where the verb begins behind which stands what a number is a multiple of; nil where no verb or no name before it is.
    private func measure(in range: Range<Int>) -> Int? {
        if subject != nil, let verb = cue(at: range.lowerBound, limit: range.upperBound), verb.classes.contains(.reach)
        {
            return range.lowerBound
        }
        return cues(in: range).last { $0.classes.contains(.reach) && $0.start > range.lowerBound }?.start
    }

    /// Where 从原来的, 由年初的 begins before a number that the next one has replaced; nil where it does not stand there.
    private func originStart(of phrase: Phrase, _ quantity: Quantity) -> Int? {
        guard phrase.range.count > 3, let next = sentence.quantities.first(where: { $0.start >= quantity.end }),
            next.clause == quantity.clause,
            cues(in: quantity.end..<next.start).contains(where: { $0.classes.contains(.transition) }),
            let origin = units[max(phrase.start + 2, phrase.end - 9)..<phrase.end].lastIndex(where: {
                $0 == "从" || $0 == "由"
            })
        else { return nil }
        return origin
    }

    /// The earlier time right before the bracket that holds nothing but the quantity, `较一季度(3%)`; nil where there is none.
    private func baseBefore(bracket quantity: Quantity) -> PeriodResolver.Mention? {
        let clause = clause(of: quantity)
        guard clause.lowerBound == quantity.start, quantity.start > 0, units[quantity.start - 1] == "(" else {
            return nil
        }
        return mentions.first { $0.isBase && $0.range.upperBound == quantity.start - 1 }
    }

    /// The name of a count whose noun stands behind the next: `新建10个、修缮6个文化站`; nil where none does.
    private func nameShared(_ quantity: Quantity, _ phrase: Phrase) -> Name? {
        guard let verb = cue(at: phrase.start, limit: phrase.end), verb.length == phrase.range.count,
            verb.classes.contains(.action),
            let next = sentence.quantities.first(where: { $0.start > quantity.start }), next.clause == quantity.clause,
            next.unit == quantity.unit, quantity.end + 1 < next.start, units[quantity.end] == "、",
            let other = cue(at: quantity.end + 1, limit: next.start), other.classes.contains(.action),
            quantity.end + 1 + other.length == next.start
        else { return nil }
        let noun = noun(behind: next).range
        return noun.isEmpty ? nil : Name(first: phrase.range, second: noun)
    }

    /// Enters the first of two counts that share the noun behind the second: `3家省级、4家市级示范基地`, `2个千亩、3个百亩示范片`.
    private mutating func readGrades(_ series: Range<Int>, _ grade: Range<Int>, _ phrase: Phrase) -> Bool {
        let mark = units[max(0, grade.upperBound - 1)]
        guard series.count == 1, (2...4).contains(grade.count), mark == "级" || mark == "亩",
            series.upperBound < sentence.quantities.count
        else { return false }
        let next = sentence.quantities[series.upperBound]
        guard next.start == grade.upperBound + 1, ["、", "和", "及"].contains(units[grade.upperBound]) else {
            return false
        }
        let noun = noun(behind: next).range
        guard let end = units[noun].prefix(4).firstIndex(of: mark), end + 2 < noun.upperBound else { return false }
        let name = Name(first: grade, second: end + 1..<noun.upperBound)
        add(Draft(quantity: series.lowerBound, name: name, namingRule: .behind), phrase)
        consumed = max(consumed, grade.upperBound)
        return true
    }

    /// Whether a count opens its clause, or an item of a list, and a verb that people or things come to follows: `20个村退出、110人脱贫`.
    private func opensItem(_ quantity: Quantity) -> Bool {
        let clause = clause(of: quantity)
        guard kind(of: quantity) == .count,
            quantity.start == clause.lowerBound || units[quantity.start - 1] == "、"
                || units[quantity.start - 1] == "和"
        else { return false }
        var end = boundEnd(quantity)
        // 8户、110人稳定脱贫
        while let next = sentence.quantities.first(where: { $0.start >= end }), next.start <= end + 1 {
            end = boundEnd(next)
        }
        return Self.fates.longest(in: units, endingAt: clause.upperBound, limit: end) != nil
    }

    /// What becomes of those that are counted.
    private static let fates = WordTrie(
        "脱贫 稳定脱贫 退出 达标 整改 就业 再就业 上岗 受益 脱贫出列 摘帽 搬迁 入住 签约 投产 开工 竣工 完工 复工 结案 办结 落地",
        isReversed: true
    )

    /// The words right behind a count of people or things up to the clause's end, where they are few: `1300人稳定脱贫`.
    private func verb(behind quantity: Quantity) -> Range<Int>? {
        guard kind(of: quantity) == .count else { return nil }
        let clause = clause(of: quantity)
        var phrase = Phrase(start: boundEnd(quantity), numberStart: clause.upperBound)
        if let next = sentence.quantities.first(where: { $0.start >= phrase.start }), next.start < clause.upperBound {
            return nil
        }
        phrase = withoutLead(phrase)
        // 同上次普查的5000人相比
        if phrase.range.count == 2, units.spell("相", "比", at: phrase.start, limit: phrase.end) { return nil }
        return (2...10).contains(phrase.range.count) ? phrase.range : nil
    }

    /// Whether the number is a place in an order without 第: `排名由36位上升到23位`.
    private func isPlace(_ quantity: Quantity, of name: Name) -> Bool {
        guard quantity.end - quantity.start > 1, ["位", "名"].contains(units[quantity.end - 1]), !quantity.isScaled
        else { return false }
        let words = name.second.isEmpty ? name.first : name.second
        guard let cue = cue(endingAt: words.upperBound, limit: words.lowerBound), cue.length > 1 else { return false }
        return cue.classes.contains(.rankVerb) || cue.classes.contains(.rank) && !cue.classes.contains(.reach)
    }

    /// What people do, where nothing else says who is counted: `2.3万人享受最低生活保障`; nil where a noun or nothing follows.
    private func deed(behind quantity: Quantity, from start: Int) -> Name? {
        guard quantity.unit >= 0, !quantity.isOrdinal, case let unit = vocabulary.units[quantity.unit],
            unit.role == .person || unit.code == "人次" || unit.code == "户"
        else { return nil }
        let end = clause(of: quantity).upperBound
        guard start < end, (2...20).contains(end - start), let verb = cue(at: start, limit: end),
            verb.classes.contains(.stop), !verb.classes.contains(.done), verb.length == 2 || end - start > 2,
            !units[start..<end].contains(where: { UnitClass.isDigit($0) })
        else { return nil }
        // 1万人实现了饮水安全
        let isAttained = verb.classes.contains(.attainment) && units[start + verb.length - 1] == "了"
        return Name(first: isAttained ? start + verb.length..<end : start..<end)
    }
}
