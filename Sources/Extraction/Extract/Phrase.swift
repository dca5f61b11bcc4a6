/// The words before a number, taken apart from the number backwards: what they say of it, and what is left as its name.
struct Phrase {
    /// Where the phrase begins.
    var start: Int
    /// Where what is left ends.
    var end: Int
    /// Where the number begins.
    let numberStart: Int
    /// All that was taken off.
    var classes: CueClass = []
    /// Whether the verb of change nearest to the number tells of less: 增速回落, but not 降幅扩大.
    private(set) var isFall = false
    /// Whether several numbers follow, so that 总量、增速 are two names.
    var isForSeveral = false
    /// Whether the number counts points, before which 高 and 低 compare.
    var isInPoints = false
    /// Whether 高, 低, 快 or 慢 alone compares.
    private(set) var isRelative = false
    /// Where the earlier time stands that the number is compared with; empty where none is named.
    var base = 0..<0

    /// The earlier time whose level the number is, `比2000年的2500亿元`; empty where it is none.
    var baseLevel = 0..<0

    /// What is left.
    var range: Range<Int> { start..<max(start, end) }
    /// Whether nothing is left.
    var isEmpty: Bool { end <= start }

    private static let peeled: CueClass = [
        .increase, .decrease, .speed, .reach, .filler, .atLeastBefore, .atMostBefore, .approximateBefore, .yoy, .pop,
        .average, .each, .respectively, .estimate, .hopeful,
    ]

    private static let comparing: [UInt16] = ["比", "较", "与", "同", "和"]

    /// The phrase from `start` to the number at `numberStart`.
    init(start: Int, numberStart: Int) {
        self.start = start
        self.end = numberStart
        self.numberStart = numberStart
    }

    /// Takes off the words right before the number, as long as they say something of it.
    mutating func peel(_ units: [UInt16], _ vocabulary: Vocabulary, mentions: [PeriodResolver.Mention]) {
        while end > start {
            let last = units[end - 1]
            if last == "、" || last == "," || last == ":" || last == " " || last == "\n" {
                end -= 1
                continue
            }
            if ["和", "、", "与"].contains(last), !classes.isDisjoint(with: [.yoy, .pop]),
                mentions.contains(where: { $0.isBase && $0.range.upperBound == end - 1 })
            {
                // 较一季度和上年同期
                end -= 1
                continue
            }
            if last == "*", end - start > 1, units[end - 2] == "*" {
                end -= 2
                continue
            }
            if last == ")", let open = units[max(start, end - 30)..<end].lastIndex(of: "("), open > start,
                units[open..<end].contains(",") || units[end - 2] == "同"
                    || open > start + 3 && end - open > open - start + 2 && units[open + 1] > 0x7F
                    || mentions.contains(where: { $0.isBase && $0.range.upperBound == open })
            {
                // 各项存款余额(人民币口径,下同), 财政收入(一般公共预算收入加基金收入): how it was counted; 较2019年(疫情前): what
                // time that was.
                end = open
                continue
            }
            if last == "的", let mention = mentions.last(where: { $0.range.upperBound == end - 1 }),
                mention.range.lowerBound >= start
            {
                // 由1978年的36.5%降低到1981年的28.5%, 比2000年的2500亿元增长1.5倍.
                end = mention.range.lowerBound
                if end > start + 2, units[end - 1] == "查", units[end - 2] == "普",
                    let particle = units[max(start, end - 14)..<end].lastIndex(where: { Self.comparing.contains($0) })
                {
                    // 同第五次全国人口普查2000年11月1日零时的1265825048人相比
                    end = particle + 1
                }
                // 比 较 与 同 和
                if mention.isBase || end < mention.range.lowerBound, end > start,
                    Self.comparing.contains(units[end - 1])
                {
                    end -= 1
                    baseLevel = mention.range
                }
                continue
            }
            if let aside = exclusionStart(units) {
                // 生产总值剔除不可比因素增长: what was left out is no part of the name.
                end = aside
                continue
            }
            if last == "响", units[start] == "受", end - start > 3, units[end - 2] == "影" {
                // 受疫情影响下降: why is no part of the name.
                end = start
                continue
            }
            if let turning = turningPoint(units) {
                // 比最低点收窄: against an earlier time that is told by its size.
                base = turning
                end = turning.lowerBound - 1
                continue
            }
            if let early = earlyStart(units) {
                // 保交楼项目提前3个月实现: how early is no part of the name.
                end = early
                continue
            }
            if let step = stepStart(units, vocabulary) {
                // 产值连续跨过3个万亿元台阶、达…: which round sums were passed is no part of the name.
                end = step
                continue
            }
            if last == "则", end - start > 3,
                !["原", "规", "准", "细", "法", "否"].contains(units[end - 2])
            {
                // 第二产业则上升; not 原则, 规则.
                end -= 1
                continue
            }
            if last == "在", end - 1 > start {
                // 销售额在5000万元以上.
                end -= 1
                continue
            }
            if last == "年", end - 2 > start, !mentions.contains(where: { $0.range.upperBound == end }),
                UnitClass.isDigit(units[end - 2]) || UnitClass.hanDigit(units[end - 2]) != nil
            {
                // 高新技术企业5年增加, 资产总额五年增长, 产量连续9年稳定: over how long is no part of the name.
                var first = end - 2
                while first > start, UnitClass.isDigit(units[first - 1]) { first -= 1 }
                if end - 1 - first <= 2, first == 0 || units[first - 1] != "十" && units[first - 1] != "年" {
                    end = first
                    if let match = vocabulary.cuesBackwards.longest(
                        in: units,
                        endingAt: end,
                        limit: max(start, end - 4)
                    ),
                        vocabulary.cueClasses[Int(match.value)].contains(.streak)
                    {
                        end -= match.length
                    }
                    continue
                }
            }
            let limit = max(start, end - 12)
            if let match = vocabulary.cuesBackwards.longest(in: units, endingAt: end, limit: limit),
                // 比2019年同期增长: the words of time are longer.
                !mentions.contains(where: {
                    $0.isBase && $0.range.upperBound == end && $0.range.lowerBound < end - match.length
                        && UnitClass.isDigit(units[$0.range.lowerBound])
                })
            {
                let found = vocabulary.cueClasses[Int(match.value)]
                // A verb of change farther off than the first is the name's: 增收扩大.
                if match.length > 1, units[end - match.length] == "均", end - match.length > start,
                    ["人", "户", "亩"].contains(units[end - match.length - 1])
                {
                    // 人均达到: 均 belongs to the word before.
                    end -= match.length - 1
                    classes.formUnion(found.subtracting(.each))
                    continue
                }
                if found.contains(.gap), !classes.isDisjoint(with: [.yoy, .pop]), let verb = comparison(units) {
                    // 高于上年同期3.6个百分点
                    note(verb)
                    end -= 2
                    continue
                }
                if !found.isDisjoint(with: Self.peeled), !found.contains(.noun) {
                    if isForSeveral, found.contains(.speed), isListed(end - match.length, units) { break }
                    note(found)
                    end -= match.length
                    continue
                }
            }
            if last == "月" || last == "年", end - 4 > start, units[end - 2] == "每" {
                // 标准每人每月提高: for whom and how often is no part of the name.
                end -= units[end - 3] == "人" && units[end - 4] == "每" ? 4 : 2
                continue
            }
            if let mention = mentions.last(where: { $0.range.upperBound == end && $0.range.lowerBound >= start }) {
                end = mention.range.lowerBound
                if mention.isBase, end > start + 1, ["和", "、", "与"].contains(units[end - 1]),
                    mentions.contains(where: { $0.isBase && $0.range.upperBound == end - 1 })
                {
                    // 较一季度和1-5月
                    end -= 1
                }
                if mention.isBase {
                    base = mention.range
                    if let verb = comparison(units) {
                        // 高于一季度0.6个百分点: against an earlier time it is a change.
                        note(verb)
                        end -= 2
                    }
                    // 较“十三五”时期: the particle and the quote may stand outside the words of time.
                    while end > start, ["较", "比", "与", "“"].contains(units[end - 1]) { end -= 1 }
                    // 相比2021年末增加
                    if end > start, units[end] == "比", units[end - 1] == "相" { end -= 1 }
                } else if end > start, units[end - 1] == "于" {
                    // 于2024年突破
                    end -= 1
                }
                continue
            }
            if let each = eachStart(units, vocabulary) {
                end = each
                continue
            }
            if last == "排", end - start > 5, units[end - 2] == "安",
                let noun = vocabulary.cuesBackwards.longest(in: units, endingAt: end - 2, limit: start + 1),
                !vocabulary.cueClasses[Int(noun.value)].isDisjoint(with: [.head, .moneyHead])
            {
                // 教育投资安排5亿元
                end -= 2
                continue
            }
            if isInPoints, classes.isDisjoint(with: [.increase, .decrease]),
                last == "高" || last == "快"
                    || last == "低" || last == "慢"
            {
                end -= 1
                note(last == "高" || last == "快" ? .increase : .decrease)
                isRelative = true
                continue
            }
            break
        }
    }

    /// Where 每人, 每人每月, 每立方米 begins at the end of the phrase behind a verb of reaching, `标准提高到每人98元`; nil where none does.
    private func eachStart(_ units: [UInt16], _ vocabulary: Vocabulary) -> Int? {
        guard end - start > 6 else { return nil }
        return (end - 5..<end - 1).first { index in
            guard units[index] == "每",
                let verb = vocabulary.cuesBackwards.longest(in: units, endingAt: index, limit: start + 2)
            else { return false }
            return verb.length > 1 && vocabulary.cueClasses[Int(verb.value)].contains(.transition)
        }
    }

    /// What 高于, 快于, 低于 or 慢于 at the end of the phrase tell of; nil where none stands there.
    private func comparison(_ units: [UInt16]) -> CueClass? {
        guard end > start + 1, units[end - 1] == "于" else { return nil }
        switch units[end - 2] {
        case "高", "快": return .increase
        case "低", "慢": return .decrease
        default: return nil
        }
    }

    /// Whether 台阶, 大关, 关口 or 门槛 stands at `index`.
    static func isStep(_ index: Int, limit: Int, _ units: [UInt16]) -> Bool {
        guard index + 1 < limit else { return false }
        switch units[index] {
        case "台": return units[index + 1] == "阶"
        case "大": return units[index + 1] == "关"
        case "关": return units[index + 1] == "口"
        case "门": return units[index + 1] == "槛"
        default: return false
        }
    }

    /// Where 剔除…因素, 扣除…因素后 begins at the end of the phrase; nil where it does not stand there.
    private func exclusionStart(_ units: [UInt16]) -> Int? {
        // 因素 影响 后
        let last = units[end - 1]
        guard last == "后" || last == "素" || last == "响", end - start > 5 else { return nil }
        return (max(start + 2, end - 24)..<end - 3).last {
            units[$0 + 1] == "除" && (units[$0] == "剔" || units[$0] == "扣")
        }
    }

    /// Where 最低点, 高点 stands at the end of the phrase behind 比 or 较; nil where it does not.
    private func turningPoint(_ units: [UInt16]) -> Range<Int>? {
        // 点, 低 高
        guard units[end - 1] == "点", end - start > 2, units[end - 2] == "低" || units[end - 2] == "高" else {
            return nil
        }
        let first = units[end - 3] == "最" ? end - 3 : end - 2
        guard first > start, units[first - 1] == "比" || units[first - 1] == "较" else { return nil }
        return first..<end
    }

    /// Where 提前3个月, 提前一年 begins at the end of the phrase; nil where it does not stand there.
    private func earlyStart(_ units: [UInt16]) -> Int? {
        guard ["月", "年", "天"].contains(units[end - 1]),
            let mark = units[max(start, end - 7)..<end - 1].lastIndex(of: "前"), mark > start + 1,
            units[mark - 1] == "提"
        else { return nil }
        return mark - 1
    }

    /// Where the verb begins that passes a round sum at the end of the phrase, `连续迈上4个万亿元台阶`; nil where none does.
    private func stepStart(_ units: [UInt16], _ vocabulary: Vocabulary) -> Int? {
        guard end - start > 5, Self.isStep(end - 2, limit: end, units) else { return nil }
        for index in (max(start, end - 14)..<end - 3).reversed() {
            guard let verb = vocabulary.cues.longest(in: units, at: index, limit: end), verb.length > 1,
                vocabulary.cueClasses[Int(verb.value)].contains(.atLeastBefore)
            else { continue }
            let isAgain = index > start + 2 && units[index - 2] == "连" && units[index - 1] == "续"
            return isAgain ? index - 2 : index
        }
        return nil
    }

    private mutating func note(_ found: CueClass) {
        let verbs: CueClass = [.increase, .decrease]
        if classes.isDisjoint(with: verbs), !found.isDisjoint(with: verbs) { isFall = found.contains(.decrease) }
        classes.formUnion(found)
    }

    /// Whether what begins at `index` is one of several names side by side: 总量、增速.
    private func isListed(_ index: Int, _ units: [UInt16]) -> Bool {
        index > start + 1 && (units[index - 1] == "、" || units[index - 1] == "和")
    }
}
