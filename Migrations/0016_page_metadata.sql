-- What a page says of its day of publication and its source, kept where the scraper says nothing.

ALTER TABLE gongbao.extraction ADD COLUMN published_on date, ADD COLUMN source text;
COMMENT ON COLUMN gongbao.extraction.published_on IS 'Day of publication as the document itself tells it; null: it does not. What the scraper gave is in report.published_on, and counts';
COMMENT ON COLUMN gongbao.extraction.source IS 'Who published it first, as the document itself tells it (ContentSource of a page, or 来源 above its text); null: unknown';
COMMENT ON COLUMN gongbao.extraction.quality_flags IS
    'What a reader should know: no_observations, no_text (pictures of pages), duplicated_body, truncated (the bytes end in the middle of a character), charset_mismatch, media_type_mismatch, and where metadata, page, title and text disagree period_conflict, published_on_conflict, ref_area_conflict, kind_conflict';

CREATE OR REPLACE VIEW gongbao.document_with_duplicates AS
SELECT report.id AS report_id, report.source_url, coalesce(report.published_on, extraction.published_on) AS published_on,
       coalesce(extraction.title, report.title) AS title, coalesce(extraction.ref_area, report.ref_area) AS ref_area,
       extraction.kind, extraction.period_start, extraction.period_end, extraction.section_count, extraction.observation_count,
       extraction.quality_flags, extraction.extractor_version, extraction.extracted_at,
       coalesce(extraction.body, report.content) AS body,
       coalesce(extraction.media_type, report.media_type) AS media_type, extraction.charset, extraction.place_code, extraction.place_level,
       edition.near_duplicate_of, edition.similarity, edition.supersedes, edition.superseded_by, extraction.source
FROM gongbao.extraction JOIN gongbao.report ON report.id = extraction.report_id
LEFT JOIN gongbao.edition ON edition.report_id = extraction.report_id;

CREATE OR REPLACE VIEW gongbao.document AS
SELECT report_id, source_url, published_on, title, ref_area, kind, period_start, period_end, section_count, observation_count,
       quality_flags, extractor_version, extracted_at, body, media_type, charset, place_code, place_level, source
FROM gongbao.document_with_duplicates AS every
WHERE NOT EXISTS (
    SELECT FROM gongbao.edition WHERE edition.report_id = every.report_id AND (edition.near_duplicate_of IS NOT NULL OR edition.superseded_by IS NOT NULL));

CREATE OR REPLACE VIEW gongbao.figure_with_duplicates AS
SELECT observation.report_id, observation.ordinal,
       coalesce(observation.ref_area, extraction.ref_area, report.ref_area) AS ref_area,
       observation.period_start, observation.period_end,
       observation.name, observation.indicator, observation.measure, observation.basis,
       observation.value, observation.value_low, observation.value_high, observation.unit,
       observation.qualifier, observation.status, observation.redacted, observation.compared_with, observation.relates_to,
       section.title AS section_title, coalesce(extraction.title, report.title) AS report_title,
       coalesce(report.published_on, extraction.published_on) AS published_on, report.source_url,
       observation.surface, edition.near_duplicate_of, edition.superseded_by
FROM gongbao.observation
JOIN gongbao.extraction ON extraction.report_id = observation.report_id
JOIN gongbao.report ON report.id = observation.report_id
LEFT JOIN gongbao.section ON section.report_id = observation.report_id AND section.ordinal = observation.section
LEFT JOIN gongbao.edition ON edition.report_id = observation.report_id
WHERE observation.duplicate_of IS NULL;

COMMENT ON COLUMN gongbao.document_with_duplicates.published_on IS 'Day of publication, from the scraper or else from the document itself';
COMMENT ON COLUMN gongbao.document.published_on IS 'Day of publication, from the scraper or else from the document itself';
COMMENT ON COLUMN gongbao.figure_with_duplicates.published_on IS 'Day of publication, from the scraper or else from the document itself';
COMMENT ON COLUMN gongbao.figure.published_on IS 'Day of publication, from the scraper or else from the document itself';
COMMENT ON COLUMN gongbao.document_with_duplicates.source IS 'Who published it first, as the document itself tells it; null: unknown';
COMMENT ON COLUMN gongbao.document.source IS 'Who published it first, as the document itself tells it; null: unknown';
