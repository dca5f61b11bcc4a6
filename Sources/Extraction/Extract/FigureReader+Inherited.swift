/// Names that numbers without words of their own take over from the figures before them.
extension FigureReader {
    /// The names that the numbers of a series take over.
    func inherited(_ series: Range<Int>, isEach: Bool, isLevel: Bool) -> [Entry] {
        let levels = drafts.indices.filter { drafts[$0].measure == .level && $0 >= firstOpenLevel }
        if isEach, series.count == 1, let entries = ofEach(series.lowerBound, levels, isLevel: isLevel) {
            return entries
        }
        let scene = scene(before: series.lowerBound)
        if series.count > 1, scene == nil, let entries = inTurn(series, levels, isLevel: isLevel) { return entries }
        if series.count == 1, let outer = draftAroundBracket(before: sentence.quantities[series.lowerBound]) {
            let name = drafts[outer].name
            return [
                Entry(quantity: series.lowerBound, name: name, relatesTo: isLevel ? nil : outer, rule: .subject)
            ]
        }
        let level = drafts.lastIndex {
            // 投资5亿元,是“十一五”的2.6倍,年均增长18%: the amount has grown.
            $0.measure == .level && !isEarlier($0) && !isAside($0)
                && kind(of: sentence.quantities[$0.quantity]) != .times
        }
        if series.count == 1, scene == nil, let level,
            let entry = ofAlike(series.lowerBound, level, isLevel: isLevel)
        {
            return [entry]
        }
        if let entries = ofShare(series, isLevel: isLevel) { return entries }
        let (name, rule) = carriedName(series.lowerBound, scene, level, isLevel: isLevel)
        var relates = level.flatMap { drafts[$0].name == name ? $0 : nil }
        if relates == nil, !isLevel { relates = levelOfLastChange(name) }
        return series.map { Entry(quantity: $0, name: name, relatesTo: relates, rule: rule) }
    }

    /// `占全市的30%，提高2个百分点`, `占比重由30%上升为32%`: it is the share that has grown; nil where the figure before is none.
    private func ofShare(_ series: Range<Int>, isLevel: Bool) -> [Entry]? {
        guard let last = drafts.last, last.namingRule == .leaning,
            kind(of: sentence.quantities[series.upperBound - 1]) == .points && !speaksOfSpeed(series.lowerBound)
                || isLevel && isLater(sentence.quantities[series.lowerBound])
        else { return nil }
        return series.map { Entry(quantity: $0, name: last.name, relatesTo: drafts.count - 1, rule: .subject) }
    }

    /// What a number goes on to speak of, and by which rule: the occasion told, a fresher topic, the subject, or what was told before.
    private func carriedName(_ index: Int, _ scene: Name?, _ level: Int?, isLevel: Bool) -> (Name, NamingRule) {
        let fresher = scene == nil && isLevel ? fresherTopic(before: index) : nil
        let rule: NamingRule = scene != nil ? .occasion : fresher != nil || subject == nil ? .topic : .subject
        let isTold = scene != nil || fresher != nil || subject != nil
        let elsewhere = isTold ? nil : measuredElsewhere(index)
        var name = scene ?? fresher ?? subject ?? elsewhere ?? topic(before: index)
        if isSpeed(name.first), name.second.isEmpty { name = carried ?? previous ?? name }
        if isLevel, let level, drafts[level].name == name, let all = allCounted(name, index) { name.first = all }
        if let amount = amountOfShare(name, index) { name = Name(prefix: name.prefix, first: amount) }
        if name.isEmpty, let carried { name = carried }
        if name.isEmpty, !isLevel, drafts.isEmpty, let previous, statesTime(before: index) || opensWithAverage(index) {
            name = previous
        }
        return (name, rule)
    }

    /// The noun of `新增公园12座、累计达到97座`, where all of them are counted and not the new ones; nil where nothing says so.
    private func allCounted(_ name: Name, _ index: Int) -> Range<Int>? {
        guard name.second.isEmpty, name.prefix == .none, countsAll(before: index),
            let verb = cue(at: name.first.lowerBound, limit: name.first.upperBound),
            !verb.classes.isDisjoint(with: [.addition, .phase]), name.first.count > verb.length + 1
        else { return nil }
        return name.first.lowerBound + verb.length..<name.first.upperBound
    }

    /// The level that the last change speaks of, `新落户企业80户，注册资本5亿元，比上年增加30户，增长60%`; nil where that is of another name.
    private func levelOfLastChange(_ name: Name) -> Int? {
        guard let last = drafts.last, last.measure == .change, last.name == name else { return nil }
        return last.relatesTo
    }

    /// The figure behind which a bracket with figures of other things has opened that closes before a number, of which the number goes on
    /// to speak: `贷款100亿元(其中短期贷款30亿元)，增长8%`; nil where none stands there.
    func draftAroundBracket(before quantity: Quantity) -> Int? {
        guard let last = drafts.last, case let close = boundEnd(sentence.quantities[last.quantity]),
            close < quantity.start, units[close] == ")",
            let open = units[max(sentence.range.lowerBound, close - 60)..<close].lastIndex(of: "("),
            let outer = drafts.lastIndex(where: { boundEnd(sentence.quantities[$0.quantity]) == open }),
            drafts[outer].measure == .level || drafts[outer].measure == .change,
            // 运输旅客5万人次(全年预计6万人次)，增长3%
            drafts[outer].name != last.name || expectedAside.upperBound == close
        else { return nil }
        return outer
    }

    /// Whether the words before a number compare rates of growth: `较全省增速高2个百分点`.
    private func speaksOfSpeed(_ index: Int) -> Bool {
        let quantity = sentence.quantities[index]
        return cues(in: phraseStart(of: quantity)..<quantity.start).contains { $0.classes.contains(.speed) }
    }

    /// `生产总值5亿元，收入、支出分别达2亿元、3亿元，均居全市第一`: the one number is that of each told side by side; nil where none are.
    private func ofEach(_ index: Int, _ levels: [Int], isLevel: Bool) -> [Entry]? {
        if let last = levels.last {
            let group = groups.last { $0.contains(last) }.flatMap { $0.count > 1 ? $0 : nil }
            if group == nil, sentence.quantities[index].isOrdinal, let entries = ofAll(index, levels) { return entries }
            return levels.filter { group?.contains($0) ?? true }.map {
                Entry(quantity: index, name: drafts[$0].name, relatesTo: $0, rule: .each)
            }
        }
        guard !isLevel, case let grown = changed(from: firstOpenLevel), grown.count > 1 else { return nil }
        // 投资增长5%、消费增长8%，均居全省第1
        return grown.map { Entry(quantity: index, name: drafts[$0].name, relatesTo: $0, rule: .each) }
    }

    /// `收入增长5%，其中税收增长6%，税比70%，均居全市第一`: a rank of the growths without an amount too; nil where there are none.
    private func ofAll(_ index: Int, _ levels: [Int]) -> [Entry]? {
        let grown = changed(from: firstOpenLevel).filter { drafts[$0].relatesTo == nil }
        guard !grown.isEmpty, grown.count + levels.count <= 8 else { return nil }
        return (levels + grown).sorted().map {
            Entry(quantity: index, name: drafts[$0].name, relatesTo: $0, rule: .each)
        }
    }

    /// Several numbers, each of which takes one of as many names that came before; nil where there are not as many.
    private func inTurn(_ series: Range<Int>, _ levels: [Int], isLevel: Bool) -> [Entry]? {
        func entries(_ drawn: some Collection<Int>) -> [Entry] {
            zip(series, drawn).map { Entry(quantity: $0, name: drafts[$1].name, relatesTo: $1, rule: .respective) }
        }
        let isRank = sentence.quantities[series.lowerBound].isOrdinal
        if isRank, ranksOne(series) { return nil }
        if let group = groups.last(where: {
            $0.count == series.count && (isRank || drafts[$0.lowerBound].measure == .level)
        }) {
            return entries(group)
        }
        if !isRank, let names = listedBefore(series, isFresh: true) {
            return zip(series, names).map { Entry(quantity: $0, name: $1, rule: .respective) }
        }
        if let alike = levelsAlike(levels, count: series.count) { return entries(alike) }
        if levels.count >= series.count { return entries(levels.suffix(series.count)) }
        guard levels.isEmpty else { return nil }
        if !isLevel, case let grown = changed(from: firstOpenLevel), grown.count >= series.count {
            // 投资增长5%、消费增长8%，分别高于全国2个、1个百分点
            return entries(grown.suffix(series.count))
        }
        return listedBefore(series).map { names in
            zip(series, names).map { Entry(quantity: $0, name: $1, rule: .respective) }
        }
    }

    /// The amount whose share was told, where a growth in percent follows: `甲业增加值占比达96%，同比下降15%`; nil where none was.
    private func amountOfShare(_ name: Name, _ index: Int) -> Range<Int>? {
        let quantity = sentence.quantities[index]
        guard kind(of: quantity) == .ratio else { return nil }
        if units.spell("占", "比", at: name.second.lowerBound, limit: name.second.upperBound), name.second.count == 2,
            drafts.last?.name == name, drafts.last?.measure == .level,
            cues(in: phraseStart(of: quantity)..<quantity.start).contains(where: { $0.classes.contains(.yoy) }),
            // 提高3%, 提升3%: the share.
            units[quantity.start - 2] != "提"
        {
            // 出口5亿元，占比84%，同比增长35%
            return name.first
        }
        guard name.second.isEmpty, name.first.count > 5,
            case let end = name.first.upperBound - 2, units.spell("占", "比", at: end, limit: name.first.upperBound),
            let last = drafts.last, last.name == name, last.measure == .level,
            cues(in: phraseStart(of: quantity)..<quantity.start).contains(where: { $0.classes.contains(.yoy) }),
            let head = cue(endingAt: end, limit: name.first.lowerBound), head.length > 1, head.classes.contains(.head)
        else { return nil }
        return name.first.lowerBound..<end
    }

    /// Whether all ranks of a series are those of one thing among several, `居全国第二、全省第一`, and not of one each.
    private func ranksOne(_ series: Range<Int>) -> Bool {
        let first = sentence.quantities[series.lowerBound]
        let isInTurn = cues(in: clause(of: first).lowerBound..<first.start).contains {
            $0.classes.contains(.respectively)
        }
        return !isInTurn
            && series.dropFirst().allSatisfy { ownPlace(of: sentence.quantities[$0], behind: first) != nil }
    }

    /// A number that goes on with the last one counted in its own unit, not with the very last; nil where none is.
    private func ofAlike(_ index: Int, _ level: Int, isLevel: Bool) -> Entry? {
        let quantity = sentence.quantities[index]
        // 60个村集体收入超过10万元，其中40个达到50万元: some of what was counted alike.
        guard !isLevel || opensWithPart(clause(of: quantity)), let alike = levelAlike(quantity, level) else {
            return nil
        }
        // 新落户企业80户,注册资本5亿元,比上年增加30户: what is counted alike has grown.
        return Entry(quantity: index, name: drafts[alike].name, relatesTo: isLevel ? nil : alike, rule: .subject)
    }

    /// The levels of the last one’s unit, where there are as many and the others only count those whose they are: 11个甲项目投资5亿元、
    /// 87个乙项目投资9亿元，分别…; nil else.
    private func levelsAlike(_ levels: [Int], count: Int) -> [Int]? {
        guard count > 1, levels.count >= 2 * count, let last = levels.last,
            kind(of: sentence.quantities[drafts[last].quantity]) == .money
        else { return nil }
        // 游客2亿人次、收入41亿元，增长18%和23%: those of the last clause alone are as many.
        let clause = sentence.quantities[drafts[last].quantity].clause
        guard levels.filter({ sentence.quantities[drafts[$0].quantity].clause == clause }).count < count else {
            return nil
        }
        let tail = levels.suffix(2 * count)
        let alike = tail.filter {
            sentence.quantities[drafts[$0].quantity].unit == sentence.quantities[drafts[last].quantity].unit
        }
        return alike.count == count ? alike : nil
    }

    /// Whether a share is what the one right before it became: `占比重由上年15.7%上升为17.1%`.
    private func isLater(_ quantity: Quantity) -> Bool {
        guard kind(of: quantity) == .ratio, let last = drafts.last,
            case let earlier = sentence.quantities[last.quantity], earlier.clause == quantity.clause
        else { return false }
        return cues(in: earlier.end..<quantity.start).contains { $0.classes.contains(.transition) }
    }

    /// Indices of the changes among the last few figures, from `first` on, one for each name.
    func changed(from first: Int) -> [Int] {
        let start = max(first, drafts.count - 16)
        return (start..<max(start, drafts.count)).filter { index in
            drafts[index].measure == .change
                && !drafts[start..<index].contains { $0.measure == .change && $0.name == drafts[index].name }
        }
    }

    /// Whether the words right before a number say that it counts all there are: 累计, 总数.
    private func countsAll(before index: Int) -> Bool {
        let quantity = sentence.quantities[index]
        let words = phraseStart(of: quantity)..<quantity.start
        return words.contains {
            units.spell("累", "计", at: $0, limit: words.upperBound)
                || units.spell("总", "数", at: $0, limit: words.upperBound)
                || units.spell("总", "量", at: $0, limit: words.upperBound)
        }
    }

    /// Whether a level is that of the earlier time which another compares with: `5亿元(上年同期4亿元),增长25%`.
    func isEarlier(_ draft: Draft) -> Bool {
        draft.periodRule == .clause && mentions.contains { $0.isBase && $0.range == draft.periodWords }
    }

    /// The months, or the day, of an earlier year that 去年同期 means behind those of the year told: `1-6月产值5亿元，去年同期为4亿元`.
    func sameMonths(_ earlier: Period?) -> Period? {
        guard let earlier, earlier.start.month == 1, earlier.end.year == earlier.start.year,
            let told = statedPeriod?.period, !told.isWholeYear,
            told.start.year == earlier.start.year + 1, told.end.year == told.start.year
        else { return earlier }
        // 今年6月末余额50亿元，去年同期为45亿元
        if told.start == told.end { return told.start.yearBefore.map { Period(start: $0, end: $0) } }
        return Period.months(told.start.month, told.end.month, of: earlier.start.year)
    }

    /// Whether a level is that of a time which alone stands before it in its bracket: `企业720家(上年650家)，居全市第一`.
    private func isAside(_ draft: Draft) -> Bool {
        let quantity = sentence.quantities[draft.quantity]
        let clause = clause(of: quantity)
        guard clause.lowerBound > sentence.range.lowerBound, units[clause.lowerBound - 1] == "(" else { return false }
        // 收入5亿元(全国6亿元、全省7亿元),增长8%
        if draft.place.lowerBound >= clause.lowerBound, !draft.place.isEmpty, clause.upperBound < units.count,
            units[clause.upperBound] == ")"
        {
            return true
        }
        return draft.periodWords.lowerBound == clause.lowerBound && draft.periodWords.upperBound == quantity.start
    }

    /// What the sentence before measures, where a place alone stands before the first number: `投资增长8%。东部地区增长5%`; nil else.
    private func measuredElsewhere(_ index: Int) -> Name? {
        let quantity = sentence.quantities[index]
        guard drafts.isEmpty, let latest, sentence.range.lowerBound - latest.name.first.lowerBound < 160,
            latest.unit < 0 || latest.unit == quantity.unit || kind(of: quantity) == .ratio,
            !headPlace(before: quantity).isEmpty
        else { return nil }
        return latest.name
    }

    /// The last level that is counted in the unit of `quantity`, where the very last one is not; nil where none is.
    private func levelAlike(_ quantity: Quantity, _ level: Int) -> Int? {
        guard quantity.unit >= 0, kind(of: quantity) == .count || kind(of: quantity) == .money,
            sentence.quantities[drafts[level].quantity].unit != quantity.unit
        else { return nil }
        return drafts.lastIndex {
            $0.measure == .level && sentence.quantities[$0.quantity].unit == quantity.unit
        }
    }

    /// Whether a number stands right behind words for an average over years that open the sentence: `年平均增长率为0.5%`.
    private func opensWithAverage(_ index: Int) -> Bool {
        let quantity = sentence.quantities[index]
        return phraseStart(of: quantity) == sentence.range.lowerBound
            && cues(in: sentence.range.lowerBound..<quantity.start).contains { $0.classes.contains(.average) }
    }

    /// Whether a time opens the sentence before a number: `其中，6月份增长8%` goes on with the sentence before.
    private func statesTime(before index: Int) -> Bool {
        mentions.contains { !$0.isBase && $0.range.upperBound <= sentence.quantities[index].start }
    }
}
