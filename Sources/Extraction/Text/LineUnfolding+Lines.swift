/// The lines of the decoded text, without those that hold no text.
extension LineUnfolding {
    /// A line of the decoded text without the white space around it.
    struct Line {
        var start: Int
        var end: Int
        var isIndented: Bool
        var isAfterBlank: Bool
        /// Whether it is a row of a table.
        var hasColumns = false
        /// Whether a bar ends it, as the last of a table's cells.
        var isBarred = false
    }

    /// The lines that hold text, but for numbers of pages and empty rows of tables.
    func split() -> [Line] {
        let watermark = watermark()
        var lines: [Line] = []
        var isAfterBlank = false
        for number in 0...found.breaks.count {
            let whole = wholeLine(number)
            let inner = line(withoutSpaces(whole), without: watermark)
            let start = inner.lowerBound
            var last = inner.upperBound
            let isBarred = last - start > 2 && units[last - 1] == "|"
            if isBarred { last = endWithoutEmptyCells(start..<last) }
            if last - start <= 12, isPageNumber(start..<last) {
                // - 12 - may stand in the middle of a sentence.
            } else if start < last, isBars(start..<last) {
                // The bars between the cells of a table, with nothing between them.
            } else if start < last {
                lines.append(
                    Line(
                        start: start,
                        end: last,
                        isIndented: start - whole.lowerBound >= 2,
                        isAfterBlank: isAfterBlank,
                        hasColumns: hasColumns(start..<last),
                        isBarred: isBarred
                    )
                )
                isAfterBlank = false
            } else {
                isAfterBlank = true
            }
        }
        return lines
    }

    /// Where a line stands with all its white space; `number` is how many line breaks come before.
    func wholeLine(_ number: Int) -> Range<Int> {
        let start = number > 0 ? Int(found.breaks[number - 1]) + 1 : 0
        return start..<(number < found.breaks.count ? Int(found.breaks[number]) : units.count)
    }

    /// A stretch without the spaces around it.
    func withoutSpaces(_ line: Range<Int>) -> Range<Int> {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, units[start] == " " { start += 1 }
        while end > start, units[end - 1] == " " { end -= 1 }
        return start..<end
    }

    /// Where a row ends without the empty cells at its end: 按规模分 | |||.
    private func endWithoutEmptyCells(_ line: Range<Int>) -> Int {
        var end = line.upperBound
        var bars = 0
        while end > line.lowerBound, units[end - 1] == "|" || units[end - 1] == " " {
            bars += units[end - 1] == "|" ? 1 : 0
            end -= 1
        }
        return bars > 1 && end > line.lowerBound ? end : line.upperBound
    }

    /// Whether a line holds nothing but bars.
    private func isBars(_ line: Range<Int>) -> Bool {
        units[line.lowerBound] == "|" && line.allSatisfy { units[$0] == "|" || units[$0] == " " }
    }

    /// Whether a line holds nothing but the number of a page: `- 12 -`, `第3页 共12页`.
    private func isPageNumber(_ line: Range<Int>) -> Bool {
        guard line.count > 2 else { return false }
        let (first, last) = (units[line.lowerBound], units[line.upperBound - 1])
        let isDashed = (first == "-" || first == "—") && (last == "-" || last == "—")
        guard isDashed || first == "第" && last == "页" else { return false }
        var digits = 0
        for index in (line.lowerBound + 1)..<(line.upperBound - 1) {
            switch units[index] {
            case 0x30...0x39: digits += 1
            case " ": break
            case "页", "共", "/", ",": if isDashed { return false }
            default: return false
            }
        }
        return digits > 0
    }

    /// Whether a line is a row of a table: columns set apart by spaces, the last of them a number, and no sentence.
    private func hasColumns(_ line: Range<Int>) -> Bool {
        let last = units[line.upperBound - 1]
        // The last cell may be empty.
        let isBlank = (last == "—" || last == "-") && line.count > 2 && units[line.upperBound - 2] == " "
        guard line.count <= 4000, UnitClass.isDigit(last) || last == "%" || isBlank else { return false }
        var gaps = 0
        var isNumber = true
        for index in line {
            let unit = units[index]
            if unit == "。" || unit == ";" { return false }
            // 单位:亿元, 其中:出口, 附表:主要指标
            if unit == ":", index == line.lowerBound || !["位", "中", "表"].contains(units[index - 1]) {
                return false
            }
            if unit == "," {
                // 12,345 is one number.
                guard isNumber, index + 1 < line.upperBound, UnitClass.isDigit(units[index + 1]) else { return false }
                continue
            }
            if unit == " " {
                if units[index - 1] != " " { gaps += 1 }
                isNumber = true
            } else if !UnitClass.isDigit(unit), unit != ".", unit != "-", unit != "%", unit != "—" {
                isNumber = false
            }
        }
        // Among long words there is a number every few cells.
        return gaps >= 2 && isNumber && (line.count) <= gaps * 16
    }
}
