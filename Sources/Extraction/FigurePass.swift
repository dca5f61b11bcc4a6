/// One pass over a text that reads its figures: sentence after sentence, each within its section, past what is no report.
struct FigurePass: ~Copyable {
    /// How many figures of a table are made rows at a time.
    private static let figuresAtOnce = 256

    private let text: FoldedText
    private let outline: Outline
    private let context: ReportContext
    private let vocabulary: Vocabulary
    private let lexer: SentenceLexer
    private var reader: FigureReader
    private var assembler: ObservationAssembler
    private var resolver: PeriodResolver
    private var numbers: QuantityReader
    /// The rows so far.
    private var observations: [Observation] = []
    /// Up to where the text is read.
    private var index = 0
    /// The section in which `index` stands.
    private var section = 0
    /// The first stretch without a report that does not end before `index`.
    private var excluded = 0
    /// The first table that does not end before `index`.
    private var table = 0

    /// A pass over `text`, which has not begun.
    init(text: FoldedText, outline: Outline, context: ReportContext, vocabulary: Vocabulary, lexer: SentenceLexer) {
        self.text = text
        self.outline = outline
        self.context = context
        self.vocabulary = vocabulary
        self.lexer = lexer
        reader = FigureReader(vocabulary: vocabulary, text: text)
        reader.reportEnd = context.period?.end
        assembler = ObservationAssembler(vocabulary: vocabulary, text: text, context: context, outline: outline)
        resolver = PeriodResolver(text: text, context: context)
        numbers = QuantityReader(vocabulary: vocabulary, units: text.units)
        // To grow a long list takes three times its room; what is reserved and stays untouched takes none.
        let inTables = outline.tables.reduce(0) { $0 + $1.range.count }
        observations.reserveCapacity((text.count - inTables) / (text.count < 1 << 20 ? 32 : 12) + inTables / 6)
    }

    /// Reads all of the text, whose bytes are `body`; `trace` takes note of why a figure is what it is.
    mutating func observations(in body: Span<UInt8>, _ trace: inout ExtractionTrace?) -> [Observation] {
        if trace != nil { reader.sentence.rejected = [] }
        while index < text.count {
            enterSection()
            if let end = excludedEnd() {
                trace?.appendExcluded(index..<end)
                index = end
            } else if let end = tableEnd() {
                readTable(body, &trace)
                index = end
            } else {
                let limit = limit
                while index < limit { readSentence(upTo: limit, body, &trace) }
            }
        }
        DuplicateMarking().mark(&observations, outline)
        return observations
    }

    /// Goes on to the section in which `index` stands.
    private mutating func enterSection() {
        while section + 1 < outline.nodes.count, outline.nodes[section + 1].range.lowerBound <= index {
            section += 1
            reader.noteHeading(outline.nodes[section].title)
        }
    }

    /// Where the stretch without a report ends in which `index` stands; nil where it stands in none.
    private mutating func excludedEnd() -> Int? {
        while excluded < outline.excluded.count, outline.excluded[excluded].upperBound <= index { excluded += 1 }
        guard excluded < outline.excluded.count, outline.excluded[excluded].contains(index) else { return nil }
        return outline.excluded[excluded].upperBound
    }

    /// Where the table ends in which `index` stands; nil where it stands in none.
    private mutating func tableEnd() -> Int? {
        while table < outline.tables.count, outline.tables[table].range.upperBound <= index { table += 1 }
        guard table < outline.tables.count, outline.tables[table].range.contains(index) else { return nil }
        return outline.tables[table].range.upperBound
    }

    /// Up to where sentences may go: to the next section, table or stretch without a report.
    private var limit: Int {
        var limit = text.count
        if section + 1 < outline.nodes.count { limit = min(limit, outline.nodes[section + 1].range.lowerBound) }
        if excluded < outline.excluded.count { limit = min(limit, outline.excluded[excluded].lowerBound) }
        if table < outline.tables.count { limit = min(limit, outline.tables[table].range.lowerBound) }
        return limit
    }

    /// Reads the rows of the table at hand.
    private mutating func readTable(_ body: Span<UInt8>, _ trace: inout ExtractionTrace?) {
        var rows = TableReader(
            outline.tables[table],
            text: text,
            vocabulary: vocabulary,
            resolver: &resolver,
            section: section
        )
        reader.beginTable(outline.tables[table].range)
        // A table may be as long as the report: some rows at a time. Who asks why is told of the whole.
        let portion = trace == nil ? Self.figuresAtOnce : Int.max
        while rows.readRows(portion, into: &reader, resolver: &resolver) {
            assembler.append(reader, section: section, body: body, to: &observations)
            reader.dropRows()
        }
        assembler.append(reader, section: section, body: body, to: &observations)
        trace?.appendTable(reader, section: section)
    }

    /// Reads the sentence that begins at `index`, and goes on to its end.
    private mutating func readSentence(
        upTo limit: Int,
        _ body: Span<UInt8>,
        _ trace: inout ExtractionTrace?
    ) {
        let (end, hasNumber) = lexer.sentenceEnd(in: text, from: index, limit: limit)
        let range = index..<end
        let goesOn = goesOn(behind: range)
        // Without a figure it would only tell what follows up to the full stop.
        let isIdle = trace == nil && !goesOn && reader.isIdle(at: index)
        if hasNumber, !isIdle || lexer.mayHoldFigure(range, of: text, &numbers) {
            lexer.read(range, of: text, &numbers, into: &reader.sentence)
            if !isIdle || !reader.sentence.quantities.isEmpty { readFigures(in: range, body, isTraced: trace != nil) }
            trace?.append(reader, section: section)
        }
        if !goesOn { reader.beginSentence() }
        index = end
    }

    /// Whether the sentence goes on behind `range`: past a semicolon, also one at a line's end.
    private func goesOn(behind range: Range<Int>) -> Bool {
        if text.units[range.upperBound - 1] == ";" { return true }
        return range.count == 1 && text.units[range.lowerBound] == "\n" && range.lowerBound > 0
            && text.units[range.lowerBound - 1] == ";"
    }

    /// Makes rows of the tokens of the sentence at `range`.
    private mutating func readFigures(in range: Range<Int>, _ body: Span<UInt8>, isTraced: Bool) {
        guard !reader.sentence.quantities.isEmpty || !reader.sentence.cues.isEmpty else {
            if isTraced {
                resolver.find(in: range, section: section, into: &reader.mentions)
                reader.drafts.empty()
            }
            return
        }
        resolver.find(in: range, section: section, into: &reader.mentions)
        let standing = context.standing(at: range.lowerBound, section: section)
        reader.role = standing.role
        reader.covered = standing.period ?? context.period
        reader.read()
        if !reader.drafts.isEmpty { assembler.append(reader, section: section, body: body, to: &observations) }
    }
}
