/// Growth that no verb of change right before the number tells of: `保持12%以上的较快增长`, `财政收入净增10亿元`.
extension FigureReader {
    /// How fast, between a percentage and the word of change that it modifies.
    private static let paces = WordTrie("高 较高 较快 快速 高速 中高速 平稳 稳定 稳步 持续 大幅 平稳较快 持续较快 持续快速 稳定较快 平均 年均 同步 强劲 逆势")
    /// What a word of change makes a noun with.
    private static let courses = WordTrie("速度 势头 态势 幅度 水平 率")

    /// What the word of change tells that a percentage modifies, `保持30%的增长`, `以8%的速度下降`; nil where none stands behind it.
    func growthBehind(_ quantity: Quantity, _ phrase: Phrase) -> CueClass? {
        guard kind(of: quantity) == .ratio, subject != nil || phrase.range.count > 1 else { return nil }
        let limit = clause(of: quantity).upperBound
        var start = boundEnd(quantity)
        if start + 2 < limit, units[start] == "的" {
            start += 1
        } else if start != limit - 2 || units[phrase.numberStart - 1] != "持" {
            // 保持15%以上增长
            return nil
        }
        if start + 3 < limit, units.spell("速", "度", at: start, limit: limit) {
            start += 2
        } else if let pace = Self.paces.longest(in: units, at: start, limit: limit - 2) {
            start += pace.length
        }
        guard let word = cue(at: start, limit: limit), word.length > 1,
            !word.classes.isDisjoint(with: [.increase, .decrease])
        else { return nil }
        let end = start + word.length
        let course = end < limit ? Self.courses.longest(in: units, at: end, limit: limit)?.length ?? 0 : 0
        return end + course == limit ? word.classes : nil
    }

    /// The words before 净增 where money says by how much an amount has grown, `财政收入可净增10亿元`, `存款比年初净增5亿元`; nil where it does not.
    func gained(_ quantity: Quantity, _ phrase: Phrase) -> Phrase? {
        guard kind(of: quantity) == .money, phrase.range.count > 1,
            // 存款余额50亿元,净增5亿元: of the amount right before.
            case let isAlone = phrase.range.count == 2 && growsBefore(quantity),
            let verb = (max(phrase.start, phrase.numberStart - 6)..<phrase.numberStart - 1)
                .last(where: { units[$0] == "净" && units[$0 + 1] == "增" }),
            // 可净增, 预计可净增 have been taken off already.
            phrase.end == verb + 2 || phrase.end <= verb
        else { return nil }
        var rest = phrase
        rest.end = min(phrase.end, verb)
        if isAlone { return rest }
        if rest.end > rest.start + 2, units[rest.end - 1] == "可" { rest.end -= 1 }
        rest.peel(units, vocabulary, mentions: mentions)
        guard rest.range.count > 1 else { return nil }
        let isCompared = !rest.base.isEmpty || !rest.classes.isDisjoint(with: [.yoy, .pop])
        return isCompared || endsInAmount(rest.range) ? rest : nil
    }

    /// Whether the clause before ends with an amount of money that can have grown: `存款余额50亿元，`.
    private func growsBefore(_ quantity: Quantity) -> Bool {
        guard let last = drafts.last, last.measure == .level, case let before = sentence.quantities[last.quantity],
            before.clause + 1 == quantity.clause, before.unit == quantity.unit
        else { return false }
        return endsInAmount(last.name.second.isEmpty ? last.name.first : last.name.second)
    }

    /// A percentage named by an amount after a growth rate is one too: `产值增速达7%以上、增加值达12%以上`.
    func isElidedGrowth(_ quantity: Quantity, _ phrase: Phrase) -> Bool {
        // 进出口增长14%、占进出口总额的54%
        guard kind(of: quantity) == .ratio, !phrase.isEmpty, !units[phrase.range].contains("占") else { return false }
        guard let cue = cue(endingAt: phrase.end, limit: phrase.start), cue.classes.contains(.head) else {
            return false
        }
        let clause = clause(of: quantity)
        return drafts.last?.measure == .change
            && drafts.last.map { sentence.quantities[$0.quantity].clause == quantity.clause } == true
            && !cues(in: clause.lowerBound..<quantity.start).isEmpty
    }

    /// Whether the number is what a growth rate became: `增速由3%提升至7%`, `增速由一季度下降3%，到二季度增长4%，三季度回升至7%`.
    func isLaterGrowth(_ quantity: Quantity, _ phrase: Phrase) -> Bool {
        guard phrase.isEmpty, phrase.classes.contains(.transition), kind(of: quantity) == .ratio,
            let last = drafts.last, last.measure == .change, case let before = sentence.quantities[last.quantity]
        else { return false }
        if fromMark(before: quantity) != nil { return before.clause == quantity.clause }
        guard kind(of: before) == .ratio, before.clause + 1 == quantity.clause, !endsInRate(last.name.first),
            let other = drafts.dropLast().last, other.measure == .change, other.name == last.name
        else { return false }
        return cues(in: sentence.range.lowerBound..<before.start).contains { $0.classes.contains(.speed) }
    }

    /// Whether the number is what a growth rate before is wanted to be at best: `增长8%、力争9%`.
    func isRaised(_ quantity: Quantity, _ phrase: Phrase) -> Bool {
        guard phrase.isEmpty, kind(of: quantity) == .ratio, let last = drafts.last, last.measure == .change,
            case let before = sentence.quantities[last.quantity], kind(of: before) == .ratio,
            before.clause + 1 >= quantity.clause, case let end = boundEnd(before), end < quantity.start,
            quantity.start - end <= 6
        else { return false }
        return cues(in: end..<quantity.start).contains { $0.classes.contains(.strongTarget) }
    }
}
