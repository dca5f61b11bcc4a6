/// Why a number in the text is no observation.
public enum Rejection: String, Sendable, CaseIterable {
    /// A year, a month, a day or another time: `2023年`, `1-6月`.
    case time
    /// A length of time in passing: `28天里`.
    case duration
    /// Again and again: `连续8年`.
    case streak
    /// The number of an event, a phase or a grade: `第十三届`, `第三期`.
    case ordinal
    /// A meeting or a phase in Chinese numerals: `十二次党代会`.
    case occasion
    /// A word of counting without a unit, or a small count in Chinese numerals: `三项制度`, `百舸`.
    case word
    /// The name of a policy, a number within quotes: `“141”体系`.
    case quotedName = "quoted_name"
    /// A number joined to another by a sign: `1+5`, `4+4`.
    case policyName = "policy_name"
    /// A ratio of parts: `50.1:48.9:1.0`.
    case ratio
    /// Digits beside letters, a version or a product: `PM2.5`, `5G`, `2.0版本`.
    case nameWithDigits = "name_with_digits"
    /// A telephone number, a document number, a date with dots.
    case identifier
    /// A number without a unit of which nothing says that it is an index.
    case noUnit = "no_unit"
    /// Says which things a later number counts: `年收入超10亿元的企业`.
    case threshold
    /// A definition: `60岁以上老年人`.
    case definition
    /// Counts aspects rather than things: `15个方面`.
    case scope
    /// Among how many a rank or a count is: `169个城市中排名第六`, `38个行业中有32个增长`.
    case field
    /// Nothing in the sentence says what is counted.
    case noName = "no_name"
    /// More digits than a figure has.
    case tooManyDigits = "too_many_digits"
    /// The number of a heading.
    case sectionNumber = "section_number"
    /// Stands in the caption, the heads or the names of a table.
    case tableText = "table_text"
    /// Stands in what is no report: a toolbar, a byline, a glossary, a repeated abstract.
    case chrome
}

/// A number in the text that is no observation, and why.
public struct RejectedNumber: Sendable, Equatable {
    /// Where it begins, in Unicode scalars of the body.
    public var charStart: Int
    /// Where it ends.
    public var charEnd: Int
    /// The number as written.
    public var surface: String
    /// Why it is none.
    public var reason: Rejection
}
