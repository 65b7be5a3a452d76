/// What is wrong with a sound manifest: suggestions, the form, dates, lengths.

/// Looks at a manifest whose names all mean something.
struct ManifestLint {
    /// A reader can stay at one step for so long (Red Hat advises ten minutes).
    static let mostMinutes = 15

    private let manifest: Manifest
    private let today: Int
    private let forms: [FormNeeds]
    private(set) var problems: ProblemList

    init(_ manifest: Manifest, today: Int, forms: [FormNeeds], problems: ProblemList) {
        self.manifest = manifest
        self.today = today
        self.forms = forms
        self.problems = problems
    }

    mutating func run(hasLock: Bool) {
        if !hasLock, manifest.locales.count > 1 {
            problems.add(.lockMissing, at: manifest.source?.place ?? Place())
        }
        if let form = manifest.form { check(form) }
        for input in manifest.inputs { checkSuggestion(of: input) }
        for step in manifest.steps { check(step) }
    }

    private mutating func check(_ form: ManifestForm) {
        guard let id = form.id else { return }
        guard let needs = forms.first(where: { $0.id == id.text }) else {
            problems.add(
                .unknownForm, at: id.place, id.text,
                forms.map(\.id).joined(separator: ","))
            return
        }
        for (name, _) in form.fields where !needs.fields.contains(name.text) {
            problems.add(
                .unknownField, at: name.place, name.text, id.text,
                needs.fields.joined(separator: ","))
        }
        for field in needs.fields where !form.fields.contains(where: { $0.name.text == field }) {
            problems.add(.fieldMissing, at: id.place, field, id.text)
        }
        if needs.needsRedirectURI, form.redirectURI == nil {
            problems.add(.fieldMissing, at: id.place, "redirect_uri", id.text)
        }
    }

    /// Whether what is offered would be taken, were it typed.
    private mutating func checkSuggestion(of input: ManifestInput) {
        guard let suggestion = input.suggestion else { return }
        let length = suggestion.text.unicodeScalars.count
        var isGood = length <= 4096
        if let shortest = input.shortest, length < shortest { isGood = false }
        if let longest = input.longest, length > longest { isGood = false }
        if input.kind == .choice {
            isGood = input.options.contains { $0.text == suggestion.text }
        } else if isGood, let pattern = input.pattern, !pattern.matches(suggestion.text) {
            isGood = false
        }
        if !isGood {
            problems.add(
                .badSuggestion, at: suggestion.place, input.id.text, suggestion.text)
        }
    }

    private mutating func check(_ step: ManifestStep) {
        if let minutes = step.minutes, minutes > ManifestLint.mostMinutes {
            problems.add(
                .tooManyMinutes, at: step.minutesPlace, step.id.text, String(minutes),
                String(ManifestLint.mostMinutes))
        }
        guard let verified = step.verified else {
            if step.recheckDays != nil {
                problems.add(.recheckWithoutDate, at: step.recheckPlace, step.id.text)
            }
            return
        }
        let age = today - verified.daysSince1970
        if age < 0 {
            problems.add(
                .verifiedInFuture, at: step.verifiedPlace, step.id.text, verified.description)
        }
        if let limit = step.recheckDays, age > limit {
            problems.add(
                .recheckDue, at: step.verifiedPlace, step.id.text, verified.description,
                String(age), String(limit))
        }
    }
}
