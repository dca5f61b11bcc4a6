/// Drops what only disturbs between the decoded units, line by line: the second of the two passes of folding.
///
/// Spaces go where Han characters or digits stand around them, note marks go after words, watermarks at the ends of lines, and a line break
/// goes where it cuts a sentence: behind a comma, or, in a text that was wrapped at a fixed width, behind a full line.
struct LineUnfolding {
    /// The folded units; a newline stands only between paragraphs.
    private(set) var folded: [UInt16] = []
    /// Where each unit and the end stand in the body.
    private(set) var places = ScalarPlaces()

    let units: [UInt16]
    private let decodedPlaces: ScalarPlaces
    let found: BodyDecoder.Found
    private var cursor = ScalarPlaces.Cursor()
    /// How many of the disturbances are behind.
    private var disturbance = 0

    /// Prepares to unfold what was decoded.
    init(_ decoder: BodyDecoder) {
        decodedPlaces = decoder.places
        found = decoder.found
        units = decoder.units
        folded.reserveCapacity(units.count + 1)
    }

    /// Writes the folded units and their places in one pass.
    mutating func unfold() {
        let lines = split()
        let wrapping = wrapping(of: lines)
        let isTorn = isTorn(lines)
        let isCut = isCut(lines)
        var isProse = false
        for (number, line) in lines.enumerated() {
            var isJoined = false
            if number > 0 {
                let before = lines[number - 1]
                isJoined =
                    joins(before, line, wrapping) || isTorn && joinsTorn(before, line, isProse: isProse)
                    || isCut && cuts(before, line)
                if isJoined {
                    if let last = folded.last, UnitClass.isLatinLetter(last), UnitClass.isLatinLetter(units[line.start])
                    {
                        put(" ", from: line.start - 1)
                    }
                } else {
                    put("\n", from: before.end)
                }
            }
            copy(line)
            if isTorn { isProse = isJoined && isProse || units[line.start..<line.end].contains(",") }
        }
        note(from: units.count)
        places.mark(upTo: folded.count)
    }

    private mutating func put(_ unit: UInt16, from index: Int) {
        note(from: index)
        folded.append(unit)
    }

    /// Notes that what is written next stood at `index` among the decoded units.
    private mutating func note(from index: Int) {
        places.shift(from: folded.count, by: index + cursor.run(of: index, in: decodedPlaces).shift - folded.count)
    }

    /// How the text was wrapped at a fixed width.
    private struct Wrapping {
        /// The width in half-width columns.
        var columns: Int
        /// The width in characters.
        var characters: Int
        /// Whether paragraphs are indented, so that a line without an indent goes on with the one before.
        var usesIndents: Bool
    }

    /// How the text was wrapped; nil where it was not.
    ///
    /// A wrapped text has many lines of almost the greatest width that end in the middle of a sentence.
    private func wrapping(of lines: [Line]) -> Wrapping? {
        // Rows of a table are much alike in width, and none of them is cut.
        let lines = lines.filter { !$0.hasColumns && !$0.isBarred }
        guard lines.count >= 8 else { return nil }
        let columns = commonWidth(lines.map { UnitClass.endsSentence(units[$0.end - 1]) ? 0 : self.columns(of: $0) })
        let characters = commonWidth(lines.map { UnitClass.endsSentence(units[$0.end - 1]) ? 0 : $0.end - $0.start })
        guard isCommon(columns, of: lines.count, atLeast: 44) || isCommon(characters, of: lines.count, atLeast: 22)
        else {
            return nil
        }
        // Where lines are much longer, the width of the short ones is chance.
        let byColumns = columns.lines >= characters.lines
        let longer = lines.count {
            byColumns ? self.columns(of: $0) > columns.width + 6 : $0.end - $0.start > characters.width + 4
        }
        guard longer * 20 <= lines.count else { return nil }
        let indented = lines.count { $0.isIndented }
        return Wrapping(
            columns: byColumns ? columns.width : 1000,
            characters: byColumns ? 1000 : characters.width,
            usesIndents: indented * 20 >= lines.count && indented * 3 <= lines.count * 2
        )
    }

    /// Whether so many lines come near to a width that a page was wrapped at it: four of ten, or three below a page's
    /// short titles and buttons where they are `least` wide.
    private func isCommon(_ width: (width: Int, lines: Int), of lines: Int, atLeast least: Int) -> Bool {
        width.lines * 5 >= lines * 2 || width.lines >= 8 && width.lines * 10 >= lines * 3 && width.width >= least
    }

    /// The width that most lines come near to, and how many do.
    private func commonWidth(_ widths: [Int]) -> (width: Int, lines: Int) {
        var histogram = [Int](repeating: 0, count: 241)
        for width in widths { histogram[min(width, 240)] += 1 }
        var best = (width: 0, lines: 0)
        for width in 15..<240 {
            let near = histogram[width] + histogram[width - 1] + histogram[width - 2] + histogram[width - 3]
            if near > best.lines { best = (width, near) }
        }
        return best
    }

    private func columns(of line: Line) -> Int {
        var columns = 0
        for index in line.start..<min(line.end, line.start + 241) { columns += units[index] < 0x80 ? 1 : 2 }
        return columns
    }

    /// Whether the break between two lines cuts a sentence and so is none.
    private func joins(_ before: Line, _ after: Line, _ wrapping: Wrapping?) -> Bool {
        let last = units[before.end - 1]
        let next = units[after.start]
        if opensItem(after) { return false }
        let length = before.end - before.start
        // 由“十五”末的: no line ends so.
        if last == "的", length >= 12 { return !before.hasColumns && !after.hasColumns }
        if let wrapping, !after.isAfterBlank {
            if after.isIndented, !before.isIndented || wrapping.usesIndents { return false }
            if before.hasColumns || after.hasColumns || before.isBarred || after.isBarred { return false }
            let isFull = columns(of: before) >= wrapping.columns - 8 || length >= wrapping.characters - 3
            if isFull, wrapping.usesIndents || last != "。" && last != "!" && last != "?" && last != ":" {
                return true
            }
            return last == "," || last == "、"
        }
        if UnitClass.endsSentence(last) { return false }
        if last == "," || last == "、" { return length >= 10 }
        if length >= 12, UnitClass.isDigit(last), UnitClass.opensUnit(next) { return !before.hasColumns }
        if length >= 12, cutsNumber(before, next) { return !before.hasColumns }
        // A long line without an end was cut, unless what follows is a short line of its own.
        return length >= 46 && after.end - after.start >= 12 && !opensItem(before)
            // 结构为9:51:40 全年价格上涨: behind a digit that no unit follows, words begin anew.
            && (UnitClass.isHan(last) || UnitClass.isDigit(last) && !UnitClass.isHan(next)) && hasSentence(before)
            && !after.isIndented && !before.hasColumns
    }

    /// Whether a line ends behind the point of a decimal or a scale word: `52.` `8亿元`, `52.8亿` `元`.
    private func cutsNumber(_ line: Line, _ next: UInt16) -> Bool {
        let last = units[line.end - 1]
        let before = units[line.end - 2]
        if last == "." { return UnitClass.isDigit(before) && UnitClass.isDigit(next) }
        return Numeral.scale(last) >= 4 && UnitClass.isDigit(before) && UnitClass.opensUnit(next)
    }

    /// Whether a line has a comma or full stop inside, as text has and a title or table cell has not.
    private func hasSentence(_ line: Line) -> Bool {
        for index in line.start..<min(line.end, line.start + 240) where units[index] == "," || units[index] == "。" {
            return true
        }
        return false
    }

    /// Whether a line begins with a marker or a bullet and so opens something of its own.
    func opensItem(_ line: Line) -> Bool {
        let first = units[line.start]
        if UnitClass.isBullet(first) || first == "#" || first == "[" || first == "【" { return true }
        let second = line.start + 1 < line.end ? units[line.start + 1] : 0
        let third = line.start + 2 < line.end ? units[line.start + 2] : 0
        if first == "(" {
            return UnitClass.isAnyDigit(second)
                && (third == ")" || third >= 0x4E00)
        }
        if first == "第" { return UnitClass.hanDigit(second) != nil }
        if first == "—" || first == "-" { return second == first }
        if UnitClass.hanDigit(first) != nil {
            return second == "、" || third == "、" || second == "是" || second == "要"
        }
        if UnitClass.isDigit(first) {
            return second == "、" || third == "、" || second == "." && !UnitClass.isDigit(third)
        }
        return (0x2460...0x24FF).contains(first)
    }

    /// Copies a line without the spaces and note marks that disturb.
    private mutating func copy(_ line: Line) {
        let isTableRow = line.hasColumns
        var index = line.start
        while true {
            let next = nextDisturbance(from: index, limit: line.end)
            copy(index..<next)
            index = next
            guard index < line.end else { return }
            let unit = units[index]
            let before = folded.last ?? "\n"
            if unit == " " {
                if !isTableRow, UnitClass.isDigit(before), let end = groupedEnd(from: index, limit: line.end) {
                    // 周转量1 228.3亿吨公里
                    for digit in index..<end where units[digit] != " " { put(units[digit], from: digit) }
                    index = end
                    continue
                }
                var next = index
                while next < line.end, units[next] == " " { next += 1 }
                let latin = UnitClass.isWord(before) && UnitClass.isWord(units[next])
                // Digits on both sides, or columns of a table: the space separates.
                if latin || isTableRow && before != "\n" { put(" ", from: index) }
                index = next
                continue
            }
            if unit == "[" || unit == "(", !folded.isEmpty, index > line.start,
                let end = noteEnd(at: index, limit: line.end, after: before)
            {
                index = end
                continue
            }
            if unit &- 0x2460 < 20, index > line.start, !folded.isEmpty, Self.bearsNote(before) {
                // 45个①
                index += 1
                continue
            }
            var unitOrHyphen = unit
            if unit == "—" {
                let isPair =
                    index + 1 < line.end && units[index + 1] == "—" || index > line.start && before == "—"
                    || index == line.start
                if !isPair { unitOrHyphen = "-" }
            }
            put(unitOrHyphen, from: index)
            index += 1
        }
    }

    /// Where the digits end whose thousands are set apart by spaces of which the first stands at `index`; nil where they are not one number.
    ///
    /// The number stands right behind a word or mark, or opens the line, and a unit follows at once, as in no row of a table.
    private func groupedEnd(from index: Int, limit: Int) -> Int? {
        var first = folded.count - 1
        while first > 0, folded.count - first <= 3, UnitClass.isDigit(folded[first - 1]) { first -= 1 }
        guard folded.count - first <= 3,
            first == 0 || UnitClass.isHan(folded[first - 1]) || ["\n", "、", "(", ":"].contains(folded[first - 1])
        else { return nil }
        var end = index
        while end + 3 < limit, units[end] == " ", units[(end + 1)...(end + 3)].allSatisfy({ UnitClass.isDigit($0) }) {
            end += 4
        }
        guard end > index else { return nil }
        // 国内生产总值223 961⏎万元
        if end == limit { return opensAmount(behind: limit) ? end : nil }
        var unit = end
        if units[unit] == "." {
            unit += 1
            while unit < limit, UnitClass.isDigit(units[unit]) { unit += 1 }
        }
        return unit < limit && UnitClass.isHan(units[unit]) ? end : nil
    }

    /// Whether the line behind the one that ends at `index` begins with the rest of an amount: 万元, 亿元, 元.
    private func opensAmount(behind index: Int) -> Bool {
        var next = index
        while next < units.count, units[next] == " " || units[next] == "\n" { next += 1 }
        return next < units.count && ["万", "亿", "元"].contains(units[next])
    }

    /// The first unit from `index` on that may have to be dropped or changed; `limit` where there is none before.
    private mutating func nextDisturbance(from index: Int, limit: Int) -> Int {
        let all = found.disturbances
        while disturbance < all.count, all[disturbance] < index { disturbance += 1 }
        return disturbance < all.count ? min(Int(all[disturbance]), limit) : limit
    }

    /// Copies what disturbs nothing, as a whole.
    private mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        // Where the copy of a unit stands, less where the unit does.
        let offset = folded.count - range.lowerBound
        folded.append(contentsOf: units[range])
        var index = range.lowerBound
        while index < range.upperBound {
            let (shift, end) = cursor.run(of: index, in: decodedPlaces)
            places.shift(from: index + offset, by: shift - offset)
            index = end
        }
    }

    /// Whether a circled number behind the unit is a note mark, not an item.
    private static func bearsNote(_ unit: UInt16) -> Bool {
        UnitClass.isHan(unit) || UnitClass.isDigit(unit) || unit == "%" || unit == "”" || unit == "》"
    }

    /// Where a note mark (`[5]`, `[[12]]`, `(3)` behind a word) that begins at `index` ends; nil where there is none.
    private func noteEnd(at index: Int, limit: Int, after before: UInt16) -> Int? {
        let isSquare = units[index] == "["
        guard
            UnitClass.isHan(before) || before == "”" || before == "》" || before == "\""
                || isSquare && before != "\n"
        else { return nil }
        var cursor = index
        while cursor < limit, cursor < index + 2, units[cursor] == (isSquare ? "[" : "(") { cursor += 1 }
        let digits = cursor
        while cursor < limit, cursor < digits + 3, UnitClass.isDigit(units[cursor]) { cursor += 1 }
        guard cursor > digits, cursor < limit else { return nil }
        // Round brackets hold a note's number only; three digits in them are a figure.
        if !isSquare, cursor - digits > 2 { return nil }
        let closing = cursor
        while cursor < limit, cursor < closing + 2, units[cursor] == (isSquare ? "]" : ")") { cursor += 1 }
        return cursor > closing ? cursor : nil
    }
}
