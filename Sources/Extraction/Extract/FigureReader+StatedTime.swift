/// When a figure was so: the innermost time that the text states before its number, and what other words of time say.
extension FigureReader {
    /// A time that the text states, with its words.
    typealias StatedTime = (period: Period?, words: Range<Int>)

    /// Gives a figure the innermost time that the text states before its number.
    mutating func setPeriod(of draft: inout Draft, _ quantity: Quantity) {
        noteTimes(before: quantity)
        let isHere = statedPeriod.map { isStatedFor(quantity, at: $0.words) } ?? false
        if !isHere, let level = levelWithTime(of: draft) {
            draft.period = level.period
            draft.periodWords = level.periodWords
            draft.isPeriodOpen = level.isPeriodOpen
            if level.periodRule != nil { draft.periodRule = .level }
            return
        }
        if let own = ownOfSeveral(quantity) {
            draft.period = own.period
            draft.periodWords = own.words
            draft.isPeriodOpen = false
            draft.periodRule = .clause
            return
        }
        guard let stated = statedPeriod, !isOrigin(stated.words, stated.period, before: quantity),
            !isOutgrown(stated.words, before: quantity), isHere || reaches(stated, draft, quantity)
        else { return }
        if isHere { noteStock(draft, quantity, stated) }
        draft.period = stated.period
        draft.periodWords = stated.words
        draft.isPeriodOpen = stated.period == nil
        if isHere, isOfNumberBefore(stated.words, quantity) {
            draft.period = nil
            draft.periodWords = 0..<0
            draft.isPeriodOpen = true
        }
        draft.periodRule = draft.isPeriodOpen ? .open : isHere ? .clause : .sentence
    }

    /// The time of one of several numbers before which as many times are listed: `三季度、四季度增速分别为24%和1%`; nil where they are not.
    private func ownOfSeveral(_ quantity: Quantity) -> StatedTime? {
        guard !mentions.isEmpty, case let start = clause(of: quantity).lowerBound,
            let first = sentence.quantities.firstIndex(where: { $0.clause == quantity.clause }),
            let index = sentence.quantities.firstIndex(where: { $0.start == quantity.start }), index - first < 12,
            case let words = start..<sentence.quantities[first].start,
            cues(in: words).contains(where: { $0.classes.contains(.respectively) })
        else { return nil }
        let told = mentions.filter { !$0.isBase && words.contains($0.range.lowerBound) }
        let count = seriesEnd(from: first) - first
        if let all = told.first, told.count == 1, let period = all.period, index - first < count, count > 1,
            units[all.range.upperBound - 1] == "度", units[all.range].count(where: { $0 == "、" }) == count - 1
        {
            // 一、二季度分别增长5%和6%
            let month = period.start.month + 3 * (index - first)
            return Period.months(month, month + 2, of: period.start.year).map { ($0, all.range) }
        }
        guard told.count > 1, count == told.count, index - first < told.count,
            zip(told, told.dropFirst()).allSatisfy({
                $0.range.upperBound + 1 == $1.range.lowerBound
                    && ["、", "和", "与", "及"].contains(units[$0.range.upperBound])
            }), let period = told[index - first].period
        else { return nil }
        return (period, told[index - first].range)
    }

    /// Takes note of the times stated before a quantity that say when what is told was so.
    private mutating func noteTimes(before quantity: Quantity) {
        if let stated = statedPeriod, isAside(stated.words, before: quantity) { statedPeriod = nil }
        for mention in mentions
        where !mention.isBase && mention.range.upperBound <= quantity.start && !belongsToPlan(mention)
            && !belongsToHonour(mention) && !belongsToObject(mention, before: quantity)
            && !belongsToReason(mention, before: quantity) && !isPast(mention)
            && !isAside(mention.range, before: quantity) && !belongsToGround(mention, before: quantity)
        {
            if let period = mention.period, let last = statedPeriod?.period,
                last.end < period.start || period.end < last.start
            {
                isDivided = true
            }
            statedPeriod = (mention.period, mention.range)
            if !isOfPart(mention.range) { framing = statedPeriod }
        }
        if let stated = statedPeriod, belongsToConcern(stated.words, before: quantity) { statedPeriod = nil }
    }

    /// The level that a growth or a rank speaks of and whose time it has; nil where a time was stated since, or it speaks of none.
    private func levelWithTime(of draft: Draft) -> Draft? {
        // 上半年上涨0.7%,其中6月份同比持平,环比下降0.2%: what was said last holds.
        if let stated = statedPeriod, let last = drafts.last,
            sentence.quantities[last.quantity].end <= stated.words.lowerBound
        {
            return nil
        }
        guard draft.measure != .level, let last = drafts.last(where: { !isEarlier($0) }),
            draft.relatesTo != nil || last.name == draft.name
        else { return nil }
        if let level = draft.relatesTo { return drafts[level] }
        return last
    }

    /// Whether a time stated in an earlier clause holds for a figure too: 目前, 6月末 hold for their own clause only, 到“十四五”末 for all that is
    /// planned until then.
    private func reaches(_ stated: StatedTime, _ draft: Draft, _ quantity: Quantity) -> Bool {
        if let period = stated.period, period.start != period.end { return true }
        return continuesStock(draft, quantity, stated.words) || isSum(stated, draft)
            || continuesNow(draft, quantity, stated) || draft.status == .target && isUntil(stated.words)
    }

    /// Takes note of what was there on a day, so that others like it have the day too.
    private mutating func noteStock(_ draft: Draft, _ quantity: Quantity, _ stated: StatedTime) {
        let name = draft.name.second.isEmpty ? draft.name.first : draft.name.second
        guard draft.measure == .level || draft.measure == .change && draft.relatesTo == nil && isBalance(name),
            stated.period.map({ $0.start == $0.end }) == true
        else { return }
        stock = (stated.words, quantity.unit, name)
    }

    /// Whether the time is that of a number before, from which the one at hand sets out: `由2001年的第8位升至第6位`.
    private func isOfNumberBefore(_ words: Range<Int>, _ quantity: Quantity) -> Bool {
        setsOut(words.lowerBound)
            && (sentence.quantities.contains(where: { $0.start >= words.upperBound && $0.end < quantity.start })
                || hasReplaced(words.upperBound..<quantity.start))
            // 由上年的22%、28%调整为21%、27%: the second is of the year before too.
            && !(drafts.last?.periodWords == words && isListed(quantity))
    }

    /// Whether a number without a unit stands between a time and the number that it became: `由2010年的105.3下降为104.1`.
    private func hasReplaced(_ range: Range<Int>) -> Bool {
        range.count < 24 && units[range].contains { UnitClass.isDigit($0) }
            && cues(in: range).contains { $0.classes.contains(.transition) }
    }

    /// Whether words of time stand in the quantity's own clause, or alone in the one right before: `目前，共有企业5家`.
    private func isStatedFor(_ quantity: Quantity, at words: Range<Int>) -> Bool {
        if words.lowerBound >= sentence.clauses[quantity.clause].lowerBound { return true }
        guard quantity.clause > 0 else { return false }
        let before = sentence.clauses[quantity.clause - 1]
        // 目前，; 到2019年10月底，
        if before == words || before.dropFirst() == words && ["到", "至"].contains(units[before.lowerBound]) {
            return true
        }
        // 年末常住人口中，城镇人口33万人
        if before.lowerBound == words.lowerBound, before.count > words.count + 2, units[before.upperBound - 1] == "中" {
            return !sentence.quantities.contains { $0.clause == quantity.clause - 1 }
        }
        // 2018年末,在法人单位中,位居前三位的行业是:批发业5个
        guard let position = sentence.clauses[..<quantity.clause].suffix(4).firstIndex(of: words),
            case let framing = sentence.clauses[position + 1..<quantity.clause],
            framing.contains(where: { namesWhole($0) })
        else { return false }
        return !sentence.quantities.contains { $0.clause > position && $0.clause < quantity.clause }
    }

    /// Whether a clause only says of which whole the next ones tell the parts: `在法人单位中`.
    private func namesWhole(_ clause: Range<Int>) -> Bool {
        clause.count > 4 && units[clause.lowerBound] == "在" && units[clause.upperBound - 1] == "中"
    }

    /// Whether the words of time say of which plan a share is done, `完成全年任务的60%`, and not when.
    private func belongsToPlan(_ mention: PeriodResolver.Mention) -> Bool {
        let end = mention.range.upperBound
        if let share = sentence.quantities.first(where: { $0.start == end + 1 }), wholeYearVerb(before: share) != nil {
            // 完成全年的93%
            return true
        }
        if units.spell("预", "期", at: end, limit: sentence.range.upperBound),
            units.spell("完", "成", endingAt: mention.range.lowerBound, from: sentence.range.lowerBound)
        {
            // 完成全年预期目标的48%
            return true
        }
        guard let plan = cue(at: mention.range.upperBound, limit: sentence.range.upperBound) else { return false }
        // 当年计划投资5亿元: an amount, and when.
        guard plan.classes.contains(.planWord), !plan.classes.isSuperset(of: [.strongTarget, .moneyHead]) else {
            return false
        }
        // 全年计划新开工项目16个
        guard plan.classes.contains(.lead), units[mention.range.upperBound] == "计" else { return true }
        return !tellsDeed(mention.range.upperBound + plan.length, limit: sentence.range.upperBound)
    }

    /// Whether the words of time belong to the name of a list or a prize: `入选2025年省重点项目`, `获评2022年度先进单位`.
    private func belongsToHonour(_ mention: PeriodResolver.Mention) -> Bool {
        let start = mention.range.lowerBound
        guard start > sentence.range.lowerBound + 1 else { return false }
        switch units[start - 1] {
        // 入选 获评 荣获 入围 上榜; 暨上半年招商大会
        case "选", "评", "获", "围", "榜", "暨": return true
        case "入": return units[start - 2] == "列" || units[start - 2] == "纳"
        case "为": return ["评", "选", "定"].contains(units[start - 2])
        default: return false
        }
    }

    /// Whether a year says which plan or fund an earlier clause speaks of, `制定2023年实施方案，建立6支队伍`, and not when.
    private func belongsToObject(_ mention: PeriodResolver.Mention, before quantity: Quantity) -> Bool {
        let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
        let clause = clause(of: quantity)
        guard mention.isWholeYear, end < clause.lowerBound, start > sentence.range.lowerBound + 1,
            let own = self.clause(holding: start), start > own.lowerBound + 1,
            own.upperBound > end + 3, UnitClass.isHan(units[end]),
            let verb = cue(endingAt: start, limit: own.lowerBound), verb.length > 1,
            !verb.classes.isDisjoint(with: [.action, .stop, .planVerb])
        else { return false }
        return !sentence.quantities.contains { $0.start > end && $0.end <= own.upperBound }
    }

    /// Whether only a mark of a list stands between a quantity and the one before it.
    private func isListed(_ quantity: Quantity) -> Bool {
        ["、", "和", "与", "及"].contains(units[max(0, quantity.start - 1)])
            && sentence.quantities.contains { $0.end == quantity.start - 1 }
    }

    /// Whether words of time stand in a bracket that closed before the quantity, `总量5亿元(2020年为4亿元)，增长8%`.
    private func isAside(_ words: Range<Int>, before quantity: Quantity) -> Bool {
        guard units[words.upperBound..<max(words.upperBound, quantity.start)].prefix(60).contains(")") else {
            return false
        }
        // 支出5亿元(含上级补助和上年结转，下同)
        let before = units[max(0, words.lowerBound - 30)..<words.lowerBound]
        return before.last(where: { $0 == "(" || $0 == ")" }) == "("
    }

    /// Whether a year only says before when things were made, and not when something was done with them: `更新2006年之前安装的器材`.
    private func isPast(_ mention: PeriodResolver.Mention) -> Bool {
        let end = mention.range.upperBound
        guard mention.isWholeYear, end + 2 < sentence.range.upperBound, units[end + 1] == "前",
            let year = mention.period?.end, let reportEnd, year < reportEnd
        else { return false }
        return units[end] == "之" || units[end] == "以"
    }

    /// Whether the words of time only tell why in an earlier clause: `下降1%，主要是上年基数较高；住房支出4亿元`.
    private func belongsToReason(_ mention: PeriodResolver.Mention, before quantity: Quantity) -> Bool {
        let start = mention.range.lowerBound
        guard let own = clause(holding: start), own.count > 4,
            sentence.clauses[quantity.clause].lowerBound > own.lowerBound
        else { return false }
        let (first, second) = (units[own.lowerBound], units[own.lowerBound + 1])
        // 主要是 主要原因 主要由于, 原因是, 由于, 因为
        switch (first, second) {
        case ("主", "要"): return ["是", "原", "由", "因"].contains(units[own.lowerBound + 2])
        case ("原", "因"), ("由", "于"), ("因", "为"): return true
        default: return false
        }
    }

    /// Whether the words of time only say upon what something goes on, or without what it is reckoned:
    /// `在上年快速增长的基础上增长9%`, `剔除上年一次性因素后增长5%`.
    private func belongsToGround(_ mention: PeriodResolver.Mention, before quantity: Quantity) -> Bool {
        let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
        guard start > sentence.clauses[quantity.clause].lowerBound, end + 2 < quantity.start else { return false }
        let behind = units[end..<min(end + 24, quantity.start)]
        if units[start - 1] == "在", let mark = behind.lastIndex(of: "上") {
            return units.spell("基", "础", endingAt: mark, from: end)
        }
        guard
            let mark = units[max(sentence.clauses[quantity.clause].lowerBound, start - 12)..<start].lastIndex(of: "除"),
            mark > 0, ["扣", "剔"].contains(units[mark - 1])
        else { return false }
        return behind.contains("后") || behind.contains("素")
    }

    /// Whether the words of time say what an earlier clause turns to: `针对2012年至2014年的问题，五年新建学校8所`.
    private func belongsToConcern(_ words: Range<Int>, before quantity: Quantity) -> Bool {
        // Of the sentence before the semicolon nothing but its words is known.
        var start = words.lowerBound
        while start > max(0, words.lowerBound - 10), UnitClass.isHan(units[start - 1]) { start -= 1 }
        guard words.lowerBound >= start + 2, words.upperBound < sentence.clauses[quantity.clause].lowerBound else {
            return false
        }
        switch (units[start], units[start + 1]) {
        case ("针", "对"), ("围", "绕"), ("对", "照"): return true
        default: return false
        }
    }

    /// Whether the words tell when something began that an earlier clause brings to its end: `从2000年的40家增至130家，资本5亿元`.
    private func isOrigin(_ words: Range<Int>, _ period: Period?, before quantity: Quantity) -> Bool {
        let (start, end) = (words.lowerBound, words.upperBound)
        guard setsOut(start), end < units.count, units[end] == "的",
            end < sentence.clauses[quantity.clause].lowerBound,
            // 从2016年到2020年的五年间
            period.map({ $0.start.year == $0.end.year }) ?? true
        else { return false }
        // 人均由7.3万元提升至10.2万元: the same time once more.
        if let first = sentence.quantities.first(where: { $0.clause == quantity.clause }),
            first.start == quantity.start, setsOut(first.start)
        {
            return false
        }
        // 三次产业结构由上年的9.4:66.8:23.8调整为…: no figures.
        if end + 1 < units.count, UnitClass.isDigit(units[end + 1]) { return true }
        // Of the sentence before the semicolon the figures are gone.
        return start < sentence.range.lowerBound
            || sentence.quantities.contains {
                $0.start > end && $0.clause < quantity.clause && sentence.clauses[$0.clause].lowerBound <= start
            }
    }

    /// Whether 其中 stands before words of time, which so hold for a part only.
    func isOfPart(_ words: Range<Int>) -> Bool {
        words.lowerBound > 1 && units[words.lowerBound - 1] == "中" && units[words.lowerBound - 2] == "其"
            || averagesFigure(words)
    }

    /// Whether 到 stands before words of time, and a comma behind them: `到2025年底，`.
    private func isUntil(_ words: Range<Int>) -> Bool {
        words.lowerBound > 0 && units[words.lowerBound - 1] == "到"
            && words.upperBound < units.count && units[words.upperBound] == ","
    }

    /// Whether 截至, 截止 or 到 with a date opens the sentence, up to which all is summed that it tells: `截止10月，新建道路5公里，改造小区8个`.
    private func isSum(_ stated: StatedTime, _ draft: Draft) -> Bool {
        let (start, end) = (stated.words.lowerBound, stated.words.upperBound)
        guard draft.measure == .level, stated.period != nil, end < units.count, units[end] == ",",
            // Not in the next item of a list.
            start >= sentence.range.lowerBound || UnitClass.isHan(units[sentence.range.lowerBound])
        else { return false }
        if units[start] == "截" { return opensSentence(start) }
        return start > 0 && units[start - 1] == "到" && opensSentence(start - 1)
    }

    /// Whether nothing stands before a word but the end of another sentence or a marker.
    private func opensSentence(_ start: Int) -> Bool {
        start == 0 || ["\n", "。", ":", ")", ".", " ", "是"].contains(units[start - 1])
    }
}
