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
    PERFORM pg_current_xact_id(); -- before an id is drawn: see advance_watermark()
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

-- A ticket appears when its transaction commits, which may be long after its id was drawn. So each call records the highest id
-- drawn so far and then its own transaction id: whoever drew an id up to that ceiling had a smaller one (a report is inserted
-- before its id is drawn, promote() and retry() ask for theirs first). A later call may go up to that ceiling once no
-- transaction before the recorded one is running any more. Prepared transactions count; no clock and no privilege is needed.
CREATE FUNCTION gongbao.advance_watermark() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    drawn       bigint;
    drawn_xid   xid8;
    latest      gongbao.watermark;
    safe        bigint;
    unsettled   bigint;
    reached     bigint;
    moved       integer := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('gongbao watermark', 0)) THEN
        RETURN 0;
    END IF;
    -- With a transaction id from before, the ceiling could not be dated: this call then only uses what others recorded.
    IF pg_current_xact_id_if_assigned() IS NULL THEN
        SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO drawn FROM gongbao.job_id;
        drawn_xid := pg_current_xact_id();
    END IF;
    FOR p IN 0..2 LOOP
        SELECT * INTO latest FROM gongbao.watermark WHERE priority = p ORDER BY id DESC LIMIT 1;
        reached := coalesce(latest.job_id, 0);
        SELECT coalesce(max(ceiling), 0) INTO safe FROM gongbao.watermark
        WHERE priority = p AND ceiling_xid <= pg_snapshot_xmin(pg_current_snapshot());
        IF safe > reached THEN
            -- ticket's primary key, and outcome's, from the last watermark on
            SELECT id INTO unsettled FROM gongbao.ticket
            WHERE ticket.priority = p AND id > reached AND id <= safe
              AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id AND outcome.job_id > reached)
            ORDER BY id LIMIT 1;
            reached := coalesce(unsettled - 1, safe);
        END IF;
        IF reached > coalesce(latest.job_id, 0) OR drawn > coalesce(latest.ceiling, 0) THEN
            INSERT INTO gongbao.watermark (job_id, ceiling, ceiling_xid, priority)
            VALUES (reached, coalesce(drawn, latest.ceiling), coalesce(drawn_xid, latest.ceiling_xid), p);
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
    'Records how far every ticket is settled, for each priority, never past an id that a running transaction could still bring; returns for how many priorities it moved. Call it on its own, every few seconds';
