/// The body that offsets refer to, and what a document says of itself.
package struct DecodedDocument: Sendable, Equatable {
    /// The body: valid UTF-8 without a BOM.
    package var body: [UInt8]
    /// The media type that was read, whatever was declared.
    package var mediaType: String
    /// The charset that the bytes were in, as its preferred name; nil where the kind of document has none.
    package var charset: String?
    /// What the document says of itself.
    package var metadata: DocumentMetadata
    /// What a reader of the rows should know, such as ``charsetMismatch``.
    package var flags: [String]
    /// Whether the body is the bytes as they came.
    package var isUnaltered: Bool

    /// A body, and what is known of it.
    package init(
        body: [UInt8],
        mediaType: String,
        charset: String? = nil,
        metadata: DocumentMetadata = DocumentMetadata(),
        flags: [String] = [],
        isUnaltered: Bool = false
    ) {
        self.body = body
        self.mediaType = mediaType
        self.charset = charset
        self.metadata = metadata
        self.flags = flags
        self.isUnaltered = isUnaltered
    }

    /// The bytes are in another charset than the one declared.
    package static let charsetMismatch = "charset_mismatch"
    /// The bytes are another kind of document than the one declared.
    package static let mediaTypeMismatch = "media_type_mismatch"
    /// The bytes end in the middle of a character: the rest of the document is missing.
    package static let truncated = "truncated"
    /// The document holds no text, as a scan does not.
    package static let noText = "no_text"
}

/// What a document says of itself; nil where it says nothing.
package struct DocumentMetadata: Sendable, Equatable {
    /// A day as printed; whether there is such a day is for the reader to find out.
    package struct Day: Sendable, Equatable {
        /// The year.
        package let year: Int
        /// The month.
        package let month: Int
        /// The day of the month.
        package let day: Int

        /// A day.
        package init(year: Int, month: Int, day: Int) {
            self.year = year
            self.month = month
            self.day = day
        }
    }

    /// The title.
    package var title: String?
    /// The day of publication.
    package var publishedOn: Day?
    /// Who published it first.
    package var source: String?
    /// The site's name, as a rule with the place.
    package var siteName: String?
    /// The site's code in the register of government sites: ten digits that begin with the place's administrative code.
    package var siteIDCode: String?

    /// What a document says of itself.
    package init(
        title: String? = nil,
        publishedOn: Day? = nil,
        source: String? = nil,
        siteName: String? = nil,
        siteIDCode: String? = nil
    ) {
        self.title = title
        self.publishedOn = publishedOn
        self.source = source
        self.siteName = siteName
        self.siteIDCode = siteIDCode
    }
}
