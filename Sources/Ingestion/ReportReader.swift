package import Decoding
package import Extraction

/// Decodes and extracts what a scraper delivered.
package struct ReportReader: Sendable {
    /// What reads a decoded body.
    package typealias Extract = @Sendable (Span<UInt8>, ReportMetadata) -> Report

    private let extract: Extract
    private let byteLimit: Int
    private let decoder = Decoder()

    /// A reader that discards reports of more than `byteLimit` bytes.
    package init(extractor: Extractor, byteLimit: Int) {
        self.init(byteLimit: byteLimit) { extractor.extract($0, metadata: $1) }
    }

    /// The same with another way to extract, such as none at all to measure the queue alone.
    package init(byteLimit: Int, extract: @escaping Extract) {
        self.extract = extract
        self.byteLimit = byteLimit
    }

    /// How reading a report ends: it succeeds or is discarded.
    package func verdict(on payload: Payload) -> Verdict {
        // One deleted report must hold nobody up: an error here would end every worker that claims it.
        guard payload.byteCount > 0 else { return .discarded(error: "the report is gone", sqlState: nil) }
        guard let bytes = payload.bytes else {
            return .discarded(
                error: "the report has \(payload.byteCount) bytes, the limit is \(byteLimit)",
                sqlState: nil
            )
        }
        #if DEBUG
        FaultInjection.strike(bytes)
        #endif
        do throws(DecodingError) {
            let (document, metadata) = try decode(payload, bytes)
            guard document.body.count <= byteLimit else {
                return .discarded(
                    error: "the body has \(document.body.count) bytes, the limit is \(byteLimit)",
                    sqlState: nil
                )
            }
            var report = extract(document.body.span, metadata)
            if payload.isText, document.isUnaltered { return .succeeded(report, body: nil) }
            report.qualityFlags += document.flags
            var body = ReadBody(bytes: document.body, mediaType: document.mediaType, charset: document.charset)
            body.publishedOn = metadata.page.publishedOn
            body.source = document.metadata.source
            return .succeeded(report, body: body)
        } catch {
            return .discarded(error: "\(error)", sqlState: nil)
        }
    }

    /// The body, and what is known of it; the decoder is given what a converter made of the document beforehand.
    package func decode(
        _ payload: Payload,
        _ bytes: [UInt8]
    ) throws(DecodingError) -> (document: DecodedDocument, metadata: ReportMetadata) {
        let decoder = payload.conversion.map { Decoder(converter: $0) } ?? decoder
        let document = try decoder.decode(payload.delivery(bytes))
        var metadata = payload.metadata
        metadata.page = PageMetadata(document.metadata)
        return (document, metadata)
    }
}

extension PageMetadata {
    /// What a document says of itself; a day that does not exist is none.
    fileprivate init(_ document: DocumentMetadata) {
        self.init()
        title = document.title
        publishedOn = document.publishedOn.flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
        siteName = document.siteName ?? document.source
        siteCode = document.siteIDCode
    }
}
