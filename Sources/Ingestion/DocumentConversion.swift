package import Decoding

/// Turns documents that only another program reads into HTML or text.
///
/// It is asked before the decoder is, because a program takes its time and reading must hold no thread meanwhile.
package protocol DocumentConversion: Sendable {
    /// What the program makes of the document.
    ///
    /// - Throws: ``IngestionError/noProcess(_:)`` where there is none to be had now, ``IngestionError/unavailable(_:)`` where
    ///   the worker is told to stop.
    func convert(_ bytes: [UInt8], _ kind: DocumentKind) async throws(IngestionError) -> Conversion
}

/// What a converter made of a document, for the decoder to go on with.
package enum Conversion: Sendable, Equatable, DocumentConverter {
    /// HTML or text in UTF-8.
    case made([UInt8])
    /// Nothing: there is no such program.
    case missing(program: String)
    /// Nothing: the program failed, and will do so again until somebody changes something.
    case failed(reason: String)

    package func convert(_ bytes: [UInt8], mediaType: String) throws(DecodingError) -> [UInt8] {
        switch self {
        case .made(let text): return text
        case .missing(let program): throw .converterMissing(mediaType: mediaType, program: program)
        case .failed(let reason): throw .converterFailed(mediaType: mediaType, reason: reason)
        }
    }
}

/// No conversion at all: each document is refused.
package struct NoConversion: DocumentConversion {
    /// The only one.
    package init() {}

    package func convert(_ bytes: [UInt8], _ kind: DocumentKind) async throws(IngestionError) -> Conversion {
        .missing(program: "a converter")
    }
}

extension Payload {
    /// The kind of document that has to be converted before it can be read; nil for what can be read as it is.
    package var documentKind: DocumentKind? {
        guard !isText, let bytes else { return nil }
        return DocumentKind(bytes)
    }

    /// The payload with what a converter makes of its document.
    package func converted(by conversion: some DocumentConversion) async throws(IngestionError) -> Payload {
        guard let bytes, let kind = documentKind else { return self }
        var payload = self
        payload.conversion = try await conversion.convert(bytes, kind)
        return payload
    }

    /// The same for the decoder; bytes under the table's default type may be anything.
    func delivery(_ bytes: [UInt8]) -> Delivery {
        var delivery = Delivery(
            bytes,
            mediaType: !isText && mediaType == "text/plain" ? nil : mediaType,
            charset: charset
        )
        delivery.isSoundText = isText
        return delivery
    }
}
