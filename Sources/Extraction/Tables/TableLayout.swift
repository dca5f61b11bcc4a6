/// How a flattened table is laid out: what its caption says, what its columns mean, what stands in its rows.
///
/// One object for each table, so that handing it on to its rows copies nothing.
final class TableLayout {
    /// What the caption says of all numbers.
    private(set) var caption = TableColumn()
    /// The units behind 单位:.
    var captionUnits: [UnitPhrase] = []
    /// The unit of growth and shares where no head tells: that of 单位:, else per cent.
    private(set) var relativeUnit: UnitPhrase?
    /// The cells of heads and rows, in order.
    var cells: [TableCell] = []
    /// The columns of numbers.
    var columns: [TableColumn] = []
    /// The rows, in order.
    var records: [Record] = []
    /// Whether the first column names places.
    var namesPlaces = false

    let vocabulary: Vocabulary
    let text: FoldedText
    var hasUnitColumn = false
    /// The name of the first rows' group, which stands below the heads.
    var firstGroup = 0..<0
    /// Whether it cannot be told which of the heads stand above which column.
    var areHeadsBroken = false
    /// Whether heads without a space between them were set apart.
    var areHeadsSplit = false
    var hasPlaceColumn = false

    /// Reads the layout of `table`, which stands in `section`.
    init(
        _ table: Table,
        text: FoldedText,
        vocabulary: Vocabulary,
        resolver: inout PeriodResolver,
        section: Int
    ) {
        self.vocabulary = vocabulary
        self.text = text
        var titles: [Range<Int>] = []
        for (number, line) in readCaption(table, titles: &titles).enumerated() {
            TableCell.split(TableWords.withoutNote(line, in: text), of: text, number: number, into: &cells)
        }
        func column(_ heads: [Range<Int>]) -> TableColumn {
            TableColumn(heads, text: text, vocabulary: vocabulary, resolver: &resolver, section: section)
        }
        takeTitleCells(&titles)
        readTitleUnits(titles)
        caption = column(titles)
        relativeUnit =
            captionUnits.first { isRelative($0) }
            ?? vocabulary.unit("%").map { UnitPhrase(unit: $0) }
        joinLines()
        dropOrder()
        joinHeads()
        splitHeads()
        moveUnits()
        // 同比增长( | % | ): the pieces of cells cannot be told apart.
        guard !cells.contains(where: { $0.shape == .words && text.units[$0.range.upperBound - 1] == "(" }),
            let first = firstLabel()
        else { return }
        hasUnitColumn = cells[..<first].contains { isUnitHead($0.range) }
        hasPlaceColumn = opensWithPlaces(cells[..<first])
        readRecords(from: first)
        if fillBlanks() {
            records = []
            readRecords(from: first)
        }
        let heads = columnHeads(Array(cells[..<first]))
        if areHeadsBroken {
            records = []
            return
        }
        enterFirstGroup()
        columns = heads.map(column)
        settleColumns(heads)
    }

    /// What the columns say to each other and to the caption, once each is read for itself.
    private func settleColumns(_ heads: [[Range<Int>]]) {
        takePlaces()
        takeYearBefore()
        takeCaptionYear()
        spanTotals(heads)
        dropEmptyUnits()
        shareUnits()
        if !namesPlaces, !hasPlaceColumn, listsPlaces { namesPlaces = true }
        readWithoutHeads()
        if hasTwinColumns { records = [] }
        findLost()
    }

    /// Takes the heads of all columns for places where they are nothing else: 全市 城东区 城西区.
    private func takePlaces() {
        let isPlace = { (column: TableColumn) in
            column.measure == nil && column.unit == nil && column.time == nil
                && (!column.place.isEmpty || column.noun.count <= 6 && self.namesPlace(column.noun))
        }
        guard !namesPlaces, columns.count > 2, columns.allSatisfy(isPlace) else { return }
        for index in columns.indices where columns[index].place.isEmpty {
            columns[index].place = columns[index].noun
            columns[index].noun = 0..<0
        }
    }

    private func namesPlace(_ name: Range<Int>) -> Bool {
        !name.isEmpty
            && (["区", "县", "市", "旗", "镇", "乡"].contains(text.units[name.upperBound - 1])
                || vocabulary.places.isName(text.units[name]))
    }

    /// Takes 上年 beside the one year that other heads name for the year before that: 2016年预算 上年完成.
    private func takeYearBefore() {
        let told = columns.compactMap(\.time).filter { time in
            time.period == Period.year(time.period?.end.year ?? 0)
                && time.range.contains { UnitClass.isDigit(text.units[$0]) }
        }
        guard let year = told.first?.period?.end.year, told.allSatisfy({ $0.period?.end.year == year }) else { return }
        for index in columns.indices {
            guard let time = columns[index].time, TableColumn.lastYear.fills(in: text, time.range),
                time.period == Period.year(time.period?.end.year ?? 0)
            else { continue }
            columns[index].time?.period = Period.year(year - 1)
        }
    }

    /// Takes the months that heads name without a year for those of the caption's year: 7月 below 2012年7月份.
    private func takeCaptionYear() {
        guard let words = caption.time?.range, words.contains(where: { text.units[$0] == "年" }),
            let year = caption.time?.period?.end.year
        else { return }
        for index in columns.indices {
            guard let time = columns[index].time, let period = time.period, period.end.year != year,
                let first = time.range.first,
                UnitClass.isDigit(text.units[first]) && text.units[time.range.upperBound - 1] == "月"
                    && !time.range.contains(where: { text.units[$0] == "年" })
                    || Self.partOfYear.fills(in: text, time.range)
            else { continue }
            columns[index].time?.period = Period.months(period.start.month, period.end.month, of: year) ?? period
        }
    }

    private static let partOfYear = WordTable("一季度 二季度 三季度 四季度 前三季度 上半年 下半年 全年")

    /// Gives 当月 the month that the caption names, 累计 beside it the months so far, and 同期 those of the year before.
    private func spanTotals(_ heads: [[Range<Int>]]) {
        setTotals(heads)
        for index in columns.indices where columns[index].isYearBefore {
            guard let head = heads[index].last, let period = presentPeriod(of: index) else { continue }
            columns[index].time = PeriodResolver.Mention(
                range: head,
                period: Period.months(period.start.month, period.end.month, of: period.end.year - 1),
                isBase: false
            )
        }
    }

    /// The period that a column of the year before stands beside: that of the head above it or, where 上年同期 tells when, of the column before.
    private func presentPeriod(of index: Int) -> Period? {
        guard let own = columns[index].time, TableColumn.yearBefore.fills(in: text, own.range) else {
            return (columns[index].time ?? caption.time)?.period
        }
        return index > 0 && !columns[index - 1].isYearBefore ? columns[index - 1].time?.period : nil
    }

    private func setTotals(_ heads: [[Range<Int>]]) {
        let named = caption.time?.period.flatMap { Self.isMonth($0) ? $0 : nil }
        for index in columns.indices where columns[index].time.map({ $0.period == nil }) ?? false {
            columns[index].time?.period = named
        }
        guard
            let month = presentMonth(heads) ?? (columns.contains { $0.time != nil } ? named : nil) ?? nextYear(heads),
            let period = Period.months(1, month.end.month, of: month.end.year)
        else { return }
        for index in columns.indices {
            guard let word = heads[index].lazy.compactMap({ Self.total.first(in: self.text, $0) }).first else {
                continue
            }
            guard let time = columns[index].time, text.units[word.upperBound - 1] == "计",
                !Self.soFar.fills(in: text, word)
            else {
                columns[index].time = PeriodResolver.Mention(range: word, period: period, isBase: false)
                continue
            }
            // 本年累计, 2023年累计: the months so far of that year.
            guard let own = time.period, own == Period.year(own.end.year) else { continue }
            columns[index].time?.period = Period.months(1, month.end.month, of: own.end.year)
        }
        setLastYear(heads, month)
    }

    /// The month that the heads of this year's columns tell.
    private func presentMonth(_ heads: [[Range<Int>]]) -> Period? {
        columns.indices.lazy.filter { !self.isLastYear(heads[$0]) }.compactMap { self.columns[$0].time?.period }
            .first(where: Self.isMonth)
    }

    /// The month a year behind that of 上年同期, where no other head tells one.
    private func nextYear(_ heads: [[Range<Int>]]) -> Period? {
        columns.indices.lazy.filter { self.isLastYear(heads[$0]) }.compactMap { self.columns[$0].time?.period }
            .first(where: Self.isMonth)
            .flatMap { Period.months($0.end.month, $0.end.month, of: $0.end.year + 1) }
    }

    private func isLastYear(_ heads: [Range<Int>]) -> Bool {
        heads.last.map { TableColumn.lastYear.opens(in: text, $0) } ?? false
    }

    /// Gives 上年本月 and 上年1-本月 beside 本月 and 1-本月 the same months of the year before.
    private func setLastYear(_ heads: [[Range<Int>]], _ month: Period) {
        for index in columns.indices {
            guard let head = heads[index].last, head.count > 3 else { continue }
            let start =
                head.lowerBound
                + TableColumn.lastYear.length(in: text, at: head.lowerBound, limit: head.upperBound)
            guard start > head.lowerBound,
                case let length = Self.sameMonths.length(in: text, at: start, limit: head.upperBound), length > 0
            else { continue }
            let isMonth = length == 2 && text.units[start + 1] == "月"
            columns[index].time = PeriodResolver.Mention(
                range: head,
                period: Period.months(isMonth ? month.end.month : 1, month.end.month, of: month.end.year - 1),
                isBase: false
            )
        }
    }

    private static let sameMonths = WordTable("本月 当月 同月 1-本月 累计 同期累计 至本月")

    private static func isMonth(_ period: Period) -> Bool {
        period.start.year == period.end.year && period.start.month == period.end.month && period.start < period.end
    }

    static let total = WordTable("累计 1-本月 至本月 至本月平均 本月止累计")
    private static let soFar = WordTable("本月止累计")

    /// Gives each column one of the units behind 单位:, where there are as many and they fit: 单位:个、人、万元.
    private func shareUnits() {
        guard captionUnits.count > 1, captionUnits.count == columns.count, !hasUnitColumn,
            zip(columns, captionUnits).allSatisfy({ column, unit in
                let isRatio = column.isShare || column.measure == .change || column.measure == .completion
                return column.unit == nil && isRatio == isRelative(unit)
                    && (isRatio || !column.noun.isEmpty && column.time == nil)
            })
        else { return }
        for index in columns.indices { columns[index].unit = captionUnits[index] }
    }

    /// Whether most rows bear the names of places though no head says so, and it is told what is measured of them.
    private var listsPlaces: Bool {
        guard records.count > 2, !caption.noun.isEmpty || columns.contains(where: { !$0.noun.isEmpty }) else {
            return false
        }
        var others = 0
        for record in records where !vocabulary.places.isName(text.units[record.label]) {
            others += 1
            guard others * 4 <= records.count else { return false }
        }
        return true
    }

    /// Takes off the dash that stands in the column of units.
    private func dropEmptyUnits() {
        guard hasUnitColumn else { return }
        for index in records.indices where records[index].values.count == columns.count + 1 {
            guard records[index].unit == nil, cells[records[index].values.lowerBound].shape == .placeholder else {
                continue
            }
            records[index].values = records[index].values.dropFirst()
        }
    }

    /// Whether 单位: tells of several units of amounts, and nothing which row has which: 万人、亿元.
    private(set) lazy var mixesUnits = tellsSeveralAmounts()

    private func tellsSeveralAmounts() -> Bool {
        var amount: UnitPhrase?
        for unit in captionUnits where !isRelative(unit) {
            if let amount, amount.unit != unit.unit || amount.power != unit.power { return true }
            amount = unit
        }
        return false
    }

    /// Whether a unit is one of rates and shares.
    func isRelative(_ phrase: UnitPhrase) -> Bool {
        guard phrase.unit >= 0 else { return false }
        let kind = vocabulary.units[phrase.unit].kind
        return kind == .ratio || kind == .points
    }

    func isUnit(_ range: Range<Int>) -> Bool {
        UnitPhrase(range, of: text.units, vocabulary, isCertain: false) != nil
    }

    func unitPhrase(_ cell: TableCell) -> UnitPhrase? {
        UnitPhrase(cell.range, of: text.units, vocabulary, isCertain: hasUnitColumn && cell.range.count <= 6)
    }
}
