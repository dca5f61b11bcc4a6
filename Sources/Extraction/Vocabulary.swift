/// The words the extractor knows: indicators, units and cues, read from tab-separated text with one header line.
public struct Vocabulary: Sendable {
    /// A unit of measure.
    struct Unit: Sendable {
        /// What family a unit belongs to.
        enum Kind: String, Sendable {
            /// An amount of money.
            case money
            /// A share or rate: percent, permille.
            case ratio
            /// Percentage points.
            case points
            /// Multiples.
            case times
            /// Places in an order.
            case place
            /// A physical unit.
            case physical
            /// A physical unit only behind a scale word: 亿度.
            case scaled
            /// A length of time.
            case time
            /// A measure word.
            case count
        }

        /// The code that the contract gives the unit, else the word itself.
        var code: String
        /// The power of ten that the word stands for besides.
        var power: Int
        /// The family.
        var kind: Kind
    }

    /// The units; the values of ``unitWords`` index them.
    private(set) var units: [Unit] = []
    /// Unit words, to be found forwards.
    private(set) var unitWords: WordTrie
    /// Cue words, to be found forwards; a value indexes ``cueClasses``.
    private(set) var cues: WordTrie
    /// Cue words, to be found backwards.
    private(set) var cuesBackwards: WordTrie
    /// The classes of each cue word.
    private(set) var cueClasses: [CueClass] = []
    /// Names and aliases of indicators; a value indexes ``indicatorCodes``.
    private(set) var indicators: WordTrie
    /// The codes of the indicators.
    private(set) var indicatorCodes: [String] = []

    /// Reads the three dictionaries, each UTF-8 with one header line.
    ///
    /// - Throws: ``VocabularyError`` that names the dictionary and the line.
    public init(indicators: [UInt8], units: [UInt8], cues: [UInt8]) throws(VocabularyError) {
        let unitTable = try DictionaryTable(units, name: "units", columns: 4)
        var words: [(units: [UInt16], value: UInt32)] = []
        for row in unitTable.rows {
            guard let power = Int(row.fields[2]), (0...20).contains(power) else {
                throw unitTable.error(row, "power of ten \(row.fields[2])")
            }
            guard let kind = Unit.Kind(rawValue: String(row.fields[3])) else {
                throw unitTable.error(row, "unknown kind \(row.fields[3])")
            }
            words.append((Array(row.fields[0].utf16), UInt32(self.units.count)))
            self.units.append(Unit(code: String(row.fields[1]), power: power, kind: kind))
        }
        unitWords = WordTrie(words)

        let cueTable = try DictionaryTable(cues, name: "cues", columns: 3)
        words.removeAll()
        for row in cueTable.rows {
            var classes: CueClass = []
            for name in row.fields[1].split(separator: "|") {
                guard let one = CueClass(name: name) else { throw cueTable.error(row, "unknown class \(name)") }
                classes.formUnion(one)
            }
            guard !classes.isEmpty else { throw cueTable.error(row, "no class") }
            words.append((Array(row.fields[0].utf16), UInt32(cueClasses.count)))
            cueClasses.append(classes)
        }
        self.cues = WordTrie(words)
        cuesBackwards = WordTrie(words, isReversed: true)

        let indicatorTable = try DictionaryTable(indicators, name: "indicators", columns: 5)
        words.removeAll()
        var seen: Set<Substring> = []
        for row in indicatorTable.rows {
            for name in [row.fields[1]] + row.fields[2].split(separator: "|") {
                guard seen.insert(name).inserted else { throw indicatorTable.error(row, "\(name) stands twice") }
                words.append((Array(name.utf16), UInt32(indicatorCodes.count)))
            }
            indicatorCodes.append(String(row.fields[0]))
        }
        self.indicators = WordTrie(words)
    }
}

/// Why a dictionary could not be read.
public struct VocabularyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which dictionary: `indicators`, `units` or `cues`.
    public let dictionary: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let reason: String

    /// `units:17: …`.
    public var description: String { "\(dictionary):\(line): \(reason)" }
}
