/// Which headings of a plain Markdown text open its steps.
internal import CommonMark

/// `Krok 1: …`, `Step 1 – …`, `1. …`, or every heading of a level.
struct PlainHeadings {
    /// How a text numbers its steps.
    enum Rule: Equatable {
        case word
        case number
        case level
    }

    let rule: Rule
    let level: Int

    /// What stands at the beginning of a step's heading, in the languages that guides come in.
    private static let words: Set<String> = [
        "krok", "etap", "step", "stage", "schritt", "etape", "paso", "passo", "pas", "stap", "steg",
        "trin", "vaihe", "шаг", "крок",
    ]

    /// The rule that a text follows; nil when it has no heading that could open a step.
    ///
    /// Numbered steps win over mere headings, because a text that numbers some of its headings
    /// means those. Of several levels the one that has most of them counts.
    init?(_ blocks: [Block]) {
        let headings = blocks.compactMap { block -> (level: Int, title: [Inline])? in
            if case .heading(let level, let title) = block.kind { (level, title) } else { nil }
        }
        for rule in [Rule.word, .number] {
            var numbers: [Int: [Int]] = [:]
            for (level, title) in headings {
                guard let found = PlainHeadings.prefix(of: title, rule) else { continue }
                numbers[level, default: []].append(found.number)
            }
            let best = numbers.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
            guard let best, best.value.count > 1 || (rule == .word && best.value == [1]),
                (0...1).contains(best.value[0])
            else { continue }
            self.rule = rule
            level = best.key
            return
        }
        let levels = headings.map(\.level)
        guard let highest = levels.min() else { return nil }
        rule = .level
        if levels.contains(2) {
            level = 2
        } else if levels.count(where: { $0 == highest }) > 1 || levels.count == 1 && highest > 1 {
            level = highest
        } else if let next = levels.filter({ $0 > highest }).min() {
            level = next
        } else {
            return nil
        }
    }

    /// Whether a heading opens a step.
    func opens(_ level: Int, _ title: [Inline]) -> Bool {
        level == self.level && (rule == .level || PlainHeadings.prefix(of: title, rule) != nil)
    }

    /// The number in front of a title, and the title without it.
    func numbered(_ title: [Inline]) -> (number: Int, rest: [Inline])? {
        rule == .level ? nil : PlainHeadings.prefix(of: title, rule)
    }

    private static func prefix(of title: [Inline], _ rule: Rule) -> (number: Int, rest: [Inline])? {
        guard case .text(let text)? = title.first?.kind else { return nil }
        var rest = text[...]
        if rule == .word {
            let word = rest.prefix(while: \.isLetter)
            guard words.contains(Folding.folded(String(word))) else { return nil }
            rest = rest.dropFirst(word.count).drop { " #.№".contains($0) }
            if rest.lowercased().hasPrefix("nr") {
                rest = rest.dropFirst(2).drop { " .".contains($0) }
            }
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), let number = Int(digits) else { return nil }
        rest = rest.dropFirst(digits.count)
        let marks = rule == .word ? ":.)–—-, " : ".)"
        let mark = rest.prefix { marks.contains($0) }
        rest = rest.dropFirst(mark.count)
        switch rule {
        case .word: guard !mark.isEmpty || rest.isEmpty else { return nil }
        case .number:
            // `1.2 …` is no step of its own; `1.` alone has to be followed by a blank or by code.
            guard mark.count == 1, rest.first == " " || (rest.isEmpty && title.count > 1) else {
                return nil
            }
        case .level: break
        }
        var others = Array(title.dropFirst())
        let words = rest.drop { $0 == " " }
        if !words.isEmpty {
            var first = title[0]
            first.kind = .text(String(words))
            others.insert(first, at: 0)
        }
        return (number, others.isEmpty ? title : others)
    }
}
