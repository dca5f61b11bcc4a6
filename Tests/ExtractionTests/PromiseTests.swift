import Dictionaries
import Testing

@testable import Extraction

@Suite struct PromiseTests {
    private let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
    private let promises = Promises(Dictionaries.vocabulary)

    @Test func ownTextsKeepEveryPromise() {
        for (name, body) in OwnTexts.all {
            let broken = promises.broken(by: extractor.extract(body.span), of: body)
            #expect(broken.isEmpty, "\(name): \(broken)")
        }
    }

    @Test func mutatedTextsKeepEveryPromise() {
        var random = SeededRandom(0x5DEE_CE66)
        let texts = OwnTexts.all.map(\.body)
        for _ in 0..<800 {
            var body = texts[random.below(texts.count)]
            for _ in 0...random.below(6) { Mutation.apply(to: &body, with: texts, &random) }
            let broken = promises.broken(by: extractor.extract(body.span), of: body)
            #expect(broken.isEmpty, "\(String(decoding: body, as: UTF8.self)): \(broken)")
        }
    }

    @Test(.enabled(if: !SharedCorpus.texts.isEmpty, "the shared corpus is not beside the package"))
    func corpusKeepsEveryPromise() {
        var random = SeededRandom(42)
        for (name, body) in SharedCorpus.texts {
            let broken = promises.broken(by: extractor.extract(body.span), of: body)
            #expect(broken.isEmpty, "\(name): \(broken)")
            // A stretch of it, changed; a whole report would say the same more slowly.
            let start = random.below(body.count)
            var stretch = Array(body[start..<min(body.count, start + 4000)])
            for _ in 0..<8 { Mutation.apply(to: &stretch, with: [body], &random) }
            let brokenAgain = promises.broken(by: extractor.extract(stretch.span), of: stretch)
            #expect(brokenAgain.isEmpty, "\(name) changed: \(brokenAgain)")
        }
    }
}

/// A generator that gives the same numbers each time, so that a failure can be repeated.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 to one less than `bound`; 0 where there is none.
    mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }
}

/// Small changes of a text: what scrapers, typists and conversions do, and what only chance does.
enum Mutation {
    private static let snippets = [
        "，", "。", "、", "；", "\n", "\r\n", " ", "　", "\u{FEFF}", "\u{200B}", "\\r\\n", "&nbsp;", "[5]", "（", "）", "“",
        "”", "《",
        "-", "－", "—", "~", "%", "％", "‰", "万", "亿", "千", "百", "十", "三", "两", "0", "9", "１", "1,000", "3.5", "余", "多",
        "元", "家",
        "个百分点", "亿元", "第", "位", "和", "至", "*", "X", "同比", "增长", "下降", "分别", "均", "其中", "目前", "上半年", "以上", "的", "为",
        "完成", "占", "全市", "一是", "一、", "（二）", "1.", "翻", "番", "成", "倍", "/", "平方米", "百分之",
    ]

    /// Changes `body` at one place.
    static func apply(to body: inout [UInt8], with others: [[UInt8]], _ random: inout SeededRandom) {
        let place = random.below(body.count + 1)
        let length = min(random.below(12), body.count - place)
        switch random.below(7) {
        case 0: body.removeSubrange(place..<(place + length))
        case 1: body.insert(contentsOf: body[place..<(place + length)], at: random.below(body.count + 1))
        case 2: body.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 3:
            let other = others[random.below(others.count)]
            let start = random.below(other.count)
            body.insert(contentsOf: other[start..<min(other.count, start + 40)], at: place)
        default: body.insert(contentsOf: Array(snippets[random.below(snippets.count)].utf8), at: place)
        }
    }
}
