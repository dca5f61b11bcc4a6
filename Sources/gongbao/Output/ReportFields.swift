import Extraction

/// One value of a row, as JSON and tab-separated text both need it.
enum FieldValue {
    /// A text, a code, a date or a decimal; nil is null.
    case text(String?)
    /// A whole number; nil is null.
    case integer(Int?)
    /// True or false.
    case flag(Bool)
}

/// A field of a row: its name in the contract, and how to read it.
struct Field<Row>: Sendable {
    /// The name, as the column in PostgreSQL.
    let name: String
    /// The value in one row.
    let value: @Sendable (Row) -> FieldValue
}

extension Field where Row == Section {
    /// The fields of a section, in the order of output.
    static let all: [Field<Section>] = [
        Field(name: "ordinal") { .integer($0.ordinal) },
        Field(name: "parent") { .integer($0.parent) },
        Field(name: "level") { .integer($0.level) },
        Field(name: "marker") { .text($0.marker) },
        Field(name: "number") { .integer($0.number) },
        Field(name: "title") { .text($0.title) },
        Field(name: "char_start") { .integer($0.charStart) },
        Field(name: "char_end") { .integer($0.charEnd) },
        Field(name: "duplicate_of") { .integer($0.duplicateOf) },
    ]
}

extension Field where Row == RejectedNumber {
    /// The fields of a number that is no observation, in the order of output.
    static let all: [Field<RejectedNumber>] = [
        Field(name: "surface") { .text($0.surface) },
        Field(name: "char_start") { .integer($0.charStart) },
        Field(name: "char_end") { .integer($0.charEnd) },
        Field(name: "reason") { .text($0.reason.rawValue) },
    ]
}

extension Explanation {
    /// The rules with the names of what they gave, in the order of output.
    var rules: [(name: String, value: String)] {
        [
            ("span", span.rawValue), ("name", name.rawValue), ("measure", measure.rawValue),
            ("status", status.rawValue), ("period", period.rawValue),
        ]
    }
}

extension Field where Row == Observation {
    /// The fields of an observation, in the order of output.
    static let all: [Field<Observation>] = [
        Field(name: "ordinal") { .integer($0.ordinal) },
        Field(name: "section") { .integer($0.section) },
        Field(name: "name") { .text($0.name) },
        Field(name: "indicator") { .text($0.indicator) },
        Field(name: "measure") { .text($0.measure.rawValue) },
        Field(name: "basis") { .text($0.basis?.rawValue) },
        Field(name: "value") { .text($0.value?.description) },
        Field(name: "value_low") { .text($0.valueLow?.description) },
        Field(name: "value_high") { .text($0.valueHigh?.description) },
        Field(name: "unit") { .text($0.unit) },
        Field(name: "qualifier") { .text($0.qualifier.rawValue) },
        Field(name: "status") { .text($0.status.rawValue) },
        Field(name: "period_start") { .text($0.period?.start.description) },
        Field(name: "period_end") { .text($0.period?.end.description) },
        Field(name: "period_text") { .text($0.periodText) },
        Field(name: "ref_area") { .text($0.refArea) },
        Field(name: "compared_with") { .text($0.comparedWith) },
        Field(name: "redacted") { .flag($0.redacted) },
        Field(name: "relates_to") { .integer($0.relatesTo) },
        Field(name: "duplicate_of") { .integer($0.duplicateOf) },
        Field(name: "surface") { .text($0.surface) },
        Field(name: "char_start") { .integer($0.charStart) },
        Field(name: "char_end") { .integer($0.charEnd) },
    ]
}
