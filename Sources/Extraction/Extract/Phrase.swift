/// The words before a number, taken apart from the number backwards: what they say of it, and what is left as its name.
struct Phrase {
    /// Where the phrase begins.
    var start: Int
    /// Where what is left ends.
    var end: Int
    /// Where the number begins.
    let numberStart: Int
    /// All that was taken off.
    var classes: CueClass = []
    /// Whether the verb of change nearest to the number tells of less: 增速回落, but not 降幅扩大.
    var isFall = false
    /// Whether several numbers follow, so that 总量、增速 are two names.
    var isForSeveral = false
    /// Whether the number counts points, before which 高 and 低 compare.
    var isInPoints = false
    /// Whether 高, 低, 快 or 慢 alone compares.
    var isRelative = false
    /// Where the earlier time stands that the number is compared with; empty where none is named.
    var base = 0..<0

    /// The earlier time whose level the number is, `比2000年的2500亿元`; empty where it is none.
    var baseLevel = 0..<0

    /// What is left.
    var range: Range<Int> { start..<max(start, end) }
    /// Whether nothing is left.
    var isEmpty: Bool { end <= start }

    /// The phrase from `start` to the number at `numberStart`.
    init(start: Int, numberStart: Int) {
        self.start = start
        self.end = numberStart
        self.numberStart = numberStart
    }

    /// Whether 台阶, 大关, 关口 or 门槛 stands at `index`.
    static func isStep(_ index: Int, limit: Int, _ units: [UInt16]) -> Bool {
        guard index + 1 < limit else { return false }
        switch units[index] {
        case "台": return units[index + 1] == "阶"
        case "大": return units[index + 1] == "关"
        case "关": return units[index + 1] == "口"
        case "门": return units[index + 1] == "槛"
        default: return false
        }
    }

    /// Adds what was taken off.
    mutating func note(_ found: CueClass) {
        let verbs: CueClass = [.increase, .decrease]
        if classes.isDisjoint(with: verbs), !found.isDisjoint(with: verbs) { isFall = found.contains(.decrease) }
        classes.formUnion(found)
    }
}
