/// Joins the lines of a document to paragraphs by where they begin and end.
struct ParagraphBuilder {
    /// A printed line, or a row of a table.
    struct Line {
        var page: Int
        /// Where the last of its words stands among those of its part of the page.
        var lastWord = 0
        var left: Float = 0
        var right: Float = 0
        var top: Float = 0
        var bottom: Float = 0
        /// The height of its widest word, and the width of its Han characters.
        var size: Float = 0
        var em: Float = 0
        var text: [UInt8]
        /// Whether it stands for itself: a row of a table.
        var isRow = false

        var center: Float { (top + bottom) / 2 }
    }

    private let lines: [Line]
    /// Where lines commonly begin and end.
    private let leftEdges: [Float]
    private let rightEdges: [Float]
    private var usesIndents = false
    /// How far lines are apart, center to center.
    private var pitch: Float = 0

    /// The body that these lines make: paragraphs and rows, a line each.
    static func body(of lines: [Line]) -> [UInt8] {
        ParagraphBuilder(lines).build()
    }

    private init(_ lines: [Line]) {
        self.lines = lines
        let prose = lines.filter { !$0.isRow }
        leftEdges = Self.edges(prose.map(\.left))
        rightEdges = Self.edges(prose.map(\.right))
        let indented = prose.count { isIndented($0) }
        usesIndents = indented * 20 >= prose.count && indented * 3 <= prose.count * 2
        pitch = Self.pitch(of: prose)
    }

    private func build() -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(lines.reduce(0) { $0 + $1.text.count + 1 })
        var isJoined = false
        for index in lines.indices {
            let line = lines[index]
            if index > 0 {
                let before = lines[index - 1]
                let wasJoined = isJoined
                isJoined = joins(before, line, isHanging: wasJoined && abs(before.left - line.left) < 0.5 * line.em)
                if isJoined {
                    if let last = body.last, let first = line.text.first, PositionedText.isLetter(last),
                        PositionedText.isLetter(first)
                    {
                        body.append(0x20)
                    }
                } else {
                    body.append(0x0A)
                }
            }
            body += line.text
        }
        return body
    }

    // Measures.

    /// Places that many lines begin or end at, in points, from the left.
    private static func edges(_ places: [Float]) -> [Float] {
        /// Two points are one place.
        let width = 4096
        var histogram = [Int](repeating: 0, count: width + 2)
        var farthest: Float = 0
        for place in places {
            histogram[min(max(Int(place / 2), 0), width)] += 1
            farthest = max(farthest, place)
        }
        let least = max(3, places.count / 6)
        func near(_ index: Int) -> Int {
            (index > 0 ? histogram[index - 1] : 0) + histogram[index] + histogram[index + 1]
        }
        var edges: [Float] = []
        for index in 0...width where near(index) >= least {
            let isPeak =
                (index == 0 || near(index) > near(index - 1)) && (index == width || near(index) >= near(index + 1))
            if isPeak { edges.append(Float(index) * 2 + 1) }
        }
        if farthest > (edges.last ?? -1) + 2 { edges.append(farthest) }
        return edges
    }

    private static func pitch(of lines: [Line]) -> Float {
        var distances: [Float] = []
        for (before, after) in zip(lines, lines.dropFirst())
        where before.page == after.page && before.right > after.left && after.right > before.left {
            let distance = after.center - before.center
            if distance > 0.5 * after.size { distances.append(distance) }
        }
        guard !distances.isEmpty else { return .infinity }
        distances.sort()
        return distances[distances.count / 2]
    }

    private func isIndented(_ line: Line) -> Bool {
        guard let edge = leftEdges.first(where: { $0 >= line.left - 4 * line.em }) else { return false }
        return line.left - edge >= 1.2 * line.em
    }

    // Joining.

    /// Whether a line goes on with the one before it; `isHanging` tells that this goes on itself from where it begins.
    private func joins(_ before: Line, _ after: Line, isHanging: Bool) -> Bool {
        guard !before.isRow, !after.isRow, abs(before.size - after.size) <= 0.15 * before.size, isFull(before, after)
        else { return false }
        let isBelow = before.page == after.page && after.center > before.center
        if isBelow, after.center - before.center > 1.45 * pitch, after.center - before.center > 1.6 * after.size {
            return false
        }
        if Self.endsSentence(before.text) {
            return usesIndents && !isIndented(after) && after.left <= before.left + 0.5 * after.em
                && !Self.opensItem(after.text)
        }
        // Where paragraphs are indented a line that is opens one, unless it hangs below a marker.
        let hangs = after.left > before.left + 0.8 * after.em && Self.opensItem(before.text)
        if usesIndents, isIndented(after), !hangs, !isHanging { return false }
        return !Self.opensItem(after.text)
    }

    /// Whether a line ends where it does because nothing more had room on it: not even the first word of the next.
    private func isFull(_ line: Line, _ next: Line) -> Bool {
        guard line.right - line.left > 10 * line.em else { return false }
        // A comma may hang over the edge, which is known by some three points.
        let hanging: Float = Self.hangingMarks.contains { line.text.suffix(3).elementsEqual($0) } ? 1.1 : 0.5
        let edge = rightEdges.first { $0 >= line.right - hanging * line.em - 3 } ?? line.right
        return line.right + Self.width(ofFirstWordOf: next.text, next.em) > edge - 0.1 * line.em
    }

    /// How wide what cannot be parted is at the beginning of a line: a number or word of Latin letters, a Han character with
    /// the marks that are never first on a line behind it, or last before it.
    private static func width(ofFirstWordOf text: [UInt8], _ em: Float) -> Float {
        var width: Float = 0
        var index = 0
        var hasWord = false
        while index < text.count, width < 40 {
            let byte = text[index]
            if byte <= 0x20 { break }
            if byte < 0x80 {
                width += 0.5
                index += 1
                hasWord = true
                continue
            }
            if byte < 0xE0 || byte >= 0xF0 || index + 2 >= text.count { break }
            let mark = (UInt32(byte) & 15) << 12 | (UInt32(text[index + 1]) & 63) << 6 | UInt32(text[index + 2]) & 63
            let opens = [0xFF08, 0x201C, 0x300A, 0x3008, 0x3010, 0x2018].contains(mark)
            let closes = [
                0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF01, 0xFF1F, 0xFF09, 0x201D, 0x300B, 0x3009, 0x3011, 0xFF05,
                0x2019, 0x2030,
            ].contains(mark)
            if hasWord, !closes { break }
            width += 1
            index += 3
            hasWord = hasWord || !opens
        }
        return width * em
    }

    private static func endsSentence(_ text: [UInt8]) -> Bool {
        let end = text.suffix(3)
        return sentenceEnds.contains { end.elementsEqual($0) }
    }

    private static let hangingMarks: [[UInt8]] = ["，", "。", "、", "；", "：", "”", "）", "》", "！", "？"].map {
        Array($0.utf8)
    }
    private static let sentenceEnds: [[UInt8]] = ["。", "！", "？", "：", "；"].map { Array($0.utf8) }

    /// Whether a line begins something of its own: 一、 （一） 1、 ① ●.
    private static func opensItem(_ text: [UInt8]) -> Bool {
        if HTMLText.startsWithOrdinal(text[...]) { return !text.starts(with: ordinalWord) }
        var index = 0
        while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
        if index > 0, index <= 3, index + 1 < text.count {
            if text[index] == 0x2E { return text[index + 1] &- 0x30 >= 10 }
            return text[index...].starts(with: pause)
        }
        return bullets.contains { text.starts(with: $0) }
    }

    private static let ordinalWord = Array("第".utf8)
    private static let pause = Array("、".utf8)
    private static let bullets: [[UInt8]] = [
        "●", "■", "◆", "★", "•", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "——", "注：",
    ]
    .map { Array($0.utf8) }
}
