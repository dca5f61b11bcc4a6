@testable import Extraction

/// Reads the value of a surface a second time, by rules of its own, so that the extractor's reading is not its own witness.
struct SurfaceValue {
    /// A decimal without trailing zeros, so that equal numbers are equal.
    struct Number: Equatable {
        var digits: Int128
        var power: Int

        init(_ digits: Int128, power: Int = 0) {
            var (digits, power) = (digits, power)
            while digits != 0, digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
            self.digits = digits
            self.power = digits == 0 ? 0 : power
        }

        init(_ decimal: ExactDecimal) { self.init(decimal.mantissa, power: -decimal.scale) }

        func scaled(_ by: Int) -> Number { Number(digits, power: power + by) }

        static func + (left: Number, right: Number) -> Number {
            if left.digits == 0 { return right }
            if right.digits == 0 { return left }
            let power = min(left.power, right.power)
            func lifted(_ number: Number) -> Int128 {
                (0..<(number.power - power)).reduce(number.digits) { digits, _ in digits &* 10 }
            }
            return Number(lifted(left) &+ lifted(right), power: power)
        }
    }

    private let vocabulary: Vocabulary
    private let units: [UInt16]
    private var index = 0

    /// Both ends, or the one value; empty where the surface holds no number that can be read.
    private(set) var numbers: [Number] = []
    /// The power of ten that the scale words behind the last number gave.
    private(set) var lastScale = 0
    /// What stands behind the number.
    private(set) var unitWords: [UInt16] = []
    /// Whether a minus stands before it.
    private(set) var hasMinus = false

    /// Reads the folded units of a surface.
    init(_ units: [UInt16], _ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        self.units = units
        read()
    }

    private func unit(_ index: Int) -> UInt16 { units.indices.contains(index) ? units[index] : 0 }

    private static func has(_ text: String, _ unit: UInt16) -> Bool { text.utf16.contains(unit) }

    private mutating func read() {
        if Self.has("第", unit(0)) { index = 1 }
        if Self.has("首", unit(0)) {
            numbers = [Number(1)]
            return
        }
        if unit(0) == 0x2D { (hasMinus, index) = (true, 1) }
        let isFraction = Self.has("百千万", unit(0)) && Self.has("分", unit(1)) && Self.has("之", unit(2))
        if isFraction { index = 3 }
        guard var first = amount() else { return }
        if isFraction, Self.has("万", unit(0)) { first = first.scaled(-1) }
        numbers = [first]
        if isFraction, Self.has("至", unit(index)) {
            // 百分之四至百分之五, 百分之八至九
            index += Self.has("分", unit(index + 2)) ? 4 : 1
            guard let second = amount() else { return }
            numbers.append(second)
        }
        let firstUnits = rest()
        if let joint = joint(), joint > 0 {
            index = joint
            guard let second = amount() else { return }
            numbers.append(second)
        }
        unitWords = rest()
        if unitWords.isEmpty { unitWords = firstUnits }
    }

    /// Past the joint of a range; nil where the rest is but a unit.
    private func joint() -> Int? {
        for position in index..<max(index, units.count)
        where Self.has("-—~至到", units[position]) && UnitClass.isDigit(unit(position + 1)) {
            return position + 1
        }
        return nil
    }

    private func rest() -> [UInt16] { Array(units[min(index, units.count)...]) }

    private func opensUnit(_ position: Int) -> Bool {
        guard let match = vocabulary.unitWords.longest(in: units, at: position, limit: units.count) else {
            return false
        }
        var end = position + match.length
        // 千瓦时 behind a number begins with 千 whatever is run together with it.
        if match.length > 1, Numeral.scale(units[position]) < 4 { return true }
        if end == units.count || units[end] == 0x2F || joint() == end + 1 { return true }
        // 12.6亿千瓦时元: of units run together the first begins where the scale words end.
        while let next = vocabulary.unitWords.longest(in: units, at: end, limit: units.count) { end += next.length }
        return end == units.count
    }

    private mutating func amount() -> Number? {
        var (total, section) = (Number(0), Number(0))
        var current: Number?
        var isAny = false
        let isHan = Numeral.hanDigit(unit(index)) != nil || Numeral.scale(unit(index)) > 0
        lastScale = 0
        while index < units.count {
            let unit = units[index]
            let scale = Numeral.scale(unit)
            if UnitClass.isDigit(unit) {
                guard current == nil else { break }
                current = digits()
            } else if let digit = Numeral.hanDigit(unit) {
                current = Number(digit) + (current?.scaled(1) ?? Number(0))
                index += 1
            } else if scale > 0 {
                // 近千米: what opens the surface is the number, whatever unit it could be; 一万三千米 are metres.
                let goesOn = isHan && current != nil && (total.digits != 0 || section.digits != 0)
                if isAny, !goesOn, opensUnit(index) { break }
                if scale < 4, current == nil, section.digits == 0, total.digits != 0, !(isHan && scale == 1) {
                    // 百 behind 万 multiplies too, but 十 behind 十二万 is ten more.
                    total = total.scaled(scale)
                } else if scale < 4 {
                    section = section + (current ?? Number(1)).scaled(scale)
                } else {
                    let part = section + (current ?? Number(0))
                    if current == nil, part.digits == 0 {
                        // 近万人: a scale word of its own stands for one.
                        total = (isAny ? total : Number(1)).scaled(scale)
                    } else {
                        total = scale == 8 ? (total + part).scaled(8) : total + part.scaled(scale)
                    }
                    section = Number(0)
                }
                lastScale += scale
                current = nil
                index += 1
            } else if Self.has("点", unit), isAny, Numeral.hanDigit(self.unit(index + 1)) != nil {
                index += 1
                var power = 0
                var fraction = current ?? Number(0)
                while let digit = Numeral.hanDigit(self.unit(index)) {
                    power += 1
                    fraction = Number(digit, power: -power) + fraction
                    index += 1
                }
                current = fraction
            } else if Self.has("余多", unit) || isAny && isWithinSum() {
                index += 1
            } else {
                break
            }
            isAny = true
        }
        return isAny ? total + section + (current ?? Number(0)) : nil
    }

    /// Whether a 个 comes that counts nothing: 3.6个亿, 3个多亿.
    private func isWithinSum() -> Bool {
        Self.has("个", unit(index)) && Self.has("亿", unit(index + (Self.has("余多", unit(index + 1)) ? 2 : 1)))
    }

    private mutating func digits() -> Number {
        var (number, power, isBehindPoint): (Int128, Int, Bool) = (0, 0, false)
        while index < units.count {
            let unit = units[index]
            if UnitClass.isDigit(unit) {
                number = number &* 10 &+ Int128(unit - 0x30)
                if isBehindPoint { power -= 1 }
            } else if unit == 0x2C, !isBehindPoint, UnitClass.isDigit(self.unit(index + 1)) {
                index += 1
                continue
            } else if unit == 0x2E || unit == 0xB7, !isBehindPoint, UnitClass.isDigit(self.unit(index + 1)) {
                isBehindPoint = true
            } else {
                break
            }
            index += 1
        }
        return Number(number, power: power)
    }
}
