/// Numbers in Chinese numerals, and scale words without a number.
extension QuantityReader {
    /// A quantity in Chinese numerals; small counts (三个大抓) are words.
    func han(at index: Int) -> Reading? {
        if let end = endlessDigits(at: index) { return .rejected(.tooManyDigits, end: end) }
        guard var numeral = Numeral.readHan(in: units, at: index, limit: limit) else { return nil }
        // 四千克 is four of a unit.
        if numeral.end == index + 2, Numeral.scale(unit(index + 1)) > 0,
            let (_, length) = unitWord(at: index + 1, isScaled: false),
            length > 1, unitWord(at: index + 2, isScaled: true)?.1 ?? 0 < length,
            let digit = Numeral.readHan(in: units, at: index, limit: index + 1)
        {
            numeral = digit
        }
        let before = unit(index - 1)
        if before == "第" { return .rejected(.ordinal, end: numeral.end) }
        // 几十元, 数百万元: how many is not told.
        if before == "几" { return .rejected(.word, end: numeral.end) }
        // 唯一一个: the first 一 is no digit.
        if before == "唯" { return nil }
        if Numeral.hanDigit(before) != nil || Numeral.scale(before) > 0 { return nil }
        let quantity = finish(numeral, from: index, isNegative: false)
        guard quantity.value != nil else { return .rejected(.tooManyDigits, end: quantity.end) }
        guard quantity.unit >= 0 else {
            return numeral.end - index > 1 ? .rejected(.word, end: numeral.end) : nil
        }
        let word = vocabulary.units[quantity.unit]
        switch word.kind {
        case .times:
            return isDoubling(quantity) ? doubling(quantity, before: before).map(Reading.figure) : .figure(quantity)
        case .ratio, .points:
            return .figure(quantity)
        case .time, .place:
            return .rejected(.duration, end: quantity.end)
        case .money, .physical, .scaled, .count:
            // 十二次党代会, 二十一期: a phase or a meeting.
            if word.role == .occasion, !quantity.isScaled { return .rejected(.occasion, end: quantity.end) }
            // 三 个 is a word, 十余个 is not.
            let isFigure = numeral.end - index > 1 || word.kind == .money || quantity.isMore
            return isFigure ? .figure(quantity) : .rejected(.word, end: quantity.end)
        }
    }

    /// Just past Chinese digits side by side that are more than a number has; nil where they are not.
    private func endlessDigits(at index: Int) -> Int? {
        var end = index
        while end < limit, UnitClass.hanDigit(units[end]) != nil { end += 1 }
        return end - index > 12 ? end : nil
    }

    /// A scale word that stands for a number: `近百家`, `上千人`, `百余件`; nil where nothing says so.
    func bareScale(at index: Int) -> Reading? {
        let before = unit(index - 1)
        guard Numeral.hanDigit(before) == nil, Numeral.scale(before) == 0, !UnitClass.isDigit(before) else {
            return nil
        }
        // 百万, 万亿, but not 百千.
        guard ![1, 2, 3].contains(Numeral.scale(unit(index + 1))) else { return nil }
        // 近 上 超 逾 破 过, but not 以上, 通过.
        let isBound =
            before == "近" || before == "超" || before == "逾" || before == "破"
            || before == "过" && !["通", "经", "不"].contains(unit(index - 2))
        let isFloor = before == "上" && unit(index - 2) != "以"
        var one = Numeral(value: ExactDecimal(mantissa: 1), end: index, isHan: false)
        // 近千米: 千 is the number, and no part of the unit.
        if unitWord(at: index, isScaled: false) != nil {
            one.value = one.value?.scaled(byPowerOfTen: Numeral.scale(unit(index)))
            one.end = index + 1
            one.isScaled = true
        }
        var quantity = finish(one, from: index, isNegative: false)
        guard isBound || isFloor || quantity.isMore, quantity.unit >= 0 else { return nil }
        switch vocabulary.units[quantity.unit].kind {
        case .count, .physical: break
        case .money where isBound: break
        default: return nil
        }
        quantity.isMore = quantity.isMore || isFloor
        quantity.isHan = true
        return .figure(quantity)
    }

    /// Whether 番 counts the number: `翻两番`.
    func isDoubling(_ quantity: Quantity) -> Bool {
        quantity.unit >= 0 && units[quantity.end - 1] == "番"
    }

    /// What `翻两番` or `翻了两番` adds, in multiples of what there was; nil where no 翻 stands before or the number is none of doublings.
    func doubling(_ quantity: Quantity, before: UInt16) -> Quantity? {
        // 翻近一番, 翻了近一番
        let mark = before == "近" ? quantity.start - 2 : quantity.start - 1
        guard unit(mark) == "翻" || unit(mark) == "了" && unit(mark - 1) == "翻", let value = quantity.value,
            value.scale == 0, (1...6).contains(value.mantissa)
        else {
            return nil
        }
        var quantity = quantity
        quantity.value = ExactDecimal(mantissa: (1 << value.mantissa) - 1)
        return quantity
    }

    /// A ratio that opens with its base: `百分之三十`, `千分之5`.
    func fraction(at index: Int) -> Reading? {
        guard unit(index + 1) == "分", unit(index + 2) == "之", unit(index) != "亿" else { return nil }
        let start = index + 3
        let numeral: Numeral
        if UnitClass.isDigit(unit(start)) {
            numeral = Numeral.readDigits(in: units, at: start, limit: limit)
        } else if let han = Numeral.readHan(in: units, at: start, limit: limit) {
            numeral = han
        } else {
            return nil
        }
        guard var value = numeral.value,
            let ratio = vocabulary.unit(unit(index) == "百" ? "%" : "‰")
        else { return .rejected(.tooManyDigits, end: numeral.end) }
        // 万分之五 is half a permille.
        if unit(index) == "万" { value = ExactDecimal(mantissa: value.mantissa, scale: value.scale + 1) }
        var quantity = Quantity(start: index, end: numeral.end, value: value, unit: ratio)
        if let upper = upperFraction(behind: numeral.end, base: unit(index)), let high = upper.value {
            (quantity.low, quantity.high, quantity.value) = (value, high, nil)
            quantity.end = upper.end
        }
        return .figure(quantity)
    }

    /// The upper end of a range of fractions, `百分之八至九`, `百分之四至百分之五`; nil where none follows.
    private func upperFraction(behind end: Int, base: UInt16) -> Numeral? {
        guard base != "万", unit(end) == "至" else { return nil }
        let isFull = unit(end + 1) == base && unit(end + 2) == "分" && unit(end + 3) == "之"
        let start = end + (isFull ? 4 : 1)
        guard UnitClass.hanDigit(unit(start)) != nil || Numeral.scale(unit(start)) == 1,
            let upper = Numeral.readHan(in: units, at: start, limit: limit), upper.value != nil,
            isFull || unitWord(at: upper.end, isScaled: false) == nil
        else { return nil }
        return upper
    }
}
