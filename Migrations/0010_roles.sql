-- Group roles; grant them to login roles: GRANT gongbao_enqueuer TO scraper. Nobody gets DDL, nobody but a worker writes results.

DO $$
DECLARE
    description record;
BEGIN
    FOR description IN
        SELECT * FROM (VALUES
            ('gongbao_enqueuer', 'gongbao: inserts reports, reads nothing'),
            ('gongbao_worker', 'gongbao: claims and works reports'),
            ('gongbao_operator', 'gongbao: sees the queue, retries, cancels, pauses'),
            ('gongbao_monitor', 'gongbao: health and the queue''s views'),
            ('gongbao_reader', 'gongbao: results and views')
        ) AS role (name, purpose)
    LOOP
        -- Roles belong to the cluster: another database may have brought them, at this very moment even.
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = description.name) THEN
                EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', description.name);
                EXECUTE pg_catalog.format('COMMENT ON ROLE %I IS %L', description.name, description.purpose);
            END IF;
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN
                NULL;
            WHEN insufficient_privilege THEN
                RAISE NOTICE 'role % is missing and % may not create it; create it, then: SELECT gongbao.grant_privileges()', description.name, current_user;
        END;
    END LOOP;
END $$;

CREATE FUNCTION gongbao.grant_privileges() RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, gongbao, pg_temp AS $$
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
COMMENT ON FUNCTION gongbao.grant_privileges() IS
    'Grants the gongbao_ roles what they need, and PUBLIC nothing; returns the roles that do not exist. For the schema''s owner, after creating a role by hand';

SELECT gongbao.grant_privileges();
