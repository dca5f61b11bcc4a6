import Testing

@testable import Extraction

@Suite struct VocabularyTests {
    private let indicators = Array("code\tname\taliases\tkind\tflow\ngdp\t生产总值\tGDP\tmoney\tflow\n".utf8)
    private let units = Array("surface\tcode\tpower\tkind\n元\tCNY\t0\tmoney\n".utf8)
    private let cues = Array("surface\tclasses\tnote\n增长\tincrease\t\n".utf8)

    private func reason(indicators: String? = nil, units: String? = nil, cues: String? = nil) -> String? {
        do throws(VocabularyError) {
            _ = try Vocabulary(
                indicators: indicators.map { self.indicators + Array($0.utf8) } ?? self.indicators,
                units: units.map { self.units + Array($0.utf8) } ?? self.units,
                cues: cues.map { self.cues + Array($0.utf8) } ?? self.cues
            )
            return nil
        } catch {
            return error.description
        }
    }

    @Test func goodTablesAreRead() { #expect(reason() == nil) }

    @Test func errorsNameTheLine() {
        #expect(reason(units: "元\tCNY\t0\tmoney\n") == "units:3: 元 stands twice")
        #expect(reason(units: "角\tCNY\tx\tmoney\n") == "units:3: power of ten x")
        #expect(reason(units: "角\tCNY\t0\tcoin\n") == "units:3: unknown kind coin")
        #expect(reason(cues: "下降\tdecline\t\n") == "cues:3: unknown class decline")
        #expect(reason(cues: "下降\n") == "cues:3: 1 columns, 3 expected")
        #expect(reason(indicators: "ngdp\t名义值\tGDP\tmoney\tflow\n") == "indicators:3: GDP stands twice")
    }
}
