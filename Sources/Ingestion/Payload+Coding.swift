package import Extraction

extension Payload {
    /// Appends the whole payload.
    package func write(to writer: inout FieldWriter) {
        writer.block(bytes)
        writer.integer(byteCount)
        writer.text(mediaType)
        writer.text(charset)
        writer.text(metadata.title)
        writer.date(metadata.publishedOn)
        writer.text(metadata.refArea)
        writer.flag(isText)
    }

    /// Reads what ``write(to:)`` wrote.
    package init(from reader: inout FieldReader) throws(FieldReader.Malformed) {
        self.init(
            bytes: try reader.optionalBlock(),
            byteCount: try reader.integer(),
            mediaType: try reader.text(),
            charset: try reader.optionalText(),
            metadata: ReportMetadata(
                title: try reader.optionalText(),
                publishedOn: try reader.date(),
                refArea: try reader.optionalText()
            ),
            isText: try reader.flag()
        )
    }
}

extension Verdict {
    /// Appends how reading ended: what comes after it, such as a retry, is no part of it and reads as discarded.
    package func write(to writer: inout FieldWriter) {
        switch self {
        case .succeeded(let report, let body):
            writer.flag(true)
            report.write(to: &writer)
            writer.block(body)
        case .discarded(let error, let sqlState), .retried(let error, let sqlState, _),
            .failed(let error, let sqlState):
            writer.flag(false)
            writer.text(error)
            writer.text(sqlState)
        case .quarantined(let error):
            writer.flag(false)
            writer.text(error)
            writer.text(String?.none)
        }
    }

    /// Reads what ``write(to:)`` wrote.
    package init(from reader: inout FieldReader) throws(FieldReader.Malformed) {
        if try reader.flag() {
            self = .succeeded(try Report(from: &reader), body: try reader.optionalBlock())
        } else {
            self = .discarded(error: try reader.text(), sqlState: try reader.optionalText())
        }
    }
}
