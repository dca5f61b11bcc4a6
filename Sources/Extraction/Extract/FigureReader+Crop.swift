/// The crop of an area or a yield that is told without it: `小麦长势良好，播种面积46万亩`, `夏粮总产量73万吨；播种面积275万亩`.
extension FigureReader {
    /// What grows on fields, where a clause opens with it.
    private static let plants = WordTrie(
        "粮食 夏粮 秋粮 谷物 小麦 冬小麦 水稻 稻谷 早稻 中稻 晚稻 玉米 豆类 薯类 油料 油菜 油菜籽 棉花 蔬菜 茶叶 水果 花生 大豆 马铃薯 烤烟 甘蔗"
    )

    /// The crop of which the clause before speaks without a number, `粮食生产再获丰收，总产达5万吨`; nil where it speaks of none.
    func grain(before quantity: Quantity) -> Range<Int>? {
        guard let words = plainClause(before: quantity), words.range.count > 3,
            let crop = Self.plants.longest(in: units, at: words.start, limit: words.end),
            // 蔬菜、瓜果, 小麦种植大户
            case let next = units[words.start + crop.length], !["、", "和", "与", "种", "加", "企"].contains(next)
        else { return nil }
        return words.start..<words.start + crop.length
    }

    /// The crop of which the part of the sentence before a semicolon told last, `夏粮总产量73万吨；播种面积275万亩`; nil where none is.
    func cropCarried(_ quantity: Quantity) -> Range<Int>? {
        guard drafts.isEmpty, quantity.clause == 0, let carried, carried.prefix == .none,
            sentence.range.lowerBound - carried.first.lowerBound < 120
        else { return nil }
        if !carried.second.isEmpty { return Self.crops.says(units, carried.second) ? carried.first : nil }
        guard let crop = crop(in: carried.first), crop.count <= 10 else { return nil }
        return crop
    }

    /// Whether words are the name of what grows on fields.
    func isPlant(_ words: Range<Int>) -> Bool { Self.plants.holds(units, words) }
}
