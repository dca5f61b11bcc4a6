/// Changes whose verb stands before what has changed: `压减会议经费31.7%、文件20%`.
extension FigureReader {
    /// What the nouns end with of which a percentage tells how far they have come, not by how much: 覆盖面 满意度 水平 比重.
    private static let degrees = UnitSet("面度率重平")

    /// Where that begins which a verb before it says there is more or less of, and which; nil where no such verb stands there.
    func objectOfChange(_ quantity: Quantity, _ phrase: Phrase) -> (start: Int, isFall: Bool)? {
        guard kind(of: quantity) == .ratio || kind(of: quantity) == .points,
            phrase.classes.isDisjoint(with: [.transition, .speed, .increase, .decrease]),
            quantity.start > phrase.start, !["至", "到"].contains(units[quantity.start - 1])
        else { return nil }
        let rest = withoutLead(phrase)
        var object = rest.range
        var isFall = false
        // 平均压减时间58%
        if units.spell("平", "均", at: object.lowerBound, limit: rest.end) { object = object.dropFirst(2) }
        if let verb = cue(at: object.lowerBound, limit: rest.end), verb.length > 1,
            verb.classes == .decrease || verb.classes == .increase
        {
            object = object.dropFirst(verb.length)
            isFall = verb.classes == .decrease
        } else if let last = drafts.last, last.measureRule == .changeOfObject,
            object.lowerBound > sentence.range.lowerBound,
            units[object.lowerBound - 1] == "、", boundEnd(sentence.quantities[last.quantity]) == object.lowerBound - 1
        {
            isFall = last.isNegative
        } else {
            return nil
        }
        guard object.count > 1, !units[object].contains("占"), !Self.degrees.contains(units[object.upperBound - 1])
        else {
            return nil
        }
        return (object.lowerBound, isFall)
    }
}
