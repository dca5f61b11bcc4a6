/// Names that say only of which grade, or that it is a total, and take the noun from the figure before.
extension FigureReader {
    /// Words for a total or a size, which say nothing without what they are of.
    private static let totals = WordTrie(
        "总量 总数 总户数 总规模 规模 总额 增量 存量 数量"
    )
    /// Words for how much money goes to those that were counted.
    private static let payments = WordTrie("金额 总金额 涉及金额")
    private static let heads = WordTrie("人数 人次 户数 次数 数", isReversed: true)
    /// Whose the things are that are counted.
    private static let tiers = WordTrie(
        "国家级 部级 省级 省部级 自治区级 市级 地市级 州级 县级 区级 乡镇级 镇级 乡级 村级"
    )
    /// What a school, a hospital or a reserve has.
    private static let belongings = WordTrie(
        "床位 床位数 总床位数 实有床位 病床 面积 占地面积 招生 招生数 在校生 在校学生 在校生数 在园幼儿 在园 在校 毕业生 专任教师 教职工 藏书"
    )
    private static let belongingsOf = WordTrie("招生 招生数 在校生 在校学生 在校生数 在园幼儿 毕业生", isReversed: true)
    /// Verbs for what becomes of things that were counted before.
    private static let stages = WordTrie(
        "改造提升 提升改造 完工 竣工 建成 建成投用 投产 新投产 投用 供应 供应分配 分配 交付"
    )
    /// How a trade fares.
    private static let prospering = WordTrie("迅速 迅猛 加速 加快 蓬勃 稳步 平稳 持续 势头 态势 形势 支撑 运行 健康 继续 提质 整体 总体 主导 贡献")
    /// The name of a figure whose own words say only its grade, kind or that it is a total; nil where they say more.
    func borrowing(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        if let part = measuredPart(range, quantity) { return part }
        guard (2...8).contains(range.count) else { return nil }
        if let name = bracketed(range, quantity) { return name }
        if Self.crops.says(units, range) {
            if let crop = grain(before: quantity) { return Name(first: crop, second: range) }
            if let crop = cropCarried(quantity) { return Name(first: crop, second: range) }
        }
        if isWhole(Self.turnovers.words, range), let trade = trade(before: quantity) {
            return Name(first: trade, second: range)
        }
        if drafts.isEmpty, isWhole(Self.totals, range) { return totalCarried(range, quantity) }
        guard !drafts.isEmpty else { return nil }
        if isWhole(Self.totals, range) { return total(range, quantity) }
        if isWhole(Self.crops.words, range) { return product(range, quantity, Self.crops) }
        if isWhole(Self.herds.words, range) { return product(range, quantity, Self.herds) }
        if isWhole(Self.turnovers.words, range), levelBefore(quantity)?.measure == .level {
            return product(range, quantity, Self.turnovers)
        }
        if isWhole(Self.stages, range) { return stage(range, quantity) }
        if isWhole(Self.payments, range) { return sum(range, quantity) }
        if isWhole(Self.belongings, range) { return belonging(range, quantity) }
        if units[range.upperBound - 1] == "类" || isWhole(Self.tiers, range) { return grade(range, quantity) }
        if let size = bareSize(range) { return sized(size, quantity) }
        if range.count == 2, units[range.upperBound - 1] == "均" { return perHead(range, quantity) }
        return nil
    }

    /// `甲公司(投资3亿元)、乙厂(投资1亿元)`: of what stands before the bracket that an amount opens; nil where that has a number itself.
    private func bracketed(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        let open = clause(of: quantity).lowerBound - 1
        guard open > sentence.range.lowerBound + 1, units[open] == "(", range.lowerBound - open <= 3,
            let head = cue(at: range.lowerBound, limit: range.upperBound), head.length == range.count,
            head.classes.contains(.moneyHead) || lentHead(range) != nil,
            let mark = units[max(sentence.range.lowerBound, open - 20)..<open].lastIndex(where: {
                ["、", ",", ";", ":", "。"].contains($0)
            }) ?? (open - sentence.range.lowerBound < 20 ? sentence.range.lowerBound - 1 : nil),
            !sentence.quantities.contains(where: { mark < $0.start && $0.start < open })
        else { return nil }
        let words = withoutLead(mark + 1..<open).range
        return words.count > 1 ? Name(first: words, second: range) : nil
    }

    /// The words where they only say of what size things are: 5亿元以上 in `其中5亿元以上11个`, 3-5万元 in `3-5万元的8个`; nil where they say more.
    private func bareSize(_ range: Range<Int>) -> Range<Int>? {
        let words = units[range.upperBound - 1] == "的" ? range.dropLast() : range
        guard words.count > 3, UnitClass.isDigit(units[words.lowerBound]), units[words].contains("元") else {
            return nil
        }
        switch units[words.upperBound - 1] {
        case "上", "下": return units[words.upperBound - 2] == "以" ? words : nil
        case "元": return units[words].contains("-") ? words : nil
        default: return nil
        }
    }

    /// `亿元以上项目50个，其中5亿元以上11个`: of the things counted before, without their own size.
    private func sized(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard let draft = lastCount(like: quantity) else { return nil }
        if !draft.name.second.isEmpty, bareSize(draft.name.second) != nil {
            return Name(first: draft.name.first, second: range)
        }
        if let amount = amountOfSize(draft.name) { return Name(first: amount, second: range) }
        var noun = bareSize(draft.name.first) != nil ? draft.name.second : noun(of: draft.name)
        if let mark = units[noun].dropLast().lastIndex(where: { $0 == "以" }), ["上", "下"].contains(units[mark + 1]) {
            noun = mark + 2..<noun.upperBound
        }
        if let particle = units[noun].lastIndex(of: "的") { noun = particle + 1..<noun.upperBound }
        return (1...10).contains(noun.count) ? Name(first: range, second: noun) : nil
    }

    /// What those that were counted have more of than a round sum, 投资 of `投资超千万元的5家`; nil where their name does not end in one.
    private func amountOfSize(_ name: Name) -> Range<Int>? {
        guard name.second.isEmpty, name.first.count > 3,
            let mark = units[name.first].lastIndex(where: { $0 == "超" || $0 == "过" }), mark > name.first.lowerBound + 1,
            mark + 1 < name.first.upperBound,
            units[mark + 1..<name.first.upperBound].allSatisfy({
                Numeral.scale($0) > 0 || $0 == "元" || UnitClass.isDigit($0)
            })
        else { return nil }
        return name.first.lowerBound..<mark
    }

    /// `公园绿地面积增加3公顷，人均达到12平方米`: of what was measured right before.
    private func perHead(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard ["人", "户", "亩"].contains(units[range.lowerBound]), let draft = plainDraft(rightBefore: quantity),
            endsInAmount(draft.name.first), kind(of: quantity) == .physical || kind(of: quantity) == .money
        else { return nil }
        return Name(first: range, second: draft.name.first)
    }

    /// The trade that opens the clause right before, which has no number, `第三产业增势强劲，完成增加值5亿元`; nil where none does.
    func trade(before quantity: Quantity) -> Range<Int>? {
        plainClause(before: quantity).flatMap { trade(opening: $0) }
    }

    /// What is left of the clause right before without its lead, where that has no number; nil where it has one or is short.
    func plainClause(before quantity: Quantity) -> Phrase? {
        guard quantity.clause > 0, case let clause = sentence.clauses[quantity.clause - 1], clause.count > 4,
            !sentence.quantities.contains(where: { $0.clause == quantity.clause - 1 })
        else { return nil }
        return withoutLead(clause)
    }

    /// The trade that a clause opens with and tells how it fares; nil where it tells of none.
    func trade(opening words: Phrase) -> Range<Int>? {
        guard
            let mark = words.range.prefix(10).dropFirst().first(where: {
                units[$0] == "业" && units[$0 - 1] != "企" || isEconomy($0, words)
            }),
            mark + 2 < words.end, !units[words.start..<mark].contains("、")
        else { return nil }
        var end = mark + 1
        // 农业生产, 工业经济
        switch (units[end], units[end + 1]) {
        case ("生", "产"), ("经", "济"): end += 2
        default: break
        }
        guard end < words.end else { return nil }
        if Self.prospering.longest(in: units, at: end, limit: words.end) != nil { return words.start..<mark + 1 }
        guard let verb = cue(at: end, limit: words.end),
            !verb.classes.isDisjoint(with: [.stop, .increase, .decrease, .filler, .lead]),
            !verb.classes.contains(.noun)
        else { return nil }
        return words.start..<mark + 1
    }

    /// Whether 经济 of an economy of its own ends at `index`: 民营经济, 非公有制经济, but not 经济 alone.
    private func isEconomy(_ index: Int, _ words: Phrase) -> Bool {
        units[index] == "济" && units[index - 1] == "经" && index > words.start + 2
            && index + 1 < words.end && units[index + 1] != "的"
    }

    /// Whether the words only say that a number is a total or a size: 总量, 数量.
    func isTotal(_ range: Range<Int>) -> Bool { isWhole(Self.totals, range) }

    func isWhole(_ words: WordTrie, _ range: Range<Int>) -> Bool {
        words.holds(units, range)
    }

    /// `新增上市公司62家、总数186家`, `进出口增长20%、总额1347亿美元`: the total of what was named before.
    private func total(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        let isCount = kind(of: quantity) == .count && !quantity.isOrdinal
        // 收入增速居全国第一，规模达2000亿元: the rank between tells nothing else.
        let isRanked = drafts.last?.measure == .rank && !isCount
        guard let draft = isCount ? lastCount(like: quantity) : drafts.last(where: { $0.measure != .rank }),
            case let before = sentence.quantities[draft.quantity], quantity.clause <= before.clause + (isRanked ? 2 : 1)
        else { return nil }
        if units[range.lowerBound] == "数", before.clause != quantity.clause,
            boundEnd(before) != clause(of: before).upperBound
        {
            // 4项改革获奖,数量居全市第二: the number of prizes.
            return nil
        }
        var noun = noun(of: draft.name)
        if groups.last.map({ $0.count > 1 }) == true, let grade = grade(in: noun) {
            // 国家、省级企业42家、189家,总量: of both grades.
            noun = grade..<noun.upperBound
        }
        if !isCount, draft.measure == .change || draft.measure == .gap, units[range.lowerBound] == "总",
            let last = units[noun].last,
            ["额", "值"].contains(last)
        {
            // 进出口总额增长20%,总量达60亿元
            return draft.name
        }
        return isTotalled(noun) ? Name(first: noun, second: range) : nil
    }

    /// `生产总值增长3%；总量达470亿元`: the total of what was named last before the semicolon; nil where nothing short was.
    private func totalCarried(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard quantity.clause == 0, kind(of: quantity) == .money, let carried, carried.second.isEmpty,
            carried.prefix == .none, sentence.range.lowerBound - carried.first.lowerBound < 120,
            case let noun = noun(of: carried), isTotalled(noun)
        else { return nil }
        return Name(first: noun, second: range)
    }

    /// Whether a total can be told of a noun, which is not that of a total or a rate itself: 量 数 额 模 率 重 比.
    private func isTotalled(_ noun: Range<Int>) -> Bool {
        guard (2...16).contains(noun.count), let last = units[noun].last else { return false }
        return !["量", "数", "额", "模", "率", "重", "比"].contains(last)
    }

    /// The last figure, where it stands in the same clause or the one before and its name is one of plain words.
    private func plainDraft(rightBefore quantity: Quantity) -> Draft? {
        guard let draft = drafts.last, draft.name.second.isEmpty, draft.name.prefix == .none,
            quantity.clause <= sentence.quantities[draft.quantity].clause + 1
        else { return nil }
        return draft
    }

    /// `新增孵化器5家，其中国家级1家`: of the things counted before.
    private func grade(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard let draft = lastCount(like: quantity) else { return nil }
        var noun = noun(of: draft.name)
        if let grade = grade(in: noun) { noun = grade..<noun.upperBound }
        guard noun.count > 1, !["级", "类"].contains(units[noun.upperBound - 1]) else { return nil }
        return Name(first: range, second: noun)
    }

    /// `医院12家，床位3400张`, `小学在校生5万人，招生1万人`: of those counted right before.
    private func belonging(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard let draft = drafts.last, draft.measure == .level, draft.name.prefix == .none,
            case let before = sentence.quantities[draft.quantity], quantity.clause <= before.clause + 1,
            // 2015年全乡在校生
            !cues(in: min(range.lowerBound, max(before.end, clause(of: quantity).lowerBound))..<range.lowerBound)
                .contains(where: {
                    $0.classes.contains(.place)
                })
        else { return nil }
        if !draft.name.second.isEmpty {
            return isWhole(Self.belongings, draft.name.second) ? Name(first: draft.name.first, second: range) : nil
        }
        var owner = noun(of: draft.name)
        if let own = Self.belongingsOf.longest(in: units, endingAt: owner.upperBound, limit: owner.lowerBound + 2) {
            owner = owner.dropLast(own.length)
        } else {
            guard before.unit >= 0, ["个", "家", "所", "处", "座"].contains(vocabulary.units[before.unit].code) else {
                return nil
            }
        }
        // 单位数: their number has no beds.
        if owner.count > 3, units[owner.upperBound - 1] == "数" { owner = owner.dropLast() }
        // 学位 岗位 are no owners; neither is the last of several told side by side.
        guard (2...14).contains(owner.count), units[owner.upperBound - 1] != "位" || units[owner.upperBound - 2] == "单",
            groups.last.map({ $0.count == 1 }) ?? true
        else { return nil }
        return Name(first: owner, second: range)
    }

    /// `营养午餐人数620人，金额5万元`: what went to those counted right before.
    private func sum(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard kind(of: quantity) == .money, let draft = plainDraft(rightBefore: quantity), draft.measure == .level,
            case let before = sentence.quantities[draft.quantity], kind(of: before) == .count,
            groups.last.map({ $0.count == 1 }) ?? true
        else { return nil }
        var owner = draft.name.first
        if let head = Self.heads.longest(in: units, endingAt: owner.upperBound, limit: owner.lowerBound + 1) {
            owner = owner.dropLast(head.length)
        }
        return (2...12).contains(owner.count) ? Name(first: owner, second: range) : nil
    }

    /// `改造老旧小区147个、完工80个`: what became of the things counted right before.
    private func stage(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard quantity.unit >= 0, let draft = drafts.last, draft.measure == .level, draft.name.prefix == .none,
            case let before = sentence.quantities[draft.quantity], before.unit == quantity.unit,
            quantity.clause <= before.clause + 1, [.count, .physical].contains(kind(of: quantity)),
            case let noun = noun(of: draft.name), (2...16).contains(noun.count),
            // 安排建设: a verb that is not known.
            noun.count == 2 || units[noun.lowerBound + 2] != "建"
        else { return nil }
        return Name(first: range, second: noun)
    }

    /// Just past 省级以上, 县级 at the beginning of a noun; nil where none stands there.
    private func grade(in noun: Range<Int>) -> Int? {
        guard let grade = units[noun].prefix(8).lastIndex(of: "级"), grade + 2 < noun.upperBound else { return nil }
        return units[grade + 1] == "以" && grade + 4 < noun.upperBound ? grade + 3 : grade + 1
    }

    /// The last level that counts things with the quantity's measure word.
    private func lastCount(like quantity: Quantity) -> Draft? {
        guard quantity.unit >= 0, kind(of: quantity) == .count else { return nil }
        return drafts.last {
            $0.measure == .level && $0.name.prefix == .none && sentence.quantities[$0.quantity].unit == quantity.unit
        }
    }

    /// The noun of a name without the verbs around it, `新增上市公司`, `市场主体净增`, and without the grade or the total.
    func noun(of name: Name) -> Range<Int> {
        var noun = name.first
        if !name.second.isEmpty, isWhole(Self.tiers, noun) || isDoing(noun) { noun = name.second }
        while noun.count > 4, let rest = withoutLastVerb(noun) { noun = rest }
        while noun.count > 3, let end = verbEnd(at: noun.lowerBound, limit: noun.upperBound) {
            noun = end..<noun.upperBound
        }
        return noun
    }

    /// Whether the words are verbs and nothing else: 改造, 新建改造.
    private func isDoing(_ words: Range<Int>) -> Bool {
        var end = words.lowerBound
        while let verb = cue(at: end, limit: words.upperBound), verb.classes.contains(.action) { end += verb.length }
        return end == words.upperBound && !words.isEmpty
    }

    /// The words before a verb of a stage that ends a name, and before those for how long it went on: `商事主体五年净增`; nil where
    /// no noun stands before one.
    func withoutLastVerb(_ noun: Range<Int>) -> Range<Int>? {
        guard let verb = cue(endingAt: noun.upperBound, limit: noun.lowerBound + 2), verb.length > 1,
            verb.classes.contains(.phase), verb.classes.isDisjoint(with: [.noun, .nominal])
        else { return nil }
        let end = noun.upperBound - verb.length
        let time = mentions.last { $0.range.upperBound == end && $0.range.lowerBound > noun.lowerBound + 1 }
        if let time { return noun.lowerBound..<time.range.lowerBound }
        // 五年
        let isSpan = end > noun.lowerBound + 4 && units[end - 1] == "年" && UnitClass.hanDigit(units[end - 2]) != nil
        return noun.lowerBound..<(isSpan ? end - 2 : end)
    }

    /// Just past the verb at `index`, with what joins it to the next one, `筹集和`, `新设立`; nil where a noun begins there.
    func verbEnd(at index: Int, limit: Int) -> Int? {
        var first = index
        var word = cue(at: index, limit: limit)
        let isNew = (word?.length ?? 1) == 1 && ["新", "净"].contains(units[index])
        if isNew {
            first += 1
            word = cue(at: first, limit: limit)
        }
        guard let verb = word, verb.length > 1, !verb.classes.isDisjoint(with: [.action, .addition]),
            !verb.classes.contains(.noun),
            isNew || !verb.classes.contains(.nominal) || verb.classes.contains(.phase)
                || isBuilding(first, limit: limit)
        else { return nil }
        var end = first + verb.length
        // 新建成
        if units.spell("建", "成", at: end - 1, limit: limit) { end += 1 }
        guard end + 1 < limit, !isNounSuffix(units[end]) else { return nil }
        if ["和", "、", "与", "及"].contains(units[end]) {
            guard verbEnd(at: end + 1, limit: limit) != nil else { return nil }
            end += 1
        }
        return end
    }

    /// Whether 建设 or 改造 at `index` is a verb: 改造老旧小区, but not 建设用地, 改造项目.
    private func isBuilding(_ index: Int, limit: Int) -> Bool {
        guard index + 5 < limit else { return false }
        if ["用", "项", "工", "任"].contains(units[index + 2]) { return false }
        return units[index] == "建" && units[index + 1] == "设"
            || units[index] == "改" && units[index + 1] == "造"
    }
}
