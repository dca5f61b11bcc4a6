/// The rows of a table: the words that open each, and the numbers behind them.
extension TableLayout {
    /// One row.
    struct Record {
        /// The words that name it.
        @Stretch var label: Range<Int>
        /// The place in its column of places, where a column of names stands beside it; else empty.
        @Stretch var place: Range<Int>
        /// The unit in its column of units.
        var unit: UnitPhrase?
        /// Its numbers and placeholders, as a range of ``TableLayout/cells``.
        @Stretch var values: Range<Int>
        /// Whether a line above says that the whole is taken apart anew: 按经营地分.
        var opensDivision = false
        /// The last line without numbers above it that names a group.
        @Stretch var group: Range<Int>
        /// Whether the row is the first below that line.
        var opensGroup = false
        /// Which cell it lacks, where it has one of two.
        var lost = Lost.growth
    }

    /// The words read of a row before its first number, and what the lines above tell of it.
    private struct Opening {
        var label: Range<Int>?
        var place: Range<Int>?
        var unit: UnitPhrase?
        /// The line of the last words.
        var line = -1
        var opensDivision = false
        var group = 0..<0
        var opensGroup = false

        /// The row of that name, still without a number; forgets all but the group and the line.
        mutating func close(_ label: Range<Int>, place: Range<Int>, before index: Int) -> Record {
            let record = Record(
                label: label,
                place: place,
                unit: unit,
                values: index..<index,
                opensDivision: opensDivision,
                group: group,
                opensGroup: opensGroup
            )
            self = Opening(line: line, group: group)
            return record
        }
    }

    /// Reads the rows from the cell at `first` on.
    func readRecords(from first: Int) {
        var opening = Opening()
        for index in first..<cells.count {
            if isLabel(index, opening) {
                readLabel(index, &opening)
                continue
            }
            // The number of a row stands before its name.
            if opening.line != cells[index].line, index == first || isRowNumber(index) { continue }
            if let label = opening.label {
                // Once for all rows of a place, where the text has lost that its cell spans them.
                let place = opening.place ?? (hasPlaceColumn ? records.last?.place : nil)
                records.append(opening.close(label, place: place ?? 0..<0, before: index))
            }
            guard !records.isEmpty else { continue }
            // Numbers of rows apart, the values of a row follow each other.
            records[records.count - 1].values = records[records.count - 1].values.lowerBound..<index + 1
        }
    }

    /// Whether a cell names a row; a year does where it is not a value.
    private func isLabel(_ index: Int, _ opening: Opening) -> Bool {
        let cell = cells[index]
        guard cell.shape == .words else { return false }
        let isValue =
            cell.range.allSatisfy { UnitClass.isDigit(text.units[$0]) }
            && (opening.label != nil || records.last.map { !$0.values.isEmpty } ?? false)
        return !isValue || opening.label == nil && followsYear(cell.range)
    }

    /// Takes the words of a cell for the unit or the place of the row at hand, for more of its name, or for the name of another.
    private func readLabel(_ index: Int, _ opening: inout Opening) {
        let cell = cells[index]
        defer { opening.line = cell.line }
        let isBeforeNumber = index + 1 < cells.count && cells[index + 1].shape != .words
        if opening.label != nil, isBeforeNumber, let phrase = unitCell(cell) {
            opening.unit = phrase
        } else if hasPlaceColumn, let name = opening.label, opening.line == cell.line, opening.place == nil {
            opening.place = name
            opening.label = cell.range
        } else if let name = opening.label, opening.line == cell.line, opening.unit == nil {
            opening.label = name.lowerBound..<cell.range.upperBound
        } else {
            if let other = opening.label, opening.line != cell.line {
                opening.group = other
                opening.opensGroup = true
            }
            opening.label = cell.range
            opening.place = nil
            opening.unit = nil
            if divides(cell.range) { opening.opensDivision = true }
        }
    }

    /// Puts the first rows into the group whose name stands below the heads.
    func enterFirstGroup() {
        guard !firstGroup.isEmpty, records.first.map({ !$0.opensGroup }) ?? false else { return }
        records[0].opensGroup = true
        for index in records.indices {
            if index > 0, records[index].opensGroup { return }
            records[index].group = firstGroup
        }
    }

    /// Whether a line names but how the whole is taken apart: 按经营地分, 分城乡.
    private func divides(_ range: Range<Int>) -> Bool {
        guard (3...12).contains(range.count) else { return false }
        // 按…分
        return text.units[range.lowerBound] == "按"
            && (text.units[range.upperBound - 1] == "分"
                || text.units[range.upperBound - 1] == ":" && text.units[range.upperBound - 2] == "分")
    }

    /// Whether the last row is that of the year before or behind: 2019, 2020.
    private func followsYear(_ range: Range<Int>) -> Bool {
        guard let last = records.last else { return false }
        return TableColumn.isYear(range, besides: TableColumn.yearNumber(last.label, text), text)
    }

    private func unitCell(_ cell: TableCell) -> UnitPhrase? {
        // 8以上, <4.5 are values that words bound.
        guard let first = cell.range.first, !UnitClass.isDigit(text.units[first]), !TableCell.isBound(text.units[first])
        else { return nil }
        return unitPhrase(cell)
    }
}
