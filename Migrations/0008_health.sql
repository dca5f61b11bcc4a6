-- One row for monitoring.

-- An old snapshot, wherever it comes from, keeps every table from being cleaned; no queue's tables suffer here, others' do.
CREATE FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    is_complete := pg_has_role(current_user, 'pg_read_all_stats', 'USAGE');
    SELECT holder.kind, holder.identity, holder.age, extract(epoch FROM clock_timestamp() - holder.since)::bigint
    INTO kind, identity, age_transactions, age_seconds
    FROM (
        SELECT CASE WHEN activity.backend_type = 'walsender' THEN 'standby' ELSE 'backend' END AS kind,
               format('pid %s, %s, %s', activity.pid, coalesce(activity.usename, '?'),
                      coalesce(nullif(activity.application_name, ''), activity.backend_type)) AS identity,
               greatest(age(activity.backend_xmin), age(activity.backend_xid))::bigint AS age,
               coalesce(activity.xact_start, activity.backend_start) AS since
        FROM pg_stat_activity activity
        WHERE activity.pid <> pg_backend_pid() AND (activity.backend_xmin IS NOT NULL OR activity.backend_xid IS NOT NULL)
          AND NOT EXISTS (SELECT FROM pg_stat_progress_vacuum vacuum WHERE vacuum.pid = activity.pid) -- holds nobody back
        UNION ALL
        SELECT 'replication slot', format('%s, %s', slot_name, CASE WHEN active THEN 'active' ELSE 'inactive' END),
               greatest(age(xmin), age(catalog_xmin))::bigint, NULL
        FROM pg_replication_slots WHERE xmin IS NOT NULL OR catalog_xmin IS NOT NULL
        UNION ALL
        SELECT 'prepared transaction', format('%s, %s, %s', gid, owner, database), age(transaction)::bigint, prepared
        FROM pg_prepared_xacts
    ) holder
    ORDER BY holder.age DESC, holder.since LIMIT 1;
END $$;
COMMENT ON FUNCTION gongbao.xmin_horizon() IS
    'Who holds back cleaning in the whole cluster: backend, standby, replication slot or prepared transaction; nulls if nobody. is_complete is false where the owner of this function lacks pg_read_all_stats and cannot see other sessions';

CREATE FUNCTION gongbao.health(
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
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    live   bigint[] := gongbao.live_workers();
    oldest timestamptz[];
    counts bigint[];
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

    -- Counted, not estimated: outcomes are appended in the order of their time, so outcome_finished_at leads to the last hour's
    -- pages. It costs in proportion to what was done in that hour, some 70 ms for 280,000, and nothing for history.
    SELECT count(*) FILTER (WHERE state = 'succeeded' AND finished_at > checked_at - interval '1 minute'),
           count(*) FILTER (WHERE state IN ('discarded', 'failed', 'quarantined') AND finished_at > checked_at - interval '1 minute'),
           count(*) FILTER (WHERE state = 'retried' AND finished_at > checked_at - interval '1 minute'),
           count(*) FILTER (WHERE state = 'succeeded'),
           count(*) FILTER (WHERE state IN ('discarded', 'failed', 'quarantined')),
           count(*) FILTER (WHERE state = 'retried'),
           max(finished_at)
    INTO succeeded_minute, failed_minute, retried_minute, succeeded_hour, failed_hour, retried_hour, last_outcome_at
    FROM gongbao.outcome WHERE finished_at > checked_at - interval '1 hour';
    IF last_outcome_at IS NULL THEN
        -- Longer ago: the journal's last commit is the same moment, to a fraction of a second.
        SELECT ended_at INTO last_outcome_at FROM gongbao.batch_end WHERE how = 'committed' ORDER BY batch_id DESC LIMIT 1;
    END IF;
    last_outcome_seconds := floor(extract(epoch FROM clock_timestamp() - last_outcome_at));

    -- What awaits somebody: quarantined and not run again since.
    SELECT count(*) INTO quarantined
    FROM (SELECT job_id FROM gongbao.outcome WHERE state = 'quarantined' AND state <> 'succeeded' LIMIT 10000) ended
    WHERE NOT EXISTS (
        SELECT FROM gongbao.ticket run JOIN gongbao.ticket later ON later.root_id = run.root_id AND later.root_id <> later.id AND later.id > run.id
        WHERE run.id = ended.job_id);

    SELECT h.kind, h.identity, h.age_transactions, h.age_seconds, h.is_complete
    INTO horizon_kind, horizon_identity, horizon_age_transactions, horizon_age_seconds, horizon_complete
    FROM gongbao.xmin_horizon() h;

    SELECT count(*) INTO partitions_ahead FROM gongbao.partitions() WHERE lower_id > (SELECT last_value FROM gongbao.job_id);
END $$;
COMMENT ON FUNCTION gongbao.health() IS
    'One row of what gongbao status prints: workers, backlog (running jobs included) and delayed work, counted up to 100,000 each, age of the oldest in seconds, results of the last minute and hour (failed = discarded, failed or quarantined), quarantined and not run again, who holds the xmin horizon, partitions ahead';
