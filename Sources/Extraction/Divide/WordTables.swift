/// The words by which headings and what is no report are told apart.
enum WordTables {
    /// Words of a session in a subtitle: `——2024年1月20日在……会议上`.
    static let session = WordTable("会议上 大会上 次会议 全会上 代表大会")

    /// What titles of a report's parts end with.
    static let titleEnd = WordTable(
        """
        工作回顾 回顾 工作总结 总结 主要成效 工作成效 主要工作 工作情况 情况 总体要求 主要目标 目标任务 主要任务 重点任务 工作任务 \
        工作安排 工作打算 工作计划 工作思路 工作思路和任务 主要工作任务 重点工作任务 工作要点 工作目标 存在问题 存在的问题 主要问题 困难和问题 自身建设 重点工作 下一步 总体思路 工作部署 主要措施
        """
    )

    /// What no heading of a report holds: bylines, sessions, salutations, controls of a page.
    static let noHeading = WordTable(
        """
        记者 通讯员 摄影 各位代表 同志们 会议上 大会上 次会议 县长 市长 省长 区长 镇长 乡长 总理 主席 主任 编辑 责编 来源 作者 发布 字号 \
        字体 打印 收藏 浏览 阅读 上一篇 下一篇 相关链接 相关报道 版权 主办 承办 备案 技术支持 网站 客户端 微信 微博 首页 当前位置 索引号 \
        文号 关闭窗口 分享 公众号 扫一扫 附件下载 点击 谢谢 不完全统计 单位: 党委、政府 市委、市政府 县委、县政府 区委、区政府 导语 投稿
        """
    )

    /// Times without a year that open the first heading of a report.
    static let halfYear = WordTable("上半年 前三季度 一季度 今年以来 一年来 半年来 过去一年 过去五年")

    /// What titles of whole documents end with.
    static let documentTitle = WordTable(
        "工作报告 政府工作报告 统计公报 汇报材料 工作总结 讲话 会议文件 情况报告 述职报告 工作汇报 报告摘要 实录 运行情况 运行分析 运行情况分析 运行简况 运行简析 形势分析 范文"
    )

    /// What the second line of a title ends with.
    static let titleRest = WordTable("报告 总结 汇报 小结 通报 综述")

    /// Controls and record lines of a page.
    static let chrome = WordTable(
        """
        字号 字体 浏览次数 浏览量 点击数 点击量 阅读: 阅读次数 访问量 评论: 责任编辑 责编 编辑: 来源: 信息来源 稿件来源 发布时间 发布日期 发文时间 \
        发文日期 发文单位 发布机构 生成日期 成文日期 索引号 文号: 主题词: 主题分类 信息分类 公开方式 公开形式 有效性 上一篇 下一篇 相关链接 相关报道 \
        版权所有 主办单位: 承办单位: 备案号 ICP备 公网安备 技术支持: 扫一扫 关注公众号 分享到 分享: 打印本页 关闭窗口 当前位置 您的位置 您现在的位置 您所在的位置 您当前的位置 \
        你的位置 所在位置: 网站首页 联系我们 网站地图 来源URL 正文: 作者: 记者: 报告人: 新浪微博 QQ空间 人人网 政府信息公开目录
        """
    )

    /// Buttons of a page that stand on lines of their own.
    static let buttons = WordTable(
        """
        下载 打印 全屏 收藏 加大 还原 减小 大 中 小 】 【 首页 分享 关闭 返回 顶部 标题: 时间: 阅读: 评论: 内容摘要: > 我的收藏 搜索 登录 注册 繁体 简体
        """
    )

    /// What opens a glossary behind a report.
    static let glossary = WordTable("名词解释 名词注释 名词释义 用语解释 词语解释 术语解释 有关名词 注释: 名词说明 用语说明 专有名词")

    /// What opens a note below a table or a report.
    static let note = WordTable("注: 注1: 备注: 数据来源: 资料来源: 说明:")

    /// What opens an abstract before a report.
    static let abstract = WordTable("内容摘要: 摘要: 内容提要: 内容概述: 导读: 核心提示:")
}
