/// Both languages of a label: what the vendor's screen says when it speaks the other language.
package import CommonMark

/// How labels are shown.
package enum LabelChoice: String, Sendable, CaseIterable {
    /// In the text's own language.
    case one
    /// With the other language's word behind: `Klienci (Clients)`.
    case both
}

/// Adds the other language's word to the bold words of a guide's text: `**Klienci** (Clients)`.
///
/// A bold word that is no label, is the same in both languages, or stands in front of its other
/// word already is left alone. Where several labels share a word, the one that the other language
/// uses in the same step is meant.
package struct LabelPairs: Sendable {
    /// The language of the text, and that of the words that are added.
    package let language: String
    package let other: String

    /// By word of `language`, the words of each label that it may be; the preferred one first.
    private let candidates: [String: [[String]]]

    /// By step, the bold words of the other language's text; the introduction's under "".
    private let bold: [String: Set<String>]

    /// Nil when the guide has no other language, or was loaded without its labels.
    package init?(_ guide: Guide, language: String) {
        guard let other = guide.locales.first(where: { $0 != language }), !guide.labels.isEmpty
        else { return nil }
        self.language = language
        self.other = other
        var candidates: [String: [[String]]] = [:]
        for label in guide.labels {
            guard let words = label.words[other] else { continue }
            for word in label.words[language] ?? [] { candidates[word, default: []].append(words) }
        }
        self.candidates = candidates
        var bold: [String: Set<String>] = [:]
        if let text = guide.texts[other] {
            bold[""] = text.introduction.boldWords
            for step in text.steps { bold[step.id] = step.body.boldWords }
        }
        self.bold = bold
    }

    /// The other language's words for a bold word of `step` (nil: of the introduction).
    ///
    /// Empty when there is nothing to add; several when it cannot be told which one is meant.
    package func others(of word: String, in step: String?) -> [String] {
        guard let candidates = candidates[word] else { return [] }
        let used = bold[step ?? ""] ?? []
        let meant = candidates.compactMap { words in words.first(where: used.contains) }
        var others: [String] = []
        for other in meant.isEmpty ? candidates.compactMap(\.first) : meant
        where other != word && !others.contains(other) {
            others.append(other)
        }
        return others
    }

    /// Running text of `step` with the other words put in behind, as `Inline.Kind.foreign`.
    package func added(to inlines: [Inline], of step: String?) -> [Inline] {
        var result: [Inline] = []
        for (index, inline) in inlines.enumerated() {
            result.append(added(to: inline, of: step))
            guard case .strong(let children) = inline.kind else { continue }
            let others = others(of: children.plainText, in: step)
            guard !others.isEmpty, !isTold(others, by: inlines[(index + 1)...]) else { continue }
            let words = Inline(.text(others.joined(separator: " / ")), at: inline.position)
            result += [
                Inline(.text(" ("), at: inline.position),
                Inline(.foreign(language: other, [words]), at: inline.position),
                Inline(.text(")"), at: inline.position),
            ]
        }
        return result
    }

    /// Whether the text itself goes on with one of the words in parentheses.
    private func isTold(_ others: [String], by rest: ArraySlice<Inline>) -> Bool {
        let text = Array(rest.prefix(3)).plainText.drop { $0 == " " }
        return others.contains { text.hasPrefix("(" + $0) }
    }

    private func added(to inline: Inline, of step: String?) -> Inline {
        var inline = inline
        switch inline.kind {
        case .emphasis(let inner): inline.kind = .emphasis(added(to: inner, of: step))
        case .strikethrough(let inner): inline.kind = .strikethrough(added(to: inner, of: step))
        case .link(let destination, let title, let inner):
            inline.kind = .link(
                destination: destination, title: title, added(to: inner, of: step))
        // A label is a label as a whole; a picture's description is no running text.
        case .strong, .image, .foreign, .text, .code, .softBreak, .lineBreak, .html: break
        }
        return inline
    }

    /// Blocks of `step` with the other words put in.
    package func added(to blocks: [Block], of step: String?) -> [Block] {
        blocks.map { block in
            var block = block
            switch block.kind {
            case .paragraph(let inlines): block.kind = .paragraph(added(to: inlines, of: step))
            case .heading(let level, let inlines):
                block.kind = .heading(level: level, added(to: inlines, of: step))
            case .list(var list):
                for index in list.items.indices {
                    list.items[index].blocks = added(to: list.items[index].blocks, of: step)
                }
                block.kind = .list(list)
            case .quote(let inner): block.kind = .quote(added(to: inner, of: step))
            case .table(var table):
                table.header = table.header.map { added(to: $0, of: step) }
                table.rows = table.rows.map { row in row.map { added(to: $0, of: step) } }
                block.kind = .table(table)
            case .code, .html, .rule: break
            }
            return block
        }
    }
}

extension [Block] {
    /// Every bold word that stands in the blocks.
    package var boldWords: Set<String> {
        var words: Set<String> = []
        func visit(_ inlines: [Inline]) {
            for inline in inlines {
                if case .strong(let children) = inline.kind { words.insert(children.plainText) }
                visit(inline.children)
            }
        }
        func visit(_ blocks: [Block]) {
            for block in blocks {
                switch block.kind {
                case .paragraph(let inlines), .heading(_, let inlines): visit(inlines)
                case .list(let list): for item in list.items { visit(item.blocks) }
                case .quote(let inner): visit(inner)
                case .table(let table):
                    for cell in table.header + table.rows.joined() { visit(cell) }
                case .code, .html, .rule: break
                }
            }
        }
        visit(self)
        return words
    }
}
