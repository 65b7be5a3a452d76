/// Finding steps and failures by words, in both languages of the vendors' interfaces.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Words

/// Looks through one guide for a person who speaks one language.
struct PageSearch {
    private let guide: Guide
    private let text: GuideText?

    init(_ guide: Guide, _ words: Words) {
        self.guide = guide
        text = guide.texts[words.language] ?? guide.texts[guide.source]
    }

    func title(of step: Step) -> String { text?.step(step.id)?.title.plainText ?? step.id }

    /// The steps that hold every word of `query`, and the labels in them that do.
    ///
    /// A step is also found by a label of its own in the other language.
    func steps(_ query: String) -> [(step: Step, labels: [String])] {
        let wanted = Folding.folded(query).split(separator: " ")
        return guide.steps.compactMap { step in
            guard let text = text?.step(step.id) else { return nil }
            let shown = Folding.folded(text.title.plainText + " " + text.body.plainText)
            let bold = Set(text.body.boldWords)
            let labels = guide.labels.filter { label in
                label.words.values.joined().contains { bold.contains($0) }
            }
            let other = labels.flatMap { $0.words.values.joined() }.joined(separator: " ")
            let whole = shown + " " + Folding.folded(other)
            guard wanted.allSatisfy({ whole.contains($0) }) else { return nil }
            let pairs = labels.filter { label in
                let folded = Folding.folded(label.words.values.joined().joined(separator: " "))
                return wanted.contains { folded.contains($0) }
            }.map { label in
                guide.locales.compactMap { label.words[$0]?.first }.joined(separator: " · ")
            }
            return (step, pairs)
        }
    }

    /// The failures whose title or text holds every word of `query`; all of them without one.
    func symptoms(_ query: String) -> [SymptomText] {
        let wanted = Folding.folded(query).split(separator: " ")
        let all = guide.steps.flatMap { text?.step($0.id)?.symptoms ?? [] }
        return all.filter { symptom in
            let whole = Folding.folded(
                symptom.title.plainText + " " + symptom.body.plainText + " " + symptom.id)
            return wanted.allSatisfy { whole.contains($0) }
        }
    }
}

extension [Block] {
    /// The bold texts: words of the vendors' interfaces.
    fileprivate var boldWords: [String] {
        flatMap { block -> [String] in
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): inlines.boldWords
            case .list(let list): list.items.flatMap(\.blocks.boldWords)
            case .quote(let blocks): blocks.boldWords
            case .table(let table): (table.rows + [table.header]).joined().flatMap(\.boldWords)
            case .code, .html, .rule: []
            }
        }
    }
}

extension [Inline] {
    fileprivate var boldWords: [String] {
        flatMap { inline -> [String] in
            if case .strong(let children) = inline.kind { return [children.plainText] }
            return inline.children.boldWords
        }
    }
}

extension [Block] {
    fileprivate var plainText: String {
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

private enum Folding {
    static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            if let plain = letters[scalar] {
                result.unicodeScalars.append(plain)
            } else if scalar.properties.generalCategory != .nonspacingMark {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
        "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
    ]
}
