import Testing

@testable import Extraction
@testable import gongbao

@Suite struct OutputTests {
    @Test func jsonTakesEveryScalarBack() throws {
        var text = String.UnicodeScalarView()
        for value in UInt32(0)...0x3100 { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
        text.append("😀")
        var writer = JSONWriter()
        writer.object { $0.text("text \"quoted\"", String(text)) }
        let written = String(decoding: writer.bytes, as: UTF8.self)
        #expect(try JSONValue(written)["text \"quoted\""] == .text(String(text)))
        // Whatever a terminal would obey stays out, the line ends of the layout aside.
        let controls = written.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty)
    }

    @Test(arguments: [0, 1, 2, 9])
    func jsonIsValidInEveryLayout(lineDepth: Int) throws {
        var writer = JSONWriter(lineDepth: lineDepth)
        writer.array { writer in
            writer.object { writer in
                writer.integer("number", -12)
                writer.integer("none", nil)
                writer.flag("flag", true)
                writer.flag("doubt", nil)
                writer.array("empty") { _ in }
                writer.object("inner") { $0.array("list") { $0.text(nil, nil) } }
            }
            writer.object { _ in }
        }
        let expected = JSONValue.array([
            .object([
                "number": .number("-12"), "none": .null, "flag": .flag(true), "doubt": .null, "empty": .array([]),
                "inner": .object(["list": .array([.null])]),
            ]),
            .object([:]),
        ])
        #expect(try JSONValue(String(decoding: writer.bytes, as: UTF8.self)) == expected)
    }

    @Test(arguments: [
        ("abc", 3), ("公报", 4), ("ａ１", 4), ("《规上》，", 10), ("e\u{301}", 1), ("\u{200B}", 0), ("km²", 3), ("—…", 2),
    ])
    func widthCountsHanTwice(text: String, width: Int) {
        #expect(TerminalText.width(of: text) == width)
    }

    @Test(arguments: [
        ("plain 文字", "plain 文字"), ("a\tb\r\nc", "a b c"), ("\u{1B}[31mred", "␛[31mred"), ("\u{9B}1m", "\u{FFFD}1m"),
        ("\u{202E}txt", "\u{FFFD}txt"), ("\u{7F}\u{0}", "␡␀"),
    ])
    func terminalObeysNothing(text: String, shown: String) {
        #expect(TerminalText.inert(text).replacing("  ", with: " ") == shown)
    }

    @Test(arguments: [("四个汉字", 8, "四个汉字"), ("四个汉字", 7, "四个汉…"), ("四个汉字", 6, "四个…"), ("abcd", 3, "ab…")])
    func cutsAtColumns(text: String, limit: Int, cut: String) {
        #expect(TerminalText.truncated(text, to: limit) == cut)
        #expect(TerminalText.width(of: cut) <= limit)
    }

    @Test func tableAlignsByWidth() {
        var table = TerminalTable(columns: [
            .init(title: "name"), .init(title: "value", alignRight: true), .init(title: "unit"),
        ])
        table.add(row: ["财政收入", "1", "CNY"])
        table.add(heading: "—")
        table.add(row: ["jobs", "12345678", "家"])
        #expect(table.lines == ["name         value  unit", "财政收入         1  CNY", "—", "jobs      12345678  家"])
    }

    @Test func tabSeparatedTextIsCopys() {
        var report = Report()
        report.observations = [
            Observation(
                ordinal: 0,
                section: 0,
                name: "a\tb\\c\nd",
                measure: .change,
                basis: .annualAverage,
                value: ExactDecimal(mantissa: -1170, scale: 3),
                unit: "",
                qualifier: .atLeast,
                status: .actual,
                redacted: false,
                surface: "1",
                charStart: 1,
                charEnd: 2
            )
        ]
        let output = ReportOutput(documents: [ReportOutput.Document(source: "x", report: report)])
        var written: [UInt8] = []
        output.tabSeparated { written += $0 }
        let lines = String(decoding: written, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(lines.count == 2)
        let row = Dictionary(uniqueKeysWithValues: zip(lines[0].map(String.init), lines[1].map(String.init)))
        #expect(row["name"] == #"a\tb\\c\nd"#)
        #expect(row["value"] == "-1.170")
        #expect(row["basis"] == "annual_average")
        #expect(row["indicator"] == #"\N"#)
    }
}
