/// Cells of a row that the text has lost because nothing stood in them: which columns the numbers left are of.
extension TableLayout {
    /// What is lost of a row with a single number below an amount and its growth.
    enum Lost {
        /// Nothing, or the growth.
        case growth
        /// The amount.
        case amount
        /// Either of them.
        case either
    }

    /// Puts a placeholder into `cells` for each cell that the marks between two others tell to be empty: two bars, two tabs.
    ///
    /// - Returns: whether there were any, and so the rows are to be read anew.
    func fillBlanks() -> Bool {
        guard let width = usualWidth, records.contains(where: { $0.values.count < width }) else { return false }
        let step = usualGap
        var filled: [TableCell] = []
        var done = 0
        for record in records where record.values.count < width {
            var left = width - record.values.count
            for place in record.values {
                let blanks = min(
                    left + (record.unit == nil && hasUnitColumn ? 1 : 0),
                    blanks(before: place, step: step)
                )
                guard blanks > 0 else { continue }
                left = max(0, left - blanks)
                filled += cells[done..<place]
                done = place
                let cell = cells[place]
                let blank = TableCell(
                    range: cell.range.lowerBound..<cell.range.lowerBound + 1,
                    shape: .placeholder,
                    line: Int(cell.line)
                )
                filled += Array(repeating: blank, count: blanks)
            }
        }
        guard done > 0 else { return false }
        cells = filled + cells[done...]
        return true
    }

    /// The most numbers that not only a few rows have.
    private var usualWidth: Int? {
        var widths: [Int: Int] = [:]
        for record in records { widths[record.values.count, default: 0] += 1 }
        return widths.filter { $0.value * 4 >= records.count }.keys.max()
    }

    /// How many empty cells stand between a cell and the one before it on its line, where spaces set cells apart `step` by `step`.
    private func blanks(before place: Int, step: Int?) -> Int {
        guard place > 0, cells[place - 1].line == cells[place].line else { return 0 }
        let bars = bars(before: place)
        if bars > 0 { return bars - 1 }
        guard let step else { return 0 }
        let gap = self.gap(before: place)
        return gap % step == 0 ? gap / step - 1 : 0
    }

    private func bars(before place: Int) -> Int {
        let start = cells[place - 1].range.upperBound
        return text.units[start..<max(start, cells[place].range.lowerBound)].count { $0 == "|" }
    }

    /// How many characters stand between a cell and the one before it.
    private func gap(before place: Int) -> Int {
        text.scalarOffset(of: cells[place].range.lowerBound) - text.scalarEnd(of: cells[place - 1].range.upperBound)
    }

    /// How many spaces or tabs set the numbers apart, where nearly all stand as far apart as each other: no columns made with spaces.
    private var usualGap: Int? {
        var gaps: [Int: Int] = [:]
        var all = 0
        for record in records {
            for place in record.values where place > 0 && cells[place - 1].line == cells[place].line {
                gaps[gap(before: place), default: 0] += 1
                all += 1
            }
        }
        guard let step = gaps.keys.min(), step > 0, all > 3, let usual = gaps[step], usual * 4 >= all * 3 else {
            return nil
        }
        return step
    }

    /// Takes the second of two columns without heads for growth, where its numbers look so; of others nothing is known.
    func readWithoutHeads() {
        guard columns.count > 1, columns.allSatisfy(\.isEmpty) else { return }
        guard columns.count == 2 else {
            records = []
            return
        }
        let amounts = captionUnits.count { !isRelative($0) }
        guard caption.measure == nil, captionUnits.isEmpty || amounts > 0 else { return }
        guard amounts < captionUnits.count || captionUnits.isEmpty || looksLikeGrowth else {
            records = []
            return
        }
        columns[1].measure = .change
        columns[1].basis = .yoy
    }

    /// Whether nothing tells two columns of amounts apart: the line of heads above them is lost.
    var hasTwinColumns: Bool {
        guard columns.count > 2 else { return false }
        for (index, column) in columns.enumerated() where column.isPlainAmount {
            let hasTwin = columns[..<index].contains {
                $0.isPlainAmount && $0.time?.period == column.time?.period && $0.isYearBefore == column.isYearBefore
                    && $0.status == column.status && isSame($0.noun, column.noun) && isSame($0.whose, column.whose)
                    && isSame($0.place, column.place) && isSame($0.head, column.head)
            }
            if hasTwin { return true }
        }
        return false
    }

    private func isSame(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        first == second || text.units[first].elementsEqual(text.units[second])
    }

    /// Whether the second numbers of the rows differ from the first as growth does from amounts: by signs or digits behind the point.
    private var looksLikeGrowth: Bool {
        let whole = records.filter { $0.values.count == 2 }
        return !hasSign(0, of: whole) && hasSign(1, of: whole)
            || decimals(0, of: whole).isDisjoint(with: decimals(1, of: whole))
    }

    /// How many digits stand behind the point of the records' numbers at that place.
    private func decimals(_ place: Int, of records: [Record]) -> Set<Int> {
        Set(records.map { decimals(of: cells[$0.values.lowerBound + place].range) })
    }

    /// Whether one of the records' numbers at that place has a sign.
    private func hasSign(_ place: Int, of records: [Record]) -> Bool {
        records.contains { TableCell.isSign(text.units[cells[$0.values.lowerBound + place].range.lowerBound]) }
    }

    /// Tells of each row with a single number below an amount and its growth which of the two it is, as far as its sign and the digits
    /// behind its point do.
    func findLost() {
        guard hasAmountAndGrowth else { return }
        let whole = records.filter { record in
            record.values.count == 2 && record.values.allSatisfy { isBareNumber(cells[$0].range) }
        }
        guard !whole.isEmpty else { return }
        let (amounts, growth) = (decimals(0, of: whole), decimals(1, of: whole))
        let hasSigns = hasSign(0, of: whole)
        for index in records.indices where records[index].values.count == 1 {
            let place = records[index].values.lowerBound
            let number = cells[place].range
            guard isBareNumber(number), !isBarred(place) else { continue }
            let digits = decimals(of: number)
            if TableCell.isSign(text.units[number.lowerBound]), !hasSigns {
                records[index].lost = .amount
            } else if amounts.contains(digits) != growth.contains(digits) {
                records[index].lost = amounts.contains(digits) ? .growth : .amount
            } else if number.count < (digits > 0 ? digits + 4 : 3) {
                records[index].lost = .either
            }
        }
    }

    /// Whether the columns are an amount and its growth, both of the same time.
    private var hasAmountAndGrowth: Bool {
        columns.count == 2 && columns[0].measure == nil && !columns[0].isShare && columns[1].measure == .change
            && !columns[1].isAmount && columns[0].time?.period == columns[1].time?.period
    }

    private func isBareNumber(_ cell: Range<Int>) -> Bool {
        cell.last.map { UnitClass.isDigit(text.units[$0]) } ?? false
    }

    /// Whether a bar sets a cell apart from the one before it, so that it stands where it belongs.
    private func isBarred(_ place: Int) -> Bool {
        place > 0 && cells[place - 1].line == cells[place].line && bars(before: place) > 0
    }

    /// How many digits stand behind the point of a number.
    private func decimals(of range: Range<Int>) -> Int {
        guard let point = text.units[range].firstIndex(of: ".") else { return 0 }
        return text.units[point + 1..<range.upperBound].prefix { UnitClass.isDigit($0) }.count
    }
}
