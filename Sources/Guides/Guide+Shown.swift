/// What a reader is shown of a step: its translation, or the source where that is newer.

/// A step's words and the language that they are in.
package struct ShownStep: Sendable, Hashable {
    package let text: StepText
    package let locale: String

    /// The translation is older than its source, which is shown instead: one line has to say so.
    package let isFallback: Bool
}

extension Guide {
    /// The words of a step for a reader of `locale`; nil when there is no such step.
    ///
    /// Every face takes them from here. In a language that the guide does not have, they are in
    /// the guide's own; that is no fallback, because nothing else is translated either.
    package func shown(_ step: String, in locale: String) -> ShownStep? {
        guard let (language, text) = text(for: locale), let words = text.step(step) else {
            return nil
        }
        let isFallback = isStale(step, in: language)
        return ShownStep(
            text: words, locale: isFallback ? source : language, isFallback: isFallback)
    }

    /// Whether a step names a command of Krok, to be typed while the guide goes on.
    ///
    /// In somebody's own Markdown `krok 3` is no command: it is Polish for the third step.
    package func namesCommands(_ step: String, in locale: String) -> Bool {
        plainPath == nil && shown(step, in: locale)?.text.namesCommands == true
    }

    /// By locale: the steps whose source changed since they were translated.
    package var stale: [String: Set<String>] { outdated.mapValues { Set($0.keys) } }

    /// Whether a step's source changed since it was translated.
    package func isStale(_ step: String, in locale: String) -> Bool {
        outdated[locale]?[step] != nil
    }

    /// The words of a step in `locale`, out of date or not: for drawings, which go with the file.
    func translation(of step: String, in locale: String) -> StepText? {
        outdated[locale]?[step] ?? texts[locale]?.step(step)
    }

    /// The words of the whole guide for a reader of `locale`.
    package func text(for locale: String) -> (locale: String, text: GuideText)? {
        if let text = texts[locale] { return (locale, text) }
        return texts[source].map { (source, $0) }
    }

    /// The step that a link to `anchor` leads to, from any text shown in `locale`.
    ///
    /// Beside stale steps there are links with the source language's anchors.
    package func step(at anchor: String, in locale: String) -> String? {
        text(for: locale)?.text.step(at: anchor)?.id ?? texts[source]?.step(at: anchor)?.id
    }

    /// The same as one names it to Krok: a failure of a reference step is `step/failure`.
    package func place(at anchor: String, in locale: String) -> String? {
        let found = [text(for: locale)?.text, texts[source]].lazy.compactMap {
            $0?.step(at: anchor)
        }.first
        guard let step = found else { return nil }
        let symptom = step.symptoms.first { $0.anchor == anchor }
        return step.id + (symptom.map { "/" + $0.id } ?? "")
    }
}

extension Step {
    /// How many days ago somebody saw the step's screen; nil where nobody wrote it down.
    package func age(onDay day: Int) -> Int? { verified.map { day - $0.daysSince1970 } }

    /// Whether that is longer ago than the guide allows.
    package func isDueForRecheck(onDay day: Int) -> Bool {
        guard let age = age(onDay: day), let recheckDays else { return false }
        return age > recheckDays
    }
}
