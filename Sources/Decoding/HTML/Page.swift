/// A page as lines of text in the boxes that hold them.
struct Page {
    /// A line: a paragraph, a heading, an item, a row of a table.
    struct Line {
        /// Where it stands in the text.
        var start: Int
        /// Where it ends.
        var end: Int
        /// How many of its bytes are links.
        var linkCount: Int32
        /// The innermost box around it.
        var box: Int32
        /// Whether it is a row of a table, its cells set apart by tabs.
        var isRow = false
        /// Of which level its element makes it a heading, 1 to 6; 0 where it is none.
        var headingLevel: UInt8 = 0
    }

    /// An element that holds lines, or other boxes; each comes after the one around it.
    struct Box {
        /// The box around it; its own index for the outermost.
        var parent: Int32
        /// The element.
        var tag: HTMLTag
        /// Its id in the page's bytes.
        var id: Range<Int32>
        /// Its classes in the page's bytes.
        var classes: Range<Int32>
    }

    /// The text of all lines; what stands between lines belongs to none.
    var text: [UInt8] = []
    /// The lines, in order.
    var lines: [Line] = []
    /// The boxes.
    var boxes = [Box(parent: 0, tag: .body, id: 0..<0, classes: 0..<0)]
    /// Whether there is a tag.
    var hasMarkup = false
    /// Scripts, in the page's bytes.
    var scripts: [Range<Int>] = []
    /// What the page carries as markup for its scripts, or for those who run none, in its bytes: templates, form fields.
    var templates: [Range<Int>] = []
    /// What its `<title>` says.
    var title: String?
    /// What its meta elements say.
    var metadata = PageMetadata()

    /// The text of a line.
    func text(of line: Line) -> ArraySlice<UInt8> { text[line.start..<line.end] }
}
