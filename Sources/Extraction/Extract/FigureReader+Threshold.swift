/// Bounds that say which things another number counts: `年收入超10亿元的企业达100家`.
extension FigureReader {
    /// Whether the number only says which things a later number counts: `年收入超10亿元的企业达100家`.
    func isThreshold(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        if kind(of: quantity) == .money,
            index > 0 && sizesCounted(quantity, behind: sentence.quantities[index - 1])
                || sizesHolders(index, clause) || sizesThose(quantity, clause) || opensPartAbove(quantity, clause)
                || sizesFirms(quantity, clause) || sizesNumber(quantity, clause)
        {
            return true
        }
        guard index + 1 < sentence.quantities.count, case let next = sentence.quantities[index + 1],
            next.clause == quantity.clause
        else { return false }
        let end = boundEnd(quantity)
        if isCounted(behind: end, of: quantity, next) { return true }
        guard next.start > quantity.end, !isJoined(quantity, next) else { return false }
        if liesBetween(quantity, next) { return true }
        if kind(of: quantity) == .money, kind(of: next) == .count, next.start == end + 2, isFirmOrWork(end, next.start)
        {
            // 10亿元项目1个, 5000万元企业1家
            return true
        }
        guard end < next.start else { return false }
        let isBound = end > quantity.end || isMoreBefore(quantity, clause)
        if units[end] == "的", kind(of: next) == .count, next.unit != quantity.unit,
            isBound || isScaleOfThose(quantity, clause)
        {
            return true
        }
        if isGoal(behind: end, of: quantity, next) { return true }
        return isBound && boundsCounted(behind: end, of: quantity, next)
    }

    /// Whether an amount right behind a count says how large those are that it counts: `新增3家产值超百亿元企业`, `5家产值5亿元以上的工业企业`.
    private func sizesCounted(_ amount: Quantity, behind count: Quantity) -> Bool {
        let (start, end) = (boundEnd(count), boundEnd(amount))
        guard kind(of: count) == .count, amount.clause == count.clause, (2...9).contains(amount.start - start),
            case let clause = clause(of: amount),
            end > amount.end || isMoreBefore(amount, clause) || units[amount.start - 1] == "近",
            let head = cue(at: units[start] == "年" ? start + 1 : start, limit: amount.start),
            !head.classes.isDisjoint(with: [.head, .moneyHead]),
            units[start..<amount.start].allSatisfy({ UnitClass.isHan($0) && $0 != "的" })
        else { return false }
        return firmEnd(from: end < clause.upperBound && units[end] == "的" ? end + 1 : end, clause.upperBound) != nil
    }

    /// Whether the money says of whom something is told without a number: `对亩均税收低于5万元的企业开展整治`.
    private func sizesHolders(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard case let end = boundEnd(quantity), end + 1 < clause.upperBound, units[end] == "的",
            end > quantity.end || isMoreBefore(quantity, clause),
            index + 1 == sentence.quantities.count || sentence.quantities[index + 1].clause != quantity.clause
        else { return false }
        let words = units[end + 1..<clause.upperBound]
        if Self.holders.contains(where: { words.starts(with: $0) }) { return true }
        // 消除收入低于10亿元的县, 培育纳税200万元以上的微型企业
        return words.elementsEqual(["县"])
            || (4...7).contains(words.count) && words.suffix(2).elementsEqual("企业".utf16)
    }

    /// Whether a bare 亿元 or 千万元 behind 超 says how large the firms or projects are whose noun follows: `甲园等超亿元投资项目`.
    private func sizesThose(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let end = quantity.end
        guard end + 1 < clause.upperBound, quantity.start > clause.lowerBound, Numeral.scale(units[quantity.start]) > 1,
            ["超", "过"].contains(units[quantity.start - 1])
        else { return false }
        if let lot = units[clause.lowerBound..<quantity.start].lastIndex(of: "批"), lot > clause.lowerBound,
            units[lot - 1] == "一", UnitClass.isHan(units[end])
        {
            // 一批营收过百亿元农产品加工企业
            return true
        }
        if sizedEnd(from: end, clause.upperBound) != nil { return true }
        switch (units[end], units[end + 1]) {
        case ("产", "业"), ("投", "资"), ("工", "业"): return true
        default: return false
        }
    }

    /// Whether the money says how large those are of whose number something is told: `产值超10亿元企业数量翻一番`.
    private func sizesNumber(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard case let end = boundEnd(quantity), end > quantity.end || isMoreBefore(quantity, clause),
            let firm = sizedEnd(from: end, clause.upperBound), firm + 1 < clause.upperBound
        else { return false }
        return units[firm] == "数"
    }

    /// Where 企业 or 项目 ends that the amount before `start` sizes, `超亿元重点项目`; nil where a verb stands between them, `超亿元实施绿化工程`.
    private func sizedEnd(from start: Int, _ limit: Int) -> Int? {
        guard let end = firmEnd(from: start, limit) else { return nil }
        guard end > start + 2, let word = cue(at: start, limit: end), !word.classes.contains(.noun) else { return end }
        return word.classes.isDisjoint(with: [.action, .lead]) ? end : nil
    }

    /// Whether the money opens, behind 其中, the words for those of whom the next number tells: `其中过500万元的两个`.
    private func opensPartAbove(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.start == clause.lowerBound + 3, units[quantity.start - 1] == "过",
            units[clause.lowerBound] == "其"
        else { return false }
        return quantity.end < clause.upperBound && units[quantity.end] == "的" && boundEnd(quantity) == quantity.end
    }

    /// Whether the money is a bound right behind which stands how many reach it: `10亿元以上2个`.
    private func isCounted(behind end: Int, of quantity: Quantity, _ next: Quantity) -> Bool {
        next.start == end && end > quantity.end && kind(of: quantity) == .money && kind(of: next) == .count
    }

    /// Whether those lie in a range that the next number counts: `占比在10%-20%之间的县有5个`.
    private func liesBetween(_ quantity: Quantity, _ next: Quantity) -> Bool {
        quantity.low != nil && kind(of: next) == .count && quantity.end + 3 < next.start
            && units[quantity.end] == "之" && units[quantity.end + 1] == "间" && units[quantity.end + 2] == "的"
    }

    /// Whether the number is the goal with which the next one compares: `高于10%的目标2个百分点`.
    private func isGoal(behind end: Int, of quantity: Quantity, _ next: Quantity) -> Bool {
        units[end] == "的" && kind(of: quantity) == .ratio && kind(of: next) == .points
            && (3...7).contains(next.start - end) && units[next.start - 2] == "目" && units[next.start - 1] == "标"
    }

    /// Whether a bound that ends at `end` says which things the next number counts: `收入50万元以上的村占68%`, `50亩以上蔬菜基地5个`.
    private func boundsCounted(behind end: Int, of quantity: Quantity, _ next: Quantity) -> Bool {
        let first = units[end]
        guard kind(of: next) == .count || kind(of: next) == nil || kind(of: next) == .ratio && first == "的" else {
            return false
        }
        if first == "的" || kind(of: quantity) == .money && UnitClass.isHan(first) && first != "和" { return true }
        let words = end..<withoutReach(next.start, from: end)
        let isKeeper = Self.keepers.contains(units[words.upperBound - 1])
        return kind(of: next) == .count && next.unit != quantity.unit && (2...12).contains(words.count)
            && units[words].allSatisfy { UnitClass.isHan($0) && $0 != "和" && $0 != "与" }
            && !cues(in: words).contains {
                !$0.classes.isDisjoint(with: [.stop, .action, .lead, .increase]) && !$0.classes.contains(.nominal)
                    // 种植大户
                    && !(isKeeper && $0.end < words.upperBound && $0.classes.contains(.action))
            }
    }

    /// What those end with who keep animals or land, as 养殖户 and 种植基地.
    private static let keepers = UnitSet("户业场园社地")

    /// Whether a range, or what is reached at the beginning of an item, says how large those are that a 的 sets before their count: `8-10万元的2个`,
    /// `达到50万元的村3个`.
    private func isScaleOfThose(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        if quantity.low != nil { return true }
        guard kind(of: quantity) == .money, let verb = cue(endingAt: quantity.start, limit: clause.lowerBound) else {
            return false
        }
        // 总投资达48亿元的25个项目: all of them together.
        let head = quantity.start - verb.length
        if units.spell("投", "资", endingAt: head, from: clause.lowerBound + 1), units[head - 3] == "总" { return false }
        return verb.classes.contains(.reach) && !verb.classes.contains(.transition)
    }

    /// Where words end without 共, 有 and the like before the next number.
    private func withoutReach(_ end: Int, from start: Int) -> Int {
        var end = end
        while end > start + 2, let verb = cue(endingAt: end, limit: start + 2),
            verb.classes.contains(.reach) || units[end - 1] == "有" || units[end - 1] == "共",
            !verb.classes.contains(.noun)
        {
            end -= verb.length
        }
        return end
    }

    /// Whether the money says by what turnover firms are told apart: `年销售收入500万元以上工业企业实现利润3亿元`.
    private func sizesFirms(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let end = boundEnd(quantity)
        guard end > quantity.end, end + 2 < clause.upperBound else { return false }
        if units[end - 1] == "上" || units[end - 1] == "下",
            Self.surveyed.longest(in: units, at: units[end] == "的" ? end + 1 : end, limit: clause.upperBound) != nil
        {
            // 国有及500万元以上非国有工业, 500万元以上固定资产投资
            return true
        }
        guard end == quantity.end + 2, units[quantity.end] == "以",
            quantity.start == clause.lowerBound
                || cue(endingAt: quantity.start, limit: clause.lowerBound).map({
                    $0.length > 1 && !$0.classes.isDisjoint(with: [.head, .moneyHead])
                }) == true,
            let firm = firmEnd(from: end, clause.upperBound - 1)
        else { return false }
        return !cues(in: end..<firm - 2).contains {
            $0.classes.contains(.stop) && $0.classes.isDisjoint(with: [.noun, .nominal])
        }
    }

    /// What is surveyed from a turnover or an investment on, as communiqués tell of it: those firms, branches, projects.
    private static let surveyed = WordTrie(
        "非国有 独立核算 非公有 非规模 规模 工业 企业 法人 批发 零售 住宿 餐饮 项目 工程 工业项目 建设项目 投资项目 固定资产投资 固定资产项目 城镇 农村"
    )

    /// Whether those whose noun or count follows have more than an amount behind 过: `税收过50万元的4家`, but not 不过50万元.
    private func isPassed(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard kind(of: quantity) == .money, quantity.end < clause.upperBound, units[quantity.end] == "的",
            UnitClass.isDigit(units[quantity.start])
        else { return false }
        return quantity.start - 1 == clause.lowerBound
            || !["通", "经", "不", "度"].contains(units[quantity.start - 2])
    }

    /// Whether a word before the number makes it a bound: `超10亿元`, `过亿元`.
    func isMoreBefore(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let bounds: CueClass = [.atLeastBefore, .atMostBefore]
        if quantity.start > clause.lowerBound, units[quantity.start - 1] == "过",
            Numeral.scale(units[quantity.start]) > 1 || isPassed(quantity, clause)
        {
            // 过亿元
            return true
        }
        return cue(endingAt: quantity.start, limit: clause.lowerBound)?.classes.isDisjoint(with: bounds) == false
    }
}
