/// Numbers that say how large those are of which another tells.
extension FigureReader {
    /// Whether a number without a unit says how large those are whose noun or count follows: `5千万以上项目74个`, `5千万以上的67个`.
    func isScaledSize(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.isScaled, !quantity.isRedacted, case let end = boundEnd(quantity), end > quantity.end,
            end + 1 < clause.upperBound
        else { return false }
        if let next = sentence.quantities.first(where: { $0.start > end }), next.clause == quantity.clause,
            kind(of: next) == .count, (2...8).contains(next.start - end),
            units[end..<next.start].allSatisfy({ UnitClass.isHan($0) })
        {
            // 引进100万以上税源项目2个
            return true
        }
        if units[end] == "的" { return UnitClass.isHan(units[end + 1]) || UnitClass.isDigit(units[end + 1]) }
        // 项目, 工程 企业 产业 单位 固定资产 投资
        switch units[end] {
        case "项": return units[end + 1] == "目"
        case "工", "企", "产", "单", "固", "投": return UnitClass.isHan(units[end + 1])
        default: return false
        }
    }

    /// What has people or households and is none.
    static let holders = ["企业", "单位", "自然村", "村", "社区", "场所", "机构", "工厂", "学校", "家庭", "农户"].map {
        Array($0.utf16)
    }

    /// Whether the number says of what size those are whose noun follows: `500人以上企业`, `20户以上自然村`.
    func isClass(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let end = boundEnd(quantity)
        guard end > quantity.end, quantity.unit >= 0 else { return false }
        let role = vocabulary.units[quantity.unit].role
        guard role == .person || role == .household else { return false }
        var start = end
        if start < clause.upperBound, units[start] == "的" { start += 1 }
        return Self.holders.contains { units[start..<clause.upperBound].starts(with: $0) }
    }

    /// Whether the number opens the name of a rate: `500米站点覆盖率达92%`.
    func isWithinRate(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard kind(of: quantity) == .physical, index + 1 < sentence.quantities.count, quantity.end < clause.upperBound,
            UnitClass.isHan(units[quantity.end])
        else { return false }
        let next = sentence.quantities[index + 1]
        guard next.clause == quantity.clause, kind(of: next) == .ratio else { return false }
        let before = quantity.start - 1
        guard before < clause.lowerBound || units[before] == "、" else { return false }
        var phrase = Phrase(start: quantity.end, numberStart: next.start)
        phrase.peel(units, vocabulary, mentions: mentions)
        return cue(endingAt: phrase.end, limit: phrase.start)?.classes.contains(.rateHead) ?? false
    }

    /// Whether the number opens the words for those of whom something is told without a number: `200平方米以上餐饮单位全部纳入监管`.
    func isSize(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        let end = boundEnd(quantity)
        guard kind(of: quantity) == .physical, end > quantity.end, end + 2 < clause.upperBound,
            UnitClass.isHan(units[end]), units[end] != "的",
            cue(at: end, limit: clause.upperBound).map({ $0.classes.isDisjoint(with: [.stop, .action, .lead]) }) ?? true
        else { return false }
        var start = clause.lowerBound
        if index > 0, sentence.quantities[index - 1].clause == quantity.clause {
            start = sentence.quantities[index - 1].end
        }
        if let place = cue(at: start, limit: quantity.start), place.classes.contains(.place) { start += place.length }
        // 100所海拔1500米以上学校
        if start + 2 == quantity.start, units.spell("海", "拔", at: start, limit: quantity.start) { start += 2 }
        return start == quantity.start
    }

    /// Firms and institutions that are counted.
    private static let bodies = WordTrie("企业 医院 卫生院 卫生室 学校 中学 小学 公司 园区", isReversed: true)

    /// The firms or institutions alone of which the next number measures something, `69家工业企业二氧化硫排放量2275吨`; nil where none does.
    func countedBodies(_ noun: Range<Int>, behind quantity: Quantity) -> Range<Int>? {
        guard noun.count > 4, kind(of: quantity) == .count, ["家", "个", "所"].contains(units[quantity.end - 1]),
            let next = sentence.quantities.first(where: { $0.start >= noun.upperBound }),
            next.clause == quantity.clause, kind(of: next) == .physical, next.start - noun.upperBound < 6,
            let end = (noun.lowerBound + 3...noun.upperBound - 2).last(where: {
                Self.bodies.longest(in: units, endingAt: $0, limit: noun.lowerBound) != nil
            }), units[noun.lowerBound..<noun.upperBound].allSatisfy({ UnitClass.isHan($0) }),
            !cues(in: end..<noun.upperBound).contains(where: { $0.classes.contains(.stop) })
        else { return nil }
        return noun.lowerBound..<end
    }
}
