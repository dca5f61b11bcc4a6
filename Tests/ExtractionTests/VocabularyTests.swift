import Dictionaries
import Testing

@testable import Extraction

@Suite struct VocabularyTests {
    private let indicators = "code\tname\taliases\tunit_kind\tstock_or_flow\ngdp\t生产总值\tGDP\tmoney\tflow\n"
    private let units = "surface\tcode\tpower_of_ten\tkind\tdimension\n元\tCNY\t0\tmoney\tmoney\n"
    private let cues = "surface\tclasses\tnote\n增长\tincrease\t\n"

    private func vocabulary(
        indicators: String? = nil,
        units: String? = nil,
        cues: String? = nil
    ) throws(VocabularyError) -> Vocabulary {
        try Vocabulary(
            indicators: Array((indicators ?? self.indicators).utf8),
            units: Array((units ?? self.units).utf8),
            cues: Array((cues ?? self.cues).utf8)
        )
    }

    private func reason(
        indicators: String = "",
        units: String = "",
        cues: String = ""
    ) -> String? {
        do throws(VocabularyError) {
            _ = try vocabulary(
                indicators: self.indicators + indicators,
                units: self.units + units,
                cues: self.cues + cues
            )
            return nil
        } catch {
            return error.description
        }
    }

    @Test func goodTablesAreRead() { #expect(reason() == nil) }

    @Test func linesOfAnySystemAreRead() throws {
        let words = try vocabulary(
            indicators: "\u{FEFF}" + indicators.split(separator: "\n").joined(separator: "\r\n"),
            units: units + "\n\n",
            cues: cues
        )
        #expect(words.indicatorEntries.map(\.code) == ["gdp"])
        #expect(words.indicatorEntries.first?.nature == .flow)
    }

    @Test(arguments: [
        ("元\tCNY\t0\tmoney\tmoney", "units:3: surface \"元\" stands twice"),
        ("角\tCNY\tx\tmoney\tmoney", "units:3: power_of_ten \"x\" is no number from 0 to 20"),
        ("角\tCNY\t-1\tmoney\tmoney", "units:3: power_of_ten \"-1\" is no number from 0 to 20"),
        (
            "角\tCNY\t0\tcoin\tmoney",
            "units:3: kind \"coin\" is none of money, ratio, points, times, place, physical, scaled, time, count"
        ),
        ("角\t\t0\tmoney\tmoney", "units:3: code \"\" is empty"),
        ("角\tCNY\t0\tmoney\tcount", "units:3: dimension \"count\" is another than the money of CNY above"),
        ("角\tCNY\t0\tmoney", "units:3: 4 columns, 5 expected"),
        ("\n\tCNY\t0\tmoney\tmoney", "units:4: surface \"\" is empty"),
    ])
    func brokenUnitsAreTold(row: String, message: String) { #expect(reason(units: row + "\n") == message) }

    @Test(arguments: [
        ("下降\tdecline\t", "cues:3: classes \"decline\" has the unknown class decline"),
        ("下降\tdecrease|rise\t", "cues:3: classes \"decrease|rise\" has the unknown class rise"),
        ("下降\t\t", "cues:3: classes \"\" names no class"),
        ("下降", "cues:3: 1 columns, 3 expected"),
        ("增长\tincrease\t", "cues:3: surface \"增长\" stands twice"),
    ])
    func brokenCuesAreTold(row: String, message: String) { #expect(reason(cues: row + "\n") == message) }

    @Test(arguments: [
        ("ngdp\t名义值\tGDP\tmoney\tflow", "indicators:3: GDP is a name of gdp already"),
        ("ngdp\t名义值\t“GDP”\tmoney\tflow", "indicators:3: “GDP” is a name of gdp already"),
        ("area\t面积\t面积\tarea\tstock", "indicators:3: 面积 stands twice"),
        ("gdp\t面积\t\tarea\tstock", "indicators:3: code \"gdp\" stands twice"),
        ("area\t\t面积\tarea\tstock", "indicators:3: name \"\" is empty"),
        ("area\t面积\t\tarea\tboth", "indicators:3: stock_or_flow \"both\" is none of stock, flow"),
    ])
    func brokenIndicatorsAreTold(row: String, message: String) { #expect(reason(indicators: row + "\n") == message) }

    @Test func oneNameMayStandForSeveralThings() {
        #expect(reason(indicators: "gdp_share\tGDP\t\tratio\tflow\n") == nil)
        #expect(reason(indicators: "gdp_held\tGDP\t\tmoney\tstock\n") == nil)
    }

    @Test func damagedFilesAreTold() throws {
        #expect(throws: VocabularyError(dictionary: "cues", line: 1, reason: "no rows")) {
            try vocabulary(cues: "surface\tclasses\tnote")
        }
        #expect(
            throws: VocabularyError(
                dictionary: "cues",
                line: 1,
                reason: "the header is not surface, classes, note"
            )
        ) { try vocabulary(cues: "") }
        let broken = Array(cues.utf8) + [0xE4, 0xB8, 0x0A]
        #expect(throws: VocabularyError(dictionary: "cues", line: 3, reason: "invalid UTF-8")) {
            try Vocabulary(indicators: Array(indicators.utf8), units: Array(units.utf8), cues: broken)
        }
    }

    @Test func theChecksumTellsOneDictionaryFromAnother() throws {
        let first = try vocabulary().checksum
        #expect(first.utf8.count == 16)
        #expect(try vocabulary().checksum == first)
        #expect(try vocabulary(cues: cues + "下降\tdecrease\t\n").checksum != first)
    }
}

/// What holds for the dictionaries of this build.
@Suite struct BuiltInDictionaryTests {
    private let vocabulary = Dictionaries.vocabulary

    @Test func everyClassHasItsWords() {
        for name in CueClass.names {
            let known = CueClass(name: name)
            #expect(vocabulary.cueClasses.contains { known.map($0.isSuperset) ?? false }, "\(name)")
        }
    }

    @Test func everyIndicatorIsFoundByItsNames() {
        let matcher = IndicatorMatcher(vocabulary: vocabulary, refArea: nil)
        for indicator in vocabulary.indicatorEntries {
            for name in [indicator.name] + indicator.aliases {
                let found = matcher.find(ScalarFolding.word(name))
                let codes = found.map { vocabulary.indicators.meanings(of: $0.meaning).map(\.index) } ?? []
                #expect(
                    codes.contains { vocabulary.indicatorEntries[$0].code == indicator.code },
                    "\(indicator.code): \(name)"
                )
            }
        }
    }

    @Test func codesAreWordsOfLettersAndDigits() {
        for indicator in vocabulary.indicatorEntries {
            let isPlain = indicator.code.utf8.allSatisfy { $0 == 0x5F || 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 }
            #expect(isPlain, "\(indicator.code)")
        }
    }
}
