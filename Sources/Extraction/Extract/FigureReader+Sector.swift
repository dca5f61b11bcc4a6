/// Parts of a whole that leave unsaid what is measured of them: `采矿业增加值增长8%，制造业增长9%`, `其中铁路5亿吨公里`.
extension FigureReader {
    /// The last figure of a sentence that the next may go on with: its name, and its unit where it is a level.
    struct Whole {
        var name: Name
        var unit: Int
    }

    /// By what traffic goes, on what level money is, and where people live.
    private static let parts = WordTrie(
        "铁路 公路 水运 水路 航空 民航 管道 海运 空运 市本级 县本级 区本级 省本级 本级 市辖区 市级 县级 区级"
    )
    private static let residences = WordTrie("城镇 农村 乡村 城市")
    /// Sectors whose names hold marks or conjunctions of their own.
    private static let sectors = WordTrie(
        """
        农、林、牧、渔业 批发和零售业 住宿和餐饮业 租赁和商务服务业 科学研究和技术服务业 文化、体育和娱乐业 煤炭开采和洗选业 纺织服装、服饰业 \
        交通运输、仓储和邮政业 交通运输、仓储及邮政业 水利、环境和公共设施管理业 居民服务、修理和其他服务业 居民服务和其他服务业 \
        信息传输、软件和信息技术服务业 信息传输、计算机服务和软件业 电力、热力、燃气及水生产和供应业 电力、热力、燃气及水的生产和供应业 \
        电力、燃气及水的生产和供应业 电力、热力生产和供应业 石油、煤炭及其他燃料加工业 计算机、通信和其他电子设备制造业 \
        通信设备、计算机及其他电子设备制造业 铁路、船舶、航空航天和其他运输设备制造业 酒、饮料和精制茶制造业 \
        皮革、毛皮、羽毛及其制品和制鞋业 木材加工和木、竹、藤、棕、草制品业 木材加工及木、竹、藤、棕、草制品业 造纸和纸制品业 造纸及纸制品业 \
        印刷和记录媒介复制业 文教、工美、体育和娱乐用品制造业 石油加工、炼焦和核燃料加工业 石油加工、炼焦及核燃料加工业 \
        石油和天然气开采业 化学原料和化学制品制造业 化学原料及化学制品制造业 橡胶和塑料制品业 黑色金属冶炼和压延加工业 \
        黑色金属冶炼及压延加工业 有色金属冶炼和压延加工业 有色金属冶炼及压延加工业 电气机械和器材制造业 电气机械及器材制造业 \
        金属制品、机械和设备修理业 燃气生产和供应业 水的生产和供应业 卫生和社会工作
        """
    )
    /// What prices are measured by, which is no noun of an amount.
    private static let priceLevels = WordTrie("消费价格 价格总水平 消费价格指数 价格总指数", isReversed: true)
    /// Words that end as the names of trades do and are none.
    private static let falseTrades = WordTrie("就业 创业 毕业 失业 作业 停业 开业 歇业 营业 转业 企业 事业", isReversed: true)
    /// What a clause like `从主要产品产量看` says is measured of all that it lists.
    private static let framing = WordTrie("产量 零售额 销售额 增加值 产值 投资额 出口额", isReversed: true)

    /// The figure that the sentence leaves for the next one to go on with; nil where it has none.
    var lastWhole: Whole? {
        if let level = drafts.last(where: { $0.measure == .level && $0.namingRule != .leaning })
            ?? drafts.last(where: { $0.measure == .level })
        {
            return Whole(name: level.name, unit: sentence.quantities[level.quantity].unit)
        }
        return drafts.last.map { Whole(name: $0.name, unit: -1) }
    }

    /// The name of a change in a trade or a part, with what is measured of it; nil where its own words say it, or nothing does.
    func sectoral(_ name: Name, _ quantity: Quantity) -> Name? {
        guard name.second.isEmpty, name.prefix == .none, (1...20).contains(name.first.count),
            name.first.upperBound <= quantity.start, quantity.start - name.first.upperBound < 12
        else { return nil }
        if let head = framedHead(quantity), !endsInHead(name.first) {
            return Name(first: name.first, second: head)
        }
        guard name.first.count > 1, let whole = drafts.last?.name ?? whole(before: quantity) else { return nil }
        return part(name.first, of: whole, quantity)
    }

    /// The name of a level of a part that is measured as the whole before it is; nil where no such whole stands there.
    func measuredPart(_ range: Range<Int>, _ quantity: Quantity) -> Name? {
        guard quantity.unit >= 0, range.count > 1, range.count <= 20,
            kind(of: quantity) != .ratio || Self.residences.holds(units, range),
            isPart(range) || isTrade(range) && kind(of: quantity) != .count
                || isPlant(range) && kind(of: quantity) == .physical
        else { return nil }
        var name: Name?
        if let level = drafts.last(where: { $0.measure == .level }) {
            if sentence.quantities[level.quantity].unit == quantity.unit { name = level.name }
        } else if let latest, latest.unit == quantity.unit {
            name = whole(before: quantity)
        }
        return name.flatMap { part(range, of: $0, quantity) }
    }

    /// Takes note of the people of whom 在企业从业人员中 says that what follows is told.
    mutating func noteStaff() {
        guard let clause = sentence.clauses.first, clause.count > 6, units[clause.lowerBound] == "在",
            units[clause.upperBound - 1] == "中", case let noun = clause.upperBound - 5..<clause.upperBound - 1,
            units[noun].elementsEqual(["从", "业", "人", "员"]) || units[noun].elementsEqual(["就", "业", "人", "员"])
        else { return }
        staff = noun
    }

    /// The name of a count of people in a trade or in firms of a kind, `在从业人员中，制造业5万人`; nil where nothing says whom they count.
    func staffed(_ name: Name, _ quantity: Quantity) -> Name? {
        guard !staff.isEmpty, quantity.unit >= 0, vocabulary.units[quantity.unit].role == .person,
            name.second.isEmpty, isTrade(name.first)
        else { return nil }
        return Name(prefix: name.prefix, first: name.first, second: staff)
    }

    /// What the sentence before spoke of last, where this one goes on with it: behind a semicolon, or with 其中 or 分行业看.
    private func whole(before quantity: Quantity) -> Name? {
        guard let latest, drafts.isEmpty, sentence.range.lowerBound - latest.name.first.lowerBound < 160,
            carried != nil || isFramed(quantity)
        else { return nil }
        return latest.name
    }

    /// Whether the clauses up to a number tell it as one of several parts: 其中, 分行业看, 按产业分.
    private func isFramed(_ quantity: Quantity) -> Bool {
        for clause in sentence.clauses[...quantity.clause].suffix(8) where clause.count > 1 {
            if units.spell("其", "中", at: clause.lowerBound, limit: clause.upperBound) { return true }
            if frames(clause) { return true }
        }
        return false
    }

    /// Whether a clause says only by what the parts are told: `分三大门类看`, `按消费类型分`.
    func frames(_ clause: Range<Int>) -> Bool {
        guard (3...16).contains(clause.count) else { return false }
        switch units[clause.lowerBound] {
        case "分", "从", "按": return ["看", "分"].contains(units[clause.upperBound - 1])
        default: return false
        }
    }

    /// 产量 where a clause before a number says `从主要产品产量看`; nil where none does.
    private func framedHead(_ quantity: Quantity) -> Range<Int>? {
        for clause in sentence.clauses[..<quantity.clause].suffix(12) where frames(clause) {
            let end = clause.upperBound - 1
            if units[clause.lowerBound] == "从",
                let head = Self.framing.longest(in: units, endingAt: end, limit: clause.lowerBound + 1)
            {
                return end - head.length..<end
            }
        }
        return nil
    }

    /// Whether words end with the noun of an amount or a ratio.
    private func endsInHead(_ range: Range<Int>) -> Bool {
        cue(endingAt: range.upperBound, limit: range.lowerBound)?.classes
            .isDisjoint(with: [.head, .rateHead, .levelHead, .moneyHead, .speed]) == false
    }

    /// Just past the sector whose name begins at `index`, with the marks it holds; `index` where none does.
    func sectorEnd(at index: Int, limit: Int) -> Int {
        index + (Self.sectors.longest(in: units, at: index, limit: limit)?.length ?? 0)
    }

    /// Trades that commas set apart before the words of a series: `信息传输业，金融业，租赁和商务服务业增加值分别增长9%、5%和7%`; nil where there are
    /// not as many as numbers.
    func sectorsOverCommas(_ series: Range<Int>, _ words: Range<Int>) -> [Name]? {
        let quantity = sentence.quantities[series.lowerBound]
        var position = quantity.clause
        while position > 0, position > quantity.clause + 1 - series.count,
            case let clause = sentence.clauses[position - 1], (2...24).contains(clause.count),
            units[clause.upperBound - 1] == "业", units[clause.upperBound] == ",",
            !sentence.quantities.contains(where: { $0.clause == position - 1 })
        {
            position -= 1
        }
        guard position < quantity.clause, case let clause = sentence.clauses[position] else { return nil }
        let first = withoutLead(clause)
        guard first.range.count > 1 else { return nil }
        let names = listed(first.start..<words.upperBound, count: series.count)
        return names.count == series.count ? names : nil
    }

    /// The words of a part with what is measured of the whole before it.
    private func part(_ range: Range<Int>, of whole: Name, _ quantity: Quantity) -> Name? {
        let words = whole.second.isEmpty ? whole.first : whole.second
        if isPart(range) {
            if !whole.second.isEmpty, isPart(whole.first) { return Name(first: range, second: words) }
            // 货物周转量, 社会消费品零售总额; 铁路货物周转量 before 公路.
            // 恩格尔系数30%,其中城镇29%: of those who live there the ratio holds too.
            guard whole.second.isEmpty, (3...14).contains(words.count),
                endsInHead(words) && !endsInRate(words) || Self.residences.holds(units, range) && isRatioOrPrice(words)
            else { return nil }
            let own =
                Self.parts.longest(in: units, at: words.lowerBound, limit: words.upperBound)?.length
                ?? Self.residences.longest(in: units, at: words.lowerBound, limit: words.upperBound)?.length ?? 0
            return own + 1 < words.count ? Name(first: range, second: words.dropFirst(own)) : nil
        }
        if isPlant(range) {
            // 粮食产量9万吨,其中稻谷5万吨
            if !whole.second.isEmpty { return saysYield(words) ? Name(first: range, second: words) : nil }
            return crop(in: words).map { Name(first: range, second: words.dropFirst($0.count)) }
        }
        guard isTrade(range) else { return nil }
        if !whole.second.isEmpty {
            return isTrade(whole.first) && isAlike(whole.first, range) ? Name(first: range, second: words) : nil
        }
        guard let head = cue(endingAt: words.upperBound, limit: words.lowerBound), head.classes.contains(.head),
            head.length > 1, case let start = words.upperBound - head.length, start > words.lowerBound + 1,
            // 生产总值总量: 总量 alone is nothing that is measured.
            !isTotal(start..<words.upperBound)
        else { return nil }
        if isFirm(range), isFramed(quantity), kind(of: quantity) == .physical, words.count <= 8 {
            // 原煤产量5万吨;其中,县属企业3万吨
            return Name(first: range, second: words)
        }
        let owner = words.lowerBound..<start
        guard isTrade(owner) && isAlike(owner, range) || isFramed(quantity) && !isFirm(range) else { return nil }
        return Name(first: range, second: start..<words.upperBound)
    }

    private func isPart(_ range: Range<Int>) -> Bool {
        Self.parts.holds(units, range) || Self.residences.holds(units, range)
    }

    private func isRatioOrPrice(_ words: Range<Int>) -> Bool {
        endsInRate(words) && !units[words].contains("占") || endsInIndex(words)
            || Self.priceLevels.longest(in: units, endingAt: words.upperBound, limit: words.lowerBound) != nil
    }

    /// Whether words name a trade, a class of goods or firms of a kind: 制造业, 日用品类, 股份制企业.
    func isTrade(_ range: Range<Int>) -> Bool {
        guard range.count > 1 else { return false }
        switch units[range.upperBound - 1] {
        case "类": return range.count > 2
        case "业":
            return isFirm(range)
                ? range.count > 3
                : Self.falseTrades.longest(in: units, endingAt: range.upperBound, limit: range.lowerBound) == nil
        default: return false
        }
    }

    private func isFirm(_ range: Range<Int>) -> Bool {
        units.spell("企", "业", endingAt: range.upperBound, from: range.lowerBound)
    }

    private func isAlike(_ owner: Range<Int>, _ range: Range<Int>) -> Bool {
        units[owner.upperBound - 1] == units[range.upperBound - 1] && isFirm(owner) == isFirm(range)
    }
}
