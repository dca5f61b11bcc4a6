/// Reads the rows of a flattened table into drafts: a number for each cell, named by its row, meant as its column says.
struct TableReader {
    private let vocabulary: Vocabulary
    private let text: FoldedText
    private let section: Int
    private let layout: TableLayout
    /// The next row.
    private var next = 0
    /// The last row that says what is measured.
    private var parent = 0..<0
    /// The first such row, which others may take apart one after another.
    private var whole = 0..<0
    /// The year that the last row with one named.
    private var year: Int?
    /// Whose figures the last name of a group says that stand below it: 农村居民.
    private var group = 0..<0
    /// The unit that the last row with one told, and the number of an outline before its name.
    private var unit: UnitPhrase?
    private var unitMarker: HeadingMarker.Kind?
    /// The day of the last row that names one, 年末大牲畜存栏, which is also that of its parts.
    private var day: PeriodResolver.Mention?
    /// The first draft of the last row.
    private var above = 0

    /// Takes `table`, which stands in `section`, apart; `resolver` finds the times in its caption and heads.
    init(_ table: Table, text: FoldedText, vocabulary: Vocabulary, resolver: inout PeriodResolver, section: Int) {
        self.vocabulary = vocabulary
        self.text = text
        self.section = section
        layout = TableLayout(table, text: text, vocabulary: vocabulary, resolver: &resolver, section: section)
    }

    /// Appends the figures of rows, not many more than `count`, to the quantities and drafts of `reader`.
    ///
    /// - Returns: whether rows are left.
    mutating func readRows(_ count: Int, into reader: inout FigureReader, resolver: inout PeriodResolver) -> Bool {
        while next < layout.records.count, reader.drafts.count < count {
            let record = layout.records[next]
            next += 1
            var label = TableLabel(
                record.label,
                text: text,
                vocabulary: vocabulary,
                resolver: &resolver,
                section: section
            )
            year = label.goOn(with: year, text)
            day = label.goOn(with: day)
            if record.opensDivision { parent = whole }
            let isTorn = record.opensGroup && isTorn(record.group, label.name)
            if record.opensGroup, !isTorn { enterGroup(record.group, resolver: &resolver) }
            // 三、 goes on beside the group.
            if label.marker != nil, UnitClass.hanDigit(text.units[record.label.lowerBound]) != nil { group = 0..<0 }
            if !label.isClass, !label.name.isEmpty {
                let isOfPeople = label.isOfPeople(text) && TableLabel.people(in: parent, text) != nil
                if !label.isPart, !isOfPeople { parent = label.name }
                if whole.isEmpty || label.marker == .han || label.marker == .hanBracket { whole = label.name }
            }
            if let own = label.unit ?? record.unit {
                unit = own
                unitMarker = label.marker
            }
            let isWhole = record.values.count >= layout.columns.count && !layout.columns.isEmpty
            let row = TableRow(
                vocabulary: vocabulary,
                text: text,
                layout: layout,
                record: record,
                label: label,
                parent: parent,
                inheritedUnit: isWhole && label.takesUnit && label.isBelow(unitMarker) ? unit : nil,
                above: min(above, reader.drafts.count),
                group: isTorn
                    ? record.group : !label.whose.isEmpty ? label.whose : label.namesPeople(text) ? 0..<0 : group
            )
            above = reader.drafts.count
            row.read(into: &reader)
        }
        return next < layout.records.count
    }

    /// Whether a line without numbers and the name below it are one name, broken at the end of its cell: 社会消费品零, 售总额.
    private func isTorn(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.count + second.count < 20 else { return false }
        let name = Array(text.units[first]) + text.units[second]
        let names = vocabulary.indicators.names
        return names.longest(in: name, at: 0, limit: name.count)?.length == name.count
            && names.longest(in: text.units, at: second.lowerBound, limit: second.upperBound)?.length != second.count
    }

    /// Takes what the name of a group, a line without numbers, says of the rows below it: of whom they are, and their unit.
    private mutating func enterGroup(_ words: Range<Int>, resolver: inout PeriodResolver) {
        let head = TableLabel(words, text: text, vocabulary: vocabulary, resolver: &resolver, section: section)
        // 其中: says nothing, and no more does a translation: (10000 tons).
        guard head.name.contains(where: { UnitClass.isHan(text.units[$0]) }) else {
            if !head.name.isEmpty, text.units[words.lowerBound] != "(" { unit = nil }
            return
        }
        group = head.namesPeople(text) && head.name.count <= 8 ? head.name : 0..<0
        // 分轻重工业 takes apart what stands above.
        let first = text.units[head.name.lowerBound]
        guard first != "分", first != "按" else { return }
        unit = head.unit
        unitMarker = head.marker
        parent = head.name
    }
}
