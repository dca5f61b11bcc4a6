import Dictionaries
import Extraction
import Foundation
import Testing

/// Which texts are told to be alike: what a scraper delivers twice is, and what only looks similar is not.
@Suite struct FingerprintTests {
    private static let extractor = Extractor(vocabulary: Dictionaries.vocabulary)
    /// As in `gongbao.link_alike()`.
    private static let threshold = 0.7

    private static func fingerprint(_ text: String) -> Fingerprint? {
        extractor.extract(Array(text.utf8).span).fingerprint
    }

    /// Whether the database would find one by the other and mark it.
    private static func isMarked(_ one: Fingerprint, _ other: Fingerprint) -> Bool {
        zip(one.bands, other.bands).contains { $0 == $1 } && passes(one, other)
            && one.similarity(to: other) >= threshold
    }

    /// Whether the masks do not rule out that they are alike.
    private static func passes(_ one: Fingerprint, _ other: Fingerprint) -> Bool {
        let pairs = zip(one.mask, other.mask)
        let common = pairs.reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
        return common * 9 >= pairs.reduce(0) { $0 + ($1.0 | $1.1).nonzeroBitCount } * 4
    }

    /// What may happen to a report between two scrapes.
    enum Mutation: String, CaseIterable, CustomTestStringConvertible {
        case counters, corrected, framed, wrapped, spaced, doubled

        var testDescription: String { rawValue }

        func apply(to report: WrittenReport, random: inout Random) -> String {
            switch self {
            case .counters: return report.page(views: 1_000_000 + random.below(1_000_000))
            case .corrected:
                var copy = report
                let index = random.below(copy.sentences.count)
                copy.sentences[index] = "经核实，" + copy.sentences[index].replacingOccurrences(of: "增长", with: "下降")
                return copy.page(views: 7)
            case .framed:
                let links = (0..<40).map { "\($0 + 1)月\(random.below(28) + 1)日某县召开第\($0)次专题会议部署重点工作落实" }
                return "首页\n政务公开\n" + report.page(views: 9) + "\n相关链接\n" + links.joined(separator: "\n")
            case .wrapped:
                return report.page(views: 3).split(separator: "\n").map { paragraph in
                    let units = Array("　　" + paragraph)
                    return stride(from: 0, to: units.count, by: 38)
                        .map { String(units[$0..<min($0 + 38, units.count)]) }.joined(separator: "\n")
                }
                .joined(separator: "\n")
            case .spaced:
                return report.page(views: 4).replacingOccurrences(of: "，", with: ", ").replacingOccurrences(
                    of: "。",
                    with: "。　"
                )
            case .doubled: return report.page(views: 5) + "\n" + report.page(views: 5)
            }
        }
    }

    @Test(arguments: Mutation.allCases)
    func mutatedReportsAreFound(mutation: Mutation) throws {
        var random = Random(seed: 11)
        var missed = 0
        for _ in 0..<100 {
            let report = WrittenReport(sentences: 8 + random.below(200), random: &random)
            let original = try #require(Self.fingerprint(report.page(views: 12)))
            let copy = try #require(Self.fingerprint(mutation.apply(to: report, random: &random)))
            if !Self.isMarked(original, copy) { missed += 1 }
        }
        #expect(missed <= 1, "\(mutation): \(missed) of 100")
    }

    /// One place, one year, one template: each sentence is another's with other numbers.
    @Test func reportsOfOneTemplateAreNot() throws {
        var random = Random(seed: 5)
        let prints = try (0..<60).map { _ in
            try #require(Self.fingerprint(WrittenReport(sentences: 60, random: &random).page(views: 1)))
        }
        for (index, one) in prints.enumerated() {
            for other in prints[..<index] { #expect(one.similarity(to: other) < 0.3) }
        }
    }

    /// Whichever came first would hide what only the whole one says.
    @Test func halfAReportIsNotTheReport() throws {
        var random = Random(seed: 3)
        for _ in 0..<100 {
            let report = WrittenReport(sentences: 20 + random.below(150), random: &random)
            var half = report
            half.sentences.removeLast(half.sentences.count / 2)
            let (one, other) = (Self.fingerprint(report.page(views: 1)), Self.fingerprint(half.page(views: 1)))
            let similarity = try #require(one).similarity(to: try #require(other))
            #expect((0.3..<Self.threshold).contains(similarity))
        }
    }

    @Test func aTextWithFewSentencesHasNone() {
        let sentence = "全年完成一般公共预算收入9.01亿元，同比增长8%。"
        #expect(Self.fingerprint("") == nil)
        #expect(Self.fingerprint(String(repeating: sentence, count: 4)) == nil)
        #expect(Self.fingerprint((0..<4).map { "\($0)" + sentence }.joined()) == nil)
        #expect(Self.fingerprint((0..<5).map { "\($0)" + sentence }.joined()) != nil)
        #expect(Self.fingerprint("各位代表！\n" + (0..<500).map { "浏览次数：\($0)" }.joined(separator: "\n\n")) == nil)
    }

    /// What is stored is compared with what later versions compute: these values must never change.
    @Test func theComputationStays() throws {
        let text = (1...70).map { "第\($0)项工作完成投资\($0 * 7)万元，比上年增长\($0)%。\n" }.joined()
        let print = try #require(Self.fingerprint(text))
        #expect(print.sketch.count == Fingerprint.sketchSize)
        #expect(print.sketch == print.sketch.sorted() && Set(print.sketch).count == print.sketch.count)
        #expect(Array(print.sketch.prefix(3)) == [2_031_717, 63_291_739, 64_747_978])
        #expect(
            print.bands == [
                164_622_035_572_408_360, 31_777_797_312_373_860, 2_610_917_104_772_132, 7_664_401_364_598_182,
            ]
        )
        #expect(print.mask.prefix(4) == [129, 81, 5, 32])
    }

    /// Whoever is alike by the sketches is not ruled out before they are compared.
    @Test func masksRuleOutNothingThatIsAlike() {
        var random = Random(seed: 7)
        var ruledOut = (alike: 0, others: 0, count: 0)
        for _ in 0..<20_000 {
            let size = 5 + random.below(90)
            let (one, other) = (5 + random.below(size), random.below(size / 2))
            func hashes(_ count: Int) -> [Int32] { (0..<count).map { _ in Int32(random.below(1 << 31)) } }
            let shared = hashes(size)
            func print(_ own: [Int32]) -> Fingerprint {
                Fingerprint(sketch: Array((shared.prefix(one) + own).sorted().prefix(Fingerprint.sketchSize)))
            }
            let (left, right) = (print(hashes(other)), print(hashes(random.below(1 + size / 2))))
            let isAlike = left.similarity(to: right) >= Self.threshold
            if !Self.passes(left, right) { if isAlike { ruledOut.alike += 1 } else { ruledOut.others += 1 } }
            if !isAlike { ruledOut.count += 1 }
        }
        #expect(ruledOut.alike == 0 && ruledOut.others > 1000, "\(ruledOut)")
    }

    /// Of the reports at hand only those that are the same are marked.
    @Test(.enabled(if: !SharedCorpus.texts.isEmpty, "no corpus beside the repository"))
    func inTheCorpusOnlyCopiesAreMarked() throws {
        let texts = SharedCorpus.texts.compactMap { name, body in
            Self.extractor.extract(body.span).fingerprint.map { (name: name, print: $0) }
        }
        #expect(texts.count >= 100)
        for (index, one) in texts.enumerated() {
            for other in texts[..<index] {
                let similarity = one.print.similarity(to: other.print)
                // Either clearly the same or clearly not.
                #expect(similarity < 0.1 || similarity > 0.75, "\(one.name) \(other.name)")
                if similarity > 0.75 { #expect(Self.place(one.name) == Self.place(other.name)) }
            }
        }
    }

    /// Level, place and year of a file's name: `other_全国_2012_ws.txt`.
    private static func place(_ name: String) -> [Substring] { Array(name.split(separator: "_").prefix(3)) }
}

/// A report in the style of the real ones, of a template that is always the same.
struct WrittenReport {
    var sentences: [String]

    private static let subjects = [
        "地区生产总值", "一般公共预算收入", "规上工业增加值", "固定资产投资", "社会消费品零售总额", "城镇居民人均可支配收入",
        "粮食总产量", "外贸进出口总额", "旅游综合收入", "民生支出", "新增城镇就业", "高新技术产业产值",
    ]
    private static let endings = [
        "增速位居全市前列", "圆满完成年度目标任务", "为高质量发展奠定坚实基础", "人民群众获得感不断增强", "较上年有明显提升",
    ]

    init(sentences count: Int, random: inout Random) {
        sentences = (0..<count).map { _ in
            let (subject, other) = (random.pick(Self.subjects), random.pick(Self.subjects))
            return
                "全年\(subject)完成\(random.below(9000)).\(random.below(10))亿元，同比增长\(random.below(20)).\(random.below(10))%，"
                + "其中\(other)\(random.below(900))亿元，\(random.pick(Self.endings))。"
        }
    }

    /// The page that it stands on.
    func page(views: Int) -> String {
        """
        政府工作报告
        发布时间：2023-01-12 来源：某县人民政府办公室 浏览次数：\(views)
        各位代表：
        现在，我代表县人民政府向大会作工作报告，请予审议，并请各位政协委员和其他列席人员提出意见。
        一、工作回顾
        \(sentences.joined(separator: "\n"))

        """
    }
}

/// The same numbers in each run.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func pick(_ words: [String]) -> String { words[below(words.count)] }
}
