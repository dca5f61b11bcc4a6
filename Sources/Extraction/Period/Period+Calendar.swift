extension Period {
    /// All of a year; nil for a year that does not exist.
    static func year(_ year: Int) -> Period? { months(1, 12, of: year) }

    /// Whether the days are those of one year.
    var isWholeYear: Bool { start.year == end.year && start.month == 1 && end.month == 12 }

    /// All of several years.
    static func years(_ first: Int, _ last: Int) -> Period? {
        guard first <= last, let start = CalendarDate(year: first, month: 1, day: 1),
            let end = CalendarDate(year: last, month: 12, day: 31)
        else { return nil }
        return Period(start: start, end: end)
    }

    /// From the first day of one month to the last day of another in the same year.
    static func months(_ first: Int, _ last: Int, of year: Int) -> Period? {
        guard first <= last, let start = CalendarDate(year: year, month: first, day: 1),
            let end = CalendarDate(year: year, month: last, day: CalendarDate.dayCount(year: year, month: last))
        else { return nil }
        return Period(start: start, end: end)
    }

    /// The last day of a month, as a stock has it.
    static func endOfMonth(_ month: Int, of year: Int) -> Period? {
        months(month, month, of: year).map { Period(start: $0.end, end: $0.end) }
    }

    /// The first day of a year, as a stock has it.
    static func startOfYear(_ year: Int) -> Period? {
        CalendarDate(year: year, month: 1, day: 1).map { Period(start: $0, end: $0) }
    }

    /// The five years of a national plan: `十四五` is the fourteenth, 2021 to 2025.
    static func plan(_ number: Int) -> Period? { years(1951 + number * 5, 1955 + number * 5) }
}

extension CalendarDate {
    /// The same day of the year before, the last of February for the last; nil before year 1.
    var yearBefore: CalendarDate? {
        let days = Self.dayCount(year: year - 1, month: month)
        let isLast = day == Self.dayCount(year: year, month: month)
        return CalendarDate(year: year - 1, month: month, day: isLast ? days : min(day, days))
    }
}
