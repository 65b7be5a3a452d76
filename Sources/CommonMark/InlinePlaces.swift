/// Where inlines really stand: cmark counts from its own copy of a paragraph.

/// Corrects the places inside of one paragraph or heading.
///
/// cmark takes every line to begin in the column of the first one, and does not notice the line
/// end behind a backslash.
struct InlinePlaces {
    private let map: SourceMap
    private let firstLine: Int
    private let firstColumn: Int
    private let lastLine: Int

    /// How far a line of cmark's that holds several of ours has been followed.
    ///
    /// Kept, because a paragraph of such lines is followed from its beginning otherwise.
    private struct Cursor {
        var number: Int
        var line: Int
        var skipped: Int
    }

    private var cursor: Cursor

    /// Lines of cmark's that end in a backslash: those before `line`, and those on it.
    private var line: Int
    private var breaksBefore = 0
    private var breaksOnLine = 0

    init(of node: CNode, map: SourceMap) {
        self.map = map
        firstLine = node.startLine
        firstColumn = node.startColumn
        lastLine = max(node.startLine, node.endLine)
        line = node.startLine
        cursor = Cursor(number: 0, line: 0, skipped: 0)
    }

    /// The place of an inline that cmark gave one.
    mutating func position(of node: CNode) -> SourcePosition {
        if node.startLine > line {
            breaksBefore += breaksOnLine
            (line, breaksOnLine) = (node.startLine, 0)
        }
        cursor = follow(line: node.startLine, column: node.startColumn)
        let start = place(of: node.startColumn, cursor)
        let endCursor = follow(line: max(node.startLine, node.endLine), column: node.endColumn)
        let end = place(of: node.endColumn, endCursor)
        guard (start.line, start.column) <= (end.line, end.column) else {
            return SourcePosition(line: start.line, column: start.column)
        }
        return SourcePosition(
            line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
    }

    /// Notes a hard break that stands behind `place`.
    mutating func lineBreak(behind place: SourcePosition) {
        let range = map.line(place.endLine)
        let last = map.bytes[range].last { $0 != 0x0A && $0 != 0x0D }
        if last == UInt8(ascii: "\\") { breaksOnLine += 1 }
    }

    private func place(of column: Int, _ cursor: Cursor) -> (line: Int, column: Int) {
        (cursor.line, map.column(line: cursor.line, byte: column - cursor.skipped))
    }

    /// The line of ours that a column of cmark's lies in.
    private func follow(line number: Int, column: Int) -> Cursor {
        var cursor = cursor
        if cursor.number != number {
            let line = number + breaksBefore + (number > self.line ? breaksOnLine : 0)
            let shift = line > firstLine ? firstColumn - 1 - indent(of: line) : 0
            cursor = Cursor(number: number, line: line, skipped: shift)
        }
        while cursor.line < lastLine, column - cursor.skipped > map.line(cursor.line).count {
            cursor.skipped += map.line(cursor.line).count - indent(of: cursor.line + 1)
            cursor.line += 1
        }
        return cursor
    }

    /// The bytes in front of a line's text: spaces and the signs of quotes.
    private func indent(of line: Int) -> Int {
        map.bytes[map.line(line)]
            .prefix { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }.count
    }
}
