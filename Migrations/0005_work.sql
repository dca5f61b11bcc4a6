-- What workers call: delayed work that is due, and the low watermark below which no claim has to look.

CREATE FUNCTION gongbao.promote(max integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
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
COMMENT ON FUNCTION gongbao.promote(integer) IS 'Issues the tickets of delayed work that is due, at most max; returns how many. Any worker may call it at any time';

CREATE FUNCTION gongbao.low_watermark(priority integer) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT watermark.job_id FROM gongbao.watermark
        WHERE watermark.priority = low_watermark.priority ORDER BY watermark.id DESC LIMIT 1), 0);
END $$;
COMMENT ON FUNCTION gongbao.low_watermark(integer) IS 'Every ticket of the priority up to this id is settled, and none will appear there any more; 0 at the beginning';

-- A ticket appears when its transaction commits, which may be long after its id was drawn. Whoever draws ids holds a ROW
-- EXCLUSIVE lock on ticket from before the first until its transaction's end, which is what INSERT takes anyway. So each call
-- reads the highest id drawn so far and then who holds that lock: once all of those have ended, nobody can bring an id up to
-- that ceiling any more. Locks go after the commit is visible. Other transactions, however old, hold nothing up, and it needs
-- neither a clock nor a privilege.
CREATE FUNCTION gongbao.advance_watermark() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_sort = off SET jit = off AS $$
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
COMMENT ON FUNCTION gongbao.advance_watermark() IS
    'Records how far every ticket is settled, for each priority, never past an id that a running transaction could still bring; returns for how many priorities it moved. Call it every few seconds';

CREATE FUNCTION gongbao.tally_outcomes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state)
    SELECT count(*), sum(row_count), sum(cpu_microseconds), state FROM added GROUP BY state;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION gongbao.tally_outcomes() IS 'Counts outcomes in the transaction that writes them, for outcome_total';

CREATE TRIGGER outcome_tally AFTER INSERT ON gongbao.outcome
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION gongbao.tally_outcomes();
COMMENT ON TRIGGER outcome_tally ON gongbao.outcome IS 'For outcome_total';
