/// How much of a plan is done: `完成全年任务的38.3%`, `占年度目标的40%`.
extension FigureReader {
    /// Enters a series as completions, if the words before it are a plan and a verb of completing.
    mutating func readCompletion(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard kind(of: head) == .ratio, phrase.end > phrase.start else { return false }
        let particle = units[phrase.end - 1] == 0x7684 ? 1 : 0
        guard let plan = cue(endingAt: phrase.end - particle, limit: phrase.start), plan.classes.contains(.planWord)
        else { return false }
        var rest = phrase
        rest.end -= particle + plan.length
        // 占年计划100.4%: without the particle the verb stands right before the plan.
        if particle == 0 {
            guard let verb = cue(endingAt: rest.end, limit: rest.start), verb.classes.contains(.planVerb) else {
                return false
            }
        }
        for cue in cues(in: rest.range) where cue.classes.contains(.planVerb) {
            // 占总投资的40% is a share of an amount, 占计划的40% a part of a plan.
            if plan.classes.contains(.moneyHead), units[cue.start] == 0x5360 { return false }
            rest.end = cue.start
            break
        }
        rest.peel(units, vocabulary, mentions: mentions)
        rest.classes.formUnion(phrase.classes)
        for entry in names(for: series, rest, isInheriting: true) {
            add(
                Draft(
                    quantity: entry.quantity,
                    measure: .completion,
                    name: entry.name,
                    namingRule: entry.rule,
                    relatesTo: entry.relatesTo
                ),
                phrase
            )
        }
        return true
    }
}
