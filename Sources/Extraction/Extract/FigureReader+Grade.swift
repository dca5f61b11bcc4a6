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
        if quantity.end + 2 < clause.upperBound, units[quantity.end] == "的", units[quantity.end + 1] == "年",
            units[quantity.end + 2] == "份"
        {
            // 第6个突破百亿公斤的年份
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
        if quantity.end - quantity.start > 2,
            units[quantity.end - 1] == "伏" && units[quantity.end - 2] == "千"
                || units[quantity.end - 1] | 0x20 == "v" && units[quantity.end - 2] | 0x20 == "k"
        {
            // 110千伏变电站, 220kV线路: a voltage is that of a kind of plant.
            return true
        }
        guard quantity.start > clause.lowerBound else { return false }
        if kind(of: quantity) == .money, quantity.start > clause.lowerBound + 1, units[quantity.start - 2] == "首",
            ["个", "家", "座", "条"].contains(units[quantity.start - 1]),
            quantity.end < clause.upperBound, UnitClass.isHan(units[quantity.end]), units[quantity.end] != "的"
        {
            // 首个300亿元园区
            return true
        }
        if units[quantity.end - 1] == "期", quantity.end < clause.upperBound, UnitClass.isHan(units[quantity.end]),
            ["线", "程", "目", "园", "厂", "桥", "城", "站"].contains(units[quantity.start - 1])
        {
            // 4号线2期和5号线: which part of it.
            return true
        }
        // 年产1000吨的工厂: how large the thing is.
        if quantity.start - 1 > clause.lowerBound, units[quantity.start - 1] == "产",
            units[quantity.start - 2] == "年", quantity.end < clause.upperBound,
            units[quantity.end] == "的" || opensProject(quantity.end, clause)
        {
            return true
        }
        // 每10万人: the base of a rate, where a noun follows.
        if units[quantity.start - 1] == "每", kind(of: quantity) != .money, quantity.end < clause.upperBound,
            UnitClass.isHan(units[quantity.end])
        {
            return true
        }
        if units[quantity.start - 1] == "后", units[quantity.end - 1] == "位", !quantity.isOrdinal,
            quantity.start - 1 > clause.lowerBound, ["县", "市", "区", "强"].contains(units[quantity.start - 2])
        {
            // 超过百强县后5位平均水平
            return true
        }
        if units[quantity.start - 1] == "后", !quantity.isOrdinal, units[quantity.end - 1] == "位",
            let place = cue(endingAt: quantity.start - 1, limit: clause.lowerBound), place.classes.contains(.place)
        {
            // 退出全省后30位
            return true
        }
        guard units[quantity.start - 1] == "前" else { return false }
        // 提前3个月 and 前3个月 are no groups.
        return kind(of: quantity) == .count && !quantity.isOrdinal
            && !(quantity.start - 1 > clause.lowerBound && units[quantity.start - 2] == "提")
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
