/// Cuts text into sentences, and a sentence into tokens, in one pass each.
struct SentenceLexer {
    /// What a character that opens a token may open.
    struct Flag: OptionSet {
        /// A bit for each.
        let rawValue: UInt8
        static let digit = Flag(rawValue: 1)
        static let han = Flag(rawValue: 2)
        static let mask = Flag(rawValue: 4)
        static let separator = Flag(rawValue: 8)
        static let quote = Flag(rawValue: 16)
        static let ordinal = Flag(rawValue: 32)
        static let stop = Flag(rawValue: 64)
        static let fraction = Flag(rawValue: 128)
    }

    /// The characters that open tokens; in a text they bear the mark ``UnitMarks/Mark/token``.
    static let classes: [(characters: String, flag: Flag)] = [
        ("0123456789", .digit), ("一二三四五六七八九十两", .han), ("*Xx×_", .mask), (",:()（）", .separator), ("“《", .quote),
        ("第首", .ordinal), ("。!?;\n", .stop), ("百千万亿", .fraction),
    ]

    /// A sentence longer than this is cut: what belongs together stands closer.
    private static let longestSentence = 1500
    /// What stands in quotes this short is a name.
    private static let longestQuotedName = 24

    private let vocabulary: Vocabulary
    private let flags: [UInt8]
    /// What can stand behind a Chinese digit in a number.
    private let mayFollowHan: UnitSet

    /// A lexer with the words of `vocabulary`.
    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        var flags = [UInt8](repeating: 0, count: 0x1_0000)
        for (characters, flag) in Self.classes {
            for unit in characters.utf16 { flags[Int(unit)] |= flag.rawValue }
        }
        self.flags = flags
        let numerals = "一二三四五六七八九十两〇零百千万亿拾佰仟点多余"
        mayFollowHan = UnitSet(Array(numerals.utf16) + vocabulary.firstUnitsOfUnits)
    }

    /// The end of the sentence that begins at `start`, with its stop, and whether a number may stand in it.
    func sentenceEnd(in text: FoldedText, from start: Int, limit: Int) -> (end: Int, hasNumber: Bool) {
        let units = text.units
        let bound = min(limit, start + Self.longestSentence)
        let stop = text.marks.next(.stop, from: start, limit: bound)
        var index = min(stop + 1, bound)
        let hasNumber = hasNumber(text, start..<stop, limit: limit)
        // What is cut for its length is not cut within a number, whose end would be read as one of its own.
        if index == bound, index > start { index = numberEnd(in: units, from: index, limit: limit) }
        return (index, hasNumber)
    }

    /// Whether a number may stand in a stretch.
    private func hasNumber(_ text: FoldedText, _ range: Range<Int>, limit: Int) -> Bool {
        var index = range.lowerBound
        while true {
            index = text.marks.next(.token, from: index, limit: range.upperBound)
            guard index < range.upperBound else { return false }
            let flag = Flag(rawValue: flags[Int(text.units[index])])
            index += 1
            if flag.contains(.han) {
                // 一批, 统一: one Chinese digit alone is a number only before what can be a unit or another numeral.
                if index < limit, mayFollowHan.contains(text.units[index]) { return true }
            } else if !flag.isDisjoint(with: [.digit, .mask, .ordinal, .fraction]) {
                return true
            }
        }
    }

    /// Whether one of the numbers of the sentence at `range` may be a figure; numbers in Chinese mostly are none.
    ///
    /// Cheaper than to look for all its words: nearly half of the sentences that may hold a number hold none.
    func mayHoldFigure(_ range: Range<Int>, of text: FoldedText, _ reader: inout QuantityReader) -> Bool {
        reader.range = range
        var index = range.lowerBound
        while true {
            index = text.marks.next(.token, from: index, limit: range.upperBound)
            guard index < range.upperBound else { return false }
            let flag = Flag(rawValue: flags[Int(text.units[index])])
            if !flag.isDisjoint(with: [.digit, .mask]) { return true }
            if !flag.isDisjoint(with: [.han, .ordinal, .fraction]) {
                switch reading(at: index, flag, reader) {
                case .figure: return true
                case .rejected(_, let end): index = max(index, end - 1)
                case nil: break
                }
            }
            index += 1
        }
    }

    /// Just past the number in the middle of which `index` stands; few of its commas and points count, so that what is read stays short.
    private func numberEnd(in units: [UInt16], from index: Int, limit: Int) -> Int {
        func isDigit(_ unit: UInt16) -> Bool { UnitClass.isDigit(unit) || Numeral.hanDigit(unit) != nil }
        var end = index
        var marks = 0
        while end < limit {
            let unit = units[end]
            let isMark = unit == "," || unit == "."
            guard
                isDigit(unit) && (isDigit(units[end - 1]) || marks > 0)
                    || isMark && isDigit(units[end - 1]) && marks < 8
            else { break }
            if isMark { marks += 1 }
            end += 1
        }
        return end
    }

    /// Finds the tokens of the sentence at `range`; `reader` is one of its text.
    func read(
        _ range: Range<Int>,
        of text: FoldedText,
        _ reader: inout QuantityReader,
        into sentence: inout Sentence
    ) {
        sentence.reset(range)
        let units = text.units
        let cues = vocabulary.cues
        reader.range = range
        var clauseStart = range.lowerBound
        var index = range.lowerBound
        var quoteEnd = range.lowerBound
        // Where a bracket closes that belongs to a word.
        var bracketEnd = range.lowerBound
        while index < range.upperBound {
            let token = text.marks.next(.token, from: index, limit: range.upperBound)
            while index < token { index = behind(cues, at: index, in: units, limit: range.upperBound, &sentence) }
            // A cue may reach beyond the token: 一般.
            guard index == token, index < range.upperBound else { continue }
            let flag = Flag(rawValue: flags[Int(units[index])])
            if flag.contains(.separator) {
                if !isWithinWord(at: index, in: units, range, &bracketEnd) {
                    sentence.clauses.append(clauseStart..<index)
                    clauseStart = index + 1
                }
                index += 1
            } else if flag.contains(.quote) {
                quoteEnd = max(quoteEnd, closing(of: index, in: units, limit: range.upperBound))
                index = behind(cues, at: index, in: units, limit: range.upperBound, &sentence)
            } else if !flag.contains(.stop), let reading = reading(at: index, flag, reader) {
                index = enter(reading, at: index, isQuoted: index < quoteEnd, into: &sentence)
            } else {
                index = behind(cues, at: index, in: units, limit: range.upperBound, &sentence)
            }
        }
        var end = range.upperBound
        if end > clauseStart, flags[Int(units[end - 1])] & Flag.stop.rawValue != 0 { end -= 1 }
        sentence.clauses.append(clauseStart..<max(clauseStart, end))
    }

    /// Where the text goes on behind the one of `cues` at `index`, which is entered, or behind the unit where there is none.
    @inline(__always)
    private func behind(
        _ cues: WordTrie,
        at index: Int,
        in units: [UInt16],
        limit: Int,
        _ sentence: inout Sentence
    ) -> Int {
        guard let match = cues.longest(in: units, at: index, limit: limit) else { return index + 1 }
        let classes = vocabulary.cueClasses[Int(match.value)]
        sentence.cues.append(Sentence.Cue(start: index, end: index + match.length, classes: classes))
        return index + match.length
    }

    /// Enters what was read at `index`, which is no figure where it stands in a quoted name.
    ///
    /// - Returns: just past it.
    @inline(__always)
    private func enter(_ reading: Reading, at index: Int, isQuoted: Bool, into sentence: inout Sentence) -> Int {
        switch reading {
        case .figure(let quantity) where isQuoted:
            sentence.reject(index..<quantity.end, .quotedName)
            return quantity.end
        case .figure(var quantity):
            quantity.clause = sentence.clauses.count
            sentence.quantities.append(quantity)
            return quantity.end
        case .rejected(let reason, let end):
            sentence.reject(index..<end, isQuoted ? .quotedName : reason)
            return end
        }
    }

    /// Whether the separator at `index` sets no clauses apart: a bracket that belongs to a word, `村(居)`, or what stands within it; `end` is where
    /// the last such one closes.
    private func isWithinWord(at index: Int, in units: [UInt16], _ range: Range<Int>, _ end: inout Int) -> Bool {
        if units[index] == "(" || units[index] == ")", let close = wordEnd(bracket: index, in: units, range) {
            end = max(end, close)
            return true
        }
        // (人民币口径,下同)
        return index < end
    }

    /// The other bracket of one that belongs to a word, `村(居)`; nil where it holds or closes a figure and so stands between clauses.
    private func wordEnd(bracket index: Int, in units: [UInt16], _ range: Range<Int>) -> Int? {
        let opens = units[index] == "("
        var cursor = index
        for _ in 0..<40 {
            cursor += opens ? 1 : -1
            guard range.contains(cursor) else { return nil }
            if units[cursor] == (opens ? ")" : "(") { return cursor }
            if flags[Int(units[cursor])] & (Flag.digit.rawValue | Flag.mask.rawValue) != 0 { return nil }
        }
        return nil
    }

    /// Just past the closing quote of the name that opens at `index`; `index` where it is no short name.
    private func closing(of index: Int, in units: [UInt16], limit: Int) -> Int {
        let isTitle = units[index] == "《"
        let close: UInt16 = isTitle ? "》" : "”"
        let bound = min(limit, index + (isTitle ? 60 : Self.longestQuotedName))
        var cursor = index + 1
        while cursor < bound {
            if units[cursor] == close { return cursor + 1 }
            cursor += 1
        }
        return index
    }

    /// Whether more than a lone digit of a word, 一批 or 统一, may stand at `index`; few go on.
    private func mayBeNumber(at index: Int, _ reader: QuantityReader) -> Bool {
        mayFollowHan.contains(reader.unit(index + 1)) || reader.unit(index - 1) == "第"
    }

    /// The number at `index`; nil where there is none.
    private func reading(at index: Int, _ flag: Flag, _ reader: QuantityReader) -> Reading? {
        if flag.contains(.digit) { return reader.digits(at: index) }
        if flag.contains(.mask) { return reader.redacted(at: index) }
        if flag.contains(.ordinal) { return reader.ordinal(at: index) }
        if flag.contains(.han) { return mayBeNumber(at: index, reader) ? reader.han(at: index) : nil }
        return reader.fraction(at: index) ?? reader.bareScale(at: index)
    }
}
