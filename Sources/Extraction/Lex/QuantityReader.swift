/// What a number in the text was read as.
enum Reading {
    /// A quantity that may be a figure; reading goes on at its end.
    case figure(Quantity)
    /// A number that is no figure, and where reading goes on.
    case rejected(Rejection, end: Int)
}

/// Reads one quantity: numeral, scale words, 余, unit; and knows what only looks like one.
struct QuantityReader {
    /// The words.
    let vocabulary: Vocabulary
    /// The text.
    let units: [UInt16]
    /// The sentence, beyond which nothing is read.
    let range: Range<Int>

    /// Where reading ends.
    var limit: Int { range.upperBound }

    /// The unit at an index; 0 outside the sentence.
    func unit(_ index: Int) -> UInt16 { range.contains(index) ? units[index] : 0 }

    private static func isMore(_ unit: UInt16) -> Bool { unit == 0x4F59 || unit == 0x591A }

    /// The quantity whose first digit stands at `index`.
    func digits(at index: Int) -> Reading {
        let numeral = Numeral.readDigits(in: units, at: index, limit: limit)
        let before = unit(index - 1)
        let signed = before == 0x2D && (isSign(at: index - 1) || isSignedRate(numeral, at: index))
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
            if after == 0x3A || after == 0x2B || after == 0xB7 || after == 0x2F || after == 0x2D,
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
        case 0x3A: .ratio
        case 0x2B: .policyName
        case 0x2D, 0x2F, 0x2E, 0xB7: .identifier
        default: .nameWithDigits
        }
    }

    private func numberTail(from index: Int) -> Int {
        var end = index
        while end < limit, UnitClass.isDigit(units[end]) || [0x3A, 0x2B, 0xB7, 0x2F, 0x2D, 0x2E].contains(units[end]) {
            end += 1
        }
        while !UnitClass.isDigit(unit(end - 1)) { end -= 1 }
        return end
    }

    /// Whether a hyphen before a number is a minus: behind 别, 为, 是 or a sign, not behind a word or number.
    private func isSign(at index: Int) -> Bool {
        switch unit(index - 1) {
        case 0x522B, 0x4E3A, 0x662F, 0x957F, 0x964D, 0x6BD4, 0x3001, 0x901F, 0x5E45, 0x8FBE: true
        // 完成 实现
        case 0x6210: unit(index - 2) == 0x5B8C
        case 0x73B0: unit(index - 2) == 0x5B9E
        default: false
        }
    }

    /// Whether a hyphen makes a rate a fall, `用电量-3.2%`, and does not join it to a number before.
    private func isSignedRate(_ numeral: Numeral, at index: Int) -> Bool {
        let before = unit(index - 2)
        return unit(numeral.end) == 0x25 && !UnitClass.isWord(before) && before != 0x25
    }

    private func isPartOfName(before index: Int, signed: Bool) -> Bool {
        if signed { return false }
        let before = unit(index - 1)
        if UnitClass.isLatinLetter(before) || before == 0x2B || before == 0x2E { return true }
        if before == 0x2D || before == 0x2F {
            let further = unit(index - 2)
            // 歼-20; but 4月-6月 and 12日-15日 are times.
            let isTime = further == 0x6708 || further == 0x65E5 || further == 0x5E74
            return UnitClass.isLatinLetter(further) || UnitClass.isDigit(further) || UnitClass.isHan(further) && !isTime
        }
        return false
    }

    /// The range that `first` opens: `4.5-5%`, `3至5万元`.
    private func span(_ first: Quantity, after: UInt16) -> Quantity? {
        guard after == 0x2D || after == 0x81F3 || after == 0x5230 || after == 0x2014,
            UnitClass.isDigit(unit(first.end + 1)), let low = first.value
        else { return nil }
        let numeral = Numeral.readDigits(in: units, at: first.end + 1, limit: limit)
        guard numeral.value != nil else { return nil }
        let second = finish(numeral, from: first.end + 1, isNegative: false)
        guard second.unit >= 0,
            first.unit < 0 || vocabulary.units[first.unit].code == vocabulary.units[second.unit].code,
            let high = second.value
        else { return nil }
        var whole = second
        whole.start = first.start
        whole.value = nil
        whole.low = low
        whole.high = high
        if !first.isScaled, second.isScaled, let plain = numeral.value, plain.mantissa > 0, high != plain {
            var power = 0
            while power < 20, plain.scaled(byPowerOfTen: power) != high { power += 1 }
            // 2—3亿10万元: no scale word is said for both, so they are no range.
            guard power < 20 else { return nil }
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
        var power = 0
        var lastScale = 0
        while true {
            if let (word, length) = unitWord(at: index, isScaled: power > 0) {
                quantity.unit = word
                index += length
                power += vocabulary.units[word].power
                break
            }
            let scale = Numeral.scale(unit(index))
            // 百万, 万亿, 亿亿; 百百, 百千 and 亿千 are no chains.
            if scale > max(1, lastScale) || scale == 8, scale >= 4 || lastScale == 0 && !numeral.isHan {
                lastScale = scale
                power += scale
                index += 1
                quantity.isScaled = true
                if UnitClass.isDigit(unit(index)), power <= 8 {
                    (value, power, index) = mixed(value, power: power, at: index)
                }
                continue
            }
            if Self.isMore(unit(index)), !quantity.isMore,
                Numeral.scale(unit(index + 1)) > 1 || unitWord(at: index + 1, isScaled: true) != nil
            {
                quantity.isMore = true
                index += 1
                continue
            }
            break
        }
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
            while unit(index) == 0x2F, let length = denominator(at: index + 1) { index += 1 + length }
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

    /// Whether a stroke and another unit may follow: 元/平方米, but not 8成/平方米.
    private func isPerUnit(_ kind: Vocabulary.Unit.Kind) -> Bool {
        switch kind {
        case .ratio, .points, .times: false
        default: true
        }
    }

    /// How long the unit behind a stroke is: 吨/日, 元/平方米, 次/秒, 吨标准煤/万元.
    private func denominator(at index: Int) -> Int? {
        if unit(index) == 0x65E5 || unit(index) == 0x6708 || unit(index) == 0x79D2 { return 1 }
        let scale = Numeral.scale(unit(index)) > 0 ? 1 : 0
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
        if match.length == 1, unit(index) == 0x70B9, !isPointsOfIndex(index) { return nil }
        return (Int(match.value), match.length)
    }

    /// Whether 点 is the unit of an index, `景气指数115.24点，`: behind a decimal, before no other word.
    private func isPointsOfIndex(_ index: Int) -> Bool {
        guard !UnitClass.isHan(unit(index + 1)) else { return false }
        var start = index - 1
        while UnitClass.isDigit(unit(start)) { start -= 1 }
        return start < index - 1 && unit(start) == 0x2E && UnitClass.isDigit(unit(start - 1))
    }

    /// A number that was blanked out: `*亿元`, `XX万元`, `__%`.
    func redacted(at index: Int) -> Reading? {
        let mask = unit(index)
        var end = index
        var length = 0
        while end < limit, units[end] == mask || units[end] == 0x2E || UnitClass.isDigit(units[end]), length < 16 {
            end += 1
            length += 1
        }
        if mask != 0x2A, mask != 0x5F, UnitClass.isLatinLetter(unit(index - 1)) { return nil }
        // **5.6亿元**: bold in markdown hides nothing.
        if mask == 0x2A, unit(index + 1) == 0x2A || unit(index - 1) == 0x2A, UnitClass.isDigit(unit(end - 1)) {
            return nil
        }
        guard mask != 0x5F || length >= 2 else { return nil }
        var quantity = finish(Numeral(value: nil, end: end, isHan: false), from: index, isNegative: false)
        quantity.isRedacted = true
        quantity.value = nil
        let isAmount = quantity.unit >= 0 || quantity.isScaled && mask == 0x2A
        guard isAmount else { return nil }
        if quantity.unit >= 0 {
            let kind = vocabulary.units[quantity.unit].kind
            if vocabulary.units[quantity.unit].role == .year { return .rejected(.time, end: quantity.end) }
            if mask != 0x2A, mask != 0x5F, kind == .count, length < 2 { return nil }
        }
        return .figure(quantity)
    }

    /// A rank: `第19位`, `第一`, `首位`.
    func ordinal(at index: Int) -> Reading? {
        if unit(index) == 0x9996 { return first(at: index) }
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
        if after == 0x3001, UnitClass.hanDigit(unit(numeral.end + 1)) != nil {
            return .rejected(.ordinal, end: numeral.end)
        }
        if after == 0x4F4D || after == 0x540D {
            quantity.end += 1
            quantity.hasPlaceWord = true
        } else if UnitClass.isHan(after), ![0x7684, 0x548C, 0x4E14, 0x5E76].contains(after) {
            return .rejected(.ordinal, end: numeral.end)
        }
        guard quantity.value != nil else { return .rejected(.tooManyDigits, end: quantity.end) }
        return .figure(quantity)
    }

    /// The first place, `首位`; not 首位度.
    private func first(at index: Int) -> Reading? {
        guard unit(index + 1) == 0x4F4D else { return nil }
        let after = unit(index + 2)
        if UnitClass.isHan(after), ![0x7684, 0x548C, 0x4E14, 0x5E76].contains(after) { return nil }
        var quantity = Quantity(start: index, end: index + 2, value: ExactDecimal(mantissa: 1), isOrdinal: true)
        quantity.hasPlaceWord = true
        return .figure(quantity)
    }
}
