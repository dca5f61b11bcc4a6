/// Which lines and metadata are the titles of a report.
extension ReportOpening {
    /// Whether a line of the opening is the head of a table: 指标 2022年 2023年, the cells set apart.
    func headsTable(_ line: String) -> Bool {
        let units = Array(line.utf16)
        return opening.contains { start in
            guard start == 0 || text.units[start - 1] == "\n", start + units.count <= text.count else { return false }
            let head = TableWords.labelHead.length(in: text, at: start, limit: start + units.count)
            return head > 0 && head < units.count && text.gap(before: start + head) > 0
                && text.units[start..<start + units.count].elementsEqual(units)
        }
    }

    /// The titles behind the one that counts: the page's, and the one that the body bears.
    ///
    /// A motto or the name of a meeting says nothing of the report.
    func laterTitles(_ metadata: ReportMetadata, _ outline: Outline) -> [FoldedText] {
        let pageTitle = pageTitle(metadata.page)
        guard metadata.title ?? pageTitle != nil else { return [] }
        return [metadata.title == nil ? nil : pageTitle, firstTitle(outline)]
            .compactMap { $0.map { FoldedText(Array($0.utf8).span) } }.filter(namesReport)
    }

    func namesReport(_ title: FoldedText) -> Bool { WordTables.documentTitle.ends(in: title, 0..<title.count) }

    /// The page's title, unless it is only the site's.
    func pageTitle(_ page: PageMetadata) -> String? {
        guard let title = page.title, title != page.siteName else { return nil }
        return ["网", "网站", "门户", "平台", "首页"].contains(where: title.hasSuffix) ? nil : title
    }

    /// The first line that names a report, else the first that has the shape of a title.
    func firstTitle(_ outline: Outline) -> String? {
        var start = 0
        var first: Range<Int>?
        var spaced: String?
        var lines = 0
        for index in 0..<min(text.count + 1, 800) where index == text.count || text.units[index] == "\n" {
            let line = start..<index
            start = index + 1
            lines += 1
            if lines == 1, let title = runInTitle(line) { return text.folded(title) }
            if lines == 2, first == nil, line.count <= 6, WordTables.titleRest.ends(in: text, line),
                case let head = 0..<line.lowerBound - 1, (8...40).contains(head.count), isDated(head), isTitle(head)
            {
                // 2022年上半年街道重点工作⏎督查报告
                return withoutLabel(head) + text.folded(line)
            }
            // Running text or a salutation: the title is over, unless only an abstract stood there.
            if line.count > 60 { break }
            if lines == 1 { spaced = spacedTitle(line) }
            let opensPlan = lines == 1 && PeriodWords.planTitle.ends(in: text, line)
            guard line.count >= 4, isTitle(line) || lines <= 2 && isHeadline(line),
                opensPlan
                    || !outline.nodes.contains(where: { $0.range.lowerBound == line.lowerBound && $0.level > 0 })
            else { continue }
            if let first, isDated(first) { return withoutLabel(first) }
            if line.count > 5 || first != nil, WordTables.documentTitle.ends(in: text, line) {
                // 临江市国民经济和社会发展⏎统计公报
                guard let first, first.upperBound + 1 == line.lowerBound, line.count <= 6, lines <= 3 else {
                    return withoutLabel(line)
                }
                return withoutLabel(first) + text.folded(line)
            }
            if first == nil, lines <= 12 { first = line }
        }
        return spaced ?? first.map(withoutLabel)
    }

    /// The first line of a table, where it is a word set in spaced letters: 金  融; nil where it is not.
    private func spacedTitle(_ line: Range<Int>) -> String? {
        guard line.count == 2 || line.count == 3, line.allSatisfy({ UnitClass.isHan(text.units[$0]) }),
            line.dropFirst().allSatisfy({ text.gap(before: $0) > 0 })
        else { return nil }
        return text.folded(line)
    }

    /// The title with which a page without line breaks begins: `某镇2023年工作总结和2024年工作打算 今年以来，…`; nil where none does.
    private func runInTitle(_ line: Range<Int>) -> Range<Int>? {
        guard line.count > 60 else { return nil }
        let reader = TimeReader(text: text, limit: line.upperBound)
        // 2024年是实现“十四五”规划目标任务的关键一年: a sentence.
        if let (_, end) = reader.year(at: line.lowerBound), reader.unit(end) == "是" { return nil }
        let head = line.prefix(60)
        // ， 。 ： ；
        let end = text.units[head].firstIndex { [",", "。", ":", ";"].contains($0) } ?? head.upperBound
        var title: Range<Int>?
        for index in head.lowerBound + 4..<max(head.lowerBound + 4, end) {
            let range = head.lowerBound..<index + 1
            guard WordTables.documentTitle.ends(in: text, range) || PeriodWords.planTitle.ends(in: text, range) else {
                continue
            }
            // 现将2023年工作总结如下
            if index + 1 < line.upperBound, ["如", "汇"].contains(text.units[index + 1]) { return nil }
            title = range
        }
        return title.flatMap { isDated($0) ? $0 : nil }
    }

    /// Whether a line names the year that it is about, not a day.
    private func isDated(_ line: Range<Int>) -> Bool {
        let reader = TimeReader(text: text, limit: line.upperBound)
        for index in line {
            guard let (year, end) = reader.year(at: index) else { continue }
            guard let part = reader.part(at: end, of: year)?.period else { return true }
            return part.start != part.end
        }
        return false
    }

    private func withoutLabel(_ line: Range<Int>) -> String {
        let reader = TimeReader(text: text, limit: line.upperBound)
        return text.folded((line.lowerBound + reader.length(of: "标题:", at: line.lowerBound))..<line.upperBound)
    }

    /// Whether a line is the headline of a press text, which tells its chief figure: `2023年6月份工业生产者出厂价格同比下降5.4%`.
    private func isHeadline(_ line: Range<Int>) -> Bool {
        text.units[line.upperBound - 1] == "%" && line.count <= 50 && isDated(line)
            && !line.contains { ["。", ";", ",", "|"].contains(text.units[$0]) }
    }

    private func isTitle(_ line: Range<Int>) -> Bool {
        let last = text.units[line.upperBound - 1]
        guard UnitClass.isHan(last) || last == "”" || last == ")", last != "电", last != "摄",
            last != "长", last != "府"
        else {
            return false
        }
        let reader = TimeReader(text: text, limit: line.upperBound)
        if line.contains(where: { reader.has("记者", at: $0) }) { return false }
        if TableWords.unitMark.opens(in: text, line) { return false }
        return WordTables.chrome.first(in: text, line) == nil
            && HeadingMarker.numbered(in: text, at: line.lowerBound, limit: line.upperBound) == nil
            && text.units[line.lowerBound] != "—" && text.units[line.lowerBound] != "-"
    }
}
