/// What a unit measures, or what an indicator is measured in.
public enum Dimension: String, Sendable, CaseIterable {
    /// An amount of money.
    case money
    /// Things, people, events.
    case count
    /// A share or a rate.
    case ratio
    /// A multiple of something.
    case multiple
    /// A place in an order.
    case order
    /// A score or an index, which has no unit.
    case index
    /// A length.
    case length
    /// An area.
    case area
    /// A volume.
    case volume
    /// A mass.
    case mass
    /// A time or an age.
    case time
    /// An amount of energy, also as fuel.
    case energy
    /// A power or a capacity of machines.
    case power
    /// A voltage.
    case voltage
    /// A speed of computing.
    case computing
    /// A temperature.
    case temperature
    /// A loudness.
    case sound
    /// How much of something there is in air or water.
    case concentration
    /// One quantity for each of another: 元/人, 公斤/亩.
    case quotient
}
