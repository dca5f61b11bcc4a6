/// The place that a report is of, as its title and opening lines tell.
extension ReportOpening {
    /// The place as the scraper has it, else the page, else title and opening lines (`told`); each is compared with those
    /// before it.
    ///
    /// A site's place is that of whoever publishes: a report of a place within it is that place's own.
    mutating func settleArea(given: String?, page: PageMetadata, told: String?, _ places: PlaceDirectory) {
        let site = page.isSilent ? nil : siteArea(page, places)
        var area = given
        if let given, let site, differ(given, site.name, places), !places.isPlace(given, within: site.key) {
            noteOtherArea()
        }
        if given == nil, let site {
            area = site.name
            if let told, places.isPlace(told, within: site.key) {
                area = told
            } else if let told, differ(site.name, told, places) {
                noteOtherArea()
            }
        } else if let given, let told, differ(given, told, places) {
            noteOtherArea()
        }
        area = area ?? told
        guard let area else { return }
        let hints = [site?.key, told, given].compactMap(\.self)
        var place = places.place(area, hints: hints)
        if place.code == nil { place = surrounded(places.alternatives(area, hints: hints)) ?? place }
        settle(area, place)
    }

    /// The one of several places whose surroundings the opening speaks of more than once, if it speaks of no other's.
    private func surrounded(_ alternatives: [(place: Place, around: [[UInt16]])]) -> Place? {
        let told = alternatives.map { alternative in
            alternative.around.reduce(0) { $0 + count(of: $1) }
        }
        guard let index = told.firstIndex(where: { $0 > 0 }), told[index] > 1, told.count(where: { $0 > 0 }) == 1 else {
            return nil
        }
        return alternatives[index].place
    }

    private func count(of word: [UInt16]) -> Int {
        opening.count { index in
            index + word.count <= opening.upperBound && text.units[index] == word[0]
                && text.units[index..<index + word.count].elementsEqual(word)
        }
    }

    /// The place of a site: the one whose code its own begins with, or the one in its name.
    private func siteArea(_ page: PageMetadata, _ places: PlaceDirectory) -> (name: String, key: String)? {
        if let code = page.siteCode, code.utf8.count == 10, let entry = places.entry(code: String(code.prefix(6))) {
            return (entry.name, entry.code)
        }
        guard let name = page.siteName else { return nil }
        return area(in: FoldedText(Array(name.utf8).span)).map { ($0, $0) }
    }

    /// Whether the two name different places; a name may lack what is around it, and the told one what is inside.
    private func differ(_ given: String, _ told: String, _ places: PlaceDirectory) -> Bool {
        !given.hasSuffix(told) && !told.hasSuffix(given) && !given.hasPrefix(told) && !places.mayBeSame(given, told)
    }

    /// The place in a title: `2022年涞源县政府工作报告`, `昌硕街道2022年工作总结`.
    func area(in title: FoldedText) -> String? {
        let reader = TimeReader(text: title, limit: title.count)
        if reader.has("中华人民共和国", at: 0) { return "全国" }
        var start = 0
        start = reader.length(of: "关于", at: 0)
        if let (year, end) = reader.year(at: start) { start = reader.part(at: end, of: year)?.end ?? end }
        while let part = reader.part(at: start, of: 2000) { start = part.end }
        // 2025年3月21日在临江区…会议上
        if start > 0, reader.unit(start) == "在" { start += 1 }
        // Not one of its authorities, as in 国务院国资委.
        if ["国务院政府", "国务院工作报告", "国务院关于"].contains(where: { reader.has($0, at: start) }) { return "全国" }
        // 全市, 我市 name no place.
        if reader.has("全", at: start) || reader.has("我", at: start) || reader.has("本", at: start) { return nil }
        var best: Range<Int>?
        var index = start + 1
        while index < min(title.count, start + 14) {
            if !UnitClass.isHan(title.units[index]) || reader.has("人民政府", at: index) { break }
            let length = PeriodWords.area.length(in: title, at: index, limit: title.count)
            if length > 0, index + length - start >= 3 || index + length - start >= 2 && length > 1 && index > start {
                best = start..<(index + length)
                index += length
            } else {
                index += 1
            }
        }
        return best.map { title.folded($0) }
    }

    /// The place in `我代表深圳市人民政府`, or in the line that names the speaker: `涞源县人民政府县长`.
    func areaOfSpeaker() -> String? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in opening.dropFirst()
        where text.units[index] == "代" && text.units[index - 1] == "我" && reader.unit(index + 1) == "表" {
            if reader.has("国务院", at: index + 2) || reader.has("中央人民政府", at: index + 2) { return "全国" }
            if let area = areaBeforeGovernment(reader, from: index + 2) { return area }
        }
        var start = opening.lowerBound
        while start < opening.upperBound {
            if let area = areaBeforeGovernment(reader, from: start) { return area }
            start = text.marks.next(.lineBreak, from: start, limit: opening.upperBound) + 1
        }
        return nil
    }

    /// The place whose congress the subtitle names: `在临江县第十五届人民代表大会第三次会议上`.
    func areaOfSession() -> String? {
        let reader = TimeReader(text: text, limit: opening.upperBound)
        for index in opening where text.units[index] == "在" {
            var end = index + 1
            while end < index + 14, UnitClass.isHan(reader.unit(end)), reader.unit(end) != "第" { end += 1 }
            guard reader.unit(end) == "第", end - index > 2, PeriodWords.area.ends(in: text, index + 1..<end),
                (end..<min(end + 12, opening.upperBound)).contains(where: { reader.has("代表大会", at: $0) })
            else { continue }
            return text.folded(index + 1..<end)
        }
        return nil
    }

    private func areaBeforeGovernment(_ reader: TimeReader, from start: Int) -> String? {
        if reader.unit(start) == "我" { return nil }
        var end = start
        while end < start + 14, UnitClass.isHan(reader.unit(end)) {
            // 容城县第十四届人民政府
            let term = termLength(reader, at: end)
            if PeriodWords.government.length(in: text, at: end + term, limit: opening.upperBound) > 0 {
                // 县人民政府 and 街道办事处 alone name no place.
                let isNamed = PeriodWords.area.length(in: text, at: start, limit: end) < end - start
                guard end - start >= 2, isNamed, PeriodWords.area.ends(in: text, start..<end) else { return nil }
                return text.folded(start..<end)
            }
            end += 1
        }
        return nil
    }

    /// How long 第十四届 is; 0 where another word stands.
    private func termLength(_ reader: TimeReader, at start: Int) -> Int {
        guard reader.unit(start) == "第" else { return 0 }
        return (start + 2..<start + 6).first { reader.unit($0) == "届" }.map { $0 + 1 - start } ?? 0
    }
}
