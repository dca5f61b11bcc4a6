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
        let isHere = statedPeriod.map { $0.words.lowerBound >= clause.lowerBound } ?? false
        if !isHere, draft.measure != .level, let last = drafts.last, draft.relatesTo != nil || last.name == draft.name {
            // A growth rate and a rank have the period of the level that they speak of.
            let level = draft.relatesTo.map { drafts[$0] } ?? last
            draft.period = level.period
            draft.periodWords = level.periodWords
            draft.isPeriodOpen = level.isPeriodOpen
            return
        }
        guard let stated = statedPeriod else { return }
        // 目前, 6月末 hold for their own clause only.
        if !isHere, stated.period.map({ $0.start == $0.end }) ?? true { return }
        draft.period = stated.period
        draft.periodWords = stated.words
        draft.isPeriodOpen = stated.period == nil
    }
}
