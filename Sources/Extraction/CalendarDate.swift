/// A day of the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Year, month and day in one number that orders as days do: figures are many, and each has two.
    private let packed: Int32

    /// The year, 1 to 9999.
    public var year: Int { Int(packed >> 16) }
    /// The month, 1 to 12.
    public var month: Int { Int(packed >> 8 & 0xFF) }
    /// The day of the month, from 1.
    public var day: Int { Int(packed & 0xFF) }

    /// The day, or nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.dayCount(year: year, month: month)).contains(day)
        else { return nil }
        packed = Int32(year << 16 | month << 8 | day)
    }

    /// Reads `2023-07-10`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// How many days a month has; 0 for a month that does not exist.
    public static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 0
        }
    }

    /// Days since 2000-01-01, as PostgreSQL stores a date.
    public var daysSince2000: Int {
        // Days from civil, after Howard Hinnant's chrono-compatible date algorithms: March-based years, 400-year eras.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }

    /// `2023-07-10`.
    public var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Earlier days come first.
    public static func < (left: Self, right: Self) -> Bool {
        left.packed < right.packed
    }
}

/// The days that a number or a report covers, both ends included; a stock at a date has both ends alike.
public struct Period: Sendable, Hashable {
    /// The first day.
    public let start: CalendarDate
    /// The last day.
    public let end: CalendarDate

    /// The days from `start` to `end`.
    public init(start: CalendarDate, end: CalendarDate) {
        self.start = start
        self.end = end
    }
}
