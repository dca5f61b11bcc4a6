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
            let document = try decoder.decode(
                Delivery(bytes, mediaType: payload.mediaType, charset: payload.charset)
            )
            let report = extractor.extract(document.body.span, metadata: payload.metadata)
            return .succeeded(report, body: payload.isText && document.isUnaltered ? nil : document.body)
        } catch {
            return .discarded(error: "\(error)", sqlState: nil)
        }
    }
}
