/// The number in front of a heading: `一、`, `（一）`, `1.`, `第一章`, `一是`.
struct HeadingMarker: Sendable {
    /// The kinds of markers, in the order in which they are usually nested, outermost first.
    enum Kind: Int, Sendable, CaseIterable {
        /// A glossary behind the report, without a marker.
        case appendix
        /// 第一章, 第一部分.
        case chapter
        /// 第一节.
        case part
        /// 一、
        case han
        /// （一）
        case hanBracket
        /// 1. or 1、
        case arabic
        /// （1） or 1)
        case arabicBracket
        /// ①
        case circled
        /// A line without a marker.
        case bare
        /// 第一，
        case ordinal
        /// 其一，
        case ofThese
        /// ——
        case dash
        /// 一是
        case statement
        /// 一要
        case demand

        /// Whether the marker stands in the running text.
        var isEnumeration: Bool { self == .ordinal || self == .ofThese || self == .statement || self == .demand }
    }

    /// What kind of marker it is.
    var kind: Kind
    /// Its value.
    var number: Int
    /// How many units it takes.
    var length: Int

    /// The marker of an own line or paragraph at `index`; nil where there is none.
    static func numbered(in text: FoldedText, at index: Int, limit: Int) -> HeadingMarker? {
        guard index < limit else { return nil }
        let first = text.units[index]
        if first == "(" { return bracketed(in: text, at: index, limit: limit) }
        if first == "第" { return chapter(in: text, at: index, limit: limit) }
        if first >= 0x2460, first <= 0x2473 {
            return HeadingMarker(kind: .circled, number: Int(first) - 0x245F, length: 1)
        }
        return han(in: text, at: index, limit: limit) ?? arabic(in: text, at: index, limit: limit)
    }

    /// `（一）`, `（1）`.
    private static func bracketed(in text: FoldedText, at index: Int, limit: Int) -> HeadingMarker? {
        func closes(_ length: Int) -> Bool { index + length + 1 < limit && text.units[index + length + 1] == ")" }
        if let (number, length) = hanNumber(text, index + 1, limit), closes(length) {
            return HeadingMarker(kind: .hanBracket, number: number, length: length + 2)
        }
        if let (number, length) = arabicNumber(text, index + 1, limit), closes(length) {
            return HeadingMarker(kind: .arabicBracket, number: number, length: length + 2)
        }
        return nil
    }

    /// `第一章`, `第一部分`, `第一节`.
    private static func chapter(in text: FoldedText, at index: Int, limit: Int) -> HeadingMarker? {
        func unit(_ offset: Int) -> UInt16 { text.unit(at: index + offset, limit: limit) }
        guard let (number, length) = hanNumber(text, index + 1, limit) ?? arabicNumber(text, index + 1, limit) else {
            return nil
        }
        switch unit(length + 1) {
        case "章", "编", "篇": return HeadingMarker(kind: .chapter, number: number, length: length + 2)
        case "部" where unit(length + 2) == "分":
            return HeadingMarker(kind: .chapter, number: number, length: length + 3)
        case "节": return HeadingMarker(kind: .part, number: number, length: length + 2)
        default: return nil
        }
    }

    /// `一、`, not `二、三产业`.
    private static func han(in text: FoldedText, at index: Int, limit: Int) -> HeadingMarker? {
        func unit(_ offset: Int) -> UInt16 { text.unit(at: index + offset, limit: limit) }
        guard let (number, length) = hanNumber(text, index, limit), case let mark = unit(length),
            mark == "、" || mark == "."
        else { return nil }
        if mark == "、", isRange(unit(length + 1), unit(length + 2)),
            !namesQuarter(number, unit(length + 1), unit(length + 2), unit(length + 4)),
            !namesSession(number, unit(length + 1), unit(length + 2))
        {
            return nil
        }
        return HeadingMarker(kind: .han, number: number, length: length + 1)
    }

    /// `1.`, `1、`, `1)`.
    private static func arabic(in text: FoldedText, at index: Int, limit: Int) -> HeadingMarker? {
        func unit(_ offset: Int) -> UInt16 { text.unit(at: index + offset, limit: limit) }
        guard let (number, length) = arabicNumber(text, index, limit), case let next = unit(length + 1),
            !UnitClass.isDigit(next), next != 0
        else { return nil }
        switch unit(length) {
        case ".", "、": return HeadingMarker(kind: .arabic, number: number, length: length + 1)
        case ")": return HeadingMarker(kind: .arabicBracket, number: number, length: length + 1)
        default: return nil
        }
    }

    /// The marker of an enumeration in the running text at `index`; nil where there is none.
    static func enumerated(in text: FoldedText, at index: Int, limit: Int) -> HeadingMarker? {
        func unit(_ offset: Int) -> UInt16 { text.unit(at: index + offset, limit: limit) }
        switch unit(0) {
        case "第":
            guard let (number, length) = hanNumber(text, index + 1, limit), unit(length + 1) == "," else { return nil }
            return HeadingMarker(kind: .ordinal, number: number, length: length + 2)
        case "其":
            guard let (number, length) = hanNumber(text, index + 1, limit), unit(length + 1) == "," else { return nil }
            return HeadingMarker(kind: .ofThese, number: number, length: length + 2)
        default:
            guard let (number, length) = hanNumber(text, index, limit) else { return nil }
            let verb = unit(length)
            let next = unit(length + 1)
            // 一是一，二是二 are words.
            guard verb == "是" || verb == "要", next != 0,
                !(UnitClass.hanDigit(next) == number && !UnitClass.isHan(unit(length + 2)))
            else { return nil }
            return HeadingMarker(kind: verb == "是" ? .statement : .demand, number: number, length: length + 1)
        }
    }

    /// Whether `一、` goes on as a list of grades (`二、三产业`), not as a heading.
    private static func isRange(_ first: UInt16, _ second: UInt16) -> Bool {
        guard UnitClass.hanDigit(first) != nil else { return false }
        switch second {
        case "、", ",", "产", "线", "次", "季", "月", "级", "类", "档", "期", "和", "等":
            return true
        default: return false
        }
    }

    /// Whether `二、` goes on with the quarter that the section is about: `二、四季度工作安排`, not `一、二季度，`.
    private static func namesQuarter(_ number: Int, _ first: UInt16, _ second: UInt16, _ behind: UInt16) -> Bool {
        guard second == "季", let quarter = UnitClass.hanDigit(first) else { return false }
        // 工作 重点 主要 任务 计划 总结
        return quarter != number + 1 || ["工", "重", "主", "任", "计", "总"].contains(behind)
    }

    /// Whether `一、` goes on with how many a session was: `一、四次会议确定的目标任务`, not `一、二次创业`.
    private static func namesSession(_ number: Int, _ first: UInt16, _ second: UInt16) -> Bool {
        guard second == "次", let session = UnitClass.hanDigit(first) else { return false }
        return session != number + 1
    }

    private static func hanNumber(_ text: FoldedText, _ index: Int, _ limit: Int) -> (number: Int, length: Int)? {
        func digit(_ offset: Int) -> Int? {
            index + offset < limit ? UnitClass.hanDigit(text.units[index + offset]) : nil
        }
        guard let first = digit(0) else { return nil }
        guard let second = digit(1) else { return (first, 1) }
        if first == 10 { return second == 10 ? nil : (10 + second, 2) }
        guard second == 10 else { return nil }
        guard let third = digit(2) else { return (first * 10, 2) }
        return third == 10 ? nil : (first * 10 + third, 3)
    }

    private static func arabicNumber(_ text: FoldedText, _ index: Int, _ limit: Int) -> (number: Int, length: Int)? {
        var number = 0
        var length = 0
        while index + length < limit, length < 3, UnitClass.isDigit(text.units[index + length]) {
            number = number * 10 + Int(text.units[index + length]) - 0x30
            length += 1
        }
        return length > 0 && length < 3 ? (number, length) : nil
    }
}
