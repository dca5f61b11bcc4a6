/// The indicators of the dictionary, to be found by their names.
///
/// A name may stand for several indicators that differ in what they are counted in or in being stock or flow: 土地出让 in
/// mu and in yuan, 养老床位 there are and 新增养老床位.
struct IndicatorNames: Sendable {
    /// The indicators in the order of the dictionary.
    let list: [Vocabulary.Indicator]
    /// Names and aliases; a value is what ``meanings(of:)`` asks for.
    let names: WordTrie
    /// What the names may stand for, name by name: side by side, because most looks end here.
    private let meanings: [Meaning]
    /// Where the meanings of each name begin, and the end.
    private let starts: [UInt32]
    /// Words that may stand around a name: a value indexes ``classes``.
    let frame: WordTrie
    /// The classes of the words of ``frame``.
    let classes: [CueClass]

    /// An indicator that a name may stand for.
    struct Meaning: Sendable {
        /// Its index in ``list``.
        @Narrow<UInt32> var index: Int
        /// What it is measured in.
        let dimension: Dimension
        /// Stock or flow.
        let nature: Vocabulary.Indicator.Nature
    }

    /// What the name with `number` may stand for.
    func meanings(of number: Int) -> ArraySlice<Meaning> { meanings[Int(starts[number])..<Int(starts[number + 1])] }

    /// Reads the dictionary; `frame` are the words that may stand around a name.
    init(
        _ table: DictionaryTable,
        frame: [(units: [UInt16], value: UInt32)],
        classes: [CueClass]
    ) throws(VocabularyError) {
        var list: [Vocabulary.Indicator] = []
        var words: [(units: [UInt16], value: UInt32)] = []
        var meanings: [[Int]] = []
        var indices: [[UInt16]: Int] = [:]
        for row in table.rows {
            guard !row.fields[1].isEmpty else { throw table.error(row, 1, "is empty") }
            let aliases = row.list(2)
            let dimension: Dimension = try table.value(row, 3)
            let nature: Vocabulary.Indicator.Nature = try table.value(row, 4)
            let indicator = Vocabulary.Indicator(
                code: row.fields[0],
                name: row.fields[1],
                aliases: aliases,
                dimension: dimension,
                nature: nature
            )
            let own = list.count
            list.append(indicator)
            for name in [indicator.name] + aliases {
                let word = IndicatorMatcher.comparable(ScalarFolding.word(name))
                guard let index = indices[word] else {
                    indices[word] = meanings.count
                    words.append((word, UInt32(meanings.count)))
                    meanings.append([own])
                    continue
                }
                guard meanings[index].last != own else { throw table.error(row, "\(name) stands twice") }
                let same = meanings[index].first { list[$0].dimension == dimension && list[$0].nature == nature }
                if let same { throw table.error(row, "\(name) is a name of \(list[same].code) already") }
                meanings[index].append(own)
            }
        }
        self.list = list
        self.meanings = meanings.joined().map {
            Meaning(index: $0, dimension: list[$0].dimension, nature: list[$0].nature)
        }
        var starts: [UInt32] = [0]
        for indicators in meanings { starts.append(starts[starts.count - 1] + UInt32(indicators.count)) }
        self.starts = starts
        names = WordTrie(words)
        self.frame = WordTrie(frame)
        self.classes = classes
    }
}
