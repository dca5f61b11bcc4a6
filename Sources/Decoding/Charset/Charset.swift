/// The charsets that Chinese reports come in, by their preferred names.
enum Charset: String, Sendable {
    case utf8 = "utf-8"
    /// With its subsets GBK and GB2312, which declare themselves and hold characters of the whole.
    case gb18030
    /// With the additions of Hong Kong.
    case big5
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"

    /// The charset of a label as pages and scrapers write it; nil for one that says nothing of these.
    ///
    /// What servers say by default (`iso-8859-1`) says nothing.
    init?(label: String) {
        let plain = label.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "unicode11utf8", "utf8mb4": self = .utf8
        case "gb18030", "gbk", "xgbk", "gb2312", "gb231280", "csgb2312", "isoir58", "csgb231280", "chinese", "euccn",
            "cp936", "ms936", "windows936", "gb180302000", "gb180302005", "gb180302022":
            self = .gb18030
        case "big5", "big5hkscs", "cnbig5", "csbig5", "xxbig5", "cp950", "ms950", "windows950": self = .big5
        case "utf16le", "utf16", "unicode", "ucs2", "iso10646ucs2", "csunicode": self = .utf16LittleEndian
        case "utf16be", "unicodefffe": self = .utf16BigEndian
        default: return nil
        }
    }

    /// What iconv calls it.
    var converterName: String {
        switch self {
        case .utf8: "UTF-8"
        case .gb18030: "GB18030"
        case .big5: "BIG5-HKSCS"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        }
    }

    var isDoubleByte: Bool { self == .gb18030 || self == .big5 }
    var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// Whether a label says nothing wrong of ASCII alone.
    static func isASCII(label: String) -> Bool {
        ["us-ascii", "ascii", "ansi_x3.4-1968"].contains(label.lowercased())
    }
}
