import Postgres
import TestSupport
import Testing

@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(2)))
struct ConnectionTests {
    private func connection() async throws -> PostgresConnection {
        try await PostgresConnection(try #require(TestServer.conninfo))
    }

    @Test("a cell comes back byte for byte", arguments: ["第三章", "", "６１２０．５万人", "a\tb\n'\\"])
    func roundTrip(text: String) async throws {
        let back = try await connection().query("SELECT $1::text", [text]) { $0.string(row: 0, column: 0) }
        #expect(back == text)
    }

    @Test func statementsAreMadeOfLiteralsNumbersAndParts() async throws {
        let parts: [SQL] = (1...2).map { "SELECT \($0)" }
        let ids: [Int64] = [3, 4]
        let sql: SQL = "\(parts.joined(separator: " UNION ")) UNION SELECT unnest(ARRAY[\(ids)]) ORDER BY 1"
        let numbers = try await connection().query(sql) { rows in
            (0..<rows.count).map { rows.string(row: $0, column: 0) }
        }
        #expect(numbers == ["1", "2", "3", "4"])
    }

    @Test func nullIsNil() async throws {
        let back = try await connection().query("SELECT $1::text", [nil]) { $0.string(row: 0, column: 0) }
        #expect(back == nil)
    }

    @Test func binaryResultGivesTheBytes() async throws {
        let back = try await connection()
            .query("SELECT '\\x00ff10'::bytea", binaryResult: true) { $0.bytes(row: 0, column: 0) }
        #expect(back == [0x00, 0xFF, 0x10])
    }

    @Test(
        "a failure carries its SQLSTATE, and the session goes on",
        arguments: [("SELECT 1/0", "22012"), ("SELECT * FROM nowhere", "42P01"), ("SELEC", "42601")]
    )
    func failure(sql: String, state: String) async throws {
        let connection = try await connection()
        let error = await #expect(throws: PostgresError.self) { try await connection.execute(sql) }
        #expect(error?.sqlState == state)
        #expect(error?.isTransient == false)
        #expect(try await connection.query("SELECT 1") { $0.count } == 1)
    }

    @Test func deadlineGivesTheConnectionUp() async throws {
        let connection = try await connection()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.execute("SELECT pg_sleep(30)", deadline: .milliseconds(50))
        }
        #expect(error?.kind == .deadline)
        #expect(error?.isTransient == true)
        #expect(await connection.isBroken)
    }

    @Test func aStatementPastItsDeadlineEndsAtTheServerToo() async throws {
        try await withDatabase(migrated: false) { database in
            try await database.run("CREATE TABLE t (v integer); INSERT INTO t VALUES (1)")
            let slow = try await database.open()
            await #expect(throws: PostgresError.self) {
                try await slow.execute("UPDATE t SET v = 2 WHERE pg_sleep(60) IS NOT NULL", deadline: .milliseconds(50))
            }
            // Without the cancel this would wait for the row's lock until its own deadline.
            try await database.session.execute("UPDATE t SET v = 3", deadline: .seconds(20))
            #expect(try await database.value("SELECT v FROM t") == "3")
        }
    }

    @Test func aCancelledStatementLeavesTheSessionUsable() async throws {
        let connection = try await connection()
        for _ in 0..<20 {
            let task = Task { try? await connection.execute("SELECT pg_sleep(0.001)") }
            task.cancel()
            _ = await task.value
            // A cancel that comes late would hit this one.
            #expect(try await connection.query("SELECT 1") { $0.count } == 1)
        }
    }

    @Test func textWithNULIsRefusedNotCut() async throws {
        let connection = try await connection()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.execute("SELECT $1::text", ["a\0b"])
        }
        #expect(error?.sqlState == "22021")
        #expect(try await connection.query("SELECT 1") { $0.count } == 1)
    }

    @Test func aClosedSessionRefusesStatements() async throws {
        let connection = try await connection()
        await connection.close()
        #expect(await connection.isBroken)
        #expect(await connection.processID == 0)
        let error = await #expect(throws: PostgresError.self) { try await connection.execute("SELECT 1") }
        #expect(error?.kind == .connection)
    }

    @Test func theServersFieldsAreKept() async throws {
        try await withDatabase(migrated: false) { database in
            try await database.run("CREATE TABLE t (v integer CONSTRAINT small CHECK (v < 5))")
            let error = await #expect(throws: PostgresError.self) { try await database.run("INSERT INTO t VALUES (9)") }
            #expect(error?.table == "t")
            #expect(error?.constraint == "small")
        }
    }

    @Test func theNextHostIsTriedWhenOneIsMissing() async throws {
        let server = try #require(TestServer.conninfo)
        let connection = try await PostgresConnection(server.replacing("host=", with: "host=/nonexistent,"))
        #expect(try await connection.query("SELECT 1") { $0.count } == 1)
    }

    @Test func waitingForLocksHoldsNobodyUp() async throws {
        // More sessions wait than there are cores; the one that they wait for must still be able to go on.
        try await withDatabase(migrated: false) { database in
            try await database.run("BEGIN; SELECT pg_advisory_xact_lock(1)")
            try await withThrowingTaskGroup { group in
                for _ in 0..<24 {
                    let waiting = try await database.open()
                    group.addTask { _ = try await waiting.execute("SELECT pg_advisory_xact_lock_shared(1)") }
                }
                let observer = try await database.open()
                let count = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                while try await observer.query(count, read: { $0.string(row: 0, column: 0) }) != "24" {}
                try await database.run("COMMIT")
                try await group.waitForAll()
            }
        }
    }

    @Test func cancellationReachesTheServer() async throws {
        let connection = try await connection()
        let observer = try await self.connection()
        let active =
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid = \(await connection.processID)"
        let task = Task { try await connection.execute("SELECT pg_sleep(30)") }
        while try await observer.query(active, read: { rows in rows.string(row: 0, column: 0) }) != "1" {
            try await Task.sleep(for: .milliseconds(5))
        }
        task.cancel()
        let error = await #expect(throws: PostgresError.self) { try await task.value }
        #expect(error?.sqlState == "57014")
    }

    @Test func aTerminatedSessionIsTransientAndBroken() async throws {
        let victim = try await connection()
        let processID = await victim.processID
        try await connection().execute("SELECT pg_terminate_backend(\(processID))")
        let error = await #expect(throws: PostgresError.self) { try await victim.execute("SELECT 1") }
        #expect(error?.isTransient == true)
        #expect(error?.isConnectionLost == true)
        #expect(await victim.isBroken)
    }

    @Test func nobodyThereIsAConnectionError() async {
        let error = await #expect(throws: PostgresError.self) {
            try await PostgresConnection("host=/nonexistent dbname=none")
        }
        #expect(error?.kind == .connection)
    }
}

@Suite struct PostgresErrorTests {
    @Test(
        arguments: [
            ("08006", true), ("40001", true), ("40P01", true), ("53300", true), ("53100", true), ("57P01", true),
            ("57014", true), ("55P03", true), ("25P03", true), ("25001", false), ("22012", false), ("23505", false),
            ("42P01", false), ("42501", false),
        ]
    )
    func transienceFollowsTheClass(state: String, isTransient: Bool) {
        #expect(PostgresError(.server(sqlState: state), "").isTransient == isTransient)
    }

    @Test func descriptionIsOneLine() {
        let error = PostgresError(.server(sqlState: "23514"), "new row\nviolates", detail: "a\nb", hint: "c")
        #expect(error.description == "new row violates (SQLSTATE 23514); a b; hint: c")
    }
}

@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(2)))
struct BinaryCopyTests {
    @Test(
        "a numeric arrives as it is written",
        arguments: [
            (Int128(0), 0, "0"), (0, 2, "0.00"), (1, 0, "1"), (-1, 0, "-1"), (10_000, 0, "10000"), (901, 2, "9.01"),
            (-117, 2, "-1.17"), (1, 4, "0.0001"), (1, 5, "0.00001"), (123_456_789, 4, "12345.6789"),
            (901_000_000, 0, "901000000"), (100_000_000, 8, "1.00000000"),
            (170_141_183_460_469_231_731_687_303_715_884_105_727, 3, "170141183460469231731687303715884105.727"),
        ]
    )
    func numeric(mantissa: Int128, scale: Int, text: String) async throws {
        try await withDatabase(migrated: false) { database in
            try await database.run("CREATE TABLE n (v numeric)")
            var writer = BinaryCopyWriter()
            writer.row(fields: 1)
            writer.numeric(mantissa: mantissa, scale: scale)
            try await database.session.copyIn("COPY n FROM STDIN (FORMAT binary)", writer.finish())
            #expect(try await database.value("SELECT v::text FROM n") == text)
        }
    }

    @Test func tenThousandRowsOfEveryType() async throws {
        try await withDatabase(migrated: false) { database in
            try await database.run(
                """
                CREATE TABLE r (a bigint, b integer, c smallint, d boolean, e text, f date, g text[], h bytea);
                CREATE TABLE expected AS SELECT g::bigint AS a, -g AS b, (g % 100)::smallint AS c, g % 2 = 0 AS d,
                    CASE WHEN g % 3 = 0 THEN NULL ELSE '公报' || g END AS e, date '2000-01-01' + g AS f,
                    CASE WHEN g % 5 = 0 THEN '{}' ELSE ARRAY['甲', g::text] END AS g, '\\x00ff'::bytea AS h
                FROM generate_series(0, 9999) AS g
                """
            )
            var writer = BinaryCopyWriter()
            for row in 0..<10_000 {
                writer.row(fields: 8)
                writer.int64(Int64(row))
                writer.int32(-row)
                writer.int16(row % 100)
                writer.bool(row % 2 == 0)
                writer.text(row % 3 == 0 ? nil : "公报\(row)")
                writer.date(daysSince2000: row)
                writer.textArray(row % 5 == 0 ? [] : ["甲", "\(row)"])
                writer.bytes([0x00, 0xFF])
            }
            let count = try await database.session.copyIn("COPY r FROM STDIN (FORMAT binary)", writer.finish())
            #expect(count == 10_000)
            let differing = "SELECT count(*) FROM (TABLE r EXCEPT ALL TABLE expected) AS d"
            #expect(try await database.value(differing) == "0")
        }
    }

    @Test func refusedRowsAreATypedErrorAndTheSessionGoesOn() async throws {
        try await withDatabase(migrated: false) { database in
            try await database.run("CREATE TABLE n (v integer CHECK (v < 5))")
            var writer = BinaryCopyWriter()
            for value in 0..<100_000 {
                writer.row(fields: 1)
                writer.int32(value)
            }
            let payload = writer.finish()
            let error = await #expect(throws: PostgresError.self) {
                try await database.session.copyIn("COPY n FROM STDIN (FORMAT binary)", payload)
            }
            #expect(error?.sqlState == "23514")
            let missing = await #expect(throws: PostgresError.self) {
                try await database.session.copyIn("COPY nowhere FROM STDIN (FORMAT binary)", payload)
            }
            #expect(missing?.sqlState == "42P01")
            #expect(try await database.value("SELECT count(*) FROM n") == "0")
        }
    }
}
