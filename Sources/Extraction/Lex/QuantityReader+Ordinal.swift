/// Ranks: 第19位, 第一, 首位.
extension QuantityReader {
    /// A rank: `第19位`, `第一`, `首位`.
    func ordinal(at index: Int) -> Reading? {
        if unit(index) == "首" { return first(at: index) }
        let numeral: Numeral
        if UnitClass.isDigit(unit(index + 1)) {
            numeral = Numeral.readDigits(in: units, at: index + 1, limit: limit)
        } else if let han = Numeral.readHan(in: units, at: index + 1, limit: limit) {
            numeral = han
        } else {
            return nil
        }
        var quantity = Quantity(start: index, end: numeral.end, value: numeral.value, isOrdinal: true)
        let after = unit(numeral.end)
        // 第一、二、三产业
        if after == "、", UnitClass.hanDigit(unit(numeral.end + 1)) != nil || opensIndustries(numeral.end) {
            return .rejected(.ordinal, end: numeral.end)
        }
        if ["和", "与", "及"].contains(after), opensIndustries(numeral.end) {
            return .rejected(.ordinal, end: numeral.end)
        }
        if after == "位" || after == "名" {
            quantity.end += 1
            quantity.hasPlaceWord = true
        } else if UnitClass.isHan(after), !["的", "和", "且", "并"].contains(after) {
            return .rejected(.ordinal, end: numeral.end)
        }
        guard quantity.value != nil else { return .rejected(.tooManyDigits, end: quantity.end) }
        return .figure(quantity)
    }

    /// The first place, `首位`; not 首位度.
    private func first(at index: Int) -> Reading? {
        guard unit(index + 1) == "位" else { return nil }
        let after = unit(index + 2)
        if UnitClass.isHan(after), !["的", "和", "且", "并"].contains(after) { return nil }
        var quantity = Quantity(start: index, end: index + 2, value: ExactDecimal(mantissa: 1), isOrdinal: true)
        quantity.hasPlaceWord = true
        return .figure(quantity)
    }

    /// Whether what stands behind an ordinal is the next of several industries: 、第三产业 behind 第二.
    private func opensIndustries(_ index: Int) -> Bool {
        var end = index
        for _ in 0..<2 where ["、", "和", "与", "及"].contains(unit(end)) && unit(end + 1) == "第" {
            guard UnitClass.hanDigit(unit(end + 2)) != nil else { return false }
            end += 3
        }
        return end > index && unit(end) == "产" && unit(end + 1) == "业"
    }
}
