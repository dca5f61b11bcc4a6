/// Names from the words before a number.
extension FigureReader {
    /// The name in `range`: from the last verb that tells what happened, where much stands before it; without a 等 at its end.
    func tidied(_ range: Range<Int>) -> Name {
        var rest = range
        if rest.count > 1, ["等", "的"].contains(units[rest.upperBound - 1]) { rest = rest.dropLast() }
        if let exemplars = exemplarsEnd(rest) { rest = exemplars..<rest.upperBound }
        if let scope = scope(in: rest) {
            // 市级(不包括甲区,下同)一般预算收入: what is left out is no part of the name.
            if scope.lowerBound - rest.lowerBound <= 16 {
                return Name(first: rest.lowerBound..<scope.lowerBound, second: scope.upperBound..<rest.upperBound)
            }
            rest = scope.upperBound..<rest.upperBound
        }
        if let time = timeBehindOwner(in: rest) {
            // 东湖镇上半年财政收入, 粮食全年总产量: when is no part of the name.
            let start = pastAttainment(time.upperBound, limit: rest.upperBound - 1)
            return Name(first: rest.lowerBound..<time.lowerBound, second: start..<rest.upperBound)
        }
        rest = withoutOpening(rest)
        if let name = attained(&rest) { return name }
        rest = withoutBecoming(rest)
        if let span = spanOfYears(in: rest) {
            // 棉花产量连续4年占全国, 经营主体五年新增: how long is no part of the name.
            return Name(first: rest.lowerBound..<span.lowerBound, second: span.upperBound..<rest.upperBound)
        }
        if let name = aroundAdverb(rest) { return name }
        rest = withoutList(behindDeeds(rest, limit: range.lowerBound))
        if let sum = sumBehindDeed(rest) { rest = sum }
        if let particle = particle(in: rest) {
            // 建立了示范园: the particle is no part of the name.
            return Name(first: rest.lowerBound..<particle, second: particle + 1..<rest.upperBound)
        }
        return Name(first: rest)
    }

    /// The name around the last verb that says that something was attained, where the noun behind it says too little without the one
    /// before; nil where the noun is enough, and then `rest` begins with it.
    private func attained(_ rest: inout Range<Int>) -> Name? {
        for verb in sentence.cues where verb.start > rest.lowerBound && verb.end <= rest.upperBound - 2 {
            guard verb.classes.contains(.attainment) else { continue }
            let owner = rest.lowerBound..<verb.start
            let amount = verb.end..<rest.upperBound
            if units[verb.end] == "的" {
                guard amount.count > 3, (2...16).contains(owner.count),
                    cue(endingAt: amount.upperBound, limit: verb.end + 1)?.classes.contains(.head) == true
                else { continue }
                // 各种运输方式完成的货物周转量, 甲类企业实现的产值
                return units[owner.lowerBound] == "各"
                    ? Name(first: amount.dropFirst()) : Name(first: owner, second: amount.dropFirst())
            }
            guard !verb.classes.contains(.noun), !isPerHead(owner), !isQuoted(verb.end, limit: amount.upperBound) else {
                continue
            }
            if owner.count > 1, amount.count == 2,
                units.spell("情", "况", at: amount.lowerBound, limit: amount.upperBound)
            {
                // 固定资产投资完成情况
                return Name(first: owner)
            }
            if let owner = self.owner(owner, of: amount, by: verb) { return Name(first: owner, second: amount) }
            rest = amount
        }
        return nil
    }

    /// What stands before a verb of attainment, as much of it as the noun behind the verb needs; nil where it needs nothing.
    private func owner(_ owner: Range<Int>, of amount: Range<Int>, by verb: Sentence.Cue) -> Range<Int>? {
        if (2...16).contains(owner.count), isTurnOfLife(amount) {
            // 失业人员实现再就业
            return owner
        }
        let head = amountHead(amount)
        if let head,
            // 民营企业实现增加值占全市的比重
            head.length == amount.count || units[amount.lowerBound + head.length] == "占",
            head.classes.contains(.head) || head.classes.contains(.action) && !endsInPlace(verb.start)
        {
            // 新兴产业实现产值: the noun alone says too little; of a long list the last item, 等三大产业, says enough.
            // Of firms counted in by their size, 年销售收入500万元以上工业企业, what stands behind the size says enough.
            let list = owner.last {
                units[$0] == "、" || units[$0] == "等"
                    || units[$0] == "上" && $0 > owner.lowerBound && units[$0 - 1] == "以"
            }
            let isSector = sectorEnd(at: owner.lowerBound, limit: verb.start) == verb.start
            var from = owner.count <= 12 || isSector ? owner.lowerBound : list.map { $0 + 1 } ?? verb.start
            if from < verb.start, units[from] == "的" { from += 1 }
            if (2...16).contains(verb.start - from) { return from..<verb.start }
        }
        if amount.count == 2, (2...12).contains(owner.count), !endsInPlace(verb.start),
            head?.classes.isDisjoint(with: [.head, .noun, .speed]) ?? true,
            // 累计
            units[verb.start] == "累"
        {
            // 鞋服企业累计投产: the verb alone says too little.
            return owner
        }
        return nil
    }

    /// The words without what a thing has become: `工业经济总量成为全区第四个突破2000亿元的地区`.
    private func withoutBecoming(_ rest: Range<Int>) -> Range<Int> {
        guard
            let verb = sentence.cues.first(where: {
                $0.start > rest.lowerBound + 1 && $0.end <= rest.upperBound && isBecoming($0)
            })
        else { return rest }
        guard let head = cue(endingAt: rest.upperBound, limit: verb.end), head.length > 1, head.classes.contains(.head)
        else { return rest.lowerBound..<verb.start }
        // 东湖镇成为全省第3个生产总值超千亿元镇
        let start = units[verb.end..<rest.upperBound].lastIndex(of: "个").map { $0 + 1 } ?? verb.end
        return start..<rest.upperBound
    }

    /// 连续4年 within the words, or the 五年 before a 新增 at their end; nil where none stand there.
    private func spanOfYears(in rest: Range<Int>) -> Range<Int>? {
        if let streak = sentence.cues.last(where: {
            $0.classes.contains(.streak) && $0.start > rest.lowerBound + 1 && $0.end < rest.upperBound
        }), let end = yearsEnd(at: streak.end, limit: rest.upperBound) {
            return streak.start..<end
        }
        return spanBefore(additionAt: rest.upperBound, limit: rest.lowerBound + 2)
    }

    /// The words from the last verb that tells what was done on, where much stands before it.
    private func behindDeeds(_ rest: Range<Int>, limit: Int) -> Range<Int> {
        var start = rest.lowerBound
        let end = rest.upperBound
        guard rest.count > 8, !endsInRate(rest), cue(at: start, limit: end)?.classes.contains(.action) != true else {
            return rest
        }
        for verb in sentence.cues where verb.start > start && verb.end <= end - 2 {
            guard verb.classes.contains(.action), !verb.classes.contains(.nominal), verb.end - verb.start > 1,
                end - verb.start > 3, !Self.countsOfAll.holds(units, verb.end..<end), !isDeed(verb.end..<end)
            else { continue }
            if !isQuoted(verb.end, limit: end), !isNounSuffix(units[verb.end]), !isHead(verb.end..<end) {
                start = verbsStart(verb.start, limit: limit)
            }
        }
        return start..<end
    }

    /// Counts that say nothing without the insurance or the school before the verb: `养老保险新增参保人数`.
    private static let countsOfAll = WordTrie("参保人数 参保人员 参保 参保人 人数 户数 学位 学位数 床位")

    /// Words that hold 等 and end no list, 高等教育, but not 附中等名校.
    private static let wholeWords = WordTrie("高等 初等 平等 同等 对等 均等 中等教育 中等职业 中等专业 中等学校 中等收入 中等规模 中等城市")

    /// Long words without the items before 等, and without all items of a list but the last.
    private func withoutList(_ rest: Range<Int>) -> Range<Int> {
        var start = rest.lowerBound
        let end = rest.upperBound
        if end - start > 14, let mark = units[start..<end].lastIndex(of: "等"), end - mark > 3, mark > start,
            units[mark + 1] != "级", Self.wholeWords.longest(in: units, at: mark - 1, limit: end) == nil
        {
            start = mark + 1
        }
        if end - start > 24, let comma = units[start..<end].lastIndex(of: "、"), end - comma > 3 { start = comma + 1 }
        return start..<end
    }

    /// What sums and areas are called that are told of what was done before.
    private static let deedAmounts = WordTrie("总投资 投资总额 总投资额 计划总投资 投资额 金额 总金额 募资金额 授信金额 融资金额 建筑面积 总建筑面积 占地面积")

    /// The noun of a sum without what it is told of: `企业首次公开发行、募资金额`; nil where another amount stands before it, `占地面积、总投资`.
    private func sumBehindDeed(_ rest: Range<Int>) -> Range<Int>? {
        guard rest.count > 6, let mark = units[rest].lastIndex(of: "、"), mark > rest.lowerBound + 3,
            mark + 2 < rest.upperBound,
            case let sum = mark + 1..<rest.upperBound, Self.deedAmounts.holds(units, sum),
            !["额", "量", "数", "积", "值", "模", "率", "重", "入", "资", "款"].contains(units[mark - 1])
        else { return nil }
        return sum
    }

    /// Where a 了 stands behind the verb that words open with; nil where none does.
    private func particle(in rest: Range<Int>) -> Int? {
        guard let mark = units[rest].prefix(7).firstIndex(of: "了"), mark > rest.lowerBound + 1,
            rest.upperBound - mark > 2, units[mark + 1] != "解", units[mark - 1] != "为",
            cue(endingAt: mark, limit: rest.lowerBound)?.classes.contains(.action) == true
        else { return nil }
        return mark
    }

    /// Whether the word is 成为.
    private func isBecoming(_ word: Sentence.Cue) -> Bool {
        word.end - word.start == 2 && units.spell("成", "为", at: word.start, limit: word.end)
    }

    /// Whether the words are what people come to, 再就业, 稳定脱贫, 就业人数, which says nothing without them.
    private func isTurnOfLife(_ range: Range<Int>) -> Bool {
        var range = range
        if range.count > 3, units[range.upperBound - 2] == "人", ["数", "次"].contains(units[range.upperBound - 1]) {
            range = range.dropLast(2)
        }
        guard (2...4).contains(range.count) else { return false }
        let (first, last) = (units[range.upperBound - 2], units[range.upperBound - 1])
        // 就业 创业, 脱贫
        return last == "业" && (first == "就" || first == "创") || last == "贫" && first == "脱"
    }

    /// Whether the words only say for how many a number holds: 万人 in 万人拥有社工数, 每千人, 户均.
    private func isPerHead(_ range: Range<Int>) -> Bool {
        var range = range
        if range.count > 4, units.spell("平", "均", at: range.lowerBound, limit: range.upperBound) {
            // 平均每千人
            range = range.dropFirst(2)
        }
        guard (2...5).contains(range.count), ["人", "户", "口"].contains(units[range.upperBound - 1]) else {
            return false
        }
        switch units[range.lowerBound] {
        case "每", "百", "千", "万", "人", "户": return true
        default: return false
        }
    }

    /// Where the verbs begin of which the one at `index` is the last: `新引进落地企业`, `引进和培育企业`.
    private func verbsStart(_ index: Int, limit: Int) -> Int {
        var start = index
        while start > limit {
            let joint = ["和", "、", "与"].contains(units[start - 1]) ? start - 1 : start
            guard let verb = cue(endingAt: joint, limit: limit), verb.length > 1, verb.classes.contains(.action) else {
                break
            }
            start = joint - verb.length
        }
        // 新引进, but not 创新 更新 革新 高新.
        if start > limit, units[start - 1] == "新",
            start - 1 == limit || !["创", "更", "革", "高"].contains(units[start - 2])
        {
            start -= 1
        }
        // 集中开工项目
        if units.spell("集", "中", endingAt: start, from: limit),
            ["开", "签", "竣", "投"].contains(units[start])
        {
            start -= 2
        }
        return start
    }

    /// Whether the words before `index` name the place that reports: 街道, 全镇, 社区.
    func endsInPlace(_ index: Int) -> Bool {
        ["道", "镇", "乡", "县", "市", "区", "村", "省"].contains(units[index - 1])
    }

    /// Whether the words are nothing but the noun of an amount: 种植面积 is one thing.
    private func isHead(_ range: Range<Int>) -> Bool {
        guard let head = cue(at: range.lowerBound, limit: range.upperBound) else { return false }
        return head.classes.contains(.head) && head.length == range.count
    }

    /// Just past `4年`, `三个月`, `两届` at `index`; nil where none stands there.
    func yearsEnd(at index: Int, limit: Int) -> Int? {
        var end = index
        while end < limit, end < index + 3,
            UnitClass.isAnyDigit(units[end])
                || units[end] == "两"
        {
            end += 1
        }
        guard end > index, end < limit else { return nil }
        if units[end] == "个", end + 1 < limit { end += 1 }
        switch units[end] {
        case "年", "月", "届": return end + 1
        case "季" where units.spell("季", "度", at: end, limit: limit): return end + 2
        default: return nil
        }
    }

    /// The years, 五年 or 3年, before the 新增 that ends at `end`; nil where none stand there.
    private func spanBefore(additionAt end: Int, limit: Int) -> Range<Int>? {
        guard let verb = cue(endingAt: end, limit: limit), verb.classes.isSuperset(of: [.phase, .addition]),
            case let close = end - verb.length, close - 2 >= limit, units[close - 1] == "年"
        else { return nil }
        let first = close - 2
        // 两年, but not 2023年 and 十五年.
        guard UnitClass.isAnyDigit(units[first]) || units[first] == "两",
            case let before = units[first - 1],
            !UnitClass.isAnyDigit(before) && before != "十"
        else { return nil }
        return first..<close
    }

    /// Whether the unit makes a noun of the verb before it: 供应业, 销售额, 服务站, 培训费.
    func isNounSuffix(_ unit: UInt16) -> Bool {
        switch unit {
        case "业", "额", "量", "率", "费", "者", "商", "链", "站", "员", "期", "型", "式":
            true
        default: false
        }
    }

    /// Whether a quote or a bracket closes behind `index` before another opens.
    func isQuoted(_ index: Int, limit: Int) -> Bool {
        for unit in units[index..<max(index, limit)] {
            if unit == "”" || unit == "》" || unit == ")" { return true }
            if unit == "“" || unit == "《" || unit == "(" { return false }
        }
        return false
    }

    /// The occasion that the clause before names, `在…评比中`; nil where it names none.
    func scene(before index: Int) -> Name? {
        let quantity = sentence.quantities[index]
        guard quantity.clause > 0 else { return nil }
        if let last = drafts.last, sentence.quantities[last.quantity].clause >= quantity.clause - 1 { return nil }
        let clause = sentence.clauses[quantity.clause - 1]
        guard clause.count > 4, units[clause.lowerBound] == "在", units[clause.upperBound - 1] == "中" else {
            return nil
        }
        return Name(first: clause.lowerBound + 1..<clause.upperBound - 1)
    }

    /// What the clause right before speaks of, where it has no number and so opens a subject of its own.
    func fresherTopic(before index: Int) -> Name? {
        let quantity = sentence.quantities[index]
        guard quantity.clause > 0, let last = drafts.last,
            sentence.quantities[last.quantity].clause < quantity.clause - 1
        else { return nil }
        // 跨越3个十亿级台阶，年均增速达8%: the clause without a figure says how far that of the one before came.
        let clause = sentence.clauses[quantity.clause - 1]
        if clause.count > 4, Phrase.isStep(clause.upperBound - 2, limit: clause.upperBound, units) { return nil }
        let name = topic(before: index)
        // 增速比全省(5%)高: the clause speaks of the growth of what was named before.
        if let cue = cue(at: name.first.lowerBound, limit: name.first.upperBound), cue.classes.contains(.speed),
            cue.length == name.first.count
        {
            return nil
        }
        return name.first.count > 1 ? name : nil
    }

    /// Whether a clause without a subject says how far that of the clause before came: `达到历史最好水平`.
    private func tellsOfReaching(_ clause: Range<Int>) -> Bool {
        guard let cue = cue(at: clause.lowerBound, limit: clause.upperBound), cue.length > 1 else { return false }
        return !cue.classes.isDisjoint(with: [.reach, .atLeastBefore, .rankVerb, .yoy]) && !cue.classes.contains(.noun)
    }

    /// Whether the clause stands in brackets: `产值(2010年价)5亿元`.
    private func isAside(_ clause: Range<Int>) -> Bool {
        clause.lowerBound > 0 && units[clause.lowerBound - 1] == "(" && clause.upperBound < units.count
            && units[clause.upperBound] == ")"
    }

    private static let turning = UnitSet("由从转为降升负正增减跌涨亏盈")

    /// What the clause before a number speaks of, where the number's own says nothing.
    func topic(before index: Int, longest: Int = 24) -> Name {
        let quantity = sentence.quantities[index]
        guard quantity.clause > 0 else { return Name(first: quantity.start..<quantity.start) }
        var position = quantity.clause - 1
        while position > 0, position + 3 > quantity.clause,
            tellsOfReaching(sentence.clauses[position]) || isAside(sentence.clauses[position])
        {
            position -= 1
        }
        let clause = sentence.clauses[position]
        if clause.count > 1, case let last = units[clause.upperBound - 1],
            last == "看" || last == "比" && units[clause.upperBound - 2] == "相"
                || last == "分" && units[clause.lowerBound] == "按"
        {
            // 分季度看, 从环比看, 按行业划分, 与2020年相比: how to look at what was named before.
            return Name(first: quantity.start..<quantity.start)
        }
        let phrase = withoutLead(pastStreak(clause))
        if phrase.range.count <= 4, units[phrase.range].allSatisfy({ Self.turning.contains($0) }) {
            // 6月份由降转升,增长1.3%: how what was named before has turned.
            return Name(first: quantity.start..<quantity.start)
        }
        var end = phrase.start
        while end < phrase.end, end < phrase.start + longest {
            let cue = cue(at: end, limit: phrase.end)
            if let cue, end > phrase.start + 1,
                !cue.classes.isDisjoint(with: [.stop, .streak]) || cue.length > 1 && cue.classes.contains(.filler)
                    // 生产总值连跨两个万亿元台阶
                    || cue.classes.contains(.atLeastBefore) && Phrase.isStep(phrase.end - 2, limit: phrase.end, units),
                !cue.classes.contains(.noun)
            {
                break
            }
            // 公共: the second half of a noun is no word of its own.
            end += cue.map { $0.classes.contains(.noun) ? $0.length : 1 } ?? 1
        }
        end = min(end, phrase.end)
        // 投资再破千亿大关
        if end > phrase.start + 2, units[end - 1] == "再" { end -= 1 }
        return Name(first: phrase.start..<end)
    }
}
