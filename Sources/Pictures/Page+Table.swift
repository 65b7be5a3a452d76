/// Tables of a page: a head, a line under each row, cells that are elements themselves.
internal import Guides

extension Page {
    private static let cellGap = 16
    private static let rowPadding = 8

    mutating func draw(
        head: [PictureText], _ rows: [[Picture.Element]], x: Int, y: Int, width: Int
    ) -> Size {
        // A path of one station is small and faint, as a head should be.
        let titles = head.map { Picture.Element(kind: .path([$0]), task: nil) }
        let all = (titles.isEmpty ? [] : [titles]) + rows
        let widths = columns(all, width: width)
        var top = y
        for cells in all { top += row(cells, widths, x: x, y: top, width: width) }
        return Size(width: width, height: top - y, middle: (top - y) / 2)
    }

    private func size(of cell: Picture.Element, width: Int) -> Size {
        var trial = Page(words: words)
        return trial.draw(cell, x: 0, y: 0, width: width)
    }

    /// What each column needs; when that is too much, the widest give way.
    private func columns(_ rows: [[Picture.Element]], width: Int) -> [Int] {
        var widths = Array(repeating: 0, count: rows.map(\.count).max() ?? 0)
        for cells in rows {
            for (index, cell) in cells.enumerated() {
                let callout = cell.task == nil ? 0 : Canvas.calloutWidth
                widths[index] = max(widths[index], size(of: cell, width: width).width + callout)
            }
        }
        let room = width - Page.cellGap * (max(widths.count, 1) - 1)
        while widths.reduce(0, +) > room,
            let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 40
        {
            widths[widest] -= 1
        }
        return widths
    }

    /// The cells of a row stand on one middle line.
    private mutating func row(
        _ cells: [Picture.Element], _ widths: [Int], x: Int, y: Int, width: Int
    ) -> Int {
        let heights = zip(cells, widths).map { size(of: $0, width: $1).height }
        let tallest = heights.max() ?? 0
        var left = x
        for (index, cell) in cells.enumerated() {
            let top = y + Page.rowPadding + (tallest - heights[index]) / 2
            _ = draw(cell, x: left, y: top, width: widths[index])
            left += widths[index] + Page.cellGap
        }
        let height = tallest + 2 * Page.rowPadding
        rule(x: x, y: y + height, width: width)
        return height
    }
}
