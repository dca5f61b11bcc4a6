-- What must hold when no worker is left, one row for each rule that is broken: the rule, how often, an example.
-- :versions is how many versions of the worker there were.
-- :unended is how many batches may have no end, because workers were killed or servers restarted in the middle of them.
\set ON_ERROR_STOP on
WITH
succeeded AS (SELECT job_id, report_id, batch_id, row_count FROM gongbao.outcome WHERE state = 'succeeded'),
observed AS (
    SELECT report_id, count(*) AS rows, count(DISTINCT ordinal) AS ordinals, min(ordinal) AS low, max(ordinal) AS high,
           md5(string_agg(concat_ws('|', ordinal, section, measure, name, value, value_low, value_high, unit, status,
                                    period_start, period_end, surface), E'\n' ORDER BY ordinal)) AS digest
    FROM gongbao.observation GROUP BY report_id
),
outlined AS (SELECT report_id, count(*) AS rows, count(DISTINCT ordinal) AS ordinals FROM gongbao.section GROUP BY report_id),
journal AS (
    SELECT batch.id, batch.job_ids, batch_end.how FROM gongbao.batch LEFT JOIN gongbao.batch_end ON batch_end.batch_id = batch.id
),
broken (rule, example) AS (
    SELECT 'a ticket has no outcome', 'job ' || id FROM gongbao.ticket
    WHERE NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id)
    UNION ALL
    SELECT 'a ticket has two outcomes', 'job ' || job_id FROM gongbao.outcome GROUP BY job_id HAVING count(*) > 1
    UNION ALL
    SELECT 'a job has two final outcomes', 'job ' || ticket.root_id
    FROM gongbao.outcome JOIN gongbao.ticket ON ticket.id = outcome.job_id
    WHERE outcome.state NOT IN ('retried', 'deferred') GROUP BY ticket.root_id HAVING count(*) > 1
    UNION ALL
    SELECT 'a job has no final outcome', 'job ' || ticket.root_id
    FROM gongbao.ticket LEFT JOIN gongbao.outcome ON outcome.job_id = ticket.id AND outcome.state NOT IN ('retried', 'deferred')
    GROUP BY ticket.root_id HAVING count(outcome.job_id) = 0
    UNION ALL
    SELECT 'an outcome has no ticket', 'job ' || job_id FROM gongbao.outcome
    WHERE NOT EXISTS (SELECT FROM gongbao.ticket WHERE ticket.id = outcome.job_id)
    UNION ALL
    SELECT 'a report was never queued', 'report ' || id FROM gongbao.report
    WHERE NOT EXISTS (SELECT FROM gongbao.ticket WHERE ticket.report_id = report.id)
    UNION ALL
    SELECT 'a total differs from the outcomes', coalesce(total.state, counted.state)::text
    FROM gongbao.outcome_total AS total
    FULL JOIN (SELECT state, count(*) AS jobs, sum(row_count) AS row_count FROM gongbao.outcome GROUP BY state) AS counted USING (state)
    WHERE (total.jobs, total.row_count) IS DISTINCT FROM (counted.jobs, counted.row_count)
    UNION ALL
    SELECT 'work is still delayed', 'report ' || report_id FROM gongbao.delayed
    UNION ALL
    SELECT 'a success has no extraction', 'report ' || report_id FROM succeeded
    WHERE NOT EXISTS (SELECT FROM gongbao.extraction WHERE extraction.report_id = succeeded.report_id AND extraction.job_id = succeeded.job_id)
    UNION ALL
    SELECT 'an extraction has no success', 'report ' || report_id FROM gongbao.extraction
    WHERE NOT EXISTS (SELECT FROM succeeded WHERE succeeded.job_id = extraction.job_id)
    UNION ALL
    SELECT 'sections are missing or twice there', 'report ' || extraction.report_id
    FROM gongbao.extraction LEFT JOIN outlined USING (report_id)
    WHERE section_count <> coalesce(rows, 0) OR coalesce(ordinals, 0) <> coalesce(rows, 0)
    UNION ALL
    SELECT 'observations are missing or twice there', 'report ' || extraction.report_id
    FROM gongbao.extraction LEFT JOIN observed USING (report_id)
    WHERE observation_count <> coalesce(rows, 0) OR ordinals <> rows OR low <> 0 OR high <> rows - 1
    UNION ALL
    SELECT 'rows have no extraction', 'report ' || report_id FROM (SELECT report_id FROM observed UNION SELECT report_id FROM outlined) written
    WHERE NOT EXISTS (SELECT FROM gongbao.extraction WHERE extraction.report_id = written.report_id)
    UNION ALL
    SELECT 'an outcome counts other rows', 'job ' || succeeded.job_id
    FROM succeeded JOIN gongbao.extraction USING (job_id) WHERE row_count <> section_count + observation_count
    UNION ALL
    -- The address ends in the text's kind and a number; texts of a kind differ in their last word only.
    SELECT 'the same text was read differently', split_part(source_url, '/', 4)
    FROM observed JOIN gongbao.report ON report.id = observed.report_id WHERE source_url LIKE 'https://example.org/%'
    GROUP BY split_part(source_url, '/', 4) HAVING count(DISTINCT digest) > :versions
    UNION ALL
    SELECT 'a worker seems alive', host || ' ' || pid FROM gongbao.worker_activity
    UNION ALL
    SELECT 'a lock is left on ticket or outcome', relation::regclass || ' ' || mode FROM pg_locks
    WHERE relation IN ('gongbao.ticket'::regclass, 'gongbao.outcome'::regclass) AND mode <> 'AccessShareLock' AND pid <> pg_backend_pid()
    UNION ALL
    SELECT 'an outcome is in no batch of the journal', 'job ' || outcome.job_id
    FROM gongbao.outcome LEFT JOIN journal ON journal.id = outcome.batch_id
    WHERE outcome.batch_id IS NOT NULL AND (journal.id IS NULL OR NOT outcome.job_id = ANY (journal.job_ids))
    UNION ALL
    SELECT 'a committed batch settled nothing', 'batch ' || id FROM journal
    WHERE how = 'committed' AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ANY (job_ids) AND outcome.batch_id = journal.id)
    UNION ALL
    SELECT 'a batch rolled back settled something', 'batch ' || journal.id
    FROM journal JOIN gongbao.outcome ON outcome.batch_id = journal.id WHERE how IN ('rolled_back', 'stopped')
    UNION ALL
    SELECT 'an end belongs to no batch', 'batch ' || batch_id FROM gongbao.batch_end
    WHERE NOT EXISTS (SELECT FROM gongbao.batch WHERE batch.id = batch_end.batch_id)
    UNION ALL
    SELECT * FROM (
        SELECT 'more batches have no end than workers died', (count(*) OVER ()) || ' open, at most :unended; batch ' || id FROM journal WHERE how IS NULL
        OFFSET :unended) AS unended
    UNION ALL
    SELECT 'the watermark passed an unsettled ticket', 'job ' || id FROM gongbao.ticket
    WHERE id <= gongbao.low_watermark(priority) AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE outcome.job_id = ticket.id)
)
SELECT format('%s (%s times, such as %s)', rule, count(*), min(example)) FROM broken GROUP BY rule ORDER BY rule;
