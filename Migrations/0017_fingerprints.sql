-- Near duplicates are found for less: four keys a report instead of six, and who shares one by chance is told by a mask that
-- lies beside them, not by the sketches.

-- Keys and mask are made of the sketch alone, so that every fingerprint stored so far has them too; Fingerprint.swift does the same.
CREATE FUNCTION gongbao.fingerprint_bands(sketch integer[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN (SELECT ARRAY[
        min((hash # 726207246) * 1813011445 & 2147483647) << 31 | min((hash # 1843993675) * 1478539241 & 2147483647),
        min((hash # 254390134) * 1538759597 & 2147483647) << 31 | min((hash # 1540503702) * 2057933999 & 2147483647),
        min((hash # 1532997790) * 171091453 & 2147483647) << 31 | min((hash # 1757119435) * 930035545 & 2147483647),
        min((hash # 156702737) * 1874044015 & 2147483647) << 31 | min((hash # 1790283741) * 1069239867 & 2147483647)]
    FROM (SELECT unnest(sketch)::bigint AS hash) AS each);
END $$;
COMMENT ON FUNCTION gongbao.fingerprint_bands(integer[]) IS
    'Four keys of a sketch: each two smallest hashes, in two orders of all. Reports with the share s of their sentences in common have one in common with probability 1 - (1 - s²)⁴';

CREATE FUNCTION gongbao.fingerprint_mask(sketch integer[]) RETURNS bit(256)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN (SELECT bit_or(set_bit(repeat('0', 256)::bit(256), hash & 255, 1)) FROM unnest(sketch) AS hash);
END $$;
COMMENT ON FUNCTION gongbao.fingerprint_mask(integer[]) IS
    'A bit for each hash of a sketch, by its lowest byte: sketches that are alike have most of their bits in common';

-- Keys in no order at all: each report touches four pages somewhere in these indexes, which is why no batch waits for them.
-- Workers go on meanwhile and find that somebody else is linking.
SELECT pg_advisory_xact_lock(hashtextextended('gongbao duplicates', 0));
ALTER TABLE gongbao.fingerprint_band RENAME TO fingerprint_band_of_six;
CREATE TABLE gongbao.fingerprint_band (
    report_id bigint   NOT NULL,
    band_1    bigint   NOT NULL,
    band_2    bigint   NOT NULL,
    band_3    bigint   NOT NULL,
    band_4    bigint   NOT NULL,
    mask      bit(256) NOT NULL
);
INSERT INTO gongbao.fingerprint_band (report_id, band_1, band_2, band_3, band_4, mask)
SELECT report_id, bands[1], bands[2], bands[3], bands[4], mask
FROM (SELECT report_id, gongbao.fingerprint_bands(sketch) AS bands, gongbao.fingerprint_mask(sketch) AS mask
      FROM gongbao.fingerprint WHERE report_id IN (SELECT report_id FROM gongbao.fingerprint_band_of_six)
      ORDER BY report_id OFFSET 0) AS compared;
DROP TABLE gongbao.fingerprint_band_of_six;
CREATE INDEX fingerprint_band_1 ON gongbao.fingerprint_band (band_1);
CREATE INDEX fingerprint_band_2 ON gongbao.fingerprint_band (band_2);
CREATE INDEX fingerprint_band_3 ON gongbao.fingerprint_band (band_3);
CREATE INDEX fingerprint_band_4 ON gongbao.fingerprint_band (band_4);
COMMENT ON TABLE gongbao.fingerprint_band IS 'Keys and mask of the reports that were compared. Only for finding: a row that is out of date does no harm';
COMMENT ON COLUMN gongbao.fingerprint_band.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.fingerprint_band.band_1 IS 'fingerprint.bands[1]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_2 IS 'fingerprint.bands[2]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_3 IS 'fingerprint.bands[3]';
COMMENT ON COLUMN gongbao.fingerprint_band.band_4 IS 'fingerprint.bands[4]';
COMMENT ON COLUMN gongbao.fingerprint_band.mask IS 'fingerprint.mask';

CREATE OR REPLACE FUNCTION gongbao.similarity(one integer[], other integer[]) RETURNS real
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, gongbao, pg_temp AS $$
DECLARE
    -- Up to here both sketches are complete.
    bound CONSTANT integer := coalesce(least(CASE WHEN cardinality(one) >= 64 THEN one[64] END, CASE WHEN cardinality(other) >= 64 THEN other[64] END), 2147483647);
    common integer;
BEGIN
    SELECT count(*) INTO common FROM unnest(one) AS own (hash) WHERE hash <= bound AND hash = ANY (other);
    -- Both are ascending: so many of each are not above the bound.
    RETURN coalesce(common::float8 / nullif(width_bucket(bound, one) + width_bucket(bound, other) - common, 0), 0);
END $$;

CREATE OR REPLACE FUNCTION gongbao.link_versions(reports bigint[]) RETURNS bigint[]
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    changed bigint[];
BEGIN
    -- report_source_url, and extraction's key for each that has the address. What stands at 10,000 reports is no address of one.
    -- OFFSET 0 keeps it a probe for each, where statistics that know no address would have all reports read.
    WITH address AS MATERIALIZED (
        SELECT DISTINCT report.source_url
        FROM unnest(reports) AS arrived (id) CROSS JOIN LATERAL (SELECT source_url FROM gongbao.report WHERE report.id = arrived.id OFFSET 0) AS report
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

CREATE OR REPLACE FUNCTION gongbao.link_alike(reports bigint[], fresh boolean) RETURNS bigint[]
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    ones   bigint[];
    others bigint[];
BEGIN
    INSERT INTO gongbao.fingerprint_band (report_id, band_1, band_2, band_3, band_4, mask)
    SELECT report_id, bands[1], bands[2], bands[3], bands[4], mask
    FROM (
        SELECT report_id, CASE WHEN mask IS NULL THEN gongbao.fingerprint_bands(sketch) ELSE bands END AS bands,
               CASE WHEN mask IS NULL THEN gongbao.fingerprint_mask(sketch) ELSE mask END AS mask
        FROM gongbao.fingerprint WHERE report_id = ANY (reports) OFFSET 0) AS arrived
    -- A run again nearly always brings the same.
    WHERE fresh OR NOT EXISTS (
        SELECT FROM gongbao.fingerprint_band AS known WHERE known.band_1 = arrived.bands[1] AND known.report_id = arrived.report_id
           AND ROW(known.band_2, known.band_3, known.band_4) = ROW(arrived.bands[2], arrived.bands[3], arrived.bands[4]))
    ORDER BY report_id;
    -- Eight of each band, whatever the data: of those that are alike already one will do, and other company is chance. What is
    -- alike has more than half of the bits in common, what has a paragraph of a template in common a third.
    WITH near AS MATERIALIZED (
        SELECT DISTINCT arrived.report_id AS one, candidate.report_id AS other
        FROM (
            SELECT report_id, CASE WHEN mask IS NULL THEN gongbao.fingerprint_bands(sketch) ELSE bands END AS bands,
                   CASE WHEN mask IS NULL THEN gongbao.fingerprint_mask(sketch) ELSE mask END AS mask
            FROM gongbao.fingerprint WHERE report_id = ANY (reports) OFFSET 0) AS arrived
        CROSS JOIN LATERAL (
            (SELECT report_id, mask FROM gongbao.fingerprint_band WHERE band_1 = arrived.bands[1] LIMIT 8) UNION ALL
            (SELECT report_id, mask FROM gongbao.fingerprint_band WHERE band_2 = arrived.bands[2] LIMIT 8) UNION ALL
            (SELECT report_id, mask FROM gongbao.fingerprint_band WHERE band_3 = arrived.bands[3] LIMIT 8) UNION ALL
            (SELECT report_id, mask FROM gongbao.fingerprint_band WHERE band_4 = arrived.bands[4] LIMIT 8)
        ) AS candidate
        WHERE candidate.report_id <> arrived.report_id
          AND bit_count(candidate.mask & arrived.mask) * 9 >= bit_count(candidate.mask | arrived.mask) * 4
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

-- Last, because batches wait for it.
ALTER TABLE gongbao.fingerprint ADD COLUMN mask bit(256);
COMMENT ON COLUMN gongbao.fingerprint.bands IS 'fingerprint_bands(sketch); where mask is null another six keys, of an earlier version, that nobody needs';
COMMENT ON COLUMN gongbao.fingerprint.mask IS 'fingerprint_mask(sketch); null: written by an earlier version';

SELECT gongbao.grant_privileges();
