import Decoding
package import Extraction

/// Decodes and extracts what a scraper delivered.
package struct ReportReader: Sendable {
    private let extractor: Extractor
    private let byteLimit: Int
    private let decoder = Decoder()

    /// A reader that discards reports of more than `byteLimit` bytes.
    package init(extractor: Extractor, byteLimit: Int) {
        self.extractor = extractor
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
            let document = try decoder(for: payload).decode(payload.delivery(bytes))
            guard document.body.count <= byteLimit else {
                return .discarded(
                    error: "the body has \(document.body.count) bytes, the limit is \(byteLimit)",
                    sqlState: nil
                )
            }
            var metadata = payload.metadata
            metadata.page = PageMetadata(document.metadata)
            var report = extractor.extract(document.body.span, metadata: metadata)
            if payload.isText, document.isUnaltered { return .succeeded(report, body: nil) }
            report.qualityFlags += document.flags
            let body = ReadBody(bytes: document.body, mediaType: document.mediaType, charset: document.charset)
            return .succeeded(report, body: body)
        } catch {
            return .discarded(error: "\(error)", sqlState: nil)
        }
    }

    /// The decoder, which is given what a converter made of the document beforehand.
    private func decoder(for payload: Payload) -> Decoder {
        payload.conversion.map { Decoder(converter: $0) } ?? decoder
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
