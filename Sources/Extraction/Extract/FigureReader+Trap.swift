/// What looks like a figure and is none.
extension FigureReader {
    /// Takes times, definitions and thresholds out of the quantities; their words may be part of another's name.
    mutating func dropTraps() {
        var dropped: [Int] = []
        var mention = 0
        for index in sentence.quantities.indices {
            let range = sentence.quantities[index].range
            if sentence.quantities[index].unit < 0,
                let unit = percentLeftOut(index) ?? moneyLeftOut(sentence.quantities[index])
                    ?? peopleLeftOut(sentence.quantities[index])
            {
                sentence.quantities[index].unit = unit
            }
            while mention < mentions.count, mentions[mention].range.upperBound <= range.lowerBound { mention += 1 }
            if mention < mentions.count, mentions[mention].range.lowerBound < range.upperBound {
                sentence.reject(range, .time)
            } else if countsNames(index) {
                sentence.reject(range, .scope)
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

    /// Why the quantity at `index` is no figure; nil where it is one.
    private func trap(_ index: Int) -> Rejection? {
        let quantity = sentence.quantities[index]
        let clause = clause(of: quantity)
        let kind = kind(of: quantity)
        if kind == nil, !quantity.isOrdinal { return trapWithoutUnit(index, clause) }
        if let cue = cue(at: quantity.end, limit: clause.upperBound), cue.classes.contains(.scope),
            // 28个大类中22个大类实现增长
            quantity.start == clause.lowerBound || units[quantity.start - 1] != "中"
        {
            return .scope
        }
        if cue(endingAt: quantity.start, limit: clause.lowerBound)?.classes.contains(.streak) == true { return .streak }
        if units.spell("之", "一", endingAt: clause.upperBound, from: max(quantity.end, clause.upperBound - 16)),
            // 占全市五分之一
            units[clause.upperBound - 3] != "分",
            !sentence.quantities.contains(where: { $0.start > quantity.start && $0.clause == quantity.clause })
        {
            // 是全县58个贫困村之一
            return .scope
        }
        if kind == .time { return trapOfTime(index, clause) }
        if kind == .money, isExchanged(quantity, clause) { return .definition }
        if isMonths(quantity, clause) { return .duration }
        if isCollection(quantity) { return .chrome }
        if isStep(quantity, clause) { return .scope }
        if isIncluded(quantity) || isSpot(quantity, clause) { return .definition }
        if quantity.isOrdinal, isRankOfAnother(index, clause) { return .field }
        if isAmong(index) || isWholeOf(quantity, clause) { return .field }
        if countsListed(index, clause) { return .scope }
        if isDoublingsName(quantity) || isClassOfCounted(quantity, clause) { return .definition }
        if isGrade(quantity, clause) || isClass(quantity, clause) || isWithinRate(index, clause) { return .definition }
        if kind == .money, isSizeOfCounted(index, clause) || isSizeOfLot(quantity, clause) { return .threshold }
        if isThreshold(index, clause) || isSize(index, clause) || isBecome(quantity, clause) { return .threshold }
        return isField(index, clause) ? .field : nil
    }

    /// Why a number without a unit is no figure, as 3000 in `税收3000万楼宇`; nil where it is one or shares the unit of the next.
    private func trapWithoutUnit(_ index: Int, _ clause: Range<Int>) -> Rejection? {
        let quantity = sentence.quantities[index]
        if !quantity.isRedacted, !quantity.isScaled, !quantity.isMore, !isLevelWithoutUnit(quantity, clause) {
            return sharesUnit(index) ? nil : .noUnit
        }
        if quantity.isScaled, quantity.end < clause.upperBound {
            if units[quantity.end] == "级" { return .definition }
            if units[quantity.end] == "楼" { return .threshold }
            // 500万人口以上城市
            if quantity.end + 4 < clause.upperBound, units.spell("人", "口", at: quantity.end, limit: clause.upperBound),
                units[quantity.end + 2] == "以", UnitClass.isHan(units[quantity.end + 4])
            {
                return .threshold
            }
        }
        return isScaledSize(quantity, clause) ? .threshold : nil
    }

    /// Why a length of time is no figure, as `4小时` in `4小时内到达`; nil where it is one, as `寿命79岁`.
    private func trapOfTime(_ index: Int, _ clause: Range<Int>) -> Rejection? {
        let quantity = sentence.quantities[index]
        if quantity.start > clause.lowerBound + 2, units[quantity.start - 3] == "再", units[quantity.start - 2] == "延",
            units[quantity.start - 1] == "长"
        {
            // 土地承包到期后再延长30年试点
            return .duration
        }
        if isCircle(quantity, clause) { return .definition }
        if isDuration(quantity, clause) || airGrade(of: quantity) != nil || goesOn(index) { return nil }
        if index > 0, case let left = sentence.quantities[index - 1], kind(of: left) == .time,
            isJoined(left, quantity), isDuration(left, clause)
        {
            // 天数分别增加3天和5天
            return nil
        }
        return boundEnd(quantity) > quantity.end ? .definition : .duration
    }

    /// Whether the money is that of which a rate of exchange tells: `汇率为1美元兑7.1元人民币`.
    private func isExchanged(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        quantity.end + 1 < clause.upperBound && units[quantity.end] == "兑"
            && UnitClass.isDigit(units[quantity.end + 1])
    }

    /// Whether the number only says that a bound is included: `超过10%(包括10%)`.
    private func isIncluded(_ quantity: Quantity) -> Bool {
        quantity.start > 2 && quantity.end < units.count && units[quantity.end] == ")"
            && units[quantity.start - 1] == "括" && units[quantity.start - 2] == "包"
            && units[quantity.start - 3] == "("
    }

    /// Whether a distance only says where something lies: `位于县城西22公里处`.
    private func isSpot(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        kind(of: quantity) == .physical && quantity.end + 1 == clause.upperBound && units[quantity.end] == "处"
            && ["米", "里"].contains(units[quantity.end - 1])
    }

    /// Whether the rank is that of the place with which another is compared: `高出排名第二的新郑市2个百分点`.
    private func isRankOfAnother(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard quantity.end + 1 < clause.upperBound, units[quantity.end] == "的", index + 1 < sentence.quantities.count,
            case let next = sentence.quantities[index + 1]
        else { return false }
        return next.clause == quantity.clause && next.start - quantity.end <= 8 && isArea(units[next.start - 1])
    }

    /// Whether the number says of which class are those that the number before counts: `2个1类创新药`.
    private func isClassOfCounted(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.start > clause.lowerBound, units[quantity.end - 1] == "类", quantity.end < clause.upperBound,
            UnitClass.isHan(units[quantity.end])
        else { return false }
        return sentence.quantities.contains { $0.end == quantity.start && kind(of: $0) == .count }
    }

    /// Whether the money says how large those are that the number before counts: `3个过三千亿元城市`.
    private func isSizeOfCounted(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard index > 0, isMoreBefore(quantity, clause) || units[quantity.start - 1] == "过",
            quantity.end < clause.upperBound, UnitClass.isHan(units[quantity.end]),
            case let count = sentence.quantities[index - 1], kind(of: count) == .count
        else { return false }
        return count.clause == quantity.clause && quantity.start - count.end <= 2 && quantity.start > count.end
            && units[count.end] != "、"
    }

    /// Whether the money says how large those are of which there is a lot: `一批10亿元以上项目`.
    private func isSizeOfLot(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.start > clause.lowerBound, units[quantity.start - 1] == "批",
            case let end = boundEnd(quantity)
        else { return false }
        return end < clause.upperBound && UnitClass.isHan(units[end])
    }

    /// Whether the number counts the names listed before it, of which the rank behind it speaks: `产值、税收2项指标居全市第一`.
    private func countsListed(_ index: Int, _ clause: Range<Int>) -> Bool {
        let quantity = sentence.quantities[index]
        guard kind(of: quantity) == .count, ["项", "个"].contains(units[quantity.end - 1]),
            index + 1 < sentence.quantities.count, case let next = sentence.quantities[index + 1], next.isOrdinal,
            next.clause == quantity.clause, let word = cue(at: quantity.end, limit: next.start),
            word.classes.contains(.placeholder)
        else { return false }
        return units[clause.lowerBound..<quantity.start].contains("、")
    }

    /// Whether the doubling is half of the name of a goal: `两个翻一番`.
    private func isDoublingsName(_ quantity: Quantity) -> Bool {
        guard units[quantity.end - 1] == "番", quantity.start > 2, units[quantity.start - 1] == "翻",
            units[quantity.start - 2] == "个"
        else { return false }
        return units[quantity.start - 3] == "两" || UnitClass.hanDigit(units[quantity.start - 3]) != nil
    }

    /// Whether 多月 stands behind a count: `4个多月`.
    private func isMonths(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        // 多 余, 月
        quantity.end + 1 < clause.upperBound && units[quantity.end + 1] == "月" && units[quantity.end - 1] == "个"
            && (units[quantity.end] == "多" || units[quantity.end] == "余")
    }

    private static let collections = UnitSet("结划选文编-(")

    /// Whether the number tells, in the page's first line, how many texts it holds: `工作总结5篇`, `工作总结（精选7篇）`.
    private func isCollection(_ quantity: Quantity) -> Bool {
        guard units[quantity.end - 1] == "篇", (1..<80).contains(quantity.start) else { return false }
        return Self.collections.contains(units[quantity.start - 1])
            && !units[0..<quantity.start].contains { $0 == "\n" || $0 == "," || $0 == "。" }
    }

    /// Whether the number says among how many of the same kind the next one counts: `38个行业大类中有32个`.
    private func isAmong(_ index: Int) -> Bool {
        guard index + 1 < sentence.quantities.count else { return false }
        let (quantity, next) = (sentence.quantities[index], sentence.quantities[index + 1])
        guard kind(of: quantity) == .count, !quantity.isOrdinal, next.unit == quantity.unit,
            next.clause == quantity.clause, (4...14).contains(next.start - quantity.end)
        else { return false }
        let end = units[next.start - 1] == "有" ? next.start - 1 : next.start
        return units[end - 1] == "中" && !["高", "初"].contains(units[end - 2])
    }

    /// Whether the clause says no more than of how many the next ones speak: `在31个省区市中，`, `这6个省份中，`.
    private func isWholeOf(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard kind(of: quantity) == .count, !quantity.isOrdinal, units[clause.upperBound - 1] == "中",
            (2...14).contains(clause.upperBound - quantity.end), clause.upperBound < units.count,
            units[clause.upperBound] == ",", ["高", "初"].allSatisfy({ units[clause.upperBound - 2] != $0 })
        else { return false }
        return quantity.start - clause.lowerBound < 8 && ["在", "这"].contains(units[clause.lowerBound])
            && !sentence.quantities.contains { $0.start > quantity.end && $0.end <= clause.upperBound }
    }

    /// The unit of a share without its %, `占总人口比重为24.9，`; nil where it is none.
    private func percentLeftOut(_ index: Int) -> Int? {
        let quantity = sentence.quantities[index]
        guard case let clause = clause(of: quantity), quantity.end == clause.upperBound, !quantity.isOrdinal,
            !quantity.isScaled, quantity.low == nil, quantity.end - quantity.start > 2,
            quantity.start - clause.lowerBound > 4, units[quantity.range].contains(".")
        else { return nil }
        let end = units[quantity.start - 1] == "为" ? quantity.start - 1 : quantity.start
        guard spellsShare(at: end - 2, limit: end) else { return nil }
        return vocabulary.unit("%")
    }

    /// Where the name ends before the bracket that a clause follows: 性别比 in `性别比(以女性为100,男性对女性的比例)为104.33`; nil where none does.
    func headBeforeAside(_ clause: Range<Int>) -> Int? {
        let end = clause.lowerBound
        guard end > sentence.range.lowerBound + 4, units[end - 1] == ")",
            let open = units[max(sentence.range.lowerBound, end - 40)..<end].lastIndex(of: "("),
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
            if setsOut(earlier.start) {
                // 比值由3.1缩小到2.9.
                end = earlier.start - 1
            } else if units[earlier.start - 1] == "的",
                mentions.contains(where: { $0.range.upperBound < earlier.start }),
                let origin = units[max(clause.lowerBound, earlier.start - 16)..<earlier.start].lastIndex(of: "由")
            {
                // 比值由2010年的3.1缩小到2.9.
                end = origin
            }
        }
        if end == clause.lowerBound, let head = headBeforeAside(clause) { end = head }
        if end > clause.lowerBound + 3, units[end - 1] == ")",
            let open = units[max(clause.lowerBound + 1, end - 24)..<end].lastIndex(of: "(")
        {
            // 居民消费价格指数(CPI)为102.3, 性别比(以女性为100,男性对女性的比例)为104.3
            end = open
        }
        guard let cue = cue(endingAt: end, limit: min(clause.lowerBound, max(0, end - 8))) else { return false }
        if units[end - 1] == "数", cue.classes.isDisjoint(with: [.levelHead, .rateHead, .durationHead]),
            cue.classes.contains(.head), end > clause.lowerBound + 3, quantity.end == clause.upperBound,
            quantity.end - quantity.start > 1
        {
            // 登记个体户数11699
            return true
        }
        guard cue.classes.contains(.levelHead) else { return false }
        // 收入比降至2以内
        guard case let behind = boundEnd(quantity), behind < clause.upperBound, UnitClass.isHan(units[behind]) else {
            return true
        }
        return self.cue(at: quantity.end, limit: clause.upperBound)?.classes.contains(.transition) ?? false
    }

    /// Whether the number is the size of a circle around people's homes: `15分钟健身圈`.
    private func isCircle(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        units[quantity.end..<min(clause.upperBound, quantity.end + 8)].contains("圈")
    }

    /// Whether the number tells to what the length of time has come of whose change the one before tells: `寿命提高1.2岁、达到79岁`.
    private func goesOn(_ index: Int) -> Bool {
        guard index > 0, case (let left, let quantity) = (sentence.quantities[index - 1], sentence.quantities[index]),
            left.unit == quantity.unit, left.clause + 1 >= quantity.clause, isDuration(left, clause(of: left))
        else { return false }
        var phrase = Phrase(start: phraseStart(of: quantity), numberStart: quantity.start)
        phrase.peel(units, vocabulary, mentions: [])
        return phrase.isEmpty && phrase.classes.contains(.reach)
    }

    private func isDuration(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        var phrase = Phrase(start: phraseStart(of: quantity), numberStart: quantity.start)
        phrase.peel(units, vocabulary, mentions: [])
        if !phrase.classes.isDisjoint(with: [.increase, .decrease]) {
            return vocabulary.units[quantity.unit].code != "a" || phrase.isEmpty == false
        }
        guard let cue = cue(endingAt: phrase.end, limit: phrase.start) else {
            // 开办时间从5天压缩至1天
            guard phrase.isEmpty, phrase.classes.contains(.transition), let start = fromMark(before: quantity) else {
                return false
            }
            return self.cue(endingAt: start, limit: clause.lowerBound)?.classes.contains(.durationHead) ?? false
        }
        return cue.classes.contains(.durationHead) || isAddedDays(quantity, phrase)
    }

    /// Whether the length is how much one that the clause before tells has grown: `优良天数317天，比2007年净增100天`.
    private func isAddedDays(_ quantity: Quantity, _ phrase: Phrase) -> Bool {
        guard phrase.range.count > 1, ["净", "多", "少"].contains(units[phrase.end - 1]) || units[phrase.end - 2] == "净",
            case let start = clause(of: quantity).lowerBound,
            let before = sentence.quantities.last(where: { $0.end <= start }), before.unit == quantity.unit,
            before.clause + 1 == quantity.clause,
            case let head = clause(of: before).lowerBound..<before.start
        else { return false }
        return cues(in: head).contains { $0.classes.contains(.durationHead) }
    }

    /// Where the 从 or 由 stands before the number that comes right before `quantity`; nil where none does.
    func fromMark(before quantity: Quantity) -> Int? {
        guard let earlier = sentence.quantities.last(where: { $0.end <= quantity.start }),
            earlier.clause == quantity.clause, earlier.start > clause(of: quantity).lowerBound,
            setsOut(earlier.start)
        else { return nil }
        return earlier.start - 1
    }

    /// Whether the number only says among how many a rank is: `在全国169个城市中排名第六`.
    private func isField(_ index: Int, _ clause: Range<Int>) -> Bool {
        guard index + 1 < sentence.quantities.count, !sentence.quantities[index].isOrdinal else { return false }
        let next = sentence.quantities[index + 1]
        guard next.isOrdinal, next.clause == sentence.quantities[index].clause else { return false }
        let start = sentence.quantities[index].start
        // 在16个镇街中排名第三
        return start > clause.lowerBound && units[start - 1] == "在"
            || cue(endingAt: start, limit: clause.lowerBound)?.classes.contains(.place) ?? false
    }
}
