/// Those who are counted: what was done for them, what became of them, and who lives in what was counted before.
extension FigureReader {
    /// `为24户53人发放补助金`: what was done for those whom nothing else names; nil where a noun stands behind the number.
    func service(for series: Range<Int>) -> Name? {
        let (first, last) = (sentence.quantities[series.lowerBound], sentence.quantities[series.upperBound - 1])
        let clause = clause(of: last)
        guard isHeads(last), !first.isOrdinal, first.start > clause.lowerBound,
            ["为", "向", "给", "对"].contains(units[first.start - 1]), case let start = boundEnd(last),
            let verb = cue(at: start, limit: clause.upperBound), verb.length > 1,
            !verb.classes.isDisjoint(with: [.action, .stop]), verb.classes.isDisjoint(with: [.noun, .nominal])
        else { return nil }
        let next = sentence.quantities.first { $0.start >= start }
        var words = Phrase(start: start, numberStart: min(next?.start ?? clause.upperBound, clause.upperBound))
        words.peel(units, vocabulary, mentions: mentions)
        let object = start + verb.length
        // 搬迁户, 退役军人: a verb that says who they are.
        guard words.end > object + 1, words.range.count <= 20,
            !["户", "人", "者", "员", "军", "民", "的"].contains(units[object])
        else { return nil }
        // 为24户53人办理了临时救助
        return units[object] == "了"
            ? Name(first: start..<object, second: object + 1..<words.end) : Name(first: words.range)
    }

    /// Whether households or people stand alone behind the villages that they live in: `辖9个村、52个小组，2156户、6321人`.
    func countsInhabitants(_ series: Range<Int>) -> Bool {
        let (first, last) = (sentence.quantities[series.lowerBound], sentence.quantities[series.upperBound - 1])
        guard series.count <= 2, series.allSatisfy({ isHeads(sentence.quantities[$0]) }),
            first.unit != last.unit || series.count == 1, case let clause = clause(of: first),
            case let end = boundEnd(last), end == clause.upperBound || units[end] == "、"
        else { return false }
        if series.count == 2 || isBeforeHeads(series.lowerBound), opensBehindArea(first, clause) { return true }
        guard
            first.start == clause.lowerBound || units[first.start - 1] == "、" || consumed == first.start
                || isThere(clause.lowerBound..<first.start),
            let before = drafts.last,
            before.measure == .level, before.name.prefix == .none,
            case let counted = sentence.quantities[before.quantity], first.clause <= counted.clause + 1
        else { return false }
        if isHeads(counted) { return before.name.first == heads(counted) }
        let noun = before.name.second.isEmpty ? before.name.first : before.name.second
        return kind(of: counted) == .count
            && ["村", "组", "区", "会", "社", "屯", "寨", "队", "庄"].contains(units[noun.upperBound - 1])
    }

    /// Whether the words only say that there are: 共, 有, 共有.
    private func isThere(_ words: Range<Int>) -> Bool {
        (1...2).contains(words.count) && units[words].allSatisfy { $0 == "共" || $0 == "有" }
    }

    /// Whether the next clause opens with the other of households and people: 2156户 in `全乡有2156户，6321人`.
    private func isBeforeHeads(_ index: Int) -> Bool {
        guard index + 1 < sentence.quantities.count else { return false }
        let (first, next) = (sentence.quantities[index], sentence.quantities[index + 1])
        return next.clause == first.clause + 1 && next.unit != first.unit && isHeads(next)
            && next.start == clause(of: next).lowerBound
    }

    /// Whether nothing but a time, 全镇 or the like, and that there are, stands between the clause's beginning and a quantity: `全乡共有2156户6321人`.
    private func opensBehindArea(_ quantity: Quantity, _ clause: Range<Int>) -> Bool {
        let frames = sentence.clauses[..<quantity.clause]
        if !frames.isEmpty, quantity.clause < 3, isThere(clause.lowerBound..<quantity.start),
            frames.allSatisfy({ frame in mentions.contains { $0.range == frame } })
        {
            // 2010年，有2156户，6321人
            return true
        }
        var open = clause.lowerBound
        if let time = mentions.first(where: { $0.range.lowerBound == open }), time.range.upperBound < quantity.start {
            open = time.range.upperBound
        }
        guard units[open] == "全", let area = cue(at: open, limit: quantity.start),
            area.classes.contains(.place), case let start = open + area.length
        else { return false }
        if start == quantity.start { return true }
        guard let verb = cue(at: start, limit: quantity.start) else { return false }
        return start + verb.length == quantity.start && !verb.classes.isDisjoint(with: [.lead, .attainment, .reach])
    }

    /// Whether a quantity counts households or people with the plain word for them.
    private func isHeads(_ quantity: Quantity) -> Bool {
        !quantity.isOrdinal && quantity.end > quantity.start + 1 && ["户", "人"].contains(units[quantity.end - 1])
    }

    /// The measure word of a quantity, which names households or people that nothing else names.
    func heads(_ quantity: Quantity) -> Range<Int> { quantity.end - 1..<quantity.end }

    /// What becomes of things that are counted, which their bare noun does not tell.
    private static let ends = WordTrie(
        """
        获评 荣获 获批 获得 获奖 获国家 获中国 获省 获市 获全国 荣膺 入选 入围 上榜 被评为 被列为 被认定 列入 纳入 进入 晋级 升格 挂牌 上市 主板 新三板 创成 \
        竣工 投产 开工 完工 复工 复产 通车 投用 投运 投入使用 投入运营 建成投用 并网 下线 退出 出列 脱贫 摘帽 达标 落地 签约 揭牌 入驻 入住 用上 通过 考入 \
        受到 受表彰 在新三板 在主板 在创业板 在科创板 在北交所 在境内 在境外
        """
    )
    private static let manners = WordTrie("成功 全部 顺利")

    /// The bare noun behind a count with what became of the things up to the clause's end, `4个项目入选省级清单`; nil where the noun says enough, or
    /// nothing became of them.
    func fated(_ noun: FollowingNoun, _ quantity: Quantity) -> Range<Int>? {
        let (end, close) = (noun.range.upperBound, clause(of: quantity).upperBound)
        guard !noun.isModifier, (1...2).contains(noun.range.count), (2...20).contains(close - end),
            kind(of: quantity) == .count,
            !sentence.quantities.contains(where: { $0.start >= end && $0.start < close })
        else { return nil }
        let manner = Self.manners.longest(in: units, at: end, limit: close)?.length ?? 0
        // 8个项目开工仪式, 开工准备: no end of theirs.
        guard !["式", "备"].contains(units[close - 1]),
            Self.ends.longest(in: units, at: end + manner, limit: close) != nil,
            !units[end..<close].contains(where: { UnitClass.isDigit($0) || $0 == "(" || $0 == "、" })
        else { return nil }
        return noun.range.lowerBound..<close
    }

    /// `税收任务3亿元，完成3.2亿元`: what was to be reached, without the word for it, whose own number is then a target; nil where the number before is no task.
    mutating func accomplished(_ quantity: Quantity, _ phrase: Phrase) -> Name? {
        guard let task = drafts.last, task.measure == .level, task.name.second.isEmpty, task.name.prefix == .none,
            case let before = sentence.quantities[task.quantity], before.unit == quantity.unit,
            before.clause + 1 == quantity.clause, task.name.first.count > 3,
            // A name that was taken over stands in a clause before.
            task.name.first.lowerBound >= clause(of: before).lowerBound,
            units.spell("任", "务", endingAt: task.name.first.upperBound, from: task.name.first.lowerBound),
            cues(in: clause(of: quantity).lowerBound..<quantity.start).contains(where: {
                $0.classes.contains(.attainment)
            }),
            !cues(in: clause(of: before).lowerBound..<task.name.first.lowerBound).contains(where: {
                $0.classes.contains(.attainment)
            })
        else { return nil }
        var name = task.name.first.dropLast(2)
        if name.count > 3, units.spell("目", "标", endingAt: name.upperBound, from: name.lowerBound) {
            name = name.dropLast(2)
        }
        guard name.count > 1 else { return nil }
        (drafts[drafts.count - 1].status, drafts[drafts.count - 1].statusRule) = (.target, .targetWord)
        return Name(first: name)
    }

    /// `26个重点项目完成投资9亿元`, `8家企业实现增加值3亿元`: the amount is that of those counted right before; nil where none are, or the words say
    /// enough without them.
    func attained(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard let last = drafts.last, last.namingRule == .behind, last.name.second.isEmpty,
            sentence.quantities[last.quantity].clause == quantity.clause, last.name.first.count > 1,
            (0...6).contains(range.lowerBound - last.name.first.upperBound)
        else { return nil }
        let counted = last.name.first
        switch kind(of: quantity) {
        case .money where range.count == 4 && units[range].elementsEqual("完成投资".utf16):
            return isWork(counted.upperBound - 2, counted.upperBound) ? Name(first: counted, second: range) : nil
        case .money, .ratio:
            guard let head = cue(at: range.lowerBound, limit: range.upperBound), head.length == range.count,
                head.classes.contains(.head), counted.count > 3,
                Self.earners.longest(in: units, endingAt: counted.upperBound, limit: counted.lowerBound) != nil,
                let verb = cue(endingAt: range.lowerBound, limit: counted.upperBound),
                verb.classes.contains(.attainment)
            else { return nil }
            return Name(first: counted, second: range)
        default: return nil
        }
    }

    /// Those that have a turnover, a profit, a product.
    private static let earners = WordTrie("企业 公司 单位 户 商户 合作社 农场 园区 开发区 集团", isReversed: true)
}
