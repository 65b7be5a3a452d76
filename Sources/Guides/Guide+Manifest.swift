/// A manifest without problems, and its texts, as the values that everybody else uses.

extension Guide {
    /// Drops the places; nil when something required is missing, which was a problem before.
    init?(
        _ manifest: Manifest, texts: [ReadText], digests: [String: String] = [:],
        stale: [String: Set<String>] = [:]
    ) {
        guard let id = manifest.id, let source = manifest.source else { return nil }
        let original = texts.first { $0.locale == source.text }
        self.init(
            id: id.text, source: source.text, locales: manifest.locales.map(\.text),
            provider: manifest.provider?.text, form: manifest.form.flatMap(Form.init),
            inputs: manifest.inputs.map(Input.init), steps: manifest.steps.map(Step.init),
            labels: manifest.labels.map { Label(id: $0.id.text, words: $0.words) },
            texts: Dictionary(
                uniqueKeysWithValues: texts.map { text in
                    let steps = stale[text.locale] ?? []
                    return (text.locale, GuideText(text, from: original, where: steps))
                }), digests: digests,
            outdated: Dictionary(
                uniqueKeysWithValues: texts.compactMap { text in
                    guard let steps = stale[text.locale] else { return nil }
                    let pairs = text.steps.filter { steps.contains($0.text.id) }
                        .map { ($0.text.id, $0.text) }
                    return (text.locale, Dictionary(uniqueKeysWithValues: pairs))
                }))
    }
}

extension Form {
    fileprivate init?(_ form: ManifestForm) {
        guard let id = form.id else { return nil }
        self.init(
            id: id.text,
            fields: form.fields.map { Field(name: $0.name.text, input: $0.input.text) },
            redirectURI: form.redirectURI?.text, address: form.address?.text)
    }
}

extension Input {
    fileprivate init(_ input: ManifestInput) {
        self.init(
            id: input.id.text, kind: input.kind, isSensitive: input.isSensitive,
            condition: input.condition?.condition, options: input.options.map(\.text),
            shortest: input.shortest, longest: input.longest, pattern: input.pattern,
            mismatch: input.mismatch, refuses: input.refuses, notLike: input.notLike?.text,
            beginsWith: input.beginsWith?.text, suggestion: input.suggestion?.text)
    }
}

extension Step {
    fileprivate init(_ step: ManifestStep) {
        self.init(
            id: step.id.text, minutes: step.minutes, condition: step.condition?.condition,
            open: step.open.map { Template($0.text) }, asks: step.asks.map(\.text),
            uses: step.uses.map(\.text),
            checks: step.checks.compactMap { CheckName(rawValue: $0.text) },
            provenBy: step.provenBy.compactMap { CheckName(rawValue: $0.text) },
            needsProof: step.needsProof, authorises: step.authorises,
            verified: step.verified, recheckDays: step.recheckDays,
            isReference: step.isReference,
            symptoms: step.symptoms.map { Symptom(id: $0.id.text, step: $0.step?.text) })
    }
}

extension GuideText {
    /// The text with the `stale` steps in the words of `source`.
    ///
    /// Links of the other steps still lead to them: the anchors of both languages are theirs.
    fileprivate init(_ text: ReadText, from source: ReadText?, where stale: Set<String>) {
        self.init(
            locale: text.locale, title: text.title, introduction: text.introduction,
            steps: text.steps.map { step in
                guard stale.contains(step.text.id),
                    let original = source?.step(step.text.id)?.text
                else { return step.text }
                return original.answering(to: step.text.anchors)
            })
    }
}
