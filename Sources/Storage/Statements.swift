import Postgres

/// The worker's SQL: one constant for each statement.
enum Statements {
    /// Opens the transaction of a batch; settings are local to it, so that a pooler in transaction mode does no harm.
    static let begin: SQL = """
        BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '30s'; \
        SET LOCAL idle_in_transaction_session_timeout = '60s'; \(planning)
        """

    /// Keeps the planner on the keys, however old its statistics are.
    private static let planning: SQL = """
        SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
        SET LOCAL enable_sort = off; SET LOCAL jit = off;
        """

    /// Lets the transaction stand still for longer than the setting at its start.
    static func allowPause(milliseconds: Int64) -> SQL {
        "SET LOCAL idle_in_transaction_session_timeout = '\(milliseconds)ms'"
    }

    /// Tells the server that the transaction is not idle.
    static let stayAwake: SQL = "SELECT"

    /// For each priority the id before its first unsettled ticket, above the head or else above the floor, by ticket's primary
    /// key; NULL where there is none or the priority is paused.
    ///
    /// The bounds are literals so that partitions are pruned. Settings as for a claim, local to this script.
    static func survey(above heads: [Int64], orAbove floors: [Int64]) -> SQL {
        let columns = (0..<3).map { priority -> SQL in
            let places = heads[priority] == floors[priority] ? [heads[priority]] : [heads[priority], floors[priority]]
            let looks = places.map { bound -> SQL in
                """
                (SELECT t.id - 1 FROM gongbao.ticket AS t
                 WHERE t.priority = \(priority) AND t.id > \(bound)
                   AND NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id AND o.job_id > \(bound))
                 ORDER BY t.id LIMIT 1)
                """
            }
            return """
                CASE WHEN NOT EXISTS (SELECT FROM gongbao.pause AS s WHERE s.priority = \(priority))
                     THEN coalesce(\(looks.joined(separator: ", "))) END
                """
        }
        return "\(planning) SELECT \(columns.joined(separator: ", "))"
    }

    /// Claims by ticket's primary key, above a cursor that is a literal so that partitions are pruned.
    ///
    /// With a width only ids up to `cursor + width` are looked at, which leaves one or two partitions to plan for and to
    /// probe; nearly every claim is served by it.
    static func claim(priority: Int, above cursor: Int64, width: Int64?, limit: Int) -> SQL {
        let upper = width.map { cursor.addingReportingOverflow($0).partialValue }
        let ticketBound: SQL = upper.map { " AND t.id <= \($0)" } ?? ""
        let outcomeBound: SQL = upper.map { " AND o.job_id <= \($0)" } ?? ""
        return """
            SELECT t.id, t.report_id, t.root_id, t.attempt, t.reason IN ('retry', 'operator_retry', 'reextract'),
                t.reason = 'retry'
            FROM gongbao.ticket AS t
            WHERE t.priority = \(priority) AND t.id > \(cursor)\(ticketBound)
              AND NOT EXISTS (SELECT FROM gongbao.outcome AS o
                              WHERE o.job_id = t.id AND o.job_id > \(cursor)\(outcomeBound))
            ORDER BY t.id LIMIT \(limit) FOR NO KEY UPDATE OF t SKIP LOCKED
            """
    }

    /// Claims these tickets by ticket's primary key.
    static func claim(priority: Int, only ids: [Int64]) -> SQL {
        """
        SELECT t.id, t.report_id, t.root_id, t.attempt, t.reason IN ('retry', 'operator_retry', 'reextract'),
            t.reason = 'retry'
        FROM gongbao.ticket AS t
        WHERE t.priority = \(priority) AND t.id IN (\(ids))
          AND NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id AND o.job_id IN (\(ids)))
        ORDER BY t.id FOR NO KEY UPDATE OF t SKIP LOCKED
        """
    }

    /// Which of the claimed were settled between the claim's snapshot and its lock, and others among them; outcome's primary key.
    ///
    /// By their bounds, which are literals so that partitions are pruned: a list would take as long to plan as to look up.
    /// How many were claimed stands in a comment, so that a log of statements tells how many of them others had settled.
    static func settled(from first: Int64, to last: Int64, of count: Int) -> SQL {
        "SELECT o.job_id FROM gongbao.outcome AS o WHERE o.job_id BETWEEN \(first) AND \(last) -- of \(count) claimed"
    }

    /// What the scraper delivered; report's primary key.
    ///
    /// Bytes of a report beyond the limit stay where they are, and so do those beyond the window, in the order asked
    /// for; the first report always comes.
    ///
    /// Content comes as it is: the session's encoding is UTF-8, and convert_to would check every byte once more. OFFSET 0
    /// keeps it a probe of the key for each, where a planner without statistics would read a short table whole.
    static let fetch: SQL = """
        SELECT r.id::text::bytea, r.media_type, r.charset, r.title, r.published_on::text, r.ref_area, r.size::text,
            CASE WHEN r.is_within THEN r.content END, CASE WHEN r.is_within THEN r.raw END
        FROM (
            SELECT sized.*, sized.size <= $2::bigint
                AND (sized.place = 1 OR sum(least(sized.size, $2::bigint)) OVER (ORDER BY sized.place) <= $3::bigint)
                AS is_within
            FROM (
                SELECT report.*, asked.place,
                    coalesce(octet_length(report.content), length(report.raw))::bigint AS size
                FROM unnest($1::bigint[]) WITH ORDINALITY AS asked (id, place)
                CROSS JOIN LATERAL (SELECT * FROM gongbao.report AS r WHERE r.id = asked.id OFFSET 0) AS report
            ) AS sized
        ) AS r
        """

    /// How often each job was interrupted: journal lines with no end since the server started;
    /// batch_first_id, because a batch is at most 2,000 ids wide.
    static let interruptions: SQL = """
        SELECT j, count(*)
        FROM gongbao.batch AS b CROSS JOIN LATERAL unnest(b.job_ids) AS j
        WHERE b.priority = $2::smallint AND b.first_id BETWEEN $3::bigint - 2000 AND $4::bigint
          AND j = ANY ($1::bigint[]) AND b.started_at > pg_postmaster_start_time()
          AND NOT EXISTS (SELECT FROM gongbao.batch_end AS e WHERE e.batch_id = b.id)
        GROUP BY j
        """

    /// How many crashes the attempts before each retry had: outcomes of attempts to come again that have no SQLSTATE, and the
    /// end of the worker that made the first of them a suspect; ticket_root, and the keys of outcome and batch.
    ///
    /// Whatever ends a worker that has a retry at hand is not that retry's doing: it was read apart. A planner without
    /// statistics would go through all that were ever retried, and compile the statement at a hundred times its cost.
    static func crashes(before ids: [Int64], roots: [Int64], attempts: [Int64]) -> SQL {
        """
        \(planning)
        SELECT j.id, sum(CASE WHEN earlier.reason <> 'retry' AND EXISTS (
                SELECT FROM gongbao.batch AS b
                WHERE b.priority = earlier.priority AND b.first_id BETWEEN earlier.id - 2000 AND earlier.id
                  AND earlier.id = ANY (b.job_ids) AND b.id IS DISTINCT FROM o.batch_id
                  AND b.started_at > pg_postmaster_start_time()
                  AND NOT EXISTS (SELECT FROM gongbao.batch_end AS e WHERE e.batch_id = b.id)
            ) THEN 2 ELSE 1 END)
        FROM unnest(ARRAY[\(ids)]::bigint[], ARRAY[\(roots)]::bigint[], ARRAY[\(attempts)]::bigint[])
            AS j (id, root_id, attempt)
        CROSS JOIN LATERAL (
            SELECT run.id, run.priority, run.reason
            FROM (
                SELECT t.id, t.priority, t.reason FROM gongbao.ticket AS t
                WHERE t.root_id = j.root_id AND t.root_id <> t.id AND t.id < j.id
                UNION ALL
                SELECT t.id, t.priority, t.reason FROM gongbao.ticket AS t WHERE t.id = j.root_id
            ) AS run
            ORDER BY run.id DESC LIMIT j.attempt - 1
        ) AS earlier
        JOIN gongbao.outcome AS o ON o.job_id = earlier.id AND o.state = 'retried' AND o.sqlstate IS NULL
        GROUP BY j.id
        """
    }

    /// Takes the wait for the disk off the transaction it stands in.
    ///
    /// For what may be lost with the server, and never as a setting of the session: through a pooler in transaction mode
    /// that would reach the sessions that commit results.
    private static let unwaiting: SQL = "set_config('synchronous_commit', 'off', true)"

    /// Begins a batch in the journal.
    static let beginBatch: SQL = """
        INSERT INTO gongbao.batch (worker_id, priority, first_id, job_ids)
        SELECT $1::bigint, $2::smallint, $3::bigint, $4::bigint[] FROM \(unwaiting) RETURNING id
        """

    /// Ends a batch of a worker in the journal, once; batch's primary key.
    ///
    /// A server that crashed may have forgotten that the batch began, and give its number to another one.
    static let endBatch: SQL = """
        INSERT INTO gongbao.batch_end (batch_id, how) SELECT b.id, $2 FROM gongbao.batch AS b CROSS JOIN \(unwaiting)
        WHERE b.id = $1::bigint AND b.worker_id = $3::bigint ON CONFLICT DO NOTHING
        """

    /// Lets the server notice in some 11 s that a worker's host has vanished, so that its jobs are free for others.
    static let noticeLoss: SQL = """
        SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; \
        SET tcp_user_timeout = 10000
        """

    /// Schedules the next attempts of jobs, by the server's clock.
    static let delay: SQL = """
        INSERT INTO gongbao.delayed (report_id, root_id, run_at, reason, priority, attempt)
        SELECT later.report_id, later.root_id, clock_timestamp() + later.pause * interval '1 millisecond', 'retry',
            $1::smallint, later.attempt
        FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::smallint[])
            AS later (report_id, root_id, pause, attempt)
        """

    /// Introduces a worker process.
    static let introduce: SQL = """
        INSERT INTO gongbao.worker (host, pid, version, connections, configuration_hash)
        VALUES ($1, $2::integer, $3, $4::integer, $5) RETURNING id
        """

    /// Watermarks, NULL where the priority is paused.
    static let watermarks: SQL = """
        SELECT CASE WHEN EXISTS (SELECT FROM gongbao.pause AS s WHERE s.priority = p) THEN NULL
                    ELSE gongbao.low_watermark(p) END
        FROM generate_series(0, 2) AS p ORDER BY p
        """

    /// Whether an unpaused priority has an unsettled ticket above its watermark, or anything is delayed and due soon.
    static let waiting: SQL = """
        SELECT EXISTS (SELECT FROM gongbao.delayed AS d WHERE d.run_at < clock_timestamp() + interval '1 minute')
            OR EXISTS (SELECT FROM generate_series(0, 2) AS p CROSS JOIN LATERAL (
                SELECT FROM gongbao.ticket AS t
                WHERE t.priority = p AND t.id > gongbao.low_watermark(p)
                  AND NOT EXISTS (SELECT FROM gongbao.outcome AS o WHERE o.job_id = t.id) LIMIT 1) AS open
                WHERE NOT EXISTS (SELECT FROM gongbao.pause AS s WHERE s.priority = p))
        """

    /// Issues delayed work that is due, and in a statement of its own moves the watermark, which no older snapshot may.
    static let housekeep: SQL = """
        SELECT gongbao.advance_watermark() FROM \(unwaiting); SELECT gongbao.promote() FROM \(unwaiting)
        """
    /// Marks near duplicates and versions among what was settled since the last time; may be lost with the server, and is done anew then.
    static func linkDuplicates(atMost jobs: Int) -> SQL {
        "SELECT gongbao.link_duplicates(\(jobs)) FROM \(unwaiting)"
    }

    /// Upkeep; retention in days, 0 keeps everything.
    static let maintain: SQL = """
        SELECT partitions_created, partitions_dropped, batches_pruned
        FROM gongbao.maintain(retention => nullif($1::integer, 0) * interval '1 day')
        """

    /// Ends the sessions of workers that stopped in the middle of a COPY or of an answer, and hold their jobs.
    ///
    /// A backend that waits for its client there heeds no time-out and no cancellation, only its end.
    static let endStuck: SQL = """
        SELECT count(pg_terminate_backend(s.pid)) FROM pg_stat_activity AS s
        WHERE s.datname = current_database() AND s.usename = current_user AND s.application_name LIKE 'gongbao-worker/%'
          AND s.state = 'active' AND s.wait_event_type = 'Client' AND s.query_start < clock_timestamp() - interval '60 s'
        """

    /// Jobs for reports to be extracted again.
    static let reextractReports: SQL = """
        SELECT count(*), max(report_id) FROM gongbao.reextract(report_ids => $1::bigint[])
        """
    /// The same for rows of extractors older than a version.
    static let reextractOlder: SQL = """
        SELECT count(*), max(report_id)
        FROM gongbao.reextract(older_than => $1, above => $2::bigint, max => $3::integer)
        """

    /// Rows of an earlier extraction, before they are written anew; the tables' keys.
    static func forget(_ reports: [Int64]) -> SQL {
        let tables: [SQL] = ["extraction", "section", "observation_row", "fingerprint"]
        return tables.map { "DELETE FROM gongbao.\($0) WHERE report_id IN (\(reports));" }.joined(separator: " ")
    }
}
