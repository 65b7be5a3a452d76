/// A Markdown table in columns, or as pairs where the terminal is too narrow.
internal import CommonMark
internal import Platform

/// Lays out one table; cells are wrapped to their columns.
struct TableLayout {
    let layout: BlockLayout
    let table: Table

    /// Between two columns.
    private static let gap = 2

    /// A column narrower than this cannot be read.
    private static let narrowest = 8

    func lines(width: Int) -> [Line] {
        guard let widths = columns(width: width) else { return pairs(width: width) }
        var lines = row(table.header, widths, .strong)
        lines.append(
            Line(
                widths.map { String(repeating: layout.style.isPlain ? "-" : "─", count: $0) }
                    .joined(separator: String(repeating: " ", count: TableLayout.gap)), .faint))
        for cells in table.rows { lines += row(cells, widths, .plain) }
        return lines
    }

    /// The columns' widths; nil when they do not fit side by side.
    private func columns(width: Int) -> [Int]? {
        let count = table.header.count
        guard count > 0 else { return nil }
        let all = [table.header] + table.rows
        var widths = (0..<count).map { column in
            max(1, all.map { natural($0[column]) }.max() ?? 1)
        }
        let room = width - TableLayout.gap * (count - 1)
        guard room >= count * TableLayout.narrowest || widths.reduce(0, +) <= room else {
            return nil
        }
        while widths.reduce(0, +) > room {
            guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > TableLayout.narrowest
            else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    private func natural(_ cell: [Inline]) -> Int {
        layout.text(cell).lines(width: 10_000).map(\.width).max() ?? 0
    }

    private func row(_ cells: [[Inline]], _ widths: [Int], _ look: Look) -> [Line] {
        let columns = zip(cells, widths).map { layout.text($0, look).lines(width: $1) }
        let height = columns.map(\.count).max() ?? 0
        return (0..<height).map { index in
            var line = Line()
            for (column, width) in zip(columns, widths) {
                let cell = index < column.count ? column[index] : Line()
                line.pieces += cell.pieces
                let blanks = max(0, width - cell.width) + TableLayout.gap
                line.pieces.append(Piece(String(repeating: " ", count: blanks)))
            }
            return line.trimmed
        }
    }

    /// Each row as `head: cell` lines.
    private func pairs(width: Int) -> [Line] {
        var lines: [Line] = []
        for row in table.rows {
            if !lines.isEmpty { lines.append(Line()) }
            for (head, cell) in zip(table.header, row) where !cell.isEmpty {
                var text = layout.text(head, .strong)
                text.append(": ")
                layout.append(cell, to: &text)
                lines += text.lines(width: width)
            }
        }
        return lines
    }
}

extension Line {
    /// Without blanks at the end.
    fileprivate var trimmed: Line {
        var line = self
        while let last = line.pieces.last, case .text(let text) = last.content,
            text.allSatisfy({ $0 == " " })
        {
            line.pieces.removeLast()
        }
        return line
    }
}
