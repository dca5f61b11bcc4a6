-- What an operator does from psql. Each is one statement, safe beside running workers.

CREATE FUNCTION gongbao.retry(job_id bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
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
COMMENT ON FUNCTION gongbao.retry(bigint) IS
    'Runs a finished job again and returns the new run''s id; its rows are replaced. Refused while a run of it is queued or running';

-- A ticket of its own for each, under the job's first one: the history of the job goes on, and the rows are replaced by the
-- transaction that writes the new ones. What is queued, runs or waits for its time will be read by the new extractor anyway.
CREATE FUNCTION gongbao.reextract(
    report_ids bigint[] DEFAULT NULL,
    older_than text DEFAULT NULL,
    above bigint DEFAULT 0,
    max integer DEFAULT 1000
) RETURNS TABLE (job_id bigint, report_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp SET plan_cache_mode = force_custom_plan AS $$
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
COMMENT ON FUNCTION gongbao.reextract(bigint[], text, bigint, integer) IS
    'Extracts reports again at backfill priority, those named or those whose rows an extractor older than the version wrote, in the order of their ids from above on, at most max a call; their rows are replaced when the new ones are there. Reports without rows, or with a run that is not finished, are left out. Returns the jobs';

CREATE FUNCTION gongbao.cancel(job_id bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
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
COMMENT ON FUNCTION gongbao.cancel(bigint) IS
    'Cancels a job that is queued or delayed; false if it runs or is over';

CREATE FUNCTION gongbao.pause(priority integer DEFAULT NULL) RETURNS smallint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
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
COMMENT ON FUNCTION gongbao.pause(integer) IS
    'Stops claiming of one priority, or of all; what runs is finished. Returns the paused priorities';

CREATE FUNCTION gongbao.resume(priority integer DEFAULT NULL) RETURNS smallint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF resume.priority NOT BETWEEN 0 AND 2 THEN
        RAISE EXCEPTION 'priority is 0, 1 or 2, not %', resume.priority USING ERRCODE = 'invalid_parameter_value';
    END IF;
    DELETE FROM gongbao.pause WHERE priority = coalesce(resume.priority, priority);
    RETURN ARRAY(SELECT priority FROM gongbao.pause ORDER BY priority);
END $$;
COMMENT ON FUNCTION gongbao.resume(integer) IS 'Ends a pause of one priority, or of all. Returns the priorities still paused';
