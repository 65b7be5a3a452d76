/// Where a construct stands in the source, from its first to its last character.

/// A range of the source; lines and columns count from one, both ends belong to it.
///
/// Columns count characters (Unicode scalars), not bytes: an editor's cursor goes there. A tab
/// is one column. For a construct whose end cmark does not know, `end` equals the start.
package struct SourcePosition: Sendable, Hashable {
    // A text has a million characters at most, and a tree a great many places.
    private let start: Place
    private let end: Place

    private struct Place: Sendable, Hashable {
        let line: Int32
        let column: Int32

        init(_ line: Int, _ column: Int) {
            (self.line, self.column) = (Int32(clamping: line), Int32(clamping: column))
        }
    }

    package var line: Int { Int(start.line) }
    package var column: Int { Int(start.column) }
    package var endLine: Int { Int(end.line) }
    package var endColumn: Int { Int(end.column) }

    package init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        start = Place(line, column)
        end = Place(endLine, endColumn)
    }

    /// A single character.
    package init(line: Int, column: Int) {
        self.init(line: line, column: column, endLine: line, endColumn: column)
    }
}
