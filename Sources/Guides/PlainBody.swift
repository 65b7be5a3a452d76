/// The blocks of a plain Markdown text as a guide shows them: no HTML, no marks of site generators.
internal import CommonMark

enum PlainBody {
    /// HTML becomes the words in it, `:::note` a bold word, imports of components nothing.
    static func cleaned(_ blocks: [Block]) -> [Block] { blocks.flatMap(cleaned) }

    private static func cleaned(_ block: Block) -> [Block] {
        var block = block
        switch block.kind {
        case .paragraph(let inlines):
            let cleaned = withoutAdmonition(self.cleaned(inlines))
            guard !cleaned.isEmpty, !isImport(cleaned) else { return [] }
            block.kind = .paragraph(cleaned)
        case .heading(let level, let inlines):
            block.kind = .heading(level: level, withoutAnchor(cleaned(inlines)).title)
        case .list(var list):
            for index in list.items.indices {
                list.items[index].blocks = cleaned(list.items[index].blocks)
            }
            block.kind = .list(list)
        case .quote(let inner):
            let inner = cleaned(inner)
            guard !inner.isEmpty else { return [] }
            block.kind = .quote(inner)
        case .table(var table):
            table.header = table.header.map(cleaned)
            table.rows = table.rows.map { $0.map(cleaned) }
            block.kind = .table(table)
        case .html(let html):
            return HTMLWords.paragraphs(html).map {
                Block(.paragraph([Inline(.text($0), at: block.position)]), at: block.position)
            }
        case .code, .rule: break
        }
        return [block]
    }

    static func cleaned(_ inlines: [Inline]) -> [Inline] {
        let cleaned = inlines.compactMap { inline -> Inline? in
            var inline = inline
            switch inline.kind {
            case .html(let html):
                guard html.lowercased().hasPrefix("<br") else { return nil }
                inline.kind = .lineBreak
            case .emphasis(let inner): inline.kind = .emphasis(self.cleaned(inner))
            case .strong(let inner): inline.kind = .strong(self.cleaned(inner))
            case .strikethrough(let inner): inline.kind = .strikethrough(self.cleaned(inner))
            case .link(let destination, let title, let inner):
                inline.kind = .link(destination: destination, title: title, self.cleaned(inner))
            case .image, .text, .code, .softBreak, .lineBreak, .foreign: break
            }
            return inline
        }
        return cleaned.count == inlines.count
            ? cleaned : cleaned.withoutTrailingSpace.withoutLeadingSpace
    }

    /// A heading without the anchor that Docusaurus reads from it, `{#like-this}`, and the anchor.
    static func withoutAnchor(_ title: [Inline]) -> (title: [Inline], anchor: String?) {
        guard let last = title.last, case .text(let text) = last.kind, text.hasSuffix("}"),
            let open = text.lastIndex(of: "{"), text[open...].hasPrefix("{#")
        else { return (title, nil) }
        var rest = title
        rest[rest.count - 1].kind = .text(String(text[..<open]))
        return (rest.withoutTrailingSpace, String(text[open...].dropFirst(2).dropLast()))
    }

    /// `:::tip Title` opens a box on Docusaurus, `:::` closes it.
    private static func withoutAdmonition(_ inlines: [Inline]) -> [Inline] {
        var rest = inlines
        if let last = rest.last, case .text(let text) = last.kind, isClosing(text) {
            rest = Array(rest.dropLast()).withoutTrailingSpace
        }
        guard let first = rest.first, case .text(let text) = first.kind, text.hasPrefix(":::")
        else { return rest }
        let words = text.drop { $0 == ":" }.split(separator: " ", maxSplits: 1)
        guard let kind = words.first, kind.allSatisfy(\.isLetter) else { return rest }
        let title = words.count > 1 ? words[1] : kind
        rest[0] = Inline(
            .strong([Inline(.text(String(title)), at: first.position)]), at: first.position)
        return rest
    }

    private static func isClosing(_ text: String) -> Bool {
        text.hasPrefix(":::") && text.allSatisfy { $0 == ":" || $0 == " " }
    }

    private static func isImport(_ inlines: [Inline]) -> Bool {
        guard case .text(let text)? = inlines.first?.kind, text.hasPrefix("import ") else {
            return false
        }
        let words = inlines.plainText
        return words.contains(" from '") || words.contains(" from \"")
            || words.contains(" from “") || words.contains(" from ‘")
    }
}
