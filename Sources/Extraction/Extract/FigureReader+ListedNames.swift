/// Names side by side, and what one of them lends the others.
extension FigureReader {
    /// Whether 及 or 与 is half of a word: 普及, 涉及, 惠及, 波及, 参与, 及格, 及时.
    func isWithinWord(_ index: Int) -> Bool {
        switch units[index - 1] {
        case "普", "涉", "惠", "波": units[index] == "及"
        case "参": units[index] == "与"
        default: units[index + 1] == "格" || units[index + 1] == "时"
        }
    }

    /// As many names as the series has numbers, in the clause before it: `甲产值、乙产值和丙产值再创新高，分别为…`; nil else.
    ///
    /// Where other figures stand before, only a clause that is fresh, without a figure of its own, is asked.
    func listedBefore(_ series: Range<Int>, isFresh: Bool = false) -> [Name]? {
        let quantity = sentence.quantities[series.lowerBound]
        guard quantity.clause > 0 else { return nil }
        if isFresh, sentence.quantities.contains(where: { $0.clause == quantity.clause - 1 }) { return nil }
        var name = topic(before: series.lowerBound, longest: 80).first
        if let mark = units[name].lastIndex(where: { $0 == "和" || $0 == "与" || $0 == "、" }),
            let head = sentence.cues.last(where: {
                $0.start > mark && $0.end <= name.upperBound && $0.classes.contains(.head)
            })
        {
            name = name.lowerBound..<head.end
        }
        if let mark = units[name].lastIndex(where: { $0 == "和" || $0 == "与" || $0 == "、" }),
            let counter = units[mark..<name.upperBound].firstIndex(of: "个"), counter > mark + 3,
            UnitClass.hanDigit(units[counter - 1]) != nil || units[counter - 1] == "两"
        {
            // 电子商务和百货两个行业
            name = name.lowerBound..<counter - 1
        }
        if let mark = units[name].lastIndex(of: "、"), let rest = units[mark..<name.upperBound].firstIndex(of: "等") {
            // 甲业、乙业等行业增势较好
            name = name.lowerBound..<rest
        }
        let names = listed(name, count: series.count)
        return names.count == series.count ? names : nil
    }

    /// The names that stand side by side in `range`; a noun that the last one ends with is shared by the others.
    ///
    /// Where there are as many names as numbers, `count`, without the conjunctions, these are parts of names: 医疗保健和个人用品.
    func listed(_ range: Range<Int>, count: Int) -> [Name] {
        var parts = items(in: range, joinedBy: ["和", "与", "及"])
        if parts.count > max(count, 2) {
            // 建筑及装潢材料、日用品和书报类
            for joints: [UInt16] in [[], ["和", "与"]] {
                let fewer = items(in: range, joinedBy: joints)
                if fewer.count == count {
                    parts = fewer
                    break
                }
            }
        }
        // 城乡 is two names in one.
        if parts.count == 1, range.count > 2, units[range.lowerBound] == "城", units[range.lowerBound + 1] == "乡" {
            let rest = range.lowerBound + 2..<range.upperBound
            return [Name(prefix: .urban, first: rest), Name(prefix: .rural, first: rest)]
        }
        if parts.count == 1, count == 2, range.count > 3, isPair(range.lowerBound) {
            // 存贷款, 进出口: the third letter ends both.
            let first = range.lowerBound..<range.lowerBound + 1
            let rest = range.lowerBound + 2..<range.upperBound
            return [Name(first: first, second: rest), Name(first: range.lowerBound + 1..<range.upperBound)]
        }
        if parts.count == 1, let names = joinedLetters(range, count: count) { return names }
        guard parts.count > 1, let last = parts.last else { return parts.map { Name(first: $0) } }
        if let names = consumptions(parts) ?? shares(parts) { return names }
        if let first = parts.first, first.count == 2, units[first.lowerBound] == "第", last.count > 1,
            parts.dropFirst().allSatisfy({ UnitClass.hanDigit(units[$0.lowerBound]) != nil }),
            parts.dropFirst().dropLast().allSatisfy({ $0.count == 1 })
        {
            // 第一、二、三产业: 第 and the noun hold for each.
            let noun = last.lowerBound + 1..<last.upperBound
            return parts.map {
                $0 == first
                    ? Name(first: first, second: noun)
                    : Name(prefix: .ordinal, first: $0.lowerBound..<$0.lowerBound + 1, second: noun)
            }
        }
        if parts.count == 2, last.count > 2, parts[0].count > 1,
            isHalved(units[parts[0].upperBound - 1], last.lowerBound)
        {
            // 本外币存、贷款余额, 货物进、出口额: the second letter of the last ends both, and what stands before holds for both.
            return [
                Name(first: parts[0], second: last.dropFirst()), Name(first: parts[0].dropLast(), second: last),
            ]
        }
        if let word = cues(in: last).last(where: { $0.classes.contains(.respectively) }), word.start > last.lowerBound,
            word.end < last.upperBound
        {
            // 牛、羊分别出栏: the verb behind 分别 is said of each.
            return parts.map {
                Name(first: $0 == last ? last.lowerBound..<word.start : $0, second: word.end..<last.upperBound)
            }
        }
        if parts.count == 2, let own = cue(at: last.lowerBound, limit: last.upperBound), own.length == last.count,
            own.classes.contains(.head), parts[0].count > last.count + 1,
            ["支", "贷", "出"].contains(units[last.lowerBound]),
            let first = cue(at: parts[0].upperBound - last.count, limit: parts[0].upperBound),
            first.length == last.count, first.classes.contains(.head)
        {
            // 一般预算收入和支出, 存款和贷款, 进口和出口: what stands before the first noun holds for the second.
            let stem = parts[0].lowerBound..<parts[0].upperBound - first.length
            return [Name(first: parts[0]), Name(first: stem, second: last)]
        }
        if parts.count == 2, last.count == 4, parts[0].count > 2, units[last.lowerBound] == "贷",
            units[last.lowerBound + 1] == "款", units[parts[0].upperBound - 2] == "存",
            units[parts[0].upperBound - 1] == "款"
        {
            // 人民币存款、贷款余额
            return [Name(first: parts[0], second: last.dropFirst(2)), Name(first: last)]
        }
        if parts.allSatisfy({ $0 == last || $0.count == 1 }), last.count > 2 {
            // 轻、重工业占比, 水、电费: all but the first letter is shared; of 猪、牛、家禽出栏 all but 家禽.
            let isPoultry = last.count > 3 && units[last.lowerBound] == "家" && units[last.lowerBound + 1] == "禽"
            let tail = last.lowerBound + (isPoultry ? 2 : 1)..<last.upperBound
            return parts.map { $0 == last ? Name(first: last) : Name(first: $0, second: tail) }
        }
        if parts.count == 2, parts[0].count == 2, last.count > 3, isOpposite(parts[0].lowerBound, last.lowerBound) {
            // 城镇和农村低保对象: what stands behind the second holds for both.
            return [Name(first: parts[0], second: last.dropFirst(2)), Name(first: last)]
        }
        if let end = ageEnd(in: last), parts.dropLast().allSatisfy({ ageEnd(in: $0) == $0.upperBound }) {
            // 0-14岁、15-59岁、60岁及以上人口比重: what stands behind the last age is told of each.
            return parts.map { $0 == last ? Name(first: $0) : Name(first: $0, second: end..<last.upperBound) }
        }
        var shared = 0..<0
        if let mark = units[last].lastIndex(of: "的"), mark > last.lowerBound,
            (2...7).contains(last.upperBound - mark),
            !parts.dropLast().contains(where: { units[$0].contains("的") })
        {
            // 食品、衣着的价格: each has one.
            let tail = mark + 1..<last.upperBound
            return parts.map { Name(first: $0 == last ? $0.lowerBound..<mark : $0, second: tail) }
        }
        if let counter = counter(in: last, of: parts.count) {
            // 养老、失业、工伤三项保险参保人数: what stands behind the number of items is told of each.
            let tail = counter.upperBound..<last.upperBound
            return parts.map { Name(first: $0 == last ? last.lowerBound..<counter.lowerBound : $0, second: tail) }
        }
        if let mark = units[last].prefix(4).firstIndex(of: "级"), mark + 2 < last.upperBound,
            parts.dropLast().allSatisfy({ units[$0.upperBound - 1] == "级" })
        {
            // 国家级、省级、市级示范社: the grades share what they grade.
            shared = mark + 1..<last.upperBound
        } else if let end = areaEnd(in: last), parts.dropLast().allSatisfy({ isArea(units[$0.upperBound - 1]) }) {
            // 甲市、乙县规模以上工业增加值: what stands behind the last place is told of each.
            shared = end..<last.upperBound
        } else if let first = parts.first, first.count < last.count, first.count > 1,
            units[first.upperBound - 1] == units[last.lowerBound + first.count - 1]
        {
            // 食品、药品抽检合格率: the words are built alike, so what follows the like part is shared.
            shared = last.lowerBound + first.count..<last.upperBound
        } else if let tail = tailBehindLikeWords(parts) {
            shared = tail
        } else if let length = parts.first?.count, endsInRate(last), last.count > 4,
            parts.dropLast().contains(where: { $0.count > 1 && !endsInRate($0) && !endsInIndex($0) })
        {
            // 小学、初中、高中专任教师合格率: whose rate it is has as many letters in each; else 医疗保险、养老参保率, 高中、大学毛入学率.
            let isAlike = length == 2 && parts.dropLast().allSatisfy { $0.count == length }
            let isGross = last.count > 5 && units[last.upperBound - 4] == "毛"
            shared = (isAlike ? last.lowerBound + length : last.upperBound - (isGross ? 4 : 3))..<last.upperBound
        } else if case let end = headEnd(of: last), let cue = cue(endingAt: end, limit: last.lowerBound),
            cue.classes.contains(.head), cue.length > 1, end - last.lowerBound > cue.length
        {
            shared = end - cue.length..<end
            // 冶金、化工产业增加值: the industries share their noun too.
            let noun = shared.lowerBound - 2
            if let middle = Self.middles.longest(in: units, endingAt: shared.lowerBound, limit: last.lowerBound + 2) {
                // 养老、失业和生育保险参保人数
                shared = shared.lowerBound - middle.length..<end
            } else if noun > last.lowerBound, units[noun + 1] == "业", units[noun] == "产" || units[noun] == "行" {
                shared = noun..<end
            } else if noun > last.lowerBound,
                let verb = self.cue(endingAt: shared.lowerBound, limit: last.lowerBound + 1),
                verb.length == 2, verb.classes.contains(.action) || verb.classes.contains(.notUnit)
            {
                // 小麦、玉米种植面积
                shared = noun..<end
            } else if noun > last.lowerBound, units[noun + 1] == "均",
                units[noun] == "平" || units[noun] == "人"
            {
                // 甲、乙和丙年平均降水量, 人均…
                shared = (units[noun - 1] == "年" && noun - 1 > last.lowerBound ? noun - 1 : noun)..<end
            }
        } else if let kind = Self.kinds.longest(in: units, endingAt: last.upperBound, limit: last.lowerBound + 2),
            parts.dropLast().allSatisfy({
                $0.count == 2 && Self.kinds.longest(in: units, endingAt: $0.upperBound, limit: $0.lowerBound) == nil
            })
        {
            // 刑事、治安案件
            shared = last.upperBound - kind.length..<last.upperBound
        }
        return parts.map { part in
            if part == last || shared.isEmpty { return Name(first: part) }
            if let own = cue(endingAt: part.upperBound, limit: part.lowerBound),
                !own.classes.isDisjoint(with: [.head, .rateHead, .levelHead, .speed])
            {
                return Name(first: part)
            }
            if countsPeople(shared), tellsOfAccidents(part) { return Name(first: part) }
            return Name(first: part, second: shared)
        }
    }

    /// Words between what a list names and the noun of its amounts that belong to the noun.
    private static let middles = WordTrie("保险 保险参保", isReversed: true)
    /// Nouns that the last of several kinds lends to the ones before.
    private static let kinds = WordTrie("案件 刑事案件 警情 事故 发案", isReversed: true)

    /// The number of items that the last name of a list begins or goes on with, 三项 or 3类; nil where there is none.
    private func counter(in last: Range<Int>, of count: Int) -> Range<Int>? {
        guard last.count > 5 else { return nil }
        return (last.lowerBound + 2..<last.upperBound - 3).first { index in
            ["项", "类", "种", "个", "大"].contains(units[index])
                && UnitClass.hanDigit(units[index - 1]).map { Int($0) } == count
        }.map { $0 - 1..<$0 + 1 }
    }

    /// Where the age ends with which a name begins: `60岁及以上` in `60岁及以上人口`; nil where it begins with none.
    private func ageEnd(in name: Range<Int>) -> Int? {
        guard let first = name.first, UnitClass.isDigit(units[first]),
            let mark = units[name].prefix(8).firstIndex(of: "岁")
        else { return nil }
        var end = mark + 1
        if end < name.upperBound, units[end] == "及" { end += 1 }
        if end + 1 < name.upperBound, units[end] == "以", units[end + 1] == "上" || units[end + 1] == "下" {
            return end + 2
        }
        return mark + 1
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

    /// Whether the letter lends its other half from the word at `index`: 存 from 贷款, 进 from 出口.
    private func isHalved(_ letter: UInt16, _ index: Int) -> Bool {
        letter == "存" && units[index] == "贷" && units[index + 1] == "款"
            || letter == "进" && units[index] == "出" && units[index + 1] == "口"
    }

    /// Whether the words at the indices divide the same whole: 城镇 and 农村, 国内 and 国际.
    private func isOpposite(_ first: Int, _ second: Int) -> Bool {
        switch (units[first], units[first + 1]) {
        // 城镇 城市
        case ("城", _): ["农", "乡"].contains(units[second]) && units[second + 1] == "村"
        // 农村 乡村
        case (_, "村"): units[second] == "城"
        // 国内 境内 省内 市内 县内
        case (_, "内"): units[second] == units[first] || ["国", "境", "入"].contains(units[second])
        default: false
        }
    }

    private func isPair(_ index: Int) -> Bool {
        units[index] == "存" && units[index + 1] == "贷" && units[index + 2] == "款"
            || units[index] == "进" && units[index + 1] == "出" && units[index + 2] == "口"
    }

    /// What stands between the marks of a list and the conjunctions that join its items.
    private func items(in range: Range<Int>, joinedBy joints: [UInt16]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var isQuoted = false
        for index in range {
            let unit = units[index]
            // “甲、乙业”、“丙业”
            if unit == "“" { isQuoted = true }
            if unit == "”" { isQuoted = false }
            if isQuoted { continue }
            let isConjunction =
                joints.contains(unit) && index > start + 1
                && index + 2 < range.upperBound && !(unit == "及" && isWithinWord(index))
            guard unit == "、" || isConjunction else { continue }
            if index > start { parts.append(start..<index) }
            start = index + 1
        }
        if start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts
    }

    /// Where the words of a name end before its brackets: 餐饮业销售额(营业额).
    func headEnd(of part: Range<Int>) -> Int {
        guard units[part.upperBound - 1] == ")", let open = units[part].lastIndex(of: "("), open > part.lowerBound
        else { return part.upperBound }
        return open
    }
}
