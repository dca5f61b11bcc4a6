/// Finds what is printed on page after page around the text: headers, footers, numbers of pages.
struct RunningLines {
    /// A line as it comes again: its text but for the digits, and its distance from the page's edge.
    private struct Key: Hashable {
        var text: UInt64
        var place: Int
    }

    /// The outermost row of a page at one of its edges.
    private struct Candidate {
        var page: Int
        var row: Int
        var key: Key
    }

    /// So many rows from each edge are looked at.
    private static let depth = 2
    /// How far from an edge they stand: an eighth of the page, or an inch.
    private func margin(of page: Int) -> Float { max(positioned.pages[page].height / 8, 72) }

    private let positioned: PositionedText
    private let pages: [WordRows]
    private var candidates: [Candidate] = []
    private var counts: [Key: Int] = [:]

    /// For each page which of its rows are printed around the text; a header that is said nowhere else stays once.
    static func find(on pages: [WordRows], of positioned: PositionedText) -> [Set<Int>] {
        var lines = RunningLines(pages, positioned)
        return lines.find()
    }

    private init(_ pages: [WordRows], _ positioned: PositionedText) {
        self.pages = pages
        self.positioned = positioned
    }

    private mutating func find() -> [Set<Int>] {
        var found = [Set<Int>](repeating: [], count: pages.count)
        for page in pages.indices {
            lookFromTop(of: page, &found)
            lookFromBottom(of: page, &found)
        }
        var said: Set<UInt64> = []
        for candidate in candidates where isRepeated(candidate.key) {
            if said.insert(candidate.key.text).inserted, said.count <= 8, isOnlyHere(candidate) { continue }
            found[candidate.page].insert(candidate.row)
        }
        return found
    }

    private mutating func lookFromTop(of page: Int, _ found: inout [Set<Int>]) {
        let rows = pages[page].rows
        for row in rows.indices.prefix(Self.depth) {
            guard rows[row].bottom <= margin(of: page) else { return }
            let next = row + 1 < rows.count ? rows[row + 1].top - rows[row].bottom : .infinity
            guard note(page, row, distance: rows[row].top, gap: next, &found) else { return }
        }
    }

    private mutating func lookFromBottom(of page: Int, _ found: inout [Set<Int>]) {
        let rows = pages[page].rows
        let height = positioned.pages[page].height
        for row in rows.indices.suffix(Self.depth).reversed() {
            guard rows[row].top >= height - margin(of: page) else { return }
            let next = row > 0 ? rows[row].top - rows[row - 1].bottom : .infinity
            guard note(page, row, distance: rows[row].bottom - height, gap: next, &found) else { return }
        }
    }

    /// Notes a row that stands apart from the text, and tells whether the next one may be of its kind too.
    private mutating func note(_ page: Int, _ row: Int, distance: Float, gap: Float, _ found: inout [Set<Int>]) -> Bool
    {
        let content = pages[page].rows[row]
        let text = pages[page].text(of: content, positioned)
        guard content.chunks.count <= 3, text.count <= 300 else { return false }
        if Self.isPageNumber(text), gap > 0.3 * content.height {
            found[page].insert(row)
            return true
        }
        let words = text.filter { $0 &- 0x30 >= 10 }
        guard !words.isEmpty, gap > 0.3 * content.height else { return true }
        let key = Key(text: HTMLText.key(of: words[...]).key, place: Int((distance / 4).rounded()))
        counts[key, default: 0] += 1
        candidates.append(Candidate(page: page, row: row, key: key))
        return true
    }

    /// Whether it stands on several pages: those on the left and those on the right may have their own.
    private func isRepeated(_ key: Key) -> Bool {
        var count = 0
        for place in (key.place - 1)...(key.place + 1) { count += counts[Key(text: key.text, place: place)] ?? 0 }
        return count >= 2 && count * 3 >= pages.count
    }

    /// Whether what a header says is said nowhere else.
    private func isOnlyHere(_ candidate: Candidate) -> Bool {
        guard candidate.key.place >= 0 else { return false }
        let row = pages[candidate.page].text(of: pages[candidate.page].rows[candidate.row], positioned)
        guard row.count >= 12 else { return false }
        // A title stands at the beginning.
        var rest = positioned.text.prefix(1 << 18)
        var count = 0
        while count <= pages.count, let place = HTMLText.find(Array(row.prefix(60)), in: rest) {
            count += 1
            rest = rest[place.upperBound...]
        }
        return count <= pages.count
    }

    /// Whether a line has nothing but the number of a page: 3, - 12 -, 第3页 共12页, 3/12.
    private static func isPageNumber(_ line: [UInt8]) -> Bool {
        var digits = 0
        var index = 0
        while index < line.count {
            let byte = line[index]
            if byte &- 0x30 < 10 {
                digits += 1
                index += 1
            } else if byte == 0x2D || byte == 0x2F || byte == 0x2C {
                index += 1
            } else if let sign = signs.first(where: { line[index...].starts(with: $0) }) {
                index += sign.count
            } else {
                return false
            }
        }
        return digits > 0 && digits <= 8
    }

    private static let signs: [[UInt8]] = ["—", "－", "–", "─", "·", "•", "第", "页", "共", "，", "／"].map { Array($0.utf8) }
}
