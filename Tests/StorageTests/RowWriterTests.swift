import Ingestion
import TestSupport
import Testing

@testable import Extraction
@testable import Storage

/// What is written is what `gongbao.observation` shows.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct RowWriterTests {
    private func observation(_ ordinal: Int) -> Observation {
        Observation(
            ordinal: ordinal,
            section: 0,
            name: "财政收入",
            measure: .level,
            unit: "CNY",
            qualifier: .exact,
            status: .actual,
            redacted: false,
            surface: "9亿元",
            charStart: 9,
            charEnd: 12
        )
    }

    private func write(_ observations: [Observation], to database: TestDatabase) async throws {
        var report = Report()
        report.observations = observations
        let job = Job(id: 1, reportID: 1, rootID: 1, attempt: 1, replaces: false)
        let rows = RowWriter([JobResult(job: job, verdict: .succeeded(report, body: nil), microseconds: 0)])
        try await rows.copy(over: database.session)
    }

    @Test func everyCodeIsSpelledOut() async throws {
        var observations: [Observation] = []
        var expected: [String] = []
        for measure in Observation.Measure.allCases {
            for basis in [nil] + Observation.Basis.allCases.map(Optional.some) {
                for qualifier in Observation.Qualifier.allCases {
                    for status in Observation.Status.allCases {
                        for redacted in [false, true] {
                            var one = observation(observations.count)
                            one.measure = measure
                            one.basis = basis
                            one.qualifier = qualifier
                            one.status = status
                            one.redacted = redacted
                            observations.append(one)
                            expected.append(
                                "\(measure.rawValue) \(basis?.rawValue ?? "-") \(qualifier.rawValue) \(status.rawValue) \(redacted)"
                            )
                        }
                    }
                }
            }
        }
        try await withDatabase { database in
            try await write(observations, to: database)
            let shown = try await database.column(
                """
                SELECT concat_ws(' ', measure, coalesce(basis::text, '-'), qualifier, status, redacted::text)
                FROM gongbao.observation ORDER BY ordinal
                """
            )
            #expect(shown == expected)
        }
    }

    @Test func everyUnitIsSpelledOut() async throws {
        let units = ObservationCodes.units + ["吨/年", "千米/小时", "a word that is no unit"]
        try await withDatabase { database in
            let observations = units.enumerated().map { index, unit in
                var one = observation(index)
                one.unit = unit
                return one
            }
            try await write(observations, to: database)
            #expect(try await database.column("SELECT unit FROM gongbao.observation ORDER BY ordinal") == units)
            let written = "SELECT unit_word FROM gongbao.observation_row WHERE unit_word IS NOT NULL ORDER BY ordinal"
            #expect(try await database.column(written) == Array(units.suffix(3)))
        }
    }

    @Test func everyFieldComesBack() async throws {
        var full = observation(7)
        full.section = 3
        full.indicator = "gdp"
        full.value = ExactDecimal(mantissa: -117, scale: 2)
        full.valueLow = ExactDecimal(mantissa: 5)
        full.valueHigh = ExactDecimal(mantissa: 6_000_000)
        full.period = CalendarDate(year: 2023, month: 1, day: 1)
            .flatMap { start in CalendarDate(year: 2023, month: 6, day: 30).map { Period(start: start, end: $0) } }
        full.periodText = "1－6月"
        full.refArea = "全市"
        full.comparedWith = "全省平均"
        full.relatesTo = 4
        full.duplicateOf = 2
        full.surface = "𠮷9亿元\0"
        full.charEnd = full.charStart + 5
        try await withDatabase { database in
            try await write([observation(0), full], to: database)
            let fields = """
                SELECT concat_ws('|', report_id, ordinal, section, char_start, char_end, relates_to, duplicate_of, period_start, period_end,
                    value, value_low, value_high, unit, name, indicator, period_text, ref_area, compared_with, surface)
                FROM gongbao.observation ORDER BY ordinal
                """
            #expect(
                try await database.column(fields) == [
                    "1|0|0|9|12|CNY|财政收入|9亿元",
                    "1|7|3|9|14|4|2|2023-01-01|2023-06-30|-1.17|5|6000000|CNY|财政收入|gdp|1－6月|全市|全省平均|𠮷9亿元\u{FFFD}",
                ]
            )
        }
    }
}
