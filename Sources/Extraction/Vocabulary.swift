/// The words the extractor knows: indicators, units and cues, read from tab-separated text with one header line.
public struct Vocabulary: Sendable {
    /// Reads the three dictionaries, each UTF-8 with one header line.
    ///
    /// - Throws: ``VocabularyError`` that names the dictionary and the line.
    public init(indicators: [UInt8], units: [UInt8], cues: [UInt8]) throws(VocabularyError) {
        guard !indicators.isEmpty else { throw VocabularyError(dictionary: "indicators", line: 1, reason: "empty") }
    }
}

/// Why a dictionary could not be read.
public struct VocabularyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which dictionary: `indicators`, `units` or `cues`.
    public let dictionary: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let reason: String

    /// `units:17: …`.
    public var description: String { "\(dictionary):\(line): \(reason)" }
}
