/// The words by which headings and opening lines tell what they cover.
enum PeriodWords {
    /// A heading with one of these looks back.
    static let review = WordTable(
        """
        回顾 总结 工作成效 主要成效 工作成绩 发展成就 完成情况 进展情况 开展情况 推进情况 工作情况 执行情况 运行情况 主要情况 基本情况 过去一年 过去五年 过去的五年 过去的一年 \
        存在问题 存在的问题 主要问题 一年来 五年来 半年来 已完成
        """
    )

    /// A heading with one of these looks ahead.
    static let plan = WordTable(
        """
        总体要求 主要目标 工作目标 目标任务 主要任务 重点任务 工作任务 预期目标 奋斗目标 发展目标 工作安排 工作打算 工作计划 工作思路 总体思路 下步 \
        下一步 下阶段 下一阶段 工作部署 总体部署 主要预期 今后 未来 重点工作 工作重点 工作建议 任务 打算 安排 计划 思路 展望 举措 \
        努力实现 政府自身建设 民生实事
        """
    )

    /// A heading that holds one of these looks back, also on a plan: `主要目标提前实现`.
    static let attained = WordTable(
        """
        提前实现 全面实现 顺利实现 胜利实现 圆满实现 基本实现 如期实现 提前完成 全面完成 顺利完成 胜利完成 圆满完成 超额完成 全部完成 如期完成 较好完成 \
        基本完成
        """
    )

    /// What makes of such a heading one that looks ahead.
    static let wanted = WordTable("确保 力争 努力 争取 奋力 推动 保障 保证 为全面 为圆满 为顺利 为如期 要全面 要如期")

    /// What opens an outermost heading that says what is wanted: `二、争取经济再上新台阶`.
    static let intent = WordTable("争取 力争")

    /// What opens a short heading that looks ahead.
    static let next = WordTable("下一步 下步 下阶段 下一阶段")

    /// What ends it.
    static let nextStep = WordTable("工作 打算 安排 计划 思路 措施 举措 重点 任务 部署 设想 建议 目标")

    /// A document whose title ends with one of these plans, unless the title also says that it looks back.
    static let planTitle = WordTable(
        """
        工作计划 工作安排 工作要点 工作打算 工作思路 行动计划 工作目标 目标任务 实施方案 工作方案 重点任务 民生实事 民生实事项目 拟办实事 拟办重要实事 拟办的实事 \
        社会发展计划
        """
    )

    /// What the opening of a document that only plans says.
    static let planOpening = WordTable(
        """
        特制定本 特制订本 特制定如下 特制订如下 制定本计划 制定如下工作计划 制定如下计划 制定以下计划 工作计划如下 工作打算如下 工作安排如下 \
        工作要点如下 工作思路如下 做好以下 抓好以下 做好如下 抓好如下
        """
    )

    /// What says in a title that a document looks back.
    static let reviewTitle = WordTable("总结 回顾 情况 报告 成效 成就 小结 汇报")

    /// What stands behind 2023年中 where that is the middle of the year.
    static let behindMidYear = WordTable("工作 总结 报告 汇报 小结 述职 会议 情况 经济 推进 分析 回顾 评估 全会 全体会 计划")

    /// A paragraph of a review that begins with one of these turns to what is ahead.
    static let turn = WordTable(
        """
        预期目标是 预期目标为 预期目标: 主要目标是 主要目标为 主要目标: 目标任务是 总体要求是 总体思路是 工作思路是 工作目标是 总的要求是 \
        工作总体要求 奋斗目标是 新的一年, 下一步, 下阶段, 下一阶段, 今后五年, 未来五年,
        """
    )

    /// What the words of a work report to a congress hold.
    static let speech = WordTable("各位代表 政府工作报告 人民代表大会 向大会")

    /// Counts of all people or firms.
    static let census = WordTable("人口普查 经济普查 农业普查")

    /// Words of a title that name the kind of a report.
    static let communique = WordTable("统计公报 公报")

    /// Words of plans, behind which a national plan's name is no time.
    static let planName = WordTable("规划 纲要 开局 收官 蓝图 目标纲要 发展规划 项目 课题")

    /// What stands behind years whose sum is told: `五年累计`.
    static let summing = WordTable("累计 总计 共 间 净增 新增 新设 新建")

    /// What the name of a place ends with.
    static let area = WordTable("特别行政区 自治区 自治州 自治县 街道 省 市 县 区 镇 乡 旗 州 盟")

    /// Who governs or reports for a place, behind its name.
    static let government = WordTable("人民政府 政府 管理委员会 管委会 统计局 办事处")
}
