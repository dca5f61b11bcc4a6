import Dictionaries
import Testing

@testable import Extraction

@Suite struct ReportContextTests {
    private func context(_ body: String, _ metadata: ReportMetadata) -> ReportContext {
        let text = FoldedText(Array(body.utf8).span)
        return ReportContext(text: text, outline: OutlineDivider().divide(text), metadata: metadata)
    }

    @Test(arguments: CaseFile.rows("context.tsv")) func tells(_ row: CaseFile.Row) throws {
        try #require(row.columns.count >= 7, "line \(row.line)")
        let metadata = ReportMetadata(
            title: row.columns[1].isEmpty ? nil : row.columns[1],
            publishedOn: CalendarDate(row.columns[0])
        )
        let context = context(row.columns[2], metadata)
        #expect(context.period.map { "\($0.start)..\($0.end)" } == row.columns[3], "line \(row.line)")
        #expect(context.kind ?? "" == row.columns[4], "line \(row.line)")
        #expect(context.refArea ?? "" == row.columns[5], "line \(row.line)")
        let sections = context.sections.map { section in
            (section.role == .plan ? "+" : "=") + (section.period.map { "\($0.start)..\($0.end)" } ?? "")
        }
        #expect(sections.joined(separator: " ") == row.columns[6], "line \(row.line)")
    }

    @Test func hasCases() { #expect(CaseFile.rows("context.tsv").count > 5) }

    @Test func aReviewTurnsToThePlanInside() throws {
        let body = "各位代表：\n一、2018年工作回顾\n成绩不小。\n今年经济社会发展的主要预期目标是：增长7%。\n（一）抓工业。任务不轻。"
        let text = FoldedText(Array(body.utf8).span)
        let outline = OutlineDivider().divide(text)
        let context = ReportContext(
            text: text,
            outline: outline,
            metadata: ReportMetadata(publishedOn: CalendarDate("2019-01-18"))
        )
        let turn = try #require(text.units.firstIndex(of: 0x4ECA))
        #expect(context.standing(at: turn - 2, section: 1).role == .review)
        #expect(context.standing(at: turn, section: 1).role == .plan)
        #expect(context.standing(at: turn, section: 1).period == Period.year(2019))
        #expect(context.sections[2].role == .plan)
    }

    @Test func aConflictIsFlagged() {
        let metadata = ReportMetadata(title: "某镇2019年工作总结", publishedOn: CalendarDate("2020-01-05"))
        #expect(context("一、2016年工作回顾\n成绩不小。", metadata).qualityFlags == ["period_conflict"])
        #expect(context("一、2019年工作回顾\n成绩不小。", metadata).qualityFlags.isEmpty)
    }

    @Test(arguments: [
        ("青山镇2023年工作总结", "青山镇2023年工作总结", []),
        ("青山镇2023年工作总结", "青山镇2022年工作总结", ["period_conflict"]),
        ("青山镇2023年上半年工作总结", "青山镇2023年工作总结", ["period_conflict"]),
        ("青山镇2023年工作总结", "白水镇2023年工作总结", ["ref_area_conflict"]),
        ("临江市2023年工作总结", "临江市2023年国民经济和社会发展统计公报", ["kind_conflict"]),
        ("青山镇2023年工作总结", "凝心聚力谱新篇", []),
        ("2023年工作总结", "青山镇2023年工作总结", []),
    ])
    func titlesThatDisagreeAreFlagged(_ given: String, _ own: String, _ flags: [String]) {
        let metadata = ReportMetadata(title: given, publishedOn: CalendarDate("2024-01-05"))
        #expect(context(own + "\n2023年，各项工作平稳推进，成绩不小。", metadata).qualityFlags == flags)
    }

    @Test(arguments: [
        ("青山街道2023年上半年工作总结和下半年工作计划\n上半年工作总结\n成绩不小。", "青山街道2023年上半年工作总结和下半年工作计划"),
        ("　　临江市国民经济和社会发展\n统计公报\n（2023年）\n一、综合\n全年平稳。", "临江市国民经济和社会发展统计公报"),
        ("下载 打印\n标题：临江县2023年工作总结\n成绩不小。", "临江县2023年工作总结"),
        ("政 府 工 作 报 告\n各位代表：\n成绩不小。", "政府工作报告"),
        ("2023年7月10日\n临江县上半年工作总结\n成绩不小。", "临江县上半年工作总结"),
        ("金  融\n单位：亿元\n指标\t3月末\t4月末\n存款\t12.5\t13.1", "金融"),
        ("临江市金融\n单位：亿元\n指标\t3月末\t4月末", "临江市金融"),
    ])
    func findsTheTitle(_ body: String, _ title: String) {
        #expect(context(body, ReportMetadata()).title == title)
    }

    @Test(arguments: [
        // body, kind: what a government gives to a congress is given once a year, though nothing tells of which
        ("各位代表：\n现在，我代表国务院，向大会作政府工作报告。\n一、三年来的成绩\n成绩不小。", "annual"),
        ("各位代表：\n现在，我代表市人民政府，向大会报告工作。\n今年上半年，成绩不小。", nil),
        ("单位：亿元\n指标\t3月末\t4月末\n存款\t12.5\t13.1", nil),
    ])
    func tellsTheKindWithoutAYear(_ body: String, _ kind: String?) {
        let found = context(body, ReportMetadata())
        #expect(found.kind == kind && found.period == nil)
        if kind == nil, body.contains("指标") { #expect(found.title == nil) }
    }

    @Test func anotherPlaceIsFlagged() {
        let body = "2023年临江市政府工作报告\n一、2022年工作回顾\n成绩不小。"
        #expect(context(body, ReportMetadata(refArea: "西山县")).qualityFlags == ["ref_area_conflict"])
        #expect(context(body, ReportMetadata(refArea: "某省临江市")).qualityFlags.isEmpty)
    }

    /// A page may be called anything: what its title leaves open the body's own tells.
    @Test(arguments: [
        // title of the page, first line, period, kind, place
        ("统计公报", "临江市2022年国民经济和社会发展统计公报", "2022-01-01..2022-12-31", "communique", "临江市"),
        ("全市经济稳中有进", "临江市2022年国民经济和社会发展统计公报", "2022-01-01..2022-12-31", "communique", "临江市"),
        ("政府工作报告", "2022年临江市政府工作报告", "2021-01-01..2021-12-31", "annual", "临江市"),
        ("工作总结", "凝心聚力谱新篇", "2023-01-01..2023-12-31", "annual", ""),
    ])
    func theBodysTitleFillsIn(_ title: String, _ line: String, _ period: String, _ kind: String, _ area: String) {
        var metadata = ReportMetadata(publishedOn: CalendarDate("2024-03-20"))
        metadata.page.title = title
        let found = context(line + "\n各项工作平稳推进，成绩不小。", metadata)
        #expect(found.title == title)
        #expect(found.period.map { "\($0.start)..\($0.end)" } == period)
        #expect(found.kind == kind && found.refArea ?? "" == area && found.qualityFlags == [])
    }

    @Test func metadataWins() {
        let metadata = ReportMetadata(title: "自定标题", refArea: "自定地方")
        let found = context("2023年某市政府工作报告\n一、2022年工作回顾\n成绩不小。", metadata)
        #expect(found.title == "自定标题")
        #expect(found.refArea == "自定地方")
    }

    /// Scraper, page, title, opening lines: in this order, and what disagrees is flagged.
    @Test(arguments: [
        // scraper, site's name, site's code, title of the page, first line -> place, level, code, flags
        ("", "", "", "", "深圳市南山区2023年工作总结", "深圳市南山区|county|440305|"),
        ("", "福田区政府在线", "4403040001", "", "2023年工作总结", "福田区|county|440304|"),
        ("", "涞源县人民政府", "", "", "2023年工作总结", "涞源县|county|130630|"),
        ("", "", "4403000001", "", "南山区2023年工作总结", "南山区|county|440305|"),
        ("", "", "4403050001", "", "南山区2023年工作总结", "南山区|county|440305|"),
        ("", "", "4403050001", "", "粤海街道2023年工作总结", "粤海街道|township||"),
        ("", "", "4403050001", "", "福田区2023年工作总结", "南山区|county|440305|ref_area_conflict"),
        ("", "", "4403050001", "福田区2023年工作总结", "2023年工作总结", "南山区|county|440305|ref_area_conflict"),
        ("福田区", "", "4403050001", "", "2023年工作总结", "福田区|county|440304|ref_area_conflict"),
        ("南山区", "", "4403000001", "", "2023年工作总结", "南山区|county|440305|"),
        ("深圳市南山区", "南山区人民政府", "", "", "南山区2023年工作总结", "深圳市南山区|county|440305|"),
        ("广东省", "", "", "", "涞源县2023年工作总结", "广东省|province|440000|ref_area_conflict"),
        ("", "国务院国资委", "bm30000001", "", "2023年工作总结", "|||"),
        ("", "", "9999999999", "", "2023年工作总结", "|||"),
        ("", "", "", "", "1985年国务院政府工作报告", "全国|nation||"),
        ("", "", "", "", "各位代表：\n现在，我代表中央人民政府作工作报告。", "全国|nation||"),
        ("", "", "", "", "现在，我代表容城县第十四届人民政府，向大会报告工作。", "容城县|county|130629|"),
        ("", "", "", "", "现在，我代表坪山新区管委会向大会作工作报告。", "坪山新区|||"),
        ("", "", "", "", "现在，我代表街道办事处向大会报告工作。", "|||"),
        // Several bear the name: what the opening speaks of more than once tells, but not once, nor of two.
        ("", "", "", "", "南山区2023年工作总结\n支持深圳建设先行示范区，服务深圳发展。", "南山区|county|440305|"),
        ("", "", "", "", "南山区2023年工作总结\n服务鹤岗，服务黑龙江。", "南山区|county|230404|"),
        ("", "", "", "", "南山区2023年工作总结\n服务深圳发展。", "南山区|county||"),
        ("", "", "", "", "南山区2023年工作总结\n服务深圳，与深圳的企业交流，到黑龙江考察。", "南山区|county||"),
        ("", "", "", "", "龙华区2023年工作总结", "龙华区|county||"),
    ])
    func places(_ given: String, _ site: String, _ code: String, _ title: String, _ line: String, _ expected: String) {
        var metadata = ReportMetadata(publishedOn: CalendarDate("2024-01-05"), refArea: given.isEmpty ? nil : given)
        metadata.page.siteName = site.isEmpty ? nil : site
        metadata.page.siteCode = code.isEmpty ? nil : code
        metadata.page.title = title.isEmpty ? nil : title
        let text = FoldedText(Array((line + "\n2023年，各项工作平稳推进，成绩不小。").utf8).span)
        let context = ReportContext(
            text: text,
            outline: OutlineDivider().divide(text),
            metadata: metadata,
            places: Dictionaries.vocabulary.places
        )
        let place = [
            context.refArea ?? "", context.place.level?.rawValue ?? "", context.place.code ?? "",
            context.qualityFlags.joined(separator: " "),
        ]
        #expect(place.joined(separator: "|") == expected)
    }

    @Test func thePageSpeaksWhereTheScraperIsSilent() {
        var metadata = ReportMetadata()
        metadata.page.title = "青山镇2022年工作总结"
        metadata.page.publishedOn = CalendarDate("2023-01-10")
        let silent = context("工作总结\n一年来，成绩不小。", metadata)
        #expect(silent.title == "青山镇2022年工作总结")
        #expect(silent.period == Period.year(2022))
        #expect(silent.qualityFlags == [])
        metadata.title = "青山镇2021年工作总结"
        metadata.publishedOn = CalendarDate("2022-01-10")
        let both = context("工作总结\n一年来，成绩不小。", metadata)
        #expect(both.title == "青山镇2021年工作总结")
        #expect(both.period == Period.year(2021))
        #expect(both.qualityFlags == ["period_conflict", "published_on_conflict"])
    }

    @Test func aSitesOwnNameIsNoTitle() {
        var metadata = ReportMetadata()
        metadata.page.siteName = "涞源县人民政府"
        for title in ["涞源县人民政府", "涞源县人民政府门户网站"] {
            metadata.page.title = title
            #expect(context("涞源县2023年工作总结\n2023年，成绩不小。", metadata).title == "涞源县2023年工作总结")
        }
    }
}
