-- What psql shows of the queue. All of it is derived from tickets, outcomes and the journal.

CREATE FUNCTION gongbao.live_workers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT substring(application_name FROM '^gongbao-worker/([0-9]{1,18})$')::bigint FROM pg_stat_activity
        WHERE datname = current_database() AND application_name ~ '^gongbao-worker/[0-9]{1,18}$');
END $$;
COMMENT ON FUNCTION gongbao.live_workers() IS 'The ids of workers that have a session with this database';

CREATE VIEW gongbao.run AS
SELECT ticket.id, ticket.report_id, ticket.root_id, ticket.priority, ticket.attempt, ticket.reason, ticket.enqueued_at,
       CASE WHEN outcome.job_id IS NOT NULL THEN outcome.state::text
            WHEN journal.started_at IS NOT NULL THEN 'running'
            ELSE 'queued'
       END AS state,
       coalesce(outcome.started_at, journal.started_at) AS started_at,
       outcome.finished_at, outcome.row_count, outcome.cpu_microseconds, outcome.sqlstate, outcome.error,
       coalesce(outcome.worker_id, journal.worker_id) AS worker_id
FROM gongbao.ticket
-- LIMIT 1 keeps it a probe of two primary keys for each ticket, however old the planner's statistics are.
LEFT JOIN LATERAL (
    SELECT ended.*, worked.started_at, worked.worker_id
    FROM gongbao.outcome ended LEFT JOIN gongbao.batch worked ON worked.id = ended.batch_id
    WHERE ended.job_id = ticket.id LIMIT 1
) outcome ON true
-- batch_first_id: a batch is at most 2,000 ids wide
LEFT JOIN LATERAL (
    SELECT batch.started_at, batch.worker_id FROM gongbao.batch
    WHERE outcome.job_id IS NULL
      AND batch.priority = ticket.priority AND batch.first_id BETWEEN ticket.id - 2000 AND ticket.id
      AND ticket.id = ANY (batch.job_ids)
      AND batch.worker_id = ANY ((SELECT gongbao.live_workers())::bigint[])
      AND NOT EXISTS (SELECT FROM gongbao.batch_end WHERE batch_end.batch_id = batch.id)
    ORDER BY batch.first_id DESC LIMIT 1
) journal ON true;
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

-- The planner does not carry an outer ORDER BY into an arm of UNION ALL; with its own the latest 20 cost 20 rows.
CREATE VIEW gongbao.job AS
(SELECT run.id, run.report_id, report.source_url, report.title, run.priority, run.state, run.attempt, run.reason, run.enqueued_at,
       run.started_at, run.finished_at, run.row_count, run.sqlstate, run.error, run.root_id, run.worker_id, NULL::bigint AS duplicate_of
FROM gongbao.run JOIN gongbao.report ON report.id = run.report_id
ORDER BY run.id DESC)
UNION ALL
SELECT NULL, report.id, report.source_url, report.title, report.priority, 'duplicate', NULL, NULL, report.inserted_at,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, first.job_id
FROM gongbao.report JOIN gongbao.content_key first ON first.content_key = report.content_key AND first.report_id <> report.id;
COMMENT ON VIEW gongbao.job IS
    'What became of each report: look it up by id, report_id or source_url. One row for each run, and one without id for each duplicate. The latest: WHERE id IS NOT NULL ORDER BY id DESC LIMIT 20';
COMMENT ON COLUMN gongbao.job.id IS 'The job id; null for a duplicate';
COMMENT ON COLUMN gongbao.job.report_id IS 'The report';
COMMENT ON COLUMN gongbao.job.source_url IS 'Where it was found';
COMMENT ON COLUMN gongbao.job.title IS 'The title that the scraper gave';
COMMENT ON COLUMN gongbao.job.priority IS '0 urgent, 1 normal, 2 backfill';
COMMENT ON COLUMN gongbao.job.state IS
    'queued, running, succeeded, discarded, failed, quarantined, cancelled, duplicate; retried or deferred: a later run goes on with it, see job_attempt';
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

CREATE VIEW gongbao.job_attempt AS
SELECT run.root_id, run.id, run.report_id, run.attempt, run.reason, run.state, run.enqueued_at, NULL::timestamptz AS due_at, run.started_at,
       run.finished_at, run.row_count, run.cpu_microseconds, run.sqlstate, run.error, worker.host, worker.pid
FROM gongbao.run LEFT JOIN gongbao.worker ON worker.id = run.worker_id WHERE run.root_id <> run.id
UNION ALL
SELECT run.id, run.id, run.report_id, run.attempt, run.reason, run.state, run.enqueued_at, NULL, run.started_at,
       run.finished_at, run.row_count, run.cpu_microseconds, run.sqlstate, run.error, worker.host, worker.pid
FROM gongbao.run LEFT JOIN gongbao.worker ON worker.id = run.worker_id WHERE run.root_id = run.id
UNION ALL
SELECT delayed.root_id, NULL, delayed.report_id, delayed.attempt, delayed.reason, 'delayed', NULL, delayed.run_at, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
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

-- From the outcomes' partial index, however many succeeded.
CREATE VIEW gongbao.job_failure AS
SELECT outcome.state, outcome.finished_at, outcome.job_id AS id, outcome.report_id, report.source_url, report.title, outcome.attempt,
       outcome.sqlstate, outcome.error
FROM gongbao.outcome JOIN gongbao.report ON report.id = outcome.report_id
WHERE outcome.state IN ('discarded', 'failed', 'quarantined') AND outcome.state <> 'succeeded';
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

-- Counted from the low watermark on and no further than 100,000: enough to say that there is a lot.
CREATE FUNCTION gongbao.backlog(priority integer, OUT queued bigint, OUT oldest_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, gongbao, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_sort = off SET jit = off AS $$
DECLARE
    low CONSTANT bigint := gongbao.low_watermark(backlog.priority);
BEGIN
    -- Both primary keys from the low watermark on; its second mention is for the planner, which does not infer it.
    SELECT count(*), (array_agg(open.enqueued_at ORDER BY open.id))[1] INTO queued, oldest_at
    FROM (
        SELECT ticket.id, ticket.enqueued_at FROM gongbao.ticket
        WHERE ticket.priority = backlog.priority AND ticket.id > low
          AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id AND outcome.job_id > low)
        ORDER BY ticket.id LIMIT 100000
    ) open;
END $$;
COMMENT ON FUNCTION gongbao.backlog(integer) IS
    'How many tickets of a priority have no outcome yet, running ones included, counted up to 100,000, and when the oldest was issued';

CREATE VIEW gongbao.queue AS
SELECT level.priority::smallint AS priority,
       (ARRAY['urgent', 'normal', 'backfill'])[level.priority + 1] AS name,
       backlog.queued AS backlog,
       backlog.queued >= 100000 AS is_more,
       date_trunc('milliseconds', clock_timestamp() - backlog.oldest_at) AS oldest_age,
       (SELECT count(*) FROM (SELECT FROM gongbao.delayed WHERE delayed.priority = level.priority LIMIT 100000) waiting) AS delayed,
       pause.paused_at, pause.paused_by
FROM generate_series(0, 2) AS level (priority)
CROSS JOIN LATERAL gongbao.backlog(level.priority)
LEFT JOIN gongbao.pause ON pause.priority = level.priority;
COMMENT ON VIEW gongbao.queue IS 'Backlog and oldest age for each priority; bounded work, whatever the history';
COMMENT ON COLUMN gongbao.queue.priority IS '0, 1 or 2';
COMMENT ON COLUMN gongbao.queue.name IS 'urgent, normal or backfill';
COMMENT ON COLUMN gongbao.queue.backlog IS 'Tickets without an outcome, running ones included; counted up to 100,000';
COMMENT ON COLUMN gongbao.queue.is_more IS 'Whether the count stopped there';
COMMENT ON COLUMN gongbao.queue.oldest_age IS 'For how long the oldest of them has been waiting';
COMMENT ON COLUMN gongbao.queue.delayed IS 'Retries and scheduled work that wait for their time; counted up to 100,000';
COMMENT ON COLUMN gongbao.queue.paused_at IS 'Since when it is paused; null: it is not';
COMMENT ON COLUMN gongbao.queue.paused_by IS 'By whom';

CREATE VIEW gongbao.outcome_total AS
SELECT state, sum(jobs)::bigint AS jobs, sum(row_count)::bigint AS row_count, (sum(cpu_microseconds) / 1000000)::numeric(20, 6) AS cpu_seconds
FROM gongbao.outcome_tally GROUP BY state;
COMMENT ON VIEW gongbao.outcome_total IS 'How many jobs ended in each state since the schema was made, exactly, whatever retention dropped: counters for monitoring';
COMMENT ON COLUMN gongbao.outcome_total.state IS 'How they ended; a job that is tried again counts as retried each time';
COMMENT ON COLUMN gongbao.outcome_total.jobs IS 'How many';
COMMENT ON COLUMN gongbao.outcome_total.row_count IS 'Sections and observations written for them';
COMMENT ON COLUMN gongbao.outcome_total.cpu_seconds IS 'CPU time of decoding and extraction, in seconds';

CREATE VIEW gongbao.worker_activity AS
SELECT worker.id, worker.host, worker.pid, worker.version, worker.started_at, worker.connections, worker.configuration_hash,
       batch.id AS batch_id, batch.priority, batch.first_id, cardinality(batch.job_ids) AS jobs, batch.started_at AS batch_started_at
FROM gongbao.worker
-- A batch lasts a fraction of a second, so the open ones are among the last.
LEFT JOIN (
    SELECT recent.* FROM (SELECT * FROM gongbao.batch ORDER BY id DESC LIMIT 10000) recent
    WHERE NOT EXISTS (SELECT FROM gongbao.batch_end WHERE batch_end.batch_id = recent.id)
) batch ON batch.worker_id = worker.id
WHERE worker.id = ANY ((SELECT gongbao.live_workers())::bigint[]);
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

-- For analysts.

CREATE VIEW gongbao.document AS
SELECT report.id AS report_id, report.source_url, report.published_on,
       coalesce(extraction.title, report.title) AS title, coalesce(extraction.ref_area, report.ref_area) AS ref_area,
       extraction.kind, extraction.period_start, extraction.period_end, extraction.section_count, extraction.observation_count,
       extraction.quality_flags, extraction.extractor_version, extraction.extracted_at,
       coalesce(extraction.body, report.content) AS body
FROM gongbao.extraction JOIN gongbao.report ON report.id = extraction.report_id;
COMMENT ON VIEW gongbao.document IS 'Each extracted report with its body: substr(body, char_start + 1, char_end - char_start) is what a section or observation points to';
COMMENT ON COLUMN gongbao.document.report_id IS 'report.id';
COMMENT ON COLUMN gongbao.document.source_url IS 'Where it was found';
COMMENT ON COLUMN gongbao.document.published_on IS 'Day of publication';
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

CREATE VIEW gongbao.figure AS
SELECT observation.report_id, observation.ordinal,
       coalesce(observation.ref_area, extraction.ref_area, report.ref_area) AS ref_area,
       observation.period_start, observation.period_end,
       observation.name, observation.indicator, observation.measure, observation.basis,
       observation.value, observation.value_low, observation.value_high, observation.unit,
       observation.qualifier, observation.status, observation.redacted, observation.compared_with, observation.relates_to,
       section.title AS section_title, coalesce(extraction.title, report.title) AS report_title, report.published_on, report.source_url,
       observation.surface
FROM gongbao.observation
JOIN gongbao.extraction ON extraction.report_id = observation.report_id
JOIN gongbao.report ON report.id = observation.report_id
LEFT JOIN gongbao.section ON section.report_id = observation.report_id AND section.ordinal = observation.section
WHERE observation.duplicate_of IS NULL;
COMMENT ON VIEW gongbao.figure IS 'Each observation once (pasted copies are left out), with the section, report and place that it belongs to';
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
COMMENT ON COLUMN gongbao.figure.published_on IS 'Day of publication';
COMMENT ON COLUMN gongbao.figure.source_url IS 'Where the report was found';
COMMENT ON COLUMN gongbao.figure.surface IS 'The number as written';
