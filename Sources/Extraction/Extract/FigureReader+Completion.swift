/// How much of a plan is done: `完成全年任务的38.3%`, `占年度目标的40%`.
extension FigureReader {
    /// Enters a series as completions, if the words before it are a plan and a verb of completing.
    mutating func readCompletion(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard kind(of: head) == .ratio, phrase.end > phrase.start, units[phrase.end - 1] == 0x7684 else { return false }
        guard let plan = cue(endingAt: phrase.end - 1, limit: phrase.start), plan.classes.contains(.planWord) else {
            return false
        }
        var rest = phrase
        rest.end -= 1 + plan.length
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
