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
/// A bold word that is no label, is the same in both languages, or whose other word has been told
/// already in the same paragraph is left alone. Where several labels share a word, the one that the
/// other language uses in the same step is meant.
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
    /// Empty when there is nothing to add. Several where the screen may show any of them, or
    /// where it cannot be told which label is meant; spellings that differ in capitals or in the
    /// length of a dash count as one.
    package func others(of word: String, in step: String?) -> [String] {
        guard let candidates = candidates[word] else { return [] }
        let used = bold[step ?? ""] ?? []
        let meant = candidates.filter { $0.contains(where: used.contains) }
        let labels = meant.isEmpty ? candidates : meant
        var others: [String] = []
        // Of labels that only share the word, one word each will do.
        for other in labels.count == 1
            ? labels[0].filter(used.contains) + labels[0]
            : labels.compactMap({ $0.first(where: used.contains) ?? $0.first })
        {
            let isKnown = others.contains { LabelPairs.isAlike($0, other) }
            if !isKnown, !LabelPairs.isAlike(other, word) { others.append(other) }
        }
        return others
    }

    private static func isAlike(_ one: String, _ other: String) -> Bool {
        func bare(_ word: String) -> String { word.lowercased().replacing("–", with: "-") }
        return bare(one) == bare(other)
    }

    /// Running text of `step` with the other words put in behind, as `Inline.Kind.foreign`.
    package func added(to inlines: [Inline], of step: String?) -> [Inline] {
        var told = Told()
        return added(to: inlines, of: step, &told)
    }

    private func added(to inlines: [Inline], of step: String?, _ told: inout Told) -> [Inline] {
        var result: [Inline] = []
        for (index, inline) in inlines.enumerated() {
            result.append(added(to: inline, of: step, &told))
            guard case .strong(let children) = inline.kind else { continue }
            let others = others(of: children.plainText, in: step).filter { !told.has($0) }
            guard !others.isEmpty, !isTold(others, by: inlines[(index + 1)...]) else { continue }
            let words = others.joined(separator: " / ")
            // Parentheses inside of parentheses are square.
            let (open, close) = told.isInParentheses ? (" [", "]") : (" (", ")")
            result += [
                Inline(.text(open), at: inline.position),
                Inline(
                    .foreign(language: other, [Inline(.text(words), at: inline.position)]),
                    at: inline.position),
                Inline(.text(close), at: inline.position),
            ]
            told.words.formUnion(others)
        }
        return result
    }

    /// What a paragraph has said so far.
    private struct Told {
        /// Words in bold, and those that were put in behind them.
        var words: Set<String> = []
        private var parenthesised = ""
        private var depth = 0

        var isInParentheses: Bool { depth > 0 }

        /// Whether a word stood in bold, or begins the parentheses that are still open.
        func has(_ word: String) -> Bool {
            words.contains(word) || depth > 0 && parenthesised.hasPrefix(word)
        }

        mutating func add(_ text: String) {
            for character in text {
                if character == "(" {
                    depth += 1
                    parenthesised = ""
                } else if character == ")" {
                    depth = max(0, depth - 1)
                } else if depth > 0 {
                    parenthesised.append(character)
                }
            }
        }
    }

    /// Whether the text itself goes on with one of the words in parentheses.
    private func isTold(_ others: [String], by rest: ArraySlice<Inline>) -> Bool {
        let text = Array(rest.prefix(3)).plainText.drop { $0 == " " }
        return others.contains { text.hasPrefix("(" + $0) }
    }

    private func added(to inline: Inline, of step: String?, _ told: inout Told) -> Inline {
        var inline = inline
        switch inline.kind {
        case .emphasis(let inner): inline.kind = .emphasis(added(to: inner, of: step, &told))
        case .strikethrough(let inner):
            inline.kind = .strikethrough(added(to: inner, of: step, &told))
        case .link(let destination, let title, let inner):
            inline.kind = .link(
                destination: destination, title: title, added(to: inner, of: step, &told))
        case .text(let text): told.add(text)
        // A label is a label as a whole.
        case .strong(let children): told.words.insert(children.plainText)
        // A picture's description is no running text.
        case .image, .foreign, .code, .softBreak, .lineBreak, .html: break
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
