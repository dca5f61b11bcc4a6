/// Finds words that tell a time, and turns them into days.
struct PeriodResolver: Sendable {
    /// A stretch of text that tells a time.
    struct Mention: Sendable {
        /// Where it stands, in folded indices: `1-6月`, `截至6月底`, `去年`, `“十四五”期间`.
        var range: Range<Int>
        /// The days, nil for words that leave the period open (`目前`).
        var period: Period?
        /// Whether the words name an earlier time to compare with (`比2015年`, `较上年同期`) and so are no period of the number.
        var isBase: Bool
    }

    /// The context against which 今年, 去年, 上半年, 6月 are resolved.
    let context: ReportContext

    /// The mentions of time in `range` of `text`, in order, not overlapping; `section` is the index of the section it stands in.
    func mentions(in range: Range<Int>, of text: FoldedText, section: Int) -> [Mention] {
        var mentions: [Mention] = []
        // Made once for the sentence: copying the context costs more than reading most times.
        let reading = TimeMention(text: text, limit: range.upperBound, context: context, section: section)
        var index = range.lowerBound
        while index < range.upperBound {
            let unit = text.units[index]
            guard Self.canOpen(unit) else {
                index += 1
                continue
            }
            if unit == 0x300A {
                index = endOfTitle(text, index, range.upperBound)
                continue
            }
            if let found = reading.read(at: index) {
                mentions.append(found)
                index = found.range.upperBound
            } else if UnitClass.isDigit(unit) {
                // The rest of a number opens nothing.
                while index < range.upperBound, UnitClass.isDigit(text.units[index]) { index += 1 }
            } else {
                index += 1
            }
        }
        return mentions
    }

    /// Years in the name of a document are no time of a number: 《…规划（2022－2035年）》.
    private func endOfTitle(_ text: FoldedText, _ index: Int, _ limit: Int) -> Int {
        var end = index + 1
        while end < limit, end < index + 80 {
            if text.units[end] == 0x300B { return end + 1 }
            end += 1
        }
        return index + 1
    }

    /// Whether a time may begin with the unit; one test for each unit of a report, so it comes before all else.
    @inline(__always)
    private static func canOpen(_ unit: UInt16) -> Bool {
        if unit &- 0x30 < 10 { return true }
        switch unit {
        // 一 二 三 四 五 六 七 八 九 十 上 下 今 全 前 去 当 截 明 本 目 第 过 近 这 “ 《 未 年 半 两 新 迄 直 到
        case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x4E0A, 0x4E0B, 0x4ECA,
            0x5168,
            0x524D, 0x53BB, 0x5F53, 0x622A, 0x660E, 0x672C, 0x76EE, 0x7B2C, 0x8FC7, 0x8FD1, 0x8FD9, 0x201C, 0x22,
            0x300A, 0x672A,
            0x5E74, 0x534A, 0x4E24, 0x65B0, 0x8FC4, 0x76F4, 0x5230:
            return true
        default: return false
        }
    }
}
