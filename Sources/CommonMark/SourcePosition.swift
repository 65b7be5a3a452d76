/// Where a construct stands in the source, from its first to its last character.

/// A range of the source; lines and columns count from one, both ends belong to it.
///
/// Columns count characters (Unicode scalars), not bytes: an editor's cursor goes there. A tab
/// is one column. For a construct whose end cmark does not know, `end` equals the start.
package struct SourcePosition: Sendable, Hashable {
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int

    package init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// A single character.
    package init(line: Int, column: Int) {
        self.init(line: line, column: column, endLine: line, endColumn: column)
    }
}
