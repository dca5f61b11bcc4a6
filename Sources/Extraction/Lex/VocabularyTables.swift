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
    /// What cue words may be.
    let cueClasses: [CueClass]
    /// The indicators by their names.
    let indicators: IndicatorNames
    /// What the database holds of the units: one entry for each code.
    let unitList: [Vocabulary.UnitEntry]
    /// The places.
    let places: PlaceDirectory
    /// Tells these dictionaries from others.
    let checksum: String

    /// Reads the dictionaries; that of places may be missing.
    init(indicators: [UInt8], units: [UInt8], cues: [UInt8], places: [UInt8]?) throws(VocabularyError) {
        checksum = Self.checksum([indicators, units, cues] + (places.map { [$0] } ?? []))
        if let places {
            self.places = try PlaceDirectory(
                DictionaryTable(
                    places,
                    name: "places",
                    columns: ["code", "name", "former_names", "level", "parent", "status"]
                )
            )
        } else {
            self.places = .empty
        }

        let unitTable = try DictionaryTable(
            units,
            name: "units",
            columns: ["surface", "code", "power_of_ten", "kind", "dimension"]
        )
        (self.units, unitList) = try Self.units(of: unitTable)
        var words = unitTable.rows.enumerated().map { (ScalarFolding.word($1.fields[0]), UInt32($0)) }
        unitWords = WordTrie(words)
        firstUnitsOfUnits = words.compactMap(\.0.first)

        let cueTable = try DictionaryTable(cues, name: "cues", columns: ["surface", "classes", "note"])
        let (cueClasses, indices) = try Self.classes(of: cueTable)
        self.cueClasses = cueClasses
        words = zip(cueTable.rows, indices).map { (ScalarFolding.word($0.fields[0]), $1) }
        // What only opens or ends a name is looked for in names alone.
        let inText = words.filter { !cueClasses[Int($0.1)].subtracting(.ofNames).isEmpty }
        self.cues = WordTrie(inText)
        cuesBackwards = WordTrie(inText, isReversed: true)

        let indicatorTable = try DictionaryTable(
            indicators,
            name: "indicators",
            columns: ["code", "name", "aliases", "unit_kind", "stock_or_flow"]
        )
        let frame = words.filter {
            !cueClasses[Int($0.1)].isDisjoint(with: [.neutral, .addition, .place, .lead])
        }
        self.indicators = try IndicatorNames(indicatorTable, frame: frame, classes: cueClasses)
    }

    private static func units(
        of table: DictionaryTable
    ) throws(VocabularyError) -> ([Vocabulary.Unit], [Vocabulary.UnitEntry]) {
        var units: [Vocabulary.Unit] = []
        // No word writes the unit of a rank: it is read off 第3.
        var entries = [Vocabulary.UnitEntry(code: "rank", surfaces: ["第"], dimension: .order)]
        var indices: [String: Int] = [:]
        for row in table.rows {
            guard let power = Int(row.fields[2]), (0...20).contains(power) else {
                throw table.error(row, 2, "is no number from 0 to 20")
            }
            guard !row.fields[1].isEmpty else { throw table.error(row, 1, "is empty") }
            let kind: Vocabulary.Unit.Kind = try table.value(row, 3)
            let dimension: Dimension = try table.value(row, 4)
            let code = row.fields[1]
            units.append(Vocabulary.Unit(code: code, power: power, kind: kind, dimension: dimension))
            if let index = indices[code] {
                guard entries[index].dimension == dimension else {
                    throw table.error(row, 4, "is another than the \(entries[index].dimension) of \(code) above")
                }
                entries[index].surfaces.append(row.fields[0])
            } else {
                indices[code] = entries.count
                entries.append(Vocabulary.UnitEntry(code: code, surfaces: [row.fields[0]], dimension: dimension))
            }
        }
        return (units, entries)
    }

    /// What cue words may be, each set of classes once, and which of them each row is: few sets stay in the nearest cache
    /// where the rows would not, and each cue that is found asks.
    private static func classes(
        of table: DictionaryTable
    ) throws(VocabularyError) -> (distinct: [CueClass], indices: [UInt32]) {
        var distinct: [CueClass] = []
        var indices: [UInt32] = []
        var known: [UInt64: UInt32] = [:]
        for row in table.rows {
            var classes: CueClass = []
            for name in row.list(1) {
                guard let one = CueClass(name: name) else { throw table.error(row, 1, "has the unknown class \(name)") }
                classes.formUnion(one)
            }
            guard !classes.isEmpty else { throw table.error(row, 1, "names no class") }
            let index = known[classes.rawValue] ?? UInt32(distinct.count)
            if index == distinct.count {
                known[classes.rawValue] = index
                distinct.append(classes)
            }
            indices.append(index)
        }
        return (distinct, indices)
    }

    /// FNV-1a, 64 bits, over the dictionaries with a separator between them.
    private static func checksum(_ dictionaries: [[UInt8]]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in dictionaries.joined(separator: [0]) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
