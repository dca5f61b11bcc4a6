/// Those who are counted, and where what they do begins: `37个单位组建联盟`, `22户企业结对帮扶23个村`.
extension FigureReader {
    /// Words for those who act.
    private static let agents = WordTrie(
        """
        企业 单位 部门 机构 社区 街道 居民 群众 农户 干部 党员 职工 学生 教师 专家 代表 委员 志愿者 团队 家庭 村社 合作社 乡镇 公司 商户 村民 \
        贫困户
        """,
        isReversed: true
    )
    /// What the names of things end with whose first half is a verb: 社区改造项目.
    private static let undertakings = WordTrie(
        "项目 工程 任务 工作 建设 改造 设施 中心 平台 方案 计划 制度 活动 服务 业务 事项 问题 试点 行动 培训 情况",
        isReversed: true
    )

    /// Whether the words end with people or households, and the number behind them counts such.
    func namesThose(_ phrase: Phrase, countedBy quantity: Quantity) -> Bool {
        guard quantity.unit >= 0, phrase.range.count > 3 else { return false }
        switch vocabulary.units[quantity.unit].code {
        case "人", "人次": return Self.people.longest(in: units, endingAt: phrase.end, limit: phrase.start) != nil
        // 农户 贫困户
        case "户": return units[phrase.end - 1] == "户"
        default: return false
        }
    }

    /// Words for people of whom a number is told.
    private static let people = WordTrie(
        "群众 劳动力 人口 农民 农民工 居民 学生 儿童 老人 老年人 残疾人 妇女 青年 退役军人 毕业生 人员 职工 游客",
        isReversed: true
    )

    /// Where those end who are counted, `37个单位组建联盟`: what they do to others is no part of the noun; nil where none act.
    func agentEnd(_ noun: Range<Int>) -> Int? {
        guard noun.count > 5 else { return nil }
        for verb in cues(in: noun) where verb.end - verb.start == 2 && verb.end < noun.upperBound - 1 {
            guard verb.classes.contains(.action), verb.classes.isDisjoint(with: [.nominal, .noun]),
                case let end = withoutManner(verb.start, from: noun.lowerBound),
                Self.agents.longest(in: units, endingAt: end, limit: noun.lowerBound) != nil,
                !isNounSuffix(units[verb.end])
            else { continue }
            return Self.undertakings.longest(in: units, endingAt: noun.upperBound, limit: verb.end) == nil ? end : nil
        }
        return nil
    }

    /// Where 联合, 共同 or 抱团 begins before a verb, which says how those counted act; `end` where none stands there.
    private func withoutManner(_ end: Int, from start: Int) -> Int {
        guard end - start > 3 else { return end }
        switch (units[end - 2], units[end - 1]) {
        case ("联", "合"), ("共", "同"), ("抱", "团"): return end - 2
        default: return end
        }
    }

    /// What is told of those that are counted, where nothing stands before the number: the verbs that are no half of a noun there.
    private static let predicates = WordTrie(
        """
        亮相 升格 晋级 晋升 位列 进驻 接入 集聚 入住 就读 互认 共享 通办 通达 清零 达标 帮扶 结对 参照 立起 制定 开设 丰富 让 凭 因 上一线 晋位 \
        提质 转型 布局 错峰 用于 成型 成势 规模化 实战化 实体化 常态化 先行探索 有序 高效 平稳 强链 装车 对外 全国复制 全国推广 全省推广 全市推广 \
        全省互认 全市互认 全市通办 全区通办 全省通办 湾区通办 全市配置 闭环 串珠 星罗 闪耀 助力 赋能 主板 挂牌 揭牌 开诊 总订单 联系 签约 分配 \
        深度 试点公开 共建 无一 实现 免费 投用 投运 多次 陆续 相继 先后
        """
    )

    /// Where the predicate begins behind those who are counted at the head of a clause, `148个大模型规模化应用`; nil where a verb stands before the
    /// number or none behind it.
    func predicateStart(_ noun: Range<Int>, _ quantity: Quantity, _ clause: Range<Int>) -> Int? {
        guard noun.count > 4, kind(of: quantity) == .count, noun.upperBound == clause.upperBound,
            !sentence.quantities.contains(where: { $0.clause == quantity.clause && $0.start < quantity.start }),
            !cues(in: clause.lowerBound..<quantity.start).contains(where: {
                !$0.classes.isDisjoint(with: [.action, .attainment, .addition, .planVerb, .reach])
                    // 与甲公司等165家企业多次洽谈
                    || $0.classes.contains(.lead) && !$0.classes.contains(.place) && units[$0.start] != "与"
            }),
            Self.undertakings.longest(in: units, endingAt: noun.upperBound, limit: noun.lowerBound) == nil,
            Self.predicates.longest(in: units, at: noun.lowerBound, limit: noun.upperBound) == nil
        else { return nil }
        var isQuoted = false
        for index in noun.dropLast() {
            if units[index] == "“" { isQuoted = true }
            if units[index] == "”" { isQuoted = false }
            if index < noun.lowerBound + 2 || isQuoted { continue }
            guard let verb = Self.predicates.longest(in: units, at: index, limit: noun.upperBound),
                // 产业集聚区, 通达率
                noun.upperBound - index - verb.length != 1, units[index + verb.length - 1] != "的"
            else { continue }
            return index
        }
        return nil
    }

    /// Whether what follows is something done as a whole: `完成16家企业排查整治`, `通过2个社区创建验收`.
    func isCompleted(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        (max(clause.lowerBound, quantity.start - 12)..<quantity.start).contains {
            units[$0] == "完" && units[$0 + 1] == "成" || units[$0] == "通" && units[$0 + 1] == "过"
        }
    }

    /// Where the verbs begin whose object is what the number at `end` counts, `22户企业结对帮扶23个村`; `end` where none do.
    func verbStart(before end: Int, from start: Int, _ clause: Range<Int>) -> Int {
        guard let next = sentence.quantities.first(where: { $0.start == end }),
            kind(of: next) == .count || next.unit < 0 && next.isScaled, next.end < clause.upperBound,
            UnitClass.isHan(units[next.end])
        else { return end }
        var first = end
        while let verb = cue(endingAt: first, limit: start + 2), verb.length > 1, verb.classes.contains(.action),
            verb.classes.isDisjoint(with: [.noun, .moneyHead, .nominal])
        {
            first -= verb.length
        }
        return first
    }
}
