/// The noun that a list of names says once, behind the last of them.
extension FigureReader {
    /// Words between what a list names and the noun of its amounts that belong to the noun.
    private static let middles = WordTrie("保险 保险参保 播种", isReversed: true)
    /// Nouns that the last of several kinds lends to the ones before.
    private static let kinds = WordTrie("案件 刑事案件 警情 事故 发案", isReversed: true)

    /// What is counted or sold, without a noun of amount behind it.
    private static let events = WordTrie("新增就业 再就业 转移就业 开票销售", isReversed: true)
    private static let sharedPrices = WordTrie("价格 价格指数", isReversed: true)

    /// Which words of the last name hold for the others too; empty where none do.
    func sharedNoun(of parts: [Range<Int>], _ last: Range<Int>) -> Range<Int> {
        let others = parts.dropLast()
        if let mark = units[last].prefix(4).firstIndex(of: "级"), mark + 2 < last.upperBound,
            others.allSatisfy({ units[$0.upperBound - 1] == "级" })
        {
            // 国家级、省级、市级示范社: the grades share what they grade.
            return mark + 1..<last.upperBound
        }
        if let end = areaEnd(in: last), others.allSatisfy({ isArea(units[$0.upperBound - 1]) }) {
            // 甲市、乙县规模以上工业增加值: what stands behind the last place is told of each.
            return end..<last.upperBound
        }
        if let first = parts.first, first.count < last.count, first.count > 1,
            units[first.upperBound - 1] == units[last.lowerBound + first.count - 1], !isEvent(first)
        {
            // 食品、药品抽检合格率: the words are built alike, so what follows the like part is shared.
            return last.lowerBound + first.count..<last.upperBound
        }
        if let tail = tailBehindLikeWords(parts) { return tail }
        if let rate = sharedRate(of: parts, last) { return rate }
        if let amount = sharedAmount(of: last, others) {
            // 养老保险、医疗保险和生育保险参保人数: each says 保险 itself.
            let isSaid =
                amount.count > 3
                && others.allSatisfy { $0.count > 2 && units[$0.suffix(2)].elementsEqual(units[amount.prefix(2)]) }
            return isSaid ? amount.dropFirst(2) : amount
        }
        if let crop = crop(in: last), saysYield(crop.upperBound..<last.upperBound),
            !others.contains(where: { units[$0.upperBound - 1] == "产" })
        {
            // 小麦、早稻平均亩产
            let isMean = crop.count > 2 && units[crop.suffix(2)].elementsEqual(["平", "均"])
            return (isMean ? crop.upperBound - 2 : crop.upperBound)..<last.upperBound
        }
        if let price = Self.sharedPrices.longest(in: units, endingAt: last.upperBound, limit: last.lowerBound + 1),
            !others.contains(where: { ["价", "格", "数"].contains(units[$0.upperBound - 1]) })
        {
            // 鲜菜、鲜果和粮食价格
            return last.upperBound - price.length..<last.upperBound
        }
        return sharedKind(of: parts, last)
    }

    private func isEvent(_ name: Range<Int>) -> Bool {
        Self.events.longest(in: units, endingAt: name.upperBound, limit: name.lowerBound) != nil
    }

    /// The rate that ends the last name and that the others lack; nil where there is none.
    ///
    /// Whose rate it is has as many letters in each, 小学、初中、高中专任教师合格率, or only its noun is shared, 医疗保险、养老参保率.
    private func sharedRate(of parts: [Range<Int>], _ last: Range<Int>) -> Range<Int>? {
        let others = parts.dropLast()
        guard let length = parts.first?.count, endsInRate(last), last.count > 4,
            others.contains(where: { $0.count > 1 && !endsInRate($0) && !endsInIndex($0) })
        else { return nil }
        if length == 2, others.allSatisfy({ $0.count == length }) {
            return last.lowerBound + length..<last.upperBound
        }
        if !UnitClass.isHan(units[last.upperBound - 3]) {
            // PM10、PM2.5浓度: the digits are the name's.
            return last.upperBound - 2..<last.upperBound
        }
        let isGross = last.count > 5 && units[last.upperBound - 4] == "毛"
        // 年均浓度
        let isMean = last.count > 5 && units[last.upperBound - 3] == "均"
        return last.upperBound - (isGross || isMean ? 4 : 3)..<last.upperBound
    }

    /// The noun of an amount that ends the last name, with what it is the amount of where that is shared too; nil where none ends it.
    private func sharedAmount(of last: Range<Int>, _ others: ArraySlice<Range<Int>>) -> Range<Int>? {
        // 新增就业、创业贷款: the first says enough.
        if others.contains(where: { isEvent($0) }) { return nil }
        let end = headEnd(of: last)
        guard let cue = cue(endingAt: end, limit: last.lowerBound), cue.classes.contains(.head), cue.length > 1,
            end - last.lowerBound > cue.length
        else { return nil }
        let head = end - cue.length
        if let middle = Self.middles.longest(in: units, endingAt: head, limit: last.lowerBound + 2) {
            // 养老、失业和生育保险参保人数
            return head - middle.length..<end
        }
        let noun = head - 2
        guard noun > last.lowerBound else { return head..<end }
        switch (units[noun], units[noun + 1]) {
        // 冶金、化工产业增加值: the industries share their noun too, but not 装备制造业、化工产业增加值.
        case ("产", "业"), ("行", "业"):
            return others.contains(where: { units[$0.upperBound - 1] == "业" }) ? head..<end : noun..<end
        default: break
        }
        if let verb = self.cue(endingAt: head, limit: last.lowerBound + 1), verb.length == 2,
            verb.classes.contains(.action) || verb.classes.contains(.notUnit)
        {
            // 小麦、玉米种植面积
            return noun..<end
        }
        switch (units[noun], units[noun + 1]) {
        // 甲、乙和丙年平均降水量, 人均…
        case ("平", "均"), ("人", "均"):
            return (units[noun - 1] == "年" && noun - 1 > last.lowerBound ? noun - 1 : noun)..<end
        default: return head..<end
        }
    }

    /// The kind of things that ends the last of several names, `刑事、治安案件`; empty where none does.
    private func sharedKind(of parts: [Range<Int>], _ last: Range<Int>) -> Range<Int> {
        guard let kind = Self.kinds.longest(in: units, endingAt: last.upperBound, limit: last.lowerBound + 2),
            parts.dropLast().allSatisfy({
                $0.count == 2 && Self.kinds.longest(in: units, endingAt: $0.upperBound, limit: $0.lowerBound) == nil
            })
        else { return 0..<0 }
        return last.upperBound - kind.length..<last.upperBound
    }

    /// What stands in the last of several names behind the two letters that all others end in: 参保率 in 养老保险和基本医疗保险参保率.
    private func tailBehindLikeWords(_ parts: [Range<Int>]) -> Range<Int>? {
        guard let first = parts.first, let last = parts.last, first.count > 2, last.count > 5, endsInRate(last) else {
            return nil
        }
        let end = (last.lowerBound + 3..<last.upperBound - 1).last { index in
            parts.dropLast().allSatisfy {
                $0.count > 2 && units[$0.upperBound - 1] == units[index - 1]
                    && units[$0.upperBound - 2] == units[index - 2]
            }
        }
        return end.map { $0..<last.upperBound }
    }

    /// Where the place ends with which a name begins: 丙县 in 丙县工业增加值; nil where it begins with none.
    private func areaEnd(in name: Range<Int>) -> Int? {
        guard name.count > 4,
            let mark = (name.lowerBound + 1..<min(name.lowerBound + 6, name.upperBound - 2))
                .first(where: { isArea(units[$0]) }),
            // 区域 市场 市政
            !["域", "场", "政"].contains(units[mark + 1])
        else { return nil }
        return mark + 1
    }

    /// Where the words of a name end before its brackets: 餐饮业销售额(营业额).
    func headEnd(of part: Range<Int>) -> Int {
        guard units[part.upperBound - 1] == ")", let open = units[part].lastIndex(of: "("), open > part.lowerBound
        else { return part.upperBound }
        return open
    }

    /// Whether the noun is 人数.
    func countsPeople(_ range: Range<Int>) -> Bool {
        range.count == 2 && units.spell("人", "数", at: range.lowerBound, limit: range.upperBound)
    }

    /// Whether the name ends in 事故, which are not counted in people.
    func tellsOfAccidents(_ range: Range<Int>) -> Bool {
        units.spell("事", "故", endingAt: range.upperBound, from: range.lowerBound)
    }
}
