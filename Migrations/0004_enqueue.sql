-- From a report to its ticket.

-- A plan is kept for the session, made for the first statement's number of rows: a nested loop that suits one row would be
-- quadratic for a COPY of a million, so it is ruled out.
CREATE FUNCTION gongbao.issue_tickets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp SET enable_nestloop = off AS $$
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

CREATE TRIGGER issue_tickets AFTER INSERT ON gongbao.report
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION gongbao.issue_tickets();
COMMENT ON TRIGGER issue_tickets ON gongbao.report IS 'One ticket for each content that is new, for INSERT and COPY alike';

CREATE FUNCTION gongbao.enqueue_report(
    content text,
    source_url text DEFAULT NULL,
    title text DEFAULT NULL,
    published_on date DEFAULT NULL,
    ref_area text DEFAULT NULL,
    priority integer DEFAULT 1,
    not_before timestamptz DEFAULT NULL,
    raw bytea DEFAULT NULL,
    media_type text DEFAULT 'text/plain',
    charset text DEFAULT NULL,
    OUT job_id bigint, OUT report_id bigint, OUT duplicate boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
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
COMMENT ON FUNCTION gongbao.enqueue_report(text, text, text, date, text, integer, timestamptz, bytea, text, text) IS
    'Stores a report and tells its job: of the same content that came first, if it is a duplicate. Give content, or raw with media_type and charset';

CREATE FUNCTION gongbao.enqueue(
    content text,
    source_url text DEFAULT NULL,
    title text DEFAULT NULL,
    published_on date DEFAULT NULL,
    ref_area text DEFAULT NULL,
    priority integer DEFAULT 1,
    not_before timestamptz DEFAULT NULL,
    raw bytea DEFAULT NULL,
    media_type text DEFAULT 'text/plain',
    charset text DEFAULT NULL
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN (SELECT job_id FROM gongbao.enqueue_report(content, source_url, title, published_on, ref_area, priority, not_before, raw, media_type, charset));
END $$;
COMMENT ON FUNCTION gongbao.enqueue(text, text, text, date, text, integer, timestamptz, bytea, text, text) IS
    'Stores a report and returns its job id; the same content again returns the id of the job that has it already';
