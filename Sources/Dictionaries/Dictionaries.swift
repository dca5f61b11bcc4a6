package import Extraction

/// The word lists of this build, embedded from `Config`.
package enum Dictionaries {
    /// The built-in list of places, for dictionaries that bring none of their own.
    package static var places: [UInt8] { PackageResources.places_tsv }

    /// What the extractor knows without any file: the built-in vocabulary.
    package static let vocabulary: Vocabulary = {
        do throws(VocabularyError) {
            return try Vocabulary(
                indicators: PackageResources.indicators_tsv,
                units: PackageResources.units_tsv,
                cues: PackageResources.cues_tsv,
                places: PackageResources.places_tsv
            )
        } catch {
            preconditionFailure("the embedded dictionaries are damaged: \(error)")
        }
    }()
}
