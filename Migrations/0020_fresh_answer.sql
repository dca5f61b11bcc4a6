-- What a session asks that has just begun pays for each table that it opens, each statement that it plans and each operator that it looks
-- up: so nothing is asked where the watermarks tell that there is nothing, and what is asked names one partition wherever that will do.

CREATE FUNCTION gongbao.partition_suffix(above bigint, up_to bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
DECLARE
    suffix CONSTANT text := '_p' || lpad((up_to / 1000000 * 1000000)::text, 12, '0');
BEGIN
    RETURN CASE WHEN (above + 1) / 1000000 = up_to / 1000000 AND to_regclass('gongbao.outcome' || suffix) IS NOT NULL THEN suffix ELSE '' END;
END $$;
COMMENT ON FUNCTION gongbao.partition_suffix(bigint, bigint) IS
    'What follows the names ticket and outcome in those of the partitions that have all ids above one up to another; empty where several do';

CREATE OR REPLACE FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = on SET enable_sort = off SET jit = off AS $$
DECLARE
    low    CONSTANT bigint := gongbao.low_watermark(backlog.priority);
    high   CONSTANT bigint := (SELECT last_value FROM gongbao.job_id);
    place  text;
    oldest bigint;
BEGIN
    queued := 0;
    IF low >= high THEN
        RETURN; -- nothing is above the highest id drawn
    END IF;
    -- Both primary keys from the low watermark on, and no row of either; its second mention is for the planner, which does not infer it.
    place := gongbao.partition_suffix(low, high);
    EXECUTE format($query$
        SELECT count(*), min(open.id)
        FROM (
            SELECT ticket.id FROM gongbao.ticket%1$s AS ticket
            WHERE ticket.priority = %2$s AND ticket.id > %3$s AND ticket.id <= %4$s
              AND NOT EXISTS (SELECT FROM gongbao.outcome%1$s AS outcome WHERE outcome.job_id = ticket.id AND outcome.job_id > %3$s AND outcome.job_id <= %4$s)
            ORDER BY ticket.id LIMIT 100000
        ) open
        $query$, place, priority, low, high) INTO queued, oldest;
    IF queued > 0 THEN
        EXECUTE format('SELECT enqueued_at FROM gongbao.ticket%s WHERE priority = %s AND id = %s', gongbao.partition_suffix(oldest - 1, oldest), priority, oldest)
        INTO oldest_at;
    END IF;
END $$;

CREATE FUNCTION gongbao.unlinked_at(priority integer, above bigint, up_to bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    -- Nearly always in the first partition: one to plan for, however many there are.
    near  CONSTANT bigint := least(up_to, (above + 1) / 1000000 * 1000000 + 999999);
    upper bigint;
    ended timestamptz;
BEGIN
    FOREACH upper IN ARRAY ARRAY[near, up_to] LOOP
        EXECUTE format($query$
            SELECT outcome.finished_at FROM gongbao.ticket%1$s AS ticket
            JOIN gongbao.outcome%1$s AS outcome ON outcome.job_id = ticket.id AND outcome.job_id > %3$s AND outcome.job_id <= %4$s
            WHERE ticket.priority = %2$s AND ticket.id > %3$s AND ticket.id <= %4$s ORDER BY ticket.id LIMIT 1
            $query$, gongbao.partition_suffix(above, upper), priority, above, upper) INTO ended;
        EXIT WHEN ended IS NOT NULL OR upper = up_to;
    END LOOP;
    RETURN ended;
END $$;
COMMENT ON FUNCTION gongbao.unlinked_at(integer, bigint, bigint) IS
    'When the first job of a priority ended whose id is above one and at most another; null: there is none';

-- With what `gongbao status` asked besides: the workers, the totals, and what was not linked.
DROP FUNCTION gongbao.health();
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
    OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text
-- Every look-up has its index; the settings keep to it when the statistics are old.
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    live        bigint[];
    drawn       bigint;
    settled     bigint[];
    linked      bigint[];
    is_held     boolean;
    backlogs    bigint[] := '{0,0,0}';
    oldest      timestamptz[] := '{null,null,null}';
    waiting     record;
    unlinked    timestamptz;
    busy        bigint[];
    in_hand     bigint[];
    ended       bigint[];
    first_ended bigint;
BEGIN
    checked_at := clock_timestamp();
    SELECT current_setting('server_version'), pg_is_in_recovery(), pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'),
           (SELECT number FROM gongbao.schema_migration ORDER BY number DESC LIMIT 1),
           ARRAY(SELECT priority FROM gongbao.pause ORDER BY priority),
           last_value,
           ARRAY(SELECT coalesce((SELECT job_id FROM gongbao.watermark WHERE priority = level ORDER BY id DESC LIMIT 1), 0) FROM generate_series(0, 2) AS level),
           coalesce((SELECT ARRAY[urgent, normal, backfill] FROM gongbao.linking ORDER BY id DESC LIMIT 1), '{0,0,0}'),
           session.workers, session.connections,
           session.holders > 0 OR EXISTS (SELECT FROM pg_prepared_xact())
               OR EXISTS (SELECT FROM pg_get_replication_slots() WHERE xmin IS NOT NULL OR catalog_xmin IS NOT NULL),
           later.jobs, later.due
    INTO server_version, in_recovery, horizon_complete, schema_version, paused, drawn, settled, linked, live, worker_connections, is_held, delayed, delayed_due
    FROM gongbao.job_id,
         -- What live_workers() looks for, and whether there is anything for xmin_horizon() to name.
         (SELECT array_agg(substr(application_name, 16)::bigint) FILTER (WHERE is_worker) AS workers, count(*) FILTER (WHERE is_worker) AS connections,
                 count(*) FILTER (WHERE pid <> pg_backend_pid() AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)) AS holders
          FROM (SELECT pid, application_name, backend_xmin, backend_xid,
                       coalesce(left(application_name, 15) = 'gongbao-worker/' AND length(application_name) BETWEEN 16 AND 33
                           AND translate(substr(application_name, 16), '0123456789', '') = ''
                           AND datid = (SELECT own.datid FROM pg_stat_get_activity(pg_backend_pid()) AS own), false) AS is_worker
                FROM pg_stat_get_activity(NULL)) AS activity) AS session,
         (SELECT count(*) AS jobs, count(*) FILTER (WHERE run_at <= checked_at) AS due
          FROM (SELECT run_at FROM gongbao.delayed ORDER BY run_at LIMIT 100000) AS first) AS later;

    FOR level IN 0..2 LOOP
        IF settled[level + 1] < drawn THEN
            SELECT * INTO waiting FROM gongbao.backlog(level);
            backlogs[level + 1] := waiting.queued;
            oldest[level + 1] := waiting.oldest_at;
        END IF;
        IF linked[level + 1] < settled[level + 1] THEN
            unlinked := least(unlinked, gongbao.unlinked_at(level, linked[level + 1], settled[level + 1]));
        END IF;
    END LOOP;
    SELECT backlogs[1], backlogs[2], backlogs[3], 100000 <= ANY (backlogs), floor(extract(epoch FROM now.now - oldest[1])),
           floor(extract(epoch FROM now.now - oldest[2])), floor(extract(epoch FROM now.now - oldest[3])), floor(extract(epoch FROM now.now - unlinked))
    INTO backlog_urgent, backlog_normal, backlog_backfill, backlog_capped, oldest_seconds_urgent, oldest_seconds_normal, oldest_seconds_backfill, unlinked_seconds
    FROM clock_timestamp() AS now;

    workers_live := 0;
    running := 0;
    IF live IS NOT NULL THEN
        -- Where nobody waits, nothing is being worked.
        IF backlogs <> '{0,0,0}' THEN
            SELECT array_agg(activity.id), array_agg(activity.jobs), coalesce(sum(activity.jobs), 0) INTO busy, in_hand, running
            FROM (SELECT id, sum(jobs) AS jobs FROM gongbao.worker_activity GROUP BY id) AS activity;
        END IF;
        SELECT cardinality(ARRAY(SELECT DISTINCT id FROM unnest(live) AS id)),
               (SELECT string_agg(line, E'\n') FROM (
                    SELECT concat_ws(E'\t', pid, version, floor(extract(epoch FROM clock_timestamp() - started_at)), connections,
                                     coalesce((SELECT jobs FROM unnest(busy, in_hand) AS own (id, jobs) WHERE own.id = worker.id), 0), translate(host, E'\t\n', '??')) AS line
                    FROM gongbao.worker WHERE id = ANY (live) ORDER BY host, pid LIMIT 8) AS first)
        INTO workers_live, workers;
    END IF;

    -- Counted, not estimated: the minute to its batches, the hour to its minutes. It costs in proportion to the batches of the
    -- last minutes, whatever was done before.
    SELECT string_agg(concat_ws(E'\t', state, every.jobs, every.row_count, every.cpu_seconds), E'\n' ORDER BY state),
           coalesce(sum(minute) FILTER (WHERE state = 'succeeded'), 0),
           coalesce(sum(minute) FILTER (WHERE state IN ('discarded', 'failed', 'quarantined')), 0),
           coalesce(sum(minute) FILTER (WHERE state = 'retried'), 0),
           coalesce(sum(hour) FILTER (WHERE state = 'succeeded'), 0),
           coalesce(sum(hour) FILTER (WHERE state IN ('discarded', 'failed', 'quarantined')), 0),
           coalesce(sum(hour) FILTER (WHERE state = 'retried'), 0),
           sum(every.jobs) FILTER (WHERE state = 'quarantined'), max(latest)
    INTO totals, succeeded_minute, failed_minute, retried_minute, succeeded_hour, failed_hour, retried_hour, quarantined, last_outcome_at
    FROM (SELECT state, coalesce(sum(jobs), 0) AS jobs, coalesce(sum(row_count), 0) AS row_count,
                 coalesce((sum(cpu_microseconds) / 1000000)::numeric(20, 6), 0) AS cpu_seconds,
                 sum(jobs) FILTER (WHERE tallied_at > checked_at - interval '1 minute') AS minute,
                 sum(jobs) FILTER (WHERE tallied_at > checked_at - interval '1 hour') AS hour,
                 max(tallied_at) FILTER (WHERE tallied_at > checked_at - interval '1 hour') AS latest
          FROM unnest(enum_range(NULL::gongbao.job_state)) AS state LEFT JOIN gongbao.outcome_tally USING (state) GROUP BY state) AS every;
    IF last_outcome_at IS NULL OR last_outcome_at < checked_at - interval '1 minute' THEN
        -- Where only the minute is left, or it was longer ago: the journal's last commit is the same moment, to a fraction of a second.
        last_outcome_at := greatest(last_outcome_at, (SELECT ended_at FROM gongbao.batch_end WHERE how = 'committed' ORDER BY batch_id DESC LIMIT 1));
    END IF;
    last_outcome_seconds := floor(extract(epoch FROM clock_timestamp() - last_outcome_at));

    -- What awaits somebody: quarantined and not run again since. The totals tell whether there is any, and the ids where to look: a
    -- session that has just begun reads the catalogue of each partition that it looks into.
    IF quarantined > 0 THEN
        ended := ARRAY(SELECT job_id FROM gongbao.outcome WHERE state = 'quarantined' AND state <> 'succeeded' LIMIT 10000);
        SELECT min(id) INTO first_ended FROM unnest(ended) id;
        SELECT count(*) INTO quarantined FROM gongbao.ticket run
        WHERE run.id = ANY (ended) AND NOT EXISTS (
            SELECT FROM gongbao.ticket later
            WHERE later.root_id = run.root_id AND later.root_id <> later.id AND later.id > run.id AND later.id > first_ended);
    END IF;

    IF is_held THEN
        SELECT kind, identity, age_transactions, age_seconds INTO horizon_kind, horizon_identity, horizon_age_transactions, horizon_age_seconds
        FROM gongbao.xmin_horizon();
    END IF;

    -- By their names, one look each into the catalogue's cache.
    partitions_ahead := 0;
    WHILE to_regclass('gongbao.ticket_p' || lpad(((drawn / 1000000 + partitions_ahead + 1) * 1000000)::text, 12, '0')) IS NOT NULL LOOP
        partitions_ahead := partitions_ahead + 1;
    END LOOP;
END $$;
COMMENT ON FUNCTION gongbao.health() IS
    'One row of how the queue does, which is what gongbao status prints and monitoring asks for; bounded work, whatever the history. workers: a line for each of the first eight, with process, version, seconds up, connections, jobs in hand, host; totals: one for each state, with jobs, rows and processor seconds; between them tabs';

-- One job by its id is looked up in one partition of either: the key is compared in the join, where the planner knows its value, and
-- ticket_id leaves no way to join but a probe for each ticket, however old the statistics are.
CREATE OR REPLACE VIEW gongbao.run AS
SELECT ticket.id, ticket.report_id, ticket.root_id, ticket.priority, ticket.attempt, ticket.reason, ticket.enqueued_at,
       CASE WHEN outcome.job_id IS NOT NULL THEN outcome.state::text
            WHEN journal.started_at IS NOT NULL THEN 'running'
            ELSE 'queued'
       END AS state,
       coalesce(worked.started_at, journal.started_at) AS started_at,
       outcome.finished_at, outcome.row_count, outcome.cpu_microseconds, outcome.sqlstate, outcome.error,
       coalesce(worked.worker_id, journal.worker_id) AS worker_id
FROM gongbao.ticket
LEFT JOIN LATERAL (SELECT ended.*, ticket.id AS ticket_id FROM gongbao.outcome ended WHERE ended.job_id = ticket.id) outcome ON true
LEFT JOIN LATERAL (
    SELECT batch.started_at, batch.worker_id FROM gongbao.batch WHERE batch.id = outcome.batch_id AND outcome.ticket_id IS NOT NULL LIMIT 1
) worked ON true
LEFT JOIN LATERAL (
    SELECT batch.started_at, batch.worker_id FROM gongbao.batch
    WHERE outcome.job_id IS NULL
      AND batch.priority = ticket.priority AND batch.first_id BETWEEN ticket.id - 2000 AND ticket.id
      AND ticket.id = ANY (batch.job_ids)
      AND batch.worker_id = ANY ((SELECT gongbao.live_workers())::bigint[])
      AND NOT EXISTS (SELECT FROM gongbao.batch_end WHERE batch_end.batch_id = batch.id)
    ORDER BY batch.first_id DESC LIMIT 1
) journal ON true;

SELECT gongbao.grant_privileges();
