/// Words that a list of names says once: the whole of which several shares are, whose consumption it is, the noun behind two words alike.
extension FigureReader {
    /// Whether a name ends in the noun of an amount.
    func endsInAmount(_ range: Range<Int>) -> Bool {
        guard let head = cue(endingAt: range.upperBound, limit: range.lowerBound) else { return false }
        return head.length > 1 && head.classes.contains(.head)
    }

    /// Whether a name ends in a number without a unit: 综合指数.
    func endsInIndex(_ range: Range<Int>) -> Bool {
        cue(endingAt: range.upperBound, limit: range.lowerBound)?.classes.contains(.levelHead) ?? false
    }

    /// Whether the first piece of a name ends in the same two letters that stand before the second piece: 养老保险 and 医疗保险参保率.
    private func endsAlike(_ name: Name) -> Bool {
        guard name.first.count > 2, name.second.count > 1, name.second.lowerBound > 1 else { return false }
        let (own, other) = (name.first.upperBound, name.second.lowerBound)
        return units[own - 1] == units[other - 1] && units[own - 2] == units[other - 2]
    }

    /// Whether a name has a rate in common with others built alike, each of which has it: 养老保险参保率, but not the share 新能源装机占比.
    func isRateOfAlike(_ name: Name) -> Bool {
        endsAlike(name) && endsInRate(name.second) && !units[name.second].contains("占")
    }

    /// The names that one word without a mark holds, 城乡居民收入, 存贷款, 一二三产; nil where it holds one.
    func namesInOne(_ range: Range<Int>, count: Int) -> [Name]? {
        if range.count > 2, units.spell("城", "乡", at: range.lowerBound, limit: range.upperBound) {
            let rest = range.lowerBound + 2..<range.upperBound
            return [Name(prefix: .urban, first: rest), Name(prefix: .rural, first: rest)]
        }
        if count == 2, range.count > 3, isPair(range.lowerBound) {
            // 存贷款, 进出口: the third letter ends both.
            let first = range.lowerBound..<range.lowerBound + 1
            let rest = range.lowerBound + 2..<range.upperBound
            return [Name(first: first, second: rest), Name(first: range.lowerBound + 1..<range.upperBound)]
        }
        return joinedLetters(range, count: count)
    }

    /// The names of a list that lend each other words in a way of their own; nil where they only share the noun of the last.
    func sharingNames(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        if let names = consumptions(parts) { return names }
        if let names = ordinals(parts, last) { return names }
        if let names = industriesAmongOthers(parts, last) { return names }
        if let names = shares(parts) { return names }
        if let names = doing(parts, last) { return names }
        if parts.count == 2, let names = pairSharing(parts[0], last) { return names }
        if let names = grades(parts, last) { return names }
        if let names = letters(parts, last) { return names }
        if let names = yields(parts) { return names }
        if let names = ages(parts, last) { return names }
        if let names = possessed(parts, last) { return names }
        if let names = summedUp(parts, last) { return names }
        return counted(parts, last)
    }

    /// 第一、二、三产业: 第 and the noun hold for each.
    private func ordinals(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        if last.count > 3, parts.allSatisfy({ isOrdinal($0.lowerBound) && ($0 == last || $0.count == 2) }) {
            // 第二、第三产业占生产总值的比重
            return parts.map { $0 == last ? Name(first: last) : Name(first: $0, second: last.dropFirst(2)) }
        }
        guard let first = parts.first, first.count == 2, units[first.lowerBound] == "第", last.count > 1,
            parts.dropFirst().allSatisfy({ UnitClass.hanDigit(units[$0.lowerBound]) != nil }),
            parts.dropFirst().dropLast().allSatisfy({ $0.count == 1 })
        else { return nil }
        let noun = last.lowerBound + 1..<last.upperBound
        return parts.map {
            $0 == first
                ? Name(first: first, second: noun)
                : Name(prefix: .ordinal, first: $0.lowerBound..<$0.lowerBound + 1, second: noun)
        }
    }

    /// 第一、二、三产业和居民生活用电量: the industries, with the noun that the last name of the list ends in.
    private func industriesAmongOthers(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard parts.count > 3, let close = parts.firstIndex(where: { units[$0.suffix(2)].elementsEqual(["产", "业"]) }),
            close > 0, close + 1 < parts.count, case let industry = parts[close], (3...4).contains(industry.count),
            let value = digit(at: industry.upperBound - 3), value == close + 1, value <= 3,
            parts[..<close].allSatisfy({ $0.count < 3 && digit(at: $0.upperBound - 1) != nil })
        else { return nil }
        let noun = sharedNoun(of: Array(parts[close...]), last)
        let words = industry.suffix(2)
        return parts.enumerated().map { index, part in
            if index <= close {
                return Name(prefix: [.primary, .secondary, .tertiary][index], first: words, second: noun)
            }
            return part == last || noun.isEmpty ? Name(first: part) : Name(first: part, second: noun)
        }
    }

    private func isOrdinal(_ index: Int) -> Bool {
        units[index] == "第" && index + 1 < units.count && UnitClass.hanDigit(units[index + 1]) != nil
    }

    /// Two names of which one lends the other its beginning or its end.
    private func pairSharing(_ first: Range<Int>, _ last: Range<Int>) -> [Name]? {
        if last.count > 1, first.count > 1, isHalved(units[first.upperBound - 1], last.lowerBound) {
            // 本外币存、贷款余额, 货物进、出口: the second letter of the last ends both, and what stands before holds for both.
            return [Name(first: first, second: last.dropFirst()), Name(first: first.dropLast(), second: last)]
        }
        if first.count > last.count + 1, ["支", "贷", "出"].contains(units[last.lowerBound]),
            isHead(last, last.count), isHead(first, last.count)
        {
            // 一般预算收入和支出, 存款和贷款, 进口和出口: what stands before the first noun holds for the second.
            return [Name(first: first), Name(first: first.dropLast(last.count), second: last)]
        }
        if last.count == 4, first.count > 2, units.spell("贷", "款", at: last.lowerBound, limit: last.upperBound),
            units.spell("存", "款", endingAt: first.upperBound, from: first.lowerBound)
        {
            // 人民币存款、贷款余额
            return [Name(first: first, second: last.dropFirst(2)), Name(first: last)]
        }
        if first.count == 2, last.count > 3, isOpposite(first.lowerBound, last.lowerBound) {
            // 城镇和农村低保对象: what stands behind the second holds for both.
            return [Name(first: first, second: last.dropFirst(2)), Name(first: last)]
        }
        return nil
    }

    /// Whether the last `length` units of a name are the noun of an amount.
    private func isHead(_ name: Range<Int>, _ length: Int) -> Bool {
        cue(at: name.upperBound - length, limit: name.upperBound)
            .map { $0.length == length && $0.classes.contains(.head) } ?? false
    }

    /// 牛、羊分别出栏: the verb behind 分别 is said of each.
    private func doing(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard let word = cues(in: last).last(where: { $0.classes.contains(.respectively) }),
            word.start > last.lowerBound, word.end < last.upperBound
        else { return nil }
        return parts.map {
            Name(first: $0 == last ? last.lowerBound..<word.start : $0, second: word.end..<last.upperBound)
        }
    }

    /// 轻、重工业占比, 水、电费: all but the first letter is shared; of 猪、牛、家禽出栏 all but 家禽.
    private func letters(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard parts.allSatisfy({ $0 == last || $0.count == 1 }), last.count > 2 else { return nil }
        if parts.count == 2, let first = parts.first, units[first.lowerBound] == "城", units[last.lowerBound] == "乡",
            units[last.lowerBound + 1] != "村"
        {
            // 城、乡居民收入
            return [Name(prefix: .urban, first: last.dropFirst()), Name(prefix: .rural, first: last.dropFirst())]
        }
        let isPoultry = last.count > 3 && units.spell("家", "禽", at: last.lowerBound, limit: last.upperBound)
        let tail = last.lowerBound + (isPoultry ? 2 : 1)..<last.upperBound
        if parts.allSatisfy({ UnitClass.hanDigit(units[$0.lowerBound]) != nil }), units[tail.lowerBound] == "产",
            units[tail.lowerBound + 1] == "业"
        {
            // 一、二、三产业
            return parts.map { Name(prefix: .ordinal, first: $0.lowerBound..<$0.lowerBound + 1, second: tail) }
        }
        return parts.map { $0 == last ? Name(first: last) : Name(first: $0, second: tail) }
    }

    /// 新认定省、市级示范社: the first grade lends its 级, and what is graded, from the last.
    private func grades(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard last.count > 3, isTier(last.lowerBound), units[last.lowerBound + 1] == "级",
            parts.allSatisfy({ $0 == last || $0.count < 8 && isTier($0.upperBound - 1) })
        else { return nil }
        return parts.map { $0 == last ? Name(first: last) : Name(first: $0, second: last.dropFirst()) }
    }

    /// Whether the letter names a level of government, as 省 and the 家 of 国家 do.
    private func isTier(_ index: Int) -> Bool {
        switch units[index] {
        case "省", "市", "县", "区", "州": true
        case "家": index > 0 && units[index - 1] == "国"
        default: false
        }
    }

    /// 0-14岁、15-59岁、60岁及以上人口比重: what stands behind the last age is told of each.
    private func ages(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard let end = ageEnd(in: last), parts.dropLast().allSatisfy({ ageEnd(in: $0) == $0.upperBound }) else {
            return nil
        }
        return parts.map { $0 == last ? Name(first: $0) : Name(first: $0, second: end..<last.upperBound) }
    }

    /// 蔬菜播种面积、产量, 生猪存栏、出栏: of what the first is.
    private func yields(_ parts: [Range<Int>]) -> [Name]? {
        guard let first = parts.first, let crop = crop(in: first),
            parts.dropFirst().allSatisfy({ saysYield($0) })
        else { return nil }
        return parts.map { $0 == first ? Name(first: $0) : Name(first: crop, second: $0) }
    }

    /// 食品、衣着的价格: each has one.
    private func possessed(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard let mark = units[last].lastIndex(of: "的"), mark > last.lowerBound,
            (2...7).contains(last.upperBound - mark), !parts.dropLast().contains(where: { units[$0].contains("的") })
        else { return nil }
        let tail = mark + 1..<last.upperBound
        return parts.map { Name(first: $0 == last ? $0.lowerBound..<mark : $0, second: tail) }
    }

    /// 甲业、乙业等行业增加值: what stands behind 等行业 is told of each.
    private func summedUp(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard last.count > 4, let mark = units[last].dropFirst(2).firstIndex(of: "等"),
            let end = tradesEnd(mark + 1, limit: last.upperBound)
        else { return nil }
        return parts.map { Name(first: $0 == last ? last.lowerBound..<mark : $0, second: end..<last.upperBound) }
    }

    /// Just past 行业 or 行业大类, which sums a list of trades up; nil where neither stands at `index`.
    private func tradesEnd(_ index: Int, limit: Int) -> Int? {
        guard units.spell("行", "业", at: index, limit: limit) else { return nil }
        return units.spell("大", "类", at: index + 2, limit: limit) ? index + 4 : index + 2
    }

    /// 养老、失业、工伤三项保险参保人数: what stands behind the number of items is told of each.
    private func counted(_ parts: [Range<Int>], _ last: Range<Int>) -> [Name]? {
        guard let counter = counter(in: last, of: parts.count) else { return nil }
        var tail = counter.upperBound..<last.upperBound
        let words = units[tail].starts(with: ["主", "要"]) ? tail.dropFirst(2) : tail
        // 固定资产投资、进出口总额2个主要指标增速
        if units[words].starts(with: ["指", "标"]) { tail = last.upperBound..<last.upperBound }
        // 甲业、乙业等两大行业大类营业收入
        let trades = tradesEnd(tail.lowerBound, limit: tail.upperBound)
        let end = units[counter.lowerBound - 1] == "等" ? counter.lowerBound - 1 : counter.lowerBound
        return parts.map {
            let part = $0 == last ? last.lowerBound..<end : $0
            // 服务业、教育两类行业: a trade is named as one.
            guard let trades, units[part.upperBound - 1] == "业" else { return Name(first: part, second: tail) }
            return Name(first: part, second: trades..<tail.upperBound)
        }
    }

    /// The number of items that the last name of a list begins or goes on with, 三项 or 3类; nil where there is none.
    private func counter(in last: Range<Int>, of count: Int) -> Range<Int>? {
        guard last.count > 5 else { return nil }
        return (last.lowerBound + 2..<last.upperBound - 1).first { index in
            ["项", "类", "种", "个", "大"].contains(units[index]) && digit(at: index - 1) == count
                && !UnitClass.isDigit(units[index - 2])
        }.map { $0 - 1..<$0 + 1 }
    }

    /// The value of the digit at `index`, 3, 三 or 两; nil where none stands there.
    func digit(at index: Int) -> Int? {
        let unit = units[index]
        if unit == "两" { return 2 }
        return UnitClass.isDigit(unit) ? Int(unit) - 0x30 : UnitClass.hanDigit(unit).map { Int($0) }
    }

    /// Whether a count only says how many names stand before it, each with a number behind 分别: `东部、中部2个地区产值分别增长5%和6%`.
    func countsNames(_ index: Int) -> Bool {
        let quantity = sentence.quantities[index]
        let next = index + 1
        guard kind(of: quantity) == .count, quantity.end - quantity.start == 2, next < sentence.quantities.count,
            sentence.quantities[next].clause == quantity.clause, let count = digit(at: quantity.start), count > 1,
            case let words = phraseStart(of: quantity)..<quantity.start, words.count > 4, words.count < 80,
            units[words].contains("、") || count == 2,
            cues(in: quantity.end..<sentence.quantities[next].start).contains(where: {
                $0.classes.contains(.respectively)
            })
        else { return false }
        return items(in: words, joinedBy: ["和", "与", "及"]).count == count && seriesEnd(from: next) - next == count
    }

    /// The names where what stands before the first consumption holds for the next ones: 万元GDP能耗、水耗; nil where there are none.
    private func consumptions(_ parts: [Range<Int>]) -> [Name]? {
        guard parts.count > 1, parts[1].count == 2, parts[0].count > 4, units[parts[0].upperBound - 1] == "耗",
            units[parts[1].upperBound - 1] == "耗"
        else { return nil }
        var stem = parts[0].dropLast(2)
        // 综合能耗
        if stem.count > 4, units.spell("综", "合", endingAt: stem.upperBound, from: stem.lowerBound) {
            stem = stem.dropLast(2)
        }
        return parts.map {
            $0 != parts[0] && $0.count == 2 && units[$0.upperBound - 1] == "耗"
                ? Name(first: stem, second: $0) : Name(first: $0)
        }
    }

    /// The names where each is the share of an amount: 甲业、乙业增加值占规上工业的比重, 甲产值、乙增加值占比; nil where they are not.
    private func shares(_ parts: [Range<Int>]) -> [Name]? {
        guard let last = parts.last, last.count > 4, endsInRate(last),
            let mark = units[last].lastIndex(of: "占"), mark > last.lowerBound + 2,
            parts.dropLast().allSatisfy({ $0.count > 1 && !endsInRate($0) && !units[$0].contains("占") }),
            let head = cue(endingAt: mark, limit: last.lowerBound), head.length > 1, head.classes.contains(.head)
        else { return nil }
        return parts.map { part in
            if part == last { return Name(first: part) }
            // 发电量、用电量占比: the amount is each one's own.
            let isOwn = endsInAmount(part) || head.length == mark - last.lowerBound
            return Name(first: part, second: (isOwn ? mark : mark - head.length)..<last.upperBound)
        }
    }

    /// The names that letters side by side share a noun in: 金融机构存贷款余额, 一二三产增加值; nil where none stand there.
    private func joinedLetters(_ range: Range<Int>, count: Int) -> [Name]? {
        if count == 3, range.count > 5, units[range.lowerBound] == "一", units[range.lowerBound + 1] == "二",
            units[range.lowerBound + 2] == "三", units[range.lowerBound + 3] == "产"
        {
            let noun = range.lowerBound + 3..<range.upperBound
            return (0..<3).map { Name(first: range.lowerBound + $0..<range.lowerBound + $0 + 1, second: noun) }
        }
        guard count == 2, range.count > 5,
            let letter = range.dropLast(3).dropFirst(2).first(where: {
                units[$0] == "存" && isPair($0)
            })
        else { return nil }
        return [
            Name(first: range.lowerBound..<letter + 1, second: letter + 2..<range.upperBound),
            Name(first: range.lowerBound..<letter, second: letter + 1..<range.upperBound),
        ]
    }

    /// Where the age ends with which a name begins: `60岁及以上` in `60岁及以上人口`; nil where it begins with none.
    private func ageEnd(in name: Range<Int>) -> Int? {
        guard let first = name.first, UnitClass.isDigit(units[first]),
            let mark = units[name].prefix(8).firstIndex(of: "岁")
        else { return nil }
        var end = mark + 1
        if end < name.upperBound, units[end] == "及" { end += 1 }
        if units.spell("以", "上", at: end, limit: name.upperBound)
            || units.spell("以", "下", at: end, limit: name.upperBound)
        {
            return end + 2
        }
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

    /// Whether 存贷款 or 进出口 stands at `index`.
    private func isPair(_ index: Int) -> Bool {
        isHalved(units[index], index + 1)
    }
}
