/// What additions led to: `新增企业5家、达到60家`, `通道新增5条、累计达到60条`.
extension FigureReader {
    /// The verbs that tell how many came to those that were there.
    private static let additions = ["新增", "净增"].map { Array($0.utf16) }

    /// The name of a stock that goes on with what was added to it: without the verb of adding; nil where it is no such stock.
    func totalled(_ name: Name, _ quantity: Quantity, _ phrase: Phrase) -> Name? {
        guard phrase.isEmpty, !phrase.classes.isDisjoint(with: [.reach, .atLeastBefore]),
            let addition = drafts.last(where: { $0.name == name && $0.measure == .level }),
            case let added = sentence.quantities[addition.quantity],
            quantity.unit < 0 || quantity.unit == added.unit, isMore(quantity, than: added)
        else { return nil }
        for verb in Self.additions {
            if units[name.second].elementsEqual(verb) { return Name(prefix: name.prefix, first: name.first) }
            let last = name.second.isEmpty ? name.first : name.second
            if last.count > verb.count + 1, units[last].suffix(verb.count).elementsEqual(verb) {
                // 通道新增
                return name.second.isEmpty
                    ? Name(prefix: name.prefix, first: last.dropLast(verb.count))
                    : Name(prefix: name.prefix, first: name.first, second: last.dropLast(verb.count))
            }
            guard name.prefix == .none, units[name.first].starts(with: verb) else { continue }
            let noun = Name(first: name.first.dropFirst(verb.count), second: name.second)
            return noun.isEmpty || joinsVerbs(noun.first.lowerBound, limit: noun.first.upperBound) ? nil : noun
        }
        return nil
    }

    /// Whether what begins at `index` goes on with the verb before it: 成 of 新建成, 及 and 筹集 of 开工及筹集.
    private func joinsVerbs(_ index: Int, limit: Int) -> Bool {
        // 成 及 和 与 、
        if [0x6210, 0x53CA, 0x548C, 0x4E0E, 0x3001].contains(units[index]) { return true }
        return cue(at: index, limit: limit)?.classes.contains(.action) ?? false
    }

    /// Whether the number is greater than the other.
    private func isMore(_ quantity: Quantity, than other: Quantity) -> Bool {
        guard let value = quantity.value?.scaled(byPowerOfTen: 8), let before = other.value?.scaled(byPowerOfTen: 8)
        else { return false }
        return value.scale == before.scale && value.mantissa > before.mantissa
    }
}
