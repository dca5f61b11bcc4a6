/// Takes the words right before a number off its phrase, one rule for each kind of words that say something of the number.
extension Phrase {
    private static let peeled: CueClass = [
        .increase, .decrease, .speed, .reach, .filler, .atLeastBefore, .atMostBefore, .approximateBefore, .yoy, .pop,
        .average, .each, .respectively, .estimate, .hopeful, .streak,
    ]

    private static let comparing: [UInt16] = ["比", "较", "与", "同", "和"]

    /// Takes off the words right before the number, as long as they say something of it.
    mutating func peel(_ units: [UInt16], _ vocabulary: Vocabulary, mentions: [PeriodResolver.Mention]) {
        while end > start {
            let isPeeled =
                peelMark(units, mentions) || peelBracket(units, mentions) || peelDatedLevel(units, mentions)
                || peelAside(units, vocabulary) || peelParticle(units) || peelDuration(units, vocabulary, mentions)
            if isPeeled { continue }
            if isForSeveral, endsInListedSpeed(units, vocabulary) { return }
            guard
                peelCue(units, vocabulary, mentions) || peelRecurrence(units) || peelTime(units, mentions)
                    || peelAllotment(units, vocabulary) || peelComparative(units)
            else { return }
        }
    }

    /// Punctuation, and what joins two times that the number is compared with: `较一季度和上年同期`.
    private mutating func peelMark(_ units: [UInt16], _ mentions: [PeriodResolver.Mention]) -> Bool {
        switch units[end - 1] {
        case "、", ",", ":", " ", "\n": end -= 1
        case "和", "与":
            guard !classes.isDisjoint(with: [.yoy, .pop]), closesBase(end - 1, mentions) else { return false }
            end -= 1
        case "*":
            guard end - start > 1, units[end - 2] == "*" else { return false }
            end -= 2
        default: return false
        }
        return true
    }

    /// Whether an earlier time that the number is compared with ends at `index`.
    private func closesBase(_ index: Int, _ mentions: [PeriodResolver.Mention]) -> Bool {
        mentions.contains { $0.isBase && $0.range.upperBound == index }
    }

    /// `各项存款余额(人民币口径,下同)`, `财政收入(一般公共预算收入加基金收入)`: how it was counted, also `增长(同口径)`; `较2019年(疫情前)`: what time that was.
    private mutating func peelBracket(_ units: [UInt16], _ mentions: [PeriodResolver.Mention]) -> Bool {
        guard units[end - 1] == ")", let open = units[max(start, end - 30)..<end].lastIndex(of: "("), open > start,
            units[open..<end].contains(",") || units[end - 2] == "同"
                || open > start + 3 && end - open > open - start + 2 && units[open + 1] > 0x7F
                || closesBase(open, mentions) || open > start + 1 && units[open - 2] == "增" && units[open - 1] == "长"
        else { return false }
        end = open
        return true
    }

    /// The time whose level the number is, `由1978年的36.5%降低到1981年的28.5%`, `比2000年的2500亿元增长1.5倍`.
    private mutating func peelDatedLevel(_ units: [UInt16], _ mentions: [PeriodResolver.Mention]) -> Bool {
        guard units[end - 1] == "的", let mention = mentions.last(where: { $0.range.upperBound == end - 1 }),
            mention.range.lowerBound >= start
        else { return false }
        end = mention.range.lowerBound
        if end > start + 2, units.spell("普", "查", endingAt: end, from: start),
            let particle = units[max(start, end - 14)..<end].lastIndex(where: { Self.comparing.contains($0) })
        {
            // 同第五次全国人口普查2000年11月1日零时的1265825048人相比
            end = particle + 1
        }
        if mention.isBase || end < mention.range.lowerBound, end > start, Self.comparing.contains(units[end - 1]) {
            end -= 1
            baseLevel = mention.range
        }
        return true
    }

    /// What is said by the way and is no part of the name: what was left out (`生产总值剔除不可比因素增长`), why (`受疫情影响下降`), the turning
    /// point it is compared with, how early (`项目提前3个月实现`) and which round sums were passed (`产值连续跨过3个万亿元台阶、达…`).
    private mutating func peelAside(_ units: [UInt16], _ vocabulary: Vocabulary) -> Bool {
        if let aside = exclusionStart(units) ?? groundStart(units) {
            end = aside
            return true
        }
        if units[end - 1] == "响", units[start] == "受", end - start > 3, units[end - 2] == "影" {
            end = start
            return true
        }
        if let turning = turningPoint(units) {
            // 比最低点收窄: against an earlier time that is told by its size.
            base = turning
            end = turning.lowerBound - 1
            return true
        }
        guard let start = earlyStart(units) ?? stepStart(units, vocabulary) else { return false }
        end = start
        return true
    }

    /// `第二产业则上升`, but not 原则 or 规则; `销售额在5000万元以上`; `甲地块以3亿元出让`; `收入过亿元`.
    private mutating func peelParticle(_ units: [UInt16]) -> Bool {
        switch units[end - 1] {
        case "则":
            guard end - start > 3, !["原", "规", "准", "细", "法", "否"].contains(units[end - 2]) else { return false }
        case "在": guard end - 1 > start else { return false }
        case "过":
            // 企业过百家
            guard end == numberStart, end - 2 > start, Numeral.scale(units[end]) > 1,
                // 跨过, 迈过 are words of their own.
                !["跨", "迈", "超", "闯"].contains(units[end - 2])
            else { return false }
            note(.atLeastBefore)
        // 内销比重占54%
        case "占": guard end - start > 4, units[end - 2] == "重", units[end - 3] == "比" else { return false }
        case "以":
            guard end - start > 2, UnitClass.isHan(units[end - 2]), !["所", "予", "加", "用", "得"].contains(units[end - 2])
            else { return false }
        default: return false
        }
        end -= 1
        return true
    }

    /// Over how long, `高新技术企业5年增加`, `资产总额五年增长`, `产量连续9年稳定`.
    private mutating func peelDuration(
        _ units: [UInt16],
        _ vocabulary: Vocabulary,
        _ mentions: [PeriodResolver.Mention]
    ) -> Bool {
        guard units[end - 1] == "年", end - 2 > start,
            UnitClass.isAnyDigit(units[end - 2]),
            case let behind = end, !mentions.contains(where: { $0.range.upperBound == behind })
        else { return false }
        var first = end - 2
        while first > start, UnitClass.isDigit(units[first - 1]) { first -= 1 }
        guard end - 1 - first <= 2, first == 0 || units[first - 1] != "十" && units[first - 1] != "年" else {
            return false
        }
        end = first
        if let streak = vocabulary.cuesBackwards.longest(in: units, endingAt: end, limit: max(start, end - 4)),
            vocabulary.cueClasses[Int(streak.value)].contains(.streak)
        {
            end -= streak.length
        }
        return true
    }

    /// The cue that ends the phrase, with its length; nil where none does.
    private func lastCue(_ units: [UInt16], _ vocabulary: Vocabulary) -> (classes: CueClass, length: Int)? {
        // 安全水平均居第一: 均, not 平均.
        let isLevel =
            end - start > 4 && units[end - 1] == "均" && units[end - 2] == "平" && units[end - 3] == "水"
            && units[end - 4] != "用"
        return vocabulary.cuesBackwards.longest(
            in: units,
            endingAt: end,
            limit: isLevel ? end - 1 : max(start, end - 12)
        )
        .map { (vocabulary.cueClasses[Int($0.value)], $0.length) }
    }

    /// Whether the phrase ends in one of several names side by side, 总量、增速, of which the last is none to take off.
    private func endsInListedSpeed(_ units: [UInt16], _ vocabulary: Vocabulary) -> Bool {
        guard let cue = lastCue(units, vocabulary), cue.classes.contains(.speed), !cue.classes.contains(.noun),
            case let first = end - cue.length, first > start + 1
        else { return false }
        return units[first - 1] == "、" || units[first - 1] == "和"
    }

    /// Verbs of change, of reaching and of bounds, adverbs, and words that compare.
    private mutating func peelCue(
        _ units: [UInt16],
        _ vocabulary: Vocabulary,
        _ mentions: [PeriodResolver.Mention]
    ) -> Bool {
        guard let cue = lastCue(units, vocabulary), case (let first, let behind) = (end - cue.length, end),
            // 比2019年同期增长, 去年同期为5亿元: the words of time are longer.
            !mentions.contains(where: {
                $0.isBase && $0.range.upperBound == behind && $0.range.lowerBound <= first
                    && (UnitClass.isDigit(units[$0.range.lowerBound]) || behind < numberStart && units[behind] == "为")
            })
        else { return false }
        if cue.length > 1, units[first] == "均", first > start, ["人", "户", "亩", "日", "月"].contains(units[first - 1]) {
            // 人均达到: 均 belongs to the word before.
            end = first + 1
            classes.formUnion(cue.classes.subtracting(.each))
            return true
        }
        if cue.classes.contains(.gap), !classes.isDisjoint(with: [.yoy, .pop]), let verb = comparison(units) {
            // 高于上年同期3.6个百分点
            note(verb)
            end -= 2
            return true
        }
        // A verb of change farther off than the first is the name's: 增收扩大.
        guard !cue.classes.isDisjoint(with: Self.peeled), !cue.classes.contains(.noun) else { return false }
        note(cue.classes)
        end = first
        return true
    }

    /// For whom and how often: `标准每人每月提高`.
    private mutating func peelRecurrence(_ units: [UInt16]) -> Bool {
        if end - 4 > start, end < units.count, units[end] == "每", units[end - 1] == "人", units[end - 2] == "每" {
            // 集中供养每人每年3500元: 每年 has been peeled before.
            end -= 2
            return true
        }
        guard units[end - 1] == "月" || units[end - 1] == "年", end - 4 > start, units[end - 2] == "每" else {
            return false
        }
        end -= units[end - 3] == "人" && units[end - 4] == "每" ? 4 : 2
        return true
    }

    /// A time, and what compares the number with it.
    private mutating func peelTime(_ units: [UInt16], _ mentions: [PeriodResolver.Mention]) -> Bool {
        let (first, behind) = (start, end)
        guard
            let mention = mentions.last(where: { $0.range.upperBound == behind && $0.range.lowerBound >= first })
        else { return false }
        end = mention.range.lowerBound
        if mention.isBase, behind < numberStart, units[behind] == "为",
            end == start || !Self.comparing.contains(units[end - 1])
        {
            // 去年同期为增长3%: the number is that of the earlier time.
            baseLevel = mention.range
            return true
        }
        guard mention.isBase else {
            // 于2024年突破
            if end > start, units[end - 1] == "于" { end -= 1 }
            return true
        }
        if end > start + 1, ["和", "、", "与"].contains(units[end - 1]), closesBase(end - 1, mentions) {
            // 较一季度和1-5月
            end -= 1
        }
        base = mention.range
        if let verb = comparison(units) {
            // 高于一季度0.6个百分点: against an earlier time it is a change.
            note(verb)
            end -= 2
        }
        // 较“十三五”时期: the particle and the quote may stand outside the words of time.
        while end > start, ["较", "比", "与", "“"].contains(units[end - 1]) {
            // 一产占比较2010年下降
            if end < base.lowerBound, units.spell("占", "比", endingAt: end, from: start) { break }
            end -= 1
        }
        // 相比2021年末增加
        if end > start, units[end] == "比", units[end - 1] == "相" { end -= 1 }
        return true
    }

    /// For each of what an amount is, `标准提高到每人98元`, and that it was set apart, `教育投资安排5亿元`.
    private mutating func peelAllotment(_ units: [UInt16], _ vocabulary: Vocabulary) -> Bool {
        if let each = eachStart(units, vocabulary) {
            end = each
            return true
        }
        guard units[end - 1] == "排", end - start > 5, units[end - 2] == "安",
            let noun = vocabulary.cuesBackwards.longest(in: units, endingAt: end - 2, limit: start + 1),
            !vocabulary.cueClasses[Int(noun.value)].isDisjoint(with: [.head, .moneyHead])
        else { return false }
        end -= 2
        return true
    }

    /// 高, 快, 低 and 慢 alone before a number of points.
    private mutating func peelComparative(_ units: [UInt16]) -> Bool {
        guard isInPoints, classes.isDisjoint(with: [.increase, .decrease]) else { return false }
        if units.spell("高", "出", endingAt: end, from: start) {
            // 增速比一季度高出2个百分点
            note(.increase)
            end -= 2
            isRelative = true
            return true
        }
        switch units[end - 1] {
        case "高", "快": note(.increase)
        case "低", "慢": note(.decrease)
        default: return false
        }
        end -= 1
        isRelative = true
        return true
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

    /// What 高于, 快于, 超过, 低于 or 慢于 at the end of the phrase tell of; nil where none stands there.
    private func comparison(_ units: [UInt16]) -> CueClass? {
        guard end > start + 1 else { return nil }
        if units.spell("超", "过", endingAt: end, from: start) { return .increase }
        guard units[end - 1] == "于" else { return nil }
        switch units[end - 2] {
        case "高", "快": return .increase
        case "低", "慢": return .decrease
        default: return nil
        }
    }

    /// Where 剔除…因素, 扣除…因素后 begins at the end of the phrase; nil where it does not stand there.
    private func exclusionStart(_ units: [UInt16]) -> Int? {
        // 因素 影响 后
        let last = units[end - 1]
        guard last == "后" || last == "素" || last == "响", end - start > 5 else { return nil }
        return (max(start, end - 24)..<end - 3).last {
            units[$0 + 1] == "除" && (units[$0] == "剔" || units[$0] == "扣") && $0 != start + 1
        }
    }

    /// Where 在…的基础上 begins at the end of the phrase; nil where it does not stand there.
    private func groundStart(_ units: [UInt16]) -> Int? {
        guard units[end - 1] == "上", end - start > 7, units.spell("基", "础", endingAt: end - 1, from: start),
            units[end - 4] == "的"
        else { return nil }
        return units[max(start + 2, end - 24)..<max(start + 2, end - 4)].lastIndex(of: "在")
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
}
