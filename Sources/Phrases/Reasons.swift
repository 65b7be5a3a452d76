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
}
