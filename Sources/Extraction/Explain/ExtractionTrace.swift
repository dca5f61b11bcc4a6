/// Gathers, sentence by sentence, why figures are what they are and why other numbers are none.
struct ExtractionTrace {
    private let text: FoldedText
    private let context: ReportContext
    private let outline: Outline
    /// One for each observation so far.
    private(set) var explanations: [Explanation] = []
    private var rejected: [(range: Range<Int>, reason: Rejection)] = []

    /// An empty trace of one report.
    init(text: FoldedText, context: ReportContext, outline: Outline) {
        self.text = text
        self.context = context
        self.outline = outline
    }

    /// Takes note of the sentence that `reader` has just read, within section `section`.
    mutating func append(_ reader: borrowing FigureReader, section: Int) {
        let marker = outline.nodes[section].marker
        for number in reader.sentence.rejected ?? [] {
            let isTime = reader.mentions.contains { $0.range.overlaps(number.range) }
            let reason = isTime ? .time : number.reason
            rejected.append((number.range, marker.overlaps(number.range) ? .sectionNumber : reason))
        }
        var next = 0
        for draft in reader.drafts {
            explanations.append(explanation(of: draft, reader, section: section))
            while next < draft.quantity { rejectUnused(&next, reader, marker) }
            next = max(next, draft.quantity + 1)
        }
        while next < reader.sentence.quantities.count { rejectUnused(&next, reader, marker) }
    }

    /// Takes note of a table that `reader` holds, within section `section`.
    mutating func appendTable(_ reader: borrowing FigureReader, section: Int) {
        append(reader, section: section)
        var start = reader.sentence.range.lowerBound
        for quantity in reader.sentence.quantities {
            rejectDigits(in: start..<max(start, quantity.start), .tableText)
            start = max(start, quantity.end)
        }
        rejectDigits(in: start..<max(start, reader.sentence.range.upperBound), .tableText)
    }

    /// Takes note of the digits in a stretch that is no report.
    mutating func appendExcluded(_ range: Range<Int>) { rejectDigits(in: range, .chrome) }

    private mutating func rejectDigits(in range: Range<Int>, _ reason: Rejection) {
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            while index < range.upperBound, UnitClass.isDigit(text.units[index]) { index += 1 }
            if index > start { rejected.append((start..<index, reason)) }
            index += 1
        }
    }

    /// The numbers that are no observation, in document order.
    func rejectedNumbers(in body: Span<UInt8>) -> [RejectedNumber] {
        rejected.sorted { $0.range.lowerBound < $1.range.lowerBound }.map { number in
            RejectedNumber(
                charStart: text.scalarOffset(of: number.range.lowerBound),
                charEnd: text.scalarEnd(of: number.range.upperBound),
                surface: text.original(number.range, in: body),
                reason: number.reason
            )
        }
    }

    private mutating func rejectUnused(_ next: inout Int, _ reader: borrowing FigureReader, _ marker: Range<Int>) {
        let quantity = reader.sentence.quantities[next]
        let range = quantity.start..<quantity.end
        let reason: Rejection = quantity.isOrdinal ? .ordinal : .noName
        rejected.append((range, marker.overlaps(range) ? .sectionNumber : reason))
        next += 1
    }

    private func explanation(of draft: Draft, _ reader: borrowing FigureReader, section: Int) -> Explanation {
        var measure = draft.measureRule
        if measure == nil {
            switch draft.measure {
            case .level: measure = .level
            case .change: measure = .change
            case .completion: measure = .completion
            case .rank: measure = .rank
            case .gap: measure = .gap
            }
        }
        return Explanation(
            span: span(of: reader.sentence.quantities[draft.quantity]),
            name: draft.namingRule,
            measure: measure ?? .level,
            status: draft.statusRule,
            period: draft.periodRule ?? inheritedPeriod(at: reader.sentence.range.lowerBound, section)
        )
    }

    private func span(of quantity: Quantity) -> SpanRule {
        if quantity.isRedacted { return .redacted }
        if quantity.low != nil { return .range }
        if quantity.isOrdinal { return .ordinal }
        if quantity.end > quantity.start + 2, text.units[quantity.start + 1] == "分",
            text.units[quantity.start + 2] == "之"
        {
            return .fraction
        }
        return quantity.isHan ? .han : .digits
    }

    private func inheritedPeriod(at index: Int, _ section: Int) -> PeriodRule {
        if let period = context.standing(at: index, section: section).period, period != context.period {
            return .section
        }
        return context.period != nil ? .report : .none
    }
}
