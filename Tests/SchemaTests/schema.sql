
CREATE SCHEMA gongbao;

COMMENT ON SCHEMA gongbao IS 'Work reports in, sections and observations out. Start with \dt+ gongbao.*, \dv+ gongbao.* and \df+ gongbao.*';

CREATE TYPE gongbao.basis AS ENUM (
    'yoy',
    'pop',
    'annual_average',
    'since'
);

COMMENT ON TYPE gongbao.basis IS 'What a change compares with: yoy the same time a year before, pop the period before, annual_average, since a named earlier time';

CREATE TYPE gongbao.job_state AS ENUM (
    'succeeded',
    'retried',
    'deferred',
    'discarded',
    'failed',
    'quarantined',
    'cancelled'
);

COMMENT ON TYPE gongbao.job_state IS 'How a ticket ended. retried and deferred: another ticket goes on with the job; discarded: the report cannot be worked; failed: it used up its attempts; quarantined: it killed its worker; cancelled: by an operator';

CREATE TYPE gongbao.measure AS ENUM (
    'level',
    'change',
    'completion',
    'rank',
    'gap'
);

COMMENT ON TYPE gongbao.measure IS 'What kind of number it is: an amount, a change against another time, how much of a plan is done, a place in an order, a difference against another place';

CREATE TYPE gongbao.qualifier AS ENUM (
    'exact',
    'approximate',
    'at_least',
    'at_most',
    'range'
);

COMMENT ON TYPE gongbao.qualifier IS 'How exact a number is: approximate 约, at_least 以上, at_most 以内';

CREATE TYPE gongbao.status AS ENUM (
    'actual',
    'estimate',
    'target'
);

COMMENT ON TYPE gongbao.status IS 'What a number is claimed as';

CREATE TYPE gongbao.ticket_reason AS ENUM (
    'new',
    'retry',
    'operator_retry',
    'reextract',
    'scheduled'
);

COMMENT ON TYPE gongbao.ticket_reason IS 'Why a ticket was issued. new: a report came in; retry: a transient failure; operator_retry: retry(); reextract: a newer extractor; scheduled: not_before has come';

CREATE FUNCTION gongbao.advance_watermark() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_sort TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    drawn       bigint;
    now_drawing text[];
    prepared    boolean;
    latest      gongbao.watermark;
    safe        bigint;
    unsettled   bigint;
    reached     bigint;
    moved       integer := 0;
BEGIN
    -- An older snapshot than the look at the locks could miss a ticket.
    IF current_setting('transaction_isolation') <> 'read committed'
        OR NOT pg_try_advisory_xact_lock(hashtextextended('gongbao watermark', 0)) THEN
        RETURN 0;
    END IF;
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO drawn FROM gongbao.job_id;
    now_drawing := ARRAY(
        SELECT virtualtransaction FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'gongbao.ticket'::regclass AND mode = 'RowExclusiveLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database()));
    -- PREPARE TRANSACTION changes a transaction's name: it may be any of those recorded.
    prepared := EXISTS (SELECT FROM unnest(now_drawing) name WHERE name LIKE '-1/%');
    FOR p IN 0..2 LOOP
        SELECT * INTO latest FROM gongbao.watermark WHERE priority = p ORDER BY id DESC LIMIT 1;
        reached := coalesce(latest.job_id, 0);
        SELECT greatest(max(ceiling), CASE WHEN now_drawing = '{}' THEN drawn END, 0) INTO safe FROM gongbao.watermark
        WHERE priority = p AND (drawers = '{}' OR NOT prepared AND NOT drawers && now_drawing);
        IF safe > reached THEN
            -- ticket's primary key, and outcome's, from the last watermark on
            SELECT id INTO unsettled FROM gongbao.ticket
            WHERE ticket.priority = p AND id > reached AND id <= safe
              AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id AND outcome.job_id > reached)
            ORDER BY id LIMIT 1;
            reached := coalesce(unsettled - 1, safe);
        END IF;
        IF reached > coalesce(latest.job_id, 0) OR drawn > coalesce(latest.ceiling, 0) THEN
            INSERT INTO gongbao.watermark (job_id, ceiling, drawers, priority) VALUES (reached, drawn, now_drawing, p);
            DELETE FROM gongbao.watermark WHERE priority = p AND id < (
                SELECT id FROM gongbao.watermark WHERE priority = p ORDER BY id DESC OFFSET 99 LIMIT 1);
            IF reached > coalesce(latest.job_id, 0) THEN
                moved := moved + 1;
            END IF;
        END IF;
    END LOOP;
    RETURN moved;
END $$;

COMMENT ON FUNCTION gongbao.advance_watermark() IS 'Records how far every ticket is settled, for each priority, never past an id that a running transaction could still bring; returns for how many priorities it moved. Call it every few seconds';

CREATE FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'on'
    SET enable_sort TO 'off'
    SET jit TO 'off'
    AS $_$
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
END $_$;

COMMENT ON FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) IS 'How many tickets of a priority have no outcome yet, running ones included, counted up to 100,000, and when the oldest was issued';

CREATE FUNCTION gongbao.cancel(job_id bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    job     gongbao.ticket;
    waiting gongbao.delayed;
    reason  CONSTANT text := 'cancelled by ' || session_user;
BEGIN
    SELECT * INTO job FROM gongbao.ticket WHERE id = cancel.job_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no job %', cancel.job_id USING ERRCODE = 'no_data_found';
    END IF;
    PERFORM FROM gongbao.ticket WHERE priority = job.priority AND id = job.id FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN false; -- a worker holds it: it runs
    END IF;
    -- A statement of its own, for a snapshot that is younger than the lock.
    IF NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = job.id) THEN
        INSERT INTO gongbao.outcome (job_id, report_id, state, attempt, error)
        VALUES (job.id, job.report_id, 'cancelled', job.attempt, reason);
        RETURN true;
    END IF;
    -- This run is over; one that waits for its time gets its ticket and ends with it, so that the history tells.
    LOCK TABLE ONLY gongbao.ticket IN ROW EXCLUSIVE MODE; -- before an id is drawn: see advance_watermark()
    SELECT * INTO waiting FROM gongbao.delayed WHERE root_id = job.root_id ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM gongbao.delayed WHERE id = waiting.id;
    PERFORM gongbao.ensure_partitions((SELECT last_value FROM gongbao.job_id) + 1000000);
    WITH ended AS (
        INSERT INTO gongbao.ticket (report_id, root_id, priority, attempt, reason)
        VALUES (waiting.report_id, waiting.root_id, waiting.priority, waiting.attempt, waiting.reason)
        RETURNING id
    )
    INSERT INTO gongbao.outcome (job_id, report_id, state, attempt, error)
    SELECT id, waiting.report_id, 'cancelled', waiting.attempt, reason FROM ended;
    RETURN true;
END $$;

COMMENT ON FUNCTION gongbao.cancel(job_id bigint) IS 'Cancels a job that is queued or delayed; false if it runs or is over';

CREATE FUNCTION gongbao.choose_originals(chosen_group bigint, arrived bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION gongbao.choose_originals(chosen_group bigint, arrived bigint[]) IS 'Of the current versions of a group, takes the one whose address was seen first for the original of those that are like it, and so on with the others. Part of link_duplicates()';

CREATE FUNCTION gongbao.drop_settled_partition(retention interval) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $_$
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
END $_$;

COMMENT ON FUNCTION gongbao.drop_settled_partition(retention interval) IS 'Drops the oldest pair of partitions if all its jobs are settled and the last ended longer ago than the interval; part of maintain()';

CREATE FUNCTION gongbao.enqueue(content text, source_url text DEFAULT NULL::text, title text DEFAULT NULL::text, published_on date DEFAULT NULL::date, ref_area text DEFAULT NULL::text, priority integer DEFAULT 1, not_before timestamp with time zone DEFAULT NULL::timestamp with time zone, raw bytea DEFAULT NULL::bytea, media_type text DEFAULT 'text/plain'::text, charset text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
BEGIN
    RETURN (SELECT job_id FROM gongbao.enqueue_report(content, source_url, title, published_on, ref_area, priority, not_before, raw, media_type, charset));
END $$;

COMMENT ON FUNCTION gongbao.enqueue(content text, source_url text, title text, published_on date, ref_area text, priority integer, not_before timestamp with time zone, raw bytea, media_type text, charset text) IS 'Stores a report and returns its job id; the same content again returns the id of the job that has it already';

CREATE FUNCTION gongbao.enqueue_report(content text, source_url text DEFAULT NULL::text, title text DEFAULT NULL::text, published_on date DEFAULT NULL::date, ref_area text DEFAULT NULL::text, priority integer DEFAULT 1, not_before timestamp with time zone DEFAULT NULL::timestamp with time zone, raw bytea DEFAULT NULL::bytea, media_type text DEFAULT 'text/plain'::text, charset text DEFAULT NULL::text, OUT job_id bigint, OUT report_id bigint, OUT duplicate boolean) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    key uuid;
BEGIN
    INSERT INTO gongbao.report AS r (content, source_url, title, published_on, ref_area, priority, not_before, raw, media_type, charset)
    VALUES (enqueue_report.content, enqueue_report.source_url, enqueue_report.title, enqueue_report.published_on,
            enqueue_report.ref_area, enqueue_report.priority, enqueue_report.not_before, enqueue_report.raw,
            enqueue_report.media_type, enqueue_report.charset)
    RETURNING r.id, r.content_key INTO enqueue_report.report_id, key;
    SELECT known.job_id, known.report_id <> enqueue_report.report_id
    INTO enqueue_report.job_id, enqueue_report.duplicate
    FROM gongbao.content_key known WHERE known.content_key = key;
END $$;

COMMENT ON FUNCTION gongbao.enqueue_report(content text, source_url text, title text, published_on date, ref_area text, priority integer, not_before timestamp with time zone, raw bytea, media_type text, charset text, OUT job_id bigint, OUT report_id bigint, OUT duplicate boolean) IS 'Stores a report and tells its job: of the same content that came first, if it is a duplicate. Give content, or raw with media_type and charset';

CREATE FUNCTION gongbao.ensure_partitions(up_to bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $_$
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
END $_$;

COMMENT ON FUNCTION gongbao.ensure_partitions(up_to bigint) IS 'Sees to it that ticket and outcome have partitions for ids up to the one given; returns how many pairs it made';

CREATE FUNCTION gongbao.fingerprint_bands(sketch integer[]) RETURNS bigint[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
BEGIN
    RETURN (SELECT ARRAY[
        min((hash # 726207246) * 1813011445 & 2147483647) << 31 | min((hash # 1843993675) * 1478539241 & 2147483647),
        min((hash # 254390134) * 1538759597 & 2147483647) << 31 | min((hash # 1540503702) * 2057933999 & 2147483647),
        min((hash # 1532997790) * 171091453 & 2147483647) << 31 | min((hash # 1757119435) * 930035545 & 2147483647),
        min((hash # 156702737) * 1874044015 & 2147483647) << 31 | min((hash # 1790283741) * 1069239867 & 2147483647)]
    FROM (SELECT unnest(sketch)::bigint AS hash) AS each);
END $$;

COMMENT ON FUNCTION gongbao.fingerprint_bands(sketch integer[]) IS 'Four keys of a sketch: each two smallest hashes, in two orders of all. Reports with the share s of their sentences in common have one in common with probability 1 - (1 - s²)⁴';

CREATE FUNCTION gongbao.fingerprint_mask(sketch integer[]) RETURNS bit
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
BEGIN
    RETURN (SELECT bit_or(set_bit(repeat('0', 256)::bit(256), hash & 255, 1)) FROM unnest(sketch) AS hash);
END $$;

COMMENT ON FUNCTION gongbao.fingerprint_mask(sketch integer[]) IS 'A bit for each hash of a sketch, by its lowest byte: sketches that are alike have most of their bits in common';

CREATE FUNCTION gongbao.fold_tally() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION gongbao.fold_tally() IS 'Replaces the addends of outcome_total by the sums of each minute and of what is older than an hour, in one statement each, so that nobody sees other totals; part of maintain()';

CREATE FUNCTION gongbao.grant_privileges() RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
DECLARE
    privilege record;
    missing   text[] := '{}';
BEGIN
    REVOKE ALL ON SCHEMA gongbao FROM PUBLIC;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA gongbao FROM PUBLIC;
    FOR privilege IN
        SELECT * FROM (VALUES
            -- Not its id nor its time: those are the server's to give. Naming the columns is what INSERT and COPY do anyway.
            ('gongbao_enqueuer', 'INSERT (not_before, published_on, priority, source_url, title, ref_area, media_type, charset, content, raw)', 'TABLE gongbao.report'),
            ('gongbao_enqueuer', 'EXECUTE', 'FUNCTION gongbao.enqueue, gongbao.enqueue_report'),
            ('gongbao_worker', 'SELECT', 'TABLE gongbao.report, gongbao.ticket, gongbao.outcome, gongbao.delayed, gongbao.worker, gongbao.batch, gongbao.batch_end, gongbao.watermark, gongbao.pause, gongbao.schema_migration'),
            -- Locking a row asks for the right to update a column of it; nothing ever does.
            ('gongbao_worker', 'UPDATE (attempt)', 'TABLE gongbao.ticket'),
            ('gongbao_worker', 'INSERT', 'TABLE gongbao.outcome, gongbao.delayed, gongbao.worker, gongbao.batch, gongbao.batch_end'),
            -- DELETE: a run again replaces the rows of the run before.
            ('gongbao_worker', 'SELECT, INSERT, DELETE', 'TABLE gongbao.extraction, gongbao.section, gongbao.observation_row'),
            ('gongbao_worker', 'SELECT', 'TABLE gongbao.observation'),
            ('gongbao_worker', 'SELECT, INSERT, UPDATE', 'TABLE gongbao.indicator, gongbao.unit, gongbao.place, gongbao.dictionary'),
            ('gongbao_worker', 'EXECUTE', 'FUNCTION gongbao.promote, gongbao.advance_watermark, gongbao.low_watermark, gongbao.maintain, gongbao.health, gongbao.live_workers, gongbao.backlog'),
            ('gongbao_operator', 'SELECT', 'TABLE gongbao.run, gongbao.job, gongbao.job_attempt, gongbao.job_failure, gongbao.queue, gongbao.outcome_total, gongbao.worker_activity, gongbao.pause, gongbao.schema_migration'),
            ('gongbao_operator', 'EXECUTE', 'FUNCTION gongbao.retry, gongbao.reextract, gongbao.cancel, gongbao.pause, gongbao.resume, gongbao.health, gongbao.xmin_horizon, gongbao.live_workers, gongbao.backlog, gongbao.low_watermark, gongbao.partitions, gongbao.maintain'),
            ('gongbao_monitor', 'SELECT', 'TABLE gongbao.run, gongbao.job, gongbao.job_attempt, gongbao.job_failure, gongbao.queue, gongbao.outcome_total, gongbao.worker_activity, gongbao.pause, gongbao.schema_migration'),
            ('gongbao_monitor', 'EXECUTE', 'FUNCTION gongbao.health, gongbao.xmin_horizon, gongbao.live_workers, gongbao.backlog, gongbao.low_watermark, gongbao.partitions'),
            ('gongbao_reader', 'SELECT', 'TABLE gongbao.extraction, gongbao.section, gongbao.observation, gongbao.document, gongbao.figure, gongbao.indicator, gongbao.unit, gongbao.place, gongbao.dictionary, gongbao.run, gongbao.job, gongbao.job_attempt, gongbao.job_failure, gongbao.queue, gongbao.outcome_total, gongbao.worker_activity, gongbao.schema_migration'),
            ('gongbao_reader', 'EXECUTE', 'FUNCTION gongbao.live_workers, gongbao.backlog'),
            ('gongbao_worker', 'SELECT, INSERT, DELETE', 'TABLE gongbao.fingerprint'),
            ('gongbao_worker', 'EXECUTE', 'FUNCTION gongbao.link_duplicates'),
            ('gongbao_operator', 'SELECT', 'TABLE gongbao.linking'),
            ('gongbao_operator', 'EXECUTE', 'FUNCTION gongbao.link_duplicates'),
            ('gongbao_monitor', 'SELECT', 'TABLE gongbao.linking'),
            ('gongbao_reader', 'SELECT', 'TABLE gongbao.document_with_duplicates, gongbao.figure_with_duplicates, gongbao.edition, gongbao.fingerprint'),
            ('gongbao_reader', 'EXECUTE', 'FUNCTION gongbao.similarity')
        ) AS granted (role, what, object)
    LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = privilege.role) THEN
            EXECUTE format('GRANT USAGE ON SCHEMA gongbao TO %I', privilege.role);
            BEGIN
                EXECUTE format('GRANT %s ON %s TO %I', privilege.what, privilege.object, privilege.role);
            EXCEPTION WHEN undefined_table OR undefined_function THEN
                NULL; -- of a later migration, which calls this again
            END;
        ELSIF NOT privilege.role = ANY (missing) THEN
            missing := missing || privilege.role;
        END IF;
    END LOOP;
    RETURN missing;
END $$;

COMMENT ON FUNCTION gongbao.grant_privileges() IS 'Grants the gongbao_ roles what they need, and PUBLIC nothing; returns the roles that do not exist. For the schema''s owner, after creating a role by hand';

CREATE FUNCTION gongbao.health(OUT server_version text, OUT schema_version integer, OUT checked_at timestamp with time zone, OUT in_recovery boolean, OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[], OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean, OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint, OUT running bigint, OUT delayed bigint, OUT delayed_due bigint, OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint, OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint, OUT quarantined bigint, OUT last_outcome_at timestamp with time zone, OUT last_outcome_seconds bigint, OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean, OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION gongbao.health(OUT server_version text, OUT schema_version integer, OUT checked_at timestamp with time zone, OUT in_recovery boolean, OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[], OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean, OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint, OUT running bigint, OUT delayed bigint, OUT delayed_due bigint, OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint, OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint, OUT quarantined bigint, OUT last_outcome_at timestamp with time zone, OUT last_outcome_seconds bigint, OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean, OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text) IS 'One row of how the queue does, which is what gongbao status prints and monitoring asks for; bounded work, whatever the history. workers: a line for each of the first eight, with process, version, seconds up, connections, jobs in hand, host; totals: one for each state, with jobs, rows and processor seconds; between them tabs';

CREATE FUNCTION gongbao.issue_tickets() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
DECLARE
    jobs       bigint[];
    reports    bigint[];
    priorities smallint[];
    due        timestamptz[];
BEGIN
    LOCK TABLE ONLY gongbao.ticket IN ROW EXCLUSIVE MODE; -- before an id is drawn: see advance_watermark()
    -- The primary key decides between reports with one content, in this statement or in two transactions. Contents that are
    -- known draw no id; OFFSET 0 keeps the look-up a probe of the key for each report, whatever the planner knows of the table.
    WITH arrived AS MATERIALIZED (
        SELECT inserted.id, inserted.content_key FROM inserted
        WHERE NOT EXISTS (SELECT FROM gongbao.content_key known WHERE known.content_key = inserted.content_key OFFSET 0)
        ORDER BY inserted.id
    ), first AS (
        INSERT INTO gongbao.content_key (content_key, report_id, job_id)
        SELECT arrived.content_key, arrived.id, nextval('gongbao.job_id') FROM arrived
        ON CONFLICT DO NOTHING
        RETURNING report_id, job_id
    )
    SELECT array_agg(first.job_id), array_agg(first.report_id), array_agg(inserted.priority),
           array_agg(inserted.not_before) FILTER (WHERE inserted.not_before IS NOT NULL)
    INTO jobs, reports, priorities, due
    FROM first JOIN inserted ON inserted.id = first.report_id;

    IF jobs IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM gongbao.ensure_partitions((SELECT max(job) FROM unnest(jobs) job));
    INSERT INTO gongbao.ticket (id, report_id, root_id, priority)
    SELECT job, report, job, priority FROM unnest(jobs, reports, priorities) AS issued (job, report, priority);

    -- Not due yet: the ticket ends at once, deferred, and the delayed one goes on with the job. So every job has an id from the start.
    IF due IS NOT NULL THEN
        WITH later AS MATERIALIZED (
            SELECT job, inserted.id AS report_id, inserted.priority, inserted.not_before
            FROM unnest(jobs, reports) AS issued (job, report) JOIN inserted ON inserted.id = issued.report
            WHERE inserted.not_before > statement_timestamp()
        ), deferred AS (
            INSERT INTO gongbao.outcome (job_id, report_id, state) SELECT job, report_id, 'deferred' FROM later
        )
        INSERT INTO gongbao.delayed (report_id, root_id, run_at, priority, attempt, reason)
        SELECT report_id, job, not_before, priority, 1, 'scheduled' FROM later ORDER BY job;
    END IF;
    RETURN NULL;
END $$;

COMMENT ON FUNCTION gongbao.issue_tickets() IS 'Trigger of report: one ticket for each content that is new';

CREATE FUNCTION gongbao.link_alike(reports bigint[], fresh boolean) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION gongbao.link_alike(reports bigint[], fresh boolean) IS 'Puts these reports into the groups of those that they are alike with; fresh: they were never compared before. Returns the groups. Part of link_duplicates()';

CREATE FUNCTION gongbao.link_duplicates(max integer DEFAULT 2000) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION gongbao.link_duplicates(max integer) IS 'Marks near duplicates and superseded versions among the reports of at most so many jobs, those settled since the last call; returns of how many. Workers call it as they go; one at a time does it';

CREATE FUNCTION gongbao.link_versions(reports bigint[]) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION gongbao.link_versions(reports bigint[]) IS 'Orders the extracted reports from the addresses of these reports by id, each superseding the one before; returns the groups in which that changed something. Part of link_duplicates()';

CREATE FUNCTION gongbao.live_workers() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $_$
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT substring(application_name FROM '^gongbao-worker/([0-9]{1,18})$')::bigint FROM pg_stat_get_activity(NULL)
        WHERE datid = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND application_name LIKE 'gongbao-worker/%' AND application_name ~ '^gongbao-worker/[0-9]{1,18}$');
END $_$;

COMMENT ON FUNCTION gongbao.live_workers() IS 'The ids of workers that have a session with this database';

CREATE FUNCTION gongbao.low_watermark(priority integer) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
BEGIN
    RETURN coalesce((
        SELECT watermark.job_id FROM gongbao.watermark
        WHERE watermark.priority = low_watermark.priority ORDER BY watermark.id DESC LIMIT 1), 0);
END $$;

COMMENT ON FUNCTION gongbao.low_watermark(priority integer) IS 'Every ticket of the priority up to this id is settled, and none will appear there any more; 0 at the beginning';

CREATE FUNCTION gongbao.maintain(ahead integer DEFAULT 3, journal_keep interval DEFAULT '7 days'::interval, retention interval DEFAULT NULL::interval, OUT partitions_created integer, OUT partitions_dropped integer, OUT batches_pruned bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION gongbao.maintain(ahead integer, journal_keep interval, retention interval, OUT partitions_created integer, OUT partitions_dropped integer, OUT batches_pruned bigint) IS 'What a worker asks for once a minute: partitions ahead of the ids, summaries of the BRIN indexes, journal of settled jobs older than journal_keep deleted (10,000 batches a call), and with a retention settled partitions older than that dropped';

CREATE FUNCTION gongbao.partition_suffix(above bigint, up_to bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
DECLARE
    suffix CONSTANT text := '_p' || lpad((up_to / 1000000 * 1000000)::text, 12, '0');
BEGIN
    RETURN CASE WHEN (above + 1) / 1000000 = up_to / 1000000 AND to_regclass('gongbao.outcome' || suffix) IS NOT NULL THEN suffix ELSE '' END;
END $$;

COMMENT ON FUNCTION gongbao.partition_suffix(above bigint, up_to bigint) IS 'What follows the names ticket and outcome in those of the partitions that have all ids above one up to another; empty where several do';

CREATE FUNCTION gongbao.partitions(OUT lower_id bigint, OUT upper_id bigint, OUT ticket_table regclass, OUT outcome_table regclass) RETURNS SETOF record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT bound.lower_id, bound.lower_id + 1000000, child.oid::regclass, to_regclass('gongbao.outcome_' || right(child.relname, 13))
    FROM pg_inherits link
    JOIN pg_class child ON child.oid = link.inhrelid
    CROSS JOIN LATERAL (SELECT right(child.relname, 12)::bigint AS lower_id) bound
    WHERE link.inhparent = 'gongbao.ticket'::regclass
    ORDER BY bound.lower_id;
END $$;

COMMENT ON FUNCTION gongbao.partitions(OUT lower_id bigint, OUT upper_id bigint, OUT ticket_table regclass, OUT outcome_table regclass) IS 'The partitions of ticket and outcome: ids from lower_id up to, not including, upper_id';

CREATE FUNCTION gongbao.pause(priority integer DEFAULT NULL::integer) RETURNS smallint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
    IF pause.priority NOT BETWEEN 0 AND 2 THEN
        RAISE EXCEPTION 'priority is 0, 1 or 2, not %', pause.priority USING ERRCODE = 'invalid_parameter_value';
    END IF;
    INSERT INTO gongbao.pause (priority)
    SELECT p FROM generate_series(0, 2) p WHERE p = coalesce(pause.priority, p)
    ON CONFLICT DO NOTHING;
    RETURN ARRAY(SELECT priority FROM gongbao.pause ORDER BY priority);
END $$;

COMMENT ON FUNCTION gongbao.pause(priority integer) IS 'Stops claiming of one priority, or of all; what runs is finished. Returns the paused priorities';

CREATE FUNCTION gongbao.promote(max integer DEFAULT 1000) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
DECLARE
    promoted integer;
BEGIN
    -- Nothing due is the everyday case and writes nothing.
    IF NOT EXISTS (SELECT FROM gongbao.delayed WHERE run_at <= statement_timestamp()) THEN
        RETURN 0;
    END IF;
    LOCK TABLE ONLY gongbao.ticket IN ROW EXCLUSIVE MODE; -- before an id is drawn: see advance_watermark()
    PERFORM gongbao.ensure_partitions((SELECT last_value FROM gongbao.job_id) + max + 1000000);
    WITH due AS MATERIALIZED (
        SELECT id FROM gongbao.delayed WHERE run_at <= statement_timestamp() ORDER BY run_at LIMIT max FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM gongbao.delayed USING due WHERE delayed.id = due.id
        RETURNING delayed.report_id, delayed.root_id, delayed.priority, delayed.attempt, delayed.reason, delayed.run_at
    ), numbered AS MATERIALIZED (
        SELECT nextval('gongbao.job_id') AS id, ordered.* FROM (SELECT * FROM taken ORDER BY run_at) ordered
    ), issued AS (
        INSERT INTO gongbao.ticket (id, report_id, root_id, priority, attempt, reason)
        SELECT id, report_id, coalesce(root_id, id), priority, attempt, reason FROM numbered
        RETURNING 1
    )
    SELECT count(*) INTO promoted FROM issued;
    RETURN promoted;
END $$;

COMMENT ON FUNCTION gongbao.promote(max integer) IS 'Issues the tickets of delayed work that is due, at most max; returns how many. Any worker may call it at any time';

CREATE FUNCTION gongbao.reextract(report_ids bigint[] DEFAULT NULL::bigint[], older_than text DEFAULT NULL::text, above bigint DEFAULT 0, max integer DEFAULT 1000) RETURNS TABLE(job_id bigint, report_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
#variable_conflict use_column
DECLARE
    version CONSTANT integer[] := string_to_array(substring(reextract.older_than FROM '^[0-9]+(?:\.[0-9]+)*'), '.');
    chosen  bigint[];
    roots   bigint[];
BEGIN
    IF num_nonnulls(reextract.report_ids, version) <> 1 THEN
        RAISE EXCEPTION 'give either report_ids or older_than, a version such as 1.2.0' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Two at once: the second waits and then finds the tickets of the first; so does retry().
    PERFORM pg_advisory_xact_lock(hashtextextended('gongbao reextract', 0));
    -- extraction's primary key from above on, and a probe of report's, content_key's, ticket_root and delayed_root for each
    SELECT array_agg(found.report_id), array_agg(found.root_id) INTO chosen, roots
    FROM (
        SELECT extraction.report_id, known.job_id AS root_id
        FROM gongbao.extraction
        JOIN gongbao.report ON report.id = extraction.report_id
        JOIN gongbao.content_key known ON known.content_key = report.content_key
        WHERE extraction.report_id > reextract.above
          AND (reextract.report_ids IS NULL OR extraction.report_id = ANY (reextract.report_ids))
          AND (version IS NULL
               OR coalesce(string_to_array(substring(extraction.extractor_version FROM '^[0-9]+(?:\.[0-9]+)*'), '.')::integer[], '{0}') < version)
          AND NOT EXISTS (SELECT FROM gongbao.delayed WHERE delayed.root_id = known.job_id)
          AND NOT EXISTS (
              SELECT FROM gongbao.ticket run WHERE run.root_id = known.job_id AND run.root_id <> run.id
                 AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = run.id))
        ORDER BY extraction.report_id LIMIT reextract.max
    ) found;
    IF chosen IS NULL THEN
        RETURN;
    END IF;
    LOCK TABLE ONLY gongbao.ticket IN ROW EXCLUSIVE MODE; -- before an id is drawn: see advance_watermark()
    PERFORM gongbao.ensure_partitions((SELECT last_value FROM gongbao.job_id) + cardinality(chosen) + 1000000);
    RETURN QUERY
    INSERT INTO gongbao.ticket (report_id, root_id, priority, attempt, reason)
    SELECT report, root, 2, 1, 'reextract' FROM unnest(chosen, roots) AS again (report, root)
    RETURNING ticket.id, ticket.report_id;
END $$;

COMMENT ON FUNCTION gongbao.reextract(report_ids bigint[], older_than text, above bigint, max integer) IS 'Extracts reports again at backfill priority, those named or those whose rows an extractor older than the version wrote, in the order of their ids from above on, at most max a call; their rows are replaced when the new ones are there. Reports without rows, or with a run that is not finished, are left out. Returns the jobs';

CREATE FUNCTION gongbao.resume(priority integer DEFAULT NULL::integer) RETURNS smallint[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
    IF resume.priority NOT BETWEEN 0 AND 2 THEN
        RAISE EXCEPTION 'priority is 0, 1 or 2, not %', resume.priority USING ERRCODE = 'invalid_parameter_value';
    END IF;
    DELETE FROM gongbao.pause WHERE priority = coalesce(resume.priority, priority);
    RETURN ARRAY(SELECT priority FROM gongbao.pause ORDER BY priority);
END $$;

COMMENT ON FUNCTION gongbao.resume(priority integer) IS 'Ends a pause of one priority, or of all. Returns the priorities still paused';

CREATE FUNCTION gongbao.retry(job_id bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    old    gongbao.ticket;
    open   bigint;
    new_id bigint;
BEGIN
    SELECT * INTO old FROM gongbao.ticket WHERE id = retry.job_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no job %', retry.job_id USING ERRCODE = 'no_data_found';
    END IF;
    -- Two operators at once: the second waits here and then finds the ticket of the first.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('gongbao reextract', 0));
    PERFORM pg_advisory_xact_lock(hashtextextended('gongbao job ' || old.root_id, 0));
    LOCK TABLE ONLY gongbao.ticket IN ROW EXCLUSIVE MODE; -- before an id is drawn: see advance_watermark()
    SELECT id INTO open FROM (
        SELECT id FROM gongbao.ticket WHERE root_id = old.root_id AND root_id <> id
        UNION ALL
        SELECT id FROM gongbao.ticket WHERE id = old.root_id
    ) run
    WHERE NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = run.id) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'job % is not finished', retry.job_id USING
            ERRCODE = 'object_not_in_prerequisite_state',
            DETAIL = CASE WHEN open = retry.job_id THEN 'It is queued or running.' ELSE format('Job %s, a later run of it, is queued or running.', open) END;
    END IF;
    -- A later run that waits for its time is started now instead of a second one beside it.
    DELETE FROM gongbao.delayed WHERE root_id = old.root_id;
    PERFORM gongbao.ensure_partitions((SELECT last_value FROM gongbao.job_id) + 1000000);
    INSERT INTO gongbao.ticket (report_id, root_id, priority, attempt, reason)
    VALUES (old.report_id, old.root_id, old.priority, 1, 'operator_retry')
    RETURNING id INTO new_id;
    RETURN new_id;
END $$;

COMMENT ON FUNCTION gongbao.retry(job_id bigint) IS 'Runs a finished job again and returns the new run''s id; its rows are replaced. Refused while a run of it is queued or running';

CREATE FUNCTION gongbao.similarity(one integer[], other integer[]) RETURNS real
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
DECLARE
    -- Up to here both sketches are complete.
    bound CONSTANT integer := coalesce(least(CASE WHEN cardinality(one) >= 64 THEN one[64] END, CASE WHEN cardinality(other) >= 64 THEN other[64] END), 2147483647);
    common integer;
BEGIN
    SELECT count(*) INTO common FROM unnest(one) AS own (hash) WHERE hash <= bound AND hash = ANY (other);
    -- Both are ascending: so many of each are not above the bound.
    RETURN coalesce(common::float8 / nullif(width_bucket(bound, one) + width_bucket(bound, other) - common, 0), 0);
END $$;

COMMENT ON FUNCTION gongbao.similarity(one integer[], other integer[]) IS 'How many of the sentences of two reports stand in both, from 0 to 1, by their fingerprints'' sketches; exact below 64 sentences';

CREATE FUNCTION gongbao.tally_outcomes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state)
    SELECT count(*), sum(row_count), sum(cpu_microseconds), state FROM added GROUP BY state;
    RETURN NULL;
END $$;

COMMENT ON FUNCTION gongbao.tally_outcomes() IS 'Counts outcomes in the transaction that writes them, for outcome_total';

CREATE FUNCTION gongbao.unlinked_at(priority integer, above bigint, up_to bigint) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $_$
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
END $_$;

COMMENT ON FUNCTION gongbao.unlinked_at(priority integer, above bigint, up_to bigint) IS 'When the first job of a priority ended whose id is above one and at most another; null: there is none';

CREATE FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'gongbao', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean) IS 'Who holds back cleaning in the whole cluster: backend, standby, replication slot or prepared transaction; nulls if nobody. is_complete is false where the owner of this function lacks pg_read_all_stats and cannot see other sessions';

CREATE TABLE gongbao.batch (
    id bigint NOT NULL,
    worker_id bigint NOT NULL,
    first_id bigint NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    priority smallint NOT NULL,
    job_ids bigint[] NOT NULL
);

COMMENT ON TABLE gongbao.batch IS 'The journal: which jobs a worker took together. A job named by a batch that has no end is running, or its worker died';

COMMENT ON COLUMN gongbao.batch.id IS 'Ascending in the order of starting';

COMMENT ON COLUMN gongbao.batch.worker_id IS 'worker.id';

COMMENT ON COLUMN gongbao.batch.first_id IS 'The lowest of job_ids; the highest is at most 2,000 above it';

COMMENT ON COLUMN gongbao.batch.started_at IS 'When work on it began';

COMMENT ON COLUMN gongbao.batch.priority IS 'Priority of all its tickets';

COMMENT ON COLUMN gongbao.batch.job_ids IS 'ticket.id of each';

CREATE TABLE gongbao.batch_end (
    batch_id bigint NOT NULL,
    ended_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    how text NOT NULL,
    CONSTRAINT batch_end_how_check CHECK ((how = ANY (ARRAY['committed'::text, 'rolled_back'::text, 'lost'::text, 'stopped'::text, 'server_restart'::text])))
);

COMMENT ON TABLE gongbao.batch_end IS 'The journal: how a batch ended';

COMMENT ON COLUMN gongbao.batch_end.batch_id IS 'batch.id';

COMMENT ON COLUMN gongbao.batch_end.ended_at IS 'When it ended';

COMMENT ON COLUMN gongbao.batch_end.how IS 'committed; rolled_back (the jobs were tried again in smaller batches); lost (the session was: outcome.batch_id tells whether it had committed), stopped (past the deadline of a shutdown) and server_restart are not charged as attempts';

ALTER TABLE gongbao.batch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME gongbao.batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE gongbao.content_key (
    content_key uuid NOT NULL,
    report_id bigint NOT NULL,
    job_id bigint NOT NULL
);

COMMENT ON TABLE gongbao.content_key IS 'Contents seen: which report brought each first, and its job';

COMMENT ON COLUMN gongbao.content_key.content_key IS 'report.content_key';

COMMENT ON COLUMN gongbao.content_key.report_id IS 'The first report with this content';

COMMENT ON COLUMN gongbao.content_key.job_id IS 'The first ticket of that report';

CREATE TABLE gongbao.delayed (
    id bigint NOT NULL,
    report_id bigint NOT NULL,
    root_id bigint,
    run_at timestamp with time zone NOT NULL,
    reason gongbao.ticket_reason NOT NULL,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL
);

COMMENT ON TABLE gongbao.delayed IS 'Tickets to be issued later: retries backing off, reports with not_before. promote() issues those that are due';

COMMENT ON COLUMN gongbao.delayed.id IS 'Not a job id: the ticket gets its own';

COMMENT ON COLUMN gongbao.delayed.report_id IS 'The report to work';

COMMENT ON COLUMN gongbao.delayed.root_id IS 'The first ticket of the job';

COMMENT ON COLUMN gongbao.delayed.run_at IS 'When the ticket is due, by the server''s clock';

COMMENT ON COLUMN gongbao.delayed.reason IS 'Why the ticket will be issued';

COMMENT ON COLUMN gongbao.delayed.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.delayed.attempt IS 'Which attempt it will be';

ALTER TABLE gongbao.delayed ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME gongbao.delayed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE gongbao.dictionary (
    only_row boolean DEFAULT true NOT NULL,
    checksum text NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    loaded_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT dictionary_only_row_check CHECK (only_row)
);

COMMENT ON TABLE gongbao.dictionary IS 'Which dictionaries indicator, unit and place were filled from';

COMMENT ON COLUMN gongbao.dictionary.only_row IS 'Always true: there is one row';

COMMENT ON COLUMN gongbao.dictionary.checksum IS 'Tells these dictionaries from others';

COMMENT ON COLUMN gongbao.dictionary.loaded_at IS 'When they were loaded';

COMMENT ON COLUMN gongbao.dictionary.loaded_by IS 'The role that loaded them';

CREATE TABLE gongbao.edition (
    report_id bigint NOT NULL,
    first_id bigint NOT NULL,
    group_id bigint,
    near_duplicate_of bigint,
    supersedes bigint,
    superseded_by bigint,
    similarity real
);

COMMENT ON TABLE gongbao.edition IS 'Extracted reports that have a version beside them or say nearly the same as another; all others have no row. Written by link_duplicates() alone';

COMMENT ON COLUMN gongbao.edition.report_id IS 'report.id';

COMMENT ON COLUMN gongbao.edition.first_id IS 'The first report extracted from the same address; itself where there is none';

COMMENT ON COLUMN gongbao.edition.group_id IS 'One of the reports that were once found alike with it, directly or over others, the smallest id; null: none';

COMMENT ON COLUMN gongbao.edition.near_duplicate_of IS 'The report that says nearly the same and counts instead: the one whose address was seen first, in its current version. Never one that is a near duplicate or superseded itself';

COMMENT ON COLUMN gongbao.edition.supersedes IS 'The version before it, at the same address';

COMMENT ON COLUMN gongbao.edition.superseded_by IS 'The version after it, at the same address; null: this is the current one';

COMMENT ON COLUMN gongbao.edition.similarity IS 'Share of the sentences of either that stand in both it and near_duplicate_of, estimated to some 0.05';

CREATE TABLE gongbao.extraction (
    report_id bigint NOT NULL,
    job_id bigint NOT NULL,
    extracted_at timestamp with time zone DEFAULT now() NOT NULL,
    period_start date,
    period_end date,
    section_count integer NOT NULL,
    observation_count integer NOT NULL,
    extractor_version text NOT NULL,
    kind text,
    ref_area text,
    title text,
    quality_flags text[] DEFAULT '{}'::text[] NOT NULL,
    body text,
    media_type text,
    charset text,
    place_code text,
    place_level text,
    published_on date,
    source text
);
ALTER TABLE ONLY gongbao.extraction ALTER COLUMN body SET COMPRESSION lz4;

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

COMMENT ON COLUMN gongbao.extraction.quality_flags IS 'What a reader should know: no_observations, no_text (pictures of pages), duplicated_body, truncated (the bytes end in the middle of a character), charset_mismatch, media_type_mismatch, and where metadata, page, title and text disagree period_conflict, published_on_conflict, ref_area_conflict, kind_conflict';

COMMENT ON COLUMN gongbao.extraction.body IS 'The decoded text where it is not report.content; all offsets refer to it';

COMMENT ON COLUMN gongbao.extraction.media_type IS 'What the delivery turned out to be, whatever it was called; null: the text of report.content as it stands';

COMMENT ON COLUMN gongbao.extraction.charset IS 'By which charset it was decoded; null: the text of report.content as it stands, or a converter took care of it';

COMMENT ON COLUMN gongbao.extraction.place_code IS 'Administrative code of ref_area, joins with gongbao.place; null: not in the list, or several places of that name and nothing that tells which';

COMMENT ON COLUMN gongbao.extraction.place_level IS 'nation, province, prefecture, county, township or village; null: neither the list nor the name tells';

COMMENT ON COLUMN gongbao.extraction.published_on IS 'Day of publication as the document itself tells it; null: it does not. What the scraper gave is in report.published_on, and counts';

COMMENT ON COLUMN gongbao.extraction.source IS 'Who published it first, as the document itself tells it (ContentSource of a page, or 来源 above its text); null: unknown';

CREATE TABLE gongbao.report (
    id bigint NOT NULL,
    inserted_at timestamp with time zone DEFAULT now() NOT NULL,
    not_before timestamp with time zone,
    published_on date,
    priority smallint DEFAULT 1 NOT NULL,
    content_key uuid GENERATED ALWAYS AS ((
CASE
    WHEN ((raw IS NULL) AND (media_type = 'text/plain'::text)) THEN md5(content)
    ELSE md5(((((COALESCE(md5(raw), md5(content)) || ' '::text) || media_type) || ' '::text) || COALESCE(charset, ''::text)))
END)::uuid) STORED,
    source_url text,
    title text,
    ref_area text,
    media_type text DEFAULT 'text/plain'::text NOT NULL,
    charset text,
    content text,
    raw bytea,
    CONSTRAINT report_content_is_not_blank CHECK (
CASE
    WHEN (content IS NULL) THEN true
    WHEN ("left"(content, 200) ~ '[^[:space:]\u00a0\u200b\u3000\ufeff]'::text) THEN true
    ELSE (content ~ '[^[:space:]\u00a0\u200b\u3000\ufeff]'::text)
END),
    CONSTRAINT report_has_content_or_raw CHECK ((num_nonnulls(content, raw) = 1)),
    CONSTRAINT report_priority_is_0_1_or_2 CHECK (((priority >= 0) AND (priority <= 2))),
    CONSTRAINT report_raw_is_not_empty CHECK (((raw IS NULL) OR (length(raw) > 0)))
);
ALTER TABLE ONLY gongbao.report ALTER COLUMN content SET COMPRESSION lz4;
ALTER TABLE ONLY gongbao.report ALTER COLUMN raw SET COMPRESSION lz4;

COMMENT ON TABLE gongbao.report IS 'What the scraper inserts; never updated. INSERT or COPY is the whole protocol: a trigger issues the tickets';

COMMENT ON COLUMN gongbao.report.id IS 'Given by the server';

COMMENT ON COLUMN gongbao.report.inserted_at IS 'When it was inserted';

COMMENT ON COLUMN gongbao.report.not_before IS 'Do not work it before this time; null: at once';

COMMENT ON COLUMN gongbao.report.published_on IS 'Day of publication, from which 今年 and 上半年 are resolved; null: the text has to tell';

COMMENT ON COLUMN gongbao.report.priority IS '0 urgent, 1 normal, 2 backfill; picked 8:4:1';

COMMENT ON COLUMN gongbao.report.content_key IS 'Digest of what is to be read. A later report with the same key is a duplicate: stored, not worked';

COMMENT ON COLUMN gongbao.report.source_url IS 'Where it was found';

COMMENT ON COLUMN gongbao.report.title IS 'Title on the page it came from; null: the text has to tell';

COMMENT ON COLUMN gongbao.report.ref_area IS 'The place whose government reports; null: the text has to tell';

COMMENT ON COLUMN gongbao.report.media_type IS 'What content or raw holds, as in HTTP, without parameters. For raw the default, text/plain, means unknown: the bytes tell what they are, and PDF and Word are known by their bytes whatever is said here';

COMMENT ON COLUMN gongbao.report.charset IS 'Encoding of raw, as the source declared it; null: unknown. What decodes without errors wins, and extraction.charset tells what did';

COMMENT ON COLUMN gongbao.report.content IS 'The text; exactly one of content and raw is given';

COMMENT ON COLUMN gongbao.report.raw IS 'The bytes as fetched: text in any charset, HTML, and, where the converters are installed, PDF, Word and RTF; exactly one of content and raw is given';

CREATE VIEW gongbao.document_with_duplicates AS
 SELECT report.id AS report_id,
    report.source_url,
    COALESCE(report.published_on, extraction.published_on) AS published_on,
    COALESCE(extraction.title, report.title) AS title,
    COALESCE(extraction.ref_area, report.ref_area) AS ref_area,
    extraction.kind,
    extraction.period_start,
    extraction.period_end,
    extraction.section_count,
    extraction.observation_count,
    extraction.quality_flags,
    extraction.extractor_version,
    extraction.extracted_at,
    COALESCE(extraction.body, report.content) AS body,
    COALESCE(extraction.media_type, report.media_type) AS media_type,
    extraction.charset,
    extraction.place_code,
    extraction.place_level,
    edition.near_duplicate_of,
    edition.similarity,
    edition.supersedes,
    edition.superseded_by,
    extraction.source
   FROM ((gongbao.extraction
     JOIN gongbao.report ON ((report.id = extraction.report_id)))
     LEFT JOIN gongbao.edition ON ((edition.report_id = extraction.report_id)));

COMMENT ON VIEW gongbao.document_with_duplicates IS 'Every extracted report as in document, with what it is a near duplicate or a version of';

COMMENT ON COLUMN gongbao.document_with_duplicates.report_id IS 'report.id';

COMMENT ON COLUMN gongbao.document_with_duplicates.source_url IS 'Where it was found';

COMMENT ON COLUMN gongbao.document_with_duplicates.published_on IS 'Day of publication, from the scraper or else from the document itself';

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

COMMENT ON COLUMN gongbao.document_with_duplicates.source IS 'Who published it first, as the document itself tells it; null: unknown';

CREATE VIEW gongbao.document AS
 SELECT every.report_id,
    every.source_url,
    every.published_on,
    every.title,
    every.ref_area,
    every.kind,
    every.period_start,
    every.period_end,
    every.section_count,
    every.observation_count,
    every.quality_flags,
    every.extractor_version,
    every.extracted_at,
    every.body,
    every.media_type,
    every.charset,
    every.place_code,
    every.place_level,
    every.source
   FROM gongbao.document_with_duplicates every
  WHERE (NOT (EXISTS ( SELECT
           FROM gongbao.edition
          WHERE ((edition.report_id = every.report_id) AND ((edition.near_duplicate_of IS NOT NULL) OR (edition.superseded_by IS NOT NULL))))));

COMMENT ON VIEW gongbao.document IS 'Each extracted report with its body, near duplicates and earlier versions left out (document_with_duplicates has them): substr(body, char_start + 1, char_end - char_start) is what a section or observation points to';

COMMENT ON COLUMN gongbao.document.report_id IS 'report.id';

COMMENT ON COLUMN gongbao.document.source_url IS 'Where it was found';

COMMENT ON COLUMN gongbao.document.published_on IS 'Day of publication, from the scraper or else from the document itself';

COMMENT ON COLUMN gongbao.document.title IS 'Title, from the text or else from the scraper';

COMMENT ON COLUMN gongbao.document.ref_area IS 'The place whose government reports';

COMMENT ON COLUMN gongbao.document.kind IS 'annual, half_year, quarter or communique; null: unknown';

COMMENT ON COLUMN gongbao.document.period_start IS 'First day that the report covers';

COMMENT ON COLUMN gongbao.document.period_end IS 'Last day that the report covers';

COMMENT ON COLUMN gongbao.document.section_count IS 'Sections written';

COMMENT ON COLUMN gongbao.document.observation_count IS 'Observations written';

COMMENT ON COLUMN gongbao.document.quality_flags IS 'What a reader should know, such as no_observations';

COMMENT ON COLUMN gongbao.document.extractor_version IS 'Version that extracted it';

COMMENT ON COLUMN gongbao.document.extracted_at IS 'When';

COMMENT ON COLUMN gongbao.document.body IS 'The decoded text, to which all offsets refer';

COMMENT ON COLUMN gongbao.document.media_type IS 'What the delivery turned out to be';

COMMENT ON COLUMN gongbao.document.charset IS 'By which charset it was decoded; null: it came as text, or a converter took care of it';

COMMENT ON COLUMN gongbao.document.place_code IS 'Administrative code of ref_area, joins with gongbao.place; null: unknown';

COMMENT ON COLUMN gongbao.document.place_level IS 'nation, province, prefecture, county, township or village; null: unknown';

COMMENT ON COLUMN gongbao.document.source IS 'Who published it first, as the document itself tells it; null: unknown';

CREATE TABLE gongbao.observation_row (
    report_id bigint NOT NULL,
    ordinal integer NOT NULL,
    section integer NOT NULL,
    char_start integer NOT NULL,
    period_start date,
    period_end date,
    relates_to integer,
    duplicate_of integer,
    codes smallint NOT NULL,
    unit_code smallint,
    value numeric,
    value_low numeric,
    value_high numeric,
    name text NOT NULL,
    surface text NOT NULL,
    unit_word text,
    indicator text,
    period_text text,
    ref_area text,
    compared_with text
);
ALTER TABLE ONLY gongbao.observation_row ALTER COLUMN char_start SET STATISTICS 0;
ALTER TABLE ONLY gongbao.observation_row ALTER COLUMN relates_to SET STATISTICS 0;
ALTER TABLE ONLY gongbao.observation_row ALTER COLUMN value_low SET STATISTICS 0;
ALTER TABLE ONLY gongbao.observation_row ALTER COLUMN value_high SET STATISTICS 0;
ALTER TABLE ONLY gongbao.observation_row ALTER COLUMN surface SET STATISTICS 0;
ALTER TABLE ONLY gongbao.observation_row ALTER COLUMN period_text SET STATISTICS 0;

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

CREATE VIEW gongbao.observation AS
 SELECT observation_row.report_id,
    observation_row.ordinal,
    observation_row.section,
    observation_row.char_start,
    (observation_row.char_start + length(observation_row.surface)) AS char_end,
    observation_row.relates_to,
    observation_row.duplicate_of,
    (ARRAY['level'::gongbao.measure, 'change'::gongbao.measure, 'completion'::gongbao.measure, 'rank'::gongbao.measure, 'gap'::gongbao.measure])[((observation_row.codes)::integer % 10)] AS measure,
    (ARRAY['yoy'::gongbao.basis, 'pop'::gongbao.basis, 'annual_average'::gongbao.basis, 'since'::gongbao.basis])[((observation_row.codes / 10) % 10)] AS basis,
    (ARRAY['exact'::gongbao.qualifier, 'approximate'::gongbao.qualifier, 'at_least'::gongbao.qualifier, 'at_most'::gongbao.qualifier, 'range'::gongbao.qualifier])[((observation_row.codes / 100) % 10)] AS qualifier,
    (ARRAY['actual'::gongbao.status, 'estimate'::gongbao.status, 'target'::gongbao.status])[((observation_row.codes / 1000) % 10)] AS status,
    observation_row.period_start,
    observation_row.period_end,
    (observation_row.codes >= 10000) AS redacted,
    observation_row.value,
    observation_row.value_low,
    observation_row.value_high,
    COALESCE(observation_row.unit_word, (ARRAY[''::text, 'CNY'::text, 'USD'::text, 'percent'::text, 'permille'::text, 'percentage_point'::text, 'times'::text, 'rank'::text, 'm2'::text, 'm3'::text, 'km2'::text, 'km'::text, 'm'::text, 'mu'::text, 'ha'::text, 't'::text, 'kg'::text, 'ug/m3'::text, 'kW'::text, 'kWh'::text, 'MW'::text, 'tce'::text, 'a'::text, 'mo'::text, 'd'::text, 'h'::text, 'min'::text, '个'::text, '家'::text, '户'::text, '件'::text, '人'::text, '人次'::text, '项'::text, '条'::text, '所'::text, '座'::text, '套'::text, '场'::text, '处'::text, '张'::text, '台'::text, '辆'::text, '宗'::text, '种'::text, '次'::text, '部'::text, '栋'::text, '只'::text, '起'::text, '期'::text, '批'::text, '斤'::text, '千伏'::text, '场次'::text, '类'::text, '批次'::text, '度'::text, '岁'::text, '担'::text, '匹'::text, '标箱'::text, '支'::text, '块'::text, '头'::text, '架'::text, '株'::text, '眼'::text, '份'::text, '轮'::text, '位'::text, '对'::text, '款'::text, '道'::text, '间'::text, '艘'::text, '架次'::text, '枚'::text, '家次'::text, '分'::text, '片'::text, '门'::text, '组'::text, '户次'::text, '例'::text, '根'::text])[observation_row.unit_code]) AS unit,
    observation_row.name,
    observation_row.indicator,
    observation_row.period_text,
    observation_row.ref_area,
    observation_row.compared_with,
    observation_row.surface
   FROM gongbao.observation_row;

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

CREATE TABLE gongbao.section (
    report_id bigint NOT NULL,
    ordinal integer NOT NULL,
    parent integer,
    char_start integer NOT NULL,
    char_end integer NOT NULL,
    number integer,
    duplicate_of integer,
    level smallint NOT NULL,
    marker text,
    title text
);

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

CREATE VIEW gongbao.figure_with_duplicates AS
 SELECT observation.report_id,
    observation.ordinal,
    COALESCE(observation.ref_area, extraction.ref_area, report.ref_area) AS ref_area,
    observation.period_start,
    observation.period_end,
    observation.name,
    observation.indicator,
    observation.measure,
    observation.basis,
    observation.value,
    observation.value_low,
    observation.value_high,
    observation.unit,
    observation.qualifier,
    observation.status,
    observation.redacted,
    observation.compared_with,
    observation.relates_to,
    section.title AS section_title,
    COALESCE(extraction.title, report.title) AS report_title,
    COALESCE(report.published_on, extraction.published_on) AS published_on,
    report.source_url,
    observation.surface,
    edition.near_duplicate_of,
    edition.superseded_by
   FROM ((((gongbao.observation
     JOIN gongbao.extraction ON ((extraction.report_id = observation.report_id)))
     JOIN gongbao.report ON ((report.id = observation.report_id)))
     LEFT JOIN gongbao.section ON (((section.report_id = observation.report_id) AND (section.ordinal = observation.section))))
     LEFT JOIN gongbao.edition ON ((edition.report_id = observation.report_id)))
  WHERE (observation.duplicate_of IS NULL);

COMMENT ON VIEW gongbao.figure_with_duplicates IS 'The figures of every report as in figure, with what it is a near duplicate or a version of';

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

COMMENT ON COLUMN gongbao.figure_with_duplicates.published_on IS 'Day of publication, from the scraper or else from the document itself';

COMMENT ON COLUMN gongbao.figure_with_duplicates.source_url IS 'Where the report was found';

COMMENT ON COLUMN gongbao.figure_with_duplicates.surface IS 'The number as written';

COMMENT ON COLUMN gongbao.figure_with_duplicates.near_duplicate_of IS 'The report that says nearly the same and counts instead; null: this one counts';

COMMENT ON COLUMN gongbao.figure_with_duplicates.superseded_by IS 'The version after it, at the same address; null: this is the current one';

CREATE VIEW gongbao.figure AS
 SELECT every.report_id,
    every.ordinal,
    every.ref_area,
    every.period_start,
    every.period_end,
    every.name,
    every.indicator,
    every.measure,
    every.basis,
    every.value,
    every.value_low,
    every.value_high,
    every.unit,
    every.qualifier,
    every.status,
    every.redacted,
    every.compared_with,
    every.relates_to,
    every.section_title,
    every.report_title,
    every.published_on,
    every.source_url,
    every.surface
   FROM gongbao.figure_with_duplicates every
  WHERE (NOT (EXISTS ( SELECT
           FROM gongbao.edition
          WHERE ((edition.report_id = every.report_id) AND ((edition.near_duplicate_of IS NOT NULL) OR (edition.superseded_by IS NOT NULL))))));

COMMENT ON VIEW gongbao.figure IS 'Each observation once, with the section, report and place that it belongs to: pasted copies within a report, near duplicates and earlier versions of reports are left out (figure_with_duplicates has the latter two)';

COMMENT ON COLUMN gongbao.figure.report_id IS 'report.id';

COMMENT ON COLUMN gongbao.figure.ordinal IS 'Its place in the report';

COMMENT ON COLUMN gongbao.figure.ref_area IS 'The place it speaks of';

COMMENT ON COLUMN gongbao.figure.period_start IS 'First day that it covers';

COMMENT ON COLUMN gongbao.figure.period_end IS 'Last day that it covers';

COMMENT ON COLUMN gongbao.figure.name IS 'What is counted or measured, in the report''s words';

COMMENT ON COLUMN gongbao.figure.indicator IS 'Code of the canonical indicator; null: unknown';

COMMENT ON COLUMN gongbao.figure.measure IS 'What kind of number it is';

COMMENT ON COLUMN gongbao.figure.basis IS 'What a change compares with';

COMMENT ON COLUMN gongbao.figure.value IS 'The number in the base unit; null where redacted or a range';

COMMENT ON COLUMN gongbao.figure.value_low IS 'Lower end of a range';

COMMENT ON COLUMN gongbao.figure.value_high IS 'Upper end of a range';

COMMENT ON COLUMN gongbao.figure.unit IS 'Code of the unit, or the measure word';

COMMENT ON COLUMN gongbao.figure.qualifier IS 'How exact it is';

COMMENT ON COLUMN gongbao.figure.status IS 'actual, estimate or target';

COMMENT ON COLUMN gongbao.figure.redacted IS 'Blanked out in the source';

COMMENT ON COLUMN gongbao.figure.compared_with IS 'For a rank or gap: among or against whom';

COMMENT ON COLUMN gongbao.figure.relates_to IS 'Ordinal of the level that a change, completion or rank speaks of';

COMMENT ON COLUMN gongbao.figure.section_title IS 'Heading under which it stands';

COMMENT ON COLUMN gongbao.figure.report_title IS 'Title of the report';

COMMENT ON COLUMN gongbao.figure.published_on IS 'Day of publication, from the scraper or else from the document itself';

COMMENT ON COLUMN gongbao.figure.source_url IS 'Where the report was found';

COMMENT ON COLUMN gongbao.figure.surface IS 'The number as written';

CREATE TABLE gongbao.fingerprint (
    report_id bigint NOT NULL,
    bands bigint[] NOT NULL,
    sketch integer[] NOT NULL,
    mask bit(256)
);
ALTER TABLE ONLY gongbao.fingerprint ALTER COLUMN bands SET STATISTICS 0;
ALTER TABLE ONLY gongbao.fingerprint ALTER COLUMN sketch SET STATISTICS 0;

COMMENT ON TABLE gongbao.fingerprint IS 'What each extracted report says, for comparison; none for a report of fewer than 5 sentences';

COMMENT ON COLUMN gongbao.fingerprint.report_id IS 'report.id';

COMMENT ON COLUMN gongbao.fingerprint.bands IS 'fingerprint_bands(sketch); where mask is null another six keys, of an earlier version, that nobody needs';

COMMENT ON COLUMN gongbao.fingerprint.sketch IS 'The 64 smallest hashes of its sentences, ascending; all where there are fewer';

COMMENT ON COLUMN gongbao.fingerprint.mask IS 'fingerprint_mask(sketch); null: written by an earlier version';

CREATE TABLE gongbao.fingerprint_band (
    report_id bigint NOT NULL,
    band_1 bigint NOT NULL,
    band_2 bigint NOT NULL,
    band_3 bigint NOT NULL,
    band_4 bigint NOT NULL,
    mask bit(256) NOT NULL
);

COMMENT ON TABLE gongbao.fingerprint_band IS 'Keys and mask of the reports that were compared. Only for finding: a row that is out of date does no harm';

COMMENT ON COLUMN gongbao.fingerprint_band.report_id IS 'report.id';

COMMENT ON COLUMN gongbao.fingerprint_band.band_1 IS 'fingerprint.bands[1]';

COMMENT ON COLUMN gongbao.fingerprint_band.band_2 IS 'fingerprint.bands[2]';

COMMENT ON COLUMN gongbao.fingerprint_band.band_3 IS 'fingerprint.bands[3]';

COMMENT ON COLUMN gongbao.fingerprint_band.band_4 IS 'fingerprint.bands[4]';

COMMENT ON COLUMN gongbao.fingerprint_band.mask IS 'fingerprint.mask';

CREATE TABLE gongbao.indicator (
    code text NOT NULL,
    name text NOT NULL,
    dimension text NOT NULL,
    nature text NOT NULL,
    aliases text[] NOT NULL,
    listed boolean DEFAULT true NOT NULL
);

COMMENT ON TABLE gongbao.indicator IS 'Canonical indicators; observation.indicator joins with code';

COMMENT ON COLUMN gongbao.indicator.code IS 'The code, such as general_public_budget_revenue';

COMMENT ON COLUMN gongbao.indicator.name IS 'Its usual name, such as 一般公共预算收入';

COMMENT ON COLUMN gongbao.indicator.dimension IS 'What it is measured in: money, count, ratio, area …, as in unit.dimension; quotient is one quantity for each of another';

COMMENT ON COLUMN gongbao.indicator.nature IS 'stock where figures hold at a day, flow where they hold over days';

COMMENT ON COLUMN gongbao.indicator.aliases IS 'Other names that reports use';

COMMENT ON COLUMN gongbao.indicator.listed IS 'Whether the dictionary still has it; false: older observations may';

CREATE SEQUENCE gongbao.job_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

COMMENT ON SEQUENCE gongbao.job_id IS 'Ticket ids. Whoever draws one must have locked ticket in ROW EXCLUSIVE mode before: advance_watermark() counts on it';

CREATE TABLE gongbao.outcome (
    job_id bigint NOT NULL,
    report_id bigint NOT NULL,
    batch_id bigint,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    cpu_microseconds integer DEFAULT 0 NOT NULL,
    state gongbao.job_state NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL,
    sqlstate text,
    error text
)
PARTITION BY RANGE (job_id);

COMMENT ON TABLE gongbao.outcome IS 'How each ticket ended; append-only. The primary key is the fence: a second completion cannot commit';

COMMENT ON COLUMN gongbao.outcome.job_id IS 'ticket.id';

COMMENT ON COLUMN gongbao.outcome.report_id IS 'ticket.report_id';

COMMENT ON COLUMN gongbao.outcome.batch_id IS 'The batch that worked it; null where none did';

COMMENT ON COLUMN gongbao.outcome.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.outcome.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.outcome.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.outcome.state IS 'How it ended';

COMMENT ON COLUMN gongbao.outcome.attempt IS 'ticket.attempt';

COMMENT ON COLUMN gongbao.outcome.sqlstate IS 'SQLSTATE of the error, where the server did not take the rows';

COMMENT ON COLUMN gongbao.outcome.error IS 'Why it did not succeed, in words; null where it did';

CREATE TABLE gongbao.ticket (
    id bigint DEFAULT nextval('gongbao.job_id'::regclass) NOT NULL,
    report_id bigint NOT NULL,
    root_id bigint NOT NULL,
    enqueued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reason gongbao.ticket_reason DEFAULT 'new'::gongbao.ticket_reason NOT NULL,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL
)
PARTITION BY RANGE (id);

COMMENT ON TABLE gongbao.ticket IS 'Work to do, one row for each run; immutable. A worker''s claim is its lock on the row';

COMMENT ON COLUMN gongbao.ticket.id IS 'The job id; ascending in the order of enqueueing, up to concurrent transactions';

COMMENT ON COLUMN gongbao.ticket.report_id IS 'The report to work';

COMMENT ON COLUMN gongbao.ticket.root_id IS 'The first ticket of this job; its own id unless this is a later one';

COMMENT ON COLUMN gongbao.ticket.enqueued_at IS 'When it was issued';

COMMENT ON COLUMN gongbao.ticket.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.ticket.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.ticket.attempt IS 'Which attempt this is, from 1; an operator''s retry starts again at 1';

CREATE VIEW gongbao.run AS
 SELECT ticket.id,
    ticket.report_id,
    ticket.root_id,
    ticket.priority,
    ticket.attempt,
    ticket.reason,
    ticket.enqueued_at,
        CASE
            WHEN (outcome.job_id IS NOT NULL) THEN (outcome.state)::text
            WHEN (journal.started_at IS NOT NULL) THEN 'running'::text
            ELSE 'queued'::text
        END AS state,
    COALESCE(worked.started_at, journal.started_at) AS started_at,
    outcome.finished_at,
    outcome.row_count,
    outcome.cpu_microseconds,
    outcome.sqlstate,
    outcome.error,
    COALESCE(worked.worker_id, journal.worker_id) AS worker_id
   FROM (((gongbao.ticket
     LEFT JOIN LATERAL ( SELECT ended.job_id,
            ended.report_id,
            ended.batch_id,
            ended.finished_at,
            ended.row_count,
            ended.cpu_microseconds,
            ended.state,
            ended.attempt,
            ended.sqlstate,
            ended.error,
            ticket.id AS ticket_id
           FROM gongbao.outcome ended
          WHERE (ended.job_id = ticket.id)) outcome ON (true))
     LEFT JOIN LATERAL ( SELECT batch.started_at,
            batch.worker_id
           FROM gongbao.batch
          WHERE ((batch.id = outcome.batch_id) AND (outcome.ticket_id IS NOT NULL))
         LIMIT 1) worked ON (true))
     LEFT JOIN LATERAL ( SELECT batch.started_at,
            batch.worker_id
           FROM gongbao.batch
          WHERE ((outcome.job_id IS NULL) AND (batch.priority = ticket.priority) AND ((batch.first_id >= (ticket.id - 2000)) AND (batch.first_id <= ticket.id)) AND (ticket.id = ANY (batch.job_ids)) AND (batch.worker_id = ANY (( SELECT gongbao.live_workers() AS live_workers)::bigint[])) AND (NOT (EXISTS ( SELECT
                   FROM gongbao.batch_end
                  WHERE (batch_end.batch_id = batch.id)))))
          ORDER BY batch.first_id DESC
         LIMIT 1) journal ON (true));

COMMENT ON VIEW gongbao.run IS 'Each ticket with what became of it; job and job_attempt show it with what they add';

COMMENT ON COLUMN gongbao.run.id IS 'The job id';

COMMENT ON COLUMN gongbao.run.report_id IS 'The report worked';

COMMENT ON COLUMN gongbao.run.root_id IS 'The first run of this job';

COMMENT ON COLUMN gongbao.run.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.run.attempt IS 'Which attempt, from 1';

COMMENT ON COLUMN gongbao.run.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.run.enqueued_at IS 'When it was issued';

COMMENT ON COLUMN gongbao.run.state IS 'queued, running, or the outcome''s state';

COMMENT ON COLUMN gongbao.run.started_at IS 'When its batch began; null: not yet, or the journal has been pruned';

COMMENT ON COLUMN gongbao.run.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.run.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.run.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.run.sqlstate IS 'SQLSTATE, where the server refused the rows';

COMMENT ON COLUMN gongbao.run.error IS 'Why it did not succeed';

COMMENT ON COLUMN gongbao.run.worker_id IS 'The worker that runs or ran it';

CREATE VIEW gongbao.job AS
( SELECT run.id,
    run.report_id,
    report.source_url,
    report.title,
    run.priority,
    run.state,
    run.attempt,
    run.reason,
    run.enqueued_at,
    run.started_at,
    run.finished_at,
    run.row_count,
    run.sqlstate,
    run.error,
    run.root_id,
    run.worker_id,
    NULL::bigint AS duplicate_of
   FROM (gongbao.run
     JOIN gongbao.report ON ((report.id = run.report_id)))
  ORDER BY run.id DESC)
UNION ALL
 SELECT NULL::bigint AS id,
    report.id AS report_id,
    report.source_url,
    report.title,
    report.priority,
    'duplicate'::text AS state,
    NULL::smallint AS attempt,
    NULL::gongbao.ticket_reason AS reason,
    report.inserted_at AS enqueued_at,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS finished_at,
    NULL::integer AS row_count,
    NULL::text AS sqlstate,
    NULL::text AS error,
    NULL::bigint AS root_id,
    NULL::bigint AS worker_id,
    first.job_id AS duplicate_of
   FROM (gongbao.report
     JOIN gongbao.content_key first ON (((first.content_key = report.content_key) AND (first.report_id <> report.id))));

COMMENT ON VIEW gongbao.job IS 'What became of each report: look it up by id, report_id or source_url. One row for each run, and one without id for each duplicate. The latest: WHERE id IS NOT NULL ORDER BY id DESC LIMIT 20';

COMMENT ON COLUMN gongbao.job.id IS 'The job id; null for a duplicate';

COMMENT ON COLUMN gongbao.job.report_id IS 'The report';

COMMENT ON COLUMN gongbao.job.source_url IS 'Where it was found';

COMMENT ON COLUMN gongbao.job.title IS 'The title that the scraper gave';

COMMENT ON COLUMN gongbao.job.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.job.state IS 'queued, running, succeeded, discarded, failed, quarantined, cancelled, duplicate; retried or deferred: a later run goes on with it, see job_attempt';

COMMENT ON COLUMN gongbao.job.attempt IS 'Which attempt, from 1';

COMMENT ON COLUMN gongbao.job.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.job.enqueued_at IS 'When it was issued; for a duplicate, when it was inserted';

COMMENT ON COLUMN gongbao.job.started_at IS 'When its batch began';

COMMENT ON COLUMN gongbao.job.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.job.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.job.sqlstate IS 'SQLSTATE, where the server refused the rows';

COMMENT ON COLUMN gongbao.job.error IS 'Why it did not succeed';

COMMENT ON COLUMN gongbao.job.root_id IS 'The first run of this job; job_attempt has all of them under it';

COMMENT ON COLUMN gongbao.job.worker_id IS 'The worker that runs or ran it';

COMMENT ON COLUMN gongbao.job.duplicate_of IS 'For a duplicate: the job that has its content';

CREATE TABLE gongbao.worker (
    id bigint NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    pid integer NOT NULL,
    connections integer NOT NULL,
    host text NOT NULL,
    version text NOT NULL,
    configuration_hash text NOT NULL
);

COMMENT ON TABLE gongbao.worker IS 'One row for each start of a worker. Alive are those with a session called gongbao-worker/ID in pg_stat_activity';

COMMENT ON COLUMN gongbao.worker.id IS 'The ID in the session''s application_name';

COMMENT ON COLUMN gongbao.worker.started_at IS 'When it started';

COMMENT ON COLUMN gongbao.worker.pid IS 'Process id on its host';

COMMENT ON COLUMN gongbao.worker.connections IS 'How many connections work in parallel';

COMMENT ON COLUMN gongbao.worker.host IS 'Host name';

COMMENT ON COLUMN gongbao.worker.version IS 'Version of the binary';

COMMENT ON COLUMN gongbao.worker.configuration_hash IS 'Digest of the effective configuration; workers that differ in it are configured differently';

CREATE VIEW gongbao.job_attempt AS
 SELECT run.root_id,
    run.id,
    run.report_id,
    run.attempt,
    run.reason,
    run.state,
    run.enqueued_at,
    NULL::timestamp with time zone AS due_at,
    run.started_at,
    run.finished_at,
    run.row_count,
    run.cpu_microseconds,
    run.sqlstate,
    run.error,
    worker.host,
    worker.pid
   FROM (gongbao.run
     LEFT JOIN gongbao.worker ON ((worker.id = run.worker_id)))
  WHERE (run.root_id <> run.id)
UNION ALL
 SELECT run.id AS root_id,
    run.id,
    run.report_id,
    run.attempt,
    run.reason,
    run.state,
    run.enqueued_at,
    NULL::timestamp with time zone AS due_at,
    run.started_at,
    run.finished_at,
    run.row_count,
    run.cpu_microseconds,
    run.sqlstate,
    run.error,
    worker.host,
    worker.pid
   FROM (gongbao.run
     LEFT JOIN gongbao.worker ON ((worker.id = run.worker_id)))
  WHERE (run.root_id = run.id)
UNION ALL
 SELECT delayed.root_id,
    NULL::bigint AS id,
    delayed.report_id,
    delayed.attempt,
    delayed.reason,
    'delayed'::text AS state,
    NULL::timestamp with time zone AS enqueued_at,
    delayed.run_at AS due_at,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS finished_at,
    NULL::integer AS row_count,
    NULL::integer AS cpu_microseconds,
    NULL::text AS sqlstate,
    NULL::text AS error,
    NULL::text AS host,
    NULL::integer AS pid
   FROM gongbao.delayed;

COMMENT ON VIEW gongbao.job_attempt IS 'The whole history of a job over retries: SELECT * FROM gongbao.job_attempt WHERE root_id = … ORDER BY id';

COMMENT ON COLUMN gongbao.job_attempt.root_id IS 'The first run of the job';

COMMENT ON COLUMN gongbao.job_attempt.id IS 'The job id of this run; null while it is delayed';

COMMENT ON COLUMN gongbao.job_attempt.report_id IS 'The report worked';

COMMENT ON COLUMN gongbao.job_attempt.attempt IS 'Which attempt, from 1; an operator''s retry starts again at 1';

COMMENT ON COLUMN gongbao.job_attempt.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.job_attempt.state IS 'delayed, queued, running, or the outcome''s state';

COMMENT ON COLUMN gongbao.job_attempt.enqueued_at IS 'When it was issued; null while it is delayed';

COMMENT ON COLUMN gongbao.job_attempt.due_at IS 'When it will be issued';

COMMENT ON COLUMN gongbao.job_attempt.started_at IS 'When its batch began';

COMMENT ON COLUMN gongbao.job_attempt.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.job_attempt.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.job_attempt.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.job_attempt.sqlstate IS 'SQLSTATE, where the server refused the rows';

COMMENT ON COLUMN gongbao.job_attempt.error IS 'Why it did not succeed';

COMMENT ON COLUMN gongbao.job_attempt.host IS 'Where it ran';

COMMENT ON COLUMN gongbao.job_attempt.pid IS 'The worker''s process there';

CREATE VIEW gongbao.job_failure AS
 SELECT outcome.state,
    outcome.finished_at,
    outcome.job_id AS id,
    outcome.report_id,
    report.source_url,
    report.title,
    outcome.attempt,
    outcome.sqlstate,
    outcome.error
   FROM (gongbao.outcome
     JOIN gongbao.report ON ((report.id = outcome.report_id)))
  WHERE ((outcome.state = ANY (ARRAY['discarded'::gongbao.job_state, 'failed'::gongbao.job_state, 'quarantined'::gongbao.job_state])) AND (outcome.state <> 'succeeded'::gongbao.job_state));

COMMENT ON VIEW gongbao.job_failure IS 'What was discarded, failed or quarantined: SELECT * FROM gongbao.job_failure ORDER BY finished_at DESC LIMIT 20';

COMMENT ON COLUMN gongbao.job_failure.state IS 'discarded, failed or quarantined';

COMMENT ON COLUMN gongbao.job_failure.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.job_failure.id IS 'The job id, for retry()';

COMMENT ON COLUMN gongbao.job_failure.report_id IS 'The report';

COMMENT ON COLUMN gongbao.job_failure.source_url IS 'Where it was found';

COMMENT ON COLUMN gongbao.job_failure.title IS 'The title that the scraper gave';

COMMENT ON COLUMN gongbao.job_failure.attempt IS 'How often it was tried';

COMMENT ON COLUMN gongbao.job_failure.sqlstate IS 'SQLSTATE, where the server refused the rows';

COMMENT ON COLUMN gongbao.job_failure.error IS 'Why';

CREATE TABLE gongbao.linking (
    id bigint NOT NULL,
    linked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    urgent bigint NOT NULL,
    normal bigint NOT NULL,
    backfill bigint NOT NULL
);

COMMENT ON TABLE gongbao.linking IS 'How far link_duplicates() has come, append-only: the latest row counts';

COMMENT ON COLUMN gongbao.linking.id IS 'The highest counts';

COMMENT ON COLUMN gongbao.linking.linked_at IS 'When';

COMMENT ON COLUMN gongbao.linking.urgent IS 'Jobs of priority 0 up to this id have been looked at';

COMMENT ON COLUMN gongbao.linking.normal IS 'Of priority 1';

COMMENT ON COLUMN gongbao.linking.backfill IS 'Of priority 2';

ALTER TABLE gongbao.linking ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME gongbao.linking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE gongbao.outcome_p000000000000 (
    job_id bigint NOT NULL,
    report_id bigint NOT NULL,
    batch_id bigint,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    cpu_microseconds integer DEFAULT 0 NOT NULL,
    state gongbao.job_state NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL,
    sqlstate text,
    error text
);

COMMENT ON TABLE gongbao.outcome_p000000000000 IS 'Outcomes of jobs 0 to 999999';

COMMENT ON COLUMN gongbao.outcome_p000000000000.job_id IS 'ticket.id';

COMMENT ON COLUMN gongbao.outcome_p000000000000.report_id IS 'ticket.report_id';

COMMENT ON COLUMN gongbao.outcome_p000000000000.batch_id IS 'The batch that worked it; null where none did';

COMMENT ON COLUMN gongbao.outcome_p000000000000.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.outcome_p000000000000.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.outcome_p000000000000.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.outcome_p000000000000.state IS 'How it ended';

COMMENT ON COLUMN gongbao.outcome_p000000000000.attempt IS 'ticket.attempt';

COMMENT ON COLUMN gongbao.outcome_p000000000000.sqlstate IS 'SQLSTATE of the error, where the server did not take the rows';

COMMENT ON COLUMN gongbao.outcome_p000000000000.error IS 'Why it did not succeed, in words; null where it did';

CREATE TABLE gongbao.outcome_p000001000000 (
    job_id bigint NOT NULL,
    report_id bigint NOT NULL,
    batch_id bigint,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    cpu_microseconds integer DEFAULT 0 NOT NULL,
    state gongbao.job_state NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL,
    sqlstate text,
    error text
);

COMMENT ON TABLE gongbao.outcome_p000001000000 IS 'Outcomes of jobs 1000000 to 1999999';

COMMENT ON COLUMN gongbao.outcome_p000001000000.job_id IS 'ticket.id';

COMMENT ON COLUMN gongbao.outcome_p000001000000.report_id IS 'ticket.report_id';

COMMENT ON COLUMN gongbao.outcome_p000001000000.batch_id IS 'The batch that worked it; null where none did';

COMMENT ON COLUMN gongbao.outcome_p000001000000.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.outcome_p000001000000.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.outcome_p000001000000.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.outcome_p000001000000.state IS 'How it ended';

COMMENT ON COLUMN gongbao.outcome_p000001000000.attempt IS 'ticket.attempt';

COMMENT ON COLUMN gongbao.outcome_p000001000000.sqlstate IS 'SQLSTATE of the error, where the server did not take the rows';

COMMENT ON COLUMN gongbao.outcome_p000001000000.error IS 'Why it did not succeed, in words; null where it did';

CREATE TABLE gongbao.outcome_p000002000000 (
    job_id bigint NOT NULL,
    report_id bigint NOT NULL,
    batch_id bigint,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    cpu_microseconds integer DEFAULT 0 NOT NULL,
    state gongbao.job_state NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL,
    sqlstate text,
    error text
);

COMMENT ON TABLE gongbao.outcome_p000002000000 IS 'Outcomes of jobs 2000000 to 2999999';

COMMENT ON COLUMN gongbao.outcome_p000002000000.job_id IS 'ticket.id';

COMMENT ON COLUMN gongbao.outcome_p000002000000.report_id IS 'ticket.report_id';

COMMENT ON COLUMN gongbao.outcome_p000002000000.batch_id IS 'The batch that worked it; null where none did';

COMMENT ON COLUMN gongbao.outcome_p000002000000.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.outcome_p000002000000.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.outcome_p000002000000.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.outcome_p000002000000.state IS 'How it ended';

COMMENT ON COLUMN gongbao.outcome_p000002000000.attempt IS 'ticket.attempt';

COMMENT ON COLUMN gongbao.outcome_p000002000000.sqlstate IS 'SQLSTATE of the error, where the server did not take the rows';

COMMENT ON COLUMN gongbao.outcome_p000002000000.error IS 'Why it did not succeed, in words; null where it did';

CREATE TABLE gongbao.outcome_p000003000000 (
    job_id bigint NOT NULL,
    report_id bigint NOT NULL,
    batch_id bigint,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    cpu_microseconds integer DEFAULT 0 NOT NULL,
    state gongbao.job_state NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL,
    sqlstate text,
    error text
);

COMMENT ON TABLE gongbao.outcome_p000003000000 IS 'Outcomes of jobs 3000000 to 3999999';

COMMENT ON COLUMN gongbao.outcome_p000003000000.job_id IS 'ticket.id';

COMMENT ON COLUMN gongbao.outcome_p000003000000.report_id IS 'ticket.report_id';

COMMENT ON COLUMN gongbao.outcome_p000003000000.batch_id IS 'The batch that worked it; null where none did';

COMMENT ON COLUMN gongbao.outcome_p000003000000.finished_at IS 'When it ended';

COMMENT ON COLUMN gongbao.outcome_p000003000000.row_count IS 'Sections and observations written';

COMMENT ON COLUMN gongbao.outcome_p000003000000.cpu_microseconds IS 'CPU time of decoding and extraction, in microseconds';

COMMENT ON COLUMN gongbao.outcome_p000003000000.state IS 'How it ended';

COMMENT ON COLUMN gongbao.outcome_p000003000000.attempt IS 'ticket.attempt';

COMMENT ON COLUMN gongbao.outcome_p000003000000.sqlstate IS 'SQLSTATE of the error, where the server did not take the rows';

COMMENT ON COLUMN gongbao.outcome_p000003000000.error IS 'Why it did not succeed, in words; null where it did';

CREATE TABLE gongbao.outcome_tally (
    id bigint NOT NULL,
    jobs bigint NOT NULL,
    row_count bigint NOT NULL,
    cpu_microseconds bigint NOT NULL,
    state gongbao.job_state NOT NULL,
    tallied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

COMMENT ON TABLE gongbao.outcome_tally IS 'Addends of the view outcome_total';

COMMENT ON COLUMN gongbao.outcome_tally.id IS 'Means nothing; replication asks for a key';

COMMENT ON COLUMN gongbao.outcome_tally.jobs IS 'Outcomes written';

COMMENT ON COLUMN gongbao.outcome_tally.row_count IS 'Sum of their row_count';

COMMENT ON COLUMN gongbao.outcome_tally.cpu_microseconds IS 'Sum of their cpu_microseconds';

COMMENT ON COLUMN gongbao.outcome_tally.state IS 'Their state';

COMMENT ON COLUMN gongbao.outcome_tally.tallied_at IS 'When they were written; of a whole minute its begin, of what is older than an hour -infinity';

ALTER TABLE gongbao.outcome_tally ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME gongbao.outcome_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW gongbao.outcome_total AS
 SELECT outcome_tally.state,
    (sum(outcome_tally.jobs))::bigint AS jobs,
    (sum(outcome_tally.row_count))::bigint AS row_count,
    ((sum(outcome_tally.cpu_microseconds) / (1000000)::numeric))::numeric(20,6) AS cpu_seconds
   FROM gongbao.outcome_tally
  GROUP BY outcome_tally.state;

COMMENT ON VIEW gongbao.outcome_total IS 'How many jobs ended in each state since the schema was made, exactly, whatever retention dropped: counters for monitoring';

COMMENT ON COLUMN gongbao.outcome_total.state IS 'How they ended; a job that is tried again counts as retried each time';

COMMENT ON COLUMN gongbao.outcome_total.jobs IS 'How many';

COMMENT ON COLUMN gongbao.outcome_total.row_count IS 'Sections and observations written for them';

COMMENT ON COLUMN gongbao.outcome_total.cpu_seconds IS 'CPU time of decoding and extraction, in seconds';

CREATE TABLE gongbao.pause (
    priority smallint NOT NULL,
    paused_at timestamp with time zone DEFAULT now() NOT NULL,
    paused_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT pause_priority_check CHECK (((priority >= 0) AND (priority <= 2)))
);

COMMENT ON TABLE gongbao.pause IS 'Priorities that are not claimed for now; written by pause() and resume()';

COMMENT ON COLUMN gongbao.pause.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.pause.paused_at IS 'Since when';

COMMENT ON COLUMN gongbao.pause.paused_by IS 'By whom';

CREATE TABLE gongbao.place (
    code text NOT NULL,
    name text NOT NULL,
    level text NOT NULL,
    parent text,
    former_names text[] NOT NULL,
    is_current boolean NOT NULL,
    listed boolean DEFAULT true NOT NULL
);

COMMENT ON TABLE gongbao.place IS 'Provinces, prefectures and counties with their administrative codes of GB/T 2260, former ones too; extraction.place_code joins with code';

COMMENT ON COLUMN gongbao.place.code IS 'The code, six digits, such as 440305';

COMMENT ON COLUMN gongbao.place.name IS 'Its name, such as 南山区; several places may have it';

COMMENT ON COLUMN gongbao.place.level IS 'province, prefecture or county';

COMMENT ON COLUMN gongbao.place.parent IS 'Code of the place around it; null for provinces';

COMMENT ON COLUMN gongbao.place.former_names IS 'Names that the code had before';

COMMENT ON COLUMN gongbao.place.is_current IS 'Whether there still is such a place';

COMMENT ON COLUMN gongbao.place.listed IS 'Whether the dictionary still has it; false: older extractions may';

CREATE VIEW gongbao.queue AS
 SELECT (level.priority)::smallint AS priority,
    (ARRAY['urgent'::text, 'normal'::text, 'backfill'::text])[(level.priority + 1)] AS name,
    backlog.queued AS backlog,
    (backlog.queued >= 100000) AS is_more,
    date_trunc('milliseconds'::text, (clock_timestamp() - backlog.oldest_at)) AS oldest_age,
    ( SELECT count(*) AS count
           FROM ( SELECT
                   FROM gongbao.delayed
                  WHERE (delayed.priority = level.priority)
                 LIMIT 100000) waiting) AS delayed,
    pause.paused_at,
    pause.paused_by
   FROM ((generate_series(0, 2) level(priority)
     CROSS JOIN LATERAL gongbao.backlog(level.priority) backlog(queued, oldest_at))
     LEFT JOIN gongbao.pause ON ((pause.priority = level.priority)));

COMMENT ON VIEW gongbao.queue IS 'Backlog and oldest age for each priority; bounded work, whatever the history';

COMMENT ON COLUMN gongbao.queue.priority IS '0, 1 or 2';

COMMENT ON COLUMN gongbao.queue.name IS 'urgent, normal or backfill';

COMMENT ON COLUMN gongbao.queue.backlog IS 'Tickets without an outcome, running ones included; counted up to 100,000';

COMMENT ON COLUMN gongbao.queue.is_more IS 'Whether the count stopped there';

COMMENT ON COLUMN gongbao.queue.oldest_age IS 'For how long the oldest of them has been waiting';

COMMENT ON COLUMN gongbao.queue.delayed IS 'Retries and scheduled work that wait for their time; counted up to 100,000';

COMMENT ON COLUMN gongbao.queue.paused_at IS 'Since when it is paused; null: it is not';

COMMENT ON COLUMN gongbao.queue.paused_by IS 'By whom';

ALTER TABLE gongbao.report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME gongbao.report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE gongbao.schema_migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_by text DEFAULT SESSION_USER NOT NULL
);

COMMENT ON TABLE gongbao.schema_migration IS 'The migrations applied to this database, written by gongbao migrate';

COMMENT ON COLUMN gongbao.schema_migration.number IS 'Place in the order';

COMMENT ON COLUMN gongbao.schema_migration.name IS 'File name without .sql';

COMMENT ON COLUMN gongbao.schema_migration.checksum IS 'Of the file as it was applied';

COMMENT ON COLUMN gongbao.schema_migration.applied_at IS 'When';

COMMENT ON COLUMN gongbao.schema_migration.applied_by IS 'By which role';

CREATE TABLE gongbao.ticket_p000000000000 (
    id bigint DEFAULT nextval('gongbao.job_id'::regclass) NOT NULL,
    report_id bigint NOT NULL,
    root_id bigint NOT NULL,
    enqueued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reason gongbao.ticket_reason DEFAULT 'new'::gongbao.ticket_reason NOT NULL,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL
);

COMMENT ON TABLE gongbao.ticket_p000000000000 IS 'Tickets from 0 to 999999';

COMMENT ON COLUMN gongbao.ticket_p000000000000.id IS 'The job id; ascending in the order of enqueueing, up to concurrent transactions';

COMMENT ON COLUMN gongbao.ticket_p000000000000.report_id IS 'The report to work';

COMMENT ON COLUMN gongbao.ticket_p000000000000.root_id IS 'The first ticket of this job; its own id unless this is a later one';

COMMENT ON COLUMN gongbao.ticket_p000000000000.enqueued_at IS 'When it was issued';

COMMENT ON COLUMN gongbao.ticket_p000000000000.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.ticket_p000000000000.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.ticket_p000000000000.attempt IS 'Which attempt this is, from 1; an operator''s retry starts again at 1';

CREATE TABLE gongbao.ticket_p000001000000 (
    id bigint DEFAULT nextval('gongbao.job_id'::regclass) NOT NULL,
    report_id bigint NOT NULL,
    root_id bigint NOT NULL,
    enqueued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reason gongbao.ticket_reason DEFAULT 'new'::gongbao.ticket_reason NOT NULL,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL
);

COMMENT ON TABLE gongbao.ticket_p000001000000 IS 'Tickets from 1000000 to 1999999';

COMMENT ON COLUMN gongbao.ticket_p000001000000.id IS 'The job id; ascending in the order of enqueueing, up to concurrent transactions';

COMMENT ON COLUMN gongbao.ticket_p000001000000.report_id IS 'The report to work';

COMMENT ON COLUMN gongbao.ticket_p000001000000.root_id IS 'The first ticket of this job; its own id unless this is a later one';

COMMENT ON COLUMN gongbao.ticket_p000001000000.enqueued_at IS 'When it was issued';

COMMENT ON COLUMN gongbao.ticket_p000001000000.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.ticket_p000001000000.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.ticket_p000001000000.attempt IS 'Which attempt this is, from 1; an operator''s retry starts again at 1';

CREATE TABLE gongbao.ticket_p000002000000 (
    id bigint DEFAULT nextval('gongbao.job_id'::regclass) NOT NULL,
    report_id bigint NOT NULL,
    root_id bigint NOT NULL,
    enqueued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reason gongbao.ticket_reason DEFAULT 'new'::gongbao.ticket_reason NOT NULL,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL
);

COMMENT ON TABLE gongbao.ticket_p000002000000 IS 'Tickets from 2000000 to 2999999';

COMMENT ON COLUMN gongbao.ticket_p000002000000.id IS 'The job id; ascending in the order of enqueueing, up to concurrent transactions';

COMMENT ON COLUMN gongbao.ticket_p000002000000.report_id IS 'The report to work';

COMMENT ON COLUMN gongbao.ticket_p000002000000.root_id IS 'The first ticket of this job; its own id unless this is a later one';

COMMENT ON COLUMN gongbao.ticket_p000002000000.enqueued_at IS 'When it was issued';

COMMENT ON COLUMN gongbao.ticket_p000002000000.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.ticket_p000002000000.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.ticket_p000002000000.attempt IS 'Which attempt this is, from 1; an operator''s retry starts again at 1';

CREATE TABLE gongbao.ticket_p000003000000 (
    id bigint DEFAULT nextval('gongbao.job_id'::regclass) NOT NULL,
    report_id bigint NOT NULL,
    root_id bigint NOT NULL,
    enqueued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reason gongbao.ticket_reason DEFAULT 'new'::gongbao.ticket_reason NOT NULL,
    priority smallint NOT NULL,
    attempt smallint DEFAULT 1 NOT NULL
);

COMMENT ON TABLE gongbao.ticket_p000003000000 IS 'Tickets from 3000000 to 3999999';

COMMENT ON COLUMN gongbao.ticket_p000003000000.id IS 'The job id; ascending in the order of enqueueing, up to concurrent transactions';

COMMENT ON COLUMN gongbao.ticket_p000003000000.report_id IS 'The report to work';

COMMENT ON COLUMN gongbao.ticket_p000003000000.root_id IS 'The first ticket of this job; its own id unless this is a later one';

COMMENT ON COLUMN gongbao.ticket_p000003000000.enqueued_at IS 'When it was issued';

COMMENT ON COLUMN gongbao.ticket_p000003000000.reason IS 'Why it was issued';

COMMENT ON COLUMN gongbao.ticket_p000003000000.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.ticket_p000003000000.attempt IS 'Which attempt this is, from 1; an operator''s retry starts again at 1';

CREATE TABLE gongbao.unit (
    code text NOT NULL,
    name text NOT NULL,
    dimension text NOT NULL,
    surfaces text[] NOT NULL,
    listed boolean DEFAULT true NOT NULL
);

COMMENT ON TABLE gongbao.unit IS 'Units; observation.unit joins with code. Measure words (家, 件) are their own codes, compounds (元/人) are not listed';

COMMENT ON COLUMN gongbao.unit.code IS 'The code, such as CNY or km2';

COMMENT ON COLUMN gongbao.unit.name IS 'Its usual name, such as 元';

COMMENT ON COLUMN gongbao.unit.dimension IS 'What it measures: money, count, ratio, area …';

COMMENT ON COLUMN gongbao.unit.surfaces IS 'All words that reports write it with';

COMMENT ON COLUMN gongbao.unit.listed IS 'Whether the dictionary still has it; false: older observations may';

CREATE TABLE gongbao.watermark (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    ceiling bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    priority smallint NOT NULL,
    drawers text[] NOT NULL
);

COMMENT ON TABLE gongbao.watermark IS 'Checkpoints for each priority, append-only: every ticket up to job_id is settled and none will appear there any more';

COMMENT ON COLUMN gongbao.watermark.id IS 'The highest of a priority counts';

COMMENT ON COLUMN gongbao.watermark.job_id IS 'Every ticket of the priority up to here has an outcome';

COMMENT ON COLUMN gongbao.watermark.ceiling IS 'Highest id that had been drawn when this was recorded';

COMMENT ON COLUMN gongbao.watermark.recorded_at IS 'When it was recorded';

COMMENT ON COLUMN gongbao.watermark.priority IS '0 urgent, 1 normal, 2 backfill';

COMMENT ON COLUMN gongbao.watermark.drawers IS 'The transactions that may still bring tickets up to ceiling: once they have ended, none can appear there any more';

ALTER TABLE gongbao.watermark ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME gongbao.watermark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW gongbao.worker_activity AS
 SELECT worker.id,
    worker.host,
    worker.pid,
    worker.version,
    worker.started_at,
    worker.connections,
    worker.configuration_hash,
    batch.id AS batch_id,
    batch.priority,
    batch.first_id,
    cardinality(batch.job_ids) AS jobs,
    batch.started_at AS batch_started_at
   FROM (gongbao.worker
     LEFT JOIN ( SELECT recent.id,
            recent.worker_id,
            recent.first_id,
            recent.started_at,
            recent.priority,
            recent.job_ids
           FROM (generate_series(0, 2) level(priority)
             CROSS JOIN LATERAL ( SELECT batch_1.id,
                    batch_1.worker_id,
                    batch_1.first_id,
                    batch_1.started_at,
                    batch_1.priority,
                    batch_1.job_ids
                   FROM gongbao.batch batch_1
                  WHERE ((batch_1.priority = level.priority) AND (batch_1.first_id > (COALESCE(( SELECT watermark.job_id
                           FROM gongbao.watermark
                          WHERE (watermark.priority = level.priority)
                          ORDER BY watermark.id DESC
                         LIMIT 1), (0)::bigint) - 2000)))
                  ORDER BY batch_1.first_id DESC
                 LIMIT 3000) recent)
          WHERE (NOT (EXISTS ( SELECT
                   FROM gongbao.batch_end
                  WHERE (batch_end.batch_id = recent.id)
                 OFFSET 0)))) batch ON ((batch.worker_id = worker.id)))
  WHERE (worker.id = ANY (( SELECT gongbao.live_workers() AS live_workers)::bigint[]));

COMMENT ON VIEW gongbao.worker_activity IS 'Workers with a session, and the batches they have in hand: a row for each batch, or one for an idle worker';

COMMENT ON COLUMN gongbao.worker_activity.id IS 'worker.id';

COMMENT ON COLUMN gongbao.worker_activity.host IS 'Host name';

COMMENT ON COLUMN gongbao.worker_activity.pid IS 'Process id on that host';

COMMENT ON COLUMN gongbao.worker_activity.version IS 'Version of the binary';

COMMENT ON COLUMN gongbao.worker_activity.started_at IS 'When it started';

COMMENT ON COLUMN gongbao.worker_activity.connections IS 'How many connections work in parallel';

COMMENT ON COLUMN gongbao.worker_activity.configuration_hash IS 'Digest of the effective configuration';

COMMENT ON COLUMN gongbao.worker_activity.batch_id IS 'The batch in hand; null: idle';

COMMENT ON COLUMN gongbao.worker_activity.priority IS 'Its priority';

COMMENT ON COLUMN gongbao.worker_activity.first_id IS 'Its lowest job id';

COMMENT ON COLUMN gongbao.worker_activity.jobs IS 'How many jobs it has';

COMMENT ON COLUMN gongbao.worker_activity.batch_started_at IS 'Since when';

ALTER TABLE gongbao.worker ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME gongbao.worker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY gongbao.outcome ATTACH PARTITION gongbao.outcome_p000000000000 FOR VALUES FROM ('0') TO ('1000000');

ALTER TABLE ONLY gongbao.outcome ATTACH PARTITION gongbao.outcome_p000001000000 FOR VALUES FROM ('1000000') TO ('2000000');

ALTER TABLE ONLY gongbao.outcome ATTACH PARTITION gongbao.outcome_p000002000000 FOR VALUES FROM ('2000000') TO ('3000000');

ALTER TABLE ONLY gongbao.outcome ATTACH PARTITION gongbao.outcome_p000003000000 FOR VALUES FROM ('3000000') TO ('4000000');

ALTER TABLE ONLY gongbao.ticket ATTACH PARTITION gongbao.ticket_p000000000000 FOR VALUES FROM ('0') TO ('1000000');

ALTER TABLE ONLY gongbao.ticket ATTACH PARTITION gongbao.ticket_p000001000000 FOR VALUES FROM ('1000000') TO ('2000000');

ALTER TABLE ONLY gongbao.ticket ATTACH PARTITION gongbao.ticket_p000002000000 FOR VALUES FROM ('2000000') TO ('3000000');

ALTER TABLE ONLY gongbao.ticket ATTACH PARTITION gongbao.ticket_p000003000000 FOR VALUES FROM ('3000000') TO ('4000000');

ALTER TABLE ONLY gongbao.batch_end
    ADD CONSTRAINT batch_end_pkey PRIMARY KEY (batch_id);

ALTER TABLE ONLY gongbao.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY gongbao.content_key
    ADD CONSTRAINT content_key_pkey PRIMARY KEY (content_key);

ALTER TABLE ONLY gongbao.delayed
    ADD CONSTRAINT delayed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY gongbao.dictionary
    ADD CONSTRAINT dictionary_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY gongbao.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (report_id);

ALTER TABLE ONLY gongbao.extraction
    ADD CONSTRAINT extraction_pkey PRIMARY KEY (report_id) WITH (fillfactor='100');

ALTER TABLE ONLY gongbao.fingerprint
    ADD CONSTRAINT fingerprint_pkey PRIMARY KEY (report_id) WITH (fillfactor='100');

ALTER TABLE ONLY gongbao.indicator
    ADD CONSTRAINT indicator_pkey PRIMARY KEY (code);

ALTER TABLE ONLY gongbao.linking
    ADD CONSTRAINT linking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY gongbao.outcome
    ADD CONSTRAINT outcome_pkey PRIMARY KEY (job_id);

ALTER TABLE ONLY gongbao.outcome_p000000000000
    ADD CONSTRAINT outcome_p000000000000_pkey PRIMARY KEY (job_id);

ALTER TABLE ONLY gongbao.outcome_p000001000000
    ADD CONSTRAINT outcome_p000001000000_pkey PRIMARY KEY (job_id);

ALTER TABLE ONLY gongbao.outcome_p000002000000
    ADD CONSTRAINT outcome_p000002000000_pkey PRIMARY KEY (job_id);

ALTER TABLE ONLY gongbao.outcome_p000003000000
    ADD CONSTRAINT outcome_p000003000000_pkey PRIMARY KEY (job_id);

ALTER TABLE ONLY gongbao.outcome_tally
    ADD CONSTRAINT outcome_tally_pkey PRIMARY KEY (id);

ALTER TABLE ONLY gongbao.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (priority);

ALTER TABLE ONLY gongbao.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (code);

ALTER TABLE ONLY gongbao.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY gongbao.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY gongbao.section
    ADD CONSTRAINT section_pkey PRIMARY KEY (report_id, ordinal) WITH (fillfactor='100');

ALTER TABLE ONLY gongbao.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (priority, id);

ALTER TABLE ONLY gongbao.ticket_p000000000000
    ADD CONSTRAINT ticket_p000000000000_pkey PRIMARY KEY (priority, id);

ALTER TABLE ONLY gongbao.ticket_p000001000000
    ADD CONSTRAINT ticket_p000001000000_pkey PRIMARY KEY (priority, id);

ALTER TABLE ONLY gongbao.ticket_p000002000000
    ADD CONSTRAINT ticket_p000002000000_pkey PRIMARY KEY (priority, id);

ALTER TABLE ONLY gongbao.ticket_p000003000000
    ADD CONSTRAINT ticket_p000003000000_pkey PRIMARY KEY (priority, id);

ALTER TABLE ONLY gongbao.unit
    ADD CONSTRAINT unit_pkey PRIMARY KEY (code);

ALTER TABLE ONLY gongbao.watermark
    ADD CONSTRAINT watermark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY gongbao.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (id);

CREATE INDEX batch_first_id ON gongbao.batch USING btree (priority, first_id);

CREATE INDEX delayed_root ON gongbao.delayed USING btree (root_id);

CREATE INDEX delayed_run_at ON gongbao.delayed USING btree (run_at);

CREATE INDEX edition_group ON gongbao.edition USING btree (group_id, first_id, report_id) WHERE (group_id IS NOT NULL);

CREATE INDEX fingerprint_band_1 ON gongbao.fingerprint_band USING btree (band_1);

CREATE INDEX fingerprint_band_2 ON gongbao.fingerprint_band USING btree (band_2);

CREATE INDEX fingerprint_band_3 ON gongbao.fingerprint_band USING btree (band_3);

CREATE INDEX fingerprint_band_4 ON gongbao.fingerprint_band USING btree (band_4);

CREATE INDEX observation_report ON gongbao.observation_row USING btree (report_id);

COMMENT ON INDEX gongbao.observation_report IS 'Rows of a report';

CREATE INDEX outcome_finished_at ON ONLY gongbao.outcome USING brin (finished_at) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX outcome_not_succeeded ON ONLY gongbao.outcome USING btree (state, finished_at) WHERE (state <> 'succeeded'::gongbao.job_state);

CREATE INDEX outcome_p000000000000_finished_at_idx ON gongbao.outcome_p000000000000 USING brin (finished_at) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX outcome_p000000000000_state_finished_at_idx ON gongbao.outcome_p000000000000 USING btree (state, finished_at) WHERE (state <> 'succeeded'::gongbao.job_state);

CREATE INDEX outcome_p000001000000_finished_at_idx ON gongbao.outcome_p000001000000 USING brin (finished_at) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX outcome_p000001000000_state_finished_at_idx ON gongbao.outcome_p000001000000 USING btree (state, finished_at) WHERE (state <> 'succeeded'::gongbao.job_state);

CREATE INDEX outcome_p000002000000_finished_at_idx ON gongbao.outcome_p000002000000 USING brin (finished_at) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX outcome_p000002000000_state_finished_at_idx ON gongbao.outcome_p000002000000 USING btree (state, finished_at) WHERE (state <> 'succeeded'::gongbao.job_state);

CREATE INDEX outcome_p000003000000_finished_at_idx ON gongbao.outcome_p000003000000 USING brin (finished_at) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX outcome_p000003000000_state_finished_at_idx ON gongbao.outcome_p000003000000 USING btree (state, finished_at) WHERE (state <> 'succeeded'::gongbao.job_state);

CREATE INDEX report_source_url ON gongbao.report USING hash (source_url);

CREATE UNIQUE INDEX ticket_id ON ONLY gongbao.ticket USING btree (id);

CREATE UNIQUE INDEX ticket_p000000000000_id_idx ON gongbao.ticket_p000000000000 USING btree (id);

CREATE INDEX ticket_report ON ONLY gongbao.ticket USING brin (report_id int8_minmax_multi_ops) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX ticket_p000000000000_report_id_idx ON gongbao.ticket_p000000000000 USING brin (report_id int8_minmax_multi_ops) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX ticket_root ON ONLY gongbao.ticket USING btree (root_id) WHERE (root_id <> id);

CREATE INDEX ticket_p000000000000_root_id_idx ON gongbao.ticket_p000000000000 USING btree (root_id) WHERE (root_id <> id);

CREATE UNIQUE INDEX ticket_p000001000000_id_idx ON gongbao.ticket_p000001000000 USING btree (id);

CREATE INDEX ticket_p000001000000_report_id_idx ON gongbao.ticket_p000001000000 USING brin (report_id int8_minmax_multi_ops) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX ticket_p000001000000_root_id_idx ON gongbao.ticket_p000001000000 USING btree (root_id) WHERE (root_id <> id);

CREATE UNIQUE INDEX ticket_p000002000000_id_idx ON gongbao.ticket_p000002000000 USING btree (id);

CREATE INDEX ticket_p000002000000_report_id_idx ON gongbao.ticket_p000002000000 USING brin (report_id int8_minmax_multi_ops) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX ticket_p000002000000_root_id_idx ON gongbao.ticket_p000002000000 USING btree (root_id) WHERE (root_id <> id);

CREATE UNIQUE INDEX ticket_p000003000000_id_idx ON gongbao.ticket_p000003000000 USING btree (id);

CREATE INDEX ticket_p000003000000_report_id_idx ON gongbao.ticket_p000003000000 USING brin (report_id int8_minmax_multi_ops) WITH (pages_per_range='16', autosummarize='on');

CREATE INDEX ticket_p000003000000_root_id_idx ON gongbao.ticket_p000003000000 USING btree (root_id) WHERE (root_id <> id);

CREATE INDEX watermark_latest ON gongbao.watermark USING btree (priority, id);

ALTER INDEX gongbao.outcome_finished_at ATTACH PARTITION gongbao.outcome_p000000000000_finished_at_idx;

ALTER INDEX gongbao.outcome_pkey ATTACH PARTITION gongbao.outcome_p000000000000_pkey;

ALTER INDEX gongbao.outcome_not_succeeded ATTACH PARTITION gongbao.outcome_p000000000000_state_finished_at_idx;

ALTER INDEX gongbao.outcome_finished_at ATTACH PARTITION gongbao.outcome_p000001000000_finished_at_idx;

ALTER INDEX gongbao.outcome_pkey ATTACH PARTITION gongbao.outcome_p000001000000_pkey;

ALTER INDEX gongbao.outcome_not_succeeded ATTACH PARTITION gongbao.outcome_p000001000000_state_finished_at_idx;

ALTER INDEX gongbao.outcome_finished_at ATTACH PARTITION gongbao.outcome_p000002000000_finished_at_idx;

ALTER INDEX gongbao.outcome_pkey ATTACH PARTITION gongbao.outcome_p000002000000_pkey;

ALTER INDEX gongbao.outcome_not_succeeded ATTACH PARTITION gongbao.outcome_p000002000000_state_finished_at_idx;

ALTER INDEX gongbao.outcome_finished_at ATTACH PARTITION gongbao.outcome_p000003000000_finished_at_idx;

ALTER INDEX gongbao.outcome_pkey ATTACH PARTITION gongbao.outcome_p000003000000_pkey;

ALTER INDEX gongbao.outcome_not_succeeded ATTACH PARTITION gongbao.outcome_p000003000000_state_finished_at_idx;

ALTER INDEX gongbao.ticket_id ATTACH PARTITION gongbao.ticket_p000000000000_id_idx;

ALTER INDEX gongbao.ticket_pkey ATTACH PARTITION gongbao.ticket_p000000000000_pkey;

ALTER INDEX gongbao.ticket_report ATTACH PARTITION gongbao.ticket_p000000000000_report_id_idx;

ALTER INDEX gongbao.ticket_root ATTACH PARTITION gongbao.ticket_p000000000000_root_id_idx;

ALTER INDEX gongbao.ticket_id ATTACH PARTITION gongbao.ticket_p000001000000_id_idx;

ALTER INDEX gongbao.ticket_pkey ATTACH PARTITION gongbao.ticket_p000001000000_pkey;

ALTER INDEX gongbao.ticket_report ATTACH PARTITION gongbao.ticket_p000001000000_report_id_idx;

ALTER INDEX gongbao.ticket_root ATTACH PARTITION gongbao.ticket_p000001000000_root_id_idx;

ALTER INDEX gongbao.ticket_id ATTACH PARTITION gongbao.ticket_p000002000000_id_idx;

ALTER INDEX gongbao.ticket_pkey ATTACH PARTITION gongbao.ticket_p000002000000_pkey;

ALTER INDEX gongbao.ticket_report ATTACH PARTITION gongbao.ticket_p000002000000_report_id_idx;

ALTER INDEX gongbao.ticket_root ATTACH PARTITION gongbao.ticket_p000002000000_root_id_idx;

ALTER INDEX gongbao.ticket_id ATTACH PARTITION gongbao.ticket_p000003000000_id_idx;

ALTER INDEX gongbao.ticket_pkey ATTACH PARTITION gongbao.ticket_p000003000000_pkey;

ALTER INDEX gongbao.ticket_report ATTACH PARTITION gongbao.ticket_p000003000000_report_id_idx;

ALTER INDEX gongbao.ticket_root ATTACH PARTITION gongbao.ticket_p000003000000_root_id_idx;

CREATE TRIGGER issue_tickets AFTER INSERT ON gongbao.report REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION gongbao.issue_tickets();

COMMENT ON TRIGGER issue_tickets ON gongbao.report IS 'One ticket for each content that is new, for INSERT and COPY alike';

CREATE TRIGGER outcome_tally AFTER INSERT ON gongbao.outcome REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION gongbao.tally_outcomes();

COMMENT ON TRIGGER outcome_tally ON gongbao.outcome IS 'For outcome_total';

GRANT USAGE ON SCHEMA gongbao TO gongbao_enqueuer;
GRANT USAGE ON SCHEMA gongbao TO gongbao_worker;
GRANT USAGE ON SCHEMA gongbao TO gongbao_operator;
GRANT USAGE ON SCHEMA gongbao TO gongbao_monitor;
GRANT USAGE ON SCHEMA gongbao TO gongbao_reader;

REVOKE ALL ON FUNCTION gongbao.advance_watermark() FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.advance_watermark() TO gongbao_worker;

REVOKE ALL ON FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) TO gongbao_worker;
GRANT ALL ON FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) TO gongbao_operator;
GRANT ALL ON FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) TO gongbao_monitor;
GRANT ALL ON FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamp with time zone) TO gongbao_reader;

REVOKE ALL ON FUNCTION gongbao.cancel(job_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.cancel(job_id bigint) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.choose_originals(chosen_group bigint, arrived bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.drop_settled_partition(retention interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.enqueue(content text, source_url text, title text, published_on date, ref_area text, priority integer, not_before timestamp with time zone, raw bytea, media_type text, charset text) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.enqueue(content text, source_url text, title text, published_on date, ref_area text, priority integer, not_before timestamp with time zone, raw bytea, media_type text, charset text) TO gongbao_enqueuer;

REVOKE ALL ON FUNCTION gongbao.enqueue_report(content text, source_url text, title text, published_on date, ref_area text, priority integer, not_before timestamp with time zone, raw bytea, media_type text, charset text, OUT job_id bigint, OUT report_id bigint, OUT duplicate boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.enqueue_report(content text, source_url text, title text, published_on date, ref_area text, priority integer, not_before timestamp with time zone, raw bytea, media_type text, charset text, OUT job_id bigint, OUT report_id bigint, OUT duplicate boolean) TO gongbao_enqueuer;

REVOKE ALL ON FUNCTION gongbao.ensure_partitions(up_to bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.fingerprint_bands(sketch integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.fingerprint_mask(sketch integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.fold_tally() FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.grant_privileges() FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.health(OUT server_version text, OUT schema_version integer, OUT checked_at timestamp with time zone, OUT in_recovery boolean, OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[], OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean, OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint, OUT running bigint, OUT delayed bigint, OUT delayed_due bigint, OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint, OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint, OUT quarantined bigint, OUT last_outcome_at timestamp with time zone, OUT last_outcome_seconds bigint, OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean, OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.health(OUT server_version text, OUT schema_version integer, OUT checked_at timestamp with time zone, OUT in_recovery boolean, OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[], OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean, OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint, OUT running bigint, OUT delayed bigint, OUT delayed_due bigint, OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint, OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint, OUT quarantined bigint, OUT last_outcome_at timestamp with time zone, OUT last_outcome_seconds bigint, OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean, OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text) TO gongbao_worker;
GRANT ALL ON FUNCTION gongbao.health(OUT server_version text, OUT schema_version integer, OUT checked_at timestamp with time zone, OUT in_recovery boolean, OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[], OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean, OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint, OUT running bigint, OUT delayed bigint, OUT delayed_due bigint, OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint, OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint, OUT quarantined bigint, OUT last_outcome_at timestamp with time zone, OUT last_outcome_seconds bigint, OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean, OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text) TO gongbao_operator;
GRANT ALL ON FUNCTION gongbao.health(OUT server_version text, OUT schema_version integer, OUT checked_at timestamp with time zone, OUT in_recovery boolean, OUT workers_live integer, OUT worker_connections integer, OUT paused smallint[], OUT backlog_urgent bigint, OUT backlog_normal bigint, OUT backlog_backfill bigint, OUT backlog_capped boolean, OUT oldest_seconds_urgent bigint, OUT oldest_seconds_normal bigint, OUT oldest_seconds_backfill bigint, OUT running bigint, OUT delayed bigint, OUT delayed_due bigint, OUT succeeded_minute bigint, OUT failed_minute bigint, OUT retried_minute bigint, OUT succeeded_hour bigint, OUT failed_hour bigint, OUT retried_hour bigint, OUT quarantined bigint, OUT last_outcome_at timestamp with time zone, OUT last_outcome_seconds bigint, OUT horizon_kind text, OUT horizon_identity text, OUT horizon_age_transactions bigint, OUT horizon_age_seconds bigint, OUT horizon_complete boolean, OUT partitions_ahead integer, OUT unlinked_seconds bigint, OUT workers text, OUT totals text) TO gongbao_monitor;

REVOKE ALL ON FUNCTION gongbao.issue_tickets() FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.link_alike(reports bigint[], fresh boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.link_duplicates(max integer) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.link_duplicates(max integer) TO gongbao_worker;
GRANT ALL ON FUNCTION gongbao.link_duplicates(max integer) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.link_versions(reports bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.live_workers() FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.live_workers() TO gongbao_worker;
GRANT ALL ON FUNCTION gongbao.live_workers() TO gongbao_operator;
GRANT ALL ON FUNCTION gongbao.live_workers() TO gongbao_monitor;
GRANT ALL ON FUNCTION gongbao.live_workers() TO gongbao_reader;

REVOKE ALL ON FUNCTION gongbao.low_watermark(priority integer) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.low_watermark(priority integer) TO gongbao_worker;
GRANT ALL ON FUNCTION gongbao.low_watermark(priority integer) TO gongbao_operator;
GRANT ALL ON FUNCTION gongbao.low_watermark(priority integer) TO gongbao_monitor;

REVOKE ALL ON FUNCTION gongbao.maintain(ahead integer, journal_keep interval, retention interval, OUT partitions_created integer, OUT partitions_dropped integer, OUT batches_pruned bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.maintain(ahead integer, journal_keep interval, retention interval, OUT partitions_created integer, OUT partitions_dropped integer, OUT batches_pruned bigint) TO gongbao_worker;
GRANT ALL ON FUNCTION gongbao.maintain(ahead integer, journal_keep interval, retention interval, OUT partitions_created integer, OUT partitions_dropped integer, OUT batches_pruned bigint) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.partition_suffix(above bigint, up_to bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.partitions(OUT lower_id bigint, OUT upper_id bigint, OUT ticket_table regclass, OUT outcome_table regclass) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.partitions(OUT lower_id bigint, OUT upper_id bigint, OUT ticket_table regclass, OUT outcome_table regclass) TO gongbao_operator;
GRANT ALL ON FUNCTION gongbao.partitions(OUT lower_id bigint, OUT upper_id bigint, OUT ticket_table regclass, OUT outcome_table regclass) TO gongbao_monitor;

REVOKE ALL ON FUNCTION gongbao.pause(priority integer) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.pause(priority integer) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.promote(max integer) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.promote(max integer) TO gongbao_worker;

REVOKE ALL ON FUNCTION gongbao.reextract(report_ids bigint[], older_than text, above bigint, max integer) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.reextract(report_ids bigint[], older_than text, above bigint, max integer) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.resume(priority integer) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.resume(priority integer) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.retry(job_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.retry(job_id bigint) TO gongbao_operator;

REVOKE ALL ON FUNCTION gongbao.similarity(one integer[], other integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.similarity(one integer[], other integer[]) TO gongbao_reader;

REVOKE ALL ON FUNCTION gongbao.tally_outcomes() FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.unlinked_at(priority integer, above bigint, up_to bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean) TO gongbao_operator;
GRANT ALL ON FUNCTION gongbao.xmin_horizon(OUT kind text, OUT identity text, OUT age_transactions bigint, OUT age_seconds bigint, OUT is_complete boolean) TO gongbao_monitor;

GRANT SELECT,INSERT ON TABLE gongbao.batch TO gongbao_worker;

GRANT SELECT,INSERT ON TABLE gongbao.batch_end TO gongbao_worker;

GRANT SELECT,INSERT ON TABLE gongbao.delayed TO gongbao_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE gongbao.dictionary TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.dictionary TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.edition TO gongbao_reader;

GRANT SELECT,INSERT,DELETE ON TABLE gongbao.extraction TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.extraction TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.report TO gongbao_worker;

GRANT INSERT(not_before) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(published_on) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(priority) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(source_url) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(title) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(ref_area) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(media_type) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(charset) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(content) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT INSERT(raw) ON TABLE gongbao.report TO gongbao_enqueuer;

GRANT SELECT ON TABLE gongbao.document_with_duplicates TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.document TO gongbao_reader;

GRANT SELECT,INSERT,DELETE ON TABLE gongbao.observation_row TO gongbao_worker;

GRANT SELECT ON TABLE gongbao.observation TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.observation TO gongbao_reader;

GRANT SELECT,INSERT,DELETE ON TABLE gongbao.section TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.section TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.figure_with_duplicates TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.figure TO gongbao_reader;

GRANT SELECT,INSERT,DELETE ON TABLE gongbao.fingerprint TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.fingerprint TO gongbao_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE gongbao.indicator TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.indicator TO gongbao_reader;

GRANT SELECT,INSERT ON TABLE gongbao.outcome TO gongbao_worker;

GRANT SELECT ON TABLE gongbao.ticket TO gongbao_worker;

GRANT UPDATE(attempt) ON TABLE gongbao.ticket TO gongbao_worker;

GRANT SELECT ON TABLE gongbao.run TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.run TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.run TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.job TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.job TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.job TO gongbao_reader;

GRANT SELECT,INSERT ON TABLE gongbao.worker TO gongbao_worker;

GRANT SELECT ON TABLE gongbao.job_attempt TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.job_attempt TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.job_attempt TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.job_failure TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.job_failure TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.job_failure TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.linking TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.linking TO gongbao_monitor;

GRANT SELECT ON TABLE gongbao.outcome_total TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.outcome_total TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.outcome_total TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.pause TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.pause TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.pause TO gongbao_monitor;

GRANT SELECT,INSERT,UPDATE ON TABLE gongbao.place TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.place TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.queue TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.queue TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.queue TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.schema_migration TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.schema_migration TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.schema_migration TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.schema_migration TO gongbao_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE gongbao.unit TO gongbao_worker;
GRANT SELECT ON TABLE gongbao.unit TO gongbao_reader;

GRANT SELECT ON TABLE gongbao.watermark TO gongbao_worker;

GRANT SELECT ON TABLE gongbao.worker_activity TO gongbao_operator;
GRANT SELECT ON TABLE gongbao.worker_activity TO gongbao_monitor;
GRANT SELECT ON TABLE gongbao.worker_activity TO gongbao_reader;

