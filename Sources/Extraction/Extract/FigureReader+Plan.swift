/// Words of planning that make what follows wanted: `计划改造道路6条`, `2016年脱贫计划：`.
extension FigureReader {
    /// Whether a word of planning, 计划, opens a clause and a verb follows, `计划改造道路6条`; a noun says nothing of intent.
    func intends(_ word: Sentence.Cue, before end: Int) -> Bool {
        // 计划, 全年计划
        let isPlan = word.classes.contains(.lead) && units[word.start] == "计"
        let isYearPlan = word.end - word.start == 4 && units.spell("计", "划", endingAt: word.end, from: word.start)
        guard isPlan || isYearPlan else { return false }
        guard clause(holding: word.start)?.lowerBound == word.start || opensBehindPlace(word.start) else {
            return plansDeed(word, before: end)
        }
        // 全镇计划今年脱贫68户
        var start = word.end
        if let time = mentions.first(where: { $0.range.lowerBound == start }) { start = time.range.upperBound }
        return tellsDeed(start, limit: end) || word.start > sentence.range.lowerBound && wantsGrowth(start, before: end)
    }

    /// Whether nothing but a verb stands between 计划 behind a few words and the number: `辣椒计划种植2000亩`, but not 下达计划收购30吨.
    private func plansDeed(_ word: Sentence.Cue, before end: Int) -> Bool {
        guard let clause = clause(holding: word.start),
            (2...8).contains(word.start - clause.lowerBound),
            units[clause.lowerBound..<word.start].allSatisfy({ UnitClass.isHan($0) }),
            !["年", "度", "达", "按", "照", "级", "期", "入", "成", "划", "据", "的"].contains(units[word.start - 1]),
            let verb = cue(at: word.end, limit: end), verb.length > 1, word.end + verb.length == end
        else { return false }
        return verb.classes.contains(.action) && !verb.classes.contains(.noun)
    }

    /// Whether what has been planned for a place is that something grows: `全镇计划农民人均收入增加8%`, but not 计划完成率提高.
    private func wantsGrowth(_ start: Int, before end: Int) -> Bool {
        guard end - start > 4, clause(holding: start - 2)?.lowerBound != start - 2,
            !["完", "总", "内", "外", "任", "目", "指", "数", "生", "经", "财", "的"].contains(units[start])
        else { return false }
        return cue(endingAt: end, limit: start + 2)?.classes.isDisjoint(with: [.increase, .decrease, .transition])
            == false
    }

    /// What is planned for people and villages, which is no noun.
    private static let plannedFates = WordTrie("脱贫 减贫 退出 摘帽 出列 搬迁")

    /// Whether a verb begins at `index` behind a word of planning.
    func tellsDeed(_ index: Int, limit: Int) -> Bool {
        guard let verb = cue(at: index, limit: limit), !verb.classes.contains(.noun) else { return false }
        return verb.classes.contains(.action)
            || Self.plannedFates.longest(in: units, at: index, limit: limit)?.length == verb.length
    }

    /// Whether a word of planning ends what a colon opens, so that what follows is wanted: `2016年脱贫计划：确保脱贫30户`.
    func heralds(_ word: Sentence.Cue) -> Bool {
        guard word.end < sentence.range.upperBound, units[word.end] == ":", word.end - word.start > 1,
            units[word.end - 1] == "划", let clause = clause(holding: word.start)
        else { return false }
        return word.start - clause.lowerBound < 16 && !units[clause.lowerBound..<word.start].contains("成")
    }

    /// Whether nothing but a time and a place stands between the clause's beginning and `index`: `2015年全镇计划…`.
    private func opensBehindPlace(_ index: Int) -> Bool {
        guard var start = clause(holding: index)?.lowerBound else { return false }
        while start < index, units[start] == "—" { start += 1 }
        if start == index { return true }
        if let time = mentions.first(where: { $0.range.lowerBound == start }) { start = time.range.upperBound }
        guard start < index, let place = cue(at: start, limit: index) else { return start == index }
        return (place.classes.contains(.place) || units[start] == "我") && start + place.length == index
    }
}
