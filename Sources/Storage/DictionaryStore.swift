package import Extraction
package import Postgres

/// The dictionaries as tables of the database, for joins: `gongbao.indicator`, `gongbao.unit`, `gongbao.place`.
package struct DictionaryStore: Sendable {
    private let connection: PostgresConnection

    /// A store over `connection`.
    package init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// Brings the tables to `vocabulary` where they were filled from another; gives back whether anything was written.
    ///
    /// Several at once take turns, and the last one's dictionaries stay. Codes that are no longer there are kept and marked.
    @discardableResult
    package func refresh(_ vocabulary: Vocabulary) async throws(PostgresError) -> Bool {
        let checksum = vocabulary.checksum
        guard try await loaded() != checksum else { return false }
        try await connection.script(Self.begin) { _ in }
        do throws(PostgresError) {
            // Somebody else may have loaded the same while this one waited for the lock.
            let isNew = try await loaded() != checksum
            if isNew {
                try await connection.execute(Self.writeIndicators, Self.columns(of: vocabulary.indicatorEntries))
                try await connection.execute(Self.writeUnits, Self.columns(of: vocabulary.unitEntries))
                try await connection.execute(Self.writePlaces, Self.columns(of: vocabulary.placeEntries))
                try await connection.execute(Self.record, [checksum])
            }
            try await connection.execute("COMMIT")
            return isNew
        } catch {
            // What failed is the error to tell; a rollback that fails too ends with the connection.
            if !error.isConnectionLost { _ = try? await connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func loaded() async throws(PostgresError) -> String? {
        try await connection.query(Self.checksum) { rows in rows.count == 0 ? nil : rows.string(row: 0, column: 0) }
    }

    private static func columns(of indicators: [Vocabulary.Indicator]) -> [String] {
        [
            array(indicators.map(\.code)), array(indicators.map(\.name)),
            array(indicators.map(\.dimension.rawValue)), array(indicators.map(\.nature.rawValue)),
            array(indicators.map { array($0.aliases) }),
        ]
    }

    private static func columns(of units: [Vocabulary.UnitEntry]) -> [String] {
        [
            array(units.map(\.code)), array(units.map { $0.surfaces[0] }), array(units.map(\.dimension.rawValue)),
            array(units.map { array($0.surfaces) }),
        ]
    }

    private static func columns(of places: [Vocabulary.PlaceEntry]) -> [String] {
        [
            array(places.map(\.code)), array(places.map(\.name)), array(places.map(\.level.rawValue)),
            array(places.map { $0.parent ?? "" }), array(places.map { array($0.formerNames) }),
            array(places.map { $0.isCurrent ? "t" : "f" }),
        ]
    }

    /// The text form of `text[]`.
    private static func array(_ values: [String]) -> String {
        var text: [UInt8] = [0x7B]
        for value in values {
            text.append(contentsOf: text.count > 1 ? [0x2C, 0x22] : [0x22])
            for byte in value.utf8 {
                if byte == 0x22 || byte == 0x5C { text.append(0x5C) }
                text.append(byte)
            }
            text.append(0x22)
        }
        text.append(0x7D)
        return String(decoding: text, as: UTF8.self)
    }

    /// dictionary has one row at most.
    private static let checksum: SQL = "SELECT checksum FROM gongbao.dictionary"

    /// The key is the ASCII of "gongbao" and one more, next to that of the migrations.
    private static let begin: SQL = "BEGIN; SELECT pg_advisory_xact_lock(29113822583873904)"

    /// By indicator's primary key; the last parameter holds arrays in their text form.
    private static let writeIndicators: SQL = """
        WITH given AS (
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
                AS row (code, name, dimension, nature, aliases)
        ), unlisted AS (
            UPDATE gongbao.indicator AS i SET listed = false
            WHERE i.listed AND NOT EXISTS (SELECT FROM given WHERE given.code = i.code)
        )
        INSERT INTO gongbao.indicator AS i (code, name, dimension, nature, aliases)
        SELECT code, name, dimension, nature, aliases::text[] FROM given
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, dimension = excluded.dimension,
            nature = excluded.nature, aliases = excluded.aliases, listed = true
        WHERE (i.name, i.dimension, i.nature, i.aliases, i.listed)
            IS DISTINCT FROM (excluded.name, excluded.dimension, excluded.nature, excluded.aliases, true)
        """

    /// By unit's primary key; the last parameter holds arrays in their text form.
    private static let writeUnits: SQL = """
        WITH given AS (
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS row (code, name, dimension, surfaces)
        ), unlisted AS (
            UPDATE gongbao.unit AS u SET listed = false
            WHERE u.listed AND NOT EXISTS (SELECT FROM given WHERE given.code = u.code)
        )
        INSERT INTO gongbao.unit AS u (code, name, dimension, surfaces)
        SELECT code, name, dimension, surfaces::text[] FROM given
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, dimension = excluded.dimension,
            surfaces = excluded.surfaces, listed = true
        WHERE (u.name, u.dimension, u.surfaces, u.listed)
            IS DISTINCT FROM (excluded.name, excluded.dimension, excluded.surfaces, true)
        """

    /// By place's primary key; the last parameter but one holds arrays in their text form, and no parent is an empty text.
    private static let writePlaces: SQL = """
        WITH given AS (
            SELECT code, name, level, nullif(parent, '') AS parent, former_names::text[], is_current::boolean
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                AS row (code, name, level, parent, former_names, is_current)
        ), unlisted AS (
            UPDATE gongbao.place AS p SET listed = false
            WHERE p.listed AND NOT EXISTS (SELECT FROM given WHERE given.code = p.code)
        )
        INSERT INTO gongbao.place AS p (code, name, level, parent, former_names, is_current)
        SELECT code, name, level, parent, former_names, is_current FROM given
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent,
            former_names = excluded.former_names, is_current = excluded.is_current, listed = true
        WHERE (p.name, p.level, p.parent, p.former_names, p.is_current, p.listed) IS DISTINCT FROM
            (excluded.name, excluded.level, excluded.parent, excluded.former_names, excluded.is_current, true)
        """

    /// dictionary's one row.
    private static let record: SQL = """
        INSERT INTO gongbao.dictionary (checksum) VALUES ($1)
        ON CONFLICT (only_row) DO UPDATE SET checksum = excluded.checksum, loaded_at = now(), loaded_by = session_user
        """
}
