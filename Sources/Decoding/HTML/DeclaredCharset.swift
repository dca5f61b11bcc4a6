/// What a page says of its own charset.
enum DeclaredCharset {
    /// The standard asks for it in the first 1024 bytes; pages have it behind long scripts.
    private static let searched = 16_384

    /// The charset in a `<meta>` element or in an XML declaration; nil where there is none.
    ///
    /// It is looked for before the charset is known, in bytes that are ASCII in all but UTF-16.
    static func find(in bytes: [UInt8]) -> String? {
        let head = bytes.prefix(searched)
        var index = 0
        while index < head.count {
            guard head[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            index += 1
            let end = head[index...].prefix(512).firstIndex(of: UInt8(ascii: ">")) ?? min(index + 512, head.endIndex)
            let tag = head[index..<end]
            if startsWith("meta", tag), let charset = value(of: "charset", in: tag) { return charset }
            if startsWith("?xml", tag), let charset = value(of: "encoding", in: tag) { return charset }
        }
        return nil
    }

    private static func startsWith(_ name: StaticString, _ tag: ArraySlice<UInt8>) -> Bool {
        guard tag.count > name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { letters in
            letters.indices.allSatisfy { tag[tag.startIndex + $0] | 0x20 == letters[$0] | 0x20 }
        }
    }

    /// What follows `name=`, with or without quotes.
    private static func value(of name: String, in tag: ArraySlice<UInt8>) -> String? {
        let lower = tag.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
        guard let found = HTMLText.find(Array(name.utf8), in: lower[...]) else { return nil }
        var index = found.upperBound
        while index < lower.count, lower[index] == 0x20 || lower[index] == 0x3D { index += 1 }
        if index < lower.count, lower[index] == 0x22 || lower[index] == 0x27 { index += 1 }
        let start = index
        while index < lower.count,
            Character(Unicode.Scalar(lower[index])).isLetter || lower[index] == 0x2D
                || lower[index] == 0x5F || lower[index] &- 0x30 < 10
        {
            index += 1
        }
        return index > start ? String(decoding: lower[start..<index], as: UTF8.self) : nil
    }
}
