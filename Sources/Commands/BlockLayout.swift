/// Markdown laid out for a terminal.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy

/// Blocks to lines, with values filled in where the guide names them.
struct BlockLayout {
    let style: Style
    let language: String

    /// What stands for `{{input}}`: a value, or its name when it is not there or not to be shown.
    var value: (String) -> Piece = { Piece("⟨" + $0 + "⟩", .code) }

    /// The number and the state of a task's box; nil where tasks cannot be ticked.
    var task: (String) -> (number: Int, isTicked: Bool)? = { _ in nil }

    /// The step, or `step/failure`, that an anchor of this guide leads to.
    var step: (String) -> String? = { _ in nil }

    /// What stands for a picture, given what it shows and its file.
    var picture: (_ text: String, _ source: String) -> String = { text, _ in "[" + text + "]" }

    /// What is nested is moved to the right as long as so many columns are left for its words.
    private static let least = 24

    func lines(_ blocks: [Block], width: Int, isTight: Bool = false) -> [Line] {
        var lines: [Line] = []
        for block in blocks {
            let inner = self.lines(block, width: width)
            guard !inner.isEmpty else { continue }
            if !lines.isEmpty, !isTight { lines.append(Line()) }
            lines += inner
        }
        return lines
    }

    private func lines(_ block: Block, width: Int) -> [Line] {
        switch block.kind {
        case .paragraph(let inlines): return text(inlines).lines(width: width)
        case .heading(_, let inlines): return text(inlines, .strong).lines(width: width)
        case .list(let list): return lines(list, width: width)
        case .quote(let blocks):
            guard width - 2 >= BlockLayout.least else { return lines(blocks, width: width) }
            let bar = style.isPlain ? "> " : "│ "
            return prefixed(lines(blocks, width: width - 2), bar, bar, .faint)
        case .code(_, let text, _): return code(text)
        case .table(let table):
            return TableLayout(layout: self, table: table).lines(width: width)
        case .rule:
            return [Line(String(repeating: style.isPlain ? "-" : "─", count: width), .faint)]
        case .html: return []
        }
    }

    /// A line of code is never broken: it is there to be copied.
    private func code(_ text: String) -> [Line] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines.map { line in
            Line([Piece("    ")] + filled(BlockLayout.withoutTabs(line), .code))
        }
    }

    /// Tabs as blanks up to the next multiple of four columns: a terminal would count its own.
    static func withoutTabs(_ line: Substring) -> String {
        guard line.utf8.contains(0x09) else { return String(line) }
        var text = ""
        var column = 0
        for character in line {
            let blanks = character == "\t" ? 4 - column % 4 : 0
            text += character == "\t" ? String(repeating: " ", count: blanks) : String(character)
            column += character == "\t" ? blanks : Terminal.width(of: character)
        }
        return text
    }

    /// Puts `first` before the first line and `rest` before the others.
    func prefixed(_ lines: [Line], _ first: String, _ rest: String, _ look: Look) -> [Line] {
        lines.enumerated().map { index, line in
            let prefix = index == 0 ? first : rest
            if line.pieces.isEmpty, prefix.allSatisfy({ $0 == " " }) { return line }
            return Line([Piece(prefix, look)] + line.pieces)
        }
    }

    // MARK: Lists

    private func lines(_ list: List, width: Int) -> [Line] {
        var lines: [Line] = []
        var number = list.start ?? 1
        for item in list.items {
            let (mark, look) = mark(of: item, in: list, number: number)
            number += 1
            guard let mark else { continue }
            if !list.isTight, !lines.isEmpty { lines.append(Line()) }
            lines += self.lines(item, mark, look, width: width, isTight: list.isTight)
        }
        return lines
    }

    private func lines(
        _ item: ListItem, _ mark: String, _ look: Look, width: Int, isTight: Bool
    ) -> [Line] {
        let indent = mark.count
        func marked(_ inner: [Line]) -> [Line] {
            prefixed(
                inner.isEmpty ? [Line()] : inner, mark, String(repeating: " ", count: indent),
                look)
        }
        guard width - indent < BlockLayout.least else {
            return marked(lines(item.blocks, width: width - indent, isTight: isTight))
        }
        // Nested this deeply, only the item's own words stand behind its mark.
        var words = item.blocks.prefix(1)
        if let first = words.first, case .paragraph = first.kind {} else { words = [] }
        let own = marked(lines(Array(words), width: max(width - indent, 1)))
        let rest = lines(
            Array(item.blocks.dropFirst(words.count)), width: width, isTight: isTight)
        return own + (isTight || rest.isEmpty ? [] : [Line()]) + rest
    }

    /// What stands before an item; nil for a question, which the page shows in its own place.
    private func mark(of item: ListItem, in list: List, number: Int) -> (String?, Look) {
        switch item.marker {
        case .input, .option: return (nil, .plain)
        case .task(let id):
            guard let task = task(id) else { return ("[ ] ", .plain) }
            let box = task.isTicked ? (style.isPlain ? "[x]" : "[✓]") : "[ ]"
            let space = task.number < 10 ? " " : ""
            return ("\(box) \(space)\(task.number). ", task.isTicked ? .good : .strong)
        case nil:
            if let isChecked = item.isChecked { return (isChecked ? "[x] " : "[ ] ", .plain) }
            if list.start != nil { return ("\(number). ", .plain) }
            return (style.isPlain ? "- " : "• ", .faint)
        }
    }

    // MARK: Inlines

    func text(_ inlines: [Inline], _ look: Look = .plain) -> TextLayout {
        var layout = TextLayout(language: language)
        append(inlines, look, nil, to: &layout)
        return layout
    }

    func append(
        _ inlines: [Inline], _ look: Look = .plain, _ link: String? = nil,
        to layout: inout TextLayout
    ) {
        for inline in inlines {
            switch inline.kind {
            case .text(let text): layout.append(text, look, link: link)
            case .code(let text):
                let flat = text.replacing("\t", with: " ")
                for piece in filled(flat, .code) { layout.append(piece) }
            case .emphasis(let inner):
                append(inner, look == .plain ? .emphasis : look, link, to: &layout)
            case .strong(let inner): append(inner, .strong, link, to: &layout)
            case .strikethrough(let inner): append(inner, .struck, link, to: &layout)
            case .link(let destination, _, let inner):
                self.link(destination, inner, look, to: &layout)
            case .image(let source, _, let inner):
                layout.append(picture(inner.plainText, source), .faint)
            case .softBreak: layout.append(" ", look)
            case .lineBreak: layout.breakLine()
            case .html: break
            case .foreign(_, let inner): append(inner, look, link, to: &layout)
            }
        }
    }

    /// An address is opened only when it is `https:`; where it cannot be clicked it is written.
    private func link(
        _ destination: String, _ inner: [Inline], _ look: Look, to layout: inout TextLayout
    ) {
        if destination.hasPrefix("#") {
            append(inner, look, nil, to: &layout)
            if let step = step(String(destination.dropFirst())) {
                layout.append(" ", look)
                layout.append(Piece("(→ " + step + ")", .faint))
            }
            return
        }
        let isSafe = destination.hasPrefix("https://")
        let target = isSafe ? Visible.text(destination) : nil
        append(inner, look == .plain ? .emphasis : look, target, to: &layout)
        let isSame = inner.plainText == destination || "https://" + inner.plainText == destination
        if !isSafe || (!style.hasLinks && !isSame) {
            layout.append(" ", look)
            layout.append(Piece("<" + destination + ">", .faint))
        }
    }

    /// Code with its values filled in.
    func filled(_ text: String, _ look: Look) -> [Piece] {
        Template(text).parts.map { part in
            switch part {
            case .literal(let literal): Piece(literal, look)
            case .input(let input): value(input)
            }
        }
    }
}
