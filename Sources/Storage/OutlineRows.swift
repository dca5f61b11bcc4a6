import Postgres

/// The rows of extractions, sections and fingerprints, as binary COPY payloads.
package struct OutlineRows: Sendable {
    private static let extractionColumns: SQL = """
        report_id, job_id, period_start, period_end, section_count, observation_count, extractor_version, kind, \
        ref_area, title, quality_flags, body, media_type, charset, place_code, place_level, \
        published_on, source
        """
    private static let sectionColumns: SQL =
        "report_id, ordinal, parent, char_start, char_end, number, duplicate_of, level, marker, title"
    private static let fingerprintColumns: SQL = "report_id, bands, mask, sketch"
    var extractions = BinaryCopyWriter()
    var sections = BinaryCopyWriter()
    var fingerprints = BinaryCopyWriter()

    /// The rows of several, to be copied into their tables.
    static func copies(_ outlines: [OutlineRows]) -> [(statement: SQL, rows: [BinaryCopyWriter])] {
        [
            (statement("section", sectionColumns), outlines.map(\.sections)),
            (statement("extraction", extractionColumns), outlines.map(\.extractions)),
            (statement("fingerprint", fingerprintColumns), outlines.map(\.fingerprints)),
        ]
    }

    /// The statement that copies into `table`.
    static func statement(_ table: SQL, _ columns: SQL) -> SQL {
        "COPY gongbao.\(table) (\(columns)) FROM STDIN (FORMAT binary)"
    }
}
