import Platform
import TestSupport
import Testing

/// The manual's table of what each role may do, and every statement tried as every role.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct RoleMatrixTests {
    private static let roles = ["enqueuer", "worker", "operator", "monitor", "reader"]

    /// What a role may do with an object, as the manual writes it.
    private typealias Row = [String: String]

    /// What roles may do with partitions, sequences, and the objects as such, which the manual has no letter for: nothing.
    @Test func nobodyGetsAroundTheManual() async throws {
        try await withDatabase { database in
            let stranger = "stranger_\(UInt32.random(in: 0...UInt32.max))"
            try await database.run("CREATE ROLE \(stranger)")
            try await database.run(Self.attempt)
            let statements = try await database.column(Self.unmentioned)
            #expect(statements.count > 200)
            for role in Self.roles.map({ "gongbao_\($0)" }) + [stranger] {
                let succeeding = try await database.column(
                    """
                    SELECT statement FROM (\(Self.unmentioned)) AS tried (statement)
                    WHERE pg_temp.attempt('\(role)', statement) NOT IN ('42501', '55000')
                    """
                )
                #expect(succeeding == [], "\(role)")
            }
            try await database.run("DROP ROLE \(stranger)")
        }
    }

    @Test func rolesDoWhatTheManualSaysAndNothingElse() async throws {
        let manual = try Self.manual()
        try await withDatabase { database in
            try await database.run("INSERT INTO gongbao.report (content) VALUES ('text')")
            let stranger = "stranger_\(UInt32.random(in: 0...UInt32.max))"
            try await database.run("CREATE ROLE \(stranger)")
            try await database.run(Self.attempt)
            for role in Self.roles + [stranger] {
                let name = role == stranger ? stranger : "gongbao_\(role)"
                var actual: Row = [:]
                for line in try await database.column(Self.relations(as: name))
                    + database.column(
                        Self.functions(as: name)
                    )
                {
                    let parts = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
                    if let object = parts.first, let may = parts.last, !may.isEmpty {
                        actual[String(object)] = String(may)
                    }
                }
                let expected = manual.compactMapValues { $0[role] }.filter { !$0.value.isEmpty }
                for object in Set(actual.keys).union(expected.keys).sorted() {
                    #expect(actual[object] == expected[object], "\(role): \(object)")
                }
                for forbidden in Self.forbidden {
                    let state = try await database.value("SELECT pg_temp.attempt('\(name)', $$\(forbidden)$$)")
                    #expect(["42501", "55000"].contains(state), "\(role): \(forbidden)")
                }
            }
            // Whatever there is must be in the manual, or nobody would have said who may.
            let objects = try await database.column(Self.objects)
            #expect(objects.sorted() == manual.keys.sorted())
            try await database.run("DROP ROLE \(stranger)")
        }
    }

    /// Nothing that the manual allows to anybody.
    private static let forbidden = [
        "CREATE TABLE gongbao.mine (x int)", "CREATE FUNCTION gongbao.mine() RETURNS int RETURN 1",
        "ALTER TABLE gongbao.report ADD COLUMN x int", "DROP TABLE gongbao.outcome", "TRUNCATE gongbao.report",
        "TRUNCATE gongbao.outcome", "ALTER TABLE gongbao.report DISABLE TRIGGER ALL",
        "CREATE TRIGGER mine BEFORE INSERT ON gongbao.outcome EXECUTE FUNCTION gongbao.tally_outcomes()",
        "SELECT nextval('gongbao.job_id')", "SELECT setval('gongbao.job_id', 1)",
        "SELECT last_value FROM gongbao.job_id",
        "SELECT * FROM gongbao.ticket_p000000000000", "DELETE FROM gongbao.outcome_p000000000000",
        "CREATE INDEX ON gongbao.report (title)", "COMMENT ON TABLE gongbao.report IS 'mine'",
    ]

    /// Statements that the manual allows to nobody, for each object that there is.
    private static let unmentioned = """
        SELECT format(pattern, oid::regclass) FROM pg_class CROSS JOIN (VALUES
            ('TRUNCATE %s'), ('DROP TABLE %s'), ('ALTER TABLE %s OWNER TO CURRENT_USER'),
            ('CREATE TRIGGER mine BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()')
        ) AS table_statement (pattern) WHERE \(ofSchema) AND relkind <> 'v'
        UNION ALL
        SELECT format(pattern, oid::regclass) FROM pg_class CROSS JOIN (VALUES
            ('DROP VIEW %s'), ('ALTER VIEW %s OWNER TO CURRENT_USER')
        ) AS view_statement (pattern) WHERE \(ofSchema) AND relkind = 'v'
        UNION ALL
        SELECT format(pattern, oid::regclass) FROM pg_class CROSS JOIN (VALUES
            ('SELECT FROM %s'), ('INSERT INTO %s DEFAULT VALUES'), ('DELETE FROM %s'), ('TRUNCATE %s'), ('DROP TABLE %s')
        ) AS partition_statement (pattern) WHERE relnamespace = 'gongbao'::regnamespace AND relispartition AND relkind = 'r'
        UNION ALL
        SELECT format(pattern, oid::regclass) FROM pg_class CROSS JOIN (VALUES
            ('SELECT FROM %s'), ('SELECT nextval(%L)'), ('SELECT setval(%L, 1)'), ('DROP SEQUENCE %s')
        ) AS sequence_statement (pattern) WHERE relnamespace = 'gongbao'::regnamespace AND relkind = 'S'
        UNION ALL
        SELECT format(pattern, oid::regprocedure) FROM pg_proc CROSS JOIN (VALUES
            ('DROP FUNCTION %s'), ('ALTER FUNCTION %s SECURITY INVOKER'), ('ALTER FUNCTION %s OWNER TO CURRENT_USER')
        ) AS function_statement (pattern) WHERE pronamespace = 'gongbao'::regnamespace
        """

    /// Tries a statement as a role and takes it back: the SQLSTATE, or an empty text where it succeeds.
    private static let attempt = """
        CREATE FUNCTION pg_temp.attempt(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM set_config('role', role, true);
            EXECUTE statement;
            RAISE EXCEPTION USING ERRCODE = 'GB000';
        EXCEPTION WHEN OTHERS THEN
            PERFORM set_config('role', 'none', true);
            RETURN CASE SQLSTATE WHEN 'GB000' THEN '' ELSE SQLSTATE END;
        END $$;
        -- The server refuses some before it looks at privileges: inserting into a view, or giving an identity's value.
        CREATE FUNCTION pg_temp.may(role text, statement text) RETURNS boolean LANGUAGE sql AS $$
            SELECT pg_temp.attempt(role, statement) NOT IN ('42501', '55000', '428C9', '0A000')
        $$
        """

    private static let ofSchema =
        "relnamespace = 'gongbao'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition"

    /// Everything that the manual has to list.
    private static let objects = """
        SELECT relname FROM pg_class WHERE \(ofSchema)
        UNION ALL SELECT DISTINCT proname || '()' FROM pg_proc WHERE pronamespace = 'gongbao'::regnamespace
        """

    /// A line `relation|S I U D` for each relation; columns in brackets where it is not all that a superuser may.
    private static func relations(as role: String) -> String {
        func columns(_ letter: String, _ statement: String) -> String {
            """
            (SELECT CASE WHEN count(*) FILTER (WHERE may) = 0 THEN NULL
                         WHEN bool_and(may) THEN '\(letter)'
                         ELSE '\(letter)(' || string_agg(attname, ', ' ORDER BY attnum) FILTER (WHERE may) || ')' END
             FROM (SELECT attname, attnum, pg_temp.may('\(role)', format('\(statement)', oid::regclass, attname)) AS may
                   FROM pg_attribute WHERE attrelid = oid AND attnum > 0 AND NOT attisdropped
                     AND pg_temp.may(session_user::text, format('\(statement)', oid::regclass, attname)) OFFSET 0) AS tried)
            """
        }
        return """
            SELECT relname || '|' || concat_ws(' ',
                \(columns("S", "SELECT %2$I FROM %1$s LIMIT 0")),
                \(columns("I", "INSERT INTO %1$s (%2$I) SELECT (NULL::%1$s).%2$I WHERE false")),
                \(columns("U", "UPDATE %1$s SET %2$I = NULL WHERE false")),
                CASE WHEN pg_temp.may('\(role)', format('DELETE FROM %s', oid::regclass)) THEN 'D' END)
            FROM pg_class WHERE \(ofSchema)
            """
    }

    /// A line `function()|X` for each function; called with nulls, because the right to call it comes before its arguments.
    private static func functions(as role: String) -> String {
        """
        SELECT DISTINCT proname || '()|' || CASE WHEN pg_temp.may('\(role)', format('SELECT %s(%s)', oid::regproc,
            (SELECT string_agg('NULL::' || kind::regtype, ', ') FROM unnest(proargtypes) AS kind))) THEN 'X' ELSE '' END
        FROM pg_proc WHERE pronamespace = 'gongbao'::regnamespace
        """
    }

    /// The rows of the manual's table: object, then what each role may.
    private static func manual() throws -> [String: Row] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = String(decoding: try InputFile("/\(root)/Deploy/guide/roles.md").read(), as: UTF8.self)
        var rows: [String: Row] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") && !line.hasPrefix("| `gongbao_") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
                cell in
                cell.drop { $0 == " " || $0 == "`" }.reversed().drop { $0 == " " || $0 == "`" }.reversed()
            }
            .map { String($0) }
            try #require(cells.count == 1 + roles.count, "\(line)")
            rows[cells[0]] = Dictionary(uniqueKeysWithValues: zip(roles, cells.dropFirst()))
        }
        return rows
    }
}
