/// Heads in several lines: which of the upper ones span which of the lower, and which lines are none.
extension TableLayout {
    /// The heads above a column where times span those of the second line, and other heads of the first stand above a column each:
    /// 年度预算 累计 当月 为预算% over 本期 同期 本期 同期; nil where the lines are not so.
    func spannedParts(of column: Int, of width: Int, _ lines: [[TableCell]]) -> [Range<Int>]? {
        guard lines.count == 2, lines[1].count < width, lines[1].count > 1 else { return nil }
        let single = width - lines[1].count
        let spanning = lines[0].count - single
        guard spanning > 0, lines[1].count % spanning == 0, case let spans = spanningHeads(lines, spanning),
            spans.count == spanning
        else { return nil }
        let span = lines[1].count / spanning
        var left = column
        var below = 0
        for (index, head) in lines[0].enumerated() {
            guard spans.contains(index) else {
                if left == 0 { return [head.range] }
                left -= 1
                continue
            }
            if left < span { return [head.range, lines[1][below + left].range] }
            left -= span
            below += span
        }
        return nil
    }

    /// Which heads of the first line stand above several of the second: those of times, or where times stand below, 比重 over 2020年 2010年,
    /// the last.
    private func spanningHeads(_ lines: [[TableCell]], _ count: Int) -> [Int] {
        let times = lines[0].indices.filter { spansColumns(lines[0][$0].range) }
        guard times.isEmpty, count == 1, lines[1].allSatisfy({ TableWords.isTime($0.range, text) }) else {
            return times
        }
        return [lines[0].count - 1]
    }

    /// Whether a head names a time or that something was done and nothing else, as those above several columns do: 累计, 3月, 2023年完成情况.
    func spansColumns(_ head: Range<Int>) -> Bool {
        TableWords.isTime(head, text)
            || Self.done.first(in: text, head) != nil
            || TableWords.timeHead.fills(in: text, head)
            || Self.total.fills(in: text, head)
    }

    private static let done = WordTable("完成情况 执行情况")

    /// For each column the head of the first of two lines that spans it, where the kinds of the second tell where each span begins:
    /// 生产总值 投资 over 总量 增速 位次 增速 位次; nil where they do not.
    func spanningTops(_ lines: [[TableCell]], width: Int) -> [Int]? {
        guard lines.count == 2, lines[1].count == width, lines[0].count > 1, lines[0].count < width else { return nil }
        let span = width / lines[0].count
        if span > 1, width % lines[0].count == 0, repeats(lines[1], every: span) {
            return (0..<width).map { $0 / span }
        }
        var tops: [Int] = []
        var last = -1
        for head in lines[1] {
            let kind = kind(of: head.range)
            if tops.isEmpty {
                tops.append(0)
            } else {
                tops.append(tops[tops.count - 1] + (kind <= last ? 1 : 0))
            }
            last = kind
        }
        return tops[tops.count - 1] == lines[0].count - 1 && last > 0 ? tops : nil
    }

    /// Whether the same heads come again and again: 2014 2015 增长 2014 2015 增长.
    func repeats(_ heads: [TableCell], every span: Int) -> Bool {
        span > 0 && span < heads.count
            && (span..<heads.count).allSatisfy {
                text.units[heads[$0].range].elementsEqual(text.units[heads[$0 - span].range])
            }
    }

    /// What comes first below a head that spans several: amounts, then changes and shares, then ranks.
    private func kind(of head: Range<Int>) -> Int {
        if TableColumn.rank.first(in: text, head) != nil { return 2 }
        return Self.relativeHead.first(in: text, head) != nil ? 1 : 0
    }

    private static let relativeHead = WordTable("增长 增速 增幅 ± 增减 同比 占 比重 %")

    /// Whether the lines of heads fit neither each other nor the columns, as where heads are broken at other places than they span.
    func areBroken(_ lines: [[TableCell]], width: Int) -> Bool {
        guard lines.count > 1 else {
            // Each piece of a head on a line of its own.
            guard let heads = lines.first, heads.count > 1 else { return false }
            return heads.count > width + 1
                && (heads.allSatisfy { $0.range.count < 5 }
                    || heads.count < width * 2
                        && heads.allSatisfy { $0.line == heads[0].line && !isLabelHead($0.range) })
                || heads.count < width && width % heads.count != 0
        }
        guard !lines.contains(where: { $0.count >= width }), spannedParts(of: 0, of: width, lines) == nil else {
            return false
        }
        return lines.contains { width % $0.count != 0 }
    }

    /// Joins the pieces of heads that were broken over lines, where there are as many places for that as heads too many:
    /// 主营业务 收入 比上年增长 利润 总额 比上年增长 above four columns.
    func joinedPieces(_ heads: [TableCell], width: Int) -> [TableCell] {
        guard heads.count > width else { return heads }
        var joined: [TableCell] = []
        var isJoined = false
        for (index, head) in heads.enumerated() {
            guard index > 0, isPiece(heads[index - 1].range, before: head.range) else {
                joined.append(head)
                isJoined = false
                continue
            }
            // Of three pieces in a row nothing tells which are one.
            if isJoined { return heads }
            joined[joined.count - 1].range = heads[index - 1].range.lowerBound..<head.range.upperBound
            isJoined = true
        }
        return joined.count == width ? joined : heads
    }

    private func isPiece(_ first: Range<Int>, before second: Range<Int>) -> Bool {
        first.count <= 6 && second.count <= 4 && !isColumnHead(first) && !isColumnHead(second)
            && text.units[first.upperBound - 1] != ")"
    }

    /// Takes off the names of the first rows' groups where each cell stands on a line: heads too many, which say nothing of a column.
    func withoutGroup(_ heads: [TableCell], width: Int) -> [TableCell] {
        guard heads.count > width, let last = heads.last, width > 1, !isColumnHead(last.range) else { return heads }
        // Behind a year for each column nothing is a head of one.
        let isBehindYears =
            heads[..<width].allSatisfy { TableColumn.year($0.range, text) != nil || TableWords.isTime($0.range, text) }
            && !heads[width...].contains { isColumnHead($0.range) }
        let isWord = !last.range.contains { UnitClass.isDigit(text.units[$0]) || text.units[$0] == "(" }
        if isWord, heads.count > width + 1,
            heads[(heads.count - width - 1)...].dropLast().allSatisfy({ isColumnHead($0.range) })
        {
            firstGroup = last.range
            return heads.dropLast()
        }
        guard isBehindYears || heads.count == width + 1 && isWord else { return heads }
        firstGroup = last.range
        return Array(heads[..<width])
    }

    /// Takes off a line with one cell below a full line of heads: 城镇居民 above the first rows.
    func takeGroupLine(_ lines: inout [[TableCell]], width: Int) {
        guard let last = lines.last, last.count == 1, lines.count > 1, width > 1, !isColumnHead(last[0].range),
            lines.dropLast().contains(where: { $0.count >= width }), text.units[last[0].range.lowerBound] != "("
        else { return }
        firstGroup = last[0].range
        lines.removeLast()
    }

    private func isColumnHead(_ head: Range<Int>) -> Bool { TableWords.tellsColumn(head, text) }
}
