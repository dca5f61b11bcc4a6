/// Names from the words before a number.
extension FigureReader {
    /// The name in `range`: from the last verb that tells what happened, where much stands before it; without a 等 at its end.
    func tidied(_ range: Range<Int>, isLevel: Bool) -> Name {
        var start = range.lowerBound
        var end = range.upperBound
        if end - start > 1, units[end - 1] == "等" || units[end - 1] == "的" { end -= 1 }
        if let exemplars = exemplarsEnd(start..<end) { start = exemplars }
        if let scope = scope(in: start..<end) {
            // 市级(不包括甲区,下同)一般预算收入: what is left out is no part of the name.
            if scope.lowerBound - start <= 16 {
                return Name(first: start..<scope.lowerBound, second: scope.upperBound..<end)
            }
            start = scope.upperBound
        }
        if end - start > 4, units[end - 1] == "中",
            let digit = units[start..<end].lastIndex(where: { UnitClass.isDigit($0) })
        {
            // 38个行业中32个: among how many is no part of the name.
            let noun = digit + 1
            if ["个", "家", "项", "户"].contains(units[noun]), noun + 3 < end {
                (start, end) = (noun + 1, end - 1)
            }
        }
        if let treated = treatmentStart(start..<end) { start = treated }
        if let total = totalStart(start..<end) { start = total }
        if let gift = giftStart(start..<end) { start = gift }
        if let year = yearBehindTheme(start..<end) { start = year }
        for attained in sentence.cues where attained.start > start && attained.end <= end - 2 {
            if attained.classes.contains(.attainment), units[attained.end] == "的", end - attained.end > 3,
                (2...16).contains(attained.start - start),
                cue(endingAt: end, limit: attained.end + 1)?.classes.contains(.head) == true
            {
                // 各种运输方式完成的货物周转量, 甲类企业实现的产值
                let amount = attained.end + 1..<end
                return units[start] == "各"
                    ? Name(first: amount) : Name(first: start..<attained.start, second: amount)
            }
            guard attained.classes.contains(.attainment), !attained.classes.contains(.noun),
                units[attained.end] != "的", !isPerHead(start..<attained.start), !isQuoted(attained.end, limit: end)
            else { continue }
            if attained.start - start > 1, attained.start - start <= 16, isTurnOfLife(attained.end..<end) {
                // 失业人员实现再就业
                return Name(first: start..<attained.start, second: attained.end..<end)
            }
            if let head = cue(at: attained.end, limit: end),
                // 民营企业实现增加值占全市的比重
                head.length == end - attained.end || units[attained.end + head.length] == "占",
                head.classes.contains(.head) || head.classes.contains(.action) && !endsInPlace(attained.start)
            {
                // 新兴产业实现产值: the noun alone says too little; of a long list the last item, 等三大产业, says enough.
                let list = units[start..<attained.start].lastIndex { $0 == "、" || $0 == "等" }
                let from = attained.start - start <= 12 ? start : list.map { $0 + 1 } ?? attained.start
                if attained.start - from > 1, attained.start - from <= 16 {
                    return Name(first: from..<attained.start, second: attained.end..<end)
                }
            }
            if end - attained.end == 2, (2...12).contains(attained.start - start), !endsInPlace(attained.start),
                cue(at: attained.end, limit: end)?.classes.isDisjoint(with: [.head, .noun, .speed]) ?? true,
                // 累计
                units[attained.start] == "累"
            {
                // 鞋服企业累计投产: the verb alone says too little.
                return Name(first: start..<attained.start, second: attained.end..<end)
            }
            start = attained.end
        }
        if let become = sentence.cues.first(where: { $0.start > start + 1 && $0.end <= end && isBecoming($0) }) {
            if let head = cue(endingAt: end, limit: become.end), head.length > 1, head.classes.contains(.head) {
                // 东湖镇成为全省第3个生产总值超千亿元镇
                start = units[become.end..<end].lastIndex(of: "个").map { $0 + 1 } ?? become.end
            } else {
                // 工业经济总量成为全区第四个突破2000亿元的地区: what it became is no part of the name.
                end = become.start
            }
        }
        if let streak = sentence.cues.last(where: {
            $0.classes.contains(.streak) && $0.start > start + 1 && $0.end < end
        }), let years = yearsEnd(at: streak.end, limit: end) {
            // 棉花产量连续4年占全国: how long is no part of the name.
            return Name(first: start..<streak.start, second: years..<end)
        }
        if let years = spanBefore(additionAt: end, limit: start + 2) {
            // 经营主体五年新增: over how long is no part of the name.
            return Name(first: start..<years.lowerBound, second: years.upperBound..<end)
        }
        let isRate = cue(endingAt: end, limit: start)?.classes.contains(.rateHead) ?? false
        let opening = cue(at: start, limit: end)
        if end - start > 8, !isRate, opening?.classes.contains(.action) != true {
            for cue in sentence.cues where cue.start > start && cue.end <= end - 2 {
                guard cue.classes.contains(.action), !cue.classes.contains(.nominal), cue.end - cue.start > 1,
                    end - cue.start > 3
                else { continue }
                if !isQuoted(cue.end, limit: end), !isNounSuffix(units[cue.end]), !isHead(cue.end..<end) {
                    start = verbsStart(cue.start, limit: range.lowerBound)
                }
            }
        }
        if end - start > 14, let mark = units[start..<end].lastIndex(of: "等"), end - mark > 3,
            units[mark + 1] != "级"
        {
            start = mark + 1
        }
        if end - start > 24, let comma = units[start..<end].lastIndex(of: "、"), end - comma > 3 { start = comma + 1 }
        if let mark = units[start..<max(start, end)].prefix(7).firstIndex(of: "了"), mark > start + 1, end - mark > 2,
            units[mark + 1] != "解", units[mark - 1] != "为",
            let verb = cue(endingAt: mark, limit: start), verb.classes.contains(.action)
        {
            // 建立了示范园: the particle is no part of the name.
            return Name(first: start..<mark, second: mark + 1..<end)
        }
        return Name(first: start..<max(start, end))
    }

    /// Just past 全年 or 年末, before which a line opens with its theme: `畜牧全年出栏生猪`; nil where it does not.
    private func yearBehindTheme(_ range: Range<Int>) -> Int? {
        let start = range.lowerBound
        guard range.count > 5, start == 0 || units[start - 1] == "\n" else { return nil }
        for index in start + 2..<min(start + 7, range.upperBound - 3) {
            switch (units[index], units[index + 1]) {
            case ("全", "年"), ("年", "末"): return index + 2
            default: continue
            }
        }
        return nil
    }

    /// Just past 进行, before which 对 tells whom something was done to: `对重点场所进行安全检查`; nil where it does not stand so.
    private func treatmentStart(_ range: Range<Int>) -> Int? {
        guard range.count > 4,
            let mark = (range.lowerBound..<range.upperBound - 3)
                .last(where: { units[$0] == "进" && units[$0 + 1] == "行" }),
            let clause = sentence.clauses.last(where: { $0.lowerBound <= range.lowerBound }),
            units[clause.lowerBound..<mark].contains("对")
        else { return nil }
        return mark + 2
    }

    /// Just past 共, before which stands what it is the total of: `举办庙会共接待游客`; nil where no verb follows one.
    private func totalStart(_ range: Range<Int>) -> Int? {
        guard range.count > 6 else { return nil }
        return (range.lowerBound + 3..<range.upperBound - 3).last { index in
            units[index] == "共" && units[index - 1] != "公" && cue(at: index, limit: range.upperBound)?.length == 1
                && cue(at: index + 1, limit: range.upperBound).map {
                    // 道路建设共投入资金: for what it was is part of the name.
                    $0.length > 1 && $0.classes.contains(.action) && !$0.classes.contains(.moneyHead)
                } == true
                && !isQuoted(index, limit: range.upperBound)
        }.map { $0 + 1 }
    }

    /// Verbs for what is done for somebody.
    private static let gifts = WordTrie(
        "新增 减轻 减免 减税 挽回 追回 带来 提供 供应 发放 赠送 捐赠 退还 返还 兑现 拨付 补助 节约 节省 解决 办理 购买 争取 筹集 安装 配备 下放 推介 招募 募集 送去 送上 输送 报销"
    )

    /// Where the verb stands behind those for whom or to whom something was done, `为群众挽回损失`; nil where the phrase does not open so.
    private func giftStart(_ range: Range<Int>) -> Int? {
        let mark = range.lowerBound - 1
        guard range.count > 5, mark > sentence.range.lowerBound, ["为", "向", "给"].contains(units[mark]),
            let clause = sentence.clauses.last(where: { $0.lowerBound <= mark }),
            clause.lowerBound == mark
                || cue(endingAt: mark, limit: clause.lowerBound)?.classes.contains(.lead) == true
        else { return nil }
        return (range.lowerBound + 2..<min(range.lowerBound + 10, range.upperBound - 3)).first {
            Self.gifts.longest(in: units, at: $0, limit: range.upperBound - 1) != nil
        }
    }

    /// Words that say with 以…为 what the things of a name mostly are.
    private static let exemplars = ["主", "重点", "代表", "核心", "龙头", "引领", "支撑", "主体", "主导", "骨干", "依托"].map {
        Array($0.utf16)
    }

    /// Just past 为主的 and the like, before which stands what the things named are mostly: `以葡萄、梨为主的果园`; nil where it does not.
    private func exemplarsEnd(_ range: Range<Int>) -> Int? {
        guard range.count > 5 else { return nil }
        return range.dropLast(2).dropFirst(3).last { index in
            units[index] == "的"
                && Self.exemplars.contains {
                    index - $0.count > range.lowerBound && units[index - $0.count - 1] == "为"
                        && units[index - $0.count..<index].elementsEqual($0)
                }
        }.map { $0 + 1 }
    }

    /// The bracket with a comma within a name, which says how it was counted; nil where there is none.
    private func scope(in range: Range<Int>) -> Range<Int>? {
        guard range.count > 10, let close = units[range].lastIndex(of: ")"), close + 4 < range.upperBound,
            let open = units[range.lowerBound..<close].lastIndex(of: "("), open > range.lowerBound + 1,
            // 不含, 不包括
            units[open..<close].contains(",") || units[open + 1] == "不"
        else { return nil }
        return open..<close + 1
    }

    /// Whether the word is 成为.
    private func isBecoming(_ word: Sentence.Cue) -> Bool {
        word.end - word.start == 2 && units[word.start] == "成" && units[word.start + 1] == "为"
    }

    /// Whether the words are what people come to, 再就业, 稳定脱贫, which says nothing without them.
    private func isTurnOfLife(_ range: Range<Int>) -> Bool {
        guard (2...4).contains(range.count) else { return false }
        let (first, last) = (units[range.upperBound - 2], units[range.upperBound - 1])
        // 就业 创业, 脱贫
        return last == "业" && (first == "就" || first == "创") || last == "贫" && first == "脱"
    }

    /// Whether the words only say for how many a number holds: 万人 in 万人拥有社工数, 每千人, 户均.
    private func isPerHead(_ range: Range<Int>) -> Bool {
        var range = range
        if range.count > 4, units[range.lowerBound] == "平", units[range.lowerBound + 1] == "均" {
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
        return start
    }

    /// Whether the words before `index` name the place that reports: 街道, 全镇, 社区.
    private func endsInPlace(_ index: Int) -> Bool {
        ["道", "镇", "乡", "县", "市", "区", "村"].contains(units[index - 1])
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
            UnitClass.isDigit(units[end]) || UnitClass.hanDigit(units[end]) != nil
                || units[end] == "两"
        {
            end += 1
        }
        guard end > index, end < limit else { return nil }
        if units[end] == "个", end + 1 < limit { end += 1 }
        switch units[end] {
        case "年", "月", "届": return end + 1
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
        guard UnitClass.isDigit(units[first]) || UnitClass.hanDigit(units[first]) != nil || units[first] == "两",
            case let before = units[first - 1],
            !UnitClass.isDigit(before) && UnitClass.hanDigit(before) == nil && before != "十"
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
    private func isQuoted(_ index: Int, limit: Int) -> Bool {
        for unit in units[index..<max(index, limit)] {
            if unit == "”" || unit == "》" || unit == ")" { return true }
            if unit == "“" || unit == "《" || unit == "(" { return false }
        }
        return false
    }

    /// The name of a figure whose own words lean on the subject: `占全省10%`, `新增300台`; nil where they stand alone.
    func leaning(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard let subject, subject.prefix == .none, let last = drafts.last else { return nil }
        if kind(of: quantity) == .ratio, units[range.lowerBound] == "占" {
            let end = units[range.upperBound - 1] == "的" ? range.upperBound - 1 : range.upperBound
            return Name(first: subject.first, second: range.lowerBound..<end)
        }
        guard let cue = cue(at: range.lowerBound, limit: range.upperBound), cue.classes.contains(.phase),
            cue.length == range.count, quantity.unit >= 0, sentence.quantities[last.quantity].unit == quantity.unit,
            subject.second.isEmpty
        else { return nil }
        // 新增市场主体5000户、净增3000户: one verb is enough.
        return Name(first: range, second: noun(of: subject))
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
        var phrase = Phrase(start: clause.lowerBound, numberStart: clause.upperBound)
        phrase.stripLead(units, vocabulary, mentions: mentions)
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
