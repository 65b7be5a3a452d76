/// Whether the manifest's names mean anything: references, doubles, order of questions.

/// The manifest checked against itself.
struct ManifestCheck {
    private let manifest: Manifest
    private(set) var problems: ProblemList

    /// A place in the guide's order of questions.
    private struct Moment: Comparable {
        let step: Int
        let place: Int

        static func < (one: Moment, other: Moment) -> Bool {
            (one.step, one.place) < (other.step, other.place)
        }
    }

    /// When each input is asked for the first time.
    private var firstAsked: [String: Moment] = [:]

    init(_ manifest: Manifest, problems: ProblemList) {
        self.manifest = manifest
        self.problems = problems
        for (index, step) in manifest.steps.enumerated() {
            for (place, word) in step.asks.enumerated() where firstAsked[word.text] == nil {
                firstAsked[word.text] = Moment(step: index, place: place)
            }
        }
    }

    /// Looks at everything; `folder` is what the guide's ID has to be.
    mutating func run(folder: String) {
        if let id = manifest.id, id.text != folder {
            problems.add(.wrongFolder, at: id.place, id.text, folder)
        }
        if let source = manifest.source, !manifest.locales.isEmpty,
            !manifest.locales.contains(where: { $0.text == source.text })
        {
            problems.add(.sourceNotListed, at: source.place, source.text)
        }
        unique(manifest.locales, .locale)
        unique(manifest.steps.map(\.id), .step)
        for input in manifest.inputs { check(input) }
        for (index, step) in manifest.steps.enumerated() { check(step, at: index) }
        for word in (manifest.form?.fields.map(\.input) ?? []) { known(input: word) }
        if let word = manifest.form?.redirectURI { known(input: word) }
        if let word = manifest.form?.address { known(input: word) }
        for label in manifest.labels {
            for locale in manifest.locales where label.words[locale.text] == nil {
                problems.add(.labelLocaleMissing, at: label.id.place, label.id.text, locale.text)
            }
        }
        let asked = Set(manifest.steps.flatMap { $0.asks.map(\.text) })
        for input in manifest.inputs where !asked.contains(input.id.text) {
            problems.add(.neverAsked, at: input.id.place, input.id.text)
        }
    }

    private mutating func unique(_ words: [Word], _ thing: Thing) {
        var seen: Set<String> = []
        for word in words where !seen.insert(word.text).inserted {
            problems.add(.duplicateID, at: word.place, thing.rawValue, word.text)
        }
    }

    private mutating func known(input word: Word) {
        guard manifest.input(word.text) == nil else { return }
        problems.add(.unknownInput, at: word.place, word.text)
    }

    private mutating func check(_ input: ManifestInput) {
        unique(input.options, .option)
        for word in [input.notLike, input.beginsWith].compactMap(\.self) { known(input: word) }
        guard let condition = input.condition else { return }
        check(condition)
        // The first step that asks for it has to know the answer by then, and so do all later ones.
        if let moment = firstAsked[input.id.text] {
            check(condition, of: input.id.text, at: moment)
        }
    }

    private mutating func check(_ step: ManifestStep, at index: Int) {
        unique(step.asks, .input)
        unique(step.uses, .input)
        unique(step.checks, .check)
        unique(step.provenBy, .check)
        for word in step.provenBy where !step.checks.contains(where: { $0.text == word.text }) {
            let known = step.checks.map(\.text).joined(separator: ",")
            problems.add(.badValue, at: word.place, "proven-by", word.text, known)
        }
        unique(step.symptoms.map(\.id), .symptom)
        for word in step.asks + step.uses { known(input: word) }
        for case let word? in step.symptoms.map(\.step) where manifest.step(word.text) == nil {
            problems.add(.unknownStep, at: word.place, word.text)
        }
        if let condition = step.condition {
            check(condition)
            check(condition, of: step.id.text, at: Moment(step: index, place: 0))
        }
        if step.needsProof, step.provenBy.isEmpty {
            problems.add(.needsProofWithoutOne, at: step.id.place, step.id.text)
        }
        if let open = step.open { check(open, of: step) }
    }

    /// Whether inputs and options exist; each is complained about where it is compared.
    private mutating func check(_ condition: ManifestCondition) {
        for comparison in condition.condition.comparisons {
            let place = condition.place(of: comparison)
            guard let input = manifest.input(comparison.input) else {
                problems.add(.unknownInput, at: place, comparison.input)
                continue
            }
            guard input.kind == .choice else {
                problems.add(.conditionNotChoice, at: place, comparison.input)
                continue
            }
            // A choice without options has been complained about already.
            for option in comparison.options
            where !input.options.isEmpty
                && !input.options.contains(where: { $0.text == option })
            {
                problems.add(.unknownOption, at: place, option, comparison.input)
            }
        }
    }

    private mutating func check(
        _ condition: ManifestCondition, of dependent: String, at moment: Moment
    ) {
        for comparison in condition.condition.comparisons
        where manifest.input(comparison.input)?.kind == .choice {
            if let asked = firstAsked[comparison.input], asked < moment { continue }
            problems.add(
                .conditionTooEarly, at: condition.place(of: comparison), comparison.input,
                dependent)
        }
    }

    /// The host has to be spelt out: no value decides whom a browser is sent to.
    private mutating func check(_ open: Word, of step: ManifestStep) {
        let template = Template(open.text)
        var isSafe = false
        if case .literal(let start) = template.parts.first, start.hasPrefix("https://") {
            let host = start.dropFirst(8).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let isWhole = host.utf8.count + 8 < start.utf8.count || template.parts.count == 1
            isSafe = isWhole && !host.isEmpty && start.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        }
        if !isSafe { problems.add(.openNotHTTPS, at: open.place, open.text) }
        for name in template.inputs {
            guard let input = manifest.input(name) else {
                problems.add(.unknownInput, at: open.place, name)
                continue
            }
            if let code = input.refusal(in: step) { problems.add(code, at: open.place, name) }
        }
    }
}

extension ManifestInput {
    /// Why `{{id}}` may not stand in a step; nil outside of all steps.
    func refusal(in step: ManifestStep?) -> ProblemCode? {
        if kind == .secret { return .placeholderSecret }
        guard isSensitive, step?.uses.contains(where: { $0.text == id.text }) != true else {
            return nil
        }
        return .placeholderNotUsed
    }
}

extension ManifestCondition {
    /// Where a comparison stands.
    func place(of comparison: Condition.Comparison) -> Place {
        word.place(ofColumn: comparison.column)
    }
}
