import Dictionaries
import Testing

@testable import Extraction

@Suite struct PlaceDirectoryTests {
    private let places = Dictionaries.vocabulary.places

    @Test(arguments: [
        ("河北省", "province", "130000"), ("内蒙古自治区", "province", "150000"), ("内蒙古", "province", "150000"),
        ("北京市", "province", "110000"), ("香港特别行政区", "province", "810000"),
        ("深圳市", "prefecture", "440300"), ("延边朝鲜族自治州", "prefecture", "222400"), ("锡林郭勒盟", "prefecture", "152500"),
        ("涞源县", "county", "130630"), ("浦东新区", "county", "310115"), ("阿鲁科尔沁旗", "county", "150421"),
        // Parts, also with short names of provinces and white space between.
        ("广东省深圳市南山区", "county", "440305"), ("深圳市南山区", "county", "440305"), ("河北 保定市 易县", "county", "130633"),
        ("广东深圳市", "prefecture", "440300"), ("黑龙江省鹤岗市南山区", "county", "230404"),
        // Several of that name, and nothing that tells which.
        ("南山区", "county", ""), ("鼓楼区", "county", ""),
        // What was renamed or became part of another.
        ("清苑县", "county", "130622"), ("襄樊市", "prefecture", "420600"), ("宣武区", "county", "110104"),
        // A code that changed hands: the place that still is wins.
        ("庐江县", "county", "340124"),
        // Founded since 2016, also under the name that another place bears: 海口市龙华区.
        ("深圳市龙华区", "county", "440309"), ("光明区", "county", "440311"), ("杭州市临平区", "county", "330113"),
        ("龙华区", "county", ""),
        ("洛阳市偃师区", "county", "410307"), ("莱芜市", "prefecture", "371200"), ("白杨市", "county", "659012"),
        // Below the county, and what no list has.
        ("临溪街道", "township", ""), ("某市青山镇", "township", ""), ("涞源县白石山镇", "township", ""), ("小岗村", "village", ""),
        ("幸福社区", "village", ""), ("大鹏新区", "", ""), ("某某经济开发区", "", ""), ("无名县", "county", ""), ("无名市", "", ""),
        ("全国", "nation", ""), ("中华人民共和国", "nation", ""), ("县", "", ""), ("", "", ""), ("hello", "", ""),
        // A part that does not lie within the one before.
        ("河北省南山区", "county", ""),
    ])
    func tellsLevelAndCode(_ name: String, _ level: String, _ code: String) {
        let place = places.place(name)
        #expect(place.level?.rawValue ?? "" == level)
        #expect(place.code ?? "" == code)
    }

    @Test func hintsTellPlacesOfOneNameApart() {
        #expect(places.place("南山区", hints: ["深圳市"]).code == "440305")
        #expect(places.place("南山区", hints: ["440300"]).code == "440305")
        #expect(places.place("南山区", hints: ["无名县", "河北省", "黑龙江省"]).code == "230404")
        #expect(places.place("南山区", hints: ["440305"]).code == "440305")
        #expect(places.place("南山区", hints: ["河北省"]).code == nil)
    }

    @Test func everyPlaceIsFoundByItsWholeName() throws {
        var unfound: [String] = []
        for entry in places.list where entry.isCurrent {
            var name = entry.name
            var parent = entry.parent
            while let code = parent, let around = places.entry(code: code) {
                name = around.name + name
                parent = around.parent
            }
            if places.place(name) != Place(level: entry.level, code: entry.code) { unfound.append(name) }
        }
        #expect(unfound == [])
        #expect(places.list.count { $0.isCurrent } > 3200)
    }

    @Test(arguments: [
        (
            "HEADER\n1300\t河北省\t\tprovince\t\tcurrent\n",
            "places:2: code \"1300\" is no code of six digits"
        ),
        (
            "# source\nHEADER\n130000\t河北省\t\tstate\t\tcurrent\n",
            "places:3: level \"state\" is none of nation, province, prefecture, county, township, village"
        ),
        (
            "HEADER\n130600\t保定市\t\tprefecture\t130000\tcurrent\n",
            "places:2: parent \"130000\" is no code of this list"
        ),
        (
            "HEADER\n130000\t河北省\t\tprovince\t\tnow\n",
            "places:2: status \"now\" is none of current, former"
        ),
    ])
    func mistakesAreToldWithTheirLine(_ text: String, _ message: String) {
        let header = "code\tname\tformer_names\tlevel\tparent\tstatus"
        let rows = "code\tname\taliases\tunit_kind\tstock_or_flow\ngdp\t生产总值\t\tmoney\tflow\n"
        let units = "surface\tcode\tpower_of_ten\tkind\tdimension\n元\tCNY\t0\tmoney\tmoney\n"
        let cues = "surface\tclasses\tnote\n增长\tincrease\t\n"
        let error = #expect(throws: VocabularyError.self) {
            try Vocabulary(
                indicators: Array(rows.utf8),
                units: Array(units.utf8),
                cues: Array(cues.utf8),
                places: Array(text.replacing("HEADER", with: header).utf8)
            )
        }
        #expect(error?.description == message)
    }
}
