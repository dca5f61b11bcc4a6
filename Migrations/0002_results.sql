-- What a finished report becomes. Filled by COPY only: no foreign keys, no triggers, no checks, no unique constraint but the key.

CREATE TYPE gongbao.measure   AS ENUM ('level', 'change', 'completion', 'rank', 'gap');
CREATE TYPE gongbao.basis     AS ENUM ('yoy', 'pop', 'annual_average', 'since');
CREATE TYPE gongbao.qualifier AS ENUM ('exact', 'approximate', 'at_least', 'at_most', 'range');
CREATE TYPE gongbao.status    AS ENUM ('actual', 'estimate', 'target');

COMMENT ON TYPE gongbao.measure IS 'What kind of number it is: an amount, a change against another time, how much of a plan is done, a place in an order, a difference against another place';
COMMENT ON TYPE gongbao.basis IS 'What a change compares with: yoy the same time a year before, pop the period before, annual_average, since a named earlier time';
COMMENT ON TYPE gongbao.qualifier IS 'How exact a number is: approximate 约, at_least 以上, at_most 以内';
COMMENT ON TYPE gongbao.status IS 'What a number is claimed as';

CREATE TABLE gongbao.extraction (
    report_id         bigint      PRIMARY KEY WITH (fillfactor = 100),
    job_id            bigint      NOT NULL,
    extracted_at      timestamptz NOT NULL DEFAULT now(),
    period_start      date,
    period_end        date,
    section_count     integer     NOT NULL,
    observation_count integer     NOT NULL,
    extractor_version text        NOT NULL,
    kind              text,
    ref_area          text,
    title             text,
    quality_flags     text[]      NOT NULL DEFAULT '{}',
    body              text
);

CREATE TABLE gongbao.section (
    report_id    bigint   NOT NULL,
    ordinal      integer  NOT NULL,
    parent       integer,
    char_start   integer  NOT NULL,
    char_end     integer  NOT NULL,
    number       integer,
    duplicate_of integer,
    level        smallint NOT NULL,
    marker       text,
    title        text,
    PRIMARY KEY (report_id, ordinal) WITH (fillfactor = 100)
);

-- Ordered by width, so that no byte goes to padding, and with codes for what repeats: a byte here is written 150 times a report,
-- to the heap and to the log. gongbao.observation spells the codes out.
CREATE TABLE gongbao.observation_row (
    report_id     bigint   NOT NULL,
    ordinal       integer  NOT NULL,
    section       integer  NOT NULL,
    char_start    integer  NOT NULL,
    period_start  date,
    period_end    date,
    relates_to    integer,
    duplicate_of  integer,
    codes         smallint NOT NULL,
    unit_code     smallint,
    value         numeric,
    value_low     numeric,
    value_high    numeric,
    name          text     NOT NULL,
    surface       text     NOT NULL,
    unit_word     text,
    indicator     text,
    period_text   text,
    ref_area      text,
    compared_with text
);

-- Not unique: rows are written only together with their extraction, whose primary key is the fence, and a report's equal keys
-- share an entry, which takes a quarter of the room and less log than a key for each row.
CREATE INDEX observation_report ON gongbao.observation_row (report_id);

-- What nobody filters on needs no statistics.
ALTER TABLE gongbao.observation_row
    ALTER COLUMN char_start SET STATISTICS 0, ALTER COLUMN relates_to SET STATISTICS 0, ALTER COLUMN value_low SET STATISTICS 0,
    ALTER COLUMN value_high SET STATISTICS 0, ALTER COLUMN surface SET STATISTICS 0, ALTER COLUMN period_text SET STATISTICS 0;

CREATE VIEW gongbao.observation AS
SELECT report_id, ordinal, section, char_start, char_start + length(surface) AS char_end, relates_to, duplicate_of,
       (ARRAY['level', 'change', 'completion', 'rank', 'gap']::gongbao.measure[])[codes % 10] AS measure,
       (ARRAY['yoy', 'pop', 'annual_average', 'since']::gongbao.basis[])[codes / 10 % 10] AS basis,
       (ARRAY['exact', 'approximate', 'at_least', 'at_most', 'range']::gongbao.qualifier[])[codes / 100 % 10] AS qualifier,
       (ARRAY['actual', 'estimate', 'target']::gongbao.status[])[codes / 1000 % 10] AS status,
       period_start, period_end, codes >= 10000 AS redacted, value, value_low, value_high,
       coalesce(unit_word, (ARRAY[
           '', 'CNY', 'USD', 'percent', 'permille', 'percentage_point', 'times', 'rank', 'm2', 'm3', 'km2', 'km', 'm', 'mu', 'ha',
           't', 'kg', 'ug/m3', 'kW', 'kWh', 'MW', 'tce', 'a', 'mo', 'd', 'h', 'min',
           '个', '家', '户', '件', '人', '人次', '项', '条', '所', '座', '套', '场', '处', '张', '台', '辆', '宗', '种', '次', '部',
           '栋', '只', '起', '期', '批', '斤', '千伏', '场次', '类', '批次', '度', '岁', '担', '匹', '标箱', '支', '块', '头', '架', '株',
           '眼', '份', '轮', '位', '对', '款', '道', '间', '艘', '架次', '枚', '家次', '分', '片', '门', '组', '户次', '例', '根'
       ])[unit_code]) AS unit,
       name, indicator, period_text, ref_area, compared_with, surface
FROM gongbao.observation_row;

COMMENT ON TABLE gongbao.extraction IS 'One row for each extracted report';
COMMENT ON COLUMN gongbao.extraction.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.extraction.job_id IS 'The run that wrote it';
COMMENT ON COLUMN gongbao.extraction.extracted_at IS 'When';
COMMENT ON COLUMN gongbao.extraction.period_start IS 'First day that the report covers; null: unknown';
COMMENT ON COLUMN gongbao.extraction.period_end IS 'Last day that the report covers';
COMMENT ON COLUMN gongbao.extraction.section_count IS 'Sections written';
COMMENT ON COLUMN gongbao.extraction.observation_count IS 'Observations written';
COMMENT ON COLUMN gongbao.extraction.extractor_version IS 'Version that extracted it';
COMMENT ON COLUMN gongbao.extraction.kind IS 'annual, half_year, quarter or communique; null: unknown';
COMMENT ON COLUMN gongbao.extraction.ref_area IS 'The place whose government reports, from the text';
COMMENT ON COLUMN gongbao.extraction.title IS 'Title, from the text';
COMMENT ON COLUMN gongbao.extraction.quality_flags IS 'What a reader should know, such as no_observations';
COMMENT ON COLUMN gongbao.extraction.body IS 'The decoded text where it is not report.content; all offsets refer to it';

COMMENT ON TABLE gongbao.section IS 'The outline: a stretch of the report that a heading opens. Offsets count characters: substr(body, char_start + 1, char_end - char_start)';
COMMENT ON COLUMN gongbao.section.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.section.ordinal IS 'Place in the report; 0 is the preamble';
COMMENT ON COLUMN gongbao.section.parent IS 'Ordinal of the section around it; null: outermost';
COMMENT ON COLUMN gongbao.section.char_start IS 'Where the heading begins';
COMMENT ON COLUMN gongbao.section.char_end IS 'Where its last character ends';
COMMENT ON COLUMN gongbao.section.number IS 'Value of the marker';
COMMENT ON COLUMN gongbao.section.duplicate_of IS 'Ordinal of the section of which this is a pasted copy';
COMMENT ON COLUMN gongbao.section.level IS 'Depth in this reports own tree, 1 outermost; 0 the preamble';
COMMENT ON COLUMN gongbao.section.marker IS 'The marker as written, such as （一）; null: bare heading';
COMMENT ON COLUMN gongbao.section.title IS 'The headings words, without marker';

COMMENT ON TABLE gongbao.observation_row IS 'The rows behind gongbao.observation, narrow; read the view';
COMMENT ON COLUMN gongbao.observation_row.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.observation_row.ordinal IS 'Place in the report';
COMMENT ON COLUMN gongbao.observation_row.section IS 'Ordinal of the innermost section it stands in';
COMMENT ON COLUMN gongbao.observation_row.char_start IS 'Where surface begins in the body, in characters';
COMMENT ON COLUMN gongbao.observation_row.period_start IS 'First day that it covers; null: open';
COMMENT ON COLUMN gongbao.observation_row.period_end IS 'Last day that it covers; null: open';
COMMENT ON COLUMN gongbao.observation_row.relates_to IS 'Ordinal of the level that a change, completion or rank speaks of';
COMMENT ON COLUMN gongbao.observation_row.duplicate_of IS 'Ordinal of the observation of which this is a pasted copy';
COMMENT ON COLUMN gongbao.observation_row.codes IS 'In decimal digits from the right: measure, basis, qualifier, status, redacted; each counts from 1 in the order of its type, and 0 is null or false';
COMMENT ON COLUMN gongbao.observation_row.unit_code IS 'Place in the list of common units in gongbao.observation, from 1; null: unit_word has it';
COMMENT ON COLUMN gongbao.observation_row.value IS 'The number in the base unit, 9.01亿元 is 901000000; null where redacted or a range';
COMMENT ON COLUMN gongbao.observation_row.value_low IS 'Lower end of a range';
COMMENT ON COLUMN gongbao.observation_row.value_high IS 'Upper end of a range';
COMMENT ON COLUMN gongbao.observation_row.name IS 'What is counted or measured, in the reports words';
COMMENT ON COLUMN gongbao.observation_row.surface IS 'The quantity as written';
COMMENT ON COLUMN gongbao.observation_row.unit_word IS 'The unit where unit_code is null';
COMMENT ON COLUMN gongbao.observation_row.indicator IS 'Code of the canonical indicator; null: not in the dictionary';
COMMENT ON COLUMN gongbao.observation_row.period_text IS 'The words that told the period; null: inherited';
COMMENT ON COLUMN gongbao.observation_row.ref_area IS 'The place, where it is not the reports own';
COMMENT ON COLUMN gongbao.observation_row.compared_with IS 'For a rank or gap: among or against whom';
COMMENT ON INDEX gongbao.observation_report IS 'Rows of a report';

COMMENT ON VIEW gongbao.observation IS 'One number that a report states, with what it is about. Sums leave out duplicate_of IS NOT NULL';
COMMENT ON COLUMN gongbao.observation.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.observation.ordinal IS 'Place in the report';
COMMENT ON COLUMN gongbao.observation.section IS 'Ordinal of the innermost section it stands in';
COMMENT ON COLUMN gongbao.observation.char_start IS 'Where surface begins in the body, in characters';
COMMENT ON COLUMN gongbao.observation.char_end IS 'Where surface ends';
COMMENT ON COLUMN gongbao.observation.relates_to IS 'Ordinal of the level that a change, completion or rank speaks of';
COMMENT ON COLUMN gongbao.observation.duplicate_of IS 'Ordinal of the observation of which this is a pasted copy';
COMMENT ON COLUMN gongbao.observation.measure IS 'What kind of number it is';
COMMENT ON COLUMN gongbao.observation.basis IS 'What a change compares with; null: the text does not say';
COMMENT ON COLUMN gongbao.observation.qualifier IS 'How exact it is';
COMMENT ON COLUMN gongbao.observation.status IS 'What it is claimed as';
COMMENT ON COLUMN gongbao.observation.period_start IS 'First day that it covers; null: open';
COMMENT ON COLUMN gongbao.observation.period_end IS 'Last day that it covers; null: open';
COMMENT ON COLUMN gongbao.observation.redacted IS 'Blanked out in the source';
COMMENT ON COLUMN gongbao.observation.value IS 'The number in the base unit, 9.01亿元 is 901000000; null where redacted or a range';
COMMENT ON COLUMN gongbao.observation.value_low IS 'Lower end of a range';
COMMENT ON COLUMN gongbao.observation.value_high IS 'Upper end of a range';
COMMENT ON COLUMN gongbao.observation.unit IS 'Code for money, ratios and physical units, else the measure word; empty: none written';
COMMENT ON COLUMN gongbao.observation.name IS 'What is counted or measured, in the reports words';
COMMENT ON COLUMN gongbao.observation.indicator IS 'Code of the canonical indicator; null: not in the dictionary';
COMMENT ON COLUMN gongbao.observation.period_text IS 'The words that told the period; null: inherited';
COMMENT ON COLUMN gongbao.observation.ref_area IS 'The place, where it is not the reports own';
COMMENT ON COLUMN gongbao.observation.compared_with IS 'For a rank or gap: among or against whom';
COMMENT ON COLUMN gongbao.observation.surface IS 'The quantity as written';

DO $$
BEGIN
    ALTER TABLE gongbao.extraction ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'this server is built without lz4: extraction.body keeps the default compression';
END $$;
