/// Numbers that say of what class, step or voltage a thing is: `30万吨级码头`, `跨过3个万亿元台阶`.
extension FigureReader {
    /// Whether the number counts round sums that were passed: `跨过3个万亿元台阶`.
    func isStep(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        guard quantity.unit >= 0, vocabulary.units[quantity.unit].role == .piece else { return false }
        var end = quantity.end
        while end < clause.upperBound, Numeral.scale(units[end]) > 0 { end += 1 }
        guard end > quantity.end else { return false }
        while end < clause.upperBound, units[end] == "元" || units[end] == "级" { end += 1 }
        return Phrase.isStep(end, limit: clause.upperBound, units)
    }

    /// Whether the number says how large a place is that another has become: `成为全省首个过千亿元县`.
    func isBecome(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        // 第6个突破百亿公斤的年份
        if quantity.end < clause.upperBound, units[quantity.end] == "的",
            units.spell("年", "份", at: quantity.end + 1, limit: clause.upperBound)
        {
            return true
        }
        guard kind(of: quantity) == .money, quantity.start > clause.lowerBound + 4,
            units.spell("成", "为", at: clause.lowerBound, limit: quantity.start),
            quantity.end < clause.upperBound
        else { return false }
        return ["过", "超", "破", "达"].contains(units[quantity.start - 1])
    }

    /// Whether the number is the size of a class or group: `30万吨级码头`, `前10名`, `世界500强`.
    func isGrade(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        if quantity.end < clause.upperBound, units[quantity.end] == "级", quantity.unit >= 0, !quantity.isOrdinal {
            return true
        }
        if isVoltage(quantity) { return true }
        guard quantity.start > clause.lowerBound else { return false }
        return isFirstOfSize(quantity, clause) || isBuildingPhase(quantity, clause) || isCapacity(quantity, clause)
            || isRateBase(quantity, clause) || isGroup(quantity, clause)
    }

    /// Whether the number is a voltage, which is that of a kind of plant: `110千伏变电站`, `220kV线路`.
    private func isVoltage(_ quantity: Quantity) -> Bool {
        quantity.end - quantity.start > 2
            && (units.spell("千", "伏", endingAt: quantity.end, from: quantity.start)
                || units[quantity.end - 1] | 0x20 == "v" && units[quantity.end - 2] | 0x20 == "k")
    }

    /// Whether the sum says how large the first of its kind is: `首个300亿元园区`.
    private func isFirstOfSize(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        kind(of: quantity) == .money && quantity.start > clause.lowerBound + 1 && units[quantity.start - 2] == "首"
            && ["个", "家", "座", "条"].contains(units[quantity.start - 1])
            && isBeforeNoun(quantity, clause) && units[quantity.end] != "的"
    }

    /// Whether the number says which part of a work it is: `4号线2期和5号线`.
    private func isBuildingPhase(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        units[quantity.end - 1] == "期" && isBeforeNoun(quantity, clause)
            && ["线", "程", "目", "园", "厂", "桥", "城", "站"].contains(units[quantity.start - 1])
    }

    /// Whether the number says how large a plant is: `年产1000吨的工厂`.
    private func isCapacity(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        units.spell("年", "产", endingAt: quantity.start, from: clause.lowerBound) && quantity.end < clause.upperBound
            && (units[quantity.end] == "的" || opensProject(quantity.end, clause))
    }

    /// Whether the number is the base of a rate, where a noun follows: `每10万人`.
    private func isRateBase(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        units[quantity.start - 1] == "每" && kind(of: quantity) != .money && isBeforeNoun(quantity, clause)
    }

    /// Whether the number is how many at the top or the bottom of an order are one group: `前10名`, `超过百强县后5位平均水平`.
    private func isGroup(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let mark = quantity.start - 1
        guard !quantity.isOrdinal, units[mark] == "前" || units[mark] == "后" else { return false }
        if units[mark] == "前" {
            // 提前3个月 and 前3个月 are no groups.
            return kind(of: quantity) == .count
                && !units.spell("提", "前", endingAt: quantity.start, from: clause.lowerBound)
        }
        guard units[quantity.end - 1] == "位" else { return false }
        if mark > clause.lowerBound, ["县", "市", "区", "强"].contains(units[mark - 1]) { return true }
        // 退出全省后30位
        return cue(endingAt: mark, limit: clause.lowerBound)?.classes.contains(.place) == true
    }

    private func isBeforeNoun(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        quantity.end < clause.upperBound && UnitClass.isHan(units[quantity.end])
    }

    /// Whether the words up to the next mark or number are those of a project or a plant: `年产2万台摩托车项目`.
    private func opensProject(_ index: Int, _ clause: Range<Int>) -> Bool {
        for end in index + 2..<max(index + 2, min(index + 24, clause.upperBound - 1)) {
            if units[end] == "、" || UnitClass.isDigit(units[end]) { return false }
            if isWork(end, clause.upperBound) || units[end] == "产" && units[end + 1] == "线" { return true }
        }
        return false
    }
}
