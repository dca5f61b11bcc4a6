import Extraction
package import Ingestion
package import Postgres

/// Lays out extracted reports as binary COPY payloads, one for each table.
package struct RowWriter: Sendable {
    static let observationColumns: SQL = """
        report_id, ordinal, section, char_start, period_start, period_end, relates_to, duplicate_of, codes, unit_code, \
        value, value_low, value_high, name, surface, unit_word, indicator, period_text, ref_area, compared_with
        """
    private(set) var outlines = OutlineRows()
    private(set) var observations = BinaryCopyWriter()

    static var observationStatement: SQL { OutlineRows.statement("observation_row", observationColumns) }

    /// Lays out the rows of what succeeded.
    package init(_ results: [JobResult]) {
        reserve(for: results)
        for result in results {
            if case .succeeded(let report, let body) = result.verdict { append(report, body: body, job: result.job) }
        }
    }

    /// Copies the rows into their tables.
    package func copy(over connection: PostgresConnection) async throws(PostgresError) {
        try await connection.copyIn([(Self.observationStatement, [observations])] + OutlineRows.copies([outlines]))
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
        outlines.sections.reserve(sectionCount * 160)
        observations.reserve(observationCount * 190)
    }

    private mutating func append(_ report: Report, body: ReadBody?, job: Job) {
        outlines.extractions.row(fields: 18)
        outlines.extractions.int64(job.reportID)
        outlines.extractions.int64(job.id)
        outlines.extractions.date(daysSince2000: report.period?.start.daysSince2000)
        outlines.extractions.date(daysSince2000: report.period?.end.daysSince2000)
        outlines.extractions.int32(report.sections.count)
        outlines.extractions.int32(report.observations.count)
        outlines.extractions.text(Extractor.version)
        outlines.extractions.text(report.kind)
        outlines.extractions.text(report.refArea)
        outlines.extractions.text(report.title)
        outlines.extractions.textArray(report.qualityFlags)
        outlines.extractions.text(utf8: body?.bytes)
        outlines.extractions.text(body?.mediaType)
        outlines.extractions.text(body?.charset)
        outlines.extractions.text(report.place.code)
        outlines.extractions.text(report.place.level?.rawValue)
        outlines.extractions.date(daysSince2000: body?.publishedOn?.daysSince2000)
        outlines.extractions.text(body?.source)
        if let fingerprint = report.fingerprint {
            outlines.fingerprints.row(fields: 4)
            outlines.fingerprints.int64(job.reportID)
            outlines.fingerprints.int64Array(fingerprint.bands)
            outlines.fingerprints.bits(fingerprint.mask)
            outlines.fingerprints.int32Array(fingerprint.sketch)
        }
        for section in report.sections { append(section, report: job.reportID) }
        for observation in report.observations { append(observation, report: job.reportID) }
    }

    private mutating func append(_ section: Section, report: Int64) {
        outlines.sections.row(fields: 10)
        outlines.sections.int64(report)
        outlines.sections.int32(section.ordinal)
        outlines.sections.int32(section.parent)
        outlines.sections.int32(section.charStart)
        outlines.sections.int32(section.charEnd)
        outlines.sections.int32(section.number)
        outlines.sections.int32(section.duplicateOf)
        outlines.sections.int16(section.level)
        outlines.sections.text(section.marker)
        outlines.sections.text(section.title)
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
