/// Why a step is not on a person's path, in the guide's own words.
package import Guides
package import Words

/// Titles of inputs and options in the person's language.
package struct Reasons {
    private let words: Words
    private let guide: Guide

    package init(_ words: Words, _ guide: Guide) {
        self.words = words
        self.guide = guide
    }

    private var text: GuideText? { guide.text(for: words.language)?.text }

    private func input(_ id: String) -> InputText? {
        text?.steps.lazy.compactMap { $0.input(id) }.first
    }

    /// What the guide calls an input.
    package func title(of input: String) -> String { self.input(input)?.title ?? input }

    /// What the guide calls an answer.
    package func title(of option: String, for input: String) -> String {
        self.input(input)?.option(option)?.title ?? option
    }

    /// The answers that decided, such as `Audience: Internal`.
    package func text(_ reasons: [Condition.Reason]) -> String {
        reasons.map { title(of: $0.input) + ": " + title(of: $0.answer, for: $0.input) }
            .joined(separator: ", ")
    }

    /// The answers that a condition asks for, such as `Audience: External`.
    package func text(of condition: Condition) -> String { text(condition.expression) }

    private func text(_ expression: Condition.Expression) -> String {
        switch expression {
        case .comparison(let comparison):
            let options = comparison.options.map { title(of: $0, for: comparison.input) }
                .joined(separator: " / ")
            let key = comparison.relation == .unequal ? "answers.other" : "answers.one"
            return words(key, ["question": title(of: comparison.input), "answer": options])
        case .not(let inner): return words("answers.not", ["answers": text(inner)])
        case .and(let parts): return joined(parts, "answers.and")
        case .or(let parts): return joined(parts, "answers.or")
        }
    }

    private func joined(_ parts: [Condition.Expression], _ key: String) -> String {
        parts.map { part in
            switch part {
            case .comparison, .not: text(part)
            case .and, .or: "(" + text(part) + ")"
            }
        }.joined(separator: " " + words(key) + " ")
    }
}
