/// What stands before a thing in the words of a number and is no part of its name: for whom, of how many, when.
extension FigureReader {
    /// The words without what they open with: among how many, what was done to whom, the total of what, for whom, in which year.
    func withoutOpening(_ words: Range<Int>) -> Range<Int> {
        var rest = words
        if let noun = amongStart(rest) { rest = noun..<rest.upperBound - 1 }
        if let treated = treatmentStart(rest) { rest = treated..<rest.upperBound }
        if let total = totalStart(rest) { rest = total..<rest.upperBound }
        if let gift = giftStart(rest) { rest = gift..<rest.upperBound }
        if let year = yearBehindTheme(rest) { rest = year..<rest.upperBound }
        if let plan = planStart(rest) { rest = plan..<rest.upperBound }
        if let owned = ownedStart(rest) { rest = owned..<rest.upperBound }
        return rest
    }

    /// Just past 有 behind the place that has what is counted: `东山镇有企业`; nil where the words do not open so.
    private func ownedStart(_ range: Range<Int>) -> Int? {
        guard range.count > 4,
            let mark = (range.lowerBound + 2..<min(range.lowerBound + 7, range.upperBound - 1))
                .first(where: { units[$0] == "有" }),
            ["镇", "乡", "村", "县", "市", "区", "道"].contains(units[mark - 1]),
            // 有机 有效 有色
            cue(at: mark, limit: range.upperBound)?.length ?? 1 == 1,
            !["机", "效", "色", "限", "关", "偿", "线", "序"].contains(units[mark + 1]),
            // 农村有医疗点的村: which villages are counted.
            !units[mark..<range.upperBound].contains("的")
        else { return nil }
        return mark + 1
    }

    /// Just past the number of those among whom are counted, 38个行业中32个; nil where none stands there.
    private func amongStart(_ range: Range<Int>) -> Int? {
        guard range.count > 4, units[range.upperBound - 1] == "中",
            let digit = units[range].lastIndex(where: { UnitClass.isDigit($0) }),
            case let measure = digit + 1, measure + 3 < range.upperBound,
            ["个", "家", "项", "户"].contains(units[measure])
        else { return nil }
        return measure + 1
    }

    /// Just past 全年 or 年末, before which a line opens with its theme: `畜牧全年出栏生猪`; nil where it does not.
    private func yearBehindTheme(_ range: Range<Int>) -> Int? {
        let start = range.lowerBound
        guard range.count > 5, start == 0 || units[start - 1] == "\n" else { return nil }
        for index in start + 2..<min(start + 7, range.upperBound - 3) {
            switch (units[index], units[index + 1]) {
            case ("全", "年"), ("年", "末"): return pastAttainment(index + 2, limit: range.upperBound - 1)
            default: continue
            }
        }
        return nil
    }

    /// Just past 实现 or 完成 at `index`, where one stands there.
    func pastAttainment(_ index: Int, limit: Int) -> Int {
        guard let verb = cue(at: index, limit: limit), verb.classes.contains(.attainment), !verb.classes.contains(.noun)
        else { return index }
        return index + verb.length
    }

    /// Just past what says that something is planned, for a year within the words or at their beginning: `道路工程2021年计划完成改造`, `目标任务为
    /// 新建道路`; nil where nothing does.
    private func planStart(_ range: Range<Int>) -> Int? {
        guard range.count > 5 else { return nil }
        let year = mentions.last {
            $0.range.lowerBound > range.lowerBound + 1 && $0.range.upperBound < range.upperBound - 4
        }
        var start = year?.range.upperBound ?? range.lowerBound
        guard let word = cue(at: start, limit: range.upperBound),
            !word.classes.isDisjoint(with: [.planWord, .strongTarget]), !word.classes.contains(.noun)
        else { return nil }
        var isTold = year != nil
        while let word = cue(at: start, limit: range.upperBound),
            !word.classes.isDisjoint(with: [.planWord, .strongTarget, .attainment, .reach]),
            !word.classes.contains(.noun)
        {
            start += word.length
            isTold = isTold || units[start - 1] == "为"
        }
        return isTold && range.upperBound - start > 1 ? start : nil
    }

    /// Just past 进行, before which 对 tells whom something was done to: `对重点场所进行安全检查`; nil where it does not stand so.
    private func treatmentStart(_ range: Range<Int>) -> Int? {
        guard range.count > 4,
            let mark = (range.lowerBound..<range.upperBound - 3)
                .last(where: { units[$0] == "进" && units[$0 + 1] == "行" }),
            let clause = clause(holding: range.lowerBound),
            units[clause.lowerBound..<mark].contains("对")
        else { return nil }
        return mark + 2
    }

    /// Just past 共, before which stands what it is the total of: `举办庙会共接待游客`; nil where no verb follows one.
    private func totalStart(_ range: Range<Int>) -> Int? {
        guard range.count > 6 else { return nil }
        return (range.lowerBound + 4..<range.upperBound - 2).last { isTotalled(at: $0, limit: range.upperBound) }
            // 共进行道路硬化
            .map { units[$0] == "进" && units[$0 + 1] == "行" ? $0 + 2 : $0 }
    }

    /// Whether a verb begins at `index` that 共 stands before.
    private func isTotalled(at index: Int, limit: Int) -> Bool {
        guard units[index - 1] == "共", units[index - 2] != "公",
            // 共建成; not 共建.
            cue(at: index - 1, limit: limit)?.length == 1
                || units.spell("建", "成", at: index, limit: limit),
            let verb = cue(at: index, limit: limit), verb.length > 1,
            verb.classes.contains(.action)
                || units.spell("进", "行", at: index, limit: limit) && limit - index > 3,
            // 道路建设共投入资金: for what it was is part of the name.
            !verb.classes.contains(.moneyHead)
        else { return false }
        return !isQuoted(index - 1, limit: limit)
    }

    /// Verbs for what is done for somebody.
    private static let gifts = WordTrie(
        "新增 减轻 减免 减税 挽回 追回 带来 提供 供应 发放 赠送 捐赠 退还 返还 兑现 拨付 补助 节约 节省 解决 办理 购买 争取 筹集 安装 配备 下放 推介 招募 募集 送去 送上 输送 报销"
    )

    /// Where the verb stands behind those for whom or to whom something was done, `为群众挽回损失`; nil where the phrase does not open so.
    private func giftStart(_ range: Range<Int>) -> Int? {
        let mark = range.lowerBound - 1
        guard range.count > 5, mark > sentence.range.lowerBound, ["为", "向", "给"].contains(units[mark]),
            let clause = clause(holding: mark),
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
    func exemplarsEnd(_ range: Range<Int>) -> Int? {
        guard range.count > 5 else { return nil }
        return range.dropLast(2).dropFirst(3).last { index in
            units[index] == "的"
                && Self.exemplars.contains {
                    index - $0.count > range.lowerBound && units[index - $0.count - 1] == "为"
                        && units[index - $0.count..<index].elementsEqual($0)
                }
        }.map { $0 + 1 }
    }

    /// The time within the words that stands right behind the place, the crop or the trade that they open with, before a few words; nil where none does.
    func timeBehindOwner(in rest: Range<Int>) -> Range<Int>? {
        mentions.first {
            let owner = rest.lowerBound..<max(rest.lowerBound, $0.range.lowerBound)
            guard !$0.isBase, (2...20).contains(owner.count),
                (2...12).contains(rest.upperBound - $0.range.upperBound)
            else { return false }
            if owner.count <= 6, endsInPlace(owner.upperBound) || isPlant(owner) { return true }
            // 金融业上半年共实现增加值
            return isTrade(owner) && endsInAmount($0.range.upperBound..<rest.upperBound)
        }?.range
    }

    /// The noun that an amount opens with, also behind 工业 or 出口: `采矿业完成工业增加值`; nil where none is known.
    func amountHead(_ amount: Range<Int>) -> (classes: CueClass, length: Int)? {
        if amount.count > 3,
            units.spell("工", "业", at: amount.lowerBound, limit: amount.upperBound)
                || units.spell("出", "口", at: amount.lowerBound, limit: amount.upperBound)
                || units.spell("进", "口", at: amount.lowerBound, limit: amount.upperBound),
            let own = cue(at: amount.lowerBound + 2, limit: amount.upperBound), own.classes.contains(.head)
        {
            return (own.classes, own.length + 2)
        }
        return cue(at: amount.lowerBound, limit: amount.upperBound)
    }

    /// The bracket with a comma within a name, which says how it was counted; nil where there is none.
    func scope(in range: Range<Int>) -> Range<Int>? {
        guard range.count > 10, let close = units[range].lastIndex(of: ")"), close + 2 < range.upperBound,
            let open = units[range.lowerBound..<close].lastIndex(of: "("), open > range.lowerBound + 1
        else { return nil }
        if close - open > 6, units[open + 1...open + 4].elementsEqual(["以", "下", "简", "称"]) {
            // 规模以上工业(以下简称规上工业)累计增加值
            return open..<pastAttainment(close + 1, limit: range.upperBound - 1)
        }
        // 不含, 不包括
        guard close + 4 < range.upperBound, units[open..<close].contains(",") || units[open + 1] == "不" else {
            return nil
        }
        return open..<close + 1
    }
}
