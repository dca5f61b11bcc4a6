/// Words that a list of names says once: the whole of which several shares are, whose consumption it is, the noun behind two words alike.
extension FigureReader {
    /// Whether a name ends in the noun of an amount.
    func endsInAmount(_ range: Range<Int>) -> Bool {
        guard let head = cue(endingAt: range.upperBound, limit: range.lowerBound) else { return false }
        return head.length > 1 && head.classes.contains(.head)
    }

    /// Whether a name ends in a number without a unit: 综合指数.
    func endsInIndex(_ range: Range<Int>) -> Bool {
        cue(endingAt: range.upperBound, limit: range.lowerBound)?.classes.contains(.levelHead) ?? false
    }

    /// Whether the first piece of a name ends in the same two letters that stand before the second piece: 养老保险 and 医疗保险参保率.
    private func endsAlike(_ name: Name) -> Bool {
        guard name.first.count > 2, name.second.count > 1, name.second.lowerBound > 1 else { return false }
        let (own, other) = (name.first.upperBound, name.second.lowerBound)
        return units[own - 1] == units[other - 1] && units[own - 2] == units[other - 2]
    }

    /// Whether a name has a rate in common with others built alike, each of which has it: 养老保险参保率, but not the share 新能源装机占比.
    func isRateOfAlike(_ name: Name) -> Bool {
        endsAlike(name) && endsInRate(name.second) && !units[name.second].contains("占")
    }

    /// What stands in the last of several names behind the two letters that all others end in: 参保率 in 养老保险和基本医疗保险参保率.
    func tailBehindLikeWords(_ parts: [Range<Int>]) -> Range<Int>? {
        guard let first = parts.first, let last = parts.last, first.count > 2, last.count > 5, endsInRate(last) else {
            return nil
        }
        let end = (last.lowerBound + 3..<last.upperBound - 1).last { index in
            parts.dropLast().allSatisfy {
                $0.count > 2 && units[$0.upperBound - 1] == units[index - 1]
                    && units[$0.upperBound - 2] == units[index - 2]
            }
        }
        return end.map { $0..<last.upperBound }
    }

    /// The names where what stands before the first consumption holds for the next ones: 万元GDP能耗、水耗; nil where there are none.
    func consumptions(_ parts: [Range<Int>]) -> [Name]? {
        guard parts.count > 1, parts[1].count == 2, parts[0].count > 4, units[parts[0].upperBound - 1] == "耗",
            units[parts[1].upperBound - 1] == "耗"
        else { return nil }
        var stem = parts[0].dropLast(2)
        // 综合能耗
        if stem.count > 4, units[stem.upperBound - 2] == "综", units[stem.upperBound - 1] == "合" {
            stem = stem.dropLast(2)
        }
        return parts.map {
            $0 != parts[0] && $0.count == 2 && units[$0.upperBound - 1] == "耗"
                ? Name(first: stem, second: $0) : Name(first: $0)
        }
    }

    /// The names where each is the share of an amount: 甲业、乙业增加值占规上工业的比重, 甲产值、乙增加值占比; nil where they are not.
    func shares(_ parts: [Range<Int>]) -> [Name]? {
        guard let last = parts.last, last.count > 4, endsInRate(last),
            let mark = units[last].lastIndex(of: "占"), mark > last.lowerBound + 2,
            parts.dropLast().allSatisfy({ $0.count > 1 && !endsInRate($0) && !units[$0].contains("占") }),
            let head = cue(endingAt: mark, limit: last.lowerBound), head.length > 1, head.classes.contains(.head)
        else { return nil }
        return parts.map { part in
            if part == last { return Name(first: part) }
            // 发电量、用电量占比: the amount is each one's own.
            let isOwn = endsInAmount(part) || head.length == mark - last.lowerBound
            return Name(first: part, second: (isOwn ? mark : mark - head.length)..<last.upperBound)
        }
    }

    /// The names that letters side by side share a noun in: 金融机构存贷款余额, 一二三产增加值; nil where none stand there.
    func joinedLetters(_ range: Range<Int>, count: Int) -> [Name]? {
        if count == 3, range.count > 5, units[range.lowerBound] == "一", units[range.lowerBound + 1] == "二",
            units[range.lowerBound + 2] == "三", units[range.lowerBound + 3] == "产"
        {
            let noun = range.lowerBound + 3..<range.upperBound
            return (0..<3).map { Name(first: range.lowerBound + $0..<range.lowerBound + $0 + 1, second: noun) }
        }
        guard count == 2, range.count > 5,
            let letter = range.dropLast(3).dropFirst(2).first(where: {
                units[$0] == "存" && units[$0 + 1] == "贷" && units[$0 + 2] == "款"
            })
        else { return nil }
        return [
            Name(first: range.lowerBound..<letter + 1, second: letter + 2..<range.upperBound),
            Name(first: range.lowerBound..<letter, second: letter + 1..<range.upperBound),
        ]
    }

    /// Whether the noun is 人数.
    func countsPeople(_ range: Range<Int>) -> Bool {
        range.count == 2 && units[range.lowerBound] == "人" && units[range.lowerBound + 1] == "数"
    }

    /// Whether the name ends in 事故, which are not counted in people.
    func tellsOfAccidents(_ range: Range<Int>) -> Bool {
        range.count > 1 && units[range.upperBound - 2] == "事" && units[range.upperBound - 1] == "故"
    }
}
