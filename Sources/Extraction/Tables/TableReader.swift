/// Reads the rows of a flattened table into drafts: a number for each cell, named by its row, meant as its column says.
struct TableReader {
    /// The words.
    let vocabulary: Vocabulary
    /// The text.
    let text: FoldedText
    /// Finds the times in captions, heads and names.
    var resolver: PeriodResolver
    /// The section in which the table stands.
    let section: Int

    /// Reads `table` into the quantities and drafts of `reader`.
    mutating func read(_ table: Table, into reader: inout FigureReader) {
        reader.beginTable(table.range)
        let layout = TableLayout(table, text: text, vocabulary: vocabulary, resolver: &resolver, section: section)
        // The last row that says what is measured.
        var parent = 0..<0
        // The unit that the last row with one told.
        var unit: UnitPhrase?
        for record in layout.records {
            var label = TableLabel(record.label, text: text, vocabulary: vocabulary)
            label.findTime(&resolver, section: section)
            if !label.isClass, !label.name.isEmpty { parent = label.name }
            if let own = label.unit ?? record.unit { unit = own }
            let isWhole = record.values.count >= layout.columns.count && !layout.columns.isEmpty
            let row = TableRow(
                vocabulary: vocabulary,
                text: text,
                layout: layout,
                record: record,
                label: label,
                parent: parent,
                inheritedUnit: isWhole && label.takesUnit ? unit : nil
            )
            row.read(into: &reader)
        }
    }
}
