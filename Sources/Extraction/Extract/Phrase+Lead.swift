/// The words at the beginning of a phrase that are no part of a name.
extension Phrase {
    /// Takes off the words at the beginning that are no part of a name: adverbs, times, verbs of reaching, conjunctions.
    mutating func stripLead(_ units: [UInt16], _ vocabulary: Vocabulary, mentions: [PeriodResolver.Mention]) {
        while start < end, let behind = pastLead(units, vocabulary, mentions: mentions) { start = behind }
    }

    /// Asks the rules, in this order, up to where the phrase opens with what is no part of a name; nil where it is part of one.
    private func pastLead(_ units: [UInt16], _ vocabulary: Vocabulary, mentions: [PeriodResolver.Mention]) -> Int? {
        let unit = units[start]
        if isMark(unit, units) { return start + 1 }
        if let behind = pastMarkup(unit, units) { return behind }
        if let behind = pastTime(unit, units, mentions) { return behind }
        if end - start < 4, isYears(unit, units) { return end }
        if UnitClass.isDigit(unit), let behind = pastSpan(units) { return behind }
        if let behind = pastMarker(units) { return behind }
        if unit == "加", end - start > 4, let behind = pastAddend(units) { return behind }
        if unit == "含", start > 0, units[start - 1] == "(" { return start + 1 }
        if unit == "每", start + 3 < end, units[start + 1] == "年" {
            // 每年村财可增收1.2万元, 每年可节水100万立方米
            return units[start + 2] == "可" ? start + 3 : start + 2
        }
        // 在去年170座的基础上: the number was told before.
        if unit == "的", end - start > 5, units[start + 1] == "基", units[start + 2] == "础", units[start + 3] == "上" {
            return start + 4
        }
        if unit == "在" {
            if isInProvince(units) { return nil }
            if let behind = pastWhole(units) { return behind }
            if let behind = pastSupport(units) { return behind }
        }
        // 这40件纠纷中38件达成协议
        if unit == "中", start + 1 == end { return end }
        if Self.opensPart(at: start, limit: end, units) { return start + 1 }
        if let behind = pastMeans(units) ?? pastReckoning(units) { return behind }
        // 共建成; not 共建.
        if unit == "共", units.spell("建", "成", at: start + 1, limit: end) { return start + 1 }
        if unit == "对", tellsOfTrade(units) { return nil }
        return pastCue(units, vocabulary)
    }

    /// Whether a mark opens the phrase that sets it apart from what is before it.
    private func isMark(_ unit: UInt16, _ units: [UInt16]) -> Bool {
        unit == "、" || unit == " " || unit == "\n" || unit == "-" || unit == "—" || unit == ")"
            || UnitClass.isBullet(unit) || unit &- 0x2460 < 20 || unit == "%" || unit == "”" && !opensQuote(units)
    }

    /// Just past `**`, which is bold in markdown, a tag, the heading `【教育】`, or `(间)` of `套(间)`, what is left of
    /// the unit before, or how the amount before was counted; nil where none opens the phrase.
    private func pastMarkup(_ unit: UInt16, _ units: [UInt16]) -> Int? {
        switch unit {
        case "【": return units[start..<min(end, start + 24)].firstIndex(of: "】").map { $0 + 1 }
        case "*": return start + 1 < end && units[start + 1] == "*" ? start + 2 : nil
        case "<": return units[start..<min(end, start + 12)].firstIndex(of: ">").map { $0 + 1 }
        case "(":
            // 产值5亿元(不含外县,下同)、增长9%
            guard let close = units[start..<min(end, start + 30)].firstIndex(of: ")") else { return nil }
            return close - start < 6 || units[close - 1] == "同" ? close + 1 : nil
        default: return nil
        }
    }

    /// Just past a time, `年底前`, `到年底`; nil where none opens the phrase.
    private func pastTime(_ unit: UInt16, _ units: [UInt16], _ mentions: [PeriodResolver.Mention]) -> Int? {
        let time = unit == "到" || unit == "比" || unit == "自" ? start + 1 : start
        guard
            let mention = mentions.first(where: {
                // 到目前为止; 比2003年工业产值净增
                $0.range.lowerBound == time && (unit != "比" || $0.isBase) || unit == "到" && $0.range.lowerBound == start
            }), mention.range.upperBound <= end
        else { return nil }
        let behind = mention.range.upperBound
        // 年底前, 上半年度
        guard behind < end, units[behind] == "前" || units[behind] == "度" && units[behind - 1] == "年" else {
            return behind
        }
        return behind + 1
    }

    /// Whether the phrase tells no more than over how long: `十年共增加`, `十年间增加`.
    private func isYears(_ unit: UInt16, _ units: [UInt16]) -> Bool {
        end > start + 1 && units[start + 1] == "年"
            && (unit == "十" || unit == "两" || UnitClass.hanDigit(unit) != nil)
            && (end == start + 2 || units[start + 2] == "间" || units[start + 2] == "来")
    }

    /// Just past a word that the vocabulary knows for no part of a name; nil where none opens the phrase.
    @inline(__always)
    private func pastCue(_ units: [UInt16], _ vocabulary: Vocabulary) -> Int? {
        guard let match = vocabulary.cues.longest(in: units, at: start, limit: end) else { return nil }
        let found = vocabulary.cueClasses[Int(match.value)]
        let behind = start + match.length
        // 超10亿元项目: a size is part of the name.
        if found.contains(.atLeastBefore), behind < end, opensSize(behind, units) { return nil }
        return found.isDisjoint(with: [.lead, .yoy, .estimate, .hopeful]) || found.contains(.noun) ? nil : behind
    }

    /// Whether a size begins at `index`: 10亿元 in `超10亿元项目`, 千亿 in `超千亿企业`.
    private func opensSize(_ index: Int, _ units: [UInt16]) -> Bool {
        UnitClass.isDigit(units[index])
            || index + 2 < end && Numeral.scale(units[index]) > 1
                && (Numeral.scale(units[index + 1]) > 3 || units[index + 1] == "元")
    }

    /// Just past `5年` or the number of an item, `4.`; nil where neither opens the phrase.
    private func pastSpan(_ units: [UInt16]) -> Int? {
        var index = start
        while index < end, index < start + 2, UnitClass.isDigit(units[index]) { index += 1 }
        guard index < end else { return nil }
        // 5年, 5年内, 10年间
        if units[index] == "年" {
            return index + 1 < end && ["内", "间"].contains(units[index + 1]) ? index + 2 : index + 1
        }
        guard units[index] == "." || units[index] == "、" else { return nil }
        return index + 1 < end && !UnitClass.isDigit(units[index + 1]) ? index + 1 : nil
    }

    /// Just past 一是, 二要 and the like that open an item: `一是新建厂房3万平方米`; nil where none opens the phrase.
    private func pastMarker(_ units: [UInt16]) -> Int? {
        guard end - start > 3 else { return nil }
        if let number = pastNumber(units) { return number }
        func isVerb(_ index: Int) -> Bool { units[index] == "是" || units[index] == "要" }
        guard isVerb(start + 1) || isVerb(start + 2), UnitClass.hanDigit(units[start]) != nil || units[start] == "十"
        else { return nil }
        let verb = UnitClass.hanDigit(units[start + 1]) != nil ? start + 2 : start + 1
        switch units[verb] {
        case "是": return verb + 1
        // 二要; not 十要素.
        case "要": return units[verb + 1] == "素" || units[verb + 1] == "点" ? nil : verb + 1
        default: return nil
        }
    }

    /// Just past the number of a heading that opens a line and tells a figure itself: `二、工业增加值增长5%`, but not `一、二产业`; nil where none does.
    private func pastNumber(_ units: [UInt16]) -> Int? {
        guard start == 0 || units[start - 1] == "\n" || units[start - 1] == "。" else { return nil }
        var index = start
        while index < min(start + 3, end), UnitClass.hanDigit(units[index]) != nil || units[index] == "十" { index += 1 }
        guard index > start, index + 2 < end, units[index] == "、", UnitClass.hanDigit(units[index + 1]) == nil else {
            return nil
        }
        return index + 1
    }

    /// Just past 加 or 加上 before another sum of a budget, `加上级补助收入`, `加上上年结转`; nil where it is part of a word.
    private func pastAddend(_ units: [UInt16]) -> Int? {
        switch units[start + 1] {
        // 上级 上年 上划 上解
        case "上": return ["级", "年", "划", "解"].contains(units[start + 2]) ? start + 1 : start + 2
        // 补助 下级 调入 债务 动用 返还
        case "补", "下", "调", "债", "动", "返": return start + 1
        default: return nil
        }
    }

    /// Just past the words that say how it was reckoned, `按自然口径`, `按原口径计算`; nil where the phrase does not open so.
    private func pastReckoning(_ units: [UInt16]) -> Int? {
        guard units[start] == "按", start + 3 < end,
            let basis = (start + 2..<min(end - 1, start + 10)).first(where: { units[$0] == "口" && units[$0 + 1] == "径" }
            )
        else { return nil }
        let behind = basis + 2
        return units.spell("计", "算", at: behind, limit: end) ? behind + 2 : behind
    }

    /// Just past 方式 or 形式 behind 通过, `通过合资、租赁等方式引进`; nil where the phrase does not open so.
    private func pastMeans(_ units: [UInt16]) -> Int? {
        guard end - start > 6 else { return nil }
        // 通过 may have been taken off already.
        let isOpened = units[start] == "通" && units[start + 1] == "过"
        guard isOpened || start > 1 && units[start - 1] == "过" && units[start - 2] == "通" else { return nil }
        return (start + 3..<end - 2).first {
            switch (units[$0], units[$0 + 1]) {
            case ("方", "式"), ("形", "式"), ("途", "径"), ("渠", "道"): true
            default: false
            }
        }.map { $0 + 2 }
    }

    /// Letters that stand for a province, and those that make another name of them: 陕西, 辽宁, 鄂州.
    private static let provinces = UnitSet("京津冀晋蒙辽沪浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕")
    private static let placeEndings = UnitSet("西宁林州巴东北南江口阳尔潭")

    /// Whether the phrase opens with 在 and a province's letter, which say which ones are meant: `在鄂投资企业325家`.
    private func isInProvince(_ units: [UInt16]) -> Bool {
        end - start > 5 && Self.provinces.contains(units[start + 1]) && !Self.placeEndings.contains(units[start + 2])
    }

    /// Just past 下 behind 在…支持, 在…带动 and the like; nil where none opens the phrase.
    private func pastSupport(_ units: [UInt16]) -> Int? {
        guard end - start > 6,
            let mark = (start + 4..<min(end - 1, start + 24)).first(where: { units[$0] == "下" })
        else { return nil }
        switch (units[mark - 2], units[mark - 1]) {
        case ("支", "持"), ("领", "导"), ("指", "导"), ("带", "动"), ("帮", "助"), ("推", "动"), ("影", "响"), ("努", "力"), ("关", "心"):
            return mark + 1
        default: return nil
        }
    }

    /// Just past the whole of which a part is named, `在总人口中`; nil where none opens the phrase.
    private func pastWhole(_ units: [UInt16]) -> Int? {
        guard end - start > 6,
            let mark = units[start + 3..<min(end - 2, start + 14)].firstIndex(of: "中"),
            !Self.behindMiddle.contains(units[mark + 1]), units[mark + 1] != "的",
            // 高中 初中 集中 其中
            !["高", "初", "集", "其"].contains(units[mark - 1])
        else { return nil }
        return mark + 1
    }

    /// 中国 中心 中学 中小 中央 中部 中级 中医 中药 中型 中等 中高 中职 中专 中介 中共 中低 中青 中老 中西 中草 中层 中标 中外 中试 中转 中华:
    /// words of which 中 is the first half.
    private static let behindMiddle = UnitSet("国心学小央部级医药型等高职专介共低青老西草层标外试转华")

    /// Whether 中 at `index` stands right behind a count of which a part is told, `1091户中因病致贫的`.
    static func opensPart(at index: Int, limit: Int, _ units: [UInt16]) -> Bool {
        guard index > 1, index < limit, units[index] == "中",
            ["户", "人", "家", "名", "个", "件", "项"].contains(units[index - 1]),
            UnitClass.isDigit(units[index - 2]) || ["万", "余", "多"].contains(units[index - 2])
        else { return false }
        return index + 1 == limit || !behindMiddle.contains(units[index + 1])
    }

    /// Nouns of trade, which 对 says with whom.
    private static let trades = WordTrie(
        "进出口 出口 进口 进出口额 出口额 进口额 进出口总额 出口总额 进口总额 进出口总值 贸易额 进出口占比 出口占比",
        isReversed: true
    )

    /// Whether the phrase says with whom the trade is: `对东盟进出口`.
    private func tellsOfTrade(_ units: [UInt16]) -> Bool {
        (4...24).contains(end - start) && units[start + 1] != "外" && !units[start..<end].contains("、")
            && Self.trades.longest(in: units, endingAt: end, limit: start + 2) != nil
    }

    private func opensQuote(_ units: [UInt16]) -> Bool { units[start] == "“" }
}
