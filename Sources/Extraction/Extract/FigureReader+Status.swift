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
    func tellsDeed(_ index: Int, limit: Int) -> Bool {
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
}
