-- What an operator asks costs the same whatever was done before, in the last hour or in the last year.

-- One job by its id: that there is one at most tells the planner to probe for its report, before any statistics are there.
DROP INDEX gongbao.ticket_id;
CREATE UNIQUE INDEX ticket_id ON gongbao.ticket (id);

-- The last minute and hour are told from the addends of the totals, of which there are as many as batches, not jobs.
ALTER TABLE gongbao.outcome_tally ADD COLUMN tallied_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE gongbao.outcome_tally ALTER COLUMN tallied_at SET DEFAULT clock_timestamp();
COMMENT ON COLUMN gongbao.outcome_tally.tallied_at IS 'When they were written; of a whole minute its begin, of what is older than an hour -infinity';

-- Each row is replaced twice at most, so that a snapshot held open for days leaves no more dead ones than there were batches.
CREATE OR REPLACE FUNCTION gongbao.fold_tally() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp AS $$
DECLARE
    now CONSTANT timestamptz := clock_timestamp();
BEGIN
    IF (SELECT count(*) FROM gongbao.outcome_tally) <= 100 THEN
        RETURN;
    END IF;
    WITH folded AS (
        DELETE FROM gongbao.outcome_tally
        WHERE tallied_at < now - interval '2 minutes' AND tallied_at > '-infinity' AND tallied_at <> date_trunc('minute', tallied_at)
        RETURNING jobs, row_count, cpu_microseconds, state, date_trunc('minute', tallied_at) AS minute
    )
    INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state, tallied_at)
    SELECT sum(jobs), sum(row_count), sum(cpu_microseconds), state, minute FROM folded GROUP BY state, minute;
    IF (SELECT count(*) FROM gongbao.outcome_tally WHERE tallied_at < now - interval '1 hour') > 100 THEN
        WITH folded AS (
            DELETE FROM gongbao.outcome_tally WHERE tallied_at < now - interval '1 hour'
            RETURNING jobs, row_count, cpu_microseconds, state
        )
        INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state, tallied_at)
        SELECT sum(jobs), sum(row_count), sum(cpu_microseconds), state, '-infinity' FROM folded GROUP BY state;
    END IF;
END $$;
COMMENT ON FUNCTION gongbao.fold_tally() IS
    'Replaces the addends of outcome_total by the sums of each minute and of what is older than an hour, in one statement each, so that nobody sees other totals; part of maintain()';

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
