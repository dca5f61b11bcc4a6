/// What is taken off the noun behind a number once it is read: the words of the next number, and the verb with what stands around it.
extension FigureReader {
    /// What follows 村 in words of its own: 村庄 村集体 村民 村级 村委会 村居 村组 村卫生室 村道 村干部 村史馆 村屯 村改居 村社 村镇
    /// 村小学 村党组织 村支部 村落 村寨 村医 村电商 村办 村文化 村内 村域 村面貌, and brackets and quotes.
    private static let villageWords = UnitSet("庄集民级委居组卫道史屯改社镇小党支落寨医电办文村(“的、和与内域面")

    /// Words that lead over to what follows and end no noun.
    private static let links = UnitSet("和及与等的以、均各至于")

    /// Takes off the noun's end what is no part of it.
    func trim(_ noun: inout NounSpan) {
        dropBoundWords(&noun)
        if !noun.isModifier {
            dropSpeed(&noun)
            if isBareVillage(noun) { noun.end = noun.start + 1 }
            dropExamples(&noun)
            if noun.end == noun.limit { noun.end = verbStart(before: noun.end, from: noun.start, noun.clause) }
            if let agent = agentEnd(noun.words), !isCompleted(noun.quantity, noun.clause) { noun.end = agent }
            if let verb = predicateStart(noun.words, noun.quantity, noun.clause) { noun.end = verb }
            noun.end = withoutAdverb(noun.start, noun.end)
            noun.end = withoutQuality(noun)
            if isOne(noun) { noun.end -= 2 }
        }
        while noun.end > noun.start, Self.links.contains(units[noun.end - 1]) { noun.end -= 1 }
        guard !noun.isModifier else { return }
        noun.end = withoutVerge(noun.start, noun.end, noun.clause)
        if noun.end == noun.limit, noun.end > noun.start, noun.quantity.start > noun.clause.lowerBound,
            UnitClass.isHan(units[noun.quantity.start - 1]), isMeasure(noun.start..<noun.end)
        {
            // 支渠3条长4公里, 管道3条全长5公里: the words are the next number's.
            noun.end = noun.start
        }
    }

    /// Whether the noun ends with one of what was measured before it: `60千瓦变压器一台`.
    private func isOne(_ noun: NounSpan) -> Bool {
        noun.end == noun.clause.upperBound && noun.end > noun.start + 3 && kind(of: noun.quantity) == .physical
            && units[noun.end - 2] == "一"
            && ["台", "座", "个", "条", "处", "所", "口", "套", "辆", "栋", "幢"].contains(units[noun.end - 1])
    }

    /// Drops 超过, 不足 and 近 before the next number.
    private func dropBoundWords(_ noun: inout NounSpan) {
        while noun.end == noun.limit, let cue = cue(endingAt: noun.end, limit: noun.start),
            noun.end - cue.length > noun.start, !cue.classes.contains(.noun),
            !cue.classes.isDisjoint(with: [.atLeastBefore, .atMostBefore, .approximateBefore])
        {
            noun.end -= cue.length
            noun.limit = noun.end
        }
    }

    /// `27家企业增幅在50%以上`: the growth is the next number's.
    private func dropSpeed(_ noun: inout NounSpan) {
        guard noun.limit < noun.clause.upperBound, noun.end > noun.start + 2,
            let speed = cue(endingAt: noun.end, limit: noun.start + 1), speed.length > 1,
            speed.classes.contains(.speed)
        else { return }
        noun.end -= speed.length
    }

    /// `26个贫困村和甲乡、乙乡等3个乡镇`: the examples are those of the next number.
    private func dropExamples(_ noun: inout NounSpan) {
        guard noun.end == noun.limit, noun.limit < noun.clause.upperBound, let conjunction = noun.conjunction,
            conjunction > noun.start + 1, units[noun.limit - 1] == "等"
        else { return }
        noun.end = conjunction
    }

    /// Whether villages are all that is counted: `237个村干净整洁`, but `村干部`.
    private func isBareVillage(_ noun: NounSpan) -> Bool {
        guard noun.end > noun.start + 2, units[noun.start] == "村", noun.quantity.unit >= 0,
            vocabulary.units[noun.quantity.unit].code == "个", !isCompleted(noun.quantity, noun.clause)
        else { return false }
        if ownsIncome(noun) { return true }
        return !Self.villageWords.contains(units[noun.start + 1])
            // 6个村道路8公里
            || noun.limit < noun.clause.upperBound && noun.end == noun.start + 3 && units[noun.start + 1] == "道"
                && units[noun.start + 2] == "路"
    }

    /// Whether what each of the villages has follows, which is not counted: `5个村村集体经济积累5万元`, `12个村集体收入达标`.
    private func ownsIncome(_ noun: NounSpan) -> Bool {
        let first = noun.start + 1
        if units[first] == "村" { return units.spell("集", "体", at: first + 1, limit: noun.end) }
        guard noun.limit == noun.clause.upperBound, first + 2 < noun.end,
            units.spell("集", "体", at: first, limit: noun.end)
        else { return false }
        return cue(endingAt: noun.end, limit: first + 2)?.classes.isDisjoint(with: [.head, .moneyHead]) == false
    }

    /// Whether the words only say what the next number measures, 长 or 全长, and the number is no amount of money.
    private func isMeasure(_ words: Range<Int>) -> Bool {
        guard let next = sentence.quantities.first(where: { $0.start == words.upperBound }),
            kind(of: next) == .physical
        else { return false }
        if words.count == 1 { return units[words.lowerBound] == "长" }
        guard let head = cue(at: words.lowerBound, limit: words.upperBound) else { return false }
        return head.length == words.count && !head.classes.isDisjoint(with: [.head, .moneyHead])
    }

    /// Where a noun ends without an adverb that the verb behind it left over: 87个创新载体先后.
    private func withoutAdverb(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start + 3, let adverb = cue(endingAt: end, limit: start + 2), adverb.length > 1,
            // 15座村史馆高标准建成
            adverb.classes.isSuperset(of: [.filler, .lead])
                || adverb.classes.contains(.lead) && adverb.length == 3 && units[end - 3] == "高",
            !adverb.classes.contains(.noun)
        {
            end -= adverb.length
        }
        return end
    }

    /// Where a noun ends without the 水质 of which it is told what became, `66条河流水质全面达标`.
    private func withoutQuality(_ noun: NounSpan) -> Int {
        guard noun.end > noun.start + 3, noun.end < noun.limit, noun.limit == noun.clause.upperBound,
            units.spell("水", "质", endingAt: noun.end, from: noun.start),
            ["流", "道", "库", "涌", "河"].contains(units[noun.end - 3])
        else { return noun.end }
        return noun.end - 2
    }

    /// Where a noun ends without what leads over to the next number, `66个新开工项目已有28个`, `296个重点项目中,`.
    private func withoutVerge(_ start: Int, _ end: Int, _ clause: Range<Int>) -> Int {
        guard end > start + 3 else { return end }
        switch (units[end - 2], units[end - 1]) {
        // 已有, 实际
        case ("已", "有"), ("实", "际"): return end - 2
        // 中; 高中, 初中, 集中 and the like are words.
        case ("目", "中"), ("业", "中"), ("位", "中"), ("标", "中"), ("类", "中"), (")", "中"):
            return end == clause.upperBound ? end - 1 : end
        // 贫困村中, but 高中 初中 集中 其中 空中
        case (let before, "中") where end == clause.upperBound:
            return ["高", "初", "集", "其", "空"].contains(before) ? end : end - 1
        default: return end
        }
    }
}
