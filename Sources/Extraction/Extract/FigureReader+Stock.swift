/// Stocks at a date, which hold on over the clauses that speak of the same day: `年末医院12所，床位3456张`.
extension FigureReader {
    /// What the names of stocks end with.
    private static let stocks = WordTrie(
        """
        余额 存款 贷款 人口 存栏 存栏量 在校生 在校学生 在学研究生 在园幼儿 在园儿童 用户 总数 总量 保有量 拥有量 里程 床位 床位数 教师 专任教师 \
        技术人员 医师 护士 藏书 藏量 学校 医院 机构 企业 单位 覆盖率 普及率 城镇化率 失业率 入学率 入园率 巩固率 总面积 面积 \
        资产 总资产 净资产 资产总额 负债 总负债 负债总额 所有者权益 应收账款 产成品
        """,
        isReversed: true
    )
    /// What the names of flows end with that are counted as stocks are.
    private static let flows = WordTrie(
        "出栏 出栏量 毕业生 招生 新生 产量 销量 申请量 授权量 成交量 下达 活动 演出 培训 减员",
        isReversed: true
    )

    /// Whether a level goes on with the stock before it: `年末常住人口510万人,其中城镇常住人口320万人`.
    func continuesStock(_ draft: Draft, _ quantity: Quantity, _ words: Range<Int>) -> Bool {
        guard let stock, stock.words == words else { return false }
        let name = draft.name.second.isEmpty ? draft.name.first : draft.name.second
        if draft.measure == .change {
            // 3月末存款余额同比增长8%,贷款余额同比增长9%
            if isBalance(stock.name), isBalance(name), draft.relatesTo == nil { return true }
            // 三季度末存栏44万头，同比减少1万头；环比增加2万头
            return drafts.isEmpty && draft.name == carried && draft.namingRule != .before
        }
        guard draft.measure == .level else { return false }
        // 占全部就业人员比重为62.6%: the share of the stock right before.
        if kind(of: quantity) == .ratio, units[clause(of: quantity).lowerBound] == "占",
            let last = drafts.last, last.measure == .level, last.periodWords == words
        {
            return true
        }
        guard name.count > 1 else { return stock.unit == quantity.unit }
        if Self.flows.longest(in: units, endingAt: name.upperBound, limit: name.lowerBound) != nil { return false }
        if stock.unit == quantity.unit,
            units[name].suffix(2).elementsEqual(units[stock.name].suffix(2))
        {
            return true
        }
        // 建成区面积96.1平方公里,其中东湖区37.6平方公里: a part is measured as the whole.
        var clause = clause(of: quantity).lowerBound
        // 其中,登记的合作社760个
        if quantity.clause > 0, sentence.clauses[quantity.clause - 1].count == 2 {
            clause = sentence.clauses[quantity.clause - 1].lowerBound
        }
        if stock.unit == quantity.unit, units.spell("其", "中", at: clause, limit: quantity.start) { return true }
        let isNamedSo = Self.stocks.longest(in: units, endingAt: name.upperBound, limit: name.lowerBound) != nil
        return (isNamedSo || countsThings(quantity)) && isUneventful(quantity, named: isNamedSo)
    }

    /// Whether a count goes on with those that 目前 or 截至目前 tells there are: `目前，全镇有工业企业2个，农业企业3家`.
    func continuesNow(_ draft: Draft, _ quantity: Quantity, _ stated: StatedTime) -> Bool {
        guard stated.period == nil, draft.measure == .level, let last = drafts.last, last.isPeriodOpen,
            last.periodWords == stated.words, last.measure == .level,
            ["截", "目"].contains(units[stated.words.lowerBound]),
            case let before = sentence.quantities[last.quantity], quantity.clause <= before.clause + 1,
            countsThings(quantity), countsThings(before), draft.namingRule != .behind,
            case let name = draft.name.second.isEmpty ? draft.name.first : draft.name.second,
            Self.flows.longest(in: units, endingAt: name.upperBound, limit: name.lowerBound) == nil
        else { return false }
        return isUneventful(quantity, named: false) && isUneventful(before, named: false)
    }

    /// Whether the first number of the sentence is a balance: `各项贷款余额214.5亿元` behind `8月末各项存款余额281.8亿元。`.
    var opensWithBalance: Bool {
        guard let first = sentence.quantities.first, first.clause < 2,
            kind(of: first) == .money || kind(of: first) == .ratio
        else { return false }
        let opening = sentence.clauses[0]
        if first.clause == 1 {
            // 按可比口径计算,各项存款余额同比增长9%; 从存款结构看,住户存款余额5亿元
            // 境内存款中,住户存款余额5亿元
            guard opening.count > 3,
                units[opening.lowerBound] == "按" || units[opening.upperBound - 1] == "中" || frames(opening)
            else { return false }
        }
        var end = first.start
        if kind(of: first) == .ratio {
            // 余额同比增长
            let words = sentence.clauses[first.clause].lowerBound..<end
            guard let mark = units[words].lastIndex(of: "余"), units.spell("余", "额", at: mark, limit: end) else {
                return false
            }
            end = mark + 2
        }
        // 余额为, 余额达
        if let verb = cue(endingAt: end, limit: sentence.range.lowerBound), verb.classes.contains(.reach) {
            end -= verb.length
        }
        return isBalance(sentence.range.lowerBound..<end)
    }

    /// Whether words end with 余额.
    func isBalance(_ words: Range<Int>) -> Bool {
        words.count > 2 && units.spell("余", "额", endingAt: words.upperBound, from: words.lowerBound)
    }

    /// Whether the number counts people or things, not what happened: 所, 张, 人; not 人次, 件.
    private func countsThings(_ quantity: Quantity) -> Bool {
        guard kind(of: quantity) == .count else { return false }
        switch vocabulary.units[quantity.unit].code {
        case "人次", "件", "次", "起", "场", "场次", "宗", "例", "批", "批次", "项": return false
        default: return true
        }
    }

    /// Whether the words before a number tell of nothing that was done: no 新增, no 完成, no 建成.
    ///
    /// Where the name is one of a stock, 注册护士, a verb in it tells nothing.
    private func isUneventful(_ quantity: Quantity, named isNamedSo: Bool) -> Bool {
        let events: CueClass =
            isNamedSo
            ? [.attainment, .addition, .phase, .estimate] : [.action, .attainment, .addition, .phase, .estimate]
        // 有 拥有 共有: that there are so many is none.
        let start = phraseStart(of: quantity)
        return !cues(in: start..<quantity.start).contains {
            !$0.classes.isDisjoint(with: events) && units[$0.end - 1] != "有"
                // 社区卫生服务中心
                && !($0.classes.contains(.nominal) && $0.start > start + 1)
        }
    }
}
