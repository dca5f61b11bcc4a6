/// Amounts, counts, rates and shares.
extension FigureReader {
    /// Enters a series as levels.
    mutating func readLevel(_ series: Range<Int>, _ phrase: Phrase) {
        let first = sentence.quantities[series.lowerBound]
        let last = sentence.quantities[series.upperBound - 1]
        let behind = noun(behind: last)
        if readGrades(series, behind.range, phrase) { return }
        var named = phrase
        named.stripLead(units, vocabulary, mentions: mentions)
        if named.isEmpty, series.count == 1, let before = drafts.last, let base = baseBefore(bracket: first) {
            // 增长8%,较上年(5%)提高: what the earlier time had.
            var earlier = phrase
            earlier.baseLevel = base.range
            var draft = Draft(quantity: series.lowerBound, name: before.name, namingRule: .subject)
            if kind(of: first) == .ratio, before.measure == .change { draft.measure = .change }
            return add(draft, earlier)
        }
        if behind.range.isEmpty, let name = nameShared(last, named) {
            for index in series { add(Draft(quantity: index, name: name, namingRule: .behind), phrase) }
            return
        }
        if let name = nameBehind(first, last, named, behind) {
            for index in series {
                add(
                    Draft(
                        quantity: index,
                        name: name,
                        namingRule: name.second.isEmpty || !behind.isModifier ? .behind : .project
                    ),
                    phrase
                )
            }
            consumed = max(consumed, behind.range.upperBound)
            return
        }
        // Two numbers side by side, the noun behind the second: 14项872.36亩土地政策处理.
        if named.isEmpty, drafts.isEmpty || subject == nil, !behind.range.isEmpty {
            for index in series {
                add(Draft(quantity: index, name: Name(first: behind.range), namingRule: .behind), phrase)
            }
            consumed = max(consumed, behind.range.upperBound)
            return
        }
        if named.isEmpty, series.count == 1, let deed = deed(behind: last) {
            add(Draft(quantity: series.lowerBound, name: deed, namingRule: .behind), phrase)
            consumed = max(consumed, deed.first.upperBound)
            return
        }
        var phrase = phrase
        if kind(of: first) == .times, phrase.end > phrase.start, units[phrase.end - 1] == 0x7684,
            let verb = cues(in: phrase.range).last(where: { $0.classes.contains(.reach) && $0.start > phrase.start })
        {
            // 用地指标是下达计划的2倍: what it is a multiple of is no name.
            phrase.end = verb.start
        }
        if named.isEmpty, drafts.isEmpty, behind.range.isEmpty, let done = verb(behind: last) {
            // 906户1559人实现稳定脱贫: what happened to them says more than the clause before.
            for index in series { add(Draft(quantity: index, name: Name(first: done), namingRule: .behind), phrase) }
            return
        }
        if let origin = originStart(of: phrase, last) { phrase.end = origin }
        for entry in names(for: series, phrase, isInheriting: false) where !entry.name.isEmpty {
            var draft = Draft(quantity: entry.quantity, name: entry.name, namingRule: entry.rule)
            draft.place = entry.place
            if isPlace(sentence.quantities[entry.quantity], of: entry.name) { draft.measure = .rank }
            add(draft, phrase)
        }
    }

    /// Where 从原来的, 由年初的 begins before a number that the next one has replaced; nil where it does not stand there.
    private func originStart(of phrase: Phrase, _ quantity: Quantity) -> Int? {
        guard phrase.range.count > 3, let next = sentence.quantities.first(where: { $0.start >= quantity.end }),
            next.clause == quantity.clause,
            cues(in: quantity.end..<next.start).contains(where: { $0.classes.contains(.transition) }),
            let origin = units[max(phrase.start + 2, phrase.end - 7)..<phrase.end].lastIndex(where: {
                $0 == 0x4ECE || $0 == 0x7531
            })
        else { return nil }
        return origin
    }

    /// The earlier time right before the bracket that holds nothing but the quantity, `较一季度(3%)`; nil where there is none.
    private func baseBefore(bracket quantity: Quantity) -> PeriodResolver.Mention? {
        let clause = clause(of: quantity)
        guard clause.lowerBound == quantity.start, quantity.start > 0, units[quantity.start - 1] == 0x28 else {
            return nil
        }
        return mentions.first { $0.isBase && $0.range.upperBound == quantity.start - 1 }
    }

    /// The name of a count whose noun stands behind the next: `新建10个、修缮6个文化站`; nil where none does.
    private func nameShared(_ quantity: Quantity, _ phrase: Phrase) -> Name? {
        guard let verb = cue(at: phrase.start, limit: phrase.end), verb.length == phrase.range.count,
            verb.classes.contains(.action),
            let next = sentence.quantities.first(where: { $0.start > quantity.start }), next.clause == quantity.clause,
            next.unit == quantity.unit, quantity.end + 1 < next.start, units[quantity.end] == 0x3001,
            let other = cue(at: quantity.end + 1, limit: next.start), other.classes.contains(.action),
            quantity.end + 1 + other.length == next.start
        else { return nil }
        let noun = noun(behind: next).range
        return noun.isEmpty ? nil : Name(first: phrase.range, second: noun)
    }

    /// Enters the first of two counts that share the noun behind the second: `3家省级、4家市级示范基地`.
    private mutating func readGrades(_ series: Range<Int>, _ grade: Range<Int>, _ phrase: Phrase) -> Bool {
        guard series.count == 1, (2...4).contains(grade.count), units[grade.upperBound - 1] == 0x7EA7,
            series.upperBound < sentence.quantities.count
        else { return false }
        let next = sentence.quantities[series.upperBound]
        guard next.start == grade.upperBound + 1, units[grade.upperBound] == 0x3001 else { return false }
        let noun = noun(behind: next).range
        guard let mark = units[noun].prefix(4).firstIndex(of: 0x7EA7), mark + 2 < noun.upperBound else { return false }
        let name = Name(first: grade, second: mark + 1..<noun.upperBound)
        add(Draft(quantity: series.lowerBound, name: name, namingRule: .behind), phrase)
        consumed = max(consumed, grade.upperBound)
        return true
    }

    /// The words right behind a count of people or things up to the clause's end, where they are few: `1300人稳定脱贫`.
    private func verb(behind quantity: Quantity) -> Range<Int>? {
        guard kind(of: quantity) == .count else { return nil }
        let clause = clause(of: quantity)
        var phrase = Phrase(start: boundEnd(quantity), numberStart: clause.upperBound)
        if let next = sentence.quantities.first(where: { $0.start >= phrase.start }), next.start < clause.upperBound {
            return nil
        }
        phrase.stripLead(units, vocabulary, mentions: mentions)
        return (2...10).contains(phrase.range.count) ? phrase.range : nil
    }

    /// Whether the mark at `index` stands within a list of nouns, `12名干部、教师`, and not before the next figure.
    private func lists(from start: Int, at index: Int, limit: Int, _ clause: Range<Int>) -> Bool {
        guard index > start else { return false }
        // 省、市重点项目
        if index == start + 1 { return true }
        guard limit == clause.upperBound, index + 2 < limit else { return false }
        return cue(at: index + 1, limit: limit)?.classes.isDisjoint(with: [.stop, .action, .lead]) ?? true
    }

    /// Whether the words are only what makes the verb behind them say which things are counted: `12个新投产项目`, `拟开工`.
    private func isAttribute(_ range: Range<Int>) -> Bool {
        guard range.count == 1, range.upperBound <= units.count else { return false }
        // 新 拟 待 欠 未
        return [0x65B0, 0x62DF, 0x5F85, 0x6B20, 0x672A].contains(units[range.lowerBound])
    }

    /// Whether a place in an order begins at `index`: `全国第一`.
    private func isRank(at index: Int, _ limit: Int) -> Bool {
        index == limit && sentence.quantities.contains { $0.start == index && $0.isOrdinal }
    }

    private func isPlaceWord(_ index: Int, _ limit: Int) -> Bool {
        cue(at: index, limit: limit)?.classes.contains(.place) ?? false
    }

    /// Whether something is done for the things counted, `为80家企业制定方案`: the verb behind them is no part of the noun.
    private func isServed(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        // 为 向 给 对 帮
        let words = units[max(clause.lowerBound, quantity.start - 12)..<quantity.start]
        return words.contains { $0 == 0x4E3A || $0 == 0x5411 || $0 == 0x7ED9 || $0 == 0x5BF9 }
    }

    /// Whether the number is a place in an order without 第: `排名由36位上升到23位`.
    private func isPlace(_ quantity: Quantity, of name: Name) -> Bool {
        guard quantity.end - quantity.start > 1, [0x4F4D, 0x540D].contains(units[quantity.end - 1]), !quantity.isScaled
        else { return false }
        let words = name.second.isEmpty ? name.first : name.second
        guard let cue = cue(endingAt: words.upperBound, limit: words.lowerBound), cue.length > 1 else { return false }
        return cue.classes.contains(.rankVerb) || cue.classes.contains(.rank) && !cue.classes.contains(.reach)
    }

    /// The name from the noun behind the number, where the number modifies it; nil where the words before name it.
    private func nameBehind(
        _ first: Quantity,
        _ last: Quantity,
        _ phrase: Phrase,
        _ behind: (range: Range<Int>, isModifier: Bool)
    ) -> Name? {
        guard !behind.range.isEmpty else { return nil }
        let tail = cue(endingAt: phrase.end, limit: phrase.start)
        switch kind(of: last) {
        case .money:
            if behind.isModifier {
                if let tail, tail.classes.contains(.moneyHead) {
                    return Name(first: behind.range, second: phrase.end - tail.length..<phrase.end)
                }
                return Name(first: behind.range)
            }
            if let head = cue(endingAt: first.start, limit: clause(of: first).lowerBound),
                head.classes.contains(.moneyHead),
                drafts.last?.name.second == behind.range || drafts.last?.name.first == behind.range
            {
                // 26个总投资145亿元的项目: the project is counted and has an amount.
                return Name(first: behind.range, second: first.start - head.length..<first.start)
            }
            return phrase.isEmpty && drafts.isEmpty ? Name(first: behind.range) : nil
        case .ratio, .points, .times, .place:
            return phrase.isEmpty && subject == nil || behind.isModifier && phrase.isEmpty
                ? Name(first: behind.range) : nil
        case .time:
            return nil
        case .physical, .scaled, .count, nil:
            if behind.isModifier, kind(of: last) == .physical, let tail, tail.classes.contains(.head) {
                // 建筑面积3万平方米的综合楼
                return Name(first: behind.range, second: phrase.end - tail.length..<phrase.end)
            }
            if let tail, tail.classes.contains(.action), !tail.classes.contains(.lead) {
                return Name(first: phrase.end - tail.length..<phrase.end, second: behind.range)
            }
            return Name(first: behind.range)
        }
    }

    /// What people do, where nothing else says who is counted: `2.3万人享受最低生活保障`; nil where a noun or nothing follows.
    private func deed(behind quantity: Quantity) -> Name? {
        guard quantity.unit >= 0, vocabulary.units[quantity.unit].code == "人", !quantity.isOrdinal else { return nil }
        let start = boundEnd(quantity)
        let end = clause(of: quantity).upperBound
        guard (4...20).contains(end - start), let verb = cue(at: start, limit: end), verb.classes.contains(.stop),
            verb.length < end - start, !units[start..<end].contains(where: { UnitClass.isDigit($0) })
        else { return nil }
        return Name(first: start..<end)
    }

    /// 具 在 有 对 与 正 已 拟 被 由 经: what may open words that end with 的 and say something of the noun behind.
    private static let relatives: Set<UInt16> = [
        0x5177, 0x5728, 0x6709, 0x5BF9, 0x4E0E, 0x6B63, 0x5DF2, 0x62DF, 0x88AB, 0x7531, 0x7ECF,
    ]

    /// The noun behind a number, up to a verb, a comma or the next number; with whether a 的 joins them.
    func noun(behind quantity: Quantity) -> (range: Range<Int>, isModifier: Bool) {
        let clause = clause(of: quantity)
        var start = boundEnd(quantity)
        var limit = min(clause.upperBound, start + 40)
        if let next = sentence.quantities.first(where: { $0.start >= start }) { limit = min(limit, next.start) }
        if start < limit, units[start] == 0x28 {
            // 7.4万套(间).
            guard let close = units[start..<limit].firstIndex(of: 0x29) else { return (start..<start, false) }
            start = close + 1
        }
        var isModifier = false
        if start < limit, units[start] == 0x7684 {
            isModifier = true
            start += 1
            if let next = sentence.quantities.first(where: { $0.start == start }),
                kind(of: next) == .count || kind(of: next) == .physical
            {
                // 总投资123亿元的58个项目, 总投资60亿元的120万千瓦电站.
                return (noun(behind: next).range, true)
            }
            // 在上年登记5万户的基础上
            if start + 1 < limit, units[start] == 0x57FA, units[start + 1] == 0x7840 { return (start..<start, false) }
        }
        if let time = mentions.first(where: { $0.range.lowerBound == start }), time.range.upperBound <= limit {
            // 其中30个当年完成: when it was done is no noun.
            start = time.range.upperBound
        }
        if !isModifier, let opening = cue(at: start, limit: limit), opening.classes.contains(.stop),
            !opening.classes.contains(.noun), Self.relatives.contains(units[start]),
            let particle = units[start..<min(limit, start + 24)].firstIndex(of: 0x7684), particle + 1 < limit
        {
            // 2个在全市有影响的品牌: the noun stands behind what is said of it.
            start = particle + 1
        }
        if start < limit, limit < clause.upperBound, [0x548C, 0x4E0E, 0x53CA].contains(units[start]) {
            // 学校6所和幼儿园3所: what follows is the next number's.
            return (start..<start, false)
        }
        let isServed = isServed(quantity, clause)
        var end = start
        var isQuoted = false
        var conjunction: Int?
        while end < limit {
            let unit = units[end]
            if unit == 0x201C || unit == 0x300A { isQuoted = true }
            if unit == 0x201D || unit == 0x300B { isQuoted = false }
            if !isQuoted {
                if unit == 0x548C || unit == 0x4E0E, end > start + 1 {
                    // 27个“口袋公园”和一条步道: the number counts what is quoted.
                    if units[end - 1] == 0x201D { break }
                    conjunction = end
                }
                if unit == 0x3001, let conjunction, end > conjunction + 1, isModifier || units[start] != 0x201C {
                    // 3条道路养护和甲路、乙路改造: the list that follows is another's.
                    end = conjunction
                    break
                }
                if unit == 0x3001, !(isModifier && kind(of: quantity) == .money),
                    !lists(from: start, at: end, limit: limit, clause)
                {
                    break
                }
                if unit == 0x28, end > start, let close = units[end..<min(limit, end + 8)].firstIndex(of: 0x29) {
                    // 县(市、区), 中小学校(幼儿园): part of the word.
                    end = close + 1
                    continue
                }
                if unit == 0x3002 || unit == 0x3B || unit == 0x0A || unit == 0x28 || unit == 0x29 {
                    break
                }
                if unit == 0x4E86, end > start + 3, end + 1 < limit, ![0x89E3, 0x7ED3, 0x7136].contains(units[end + 1])
                {
                    // 群众远离了危险: 了 stands behind the verb, which is no part of the noun.
                    end -= units[end - 2] == 0x29 ? 1 : 2
                    break
                }
                if let cue = cue(at: end, limit: limit) {
                    // 达 in the middle of words is half of a name.
                    let isName =
                        cue.length == 1 && unit == 0x8FBE && isModifier && end + 1 < limit || isAttribute(start..<end)
                    let isVerb =
                        cue.classes.contains(.stop)
                        || cue.length > 1 && !cue.classes.isDisjoint(with: [.each, .gap])
                        || cue.classes.contains(.rank) && end > start && isPlaceWord(end + cue.length, limit)
                        || cue.classes.contains(.place) && end > start && isRank(at: end + cue.length, limit)
                    if unit == 0x7684, !isModifier, end > start + 1, end + 2 < limit,
                        let verb = self.cue(endingAt: end, limit: start), verb.length > 1,
                        verb.classes.contains(.action), !verb.classes.contains(.nominal)
                    {
                        // 42项要求取消的事项: the noun stands behind what is said of it.
                        start = end + 1
                        end = start
                        continue
                    }
                    if isVerb, !isName, end > start || !isModifier { break }
                    if isServed, cue.classes.contains(.action), cue.length > 1, end > start + 1 { break }
                    // 260家企业累计完成产值: what they did is told by the number behind.
                    if end > start + 1, cue.classes.isSuperset(of: [.lead, .attainment]) { break }
                    end += cue.length
                    continue
                }
            }
            end += 1
        }
        while let cue = cue(endingAt: end, limit: start), end - cue.length > start,
            !cue.classes.isDisjoint(with: [.atLeastBefore, .atMostBefore, .approximateBefore]),
            !cue.classes.contains(.noun), end == limit
        {
            end -= cue.length
            limit = end
        }
        while end > start, [0x548C, 0x53CA, 0x4E0E, 0x7B49, 0x7684, 0x4EE5, 0x3001].contains(units[end - 1]) {
            end -= 1
        }
        if isModifier, kind(of: quantity) == .money, limit < clause.upperBound,
            let mark = units[start..<end].lastIndex(of: 0x3001), mark > start
        {
            // 投资3亿元的东路改造、投资2亿元的…: the last item is the next amount's.
            end = mark
        }
        if isModifier, kind(of: quantity) == .money, let mark = units[start..<end].lastIndex(of: 0x3001), end - mark > 3
        {
            start = mark + 1
        }
        if !isModifier, end == limit, let amount = sentence.quantities.first(where: { $0.start == limit }),
            kind(of: amount) == .money, let head = cue(at: start, limit: end), head.length == end - start,
            head.classes.contains(.moneyHead)
        {
            // 26个总投资145亿元的项目: the noun stands behind the amount.
            return (noun(behind: amount).range, false)
        }
        // 3家新投产: no noun follows the verb.
        if isAttribute(start..<start + 1), end - start > 1, let verb = cue(at: start + 1, limit: end),
            verb.length == end - start - 1
        {
            end = start
        }
        return (start..<max(start, end), isModifier)
    }
}
