/// A place whose government reports, as far as its name tells.
public struct Place: Sendable, Equatable {
    /// How high a place stands among the administrative divisions.
    public enum Level: String, Sendable, CaseIterable {
        /// The whole country.
        case nation
        /// Provinces, autonomous regions, municipalities directly under the central government.
        case province
        /// Cities with districts, autonomous prefectures, prefectures, leagues.
        case prefecture
        /// Counties, districts, cities without districts, banners.
        case county
        /// Townships, towns, subdistricts.
        case township
        /// Villages and residential communities.
        case village
    }

    /// Its level; nil where neither the list nor the name tells.
    public var level: Level?
    /// Its administrative code, six digits; nil where the list does not know it, or knows several of that name.
    public var code: String?

    /// A place of which nothing more is known.
    public init(level: Level? = nil, code: String? = nil) {
        self.level = level
        self.code = code
    }
}

extension Vocabulary {
    /// A place of the dictionary.
    public struct PlaceEntry: Sendable, Equatable {
        /// The administrative code, six digits.
        public let code: String
        /// The name: 清苑区.
        public let name: String
        /// Names that the same code had before.
        public let formerNames: [String]
        /// The level.
        public let level: Place.Level
        /// The code of the place around it; nil for provinces.
        public let parent: String?
        /// Whether there still is such a place.
        public let isCurrent: Bool
    }

    /// The places in the order of the dictionary.
    public var placeEntries: [PlaceEntry] { places.list }
}

extension Place {
    /// What a longer word goes on with behind the name of a place: 临江市民, 临江市委, 临江市级, 临江市场.
    static let continuations = UnitSet("民委级区场内外域容属政府直县市长镇乡村街道")
}
