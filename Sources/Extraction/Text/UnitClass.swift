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
        isDigit(unit) || isLatinLetter(unit) || unit == "*" || unit == "_"
    }

    /// The value of `一` to `十`; nil for anything else.
    static func hanDigit(_ unit: UInt16) -> Int? {
        switch unit {
        case "一": 1
        case "二": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        case "十": 10
        default: nil
        }
    }

    /// Whether the unit is an Arabic digit or one of `一` to `十`.
    static func isAnyDigit(_ unit: UInt16) -> Bool { isDigit(unit) || hanDigit(unit) != nil }

    /// Whether the unit ends a sentence or a clause so that a paragraph may end with it.
    static func endsSentence(_ unit: UInt16) -> Bool {
        switch unit {
        case "。", "!", "?", ";", ":", "…", "”", "’", ")", "》", "】": true
        default: false
        }
    }

    /// Whether a sentence begins behind the unit: `。！？；：` and a line break.
    static func endsClause(_ unit: UInt16) -> Bool {
        switch unit {
        case "。", "!", "?", ";", ":", "\n": true
        default: false
        }
    }

    /// Whether the unit is a bullet sign.
    static func isBullet(_ unit: UInt16) -> Bool {
        switch unit {
        case "•", "●", "■", "◆", "▪", "▲", "★", "☆", "※", "➢", "◇", "□", "·", "◎", "▶", "►", "▍", "➤", "✓", "✔", "√",
            "❖", "→":
            true
        // What Word's fonts of signs leave behind.
        case 0xF020...0xF0FF: true
        default: false
        }
    }

    /// Whether a unit of measure or a scale word may begin with the unit, so that a number before it is cut in two.
    static func opensUnit(_ unit: UInt16) -> Bool {
        switch unit {
        case "%", ".", "万", "亿", "千", "百", "元", "个", "家", "户", "人", "名", "亩", "吨",
            "米", "平", "公", "件", "次", "项", "倍", "处":
            true
        default: false
        }
    }

    /// Whether the unit closes a title and is no part of it: punctuation, space, markdown's `#` and `*`.
    static func closesTitle(_ unit: UInt16) -> Bool {
        switch unit {
        case "。", "!", "?", ";", ":", ",", "、", ".", " ", "#", "*", "※": true
        default: false
        }
    }
}
