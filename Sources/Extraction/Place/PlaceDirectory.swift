/// The places of the dictionary, to be found by their names.
///
/// A name is read from the left, each part within what was found before: 广东省深圳市南山区. Names that several places bear
/// (南山区, 鼓楼区) are told apart by what stands before them or by hints; where that does not tell, none is chosen.
struct PlaceDirectory: Sendable {
    /// No places at all.
    static let empty = PlaceDirectory()

    /// The places in the order of the dictionary.
    let list: [Vocabulary.PlaceEntry]
    private let names: WordTrie
    /// For each name the places that bear or bore it, as indices of ``list``.
    private let meanings: [[Int]]
    private let parents: [Int?]
    private let indices: [String: Int]

    private init() {
        list = []
        names = WordTrie([])
        meanings = []
        parents = []
        indices = [:]
    }

    /// Reads the dictionary.
    init(_ table: DictionaryTable) throws(VocabularyError) {
        var list: [Vocabulary.PlaceEntry] = []
        var indices: [String: Int] = [:]
        for row in table.rows {
            let code = row.fields[0]
            guard code.utf8.count == 6, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw table.error(row, 0, "is no code of six digits")
            }
            guard !row.fields[1].isEmpty else { throw table.error(row, 1, "is empty") }
            guard ["current", "former"].contains(row.fields[5]) else {
                throw table.error(row, 5, "is none of current, former")
            }
            let entry = Vocabulary.PlaceEntry(
                code: code,
                name: row.fields[1],
                formerNames: row.list(2),
                level: try table.value(row, 3),
                parent: row.fields[4].isEmpty ? nil : row.fields[4],
                isCurrent: row.fields[5] == "current"
            )
            indices[code] = list.count
            list.append(entry)
        }
        for row in table.rows where !row.fields[4].isEmpty && indices[row.fields[4]] == nil {
            throw table.error(row, 4, "is no code of this list")
        }
        self.list = list
        self.indices = indices
        var words: [(units: [UInt16], value: UInt32)] = []
        var meanings: [[Int]] = []
        var known: [[UInt16]: Int] = [:]
        func add(_ name: String, _ place: Int) {
            let word = ScalarFolding.word(name)
            let index = known[word] ?? meanings.count
            if index == meanings.count {
                known[word] = index
                meanings.append([])
                words.append((word, UInt32(index)))
            }
            meanings[index].append(place)
        }
        for (index, entry) in list.enumerated() {
            for name in [entry.name] + Self.shortNames(entry) { add(name, index) }
        }
        for (index, entry) in list.enumerated() {
            for name in entry.formerNames {
                // Codes within a province have changed hands: who bears the name is meant, not who bore it.
                let bearers = known[ScalarFolding.word(name)].map { meanings[$0] } ?? []
                if bearers.contains(where: { list[$0].isCurrent && list[$0].code.prefix(2) == entry.code.prefix(2) }) {
                    continue
                }
                add(name, index)
            }
        }
        self.meanings = meanings
        names = WordTrie(words)
        parents = list.map { $0.parent.flatMap { indices[$0] } }
    }

    /// How long the full name of a place is that stands at `index`, 临江县 but not 广东; nil where none stands there.
    func nameLength(in units: [UInt16], at index: Int, limit: Int) -> Int? {
        guard let match = names.longest(in: units, at: index, limit: limit), match.length > 2 else { return nil }
        switch units[index + match.length - 1] {
        case "县", "市", "区", "旗", "州": return match.length
        default: return nil
        }
    }

    /// Whether all of `name` is the name of a place, also of a city or province in short: 合肥, 江苏.
    func isName(_ name: ArraySlice<UInt16>) -> Bool {
        guard (2...12).contains(name.count) else { return false }
        let units = Array(name) + ["市"]
        return names.longest(in: units, at: 0, limit: name.count)?.length == name.count
            || name.count < 5 && names.longest(in: units, at: 0, limit: units.count)?.length == units.count
    }

    /// The place with a code, or nil.
    func entry(code: String) -> Vocabulary.PlaceEntry? { indices[code].map { list[$0] } }

    /// What is known of the place called `name`; `hints` are names and codes of places that it may be in, the best first.
    func place(_ name: String, hints: [String] = []) -> Place {
        let units = Self.units(name)
        if Self.nation.contains(units) { return Place(level: .nation) }
        let (found, rest) = read(units)
        guard !found.isEmpty else { return Place(level: Self.level(of: units[...])) }
        guard rest == units.count else { return Place(level: Self.level(of: units[rest...])) }
        let places = narrowed(found, by: hints)
        let level = list[places[0]].level
        guard places.count == 1 else {
            return Place(level: places.allSatisfy { list[$0].level == level } ? level : nil)
        }
        return Place(level: level, code: list[places[0]].code)
    }

    /// The places that `name` still may stand for where there are several, each with what lies around it in short: 深圳, 广东.
    func alternatives(_ name: String, hints: [String] = []) -> [(place: Place, around: [[UInt16]])] {
        let units = Self.units(name)
        let (found, rest) = read(units)
        guard found.count > 1, rest == units.count else { return [] }
        let places = narrowed(found, by: hints)
        guard places.count > 1 else { return [] }
        return places.map { index in
            var around: [[UInt16]] = []
            var parent = parents[index]
            while let next = parent {
                around.append(ScalarFolding.word(Self.shortNames(list[next]).first ?? Self.shortName(list[next])))
                parent = parents[next]
            }
            return (Place(level: list[index].level, code: list[index].code), around)
        }
    }

    /// Whether what `inner` names lies within what `outer` names, a name or a code, and is not the same.
    func isPlace(_ inner: String, within outer: String) -> Bool {
        let around = places(outer)
        guard !around.isEmpty else { return false }
        let (found, rest) = read(Self.units(inner))
        // 临溪街道 is in no list; it may lie anywhere above its level.
        if found.isEmpty {
            let level = Self.level(of: Self.units(inner)[...])
            return level == .township || level == .village
        }
        if rest < Self.units(inner).count { return found.contains { lies($0, within: around) } }
        return found.contains { !around.contains($0) && lies($0, within: around) }
    }

    /// Whether the two may mean one place.
    func mayBeSame(_ one: String, _ other: String) -> Bool {
        let places = self.places(one)
        return self.places(other).contains { places.contains($0) }
    }

    /// All that `name`, a name or a code, may stand for.
    private func places(_ name: String) -> [Int] {
        if let index = indices[name] { return [index] }
        let units = Self.units(name)
        let (found, rest) = read(units)
        return rest == units.count ? found : []
    }

    /// Reads parts from the left as long as each lies within the one before; gives back the last one's meanings and its end.
    private func read(_ units: [UInt16]) -> (found: [Int], end: Int) {
        var found: [Int] = []
        var index = 0
        while index < units.count, let match = names.longest(in: units, at: index, limit: units.count) {
            var next = meanings[Int(match.value)]
            if !found.isEmpty { next.removeAll { !lies($0, within: found) } }
            if next.isEmpty { break }
            found = next
            index += match.length
        }
        return (found, index)
    }

    /// Those that lie within the first hint that tells; of those and of none the ones that still are, where there are any.
    private func narrowed(_ found: [Int], by hints: [String]) -> [Int] {
        var found = found
        for hint in hints where found.count > 1 {
            let around = places(hint)
            let near = found.filter { around.contains($0) || lies($0, within: around) }
            if !near.isEmpty { found = near }
        }
        let current = found.filter { list[$0].isCurrent }
        return current.isEmpty ? found : current
    }

    private func lies(_ index: Int, within around: [Int]) -> Bool {
        var parent = parents[index]
        while let next = parent {
            if around.contains(next) { return true }
            parent = parents[next]
        }
        return false
    }

    private static func units(_ name: String) -> [UInt16] { ScalarFolding.word(name).filter { $0 != " " } }

    private static let nation = Set(["全国", "国家", "中国", "中华人民共和国"].map { ScalarFolding.word($0) })

    /// 广东 for 广东省, 内蒙古 for 内蒙古自治区.
    private static func shortNames(_ entry: Vocabulary.PlaceEntry) -> [String] {
        guard entry.level == .province else { return [] }
        for ending in ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]
        where entry.name.hasSuffix(ending) {
            return [String(entry.name.dropLast(ending.count))]
        }
        return []
    }

    /// 深圳 for 深圳市, which is found in running text alone; 大理白族自治州 has none.
    private static func shortName(_ entry: Vocabulary.PlaceEntry) -> String {
        for ending in ["市", "地区", "盟"] where entry.name.hasSuffix(ending) && entry.name.count > ending.count + 1 {
            return String(entry.name.dropLast(ending.count))
        }
        return entry.name
    }

    /// What the last word of a name tells of its level.
    private static func level(of units: ArraySlice<UInt16>) -> Place.Level? {
        endings.first { units.count > $0.units.count && units.suffix($0.units.count).elementsEqual($0.units) }?.level
    }

    /// The first that fits tells; 新区 and zones may be of any level, and so may a city.
    private static let endings: [(units: [UInt16], level: Place.Level?)] = [
        ("特别行政区", .province), ("自治区", .province), ("省", .province),
        ("自治州", .prefecture), ("地区", .prefecture), ("盟", .prefecture),
        ("社区", .village), ("村", .village), ("嘎查", .village),
        ("街道", .township), ("街道办事处", .township), ("苏木", .township), ("镇", .township), ("乡", .township),
        ("新区", nil), ("开发区", nil), ("园区", nil), ("示范区", nil), ("高新区", nil), ("经开区", nil), ("保税区", nil),
        ("县", .county), ("旗", .county), ("区", .county),
    ]
    .map { (ScalarFolding.word($0.0), $0.1) }
}
