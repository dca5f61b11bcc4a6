/// Words in the middle of a name that say nothing of what is measured.
extension FigureReader {
    /// The name around an adverb that stands before its verb, `服务业增加值已占全县总量`, `水利建设共投入资金`, or without the 有 of an
    /// institution, `县医院有床位`, or of a place, which goes with it; nil where neither stands in it.
    func aroundAdverb(_ words: Range<Int>) -> Name? {
        guard words.count > 4 else { return nil }
        for index in words.dropFirst(2).dropLast(2) {
            switch units[index] {
            case "已" where opensDeed(index + 1, limit: words.upperBound):
                let end = units[index - 1] == "就" ? index - 1 : index
                let after = index + 1..<words.upperBound
                // 片区就已落户的项目: of a long owner the deed says enough.
                return end - words.lowerBound > 8
                    ? Name(first: after) : Name(first: words.lowerBound..<end, second: after)
            case "已", "约", "均":
                guard units[index + 1] == "占" else { continue }
            case "共":
                guard opensDeed(index + 1, limit: words.upperBound), !["公", "中"].contains(units[index - 1]) else {
                    continue
                }
            case "有":
                guard !Self.behindHaving.contains(units[index + 1]) else { continue }
                // 东湖市有公园: the place is the report's own.
                if isArea(units[index - 1]) { return Name(first: index + 1..<words.upperBound) }
                guard Self.institutions.contains(units[index - 1]) else { continue }
            default: continue
            }
            // 大约占
            let end = units[index] == "约" && units[index - 1] == "大" ? index - 1 : index
            return Name(first: words.lowerBound..<end, second: index + 1..<words.upperBound)
        }
        return nil
    }

    /// A clause without how often in a row it was so, which it opens with: `连续五届入选百强县`.
    func pastStreak(_ clause: Range<Int>) -> Range<Int> {
        guard let streak = cue(at: clause.lowerBound, limit: clause.upperBound), streak.classes.contains(.streak),
            let end = yearsEnd(at: clause.lowerBound + streak.length, limit: clause.upperBound),
            end + 2 < clause.upperBound
        else { return clause }
        return end..<clause.upperBound
    }

    /// 医院 学校 中学 公司 分局 中心: with what the name of an institution ends.
    private static let institutions = UnitSet("院校学司局心")

    /// 有机, 有限, 有轨 and others: what stands behind 有 in words of which it is the first half.
    private static let behindHaving = UnitSet("机限色效关线害益序偿轨形氧声价毒意源条")

    /// Whether a verb of two or more letters begins at `index`, with something behind it.
    private func opensDeed(_ index: Int, limit: Int) -> Bool {
        guard let verb = cue(at: index, limit: limit), verb.length > 1, index + verb.length < limit else {
            return false
        }
        return !verb.classes.isDisjoint(with: [.action, .stop]) && verb.classes.isDisjoint(with: [.noun, .reach])
    }
}
