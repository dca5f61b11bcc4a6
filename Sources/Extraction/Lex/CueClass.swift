/// What a cue word tells about the number near it; a word may tell several things.
struct CueClass: OptionSet, Sendable {
    /// One bit for each class.
    let rawValue: UInt64

    /// The classes by the names they have in the dictionary, in the order of their bits.
    static let names = [
        "increase", "decrease", "speed", "reach", "transition", "filler", "atLeastBefore", "atMostBefore",
        "approximateBefore", "atLeastAfter", "atMostAfter", "approximateAfter", "yoy", "pop", "average", "each",
        "respectively", "lead", "rank", "rankVerb", "place", "gap", "gapDown", "estimate", "strongTarget", "done",
        "action", "stop", "planWord", "planVerb", "head", "rateHead", "levelHead", "durationHead", "moneyHead",
        "notUnit", "scope", "placeholder", "noun", "attainment", "streak", "phase", "hopeful", "pull", "neutral",
        "addition", "nominal", "pullDown", "better", "deed",
    ]

    /// More than before: 增长, 提高.
    static let increase = Self(bit: 0)
    /// Less than before: 下降, 减少.
    static let decrease = Self(bit: 1)
    /// A noun for a rate of change: 增速, 涨幅.
    static let speed = Self(bit: 2)
    /// Only says that a number was reached: 达到, 为.
    static let reach = Self(bit: 3)
    /// Says from where or to where: 提高到.
    static let transition = Self(bit: 4)
    /// Stands between a name and its number and tells nothing: 仅, 再.
    static let filler = Self(bit: 5)
    /// Makes the number a floor, from before: 超过.
    static let atLeastBefore = Self(bit: 6)
    /// Makes the number a ceiling, from before: 不足.
    static let atMostBefore = Self(bit: 7)
    /// Makes the number inexact, from before: 约.
    static let approximateBefore = Self(bit: 8)
    /// Makes the number a floor, from behind: 以上.
    static let atLeastAfter = Self(bit: 9)
    /// Makes the number a ceiling, from behind: 以内.
    static let atMostAfter = Self(bit: 10)
    /// Makes the number inexact, from behind: 左右.
    static let approximateAfter = Self(bit: 11)
    /// Against the year before: 同比.
    static let yoy = Self(bit: 12)
    /// Against the period before: 环比.
    static let pop = Self(bit: 13)
    /// Over several years: 年均.
    static let average = Self(bit: 14)
    /// The same for each: 均.
    static let each = Self(bit: 15)
    /// One number for each: 分别.
    static let respectively = Self(bit: 16)
    /// Opens a phrase and is no part of a name: 实现, 全年.
    static let lead = Self(bit: 17)
    /// Stands before a place in an order: 列, 名列.
    static let rank = Self(bit: 18)
    /// Is the verb of a rank: 位居.
    static let rankVerb = Self(bit: 19)
    /// Among whom: 全市.
    static let place = Self(bit: 20)
    /// Against another place: 高于.
    static let gap = Self(bit: 21)
    /// A gap below: 低于.
    static let gapDown = Self(bit: 22)
    /// Expected: 预计.
    static let estimate = Self(bit: 23)
    /// Planned, also inside a review: 力争.
    static let strongTarget = Self(bit: 24)
    /// Happened, also inside a plan: 已.
    static let done = Self(bit: 25)
    /// What happened to the things counted: 征收.
    static let action = Self(bit: 26)
    /// Ends a noun behind a number: 到, 获评.
    static let stop = Self(bit: 27)
    /// What is being completed: 任务.
    static let planWord = Self(bit: 28)
    /// Completes: 完成, 占.
    static let planVerb = Self(bit: 29)
    /// The noun that ends the name of an amount: 增加值.
    static let head = Self(bit: 30)
    /// The noun that ends the name of a ratio: 率.
    static let rateHead = Self(bit: 31)
    /// The noun of a number without a unit: 指数.
    static let levelHead = Self(bit: 32)
    /// The noun of a length of time: 天数.
    static let durationHead = Self(bit: 33)
    /// The noun that a thing with an amount lends its amount: 总投资.
    static let moneyHead = Self(bit: 34)
    /// Begins like a unit and is none: 项目.
    static let notUnit = Self(bit: 35)
    /// Makes a count mere enumeration: 方面.
    static let scope = Self(bit: 36)
    /// Stands for the names listed before it: 等多项指标.
    static let placeholder = Self(bit: 37)

    /// Begins like another cue and is part of a name: 有色, 对外.
    static let noun = Self(bit: 38)

    /// Only says that a number was reached, also in the middle of a phrase: 街道共实现产值.
    static let attainment = Self(bit: 39)

    /// Again and again: 连续8年.
    static let streak = Self(bit: 40)

    /// Says at which stage the things named before are: 新增, 在建.
    static let phase = Self(bit: 41)

    /// Expected, in its own clause only: 有望.
    static let hopeful = Self(bit: 42)

    /// Says how much of another's growth is due to something: 拉动.
    static let pull = Self(bit: 43)

    /// Tells nothing of what is measured where it opens or ends a name: 各类, 工作.
    static let neutral = Self(bit: 44)

    /// Adds to what the name behind it counts: 新增, 建成.
    static let addition = Self(bit: 45)

    /// A verb that mostly is half of a noun: 建设, 服务, 治理.
    static let nominal = Self(bit: 46)

    /// Makes a pull one that slows: 下拉, 负向.
    static let pullDown = Self(bit: 47)

    /// More or less, whichever is good of what has changed: 改善.
    static let better = Self(bit: 48)

    /// What those do that were counted, and how a name may open too: 挂职, 联系.
    static let deed = Self(bit: 49)

    /// The classes that matter inside names only.
    static let ofNames: Self = [.neutral, .addition]

    /// The class whose bit is `bit`.
    private init(bit: UInt64) { self.init(rawValue: 1 << bit) }

    /// The bits of the class.
    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The class of that name, or nil.
    init?(name: String) {
        guard let bit = Self.names.firstIndex(where: { $0 == name }) else { return nil }
        self.init(bit: UInt64(bit))
    }
}
