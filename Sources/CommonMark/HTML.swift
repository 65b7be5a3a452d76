/// The value tree as HTML that is safe to show: nothing of a guide becomes markup of its own.

/// Renders blocks and inlines; raw HTML is dropped, other links than known ones lose their address.
package struct HTMLRenderer {
    /// An image's address in the page for its source in the text; nil leaves the description.
    package var image: (String) -> String?

    /// What stands in front of an item's text, for a guide's boxes; nil: a box that cannot be used.
    package var box: (ListItem) -> String?

    /// How code is written, for values that stand in it; gets the bare text, returns HTML.
    package var code: (String) -> String

    /// A whole list item, `<li>` included, for what a page shows in another way; nil: as it is.
    package var item: (ListItem) -> String? = { _ in nil }

    /// Code in running text that a page shows in another way, whatever stands behind it; nil: as it
    /// is.
    package var wholeCode: (String) -> String? = { _ in nil }

    /// What stands behind code, such as a button that copies it; gets where the code stands.
    package var behindCode: (_ text: String, CodePlace) -> String = { _, _ in "" }

    /// The address in the page for a place in the same text, `#` included; nil leaves it.
    package var anchor: (String) -> String? = { _ in nil }

    /// Attributes of links that lead out of the page, with a space in front.
    package var outward = ""

    /// What is added to the level of each heading.
    package var headingShift = 0

    /// Where code stands: among words, alone in a table's cell, or as a block.
    package enum CodePlace: Sendable {
        case text, cell, block
    }

    /// Whether a one-letter word stays with the next one, as Polish typography demands.
    package var bindsOneLetterWords = false

    private var isCell = false

    package init(
        image: @escaping (String) -> String? = { _ in nil },
        box: @escaping (ListItem) -> String? = { _ in nil },
        code: @escaping (String) -> String = { HTMLRenderer.escape($0) }
    ) {
        self.image = image
        self.box = box
        self.code = code
    }

    /// A text that cannot be markup, inside of an element or of a quoted attribute.
    package static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Whether a link may be followed: `https:`, `mailto:` or a place in the same text.
    package static func isSafe(_ destination: String) -> Bool {
        let lower = destination.prefix(8).lowercased()
        return lower.hasPrefix("https://") || lower.hasPrefix("mailto:") || lower.hasPrefix("#")
    }

    /// Blocks, each on a line of its own.
    package func html(_ blocks: [Block], isTight: Bool = false) -> String {
        blocks.map { html($0, isTight: isTight) }.joined()
    }

    private func html(_ block: Block, isTight: Bool) -> String {
        switch block.kind {
        case .paragraph(let inlines):
            return isTight ? html(inlines) + "\n" : "<p>\(html(inlines))</p>\n"
        case .heading(let level, let inlines):
            let element = "h\(min(max(level + headingShift, 1), 6))"
            return "<\(element)>\(html(inlines))</\(element)>\n"
        case .list(let list): return html(list)
        case .quote(let blocks): return "<blockquote>\n\(html(blocks))</blockquote>\n"
        case .code(_, let text, _):
            let behind = behindCode(text, .block)
            return "<pre><code>\(code(text))</code></pre>\(behind)\n"
        case .html: return ""
        case .table(let table): return html(table)
        case .rule: return "<hr>\n"
        }
    }

    private func html(_ list: List) -> String {
        let items = list.items.map { item in
            if let whole = self.item(item) { return whole }
            let mark = item.isChecked.map { box(item) ?? unusableBox($0) } ?? ""
            return "<li>\(mark)\(html(item.blocks, isTight: list.isTight))</li>\n"
        }
        guard let start = list.start else { return "<ul>\n\(items.joined())</ul>\n" }
        let number = start == 1 ? "" : " start=\"\(start)\""
        return "<ol\(number)>\n\(items.joined())</ol>\n"
    }

    private func unusableBox(_ isChecked: Bool) -> String {
        "<input type=\"checkbox\" disabled\(isChecked ? " checked" : "")> "
    }

    private func html(_ table: Table) -> String {
        func row(_ cells: [[Inline]], _ element: String) -> String {
            let parts = zip(cells, table.alignments).map { cell, alignment in
                let style =
                    switch alignment {
                    case .none: ""
                    case .left: " class=\"left\""
                    case .center: " class=\"center\""
                    case .right: " class=\"right\""
                    }
                var inside = self
                inside.isCell = cell.count == 1
                return "<\(element)\(style)>\(inside.html(cell))</\(element)>"
            }
            return "<tr>\(parts.joined())</tr>\n"
        }
        let body = table.rows.map { row($0, "td") }.joined()
        return "<table>\n<thead>\n\(row(table.header, "th"))</thead>\n"
            + "<tbody>\n\(body)</tbody>\n</table>\n"
    }

    /// Running text.
    package func html(_ inlines: [Inline]) -> String {
        guard bindsOneLetterWords else { return inlines.map(html).joined() }
        return inlines.enumerated().map { index, inline in
            switch inline.kind {
            case .text(let text): HTMLRenderer.escape(HTMLRenderer.bound(text))
            case .softBreak where index > 0 && inlines[index - 1].endsWithOneLetter: "\u{A0}"
            default: html(inline)
            }
        }.joined()
    }

    /// The text with blanks behind one-letter words that no line ends at.
    private static func bound(_ text: String) -> String {
        var bound: [Character] = []
        for character in text {
            bound.append(character == " " && isOneLetter(bound) ? "\u{A0}" : character)
        }
        return String(bound)
    }

    fileprivate static func isOneLetter(_ text: some BidirectionalCollection<Character>) -> Bool {
        guard let last = text.last, "aiouwzAIOUWZ".contains(last) else { return false }
        return text.dropLast().last.map { !$0.isLetter && !$0.isNumber } ?? true
    }

    private func html(_ inline: Inline) -> String {
        switch inline.kind {
        case .text(let text): return HTMLRenderer.escape(text)
        case .code(let text):
            if let whole = wholeCode(text) { return whole }
            return "<code>\(code(text))</code>" + behindCode(text, isCell ? .cell : .text)
        case .emphasis(let children): return "<em>\(html(children))</em>"
        case .strong(let children):
            return "<strong>\(html(children))</strong>"
        case .strikethrough(let children): return "<del>\(html(children))</del>"
        case .link(let destination, _, let children):
            guard HTMLRenderer.isSafe(destination) else { return html(children) }
            let isInside = destination.hasPrefix("#")
            let address = isInside ? anchor(destination) ?? destination : destination
            return "<a href=\"\(HTMLRenderer.escape(address))\"\(isInside ? "" : outward)>"
                + "\(html(children))</a>"
        case .image(let source, _, let children):
            let words = HTMLRenderer.escape(children.plainText)
            guard let address = image(source) else { return words }
            return "<img src=\"\(HTMLRenderer.escape(address))\" alt=\"\(words)\">"
        case .softBreak: return "\n"
        case .lineBreak: return "<br>\n"
        case .html: return ""
        case .foreign(let language, let children):
            let code = HTMLRenderer.escape(language)
            return "<span lang=\"\(code)\">\(html(children))</span>"
        }
    }
}

extension Inline {
    fileprivate var endsWithOneLetter: Bool {
        if case .text(let text) = kind { HTMLRenderer.isOneLetter(text) } else { false }
    }
}
