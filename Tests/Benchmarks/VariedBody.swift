/// A body from which any number of others is made that have the same shape and speed and say something else: to the detection
/// of near duplicates they are strangers, as most reports are.
struct VariedBody {
    private let bytes: [UInt8]
    /// Where the characters begin that each copy has others for.
    private let places: [Int]

    /// Found in most sentences of a report, and seldom in a word that the extractor knows.
    private static let replaced: Set<[UInt8]> = Set("作动社强治生制积规食园".map { Array(String($0).utf8) })

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        places = (0..<max(0, bytes.count - 2)).filter { Self.replaced.contains(Array(bytes[$0..<($0 + 3)])) }
    }

    /// The copy of that number; two of them differ for numbers below a million.
    func copy(_ number: Int) -> [UInt8] {
        var copy = bytes
        for (index, place) in places.enumerated() {
            // A Han character that no report has, U+9000 to U+9BFF.
            let scalar = 0x9000 + (number &* 131 &+ index &* (7 + number % 89)) % 0xC00
            copy[place] = UInt8(0xE0 | scalar >> 12)
            copy[place + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
            copy[place + 2] = UInt8(0x80 | scalar & 0x3F)
        }
        return copy + Array("\n第\(number)号\n".utf8)
    }
}
