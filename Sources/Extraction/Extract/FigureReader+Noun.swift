/// The noun behind a number.
extension FigureReader {
    /// 具 在 有 对 与 正 已 拟 被 由 经: what may open words that end with 的 and say something of the noun behind.
    private static let relatives: Set<UInt16> = [
        "具", "在", "有", "对", "与", "正", "已", "拟", "被", "由", "经",
    ]

    /// What follows 村 in words of its own: 村庄 村集体 村民 村级 村委会 村居 村组 村卫生室 村道 村干部 村史馆 村屯 村改居 村社 村镇
    /// 村小学 村党组织 村支部 村落 村寨 村医 村电商 村办 村文化 村内 村域 村面貌, and brackets and quotes.
    private static let villageWords: Set<UInt16> = [
        "庄", "集", "民", "级", "委", "居", "组", "卫", "道", "史", "屯", "改", "社",
        "镇", "小", "党", "支", "落", "寨", "医", "电", "办", "文", "村", "(", "“", "的",
        "、", "和", "与", "内", "域", "面",
    ]

    /// The noun behind a number, up to a verb, a comma or the next number; with whether a 的 joins them.
    func noun(behind quantity: Quantity) -> (range: Range<Int>, isModifier: Bool) {
        let clause = clause(of: quantity)
        var start = boundEnd(quantity)
        var limit = min(clause.upperBound, start + 40)
        if let next = sentence.quantities.first(where: { $0.start >= start }) { limit = min(limit, next.start) }
        if start < limit, units[start] == "(" {
            // 7.4万套(间).
            guard let close = units[start..<limit].firstIndex(of: ")") else { return (start..<start, false) }
            start = close + 1
        }
        if limit < clause.upperBound, quantity.start > clause.lowerBound, (2...6).contains(limit - start),
            isArea(units[limit - 1]), isArea(units[quantity.start - 1]), units[start] != "地",
            !sentence.quantities.contains(where: { $0.end == quantity.start })
        {
            // 甲市539.1万人乙市309.9万人: the next number's place.
            return (start..<start, false)
        }
        if start + 1 < limit, units[start] == "用", units[start + 1] == "于", kind(of: quantity) == .money {
            // 投入60万元用于清淤
            return (start..<start, false)
        }
        // 与2010年的500万人相比
        if start + 1 < limit, units[start] == "相", units[start + 1] == "比" { return (start..<start, false) }
        if start < limit, limit < clause.upperBound, let verb = cue(at: start, limit: limit),
            start + verb.length == limit, !verb.classes.isDisjoint(with: [.increase, .decrease]),
            verb.classes.isDisjoint(with: [.noun, .addition, .speed])
        {
            // 比2010年的3.44人减少0.34人
            return (start..<start, false)
        }
        var isModifier = false
        if start < limit, units[start] == "的" {
            isModifier = true
            start += 1
            if let next = sentence.quantities.first(where: { $0.start == start }),
                kind(of: next) == .count || kind(of: next) == .physical
            {
                // 总投资123亿元的58个项目, 总投资60亿元的120万千瓦电站.
                return (noun(behind: next).range, true)
            }
            // 在上年登记5万户的基础上, 实现税收5亿元的目标
            if isFooting(start, limit) || isAim(start, clause) { return (start..<start, false) }
        }
        if let time = mentions.first(where: { $0.range.lowerBound == start }), time.range.upperBound <= limit {
            // 其中30个当年完成: when it was done is no noun.
            start = time.range.upperBound
        }
        if let time = mentions.first(where: { $0.range.lowerBound > start + 1 && $0.range.lowerBound < limit }),
            !units[start..<time.range.lowerBound].contains("“")
        {
            // 30户企业2月底前复产: neither is it part of one.
            limit = time.range.lowerBound
        }
        if !isModifier, let opening = cue(at: start, limit: limit), opening.classes.contains(.stop),
            !opening.classes.contains(.noun), Self.relatives.contains(units[start]),
            let particle = units[start..<min(limit, start + 24)].firstIndex(of: "的"), particle + 1 < limit
        {
            // 2个在全市有影响的品牌: the noun stands behind what is said of it.
            start = particle + 1
        }
        if start + 1 < limit,
            // 和 与 及 以及, but 和美 和谐 和平 及时
            !isModifier && ["和", "与", "及"].contains(units[start])
                && (limit < clause.upperBound || !["美", "谐", "平", "时"].contains(units[start + 1]))
                || isAsWellAs(start, limit)
        {
            // 学校6所和幼儿园3所, 政策10条和办法: what follows is told by itself; but 投资3亿元的和平路 is a name.
            return (start..<start, false)
        }
        var end = pastSize(start, limit)
        var isQuoted = false
        var conjunction: Int?
        while end < limit {
            let unit = units[end]
            if unit == "“" || unit == "《" { isQuoted = true }
            if unit == "”" || unit == "》" { isQuoted = false }
            if !isQuoted {
                if unit == "和" || unit == "与", end > start + (isArea(units[end - 1]) ? 0 : 1) {
                    // 27个“口袋公园”和一条步道: the number counts what is quoted.
                    if units[end - 1] == "”" { break }
                    // 3条铁路和一批项目
                    if end + 2 < limit, units[end + 1] == "一", units[end + 2] == "批" || units[end + 2] == "系" {
                        break
                    }
                    conjunction = end
                }
                if unit == "、", let conjunction, end > conjunction + 1, isModifier || units[start] != "“" {
                    // 3条道路养护和甲路、乙路改造: the list that follows is another's.
                    end = conjunction
                    break
                }
                if unit == "、", !(isModifier && kind(of: quantity) == .money),
                    !lists(from: start, at: end, limit: limit, clause)
                {
                    break
                }
                let bracket = isModifier && kind(of: quantity) == .money ? 24 : 8
                if unit == "(", end > start, let close = units[end..<min(limit, end + bracket)].firstIndex(of: ")") {
                    // 县(市、区), 中小学校(幼儿园), 国道(东村至西村段)改建工程: part of the word.
                    end = close + 1
                    continue
                }
                if unit == "。" || unit == ";" || unit == "\n" || unit == "(" || unit == ")" {
                    break
                }
                if unit == "用", !isModifier, end > start + 1, end + 1 < limit, units[end + 1] == "于",
                    kind(of: quantity) == .money
                {
                    // 300万元专项资金用于改造: what it is for is no part of the noun.
                    break
                }
                if unit == "户" || unit == "人" || unit == "亩", !isModifier, end > start + 1, end + 1 < limit,
                    limit < clause.upperBound, units[end + 1] == "均"
                {
                    // 326户农户户均增收5000元: what each has is the next number's.
                    break
                }
                // 6所学校改造以及其他项目等
                if unit == "以", end > start + 1, isAsWellAs(end, limit) { break }
                if unit == "了", end > start + 3, end + 1 < limit || limit < clause.upperBound,
                    !["解", "结", "然"].contains(units[end + 1])
                {
                    // 群众远离了危险: 了 stands behind the verb, which is no part of the noun.
                    end -= units[end - 2] == ")" ? 1 : 2
                    break
                }
                if let cue = cue(at: end, limit: limit) {
                    // 达 in the middle of words is half of a name.
                    let isName =
                        cue.length == 1 && unit == "达" && isModifier && end + 1 < limit || isAttribute(start..<end)
                    let isVerb =
                        cue.classes.contains(.stop)
                        || cue.length > 1 && !cue.classes.isDisjoint(with: [.each, .gap, .yoy, .pop])
                        // 28个行业同比增长
                        || unit == "同" && cue.length > 1 && units[end + 1] == "比"
                        || cue.classes.contains(.rank) && end > start && isPlaceWord(end + cue.length, limit)
                        || cue.classes.contains(.place) && end > start && isRank(at: end + cue.length, limit)
                    if !isModifier, end > start + 1, cue.length > 1, cue.classes.contains(.speed),
                        let verb = self.cue(at: end + cue.length, limit: limit),
                        !verb.classes.isDisjoint(with: [.atLeastBefore, .atMostBefore, .gap, .reach])
                    {
                        // 23个行业增速超过全市, 8个集群增加值增速高于全市: how fast they grow is no part of the noun.
                        if let head = self.cue(endingAt: end, limit: start + 2), head.classes.contains(.head) {
                            end -= head.length
                        }
                        break
                    }
                    if unit == "的", !isModifier, end > start + 1, end + 2 < limit,
                        let verb = self.cue(endingAt: end, limit: start), verb.length > 1,
                        verb.classes.contains(.action), !verb.classes.contains(.nominal), !isFooting(end + 1, limit)
                    {
                        // 42项要求取消的事项: the noun stands behind what is said of it.
                        start = end + 1
                        end = start
                        continue
                    }
                    if unit == "的", !isModifier, end + 2 < limit, isQuality(start..<end) {
                        // 2处搁置多年的断头路: what they are like, and then what they are.
                        start = end + 1
                        end = start
                        continue
                    }
                    if let past = resettlementEnd(at: end, limit) {
                        // 6个易地扶贫搬迁小区: not what became of those counted.
                        end = past
                        continue
                    }
                    if isVerb, end == start, cue.length == 2, isWork(end + 2, limit) {
                        // 46个投产项目: which of them are counted.
                        end += cue.length
                        continue
                    }
                    if isVerb, !isName, end > start || !isModifier { break }
                    if cue.classes.contains(.action), cue.length > 1, end > start + 1, isServed(quantity, clause) {
                        break
                    }
                    // 260家企业累计完成产值: what they did is told by the number behind.
                    if end > start + 1, cue.classes.isSuperset(of: [.lead, .attainment]) { break }
                    end += cue.length
                    continue
                }
            }
            end += 1
        }
        while let cue = cue(endingAt: end, limit: start), end - cue.length > start,
            !cue.classes.isDisjoint(with: [.atLeastBefore, .atMostBefore, .approximateBefore]),
            !cue.classes.contains(.noun), end == limit
        {
            end -= cue.length
            limit = end
        }
        if !isModifier, limit < clause.upperBound, end > start + 2, let speed = cue(endingAt: end, limit: start + 1),
            speed.length > 1, speed.classes.contains(.speed)
        {
            // 27家企业增幅在50%以上: the growth is the next number's.
            end -= speed.length
        }
        if !isModifier, end > start + 2, units[start] == "村", quantity.unit >= 0,
            vocabulary.units[quantity.unit].code == "个", !isCompleted(quantity, clause),
            !Self.villageWords.contains(units[start + 1])
                // 6个村道路8公里
                || limit < clause.upperBound && end == start + 3 && units[start + 1] == "道"
                    && units[start + 2] == "路"
        {
            // 237个村干净整洁, but 村干部: the village is all that is counted.
            end = start + 1
        }
        if !isModifier, end == limit, limit < clause.upperBound, let conjunction, conjunction > start + 1,
            units[limit - 1] == "等"
        {
            // 26个贫困村和甲乡、乙乡等3个乡镇: the examples are those of the next number.
            end = conjunction
        }
        if !isModifier, end == limit { end = verbStart(before: end, from: start, clause) }
        if !isModifier, let agent = agentEnd(start..<max(start, end)), !isCompleted(quantity, clause) { end = agent }
        if !isModifier, let verb = predicateStart(start..<max(start, end), quantity, clause) { end = verb }
        if !isModifier { end = withoutAdverb(start, end) }
        while end > start,
            ["和", "及", "与", "等", "的", "以", "、", "均", "各", "至", "于"]
                .contains(units[end - 1])
        {
            end -= 1
        }
        if !isModifier { end = withoutVerge(start, end, clause) }
        if !isModifier, end == limit, end > start, quantity.start > clause.lowerBound,
            UnitClass.isHan(units[quantity.start - 1]), isMeasure(start..<end)
        {
            // 支渠3条长4公里, 管道3条全长5公里: the words are the next number's.
            end = start
        }
        if isModifier, let mark = leadOver(start..<end, limit) {
            // 投资3亿元的东路改造和投资2亿元的…: the last words are the next amount's.
            return (start..<mark, true)
        }
        if isModifier, kind(of: quantity) == .money {
            let whole = project(start..<max(start, end), limit, clause)
            (start, end) = (whole.lowerBound, whole.upperBound)
        }
        if !isModifier, end == limit, let amount = sentence.quantities.first(where: { $0.start == limit }),
            kind(of: amount) == .money, let head = cue(at: start, limit: end), head.length == end - start,
            head.classes.contains(.moneyHead)
        {
            // 26个总投资145亿元的项目: the noun stands behind the amount.
            return (noun(behind: amount).range, false)
        }
        if end > start + 2, end == clause.upperBound, units[end - 1] == "后",
            // 先后 前后 落后 售后 术后 产后 战后
            !["先", "前", "落", "售", "术", "产", "战"].contains(units[end - 2])
        {
            // 发现2例病例后
            end -= 1
        }
        // 3家新投产: no noun follows the verb.
        if isAttribute(start..<start + 1), end - start > 1, let verb = cue(at: start + 1, limit: end),
            verb.length == end - start - 1
        {
            end = start
        }
        return (start..<max(start, end), isModifier)
    }

    /// Words with which ends what is said of things before 的.
    private static let qualities = WordTrie(
        "多年 以上 以下 知名 著名 重要 困难 完备 齐全 完善 一体 牵头 职称 经营 整顿 先进 成熟 优美 鲜明 叫得响 较大 较高 较强 较好 显著 突出 宜游",
        isReversed: true
    )

    /// Whether the words before 的 say only what the things behind it are like.
    private func isQuality(_ range: Range<Int>) -> Bool {
        range.count > 1
            && Self.qualities.longest(in: units, endingAt: range.upperBound, limit: range.lowerBound) != nil
    }

    /// Just past 搬迁安置区, 搬迁小区 or 搬迁项目 at `index`; nil where none stands there.
    private func resettlementEnd(at index: Int, _ limit: Int) -> Int? {
        guard index + 3 < limit, units[index] == "搬", units[index + 1] == "迁" else { return nil }
        // 小区, 安置区 安置点 安置房
        if isWork(index + 2, limit) || units[index + 2] == "小" && units[index + 3] == "区" { return index + 4 }
        let isSettlement =
            index + 4 < limit && units[index + 2] == "安" && units[index + 3] == "置"
            && ["区", "点", "房"].contains(units[index + 4])
        return isSettlement ? index + 5 : nil
    }

    /// Just past 超亿元, 超千万, which say how large the things are that are counted: `89家超千万企业`; else `start`.
    private func pastSize(_ start: Int, _ limit: Int) -> Int {
        guard start + 3 < limit, units[start] == "超" else { return start }
        var end = start + 1
        while end < limit, Numeral.scale(units[end]) > 0 { end += 1 }
        guard end > start + 1 else { return start }
        if end < limit, units[end] == "元" || units[end] == "级" { end += 1 }
        return end + 1 < limit && UnitClass.isHan(units[end]) ? end : start
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

    /// Whether 以及 stands at `index`.
    private func isAsWellAs(_ index: Int, _ limit: Int) -> Bool {
        index + 1 < limit && units[index] == "以" && units[index + 1] == "及"
    }

    /// Whether 基础 stands at `index`, on which something else is built and which is never counted.
    private func isFooting(_ index: Int, _ limit: Int) -> Bool {
        index + 1 < limit && units[index] == "基" && units[index + 1] == "础"
    }

    /// Whether nothing but 目标 follows up to the clause's end: what is aimed at stands before the number.
    private func isAim(_ index: Int, _ clause: Range<Int>) -> Bool {
        index + 2 == clause.upperBound && units[index] == "目" && units[index + 1] == "标"
    }

    /// Whether the mark at `index` stands within a list of nouns, `12名干部、教师`, and not before the next figure.
    private func lists(from start: Int, at index: Int, limit: Int, _ clause: Range<Int>) -> Bool {
        guard index > start else { return false }
        // 省、市重点项目
        if index == start + 1 { return true }
        // 高品质、高标准景观大道
        if index - start < 5, index + 3 < limit, units[index + 1] == units[start] { return true }
        guard limit == clause.upperBound, index + 2 < limit else { return false }
        if let verb = cue(at: index + 1, limit: limit), verb.classes.contains(.action),
            isWork(index + 1 + verb.length, limit),
            cue(endingAt: index, limit: start)?.classes.contains(.action) == true
        {
            // 6所学校新建、扩建工程
            return true
        }
        return cue(at: index + 1, limit: limit)?.classes.isDisjoint(with: [.stop, .action, .lead]) ?? true
    }

    /// Whether the words are only what makes the verb behind them say which things are counted: `12个新投产项目`, `拟开工`.
    private func isAttribute(_ range: Range<Int>) -> Bool {
        guard range.count == 1, range.upperBound <= units.count else { return false }
        return ["新", "拟", "待", "欠", "未"].contains(units[range.lowerBound])
    }

    /// Where a noun ends without an adverb that the verb behind it left over: 87个创新载体先后.
    private func withoutAdverb(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start + 3, let adverb = cue(endingAt: end, limit: start + 2), adverb.length > 1,
            adverb.classes.isSuperset(of: [.filler, .lead]), !adverb.classes.contains(.noun)
        {
            end -= adverb.length
        }
        return end
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

    /// Whether a place in an order begins at `index`: `全国第一`.
    private func isRank(at index: Int, _ limit: Int) -> Bool {
        index == limit && sentence.quantities.contains { $0.start == index && $0.isOrdinal }
    }

    private func isPlaceWord(_ index: Int, _ limit: Int) -> Bool {
        cue(at: index, limit: limit)?.classes.contains(.place) ?? false
    }

    /// Whether something is done for or in the things counted, `为80家企业制定方案`, `在20个村建设果园`: the verb behind them is no part of the noun.
    private func isServed(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        if quantity.start > clause.lowerBound, units[clause.lowerBound] == "在",
            // 在完成37户重建的基础上
            !cues(in: clause.lowerBound..<quantity.start).contains(where: {
                !$0.classes.isDisjoint(with: [.action, .planVerb])
            })
        {
            return true
        }
        // 为 向 给 对 帮
        let words = units[max(clause.lowerBound, quantity.start - 12)..<quantity.start]
        return words.contains { $0 == "为" || $0 == "向" || $0 == "给" || $0 == "对" }
    }
}
