/// What a number is claimed as: done, expected or planned.
extension FigureReader {
    /// Takes note of 预计 and 力争 before `end`; 预计 holds up to the full stop, also over semicolons.
    mutating func noteOutlook(upTo end: Int) {
        while outlook < sentence.cues.count, sentence.cues[outlook].end <= end {
            let cue = sentence.cues[outlook]
            outlook += 1
            guard !cue.classes.isDisjoint(with: [.estimate, .strongTarget, .planWord]) else { continue }
            if cue.classes.contains(.estimate) {
                if let figure = figureBeforeAside(cue) {
                    (drafts[figure].status, drafts[figure].statusRule) = (.estimate, .estimateWord)
                    continue
                }
                isEstimate = true
                // 全年计划新建道路5条:预计全年建成4条: what is expected of the plan.
                if cue.start > sentence.range.lowerBound, units[cue.start - 1] == ":" { isTarget = false }
            }
            // 拟于11月开园;公布建筑67处: what is intended in one part of a sentence says nothing of the next.
            if units[cue.start] == "拟", cue.classes.contains(.strongTarget) {
                // 6宗拟供用地: which of them are counted.
                isIntended = isIntended || !sentence.quantities.contains { $0.end == cue.start }
            } else if cue.classes.contains(.strongTarget) && !isPlannedAmount(cue) && !isSurpassed(cue)
                || cue.classes.contains(.planWord) && (intends(cue, before: end) || heralds(cue))
            {
                isTarget = true
            }
        }
        guard let reportEnd, !isTarget else { return }
        // 到2030年, 争取2030年: what a time behind the report's own will bring is wanted.
        for mention in mentions where mention.range.upperBound <= end {
            let start = mention.range.lowerBound
            guard let period = mention.period, start > sentence.range.lowerBound,
                units[start - 1] == "到"
                    || start > sentence.range.lowerBound + 1 && units[start - 1] == "取" && units[start - 2] == "争"
            else { continue }
            if reportEnd < period.end { isTarget = true }
        }
    }

    /// The figure of which alone 预计 in a bracket right behind it speaks, `生产总值5亿元(预计)`; nil where the word says more.
    private func figureBeforeAside(_ cue: Sentence.Cue) -> Int? {
        let end = units[cue.end..<min(cue.end + 2, sentence.range.upperBound)].firstIndex(of: ")")
        guard end != nil, cue.start > sentence.range.lowerBound, units[cue.start - 1] == "(",
            let last = drafts.indices.last,
            boundEnd(sentence.quantities[drafts[last].quantity]) == cue.start - 1
        else { return nil }
        return last
    }

    /// Whether a word names an amount that is planned, 计划投资, and so says nothing of the numbers around it.
    private func isPlannedAmount(_ cue: Sentence.Cue) -> Bool { units[cue.end - 1] == "资" && units[cue.end - 2] == "投" }

    /// Whether a target is only what an outcome is compared with, `高出预期目标1.2个百分点`, and so says nothing of the numbers around it.
    private func isSurpassed(_ cue: Sentence.Cue) -> Bool {
        guard units[cue.end - 1] == "标", units[cue.end - 2] == "目",
            let clause = sentence.clauses.last(where: { $0.lowerBound <= cue.start })
        else { return false }
        return cues(in: max(clause.lowerBound, cue.start - 8)..<cue.start).contains {
            $0.classes.contains(.gap) && $0.end - $0.start > 1
        }
    }

    /// Whether a word of planning, 计划, opens a clause and a verb follows, `计划改造道路6条`; a noun says nothing of intent.
    private func intends(_ word: Sentence.Cue, before end: Int) -> Bool {
        // 计划, 全年计划
        let isPlan = word.classes.contains(.lead) && units[word.start] == "计"
        let isYearPlan = word.end - word.start == 4 && units[word.end - 2] == "计" && units[word.end - 1] == "划"
        guard isPlan || isYearPlan,
            sentence.clauses.contains(where: { $0.lowerBound == word.start }) || opensBehindPlace(word.start)
        else { return false }
        // 全镇计划今年脱贫68户
        var start = word.end
        if let time = mentions.first(where: { $0.range.lowerBound == start }) { start = time.range.upperBound }
        return tellsDeed(start, limit: end) || word.start > sentence.range.lowerBound && wantsGrowth(start, before: end)
    }

    /// Whether what has been planned for a place is that something grows: `全镇计划农民人均收入增加8%`, but not 计划完成率提高.
    private func wantsGrowth(_ start: Int, before end: Int) -> Bool {
        guard end - start > 4, !sentence.clauses.contains(where: { $0.lowerBound == start - 2 }),
            !["完", "总", "内", "外", "任", "目", "指", "数", "生", "经", "财", "的"].contains(units[start])
        else { return false }
        return cue(endingAt: end, limit: start + 2)?.classes.isDisjoint(with: [.increase, .decrease, .transition])
            == false
    }

    /// What is planned for people and villages, which is no noun.
    private static let plannedFates = WordTrie("脱贫 减贫 退出 摘帽 出列 搬迁")

    /// Whether a verb begins at `index` behind a word of planning.
    private func tellsDeed(_ index: Int, limit: Int) -> Bool {
        guard let verb = cue(at: index, limit: limit), !verb.classes.contains(.noun) else { return false }
        return verb.classes.contains(.action)
            || Self.plannedFates.longest(in: units, at: index, limit: limit)?.length == verb.length
    }

    /// Whether a word of planning ends what a colon opens, so that what follows is wanted: `2016年脱贫计划：确保脱贫30户`.
    private func heralds(_ word: Sentence.Cue) -> Bool {
        guard word.end < sentence.range.upperBound, units[word.end] == ":", word.end - word.start > 1,
            units[word.end - 1] == "划", let clause = sentence.clauses.last(where: { $0.lowerBound <= word.start })
        else { return false }
        return word.start - clause.lowerBound < 16 && !units[clause.lowerBound..<word.start].contains("成")
    }

    /// Whether nothing but a time and a place stands between the clause's beginning and `index`: `2015年全镇计划…`.
    private func opensBehindPlace(_ index: Int) -> Bool {
        guard var start = sentence.clauses.last(where: { $0.lowerBound <= index })?.lowerBound else { return false }
        while start < index, units[start] == "—" { start += 1 }
        if start == index { return true }
        if let time = mentions.first(where: { $0.range.lowerBound == start }) { start = time.range.upperBound }
        guard start < index, let place = cue(at: start, limit: index) else { return start == index }
        return (place.classes.contains(.place) || units[start] == "我") && start + place.length == index
    }

    /// The status of a quantity.
    func status(of quantity: Quantity) -> (Observation.Status, StatusRule) {
        let clause = clause(of: quantity)
        let before = cues(in: clause.lowerBound..<max(clause.lowerBound, quantity.start))
        if isTarget || isIntended, !tellsOfNow(quantity, before) {
            // 计划总投资6亿元,预计上报3亿元: the clause's own word decides.
            let isExpected =
                before.contains { $0.classes.contains(.estimate) }
                && !before.contains { !$0.classes.isDisjoint(with: [.strongTarget, .planWord]) }
            return isExpected ? (.estimate, .estimateWord) : (.target, .targetWord)
        }
        if let amount = before.last(where: { $0.classes.contains(.strongTarget) }), isPlannedAmount(amount),
            quantity.start - amount.end < 4, units[quantity.start - 1] != "的"
        {
            return (.target, .targetWord)
        }
        if isEstimate { return (.estimate, .estimateWord) }
        if before.contains(where: { $0.classes.contains(.hopeful) }) { return (.estimate, .estimateWord) }
        guard role == .plan else { return (.actual, .reviewSection) }
        if before.contains(where: { $0.classes.contains(.done) }) || opensWithPast { return (.actual, .doneWord) }
        return (.target, .planSection)
    }

    /// The status of a growth whose amount is expected where a clause before tells what is wanted: `目标5亿元，预计完成4亿元，增长3%`; nil else.
    func statusOfExpected(_ draft: Draft, _ quantity: Quantity) -> Observation.Status? {
        guard draft.statusRule == .targetWord, let level = draft.relatesTo, drafts[level].statusRule == .estimateWord
        else { return nil }
        let words = clause(of: quantity).lowerBound..<quantity.start
        return cues(in: words).contains { !$0.classes.isDisjoint(with: [.strongTarget, .planWord]) }
            ? nil : drafts[level].status
    }

    /// Whether a level is that of a time before the report's own, and so was not planned: `由2020年的5亿元提高到2030年的9亿元`.
    func isOfThePast(_ draft: Draft) -> Bool {
        guard draft.measure == .level, draft.periodRule == .clause, let end = draft.period?.end,
            setsOut(draft.periodWords.lowerBound), let now = covered ?? mentions.last?.period
        else { return false }
        return end.year < now.start.year
    }

    /// Whether the clause tells what has been done up to now of what an earlier one plans: `计划改造道路9公里，截至目前完成5公里`.
    private func tellsOfNow(_ quantity: Quantity, _ before: ArraySlice<Sentence.Cue>) -> Bool {
        guard quantity.clause > 0,
            !before.contains(where: { !$0.classes.isDisjoint(with: [.strongTarget, .planWord]) })
        else { return false }
        let clause = clause(of: quantity)
        return mentions.contains {
            $0.period == nil && $0.range.lowerBound >= clause.lowerBound - 1 - $0.range.count
                && $0.range.upperBound <= quantity.start && ["截", "目"].contains(units[$0.range.lowerBound])
        }
    }

    /// Whether the first clause of the sentence is nothing but 五年来 or the like.
    private var opensWithPast: Bool {
        guard let first = sentence.clauses.first, let cue = cue(at: first.lowerBound, limit: first.upperBound) else {
            return false
        }
        return cue.classes.contains(.done) && cue.length == first.count && units[first.upperBound - 1] == "来"
    }

    /// Whether words of time stand in the quantity's own clause, or alone in the one right before: `目前，共有企业5家`.
    private func isStatedFor(_ quantity: Quantity, at words: Range<Int>) -> Bool {
        if words.lowerBound >= sentence.clauses[quantity.clause].lowerBound { return true }
        guard quantity.clause > 0 else { return false }
        if sentence.clauses[quantity.clause - 1] == words { return true }
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
        guard let plan = cue(at: mention.range.upperBound, limit: sentence.range.upperBound) else { return false }
        guard plan.classes.contains(.planWord) else { return false }
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
            let own = sentence.clauses.last(where: { $0.lowerBound <= start }), start > own.lowerBound + 1,
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
        guard let own = sentence.clauses.last(where: { $0.lowerBound <= start }), own.count > 4,
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
    }

    /// Whether 到 stands before words of time, and a comma behind them: `到2025年底，`.
    private func isUntil(_ words: Range<Int>) -> Bool {
        words.lowerBound > 0 && units[words.lowerBound - 1] == "到"
            && words.upperBound < units.count && units[words.upperBound] == ","
    }

    /// Whether 截至 or 截止 with a date opens the sentence, up to which all is summed that it tells: `截止10月，新建道路5公里，改造小区8个`.
    private func isSum(_ stated: (period: Period?, words: Range<Int>), _ draft: Draft) -> Bool {
        let (start, end) = (stated.words.lowerBound, stated.words.upperBound)
        guard draft.measure == .level, stated.period != nil, units[start] == "截", end < units.count, units[end] == ",",
            // Not in the next item of a list.
            start >= sentence.range.lowerBound || UnitClass.isHan(units[sentence.range.lowerBound])
        else { return false }
        return start == 0 || ["\n", "。", ":", ")", ".", " ", "是"].contains(units[start - 1])
    }

    /// Gives a figure the innermost time that the text states before its number.
    mutating func setPeriod(of draft: inout Draft, _ quantity: Quantity) {
        if let stated = statedPeriod, isAside(stated.words, before: quantity) { statedPeriod = nil }
        for mention in mentions
        where !mention.isBase && mention.range.upperBound <= quantity.start && !belongsToPlan(mention)
            && !belongsToHonour(mention) && !belongsToObject(mention, before: quantity)
            && !belongsToReason(mention, before: quantity) && !isPast(mention)
        {
            if !isAside(mention.range, before: quantity) {
                statedPeriod = (mention.period, mention.range)
                if !isOfPart(mention.range) { framing = statedPeriod }
            }
        }
        if let stated = statedPeriod, belongsToConcern(stated.words, before: quantity) { statedPeriod = nil }
        let isHere = statedPeriod.map { isStatedFor(quantity, at: $0.words) } ?? false
        // 上半年上涨0.7%,其中6月份同比持平,环比下降0.2%: what was said last holds.
        let isFresh =
            statedPeriod.map { stated in
                drafts.last.map { sentence.quantities[$0.quantity].end <= stated.words.lowerBound } ?? false
            } ?? false
        if !isHere, !isFresh, draft.measure != .level, let last = drafts.last(where: { !isEarlier($0) }),
            draft.relatesTo != nil || last.name == draft.name
        {
            // A growth rate and a rank have the period of the level that they speak of.
            let level = draft.relatesTo.map { drafts[$0] } ?? last
            draft.period = level.period
            draft.periodWords = level.periodWords
            draft.isPeriodOpen = level.isPeriodOpen
            if level.periodRule != nil { draft.periodRule = .level }
            return
        }
        guard let stated = statedPeriod, !isOrigin(stated.words, stated.period, before: quantity),
            !isOutgrown(stated.words, before: quantity)
        else { return }
        // 目前, 6月末 hold for their own clause only; 到“十四五”末 for all that is planned until then.
        if !isHere, stated.period.map({ $0.start == $0.end }) ?? true, !continuesStock(draft, quantity, stated.words),
            !isSum(stated, draft), !continuesNow(draft, quantity, stated),
            draft.status != .target || !isUntil(stated.words)
        {
            return
        }
        let name = draft.name.second.isEmpty ? draft.name.first : draft.name.second
        if draft.measure == .level || draft.measure == .change && draft.relatesTo == nil && isBalance(name), isHere,
            stated.period.map({ $0.start == $0.end }) == true
        {
            stock = (stated.words, quantity.unit, name)
        }
        draft.period = stated.period
        draft.periodWords = stated.words
        draft.isPeriodOpen = stated.period == nil
        if isHere, setsOut(stated.words.lowerBound),
            sentence.quantities.contains(where: { $0.start >= stated.words.upperBound && $0.end < quantity.start })
                || hasReplaced(stated.words.upperBound..<quantity.start),
            // 由上年的22%、28%调整为21%、27%: the second is of the year before too.
            !(drafts.last?.periodWords == stated.words && isListed(quantity))
        {
            // 由2001年的第8位升至第6位: the time is that of the first number.
            draft.period = nil
            draft.periodWords = 0..<0
            draft.isPeriodOpen = true
        }
        draft.periodRule = draft.isPeriodOpen ? .open : isHere ? .clause : .sentence
    }

    /// Whether a number without a unit stands between a time and the number that it became: `由2010年的105.3下降为104.1`.
    private func hasReplaced(_ range: Range<Int>) -> Bool {
        range.count < 24 && units[range].contains { UnitClass.isDigit($0) }
            && cues(in: range).contains { $0.classes.contains(.transition) }
    }
}
