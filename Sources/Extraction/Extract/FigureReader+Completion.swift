/// How much of a plan is done: `完成全年任务的38.3%`, `占年度目标的40%`.
extension FigureReader {
    /// Enters a series as completions, if the words before it are a plan and a verb of completing.
    mutating func readCompletion(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard kind(of: head) == .ratio else { return false }
        if let verb = wholeYearVerb(before: head) {
            var rest = Phrase(start: phrase.start, numberStart: verb)
            rest.peel(units, vocabulary, mentions: mentions)
            addCompletions(names(for: series, rest, isInheriting: true), phrase)
            return true
        }
        if phrase.isEmpty, series.count == 1, let last = drafts.last, last.measure == .level,
            kind(of: sentence.quantities[last.quantity]) == .money,
            boundEnd(head) == clause(of: head).upperBound,
            sentence.quantities[last.quantity].clause + 1 == head.clause,
            units.spell("完", "成", endingAt: head.start, from: phrase.start)
        {
            // 投资5亿元,已完成60%
            addCompletions(names(for: series, phrase, isInheriting: true), phrase)
            return true
        }
        guard let words = planWords(before: series.lowerBound, phrase) else { return false }
        let isDirect = words.end == phrase.end
        guard let plan = cue(endingAt: words.end, limit: words.start), plan.classes.contains(.planWord) else {
            return false
        }
        var rest = words
        rest.end -= plan.length
        // 占年计划100.4%: without the particle the verb stands right before the plan.
        if isDirect {
            guard let verb = cue(endingAt: issuerStart(rest), limit: rest.start), verb.classes.contains(.planVerb)
            else {
                return false
            }
        }
        for cue in cues(in: rest.range) where cue.classes.contains(.planVerb) {
            // 占总投资的40% is a share of an amount, 占计划的40% a part of a plan.
            if plan.classes.contains(.moneyHead), !plan.classes.contains(.strongTarget), units[cue.start] == "占" {
                return false
            }
            rest.end = cue.start
            break
        }
        rest.peel(units, vocabulary, mentions: mentions)
        rest.classes.formUnion(phrase.classes)
        addCompletions(names(for: series, rest, isInheriting: true), phrase)
        return true
    }

    /// Where those begin who set a plan, `完成市下达任务90%`; the phrase's end where nobody is named.
    private func issuerStart(_ phrase: Phrase) -> Int {
        guard phrase.range.count > 4, units.spell("下", "达", endingAt: phrase.end, from: phrase.start),
            let verb = cues(in: phrase.range).last(where: { $0.classes.contains(.planVerb) })
        else { return phrase.end }
        return verb.end
    }

    private mutating func addCompletions(_ entries: [Entry], _ phrase: Phrase) {
        for entry in entries {
            add(
                Draft(
                    quantity: entry.quantity,
                    measure: .completion,
                    name: entry.name,
                    namingRule: entry.rule,
                    relatesTo: entry.relatesTo.map { reached(of: $0, entry.quantity) }
                ),
                phrase
            )
        }
    }

    /// The level that has reached so much of a plan, not the plan's own amount right before the number: `完成5.2亿元，完成目标4.5亿元的116%`.
    private func reached(of level: Int, _ index: Int) -> Int {
        guard drafts[level].status == .target, drafts[level].quantity == index - 1,
            sentence.quantities[index - 1].clause == sentence.quantities[index].clause,
            let done = drafts[..<level].lastIndex(where: {
                $0.measure == .level && $0.name == drafts[level].name && $0.status != .target
            })
        else { return level }
        return done
    }

    /// Where the verb begins in `完成全年的93%`, whose plan goes without saying; nil where that does not stand before the number.
    func wholeYearVerb(before quantity: Quantity) -> Int? {
        let year = quantity.start - 3
        guard year > phraseStart(of: quantity), units[year] == "全", units[year + 1] == "年",
            units[year + 2] == "的", let verb = cue(endingAt: year, limit: phraseStart(of: quantity)),
            verb.classes.isSuperset(of: [.planVerb, .attainment])
        else { return nil }
        return year - verb.length
    }

    /// Enters the amount of a plan of which the next number says how much is done, as wanted: `完成目标任务(3.2亿元)的87%`.
    mutating func readPlanned(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let next = series.upperBound
        guard series.count == 1, next < sentence.quantities.count, kind(of: sentence.quantities[next]) == .ratio,
            kind(of: sentence.quantities[series.lowerBound]) != .ratio,
            case let share = sentence.quantities[next],
            let words = planWords(before: next, Phrase(start: phraseStart(of: share), numberStart: share.start)),
            words.end <= sentence.quantities[series.lowerBound].start,
            let plan = cue(endingAt: words.end, limit: words.start), plan.classes.contains(.planWord),
            !plan.classes.contains(.moneyHead)
        else { return false }
        var rest = words
        rest.end -= plan.length
        if let verb = cue(endingAt: rest.end, limit: rest.start), verb.classes.contains(.planVerb) {
            rest.end -= verb.length
        } else if let verb = cues(in: rest.range).first(where: { $0.classes.contains(.planVerb) }) {
            rest.end = verb.start
        } else {
            return false
        }
        rest.peel(units, vocabulary, mentions: mentions)
        for entry in names(for: series, rest, isInheriting: true) {
            add(Draft(quantity: entry.quantity, name: entry.name, namingRule: entry.rule), phrase)
            if let last = drafts.indices.last, drafts[last].quantity == entry.quantity {
                drafts[last].status = .target
                drafts[last].statusRule = .targetWord
            }
        }
        return true
    }

    /// The words that end with the plan of which a share is told: those before the share, before a bracket or before the plan's amount.
    private func planWords(before index: Int, _ phrase: Phrase) -> Phrase? {
        var words = phrase
        if words.end > words.start, units[words.end - 1] == "的" { words.end -= 1 }
        if words.end > words.start {
            guard units[words.end - 1] == ")",
                let open = units[max(words.start, words.end - 24)..<words.end].lastIndex(of: "("), open > words.start
            else { return words }
            // 占目标任务(剔除烟叶税)的26%
            words.end = open
            return words
        }
        guard index > 0, words.start > sentence.range.lowerBound else { return nil }
        let amount = sentence.quantities[index - 1]
        let clause = sentence.quantities[index].clause
        if amount.clause == clause, boundEnd(amount) == words.start {
            // 完成年度目标3.2亿元的87%
            return peeled(Phrase(start: phraseStart(of: amount), numberStart: amount.start))
        }
        guard units[words.start - 1] == ")", amount.clause + 1 == clause, clause > 1,
            sentence.clauses[amount.clause].lowerBound == amount.start,
            units[amount.start - 1] == "("
        else { return nil }
        // 完成目标任务(3.2亿元)的87%
        var start = sentence.clauses[clause - 2].lowerBound
        if index > 1, sentence.quantities[index - 2].clause == clause - 2 {
            start = boundEnd(sentence.quantities[index - 2])
        }
        return peeled(Phrase(start: start, numberStart: amount.start - 1))
    }

    private func peeled(_ phrase: Phrase) -> Phrase? {
        var phrase = phrase
        phrase.peel(units, vocabulary, mentions: mentions)
        return phrase.isEmpty ? nil : phrase
    }
}
