/// A manifest without problems, and its texts, as the values that everybody else uses.

extension Guide {
    /// Drops the places; nil when something required is missing, which was a problem before.
    init?(_ manifest: Manifest, texts: [ReadText]) {
        guard let id = manifest.id, let source = manifest.source else { return nil }
        self.init(
            id: id.text, source: source.text, locales: manifest.locales.map(\.text),
            provider: manifest.provider?.text, form: manifest.form.flatMap(Form.init),
            inputs: manifest.inputs.map(Input.init), steps: manifest.steps.map(Step.init),
            labels: manifest.labels.map { Label(id: $0.id.text, words: $0.words) },
            texts: Dictionary(uniqueKeysWithValues: texts.map { ($0.locale, GuideText($0)) }))
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
            uses: step.uses.map(\.text), checks: step.checks.map(\.text),
            verified: step.verified, recheckDays: step.recheckDays,
            isReference: step.isReference,
            symptoms: step.symptoms.map { Symptom(id: $0.id.text, step: $0.step?.text) })
    }
}

extension GuideText {
    fileprivate init(_ text: ReadText) {
        self.init(
            locale: text.locale, title: text.title, introduction: text.introduction,
            steps: text.steps.map(\.text))
    }
}
