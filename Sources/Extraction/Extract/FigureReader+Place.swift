/// Places that figures are of, where it is not the report's own: brackets, lists of places, a place at the head of a clause.
extension FigureReader {
    /// Entries for places side by side that share what is measured: `东湖、西山两个区分别实现税收3亿元、2亿元`; nil where there are none.
    func places(_ series: Range<Int>, _ phrase: Phrase) -> [Entry]? {
        if let entries = placesCounted(series, phrase) { return entries }
        guard
            let word = cues(in: phrase.range)
                .last(where: {
                    $0.classes.contains(.respectively) && $0.start > phrase.start + 2 && $0.end < phrase.end
                })
        else { return nil }
        var tail = withoutLead(word.end..<phrase.end)
        if let verb = cue(at: tail.start, limit: tail.end), !verb.classes.isDisjoint(with: [.attainment, .reach]),
            !verb.classes.contains(.noun)
        {
            tail.start += verb.length
        }
        let list = phrase.start..<areaEnd(word.start, from: phrase.start)
        guard tail.range.count > 1, isArea(units[word.start - 1]) else { return nil }
        let parts = listed(list, count: series.count)
        guard parts.count == series.count else { return nil }
        return zip(series, parts)
            .map { quantity, place in
                Entry(
                    quantity: quantity,
                    name: tidied(tail.range),
                    rule: .listed,
                    place: place.first
                )
            }
    }

    /// Entries for places that are counted behind their names, as many as numbers: `东湖、西山、南岭等三市工业增加值分别增长5%、6%和7%`; nil where
    /// they are not.
    private func placesCounted(_ series: Range<Int>, _ phrase: Phrase) -> [Entry]? {
        guard phrase.classes.contains(.respectively), phrase.range.count > 6, units[phrase.range].contains("、"),
            let counter = areaCounter(in: phrase.range, count: series.count)
        else { return nil }
        let names = items(in: phrase.start..<counter.lowerBound, joinedBy: ["和", "与", "及"])
        guard names.count == series.count, names.allSatisfy({ (2...8).contains($0.count) }) else { return nil }
        let tail = withoutLead(counter.upperBound..<phrase.end)
        let what = tail.range.count > 1 ? tidied(tail.range) : subject
        guard let what, tail.range.count != 1 else { return nil }
        return zip(series, names).map {
            Entry(quantity: $0, name: what, rule: .listed, place: $1)
        }
    }

    /// `等三市`, `两个区`, with the number that is wanted, behind the names of places; nil where it does not stand there.
    private func areaCounter(in range: Range<Int>, count: Int) -> Range<Int>? {
        let first = range.lowerBound + 4
        guard
            let mark = (first..<max(first, range.upperBound - 1)).first(where: {
                digit(at: $0) == count
            })
        else { return nil }
        let area = units[mark + 1] == "个" ? mark + 2 : mark + 1
        guard area < range.upperBound, isArea(units[area]), units[area] != "道" else { return nil }
        return (units[mark - 1] == "等" ? mark - 1 : mark)..<area + 1
    }

    /// Where a list of places ends before its number: of 东湖、西山两个行政区 behind 西山.
    private func areaEnd(_ end: Int, from start: Int) -> Int {
        guard let counter = units[max(start, end - 8)..<end].lastIndex(of: "个") else { return end }
        var first = counter
        while first > start,
            UnitClass.isAnyDigit(units[first - 1])
                || units[first - 1] == "两"
        {
            first -= 1
        }
        return first < counter ? first : end
    }

    /// Whether a word that ends so names an area: 区 县 市 镇 乡 道 州 旗 省.
    func isArea(_ unit: UInt16) -> Bool {
        switch unit {
        case "区", "县", "市", "镇", "乡", "道", "州", "旗", "省": true
        default: false
        }
    }

    /// The place within the report's own that opens the words before a number and of which they tell something: 东湖镇 in
    /// `东湖镇完成投资3亿元`, `其中东湖镇3亿元`; nil where none does.
    func namedPlace(_ phrase: Phrase) -> Range<Int>? {
        // Few phrases hold what such a name ends in.
        guard phrase.range.dropFirst().contains(where: { Self.placeEnds.contains(units[$0]) }) else { return nil }
        let rest = withoutLead(phrase)
        let start = rest.start
        guard
            let end = townsEnd(from: start, limit: rest.end, before: phrase.numberStart)
                ?? vocabulary.places.nameLength(in: units, at: start, limit: rest.end).map({ start + $0 })
        else { return nil }
        if end < rest.end, Place.continuations.contains(units[end]) { return nil }
        if end == rest.end {
            // 其中东湖镇3亿元: what was named before, where that is no place itself.
            guard let subject, !drafts.isEmpty else { return nil }
            let isPlace =
                subject.second.isEmpty && subject.first.count <= 6
                && (isArea(units[subject.first.upperBound - 1]) || units[subject.first.upperBound - 1] == "村")
            return isPlace ? nil : start..<end
        }
        if mentions.contains(where: { $0.range.lowerBound == end && !$0.isBase && $0.range.upperBound < rest.end }) {
            // 东湖县2012年实现生产总值3亿元
            return start..<end
        }
        if let verb = cue(at: end, limit: rest.end) {
            guard !verb.classes.contains(.noun) else { return nil }
            if !verb.classes.isDisjoint(with: [.attainment, .addition, .head]) { return start..<end }
        }
        // 东湖镇财政收入3亿元
        guard let head = cue(endingAt: rest.end, limit: end), rest.end - end <= 10,
            !head.classes.isDisjoint(with: [.head, .rateHead])
        else { return nil }
        return start..<end
    }

    private static let placeEnds = UnitSet("镇乡道县市区旗州村")

    /// Where the name of a town, of two that make up the words, `东镇和西镇`, or of a village that does, `东湖村`, ends; nil where none does.
    private func townsEnd(from start: Int, limit: Int, before number: Int) -> Int? {
        guard let end = townEnd(from: start, limit: limit) else {
            return isVillage(start..<limit) && !countsThings(number) ? limit : nil
        }
        guard end + 2 < limit, ["和", "、"].contains(units[end]), townEnd(from: end + 1, limit: limit) == limit else {
            return end
        }
        return limit
    }

    /// Whether the number at `start` counts things with 个, as villages too are counted: `卫生村15个`.
    private func countsThings(_ start: Int) -> Bool {
        guard let quantity = sentence.quantities.first(where: { $0.start >= start }) else { return true }
        return units[quantity.end - 1] == "个" || kind(of: quantity) == nil
    }

    /// 贫困村 行政村 自然村 示范村 重点村 明星村 文明村 先进村 出列村 脱贫村 中心村 空壳村 薄弱村 城中村 移民村, 几个村 全村 各村 本村: with what
    /// the words before 村 end that name a kind of village or several.
    private static let kindsOfVillage = UnitSet("困政然范点星明进列贫心壳弱中民型级的个全各本该我农乡新两三四五六七八九十余多联驻帮")

    /// Whether the words are the name of a village: `东湖村`.
    private func isVillage(_ words: Range<Int>) -> Bool {
        (3...5).contains(words.count) && units[words.upperBound - 1] == "村"
            && units[words].allSatisfy { UnitClass.isHan($0) }
            && !Self.kindsOfVillage.contains(units[words.upperBound - 2])
            && cue(at: words.lowerBound, limit: words.upperBound) == nil
    }

    /// Where the name of a town or sub-district ends that begins at `start`; nil where none does.
    private func townEnd(from start: Int, limit: Int) -> Int? {
        var index = start
        while index < min(limit, start + 6), UnitClass.isHan(units[index]) {
            if units[index] == "和" || units[index] == "与" || units[index] == "及" { return nil }
            let isStreet = units[index] == "街" && index + 1 < limit && units[index + 1] == "道"
            if isStreet || units[index] == "镇" || units[index] == "乡" {
                // 城镇 集镇 小镇 重点镇: what kind of town; 各镇, 两镇: several.
                guard index > start + 1,
                    !Self.isKindOfTown(units[start], units[index - 1], isTown: isStreet || units[index] == "镇")
                else { return nil }
                if let verb = cue(at: start, limit: limit), verb.classes.contains(.action) { return nil }
                return index + (isStreet ? 2 : 1)
            }
            index += 1
        }
        return nil
    }

    /// Whether words that begin and end so before 镇, 乡 or 街道 name no town but a kind of town, or several.
    private static func isKindOfTown(_ first: UInt16, _ last: UInt16, isTown: Bool) -> Bool {
        switch first {
        case "全", "各", "我", "本", "该", "两", "三", "四", "五", "六", "七", "八", "九",
            "十", "个", "每", "新", "美", "特", "中", "重", "在", "对", "为", "与", "和":
            return true
        default: break
        }
        switch last {
        case "各", "县", "个", "的", "区", "型", "级", "全": return true
        case "城", "乡", "集", "小", "村", "强", "名", "重", "制", "心", "点", "市", "古",
            "圩", "场", "卫", "范":
            return isTown
        // 家 返 回 下 水 之 城 异
        case "家", "返", "回", "下", "水", "之", "异": return !isTown
        default: return false
        }
    }

    /// Enters a rate in brackets that says only of which place it is: `增长20.7%(全市9.7%)`, `高于全省(5.3%)3个百分点`.
    mutating func readBracketed(_ series: Range<Int>, _ phrase: Phrase) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        var clause = clause(of: head)
        if head.clause > 0, clause.lowerBound == head.start, units[head.start - 1] == ":" {
            // (全省:9.7%)
            clause = sentence.clauses[head.clause - 1].lowerBound..<clause.upperBound
        }
        guard series.count == 1, clause.lowerBound > sentence.range.lowerBound, units[clause.lowerBound - 1] == "(",
            let last = kind(of: head) == .ratio ? comparable() : sameLevel(head)
        else { return false }
        var words = clause.lowerBound..<head.start
        if series.lowerBound > 0, case let before = sentence.quantities[series.lowerBound - 1],
            before.clause == head.clause, units[boundEnd(before)] == "、"
        {
            // (全国7.1%、全省14.8%)
            words = boundEnd(before) + 1..<head.start
        }
        var place = 0..<0
        if words.count > 1, units[words.upperBound - 1] == ":" { words = words.dropLast() }
        if let word = cue(at: words.lowerBound, limit: words.upperBound), word.length == words.count {
            guard word.classes.contains(.place) else { return false }
            place = words
        } else if words.isEmpty {
            let end = rateStart(before: clause.lowerBound - 1)
            guard let word = cue(endingAt: end, limit: sentence.range.lowerBound), word.classes.contains(.place) else {
                return false
            }
            place = end - word.length..<end
        }
        guard !place.isEmpty else { return false }
        var draft = Draft(quantity: series.lowerBound, measure: last.measure, basis: last.basis, name: last.name)
        draft.namingRule = .subject
        draft.relatesTo = nil
        draft.place = place
        draft.measureRule = last.measureRule
        draft.isNegative = phrase.isFall
        let told = (subject, subjectPlace)
        add(draft, phrase)
        (subject, subjectPlace) = told
        return true
    }

    /// Enters what a bracket says once more in another unit of a change, `增加50万吨(10亿斤)`.
    mutating func readEquivalent(_ series: Range<Int>) -> Bool {
        let head = sentence.quantities[series.lowerBound]
        guard series.count == 1, kind(of: head) == .physical, let last = drafts.last, last.measure == .change,
            case let before = sentence.quantities[last.quantity], before.end + 1 == head.start,
            units[before.end] == "(", kind(of: before) == .physical, before.unit != head.unit,
            boundEnd(head) == clause(of: head).upperBound
        else { return false }
        var draft = last
        draft.quantity = series.lowerBound
        drafts.append(draft)
        return true
    }

    /// Where the words begin that stand between a place and a bracket: 全省平均增幅(5%), 全国平均水平(4%).
    private func rateStart(before bracket: Int) -> Int {
        let isLevel = bracket > 2 && units[bracket - 2] == "水" && units[bracket - 1] == "平"
        let end = isLevel ? bracket - 2 : bracket
        guard let rate = cue(endingAt: end, limit: sentence.range.lowerBound), !rate.classes.contains(.place),
            !rate.classes.isDisjoint(with: [.average, .speed, .filler])
        else { return end }
        return end - rate.length
    }

    /// The amount of the report's own before a bracket with those of other places: `收入4894元(全国5963元、全省4881元)`; nil where none is alike.
    private func sameLevel(_ head: Quantity) -> Draft? {
        guard kind(of: head) == .money, let own = drafts.suffix(4).last(where: { $0.place.isEmpty }),
            own.measure == .level, sentence.quantities[own.quantity].unit == head.unit,
            sentence.quantities[own.quantity].clause + 1 == head.clause
        else { return nil }
        return own
    }

    /// The rate with which those in brackets may be compared: the last figure, or the one whose name it shares.
    private func comparable() -> Draft? {
        guard let last = drafts.suffix(3).last(where: { $0.measure == .change || $0.measure == .level }) else {
            return nil
        }
        switch kind(of: sentence.quantities[last.quantity]) {
        case .ratio: return last
        // 增速提高0.8个百分点,比全省(7%)高…
        case .points:
            return drafts.last { $0.name == last.name && kind(of: sentence.quantities[$0.quantity]) == .ratio }
        default: return nil
        }
    }

    /// The place cue at the head of the words before a quantity: 全国 in `全国增长4.8%`; empty where none stands there.
    func headPlace(before quantity: Quantity) -> Range<Int> {
        var index = phraseStart(of: quantity)
        for _ in 0..<3 where index < quantity.start {
            if let mention = mentions.first(where: { $0.range.lowerBound == index }) {
                index = mention.range.upperBound
            }
            guard let word = cue(at: index, limit: quantity.start), word.classes.contains(.lead) else { break }
            if word.classes.contains(.place) { return index..<index + word.length }
            index += word.length
        }
        return 0..<0
    }

    /// Whether the clause before a bracket compares with a place: `高于全省(5.3%)3个百分点`.
    func comparesBeforeBracket(_ quantity: Quantity) -> Range<Int>? {
        let clause = clause(of: quantity)
        guard quantity.clause > 1, clause.lowerBound == quantity.start, units[clause.lowerBound - 1] == ")" else {
            return nil
        }
        var before = sentence.clauses[quantity.clause - 2]
        if before.count > 1, quantity.clause > 3, units[before.lowerBound] == "、",
            let place = cue(at: before.lowerBound + 1, limit: before.upperBound), place.classes.contains(.place)
        {
            // 分别高于全国(5.4%)、全省(5.2%)0.1和0.3个百分点
            before = sentence.clauses[quantity.clause - 4]
        }
        let end = rateStart(before: before.upperBound)
        guard let place = cue(endingAt: end, limit: before.lowerBound), place.classes.contains(.place),
            let verb = cue(endingAt: end - place.length, limit: before.lowerBound), verb.classes.contains(.gap)
        else { return nil }
        return end - place.length..<before.upperBound
    }
}
