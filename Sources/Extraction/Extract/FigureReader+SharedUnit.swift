/// Units that the numbers of a series share.
extension FigureReader {
    /// What is told in money, so that 万 or 亿 alone behind it counts 元.
    private static let sums = WordTrie(
        "投资 总投资 投资额 产值 收入 营收 资金 金额 税收 税金 利润 销售额 贷款 存款 资本",
        isReversed: true
    )

    /// The unit of a sum without its 元, `完成投资1.2亿，`; nil where the quantity is none.
    func moneyLeftOut(_ quantity: Quantity) -> Int? {
        guard quantity.isScaled, !quantity.isOrdinal, !quantity.isHan, case let clause = clause(of: quantity),
            quantity.end == clause.upperBound || units[quantity.end] == "、" || units[quantity.end] == "的",
            ["万", "亿"].contains(units[quantity.end - 1])
        else { return nil }
        var phrase = Phrase(start: phraseStart(of: quantity), numberStart: quantity.start)
        phrase.peel(units, vocabulary, mentions: [])
        guard Self.sums.longest(in: units, endingAt: phrase.end, limit: phrase.start) != nil else { return nil }
        return vocabulary.unit("元")
    }

    /// What begins behind 人口 where so many make a size: 以上 大镇 中等城市 区域中心.
    private static let sized = UnitSet("以大中小县城区镇")

    /// The unit of people, where the noun right behind an amount without one is 人口: `惠及6.03万人口`, `2万贫困人口`; nil where it is not.
    func peopleLeftOut(_ quantity: Quantity) -> Int? {
        guard quantity.isScaled, !quantity.isOrdinal, !quantity.isHan, ["万", "亿"].contains(units[quantity.end - 1]),
            case let limit = min(clause(of: quantity).upperBound, quantity.end + 6),
            let noun = (quantity.end..<max(quantity.end, limit - 1)).first(where: {
                units.spell("人", "口", at: $0, limit: limit)
            }),
            // 20万人口以上城市, 5万人口大镇: a size.
            noun + 2 >= units.count || !Self.sized.contains(units[noun + 2]),
            units[quantity.end..<noun].allSatisfy({ UnitClass.isHan($0) && $0 != "的" })
        else { return nil }
        return vocabulary.unit("人")
    }

    /// Gives the numbers of a series the unit that stands at its end only: `高1.2、3.4个百分点`, `拉动0.7个、5.1个百分点`.
    mutating func shareUnits() {
        for index in sentence.quantities.indices.dropLast().reversed() {
            let left = sentence.quantities[index]
            let right = sentence.quantities[index + 1]
            if left.hasPlaceWord, !right.isOrdinal, right.unit >= 0, units[right.end - 1] == "位",
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

    /// Whether the number is one of a series that names the unit once, at its end: `1.2、1.3和5.6个百分点`.
    func sharesUnit(_ index: Int) -> Bool {
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
            ["、", "和"].contains(units[start]), let place = cue(at: start + 1, limit: right.start)
        else { return false }
        return place.classes.contains(.place) && start + 1 + place.length == right.start
    }
}
