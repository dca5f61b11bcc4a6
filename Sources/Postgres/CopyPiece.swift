/// Rows that go out with others by one COPY.
package struct CopyPiece: Sendable {
    let rows: BinaryCopyWriter
    let preparation: SQL?

    /// Rows, and the statements without parameters that must run before them; nil where none must.
    package init(_ rows: BinaryCopyWriter, preparation: SQL? = nil) {
        self.rows = rows
        self.preparation = preparation
    }
}
