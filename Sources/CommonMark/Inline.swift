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
    }

    /// The inlines inside of this one; none for text, code, breaks and HTML.
    package var children: [Inline] {
        switch kind {
        case .emphasis(let children), .strong(let children), .strikethrough(let children),
            .link(_, _, let children), .image(_, _, let children):
            children
        case .text, .code, .softBreak, .lineBreak, .html: []
        }
    }
}

extension [Inline] {
    /// The words alone: no formatting, no HTML, line ends as spaces, an image as its description.
    package var plainText: String {
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
