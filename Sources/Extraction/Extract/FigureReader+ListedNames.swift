/// Names side by side, and what one of them lends the others.
extension FigureReader {
    /// Whether 及 or 与 is half of a word: 普及, 涉及, 惠及, 波及, 参与, 及格, 及时.
    func isWithinWord(_ index: Int) -> Bool {
        switch units[index - 1] {
        case "普", "涉", "惠", "波": units[index] == "及"
        case "参": units[index] == "与"
        default: units[index + 1] == "格" || units[index + 1] == "时"
        }
    }

    /// As many names as the series has numbers, in the clause before it: `甲产值、乙产值和丙产值再创新高，分别为…`; nil else.
    ///
    /// Where other figures stand before, only a clause that is fresh, without a figure of its own, is asked.
    func listedBefore(_ series: Range<Int>, isFresh: Bool = false) -> [Name]? {
        let quantity = sentence.quantities[series.lowerBound]
        guard quantity.clause > 0 else { return nil }
        if isFresh, sentence.quantities.contains(where: { $0.clause == quantity.clause - 1 }) { return nil }
        var name = topic(before: series.lowerBound, longest: 80).first
        if let mark = units[name].lastIndex(where: { $0 == "和" || $0 == "与" || $0 == "、" }),
            let head = sentence.cues.last(where: {
                $0.start > mark && $0.end <= name.upperBound && $0.classes.contains(.head)
            })
        {
            name = name.lowerBound..<head.end
        }
        if let mark = units[name].lastIndex(where: { $0 == "和" || $0 == "与" || $0 == "、" }),
            let counter = units[mark..<name.upperBound].firstIndex(of: "个"), counter > mark + 3,
            UnitClass.hanDigit(units[counter - 1]) != nil || units[counter - 1] == "两"
        {
            // 电子商务和百货两个行业
            name = name.lowerBound..<counter - 1
        }
        if let mark = units[name].lastIndex(of: "、"), let rest = units[mark..<name.upperBound].firstIndex(of: "等") {
            // 甲业、乙业等行业增势较好
            name = name.lowerBound..<rest
        }
        let names = listed(name, count: series.count)
        return names.count == series.count ? names : nil
    }

    /// The names that stand side by side in `range`; a noun that the last one ends with is shared by the others.
    ///
    /// Where there are as many names as numbers, `count`, without the conjunctions, these are parts of names: 医疗保健和个人用品.
    func listed(_ range: Range<Int>, count: Int) -> [Name] {
        let parts = parts(of: range, count: count)
        guard parts.count > 1, let last = parts.last else {
            if parts.count == 1, let names = namesInOne(range, count: count) { return names }
            return parts.map { Name(first: $0) }
        }
        if let names = sharingNames(parts, last) { return names }
        let shared = sharedNoun(of: parts, last)
        return parts.map { part in
            if part == last || shared.isEmpty { return Name(first: part) }
            if let own = cue(endingAt: part.upperBound, limit: part.lowerBound),
                !own.classes.isDisjoint(with: [.head, .rateHead, .levelHead, .speed])
            {
                return Name(first: part)
            }
            // 招商引资和固定资产投资: the noun is in it already.
            if units[part.upperBound - 1] == "资", units[shared.upperBound - 1] == "资" { return Name(first: part) }
            if countsPeople(shared), tellsOfAccidents(part) { return Name(first: part) }
            return Name(first: part, second: shared)
        }
    }

    /// The parts of a list, of which there are as many as numbers where conjunctions within parts allow it: 建筑及装潢材料、日用品和书报类.
    private func parts(of range: Range<Int>, count: Int) -> [Range<Int>] {
        let parts = items(in: range, joinedBy: ["和", "与", "及"])
        guard parts.count > max(count, 2) else { return parts }
        for joints: [UInt16] in [[], ["和", "与"]] {
            let fewer = items(in: range, joinedBy: joints)
            if fewer.count == count { return fewer }
        }
        return parts
    }

    /// What stands between the marks of a list and the conjunctions that join its items.
    func items(in range: Range<Int>, joinedBy joints: [UInt16]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var isQuoted = false
        var sectorEnd = sectorEnd(at: start, limit: range.upperBound)
        for index in range where index >= sectorEnd {
            let unit = units[index]
            // “甲、乙业”、“丙业”
            if unit == "“" { isQuoted = true }
            if unit == "”" { isQuoted = false }
            if isQuoted { continue }
            let isConjunction =
                joints.contains(unit) && index > start + 1
                && index + 2 < range.upperBound && !(unit == "及" && isWithinWord(index))
            // 金融业,房地产业增加值
            let isComma = unit == "," && index > start && units[index - 1] == "业"
            guard unit == "、" || isComma || isConjunction else { continue }
            // 甲、乙以及丙
            let end = unit == "及" && index > start && units[index - 1] == "以" ? index - 1 : index
            if end > start { parts.append(start..<end) }
            start = index + 1
            sectorEnd = self.sectorEnd(at: start, limit: range.upperBound)
        }
        if start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts
    }
}
