/// How exact a number is: the words before, inside and behind it.
extension FigureReader {
    /// The qualifier that the words around a quantity give it.
    func qualifier(of quantity: Quantity, _ phrase: Phrase) -> Observation.Qualifier {
        if quantity.low != nil { return .range }
        if quantity.isOrdinal { return .exact }
        if let behind = bound(behind: quantity) {
            if behind.contains(.atLeastAfter) { return .atLeast }
            if behind.contains(.atMostAfter) { return .atMost }
            if behind.contains(.approximateAfter) { return .approximate }
        }
        if quantity.isMore { return .atLeast }
        if phrase.numberStart == quantity.start || !isSeparate(quantity, from: phrase) {
            if phrase.classes.contains(.atMostBefore) { return .atMost }
            if phrase.classes.contains(.atLeastBefore) { return .atLeast }
            if phrase.classes.contains(.approximateBefore) { return .approximate }
        }
        if kind(of: quantity) == .ratio, isRoughShare(quantity) { return .approximate }
        return isFloorOfDeed(quantity) ? .atLeast : .exact
    }

    /// Whether 约 stands before the verb of a share: `约占全市的37%`.
    private func isRoughShare(_ quantity: Quantity) -> Bool {
        let words = max(clause(of: quantity).lowerBound, quantity.start - 20)..<quantity.start
        guard let verb = units[words].lastIndex(of: "占"), verb > words.lowerBound else { return false }
        return units[verb - 1] == "约" && !units[verb..<quantity.start].contains(where: UnitClass.isDigit)
    }

    /// Whether 至少 stands before the verb of the number: `至少建设2个`.
    private func isFloorOfDeed(_ quantity: Quantity) -> Bool {
        let clause = clause(of: quantity)
        guard let floor = sentence.cues.last(where: { $0.start >= clause.lowerBound && $0.end <= quantity.start }),
            floor.classes.contains(.action)
        else { return false }
        var start = quantity.start
        while let verb = cue(endingAt: start, limit: clause.lowerBound), verb.classes.contains(.action) {
            start -= verb.length
        }
        return start < quantity.start && start - 2 >= clause.lowerBound && units[start - 2] == "至"
            && units[start - 1] == "少"
    }

    /// Just past 以上, 左右 and the like behind a quantity.
    func boundEnd(_ quantity: Quantity) -> Int {
        let end = unitEnd(quantity)
        guard let cue = cue(at: end, limit: sentence.range.upperBound),
            !cue.classes.isDisjoint(with: [.atLeastAfter, .atMostAfter, .approximateAfter])
        else { return quantity.end }
        return end + cue.length
    }

    /// Just past a second unit in brackets, `200套(间)以上`.
    private func unitEnd(_ quantity: Quantity) -> Int {
        let limit = sentence.range.upperBound
        guard quantity.unit >= 0, quantity.end + 2 < limit, units[quantity.end] == "(",
            let close = units[quantity.end..<min(limit, quantity.end + 5)].firstIndex(of: ")")
        else { return quantity.end }
        return close + 1
    }

    private func bound(behind quantity: Quantity) -> CueClass? {
        cue(at: unitEnd(quantity), limit: sentence.range.upperBound)?.classes
    }

    private func isSeparate(_ quantity: Quantity, from phrase: Phrase) -> Bool {
        // 突破, 超过 before a series hold for all of it: 分别突破29亿、100亿件.
        !phrase.classes.contains(.atLeastBefore) && !phrase.classes.contains(.atMostBefore)
    }
}
