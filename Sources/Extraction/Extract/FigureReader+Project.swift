/// Projects, to which an amount before 的 belongs: `投资3亿元的环城路改造工程`.
extension FigureReader {
    /// The name of the project that an amount of money modifies, where the words behind it reach up to `limit`, the next number or the clause's end.
    func project(_ words: Range<Int>, _ limit: Int, _ clause: Range<Int>) -> Range<Int> {
        var words = words
        if limit < clause.upperBound, words.upperBound >= limit - 1 {
            if let whole = pastInner(words, limit, clause) { return whole }
            if let mark = units[words].lastIndex(of: "、"), mark > words.lowerBound {
                // 投资3亿元的东路改造、西路5公里: the last item is the next number's.
                words = words.lowerBound..<mark
            }
        }
        if words.count > Self.longestList, let mark = units[words].lastIndex(of: "、"), words.upperBound - mark > 3 {
            words = mark + 1..<words.upperBound
        }
        return untold(words)
    }

    /// The project without what is said of it right behind: `改扩建工程正抓紧设计`, `服务中心年内`, `旧村改造步伐`.
    private func untold(_ words: Range<Int>) -> Range<Int> {
        var end = words.upperBound
        if let work = words.dropFirst(2).last(where: { Self.adverbs.contains(units[$0]) && isWork($0 - 2, $0) }) {
            end = work
        }
        if let adverb = cue(endingAt: end, limit: words.lowerBound + 2), adverb.length > 1,
            adverb.classes.isSuperset(of: [.filler, .lead]), !adverb.classes.contains(.noun)
        {
            end -= adverb.length
        }
        if Self.progress.longest(in: units, endingAt: end, limit: words.lowerBound + 2) != nil,
            isWork(endingAt: end - 2)
        {
            end -= 2
        }
        return words.lowerBound..<end
    }

    /// 正 已 将 也 均: words that begin what is said of a project.
    private static let adverbs = UnitSet("正已将也均")

    /// Words for how fast a work goes on.
    private static let progress = WordTrie(
        "步伐 进度 进展 力度",
        isReversed: true
    )

    /// How long a list may be that is kept whole as the name of one amount; of a longer one the last item says enough.
    private static let longestList = 18

    /// The name of a project with a number inside, `李家段3公里改线工程`, or of those that a list names, `东路、西路等2条道路`; nil where none goes on behind the number.
    private func pastInner(_ words: Range<Int>, _ limit: Int, _ clause: Range<Int>) -> Range<Int>? {
        guard let inner = sentence.quantities.first(where: { $0.start == limit }), !inner.isOrdinal else { return nil }
        let behind = noun(behind: inner)
        guard !behind.range.isEmpty else { return nil }
        switch kind(of: inner) {
        case .physical:
            guard !behind.isModifier, behind.range.count > 3 || isWork(endingAt: behind.range.upperBound) else {
                return nil
            }
            return words.lowerBound..<behind.range.upperBound
        case .count:
            let isList = units[words].contains("、") && !isWork(endingAt: words.upperBound)
            guard isList || units[limit - 1] == "等" else { return nil }
            return pastPlaces(behind.range, clause)
        default:
            return nil
        }
    }

    /// The project itself behind the places where it lies: `6个乡镇41个村的土地整治项目`.
    private func pastPlaces(_ places: Range<Int>, _ clause: Range<Int>) -> Range<Int> {
        var places = places
        if let next = sentence.quantities.first(where: { $0.start == places.upperBound }), kind(of: next) == .count,
            case let more = noun(behind: next).range, !more.isEmpty
        {
            places = more
        }
        let start = places.upperBound + 1
        guard start < clause.upperBound, units[start - 1] == "的",
            let work = (start + 1..<clause.upperBound).first(where: { isWork($0, clause.upperBound) }),
            !cues(in: start..<work).contains(where: { $0.classes.contains(.stop) && !$0.classes.contains(.noun) })
        else { return places }
        return start..<work + 2
    }

    /// Whether 项目 or 工程 stands at `index`.
    func isWork(_ index: Int, _ limit: Int) -> Bool {
        units.spell("项", "目", at: index, limit: limit) || units.spell("工", "程", at: index, limit: limit)
    }

    /// Whether 项目, 工程 or a verb that is half of a noun, 建设, ends at `end`.
    private func isWork(endingAt end: Int) -> Bool {
        if isWork(end - 2, end) { return true }
        guard let cue = cue(endingAt: end, limit: end - 4), cue.length > 1 else { return false }
        return cue.classes.isSuperset(of: [.action, .nominal])
    }

    /// Where the words of the next amount begin that stand between the noun and its number, `和总投资`, `、占地`; nil where none do.
    func leadOver(_ noun: Range<Int>, _ limit: Int) -> Int? {
        guard noun.upperBound == limit, let head = cue(endingAt: limit, limit: noun.lowerBound + 2),
            head.classes.contains(.moneyHead)
        else { return nil }
        let mark = limit - head.length - 1
        return mark > noun.lowerBound && ["和", "、", "与", "及"].contains(units[mark]) ? mark : nil
    }

    /// The noun that an amount lends to its project, 总投资, 占地, 投资 of 完成投资, at the end of the words before the number; nil where none is.
    func lentHead(_ words: Range<Int>) -> Range<Int>? {
        if let head = cue(endingAt: words.upperBound, limit: words.lowerBound), head.classes.contains(.moneyHead) {
            return words.upperBound - head.length..<words.upperBound
        }
        guard words.count > 1, units[words.upperBound - 1] == "资" else { return nil }
        switch units[words.upperBound - 2] {
        case "投", "融": return words.upperBound - 2..<words.upperBound
        default: return nil
        }
    }

    /// The name of what was done up to now of a project whose sum stands before, `总投资2亿元的东路改造工程，已完成5000万元`: of its 投资; nil where no sum does.
    func spent(of name: Name, _ quantity: Quantity, _ phrase: Phrase) -> Name? {
        guard phrase.isEmpty, kind(of: quantity) == .money, let last = drafts.last, last.name == name,
            last.namingRule == .project, name.second.count > 2,
            units.spell("投", "资", endingAt: name.second.upperBound, from: name.second.lowerBound),
            units[phrase.end..<quantity.start].contains("完"),
            quantity.clause > sentence.quantities[last.quantity].clause
        else { return nil }
        return Name(prefix: name.prefix, first: name.first, second: name.second.suffix(2))
    }

    /// Whether what follows counts the project itself or measures something else of it: `总投资5亿元的技改项目6个`.
    func lendsNoSubject(_ draft: Draft) -> Bool {
        guard draft.namingRule == .project else { return false }
        let quantity = sentence.quantities[draft.quantity]
        if kind(of: quantity) == .physical { return true }
        return sentence.quantities.contains { $0.start == draft.name.first.upperBound && kind(of: $0) == .count }
    }
}
