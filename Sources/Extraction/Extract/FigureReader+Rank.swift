/// A place in an order: `列全市第一`, `均居全省第2位`.
extension FigureReader {
    /// Enters the ranks; an ordinal without a verb of ranking or a place before it is none.
    mutating func readRank(_ series: Range<Int>, _ phrase: Phrase) {
        let quantity = sentence.quantities[series.lowerBound]
        var rest = Phrase(start: phrase.start, numberStart: phrase.numberStart)
        rest.isForSeveral = series.count > 1
        var seen: CueClass = []
        var place = 0..<0
        var verbStart: Int?
        let stretch = rest.range
        for cue in cues(in: stretch.lowerBound..<stretch.upperBound) {
            if cue.classes.contains(.rankVerb) {
                verbStart = cue.start
                seen.formUnion(cue.classes)
            }
            if cue.classes.contains(.place) {
                if verbStart == nil || place.isEmpty { place = cue.start..<cue.end }
                seen.formUnion(.place)
            }
            if cue.classes.contains(.each) { seen.formUnion(.each) }
        }
        let isAdjacent = !place.isEmpty && place.upperBound >= quantity.start - 8
        guard verbStart != nil || isAdjacent else { return }
        if let verbStart { rest.end = verbStart } else { rest.end = place.lowerBound }
        if let verbStart, !place.isEmpty, place.lowerBound < verbStart, place.upperBound >= verbStart - 1 {
            rest.end = place.lowerBound
        }
        if let streak = cues(in: rest.range).first(where: { $0.classes.contains(.streak) }) {
            if streak.start > rest.start {
                rest.end = streak.start
            } else if let end = yearsEnd(at: streak.end, limit: rest.end) {
                // 连续2年在全省考评中排名第一
                rest.start = end
                if rest.end > end + 3, units[end] == 0x5728, units[rest.end - 1] == 0x4E2D {
                    rest.start += 1
                    rest.end -= 1
                }
            }
        }
        if let scope = units[rest.range].lastIndex(of: 0x5728), !place.isEmpty, scope > rest.start,
            cue(at: scope, limit: rest.end)?.length ?? 1 == 1
        {
            // 光伏在建规模居全省第一: 在建 is a word of the name.
            rest.end = scope
        }
        rest.peel(units, vocabulary, mentions: mentions)
        if let word = cue(endingAt: rest.end, limit: rest.start), word.length == rest.end - rest.start,
            word.classes.contains(.rankVerb)
        {
            // 排名分别升至第二、第三: the whole phrase tells only that it is a rank.
            rest.end = rest.start
        }
        rest.classes.formUnion(seen)
        if let marker = cue(endingAt: rest.end, limit: rest.start), marker.classes.contains(.placeholder) {
            rest.end -= marker.length
            // 等5项指标, 两项指标
            while rest.end > rest.start,
                units[rest.end - 1] == 0x9879 || Numeral.hanDigit(units[rest.end - 1]) != nil
                    || UnitClass.isDigit(units[rest.end - 1])
            {
                rest.end -= 1
            }
            if rest.end > rest.start, units[rest.end - 1] == 0x7B49 { rest.end -= 1 }
            rest.classes.formUnion(.each)
        }
        let entries = names(for: series, rest, isInheriting: true)
        for entry in entries {
            var draft = Draft(
                quantity: entry.quantity,
                measure: .rank,
                name: entry.name,
                namingRule: entry.rule,
                relatesTo: entry.relatesTo
            )
            draft.comparedWith = place
            add(draft, rest)
        }
        if seen.contains(.each) { firstOpenLevel = drafts.count }
    }
}
