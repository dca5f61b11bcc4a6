/// What a page's meta elements say, by the names that the standard for Chinese government sites gives them.
struct PageMetadata {
    private var values: [String: String] = [:]

    /// The names, in lower case and in order of preference, of what is kept.
    private static let titleNames = ["articletitle", "og:title"]
    private static let dateNames = ["pubdate", "publishdate", "article:published_time", "firstpublishedtime"]
    private static let sourceNames = ["contentsource", "source"]
    private static let kept = Set(titleNames + dateNames + sourceNames + ["sitename", "siteidcode"])

    /// Whether a meta element of this name, in lower case, says something.
    static func keeps(_ name: String) -> Bool { kept.contains(name) }

    /// Keeps a meta element; the first of two counts.
    mutating func note(_ name: String, _ content: String) {
        if values[name] == nil, !content.isEmpty { values[name] = content }
    }

    private func first(_ names: [String]) -> String? { names.lazy.compactMap { values[$0] }.first }

    /// The title of the article.
    var title: String? { first(Self.titleNames) }
    /// The day of publication.
    var publishedOn: DocumentMetadata.Day? { first(Self.dateNames).flatMap(Self.day) }
    /// Who published it first.
    var source: String? { first(Self.sourceNames) }
    /// The site.
    var siteName: String? { values["sitename"] }
    /// The site's code.
    var siteIDCode: String? { values["siteidcode"] }

    /// The first day in a text: 2021-02-03, 2021/2/3, 2021.2.3, 2021年2月3日, 20210203.
    static func day(_ text: String) -> DocumentMetadata.Day? {
        var numbers: [(value: Int, length: Int)] = []
        var isOpen = false
        for scalar in text.unicodeScalars {
            guard scalar.isASCII, let digit = Int(String(scalar)) else {
                isOpen = false
                continue
            }
            if isOpen, let last = numbers.last, last.length < 9 {
                numbers[numbers.count - 1] = (last.value * 10 + digit, last.length + 1)
            } else if numbers.count < 8 {
                numbers.append((digit, 1))
            }
            isOpen = true
        }
        for (index, number) in numbers.enumerated() {
            if number.length == 8, let day = day(number.value / 10_000, number.value / 100 % 100, number.value % 100) {
                return day
            }
            guard number.length == 4, index + 2 < numbers.count, numbers[index + 1].length <= 2,
                numbers[index + 2].length <= 2
            else { continue }
            if let day = day(number.value, numbers[index + 1].value, numbers[index + 2].value) { return day }
        }
        return nil
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> DocumentMetadata.Day? {
        guard (1900...2200).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        return DocumentMetadata.Day(year: year, month: month, day: day)
    }
}
