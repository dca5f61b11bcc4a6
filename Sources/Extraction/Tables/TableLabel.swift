/// The name of a row, without its marks and its unit.
struct TableLabel {
    /// The words that name the row.
    private(set) var name: Range<Int>
    /// The unit in its brackets: 粮食(万吨).
    private(set) var unit: UnitPhrase?
    /// The time that it names: 年末.
    private(set) var time: PeriodResolver.Mention?
    /// What a cell before that of the name says of whom or what it is: 商品房销售 before 面积.
    private(set) var whose = 0..<0
    /// The number of an outline that opened it: 三、.
    private(set) var marker: HeadingMarker.Kind?
    /// Whether the name says that the numbers are changes: 地区生产总值增长.
    private(set) var isChange = false
    /// Whether 其中 says that the row is a part of the one above.
    private(set) var isPart = false
    /// Whether the name only says of whom the figure above is taken: 城镇, 60周岁及以上.
    private(set) var isClass = false
    /// Whether the name says only that the figure is that of all, and not of what: 总计.
    private(set) var isTotal = false
    /// Whether the name is that of a rate or an index, which has no unit of amounts.
    private(set) var isRatio = false
    /// Whether it is one in per cent: 城镇化率.
    private(set) var isPercentage = false
    /// Whether the row may be counted in the unit of the row above: 第一产业 below 地区生产总值(亿元).
    private(set) var takesUnit = false

    /// What no name ends with.
    private static let closing = UnitSet(",。、;:!?/.(《“·~+=-* \n")
    private static let ofThese = WordTable(
        "其中: 其中, 其中 内: 分地域: 分行业: 分城乡: 分产业: 分类型: 分类别: 按地域分: 按行业分: 按产业分: 按城乡分: 按经营地分: 按消费类型分: 按登记注册类型分: 按贸易方式分: 按企业性质分: 按类型分: 按性别分:"
    )
    /// Words that say of whom the figure above is taken, and nothing of what is measured.
    private static let classes = WordTable(
        "城镇 乡村 城市 农村 城区 县域 男 女 男性 女性 市区 镇区 县 乡 住宅 办公楼 商业营业用房 国有控股 国有及国有控股 集体控股 私人控股 外商控股 港澳台商控股 人民币 外币 铁路 公路 水运 水路 民航 航空 管道 一般贸易 加工贸易"
    )
    /// What a number that has no unit ends with.
    private static let ratios = WordTable("率 指数 比重 占比 比例 系数 比 密度")

    private static let percentages = WordTable("率 比重 占比")
    private static let productivity = WordTable("生产率 汇率 出生率 死亡率 自然增长率")

    /// Takes apart the words of a row.
    init(
        _ range: Range<Int>,
        text: FoldedText,
        vocabulary: Vocabulary,
        resolver: inout PeriodResolver,
        section: Int
    ) {
        name = range
        if let bar = range.firstIndex(where: { text.units[$0] == "|" }) { takeParts(bar, text) }
        stripTranslation(text)
        if let (inner, start) = TableColumn.bracket(atEndOf: name, text),
            let phrase = UnitPhrase(inner, of: text.units, vocabulary, isCertain: false)
        {
            unit = phrase
            name = name.lowerBound..<start
        }
        var start = name.lowerBound
        if let marker = HeadingMarker.numbered(in: text, at: start, limit: name.upperBound),
            marker.length < name.count
        {
            start += marker.length
            self.marker = marker.kind
        }
        while start < name.upperBound {
            let length = Self.ofThese.length(in: text, at: start, limit: name.upperBound)
            if length > 0 {
                isPart = true
                start += length
            } else if UnitClass.isHan(text.units[start]) || UnitClass.isLatinLetter(text.units[start])
                || UnitClass.isDigit(text.units[start]) || text.units[start] == "“"
            {
                break
            } else {
                start += 1
            }
        }
        var end = name.upperBound
        while end > start, Self.closing.contains(text.units[end - 1]) { end -= 1 }
        name = start..<max(start, end)
        stripChange(text)
        findTime(text, &resolver, section: section)
        isClass = Self.isClass(name, text)
        isTotal = Self.isTotal(name, text)
        isRatio = Self.ratios.ends(in: text, name)
        isPercentage = isRatio && Self.percentages.ends(in: text, name) && !Self.productivity.ends(in: text, name)
        takesUnit = !isChange && !isRatio && !endsWithUnknownUnit(text)
    }

    /// Whether a bracket ends the name that looks like a unit, though none that is known: (万瓦).
    private func endsWithUnknownUnit(_ text: FoldedText) -> Bool {
        TableColumn.bracket(atEndOf: name, text).map { bracket in
            bracket.inner.count < 7 && bracket.inner.first.map { Numeral.scale(text.units[$0]) > 2 } ?? false
        } ?? false
    }

    /// Whether the row is not a new thing beside one that was numbered with `other`: 1、 below 二、, or without a number.
    func isBelow(_ other: HeadingMarker.Kind?) -> Bool {
        guard let marker else { return true }
        // 1. below a total without a number
        return other.map { $0.rawValue < marker.rawValue } ?? (marker == .arabic || marker == .arabicBracket)
    }

    /// Takes a name in two cells apart: 商品房销售 | 面积, 粮食 | grain.
    private mutating func takeParts(_ bar: Int, _ text: FoldedText) {
        let first = TableCell.withoutBars(name.lowerBound..<bar, in: text)
        let second = TableCell.withoutBars(bar + 1..<name.upperBound, in: text)
        guard !first.isEmpty, !second.isEmpty else { return }
        if second.contains(where: { UnitClass.isHan(text.units[$0]) }) {
            whose = first
            name = second
        } else {
            name = first
        }
    }

    /// Takes off the English behind a name: 铁路 Railways.
    private mutating func stripTranslation(_ text: FoldedText) {
        var start = name.upperBound
        var hasSmall = false
        while start > name.lowerBound, case let unit = text.units[start - 1], !UnitClass.isHan(unit), unit != ")" {
            if UnitClass.isLatinLetter(unit), unit >= "a" { hasSmall = true }
            start -= 1
        }
        let end = start
        while start < name.upperBound, text.units[start] == " " { start += 1 }
        guard hasSmall, name.upperBound - start > 3, end > name.lowerBound, UnitClass.isLatinLetter(text.units[start]),
            start > end || text.gap(before: start) > 0
        else { return }
        name = name.lowerBound..<end
    }

    /// What follows the noun in the name of a row of growth.
    private static let changeEnding = WordTable(
        """
        增长 增速 增长率 增长速度 同比增长 同比增速 比上年增长 比上年同期增长 同比增减 增幅 涨跌幅 同比涨跌 增长速率 同比 增长幅度 名义增长 实际增长
        """
    )
    private static let noChange = WordTable("自然增长率 自然增长 机械增长率 机械增长")

    private mutating func stripChange(_ text: FoldedText) {
        guard !Self.noChange.ends(in: text, name) else { return }
        for start in max(name.lowerBound, name.upperBound - 8)..<name.upperBound
        where Self.changeEnding.fills(in: text, start..<name.upperBound) {
            isChange = true
            // 比上年增长 alone speaks of the row above.
            name = name.lowerBound..<start
            return
        }
    }

    /// Takes off the time with which the name begins, 年末常住人口, and sees that inside it, 生猪年末存栏.
    private mutating func findTime(_ text: FoldedText, _ resolver: inout PeriodResolver, section: Int) {
        if let year = TableColumn.year(name, text) {
            time = year
            name = name.upperBound..<name.upperBound
            return
        }
        var mentions: [PeriodResolver.Mention] = []
        resolver.find(in: name, section: section, into: &mentions)
        guard let first = mentions.first, !first.isBase else { return }
        if first.range.lowerBound == name.lowerBound {
            time = first
            name = first.range.upperBound..<name.upperBound
        } else if let last = first.range.last, first.range.count == 2, ["末", "底"].contains(text.units[last]) {
            // 生猪年末存栏
            time = first
        }
    }

    /// Takes the months that a row names without a year, 10月 below 2012年9月, for those of `year`, which a row above names; what year
    /// the row leaves to those below.
    mutating func goOn(with year: Int?, _ text: FoldedText) -> Int? {
        guard let words = time?.range, let period = time?.period, UnitClass.isDigit(text.units[words.lowerBound]) else {
            return year
        }
        if words.contains(where: { text.units[$0] == "年" }) || words.allSatisfy({ UnitClass.isDigit(text.units[$0]) }) {
            return period.start.year
        }
        guard let year, period.start.year != year, words.contains(where: { ["月", "季"].contains(text.units[$0]) }) else {
            return year
        }
        time?.period = Period.months(period.start.month, period.end.month, of: year) ?? period
        return year
    }

    /// Takes the day of the row above for a part of it; what day the row leaves to those below.
    mutating func goOn(with day: PeriodResolver.Mention?) -> PeriodResolver.Mention? {
        if let own = time { return own.period.map { $0.start == $0.end } ?? false ? own : nil }
        guard isPart else { return nil }
        time = day
        return day
    }

    /// Whether a name says only that the figure is that of all: 合计.
    static func isTotal(_ name: Range<Int>, _ text: FoldedText) -> Bool { totals.fills(in: text, name) }

    /// Whether a name says no more than of whom the figure is taken: 城镇, 60周岁及以上.
    static func isClass(_ name: Range<Int>, _ text: FoldedText) -> Bool {
        if let first = name.first, UnitClass.isDigit(text.units[first]), let last = name.last {
            return ["上", "下", "岁"].contains(text.units[last]) || name.contains { text.units[$0] == "岁" }
        }
        return classes.fills(in: text, name)
    }

    /// Words for all that the rows below are parts of.
    private static let totals = WordTable("总计 合计 总额 全部 全市 全县 全区 全省")

    /// Whether the name says whose figures stand in the row or below it: 农村居民.
    func namesPeople(_ text: FoldedText) -> Bool { Self.people(in: name, text) != nil }

    /// Whether the name says no more than whose figures stand in the row: 城镇常住居民.
    func isOfPeople(_ text: FoldedText) -> Bool { name.count <= 6 && TableWords.residents.ends(in: text, name) }

    /// Where a name says whose the figures are: 全国居民人均可支配收入.
    static func people(in name: Range<Int>, _ text: FoldedText) -> Range<Int>? {
        TableWords.residents.first(in: text, name)
    }

    /// Whether the name needs no `noun` behind it, because it ends with such a one itself: 发电量 in a column 产量.
    func implies(_ noun: Range<Int>, _ text: FoldedText) -> Bool {
        guard let last = name.last, let other = noun.last else { return false }
        // 中低收入 is more than what 人均可支配收入 ends with.
        return text.units[last] == text.units[other]
            && (noun.count < 4
                || name.count >= noun.count && text.units[name.suffix(noun.count)].elementsEqual(text.units[noun]))
    }
}
