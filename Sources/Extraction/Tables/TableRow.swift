/// One row of a table while it is read: what its name, its columns and the caption say together of its numbers.
struct TableRow: ~Copyable {
    /// The words.
    let vocabulary: Vocabulary
    /// The text.
    let text: FoldedText
    /// The table.
    let layout: TableLayout
    /// The row's cells.
    let record: TableLayout.Record
    /// The row's name.
    let label: TableLabel
    /// The name of the last row that says what is measured.
    let parent: Range<Int>
    /// The unit of a row above, where the row may be counted in it.
    let inheritedUnit: UnitPhrase?
    /// The first draft of the row above.
    let above: Int
    /// Whose figures stand below the last name of a group: 农村居民; empty where it says nothing of that.
    let group: Range<Int>

    /// A figure that others on the same row speak of.
    private typealias Spoken = (draft: Int, name: Name, noun: Range<Int>)

    /// What the figures read so far leave to those behind them.
    private struct Standing {
        /// The row's first draft.
        var first: Int
        /// The level that growth, completion and rank speak of.
        var level: Spoken?
        /// The share right before, which a change in points speaks of.
        var share: Spoken?
        /// The growth right before, which a rank speaks of where there is no level.
        var growth: Draft?
        /// The time of a level whose cell is empty, which the growth beside it has too.
        var emptyTime: PeriodResolver.Mention?
    }

    /// Appends the row's figures to the quantities and drafts of `reader`.
    func read(into reader: inout FigureReader) {
        guard !isUnreadable else { return }
        let mixesUnits = label.unit == nil && record.unit == nil && !label.isRatio && layout.mixesUnits
        let missing = missingCells
        var standing = Standing(first: reader.drafts.count)
        for (position, place) in record.values.enumerated() {
            let cell = layout.cells[place]
            let index = position + missing
            // Numbers beyond the last column are those of a row whose name is lost.
            if index >= layout.columns.count, !layout.columns.isEmpty { break }
            let column = index < layout.columns.count ? layout.columns[index] : TableColumn()
            if column.isOfLastYear { continue }
            if cell.shape == .placeholder {
                if let other = standing.level, isOfAnotherTime(column, than: reader.drafts[other.draft]) {
                    standing.level = nil
                }
                if column.measure == nil, !column.isShare { standing.emptyTime = column.time }
                continue
            }
            guard let number = TableNumber(cell.range, text: text, vocabulary: vocabulary) else { continue }
            let measure = measure(column, number)
            if mixesUnits, number.unit == nil, isAmount(measure, column) { continue }
            guard let quantity = quantity(cell.range, number, measure, column) else { continue }
            var draft = draft(of: reader.sentence.quantities.count, measure, column)
            relate(&draft, quantity, column, &standing, reader.drafts)
            guard !draft.name.isEmpty, !draft.name.isNumber(text.units) else { continue }
            takeTime(of: standing, for: &draft, column)
            draft.place = area(column)
            remember(draft, column, &standing, reader.drafts)
            setStatus(of: &draft, column, reader.drafts)
            reader.sentence.quantities.append(quantity)
            reader.drafts.append(draft)
        }
    }

    /// Whether nothing tells what the row's numbers are.
    private var isUnreadable: Bool {
        // 甲 1 2 3: the columns are numbered.
        !label.name.isEmpty && layout.numbersColumns(label.name)
            // Where many cells are lost nothing tells which.
            || layout.columns.count > 5 && record.values.count * 2 < layout.columns.count
            || missingCells > 1 && record.values.count > 1
            || record.lost == .either && label.unit == nil && record.unit == nil && !label.isRatio && !label.isChange
            // 粮食345.6 1.2: a number run into the name.
            || endsWithDecimals
    }

    private var endsWithDecimals: Bool {
        let digits = text.units[label.name].reversed().prefix { UnitClass.isDigit($0) }.count
        let point = label.name.upperBound - digits - 1
        return digits > 0 && point > label.name.lowerBound + 1 && text.units[point] == "."
            && UnitClass.isDigit(text.units[point - 1]) && !UnitClass.isLatinLetter(text.units[point - 2])
    }

    /// How many columns the row has no cell for: without a unit it has no amount, and its numbers are those of the last columns.
    private var missingCells: Int {
        if record.lost == .amount, !label.isRatio { return 1 }
        let hasUnit = !layout.captionUnits.isEmpty || label.unit != nil || record.unit != nil || inheritedUnit != nil
        let hasAmount =
            hasUnit || layout.columns.first.map { $0.unit != nil || $0.status == .target || $0.isIndex } ?? false
        return hasAmount ? 0 : max(0, layout.columns.count - record.values.count)
    }

    /// What row, column and caption say of a figure, whatever stands beside it.
    private func draft(of quantity: Int, _ measure: Observation.Measure, _ column: TableColumn) -> Draft {
        var draft = Draft(quantity: quantity, name: name(column).trimmed(text.units))
        draft.measure = measure
        draft.namingRule = .tableRow
        draft.measureRule = .tableHead
        if measure == .rank { draft.comparedWith = column.comparedWith }
        if measure == .change {
            draft.basis = column.measure == nil ? layout.caption.basis ?? .yoy : column.basis
        }
        draft.isNegative = column.isFall
        setTime(of: &draft, column)
        return draft
    }

    /// Gives growth, completion and rank the level on the row that they speak of, and its name and time.
    private func relate(
        _ draft: inout Draft,
        _ quantity: Quantity,
        _ column: TableColumn,
        _ standing: inout Standing,
        _ drafts: [Draft]
    ) {
        // Beside the level of another thing a growth stands for itself.
        if let other = standing.level, !column.noun.isEmpty, !isSame(other.noun, column.noun) { standing.level = nil }
        if draft.measure == .change || draft.measure == .completion,
            let own = levelOfTime(column, drafts[standing.first...], name: draft.name)
        {
            standing.level = (own, drafts[own].name, standing.level?.noun ?? column.noun)
        }
        // 比上年增长 as a row of its own speaks of the row above.
        if standing.level == nil, label.isChange, label.name.isEmpty, draft.measure == .change,
            let own = drafts[above..<standing.first].lastIndex(where: {
                $0.measure == .level && $0.name == draft.name && $0.period == draft.period && $0.place == area(column)
            })
        {
            draft.relatesTo = own
        }
        if draft.measure == .completion, let done = doneLevel(standing, drafts) {
            standing.level = (done, drafts[done].name, standing.level?.noun ?? column.noun)
        }
        if draft.measure != .level, let level = standing.level {
            draft.relatesTo = level.draft
            draft.name = level.name
            draft.period = drafts[level.draft].period
            draft.periodWords = drafts[level.draft].periodWords
            draft.periodRule = draft.period == nil ? nil : .level
        }
        // 生产总值增速 位次: the rank of what grows.
        if draft.measure == .rank, standing.level == nil, column.noun.isEmpty, let growth = standing.growth {
            draft.name = growth.name
            draft.period = growth.period
            draft.periodWords = growth.periodWords
        }
        if draft.measure == .change, let share = standing.share, isInPoints(quantity) {
            // 占比(%) 增减(百分点): the share's change.
            draft.relatesTo = share.draft
            draft.name = share.name
        }
    }

    /// The level on the row that was reached of the plan beside it, 实绩 计划 完成计划%; nil where none is.
    private func doneLevel(_ standing: Standing, _ drafts: [Draft]) -> Int? {
        guard let level = standing.level, drafts[level.draft].status == .target else { return nil }
        return drafts[standing.first...].lastIndex {
            $0.measure == .level && $0.status == .actual && $0.name == level.name
                && !isEarlier($0, than: drafts[level.draft])
        }
    }

    /// Keeps a figure for those behind it.
    private func remember(_ draft: Draft, _ column: TableColumn, _ standing: inout Standing, _ drafts: [Draft]) {
        let spoken = (draft: drafts.count, name: draft.name, noun: column.noun)
        // 上年同期 beside 本期: the growth is the present one's.
        let isBefore = standing.level.map { isEarlier(draft, than: drafts[$0.draft]) } ?? false
        if draft.measure == .level, !column.isShare, !isBefore { standing.level = spoken }
        standing.share = draft.measure == .level && column.isShare ? spoken : nil
        standing.growth = draft.measure == .change ? draft : nil
    }

    private func setStatus(of draft: inout Draft, _ column: TableColumn, _ drafts: [Draft]) {
        if let other = draft.relatesTo { draft.status = drafts[other].status }
        if let told = column.status { draft.status = told }
        if draft.status != .actual { draft.statusRule = draft.status == .estimate ? .estimateWord : .targetWord }
    }

    /// Which of the row's figures is the level of the time that the head of a growth names: 当月增长 beside 当月 and 累计; nil where none is.
    private func levelOfTime(_ column: TableColumn, _ drafts: ArraySlice<Draft>, name: Name) -> Int? {
        guard let period = column.time?.period else { return nil }
        return drafts.lastIndex {
            $0.measure == .level && $0.period == period && (column.noun.isEmpty || $0.name == name)
        }
    }

    /// The place of a cell: that of its row, else that of its column; 合计 is none.
    private func area(_ column: TableColumn) -> Range<Int> {
        if !record.place.isEmpty { return record.place }
        guard layout.namesPlaces, !label.name.isEmpty else { return column.place }
        return label.isTotal && text.units[label.name.lowerBound] != "全" ? column.place : label.name
    }

    /// Whether a cell holds an amount in the unit of its row.
    private func isAmount(_ measure: Observation.Measure, _ column: TableColumn) -> Bool {
        column.unit == nil && (measure == .level && !column.isShare || measure == .change && column.isAmount)
    }

    private func isInPoints(_ quantity: Quantity) -> Bool {
        quantity.unit >= 0 && vocabulary.units[quantity.unit].kind == .points
    }

    /// Whether an empty column is for a level of another time, not an earlier one: growth behind it is not the last level's.
    private func isOfAnotherTime(_ column: TableColumn, than draft: Draft) -> Bool {
        guard column.measure == nil, !column.isShare, let time = column.time?.period, let own = draft.period else {
            return false
        }
        return time != own && time.end >= own.end
    }

    private func measure(_ column: TableColumn, _ number: TableNumber) -> Observation.Measure {
        if column.isGrowthWanted, !(number.unit.map(layout.isRelative) ?? false) { return .level }
        if let own = column.measure { return own }
        if label.isChange { return .change }
        guard let told = layout.caption.measure else { return .level }
        // A caption of levels and growth: only percents are growth.
        let unit = number.unit ?? unit(of: told, column)
        if told == .change, let unit, !layout.isRelative(unit) { return .level }
        return told == .change && unit == nil ? .level : told
    }

    private func quantity(
        _ range: Range<Int>,
        _ number: TableNumber,
        _ measure: Observation.Measure,
        _ column: TableColumn
    ) -> Quantity? {
        var quantity = Quantity(start: range.lowerBound, end: range.upperBound)
        quantity.isOrdinal = measure == .rank
        quantity.value = number.value
        guard let unit = number.unit ?? unit(of: measure, column) else { return quantity }
        quantity.unit = unit.unit
        quantity.compound = unit.words
        quantity.value = number.value.scaled(byPowerOfTen: min(30, unit.power))
        return quantity.value == nil ? nil : quantity
    }

    private func isSame(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        first == second || text.units[first].elementsEqual(text.units[second])
    }

    private func isEarlier(_ draft: Draft, than level: Draft) -> Bool {
        guard let period = draft.period, let other = level.period ?? layout.caption.time?.period else {
            return draft.period != nil && level.period == nil
        }
        return period.end.year < other.end.year
    }

    /// The unit of a cell: what stands nearest to it wins.
    private func unit(
        of measure: Observation.Measure,
        _ column: TableColumn
    ) -> UnitPhrase? {
        if measure == .rank { return nil }
        if measure == .change || measure == .completion || column.isShare {
            if let own = column.unit { return own }
            let relative = layout.relativeUnit
            if column.isAmount {
                return label.unit ?? record.unit ?? layout.captionUnits.first ?? layout.caption.unit ?? relative
            }
            return column.measure == nil
                ? label.unit ?? record.unit ?? layout.captionUnits.first ?? layout.caption.unit ?? relative
                : relative
        }
        // 金额(亿元) beside a column of units that are those of the quantities.
        if let own = label.unit ?? column.unit ?? record.unit { return own }
        if label.isRatio { return ratioUnit }
        return layout.captionUnits.first ?? layout.caption.unit ?? inheritedUnit
    }

    /// The unit of a rate or an index that has none of its own: never that of the amounts, 亿元.
    private var ratioUnit: UnitPhrase? {
        if let told = layout.captionUnits.first ?? layout.caption.unit, layout.isRelative(told) { return told }
        return label.isPercentage ? layout.captionUnits.first { layout.isRelative($0) } : nil
    }

    private func name(_ column: TableColumn) -> Name {
        if label.isChange, label.name.isEmpty {
            return column.isOfPeople(text) ? Name(first: column.noun, second: parent) : Name(first: parent)
        }
        if layout.namesPlaces || label.name.isEmpty {
            let noun = column.noun.isEmpty || TableLabel.isTotal(column.noun, text) ? layout.caption.noun : column.noun
            // 男 above the numbers of 人口
            if column.whose.isEmpty, TableLabel.isClass(noun, text) {
                return Name(first: noun, second: layout.caption.noun)
            }
            return column.whose.isEmpty ? Name(first: noun) : Name(first: column.whose, second: noun)
        }
        if !group.isEmpty, column.noun.isEmpty, !label.isClass { return Name(first: group, second: label.name) }
        if label.isTotal, case let noun = column.noun.isEmpty ? layout.caption.noun : column.noun, !noun.isEmpty {
            return Name(first: noun)
        }
        // 城镇居民 above 人均可支配收入: the head says of whom.
        if column.isOfPeople(text) { return Name(first: column.noun, second: label.name) }
        // 农村居民 below 全国居民人均可支配收入
        if label.isOfPeople(text), let people = TableLabel.people(in: parent, text),
            people.upperBound < parent.upperBound
        {
            return Name(first: label.name, second: people.upperBound..<parent.upperBound)
        }
        if label.isClass, !parent.isEmpty, !column.isShare {
            return Name(first: label.name, second: withoutPlace(parent))
        }
        guard !column.noun.isEmpty, column.isShare || !label.implies(column.noun, text) else {
            return Name(first: label.name)
        }
        return Name(first: label.name, second: column.noun)
    }

    /// A name without the words for the whole place before it, which a part of it does not bear: 常住人口 of 全县常住人口.
    private func withoutPlace(_ name: Range<Int>) -> Range<Int> {
        let length = TableColumn.place.length(in: text, at: name.lowerBound, limit: name.upperBound)
        guard length > 0, text.units[name.lowerBound] == "全", name.count > length + 1 else { return name }
        return name.lowerBound + length..<name.upperBound
    }

    /// Whether the time that a name opens with is but that of its column: a span without a number, not a day.
    private func isOfItsColumn(_ time: PeriodResolver.Mention, _ column: TableColumn) -> Bool {
        guard let period = time.period, let other = column.time?.period, period.start < period.end else { return false }
        return other.start < other.end && !time.range.contains { UnitClass.isDigit(text.units[$0]) }
    }

    /// Gives a growth beside an empty cell of a level the time of that level's column: 本月止累计 — 7.2.
    private func takeTime(of standing: Standing, for draft: inout Draft, _ column: TableColumn) {
        guard draft.measure == .change, standing.level == nil, column.time == nil, label.time == nil,
            let time = standing.emptyTime, let period = time.period
        else { return }
        draft.period = period
        draft.periodRule = .table
        draft.periodWords = time.range
        draft.isPeriodOpen = false
    }

    private func setTime(of draft: inout Draft, _ column: TableColumn) {
        // 全年粮食产量 in the column of a year.
        let own = label.time.flatMap { isOfItsColumn($0, column) ? nil : $0 }
        guard let mention = own ?? column.time ?? layout.caption.time else { return }
        draft.period = mention.period
        // 年末常住人口 in the column of an earlier year.
        if let day = label.time?.period, day.start == day.end, let column = column.time?.period,
            !mention.range.contains(where: { UnitClass.isDigit(text.units[$0]) })
        {
            draft.period = Period(start: column.end, end: column.end)
        }
        draft.periodRule = mention.period == nil ? .open : .table
        draft.periodWords = mention.range
        draft.isPeriodOpen = mention.period == nil
    }
}
