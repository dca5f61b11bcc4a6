/// Names that stand behind their number: `30个项目`, `3亿元资金`.
extension FigureReader {
    /// The name from the noun behind the number, where the number modifies it; nil where the words before name it.
    func nameBehind(
        _ first: Quantity,
        _ last: Quantity,
        _ phrase: Phrase,
        _ behind: FollowingNoun
    ) -> Name? {
        guard !behind.range.isEmpty else { return nil }
        switch kind(of: last) {
        case .money: return nameBehindAmount(first, phrase, behind)
        case .ratio, .points, .times, .place:
            if phrase.range.count == 2, units.spell("覆", "盖", at: phrase.start, limit: phrase.end),
                kind(of: last) == .ratio
            {
                // 覆盖95%以上行政村
                return Name(first: phrase.range, second: behind.range)
            }
            return phrase.isEmpty && (subject == nil || behind.isModifier) ? Name(first: behind.range) : nil
        case .time: return nil
        case .physical, .scaled, .count, nil:
            if let name = nameOfMeasured(last, phrase, behind) { return name }
            if isNamedBefore(last, phrase, behind) { return nil }
            return nameBehindCount(first, last, phrase, behind)
        }
    }

    /// The name of an amount of money from the noun behind it.
    private func nameBehindAmount(
        _ first: Quantity,
        _ phrase: Phrase,
        _ behind: FollowingNoun
    ) -> Name? {
        let word = cue(endingAt: first.start, limit: clause(of: first).lowerBound)
        let head = word?.classes.contains(.moneyHead) == true ? word : nil
        if behind.isModifier {
            if let lent = lentHead(phrase.range) { return Name(first: behind.range, second: lent) }
            if let head, phrase.isEmpty {
                return Name(first: behind.range, second: first.start - head.length..<first.start)
            }
            if phrase.isEmpty, let sum = sumListed(first) {
                // 3亿元的西园等优质项目: what they all are.
                let end = units[behind.range].dropFirst(2).firstIndex(of: "等") ?? behind.range.upperBound
                return Name(first: behind.range.lowerBound..<end, second: sum)
            }
            return Name(first: behind.range)
        }
        if let head, drafts.last?.name.second == behind.range || drafts.last?.name.first == behind.range {
            // 26个总投资145亿元的项目: the project is counted and has an amount.
            return Name(first: behind.range, second: first.start - head.length..<first.start)
        }
        if let name = taskAround(first, phrase, behind) { return name }
        if let tail = cue(endingAt: phrase.end, limit: phrase.start), tail.classes.contains(.action),
            tail.length == phrase.range.count, tail.length > 1,
            cue(at: behind.range.lowerBound, limit: behind.range.upperBound)?.classes.contains(.action) != true
                || behind.range.count <= 6 && ["金", "款", "费", "贴"].contains(units[behind.range.upperBound - 1])
        {
            // 拨付1600万元补助资金, 发放5万元救助金
            return Name(first: phrase.range, second: behind.range)
        }
        return phrase.isEmpty && (drafts.isEmpty || isHad(first, behind.range)) ? Name(first: behind.range) : nil
    }

    /// Whether 有 stands before an amount and a noun for an amount behind it: `每年有5万元集体收入`.
    private func isHad(_ amount: Quantity, _ noun: Range<Int>) -> Bool {
        amount.start > clause(of: amount).lowerBound && units[amount.start - 1] == "有" && noun.count > 2
            && cue(endingAt: noun.upperBound, limit: noun.lowerBound)?.classes.contains(.head) == true
    }

    /// The noun of the sum before in a list of projects, `总投资5亿元的东园、3亿元的西园`; nil where the amount stands in none.
    private func sumListed(_ amount: Quantity) -> Range<Int>? {
        guard let last = drafts.last, last.namingRule == .project, !last.name.second.isEmpty,
            case let before = sentence.quantities[last.quantity], before.clause == amount.clause,
            kind(of: before) == .money, last.name.first.lowerBound >= before.end,
            ["、", "和", "与", "及"].contains(units[amount.start - 1])
        else { return nil }
        return last.name.second
    }

    /// `完成企业职工166万元养老保险征缴任务`: the task around its amount; nil where none stands so.
    private func taskAround(_ first: Quantity, _ phrase: Phrase, _ behind: FollowingNoun) -> Name? {
        let task = behind.range
        guard (2...12).contains(phrase.range.count), task.count > 5, units[task.upperBound - 2] == "任",
            units[task.upperBound - 1] == "务",
            let verb = cue(endingAt: phrase.start, limit: clause(of: first).lowerBound),
            verb.classes.contains(.attainment),
            !cues(in: phrase.range).contains(where: { $0.classes.contains(.action) && $0.end == phrase.end })
        else { return nil }
        return Name(first: phrase.range, second: task.dropLast(2))
    }

    /// `建筑面积3万平方米的综合楼`: the name of what a noun measures of the one behind; nil where the number measures nothing.
    private func nameOfMeasured(
        _ last: Quantity,
        _ phrase: Phrase,
        _ behind: FollowingNoun
    ) -> Name? {
        guard behind.isModifier, kind(of: last) == .physical,
            let tail = cue(endingAt: phrase.end, limit: phrase.start),
            !tail.classes.isDisjoint(with: [.head, .moneyHead])
        else { return nil }
        return Name(first: behind.range, second: phrase.end - tail.length..<phrase.end)
    }

    /// Whether the words behind a count only tell what was done with the things that are named before it.
    private func isNamedBefore(
        _ last: Quantity,
        _ phrase: Phrase,
        _ behind: FollowingNoun
    ) -> Bool {
        guard !behind.isModifier else { return false }
        if let tail = cue(endingAt: phrase.end, limit: phrase.start), kind(of: last) == .physical,
            tail.classes.contains(.head), tail.length > 1,
            let verb = cue(at: behind.range.lowerBound, limit: behind.range.upperBound),
            verb.classes.contains(.action), verb.length > 1, !verb.classes.contains(.noun)
        {
            // 盘活土地面积8亩引进乙公司
            return true
        }
        // 组织困难群众120人外出, 投保农户30户申请赔保
        if behind.range.count <= 4, namesThose(phrase, countedBy: last) { return true }
        // 完成集中拆违102处任务, but not 72项任务
        return behind.range.count == 2 && units[behind.range.lowerBound] == "任"
            && units[behind.range.lowerBound + 1] == "务" && phrase.range.count > 1
            && !["项", "个", "件"].contains(units[last.end - 1])
    }

    /// The name of a count from the noun behind it, with the verb or the work before it that is part of the name.
    private func nameBehindCount(
        _ first: Quantity,
        _ last: Quantity,
        _ phrase: Phrase,
        _ behind: FollowingNoun
    ) -> Name? {
        guard let tail = cue(endingAt: phrase.end, limit: phrase.start) else {
            if !behind.isModifier, kind(of: last) == .physical, (2...10).contains(phrase.range.count),
                let work = cue(at: behind.range.lowerBound, limit: behind.range.upperBound),
                work.classes.isSuperset(of: [.action, .nominal]), work.length > 1,
                behind.range.count == work.length + 2, ["任", "工"].contains(units[behind.range.upperBound - 2])
            {
                // 高标准农田4万亩建设任务: what is built stands before.
                return Name(first: phrase.range, second: behind.range)
            }
            return Name(first: behind.range)
        }
        if tail.classes.isSuperset(of: [.action, .nominal]), phrase.range.count > tail.length + 1,
            phrase.range.count <= 10, let verb = cue(endingAt: phrase.start, limit: clause(of: first).lowerBound),
            verb.classes.contains(.attainment)
        {
            // 完成生活污水治理65个村: the words before say what is done.
            return Name(first: phrase.range, second: behind.range)
        }
        guard tail.classes.contains(.action), !tail.classes.contains(.lead) else { return Name(first: behind.range) }
        let verbs = verbsSideBySide(phrase.end - tail.length, from: phrase.start)
        if tail.classes.contains(.nominal),
            verbs > phrase.start + 4 && ["条", "项"].contains(units[last.end - 1])
                || units[phrase.start..<verbs].contains("、") && units[phrase.end - 2] != "建"
        {
            // 出台支持民营经济发展20条措施, 金融、软件服务3个集群: what they are for or of is no verb.
            return Name(first: behind.range)
        }
        return Name(first: verbs..<phrase.end, second: behind.range)
    }

    /// Where the verbs begin that end with the one at `index` and are said of the same things: 新培育, 引进和培育, 新建改造.
    private func verbsSideBySide(_ index: Int, from limit: Int) -> Int {
        var start = index
        while start > limit + 1 {
            let joint = ["和", "、", "与"].contains(units[start - 1]) ? start - 1 : start
            guard let verb = cue(endingAt: joint, limit: limit), verb.length > 1, verb.classes.contains(.action),
                joint < start || isAddition(joint - verb.length, limit: joint)
            else { break }
            start = joint - verb.length
        }
        // 新培育, but not 创新 更新 革新 高新.
        let isNew =
            start > limit && units[start - 1] == "新"
            && (start - 1 == limit || !["创", "更", "革", "高"].contains(units[start - 2]))
        // 未签约7户的住户
        let isNegated = start > limit && units[start - 1] == "未"
        return isNew || isNegated ? start - 1 : start
    }

    /// Whether the word at `index` adds to what is counted: 新建, 引进.
    private func isAddition(_ index: Int, limit: Int) -> Bool {
        cue(at: index, limit: limit)?.classes.contains(.addition) ?? false
    }
}
