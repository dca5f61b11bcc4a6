import Dictionaries
import Testing

@testable import Extraction

@Suite struct RobustnessTests {
    private let extractor = Extractor(vocabulary: Dictionaries.vocabulary)

    private func repeated(_ text: String, _ times: Int) -> [UInt8] {
        let bytes = Array(text.utf8)
        var all: [UInt8] = []
        all.reserveCapacity(bytes.count * times)
        for _ in 0..<times { all.append(contentsOf: bytes) }
        return all
    }

    @Test func endlessDigitsAreNoFigure() {
        #expect(extractor.extract(repeated("1", 1_000_000).span).observations.isEmpty)
        #expect(extractor.extract((repeated("9", 31) + Array("亿元".utf8)).span).observations.isEmpty)
    }

    @Test(arguments: [31, 1499, 1500, 1503, 4505, 1_000_000])
    func aNumberOfAnyLengthIsRefusedWhole(_ count: Int) {
        for digit in ["9", "九"] {
            let body = Array("完成投资".utf8) + repeated(digit, count) + Array("亿元。".utf8)
            let explained = extractor.explain(body.span)
            #expect(explained.report.observations.isEmpty, "\(count) \(digit)")
            #expect(explained.rejected.contains { $0.reason == .tooManyDigits }, "\(count) \(digit)")
        }
    }

    @Test(arguments: ["1,000,", "0.", "1-", "九千"])
    func numbersWithoutEndAreReadInLinearTime(_ digits: String) {
        let body = Array("完成投资".utf8) + repeated(digits, 100_000) + Array("9亿元。".utf8)
        #expect(extractor.extract(body.span).observations.allSatisfy { $0.surface.utf8.count <= 60 })
    }

    @Test func scaleWordsBeyondAnyNumberAreRefused() {
        for count in [5, 40, 20_000] {
            let body = Array("完成投资9".utf8) + repeated("亿", count) + Array("元。".utf8)
            #expect(extractor.extract(body.span).observations.allSatisfy { $0.value != nil }, "\(count)")
        }
    }

    @Test(arguments: ["（", "“", "《", "[", "其中：", "（一）"])
    func deepNestingEnds(_ mark: String) {
        let body = repeated(mark, 100_000) + Array("财政收入5亿元".utf8) + repeated("）", 100_000)
        #expect(extractor.extract(body.span).observations.count <= 1)
    }

    @Test func headingsWithoutEndAreDivided() {
        let body = repeated("一、甲乙丙丁\n", 200_000)
        #expect(extractor.extract(body.span).sections.count == 200_001)
    }

    @Test func oneLongLineWithoutAStopIsRead() {
        let body = repeated("税收收入5亿元，增长3%，", 20_000)
        #expect(extractor.extract(body.span).observations.count > 39_000)
    }

    @Test(arguments: ["，", "“", "（", "*", "X", "百分之", "万亿", "十", "1,", "第", "5家、", "9万9千", "-1", "99999999亿"])
    func monotonousTextEnds(_ text: String) {
        let report = extractor.extract(repeated(text, 20_000).span)
        #expect(report.observations.allSatisfy { $0.charStart < $0.charEnd })
    }

    @Test func everyByteAndEveryPairOfBytesIsAccepted() {
        var body: [UInt8] = []
        for first in 0...255 {
            for second in 0...255 { body += [UInt8(first), UInt8(second)] }
        }
        let report = extractor.extract(body.span)
        #expect(report.sections.count >= 1)
    }

    @Test func shuffledVocabularyNeverTraps() {
        let words = [
            "1", "2.5", "３", "十", "百", "万", "亿", "元", "%", "家", "个百分点", "，", "。", "、", "和", "第", "比", "增长",
            "同比", "均", "分别", "为", "的", "余", "多", "-", "—", "~", "至", "到", "*", "X", "《", "》", "“", "”", "（", "）",
            "：", "+", "/", "年", "月", "占", "完成", "任务", "全市", "列", "收入", "翻", "番", "成", "以上", "城乡", "由", "提高到",
        ]
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<60 {
            var text = ""
            for _ in 0..<1500 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += words[Int((state >> 33) % UInt64(words.count))]
            }
            let body = Array(text.utf8)
            let broken = Promises(Dictionaries.vocabulary).broken(by: extractor.extract(body.span), of: body)
            #expect(broken.isEmpty, "\(broken)")
        }
    }
}
