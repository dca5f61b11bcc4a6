/// What a field, a herd or a trade yields, of that which the figures before were told of.
extension FigureReader {
    /// What fields yield, how many animals are kept or sold, and amounts of money that are told of the same industry or firms one
    /// after the other.
    static let (crops, herds, turnovers) = (
        Yield(
            "总产 总产量 产量 单产 年产 年产量 亩产 亩产量 平均单产 平均亩产 平均产量",
            after: "播种面积 种植面积 生产面积 面积 播面"
        ),
        Yield("存栏 出栏 存栏量 出栏量", after: "饲养量"),
        Yield("增加值 总产值 产值")
    )

    /// Words for a yield that say nothing without what they are of, and with others the ends of the names that tell what they are of.
    struct Yield {
        let words: WordTrie
        let endings: WordTrie

        init(_ words: String, after others: String = "") {
            self.words = WordTrie(words)
            endings = WordTrie(words + " " + others, isReversed: true)
        }

        /// Whether the words say only what is told of a field, a herd or a trade: 播种面积, 总产量.
        func says(_ units: [UInt16], _ range: Range<Int>) -> Bool {
            endings.longest(in: units, endingAt: range.upperBound, limit: range.lowerBound)?.length == range.count
        }
    }

    /// Whether the words only say that a field or a herd is told of: 产量, 出栏.
    func saysYield(_ range: Range<Int>) -> Bool {
        isWhole(Self.crops.words, range) || isWhole(Self.herds.words, range)
    }

    /// The crop or the animals that a name tells an area, a yield or a herd of: 蔬菜 in 蔬菜播种面积; nil where it tells none.
    func crop(in name: Range<Int>) -> Range<Int>? { owner(in: name, Self.crops) ?? owner(in: name, Self.herds) }

    /// The words of a name before one of the endings; nil where it ends in none or has no others.
    private func owner(in name: Range<Int>, _ yield: Yield) -> Range<Int>? {
        // 播种面积 without its crop lends nothing.
        guard let word = yield.endings.longest(in: units, endingAt: name.upperBound, limit: name.lowerBound),
            word.length < name.count
        else { return nil }
        return name.dropLast(word.length)
    }

    /// `粮食播种面积36万亩、产量17万吨`, `生猪存栏1.2万头、出栏2.3万头`, `农业产值5亿元，增长3%，增加值2亿元`: of what the level before was
    /// told of, whose name ends in one of the endings, was made by this rule or is that of a crop on an area, `西瓜1107亩，产量28408吨`.
    func product(_ range: Range<Int>, _ quantity: Quantity, _ yield: Yield) -> Name? {
        guard let draft = levelBefore(quantity), draft.name.prefix == .none,
            case let before = kind(of: sentence.quantities[draft.quantity]), case let own = kind(of: quantity),
            draft.measure == .change || own == .ratio && before == .money
                || (own == .money) == (before == .money) && (own == .count) == (before == .count)
        else { return nil }
        if isWhole(yield.words, draft.name.second) { return Name(first: draft.name.first, second: range) }
        guard draft.name.second.isEmpty else { return nil }
        if let owner = owner(in: draft.name, of: range, yield) { return Name(first: owner, second: range) }
        if let crop = fieldCrop(draft) { return Name(first: crop, second: range) }
        guard yield.words.longest(in: units, at: range.lowerBound, limit: range.upperBound) != nil, before == own,
            sentence.quantities[draft.quantity].unit == quantity.unit,
            ["头", "只", "羽", "匹"].contains(units[quantity.end - 1])
        else { return nil }
        return animals(draft).map { Name(first: $0, second: range) }
    }

    /// The animals of which a level tells without a word for it, or with one before them: 黄牛 in `发展黄牛1.8万头`, 生猪 in `年出栏生猪2万头`; nil where none are.
    private func animals(_ draft: Draft) -> Range<Int>? {
        var words = noun(of: draft.name)
        if words.count > 4, units[words.lowerBound] == "年" { words = words.dropFirst() }
        while let verb = cue(at: words.lowerBound, limit: words.upperBound),
            !verb.classes.isDisjoint(with: [.action, .addition, .lead]), verb.length < words.count
        {
            words = words.dropFirst(verb.length)
        }
        for word in ["出栏", "存栏"] where words.count > 3 && units[words].starts(with: word.utf16) {
            words = words.dropFirst(2)
        }
        return (2...6).contains(words.count) && !endsInAmount(words) ? words : nil
    }

    /// The crop of which its area is told without a word for it: 西瓜 in `西瓜1107亩，产量28408吨`; nil where none is.
    private func fieldCrop(_ draft: Draft) -> Range<Int>? {
        let quantity = sentence.quantities[draft.quantity]
        guard draft.measure == .level, quantity.unit >= 0, ["mu", "ha"].contains(vocabulary.units[quantity.unit].code),
            case let crop = noun(of: draft.name), (2...8).contains(crop.count), !endsInAmount(crop),
            !cues(in: crop).contains(where: { !$0.classes.isDisjoint(with: [.action, .stop, .attainment, .rateHead]) })
        else { return nil }
        return crop
    }

    /// The words of a name before one of the endings, which is not the words of `range` again; nil where it ends in none.
    private func owner(in name: Name, of range: Range<Int>, _ yield: Yield) -> Range<Int>? {
        let noun = noun(of: name)
        guard let owner = owner(in: noun, yield),
            !units[range].elementsEqual(units[owner.upperBound..<noun.upperBound])
        else { return nil }
        return owner
    }

    /// `水稻、玉米面积分别为5万亩、3万亩，亩产分别为600公斤、500公斤`: of each of those that were told side by side before; nil where there are not as
    /// many, or other words than these name the numbers.
    func borrowingInTurn(_ series: Range<Int>, _ range: Range<Int>) -> [Entry]? {
        guard let yield = [Self.crops, Self.herds, Self.turnovers].first(where: { isWhole($0.words, range) }),
            let group = groups.last(where: { $0.count == series.count && drafts[$0.lowerBound].measure == .level })
        else { return nil }
        var entries: [Entry] = []
        for (quantity, draft) in zip(series, group) {
            let name = drafts[draft].name
            guard var owner = listedOwner(in: name, of: range, yield) else { return nil }
            if let particle = units[owner].dropLast().lastIndex(of: "的") {
                // 主要作物的水稻
                owner = particle + 1..<owner.upperBound
            }
            let own = Name(prefix: name.prefix, first: owner, second: range)
            entries.append(Entry(quantity: quantity, name: own, rule: .respective))
        }
        return entries
    }

    /// The words of one name of a list, whose last words are its own or the ones that all of them share.
    private func listedOwner(in name: Name, of range: Range<Int>, _ yield: Yield) -> Range<Int>? {
        if name.second.isEmpty { return owner(in: name, of: range, yield) }
        return yield.says(units, name.second) ? name.first : nil
    }

    /// The level told right before, or the growth of one that is not told, also over what it has grown by or a clause that it has not,
    /// `与去年持平`; nil where something else stands between.
    func levelBefore(_ quantity: Quantity) -> Draft? {
        guard let last = drafts.last, case let clause = sentence.quantities[last.quantity].clause,
            quantity.clause <= clause + 1
                || quantity.clause == clause + 2 && units[sentence.clauses[clause + 1].upperBound - 1] == "平"
        else { return nil }
        if last.measure == .level { return last }
        guard last.measure == .change else { return nil }
        guard let level = last.relatesTo else { return last }
        return drafts[level].measure == .level ? drafts[level] : nil
    }
}
