/// The tables of a vocabulary, read once and never changed.
final class VocabularyTables: Sendable {
    /// The units; the values of ``unitWords`` index them.
    let units: [Vocabulary.Unit]
    /// Unit words, to be found forwards.
    let unitWords: WordTrie
    /// What the unit words begin with.
    let firstUnitsOfUnits: [UInt16]
    /// Cue words, to be found forwards; a value indexes ``cueClasses``.
    let cues: WordTrie
    /// Cue words, to be found backwards.
    let cuesBackwards: WordTrie
    /// The classes of each cue word.
    let cueClasses: [CueClass]
    /// Names and aliases of indicators; a value indexes ``indicatorCodes``.
    let indicators: WordTrie
    /// The codes of the indicators.
    let indicatorCodes: [String]

    /// Reads the three dictionaries.
    init(indicators: [UInt8], units: [UInt8], cues: [UInt8]) throws(VocabularyError) {
        let unitTable = try DictionaryTable(units, name: "units", columns: 4)
        var unitList: [Vocabulary.Unit] = []
        var words: [(units: [UInt16], value: UInt32)] = []
        for row in unitTable.rows {
            guard let power = Int(row.fields[2]), (0...20).contains(power) else {
                throw unitTable.error(row, "power of ten \(row.fields[2])")
            }
            guard let kind = Vocabulary.Unit.Kind(rawValue: String(row.fields[3])) else {
                throw unitTable.error(row, "unknown kind \(row.fields[3])")
            }
            words.append((Array(row.fields[0].utf16), UInt32(unitList.count)))
            unitList.append(Vocabulary.Unit(code: String(row.fields[1]), power: power, kind: kind))
        }
        unitWords = WordTrie(words)
        firstUnitsOfUnits = words.compactMap(\.units.first)
        self.units = unitList

        var classList: [CueClass] = []
        let cueTable = try DictionaryTable(cues, name: "cues", columns: 3)
        words.removeAll()
        for row in cueTable.rows {
            var classes: CueClass = []
            for name in row.fields[1].split(separator: "|") {
                guard let one = CueClass(name: name) else { throw cueTable.error(row, "unknown class \(name)") }
                classes.formUnion(one)
            }
            guard !classes.isEmpty else { throw cueTable.error(row, "no class") }
            words.append((Array(row.fields[0].utf16), UInt32(classList.count)))
            classList.append(classes)
        }
        self.cues = WordTrie(words)
        cuesBackwards = WordTrie(words, isReversed: true)
        cueClasses = classList

        var codeList: [String] = []
        let indicatorTable = try DictionaryTable(indicators, name: "indicators", columns: 5)
        words.removeAll()
        var seen: Set<Substring> = []
        for row in indicatorTable.rows {
            for name in [row.fields[1]] + row.fields[2].split(separator: "|") {
                guard seen.insert(name).inserted else { throw indicatorTable.error(row, "\(name) stands twice") }
                words.append((Array(name.utf16), UInt32(codeList.count)))
            }
            codeList.append(String(row.fields[0]))
        }
        self.indicators = WordTrie(words)
        indicatorCodes = codeList
    }
}
