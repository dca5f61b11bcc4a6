/// Finds the article on a page: the box around most of its prose, without what in it is chrome.
///
/// Nothing here knows a site: prose is lines with sentences and rows with numbers, chrome is links, tools, and small boxes that
/// say so by their element, id or class.
struct ArticleFinder {
    /// Fewer bytes of prose are no article that outweighs what a box calls itself.
    private static let small = 600
    /// As many bytes of prose are a sentence.
    private static let sentence = 45

    private let page: Page
    private let bytes: [UInt8]
    /// Whether what a box calls itself tells chrome.
    private let trustsNames: Bool
    /// How many bytes of prose each line has.
    private var weights: [Int] = []
    /// The sum of the weights in each box, without chrome.
    private var prose: [Int]
    /// All other bytes of text in each box.
    private var clutter: [Int]
    /// Behind the last box inside each box.
    private var ends: [Int]
    /// The lines in each box, which stand together.
    private var lineRanges: [Range<Int>]
    private var isChrome: [Bool]

    /// The lines of the article on a page, which was laid out from `bytes`.
    static func article(on page: Page, of bytes: [UInt8]) -> Article {
        var finder = ArticleFinder(page, bytes)
        finder.weigh()
        if finder.missesFigures {
            // A box is called what others call their chrome, and holds all there is.
            finder = ArticleFinder(page, bytes, trustsNames: false)
            finder.weigh()
        }
        let box = finder.articleBox()
        return Article(lines: finder.lines(in: box), prose: finder.prose[0])
    }

    private init(_ page: Page, _ bytes: [UInt8], trustsNames: Bool = true) {
        self.page = page
        self.bytes = bytes
        self.trustsNames = trustsNames
        prose = [Int](repeating: 0, count: page.boxes.count)
        clutter = prose
        ends = Array(1...page.boxes.count)
        lineRanges = [Range<Int>](repeating: 0..<0, count: page.boxes.count)
        isChrome = [Bool](repeating: false, count: page.boxes.count)
    }

    private mutating func weigh() {
        weights.reserveCapacity(page.lines.count)
        for (number, line) in page.lines.enumerated() {
            let weight = Self.weight(of: line, page.text(of: line))
            weights.append(weight)
            prose[Int(line.box)] += weight
            clutter[Int(line.box)] += line.end - line.start - weight
            extend(Int(line.box), number..<number + 1)
        }
        // Inner boxes come after the ones around them.
        for index in page.boxes.indices.dropFirst().reversed() {
            let parent = Int(page.boxes[index].parent)
            ends[parent] = max(ends[parent], ends[index])
            extend(parent, lineRanges[index])
            if prose[index] < Self.small, prose[index] + clutter[index] > 0,
                saysChrome(page.boxes[index]) || isTeasers(index)
            {
                isChrome[index] = true
                clutter[index] += prose[index]
                prose[index] = 0
            }
            prose[parent] += prose[index]
            clutter[parent] += clutter[index]
        }
    }

    /// Whether a sentence with a number lies in what is taken for chrome, and outweighs all that does not.
    private var missesFigures: Bool {
        page.lines.indices.contains { index in
            weights[index] >= max(Self.sentence, prose[0] + 1)
                && HTMLText.marks(of: page.text(of: page.lines[index])).digits > 0
        }
    }

    private mutating func extend(_ box: Int, _ lines: Range<Int>) {
        let old = lineRanges[box]
        if lines.isEmpty { return }
        lineRanges[box] =
            old.isEmpty ? lines : min(old.lowerBound, lines.lowerBound)..<max(old.upperBound, lines.upperBound)
    }

    /// How much of a line is prose, in bytes.
    private static func weight(of line: Page.Line, _ text: ArraySlice<UInt8>) -> Int {
        let own = text.count - Int(line.linkCount)
        let marks = HTMLText.marks(of: text)
        // A paragraph may stand in a link; a list of links has no full stop.
        if own * 2 < text.count { return marks.stops > 0 && text.count >= 180 ? text.count : 0 }
        if line.isRow { return marks.digits > 0 ? own : own / 4 }
        if marks.stops > 0 && text.count >= 30 || marks.commas > 0 && text.count >= 75 {
            return text.count < 400 && (ChromeWords.isFoot(text) || ChromeWords.isTools(text)) ? 0 : own
        }
        return text.count >= 200 ? own / 2 : own / 8
    }

    /// Whether a list's items are links to other pages with a few words of each.
    private func isTeasers(_ box: Int) -> Bool {
        // Of nested lists each looks at its lines: a few hundred at most.
        guard prose[box] > 0, [.ul, .ol, .dl].contains(page.boxes[box].tag), lineRanges[box].count <= 200
        else { return false }
        let lines = page.lines[lineRanges[box]]
        let links = lines.count { Int($0.linkCount) * 5 >= ($0.end - $0.start) * 3 }
        return links >= 2 && links * 3 >= lines.count
    }

    private func saysChrome(_ box: Page.Box) -> Bool {
        switch box.tag {
        case .nav, .footer, .aside, .header: return true
        default: break
        }
        return trustsNames
            && [box.id, box.classes].contains { name in
                !name.isEmpty
                    && ChromeWords.nameChrome(
                        bytes[Int(name.lowerBound)..<min(Int(name.upperBound), Int(name.lowerBound) + 200)]
                    )
            }
    }

    /// The smallest box that holds the article.
    private func articleBox() -> Int {
        var children: [Int: Int] = [:]
        // The box with most prose inside each box that has more than one.
        for index in page.boxes.indices.dropFirst() where prose[index] > 0 {
            let parent = Int(page.boxes[index].parent)
            if let best = children[parent], prose[best] >= prose[index] { continue }
            children[parent] = index
        }
        var box = 0
        while let child = children[box], prose[child] * 10 >= prose[0] * 9 { box = child }
        // What little prose was left outside belongs to the article where nothing else stands beside it.
        while box > 0 {
            let parent = Int(page.boxes[box].parent)
            let (more, clutterMore) = (prose[parent] - prose[box], clutter[parent] - clutter[box])
            guard more >= 2 * clutterMore || isFrame(parent, of: box) else { break }
            box = parent
        }
        return box
    }

    /// Whether all that a box adds to one inside of it is a line or two that are no chrome, such as the title.
    private func isFrame(_ outer: Int, of inner: Int) -> Bool {
        let outer = lineRanges[outer]
        let inner = lineRanges[inner]
        guard outer.count - inner.count <= 3 else { return false }
        return outer.allSatisfy { index in
            let line = page.lines[index]
            return inner.contains(index)
                || line.linkCount == 0 && line.end - line.start <= 200 && !isChromeLine(line)
                    && !ChromeWords.isFoot(page.text(of: line))
        }
    }

    /// The lines of a box that are no chrome.
    private func lines(in box: Int) -> [Page.Line] {
        var isDropped = isChrome
        for index in box..<ends[box] where index > box {
            if isDropped[Int(page.boxes[index].parent)], Int(page.boxes[index].parent) >= box {
                isDropped[index] = true
            }
        }
        isDropped[box] = false
        let all = page.lines.indices.filter { (box..<ends[box]).contains(Int(page.lines[$0].box)) }
        guard let first = all.first(where: { weights[$0] >= 30 }), let last = all.last(where: { weights[$0] >= 30 })
        else {
            return all.map { page.lines[$0] }.filter {
                $0.linkCount == 0 && !isDropped[Int($0.box)] && !isChromeLine($0)
            }
            .filter { !ChromeWords.isFoot(page.text(of: $0)) }
        }
        var kept: [Page.Line] = []
        // Above the title stand the page's tabs and the like.
        var start = 0
        if let title = titleIndex(before: first) {
            if (box..<ends[box]).contains(Int(page.lines[title].box)) {
                start = title
            } else {
                kept.append(page.lines[title])
            }
        }
        for index in all where index >= start && !isDropped[Int(page.lines[index].box)] {
            let line = page.lines[index]
            let text = page.text(of: line)
            if weights[index] < 30 || line.isRow {
                if isChromeLine(line) { continue }
                // Headings may be links, as from a table of contents.
                let isInside = index > first && index < last
                if isLinks(line, text), !isInside || !HTMLText.startsWithOrdinal(text) { continue }
                if index < first || index > last, ChromeWords.isFoot(text) { continue }
            }
            kept.append(line)
        }
        return kept
    }

    private func isChromeLine(_ line: Page.Line) -> Bool {
        let text = page.text(of: line)
        return ChromeWords.isTools(text) || BylineWords.isByline(text)
    }

    private func isLinks(_ line: Page.Line, _ text: ArraySlice<UInt8>) -> Bool {
        line.headingLevel == 0 && Int(line.linkCount) * 5 >= text.count * 3 && !HTMLText.hasSentence(text)
    }

    /// The nearest line above the prose that is the title, or where that takes several lines the first of them.
    private func titleIndex(before first: Int) -> Int? {
        let title = HTMLText.condensed(Array((page.metadata.title ?? page.title ?? "").utf8)[...])
        // Farther away stands what belongs to the site.
        let nearest = page.lines.indices[..<first].suffix(200).last { index in
            let line = page.lines[index]
            let text = HTMLText.condensed(page.text(of: line))
            guard text.count >= 12, text.count <= 300, Int(line.linkCount) * 2 < line.end - line.start else {
                return false
            }
            return HTMLText.find(text, in: title[...]) != nil || line.headingLevel == 1 && text.count >= 18
        }
        guard var index = nearest else { return nil }
        while index > 0 {
            let text = HTMLText.condensed(page.text(of: page.lines[index - 1]))
            guard !text.isEmpty, text.count < title.count, HTMLText.find(text, in: title[...]) != nil else { break }
            index -= 1
        }
        return index
    }
}

/// The lines of an article, in order.
struct Article {
    /// The lines.
    var lines: [Page.Line]
    /// How many bytes of prose there are on the page.
    var prose: Int
}
