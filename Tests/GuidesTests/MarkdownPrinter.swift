/// A guide's text printed again as Markdown: for comparing what is read with what was printed.
import CommonMark
import Guides

/// Writes a tree so that reading it gives the same tree.
///
/// Every sign that could mean something is escaped. Indented code behind a list, and headings of
/// several lines, it does not know.
struct MarkdownPrinter {
    static func text(_ guide: GuideText) -> String {
        var printer = MarkdownPrinter()
        var parts = ["# " + printer.inline(guide.title) + "\n"]
        parts += printer.blocks(guide.introduction)
        for step in guide.steps {
            parts.append("## " + printer.inline(step.title) + "\n<!-- step: \(step.id) -->\n")
            printer.symptoms = step.symptoms
            parts += printer.blocks(step.body)
        }
        return parts.joined(separator: "\n")
    }

    /// The headings that still wait for their comment.
    private var symptoms: [SymptomText] = []
    private var isStar = false

    private mutating func blocks(_ blocks: [Block]) -> [String] {
        var printed: [String] = []
        var isBehindList = false
        for block in blocks {
            // Two lists in a row have different signs, or they would be one.
            if case .list = block.kind {
                isStar = isBehindList ? !isStar : false
                isBehindList = true
            } else {
                isBehindList = false
            }
            printed.append(text(block))
        }
        return printed
    }

    private mutating func text(_ block: Block) -> String {
        switch block.kind {
        case .paragraph(let inlines): return inline(inlines) + "\n"
        case .heading(let level, let inlines):
            let heading = String(repeating: "#", count: level) + " " + inline(inlines) + "\n"
            guard let next = symptoms.first, next.title == inlines else { return heading }
            symptoms.removeFirst()
            return heading + "<!-- symptom: \(next.id) -->\n"
        case .quote(let inner):
            return indented(self.blocks(inner).joined(separator: "\n"), first: "> ", rest: "> ")
        case .code(let info, let text, let isFenced):
            guard isFenced else { return indented(text, first: "    ", rest: "    ") }
            let sign: Character = info.contains("`") ? "~" : "`"
            let fence = String(repeating: sign, count: max(3, longestRun(of: sign, in: text) + 1))
            return fence + info + "\n" + text + fence + "\n"
        case .rule: return "***\n"
        case .table(let table): return self.table(table)
        case .list(let list): return self.list(list)
        case .html(let html): return html
        }
    }

    private mutating func list(_ list: List) -> String {
        let bullet = isStar ? "*" : "-"
        var items: [String] = []
        for (index, item) in list.items.enumerated() {
            let sign = list.start.map { "\($0 + index)." } ?? bullet
            var blocks = item.blocks
            var tail = ""
            if let marker = item.marker {
                let comment = "<!-- \(MarkdownPrinter.words(marker)) -->"
                if case .paragraph(let inlines)? = blocks.first?.kind {
                    let html = Inline(.html(" " + comment), at: item.position)
                    blocks[0].kind = .paragraph(inlines + [html])
                } else {
                    tail = comment + "\n"
                }
            }
            let wasStar = isStar
            let inner = self.blocks(blocks).joined(separator: list.isTight ? "" : "\n")
            isStar = wasStar
            let box = item.isChecked.map { $0 ? "[x] " : "[ ] " } ?? ""
            items.append(
                indented(
                    box + inner + tail, first: sign + " ",
                    rest: String(repeating: " ", count: sign.count + 1)))
        }
        return items.joined(separator: list.isTight ? "" : "\n")
    }

    private static func words(_ marker: ItemMarker) -> String {
        switch marker {
        case .task(let id): "task: " + id
        case .input(let id): "input: " + id
        case .option(let id): "option: " + id
        }
    }

    private func table(_ table: Table) -> String {
        let signs = table.alignments.map { alignment in
            switch alignment {
            case .none: "---"
            case .left: ":--"
            case .center: ":-:"
            case .right: "--:"
            }
        }
        let rows =
            [table.header.map { inline($0, isCell: true) }, signs]
            + table.rows.map { row in row.map { inline($0, isCell: true) } }
        return rows.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    private func indented(_ text: String, first: String, rest: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines.enumerated().map { index, line in
            let prefix =
                index == 0 ? first : line.isEmpty && rest.allSatisfy { $0 == " " } ? "" : rest
            return prefix + line + "\n"
        }.joined()
    }

    // MARK: Running text

    private func inline(_ inlines: [Inline], isCell: Bool = false) -> String {
        inlines.map { inline in
            switch inline.kind {
            case .text(let text): escaped(text)
            case .code(let text): code(text, isCell: isCell)
            case .emphasis(let inner): "*" + self.inline(inner, isCell: isCell) + "*"
            case .strong(let inner): "**" + self.inline(inner, isCell: isCell) + "**"
            case .strikethrough(let inner): "~~" + self.inline(inner, isCell: isCell) + "~~"
            case .link(let destination, let title, let inner):
                "[" + self.inline(inner, isCell: isCell) + "]" + target(destination, title)
            case .image(let source, let title, let inner):
                "![" + self.inline(inner, isCell: isCell) + "]" + target(source, title)
            case .softBreak: "\n"
            case .lineBreak: "\\\n"
            case .html(let html): html
            // Added for a reader; no text has it.
            case .foreign: ""
            }
        }.joined()
    }

    private func target(_ address: String, _ title: String) -> String {
        let title = title.isEmpty ? "" : " \"" + escaped(title) + "\""
        return "(<" + escaped(address) + ">" + title + ")"
    }

    private func code(_ text: String, isCell: Bool) -> String {
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        let isPadded =
            text.hasPrefix("`") || text.hasSuffix("`")
            || (text.hasPrefix(" ") && text.hasSuffix(" ") && text.contains { $0 != " " })
        let inner = isPadded ? " " + text + " " : text
        return fence + (isCell ? inner.replacing("|", with: "\\|") : inner) + fence
    }

    private func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character.isASCII, character.isPunctuation || character.isSymbol { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }

    private func longestRun(of sign: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == sign ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
