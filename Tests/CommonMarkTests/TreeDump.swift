// The whole value tree as lines of text, each with its place in the source.
import CommonMark

/// One line per node, indented by its depth: `kind details @line:column-line:column`.
func dump(_ blocks: [Block], indent: Int = 0) -> String {
    blocks.map { dump($0, indent) }.joined()
}

private func line(_ text: String, _ position: SourcePosition?, _ indent: Int) -> String {
    let place = position.map {
        " @\($0.line):\($0.column)-\($0.endLine):\($0.endColumn)"
    }
    return String(repeating: "  ", count: indent) + text + (place ?? "") + "\n"
}

private func dump(_ block: Block, _ indent: Int) -> String {
    let position = block.position
    switch block.kind {
    case .paragraph(let inlines):
        return line("paragraph", position, indent) + dump(inlines, indent + 1)
    case .heading(let level, let inlines):
        return line("heading \(level)", position, indent) + dump(inlines, indent + 1)
    case .list(let list):
        let start = list.start.map { "ordered \($0)" } ?? "bullets"
        let items = list.items.map { item in
            let box = item.isChecked.map { $0 ? " [x]" : " [ ]" } ?? ""
            return line("item\(box)", item.position, indent + 1)
                + dump(item.blocks, indent: indent + 2)
        }
        return line("list \(start)\(list.isTight ? " tight" : "")", position, indent)
            + items.joined()
    case .quote(let blocks):
        return line("quote", position, indent) + dump(blocks, indent: indent + 1)
    case .code(let info, let text, let isFenced):
        let kind = isFenced ? "fenced" : "indented"
        return line(
            "code \(kind) \(info.debugDescription) \(text.debugDescription)", position, indent)
    case .html(let text): return line("html \(text.debugDescription)", position, indent)
    case .rule: return line("rule", position, indent)
    case .table(let table):
        let rows = ([table.header] + table.rows).map { row in
            line("row", nil, indent + 1)
                + row.map { line("cell", nil, indent + 2) + dump($0, indent + 3) }.joined()
        }
        return line(
            "table \(table.alignments.map { "\($0)" }.joined(separator: " "))", position, indent)
            + rows.joined()
    }
}

private func dump(_ inlines: [Inline], _ indent: Int) -> String {
    inlines.map { inline in
        let head =
            switch inline.kind {
            case .text(let text): "text \(text.debugDescription)"
            case .code(let text): "code \(text.debugDescription)"
            case .emphasis: "emphasis"
            case .strong: "strong"
            case .strikethrough: "strikethrough"
            case .link(let destination, let title, _):
                "link \(destination.debugDescription) \(title.debugDescription)"
            case .image(let source, let title, _):
                "image \(source.debugDescription) \(title.debugDescription)"
            case .softBreak: "soft break"
            case .lineBreak: "line break"
            case .html(let text): "html \(text.debugDescription)"
            case .foreign(let language, _): "foreign \(language)"
            }
        return line(head, inline.position, indent) + dump(inline.children, indent + 1)
    }.joined()
}
