/// The words at the beginning of a phrase that are no part of a name.
extension Phrase {
    /// Takes off the words at the beginning that are no part of a name: adverbs, times, verbs of reaching, conjunctions.
    mutating func stripLead(_ units: [UInt16], _ vocabulary: Vocabulary, mentions: [PeriodResolver.Mention]) {
        while start < end {
            let unit = units[start]
            if unit == 0x3001 || unit == 0x20 || unit == 0x0A || unit == 0x2D || unit == 0x2014 || unit == 0x29
                || unit == 0x2022 || unit &- 0x2460 < 20 || unit == 0x25 || unit == 0x201D && !opensQuote(units)
            {
                start += 1
                continue
            }
            if unit == 0x2A, start + 1 < end, units[start + 1] == 0x2A {
                // **: bold in markdown.
                start += 2
                continue
            }
            if unit == 0x3C, let close = units[start..<min(end, start + 12)].firstIndex(of: 0x3E) {
                start = close + 1
                continue
            }
            if unit == 0x28, let close = units[start..<min(end, start + 6)].firstIndex(of: 0x29) {
                // 套(间): what is left of the unit before.
                start = close + 1
                continue
            }
            // 年底前, 到年底
            let time = unit == 0x5230 ? start + 1 : start
            if let mention = mentions.first(where: { $0.range.lowerBound == time }), mention.range.upperBound <= end {
                start = mention.range.upperBound
                if start < end, units[start] == 0x524D { start += 1 }
                continue
            }
            if end - start < 4, end > start + 1, units[start + 1] == 0x5E74,
                unit == 0x5341 || UnitClass.hanDigit(unit) != nil,
                // 间 来
                end == start + 2 || units[start + 2] == 0x95F4 || units[start + 2] == 0x6765
            {
                // 十年共增加, 十年间增加: over how long is no name.
                start = end
                continue
            }
            if UnitClass.isDigit(unit), let behind = pastSpan(units) {
                start = behind
                continue
            }
            if let behind = pastMarker(units) {
                start = behind
                continue
            }
            if unit == 0x6BCF, start + 3 < end, units[start + 1] == 0x5E74 {
                // 每年村财可增收1.2万元, 每年可节水100万立方米
                start += units[start + 2] == 0x53EF ? 3 : 2
                continue
            }
            if unit == 0x5728, let behind = pastWhole(units) {
                start = behind
                continue
            }
            guard let match = vocabulary.cues.longest(in: units, at: start, limit: end) else { return }
            let found = vocabulary.cueClasses[Int(match.value)]
            // 超10亿元项目: a size is part of the name.
            if found.contains(.atLeastBefore), start + match.length < end,
                UnitClass.isDigit(units[start + match.length])
            {
                return
            }
            guard !found.isDisjoint(with: [.lead, .yoy, .estimate, .hopeful]), !found.contains(.noun) else { return }
            start += match.length
        }
    }

    /// Just past `5年` or the number of an item, `4.`; nil where neither opens the phrase.
    private func pastSpan(_ units: [UInt16]) -> Int? {
        var index = start
        while index < end, index < start + 2, UnitClass.isDigit(units[index]) { index += 1 }
        guard index < end else { return nil }
        if units[index] == 0x5E74 { return index + 1 }
        guard units[index] == 0x2E || units[index] == 0x3001 else { return nil }
        return index + 1 < end && !UnitClass.isDigit(units[index + 1]) ? index + 1 : nil
    }

    /// Just past 一是, 二要 and the like that open an item: `一是新建厂房3万平方米`; nil where none opens the phrase.
    private func pastMarker(_ units: [UInt16]) -> Int? {
        guard end - start > 3 else { return nil }
        func isVerb(_ index: Int) -> Bool { units[index] == 0x662F || units[index] == 0x8981 }
        guard isVerb(start + 1) || isVerb(start + 2), UnitClass.hanDigit(units[start]) != nil || units[start] == 0x5341
        else { return nil }
        let verb = UnitClass.hanDigit(units[start + 1]) != nil ? start + 2 : start + 1
        switch units[verb] {
        case 0x662F: return verb + 1
        // 二要; not 十要素.
        case 0x8981: return units[verb + 1] == 0x7D20 || units[verb + 1] == 0x70B9 ? nil : verb + 1
        default: return nil
        }
    }

    /// Just past the whole of which a part is named, `在总人口中`; nil where none opens the phrase.
    private func pastWhole(_ units: [UInt16]) -> Int? {
        guard end - start > 6,
            let mark = units[start + 3..<min(end - 2, start + 14)].firstIndex(of: 0x4E2D),
            // 中国 中心 中学 中小 中央 中部 中级 中医 中药 中型 中等 中高 中职 中专 中介, 中的
            ![
                0x56FD, 0x5FC3, 0x5B66, 0x5C0F, 0x592E, 0x90E8, 0x7EA7, 0x533B, 0x836F, 0x578B, 0x7B49, 0x9AD8, 0x804C,
                0x4E13, 0x4ECB, 0x7684,
            ].contains(units[mark + 1]),
            // 高中 初中 集中 其中
            ![0x9AD8, 0x521D, 0x96C6, 0x5176].contains(units[mark - 1])
        else { return nil }
        return mark + 1
    }

    private func opensQuote(_ units: [UInt16]) -> Bool { units[start] == 0x201C }
}
