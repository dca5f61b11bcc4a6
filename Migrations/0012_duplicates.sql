-- Which reports say nearly the same, and which is a later version of another. A worker's batch brings the fingerprints;
-- link_duplicates() looks for what they tell, one report after the other behind the watermark, so that two reports worked at
-- the same time are compared by whichever of them it meets last.

CREATE TABLE gongbao.fingerprint (
    report_id bigint    PRIMARY KEY WITH (fillfactor = 100),
    bands     bigint[]  NOT NULL,
    sketch    integer[] NOT NULL
);
ALTER TABLE gongbao.fingerprint ALTER COLUMN bands SET STATISTICS 0, ALTER COLUMN sketch SET STATISTICS 0;
COMMENT ON TABLE gongbao.fingerprint IS 'What each extracted report says, for comparison; none for a report of fewer than 5 sentences';
COMMENT ON COLUMN gongbao.fingerprint.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.fingerprint.bands IS 'Six keys; reports with the share s of their sentences in common have one in common with probability 1 - (1 - s³)⁶';
COMMENT ON COLUMN gongbao.fingerprint.sketch IS 'The 64 smallest hashes of its sentences, ascending; all where there are fewer';

-- Keys in no order at all: each report touches six pages somewhere in these indexes, which is why no batch waits for them.
CREATE TABLE gongbao.fingerprint_band (
    report_id bigint NOT NULL,
    band_1    bigint NOT NULL,
    band_2    bigint NOT NULL,
    band_3    bigint NOT NULL,
    band_4    bigint NOT NULL,
    band_5    bigint NOT NULL,
    band_6    bigint NOT NULL
);
CREATE INDEX fingerprint_band_1 ON gongbao.fingerprint_band (band_1);
CREATE INDEX fingerprint_band_2 ON gongbao.fingerprint_band (band_2);
CREATE INDEX fingerprint_band_3 ON gongbao.fingerprint_band (band_3);
CREATE INDEX fingerprint_band_4 ON gongbao.fingerprint_band (band_4);
CREATE INDEX fingerprint_band_5 ON gongbao.fingerprint_band (band_5);
CREATE INDEX fingerprint_band_6 ON gongbao.fingerprint_band (band_6);
COMMENT ON TABLE gongbao.fingerprint_band IS 'fingerprint.bands of the reports that were compared. Only for finding: a row that is out of date does no harm';
COMMENT ON COLUMN gongbao.fingerprint_band.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.fingerprint_band.band_1 IS 'fingerprint.bands[1]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_2 IS 'fingerprint.bands[2]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_3 IS 'fingerprint.bands[3]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_4 IS 'fingerprint.bands[4]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_5 IS 'fingerprint.bands[5]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_6 IS 'fingerprint.bands[6]';

CREATE TABLE gongbao.edition (
    report_id         bigint PRIMARY KEY,
    first_id          bigint NOT NULL,
    group_id          bigint,
    near_duplicate_of bigint,
    supersedes        bigint,
    superseded_by     bigint,
    similarity        real
);
CREATE INDEX edition_group ON gongbao.edition (group_id, first_id, report_id) WHERE group_id IS NOT NULL;
COMMENT ON TABLE gongbao.edition IS 'Extracted reports that have a version beside them or say nearly the same as another; all others have no row. Written by link_duplicates() alone';
COMMENT ON COLUMN gongbao.edition.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.edition.first_id IS 'The first report extracted from the same address; itself where there is none';
COMMENT ON COLUMN gongbao.edition.group_id IS 'One of the reports that were once found alike with it, directly or over others, the smallest id; null: none';
COMMENT ON COLUMN gongbao.edition.near_duplicate_of IS 'The report that says nearly the same and counts instead: the one whose address was seen first, in its current version. Never one that is a near duplicate or superseded itself';
COMMENT ON COLUMN gongbao.edition.supersedes IS 'The version before it, at the same address';
COMMENT ON COLUMN gongbao.edition.superseded_by IS 'The version after it, at the same address; null: this is the current one';
COMMENT ON COLUMN gongbao.edition.similarity IS 'Share of the sentences of either that stand in both it and near_duplicate_of, estimated to some 0.05';

CREATE TABLE gongbao.linking (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    urgent    bigint      NOT NULL,
    normal    bigint      NOT NULL,
    backfill  bigint      NOT NULL
);
COMMENT ON TABLE gongbao.linking IS 'How far link_duplicates() has come, append-only: the latest row counts';
COMMENT ON COLUMN gongbao.linking.id IS 'The highest counts';
COMMENT ON COLUMN gongbao.linking.linked_at IS 'When';
COMMENT ON COLUMN gongbao.linking.urgent IS 'Jobs of priority 0 up to this id have been looked at';
COMMENT ON COLUMN gongbao.linking.normal IS 'Of priority 1';
COMMENT ON COLUMN gongbao.linking.backfill IS 'Of priority 2';

CREATE FUNCTION gongbao.similarity(one integer[], other integer[]) RETURNS real
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, gongbao, pg_temp AS $$
DECLARE
    -- Up to here both sketches are complete.
    bound CONSTANT integer := least(CASE WHEN cardinality(one) >= 64 THEN one[64] END, CASE WHEN cardinality(other) >= 64 THEN other[64] END);
BEGIN
    RETURN (
        SELECT coalesce(count(*) FILTER (WHERE places = 2)::real / nullif(count(*), 0), 0)
        FROM (
            SELECT count(*) AS places FROM (SELECT unnest(one) UNION ALL SELECT unnest(other)) AS either (hash)
            WHERE bound IS NULL OR hash <= bound GROUP BY hash
        ) AS counted);
END $$;
COMMENT ON FUNCTION gongbao.similarity(integer[], integer[]) IS
    'How many of the sentences of two reports stand in both, from 0 to 1, by their fingerprints'' sketches; exact below 64 sentences';

CREATE FUNCTION gongbao.link_versions(reports bigint[]) RETURNS bigint[]
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    changed bigint[];
BEGIN
    -- report_source_url, and extraction's key for each that has the address. What stands at 10,000 reports is no address of one.
    WITH address AS MATERIALIZED (
        SELECT DISTINCT report.source_url FROM unnest(reports) AS arrived (id) JOIN gongbao.report ON report.id = arrived.id
        WHERE report.source_url <> ''
    ), found AS (
        SELECT address.source_url, report.id, count(*) OVER (PARTITION BY address.source_url) AS reports
        FROM address CROSS JOIN LATERAL (
            SELECT id FROM gongbao.report WHERE report.source_url = address.source_url LIMIT 10000) AS report
    ), version AS (
        SELECT found.id, first_value(found.id) OVER line AS first_id, lag(found.id) OVER line AS supersedes,
               lead(found.id) OVER line AS superseded_by
        FROM found WHERE found.reports BETWEEN 2 AND 9999
          AND EXISTS (SELECT FROM gongbao.extraction WHERE extraction.report_id = found.id)
        WINDOW line AS (PARTITION BY found.source_url ORDER BY found.id)
    ), written AS (
        INSERT INTO gongbao.edition AS known (report_id, first_id, supersedes, superseded_by)
        SELECT id, first_id, supersedes, superseded_by FROM version
        WHERE num_nonnulls(supersedes, superseded_by) > 0 OR EXISTS (SELECT FROM gongbao.edition WHERE edition.report_id = version.id)
        ON CONFLICT (report_id) DO UPDATE SET
            first_id = excluded.first_id, supersedes = excluded.supersedes, superseded_by = excluded.superseded_by,
            near_duplicate_of = CASE WHEN excluded.superseded_by IS NULL THEN known.near_duplicate_of END,
            similarity = CASE WHEN excluded.superseded_by IS NULL THEN known.similarity END
        WHERE (known.first_id, known.supersedes, known.superseded_by)
            IS DISTINCT FROM (excluded.first_id, excluded.supersedes, excluded.superseded_by)
        RETURNING known.group_id
    )
    SELECT array_agg(DISTINCT group_id) FILTER (WHERE group_id IS NOT NULL) INTO changed FROM written;
    RETURN coalesce(changed, '{}');
END $$;
COMMENT ON FUNCTION gongbao.link_versions(bigint[]) IS
    'Orders the extracted reports from the addresses of these reports by id, each superseding the one before; returns the groups in which that changed something. Part of link_duplicates()';

CREATE FUNCTION gongbao.link_alike(reports bigint[], fresh boolean) RETURNS bigint[]
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    ones   bigint[];
    others bigint[];
BEGIN
    INSERT INTO gongbao.fingerprint_band (report_id, band_1, band_2, band_3, band_4, band_5, band_6)
    SELECT report_id, bands[1], bands[2], bands[3], bands[4], bands[5], bands[6]
    FROM gongbao.fingerprint WHERE report_id = ANY (reports)
      -- A run again nearly always brings the same.
      AND (fresh OR NOT EXISTS (
          SELECT FROM gongbao.fingerprint_band AS known WHERE known.band_1 = bands[1] AND known.report_id = fingerprint.report_id
             AND ROW(known.band_2, known.band_3, known.band_4, known.band_5, known.band_6) = ROW(bands[2], bands[3], bands[4], bands[5], bands[6])))
    ORDER BY report_id;
    -- Eight of each band, whatever the data: of those that are alike already one will do, and other company is chance.
    WITH near AS MATERIALIZED (
        SELECT DISTINCT arrived.report_id AS one, candidate.report_id AS other
        FROM gongbao.fingerprint AS arrived CROSS JOIN LATERAL (
            (SELECT report_id FROM gongbao.fingerprint_band WHERE band_1 = arrived.bands[1] LIMIT 8) UNION ALL
            (SELECT report_id FROM gongbao.fingerprint_band WHERE band_2 = arrived.bands[2] LIMIT 8) UNION ALL
            (SELECT report_id FROM gongbao.fingerprint_band WHERE band_3 = arrived.bands[3] LIMIT 8) UNION ALL
            (SELECT report_id FROM gongbao.fingerprint_band WHERE band_4 = arrived.bands[4] LIMIT 8) UNION ALL
            (SELECT report_id FROM gongbao.fingerprint_band WHERE band_5 = arrived.bands[5] LIMIT 8) UNION ALL
            (SELECT report_id FROM gongbao.fingerprint_band WHERE band_6 = arrived.bands[6] LIMIT 8)
        ) AS candidate
        WHERE arrived.report_id = ANY (reports) AND candidate.report_id <> arrived.report_id
    ), chosen AS (
        SELECT DISTINCT ON (near.one, coalesce(edition.group_id, near.other)) near.one, near.other
        FROM near LEFT JOIN gongbao.edition ON edition.report_id = near.other
        ORDER BY near.one, coalesce(edition.group_id, near.other), near.other
    )
    SELECT array_agg(chosen.one), array_agg(chosen.other) INTO ones, others
    FROM chosen JOIN gongbao.fingerprint AS own ON own.report_id = chosen.one JOIN gongbao.fingerprint AS other ON other.report_id = chosen.other
    WHERE gongbao.similarity(own.sketch, other.sketch) >= 0.7;
    IF ones IS NULL THEN
        RETURN '{}';
    END IF;

    -- Each takes the smallest group beside it, or makes one; where two groups meet, the one goes into the other until none do.
    WITH pair AS (
        SELECT * FROM unnest(ones || others, others || ones) AS pair (one, other)
    ), label AS (
        SELECT pair.one AS report_id, least(pair.one, min(coalesce(edition.group_id, pair.other))) AS group_id
        FROM pair LEFT JOIN gongbao.edition ON edition.report_id = pair.other GROUP BY pair.one
    )
    INSERT INTO gongbao.edition AS known (report_id, first_id, group_id) SELECT report_id, report_id, group_id FROM label ORDER BY report_id
    ON CONFLICT (report_id) DO UPDATE SET group_id = excluded.group_id WHERE known.group_id IS NULL;
    LOOP
        WITH meeting AS (
            SELECT greatest(one.group_id, other.group_id) AS leaving, min(least(one.group_id, other.group_id)) AS joined
            FROM unnest(ones, others) AS pair (one, other)
            JOIN gongbao.edition AS one ON one.report_id = pair.one JOIN gongbao.edition AS other ON other.report_id = pair.other
            WHERE one.group_id <> other.group_id GROUP BY 1
        )
        UPDATE gongbao.edition SET group_id = meeting.joined FROM meeting WHERE edition.group_id = meeting.leaving;
        EXIT WHEN NOT FOUND;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT group_id FROM gongbao.edition WHERE report_id = ANY (ones));
END $$;
COMMENT ON FUNCTION gongbao.link_alike(bigint[], boolean) IS
    'Puts these reports into the groups of those that they are alike with; fresh: they were never compared before. Returns the groups. Part of link_duplicates()';

CREATE FUNCTION gongbao.choose_originals(chosen_group bigint, arrived bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    waiting  bigint[];
    original bigint;
    alike    bigint[];
BEGIN
    -- edition_group. Where the original of a large group is the one that it was, nobody else's changes.
    waiting := ARRAY(
        SELECT report_id FROM gongbao.edition WHERE group_id = chosen_group AND superseded_by IS NULL ORDER BY first_id, report_id LIMIT 1000);
    IF cardinality(waiting) = 1000 THEN
        IF NOT waiting[1] = ANY (arrived) AND (SELECT near_duplicate_of IS NULL FROM gongbao.edition WHERE report_id = waiting[1]) THEN
            waiting := waiting[1:1] || ARRAY(
                SELECT report_id FROM gongbao.edition
                WHERE report_id = ANY (arrived) AND report_id <> waiting[1] AND group_id = chosen_group AND superseded_by IS NULL
                ORDER BY first_id, report_id);
        ELSE
            waiting := ARRAY(
                SELECT report_id FROM gongbao.edition WHERE group_id = chosen_group AND superseded_by IS NULL ORDER BY first_id, report_id);
        END IF;
    END IF;
    WHILE cardinality(waiting) > 0 LOOP
        original := waiting[1];
        UPDATE gongbao.edition SET near_duplicate_of = NULL, similarity = NULL
        WHERE report_id = original AND near_duplicate_of IS NOT NULL;
        WITH compared AS (
            SELECT other.report_id, gongbao.similarity(own.sketch, other.sketch) AS similarity
            FROM gongbao.fingerprint AS own JOIN gongbao.fingerprint AS other ON other.report_id = ANY (waiting[2:])
            WHERE own.report_id = original
        ), written AS (
            UPDATE gongbao.edition SET near_duplicate_of = original, similarity = compared.similarity
            FROM compared WHERE edition.report_id = compared.report_id AND compared.similarity >= 0.7
              AND (edition.near_duplicate_of, edition.similarity) IS DISTINCT FROM (original, compared.similarity)
        )
        SELECT array_agg(report_id) INTO alike FROM compared WHERE similarity >= 0.7;
        waiting := ARRAY(SELECT id FROM unnest(waiting[2:]) WITH ORDINALITY AS left_over (id, place) WHERE alike IS NULL OR NOT id = ANY (alike) ORDER BY place);
    END LOOP;
END $$;
COMMENT ON FUNCTION gongbao.choose_originals(bigint, bigint[]) IS
    'Of the current versions of a group, takes the one whose address was seen first for the original of those that are like it, and so on with the others. Part of link_duplicates()';

CREATE FUNCTION gongbao.link_duplicates(max integer DEFAULT 2000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    cursors bigint[];
    passed  integer := 0;
    safe    bigint;
    run     record;
    fresh   bigint[] := '{}';
    again   bigint[] := '{}';
    groups  bigint[] := '{}';
    lost    bigint;
    gone    gongbao.edition;
    touched bigint;
BEGIN
    -- An older snapshot than the watermark could miss rows.
    IF current_setting('transaction_isolation') <> 'read committed'
        OR NOT pg_try_advisory_xact_lock(hashtextextended('gongbao duplicates', 0)) THEN
        RETURN 0;
    END IF;
    SELECT ARRAY[urgent, normal, backfill] INTO cursors FROM gongbao.linking ORDER BY id DESC LIMIT 1;
    cursors := coalesce(cursors, '{0,0,0}');
    FOR p IN 0..2 LOOP
        safe := gongbao.low_watermark(p);
        CONTINUE WHEN safe <= cursors[p + 1] OR passed >= max;
        -- ticket's primary key, from the last step on; what is below the watermark is settled
        SELECT count(*) AS count, max(taken.id) AS last,
               array_agg(taken.report_id) FILTER (WHERE taken.id = taken.root_id) AS fresh,
               array_agg(taken.report_id) FILTER (WHERE taken.id <> taken.root_id) AS again
        INTO run
        FROM (
            SELECT id, root_id, report_id FROM gongbao.ticket
            WHERE priority = p AND id > cursors[p + 1] AND id <= safe ORDER BY id LIMIT link_duplicates.max - passed) AS taken;
        cursors[p + 1] := CASE WHEN passed + run.count < link_duplicates.max THEN safe ELSE run.last END;
        passed := passed + run.count;
        fresh := fresh || run.fresh;
        again := again || run.again;
    END LOOP;
    IF passed = 0 THEN
        RETURN 0;
    END IF;
    again := ARRAY(SELECT DISTINCT id FROM unnest(again) AS run (id) ORDER BY id);

    -- A run again may have ended without rows; one after the other, so that each finds the neighbours that are left.
    FOR lost IN
        SELECT report_id FROM gongbao.edition WHERE report_id = ANY (again)
           AND NOT EXISTS (SELECT FROM gongbao.extraction WHERE extraction.report_id = edition.report_id)
    LOOP
        DELETE FROM gongbao.edition WHERE report_id = lost RETURNING * INTO gone;
        UPDATE gongbao.edition SET supersedes = gone.supersedes WHERE report_id = gone.superseded_by;
        UPDATE gongbao.edition SET superseded_by = gone.superseded_by WHERE report_id = gone.supersedes RETURNING group_id INTO touched;
        groups := groups || gone.group_id || touched;
    END LOOP;
    groups := groups || gongbao.link_versions(fresh || again) || gongbao.link_alike(fresh, true);
    IF again <> '{}' THEN
        groups := groups || gongbao.link_alike(again, false)
            || ARRAY(SELECT group_id FROM gongbao.edition WHERE report_id = ANY (again) AND group_id IS NOT NULL);
    END IF;
    -- A group may have gone into another since.
    PERFORM gongbao.choose_originals(chosen.group_id, fresh || again)
    FROM (SELECT DISTINCT unnest(groups) AS group_id ORDER BY 1) AS chosen WHERE chosen.group_id IS NOT NULL;

    INSERT INTO gongbao.linking (urgent, normal, backfill) VALUES (cursors[1], cursors[2], cursors[3]);
    DELETE FROM gongbao.linking WHERE id < (SELECT id FROM gongbao.linking ORDER BY id DESC OFFSET 99 LIMIT 1);
    RETURN passed;
END $$;
COMMENT ON FUNCTION gongbao.link_duplicates(integer) IS
    'Marks near duplicates and superseded versions among the reports of at most so many jobs, those settled since the last call; returns of how many. Workers call it each second; one at a time does it';

-- For analysts: what they had, without near duplicates and earlier versions, and the same with them.

CREATE VIEW gongbao.document_with_duplicates AS
SELECT report.id AS report_id, report.source_url, report.published_on,
       coalesce(extraction.title, report.title) AS title, coalesce(extraction.ref_area, report.ref_area) AS ref_area,
       extraction.kind, extraction.period_start, extraction.period_end, extraction.section_count, extraction.observation_count,
       extraction.quality_flags, extraction.extractor_version, extraction.extracted_at,
       coalesce(extraction.body, report.content) AS body,
       coalesce(extraction.media_type, report.media_type) AS media_type, extraction.charset, extraction.place_code, extraction.place_level,
       edition.near_duplicate_of, edition.similarity, edition.supersedes, edition.superseded_by
FROM gongbao.extraction JOIN gongbao.report ON report.id = extraction.report_id
LEFT JOIN gongbao.edition ON edition.report_id = extraction.report_id;

CREATE OR REPLACE VIEW gongbao.document AS
SELECT report_id, source_url, published_on, title, ref_area, kind, period_start, period_end, section_count, observation_count,
       quality_flags, extractor_version, extracted_at, body, media_type, charset, place_code, place_level
FROM gongbao.document_with_duplicates AS every
WHERE NOT EXISTS (
    SELECT FROM gongbao.edition WHERE edition.report_id = every.report_id AND (edition.near_duplicate_of IS NOT NULL OR edition.superseded_by IS NOT NULL));

CREATE VIEW gongbao.figure_with_duplicates AS
SELECT observation.report_id, observation.ordinal,
       coalesce(observation.ref_area, extraction.ref_area, report.ref_area) AS ref_area,
       observation.period_start, observation.period_end,
       observation.name, observation.indicator, observation.measure, observation.basis,
       observation.value, observation.value_low, observation.value_high, observation.unit,
       observation.qualifier, observation.status, observation.redacted, observation.compared_with, observation.relates_to,
       section.title AS section_title, coalesce(extraction.title, report.title) AS report_title, report.published_on, report.source_url,
       observation.surface, edition.near_duplicate_of, edition.superseded_by
FROM gongbao.observation
JOIN gongbao.extraction ON extraction.report_id = observation.report_id
JOIN gongbao.report ON report.id = observation.report_id
LEFT JOIN gongbao.section ON section.report_id = observation.report_id AND section.ordinal = observation.section
LEFT JOIN gongbao.edition ON edition.report_id = observation.report_id
WHERE observation.duplicate_of IS NULL;

CREATE OR REPLACE VIEW gongbao.figure AS
SELECT report_id, ordinal, ref_area, period_start, period_end, name, indicator, measure, basis, value, value_low, value_high, unit,
       qualifier, status, redacted, compared_with, relates_to, section_title, report_title, published_on, source_url, surface
FROM gongbao.figure_with_duplicates AS every
WHERE NOT EXISTS (
    SELECT FROM gongbao.edition WHERE edition.report_id = every.report_id AND (edition.near_duplicate_of IS NOT NULL OR edition.superseded_by IS NOT NULL));

COMMENT ON VIEW gongbao.document IS 'Each extracted report with its body, near duplicates and earlier versions left out (document_with_duplicates has them): substr(body, char_start + 1, char_end - char_start) is what a section or observation points to';
COMMENT ON VIEW gongbao.document_with_duplicates IS 'Every extracted report as in document, with what it is a near duplicate or a version of';
COMMENT ON VIEW gongbao.figure IS 'Each observation once, with the section, report and place that it belongs to: pasted copies within a report, near duplicates and earlier versions of reports are left out (figure_with_duplicates has the latter two)';
COMMENT ON VIEW gongbao.figure_with_duplicates IS 'The figures of every report as in figure, with what it is a near duplicate or a version of';
COMMENT ON COLUMN gongbao.document_with_duplicates.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.document_with_duplicates.source_url IS 'Where it was found';
COMMENT ON COLUMN gongbao.document_with_duplicates.published_on IS 'Day of publication';
COMMENT ON COLUMN gongbao.document_with_duplicates.title IS 'Title, from the text or else from the scraper';
COMMENT ON COLUMN gongbao.document_with_duplicates.ref_area IS 'The place whose government reports';
COMMENT ON COLUMN gongbao.document_with_duplicates.kind IS 'annual, half_year, quarter or communique; null: unknown';
COMMENT ON COLUMN gongbao.document_with_duplicates.period_start IS 'First day that the report covers';
COMMENT ON COLUMN gongbao.document_with_duplicates.period_end IS 'Last day that the report covers';
COMMENT ON COLUMN gongbao.document_with_duplicates.section_count IS 'Sections written';
COMMENT ON COLUMN gongbao.document_with_duplicates.observation_count IS 'Observations written';
COMMENT ON COLUMN gongbao.document_with_duplicates.quality_flags IS 'What a reader should know, such as no_observations';
COMMENT ON COLUMN gongbao.document_with_duplicates.extractor_version IS 'Version that extracted it';
COMMENT ON COLUMN gongbao.document_with_duplicates.extracted_at IS 'When';
COMMENT ON COLUMN gongbao.document_with_duplicates.body IS 'The decoded text, to which all offsets refer';
COMMENT ON COLUMN gongbao.document_with_duplicates.media_type IS 'What the delivery turned out to be';
COMMENT ON COLUMN gongbao.document_with_duplicates.charset IS 'By which charset it was decoded; null: it came as text, or a converter took care of it';
COMMENT ON COLUMN gongbao.document_with_duplicates.place_code IS 'Administrative code of ref_area, joins with gongbao.place; null: unknown';
COMMENT ON COLUMN gongbao.document_with_duplicates.place_level IS 'nation, province, prefecture, county, township or village; null: unknown';
COMMENT ON COLUMN gongbao.document_with_duplicates.near_duplicate_of IS 'The report that says nearly the same and counts instead; null: this one counts';
COMMENT ON COLUMN gongbao.document_with_duplicates.similarity IS 'Share of the sentences of either that stand in both it and near_duplicate_of';
COMMENT ON COLUMN gongbao.document_with_duplicates.supersedes IS 'The version before it, at the same address';
COMMENT ON COLUMN gongbao.document_with_duplicates.superseded_by IS 'The version after it, at the same address; null: this is the current one';
COMMENT ON COLUMN gongbao.figure_with_duplicates.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.figure_with_duplicates.ordinal IS 'Its place in the report';
COMMENT ON COLUMN gongbao.figure_with_duplicates.ref_area IS 'The place it speaks of';
COMMENT ON COLUMN gongbao.figure_with_duplicates.period_start IS 'First day that it covers';
COMMENT ON COLUMN gongbao.figure_with_duplicates.period_end IS 'Last day that it covers';
COMMENT ON COLUMN gongbao.figure_with_duplicates.name IS 'What is counted or measured, in the report''s words';
COMMENT ON COLUMN gongbao.figure_with_duplicates.indicator IS 'Code of the canonical indicator; null: unknown';
COMMENT ON COLUMN gongbao.figure_with_duplicates.measure IS 'What kind of number it is';
COMMENT ON COLUMN gongbao.figure_with_duplicates.basis IS 'What a change compares with';
COMMENT ON COLUMN gongbao.figure_with_duplicates.value IS 'The number in the base unit; null where redacted or a range';
COMMENT ON COLUMN gongbao.figure_with_duplicates.value_low IS 'Lower end of a range';
COMMENT ON COLUMN gongbao.figure_with_duplicates.value_high IS 'Upper end of a range';
COMMENT ON COLUMN gongbao.figure_with_duplicates.unit IS 'Code of the unit, or the measure word';
COMMENT ON COLUMN gongbao.figure_with_duplicates.qualifier IS 'How exact it is';
COMMENT ON COLUMN gongbao.figure_with_duplicates.status IS 'actual, estimate or target';
COMMENT ON COLUMN gongbao.figure_with_duplicates.redacted IS 'Blanked out in the source';
COMMENT ON COLUMN gongbao.figure_with_duplicates.compared_with IS 'For a rank or gap: among or against whom';
COMMENT ON COLUMN gongbao.figure_with_duplicates.relates_to IS 'Ordinal of the level that a change, completion or rank speaks of';
COMMENT ON COLUMN gongbao.figure_with_duplicates.section_title IS 'Heading under which it stands';
COMMENT ON COLUMN gongbao.figure_with_duplicates.report_title IS 'Title of the report';
COMMENT ON COLUMN gongbao.figure_with_duplicates.published_on IS 'Day of publication';
COMMENT ON COLUMN gongbao.figure_with_duplicates.source_url IS 'Where the report was found';
COMMENT ON COLUMN gongbao.figure_with_duplicates.surface IS 'The number as written';
COMMENT ON COLUMN gongbao.figure_with_duplicates.near_duplicate_of IS 'The report that says nearly the same and counts instead; null: this one counts';
COMMENT ON COLUMN gongbao.figure_with_duplicates.superseded_by IS 'The version after it, at the same address; null: this is the current one';

SELECT gongbao.grant_privileges();
