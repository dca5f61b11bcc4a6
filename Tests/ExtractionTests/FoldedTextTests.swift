import Testing

@testable import Extraction

@Suite struct FoldedTextTests {
    @Test(arguments: CaseFile.rows("fold.tsv")) func folds(_ row: CaseFile.Row) throws {
        try #require(row.columns.count >= 2, "line \(row.line)")
        let body = Array(row.columns[0].utf8)
        let text = FoldedText(body.span)
        #expect(text.folded(0..<text.count) == row.columns[1], "line \(row.line)")
    }

    @Test func hasCases() { #expect(CaseFile.rows("fold.tsv").count > 15) }

    /// Buttons and short titles above a page's text are no reason to take its lines for paragraphs.
    @Test func wrappedLinesAreJoinedBelowButtons() {
        let buttons = Array(repeating: "海报", count: 17).joined(separator: "\n")
        let wrapped = Array(repeating: "坚持稳中求进工作总基调完整准确全面贯彻新发展理念扎实推进", count: 8).joined(separator: "\n")
        let folded = FoldedText(Array((buttons + "\n" + wrapped).utf8).span)
        #expect(folded.units.count(where: { $0 == "\n" }) == 17)
    }

    @Test func wrappedLinesAreJoined() {
        let wrapped = Array(repeating: "坚持稳中求进工作总基调完整准确全面贯彻新发展理念扎实推进", count: 9).joined(separator: "\n")
        let body = Array((wrapped + "\n共十二件。\n新的一段完。").utf8)
        let text = FoldedText(body.span)
        #expect(text.units.count { $0 == 0x0A } == 1)
    }

    @Test func indentsTellParagraphsOfWrappedText() {
        let line = "坚持稳中求进工作总基调完整准确全面贯彻新发展理念扎实推"
        let paragraph = "　　" + line.dropLast(2) + "\n" + line + "\n" + line + "。\n" + line + "\n" + "进。"
        let body = Array(Array(repeating: paragraph, count: 4).joined(separator: "\n").utf8)
        let text = FoldedText(body.span)
        #expect(text.units.count { $0 == 0x0A } == 3)
    }

    @Test func everyUnitStandsWhereTheBodyHasIt() {
        let samples = ["甲１２ ３％\r\n乙[5]丙&nbsp;丁\\r\\n戊 😀己", "\u{FEFF}a\u{200B}b", "", "\n\n", "\\", "&", "??", "—"]
        for sample in samples {
            let body = Array(sample.utf8)
            let text = FoldedText(body.span)
            let scalars = Array(sample.unicodeScalars)
            #expect(text.scalarOffset(of: text.count) == scalars.count, "\(sample)")
            for index in 0..<text.count {
                let offset = text.scalarOffset(of: index)
                #expect(text.original(index..<(index + 1), in: body.span) == String(scalars[offset]), "\(sample)")
                #expect(text.scalarEnd(of: index + 1) == offset + 1)
                #expect(index == 0 || text.scalarOffset(of: index - 1) < offset)
            }
        }
    }

    @Test func anyBytesAreRead() {
        var state: UInt64 = 42
        for _ in 0..<50 {
            let body = (0..<400).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
            let text = FoldedText(body.span)
            #expect(text.scalarOffset(of: text.count) <= body.count)
            _ = text.original(0..<text.count, in: body.span)
        }
    }

    @Test func anInvalidByteIsOneScalar() {
        let body: [UInt8] = [0xE4, 0xB8, 0x41, 0xFF, 0xE4, 0xB8, 0x80]
        let text = FoldedText(body.span)
        #expect(text.units == [0x41, 0x4E00])
        #expect(text.scalarOffset(of: 1) == 4)
    }

    @Test func whatStandsAroundAScalarDoesNotChangeHowItIsDecoded() {
        func decoded(_ body: [UInt8]) -> BodyDecoder {
            var decoder = BodyDecoder()
            decoder.decode(body.span)
            return decoder
        }
        // Cut and overlong scalars, halves of surrogate pairs, bytes that open nothing.
        var samples: [[UInt8]] = [
            [0xE4, 0xB8], [0xE4], [0xE0, 0x80, 0x80], [0xE0, 0xA0, 0x80], [0xED, 0xA0, 0x80], [0x80], [0xFF, 0xBF],
            [0xF0, 0x9F, 0x98, 0x80], [0xC2, 0xB7], [0xE4, 0x41, 0x80], [0xE4, 0xB8, 0xC0],
        ]
        samples += (1...0xFFFF).compactMap { Unicode.Scalar(UInt32($0)) }.map { Array(String($0).utf8) }
        let han = Array("中".utf8)
        for sample in samples {
            let alone = decoded(sample + han).units
            for place in 0..<4 {
                let before = Array(repeating: han, count: place).joined()
                let after = Array(repeating: han, count: 9).joined()
                let decoder = decoded(before + sample + after)
                let expected = Array(repeating: 0x4E2D, count: place) + alone + Array(repeating: 0x4E2D, count: 8)
                #expect(decoder.units == expected, "\(sample) at \(place)")
                guard decoder.units == expected else { return }
            }
        }
    }
}
