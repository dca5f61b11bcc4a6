-- What was delivered, what it was read as, and the place that it is of.

ALTER TABLE gongbao.extraction
    ADD COLUMN media_type  text,
    ADD COLUMN charset     text,
    ADD COLUMN place_code  text,
    ADD COLUMN place_level text;

COMMENT ON COLUMN gongbao.extraction.media_type IS
    'What the delivery turned out to be, whatever it was called; null: the text of report.content as it stands';
COMMENT ON COLUMN gongbao.extraction.charset IS
    'By which charset it was decoded; null: the text of report.content as it stands, or a converter took care of it';
COMMENT ON COLUMN gongbao.extraction.place_code IS
    'Administrative code of ref_area, joins with gongbao.place; null: not in the list, or several places of that name and nothing that tells which';
COMMENT ON COLUMN gongbao.extraction.place_level IS 'nation, province, prefecture, county, township or village; null: neither the list nor the name tells';
COMMENT ON COLUMN gongbao.extraction.quality_flags IS
    'What a reader should know: no_observations, no_text (pictures of pages), duplicated_body, charset_mismatch, media_type_mismatch, and where metadata, page, title and text disagree period_conflict, published_on_conflict, ref_area_conflict, kind_conflict';
COMMENT ON COLUMN gongbao.extraction.body IS 'The decoded text where it is not report.content; all offsets refer to it';

COMMENT ON COLUMN gongbao.report.media_type IS
    'What content or raw holds, as in HTTP, without parameters. For raw the default, text/plain, means unknown: the bytes tell what they are, and PDF and Word are known by their bytes whatever is said here';
COMMENT ON COLUMN gongbao.report.charset IS
    'Encoding of raw, as the source declared it; null: unknown. What decodes without errors wins, and extraction.charset tells what did';
COMMENT ON COLUMN gongbao.report.raw IS
    'The bytes as fetched: text in any charset, HTML, and, where the converters are installed, PDF, Word and RTF; exactly one of content and raw is given';

CREATE OR REPLACE VIEW gongbao.document AS
SELECT report.id AS report_id, report.source_url, report.published_on,
       coalesce(extraction.title, report.title) AS title, coalesce(extraction.ref_area, report.ref_area) AS ref_area,
       extraction.kind, extraction.period_start, extraction.period_end, extraction.section_count, extraction.observation_count,
       extraction.quality_flags, extraction.extractor_version, extraction.extracted_at,
       coalesce(extraction.body, report.content) AS body,
       coalesce(extraction.media_type, report.media_type) AS media_type, extraction.charset,
       extraction.place_code, extraction.place_level
FROM gongbao.extraction JOIN gongbao.report ON report.id = extraction.report_id;
COMMENT ON COLUMN gongbao.document.media_type IS 'What the delivery turned out to be';
COMMENT ON COLUMN gongbao.document.charset IS 'By which charset it was decoded; null: it came as text, or a converter took care of it';
COMMENT ON COLUMN gongbao.document.place_code IS 'Administrative code of ref_area, joins with gongbao.place; null: unknown';
COMMENT ON COLUMN gongbao.document.place_level IS 'nation, province, prefecture, county, township or village; null: unknown';
