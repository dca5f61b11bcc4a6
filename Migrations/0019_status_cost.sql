-- What an operator asks while workers work and a long journal lies behind them, in a session that has just begun. Of sessions, slots and
-- prepared transactions the functions are asked that the catalogue's views are made of: expanding those views takes longer than the answer.

CREATE OR REPLACE FUNCTION gongbao.live_workers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT substring(application_name FROM '^gongbao-worker/([0-9]{1,18})$')::bigint FROM pg_stat_get_activity(NULL)
        WHERE datid = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND application_name LIKE 'gongbao-worker/%' AND application_name ~ '^gongbao-worker/[0-9]{1,18}$');
END $$;

CREATE OR REPLACE VIEW gongbao.worker_activity AS
SELECT worker.id, worker.host, worker.pid, worker.version, worker.started_at, worker.connections, worker.configuration_hash,
       batch.id AS batch_id, batch.priority, batch.first_id, cardinality(batch.job_ids) AS jobs, batch.started_at AS batch_started_at
FROM gongbao.worker
-- A batch in hand has a job above the low watermark and is at most 2,000 ids wide: batch_first_id from there on, however long the
-- journal is, and there the last 3,000 of each priority, half a minute of a hundred a second. OFFSET 0 keeps the look for its end a probe for each.
LEFT JOIN (
    SELECT recent.*
    FROM generate_series(0, 2) AS level (priority)
    CROSS JOIN LATERAL (
        SELECT * FROM gongbao.batch
        WHERE batch.priority = level.priority AND batch.first_id > coalesce((
            SELECT watermark.job_id FROM gongbao.watermark
            WHERE watermark.priority = level.priority ORDER BY watermark.id DESC LIMIT 1), 0) - 2000
        ORDER BY batch.first_id DESC LIMIT 3000
    ) recent
    WHERE NOT EXISTS (SELECT FROM gongbao.batch_end WHERE batch_end.batch_id = recent.id OFFSET 0)
) batch ON batch.worker_id = worker.id
WHERE worker.id = ANY ((SELECT gongbao.live_workers())::bigint[]);

CREATE OR REPLACE FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    is_complete := pg_has_role(current_user, 'pg_read_all_stats', 'USAGE');
    SELECT holder.kind, holder.identity, holder.age, extract(epoch FROM clock_timestamp() - holder.since)::bigint
    INTO kind, identity, age_transactions, age_seconds
    FROM (
        SELECT CASE WHEN activity.backend_type = 'walsender' THEN 'standby' ELSE 'backend' END AS kind,
               format('pid %s, %s, %s', activity.pid, CASE WHEN activity.usesysid > 0 THEN pg_get_userbyid(activity.usesysid) ELSE '?' END,
                      coalesce(nullif(activity.application_name, ''), activity.backend_type)) AS identity,
               greatest(age(activity.backend_xmin), age(activity.backend_xid))::bigint AS age,
               coalesce(activity.xact_start, activity.backend_start) AS since
        FROM pg_stat_get_activity(NULL) activity
        WHERE activity.pid <> pg_backend_pid() AND (activity.backend_xmin IS NOT NULL OR activity.backend_xid IS NOT NULL)
          AND activity.pid <> ALL (ARRAY(SELECT vacuum.pid FROM pg_stat_get_progress_info('VACUUM') vacuum)) -- holds nobody back
        UNION ALL
        SELECT 'replication slot', format('%s, %s', slot_name, CASE WHEN active THEN 'active' ELSE 'inactive' END),
               greatest(age(xmin), age(catalog_xmin))::bigint, NULL
        FROM pg_get_replication_slots() WHERE xmin IS NOT NULL OR catalog_xmin IS NOT NULL
        UNION ALL
        SELECT 'prepared transaction', format('%s, %s, %s', gid, pg_get_userbyid(ownerid), datname), age(transaction)::bigint, prepared
        FROM pg_prepared_xact() LEFT JOIN pg_database ON pg_database.oid = dbid
    ) holder
    ORDER BY holder.age DESC, holder.since LIMIT 1;
END $$;

CREATE OR REPLACE FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = on SET enable_sort = off SET jit = off
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    low    CONSTANT bigint := gongbao.low_watermark(backlog.priority);
    high   CONSTANT bigint := (SELECT last_value FROM gongbao.job_id);
    oldest bigint;
BEGIN
    -- Both primary keys from the low watermark on, and no row of either; its second mention is for the planner, which does not infer it.
    -- Nothing is above the highest id drawn, which spares planning for the partitions kept ahead.
    SELECT count(*), min(open.id) INTO queued, oldest
    FROM (
        SELECT ticket.id FROM gongbao.ticket
        WHERE ticket.priority = backlog.priority AND ticket.id > low AND ticket.id <= high
          AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id AND outcome.job_id > low AND outcome.job_id <= high)
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
    names  text[];
    oldest timestamptz[];
    counts bigint[];
    ended  bigint[];
    first_ended bigint;
    next_lower bigint;
BEGIN
    server_version := current_setting('server_version');
    in_recovery := pg_is_in_recovery();
    checked_at := clock_timestamp();
    SELECT max(number) INTO schema_version FROM gongbao.schema_migration;

    -- live_workers(), and their sessions
    SELECT array_agg(DISTINCT application_name), count(*) INTO names, worker_connections FROM pg_stat_get_activity(NULL)
    WHERE datid = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND application_name LIKE 'gongbao-worker/%' AND application_name ~ '^gongbao-worker/[0-9]{1,18}$';
    workers_live := coalesce(cardinality(names), 0);
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

    running := 0;
    IF workers_live > 0 THEN
        SELECT coalesce(sum(jobs), 0) INTO running FROM gongbao.worker_activity;
    END IF;
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

    -- By their names, one look each into the catalogue's cache.
    partitions_ahead := 0;
    next_lower := (SELECT last_value FROM gongbao.job_id) / 1000000 * 1000000 + 1000000;
    WHILE to_regclass('gongbao.ticket_p' || lpad(next_lower::text, 12, '0')) IS NOT NULL LOOP
        partitions_ahead := partitions_ahead + 1;
        next_lower := next_lower + 1000000;
    END LOOP;
END $$;
