/// Takes out a second copy of the article, as pages have it that carry a version for printing or for telephones.
enum DoubledLines {
    /// A copy has at least so many lines, and so many bytes.
    private static let fewestLines = 3
    private static let fewestBytes = 600

    /// The lines without runs of lines that stood before.
    static func removed(_ lines: [Page.Line], of page: Page) -> [Page.Line] {
        var places: [UInt64: Int] = [:]
        places.reserveCapacity(lines.count)
        var isCopy = [Bool](repeating: false, count: lines.count)
        let texts = lines.map { HTMLText.key(of: page.text(of: $0)) }
        var index = 0
        while index < lines.count {
            guard let before = places[texts[index].key] else {
                places[texts[index].key] = index
                index += 1
                continue
            }
            guard !lines[index].isRow else {
                index += 1
                continue
            }
            var length = 0
            var count = 0
            while before + length < index, index + length < lines.count,
                texts[before + length].key == texts[index + length].key
            {
                count += texts[index + length].count
                length += 1
            }
            if length >= fewestLines, count >= fewestBytes {
                for copy in index..<index + length { isCopy[copy] = true }
            }
            index += length
        }
        return lines.indices.filter { !isCopy[$0] }.map { lines[$0] }
    }
}
