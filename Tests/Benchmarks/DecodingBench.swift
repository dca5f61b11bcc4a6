import Decoding

/// How fast one core turns pages into bodies.
struct DecodingBench {
    /// The pages, in UTF-8.
    private let pages: [[UInt8]]

    /// Pages around the texts, as content systems write them: navigation, styles on each paragraph and its parts, a footer.
    init(bodies: [[UInt8]]) {
        let links = (0..<60).map {
            "<li class=\"nav-item\"><a href=\"/zwgk/list/\($0)/index.html\" target=\"_blank\" title=\"政务公开栏目\">政务公开栏目</a></li>\n"
        }
        let head = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="工作报告"><title>工作报告</title>
            <script>var config = {"share": true, "text": "分享"};</script><style>.p{text-indent:2em}</style></head><body>
            <div class="nav"><ul>\(links.joined())</ul></div><div class="article" id="zoom">
            """
        let tail = "</div><div class=\"footer\"><ul>\(links.joined())</ul><p>版权所有 主办单位：某某办公室</p></div></body></html>"
        pages = bodies.map { body in
            let paragraphs = body.split(separator: 0x0A).map { line in
                "<p style=\"text-indent: 2em; line-height: 32px;\"><span style=\"font-family: 宋体; font-size: 16px;\">"
                    + String(decoding: line, as: UTF8.self) + "</span></p>\n"
            }
            return Array((head + paragraphs.joined() + tail).utf8)
        }
    }

    /// MB/s of pages, the median of seven passes.
    func figures() throws -> [Figure] {
        let decoder = Decoder()
        let bytes = pages.reduce(0) { $0 + $1.count }
        let passes = max(1, 16_000_000 / max(1, bytes))
        var rates: [Double] = []
        for _ in 0..<7 {
            let start = ContinuousClock.now
            for _ in 0..<passes {
                for page in pages { _ = try decoder.decode(Delivery(page, mediaType: "text/html")) }
            }
            rates.append(Double(bytes * passes) / ((ContinuousClock.now - start) / .seconds(1)) / 1_000_000)
        }
        return [Figure(name: "decoding HTML, one core", value: Figure.median(rates), unit: "MB/s")]
    }
}
