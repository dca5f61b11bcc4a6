import Extraction
package import Ingestion
package import Postgres

/// Lays out extracted reports as binary COPY payloads, one for each table.
package struct RowWriter: Sendable {
    static let extractionColumns =
        "report_id, job_id, period_start, period_end, section_count, observation_count, extractor_version, kind, "
        + "ref_area, title, quality_flags, body"
    static let sectionColumns =
        "report_id, ordinal, parent, char_start, char_end, number, duplicate_of, level, marker, title"
    static let observationColumns =
        "report_id, ordinal, section, char_start, period_start, period_end, relates_to, duplicate_of, codes, unit_code, "
        + "value, value_low, value_high, name, surface, unit_word, indicator, period_text, ref_area, compared_with"
    /// Reports whose earlier rows go first.
    let replaced: [Int64]
    private(set) var extractions = BinaryCopyWriter()
    private(set) var sections = BinaryCopyWriter()
    private(set) var observations = BinaryCopyWriter()

    /// Lays out the rows of what succeeded.
    package init(_ results: [JobResult]) {
        replaced = results.filter(\.job.replaces).map(\.job.reportID)
        reserve(for: results)
        for result in results {
            if case .succeeded(let report, let body) = result.verdict { append(report, body: body, job: result.job) }
        }
    }

    /// Copies the rows of several writers into their tables.
    package static func copy(_ writers: [RowWriter], over connection: PostgresConnection) async throws(PostgresError) {
        try await connection.copyIn([observations(writers)] + outlines(writers))
    }

    /// The observations of several writers, to be copied into their table.
    static func observations(_ writers: [RowWriter]) -> (statement: String, rows: [BinaryCopyWriter]) {
        (statement("observation_row", observationColumns), writers.map(\.observations))
    }

    /// The same without the observations, once they are written.
    var outline: RowWriter {
        var rest = self
        rest.observations = BinaryCopyWriter()
        return rest
    }

    /// The sections and extractions of several writers, to be copied into their tables.
    static func outlines(_ writers: [RowWriter]) -> [(statement: String, rows: [BinaryCopyWriter])] {
        [
            (statement("section", sectionColumns), writers.map(\.sections)),
            (statement("extraction", extractionColumns), writers.map(\.extractions)),
        ]
    }

    private static func statement(_ table: String, _ columns: String) -> String {
        "COPY gongbao.\(table) (\(columns)) FROM STDIN (FORMAT binary)"
    }

    /// Makes room once; about what a row of each table takes.
    private mutating func reserve(for results: [JobResult]) {
        var sectionCount = 0
        var observationCount = 0
        for result in results {
            guard case .succeeded(let report, _) = result.verdict else { continue }
            sectionCount += report.sections.count
            observationCount += report.observations.count
        }
        sections.reserve(sectionCount * 160)
        observations.reserve(observationCount * 190)
    }

    private mutating func append(_ report: Report, body: [UInt8]?, job: Job) {
        extractions.row(fields: 12)
        extractions.int64(job.reportID)
        extractions.int64(job.id)
        extractions.date(daysSince2000: report.period?.start.daysSince2000)
        extractions.date(daysSince2000: report.period?.end.daysSince2000)
        extractions.int32(report.sections.count)
        extractions.int32(report.observations.count)
        extractions.text(Extractor.version)
        extractions.text(report.kind)
        extractions.text(report.refArea)
        extractions.text(report.title)
        extractions.textArray(report.qualityFlags)
        extractions.bytes(body)
        for section in report.sections { append(section, report: job.reportID) }
        for observation in report.observations { append(observation, report: job.reportID) }
    }

    private mutating func append(_ section: Section, report: Int64) {
        sections.row(fields: 10)
        sections.int64(report)
        sections.int32(section.ordinal)
        sections.int32(section.parent)
        sections.int32(section.charStart)
        sections.int32(section.charEnd)
        sections.int32(section.number)
        sections.int32(section.duplicateOf)
        sections.int16(section.level)
        sections.text(section.marker)
        sections.text(section.title)
    }

    private mutating func append(_ observation: Observation, report: Int64) {
        observations.row(fields: 20)
        observations.int64(report)
        observations.int32(observation.ordinal)
        observations.int32(observation.section)
        observations.int32(observation.charStart)
        observations.date(daysSince2000: observation.period?.start.daysSince2000)
        observations.date(daysSince2000: observation.period?.end.daysSince2000)
        observations.int32(observation.relatesTo)
        observations.int32(observation.duplicateOf)
        observations.int16(ObservationCodes.codes(of: observation))
        let unitCode = ObservationCodes.unitCode(observation.unit)
        observations.int16(unitCode)
        append(observation.value)
        append(observation.valueLow)
        append(observation.valueHigh)
        observations.text(observation.name)
        observations.text(observation.surface)
        observations.text(unitCode == nil ? observation.unit : nil)
        observations.text(observation.indicator)
        observations.text(observation.periodText)
        observations.text(observation.refArea)
        observations.text(observation.comparedWith)
    }

    private mutating func append(_ value: ExactDecimal?) {
        guard let value else { return observations.null() }
        observations.numeric(mantissa: value.mantissa, scale: value.scale)
    }
}
