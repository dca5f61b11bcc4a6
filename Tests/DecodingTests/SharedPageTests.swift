import Decoding
import Foundation
import Testing

/// Real reports, where they lie beside the package.
@Suite(.enabled(if: !SharedFiles.texts.isEmpty, "the shared corpus is not beside the package"))
struct SharedPageTests {
    /// What stands around an article, and must not be in its body.
    private static let before = """
        <div class="head"><a href="/">首页</a><a href="/zwgk">政务公开</a><a href="/hd">互动交流</a></div>
        <div class="position">当前位置：<a href="/">首页</a>&gt;<a href="/bg">工作报告</a></div>
        <p class="info">来源：某某网　发布时间：2023-01-18　浏览次数：12</p><p>【字体：大 中 小】 打印 关闭</p>
        """
    private static let after = """
        <p>上一篇：<a href="/1">关于召开会议的通知</a></p><p>下一篇：<a href="/2">关于春节放假的通知</a></p>
        <div class="footer"><p>主办单位：某某办公室 网站标识码：0000000000</p><p>版权所有 联系我们</p></div>
        """

    /// A page around a text: each line a paragraph, in a box or without one.
    private static func page(_ lines: [Substring], inBox: Bool) -> [UInt8] {
        let paragraphs = lines.map { line in
            let escaped = line.map { $0 == "<" ? "&lt;" : $0 == "&" ? "&amp;" : String($0) }.joined()
            return "<p style=\"text-indent: 2em\">\(escaped)</p>\n"
        }
        let article = inBox ? "<div class=\"a\">\(paragraphs.joined())</div>" : paragraphs.joined()
        return Array("<html><body>\(before)\(article)\(after)</body></html>".utf8)
    }

    @Test(arguments: SharedFiles.texts.map(\.name)) func noSentenceIsMissing(name: String) throws {
        let text = try #require(SharedFiles.texts.first { $0.name == name }).text
        // A text that is half site already has lines that are dropped with good reason; sentences never are.
        let lines = text.split(whereSeparator: \.isNewline)
        for inBox in [true, false] {
            let document = try Decoder().decode(Delivery(Self.page(lines, inBox: inBox), mediaType: "text/html"))
            let body = SharedFiles.condensed(String(decoding: document.body, as: UTF8.self))
            let missing = Set(
                lines.filter { $0.contains("。") && $0.count >= 15 }.map { SharedFiles.condensed(String($0)) }
            )
            .filter { !body.contains($0) }
            #expect(missing.isEmpty, "\(missing.prefix(3))")
            for chrome in ["互动交流", "某某网", "某某办公室", "关于召开会议的通知"] where !text.contains(chrome) {
                #expect(!body.contains(chrome), "\(chrome)")
            }
        }
    }

    @Test(arguments: SharedFiles.raw.filter { $0.name.hasSuffix(".gbk.txt") }.map(\.name))
    func bytesInGBKGiveTheText(name: String) throws {
        let bytes = try #require(SharedFiles.raw.first { $0.name == name }).bytes
        let document = try Decoder().decode(Delivery(bytes))
        #expect(document.charset == "gb18030" && document.mediaType == "text/plain" && document.flags == [])
        guard let text = SharedFiles.texts.first(where: { $0.name == name.replacing(".gbk", with: "") })?.text else {
            return
        }
        let body = SharedFiles.condensed(String(decoding: document.body, as: UTF8.self))
        let sentences = text.split { "。\n".contains($0) }.map { SharedFiles.condensed(String($0)) }
        #expect(sentences.filter { $0.count > 10 && !body.contains($0) }.isEmpty)
    }

    @Test(arguments: SharedFiles.raw.filter { $0.name.hasSuffix(".html") }.map(\.name))
    func piecesOfPagesKeepAllTheirText(name: String) throws {
        let bytes = try #require(SharedFiles.raw.first { $0.name == name }).bytes
        let document = try Decoder().decode(Delivery(bytes))
        #expect(document.mediaType == "text/html")
        // Tags and references taken out by the bluntest means there is.
        let page = String(decoding: bytes, as: UTF8.self)
        let text = page.replacing(/<[^>]*>/, with: "\n").replacing("&nbsp;", with: " ")
        let body = SharedFiles.condensed(String(decoding: document.body, as: UTF8.self))
        let missing = text.split(separator: "\n").map { SharedFiles.condensed(String($0)) }
            .filter { !$0.isEmpty && !body.contains($0) }
        #expect(missing.isEmpty, "\(missing.prefix(3))")
    }
}

/// What lies in the shared folder beside the package.
enum SharedFiles {
    /// The plain texts.
    static let texts: [(name: String, text: String)] = files("corpus", ".txt").map {
        ($0.name, String(decoding: $0.bytes, as: UTF8.self))
    }

    /// The files as they were scraped.
    static let raw = files("raw", "")

    private static func files(_ folder: String, _ ending: String) -> [(name: String, bytes: [UInt8])] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let path = "\(root)/shared/\(folder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(path)/\(name)").map { (name, Array($0)) }
        }
    }

    /// A text without white space.
    static func condensed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }))
    }
}
