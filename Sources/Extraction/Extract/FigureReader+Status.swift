/// What a number is claimed as: done, expected or planned.
extension FigureReader {
    /// Takes note of 预计 and 力争 before `end`; 预计 holds up to the full stop, also over semicolons.
    mutating func noteOutlook(upTo end: Int) {
        while outlook < sentence.cues.count, sentence.cues[outlook].end <= end {
            let cue = sentence.cues[outlook]
            outlook += 1
            if isTarget, accomplishes(cue) { isTarget = false }
            guard !cue.classes.isDisjoint(with: [.estimate, .strongTarget, .planWord]) else { continue }
            if cue.classes.contains(.estimate) {
                if let (figure, isAlone) = figureBeforeAside(cue) {
                    (drafts[figure].status, drafts[figure].statusRule) = (.estimate, .estimateWord)
                    if isAlone { continue }
                }
                if let aside = asideAround(cue) {
                    expectedAside = aside
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

    /// Whether a clause of a review opens by telling what was done of what an earlier one plans: `计划完成投资3亿元，累计完成投资4亿元`.
    private func accomplishes(_ cue: Sentence.Cue) -> Bool {
        guard role == .review, cue.end - cue.start > 2, cue.classes.isSuperset(of: [.reach, .attainment]),
            units[cue.end - 1] == "成" || units[cue.end - 1] == "现", !drafts.isEmpty,
            sentence.clauses.contains(where: { $0.lowerBound == cue.start })
        else { return false }
        return cues(in: sentence.range.lowerBound..<cue.start).allSatisfy {
            !$0.classes.contains(.strongTarget) || units[$0.start] == "计"
        }
    }

    /// The figure right before a bracket that opens with 预计, and whether the word speaks of it alone: `生产总值5亿元(预计)`, but not `5亿元(预计数,下同)`;
    /// nil where the word stands otherwise.
    private func figureBeforeAside(_ cue: Sentence.Cue) -> (figure: Int, isAlone: Bool)? {
        let words = units[cue.end..<min(cue.end + 2, sentence.range.upperBound)]
        guard let mark = words.first(where: { $0 == ")" || $0 == "," }), cue.start > sentence.range.lowerBound,
            units[cue.start - 1] == "(", let last = drafts.indices.last,
            boundEnd(sentence.quantities[drafts[last].quantity]) == cue.start - 1
        else { return nil }
        return (last, mark == ")")
    }

    /// The rest of the bracket that opens with 预计 or a time before it and has a figure, `5亿元(全年预计6亿元)`; nil where the word stands otherwise.
    private func asideAround(_ cue: Sentence.Cue) -> Range<Int>? {
        let start = max(sentence.range.lowerBound, cue.start - 8)
        guard !drafts.isEmpty, let mark = units[start..<cue.start].lastIndex(where: { $0 == "(" || $0 == ")" }),
            units[mark] == "(",
            let close = units[cue.end..<min(cue.end + 30, sentence.range.upperBound)].firstIndex(of: ")"),
            sentence.quantities.contains(where: { $0.start >= cue.end && $0.end <= close })
        else { return nil }
        return cue.end..<close
    }

    /// Whether a word names an amount that is planned, 计划投资, and so says nothing of the numbers around it.
    private func isPlannedAmount(_ cue: Sentence.Cue) -> Bool {
        units.spell("投", "资", endingAt: cue.end, from: cue.start)
    }

    /// Whether a target is only what an outcome is compared with, `高出预期目标1.2个百分点`, and so says nothing of the numbers around it.
    private func isSurpassed(_ cue: Sentence.Cue) -> Bool {
        guard units.spell("目", "标", endingAt: cue.end, from: cue.start),
            let clause = clause(holding: cue.start)
        else { return false }
        // 完成全年预期目标的48%
        let words = units[max(clause.lowerBound, cue.start - 8)..<cue.start]
        if let share = sentence.quantities.first(where: { $0.start >= cue.end }), share.start - cue.end < 5,
            kind(of: share) == .ratio, let mark = words.lastIndex(of: "成"), mark > words.startIndex,
            units[mark - 1] == "完"
        {
            return true
        }
        return cues(in: max(clause.lowerBound, cue.start - 8)..<cue.start).contains {
            $0.classes.contains(.gap) && $0.end - $0.start > 1
        }
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
        if isEstimate || expectedAside.contains(quantity.start) { return (.estimate, .estimateWord) }
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
        // 计划新建21处，主体工程已完成13处
        if role == .review, before.contains(where: { $0.classes.contains(.done) && units[$0.start] == "已" }) {
            return true
        }
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
