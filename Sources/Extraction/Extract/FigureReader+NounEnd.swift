/// Where the noun behind a number ends: the verbs, marks and words that are no part of it.
extension FigureReader {
    /// Reads on from the noun's end, up to what is no part of it.
    func extend(_ noun: inout NounSpan) {
        var isQuoted = false
        while noun.end < noun.limit {
            let unit = units[noun.end]
            if unit == "“" || unit == "《" { isQuoted = true }
            if unit == "”" || unit == "》" { isQuoted = false }
            if isQuoted {
                noun.end += 1
                continue
            }
            if stopsAtMark(&noun) { return }
            if unit == "(", let past = bracketEnd(noun) {
                // 县(市、区), 中小学校(幼儿园), 国道(东村至西村段)改建工程: part of the word.
                noun.end = past
                continue
            }
            if stopsAtWord(&noun) { return }
            guard let cue = cue(at: noun.end, limit: noun.limit) else {
                noun.end += 1
                continue
            }
            if cue.classes.contains(.deed), doesSomething(noun, cue.length) { return }
            guard pass(cue, &noun) else { return }
        }
        leaveNext(&noun)
    }

    /// Leaves what stands between 和 and the next number to that, which counts in the same unit: `17项民生工程和县定10项民生实事`.
    private func leaveNext(_ noun: inout NounSpan) {
        guard let conjunction = noun.conjunction, noun.limit < noun.clause.upperBound,
            let next = sentence.quantities.first(where: { $0.start == noun.limit }), next.unit == noun.quantity.unit,
            next.unit >= 0,
            // 宜居宜业和美乡村及8个田园乡村: 和美 is a word, and another mark stands before the number.
            !["美", "谐", "平"].contains(units[conjunction + 1]),
            !["和", "与", "及", "、"].contains(units[noun.limit - 1])
        else { return }
        noun.end = conjunction
    }

    /// Whether a list or another noun begins at 和, 与 or `、`; notes the conjunction where it is part of the noun.
    private func stopsAtMark(_ noun: inout NounSpan) -> Bool {
        let end = noun.end
        switch units[end] {
        case "和", "与":
            guard end > noun.start + (isArea(units[end - 1]) ? 0 : 1) else { return false }
            // 27个“口袋公园”和一条步道: the number counts what is quoted.
            if units[end - 1] == "”" { return true }
            // 3条铁路和一批项目
            if end + 2 < noun.limit, units[end + 1] == "一", units[end + 2] == "批" || units[end + 2] == "系" {
                return true
            }
            noun.conjunction = end
            return false
        case "、":
            if let conjunction = noun.conjunction, end > conjunction + 1, noun.isModifier || units[noun.start] != "“" {
                // 3条道路养护和甲路、乙路改造: the list that follows is another's.
                noun.end = conjunction
                return true
            }
            return !(noun.isModifier && noun.isMoney)
                && !lists(from: noun.start, at: end, limit: noun.limit, noun.clause)
        default: return false
        }
    }

    /// Just past the bracket that opens at the noun's end and is part of the word; nil where it is not.
    private func bracketEnd(_ noun: NounSpan) -> Int? {
        guard noun.end > noun.start else { return nil }
        let length = noun.isModifier && noun.isMoney ? 24 : 8
        return units[noun.end..<min(noun.limit, noun.end + length)].firstIndex(of: ")").map { $0 + 1 }
    }

    /// Whether the sentence ends, or a word that is no cue ends the noun: 用于, 户均, 以及, and the 了 behind a verb.
    private func stopsAtWord(_ noun: inout NounSpan) -> Bool {
        let end = noun.end
        switch units[end] {
        case "。", ";", "\n", "(", ")": return true
        // 300万元专项资金用于改造: what it is for.
        case "用":
            return !noun.isModifier && noun.isMoney && end > noun.start + 1 && end + 1 < noun.limit
                && units[end + 1] == "于"
        // 326户农户户均增收5000元: what each has is the next number's.
        case "户", "人", "亩":
            return !noun.isModifier && end > noun.start + 1 && end + 1 < noun.limit
                && noun.limit < noun.clause.upperBound && units[end + 1] == "均"
        // 6所学校改造以及其他项目等
        case "以": return end > noun.start + 1 && units.spell("以", "及", at: end, limit: noun.limit)
        case "了":
            guard end > noun.start + 3, end + 1 < noun.limit || noun.limit < noun.clause.upperBound,
                !["解", "结", "然"].contains(units[end + 1])
            else { return false }
            // 群众远离了危险: 了 stands behind the verb, which is no part of the noun.
            // 行政村通了公路: a verb of one letter.
            noun.end -= units[end - 2] == ")" || units[end - 1] == "通" && isPlaceOfPeople(units[end - 2]) ? 1 : 2
            return true
        case "中": return isAmong(noun)
        // 总投资16亿元的基地签约后97天开工: when, not what.
        case "签": return noun.isModifier && noun.isMoney && units.spell("约", "后", at: end + 1, limit: noun.limit)
        case "通": return isConnected(noun)
        default: return false
        }
    }

    /// Whether a word that ends so names where people live: 行政村, 村民小组, 农户.
    private func isPlaceOfPeople(_ unit: UInt16) -> Bool { ["村", "组", "户", "镇", "乡", "区", "屯"].contains(unit) }

    /// Whether the 中 at the noun's end says that something is among the things counted, `在168个城市中位居前列`, and is not half of a word.
    private func isAmong(_ noun: NounSpan) -> Bool {
        guard noun.end > noun.start + 1, noun.quantity.start > noun.clause.lowerBound,
            !["高", "初", "集", "其"].contains(units[noun.end - 1])
        else { return false }
        if noun.end + 1 < noun.limit {
            // 从12户商户中评选出3家
            return ["位", "排", "名", "选", "评", "筛"].contains(units[noun.end + 1])
        }
        if noun.limit < noun.clause.upperBound {
            // 这40件纠纷中38件达成协议
            return sentence.quantities.contains { $0.start == noun.limit && $0.unit == noun.quantity.unit }
        }
        let words = max(noun.clause.lowerBound, noun.quantity.start - 12)..<noun.quantity.start
        return noun.limit == noun.clause.upperBound && units[words].contains("在")
    }

    /// What comes to villages.
    private static let connections = WordTrie("通油路 通公路 通柏油路 通水泥路 通硬化路 通自来水 通客车 通班车 通动力电 通宽带 通光纤")

    /// Whether a word at the noun's end tells what came to the villages counted: `26个行政村通柏油路`.
    private func isConnected(_ noun: NounSpan) -> Bool {
        guard noun.end > noun.start, isPlaceOfPeople(units[noun.end - 1]),
            let link = Self.connections.longest(in: units, at: noun.end, limit: noun.limit)
        else { return false }
        // 新增4000个村通硬化路: what was done.
        return noun.end + link.length == noun.clause.upperBound && !isCompleted(noun.quantity, noun.clause)
            && (noun.quantity.start == noun.clause.lowerBound || units[noun.quantity.start - 1] != "增")
    }

    /// Whether a verb of `length` at the noun's end tells what the things counted do: `12名干部挂职我县`, not `12个干部联系点` nor `3家新设立公司`.
    private func doesSomething(_ noun: NounSpan, _ length: Int) -> Bool {
        guard noun.end > noun.start + 1, units[noun.end - 1] != "新" else { return false }
        let past = noun.end + length
        if past == noun.limit { return past == noun.clause.upperBound }
        return length == 2 && !["的", "点", "人", "卡", "户"].contains(units[past]) && !isWork(past, noun.limit)
    }

    /// Passes the cue at the noun's end where it is part of the noun or of what is said of it; false where the noun ends there.
    private func pass(_ cue: (classes: CueClass, length: Int), _ noun: inout NounSpan) -> Bool {
        let (start, end, limit) = (noun.start, noun.end, noun.limit)
        if let speed = speedStart(cue, noun) {
            noun.end = speed
            return false
        }
        if units[end] == "的", !noun.isModifier, end + 2 < limit,
            isDone(noun) && !units.spell("基", "础", at: end + 1, limit: limit) || isQuality(start..<end)
        {
            // The noun stands behind what is said of it.
            noun.start = end + 1
            noun.end = noun.start
            return true
        }
        if let past = resettlementEnd(at: end, limit) {
            // 6个易地扶贫搬迁小区: not what became of those counted.
            noun.end = past
            return true
        }
        if end > start + 1, let gathered = Self.gathered.longest(in: units, at: end, limit: limit) {
            // 资金集中运营中心: how, not what becomes of those counted.
            noun.end += gathered.length
            return true
        }
        if cue.length > 1, isPolicy(noun) {
            noun.end += cue.length
            return true
        }
        let isVerb = isPredicate(cue, noun)
        if isVerb, end == start, cue.length == 2, isWork(end + 2, limit) {
            // 46个投产项目: which of them are counted.
            noun.end += cue.length
            return true
        }
        // 达 in the middle of words is half of a name.
        let isName =
            cue.length == 1 && units[end] == "达" && noun.isModifier && end + 1 < limit || isAttribute(start..<end)
        if isVerb, !isName, end > start || !noun.isModifier {
            leaveMaking(&noun)
            return false
        }
        if end > start + 1 {
            // 对100项审批事项: the verb says which 事项.
            let isAttribute = units.spell("事", "项", at: end + cue.length, limit: limit)
            if cue.classes.contains(.action), cue.length > 1, !isAttribute, isServed(noun.quantity, noun.clause) {
                return false
            }
            // 260家企业累计完成产值: what they did is told by the number behind.
            if cue.classes.isSuperset(of: [.lead, .attainment]) { return false }
        }
        noun.end += cue.length
        return true
    }

    private static let policies = WordTrie("政策 措施 政策措施 意见 办法 实施意见 实施方案 条例", isReversed: true)

    /// Whether the words up to the clause's end are what policies are for, `22项支持经济增长财政政策`, and so no verb ends them.
    private func isPolicy(_ noun: NounSpan) -> Bool {
        // 收集建议15条形成意见: the next verb takes it.
        cue(endingAt: noun.quantity.start, limit: noun.clause.lowerBound) != nil
            && noun.limit == noun.clause.upperBound && (4...20).contains(noun.limit - noun.start)
            && ["项", "条", "个"].contains(units[noun.quantity.end - 1])
            && Self.policies.longest(in: units, endingAt: noun.limit, limit: noun.start) != nil
            && units[noun.start..<noun.limit].allSatisfy { UnitClass.isHan($0) && $0 != "的" && $0 != "了" && $0 != "已" }
    }

    /// Takes the verb off the noun's end with which those counted become something: `5个社区创建为示范社区`, `3个县新创建成为先进县`.
    private func leaveMaking(_ noun: inout NounSpan) {
        guard units[noun.end] == "为" || units.spell("成", "为", at: noun.end, limit: noun.limit),
            let verb = cue(endingAt: noun.end, limit: noun.start + 1), verb.length > 1,
            !verb.classes.isDisjoint(with: [.action, .addition]), verb.classes.isDisjoint(with: [.noun, .nominal])
        else { return }
        noun.end -= verb.length
        if units[noun.end - 1] == "新" { noun.end -= 1 }
    }

    private static let gathered = WordTrie("集中运营 集中供 集中安置 集中居住 集中隔离 集中连片 集中收 集中式 集中处 集中养")

    /// Whether the cue at the noun's end is what happens to the things counted, or compares them.
    private func isPredicate(_ cue: (classes: CueClass, length: Int), _ noun: NounSpan) -> Bool {
        if cue.classes.contains(.stop) { return true }
        if cue.length > 1, !cue.classes.isDisjoint(with: [.each, .gap, .yoy, .pop]) { return true }
        // 28个行业同比增长
        if units[noun.end] == "同", cue.length > 1, units[noun.end + 1] == "比" { return true }
        guard noun.end > noun.start else { return false }
        let past = noun.end + cue.length
        return cue.classes.contains(.rank) && isPlaceWord(past, noun.limit)
            || cue.classes.contains(.place) && isRank(at: past, noun.limit)
    }

    /// Where the noun ends before how fast the things counted grow: `23个行业增速超过全市`, `8个集群增加值增速高于全市`; nil where
    /// the cue does not say that.
    private func speedStart(_ cue: (classes: CueClass, length: Int), _ noun: NounSpan) -> Int? {
        guard !noun.isModifier, noun.end > noun.start + 1, cue.length > 1, cue.classes.contains(.speed),
            let verb = self.cue(at: noun.end + cue.length, limit: noun.limit),
            !verb.classes.isDisjoint(with: [.atLeastBefore, .atMostBefore, .gap, .reach])
        else { return nil }
        guard let head = self.cue(endingAt: noun.end, limit: noun.start + 2), head.classes.contains(.head) else {
            return noun.end
        }
        return noun.end - head.length
    }

    /// Whether the words before 的 say what is to be done with the things behind it: `42项要求取消的事项`.
    private func isDone(_ noun: NounSpan) -> Bool {
        guard noun.end > noun.start + 1, let verb = cue(endingAt: noun.end, limit: noun.start) else { return false }
        return verb.length > 1 && verb.classes.contains(.action) && !verb.classes.contains(.nominal)
    }

    /// Words with which ends what is said of things before 的.
    private static let qualities = WordTrie(
        "多年 以上 以下 严重 知名 著名 重要 困难 完备 齐全 完善 一体 牵头 职称 经营 整顿 先进 成熟 优美 鲜明 叫得响 较大 较高 较强 较好 显著 突出 宜游",
        isReversed: true
    )

    /// Whether the words before 的 say only what the things behind it are like: 知名, 规模大、层次高.
    private func isQuality(_ range: Range<Int>) -> Bool {
        // 7个大的驻街单位
        if range.count == 1 { return units[range.lowerBound] == "大" || units[range.lowerBound] == "小" }
        guard range.count > 1 else { return false }
        if Self.qualities.longest(in: units, endingAt: range.upperBound, limit: range.lowerBound) != nil { return true }
        return range.count > 2
            && ["大", "高", "强", "好", "优", "广", "全", "多", "低", "快", "难"].contains(units[range.upperBound - 1])
    }

    /// Just past 搬迁安置区, 搬迁小区 or 搬迁项目 at `index`; nil where none stands there.
    private func resettlementEnd(at index: Int, _ limit: Int) -> Int? {
        // 医院整体搬迁项目
        let index = units.spell("整", "体", at: index, limit: limit) ? index + 2 : index
        guard index + 3 < limit, units.spell("搬", "迁", at: index, limit: limit) else { return nil }
        // 小区, 安置区 安置点 安置房
        if isWork(index + 2, limit) || units.spell("小", "区", at: index + 2, limit: limit) { return index + 4 }
        let isSettlement =
            index + 4 < limit && units.spell("安", "置", at: index + 2, limit: limit)
            && ["区", "点", "房"].contains(units[index + 4])
        return isSettlement ? index + 5 : nil
    }

    /// Whether the mark at `index` stands within a list of nouns, `12名干部、教师`, and not before the next figure.
    private func lists(from start: Int, at index: Int, limit: Int, _ clause: Range<Int>) -> Bool {
        guard index > start else { return false }
        // 100家园区改造、占全市1/3
        if index + 2 < limit, units[index + 1] == "占", units[index + 2] != "地" { return false }
        // 省、市重点项目
        if index == start + 1 { return true }
        // 高品质、高标准景观大道
        if index - start < 5, index + 3 < limit, units[index + 1] == units[start] { return true }
        guard index + 2 < limit else { return false }
        if let other = cue(at: index + 1, limit: limit), other.classes.contains(.action), other.length > 1,
            let verb = cue(at: start, limit: index), verb.classes.contains(.action), verb.length == index - start,
            index + 1 + other.length < limit, UnitClass.isHan(units[index + 1 + other.length])
        {
            // 11所新建、改扩建学校
            return true
        }
        guard limit == clause.upperBound else { return false }
        if let verb = cue(at: index + 1, limit: limit), verb.classes.contains(.action),
            isWork(index + 1 + verb.length, limit),
            cue(endingAt: index, limit: start)?.classes.contains(.action) == true
        {
            // 6所学校新建、扩建工程
            return true
        }
        return cue(at: index + 1, limit: limit)?.classes.isDisjoint(with: [.stop, .action, .lead]) ?? true
    }

    /// Whether a place in an order begins at `index`: `全国第一`.
    private func isRank(at index: Int, _ limit: Int) -> Bool {
        index == limit && sentence.quantities.contains { $0.start == index && $0.isOrdinal }
    }

    private func isPlaceWord(_ index: Int, _ limit: Int) -> Bool {
        cue(at: index, limit: limit)?.classes.contains(.place) ?? false
    }

    /// Whether something is done for or in the things counted, `为80家企业制定方案`, `在20个村建设果园`: the verb behind them is no part of the noun.
    private func isServed(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        // 以东村为中心的5000亩种植基地: where they are.
        if quantity.start > clause.lowerBound, units[quantity.start - 1] == "的" { return false }
        if quantity.start > clause.lowerBound, units[clause.lowerBound] == "在",
            // 在完成37户重建的基础上
            !cues(in: clause.lowerBound..<quantity.start).contains(where: {
                !$0.classes.isDisjoint(with: [.action, .planVerb])
            })
        {
            return true
        }
        let words = max(clause.lowerBound, quantity.start - 12)..<quantity.start
        return words.contains {
            ["为", "给", "对"].contains(units[$0])
                // 面向全球集聚20家服务企业
                || units[$0] == "向" && ($0 == words.lowerBound || units[$0 - 1] != "面")
        }
    }
}
