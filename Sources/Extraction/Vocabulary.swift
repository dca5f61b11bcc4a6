/// The words the extractor knows: indicators, units, cues and places, read from tab-separated text with one header line.
public struct Vocabulary: Sendable {
    /// A unit of measure.
    struct Unit: Sendable {
        /// What family a unit belongs to.
        enum Kind: String, Sendable, CaseIterable {
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

        /// What rules ask after, so that none compares the codes of the units of all numbers.
        enum Role: Sendable {
            /// 个, which counts anything.
            case piece
            /// 人
            case person
            /// 户
            case household
            /// 次, 期, 批: what counts how often.
            case occasion
            /// 年
            case year
            /// Any other.
            case other

            init(code: String) {
                switch code {
                case "个": self = .piece
                case "人": self = .person
                case "户": self = .household
                case "次", "期", "批", "轮", "场次": self = .occasion
                case "a": self = .year
                default: self = .other
                }
            }
        }

        /// The code that the contract gives the unit, else the word itself.
        let code: String
        /// The power of ten that the word stands for besides.
        let power: Int
        /// The family.
        let kind: Kind
        /// What it measures.
        let dimension: Dimension
        /// What the code makes of it.
        let role: Role

        init(code: String, power: Int, kind: Kind, dimension: Dimension) {
            (self.code, self.power, self.kind, self.dimension) = (code, power, kind, dimension)
            role = Role(code: code)
        }
    }

    // One object, so that passing the vocabulary on counts one reference and not one for each table.
    let tables: VocabularyTables

    /// The units; the values of ``unitWords`` index them.
    var units: [Unit] { tables.units }
    /// Unit words, to be found forwards.
    var unitWords: WordTrie { tables.unitWords }
    /// The unit that one letter or sign says: %, 元, 人; nil where the vocabulary has none.
    func unit(_ sign: UInt16) -> Int? { unitWords.longest(in: [sign], at: 0, limit: 1).map { Int($0.value) } }
    /// What the unit words begin with.
    var firstUnitsOfUnits: [UInt16] { tables.firstUnitsOfUnits }
    /// Cue words, to be found forwards; a value indexes ``cueClasses``.
    var cues: WordTrie { tables.cues }
    /// Cue words, to be found backwards.
    var cuesBackwards: WordTrie { tables.cuesBackwards }
    /// What cue words may be, each set of classes once.
    var cueClasses: [CueClass] { tables.cueClasses }
    /// The indicators by their names.
    var indicators: IndicatorNames { tables.indicators }

    /// The places.
    var places: PlaceDirectory { tables.places }

    /// Reads the dictionaries, each UTF-8 with one header line; without `places` no place has a code.
    ///
    /// - Throws: ``VocabularyError`` that names the dictionary and the line.
    public init(indicators: [UInt8], units: [UInt8], cues: [UInt8], places: [UInt8]? = nil) throws(VocabularyError) {
        tables = try VocabularyTables(indicators: indicators, units: units, cues: cues, places: places)
    }
}

/// Why a dictionary could not be read.
public struct VocabularyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which dictionary: `indicators`, `units`, `cues` or `places`.
    public let dictionary: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let reason: String

    /// `units:17: …`.
    public var description: String { "\(dictionary):\(line): \(reason)" }
}
