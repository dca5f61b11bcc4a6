/// Lines without a marker that stand alone as titles do.
extension HeadingFinder {
    /// Whether a line has the length of a bare heading.
    func isShort(_ line: Range<Int>) -> Bool { line.count <= 40 && line.count >= 4 }

    /// Whether a line is running text.
    func isParagraph(_ line: Range<Int>) -> Bool {
        line.count > 60 || line.count >= 20 && text.units[line.upperBound - 1] == "。"
    }

    /// Whether a short line stands alone as a title does: words without end punctuation, with running text behind it.
    func isBare(_ index: Int, hasBody: Bool) -> Bool {
        guard hasBody || opensReport(lines[index]), hasTitleShape(lines[index]), !isCaption(lines[index]),
            !isDocumentTitle(index)
        else { return false }
        // What follows must be text, a list or a numbered heading; more than two such lines in a row are a table or a menu.
        var next = index + 1
        var shorts = 0
        while next < lines.count, shorts < 2 {
            if excludedLines[next] { return false }
            let line = lines[next]
            let first = text.units[line.lowerBound]
            if UnitClass.closesTitle(first) || first == "》" || first == ")" { return false }
            if isCaption(line) || isParagraph(line) || UnitClass.isBullet(first) || first == "-" || first == "—" {
                break
            }
            if HeadingMarker.numbered(in: text, at: line.lowerBound, limit: line.upperBound) != nil { break }
            if HeadingMarker.enumerated(in: text, at: line.lowerBound, limit: line.upperBound) != nil { break }
            if !isShort(line) || !hasTitleShape(line) || isDocumentTitle(next) { return false }
            shorts += 1
            next += 1
        }
        guard next < lines.count, shorts < 2 else { return false }
        // 2022年上半年街道重点工作⏎督查报告
        if index == 0, lines[1].count <= 6, WordTables.titleRest.ends(in: text, lines[1]) { return false }
        guard index > 0 else { return true }
        let before = lines[index - 1]
        let last = text.units[before.upperBound - 1]
        if before.count < 4, !UnitClass.isDigit(last) { return false }
        // A title stands behind a finished paragraph or another title, not in the middle of a sentence.
        return UnitClass.endsSentence(last) || before.count <= 40 && last != "," && last != "、" && last != "《"
    }

    /// Whether a line is the title of the whole document: `2022年工作总结`, but for the year's first part right below `政府工作报告`.
    private func isDocumentTitle(_ index: Int) -> Bool {
        guard WordTables.documentTitle.ends(in: text, lines[index]) else { return false }
        return index == 0 || !opensReport(lines[index]) || !WordTables.documentTitle.ends(in: text, lines[index - 1])
    }

    /// Whether a line is the caption of a figure or a table: `图1 2001-2007年生产总值及其增长速度`.
    private func isCaption(_ line: Range<Int>) -> Bool {
        let start = markup(line)
        guard start + 2 < line.upperBound, text.units[start] == "图" || text.units[start] == "表" else { return false }
        let number = text.units[start + 1] == " " ? text.units[start + 2] : text.units[start + 1]
        return UnitClass.isAnyDigit(number)
    }

    /// Whether a line opens the report without a salutation: `2022年工作回顾`.
    private func opensReport(_ line: Range<Int>) -> Bool {
        WordTables.titleEnd.ends(in: text, line)
            && (UnitClass.isDigit(text.units[line.lowerBound])
                || WordTables.halfYear.opens(in: text, line))
    }

    /// Whether a line is made of words as a title is, and names neither a speaker nor a page control.
    private func hasTitleShape(_ line: Range<Int>) -> Bool {
        let units = text.units
        let start = markup(line)
        guard start < line.upperBound else { return false }
        let first = units[start]
        let last = units[line.upperBound - 1]
        guard UnitClass.isHan(first) || first == "“" || UnitClass.isDigit(first) || first == "【",
            UnitClass.isHan(last) || last == "”" || last == "》" || last == "】" || last == "*"
        else { return false }
        // 站在新起点:2012年工作回顾
        let isPart = WordTables.titleEnd.ends(in: text, line)
        var han = 0
        for index in line {
            switch units[index] {
            case ":" where !isPart: return false
            case "。", ";", "!", "?", "|", ">", "@": return false
            default: han += UnitClass.isHan(units[index]) ? 1 : 0
            }
        }
        return han >= 4 && han * 2 > line.count && WordTables.noHeading.first(in: text, line) == nil
    }
}
