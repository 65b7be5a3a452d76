/// What a search looks at: labels, passages, and how well a word fits.
internal import CommonMark

/// The labels of a guide by each of their words.
struct LabelWords {
    private var byWord: [String: [Label]] = [:]
    /// The reader's language first: what is the same in several is taken for that.
    private let locales: [String]

    init(_ guide: Guide, reader: String) {
        locales = [reader] + guide.locales.filter { $0 != reader }
        for label in guide.labels {
            for word in Set(label.words.values.joined()) { byWord[word, default: []].append(label) }
        }
    }

    /// Each label that is bold in the blocks, its other words behind it in parentheses.
    ///
    /// A bold word may be any language's: a stale step is shown in another than its neighbours.
    func texts(of blocks: [Block]) -> [[GuideSearch.Part]] {
        blocks.boldWords.sorted().flatMap { word in
            (byWord[word] ?? []).map { label in
                var parts: [GuideSearch.Part] = []
                for locale in locales {
                    for text in label.words[locale] ?? []
                    where !parts.contains(where: { $0.text == text }) {
                        parts.append(GuideSearch.Part(text: text, locale: locale))
                    }
                }
                guard let own = parts.firstIndex(where: { $0.text == word }) else { return [] }
                let first = parts.remove(at: own)
                guard !parts.isEmpty else { return [first] }
                let signs = [" ("] + Array(repeating: " / ", count: parts.count - 1)
                return [first]
                    + zip(signs, parts).flatMap { sign, part in
                        [GuideSearch.Part(text: sign, locale: nil), part]
                    } + [GuideSearch.Part(text: ")", locale: nil)]
            }
        }
    }
}

extension [Block] {
    /// What a reader sees as one passage each: paragraphs, rows of tables, code.
    var passages: [String] {
        flatMap { block -> [String] in
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): [inlines.plainText]
            case .list(let list): list.items.flatMap(\.blocks.passages)
            case .quote(let blocks): blocks.passages
            case .code(_, let text, _): [text]
            case .table(let table):
                ([table.header] + table.rows).map { row in
                    row.map(\.plainText).joined(separator: " ")
                }
            case .html, .rule: []
            }
        }
    }
}

extension [UInt8] {
    /// How well a folded text holds a folded word: 0 whole, 1 as a beginning, 2 inside; else nil.
    func quality(of word: [UInt8]) -> Int? {
        guard let first = word.first, count >= word.count else { return nil }
        var best: Int?
        for start in 0...(count - word.count)
        where self[start] == first && self[start..<(start + word.count)].elementsEqual(word) {
            let end = start + word.count
            let begins = start == 0 || !self[start - 1].isOfWord || isSign(endingAt: start)
            let ends = end == count || !self[end].isOfWord || isSign(at: end)
            let quality = begins ? (ends ? 0 : 1) : 2
            if quality < best ?? .max { best = quality }
            if quality == 0 { break }
        }
        return best
    }

    /// Whether a sign of General Punctuation begins here, such as a Polish quote: U+2000 to U+206F
    /// are the bytes E2 80 and E2 81 and one more.
    private func isSign(at index: Int) -> Bool {
        index + 2 < count && self[index] == 0xE2 && (0x80...0x81).contains(self[index + 1])
    }

    private func isSign(endingAt end: Int) -> Bool { end >= 3 && isSign(at: end - 3) }
}

extension UInt8 {
    /// Whether the byte is a letter's or a digit's; other bytes above ASCII are taken for letters.
    fileprivate var isOfWord: Bool {
        switch self {
        case 0x30...0x39, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
