-- What an operator asks by `gongbao status` or psql comes from a session that has just begun: nothing is planned for partitions that
-- cannot have an answer.

CREATE OR REPLACE FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = on SET enable_sort = off SET jit = off
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    low    CONSTANT bigint := gongbao.low_watermark(backlog.priority);
    oldest bigint;
BEGIN
    -- Both primary keys from the low watermark on, and no row of either; its second mention is for the planner, which does not infer it.
    SELECT count(*), min(open.id) INTO queued, oldest
    FROM (
        SELECT ticket.id FROM gongbao.ticket
        WHERE ticket.priority = backlog.priority AND ticket.id > low
          AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id AND outcome.job_id > low)
        ORDER BY ticket.id LIMIT 100000
    ) open;
    IF queued > 0 THEN
        SELECT ticket.enqueued_at INTO oldest_at FROM gongbao.ticket WHERE ticket.priority = backlog.priority AND ticket.id = oldest;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION gongbao.health(
    OUT server_version text, OUT schema_version integer, OUT checked_at timestamptz, OUT in_recovery boolean,
    OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[],
    OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean,
    OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint,
    OUT running bigint, OUT delayed bigint, OUT delayed_due bigint,
    OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint,
    OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint,
    OUT quarantined bigint, OUT last_outcome_at timestamptz, OUT last_outcome_seconds bigint,
    OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean,
    OUT partitions_ahead integer
-- Every look-up has its index; the settings keep to it when the statistics are old.
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    live   bigint[] := gongbao.live_workers();
    oldest timestamptz[];
    counts bigint[];
    ended  bigint[];
    first_ended bigint;
BEGIN
    server_version := current_setting('server_version');
    in_recovery := pg_is_in_recovery();
    checked_at := clock_timestamp();
    SELECT max(number) INTO schema_version FROM gongbao.schema_migration;

    workers_live := cardinality(live);
    SELECT count(*) INTO worker_connections FROM pg_stat_activity
    WHERE datname = current_database() AND application_name ~ '^gongbao-worker/[0-9]{1,18}$';
    paused := ARRAY(SELECT priority FROM gongbao.pause ORDER BY priority);

    SELECT array_agg(queued ORDER BY priority), array_agg(oldest_at ORDER BY priority) INTO counts, oldest
    FROM generate_series(0, 2) AS level (priority) CROSS JOIN LATERAL gongbao.backlog(level.priority);
    backlog_urgent := counts[1];
    backlog_normal := counts[2];
    backlog_backfill := counts[3];
    backlog_capped := 100000 <= ANY (counts);
    oldest_seconds_urgent := floor(extract(epoch FROM clock_timestamp() - oldest[1]));
    oldest_seconds_normal := floor(extract(epoch FROM clock_timestamp() - oldest[2]));
    oldest_seconds_backfill := floor(extract(epoch FROM clock_timestamp() - oldest[3]));

    SELECT coalesce(sum(jobs), 0) INTO running FROM gongbao.worker_activity;
    SELECT count(*), count(*) FILTER (WHERE waiting.run_at <= checked_at) INTO delayed, delayed_due
    FROM (SELECT run_at FROM gongbao.delayed ORDER BY run_at LIMIT 100000) waiting;

    -- Counted, not estimated: the minute to its batches, the hour to its minutes. It costs in proportion to the batches of the
    -- last minutes, whatever was done before.
    SELECT coalesce(sum(jobs) FILTER (WHERE state = 'succeeded' AND tallied_at > checked_at - interval '1 minute'), 0),
           coalesce(sum(jobs) FILTER (WHERE state IN ('discarded', 'failed', 'quarantined') AND tallied_at > checked_at - interval '1 minute'), 0),
           coalesce(sum(jobs) FILTER (WHERE state = 'retried' AND tallied_at > checked_at - interval '1 minute'), 0),
           coalesce(sum(jobs) FILTER (WHERE state = 'succeeded'), 0),
           coalesce(sum(jobs) FILTER (WHERE state IN ('discarded', 'failed', 'quarantined')), 0),
           coalesce(sum(jobs) FILTER (WHERE state = 'retried'), 0),
           max(tallied_at)
    INTO succeeded_minute, failed_minute, retried_minute, succeeded_hour, failed_hour, retried_hour, last_outcome_at
    FROM gongbao.outcome_tally WHERE tallied_at > checked_at - interval '1 hour';
    -- Where only the minute is left, or it was longer ago: the journal's last commit is the same moment, to a fraction of a second.
    last_outcome_at := greatest(last_outcome_at, (SELECT ended_at FROM gongbao.batch_end WHERE how = 'committed' ORDER BY batch_id DESC LIMIT 1));
    last_outcome_seconds := floor(extract(epoch FROM clock_timestamp() - last_outcome_at));

    -- What awaits somebody: quarantined and not run again since. The totals tell whether there is any, and the ids where to look: a
    -- session that has just begun reads the catalogue of each partition that it looks into.
    quarantined := 0;
    IF EXISTS (SELECT FROM gongbao.outcome_tally WHERE state = 'quarantined') THEN
        ended := ARRAY(SELECT job_id FROM gongbao.outcome WHERE state = 'quarantined' AND state <> 'succeeded' LIMIT 10000);
        SELECT min(id) INTO first_ended FROM unnest(ended) id;
        SELECT count(*) INTO quarantined FROM gongbao.ticket run
        WHERE run.id = ANY (ended) AND NOT EXISTS (
            SELECT FROM gongbao.ticket later
            WHERE later.root_id = run.root_id AND later.root_id <> later.id AND later.id > run.id AND later.id > first_ended);
    END IF;

    SELECT h.kind, h.identity, h.age_transactions, h.age_seconds, h.is_complete
    INTO horizon_kind, horizon_identity, horizon_age_transactions, horizon_age_seconds, horizon_complete
    FROM gongbao.xmin_horizon() h;

    SELECT count(*) INTO partitions_ahead FROM gongbao.partitions() WHERE lower_id > (SELECT last_value FROM gongbao.job_id);
END $$;
