/// The noun behind a number.
extension FigureReader {
    /// What may open words that end with 的 and say something of the noun behind.
    private static let relatives = UnitSet("具在有对与正已拟被由经")

    /// The noun behind a number, up to a verb, a comma or the next number; with whether a 的 joins them.
    func noun(behind quantity: Quantity) -> FollowingNoun {
        var noun = NounSpan(quantity, clause: clause(of: quantity), start: boundEnd(quantity), kind: kind(of: quantity))
        if let next = sentence.quantities.first(where: { $0.start >= noun.start }) {
            noun.limit = min(noun.limit, next.start)
        }
        if noun.start < noun.limit, units[noun.start] == "(" {
            // 7.4万套(间).
            guard let close = units[noun.start..<noun.limit].firstIndex(of: ")") else { return noun.none }
            noun.start = close + 1
        }
        if isAnothers(noun) || isAmongCounted(noun) { return noun.none }
        if let particle = particleBehindWork(noun) { noun.start = particle }
        if noun.start < noun.limit, units[noun.start] == "的" {
            noun.isModifier = true
            noun.start += 1
            if let next = sentence.quantities.first(where: { $0.start == noun.start }),
                kind(of: next) == .count || kind(of: next) == .physical
            {
                // 总投资123亿元的58个项目, 总投资60亿元的120万千瓦电站.
                return (self.noun(behind: next).range, true)
            }
            if isNeverCounted(noun) { return noun.none }
        }
        setTimesApart(&noun)
        if noun.start + 2 < noun.limit, units[noun.start] == "还",
            cue(at: noun.start + 1, limit: noun.limit)?.classes.contains(.stop) == true
        {
            // 49户还存在困难
            noun.start += 1
        }
        passRelative(&noun)
        if joinsAnother(noun) { return noun.none }
        noun.end = pastSize(noun.start, noun.limit)
        extend(&noun)
        trim(&noun)
        if noun.isModifier, let mark = leadOver(noun.start..<noun.end, noun.limit) {
            // 投资3亿元的东路改造和投资2亿元的…: the last words are the next amount's.
            return (noun.start..<mark, true)
        }
        if noun.isModifier, noun.isMoney { noun.words = project(noun.words, noun.limit, noun.clause) }
        if let amount = amountBetween(noun) { return (self.noun(behind: amount).range, false) }
        if isAfterwards(noun) { noun.end -= 1 }
        if isOnlyAttribute(noun) { noun.end = noun.start }
        return (noun.words, noun.isModifier)
    }

    /// Where the 的 stands behind what was done with an amount of money, `投资3亿元建设的示范园`; nil where none does.
    private func particleBehindWork(_ noun: NounSpan) -> Int? {
        guard noun.isMoney, noun.start + 3 < noun.limit, units[noun.start + 2] == "的",
            let verb = cue(at: noun.start, limit: noun.limit), verb.length == 2, verb.classes.contains(.action)
        else { return nil }
        return noun.start + 2
    }

    /// Whether the words right behind a number are those of the next one, or say what the amount is for or is compared with.
    private func isAnothers(_ noun: NounSpan) -> Bool {
        let (start, limit, quantity) = (noun.start, noun.limit, noun.quantity)
        guard start < limit else { return false }
        // 项目1个——某桥: which it is.
        if units[start] == "—" { return true }
        // 路面硬化4.5公里已完成设计: how far it has come.
        if units[start] == "已", kind(of: quantity) == .physical, quantity.start > noun.clause.lowerBound { return true }
        let isBeforeNumber = limit < noun.clause.upperBound
        if isBeforeNumber, quantity.start > noun.clause.lowerBound, (2...6).contains(limit - start),
            isArea(units[limit - 1]), isArea(units[quantity.start - 1]), units[start] != "地",
            !countsAreas(noun),
            !sentence.quantities.contains(where: { $0.end == quantity.start })
        {
            // 甲市539.1万人乙市309.9万人: the next number's place.
            return true
        }
        if start + 1 < limit {
            switch (units[start], units[start + 1]) {
            // 投入60万元用于清淤
            case ("用", "于") where noun.isMoney: return true
            // 与2010年的500万人相比
            case ("相", "比"): return true
            default: break
            }
        }
        guard isBeforeNumber, let verb = cue(at: start, limit: limit), start + verb.length == limit else {
            return false
        }
        // 比2010年的3.44人减少0.34人
        return !verb.classes.isDisjoint(with: [.increase, .decrease])
            && verb.classes.isDisjoint(with: [.noun, .addition, .speed])
    }

    /// Whether areas of the whole are counted here and others of them by the next number: `全县5个乡镇53个行政村`.
    private func countsAreas(_ noun: NounSpan) -> Bool {
        let quantity = noun.quantity
        return quantity.start - 2 >= noun.clause.lowerBound && units[quantity.start - 2] == "全"
            && sentence.quantities.contains { $0.start == noun.limit && $0.unit == quantity.unit }
    }

    /// Whether the words behind a count only set out to tell a part of it: `建档立卡1091户中因病致贫的有503户`.
    private func isAmongCounted(_ noun: NounSpan) -> Bool {
        Phrase.opensPart(at: noun.start, limit: noun.limit, units)
            && (noun.limit < noun.clause.upperBound || noun.start + 1 == noun.clause.upperBound)
    }

    /// Passes the time that opens the words behind a number and ends them before one that stands within: when is no part of a noun.
    private func setTimesApart(_ noun: inout NounSpan) {
        let start = noun.start
        if let time = mentions.first(where: { $0.range.lowerBound == start }), time.range.upperBound <= noun.limit {
            // 其中30个当年完成
            noun.start = time.range.upperBound
        }
        let inside = noun.start + 2..<max(noun.start + 2, noun.limit)
        if let time = mentions.first(where: { inside.contains($0.range.lowerBound) }),
            !units[noun.start..<time.range.lowerBound].contains("“")
        {
            // 30户企业2月底前复产
            noun.limit = time.range.lowerBound
        }
    }

    /// `2个在全市有影响的品牌`: passes what is said of the noun before it.
    private func passRelative(_ noun: inout NounSpan) {
        if let particle = conditionEnd(noun) { noun.start = particle + 1 }
        guard !noun.isModifier, let opening = cue(at: noun.start, limit: noun.limit), opening.classes.contains(.stop),
            !opening.classes.contains(.noun), Self.relatives.contains(units[noun.start]),
            let particle = units[noun.start..<min(noun.limit, noun.start + 24)].firstIndex(of: "的"),
            particle + 1 < noun.limit
        else { return }
        noun.start = particle + 1
    }

    /// Where the 的 stands behind the conditions that those counted meet, `60岁以上符合领取条件的老人`; nil where none are told.
    private func conditionEnd(_ noun: NounSpan) -> Int? {
        guard noun.limit - noun.start > 7,
            let mark = (noun.start..<min(noun.start + 8, noun.limit - 6))
                .first(where: { units[$0] == "符" && units[$0 + 1] == "合" }),
            let particle = units[mark + 4..<min(mark + 18, noun.limit - 1)].firstIndex(of: "的"),
            units.spell("条", "件", endingAt: particle, from: mark + 2)
        else { return nil }
        return particle
    }

    /// Whether what follows is told by itself: `学校6所和幼儿园3所`, `政策10条和办法`; but `投资3亿元的和平路` is a name.
    private func joinsAnother(_ noun: NounSpan) -> Bool {
        guard noun.start + 1 < noun.limit else { return false }
        let isJoined =
            !noun.isModifier && ["和", "与", "及"].contains(units[noun.start])
            // 和美 和谐 和平 及时
            && (noun.limit < noun.clause.upperBound || !["美", "谐", "平", "时"].contains(units[noun.start + 1]))
        return isJoined || units.spell("以", "及", at: noun.start, limit: noun.limit)
    }

    /// `26个总投资145亿元的项目`: the amount behind whose head the noun stands; nil where the words are no head of one.
    private func amountBetween(_ noun: NounSpan) -> Quantity? {
        guard !noun.isModifier, noun.end == noun.limit,
            let amount = sentence.quantities.first(where: { $0.start == noun.limit }), kind(of: amount) == .money,
            let head = cue(at: noun.start, limit: noun.end), head.length == noun.end - noun.start,
            head.classes.contains(.moneyHead)
        else { return nil }
        return amount
    }

    /// Whether the clause only says after what something else was done: `发现2例病例后`.
    private func isAfterwards(_ noun: NounSpan) -> Bool {
        noun.end > noun.start + 2 && noun.end == noun.clause.upperBound && units[noun.end - 1] == "后"
            // 先后 前后 落后 售后 术后 产后 战后
            && !["先", "前", "落", "售", "术", "产", "战"].contains(units[noun.end - 2])
    }

    /// `3家新投产`: no noun follows the verb.
    private func isOnlyAttribute(_ noun: NounSpan) -> Bool {
        guard isAttribute(noun.start..<noun.start + 1), noun.end - noun.start > 1,
            let verb = cue(at: noun.start + 1, limit: noun.end)
        else { return false }
        return verb.length == noun.end - noun.start - 1
    }

    /// Just past 超亿元, 产值5亿元以上, which say how large the things are that are counted: `89家超千万企业`; else `start`.
    private func pastSize(_ start: Int, _ limit: Int) -> Int {
        var first = start
        if first + 1 < limit, units[first] == "年" { first += 1 }
        if let head = cue(at: first, limit: limit), head.length > 1,
            !head.classes.isDisjoint(with: [.head, .moneyHead]) || units[first] == "销" && units[first + 1] == "售"
        {
            // 340家产值超亿元企业
            first += head.length
        }
        guard first + 3 < limit else { return start }
        let isOver = units[first] == "超" || units[first] == "过"
        var number = isOver ? first + 1 : first
        if isOver, units[number] == "过" { number += 1 }
        var end = number
        while end < limit, Numeral.scale(units[end]) > 0 || UnitClass.isDigit(units[end]) || units[end] == "." {
            end += 1
        }
        guard end > number else { return start }
        if end < limit, units[end] == "元" || units[end] == "级" { end += 1 }
        if !isOver {
            guard first > start, end + 2 < limit, units[end] == "以", units[end + 1] == "上" else { return start }
            end += 2
        }
        if end + 2 < limit, units[end] == "的" { return firmEnd(from: end + 1, limit) ?? start }
        return end + 1 < limit && UnitClass.isHan(units[end]) ? end : start
    }

    /// Where a few words end with 企业 or 项目; nil where they do not.
    func firmEnd(from start: Int, _ limit: Int) -> Int? {
        guard
            let firm = (start..<max(start, min(limit - 1, start + 9))).first(where: {
                isFirmOrWork($0, limit)
            }), units[start..<firm].allSatisfy({ UnitClass.isHan($0) })
        else { return nil }
        return firm + 2
    }

    /// Whether 企业, 项目 or 工程 stands at `index`.
    func isFirmOrWork(_ index: Int, _ limit: Int) -> Bool {
        units.spell("企", "业", at: index, limit: limit) || isWork(index, limit)
    }

    /// Whether the words behind the 的 are none that a number counts: `在上年登记5万户的基础上`, `实现税收5亿元的目标`, `在税收超百亿元的同时`,
    /// `每年以百万元的速度增长`.
    private func isNeverCounted(_ noun: NounSpan) -> Bool {
        if units.spell("基", "础", at: noun.start, limit: noun.limit) { return true }
        if noun.isMoney, units.spell("速", "度", at: noun.start, limit: noun.limit) { return true }
        let close = noun.clause.upperBound
        return noun.start + 2 == close
            && (units.spell("目", "标", at: noun.start, limit: close)
                || units.spell("同", "时", at: noun.start, limit: close))
    }

    /// Whether the words are only what makes the verb behind them say which things are counted: `12个新投产项目`, `拟开工`.
    func isAttribute(_ range: Range<Int>) -> Bool {
        guard range.count == 1, range.upperBound <= units.count else { return false }
        return ["新", "拟", "待", "欠", "未"].contains(units[range.lowerBound])
    }
}
