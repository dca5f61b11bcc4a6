/// Reads the figures of one sentence after the other: the rules, and the order in which they are asked.
struct FigureReader: ~Copyable {
    /// The words.
    let vocabulary: Vocabulary
    /// The folded text.
    let text: FoldedText
    /// Its units.
    let units: [UInt16]
    /// The tokens of the sentence at hand.
    var sentence = Sentence()
    /// The words of time in it.
    var mentions: [PeriodResolver.Mention] = []
    /// Whether its section looks back or ahead.
    var role = ReportContext.Role.review
    /// The days that the figures around the sentence cover; nil where nothing tells.
    var covered: Period?
    /// The last day that the report covers; nil where nothing tells.
    var reportEnd: CalendarDate?
    /// The figures found in it.
    var drafts: [Draft] = []
    /// Runs of figures that stand side by side, as ranges of ``drafts``.
    var groups: [Range<Int>] = []
    /// The name that a figure without one of its own takes over.
    var subject: Name?
    /// The place of which the subject is told.
    var subjectPlace = 0..<0
    /// The last name before the semicolon that the sentence follows.
    var carried: Name?
    /// The last name of the sentence before, within the paragraph.
    var previous: Name?
    /// What the sentence before left for this one to go on with.
    var latest: Whole?
    /// The last stock at a date: what told the date, its unit, and the end of its name.
    var stock: (words: Range<Int>, unit: Int, name: Range<Int>)?
    /// The place that opens the words before the series at hand.
    private var named = 0..<0
    /// Up to where the text is spoken for as the noun behind a number.
    var consumed = 0
    /// The first level that a 均 further on speaks of.
    var firstOpenLevel = 0
    /// Whether an earlier clause up to the full stop says 预计.
    var isEstimate = false
    /// The figures in a bracket that opens with 预计, `(全年预计5亿元)`; empty where none does.
    var expectedAside = 0..<0
    /// How many cues of the sentence have been asked for an outlook.
    var outlook = 0
    /// Whether an earlier clause up to the full stop says 力争.
    var isTarget = false
    /// Whether an earlier growth rate up to the full stop compares with the year before, and says that the next ones do too.
    var isYoyThroughout = false
    /// What 与…相比 at the beginning says that all changes up to the full stop compare with.
    private(set) var comparison: Observation.Basis?
    /// What the heading says that changes compare with.
    var headingBasis: Observation.Basis?
    /// Whether an earlier clause up to the semicolon says 拟.
    var isIntended = false
    /// Whose numbers 在…从业人员中 at the beginning says that counts of people are up to the full stop; empty where it says nothing.
    var staff = 0..<0
    /// The period that the sentence has stated so far.
    var statedPeriod: StatedTime?

    // A struct of this size is copied whole for each call of a method that does not change it, unless it cannot be held in
    // registers: an existential cannot.
    private let stayInPlace: (any Sendable)? = nil

    /// Whether the sentence before told what is wanted.
    private var wasTarget = false

    /// The period that held before 其中 named one for its part only.
    var framing: StatedTime?
    /// Whether the sentence tells of times apart from each other, one after the other: `一季度增长6%，二季度增长7%`.
    var isDivided = false
    /// What the sentence before told of its time, for one that goes on with 其中, 分行业看 or another balance.
    private var told: (period: StatedTime?, stock: (words: Range<Int>, unit: Int, name: Range<Int>)?, isDivided: Bool) =
        (nil, nil, false)

    /// A reader of `text` with the words of `vocabulary`.
    init(vocabulary: Vocabulary, text: FoldedText) {
        self.vocabulary = vocabulary
        self.text = text
        units = text.units
    }

    /// Forgets what holds up to a full stop.
    mutating func beginSentence() {
        isEstimate = false
        // One without a figure has no part that another sentence could tell.
        wasTarget = isTarget && carried != nil
        isTarget = false
        isYoyThroughout = false
        comparison = nil
        staff = 0..<0
        told = (statedPeriod, stock, isDivided)
        isDivided = false
        statedPeriod = nil
        framing = nil
        previous = carried
        carried = nil
        stock = nil
    }

    /// Whether a sentence that begins at `index` and has no figure tells nothing that holds beyond a full stop at its end.
    func isIdle(at index: Int) -> Bool {
        // 其中 goes on with the time of the sentence before, and so does 从结构看.
        statedPeriod == nil && units[index] != "其" && (told.period == nil || !["从", "分", "按"].contains(units[index]))
    }

    /// Empties what was read for the rows of a table at `range`.
    mutating func beginTable(_ range: Range<Int>) {
        beginSentence()
        sentence.reset(range)
        mentions.empty()
        drafts.empty()
        groups.empty()
        subject = nil
        latest = nil
    }

    /// Lets go of the rows of a table that were read so far.
    mutating func dropRows() {
        sentence.quantities.empty()
        drafts.empty()
    }

    /// Reads the sentence at hand into ``drafts``.
    mutating func read() {
        drafts.empty()
        groups.empty()
        subject = nil
        consumed = sentence.range.lowerBound
        firstOpenLevel = 0
        outlook = 0
        expectedAside = 0..<0
        isIntended = false
        takeOver()
        if let mention = mentions.first(where: { !$0.isBase }),
            statedPeriod?.period.map({ $0.start == $0.end }) == true,
            mention.range.lowerBound > sentence.range.lowerBound
        {
            statedPeriod = nil
        }
        dropTraps()
        noteStaff()
        var index = 0
        while index < sentence.quantities.count {
            let end = seriesEnd(from: index)
            let firstDraft = drafts.count
            readSeries(index..<end)
            if drafts.count > firstDraft { groups.append(firstDraft..<drafts.count) }
            index = end
        }
        noteOutlook(upTo: sentence.range.upperBound)
        if let subject { carried = subject }
        if let frame = sentence.clauses.first, frame.count > 3, comparesOnly(frame),
            let basis = basis(framedBy: 0)
        {
            comparison = basis
        }
        if let whole = lastWhole { latest = whole }
    }

    /// Takes over from the sentence before what holds in this one too.
    private mutating func takeOver() {
        // 增长13%,其中6月份增长12%;投资216亿元: the month was that of the part.
        if let stated = statedPeriod, isOfPart(stated.words) { statedPeriod = framing }
        framing = statedPeriod
        let isPart = opensWithPart(sentence.range)
        if statedPeriod == nil, sentence.range.count > 2,
            isPart
                || told.period?.period?.isWholeYear == false && !told.isDivided
                    && sentence.clauses.first.map({ frames($0) }) == true
                || told.stock.map({ isBalance($0.name) }) == true && opensWithBalance
        {
            (statedPeriod, stock) = (told.period, told.stock)
        }
        // 确保脱贫20户。其中，东村5户: the part of what is wanted.
        if wasTarget, isPart, !sentence.cues.contains(where: { $0.classes.contains(.done) }) { isTarget = true }
    }

    /// Whether a sentence or clause opens with 其中, and something follows.
    func opensWithPart(_ range: Range<Int>) -> Bool {
        units.spell("其", "中", at: range.lowerBound, limit: range.upperBound - 1)
    }

    /// Asks the rules, in this order, what the series of quantities is.
    private mutating func readSeries(_ series: Range<Int>) {
        let head = sentence.quantities[series.lowerBound]
        var phrase = Phrase(start: phraseStart(of: head), numberStart: head.start)
        if head.start > phrase.start, Numeral.scale(units[head.start]) > 1, units[head.start - 1] == "上" {
            // 上千人: the 上 belongs to the number.
            phrase.end -= 1
        }
        if let start = behindDeed(phrase) { phrase.start = start }
        phrase.isInPoints = kind(of: sentence.quantities[series.upperBound - 1]) == .points
        phrase.peel(units, vocabulary, mentions: mentions)
        if let base = baseBeforeAside(head) {
            // 与2010年(上次普查数据,下同)的500万人相比
            phrase.baseLevel = base
            phrase.end = phrase.start > base.upperBound ? phrase.start : max(phrase.start, base.lowerBound - 1)
        }
        if phrase.start == sentence.range.lowerBound, phrase.range.count > 8 { phrase.start = runInEnd(phrase) }
        if head.unit < 0, let end = headBeforeAside(clause(of: head)) {
            phrase.start = sentence.clauses.last { $0.lowerBound < end }?.lowerBound ?? phrase.start
            phrase.end = end
        } else if head.unit < 0, phrase.range.count > 8, UnitClass.isDigit(units[phrase.end - 1]),
            let origin = units[phrase.range].lastIndex(of: "由"), origin > phrase.start + 1
        {
            // 性别比由2010年的107.3下降为104.3
            phrase.end = origin
        }
        if let end = exchangedStart(phrase) { phrase.end = end }
        noteOutlook(upTo: head.start)
        if let outer = draftAroundBracket(before: head) {
            (subject, subjectPlace) = (drafts[outer].name, drafts[outer].place)
        }
        named = 0..<0
        if !phrase.isEmpty, let place = namedPlace(phrase) {
            named = place
            phrase.start = place.upperBound
        }
        if !phrase.isEmpty, units[phrase.start] == "的", phrase.start == consumed, let last = drafts.last,
            case let noun = last.name.second.isEmpty ? last.name.first : last.name.second, noun.upperBound == consumed
        {
            // 11个断面Ⅲ类水质的比例达100%: the noun that the number before counts.
            phrase.start = noun.lowerBound
        }
        if head.isOrdinal || isBareRank(head) { return readRank(series, phrase) }
        if readEquivalent(series) || readBracketed(series, phrase) { return }
        if readCompletion(series, phrase) || readPlanned(series, phrase) { return }
        if readGap(series, phrase) { return }
        if readChange(series, phrase) { return }
        readLevel(series, phrase)
    }

    /// Just past what is done with the things of which a share is told, `垃圾100%无害化处理、回收率达45%`, `80%以上“掌上办”、90%…`; nil where no share
    /// stands so right before the phrase.
    private func behindDeed(_ phrase: Phrase) -> Int? {
        guard phrase.range.count > 4, UnitClass.isHan(units[phrase.start]) || units[phrase.start] == "“",
            units[phrase.start] != "的",
            let share = sentence.quantities.last(where: { $0.end <= phrase.start }), boundEnd(share) == phrase.start,
            kind(of: share) == .ratio, let mark = units[phrase.range].lastIndex(of: "、"), mark > phrase.start + 1
        else { return nil }
        if units[phrase.start] == "“", units[mark - 1] == "”" { return mark + 1 }
        let isWhole = share.value == ExactDecimal(mantissa: 100) && share.end == phrase.start
        return isWhole && mark + 2 < phrase.end ? mark + 1 : nil
    }

    /// Where the sentence begins behind a heading that only a space sets apart, `农业生产平稳 一季度粮食产量5万吨`; the phrase's start where none stands there.
    private func runInEnd(_ phrase: Phrase) -> Int {
        let limit = phrase.end - 2
        var start = phrase.start
        for time in mentions where time.range.lowerBound >= phrase.start + 4 && time.range.upperBound <= limit {
            if opensBehindSpace(time.range.lowerBound) { start = time.range.lowerBound }
        }
        for word in cues(in: phrase.start + 4..<max(phrase.start + 4, limit)) where word.classes.contains(.lead) {
            if opensBehindSpace(word.start) { start = max(start, word.start) }
        }
        return start
    }

    /// Where the words for a rate of exchange end before the sum that is exchanged, `汇率为1美元兑7.1元`; nil where none stands there.
    private func exchangedStart(_ phrase: Phrase) -> Int? {
        guard phrase.end == phrase.numberStart, phrase.range.count > 3, units[phrase.end - 1] == "兑",
            let digit = units[phrase.range].suffix(8).lastIndex(where: { UnitClass.isDigit($0) })
        else { return nil }
        var end = digit
        while end > phrase.start, UnitClass.isDigit(units[end - 1]) || units[end - 1] == "为" { end -= 1 }
        return end
    }

    private func opensBehindSpace(_ index: Int) -> Bool {
        UnitClass.isHan(units[index]) && UnitClass.isHan(units[index - 1]) && text.gap(before: index) > 0
    }

    /// The time before a bracket and the 的 right before a quantity, with whose level something is compared; nil where none stands so.
    private func baseBeforeAside(_ head: Quantity) -> Range<Int>? {
        guard head.start > sentence.range.lowerBound + 4, units[head.start - 1] == "的", units[head.start - 2] == ")"
        else { return nil }
        return mentions.last {
            $0.isBase && $0.range.upperBound < head.start - 2 && head.start - $0.range.upperBound < 27
                && units[$0.range.upperBound] == "("
        }?.range
    }

    /// Where the words before a quantity begin: behind the clause's comma and what belongs to the number before.
    func phraseStart(of quantity: Quantity) -> Int {
        var start = max(sentence.clauses[quantity.clause].lowerBound, min(consumed, quantity.start))
        if let previous = sentence.quantities.last(where: { $0.end <= quantity.start }) {
            start = max(start, min(boundEnd(previous), quantity.start))
        }
        return start
    }

    /// The text's clause of a quantity.
    func clause(of quantity: Quantity) -> Range<Int> { sentence.clauses[quantity.clause] }

    /// The clause that holds the word at `index`; nil before the sentence.
    func clause(holding index: Int) -> Range<Int>? { sentence.clauses.last { $0.lowerBound <= index } }

    /// The family of a quantity's unit; nil where none is written.
    func kind(of quantity: Quantity) -> Vocabulary.Unit.Kind? {
        quantity.unit >= 0 ? vocabulary.units[quantity.unit].kind : nil
    }

    /// The classes of the longest cue that begins at `index`, with its length.
    func cue(at index: Int, limit: Int) -> (classes: CueClass, length: Int)? {
        vocabulary.cues.longest(in: units, at: index, limit: limit).map {
            (vocabulary.cueClasses[Int($0.value)], $0.length)
        }
    }

    /// The classes of the longest cue that ends at `end`, with its length.
    func cue(endingAt end: Int, limit: Int) -> (classes: CueClass, length: Int)? {
        vocabulary.cuesBackwards.longest(in: units, endingAt: end, limit: max(limit, end - 12))
            .map { (vocabulary.cueClasses[Int($0.value)], $0.length) }
    }

    /// A stretch as a phrase, without what opens it and is no part of a name.
    func withoutLead(_ range: Range<Int>) -> Phrase {
        withoutLead(Phrase(start: range.lowerBound, numberStart: range.upperBound))
    }

    /// A phrase without what opens it and is no part of a name.
    func withoutLead(_ phrase: Phrase) -> Phrase {
        var words = phrase
        words.stripLead(units, vocabulary, mentions: mentions)
        return words
    }

    /// The cue tokens in a stretch.
    func cues(in range: Range<Int>) -> ArraySlice<Sentence.Cue> {
        var first = 0
        var count = sentence.cues.count
        while count > 0 {
            let half = count / 2
            if sentence.cues[first + half].start < range.lowerBound {
                first += half + 1
                count -= half + 1
            } else {
                count = half
            }
        }
        var end = first
        while end < sentence.cues.count, sentence.cues[end].end <= range.upperBound { end += 1 }
        return sentence.cues[first..<end]
    }

    /// Enters a figure, with what the words around its number say besides.
    mutating func add(_ draft: Draft, _ phrase: Phrase) {
        var draft = draft
        draft.name = draft.name.trimmed(units)
        guard !draft.name.isEmpty, !draft.name.isNumber(units) else { return }
        let quantity = sentence.quantities[draft.quantity]
        if let name = perArea(draft, quantity) { draft.name = name }
        draft.qualifier = qualifier(of: quantity, phrase)
        (draft.status, draft.statusRule) = status(of: quantity)
        if let expected = statusOfExpected(draft, quantity) {
            (draft.status, draft.statusRule) = (expected, .estimateWord)
        }
        setPeriod(of: &draft, quantity)
        partEnds(of: &draft)
        if !phrase.baseLevel.isEmpty, let earlier = mentions.first(where: { $0.range == phrase.baseLevel }) {
            draft.period = sameMonths(earlier.period)
            draft.periodWords = earlier.range
            draft.isPeriodOpen = earlier.period == nil
            draft.periodRule = .clause
        }
        coverYears(of: &draft, quantity)
        if draft.status == .target, isOfThePast(draft) { (draft.status, draft.statusRule) = (.actual, .doneWord) }
        if draft.place.isEmpty, draft.measure != .rank, draft.measure != .gap {
            draft.place = headPlace(before: quantity)
        }
        if draft.place.isEmpty { draft.place = named }
        if draft.place.isEmpty, let level = draft.relatesTo { draft.place = drafts[level].place }
        if draft.place.isEmpty, draft.name == subject { draft.place = subjectPlace }
        if let other = draft.relatesTo, drafts[other].measure != .level { draft.relatesTo = drafts[other].relatesTo }
        drafts.append(draft)
        // Of 投资5亿元(占总投资的30%),增长8% the growth speaks of the amount.
        if draft.namingRule != .leaning || kind(of: quantity) != .ratio {
            subject = draft.name
            // 总面积1万平方米的安置房3幢: the houses are counted, not their area.
            if lendsNoSubject(draft), !isDeed(draft.name.first) { subject = Name(first: draft.name.first) }
            subjectPlace = draft.place
        }
    }
}
