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
        writer.flag(conversion != nil)
        conversion?.write(to: &writer)
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
        if try reader.flag() { conversion = try Conversion(from: &reader) }
    }
}

extension Conversion {
    fileprivate func write(to writer: inout FieldWriter) {
        switch self {
        case .made(let text):
            writer.integer(0)
            writer.block(text)
        case .missing(let program):
            writer.integer(1)
            writer.text(program)
        case .failed(let reason):
            writer.integer(2)
            writer.text(reason)
        }
    }

    fileprivate init(from reader: inout FieldReader) throws(FieldReader.Malformed) {
        let tag: Int = try reader.integer()
        switch tag {
        case 0: self = .made(try reader.block())
        case 1: self = .missing(program: try reader.text())
        case 2: self = .failed(reason: try reader.text())
        default: throw FieldReader.Malformed()
        }
    }
}

extension Verdict {
    /// Appends how reading ended: what comes after it, such as a retry, is no part of it and reads as discarded.
    package func write(to writer: inout FieldWriter) {
        switch self {
        case .succeeded(let report, let body):
            writer.flag(true)
            report.write(to: &writer)
            writer.flag(body != nil)
            if let body {
                writer.block(body.bytes)
                writer.text(body.mediaType)
                writer.text(body.charset)
                writer.date(body.publishedOn)
                writer.text(body.source)
            }
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
            let report = try Report(from: &reader)
            guard try reader.flag() else {
                self = .succeeded(report, body: nil)
                return
            }
            var body = ReadBody(
                bytes: try reader.optionalBlock(),
                mediaType: try reader.text(),
                charset: try reader.optionalText()
            )
            body.publishedOn = try reader.date()
            body.source = try reader.optionalText()
            self = .succeeded(report, body: body)
        } else {
            self = .discarded(error: try reader.text(), sqlState: try reader.optionalText())
        }
    }
}
