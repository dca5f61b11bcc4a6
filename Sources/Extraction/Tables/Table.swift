/// A table of a communiqué that was flattened to text: its lines, from the caption to the last row.
struct Table: Sendable {
    /// The lines, without the newlines.
    var lines: [Range<Int>]

    /// From the first line's beginning to the last one's end.
    var range: Range<Int> { (lines.first?.lowerBound ?? 0)..<(lines.last?.upperBound ?? 0) }
}

/// The words by which tables are known.
enum TableWords {
    /// What the head of the column of names says.
    static let labelHead = WordTable(
        "指标 指标名称 主要指标 项目 项目名称 名称 产品 产品名称 主要产品 品种 行业 行业名称 地区 年份 年度 月份 类别 分类 种类 县区 县市区 县(市、区) 区县 镇街 区域 科目 单位名称 预算科目 商品类别 商品 商品名称 国家和地区 分组 经济类型 时间 时期 统计指标 产品类别"
    )

    /// What it says where the rows are towns, if it says nothing else: 乡镇, but not 乡镇企业.
    static let townHead = WordTable("乡镇 街道 乡(镇) 镇(街) 镇(街道) 镇(乡) 乡镇名称 乡镇街道 乡镇(街道) 街道(镇) 镇、街道 市州 市(州) 旗县 旗县区 省份")

    /// Whether `first` and `last` are the letters of such a head, set apart: 项 目.
    static func isLabelHead(_ first: UInt16, _ last: UInt16) -> Bool { labelHead.contains([first, last]) }

    /// What the head of a column of units says.
    static let unitHead = WordTable("单位 计量单位 计算单位")

    /// What the head of a column of growth begins with.
    static let comparisonHead = WordTable("比上年 比去年 较上年 同比增长")

    /// What opens a caption: 表3, 附表, 单位:.
    static let caption = WordTable("单位: 计量单位: 单位为 附表 表1 表2 表3 表4 表5 表6 表7 表8 表9 表一 表二 表三 表四 表五 表六 表七 表八 表九 表十 图表")

    /// What the units of a table are told behind.
    static let unitMark = WordTable("单位: (单位: 计量单位: (计量单位:")

    /// Whose figures the rows below are.
    static let residents = WordTable("居民")

    /// Whether a line begins with the number of a table, set apart as PDFs set it: 表 1.
    static func opensSpaced(in text: FoldedText, _ line: Range<Int>) -> Bool {
        guard line.count > 2, text.units[line.lowerBound] == "表" else { return false }
        let digits = line.lowerBound + 1
        return text.gap(before: digits) > 0 && UnitClass.isDigit(text.units[digits])
    }

    /// Whether the unit at `index` is the 注 of a note, behind a space inside `line`: 注:.
    static func opensNote(_ index: Int, in text: FoldedText, of line: Range<Int>) -> Bool {
        index > line.lowerBound && text.units[index] == "注"
            && (text.units[index - 1] == " " || text.gap(before: index) > 0)
    }

    /// A line of a table without the note that stands behind its last row.
    static func withoutNote(_ line: Range<Int>, in text: FoldedText) -> Range<Int> {
        let colon = line.dropFirst(2).first { text.units[$0] == ":" && opensNote($0 - 1, in: text, of: line) }
        return line.lowerBound..<(colon.map { $0 - 1 } ?? line.upperBound)
    }

    /// What a caption without a number ends with.
    static let captionEnd = WordTable(
        "表 情况 产量 速度 增速 构成 指标 数量 完成情况 主要产品产量 幅度 涨跌幅度 一览 数据 及增速 及增长速度 及其增长速度 及其构成 总额 增长 面积 投资 收入 支出 余额 总值 人口 增加值 总产值 用电量 零售额 销售额 GDP"
    )

    /// What heads of columns begin with that name a time.
    static let timeHead = WordTable("至本月 本月 当月 本期 上月 本季 当季 本年 上年 去年 年末 年初 期末 1-本月")

    /// Whether a head is made of months or years and nothing else: 3月, 1-3月平均, 2023年.
    static func isTime(_ head: Range<Int>, _ text: FoldedText) -> Bool {
        head.count <= 10 && UnitClass.isDigit(text.units[head.lowerBound])
            && (["月", "年", "度"].contains(text.units[head.upperBound - 1]) || timeEnd.ends(in: text, head))
    }

    private static let timeEnd = WordTable("月累计 月平均 月份 年末 年底")

    /// Whether a head tells what stands below it: what is measured, 增长, or when, 本月, 3月.
    static func tellsColumn(_ head: Range<Int>, _ text: FoldedText) -> Bool {
        columnHead.first(in: text, head) != nil || timeHead.opens(in: text, head) || isTime(head, text)
    }

    /// What heads of columns hold.
    static let columnHead = WordTable(
        "绝对数 绝对值 绝对额 绝对量 增长 增减 增速 ±% ± 比上年 同比 环比 比重 产量 总量 计量单位 数值 全年 累计 涨幅 涨跌 完成 实绩 占比"
    )
}
