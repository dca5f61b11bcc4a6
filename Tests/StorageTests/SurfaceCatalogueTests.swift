import TestSupport
import Testing

/// Rules that every object of the schema keeps, asked of the catalogue.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct SurfaceCatalogueTests {
    /// Each query lists what breaks a rule.
    static let rules = [
        (
            "every table, view and sequence has a comment",
            """
            SELECT relname FROM pg_class WHERE relnamespace = 'gongbao'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
            AND obj_description(oid, 'pg_class') IS NULL AND relname !~ '_id_seq$'
            """
        ),
        (
            "every column has a comment",
            """
            SELECT relname || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'gongbao'::regnamespace AND relkind IN ('r', 'p', 'v') AND attnum > 0 AND NOT attisdropped
            AND col_description(attrelid, attnum) IS NULL
            """
        ),
        (
            "every function has a comment",
            "SELECT proname FROM pg_proc WHERE pronamespace = 'gongbao'::regnamespace AND obj_description(oid, 'pg_proc') IS NULL"
        ),
        (
            "every enumeration has a comment",
            """
            SELECT typname FROM pg_type WHERE typnamespace = 'gongbao'::regnamespace AND typtype = 'e' AND obj_description(oid, 'pg_type') IS NULL
            """
        ),
        (
            "every function pins its search path",
            """
            SELECT proname FROM pg_proc WHERE pronamespace = 'gongbao'::regnamespace
            AND NOT coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, gongbao, pg_temp"}'
            """
        ),
        (
            "no function runs as the owner but with a pinned search path that ends with pg_temp, whatever its schema",
            """
            SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef
            AND NOT EXISTS (SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search\\_path=%pg\\_temp')
            """
        ),
        (
            "what is granted is to read, to write or to call, and nobody may grant it on",
            """
            SELECT relname || ': ' || privilege_type FROM pg_class CROSS JOIN LATERAL aclexplode(relacl)
            WHERE relnamespace = 'gongbao'::regnamespace AND grantee <> relowner
            AND (is_grantable OR privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
            UNION ALL
            SELECT relname || '.' || attname || ': ' || privilege_type FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            CROSS JOIN LATERAL aclexplode(attacl) WHERE relnamespace = 'gongbao'::regnamespace AND grantee <> relowner
            AND (is_grantable OR privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE'))
            UNION ALL
            SELECT proname FROM pg_proc CROSS JOIN LATERAL aclexplode(proacl)
            WHERE pronamespace = 'gongbao'::regnamespace AND grantee <> proowner AND is_grantable
            """
        ),
        (
            "no function has a namesake, so that the manual's line for it is the whole of it",
            "SELECT proname FROM pg_proc WHERE pronamespace = 'gongbao'::regnamespace GROUP BY 1 HAVING count(*) > 1"
        ),
        (
            "every function is PL/pgSQL, so that it goes along to other servers",
            """
            SELECT proname FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
            WHERE pronamespace = 'gongbao'::regnamespace AND lanname <> 'plpgsql'
            """
        ),
        (
            "no function is open to everybody",
            """
            SELECT proname FROM pg_proc WHERE pronamespace = 'gongbao'::regnamespace
            AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0))
            """
        ),
        (
            "results are indexed by report first, nothing is unique but a primary key, and there is no trigger",
            """
            WITH result (table_oid) AS (SELECT unnest(ARRAY['gongbao.extraction', 'gongbao.section', 'gongbao.observation_row']::regclass[]))
            SELECT conrelid::regclass || '.' || conname FROM pg_constraint JOIN result ON conrelid = table_oid WHERE contype NOT IN ('p', 'c')
            UNION ALL
            SELECT indexrelid::regclass::text FROM pg_index JOIN result ON indrelid = table_oid
            WHERE indisunique AND NOT indisprimary
               OR (SELECT attname FROM pg_attribute WHERE attrelid = indrelid AND attnum = indkey[0]) IS DISTINCT FROM 'report_id'
            UNION ALL
            SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger JOIN result ON tgrelid = table_oid
            """
        ),
        (
            "no table refers to another",
            """
            SELECT conname FROM pg_constraint WHERE connamespace = 'gongbao'::regnamespace AND contype = 'f'
            """
        ),
        (
            "every identity is a bigint",
            """
            SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'gongbao'::regnamespace AND attidentity <> '' AND atttypid <> 'bigint'::regtype
            """
        ),
        (
            "every partition has the indexes of its parent",
            """
            SELECT child.inhrelid::regclass::text FROM pg_inherits child
            WHERE child.inhparent IN ('gongbao.ticket'::regclass, 'gongbao.outcome'::regclass)
            AND (SELECT count(*) FROM pg_index WHERE indrelid = child.inhrelid) <> (SELECT count(*) FROM pg_index WHERE indrelid = child.inhparent)
            """
        ),
    ]

    @Test func rulesAreKept() async throws {
        try await withDatabase { database in
            for (name, breaches) in Self.rules {
                let found = try await database.column(breaches)
                #expect(found == [], "\(name)")
            }
        }
    }

    /// What each role may do, and what it is refused; an empty state is success.
    static let privileges = [
        ("gongbao_enqueuer", "INSERT INTO gongbao.report (source_url, content) VALUES ('u', 'other')", ""),
        ("gongbao_enqueuer", "SELECT gongbao.enqueue('other')", ""),
        ("gongbao_enqueuer", "INSERT INTO gongbao.report (id, content) VALUES (99, 'other')", "42501"),
        ("gongbao_enqueuer", "SELECT FROM gongbao.report", "42501"),
        ("gongbao_enqueuer", "SELECT FROM gongbao.job", "42501"),
        ("gongbao_enqueuer", "SELECT gongbao.retry(1)", "42501"),
        ("gongbao_enqueuer", "SELECT gongbao.ensure_partitions(1)", "42501"),
        ("gongbao_worker", "SELECT FROM gongbao.ticket WHERE priority = 1 FOR NO KEY UPDATE SKIP LOCKED", ""),
        ("gongbao_worker", "INSERT INTO gongbao.outcome (job_id, report_id, state) VALUES (1, 1, 'succeeded')", ""),
        (
            "gongbao_worker",
            "SELECT gongbao.promote(), gongbao.advance_watermark(), gongbao.low_watermark(1), gongbao.maintain()", ""
        ),
        ("gongbao_worker", "SELECT FROM gongbao.health(), gongbao.schema_migration", ""),
        ("gongbao_worker", "INSERT INTO gongbao.ticket (report_id, root_id, priority) VALUES (1, 1, 1)", "42501"),
        ("gongbao_worker", "UPDATE gongbao.ticket SET priority = 0", "42501"),
        ("gongbao_worker", "DELETE FROM gongbao.outcome", "42501"),
        ("gongbao_worker", "UPDATE gongbao.report SET title = 'x'", "42501"),
        ("gongbao_operator", "SELECT gongbao.pause(), gongbao.resume(), gongbao.cancel(1)", ""),
        (
            "gongbao_operator",
            "SELECT FROM gongbao.job, gongbao.job_attempt, gongbao.job_failure, gongbao.queue, gongbao.worker_activity, gongbao.health()",
            ""
        ),
        ("gongbao_operator", "UPDATE gongbao.ticket SET attempt = 2", "42501"),
        ("gongbao_operator", "DELETE FROM gongbao.delayed", "42501"),
        ("gongbao_operator", "DELETE FROM gongbao.pause", "42501"),
        ("gongbao_monitor", "SELECT FROM gongbao.health(), gongbao.queue, gongbao.job", ""),
        ("gongbao_monitor", "SELECT gongbao.pause()", "42501"),
        ("gongbao_monitor", "SELECT FROM gongbao.observation", "42501"),
        (
            "gongbao_reader",
            "SELECT FROM gongbao.figure, gongbao.document, gongbao.observation, gongbao.section, gongbao.job, gongbao.queue",
            ""
        ),
        ("gongbao_reader", "DELETE FROM gongbao.observation", "42501"),
        ("gongbao_reader", "SELECT gongbao.retry(1)", "42501"),
    ]

    @Test func rolesHavePrivilegesAndNoOthers() async throws {
        try await withDatabase { database in
            try await database.run("INSERT INTO gongbao.report (content) VALUES ('text')")
            for (role, sql, state) in Self.privileges {
                try await database.run("BEGIN; SET LOCAL ROLE \(role)")
                let error = await database.error(sql)
                #expect(error?.state ?? "" == state, "\(role): \(sql): \(error?.message ?? "")")
                try await database.run("ROLLBACK")
            }
        }
    }
}
