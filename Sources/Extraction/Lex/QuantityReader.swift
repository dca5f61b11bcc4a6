/// What a number in the text was read as.
enum Reading {
    /// A quantity that may be a figure; reading goes on at its end.
    case figure(Quantity)
    /// A number that is no figure, and where reading goes on.
    case rejected(Rejection, end: Int)
}

/// Reads one quantity: numeral, scale words, 余, unit; and knows what only looks like one.
///
/// Made once for a text: to make one counts references, which takes long beside the few numbers of a sentence.
struct QuantityReader {
    /// The words.
    let vocabulary: Vocabulary
    /// The text.
    let units: [UInt16]
    /// The sentence, beyond which nothing is read.
    var range = 0..<0

    /// Where reading ends.
    var limit: Int { range.upperBound }

    /// The unit at an index; 0 outside the sentence.
    func unit(_ index: Int) -> UInt16 { range.contains(index) ? units[index] : 0 }

    private static func isMore(_ unit: UInt16) -> Bool { unit == "余" || unit == "多" }

    /// The quantity whose first digit stands at `index`.
    func digits(at index: Int) -> Reading {
        let numeral = Numeral.readDigits(in: units, at: index, limit: limit)
        let before = unit(index - 1)
        let signed = before == "-" && (isSign(at: index - 1) || isSignedRate(numeral, at: index))
        guard numeral.value != nil else { return .rejected(.tooManyDigits, end: numeral.end) }
        let isNamed = isPartOfName(before: index, signed: signed)
        if isNamed, !UnitClass.isLatinLetter(before) { return .rejected(joint(before), end: numeral.end) }
        let first = finish(numeral, from: signed ? index - 1 : index, isNegative: signed)
        if isNamed, !isAmount(first) { return .rejected(joint(before), end: numeral.end) }
        // 9亿亿亿亿亿元
        guard first.value != nil else { return .rejected(.tooManyDigits, end: first.end) }
        if isDoubling(first) {
            return doubling(first, before: before).map(Reading.figure) ?? .rejected(.word, end: first.end)
        }
        let after = unit(first.end)
        if let whole = span(first, after: after) { return .figure(whole) }
        if first.unit < 0 {
            // Ratios of parts, policy names, versions, dates with dots, telephone numbers.
            if after == ":" || after == "+" || after == "·" || after == "/" || after == "-",
                UnitClass.isDigit(unit(first.end + 1))
            {
                return .rejected(joint(after), end: numberTail(from: first.end))
            }
            if UnitClass.isLatinLetter(after) { return .rejected(.nameWithDigits, end: first.end) }
        }
        return .figure(first)
    }

    /// Whether the unit makes a figure of a number right behind a letter: `GDP5.2亿元`, `CPI2%`, but not `A4纸`.
    private func isAmount(_ quantity: Quantity) -> Bool {
        guard quantity.unit >= 0 else { return false }
        switch vocabulary.units[quantity.unit].kind {
        case .money, .ratio: return true
        default: return false
        }
    }

    /// What the sign or letter beside a number makes of it.
    private func joint(_ unit: UInt16) -> Rejection {
        switch unit {
        case ":": .ratio
        case "+": .policyName
        case "-", "/", ".", "·": .identifier
        default: .nameWithDigits
        }
    }

    private func numberTail(from index: Int) -> Int {
        var end = index
        while end < limit, UnitClass.isDigit(units[end]) || [":", "+", "·", "/", "-", "."].contains(units[end]) {
            end += 1
        }
        while !UnitClass.isDigit(unit(end - 1)) { end -= 1 }
        return end
    }

    /// Whether a hyphen before a number is a minus: behind 别, 为, 是, a sign or what may be below zero, not behind another word or number.
    private func isSign(at index: Int) -> Bool {
        switch unit(index - 1) {
        case "别", "为", "是", "长", "降", "比", "、", "速", "幅", "达": true
        case "成": unit(index - 2) == "完"
        case "现": unit(index - 2) == "实"
        // 最低气温-4.1℃, 净利润-1.2亿元
        case "温": true
        case "度": unit(index - 2) == "温"
        case "润": unit(index - 2) == "利"
        default: false
        }
    }

    /// Whether a hyphen makes a rate a fall, `用电量-3.2%`, and does not join it to a number before.
    private func isSignedRate(_ numeral: Numeral, at index: Int) -> Bool {
        let before = unit(index - 2)
        return unit(numeral.end) == "%" && !UnitClass.isWord(before) && before != "%"
    }

    private func isPartOfName(before index: Int, signed: Bool) -> Bool {
        if signed { return false }
        let before = unit(index - 1)
        if UnitClass.isLatinLetter(before) || before == "+" || before == "." { return true }
        if before == "-" || before == "/" {
            let further = unit(index - 2)
            // 歼-20; but 4月-6月 and 12日-15日 are times.
            let isTime = further == "月" || further == "日" || further == "年"
            return UnitClass.isLatinLetter(further) || UnitClass.isDigit(further) || UnitClass.isHan(further) && !isTime
        }
        return false
    }

    /// The range that `first` opens: `4.5-5%`, `3至5万元`.
    private func span(_ first: Quantity, after: UInt16) -> Quantity? {
        guard after == "-" || after == "至" || after == "到" || after == "—",
            UnitClass.isDigit(unit(first.end + 1)), let low = first.value
        else { return nil }
        let numeral = Numeral.readDigits(in: units, at: first.end + 1, limit: limit)
        guard numeral.value != nil else { return nil }
        let second = finish(numeral, from: first.end + 1, isNegative: false)
        guard second.unit >= 0,
            first.unit < 0 || vocabulary.units[first.unit].code == vocabulary.units[second.unit].code,
            let high = second.value,
            // 3成至5%: both are per cent, but the first is ten times as many.
            first.unit < 0 || vocabulary.units[first.unit].power == vocabulary.units[second.unit].power
                || vocabulary.units[second.unit].kind != .ratio
        else { return nil }
        var whole = second
        whole.start = first.start
        whole.value = nil
        whole.low = low
        whole.high = high
        if !first.isScaled, second.isScaled, let plain = numeral.value, plain.mantissa > 0, high != plain {
            var power = 0
            while power < 20, plain.scaled(byPowerOfTen: power) != high { power += 1 }
            var end = numeral.end
            while Numeral.scale(unit(end)) > 0 { end += 1 }
            // 2—3亿10万元: no scale word is said for both, so they are no range.
            guard power < 20, !UnitClass.isDigit(unit(end)) else { return nil }
            whole.low = low.scaled(byPowerOfTen: power) ?? low
        }
        return whole
    }

    /// Reads scale words, 余 and the unit behind a numeral.
    func finish(_ numeral: Numeral, from start: Int, isNegative: Bool) -> Quantity {
        var quantity = Quantity(start: start, end: numeral.end)
        quantity.isScaled = numeral.isScaled
        quantity.isHan = numeral.isHan
        quantity.isMore = numeral.isMore
        var value = numeral.value
        var index = numeral.end
        let power = readUnit(of: &quantity, &value, at: &index)
        if quantity.unit < 0, !quantity.isMore, Self.isMore(unit(index)), UnitClass.isHan(unit(index + 1)),
            let plain = numeral.value, plain.scale == 0, plain.mantissa >= 20, plain.mantissa % 10 == 0,
            plain.mantissa % 1000 == 0 || !(1900..<2100).contains(plain.mantissa)
        {
            // 500多留守老人: a round number of those whose noun follows at once.
            quantity.isMore = true
            index += 1
        }
        if quantity.unit >= 0, isPerUnit(vocabulary.units[quantity.unit].kind) {
            let unitStart = index
            index = denominatorsEnd(at: index)
            if index > unitStart {
                quantity.compound = wordStart(of: quantity.unit, endingAt: unitStart)..<index
            }
        }
        if power > 30 { value = nil }
        if let scaled = value?.scaled(byPowerOfTen: min(power, 30)) {
            quantity.value = isNegative ? scaled.negated : scaled
        }
        quantity.end = index
        return quantity
    }

    /// Reads scale words and the unit at `index`, and what stands between them, `3万多亩`; the power of ten that they say.
    private func readUnit(of quantity: inout Quantity, _ value: inout ExactDecimal?, at index: inout Int) -> Int {
        var power = 0
        var lastScale = 0
        var isSum = false
        while true {
            if isWithinSum(index) {
                isSum = true
                index += 1
            }
            if let (word, length) = unitWord(at: index, isScaled: power > 0) {
                quantity.unit = word
                index += length
                return power + vocabulary.units[word].power
            }
            let scale = Numeral.scale(unit(index))
            // 百万, 万亿, 亿亿; 百百, 百千 and 亿千 are no chains.
            if scale > max(1, lastScale) || scale == 8, scale >= 4 || lastScale == 0 && !quantity.isHan {
                lastScale = scale
                power += scale
                index += 1
                quantity.isScaled = true
                if UnitClass.isDigit(unit(index)), power <= 8, !isSum {
                    (value, power, index) = mixed(value, power: power, at: index)
                }
            } else if Self.isMore(unit(index)), !quantity.isMore,
                Numeral.scale(unit(index + 1)) > 1 || unitWord(at: index + 1, isScaled: true) != nil
            {
                quantity.isMore = true
                index += 1
            } else {
                if isSum, unit(index) != "/", let yuan = vocabulary.unit("元") { quantity.unit = yuan }
                return power
            }
        }
    }

    /// Whether the 个 at `index` counts nothing, but stands within a sum: `3.6个亿`, `3个多亿`, `3个亿元，`, not `3个亿元项目`.
    private func isWithinSum(_ index: Int) -> Bool {
        guard unit(index) == "个" else { return false }
        let end = index + (Self.isMore(unit(index + 1)) ? 3 : 2)
        guard unit(end - 1) == "亿", unit(end) != "级", Numeral.scale(unit(end)) == 0 else { return false }
        guard let (_, length) = unitWord(at: end, isScaled: true) else { return true }
        return [0, ",", ";", "。"].contains(unit(end + length))
    }

    /// Just past the strokes and units behind a unit that ends at `index`: 元/平方米, 元/人.月, 元/月·人.
    private func denominatorsEnd(at index: Int) -> Int {
        var end = index
        while unit(end) == "/", let length = denominator(at: end + 1) { end += 1 + length }
        if end > index, unit(end) == "." || unit(end) == "·", ["人", "月", "户"].contains(unit(end + 1)),
            !["均", "底", "初", "末", "份", "民"].contains(unit(end + 2))
        {
            end += 2
        }
        return end
    }

    /// Whether a stroke and another unit may follow: 元/平方米, but not 8成/平方米.
    private func isPerUnit(_ kind: Vocabulary.Unit.Kind) -> Bool {
        switch kind {
        case .ratio, .points, .times: false
        default: true
        }
    }

    /// How long the unit behind a stroke is: 吨/日, 元/平方米, 次/秒, 吨标准煤/万元.
    private func denominator(at index: Int) -> Int? {
        if unit(index) == "日" || unit(index) == "月" || unit(index) == "秒" { return 1 }
        // 元/千瓦时 is of a unit, 吨标准煤/万元 of a scale and a unit.
        let scale = Numeral.scale(unit(index)) > 0 && unitWord(at: index, isScaled: true) == nil ? 1 : 0
        guard let (word, length) = unitWord(at: index + scale, isScaled: true) else { return nil }
        switch vocabulary.units[word].kind {
        // 21宗/成交总价: a unit behind a stroke is none that only makes a share.
        case .ratio, .points, .times, .place: return nil
        default: return scale + length
        }
    }

    private func wordStart(of word: Int, endingAt end: Int) -> Int {
        var start = end - 1
        while start > range.lowerBound, end - start < 6 {
            if let match = vocabulary.unitWords.longest(in: units, at: start, limit: end), match.length == end - start,
                Int(match.value) == word
            {
                return start
            }
            start -= 1
        }
        return start
    }

    /// The smaller digits behind a scale word: `1万3千`, `3万4000`.
    private func mixed(_ value: ExactDecimal?, power: Int, at index: Int) -> (ExactDecimal?, Int, Int) {
        let rest = Numeral.readDigits(in: units, at: index, limit: limit)
        guard let value, let tail = rest.value, tail.scale == 0, value.scale == 0 else { return (value, power, index) }
        var end = rest.end
        var tailPower = 0
        var lastScale = 1
        // 6亿20万千瓦: 千 behind 万 is the unit's.
        while true {
            let scale = Numeral.scale(unit(end))
            guard scale > lastScale, scale < power - tailPower,
                scale >= 4 || tailPower == 0 && unitWord(at: end, isScaled: true) == nil
            else { break }
            lastScale = scale
            tailPower += scale
            end += 1
        }
        guard tailPower < power, let high = value.scaled(byPowerOfTen: power), high.mantissa.magnitude < 1 << 100,
            let low = tail.scaled(byPowerOfTen: tailPower), low.mantissa.magnitude < 1 << 100
        else { return (value, power, index) }
        return (ExactDecimal(mantissa: high.mantissa + low.mantissa), 0, end)
    }

    /// The unit at `index` with its length; words that only begin like a unit are none.
    func unitWord(at index: Int, isScaled: Bool) -> (Int, Int)? {
        guard let match = vocabulary.unitWords.longest(in: units, at: index, limit: limit) else { return nil }
        if let cue = vocabulary.cues.longest(in: units, at: index, limit: limit), cue.length > match.length,
            vocabulary.cueClasses[Int(cue.value)].contains(.notUnit)
        {
            // 5个点位: not points, but things that are counted.
            guard match.length > 1,
                let shorter = vocabulary.unitWords.longest(in: units, at: index, limit: index + match.length - 1),
                vocabulary.units[Int(shorter.value)].kind == .count
            else { return nil }
            return (Int(shorter.value), shorter.length)
        }
        if vocabulary.units[Int(match.value)].kind == .scaled, !isScaled { return nil }
        if match.length == 1, unit(index) == "点", !isPointsOfIndex(index) { return nil }
        return (Int(match.value), match.length)
    }

    /// Whether 点 is the unit of an index, `景气指数115.24点，`: behind a decimal, before no other word.
    private func isPointsOfIndex(_ index: Int) -> Bool {
        guard !UnitClass.isHan(unit(index + 1)) else { return false }
        var start = index - 1
        while UnitClass.isDigit(unit(start)) { start -= 1 }
        return start < index - 1 && unit(start) == "." && UnitClass.isDigit(unit(start - 1))
    }

    /// A number that was blanked out: `*亿元`, `XX万元`, `__%`.
    func redacted(at index: Int) -> Reading? {
        let mask = unit(index)
        var end = index
        var length = 0
        while end < limit, units[end] == mask || units[end] == "." || UnitClass.isDigit(units[end]), length < 16 {
            end += 1
            length += 1
        }
        if mask != "*", mask != "_", UnitClass.isLatinLetter(unit(index - 1)) { return nil }
        // **5.6亿元**: bold in markdown hides nothing.
        if mask == "*", unit(index + 1) == "*" || unit(index - 1) == "*", UnitClass.isDigit(unit(end - 1)) {
            return nil
        }
        guard mask != "_" || length >= 2 else { return nil }
        var quantity = finish(Numeral(value: nil, end: end, isHan: false), from: index, isNegative: false)
        quantity.isRedacted = true
        quantity.value = nil
        let isAmount = quantity.unit >= 0 || quantity.isScaled && mask == "*"
        guard isAmount else { return nil }
        if quantity.unit >= 0 {
            let kind = vocabulary.units[quantity.unit].kind
            if vocabulary.units[quantity.unit].role == .year { return .rejected(.time, end: quantity.end) }
            if mask != "*", mask != "_", kind == .count, length < 2 { return nil }
        }
        return .figure(quantity)
    }
}
