/// A numeral as written, before any unit: digits, Chinese numerals, or both mixed.
struct Numeral {
    /// The value; nil where there are more digits than a figure has.
    var value: ExactDecimal?
    /// Just past the last unit.
    var end: Int
    /// Whether it is written in Chinese numerals only.
    var isHan: Bool
    /// Whether a 万 or 亿 was multiplied in.
    var isScaled = false
    /// Whether a 余 or 多 stood inside or behind.
    var isMore = false

    private static let point: UInt16 = "."

    /// The power of ten of 十, 百, 千, 万, 亿; 0 for anything else.
    static func scale(_ unit: UInt16) -> Int {
        switch unit {
        case "十", "拾": 1
        case "百", "佰": 2
        case "千", "仟": 3
        case "万": 4
        case "亿": 8
        default: 0
        }
    }

    /// The value of a Chinese digit 〇 to 九 and 两; nil for anything else.
    static func hanDigit(_ unit: UInt16) -> Int128? {
        switch unit {
        case "〇", "零": 0
        case "两": 2
        case "十": nil
        default: UnitClass.hanDigit(unit).map { Int128($0) }
        }
    }

    /// Reads digits with separators and a decimal point at `start`.
    static func readDigits(in units: [UInt16], at start: Int, limit: Int) -> Numeral {
        var mantissa: Int128 = 0
        var digits = 0
        var index = start
        var groupStart = start
        func isThousands(_ comma: Int) -> Bool {
            guard comma + 4 <= limit, (1...3).contains(comma - groupStart)
            else { return false }
            for offset in 1...3 where !UnitClass.isDigit(units[comma + offset]) { return false }
            return comma + 4 == limit || !UnitClass.isDigit(units[comma + 4])
        }
        while index < limit {
            let unit = units[index]
            if UnitClass.isDigit(unit) {
                if digits < ExactDecimal.digitLimit { mantissa = mantissa * 10 + Int128(unit - 0x30) }
                digits += 1
                index += 1
            } else if unit == ",", isThousands(index), groupStart == start || index - groupStart == 3 {
                index += 1
                groupStart = index
            } else {
                break
            }
        }
        var scale = 0
        if index + 1 < limit, units[index] == point || units[index] == "·", UnitClass.isDigit(units[index + 1]) {
            index += 1
            while index < limit, UnitClass.isDigit(units[index]) {
                if digits < ExactDecimal.digitLimit {
                    mantissa = mantissa * 10 + Int128(units[index] - 0x30)
                    scale += 1
                }
                digits += 1
                index += 1
            }
        }
        let value = digits <= ExactDecimal.digitLimit ? ExactDecimal(mantissa: mantissa, scale: scale) : nil
        return Numeral(value: value, end: index, isHan: false)
    }

    /// Reads a Chinese numeral at `start`: 十二万三千, 二十, 三点五; nil where there is none.
    static func readHan(in units: [UInt16], at start: Int, limit: Int) -> Numeral? {
        let limit = min(limit, start + 24)
        var total: Int128 = 0
        var section: Int128 = 0
        var digit: Int128?
        var index = start
        var isScaled = false
        var isMore = false
        var plainDigits = 0
        var lastPower = 4
        while index < limit {
            let unit = units[index]
            if let value = hanDigit(unit) {
                plainDigits = digit ?? 0 == 0 ? 1 : plainDigits + 1
                digit = (digit ?? 0) * (plainDigits > 1 ? 10 : 0) + value
                if plainDigits == 1 { digit = value }
                guard plainDigits <= 9 else { return nil }
            } else {
                let power = scale(unit)
                if power == 0 {
                    // 一千四百多万: the scale word behind still counts.
                    guard unit == "多" || unit == "余", index > start, index + 1 < limit,
                        scale(units[index + 1]) >= 4, !isMore
                    else { break }
                    isMore = true
                    index += 1
                    continue
                }
                // A scale word without a digit before it is 一十 for 十 alone; 百万 is no number.
                if digit == nil, section == 0, total == 0, power != 1 { return nil }
                // 二百千瓦, 十二万千瓦: the word is the unit's.
                if digit == nil, power == 2 || power == 3 { break }
                // 二三十 is something between, and 五百五百 nothing.
                if plainDigits > 1 || power < 4 && power >= lastPower { return nil }
                lastPower = power < 4 ? power : 4
                var factor: Int128 = 1
                for _ in 0..<power { factor *= 10 }
                if power >= 4 {
                    isScaled = true
                    let whole = section + (digit ?? 0)
                    // 三万五万 is two numbers or none.
                    if whole != 0, power == 4 ? total % 100_000_000 != 0 : total >= factor { return nil }
                    let base = whole == 0 ? max(total, 1) : whole
                    total =
                        whole == 0 ? base * factor : (power == 8 ? (total + whole) * factor : total + whole * factor)
                    section = 0
                } else {
                    section += (digit ?? 1) * factor
                }
                digit = nil
                plainDigits = 0
                if total > 1_000_000_000_000_000_000_000 { return nil }
            }
            index += 1
        }
        guard index > start else { return nil }
        var value = ExactDecimal(mantissa: total + section + (digit ?? 0))
        if index + 1 < limit, units[index] == "点", total + section < 1_000_000 {
            var cursor = index + 1
            while cursor < limit, cursor < index + 6, let next = hanDigit(units[cursor]) {
                value = ExactDecimal(mantissa: value.mantissa * 10 + next, scale: value.scale + 1)
                cursor += 1
            }
            if cursor > index + 1 { index = cursor }
        }
        return Numeral(value: value, end: index, isHan: true, isScaled: isScaled, isMore: isMore)
    }
}
