import Extraction

/// The narrow codes of `gongbao.observation_row`, which the view `gongbao.observation` spells out.
enum ObservationCodes {
    /// Measure, basis, qualifier, status and whether it is redacted, as decimal digits from the right.
    ///
    /// Each digit counts from 1 in the order of its type in the schema; 0 is null or false.
    static func codes(of observation: Observation) -> Int {
        let measure =
            switch observation.measure {
            case .level: 1
            case .change: 2
            case .completion: 3
            case .rank: 4
            case .gap: 5
            }
        let basis =
            switch observation.basis {
            case nil: 0
            case .yoy: 1
            case .pop: 2
            case .annualAverage: 3
            case .since: 4
            }
        let qualifier =
            switch observation.qualifier {
            case .exact: 1
            case .approximate: 2
            case .atLeast: 3
            case .atMost: 4
            case .range: 5
            }
        let status =
            switch observation.status {
            case .actual: 1
            case .estimate: 2
            case .target: 3
            }
        return (observation.redacted ? 10_000 : 0) + status * 1000 + qualifier * 100 + basis * 10 + measure
    }

    /// Place of a common unit in ``units``, from 1; nil for another, which is written out.
    static func unitCode(_ unit: String) -> Int? { unitCodes[unit] }

    /// The common units, in the order that the view has them in; a new one goes to the end.
    static let units = [
        "", "CNY", "USD", "percent", "permille", "percentage_point", "times", "rank", "m2", "m3", "km2", "km", "m",
        "mu",
        "ha", "t", "kg", "ug/m3", "kW", "kWh", "MW", "tce", "a", "mo", "d", "h", "min",
        "个", "家", "户", "件", "人", "人次", "项", "条", "所", "座", "套", "场", "处", "张", "台", "辆", "宗", "种", "次", "部",
        "栋", "只", "起", "期", "批", "斤", "千伏", "场次", "类", "批次", "度", "岁", "担", "匹", "标箱", "支", "块", "头", "架",
        "株", "眼", "份", "轮", "位", "对", "款", "道", "间", "艘", "架次", "枚", "家次", "分", "片", "门", "组", "户次", "例", "根",
    ]

    private static let unitCodes = Dictionary(uniqueKeysWithValues: zip(units, 1...))
}
