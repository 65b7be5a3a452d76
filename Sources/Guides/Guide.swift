/// A guide: its manifest and its texts, checked against each other.

/// A guide without errors; made by `Guide.load`.
package struct Guide: Sendable, Hashable {
    package let id: String

    /// The language that the others are translated from.
    package let source: String
    package let locales: [String]

    /// Whose endpoints the checks ask; nil: no online checks.
    package let provider: String?
    package let form: Form?

    /// In the manifest's order.
    package let inputs: [Input]

    /// In the manifest's order, which is that of every text.
    package let steps: [Step]
    package let labels: [Label]

    /// By locale; one for each of `locales`.
    ///
    /// A step whose translation is stale stands in it in the source language.
    package let texts: [String: GuideText]

    /// By step: the digest of what its source text says; see `StepText.digest`.
    package internal(set) var digests: [String: String] = [:]

    /// By locale, by step: translations whose source has changed since, and which are not shown.
    package internal(set) var outdated: [String: [String: StepText]] = [:]

    /// The path of the Markdown that the guide was made from without a manifest; nil: it has one.
    package internal(set) var plainPath: String?

    /// By locale: the paths of the files that it was made from.
    package internal(set) var plainFiles: [String: String] = [:]

    /// Other languages of that Markdown, which are left out: their steps are not these.
    package internal(set) var apart: [Apart] = []

    package func input(_ id: String) -> Input? { inputs.first { $0.id == id } }

    package func step(_ id: String) -> Step? { steps.first { $0.id == id } }

    /// The ID of the step that asks for an input.
    package func stepAsking(_ input: String) -> String? {
        steps.first { $0.asks.contains(input) }?.id
    }

    package func label(_ id: String) -> Label? { labels.first { $0.id == id } }

    /// The label that `word` belongs to in `locale`, for showing the other language's word.
    package func label(of word: String, in locale: String) -> Label? {
        labels.first { $0.words[locale]?.contains(word) == true }
    }
}

/// Which export the guide ends in, and which input each field's value comes from.
package struct Form: Sendable, Hashable {
    package let id: String

    /// In the manifest's order.
    package let fields: [Field]

    /// The input that holds the redirect URI.
    package let redirectURI: String?

    /// The input that holds the address of the installation whose form it is.
    package let address: String?

    /// A field of the form and the input that fills it.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let input: String
    }

    package func input(of field: String) -> String? {
        fields.first { $0.name == field }?.input
    }
}

/// A word of the vendor's interface in every language; a language may use several words.
package struct Label: Sendable, Hashable {
    package let id: String

    /// By locale, the preferred word first; never empty.
    package let words: [String: [String]]
}
