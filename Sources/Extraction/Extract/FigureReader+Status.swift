/// What a number is claimed as: done, expected or planned.
extension FigureReader {
    /// Takes note of 预计 and 力争 before `end`; 预计 holds up to the full stop, also over semicolons.
    mutating func noteOutlook(upTo end: Int) {
        for cue in sentence.cues where cue.end <= end {
            if cue.classes.contains(.estimate) { isEstimate = true }
            if cue.classes.contains(.strongTarget) { isTarget = true }
        }
    }

    /// The status of a quantity.
    func status(of quantity: Quantity) -> Observation.Status {
        if isTarget { return .target }
        if isEstimate { return .estimate }
        guard role == .plan else { return .actual }
        let clause = clause(of: quantity)
        for cue in sentence.cues where cue.start >= clause.lowerBound && cue.end <= quantity.start {
            if cue.classes.contains(.done) { return .actual }
        }
        return .target
    }

    /// Gives a figure the innermost time that the text states before its number.
    mutating func setPeriod(of draft: inout Draft, _ quantity: Quantity) {
        let clause = clause(of: quantity)
        for mention in mentions where !mention.isBase && mention.range.upperBound <= quantity.start {
            statedPeriod = (mention.period, mention.range)
        }
        guard let stated = statedPeriod else { return }
        let isHere = stated.words.lowerBound >= clause.lowerBound
        if !isHere, stated.period == nil || stated.period.map({ $0.start == $0.end }) == true {
            // 目前, 6月末 hold for their clause and what hangs on it.
            let follows = draft.measure == .change || draft.measure == .completion || draft.measure == .rank
            if !follows { return }
        }
        draft.period = stated.period
        draft.periodWords = stated.words
        draft.isPeriodOpen = stated.period == nil
    }
}
