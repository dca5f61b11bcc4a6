/// Lines about an article, 来源：… 发布时间：…: the words by which they are known, and what they tell.
enum BylineWords {
    /// What a line about the article says in front of a colon.
    private static let labels = [
        "信息来源", "文章来源", "稿件来源", "来源", "发布时间", "发布日期", "发表时间", "发文日期", "成文日期", "生成日期", "更新时间", "更新日期", "公开日期", "时间",
        "日期", "作者",
        "撰稿", "浏览次数", "浏览量", "访问次数", "访问量", "点击次数", "点击量", "点击数", "点击", "阅读次数", "阅读量", "阅读", "浏览", "责任编辑", "编辑", "审核",
        "校对", "录入",
        "发布人", "发布单位", "发布机构", "索引号", "主题分类", "主题词", "文号", "发文字号", "发文机关", "名称", "有效性", "体裁分类", "服务对象", "信息分类", "组配分类",
        "关键词", "公开方式",
        "公开形式", "公开范围", "字体", "字号", "分享到", "上一篇", "下一篇", "上一条", "下一条", "供稿", "信息索引", "信息名称", "标题",
        "责编", "审校", "初审", "复审", "终审", "监制", "文章录入", "信息录入", "上一篇文章", "下一篇文章", "当前位置", "您的位置", "您现在的位置", "您当前的位置",
        "您所在的位置", "你现在的位置", "所在位置",
    ].map { Array($0.utf8) }

    /// Those of them that head no column of a table with figures.
    private static let registerLabels = [
        "索引号", "主题分类", "发文字号", "发文机关", "发布机构", "有效性", "体裁分类", "服务对象", "信息分类", "组配分类", "公开方式", "公开形式",
        "公开范围", "信息索引", "信息名称", "成文日期", "生成日期", "发文日期", "公开日期",
    ].map { Array($0.utf8) }

    /// Whether a line is labels with what belongs to them: 来源：… 发布时间：… 浏览次数：….
    static func isByline(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 300 else { return false }
        var start = line.startIndex
        while start < line.endIndex, let length = ChromeWords.separatorLength(line, start) { start += length }
        if !startsWithLabel(line, start) {
            let behind = behindTime(line, start)
            guard behind > start,
                startsWithLabel(line, behind) || isStamp(line[start..<behind], before: line[behind...])
            else { return false }
        }
        // What stands behind a label is no sentence.
        return !HTMLText.hasSentence(line)
    }

    /// Whether a day with the time of day, and little behind it, opens a line: 2024-01-20 09:30 发表于吉林.
    private static func isStamp(_ time: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> Bool {
        guard rest.count <= 45, !rest.contains(0x09), time.count(where: isDigit) >= 10, time.count > 2 else {
            return false
        }
        return (time.startIndex + 1..<time.endIndex - 1).contains { index in
            time[index] == 0x3A && isDigit(time[index - 1]) && isDigit(time[index + 1])
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// What stands behind a label such as 来源：, up to the next white space; nil where there is no such label.
    static func value(of label: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for colon in ["：", ":"] {
            guard let found = HTMLText.find(Array((label + colon).utf8), in: line) else { continue }
            var start = found.upperBound
            while start < line.endIndex, let length = ChromeWords.separatorLength(line, start) { start += length }
            var end = start
            while end < line.endIndex, ChromeWords.separatorLength(line, end) == nil { end += 1 }
            return line[start..<end]
        }
        return nil
    }

    /// Whether a line tells when a document was signed, and not when it was published.
    static func isSigning(_ line: ArraySlice<UInt8>) -> Bool {
        let told = { (word: String) in HTMLText.find(Array(word.utf8), in: line) != nil }
        return (told("成文") || told("生成") || told("发文日期")) && !told("发布日期") && !told("发布时间") && !told("公开日期")
    }

    /// The day behind a label such as 发布时间：; nil where there is none.
    static func day(in line: ArraySlice<UInt8>) -> DocumentMetadata.Day? {
        // In front of all labels, without one of its own.
        let start = behindTime(line, line.startIndex)
        if start - line.startIndex >= 8,
            let day = PageMetadata.day(String(decoding: line[..<start], as: UTF8.self))
        {
            return day
        }
        for label in ["时间", "日期"] {
            guard let found = HTMLText.find(Array(label.utf8), in: line) else { continue }
            let text = String(decoding: line[found.upperBound...].prefix(60), as: UTF8.self)
            if let day = PageMetadata.day(text) { return day }
        }
        return nil
    }

    private static func startsWithLabel(_ line: ArraySlice<UInt8>, _ start: Int) -> Bool {
        guard start + 2 < line.endIndex else { return false }
        let key = firstKey(line, start)
        // Nearly all lines begin with another character than any label.
        guard labelKeys.contains(key) else { return false }
        for label in labels where firstKey(label[...], 0) == key {
            guard var end = behind(label, line, start) else { continue }
            while end < line.endIndex, line[end] == 0x20 { end += 1 }
            let rest = line[end...]
            if rest.starts(with: Array("：".utf8)) || rest.first == 0x3A { return true }
            if rest.first == 0x09, registerLabels.contains(label) { return true }
        }
        return false
    }

    /// A character of three bytes as a number.
    private static func firstKey(_ text: ArraySlice<UInt8>, _ start: Int) -> UInt32 {
        UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
    }

    private static let labelKeys = Set(labels.map { firstKey($0[...], 0) })

    /// Where a label ends that begins here, its characters perhaps set apart by blanks; nil where another word begins.
    private static func behind(_ label: [UInt8], _ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
        var index = start
        for (number, byte) in label.enumerated() {
            if number > 0, byte & 0xC0 != 0x80 {
                while index < line.endIndex {
                    if line[index] == 0x20 {
                        index += 1
                    } else if line[index...].starts(with: [0xC2, 0xA0]) {
                        index += 2
                    } else if line[index...].starts(with: [0xE3, 0x80, 0x80]) {
                        index += 3
                    } else {
                        break
                    }
                }
            }
            guard index < line.endIndex, line[index] == byte else { return nil }
            index += 1
        }
        return index
    }

    /// Where a day, perhaps with a time, ends that begins here, and the marks behind it.
    private static func behindTime(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
        var index = start
        next: while index < line.endIndex, index - start < 60 {
            if line[index] &- 0x30 < 10 {
                index += 1
            } else if let length = ChromeWords.separatorLength(line, index) {
                index += length
            } else {
                for unit in timeUnits where line[index...].starts(with: unit) {
                    index += unit.count
                    continue next
                }
                break
            }
        }
        return index
    }

    private static let timeUnits = ["年", "月", "日", "时", "分", "秒"].map { Array($0.utf8) }
}
