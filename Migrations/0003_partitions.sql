-- Partitions of ticket and outcome: a million ids each, always made and dropped in pairs.

CREATE FUNCTION gongbao.ensure_partitions(up_to bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
DECLARE
    width   CONSTANT bigint := 1000000;
    lower   bigint := up_to / width * width;
    suffix  text;
    created integer := 0;
BEGIN
    -- Everyday case: it is there, which costs one look into the catalogue's cache.
    IF to_regclass('gongbao.outcome_p' || lpad(lower::text, 12, '0')) IS NOT NULL THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('gongbao partitions', 0));
    -- Downwards to the first pair that exists: ids may have run ahead of several. Never below the oldest, which retention left.
    WHILE lower >= 0 AND to_regclass('gongbao.outcome_p' || lpad(lower::text, 12, '0')) IS NULL LOOP
        suffix := 'p' || lpad(lower::text, 12, '0');
        -- Made beside the parent and then attached: CREATE TABLE … PARTITION OF would lock out readers and writers.
        EXECUTE format('CREATE TABLE gongbao.ticket_%1$s (LIKE gongbao.ticket INCLUDING ALL)', suffix);
        EXECUTE format('CREATE TABLE gongbao.outcome_%1$s (LIKE gongbao.outcome INCLUDING ALL)', suffix);
        EXECUTE format('COMMENT ON TABLE gongbao.ticket_%1$s IS %2$L', suffix, format('Tickets from %s to %s', lower, lower + width - 1));
        EXECUTE format('COMMENT ON TABLE gongbao.outcome_%1$s IS %2$L', suffix, format('Outcomes of jobs %s to %s', lower, lower + width - 1));
        EXECUTE format('ALTER TABLE gongbao.ticket ATTACH PARTITION gongbao.ticket_%1$s FOR VALUES FROM (%2$s) TO (%3$s)', suffix, lower, lower + width);
        EXECUTE format('ALTER TABLE gongbao.outcome ATTACH PARTITION gongbao.outcome_%1$s FOR VALUES FROM (%2$s) TO (%3$s)', suffix, lower, lower + width);
        created := created + 1;
        lower := lower - width;
    END LOOP;
    RETURN created;
END $$;
COMMENT ON FUNCTION gongbao.ensure_partitions(bigint) IS
    'Sees to it that ticket and outcome have partitions for ids up to the one given; returns how many pairs it made';

CREATE FUNCTION gongbao.partitions(OUT lower_id bigint, OUT upper_id bigint, OUT ticket_table regclass, OUT outcome_table regclass) RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT bound.lower_id, bound.lower_id + 1000000, child.oid::regclass, to_regclass('gongbao.outcome_' || right(child.relname, 13))
    FROM pg_inherits link
    JOIN pg_class child ON child.oid = link.inhrelid
    CROSS JOIN LATERAL (SELECT right(child.relname, 12)::bigint AS lower_id) bound
    WHERE link.inhparent = 'gongbao.ticket'::regclass
    ORDER BY bound.lower_id;
END $$;
COMMENT ON FUNCTION gongbao.partitions() IS 'The partitions of ticket and outcome: ids from lower_id up to, not including, upper_id';

CREATE FUNCTION gongbao.drop_settled_partition(retention interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
    oldest record;
    keep   boolean;
BEGIN
    SELECT * INTO oldest FROM gongbao.partitions() ORDER BY lower_id LIMIT 1;
    -- Every watermark beyond it: all settled, and nobody can still add to it.
    IF EXISTS (SELECT FROM generate_series(0, 2) priority WHERE gongbao.low_watermark(priority) < oldest.upper_id - 1) THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE finished_at > now() - $1)', oldest.outcome_table) INTO keep USING retention;
    IF keep THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %s, %s', oldest.ticket_table, oldest.outcome_table);
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    -- Somebody reads it. Waiting longer would make every claim queue up behind us; the next round tries again.
    RETURN false;
END $$;
COMMENT ON FUNCTION gongbao.drop_settled_partition(interval) IS
    'Drops the oldest pair of partitions if all its jobs are settled and the last ended longer ago than the interval; part of maintain()';

CREATE FUNCTION gongbao.fold_tally() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM gongbao.outcome_tally) > 100 THEN
        WITH folded AS (
            DELETE FROM gongbao.outcome_tally RETURNING jobs, row_count, cpu_microseconds, state
        )
        INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state)
        SELECT sum(jobs), sum(row_count), sum(cpu_microseconds), state FROM folded GROUP BY state;
    END IF;
END $$;
COMMENT ON FUNCTION gongbao.fold_tally() IS
    'Replaces the addends of outcome_total by their sums, in one statement, so that nobody sees other totals; part of maintain()';

CREATE FUNCTION gongbao.maintain(
    ahead integer DEFAULT 3,
    journal_keep interval DEFAULT interval '7 days',
    retention interval DEFAULT NULL,
    OUT partitions_created integer, OUT partitions_dropped integer, OUT batches_pruned bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
DECLARE
    oldest_id bigint;
    summary   regclass;
BEGIN
    partitions_created := 0;
    partitions_dropped := 0;
    batches_pruned := 0;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('gongbao partitions', 0)) THEN
        RETURN; -- another one is at it
    END IF;

    PERFORM gongbao.fold_tally();
    partitions_created := gongbao.ensure_partitions((SELECT last_value FROM gongbao.job_id) + greatest(ahead, 2) * 1000000::bigint);
    IF retention IS NOT NULL THEN
        WHILE partitions_dropped < 10 AND gongbao.drop_settled_partition(retention) LOOP
            partitions_dropped := partitions_dropped + 1;
        END LOOP;
    END IF;

    -- The BRIN indexes' summaries. autosummarize asks autovacuum for them, which may drop the request or be busy.
    FOR summary IN
        SELECT index.indexrelid::regclass
        FROM (SELECT * FROM gongbao.partitions() WHERE lower_id <= (SELECT last_value FROM gongbao.job_id) ORDER BY lower_id DESC LIMIT 2) recent
        JOIN pg_index index ON index.indrelid IN (recent.ticket_table, recent.outcome_table)
        JOIN pg_class class ON class.oid = index.indexrelid
        JOIN pg_am am ON am.oid = class.relam AND am.amname = 'brin'
    LOOP
        PERFORM brin_summarize_new_values(summary);
    END LOOP;

    -- The journal of a job that is not settled stays, however old: the poison check counts on it.
    SELECT min(lower_id) INTO oldest_id FROM gongbao.partitions();
    WITH candidate AS MATERIALIZED (
        SELECT id, job_ids FROM gongbao.batch WHERE started_at < now() - journal_keep ORDER BY id LIMIT 10000
    ), settled AS MATERIALIZED (
        SELECT candidate.id FROM candidate
        WHERE NOT EXISTS (
            SELECT FROM unnest(candidate.job_ids) job
            WHERE job >= oldest_id AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = job))
    ), ended AS (
        DELETE FROM gongbao.batch_end USING settled WHERE batch_end.batch_id = settled.id
    ), gone AS (
        DELETE FROM gongbao.batch USING settled WHERE batch.id = settled.id RETURNING 1
    )
    SELECT count(*) INTO batches_pruned FROM gone;
END $$;
COMMENT ON FUNCTION gongbao.maintain(integer, interval, interval) IS
    'What a worker asks for once a minute: partitions ahead of the ids, summaries of the BRIN indexes, journal of settled jobs older than journal_keep deleted (10,000 batches a call), and with a retention settled partitions older than that dropped';

SELECT gongbao.ensure_partitions(3000000);
