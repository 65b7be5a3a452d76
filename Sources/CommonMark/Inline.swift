/// The value tree of a Markdown text: what stands inside a paragraph, a heading or a cell.

/// A piece of running text, with its place in the source.
package struct Inline: Sendable, Hashable {
    package var kind: Kind

    /// As good as cmark gives it: its line is right, its end may equal its start.
    package var position: SourcePosition

    package init(_ kind: Kind, at position: SourcePosition) {
        self.kind = kind
        self.position = position
    }

    /// What the piece is.
    package enum Kind: Sendable, Hashable {
        case text(String)
        case code(String)
        case emphasis([Inline])
        case strong([Inline])
        case strikethrough([Inline])
        case link(destination: String, title: String, [Inline])
        case image(source: String, title: String, [Inline])
        case softBreak
        case lineBreak
        case html(String)
        /// Words in another language than the text; parsing makes none, faces put them in.
        case foreign(language: String, [Inline])
    }

    /// The inlines inside of this one; none for text, code, breaks and HTML.
    package var children: [Inline] {
        switch kind {
        case .emphasis(let children), .strong(let children), .strikethrough(let children),
            .link(_, _, let children), .image(_, _, let children), .foreign(_, let children):
            children
        case .text, .code, .softBreak, .lineBreak, .html: []
        }
    }
}

extension [Block] {
    /// The words alone, a blank between two blocks, for searching.
    package var plainText: String {
        map { block in
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): inlines.plainText
            case .list(let list): list.items.map(\.blocks.plainText).joined(separator: " ")
            case .quote(let blocks): blocks.plainText
            case .code(_, let text, _): text
            case .table(let table):
                (table.rows + [table.header]).joined().map(\.plainText).joined(separator: " ")
            case .html, .rule: ""
            }
        }.joined(separator: " ")
    }
}

extension [Inline] {
    /// The words alone: no formatting, no HTML, line ends as spaces, an image as its description.
    package var plainText: String {
        // Most are a single text, which need not be put together.
        if count == 1, case .text(let words) = self[0].kind { return words }
        var text = ""
        for inline in self {
            switch inline.kind {
            case .text(let words), .code(let words): text += words
            case .softBreak, .lineBreak: text += " "
            case .html: break
            default: text += inline.children.plainText
            }
        }
        return text
    }
}
