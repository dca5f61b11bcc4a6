/// What looks like a figure and is none.
extension FigureReader {
    /// Takes times, definitions and thresholds out of the quantities; their words may be part of another's name.
    mutating func dropTraps() {
        var dropped: [Int] = []
        var mention = 0
        for index in sentence.quantities.indices {
            let range = sentence.quantities[index].range
            while mention < mentions.count, mentions[mention].range.upperBound <= range.lowerBound { mention += 1 }
            if mention < mentions.count, mentions[mention].range.lowerBound < range.upperBound {
                sentence.reject(range, .time)
            } else if let reason = trap(index) {
                sentence.reject(range, reason)
            } else {
                continue
            }
            dropped.append(index)
        }
        // Only now, because a trap is told by its neighbours too.
        if !dropped.isEmpty { sentence.removeQuantities(at: dropped) }
        shareUnits()
    }

    /// Gives the numbers of a series the unit that stands at its end only: `高1.2、3.4个百分点`, `拉动0.7个、5.1个百分点`.
    private mutating func shareUnits() {
        for index in sentence.quantities.indices.dropLast().reversed() {
            let left = sentence.quantities[index]
            let right = sentence.quantities[index + 1]
            if left.hasPlaceWord, !right.isOrdinal, right.unit >= 0, units[right.end - 1] == 0x4F4D,
                isJoined(left, right)
            {
                // 全省第21位和43位
                sentence.quantities[index + 1].isOrdinal = true
                sentence.quantities[index + 1].hasPlaceWord = true
                sentence.quantities[index + 1].unit = -1
                continue
            }
            guard right.unit >= 0, !left.isOrdinal, !right.isOrdinal,
                left.unit < 0 || kind(of: right) == .points && vocabulary.units[left.unit].role == .piece,
                isJoined(left, right) || isJoinedByPlace(left, right), right.start > left.end
            else { continue }
            sentence.quantities[index].unit = right.unit
            guard !left.isScaled, right.isScaled, left.low == nil, let value = left.value,
                let power = sharedPower(left, right), let scaled = value.scaled(byPowerOfTen: power)
            else { continue }
            sentence.quantities[index].value = scaled
            sentence.quantities[index].isScaled = true
        }
    }

    /// The power of ten that a number takes over from the next one, `2和3万吨`; nil where it is so large that it stands for itself.
    private func sharedPower(_ left: Quantity, _ right: Quantity) -> Int? {
        let first = Numeral.readDigits(in: units, at: left.start, limit: left.end)
        let second = Numeral.readDigits(in: units, at: right.start, limit: right.end)
        guard let own = first.value, first.end == left.end, let plain = second.value, plain.mantissa > 0,
            digitsBeforePoint(own) <= digitsBeforePoint(plain) + 2
        else { return nil }
        return (1...12).first { plain.scaled(byPowerOfTen: $0) == right.value }
    }

    private func digitsBeforePoint(_ number: ExactDecimal) -> Int {
        var (digits, rest) = (-number.scale, number.mantissa.magnitude)
        while rest > 0 { (digits, rest) = (digits + 1, rest / 10) }
        return max(1, digits)
    }

    /// Why the quantity at `index` is no figure; nil where it is one.
    private func trap(_ index: Int) -> Rejection? {
        let quantity = sentence.quantities[index]
        let clause = clause(of: quantity)
        let kind = kind(of: quantity)
        if kind == nil, !quantity.isOrdinal {
            if !quantity.isRedacted, !quantity.isScaled, !quantity.isMore, !isLevelWithoutUnit(quantity, clause) {
                return sharesUnit(index) ? nil : .noUnit
            }
            if quantity.isScaled, quantity.end < clause.upperBound, units[quantity.end] == 0x7EA7 { return .definition }
            if quantity.isScaled, quantity.end < clause.upperBound, units[quantity.end] == 0x697C {
                // 税收1000万楼宇
                return .threshold
            }
            return isScaledSize(quantity, clause) ? .threshold : nil
        }
        if let cue = cue(at: quantity.end, limit: clause.upperBound), cue.classes.contains(.scope) { return .scope }
        if cue(endingAt: quantity.start, limit: clause.lowerBound)?.classes.contains(.streak) == true { return .streak }
        if kind == .time {
            if isDuration(quantity, clause) || airGrade(of: quantity) != nil { return nil }
            if index > 0, case let left = sentence.quantities[index - 1], self.kind(of: left) == .time,
                isJoined(left, quantity), isDuration(left, clause)
            {
                // 天数分别增加3天和5天
                return nil
            }
            return boundEnd(quantity) > quantity.end ? .definition : .duration
        }
        if isMonths(quantity, clause) { return .duration }
        if isCollection(quantity) { return .chrome }
        if isStep(quantity, clause) { return .scope }
        if quantity.start > 2, quantity.end < units.count, units[quantity.end] == 0x29,
            units[quantity.start - 1] == 0x62EC, units[quantity.start - 2] == 0x5305, units[quantity.start - 3] == 0x28
        {
            // 超过10%(包括10%)
            return .definition
        }
        if quantity.isOrdinal, quantity.end + 1 < clause.upperBound, units[quantity.end] == 0x7684,
            index + 1 < sentence.quantities.count, case let next = sentence.quantities[index + 1],
            next.clause == quantity.clause, next.start - quantity.end <= 8, isArea(units[next.start - 1])
        {
            // 高出排名第二的新郑市: the rank is another's.
            return .field
        }
        if isAmong(index) { return .field }
        if countsListed(index, clause) { return .scope }
        if isDoublingsName(quantity) { return .definition }
        if isGrade(quantity, clause) || isClass(quantity, clause) || isWithinRate(index, clause) { return .definition }
        if index > 0, kind == .money, isMoreBefore(quantity, clause) || units[quantity.start - 1] == 0x8FC7,
            quantity.end < clause.upperBound, UnitClass.isHan(units[quantity.end]),
            case let count = sentence.quantities[index - 1], self.kind(of: count) == .count,
            count.clause == quantity.clause, quantity.start - count.end <= 2, quantity.start > count.end,
            units[count.end] != 0x3001
        {
            // 3个过三千亿元城市
            return .threshold
        }
        if isThreshold(index, clause) || isSize(index, clause) { return .threshold }
        if kind == .money, quantity.start > clause.lowerBound, units[quantity.start - 1] == 0x6279,
            case let end = boundEnd(quantity), end < clause.upperBound, UnitClass.isHan(units[end])
        {
            // 一批10亿元以上项目
            return .threshold
        }
        return isField(index, clause) ? .field : nil
    }

    /// Whether the number counts the names listed before it, of which the rank behind it speaks: `产值、税收2项指标居全市第一`.
    private func countsListed(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard kind(of: quantity) == .count, [0x9879, 0x4E2A].contains(units[quantity.end - 1]),
            index + 1 < sentence.quantities.count, case let next = sentence.quantities[index + 1], next.isOrdinal,
            next.clause == quantity.clause, let word = cue(at: quantity.end, limit: next.start),
            word.classes.contains(.placeholder)
        else { return false }
        return units[clause.lowerBound..<quantity.start].contains(0x3001)
    }

    /// Whether the doubling is half of the name of a goal: `两个翻一番`.
    private func isDoublingsName(_ quantity: Quantity) -> Bool {
        // 番 翻 个
        guard units[quantity.end - 1] == 0x756A, quantity.start > 2, units[quantity.start - 1] == 0x7FFB,
            units[quantity.start - 2] == 0x4E2A
        else { return false }
        return units[quantity.start - 3] == 0x4E24 || UnitClass.hanDigit(units[quantity.start - 3]) != nil
    }

    /// Whether 多月 stands behind a count: `4个多月`.
    private func isMonths(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        // 多 余, 月
        quantity.end + 1 < clause.upperBound && units[quantity.end + 1] == 0x6708 && units[quantity.end - 1] == 0x4E2A
            && (units[quantity.end] == 0x591A || units[quantity.end] == 0x4F59)
    }

    private static let collections = UnitSet("结划选文编-(")

    /// Whether the number tells, in the page's first line, how many texts it holds: `工作总结5篇`, `工作总结（精选7篇）`.
    private func isCollection(_ quantity: Quantity) -> Bool {
        guard units[quantity.end - 1] == 0x7BC7, (1..<80).contains(quantity.start) else { return false }
        return Self.collections.contains(units[quantity.start - 1])
            && !units[0..<quantity.start].contains { $0 == 0x0A || $0 == 0x2C || $0 == 0x3002 }
    }

    /// Whether a number without a unit says how large those are whose noun or count follows: `5千万以上项目74个`, `5千万以上的67个`.
    private func isScaledSize(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.isScaled, !quantity.isRedacted, case let end = boundEnd(quantity), end > quantity.end,
            end + 1 < clause.upperBound
        else { return false }
        if units[end] == 0x7684 { return UnitClass.isHan(units[end + 1]) || UnitClass.isDigit(units[end + 1]) }
        // 项目, 工程 企业 产业 单位 固定资产 投资
        switch units[end] {
        case 0x9879: return units[end + 1] == 0x76EE
        case 0x5DE5, 0x4F01, 0x4EA7, 0x5355, 0x56FA, 0x6295: return UnitClass.isHan(units[end + 1])
        default: return false
        }
    }

    /// Whether the number says among how many of the same kind the next one counts: `38个行业大类中有32个`.
    private func isAmong(_ index: Int) -> Bool {
        guard index + 1 < sentence.quantities.count else { return false }
        let (quantity, next) = (sentence.quantities[index], sentence.quantities[index + 1])
        guard kind(of: quantity) == .count, !quantity.isOrdinal, next.unit == quantity.unit,
            next.clause == quantity.clause, (4...14).contains(next.start - quantity.end)
        else { return false }
        // 有
        let end = units[next.start - 1] == 0x6709 ? next.start - 1 : next.start
        // 高中 初中
        return units[end - 1] == 0x4E2D && ![0x9AD8, 0x521D].contains(units[end - 2])
    }

    /// Whether the number counts round sums that were passed: `跨过3个万亿元台阶`.
    private func isStep(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.unit >= 0, vocabulary.units[quantity.unit].role == .piece else { return false }
        var end = quantity.end
        while end < clause.upperBound, Numeral.scale(units[end]) > 0 { end += 1 }
        guard end > quantity.end else { return false }
        // 元 级
        while end < clause.upperBound, units[end] == 0x5143 || units[end] == 0x7EA7 { end += 1 }
        return Phrase.isStep(end, limit: clause.upperBound, units)
    }

    /// Whether the number is the size of a class or group: `30万吨级码头`, `前10名`, `世界500强`.
    private func isGrade(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        if quantity.end < clause.upperBound, units[quantity.end] == 0x7EA7, quantity.unit >= 0, !quantity.isOrdinal {
            return true
        }
        if quantity.end - quantity.start > 2,
            units[quantity.end - 1] == 0x4F0F && units[quantity.end - 2] == 0x5343
                || units[quantity.end - 1] | 0x20 == 0x76 && units[quantity.end - 2] | 0x20 == 0x6B
        {
            // 110千伏变电站, 220kV线路: a voltage is that of a kind of plant.
            return true
        }
        guard quantity.start > clause.lowerBound else { return false }
        if kind(of: quantity) == .money, quantity.start > clause.lowerBound + 1, units[quantity.start - 2] == 0x9996,
            // 个 家 座 条
            [0x4E2A, 0x5BB6, 0x5EA7, 0x6761].contains(units[quantity.start - 1]),
            quantity.end < clause.upperBound, UnitClass.isHan(units[quantity.end]), units[quantity.end] != 0x7684
        {
            // 首个300亿元园区
            return true
        }
        if units[quantity.end - 1] == 0x671F, quantity.end < clause.upperBound, UnitClass.isHan(units[quantity.end]),
            // 线 程 目 园 厂 桥 城 站
            [0x7EBF, 0x7A0B, 0x76EE, 0x56ED, 0x5382, 0x6865, 0x57CE, 0x7AD9].contains(units[quantity.start - 1])
        {
            // 4号线2期和5号线: which part of it.
            return true
        }
        // 年产1000吨的工厂: how large the thing is.
        if quantity.start - 1 > clause.lowerBound, units[quantity.start - 1] == 0x4EA7,
            units[quantity.start - 2] == 0x5E74, quantity.end < clause.upperBound, units[quantity.end] == 0x7684
        {
            return true
        }
        // 每10万人: the base of a rate, where a noun follows.
        if units[quantity.start - 1] == 0x6BCF, kind(of: quantity) != .money, quantity.end < clause.upperBound,
            UnitClass.isHan(units[quantity.end])
        {
            return true
        }
        if units[quantity.start - 1] == 0x540E, !quantity.isOrdinal, units[quantity.end - 1] == 0x4F4D,
            let place = cue(endingAt: quantity.start - 1, limit: clause.lowerBound), place.classes.contains(.place)
        {
            // 退出全省后30位
            return true
        }
        guard units[quantity.start - 1] == 0x524D else { return false }
        // 提前3个月 and 前3个月 are no groups.
        return kind(of: quantity) == .count && !quantity.isOrdinal
            && !(quantity.start - 1 > clause.lowerBound && units[quantity.start - 2] == 0x63D0)
    }

    /// What has people or households and is none.
    private static let holders = ["企业", "单位", "自然村", "村", "社区", "场所", "机构", "工厂", "学校"].map { Array($0.utf16) }

    /// Whether the number says of what size those are whose noun follows: `500人以上企业`, `20户以上自然村`.
    private func isClass(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let end = boundEnd(quantity)
        guard end > quantity.end, quantity.unit >= 0 else { return false }
        let role = vocabulary.units[quantity.unit].role
        guard role == .person || role == .household else { return false }
        var start = end
        if start < clause.upperBound, units[start] == 0x7684 { start += 1 }
        return Self.holders.contains { units[start..<clause.upperBound].starts(with: $0) }
    }

    /// Whether the number opens the name of a rate: `500米站点覆盖率达92%`.
    private func isWithinRate(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard kind(of: quantity) == .physical, index + 1 < sentence.quantities.count, quantity.end < clause.upperBound,
            UnitClass.isHan(units[quantity.end])
        else { return false }
        let next = sentence.quantities[index + 1]
        guard next.clause == quantity.clause, kind(of: next) == .ratio else { return false }
        let before = quantity.start - 1
        guard before < clause.lowerBound || units[before] == 0x3001 else { return false }
        var phrase = Phrase(start: quantity.end, numberStart: next.start)
        phrase.peel(units, vocabulary, mentions: mentions)
        return cue(endingAt: phrase.end, limit: phrase.start)?.classes.contains(.rateHead) ?? false
    }

    /// Where the name ends before the bracket that a clause follows: 性别比 in `性别比(以女性为100,男性对女性的比例)为104.33`; nil where none does.
    func headBeforeAside(_ clause: Range<Int>) -> Int? {
        let end = clause.lowerBound
        guard end > sentence.range.lowerBound + 4, units[end - 1] == 0x29,
            let open = units[max(sentence.range.lowerBound, end - 40)..<end].lastIndex(of: 0x28),
            cue(endingAt: open, limit: sentence.range.lowerBound)?.classes.contains(.levelHead) == true
        else { return nil }
        return open
    }

    private func isLevelWithoutUnit(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        var end = quantity.start
        while end > clause.lowerBound, let cue = cue(endingAt: end, limit: clause.lowerBound),
            !cue.classes.isDisjoint(with: [.reach, .approximateBefore, .atLeastBefore, .atMostBefore])
        {
            end -= cue.length
        }
        if let earlier = sentence.quantities.last(where: { $0.end == end && $0.unit < 0 && !$0.isOrdinal }),
            end < quantity.start, earlier.start > clause.lowerBound
        {
            if [0x7531, 0x4ECE].contains(units[earlier.start - 1]) {
                // 比值由3.1缩小到2.9.
                end = earlier.start - 1
            } else if units[earlier.start - 1] == 0x7684,
                mentions.contains(where: { $0.range.upperBound < earlier.start }),
                let origin = units[max(clause.lowerBound, earlier.start - 16)..<earlier.start].lastIndex(of: 0x7531)
            {
                // 比值由2010年的3.1缩小到2.9.
                end = origin
            }
        }
        if end == clause.lowerBound, let head = headBeforeAside(clause) { end = head }
        if end > clause.lowerBound + 3, units[end - 1] == 0x29,
            let open = units[max(clause.lowerBound + 1, end - 24)..<end].lastIndex(of: 0x28)
        {
            // 居民消费价格指数(CPI)为102.3, 性别比(以女性为100,男性对女性的比例)为104.3
            end = open
        }
        guard let cue = cue(endingAt: end, limit: min(clause.lowerBound, max(0, end - 8))) else { return false }
        guard cue.classes.contains(.levelHead) else { return false }
        // 收入比降至2以内
        guard case let behind = boundEnd(quantity), behind < clause.upperBound, UnitClass.isHan(units[behind]) else {
            return true
        }
        return self.cue(at: quantity.end, limit: clause.upperBound)?.classes.contains(.transition) ?? false
    }

    /// Whether the number is one of a series that names the unit once, at its end: `1.2、1.3和5.6个百分点`.
    private func sharesUnit(_ index: Int) -> Bool {
        var next = index
        while next + 1 < sentence.quantities.count, next < index + 8 {
            let (left, right) = (sentence.quantities[next], sentence.quantities[next + 1])
            guard isJoined(left, right) || isJoinedByPlace(left, right) else { return false }
            next += 1
            if sentence.quantities[next].unit >= 0 { return kind(of: sentence.quantities[next]) != .time }
        }
        return false
    }

    /// Whether only a mark and a place stand between two numbers: `高于全国0.7、全省2.3个百分点`.
    func isJoinedByPlace(_ left: Quantity, _ right: Quantity) -> Bool {
        let start = boundEnd(left)
        guard left.clause == right.clause, kind(of: right) == .points, right.start > start + 2,
            [0x3001, 0x548C].contains(units[start]), let place = cue(at: start + 1, limit: right.start)
        else { return false }
        return place.classes.contains(.place) && start + 1 + place.length == right.start
    }

    private func isDuration(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        var phrase = Phrase(start: phraseStart(of: quantity), numberStart: quantity.start)
        phrase.peel(units, vocabulary, mentions: [])
        if !phrase.classes.isDisjoint(with: [.increase, .decrease]) {
            return vocabulary.units[quantity.unit].code != "a" || phrase.isEmpty == false
        }
        guard let cue = cue(endingAt: phrase.end, limit: phrase.start) else {
            // 开办时间从5天压缩至1天
            guard phrase.isEmpty, phrase.classes.contains(.transition), let start = originStart(before: quantity) else {
                return false
            }
            return self.cue(endingAt: start, limit: clause.lowerBound)?.classes.contains(.durationHead) ?? false
        }
        return cue.classes.contains(.durationHead)
    }

    /// Where the 从 or 由 stands before the number that comes right before `quantity`; nil where none does.
    func originStart(before quantity: Quantity) -> Int? {
        guard let earlier = sentence.quantities.last(where: { $0.end <= quantity.start }),
            earlier.clause == quantity.clause, earlier.start > clause(of: quantity).lowerBound,
            [0x7531, 0x4ECE].contains(units[earlier.start - 1])
        else { return nil }
        return earlier.start - 1
    }

    /// Whether the number only says which things a later number counts: `年收入超10亿元的企业达100家`.
    private func isThreshold(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard index + 1 < sentence.quantities.count else { return false }
        let next = sentence.quantities[index + 1]
        if kind(of: quantity) == .money, kind(of: next) == .count, next.clause == quantity.clause,
            case let end = boundEnd(quantity), end > quantity.end, next.start == end
        {
            // 10亿元以上2个
            return true
        }
        guard next.clause == quantity.clause, next.start > quantity.end, !isJoined(quantity, next) else { return false }
        let end = boundEnd(quantity)
        if kind(of: quantity) == .money, kind(of: next) == .count, next.start == end + 2, units[end] == 0x9879,
            units[end + 1] == 0x76EE
        {
            // 10亿元项目1个
            return true
        }
        let isBound = end > quantity.end || isMoreBefore(quantity, clause)
        guard isBound, end < next.start else { return false }
        let first = units[end]
        // 收入50万元以上的村占68%
        guard kind(of: next) == .count || kind(of: next) == nil || kind(of: next) == .ratio && first == 0x7684 else {
            return false
        }
        if first == 0x7684 || kind(of: quantity) == .money && UnitClass.isHan(first) && first != 0x548C { return true }
        // 50亩以上蔬菜基地5个: how large those are that are counted.
        let words = units[end..<next.start]
        return kind(of: next) == .count && next.unit != quantity.unit && (2...12).contains(words.count)
            && words.allSatisfy { UnitClass.isHan($0) && $0 != 0x548C && $0 != 0x4E0E }
            && !cues(in: end..<next.start).contains {
                !$0.classes.isDisjoint(with: [.stop, .action, .lead, .increase]) && !$0.classes.contains(.nominal)
            }
    }

    /// Whether the number opens the words for those of whom something is told without a number: `200平方米以上餐饮单位全部纳入监管`.
    private func isSize(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        let end = boundEnd(quantity)
        guard kind(of: quantity) == .physical, end > quantity.end, end + 2 < clause.upperBound,
            UnitClass.isHan(units[end]), units[end] != 0x7684,
            cue(at: end, limit: clause.upperBound).map({ $0.classes.isDisjoint(with: [.stop, .action, .lead]) }) ?? true
        else { return false }
        var start = clause.lowerBound
        if index > 0, sentence.quantities[index - 1].clause == quantity.clause {
            start = sentence.quantities[index - 1].end
        }
        if let place = cue(at: start, limit: quantity.start), place.classes.contains(.place) { start += place.length }
        return start == quantity.start
    }

    /// Whether the number only says among how many a rank is: `在全国169个城市中排名第六`.
    private func isField(_ index: Int, _ clause: Range<Int>) -> Bool {
        guard index + 1 < sentence.quantities.count, !sentence.quantities[index].isOrdinal else { return false }
        let next = sentence.quantities[index + 1]
        guard next.isOrdinal, next.clause == sentence.quantities[index].clause else { return false }
        let start = sentence.quantities[index].start
        // 在16个镇街中排名第三
        return start > clause.lowerBound && units[start - 1] == 0x5728
            || cue(endingAt: start, limit: clause.lowerBound)?.classes.contains(.place) ?? false
    }

    private func isMoreBefore(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let bounds: CueClass = [.atLeastBefore, .atMostBefore]
        return cue(endingAt: quantity.start, limit: clause.lowerBound)?.classes.isDisjoint(with: bounds) == false
    }
}
