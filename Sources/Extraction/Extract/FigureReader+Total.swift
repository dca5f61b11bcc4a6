/// What additions led to: `新增企业5家、达到60家`, `通道新增5条、累计达到60条`.
extension FigureReader {
    /// The name of a stock that goes on with what was added to it: without the verb of adding; nil where it is no such stock.
    func totalled(_ name: Name, _ quantity: Quantity, _ phrase: Phrase) -> Name? {
        guard phrase.isEmpty, !phrase.classes.isDisjoint(with: [.reach, .atLeastBefore]),
            let addition = drafts.last(where: { $0.name == name && $0.measure == .level }),
            case let added = sentence.quantities[addition.quantity],
            quantity.unit < 0 || quantity.unit == added.unit, isMore(quantity, than: added)
        else { return nil }
        let last = name.second.isEmpty ? name.first : name.second
        if isAddition(cue(endingAt: last.upperBound, limit: last.lowerBound)) {
            // 通道新增
            if let rest = withoutLastVerb(last) {
                return name.second.isEmpty
                    ? Name(prefix: name.prefix, first: rest)
                    : Name(prefix: name.prefix, first: name.first, second: rest)
            }
            return name.second.isEmpty ? nil : Name(prefix: name.prefix, first: name.first)
        }
        let verb = cue(at: name.first.lowerBound, limit: name.first.upperBound)
        guard name.prefix == .none, isAddition(verb) else { return nil }
        // 新增3处信号灯: the noun stands behind the number.
        if verb?.length == name.first.count { return name.second.isEmpty ? nil : Name(first: name.second) }
        guard let end = verbEnd(at: name.first.lowerBound, limit: name.first.upperBound) else { return nil }
        return Name(first: end..<name.first.upperBound, second: name.second)
    }

    /// Whether a verb tells how many came to those that were there: 新增, 净增.
    private func isAddition(_ verb: (classes: CueClass, length: Int)?) -> Bool {
        verb?.classes.isSuperset(of: [.addition, .phase]) == true
    }

    /// Whether the number is greater than the other.
    private func isMore(_ quantity: Quantity, than other: Quantity) -> Bool {
        guard let value = quantity.value?.scaled(byPowerOfTen: 8), let before = other.value?.scaled(byPowerOfTen: 8)
        else { return false }
        return value.scale == before.scale && value.mantissa > before.mantissa
    }
}
