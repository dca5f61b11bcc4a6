/// What kind of character a folded unit is.
enum UnitClass {
    /// Whether the unit is a Han character.
    static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF || unit >= 0x3400 && unit < 0x4DC0 }

    /// Whether the unit is an Arabic digit.
    static func isDigit(_ unit: UInt16) -> Bool { unit &- 0x30 < 10 }

    /// Whether the unit is a Latin letter.
    static func isLatinLetter(_ unit: UInt16) -> Bool { (unit | 0x20) &- 0x61 < 26 }

    /// Whether the unit is a Latin letter, a digit, or a sign that stands before a number.
    static func isWord(_ unit: UInt16) -> Bool {
        isDigit(unit) || isLatinLetter(unit) || unit == 0x2A || unit == 0x5F
    }

    /// The value of `一` to `十`; nil for anything else.
    static func hanDigit(_ unit: UInt16) -> Int? {
        switch unit {
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        case 0x5341: 10
        default: nil
        }
    }

    /// Whether the unit ends a sentence or a clause so that a paragraph may end with it.
    static func endsSentence(_ unit: UInt16) -> Bool {
        switch unit {
        // 。！？；：… and the closing quotes and brackets.
        case 0x3002, 0x21, 0x3F, 0x3B, 0x3A, 0x2026, 0x201D, 0x2019, 0x29, 0x300B, 0x3011: true
        default: false
        }
    }

    /// Whether a sentence begins behind the unit: `。！？；：` and a line break.
    static func endsClause(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x3002, 0x21, 0x3F, 0x3B, 0x3A, 0x0A: true
        default: false
        }
    }

    /// Whether the unit is a bullet sign.
    static func isBullet(_ unit: UInt16) -> Bool {
        switch unit {
        // • ● ■ ◆ ▪ ▲ ★ ☆ ※ ➢ ◇ □ ·
        case 0x2022, 0x25CF, 0x25A0, 0x25C6, 0x25AA, 0x25B2, 0x2605, 0x2606, 0x203B, 0x27A2, 0x25C7, 0x25A1, 0xB7: true
        default: false
        }
    }

    /// Whether a unit of measure or a scale word may begin with the unit, so that a number before it is cut in two.
    static func opensUnit(_ unit: UInt16) -> Bool {
        switch unit {
        // % . 万 亿 千 百 元 个 家 户 人 名 亩 吨 米 平 公 件 次 项 倍 处
        case 0x25, 0x2E, 0x4E07, 0x4EBF, 0x5343, 0x767E, 0x5143, 0x4E2A, 0x5BB6, 0x6237, 0x4EBA, 0x540D, 0x4EA9, 0x5428,
            0x7C73, 0x5E73, 0x516C, 0x4EF6, 0x6B21, 0x9879, 0x500D, 0x5904:
            true
        default: false
        }
    }

    /// Whether the unit closes a title and is no part of it: punctuation, space, markdown's `#` and `*`.
    static func closesTitle(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x3002, 0x21, 0x3F, 0x3B, 0x3A, 0x2C, 0x3001, 0x2E, 0x20, 0x23, 0x2A, 0x203B: true
        default: false
        }
    }
}
