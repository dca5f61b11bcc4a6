extension Vocabulary {
    /// An indicator of the dictionary.
    public struct Indicator: Sendable, Equatable {
        /// Whether figures of it hold at a day or over days.
        public enum Nature: String, Sendable, CaseIterable {
            /// At a day: 常住人口.
            case stock
            /// Over days: 粮食产量.
            case flow
        }

        /// The code: `general_public_budget_revenue`.
        public let code: String
        /// The usual name: 一般公共预算收入.
        public let name: String
        /// Other names.
        public let aliases: [String]
        /// What it is measured in.
        public let dimension: Dimension
        /// Stock or flow.
        public let nature: Nature
    }

    /// A unit with all the words that write it.
    public struct UnitEntry: Sendable, Equatable {
        /// The code: `CNY`; a measure word is its own code.
        public let code: String
        /// The words that write it, the usual one first.
        public internal(set) var surfaces: [String]
        /// What it measures.
        public let dimension: Dimension
    }

    /// The indicators in the order of the dictionary.
    public var indicatorEntries: [Indicator] { indicators.list }

    /// The units, each code once.
    public var unitEntries: [UnitEntry] { tables.unitList }

    /// Tells these dictionaries from others: 16 hexadecimal digits.
    public var checksum: String { tables.checksum }
}
