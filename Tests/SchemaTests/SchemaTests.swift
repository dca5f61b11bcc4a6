import Platform
import Postgres
import Schema
import TestSupport
import Testing

@Suite struct MigrationListTests {
    @Test func listsEveryFileInOrder() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let files = try #require(Directory("\(root)/Migrations")).files()
            .compactMap { $0.split(separator: "/").last?.description }
            .filter { $0.hasSuffix(".sql") }
            .sorted()
        #expect(Schema.migrations.map { "\($0.name).sql" } == files)
        #expect(Schema.migrations.map(\.number) == Array(1...Schema.migrations.count))
    }
}

@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct MigratorTests {
    private let two = [
        Schema.Migration(name: "0001_a", sql: "CREATE TABLE gongbao.a (x integer)"),
        Schema.Migration(name: "0002_b", sql: "CREATE TABLE gongbao.b (x integer)"),
    ]

    @Test func appliesInOrderAndOnlyOnce() async throws {
        try await withDatabase(migrated: false) { database in
            #expect(try await Schema.state(database.session) == .missing)
            try await Migrator().migrate(database.session)
            try await Migrator().migrate(database.session)
            #expect(try await Schema.state(database.session) == .current)
            #expect(try await Migrator().pending(database.session).isEmpty)
            let names = try await database.column("SELECT name FROM gongbao.schema_migration ORDER BY number")
            #expect(names == Schema.migrations.map(\.name))
        }
    }

    @Test func twoAtOnceTakeTurns() async throws {
        try await withDatabase(migrated: false) { database in
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask { try await Migrator().migrate(try await database.open()) }
                }
                try await group.waitForAll()
            }
            #expect(try await Schema.state(database.session) == .current)
        }
    }

    @Test func aFailingMigrationLeavesNothingBehind() async throws {
        let broken = [two[0], Schema.Migration(name: "0002_b", sql: "CREATE TABLE gongbao.b (x integer); SELECT 1/0")]
        try await withDatabase(migrated: false) { (database: TestDatabase) async throws -> Void in
            let error = await #expect(throws: SchemaError.self) {
                try await Migrator(migrations: broken).migrate(database.session)
            }
            let description = error?.description ?? ""
            #expect(description.hasPrefix("Migrations/0002_b.sql: division by zero (SQLSTATE 22012)"))
            #expect(try await database.value("SELECT to_regclass('gongbao.b') IS NULL") == "t")
            #expect(try await database.value("SELECT max(number) FROM gongbao.schema_migration") == "1")
        }
    }

    @Test func oneThatNeedsADrainWaitsForTheWorkersToStop() async throws {
        let draining = [
            two[0],
            Schema.Migration(
                name: "0002_b",
                sql: "-- drain: a is dropped\nDROP TABLE gongbao.a; CREATE TABLE gongbao.b (x integer)"
            ),
        ]
        #expect(two[0].drain == nil)
        #expect(draining[1].drain == "a is dropped")
        try await withDatabase(migrated: false) { (database: TestDatabase) async throws -> Void in
            let worker = try await database.open()
            try await worker.script("SET application_name = 'gongbao-worker/7'") { _ in }
            let error = await #expect(throws: SchemaError.self) {
                try await Migrator(migrations: draining).migrate(database.session)
            }
            #expect(error == .drain(file: "0002_b", why: "a is dropped", workers: 1))
            #expect(error?.description.contains("needs all workers stopped, because a is dropped: 1 run") == true)
            // What came before stays, and the next try goes on from there.
            #expect(try await database.value("SELECT max(number) FROM gongbao.schema_migration") == "1")
            try await worker.script("SET application_name = 'psql'") { _ in }
            try await Migrator(migrations: draining).migrate(database.session)
            #expect(try await database.value("SELECT to_regclass('gongbao.b') IS NOT NULL") == "t")
        }
    }

    @Test func refusesAChangedMigration() async throws {
        let changed = [Schema.Migration(name: "0001_a", sql: "CREATE TABLE gongbao.a (y integer)"), two[1]]
        try await withDatabase(migrated: false) { database in
            try await Migrator(migrations: [two[0]]).migrate(database.session)
            let error = await #expect(throws: SchemaError.self) {
                try await Migrator(migrations: changed).migrate(database.session)
            }
            #expect(
                error == .changed(file: "0001_a", applied: two[0].checksum, ours: changed[0].checksum)
            )
            #expect(error?.description.contains("Migrations/0001_a.sql") == true)
        }
    }

    @Test func refusesANewerDatabase() async throws {
        try await withDatabase(migrated: false) { database in
            try await Migrator(migrations: two).migrate(database.session)
            let error = await #expect(throws: SchemaError.self) {
                try await Migrator(migrations: [two[0]]).migrate(database.session)
            }
            #expect(error == .newer(file: "0002_b"))
        }
    }

    @Test func refusesAGap() async throws {
        try await withDatabase(migrated: false) { database in
            try await Migrator(migrations: two).migrate(database.session)
            try await database.run("DELETE FROM gongbao.schema_migration WHERE number = 1")
            let error = await #expect(throws: SchemaError.self) {
                try await Migrator(migrations: two).migrate(database.session)
            }
            #expect(error == .gap(file: "0001_a"))
        }
    }
}
