/// Pages of the web, whole or in part.
struct HTMLFormat: DocumentFormat {
    static let mediaType = "text/html"

    /// Less prose than this on a page, in bytes, is looked for elsewhere on it too.
    private static let little = 300

    var mediaTypes: [String] { [Self.mediaType, "application/xhtml+xml"] }
    var fileExtensions: [String] { ["html", "htm", "shtml", "xhtml", "jhtml"] }
    var isText: Bool { true }

    func recognises(_ bytes: [UInt8]) -> Bool {
        // Blanks and marks in front do not count, nor the zeros of UTF-16.
        let first = bytes.prefix(2048).first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
        guard first == UInt8(ascii: "<") else { return false }
        var head: [UInt8] = []
        for byte in bytes.prefix(2048) where byte != 0 { head.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
        return Self.signs.contains { HTMLText.find($0, in: head[...]) != nil }
    }

    /// What a page or a piece of one holds near its beginning; a text that only has a tag somewhere begins otherwise.
    private static let signs = [
        "<!doctype html", "<html", "<head", "<body", "<meta ", "<title>", "<div", "<p>", "<p ", "</p>", "<table",
        "<span",
        "<br>", "<br/>", "<br />", "<script", "<style", "<h1", "<h2", "<section", "<font", "<center", "<ul", "<strong",
    ].map { Array($0.utf8) }

    func decode(_ delivery: Delivery) throws(DecodingError) -> DecodedDocument {
        let declared = delivery.declaredCharset ?? DeclaredCharset.find(in: delivery.bytes)
        let text = try DecodedText(delivery.bytes, declared: declared)
        var document = DecodedDocument(
            body: [],
            mediaType: Self.mediaType,
            charset: text.charset.rawValue,
            flags: text.flags
        )
        guard Self.read(text.bytes, into: &document) else {
            // Declared to be a page, but its line ends are all there is to its layout.
            document.body = text.bytes
            document.mediaType = PlainTextFormat.mediaType
            document.isUnaltered = text.isUnaltered
            return document
        }
        if document.body.isEmpty { document.flags.append(DecodedDocument.noText) }
        return document
    }

    /// Reads a page in UTF-8.
    ///
    /// - Returns: false where there is no markup at all.
    static func read(_ bytes: [UInt8], into document: inout DecodedDocument) -> Bool {
        var page = PageBuilder.page(bytes)
        guard page.hasMarkup else { return false }
        document.metadata = metadata(of: page)
        var article = ArticleFinder.article(on: page, of: bytes)
        if article.prose < little, let lines = EmbeddedText.article(in: bytes, of: page) {
            document.body = Array(lines.joined(separator: [0x0A]))
            return true
        }
        if article.prose < little {
            // Some pages hide the article until a script has run.
            let whole = PageBuilder.page(bytes, showsHidden: true)
            let hidden = ArticleFinder.article(on: whole, of: bytes)
            if hidden.prose > max(little, 3 * article.prose) { (page, article) = (whole, hidden) }
        }
        let lines = DoubledLines.removed(article.lines, of: page)
        document.body.reserveCapacity(lines.reduce(0) { $0 + $1.end - $1.start + 1 })
        for line in lines {
            if !document.body.isEmpty { document.body.append(0x0A) }
            document.body += page.text(of: line)
        }
        return true
    }

    private static func metadata(of page: Page) -> DocumentMetadata {
        var metadata = DocumentMetadata(
            title: page.metadata.title,
            publishedOn: page.metadata.publishedOn,
            source: page.metadata.source,
            siteName: page.metadata.siteName,
            siteIDCode: page.metadata.siteIDCode
        )
        // What the page prints about the article, where its meta elements do not say it.
        var signedOn: DocumentMetadata.Day?
        var publisher: ArraySlice<UInt8>?
        for line in page.lines.prefix(2000) where metadata.source == nil || metadata.publishedOn == nil {
            let text = page.text(of: line)
            guard BylineWords.isByline(text) else { continue }
            if metadata.source == nil, let source = BylineWords.value(of: "来源", in: text), source.count > 5 {
                metadata.source = String(decoding: source, as: UTF8.self)
            }
            if publisher == nil {
                publisher = ["发布机构", "发文机关", "发布单位"].lazy.compactMap { BylineWords.value(of: $0, in: text) }
                    .first { $0.count > 5 }
            }
            // A register has the day on which the document was signed in front of the one on which it was published.
            guard metadata.publishedOn == nil, let day = BylineWords.day(in: text) else { continue }
            if BylineWords.isSigning(text) { signedOn = signedOn ?? day } else { metadata.publishedOn = day }
        }
        metadata.publishedOn = metadata.publishedOn ?? signedOn
        metadata.source = metadata.source ?? publisher.map { String(decoding: $0, as: UTF8.self) }
        if metadata.title == nil {
            let heading = page.lines.first { $0.headingLevel == 1 && $0.linkCount == 0 && $0.end - $0.start >= 18 }
            metadata.title =
                heading.map { String(decoding: page.text(of: $0), as: UTF8.self) }
                ?? page.title.flatMap { title(in: $0, of: page, site: metadata.siteName) }
        }
        if let title = metadata.title, title.contains("<") { metadata.title = withoutMarkup(title) }
        return metadata
    }

    /// A title as some systems write it, with the line breaks that it has on the page.
    private static func withoutMarkup(_ title: String) -> String? {
        let page = PageBuilder.page(Array(title.utf8))
        let text = page.lines.map { String(decoding: page.text(of: $0), as: UTF8.self) }.joined()
        return text.isEmpty ? nil : text
    }

    private static func ends(_ whole: [UInt8], with line: [UInt8]) -> Bool {
        line.count < whole.count && whole.suffix(line.count).elementsEqual(line)
    }

    /// The article's title in the page's, without the names of site and column around it.
    private static func title(in title: String, of page: Page, site: String?) -> String? {
        let parts = title.split { "_|-—–>".contains($0) }
            .map { $0.drop(while: \.isWhitespace) }
            .map { part in String(part.reversed().drop(while: \.isWhitespace).reversed()) }
            .filter { !$0.isEmpty && $0 != site }
        if parts.count == 1, title.contains(where: \.isWhitespace) {
            // Some have nothing but blanks between site, column and article: the line that the page prints tells.
            let whole = HTMLText.condensed(Array(title.utf8)[...])
            let lines = page.lines.prefix(300).filter { $0.linkCount == 0 && $0.end - $0.start >= 18 }
            let line = lines.first { ends(whole, with: HTMLText.condensed(page.text(of: $0))) }
            if let line { return String(decoding: page.text(of: line), as: UTF8.self) }
        }
        return parts.first { $0.unicodeScalars.count >= 6 } ?? parts.first
    }
}
