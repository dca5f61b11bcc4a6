/// Reads the parts of a time: years, months, days, quarters, small numbers.
struct TimeReader {
    /// The text.
    let text: FoldedText
    /// No part reaches beyond this index.
    var limit: Int

    /// The unit at `index`; 0 beyond the limit.
    func unit(_ index: Int) -> UInt16 { index < limit && index >= 0 ? text.units[index] : 0 }

    /// Whether `word` stands at `index`.
    func has(_ word: String, at index: Int) -> Bool { length(of: word, at: index) > 0 }

    /// How many units `word` takes where it stands at `index`; 0 where it does not.
    func length(of word: String, at index: Int) -> Int {
        var cursor = index
        for scalar in word.unicodeScalars {
            guard unit(cursor) == UInt16(truncatingIfNeeded: scalar.value) else { return 0 }
            cursor += 1
        }
        return cursor - index
    }

    /// An Arabic number of at most four digits; the index behind it.
    func number(at index: Int) -> (value: Int, end: Int)? {
        var value = 0
        var end = index
        while end < index + 5, UnitClass.isDigit(unit(end)) {
            value = value * 10 + Int(unit(end)) - 0x30
            end += 1
        }
        return end > index && end - index <= 4 ? (value, end) : nil
    }

    /// An Arabic number, or a Han one up to nineteen.
    func smallNumber(at index: Int) -> (value: Int, end: Int)? {
        if let number = number(at: index) { return number }
        if unit(index) == "两" { return (2, index + 1) }
        guard let first = UnitClass.hanDigit(unit(index)) else { return nil }
        if first == 10, let second = UnitClass.hanDigit(unit(index + 1)), second < 10 {
            return (10 + second, index + 2)
        }
        return (first, index + 1)
    }

    /// A year of four digits, Arabic or Han (`二〇二三`), without its `年`.
    func yearDigits(at index: Int) -> (value: Int, end: Int)? {
        let first = unit(index)
        if UnitClass.isDigit(first) {
            guard first == "1" || first == "2" else { return nil }
            guard let (value, end) = number(at: index), end - index == 4, (1900...2100).contains(value) else {
                return nil
            }
            return (value, end)
        }
        // Years of our time begin with 一九 or 二〇; most places are refused here.
        guard first == "二" || first == "一" else { return nil }
        var value = 0
        for offset in 0..<4 {
            let digit = unit(index + offset)
            guard let number = digit == "〇" || digit == "零" ? 0 : UnitClass.hanDigit(digit), number < 10 else {
                return nil
            }
            value = value * 10 + number
        }
        return (1900...2100).contains(value) ? (value, index + 4) : nil
    }

    /// A year with its `年` or `年度`.
    func year(at index: Int) -> (value: Int, end: Int)? {
        guard let (value, end) = yearDigits(at: index), unit(end) == "年" else { return nil }
        return (value, unit(end + 1) == "度" ? end + 2 : end + 1)
    }

    /// Whether the unit joins two ends of a range: `-`, `—`, `至`, `到`.
    func isJoint(_ index: Int) -> Bool {
        switch unit(index) {
        case "-", "—", "至", "到": true
        default: false
        }
    }

    /// Just past the joint at `index`, which may be of several dashes: `1--7月`, `1——7月`.
    private func behindJoint(_ index: Int) -> Int {
        var end = index + 1
        while end < index + 3, unit(end - 1) == "-" || unit(end - 1) == "—", unit(end) == "-" || unit(end) == "—" {
            end += 1
        }
        return end
    }

    /// What a year may be followed by: a half, quarters, months, days, its end.
    ///
    /// - Returns: the days of that part of `year`, and the index behind it; nil where no part stands at `index`.
    func part(at index: Int, of year: Int) -> (period: Period?, end: Int)? {
        switch unit(index) {
        // 上半年 下半年
        case "上" where has("上半年", at: index): return (Period.months(1, 6, of: year), index + 3)
        case "下" where has("下半年", at: index): return (Period.months(7, 12, of: year), index + 3)
        case "全" where unit(index + 1) == "年": return (Period.year(year), index + 2)
        // 前三季度 前五个月
        case "前":
            guard let (value, end) = smallNumber(at: index + 1), value >= 1, value <= 12 else { return nil }
            if value <= 4, has("季度", at: end) { return (Period.months(1, value * 3, of: year), end + 2) }
            if has("个月", at: end) { return (Period.months(1, value, of: year), end + 2) }
            // 前两月
            if value > 1, unit(end) == "月" { return (Period.months(1, value, of: year), end + 1) }
            return nil
        case "年":
            switch unit(index + 1) {
            case "末", "底": return (Period.endOfMonth(12, of: year), index + 2)
            case "初": return (Period.startOfYear(year), index + 2)
            default: return nil
            }
        case "末", "底": return (Period.endOfMonth(12, of: year), index + 1)
        case "初": return (Period.startOfYear(year), index + 1)
        // 第一季度
        case "第": return quarter(at: index + 1, of: year)
        // 元月 元至6月
        case "元": return monthsSinceFirst(at: index, of: year)
        default:
            return quarter(at: index, of: year) ?? months(at: index, of: year)
        }
    }

    private func quarter(at index: Int, of year: Int) -> (period: Period?, end: Int)? {
        guard let (value, end) = smallNumber(at: index), (1...4).contains(value) else { return nil }
        if unit(end) == "、", index > 0, unit(index - 1) != "\n", unit(index - 1) != "、" {
            // 一、二季度; 一、二、三季度
            var (last, close) = (value, end)
            while unit(close) == "、", let (next, behind) = smallNumber(at: close + 1), next == last + 1, next <= 4 {
                (last, close) = (next, behind)
            }
            guard last > value, has("季度", at: close) else { return nil }
            return (Period.months(value * 3 - 2, last * 3, of: year), close + 2)
        }
        guard has("季度", at: end) else { return nil }
        if unit(end + 2) == "末" || unit(end + 2) == "底" {
            return (Period.endOfMonth(value * 3, of: year), end + 3)
        }
        // 一至三季度 is read by its first number.
        return (Period.months(value * 3 - 2, value * 3, of: year), end + 2)
    }

    /// `6月`, `1-6月`, `6月底`, `6月7日至9日`, `一至三季度`.
    private func months(at index: Int, of year: Int) -> (period: Period?, end: Int)? {
        guard let (first, end) = smallNumber(at: index), (1...12).contains(first) else { return nil }
        if isJoint(end), let (last, behind) = smallNumber(at: behindJoint(end)), last > first {
            if last <= 12, unit(behind) == "月" { return monthEnd(first, last, behind + 1, of: year) }
            if last <= 4, has("季度", at: behind) {
                return (Period.months(first * 3 - 2, last * 3, of: year), behind + 2)
            }
            return nil
        }
        if unit(end) == "、", UnitClass.isHan(unit(index - 1)) || unit(index - 1) == ",",
            let (last, behind) = smallNumber(at: end + 1), last == first + 1
        {
            // 3、4月份, 一、二季度; at the head of a line the first is the number of an item.
            if last <= 12, unit(behind) == "月" { return monthEnd(first, last, behind + 1, of: year) }
            if last <= 4, has("季度", at: behind) {
                return (Period.months(first * 3 - 2, last * 3, of: year), behind + 2)
            }
        }
        guard unit(end) == "月" else { return nil }
        if isJoint(end + 1), let (last, behind) = smallNumber(at: end + 2), last > first, last <= 12,
            unit(behind) == "月"
        {
            return monthEnd(first, last, behind + 1, of: year)
        }
        if let days = days(at: end + 1, month: first, of: year) { return days }
        return monthEnd(first, first, end + 1, of: year)
    }

    /// `元月`, `元至6月份`, `元月—6月`: 元 is the first.
    private func monthsSinceFirst(at index: Int, of year: Int) -> (period: Period?, end: Int)? {
        let joint = unit(index + 1) == "月" ? index + 2 : index + 1
        if isJoint(joint), let (last, behind) = smallNumber(at: joint + 1), (2...12).contains(last),
            unit(behind) == "月"
        {
            return monthEnd(1, last, behind + 1, of: year)
        }
        return joint == index + 2 ? monthEnd(1, 1, joint, of: year) : nil
    }

    /// What stands behind `月`: 份, 底, 末.
    private func monthEnd(_ first: Int, _ last: Int, _ index: Int, of year: Int) -> (period: Period?, end: Int) {
        let end = unit(index) == "份" ? index + 1 : index
        if unit(end) == "底" || unit(end) == "末", first == last {
            return (Period.endOfMonth(last, of: year), end + 1)
        }
        if has("当月", at: end) { return (Period.months(last, last, of: year), end + 2) }
        return (Period.months(first, last, of: year), end)
    }

    private func days(at index: Int, month: Int, of year: Int) -> (period: Period?, end: Int)? {
        guard let (first, end) = smallNumber(at: index), unit(end) == "日" || isJoint(end),
            let start = CalendarDate(year: year, month: month, day: first)
        else { return nil }
        let behind = unit(end) == "日" ? end + 1 : end
        guard isJoint(behind), let (last, lastEnd) = smallNumber(at: behind + 1) else {
            return unit(end) == "日" ? (Period(start: start, end: start), behind) : nil
        }
        if unit(lastEnd) == "日", let until = CalendarDate(year: year, month: month, day: last), until >= start {
            return (Period(start: start, end: until), lastEnd + 1)
        }
        if unit(lastEnd) == "月", let (day, dayEnd) = smallNumber(at: lastEnd + 1), unit(dayEnd) == "日",
            let until = CalendarDate(year: year, month: last, day: day), until >= start
        {
            return (Period(start: start, end: until), dayEnd + 1)
        }
        return unit(end) == "日" ? (Period(start: start, end: start), behind) : nil
    }

    /// A national plan with its closing quote: `“十四五”`, `十五五`.
    ///
    /// - Returns: the plan's number, and the index behind it and its quote.
    func nationalPlan(at index: Int) -> (number: Int, end: Int)? {
        let start = unit(index) == "“" || unit(index) == "\"" || unit(index) == "‘" ? index + 1 : index
        var number: Int
        var end: Int
        if unit(start) == "十", let second = UnitClass.hanDigit(unit(start + 1)), second < 9,
            unit(start + 2) == "五"
        {
            (number, end) = (10 + second, start + 3)
        } else if start > index, unit(start + 1) == "五", let first = UnitClass.hanDigit(unit(start)), first >= 5 {
            (number, end) = (first, start + 2)
        } else {
            return nil
        }
        if unit(end) == "”" || unit(end) == "\"" || unit(end) == "’" { end += 1 }
        return (number, end)
    }
}
