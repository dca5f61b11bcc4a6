/// Finds what looks like a heading, line by line and within lines.
struct HeadingFinder {
    /// A heading before it has a place in the tree.
    struct Candidate: Sendable {
        /// What kind of marker it has.
        var kind: HeadingMarker.Kind
        /// The marker's value, 0 for none.
        var number: Int
        /// Where the heading begins.
        var start: Int
        /// Where the marker stands; empty for none.
        var marker: Range<Int>
        /// Where the title stands.
        var title: Range<Int>
        /// Whether the marker opens a line; one inside a line counts only in its sequence.
        var opensLine: Bool
        /// Whether a bare line stands right behind another.
        var isSecondOfTwo = false
        /// Whether a bare line names a part of the report by the words that such titles end with.
        var isPart = false
    }

    /// The text.
    let text: FoldedText
    /// Its lines, without the newlines.
    let lines: [Range<Int>]
    /// For each line, whether it is no report.
    let excludedLines: [Bool]
    /// What was found, in order.
    private(set) var candidates: [Candidate] = []
    private var isInGlossary = false

    /// Prepares to look through `lines` of `text`.
    init(text: FoldedText, lines: [Range<Int>], excludedLines: [Bool]) {
        self.text = text
        self.lines = lines
        self.excludedLines = excludedLines
    }

    /// Looks through all lines.
    mutating func find() {
        var hasBody = false
        var bareRun = 0
        for index in lines.indices {
            let line = lines[index]
            if excludedLines[index] {
                addGlossary(index)
                continue
            }
            var cursor = line.lowerBound
            if let heading = lineHeading(line) {
                candidates.append(heading)
                cursor = heading.title.upperBound
                hasBody = hasBody || heading.kind != .dash
                bareRun = 0
            } else if isShort(line), isBare(index, hasBody: hasBody) {
                bareRun += 1
                let title = trimmed(markup(line)..<line.upperBound)
                candidates.append(
                    Candidate(
                        kind: .bare,
                        number: 0,
                        start: line.lowerBound,
                        marker: line.lowerBound..<line.lowerBound,
                        title: title,
                        opensLine: true,
                        isSecondOfTwo: bareRun == 2,
                        isPart: WordTables.titleEnd.ends(in: text, title)
                    )
                )
                cursor = line.upperBound
            } else {
                bareRun = 0
            }
            findInside(cursor..<line.upperBound, of: line)
            if isParagraph(line) { hasBody = true }
        }
    }

    /// The glossary is no report, but a section of its own, so that the last part of the report ends before it.
    private mutating func addGlossary(_ index: Int) {
        let line = lines[index]
        guard line.count <= 30, !isInGlossary,
            WordTables.glossary.first(in: text, line) != nil, line.lowerBound > text.count / 3
        else { return }
        isInGlossary = true
        candidates.append(
            Candidate(
                kind: .appendix,
                number: 0,
                start: line.lowerBound,
                marker: line.lowerBound..<line.lowerBound,
                title: trimmed(line),
                opensLine: true
            )
        )
    }

    /// Where the text begins behind markdown or HTML marks for a heading.
    func markup(_ line: Range<Int>) -> Int {
        var start = line.lowerBound
        let units = text.units
        while start < line.upperBound, start < line.lowerBound + 8,
            units[start] == "#" || units[start] == "*" || units[start] == " "
        { start += 1 }
        // <h2>
        if start + 4 < line.upperBound, units[start] == "<", units[start + 1] | 0x20 == "h",
            UnitClass.isDigit(units[start + 2]), units[start + 3] == ">"
        {
            start += 4
        }
        return start
    }

    /// A heading with a marker at the beginning of a line.
    private func lineHeading(_ line: Range<Int>) -> Candidate? {
        let start = markup(line)
        guard start < line.upperBound else { return nil }
        let units = text.units
        if units[start] == "—" || units[start] == "-" { return dashHeading(line, from: start) }
        guard let marker = HeadingMarker.numbered(in: text, at: start, limit: line.upperBound) else {
            return markdownHeading(line, from: start)
        }
        let body = start + marker.length
        guard body < line.upperBound else { return nil }
        // Behind an Arabic number only a year may begin with a digit.
        let isYear = body + 4 < line.upperBound && units[body + 4] == "年"
        if marker.kind == .arabic || marker.kind == .arabicBracket, UnitClass.isDigit(units[body]), !isYear {
            return nil
        }
        let title = trimmed(body..<titleEnd(from: body, limit: line.upperBound, isEnumeration: false))
        guard title.count >= 2 else { return nil }
        return Candidate(
            kind: marker.kind,
            number: marker.number,
            start: line.lowerBound,
            marker: start..<body,
            title: title,
            opensLine: true
        )
    }

    private func markdownHeading(_ line: Range<Int>, from start: Int) -> Candidate? {
        let first = text.units[line.lowerBound]
        guard start > line.lowerBound, first == "#" || first == "<", line.count <= 80 else { return nil }
        let title = trimmed(start..<line.upperBound)
        guard title.count >= 2 else { return nil }
        return Candidate(
            kind: .bare,
            number: 0,
            start: line.lowerBound,
            marker: line.lowerBound..<start,
            title: title,
            opensLine: true
        )
    }

    /// `——县域综合实力迈上新台阶。…`: a theme run in behind a dash; a date or a place of a session is a subtitle.
    private func dashHeading(_ line: Range<Int>, from start: Int) -> Candidate? {
        let units = text.units
        var body = start
        while body < line.upperBound, units[body] == "—" || units[body] == "-" { body += 1 }
        guard body - start >= 2 || units[start] == "—" && start == line.lowerBound, body < line.upperBound,
            UnitClass.isHan(units[body])
                || units[body] == "“"
        else { return nil }
        let end = titleEnd(from: body, limit: line.upperBound, isEnumeration: true)
        guard end < line.upperBound, end - body >= 4, end - body <= 60,
            WordTables.session.first(in: text, body..<end) == nil
        else { return nil }
        return Candidate(
            kind: .dash,
            number: 0,
            start: line.lowerBound,
            marker: start..<body,
            title: trimmed(body..<end),
            opensLine: true
        )
    }

    /// Markers within a line, at the beginning of a sentence.
    private mutating func findInside(_ range: Range<Int>, of line: Range<Int>) {
        let isLong = line.count > 120
        var index = range.lowerBound
        while true {
            index = text.marks.next(.heading, from: index, limit: range.upperBound)
            guard index < range.upperBound else { return }
            let unit = text.units[index]
            guard isLong || unit != "(" && unit != "—",
                index == line.lowerBound || opensSentence(index) || isLong && opensFlattened(index)
            else {
                index += 1
                continue
            }
            let isDash = unit == "—"
            if isDash {
                if let heading = dashHeading(index..<range.upperBound, from: index) {
                    candidates.append(heading)
                    index = heading.title.upperBound
                } else {
                    index += 1
                }
                continue
            }
            let enumerated = HeadingMarker.enumerated(in: text, at: index, limit: range.upperBound)
            guard
                let marker = enumerated
                    ?? (isLong ? HeadingMarker.numbered(in: text, at: index, limit: range.upperBound) : nil)
            else {
                index += 1
                continue
            }
            let body = index + marker.length
            let end =
                enumerated == nil
                ? inlineTitleEnd(from: body, limit: range.upperBound)
                : titleEnd(from: body, limit: range.upperBound, isEnumeration: true)
            let title = trimmed(body..<end)
            if title.count >= 2 {
                candidates.append(
                    Candidate(
                        kind: marker.kind,
                        number: marker.number,
                        start: index,
                        marker: index..<body,
                        title: title,
                        opensLine: enumerated != nil || index == line.lowerBound
                    )
                )
            }
            index = max(end, index + 1)
        }
    }

    /// `…2023-02-24一、上年回顾`: on a page without line breaks a heading may stand right behind a date.
    private func opensFlattened(_ index: Int) -> Bool {
        UnitClass.isDigit(text.units[index - 1]) && index + 1 < text.count && text.units[index + 1] == "、"
    }

    private func opensSentence(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = text.units[index - 1]
        if UnitClass.endsClause(before) { return true }
        if before == "”" || before == ")" { return index > 1 && UnitClass.endsClause(text.units[index - 2]) }
        return text.gap(before: index) >= 2
    }

    /// Where a run-in title ends: at the first full stop; an enumeration's also at `;`, or at `,` where no stop is near.
    private func titleEnd(from start: Int, limit: Int, isEnumeration: Bool) -> Int {
        let units = text.units
        let near = isEnumeration ? 40 : 100
        let end = min(limit, start + 160)
        var comma: Int?
        var index = start
        while index < end {
            switch units[index] {
            case "。", "!", "?": return index - start <= near ? index : comma ?? index
            case ":" where !isBetweenDigits(index): return index - start <= near ? index : comma ?? index
            case ";" where isEnumeration: return index - start <= near ? index : comma ?? index
            case "," where comma == nil && index - start >= 2 && !isBetweenDigits(index): comma = index
            default: break
            }
            index += 1
        }
        if end == limit, end - start <= near { return end }
        return comma ?? end
    }

    /// Where a title ends on a page that lost its line breaks: at a stop, a gap, or the words that such titles end with.
    private func inlineTitleEnd(from start: Int, limit: Int) -> Int {
        let units = text.units
        let end = min(limit, start + 60)
        var index = start
        while index < end {
            if index > start, text.gap(before: index) >= 1 { return index }
            if units[index] == "。" || units[index] == ":" || units[index] == "!" { return index }
            let length = WordTables.titleEnd.length(in: text, at: index, limit: end)
            let next = index + length
            // 工作回顾和…, 主要目标及…: the title goes on.
            if length > 0, next - start >= 4, next < end, units[next] != "和", units[next] != "及" { return next }
            index += 1
        }
        return titleEnd(from: start, limit: limit, isEnumeration: true)
    }

    private func isBetweenDigits(_ index: Int) -> Bool {
        index > 0 && index + 1 < text.count && UnitClass.isDigit(text.units[index - 1])
            && UnitClass.isDigit(text.units[index + 1])
    }

    /// Without closing punctuation, markup and a leading mark.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        let units = text.units
        while let last = range.last, UnitClass.closesTitle(units[last]) { range = range.lowerBound..<last }
        if range.count > 5, units[range.upperBound - 1] == ">", units[range.upperBound - 5] == "<" {
            range = range.lowerBound..<(range.upperBound - 5)
        }
        // **年工作回顾: what was blanked out, unless the title is bold up to its end.
        let isBold = range.upperBound < units.count && units[range.upperBound] == "*"
        while let first = range.first, UnitClass.closesTitle(units[first]), isBold || units[first] != "*" {
            range = (first + 1)..<range.upperBound
        }
        return range
    }
}
