/// Makes rows of drafts: strings, base units, offsets, codes.
struct ObservationAssembler {
    private let vocabulary: Vocabulary
    private let text: FoldedText
    private let context: ReportContext
    private let outline: Outline
    private let indicators: IndicatorMatcher
    /// The report's own place, folded.
    private let ownPlace: [UInt16]
    /// A name while it is put together; kept, so that no name needs memory of its own.
    private var bytes: [UInt8] = []
    private var folded: [UInt16] = []

    /// An assembler for one report.
    init(vocabulary: Vocabulary, text: FoldedText, context: ReportContext, outline: Outline) {
        self.vocabulary = vocabulary
        self.text = text
        self.context = context
        self.outline = outline
        ownPlace = Array((context.refArea ?? "").utf16)
        indicators = IndicatorMatcher(vocabulary: vocabulary, refArea: context.refArea)
    }

    /// Appends the rows of one sentence that stands in section `section`.
    mutating func append(
        _ reader: borrowing FigureReader,
        section: Int,
        body: Span<UInt8>,
        to observations: inout [Observation]
    ) {
        let base = observations.count
        var told = Told()
        let standing = context.standing(at: reader.sentence.range.lowerBound, section: section)
        for draft in reader.drafts {
            tell(draft, in: body, &told)
            let quantity = reader.sentence.quantities[draft.quantity]
            let period = draft.isPeriodOpen ? nil : draft.period ?? standing.period ?? context.period
            let unit = unit(of: quantity, draft)
            let scalars = text.scalars(of: quantity.range)
            observations.append(
                Observation(
                    ordinal: observations.count,
                    section: section,
                    name: told.string,
                    indicator: told.meaning.flatMap { code($0, quantity, draft, unit: unit) },
                    measure: draft.measure,
                    basis: draft.basis,
                    value: quantity.value.map { draft.isNegative && $0.mantissa > 0 ? $0.negated : $0 },
                    valueLow: quantity.low,
                    valueHigh: quantity.high,
                    unit: unit,
                    qualifier: draft.qualifier,
                    status: draft.status,
                    period: period,
                    periodText: draft.periodWords.isEmpty ? nil : told.period,
                    refArea: draft.place.isEmpty || isOwn(draft.place) ? nil : string(Name(first: draft.place)),
                    comparedWith: draft.comparedWith.isEmpty ? nil : string(Name(first: draft.comparedWith)),
                    redacted: quantity.isRedacted,
                    relatesTo: draft.relatesTo.map { base + $0 },
                    duplicateOf: nil,
                    surface: text.original(scalars: scalars, in: body),
                    charStart: scalars.lowerBound,
                    charEnd: scalars.upperBound
                )
            )
        }
    }

    /// Words of one row, which the next row mostly has as well.
    private struct Told {
        var name: Name?
        var string = ""
        var meaning: IndicatorMatcher.Found?
        var periodWords = 0..<0
        var period = ""
    }

    /// Puts a draft's name and period into words, where they are not those of the row before.
    private mutating func tell(_ draft: Draft, in body: Span<UInt8>, _ told: inout Told) {
        // A growth rate, a completion and a rank mostly bear the name of the row before.
        if told.name != draft.name {
            let name = withoutOwnPlace(draft.name)
            told.name = draft.name
            told.string = rareLetters(of: name, restored: string(name), body)
            told.meaning = meaning(name)
        }
        if !draft.periodWords.isEmpty, told.periodWords != draft.periodWords {
            told.periodWords = draft.periodWords
            told.period = text.original(draft.periodWords, in: body)
        }
    }

    /// The name with the letters beyond the basic plane, `𬍛村`, which the folded text does not tell apart, as the body has them.
    private func rareLetters(of name: Name, restored string: String, _ body: Span<UInt8>) -> String {
        let rare = [name.first, name.second].flatMap { $0.filter { text.units[$0] == FoldedText.beyondPlane } }
        guard !rare.isEmpty else { return string }
        var next = rare.makeIterator()
        return string.unicodeScalars.reduce(into: "") { whole, scalar in
            if scalar.value == UInt32(FoldedText.beyondPlane), let place = next.next() {
                whole += text.original(place..<place + 1, in: body)
            } else {
                whole.unicodeScalars.append(scalar)
            }
        }
    }

    /// The name without the report's own place before it: 临江市总人口 says no more than 总人口.
    private func withoutOwnPlace(_ name: Name) -> Name {
        guard name.prefix == .none, isNamed, name.first.count >= ownPlace.count + 2,
            text.matches(ownPlace, at: name.first.lowerBound)
        else { return name }
        let rest = name.first.lowerBound + ownPlace.count
        // 临江市民, 临江市委, 临江市级, 临江市区, 临江市场: the name of the place goes on.
        guard UnitClass.isHan(text.units[rest]), !Place.continuations.contains(text.units[rest]) else { return name }
        var name = name
        name.first = rest..<name.first.upperBound
        return name
    }

    /// Whether the report's place is known by a name, not only as 街道 or 全市.
    private var isNamed: Bool { ownPlace.count > 2 || ownPlace.last == "县" || ownPlace.last == "州" }

    /// Whether a place is the report's own: its name, or the word for the whole, as 全市 in a city's.
    private func isOwn(_ place: Range<Int>) -> Bool {
        guard let last = place.last else { return false }
        guard text.units[place.lowerBound] == "全" else {
            // 东湖镇 in the report of 东湖镇
            return context.refArea.map { $0.hasSuffix(text.folded(place)) } ?? false
        }
        guard let area = context.refArea else { return text.units[last] != "国" }
        return area.utf16.last == text.units[last] || area == text.folded(place)
    }

    private func unit(of quantity: Quantity, _ draft: Draft) -> String {
        if quantity.isOrdinal || draft.measure == .rank { return "rank" }
        // 前移6位: places, not people.
        if draft.measure == .change, quantity.end > quantity.start {
            let last = text.units[quantity.end - 1]
            if last == "位"
                || last == "名" && draft.name.first.upperBound > 1
                    && text.units[draft.name.first.upperBound - 1] == "名"
            {
                return "位"
            }
        }
        if !quantity.compound.isEmpty { return text.folded(quantity.compound) }
        guard quantity.unit >= 0 else { return "" }
        let unit = vocabulary.units[quantity.unit]
        // 销售面积3.3万方, 拆除违建2万方: of areas and buildings 方 are square metres, else they are cubic ones.
        if unit.dimension == .volume, text.units[quantity.end - 1] == "方", text.units[quantity.end - 2] != "立",
            isArea(draft.name)
        {
            return "m2"
        }
        return unit.code
    }

    private func isArea(_ name: Name) -> Bool {
        let words = name.second.isEmpty ? name.first : name.second
        if text.units.spell("面", "积", endingAt: words.upperBound, from: words.lowerBound) {
            return true
        }
        return words.contains { ["房", "楼", "厂", "拆", "筑"].contains(text.units[$0]) }
    }

    private mutating func string(_ name: Name) -> String {
        bytes.empty()
        if name.prefix != .none { bytes.append(contentsOf: name.prefix.rawValue.utf8) }
        append(name.first)
        append(name.second)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes folded units as UTF-8: quicker than to have the library decode UTF-16.
    private mutating func append(_ range: Range<Int>) {
        let text = text
        let units = text.units.span
        bytes.append(addingCapacity: 3 * range.count) { bytes in
            for index in range {
                let unit = units[index]
                if unit >= 0x800 {
                    bytes.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
                    bytes.append(0x80 | UInt8(truncatingIfNeeded: (unit >> 6) & 0x3F))
                    bytes.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
                } else if unit >= 0x80 {
                    bytes.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
                    bytes.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
                } else if unit != "\n", unit != " " || Self.isWord(units, index - 1) && Self.isWord(units, index + 1) {
                    // A name in a table may be spaced, and go on in the next line.
                    bytes.append(UInt8(truncatingIfNeeded: unit))
                }
            }
        }
    }

    /// What the dictionary knows of the whole name.
    private mutating func meaning(_ name: Name) -> IndicatorMatcher.Found? {
        if name.prefix == .none, name.second.isEmpty, IndicatorMatcher.isComparable(text.units, name.first) {
            return indicators.find(in: text.units, name.first)
        }
        folded.empty()
        if name.prefix != .none { folded.append(contentsOf: name.prefix.rawValue.utf16) }
        folded.append(contentsOf: text.units[name.first])
        if !name.second.isEmpty { folded.append(contentsOf: text.units[name.second]) }
        return indicators.find(folded)
    }

    private func code(
        _ meaning: IndicatorMatcher.Found,
        _ quantity: Quantity,
        _ draft: Draft,
        unit: String
    ) -> String? {
        let isListed = quantity.compound.isEmpty && quantity.unit >= 0
        let dimension = isListed ? vocabulary.units[quantity.unit].dimension : nil
        return indicators.code(meaning, measure: draft.measure, unit: unit, dimension: dimension)
    }

    private static func isWord(_ units: Span<UInt16>, _ index: Int) -> Bool {
        units.indices.contains(index) && UnitClass.isWord(units[index])
    }
}
