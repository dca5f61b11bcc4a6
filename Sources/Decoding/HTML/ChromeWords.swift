/// Words by which the parts of a page that are no article are known, on any site.
enum ChromeWords {
    /// Words of ids and classes of what stands around an article.
    private static let boxes: Set<String> = [
        "nav", "navbar", "navs", "navigation", "menu", "menus", "submenu", "foot", "footer", "header", "topbar",
        "banner",
        "logo", "crumb", "crumbs", "breadcrumb", "breadcrumbs", "location", "position", "dqwz", "share", "sharebox",
        "bdshare", "bdsharebuttonbox", "jiathis", "tool", "tools", "toolbar", "related", "relate", "relevant",
        "recommend", "xgyd", "xgwz", "xgxx", "xglj", "xgzc", "hot", "sidebar", "aside", "copyright", "copy", "friend",
        "friendlink", "links", "search", "searchbox", "login", "comment", "comments", "pager", "pagination", "prev",
        "next", "prevnext", "qrcode", "qr", "ewm", "erweima", "weixin", "wechat", "fontsize", "gongneng", "backtop",
        "gotop", "totop", "ad", "ads", "advert", "popup", "modal", "tip", "tips", "float", "bottom", "btm",
    ]

    /// The same as numbers: a page has a box for every few hundred bytes.
    private static let boxKeys = Set(boxes.map { $0.utf8.reduce(seed, mix) })
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// Whether an id or class names something around an article.
    static func nameChrome(_ name: ArraySlice<UInt8>) -> Bool {
        var key = seed
        var wasLower = false
        for byte in name {
            let lower = byte | 0x20
            let isLetter = lower &- 0x61 < 26
            // footNav is two words.
            let opensWord = isLetter && byte < 0x60 && wasLower
            if !isLetter || opensWord {
                if key != seed, boxKeys.contains(key) { return true }
                key = seed
            }
            if isLetter { key = mix(key, lower) }
            wasLower = isLetter && byte >= 0x60
        }
        return key != seed && boxKeys.contains(key)
    }

    /// What a tool of the page says; a line of nothing else is one.
    private static let tools = [
        "打印本页", "打印本文", "打印页面", "打印", "关闭窗口", "关闭本页", "关闭页面", "关闭", "字体大小", "字体", "字号", "文字大小", "放大", "缩小", "默认",
        "超大", "分享到微信", "分享到微博", "分享到", "分享至", "分享", "微信", "微博", "新浪微博", "QQ空间", "人人网", "收藏本页", "收藏", "返回顶部", "返回首页",
        "返回上页",
        "返回列表", "返回", "回到顶部", "我要纠错", "纠错", "扫一扫在手机打开当前页", "扫一扫在手机上打开当前页", "扫一扫手机阅读", "扫一扫", "扫码阅读", "扫描二维码", "手机阅读",
        "下载文字版", "下载图片版", "下载", "无障碍阅读", "无障碍", "长者模式", "繁体", "简体", "朗读", "播放", "暂停", "听全文", "点击收听", "保护视力色", "背景色",
        "复制链接",
        "复制", "二维码", "更多", "上一条", "下一条", "上一篇", "下一篇", "没有了", "相关链接", "相关阅读", "相关新闻", "相关文章", "相关信息", "相关稿件", "相关附件",
        "相关文档",
        "相关政策", "推荐阅读", "延伸阅读", "猜你喜欢", "热门推荐", "图解", "视频", "语音播报", "当前位置", "您现在的位置", "您所在的位置", "你的位置", "首页", "全文阅读",
        "阅读全文", "无障碍浏览", "长者专区", "关怀版", "繁體", "繁体版", "简体版", "手机版", "打印文章", "上一页", "下一页", "尾页", "末页",
        "发表评论", "加入收藏", "告诉好友", "打印此文", "设为首页", "点击蓝字关注我们", "点击上方蓝字关注我们", "预览时标签不可点", "微信扫一扫", "关注该公众号", "使用小程序",
        "继续滑动看下一个", "向上滑动看下一个", "轻触阅读原文", "轻触两下取消赞", "轻触两下取消在看", "小程序", "在看", "赞", "留言", "听过", "知道了", "取消", "允许",
        "print", "close", "A+", "A-", "大", "中", "小", "特大",
    ].map { Array($0.utf8) }.sorted { $0.count > $1.count }

    /// What a foot of a page says.
    private static let feet = [
        "版权所有", "ICP备", "公网安备", "网安备", "网站标识码", "主办单位", "承办单位", "主办：", "承办：", "技术支持", "网站地图", "建议使用", "分辨率",
        "Copyright", "copyright",
        "邮政编码", "邮编", "地址：", "电话：", "传真：", "联系我们", "法律声明", "隐私", "站点地图", "您是第", "IE浏览器", "浏览器版本",
        "升级浏览器", "网友评论", "本站立场无关", "本网立场无关", "不代表本网", "不代表本站", "本网转载", "本站转载", "如有侵权", "侵权请联系", "关注官方微信", "本文的内容是否",
    ].map { Array($0.utf8) }

    /// Whether a line is made of tools and nothing else.
    static func isTools(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 240 else { return false }
        var index = line.startIndex
        var found = false
        let (tools, mayBegin) = (tools, toolBeginnings)
        next: while index < line.endIndex {
            if mayBegin[slot(line, index)] {
                for tool in tools where line[index...].starts(with: tool) {
                    index += tool.count
                    found = true
                    continue next
                }
            }
            guard let length = separatorLength(line, index) else { return false }
            index += length
        }
        return found
    }

    /// Whether a line belongs to the foot of a page.
    static func isFoot(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 600 else { return false }
        // A sentence may speak of one of these things.
        let needed = HTMLText.hasSentence(line) ? 2 : 1
        let (feet, mayBegin) = (feet, footBeginnings)
        var found: UInt64 = 0
        var index = line.startIndex
        while index < line.endIndex {
            if mayBegin[slot(line, index)] {
                for (number, foot) in feet.enumerated() where line[index...].starts(with: foot) {
                    found |= 1 << UInt64(number)
                }
                if found.nonzeroBitCount >= needed { return true }
            }
            let byte = line[index]
            index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        }
        return false
    }

    /// By their slots, which characters begin a word of feet; each line of text is asked.
    private static let footBeginnings = beginnings(of: feet)
    private static let toolBeginnings = beginnings(of: tools)

    private static func beginnings(of words: [[UInt8]]) -> [Bool] {
        var slots = [Bool](repeating: false, count: 1 << 12)
        for word in words { slots[slot(word[...], 0)] = true }
        return slots
    }

    /// A place in a table for the character that begins here, which others may share.
    private static func slot(_ text: ArraySlice<UInt8>, _ index: Int) -> Int {
        let first = text[index]
        guard first >= 0x80, index + 2 < text.endIndex else { return Int(first) }
        let key = UInt32(first) << 16 | UInt32(text[index + 1]) << 8 | UInt32(text[index + 2])
        return Int((key &* 0x9E37_79B1) >> 20)
    }

    /// The length of a blank, bracket, bar or other mark between tools or labels; nil at anything else.
    static func separatorLength(_ line: ArraySlice<UInt8>, _ index: Int) -> Int? {
        let byte = line[index]
        if byte < 0x80 { return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 ? nil : 1 }
        if byte == 0xC2 { return 2 }
        guard byte >= 0xE2, byte < 0xF0, index + 2 < line.endIndex else { return nil }
        let scalar = UInt32(byte & 0x0F) << 12 | UInt32(line[index + 1] & 0x3F) << 6 | UInt32(line[index + 2] & 0x3F)
        switch scalar {
        // Marks, arrows, boxes; 、 。 〈 to 】; full-width marks.
        case 0x2000...0x2BFF, 0x3000...0x3020, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65,
            0xFEFF:
            return 3
        default: return nil
        }
    }
}
