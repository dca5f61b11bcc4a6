import Dictionaries
import Extraction
import Postgres
import TestSupport
import Testing

@testable import Storage

@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct DictionaryStoreTests {
    private static let header = "code\tname\taliases\tunit_kind\tstock_or_flow\n"

    private func vocabulary(_ indicators: String) throws -> Vocabulary {
        try Vocabulary(
            indicators: Array((Self.header + indicators).utf8),
            units: Array(
                "surface\tcode\tpower_of_ten\tkind\tdimension\n元\tCNY\t0\tmoney\tmoney\n圆\tCNY\t0\tmoney\tmoney\n".utf8
            ),
            cues: Array("surface\tclasses\tnote\n增长\tincrease\t\n".utf8)
        )
    }

    private static let indicators = """
        SELECT format('%s %s %s %s %s %s', code, name, dimension, nature, array_to_string(aliases, '+'), listed)
        FROM gongbao.indicator ORDER BY code
        """

    @Test func tablesHoldTheDictionary() async throws {
        try await withDatabase { database in
            let words = try vocabulary("gdp\t生产总值\tGDP|\"经济\\总量\"\tmoney\tflow\nfarms\t农场\t\tcount\tstock\n")
            #expect(try await DictionaryStore(database.session).refresh(words))
            let rows = try await database.column(Self.indicators)
            #expect(rows == ["farms 农场 count stock  t", "gdp 生产总值 money flow GDP+\"经济\\总量\" t"])
            let units = try await database.column(
                "SELECT format('%s %s %s %s', code, name, dimension, array_to_string(surfaces, '+')) FROM gongbao.unit ORDER BY code"
            )
            #expect(units == ["CNY 元 money 元+圆", "rank 第 order 第"])
            #expect(try await database.value("SELECT checksum FROM gongbao.dictionary") == words.checksum)
        }
    }

    @Test func placesJoinWithWhatLiesAroundThem() async throws {
        try await withDatabase { database in
            try await DictionaryStore(database.session).refresh(Dictionaries.vocabulary)
            let chain = """
                SELECT concat_ws(' ', p.code, p.level, p.name, c.name, s.name, p.is_current::text)
                FROM gongbao.place AS p JOIN gongbao.place AS c ON c.code = p.parent JOIN gongbao.place AS s ON s.code = c.parent
                WHERE p.name IN ('南山区', '襄州区') OR '襄阳区' = ANY (p.former_names) ORDER BY 1
                """
            #expect(
                try await database.column(chain) == [
                    "230404 county 南山区 鹤岗市 黑龙江省 true", "420607 county 襄州区 襄阳市 湖北省 true",
                    "440305 county 南山区 深圳市 广东省 true",
                ]
            )
            let count = Dictionaries.vocabulary.placeEntries.count
            #expect(try await database.value("SELECT count(*) FROM gongbao.place WHERE listed") == "\(count)")
        }
    }

    @Test func theSameIsWrittenOnce() async throws {
        try await withDatabase { database in
            let words = try vocabulary("gdp\t生产总值\t\tmoney\tflow\n")
            let store = DictionaryStore(database.session)
            #expect(try await store.refresh(words))
            let before = try await database.column("SELECT xmin::text FROM gongbao.indicator")
            #expect(try await !store.refresh(words))
            #expect(try await database.column("SELECT xmin::text FROM gongbao.indicator") == before)
        }
    }

    @Test func whatLeftTheDictionaryIsKeptAndMarked() async throws {
        try await withDatabase { database in
            let store = DictionaryStore(database.session)
            try await store.refresh(try vocabulary("gdp\t生产总值\t\tmoney\tflow\nfarms\t农场\t\tcount\tstock\n"))
            try await store.refresh(try vocabulary("gdp\t地区生产总值\tGDP\tmoney\tflow\n"))
            var rows = try await database.column(Self.indicators)
            #expect(rows == ["farms 农场 count stock  f", "gdp 地区生产总值 money flow GDP t"])
            try await store.refresh(try vocabulary("farms\t农场\t\tcount\tstock\n"))
            rows = try await database.column(Self.indicators)
            #expect(rows == ["farms 农场 count stock  t", "gdp 地区生产总值 money flow GDP f"])
        }
    }

    @Test func manyAtOnceLoadItOnce() async throws {
        try await withDatabase { database in
            let written = try await withThrowingTaskGroup { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await DictionaryStore(try await database.open()).refresh(Dictionaries.vocabulary)
                    }
                }
                var written = 0
                for try await isWritten in group where isWritten { written += 1 }
                return written
            }
            #expect(written == 1)
            let count = Dictionaries.vocabulary.indicatorEntries.count
            #expect(try await database.value("SELECT count(*) FROM gongbao.indicator WHERE listed") == "\(count)")
        }
    }

    @Test func aFailureLeavesWhatWasThere() async throws {
        try await withDatabase { database in
            let store = DictionaryStore(database.session)
            try await store.refresh(try vocabulary("gdp\t生产总值\t\tmoney\tflow\n"))
            try await database.run("ALTER TABLE gongbao.unit ADD CHECK (false) NOT VALID")
            let changed = try vocabulary("farms\t农场\t\tcount\tstock\n")
            try await database.run("TRUNCATE gongbao.unit")
            await #expect(throws: PostgresError.self) { try await store.refresh(changed) }
            #expect(try await database.column(Self.indicators) == ["gdp 生产总值 money flow  t"])
            #expect(
                try await database.value(
                    "SELECT count(*) FROM gongbao.dictionary WHERE checksum = '\(changed.checksum)'"
                ) == "0"
            )
        }
    }
}
