/// Lists: numbers side by side, names side by side, 分别 and 均.
extension FigureReader {
    /// A name for one number of a series, and the level it speaks of.
    struct Entry {
        /// Index of the quantity.
        var quantity: Int
        /// What it is about.
        var name: Name
        /// Index of the draft it speaks of.
        var relatesTo: Int?
        /// Where the name came from.
        var rule = NamingRule.before
        /// The place that it is of, where the list says so.
        var place = 0..<0
    }

    /// Where the run of quantities ends that stand side by side, `6.9%、8.6%和8.3%`.
    func seriesEnd(from index: Int) -> Int {
        var end = index + 1
        while end < sentence.quantities.count, isJoined(sentence.quantities[end - 1], sentence.quantities[end]),
            sentence.quantities[end].isOrdinal == sentence.quantities[index].isOrdinal
        {
            end += 1
        }
        return end
    }

    /// Whether nothing but 、 or 和 stands between two quantities.
    func isJoined(_ left: Quantity, _ right: Quantity) -> Bool {
        guard left.clause == right.clause else { return false }
        let start = boundEnd(left)
        if left.isOrdinal, right.isOrdinal, right.start > start + 2, units[start] == 0x3001,
            let place = cue(at: start + 1, limit: right.start), place.classes.contains(.place),
            start + 1 + place.length == right.start
        {
            // 全国第二、全省第一.
            return true
        }
        if right.start > start + 2, right.start < start + 6, kind(of: left) == kind(of: right),
            changeVerb(before: right.start, behind: start) != nil
        {
            // 分别增长6.9%、增长8.4%和下降2.0%: the verb is said again.
            return cues(in: clause(of: left).lowerBound..<left.start).contains { $0.classes.contains(.respectively) }
        }
        guard right.start >= start, right.start - start <= 1 else { return false }
        if right.start == start { return left.unit >= 0 && !left.isOrdinal }
        switch units[start] {
        case 0x3001, 0x548C, 0x4E0E, 0x53CA, 0x6216: return true
        default: return false
        }
    }

    /// Whether two counts stand together without a mark and so speak of the same things: `需要发展生产和就业的308户1095人`.
    private func countsTheSame(_ series: Range<Int>) -> Bool {
        guard series.count == 2 else { return false }
        let (left, right) = (sentence.quantities[series.lowerBound], sentence.quantities[series.upperBound - 1])
        return left.end == right.start && left.unit != right.unit && kind(of: left) == .count
            && (kind(of: right) == .count || kind(of: right) == .money)
    }

    /// Names for the numbers of a series, from the words before it or, where there are none, from what was said before.
    func names(for series: Range<Int>, _ phrase: Phrase, isInheriting: Bool) -> [Entry] {
        var phrase = phrase
        if phrase.range.count > 3, units[phrase.start] == 0x6309, units[phrase.end - 1] == 0x7B97 {
            // 按年平均汇率计算为5791美元: how it was reckoned is no name.
            phrase.start = phrase.end
        }
        phrase.stripLead(units, vocabulary, mentions: mentions)
        if phrase.range.count > 3, units[phrase.end - 1] == 0x7B49, units[phrase.range].contains(0x3001) {
            // 甲园、乙园等分别达到
            phrase.end -= 1
        }
        let isRespective = phrase.classes.contains(.respectively)
        // 甲、乙各1家, 甲、乙分别增长5%
        let isEach =
            phrase.classes.contains(.each) || phrase.end < phrase.numberStart && units[phrase.end] == 0x5404
            || isRespective && standsAlone(series)
        while phrase.end > phrase.start + 1, [0x548C, 0x4E0E, 0x53CA].contains(units[phrase.end - 1]),
            !isWithinWord(phrase.end - 1)
        {
            phrase.end -= 1
        }
        if isInheriting, subject != nil, !phrase.isEmpty, let word = cue(at: phrase.start, limit: phrase.end),
            word.length == phrase.range.count, word.classes.contains(.rank)
        {
            // 总量居全市第一: the total of what was named before.
            phrase.end = phrase.start
        }
        if isEach, isInheriting, series.count == 1,
            phrase.isEmpty ? phrase.classes.contains(.speed) : isSpeed(phrase.range),
            case let grown = changed(from: firstOpenLevel), grown.count > 1
        {
            // 产值5亿元、增长6%,投资增长9%,增速均居全省第一: each growth, also one without an amount.
            return grown.map {
                Entry(quantity: series.lowerBound, name: drafts[$0].name, relatesTo: $0, rule: .each)
            }
        }
        if phrase.isEmpty || isSpeed(phrase.range) { return inherited(series, isEach: isEach, isLevel: !isInheriting) }
        if series.count == 1, !isEach, kind(of: sentence.quantities[series.lowerBound]) == .ratio {
            // 普及率、治理率达97%: rates side by side with one number need no 均.
            let parts = listed(phrase.range, count: 1)
            if parts.count > 1,
                parts.allSatisfy({
                    $0.prefix == .none && (endsInRate($0.first) || isRateOfAlike($0))
                })
            {
                return parts.map { Entry(quantity: series.lowerBound, name: $0, rule: .listed) }
            }
            if isInheriting, parts.count > 1,
                parts.allSatisfy({ $0.prefix == .none && $0.second.isEmpty && endsInAmount($0.first) })
            {
                // 工业投资、技改投资增长20%: amounts side by side have grown as much each.
                return parts.map { part in
                    Entry(
                        quantity: series.lowerBound,
                        name: part == parts[0] ? tidied(part.first, isLevel: false) : part,
                        rule: .listed
                    )
                }
            }
        }
        if series.count == 1, sentence.quantities[series.lowerBound].isOrdinal, !isEach,
            units[phrase.range].contains(0x3001)
        {
            // 客运、货运吞吐量居全国第三: amounts side by side have the rank each.
            let parts = listed(phrase.range, count: 1)
            if parts.count > 1, parts.allSatisfy({ isOwnAmount($0) }) {
                return parts.map { Entry(quantity: series.lowerBound, name: $0, rule: .listed) }
            }
        }
        if series.count == 3, let name = industries(phrase.range) {
            return zip(series, [Name.Prefix.primary, .secondary, .tertiary]).map {
                Entry(quantity: $0, name: Name(prefix: $1, first: name), rule: .listed)
            }
        }
        if series.count > 1, let entries = places(series, phrase) { return entries }
        if series.count > 1 && !countsTheSame(series) || isEach || isRespective {
            let parts = listed(phrase.range, count: series.count)
            if parts.count > 1 {
                if isEach, series.count == 1 {
                    return parts.map { Entry(quantity: series.lowerBound, name: $0, rule: .listed) }
                }
                if parts.count == series.count {
                    return zip(series, parts).map { Entry(quantity: $0, name: $1, rule: .listed) }
                }
            }
        }
        if series.count > 1, isRespective, let head = cue(at: phrase.start, limit: phrase.end),
            head.length == phrase.range.count, head.classes.contains(.head),
            let owners = listedBefore(series, isFresh: true), owners.allSatisfy({ $0.second.isEmpty })
        {
            // 甲业、乙业等行业增势较好，营业收入分别增长8%、9%: the noun is each one's.
            return zip(series, owners).map {
                Entry(quantity: $0, name: Name(prefix: $1.prefix, first: $1.first, second: phrase.range), rule: .listed)
            }
        }
        // Not by `??`, whose closure would copy the reader.
        var name = leaning(phrase.range, sentence.quantities[series.lowerBound])
        if name == nil, series.count == 1 {
            name = borrowing(phrase.range, sentence.quantities[series.lowerBound])
        }
        let rule = name == nil ? NamingRule.before : .leaning
        if name == nil { name = tidied(phrase.range, isLevel: !isInheriting) }
        guard let name else { return [] }
        return series.map { Entry(quantity: $0, name: name, rule: rule) }
    }

    /// What is told of each of the three industries, with their noun: 产业比重 of 三次产业比重; nil where nothing is.
    private func industries(_ range: Range<Int>) -> Range<Int>? {
        // 三 次 产 业
        guard range.count > 4, units[range].starts(with: [0x4E09, 0x6B21, 0x4EA7, 0x4E1A]) else { return nil }
        return range.dropFirst(2)
    }

    /// Whether 及 or 与 is half of a word: 普及, 涉及, 惠及, 波及, 参与, 及格, 及时.
    private func isWithinWord(_ index: Int) -> Bool {
        switch units[index - 1] {
        case 0x666E, 0x6D89, 0x60E0, 0x6CE2: units[index] == 0x53CA
        case 0x53C2: units[index] == 0x4E0E
        default: units[index + 1] == 0x683C || units[index + 1] == 0x65F6
        }
    }

    /// Whether the words say only that something grows: 5月份增速.
    func isSpeed(_ range: Range<Int>) -> Bool {
        guard let word = cue(endingAt: range.upperBound, limit: range.lowerBound) else { return false }
        // 幅度 alone is that of a growth; 改善幅度 names what it is.
        return word.length == range.count
            && (word.classes.contains(.speed) || word.classes.contains(.rateHead) && units[range.lowerBound] == 0x5E45)
    }

    /// Whether no other number follows in the clause or opens the next, so that 分别 tells the same of each.
    private func standsAlone(_ series: Range<Int>) -> Bool {
        guard series.count == 1, case let end = boundEnd(sentence.quantities[series.lowerBound]) else { return false }
        if end + 1 < sentence.range.upperBound, UnitClass.isDigit(units[end + 1]),
            [0x3001, 0x548C, 0x4E0E].contains(units[end])
        {
            return false
        }
        guard series.upperBound < sentence.quantities.count else { return true }
        let (quantity, next) = (sentence.quantities[series.lowerBound], sentence.quantities[series.upperBound])
        return next.clause != quantity.clause && next.start > sentence.clauses[next.clause].lowerBound
    }

    /// Whether a name of a list is that of an amount, its own or one that the short noun lends from the last.
    private func isOwnAmount(_ name: Name) -> Bool {
        if name.second.isEmpty {
            let end = headEnd(of: name.first)
            return cue(endingAt: end, limit: name.first.lowerBound)?.classes.isDisjoint(with: [.head, .rateHead])
                == false
        }
        // 科创板、北交所上市公司数量: one number of one kind of things.
        guard name.first.count <= 8, !units[name.second].contains(0x6570) else { return false }
        return !cues(in: name.first).contains {
            !$0.classes.isDisjoint(with: [.stop, .action, .attainment])
                && $0.classes.isDisjoint(with: [.noun, .nominal])
        }
    }

    func endsInRate(_ range: Range<Int>) -> Bool {
        cue(endingAt: range.upperBound, limit: range.lowerBound)?.classes.contains(.rateHead) ?? false
    }

    private func inherited(_ series: Range<Int>, isEach: Bool, isLevel: Bool) -> [Entry] {
        let levels = drafts.indices.filter { drafts[$0].measure == .level && $0 >= firstOpenLevel }
        if isEach, series.count == 1, let last = levels.last {
            // 生产总值5亿元，收入、支出分别达2亿元、3亿元，均居全市第一: those told side by side.
            let group = groups.last { $0.contains(last) }.flatMap { $0.count > 1 ? $0 : nil }
            return levels.filter { group?.contains($0) ?? true }.map {
                Entry(quantity: series.lowerBound, name: drafts[$0].name, relatesTo: $0, rule: .each)
            }
        }
        if isEach, series.count == 1, !isLevel, case let grown = changed(from: firstOpenLevel), grown.count > 1 {
            // 投资增长5%、消费增长8%，均居全省第1
            return grown.map {
                Entry(quantity: series.lowerBound, name: drafts[$0].name, relatesTo: $0, rule: .each)
            }
        }
        let scene = scene(before: series.lowerBound)
        if series.count > 1, scene == nil {
            let isRank = sentence.quantities[series.lowerBound].isOrdinal
            if let group = groups.last(where: {
                $0.count == series.count && (isRank || drafts[$0.lowerBound].measure == .level)
            }) {
                return zip(series, group)
                    .map { Entry(quantity: $0, name: drafts[$1].name, relatesTo: $1, rule: .respective) }
            }
            if !isRank, let names = listedBefore(series, isFresh: true) {
                return zip(series, names).map { Entry(quantity: $0, name: $1, rule: .respective) }
            }
            if let alike = levelsAlike(levels, count: series.count) {
                return zip(series, alike)
                    .map { Entry(quantity: $0, name: drafts[$1].name, relatesTo: $1, rule: .respective) }
            }
            if levels.count >= series.count {
                return zip(series, levels.suffix(series.count))
                    .map { Entry(quantity: $0, name: drafts[$1].name, relatesTo: $1, rule: .respective) }
            }
        }
        if series.count > 1, scene == nil, levels.isEmpty, !isLevel, case let grown = changed(from: firstOpenLevel),
            grown.count >= series.count
        {
            // 投资增长5%、消费增长8%，分别高于全国2个、1个百分点
            return zip(series, grown.suffix(series.count))
                .map { Entry(quantity: $0, name: drafts[$1].name, relatesTo: $1, rule: .respective) }
        }
        if series.count > 1, scene == nil, levels.isEmpty, let names = listedBefore(series) {
            return zip(series, names).map { Entry(quantity: $0, name: $1, rule: .respective) }
        }
        let level = drafts.lastIndex { $0.measure == .level && !isEarlier($0) }
        if !isLevel, series.count == 1, scene == nil, let level,
            let alike = levelAlike(sentence.quantities[series.lowerBound], level)
        {
            // 新落户企业80户,注册资本5亿元,比上年增加30户: what is counted alike has grown.
            return [Entry(quantity: series.lowerBound, name: drafts[alike].name, relatesTo: alike, rule: .subject)]
        }
        let fresher = scene == nil && isLevel ? fresherTopic(before: series.lowerBound) : nil
        let rule: NamingRule = scene != nil ? .occasion : fresher != nil || subject == nil ? .topic : .subject
        let share = drafts.last.flatMap { $0.namingRule == .leaning ? $0.name : nil }
        if let share,
            kind(of: sentence.quantities[series.upperBound - 1]) == .points
                || isLevel && isLater(sentence.quantities[series.lowerBound])
        {
            // 占全市的30%,提高2个百分点; 占比重由30%上升为32%: it is the share that has grown.
            return series.map { Entry(quantity: $0, name: share, relatesTo: drafts.count - 1, rule: .subject) }
        }
        var name = scene ?? fresher ?? subject ?? topic(before: series.lowerBound)
        if isSpeed(name.first), name.second.isEmpty { name = carried ?? previous ?? name }
        if isLevel, name.second.isEmpty, name.prefix == .none, level.map({ drafts[$0].name == name }) == true,
            countsAll(before: series.lowerBound),
            let verb = cue(at: name.first.lowerBound, limit: name.first.upperBound),
            !verb.classes.isDisjoint(with: [.addition, .phase]), name.first.count > verb.length + 1
        {
            // 新增公园12座、累计达到97座: all of them, not the new ones.
            name.first = name.first.lowerBound + verb.length..<name.first.upperBound
        }
        if name.isEmpty, let carried { name = carried }
        if name.isEmpty, !isLevel, drafts.isEmpty, let previous, statesTime(before: series.lowerBound) {
            name = previous
        }
        let relates = level.flatMap { drafts[$0].name == name ? $0 : nil }
        return series.map { Entry(quantity: $0, name: name, relatesTo: relates, rule: rule) }
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
    private func changed(from first: Int) -> [Int] {
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
        // 累计 总数 总量
        return words.dropLast().contains {
            units[$0] == 0x7D2F && units[$0 + 1] == 0x8BA1
                || units[$0] == 0x603B && (units[$0 + 1] == 0x6570 || units[$0 + 1] == 0x91CF)
        }
    }

    /// Whether a level is that of the earlier time which another compares with: `5亿元(上年同期4亿元),增长25%`.
    func isEarlier(_ draft: Draft) -> Bool {
        draft.periodRule == .clause && mentions.contains { $0.isBase && $0.range == draft.periodWords }
    }

    /// As many names as the series has numbers, in the clause before it: `甲产值、乙产值和丙产值再创新高，分别为…`; nil else.
    ///
    /// Where other figures stand before, only a clause that is fresh, without a figure of its own, is asked.
    private func listedBefore(_ series: Range<Int>, isFresh: Bool = false) -> [Name]? {
        let quantity = sentence.quantities[series.lowerBound]
        guard quantity.clause > 0 else { return nil }
        if isFresh, sentence.quantities.contains(where: { $0.clause == quantity.clause - 1 }) { return nil }
        var name = topic(before: series.lowerBound, longest: 80).first
        if let mark = units[name].lastIndex(where: { $0 == 0x548C || $0 == 0x4E0E || $0 == 0x3001 }),
            let head = sentence.cues.last(where: {
                $0.start > mark && $0.end <= name.upperBound && $0.classes.contains(.head)
            })
        {
            name = name.lowerBound..<head.end
        }
        if let mark = units[name].lastIndex(where: { $0 == 0x548C || $0 == 0x4E0E || $0 == 0x3001 }),
            let counter = units[mark..<name.upperBound].firstIndex(of: 0x4E2A), counter > mark + 3,
            UnitClass.hanDigit(units[counter - 1]) != nil || units[counter - 1] == 0x4E24
        {
            // 电子商务和百货两个行业
            name = name.lowerBound..<counter - 1
        }
        if let mark = units[name].lastIndex(of: 0x3001), let rest = units[mark..<name.upperBound].firstIndex(of: 0x7B49)
        {
            // 甲业、乙业等行业增势较好
            name = name.lowerBound..<rest
        }
        let names = listed(name, count: series.count)
        return names.count == series.count ? names : nil
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

    /// Whether a time opens the sentence before a number: `其中，6月份增长8%` goes on with the sentence before.
    private func statesTime(before index: Int) -> Bool {
        mentions.contains { !$0.isBase && $0.range.upperBound <= sentence.quantities[index].start }
    }

    /// The names that stand side by side in `range`; a noun that the last one ends with is shared by the others.
    ///
    /// Where there are as many names as numbers, `count`, without the conjunctions, these are parts of names: 医疗保健和个人用品.
    func listed(_ range: Range<Int>, count: Int) -> [Name] {
        var parts = items(in: range, joinedBy: [0x548C, 0x4E0E, 0x53CA])
        if parts.count > max(count, 2) {
            // 建筑及装潢材料、日用品和书报类
            for joints: [UInt16] in [[], [0x548C, 0x4E0E]] {
                let fewer = items(in: range, joinedBy: joints)
                if fewer.count == count {
                    parts = fewer
                    break
                }
            }
        }
        // 城乡 is two names in one.
        if parts.count == 1, range.count > 2, units[range.lowerBound] == 0x57CE, units[range.lowerBound + 1] == 0x4E61 {
            let rest = range.lowerBound + 2..<range.upperBound
            return [Name(prefix: .urban, first: rest), Name(prefix: .rural, first: rest)]
        }
        if parts.count == 1, count == 2, range.count > 3, isPair(range.lowerBound) {
            // 存贷款, 进出口: the third letter ends both.
            let first = range.lowerBound..<range.lowerBound + 1
            let rest = range.lowerBound + 2..<range.upperBound
            return [Name(first: first, second: rest), Name(first: range.lowerBound + 1..<range.upperBound)]
        }
        if parts.count == 1, let names = joinedLetters(range, count: count) { return names }
        guard parts.count > 1, let last = parts.last else { return parts.map { Name(first: $0) } }
        if let names = consumptions(parts) ?? shares(parts) { return names }
        if let first = parts.first, first.count == 2, units[first.lowerBound] == 0x7B2C, last.count > 1,
            parts.dropFirst().allSatisfy({ UnitClass.hanDigit(units[$0.lowerBound]) != nil }),
            parts.dropFirst().dropLast().allSatisfy({ $0.count == 1 })
        {
            // 第一、二、三产业: 第 and the noun hold for each.
            let noun = last.lowerBound + 1..<last.upperBound
            return parts.map {
                $0 == first
                    ? Name(first: first, second: noun)
                    : Name(prefix: .ordinal, first: $0.lowerBound..<$0.lowerBound + 1, second: noun)
            }
        }
        if parts.count == 2, last.count > 2, parts[0].count > 1,
            isHalved(units[parts[0].upperBound - 1], last.lowerBound)
        {
            // 本外币存、贷款余额, 货物进、出口额: the second letter of the last ends both, and what stands before holds for both.
            return [
                Name(first: parts[0], second: last.dropFirst()), Name(first: parts[0].dropLast(), second: last),
            ]
        }
        if let word = cues(in: last).last(where: { $0.classes.contains(.respectively) }), word.start > last.lowerBound,
            word.end < last.upperBound
        {
            // 牛、羊分别出栏: the verb behind 分别 is said of each.
            return parts.map {
                Name(first: $0 == last ? last.lowerBound..<word.start : $0, second: word.end..<last.upperBound)
            }
        }
        if parts.count == 2, let own = cue(at: last.lowerBound, limit: last.upperBound), own.length == last.count,
            own.classes.contains(.head), parts[0].count > last.count + 1,
            [0x652F, 0x8D37, 0x51FA].contains(units[last.lowerBound]),
            let first = cue(at: parts[0].upperBound - last.count, limit: parts[0].upperBound),
            first.length == last.count, first.classes.contains(.head)
        {
            // 一般预算收入和支出, 存款和贷款, 进口和出口: what stands before the first noun holds for the second.
            let stem = parts[0].lowerBound..<parts[0].upperBound - first.length
            return [Name(first: parts[0]), Name(first: stem, second: last)]
        }
        if parts.allSatisfy({ $0 == last || $0.count == 1 }), last.count > 2 {
            // 轻、重工业占比, 水、电费: all but the first letter is shared; of 猪、牛、家禽出栏 all but 家禽.
            let isPoultry = last.count > 3 && units[last.lowerBound] == 0x5BB6 && units[last.lowerBound + 1] == 0x79BD
            let tail = last.lowerBound + (isPoultry ? 2 : 1)..<last.upperBound
            return parts.map { $0 == last ? Name(first: last) : Name(first: $0, second: tail) }
        }
        if parts.count == 2, parts[0].count == 2, last.count > 3, isOpposite(parts[0].lowerBound, last.lowerBound) {
            // 城镇和农村低保对象: what stands behind the second holds for both.
            return [Name(first: parts[0], second: last.dropFirst(2)), Name(first: last)]
        }
        if let end = ageEnd(in: last), parts.dropLast().allSatisfy({ ageEnd(in: $0) == $0.upperBound }) {
            // 0-14岁、15-59岁、60岁及以上人口比重: what stands behind the last age is told of each.
            return parts.map { $0 == last ? Name(first: $0) : Name(first: $0, second: end..<last.upperBound) }
        }
        var shared = 0..<0
        if let mark = units[last].lastIndex(of: 0x7684), mark > last.lowerBound,
            (2...7).contains(last.upperBound - mark),
            !parts.dropLast().contains(where: { units[$0].contains(0x7684) })
        {
            // 食品、衣着的价格: each has one.
            let tail = mark + 1..<last.upperBound
            return parts.map { Name(first: $0 == last ? $0.lowerBound..<mark : $0, second: tail) }
        }
        if let mark = units[last].prefix(4).firstIndex(of: 0x7EA7), mark + 2 < last.upperBound,
            parts.dropLast().allSatisfy({ units[$0.upperBound - 1] == 0x7EA7 })
        {
            // 国家级、省级、市级示范社: the grades share what they grade.
            shared = mark + 1..<last.upperBound
        } else if let end = areaEnd(in: last), parts.dropLast().allSatisfy({ isArea(units[$0.upperBound - 1]) }) {
            // 甲市、乙县规模以上工业增加值: what stands behind the last place is told of each.
            shared = end..<last.upperBound
        } else if let first = parts.first, first.count < last.count, first.count > 1,
            units[first.upperBound - 1] == units[last.lowerBound + first.count - 1]
        {
            // 食品、药品抽检合格率: the words are built alike, so what follows the like part is shared.
            shared = last.lowerBound + first.count..<last.upperBound
        } else if let tail = tailBehindLikeWords(parts) {
            shared = tail
        } else if let length = parts.first?.count, endsInRate(last), last.count > 4,
            (2..<last.count - 1).contains(length),
            parts.dropLast().allSatisfy({ !endsInRate($0) && !endsInIndex($0) })
        {
            // 小学、初中、高中专任教师合格率: whose rate it is has as many letters in each; else 医疗保险、养老参保率.
            let isAlike = length == 2 && parts.dropLast().allSatisfy { $0.count == length }
            shared = (isAlike ? last.lowerBound + length : last.upperBound - 3)..<last.upperBound
        } else if case let end = headEnd(of: last), let cue = cue(endingAt: end, limit: last.lowerBound),
            cue.classes.contains(.head), cue.length > 1, end - last.lowerBound > cue.length
        {
            shared = end - cue.length..<end
            // 冶金、化工产业增加值: the industries share their noun too.
            let noun = shared.lowerBound - 2
            if noun > last.lowerBound, units[noun + 1] == 0x4E1A, units[noun] == 0x4EA7 || units[noun] == 0x884C {
                shared = noun..<end
            } else if noun > last.lowerBound,
                let verb = self.cue(endingAt: shared.lowerBound, limit: last.lowerBound + 1),
                verb.length == 2, verb.classes.contains(.action) || verb.classes.contains(.notUnit)
            {
                // 小麦、玉米种植面积
                shared = noun..<end
            } else if noun > last.lowerBound, units[noun + 1] == 0x5747,
                units[noun] == 0x5E73 || units[noun] == 0x4EBA
            {
                // 甲、乙和丙年平均降水量, 人均…
                shared = (units[noun - 1] == 0x5E74 && noun - 1 > last.lowerBound ? noun - 1 : noun)..<end
            }
        }
        return parts.map { part in
            if part == last || shared.isEmpty { return Name(first: part) }
            if let own = cue(endingAt: part.upperBound, limit: part.lowerBound),
                !own.classes.isDisjoint(with: [.head, .rateHead, .levelHead, .speed])
            {
                return Name(first: part)
            }
            if countsPeople(shared), tellsOfAccidents(part) { return Name(first: part) }
            return Name(first: part, second: shared)
        }
    }

    /// Where the age ends with which a name begins: `60岁及以上` in `60岁及以上人口`; nil where it begins with none.
    private func ageEnd(in name: Range<Int>) -> Int? {
        guard let first = name.first, UnitClass.isDigit(units[first]),
            let mark = units[name].prefix(8).firstIndex(of: 0x5C81)
        else { return nil }
        var end = mark + 1
        if end < name.upperBound, units[end] == 0x53CA { end += 1 }
        // 以上 以下
        if end + 1 < name.upperBound, units[end] == 0x4EE5, units[end + 1] == 0x4E0A || units[end + 1] == 0x4E0B {
            return end + 2
        }
        return mark + 1
    }

    /// Where the place ends with which a name begins: 丙县 in 丙县工业增加值; nil where it begins with none.
    private func areaEnd(in name: Range<Int>) -> Int? {
        guard name.count > 4,
            let mark = (name.lowerBound + 1..<min(name.lowerBound + 6, name.upperBound - 2))
                .first(where: { isArea(units[$0]) }),
            // 区域 市场 市政
            ![0x57DF, 0x573A, 0x653F].contains(units[mark + 1])
        else { return nil }
        return mark + 1
    }

    /// Whether the letter lends its other half from the word at `index`: 存 from 贷款, 进 from 出口.
    private func isHalved(_ letter: UInt16, _ index: Int) -> Bool {
        letter == 0x5B58 && units[index] == 0x8D37 && units[index + 1] == 0x6B3E
            || letter == 0x8FDB && units[index] == 0x51FA && units[index + 1] == 0x53E3
    }

    /// Whether the words at the indices divide the same whole: 城镇 and 农村, 国内 and 国际.
    private func isOpposite(_ first: Int, _ second: Int) -> Bool {
        switch (units[first], units[first + 1]) {
        // 城镇 城市
        case (0x57CE, _): [0x519C, 0x4E61].contains(units[second]) && units[second + 1] == 0x6751
        // 农村 乡村
        case (_, 0x6751): units[second] == 0x57CE
        // 国内 境内 省内 市内 县内
        case (_, 0x5185): units[second] == units[first] || [0x56FD, 0x5883, 0x5165].contains(units[second])
        default: false
        }
    }

    private func isPair(_ index: Int) -> Bool {
        units[index] == 0x5B58 && units[index + 1] == 0x8D37 && units[index + 2] == 0x6B3E
            || units[index] == 0x8FDB && units[index + 1] == 0x51FA && units[index + 2] == 0x53E3
    }

    /// What stands between the marks of a list and the conjunctions that join its items.
    private func items(in range: Range<Int>, joinedBy joints: [UInt16]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var isQuoted = false
        for index in range {
            let unit = units[index]
            // “甲、乙业”、“丙业”
            if unit == 0x201C { isQuoted = true }
            if unit == 0x201D { isQuoted = false }
            if isQuoted { continue }
            let isConjunction =
                joints.contains(unit) && index > start + 1
                && index + 2 < range.upperBound && !(unit == 0x53CA && isWithinWord(index))
            guard unit == 0x3001 || isConjunction else { continue }
            if index > start { parts.append(start..<index) }
            start = index + 1
        }
        if start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts
    }

    /// Where the words of a name end before its brackets: 餐饮业销售额(营业额).
    private func headEnd(of part: Range<Int>) -> Int {
        guard units[part.upperBound - 1] == 0x29, let open = units[part].lastIndex(of: 0x28), open > part.lowerBound
        else { return part.upperBound }
        return open
    }
}
