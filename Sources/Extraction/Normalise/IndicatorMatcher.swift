/// Finds the indicator that a name stands for.
///
/// The name has to be one of the dictionary's as a whole. Quotation marks, a bracket behind, the report's own place and
/// words that tell nothing of what is measured (全市, 累计, 各类 before, 总量, 工作 behind) do not matter; behind a word
/// that adds to a stock (新增, 建成) a name stands for a flow. Among several meanings the row's unit decides.
struct IndicatorMatcher {
    /// What a name may stand for, as ``IndicatorNames/meanings(of:)`` asks for it.
    struct Found {
        /// The row.
        var meaning: Int
        /// Whether a word before the name tells that something was added.
        var isAddition: Bool
    }

    /// A name of more units is none of the dictionary's.
    private static let longest = 48

    private let indicators: IndicatorNames
    private let ownPlace: [UInt16]

    /// A matcher for one report and its place.
    init(vocabulary: Vocabulary, refArea: String?) {
        indicators = vocabulary.indicators
        ownPlace = ScalarFolding.word(refArea ?? "")
    }

    /// A word without quotation marks, spaces and a bracket behind.
    static func comparable(_ units: [UInt16]) -> [UInt16] {
        var units = units
        // (CPI) behind a name only says it again.
        if units.last == ")", let open = units.lastIndex(of: "("), open > 0 { units.removeSubrange(open...) }
        // Few names have any.
        if units.contains(where: isDecoration) { units.removeAll(where: isDecoration) }
        return units
    }

    private static func isDecoration(_ unit: UInt16) -> Bool {
        switch unit {
        case " ", "\"", "“", "”", "‘", "’", "《", "》": true
        default: false
        }
    }

    /// Whether a stretch is a name as the dictionary has them, which needs no copy to be looked for.
    static func isComparable(_ units: [UInt16], _ name: Range<Int>) -> Bool {
        guard let last = name.last, units[last] != ")" else { return false }
        for index in name where isDecoration(units[index]) { return false }
        return true
    }

    /// What a name may stand for.
    func find(_ name: [UInt16]) -> Found? {
        guard name.count <= Self.longest else { return nil }
        let units = Self.comparable(name)
        return find(in: units, 0..<units.count)
    }

    /// What a name may stand for that is comparable as it stands.
    func find(in units: [UInt16], _ name: Range<Int>) -> Found? {
        guard name.count <= Self.longest else { return nil }
        let limit = name.upperBound
        var isAddition = false
        var start = name.lowerBound
        while start < limit {
            if let match = indicators.names.longest(in: units, at: start, limit: limit),
                isNeutral(units, start + match.length..<limit)
            {
                return Found(meaning: Int(match.value), isAddition: isAddition)
            }
            if let length = ownPlaceLength(units, at: start, limit: limit) {
                start += length
            } else if let word = indicators.frame.longest(in: units, at: start, limit: limit) {
                if indicators.classes[Int(word.value)].contains(.addition) { isAddition = true }
                start += word.length
            } else {
                return nil
            }
        }
        return nil
    }

    /// The code for a row, where the row's unit is one that the indicator is measured in.
    func code(_ found: Found, measure: Observation.Measure, unit: String, dimension: Dimension?) -> String? {
        let wanted: Vocabulary.Indicator.Nature = found.isAddition ? .flow : .stock
        var other: Int?
        for meaning in indicators.meanings(of: found.meaning)
        where Self.agrees(meaning.dimension, measure: measure, unit: unit, dimension: dimension) {
            if meaning.nature == wanted { return indicators.list[meaning.index].code }
            if other == nil { other = meaning.index }
        }
        // What was added to a stock is no figure of the stock.
        guard !found.isAddition, let other else { return nil }
        return indicators.list[other].code
    }

    /// Whether nothing but words that tell nothing stands in a stretch.
    private func isNeutral(_ units: [UInt16], _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            guard let word = indicators.frame.longest(in: units, at: start, limit: range.upperBound),
                indicators.classes[Int(word.value)].contains(.neutral)
            else { return false }
            start += word.length
        }
        return true
    }

    /// How long the report's own place is at `start`, whole or its last part: 罗湖区 of 深圳市罗湖区.
    private func ownPlaceLength(_ units: [UInt16], at start: Int, limit: Int) -> Int? {
        for skipped in 0..<max(ownPlace.count - 1, 0) where ownPlace[skipped] == units[start] {
            let place = ownPlace[skipped...]
            if units[start..<limit].starts(with: place) { return place.count }
        }
        return nil
    }

    /// Whether a figure in this unit can be one of an indicator that is measured in `wanted`.
    private static func agrees(
        _ wanted: Dimension,
        measure: Observation.Measure,
        unit: String,
        dimension: Dimension?
    ) -> Bool {
        switch (measure, dimension) {
        case (.rank, _): return true
        // Growth, completion and gaps are told in percent whatever they are of.
        case (.change, .ratio), (.change, .multiple), (.change, .order): return true
        case (.completion, .ratio), (.completion, .multiple), (.gap, .ratio), (.gap, .multiple), (.gap, .order):
            return true
        case (_, nil):
            // No unit at all, as in 外贸出口突破5亿, contradicts none; else it is a compound such as 元/人.
            return unit.isEmpty || wanted == .quotient
        case (_, .multiple): return wanted == .ratio
        case (_, let dimension): return dimension == wanted || wanted == .quotient && dimension != .ratio
        }
    }
}
