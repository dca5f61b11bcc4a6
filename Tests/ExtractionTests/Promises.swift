@testable import Extraction

/// What holds for every report made of any text: nothing in it is invented.
struct Promises {
    private let vocabulary: Vocabulary
    private let codes: Set<String>
    private static let opensNoName = Set(",。、;:!?/.)]}{》”’】%·~+=-—…^`|&@#$<>\\'\n ".utf16)
    private static let closesNoName = Set(",。、;:!?/.([{}《“‘【·~+=-—…^`|&@#$<>\\'\n ".utf16)
    /// What words tell that make a number a fall; air and water are better where there is less in them.
    private static let falls: CueClass = [.decrease, .gapDown, .pullDown, .better]

    /// Promises for reports extracted with `vocabulary`.
    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        codes = Set(vocabulary.units.map(\.code) + ["rank", "位", ""])
    }

    /// The promises that `report`, extracted from `body`, breaks; at most a few of each.
    func broken(by report: Report, of body: [UInt8]) -> [String] {
        let text = FoldedText(body.span)
        var broken: [String] = []
        func expect(_ holds: Bool, _ promise: String, _ row: Observation?) {
            guard !holds, broken.count < 20 else { return }
            broken.append(promise + (row.map { ": \($0.ordinal) \($0.name) \($0.surface) at \($0.charStart)" } ?? ""))
        }
        checkSections(report, length: text.scalarOffset(of: text.count)) { expect($0, $1, nil) }
        let tables = report.observations.isEmpty ? [] : OutlineDivider().divide(text).tables.map(\.range)
        var offsets: [Int] = []
        if !report.observations.isEmpty { offsets = (0...text.count).map { text.scalarOffset(of: $0) } }
        var last = 0
        for (index, row) in report.observations.enumerated() {
            func check(_ holds: Bool, _ promise: String) { expect(holds, promise, row) }
            check(row.ordinal == index, "ordinals count up")
            check(row.charStart >= last, "observations are in the order of the text")
            last = row.charStart
            let start = lowerBound(row.charStart, in: offsets)
            let end = lowerBound(row.charEnd, in: offsets)
            guard row.charStart < row.charEnd, start < end, end <= text.count, offsets[start] == row.charStart,
                text.scalarEnd(of: end) == row.charEnd
            else {
                check(false, "offsets lie on borders of scalars that were read")
                continue
            }
            check(text.original(start..<end, in: body.span) == row.surface, "the surface is the text at its offsets")
            if let table = tables.first(where: { $0.contains(start) }) {
                checkCell(row, Array(text.units[start..<end]), text, table, check)
                checkWords(row, text, table.lowerBound, table.upperBound, check)
            } else {
                checkNumber(row, Array(text.units[start..<end]), text, start, check)
                checkWords(row, text, start, end, check)
            }
            checkPlace(row, index, report, check)
        }
        return broken
    }

    private func checkSections(_ report: Report, length: Int, _ check: (Bool, String) -> Void) {
        check(report.sections.first?.level == 0, "the first section is the preamble")
        for (index, section) in report.sections.enumerated() {
            check(section.ordinal == index, "sections count up")
            check(section.charStart >= 0 && section.charStart <= section.charEnd, "a section ends behind its start")
            check(section.charEnd <= length, "a section ends within the body")
            check(section.duplicateOf.map { $0 < index } ?? true, "a copy follows its original")
            if index > 1 {
                check(
                    section.charStart >= report.sections[index - 1].charStart,
                    "sections are in the order of the text"
                )
            }
            guard let parent = section.parent else {
                check(section.level <= 1, "only the outermost has no parent")
                continue
            }
            check(parent < index, "a parent precedes its child")
            guard parent < index else { continue }
            let outer = report.sections[parent]
            check(section.level == outer.level + 1, "a child is one level deeper")
            check(
                outer.charStart <= section.charStart && section.charEnd <= outer.charEnd,
                "a child lies in its parent"
            )
        }
    }

    private func checkNumber(
        _ row: Observation,
        _ surface: [UInt16],
        _ text: FoldedText,
        _ start: Int,
        _ check: (Bool, String) -> Void
    ) {
        check((row.value != nil) != (row.redacted || row.valueLow != nil), "a value, a range or a blank")
        check((row.valueLow == nil) == (row.valueHigh == nil), "a range has both ends")
        check((row.qualifier == .range) == (row.valueLow != nil), "a range says so")
        if row.redacted { return check(row.value == nil, "a blank has no value") }
        let again = SurfaceValue(surface, vocabulary)
        let isTenth = surface.last == 0x6210 && !surface.contains(0x2F)
        if let value = row.value {
            var number = SurfaceValue.Number(value)
            if number.digits < 0 {
                // 以5%的速度下降: the word may stand right behind.
                let reach = min(text.count, start + surface.count + 16)
                check(again.hasMinus || says(Self.falls, before: reach, text), "a fall has its word")
                number = SurfaceValue.Number(-number.digits, power: number.power)
            } else {
                check(!again.hasMinus || number.digits == 0, "a minus makes a fall")
            }
            let read = again.numbers.count == 1 ? again.numbers[0] : nil
            let isDoubling = surface.last == 0x756A
            let expected = isDoubling ? read.map { SurfaceValue.Number((1 << $0.digits) - 1) } : read
            let isRead = number == (isTenth ? expected?.scaled(1) : expected)
            // In a table the head says 万吨 or 亿元 for all that stands below, in a list the last number, 2和3万吨, for those before it.
            let isHeaded =
                again.unitWords.isEmpty && again.lastScale == 0
                && heads(text, start).union(tails(text, start + surface.count)).contains { scale in
                    number == read?.scaled(scale)
                }
            check(isRead || isHeaded, "the value is read from the surface")
        }
        if let low = row.valueLow, let high = row.valueHigh, again.numbers.count == 2 {
            let (lowNumber, highNumber) = (
                SurfaceValue.Number(again.hasMinus ? low.negated : low), SurfaceValue.Number(high)
            )
            check(highNumber == again.numbers[1].scaled(isTenth ? 1 : 0), "the upper end is read from the surface")
            check(
                lowNumber == again.numbers[0]
                    || lowNumber == again.numbers[0].scaled(again.lastScale + (isTenth ? 1 : 0)),
                "the lower end is read from the surface"
            )
        } else {
            check(row.valueLow == nil, "a range has two numbers in its surface")
        }
        checkUnit(row, again.unitWords, text.folded(start..<(start + surface.count)), check)
    }

    /// A cell holds the digits; the scale words, the unit and what makes it a fall may stand in caption, head or row.
    private func checkCell(
        _ row: Observation,
        _ surface: [UInt16],
        _ text: FoldedText,
        _ table: Range<Int>,
        _ check: (Bool, String) -> Void
    ) {
        let words = Array(text.units[table])
        var number = SurfaceValue.Number(row.value ?? ExactDecimal(mantissa: 0))
        check(row.value != nil && !row.redacted, "a cell has a value")
        let isFall =
            surface.contains { TableCell.isMinus($0) } || !Set(words).isDisjoint(with: "降减跌落".utf16)
            || contains(words[...], Array("下拉".utf16)[...])
        check(number.digits >= 0 || isFall, "a fall has its sign or its word")
        number = SurfaceValue.Number(number.digits < 0 ? -number.digits : number.digits, power: number.power)
        let digits = SurfaceValue(surface.filter { !TableCell.isSign($0) }, vocabulary).numbers
        let isScaled = digits.count == 1 && digits[0].digits == number.digits && digits[0].power <= number.power
        check(isScaled, "the digits are those of the surface")
        check(
            codes.contains(row.unit) || contains(words[...], Array(row.unit.utf16)[...]),
            "the unit is known or verbatim"
        )
    }

    private func checkUnit(
        _ row: Observation,
        _ words: [UInt16],
        _ surface: String,
        _ check: (Bool, String) -> Void
    ) {
        let isVerbatim = surface.utf8.suffix(row.unit.utf8.count).elementsEqual(row.unit.utf8)
        check(codes.contains(row.unit) || isVerbatim, "the unit is known or verbatim")
        guard row.measure != .rank, row.unit != "位", !words.isEmpty, !isVerbatim,
            let match = vocabulary.unitWords.longest(in: words, at: 0, limit: words.count)
        else { return }
        // 0.2个、1.5个百分点, 0.2个、1.5个千分点: the first leaves its unit half to the last.
        let isHalf = words == [0x4E2A] && vocabulary.units.contains { $0.code == row.unit && $0.kind == .points }
        // 销售面积3.3万方, 拆除违法建筑2万方
        let isArea = row.unit == "m2" && words == [0x65B9] && !Set(row.name.utf16).isDisjoint(with: "积房楼厂拆筑".utf16)
        check(isHalf || isArea || vocabulary.units[Int(match.value)].code == row.unit, "the unit is the one written")
    }

    private func checkWords(
        _ row: Observation,
        _ text: FoldedText,
        _ start: Int,
        _ end: Int,
        _ check: (Bool, String) -> Void
    ) {
        check(!row.name.isEmpty, "a figure has a name")
        check(!Self.opensNoName.contains(row.name.utf16.first ?? 0), "a name begins with a word")
        check(row.name.utf16.contains { !UnitClass.isDigit($0) }, "a name is no number")
        check(!Self.closesNoName.contains(row.name.utf16.last ?? 0), "a name ends with a word")
        // Letters of names may be spaced in tables.
        let window = Array(text.units[max(0, start - 1600)..<min(text.count, end + 200)].filter { !Self.isSpace($0) })[
            ...
        ]
        let name = row.name.unicodeScalars
            .map { $0.value < 0x10000 ? UInt16($0.value) : ScalarFolding.beyondPlane($0.value) }
            .filter { !Self.isSpace($0) }
        // 第 is said once in 第一、二、三产业.
        var isTold = pieces(of: name[...], in: window) <= (name.first == 0x7B2C ? 3 : 2)
        // 城乡 stands for both, 三次产业 for three.
        for half in ["城镇", "农村", "第一", "第二", "第三"] where !isTold && name.starts(with: half.utf16) {
            isTold = pieces(of: name.dropFirst(2), in: window) <= 2
        }
        check(isTold, "the name is the text's")
        if let words = row.comparedWith {
            check(
                contains(window, words.utf16.filter { !Self.isSpace($0) }[...]),
                "what is compared with is the text's"
            )
        }
        if let words = row.periodText { check(!words.isEmpty, "words that told a period are some") }
        if let period = row.period { check(period.start <= period.end, "a period ends at or behind its start") }
    }

    private func checkPlace(_ row: Observation, _ index: Int, _ report: Report, _ check: (Bool, String) -> Void) {
        check(report.sections.indices.contains(row.section), "a figure's section is there")
        if report.sections.indices.contains(row.section) {
            let section = report.sections[row.section]
            check(section.charStart <= row.charStart && row.charEnd <= section.charEnd, "a figure lies in its section")
        }
        check(row.duplicateOf.map { $0 < index } ?? true, "a copied figure follows its original")
        if let other = row.relatesTo {
            check(report.observations.indices.contains(other) && other < index, "what it relates to stands before")
            if report.observations.indices.contains(other) {
                check(report.observations[other].measure == .level, "what it relates to is a level")
                check(report.observations[other].name == row.name, "what it relates to bears its name")
            }
        }
        if row.measure == .rank { check(row.unit == "rank", "a rank is counted in ranks") }
        if row.basis != nil { check(row.measure == .change, "only a change compares with another time") }
    }

    /// Letters of a name may be spaced, and a name may go on in the next line.
    private static func isSpace(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x0A }

    private func lowerBound(_ offset: Int, in offsets: [Int]) -> Int {
        var (low, high) = (0, offsets.count)
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func says(_ classes: CueClass, before end: Int, _ text: FoldedText) -> Bool {
        for index in max(0, end - 120)..<end {
            // 低 and 慢 alone are words of many others and no cues.
            if classes.contains(.gapDown), text.units[index] == 0x4F4E || text.units[index] == 0x6162 { return true }
            if let cue = vocabulary.cues.longest(in: text.units, at: index, limit: end),
                !vocabulary.cueClasses[Int(cue.value)].isDisjoint(with: classes)
            {
                return true
            }
        }
        return false
    }

    /// The powers of ten of the scale words that stand before an index.
    private func heads(_ text: FoldedText, _ end: Int) -> Set<Int> {
        Set(text.units[max(0, end - 4000)..<end].lazy.map { Numeral.scale($0) }.filter { $0 > 1 })
    }

    /// The powers of ten of the scale words that stand close behind an index, alone or chained.
    private func tails(_ text: FoldedText, _ start: Int) -> Set<Int> {
        let window = text.units[min(start, text.count)..<min(text.count, start + 120)]
        var scales = Set(window.map { Numeral.scale($0) })
        // 70和5百成: tenths are shared too.
        if window.contains(0x6210) { scales.insert(1) }
        return scales.union(scales.flatMap { one in scales.map { one + $0 } })
    }

    private func contains(_ window: ArraySlice<UInt16>, _ words: ArraySlice<UInt16>) -> Bool {
        longest(words, in: window) == words.count
    }

    /// How many pieces of the text make up a name, each as long as can be.
    private func pieces(of name: ArraySlice<UInt16>, in window: ArraySlice<UInt16>) -> Int {
        var rest = name
        var count = 0
        while !rest.isEmpty {
            let length = longest(rest, in: window)
            guard length > 0 else { return .max }
            rest = rest.dropFirst(length)
            count += 1
        }
        return count
    }

    private func longest(_ words: ArraySlice<UInt16>, in window: ArraySlice<UInt16>) -> Int {
        guard let first = words.first else { return 0 }
        var best = 0
        for start in window.indices where window[start] == first {
            var length = 1
            while length < words.count, start + length < window.endIndex,
                window[start + length] == words[words.startIndex + length]
            {
                length += 1
            }
            best = max(best, length)
        }
        return best
    }
}
