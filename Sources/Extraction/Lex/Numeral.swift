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
        var sum = HanSum()
        var index = start
        var isMore = false
        while index < limit {
            if let value = hanDigit(units[index]) {
                guard sum.add(digit: value) else { return nil }
            } else if case let power = scale(units[index]), power > 0 {
                if sum.leaves(power) { break }
                guard sum.add(power: power) else { return nil }
            } else {
                // 一千四百多万: the scale word behind still counts.
                guard units[index] == "多" || units[index] == "余", index > start, index + 1 < limit,
                    scale(units[index + 1]) >= 4, !isMore
                else { break }
                isMore = true
            }
            index += 1
        }
        guard index > start else { return nil }
        var value = ExactDecimal(mantissa: sum.value)
        if index + 1 < limit, units[index] == "点", sum.whole < 1_000_000 {
            index = readFraction(into: &value, units, behind: index, limit: limit)
        }
        return Numeral(value: value, end: index, isHan: true, isScaled: sum.isScaled, isMore: isMore)
    }

    /// Adds the Chinese digits behind the 点 at `point`, five at most; where they end, `point` where none follows.
    private static func readFraction(
        into value: inout ExactDecimal,
        _ units: [UInt16],
        behind point: Int,
        limit: Int
    )
        -> Int
    {
        var index = point + 1
        while index < limit, index < point + 6, let next = hanDigit(units[index]) {
            value = ExactDecimal(mantissa: value.mantissa * 10 + next, scale: value.scale + 1)
            index += 1
        }
        return index > point + 1 ? index : point
    }

    /// A Chinese numeral while its digits and scale words are added up.
    private struct HanSum {
        /// What stands before the last 万 or 亿, and what behind it.
        private var total: Int128 = 0
        private var section: Int128 = 0
        /// The digits that no scale word has followed yet: 二〇一五.
        private var digit: Int128?
        private var plainDigits = 0
        /// The power of ten of the last scale word below 万.
        private var lastPower = 4
        /// Whether there was a 万 or 亿.
        private(set) var isScaled = false

        /// What all of it says, and without the digits at its end.
        var value: Int128 { whole + (digit ?? 0) }
        var whole: Int128 { total + section }

        /// Adds a digit; false where there are too many.
        mutating func add(digit value: Int128) -> Bool {
            plainDigits = digit ?? 0 == 0 ? 1 : plainDigits + 1
            digit = plainDigits > 1 ? (digit ?? 0) * 10 + value : value
            return plainDigits <= 9
        }

        /// Whether a scale word is that of the unit behind: 二百千瓦, 十二万千瓦.
        func leaves(_ power: Int) -> Bool { digit == nil && whole != 0 && (power == 2 || power == 3) }

        /// Adds a scale word; false where it makes no number.
        mutating func add(power: Int) -> Bool {
            // A scale word without a digit before it is 一十 for 十 alone; 百万 is no number.
            if digit == nil, whole == 0, power != 1 { return false }
            // 二三十 is something between, and 五百五百 nothing.
            if plainDigits > 1 || power < 4 && power >= lastPower { return false }
            lastPower = min(power, 4)
            var factor: Int128 = 1
            for _ in 0..<power { factor *= 10 }
            if power < 4 {
                section += (digit ?? 1) * factor
            } else {
                isScaled = true
                let part = section + (digit ?? 0)
                // 三万五万 is two numbers or none.
                if part != 0, power == 4 ? total % 100_000_000 != 0 : total >= factor { return false }
                if part == 0 {
                    total = max(total, 1) * factor
                } else {
                    total = power == 8 ? (total + part) * factor : total + part * factor
                }
                section = 0
            }
            digit = nil
            plainDigits = 0
            return total <= 1_000_000_000_000_000_000_000
        }
    }
}
