/// Figures whose own words say too little and lean on what was named before: `占全省10%`, `净增3000户`, `整治25公里`.
extension FigureReader {
    /// The name of a figure whose own words lean on the subject: `占全省10%`, `新增300台`; nil where they stand alone.
    func leaning(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard let subject, subject.prefix == .none, let last = drafts.last else { return nil }
        // 零售额完成18亿元，总量占全市三成
        let isOfTotal = range.count > 4 && units[range.lowerBound + 2] == "占" && isTotal(range.prefix(2))
        let range = isOfTotal ? range.dropFirst(2) : range
        if kind(of: quantity) == .ratio || kind(of: quantity) == .points, units[range.lowerBound] == "占" {
            if range.count == 1, let own = subject.first.last, units[own] == "占", subject.second.isEmpty {
                // 甲区人口占40%,乙区占60%
                return subject
            }
            let end = units[range.upperBound - 1] == "的" ? range.upperBound - 1 : range.upperBound
            return Name(first: ownerOfShare(subject.first), second: range.lowerBound..<end)
        }
        guard let cue = cue(at: range.lowerBound, limit: range.upperBound),
            cue.classes.contains(.phase) || isWorkedOn(cue, quantity, last),
            cue.length == range.count, quantity.unit >= 0, sentence.quantities[last.quantity].unit == quantity.unit,
            subject.second.isEmpty
        else { return nil }
        // 新增市场主体5000户、净增3000户: one verb is enough.
        let noun = noun(of: subject)
        return isDeed(noun) ? nil : Name(first: range, second: noun)
    }

    /// Whether a verb says what else was done with the things measured right before: `新修公路27公里,整治25公里`.
    private func isWorkedOn(_ verb: (classes: CueClass, length: Int), _ quantity: Quantity, _ last: Draft) -> Bool {
        guard verb.length > 1, verb.classes.contains(.action), verb.classes.isDisjoint(with: [.nominal, .noun, .lead]),
            kind(of: quantity) == .physical, last.measure == .level, last.name == subject,
            case let before = sentence.quantities[last.quantity], quantity.clause <= before.clause + 1,
            boundEnd(quantity) == clause(of: quantity).upperBound,
            boundEnd(before) == clause(of: before).upperBound || units[boundEnd(before)] == "、",
            case let noun = noun(of: last.name)
        else { return false }
        return noun.lowerBound > last.name.first.lowerBound
    }

    /// Whose share a name is: 申请量 in 申请量占全市, of which another share may be told, `占全市41%，占全省36%`.
    private func ownerOfShare(_ name: Range<Int>) -> Range<Int> {
        guard let mark = units[name].dropLast().lastIndex(of: "占"), mark > name.lowerBound + 1, units[mark + 1] != "地",
            units[mark + 1] != "比"
        else { return name }
        return name.lowerBound..<mark
    }

    /// Whether the words are a verb and nothing else: 并网, 开工; what is done is done to something else.
    func isDeed(_ words: Range<Int>) -> Bool {
        guard let verb = cue(at: words.lowerBound, limit: words.upperBound), verb.length == words.count else {
            return false
        }
        return !verb.classes.isDisjoint(with: [.action, .stop, .phase])
    }
}
