package import Postgres

/// The migrations of this build and what the database has of them.
package enum Schema {
    /// One migration of this build.
    package struct Migration: Sendable, Equatable {
        /// The file's name without `.sql`: `0001_queue`.
        package let name: String
        /// The statements.
        package let sql: String

        /// A migration from an embedded file.
        package init(name: String, sql: String) {
            self.name = name
            self.sql = sql
        }

        /// The number that the name begins with.
        package var number: Int { Int(name.prefix(4)) ?? 0 }

        /// Why no worker may run while it is applied, from a first line `-- drain: why`; nil where they may go on.
        package var drain: String? {
            let mark = "-- drain: "
            guard sql.hasPrefix(mark) else { return nil }
            return String(sql.dropFirst(mark.count).prefix { $0 != "\n" })
        }

        /// The checksum recorded with an applied migration: FNV-1a, 64 bits, which tells an edit from none.
        package var checksum: String {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
    }

    /// What the database has, against this build.
    package enum State: Sendable, Equatable {
        /// All of this build's migrations and no others.
        case current
        /// Nothing at all.
        case missing
        /// Only the first `have` of this build's migrations.
        case older(have: Int)
        /// A migration that this build does not know.
        case newer(file: String)
    }

    /// The migrations of this build, oldest first; a test compares the list with the folder.
    package static let migrations: [Migration] = [
        ("0001_queue", PackageResources._001_queue_sql),
        ("0002_results", PackageResources._002_results_sql),
        ("0003_partitions", PackageResources._003_partitions_sql),
        ("0004_enqueue", PackageResources._004_enqueue_sql),
        ("0005_work", PackageResources._005_work_sql),
        ("0006_operate", PackageResources._006_operate_sql),
        ("0007_views", PackageResources._007_views_sql),
        ("0008_health", PackageResources._008_health_sql),
        ("0009_dictionaries", PackageResources._009_dictionaries_sql),
        ("0010_roles", PackageResources._010_roles_sql),
        ("0011_delivery", PackageResources._011_delivery_sql),
        ("0012_duplicates", PackageResources._012_duplicates_sql),
        ("0013_status", PackageResources._013_status_sql),
        ("0014_linking", PackageResources._014_linking_sql),
        ("0015_fresh_session", PackageResources._015_fresh_session_sql),
        ("0016_page_metadata", PackageResources._016_page_metadata_sql),
        ("0017_fingerprints", PackageResources._017_fingerprints_sql),
        ("0018_compression", PackageResources._018_compression_sql),
        ("0019_status_cost", PackageResources._019_status_cost_sql),
        ("0020_fresh_answer", PackageResources._020_fresh_answer_sql),
    ]
    .map { Migration(name: $0.0, sql: String(decoding: $0.1, as: UTF8.self)) }

    /// What the database has, against this build; reads only, in one round trip, and outside of a transaction.
    package static func state(_ connection: PostgresConnection) async throws(PostgresError) -> State {
        let last: (number: Int, name: String)?
        do throws(PostgresError) {
            last = try await connection.query(Self.lastMigration) { rows throws(PostgresError) in
                guard rows.count == 1 else { return nil }
                return (Int(try rows.integer(row: 0, column: 0) ?? 0), rows.string(row: 0, column: 1) ?? "")
            }
        } catch {
            // 3F000: invalid_schema_name, 42P01: undefined_table.
            guard ["3F000", "42P01"].contains(error.sqlState) else { throw error }
            last = nil
        }
        guard let last else { return .missing }
        if last.number > migrations.count { return .newer(file: last.name) }
        return last.number < migrations.count ? .older(have: last.number) : .current
    }

    static func applied(
        _ connection: PostgresConnection
    ) async throws(PostgresError) -> [(
        number: Int, name: String, checksum: String
    )] {
        let exists = try await connection.query(Self.tableExists) { rows in rows.bool(row: 0, column: 0) }
        guard exists else { return [] }
        return try await connection.query(Self.appliedMigrations) { rows throws(PostgresError) in
            var applied: [(number: Int, name: String, checksum: String)] = []
            for row in 0..<rows.count {
                applied.append(
                    (
                        Int(try rows.integer(row: row, column: 0) ?? 0), rows.string(row: row, column: 1) ?? "",
                        rows.string(row: row, column: 2) ?? ""
                    )
                )
            }
            return applied
        }
    }

    private static let tableExists: SQL = "SELECT to_regclass('gongbao.schema_migration') IS NOT NULL"
    private static let appliedMigrations: SQL =
        "SELECT number, name, checksum FROM gongbao.schema_migration ORDER BY number"
    private static let lastMigration: SQL =
        "SELECT number, name FROM gongbao.schema_migration ORDER BY number DESC LIMIT 1"
}
