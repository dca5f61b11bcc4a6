/// What the head of a column says of the numbers below it.
struct TableColumn {
    /// The words of the head, of the lowest where several stand above one another; empty where the text has none.
    var head = 0..<0
    /// What kind of numbers they are; nil where the head does not tell.
    var measure: Observation.Measure?
    /// What they are compared with.
    var basis: Observation.Basis?
    /// Whether the head speaks of a fall: 降幅.
    var isFall = false
    /// Whether a change is an amount in the unit of the row, not a rate: 比年初增减.
    var isAmount = false
    /// Whether only a bracket says that it is growth that is wanted, 预期目标(增速), which may hold for the rates below alone.
    var isGrowthWanted = false
    /// The unit in the head's brackets.
    var unit: UnitPhrase?
    /// The noun that the head adds to the names: 产量; empty where it adds nothing.
    var noun = 0..<0
    /// The noun of a head above that of the noun: 60岁以上 over 人数.
    var whose = 0..<0
    /// Whether the noun names a ratio (比重) and so always belongs to the name.
    var isShare = false
    /// Among whom the ranks are meant: 全省.
    var comparedWith = 0..<0
    /// The place that the numbers are of: 全国; empty for the table's own.
    var place = 0..<0
    /// Whether the numbers are those of an index, which needs no unit: (上月=100).
    var isIndex: Bool { measure == .level && !isShare }
    /// Whether the numbers are those of the same months of the year before: 同期 beside 本期.
    var isYearBefore = false
    /// Whether the numbers are per cent of those of the year before, which are no growth: 为上年决算数的%.
    var isOfLastYear = false
    /// What the numbers are claimed as, where the head says more than that they are: 年度目标, 预计数.
    var status: Observation.Status?
    /// The time that the head names, with its words.
    var time: PeriodResolver.Mention?

    /// Whether nothing is known of the column.
    var isEmpty: Bool { measure == nil && unit == nil && noun.isEmpty && place.isEmpty && time == nil && !isOfLastYear }

    /// Whether the head tells of the numbers no more than that they are amounts of the caption's unit.
    var isPlainAmount: Bool { measure == nil && unit == nil && !isShare && !isOfLastYear }

    private static let change = WordTable(
        "增长 增速 增幅 ± 增减 涨跌 涨幅 降幅 同比 环比 比上年 比上月 较上年 比去年 比年初 较年初 变化 变动 升降 比上季 幅度 增量 增加额 增加量 新增额"
    )
    private static let pull = WordTable("拉动 下拉")
    private static let previous = WordTable("环比 比上月 较上月 比上季 较上季 比年初 较年初")
    private static let average = WordTable("年均 平均增长 平均增速")
    private static let fallHead = WordTable("降幅 下降 降低 减少 下跌 回落")
    private static let both = WordTable("增减 升降 增降 上升或下降 升或降 增长或下降")
    private static let amount = WordTable("增减额 增加额 增长额 增量 增减量 增加量 净增 比年初增减 比年初增加 较年初增减 较年初增加 比上月增减 新增额")
    private static let share = WordTable("比重 占比 构成 结构 份额 贡献率 拉动 下拉 所占")
    private static let completion = WordTable(
        "完成率 为预算 完成预算 占预算 为年初预算 完成年初预算 占年初预算 为调整预算 完成调整预算 完成年计划 完成计划 占计划 为计划 完成任务 占任务 为任务 完成目标 占目标 为目标 占全年任务 占全年计划 占全年目标 完成年度 完成进度 完成全年 进度"
    )
    /// Words for the place in an order.
    static let rank = WordTable("位次 排名 排序 名次")
    private static let index = WordTable("上年=100 上年同期=100 上年同月=100 =100")
    private static let ofLastYear = WordTable("为上年 占上年 为去年 占去年 相当于上年")
    /// Words of a head that say nothing of what is measured.
    private static let empty = WordTable(
        """
        绝对数 绝对值 绝对额 绝对量 数值 总量 本年 本期 本年度 累计 实绩 实际 完成 完成数 完成额 全年 完成情况 执行情况 年末 年末数 数量 金额 指标值 当月 本月 实际数 执行数 预算执行数 决算数 快报数 全年累计 本月止累计 止累计 \
        累计数 累计值 总计 实数 数额 值 数 当期 期末 期末数 本月末 本月累计 自年初累计 1-本月 余额数 至本月平均 至本月 平均 本季 本季度 本季末 同期比 累计比 上年 上年同期 去年 去年同期 计量单位 单位 水平 现价 按现价计算 初步统计 初步核算 单位: 为
        """
    )
    /// What a noun ends with that says only when its numbers are counted.
    private static let timed = WordTable("当月值 累计值 本月值 本期值 累计数 当月数 本月数")
    /// Words of a title that say how the rows are taken apart.
    private static let grouping = WordTable(
        "分行业 按行业分 分地区 按地区分 分领域 按领域分 分产业 按产业分 分县区 分县(市、区) 各县区 各县(市、区) 各地区 各市县 各乡镇 各镇街 分经济类型 分登记注册类型"
    )
    /// Words for the months of the numbers beside them, a year before.
    static let yearBefore = WordTable("同期 同期数 同期值 上年同期 去年同期 上年同期数 去年同期数")
    /// Words for the year before.
    static let lastYear = WordTable("上年 去年")
    /// Words for the places that columns are of.
    static let place = WordTable("全国 全省 全市 全县 全区 全自治区 全州 城市 农村 城镇 东部地区 中部地区 西部地区 东北地区")

    /// By what prices growth is reckoned.
    private static let prices = WordTable("名义 实际 不变价 不变价格 可比价 可比价格 现价 按不变价 按可比价 按不变价格 按可比价格 按可比价格计算 按不变价格计算")
    private static let target = WordTable(
        "目标 目标值 目标数 预期 预期目标 目标任务 任务 任务数 计划 计划数 年度计划 预算数 年初预算 年度预算 年初预算数 年度预算数 调整预算 调整预算数 预算"
    )
    private static let estimate = WordTable("预计 预计数 预计完成 预计执行数 预计完成数 预计下季度")

    /// A column of which nothing is known.
    init() {}

    /// Reads the heads that stand above one another.
    init(
        _ heads: [Range<Int>],
        text: FoldedText,
        vocabulary: Vocabulary,
        resolver: inout PeriodResolver,
        section: Int
    ) {
        for head in heads where !head.isEmpty {
            self.head = head
            read(head, text, vocabulary, &resolver, section)
        }
    }

    private mutating func read(
        _ head: Range<Int>,
        _ text: FoldedText,
        _ vocabulary: Vocabulary,
        _ resolver: inout PeriodResolver,
        _ section: Int
    ) {
        // 上月=100: what an index is based on.
        if Self.index.ends(in: text, head) {
            measure = .level
            return
        }
        if Self.ofLastYear.first(in: text, head) != nil {
            isOfLastYear = true
            return
        }
        var words = head
        let told = readEnd(of: &words, text, vocabulary)
        var mentions: [PeriodResolver.Mention] = []
        resolver.find(in: told, section: section, into: &mentions)
        // 拉动增长(百分点) tells of what grows by a part, not of its growth.
        // 增速位次 ranks the growth.
        // 环比(上月=100) is an index.
        let isChange =
            isGrowthWanted
            || told == head && Self.change.first(in: text, words) != nil && !Self.pull.opens(in: text, words)
                && !Self.rank.ends(in: text, words)
        if isChange {
            readChange(head, text, mentions, vocabulary)
        } else {
            readMeasure(words, text)
        }
        // 以上月价格为100: the month is no time of the numbers.
        if let mention = mentions.first(where: { !(isChange && $0.isBase) }), text.units[head.lowerBound] != "以" {
            time = mention
        }
        if time == nil, let year = Self.year(words, text) { time = year }
        readNoun(words, text, mentions, isChange: isChange)
    }

    /// Takes off the end of a head its unit, 产量(万吨), 增速%, and what a bracket says of how the numbers are meant.
    ///
    /// - Returns: the part of the head that may name a time of the numbers.
    private mutating func readEnd(
        of words: inout Range<Int>,
        _ text: FoldedText,
        _ vocabulary: Vocabulary
    )
        -> Range<Int>
    {
        let head = words
        if let (inner, start) = Self.bracket(atEndOf: head, text) {
            if let phrase = UnitPhrase(inner, of: text.units, vocabulary, isCertain: false) {
                unit = phrase
                words = words.lowerBound..<start
            } else if Self.index.first(in: text, inner) != nil {
                measure = .level
                words = words.lowerBound..<start
                // (上年=100): the year is no time of the numbers.
                return words
            } else if start > words.lowerBound, readRemark(inner, text) {
                words = words.lowerBound..<start
            }
        } else if let phrase = Self.unitBehind(head, text, vocabulary) {
            unit = phrase.unit
            words = words.lowerBound..<phrase.start
        }
        return head
    }

    /// What kind of numbers stand below a head that does not speak of a change.
    private mutating func readMeasure(_ words: Range<Int>, _ text: FoldedText) {
        if Self.rank.first(in: text, words) != nil {
            measure = .rank
            comparedWith = Self.place.first(in: text, words) ?? words.lowerBound..<words.lowerBound
        } else if Self.completion.first(in: text, words) != nil {
            measure = .completion
        } else if Self.share.first(in: text, words) != nil {
            measure = .level
            isShare = true
            isFall = text.units[words.lowerBound] == "下"
        }
    }

    /// What else a head says, without its unit: the noun of the numbers, what they are claimed as, where they are counted.
    private mutating func readNoun(
        _ words: Range<Int>,
        _ text: FoldedText,
        _ mentions: [PeriodResolver.Mention],
        isChange: Bool
    ) {
        if words.isEmpty { return }
        var words = words
        // 上年本月 below 上年同期 tells the months itself.
        if Self.lastYear.opens(in: text, words) { isYearBefore = false }
        if Self.yearBefore.fills(in: text, words) {
            isYearBefore = true
            return
        }
        if measure != .completion, !isShare { readStatus(&words, text) }
        if Self.place.fills(in: text, words) {
            place = words
            return
        }
        guard measure != .completion, measure != .rank else { return }
        let left = Self.nounOf(words, text, mentions)
        // 1-3季度全市
        if Self.place.fills(in: text, left) {
            place = left
            return
        }
        if isChange, Self.prices.fills(in: text, left) { return }
        if left.isEmpty { return }
        whose = noun
        noun = left
    }

    /// What a bracket says of how the numbers are meant, 完成情况(预计), 目标(增速); false where it says something else.
    private mutating func readRemark(_ inner: Range<Int>, _ text: FoldedText) -> Bool {
        if Self.estimate.fills(in: text, inner) {
            status = .estimate
            return true
        }
        isGrowthWanted = inner.count <= 4 && Self.change.first(in: text, inner) != nil
        return isGrowthWanted
    }

    /// Takes off the end of a head what says that the numbers are wanted or expected: 年度目标, 预计数.
    private mutating func readStatus(_ words: inout Range<Int>, _ text: FoldedText) {
        var end = words.upperBound
        // 计划 目标值
        while let start = (max(words.lowerBound, end - 6)..<end).first(where: {
            Self.target.fills(in: text, $0..<end) || Self.estimate.fills(in: text, $0..<end)
        }) {
            status = Self.target.fills(in: text, start..<end) ? .target : .estimate
            end = start
            while end > words.lowerBound, text.units[end - 1] == " " { end -= 1 }
        }
        words = words.lowerBound..<end
    }

    /// A year without 年 as a whole head or name: 2019.
    static func year(_ words: Range<Int>, _ text: FoldedText) -> PeriodResolver.Mention? {
        guard let year = yearNumber(words, text) else { return nil }
        return PeriodResolver.Mention(range: words, period: Period.year(year), isBase: false)
    }

    /// The number of such a year; nil where the words are none.
    static func yearNumber(_ words: Range<Int>, _ text: FoldedText) -> Int? {
        guard words.count == 4, words.allSatisfy({ UnitClass.isDigit(text.units[$0]) }) else { return nil }
        let year = words.reduce(0) { $0 * 10 + Int(text.units[$1] & 0xF) }
        return (1900...2100).contains(year) ? year : nil
    }

    /// Whether the words are the year before or behind `other`, as where each year is a row: 2019, 2020.
    static func isYear(_ words: Range<Int>, besides other: Int?, _ text: FoldedText) -> Bool {
        guard let other, let year = yearNumber(words, text) else { return false }
        return abs(year - other) == 1
    }

    /// Whether the noun says whose figures stand below: 全体居民, 农村常住居民.
    func isOfPeople(_ text: FoldedText) -> Bool { TableWords.residents.ends(in: text, noun) }

    private mutating func readChange(
        _ head: Range<Int>,
        _ text: FoldedText,
        _ mentions: [PeriodResolver.Mention],
        _ vocabulary: Vocabulary
    ) {
        measure = .change
        if Self.average.first(in: text, head) != nil {
            basis = .annualAverage
        } else if let word = Self.previous.first(in: text, head) {
            basis = text.units[word.upperBound - 1] == "初" ? .since : .pop
        } else if let base = mentions.first(where: { $0.isBase }), let period = base.period,
            text.units[base.range.upperBound - 1] == "年", text.units[base.range.upperBound - 2] != "上",
            text.units[base.range.upperBound - 2] != "去",
            mentions.contains(where: { !$0.isBase && ($0.period?.end.year ?? 0) > period.end.year + 1 })
        {
            basis = .since
        } else {
            basis = .yoy
        }
        isAmount = Self.amount.first(in: text, head) != nil
        isFall = Self.fallHead.first(in: text, head) != nil && Self.both.first(in: text, head) == nil
    }

    /// What is left of a head as a noun: without time, growth, and words that say nothing.
    private static func nounOf(
        _ words: Range<Int>,
        _ text: FoldedText,
        _ mentions: [PeriodResolver.Mention]
    )
        -> Range<Int>
    {
        // 18-35岁
        if words.count <= 12, words.contains(where: { text.units[$0] == "岁" }) { return words }
        if words.count == 1, text.units[words.lowerBound] == "男" || text.units[words.lowerBound] == "女" { return words }
        var start = words.lowerBound
        var end = words.upperBound
        start += captionNumber(words, text)
        while start < end, text.units[start] == " " { start += 1 }
        // 以上年同期价格为100
        if start < end, text.units[start] == "以" { return start..<start }
        if let cut = change.first(in: text, start..<end) { end = cut.lowerBound }
        // 固定资产投资(不含农户)增长速度: what is counted along is no part of the noun.
        if let (_, open) = bracket(atEndOf: start..<end, text), open > start { end = open }
        // 纱产量_累计值
        if let tail = (max(start, end - 3)..<end).first(where: { timed.fills(in: text, $0..<end) }) { end = tail }
        for mention in mentions where mention.range.lowerBound <= start && mention.range.upperBound > start {
            start = min(mention.range.upperBound, end)
        }
        for mention in mentions where mention.range.upperBound >= end && mention.range.lowerBound > start {
            end = mention.range.lowerBound
        }
        // 16-14 各地区货运量
        while start < end, !UnitClass.isHan(text.units[start]), !UnitClass.isLatinLetter(text.units[start]) {
            start += 1
        }
        while start < end {
            let length = max(
                empty.length(in: text, at: start, limit: end),
                grouping.length(in: text, at: start, limit: end)
            )
            // 平均家庭户规模
            guard length > 0, text.units[start] != "平" || start + length == end else { break }
            start += length
        }
        // GDP is a noun, Total behind 合计 only a translation.
        let isLatin = start < end && text.units[start..<end].allSatisfy { UnitClass.isLatinLetter($0) && $0 < "a" }
        while end > start, !isLatin, !UnitClass.isHan(text.units[end - 1]), text.units[end - 1] != ")" { end -= 1 }
        while start < end, !UnitClass.isHan(text.units[start]), !UnitClass.isLatinLetter(text.units[start]) {
            start += 1
        }
        return end - start >= 2 && end - start <= 12 ? start..<end : start..<start
    }

    /// Length of the number that a title begins with: 表4, 附表2.
    private static func captionNumber(_ words: Range<Int>, _ text: FoldedText) -> Int {
        var index = words.lowerBound
        if index < words.upperBound, text.units[index] == "附" { index += 1 }
        guard index + 1 < words.upperBound, text.units[index] == "表" else { return 0 }
        index += 1
        // 表1 2023年: a year behind the number is none of its digits.
        let digits = words[index...].prefix { UnitClass.isDigit(text.units[$0]) }
        if !digits.isEmpty {
            let isBeforeYear = digits.upperBound < words.upperBound && text.units[digits.upperBound] == "年"
            return (isBeforeYear ? max(index, digits.upperBound - 4) : digits.upperBound) - words.lowerBound
        }
        guard UnitClass.hanDigit(text.units[index]) != nil else { return 0 }
        return index + 1 - words.lowerBound
    }

    /// What the brackets at the end of a head or name hold, and where they open.
    static func bracket(atEndOf range: Range<Int>, _ text: FoldedText) -> (inner: Range<Int>, start: Int)? {
        guard range.count > 2, text.units[range.upperBound - 1] == ")" else { return nil }
        var index = range.upperBound - 2
        while index >= range.lowerBound {
            if text.units[index] == "(" { return (index + 1..<range.upperBound - 1, index) }
            index -= 1
        }
        return nil
    }

    private static let points = WordTable("百分点")

    /// A unit right behind the words of a head: 增速%, ±%, 比上年增长%.
    private static func unitBehind(
        _ head: Range<Int>,
        _ text: FoldedText,
        _ vocabulary: Vocabulary
    )
        -> (unit: UnitPhrase, start: Int)?
    {
        if points.ends(in: text, head), head.count > 3 {
            let start = head.upperBound - 3
            return UnitPhrase(start..<head.upperBound, of: text.units, vocabulary, isCertain: false).map { ($0, start) }
        }
        let last = head.upperBound - 1
        guard text.units[last] == "%" || text.units[last] == "‰" else { return nil }
        return UnitPhrase(last..<head.upperBound, of: text.units, vocabulary, isCertain: false).map { ($0, last) }
    }
}
