/// Whether a text has the parts that the manifest declares and the source text has.
internal import CommonMark

/// Compares one text with the manifest and with the text that it was translated from.
struct TextCheck {
    private let manifest: Manifest
    private let text: ReadText
    private(set) var problems: ProblemList

    init(_ text: ReadText, manifest: Manifest, problems: ProblemList) {
        self.text = text
        self.manifest = manifest
        self.problems = problems
    }

    /// `source` is nil when this is the source text or that one could not be read.
    mutating func run(source: ReadText?) {
        checkSteps()
        for step in text.steps {
            guard let declared = manifest.step(step.text.id) else { continue }
            checkInputs(of: step, declared)
            checkSymptoms(of: step, declared)
            if let original = source?.step(step.text.id), let source {
                checkTasks(of: step, original, source.locale)
                checkPlaceholders(of: step, original, source.locale)
            }
        }
    }

    private mutating func checkSteps() {
        for step in text.steps where manifest.step(step.text.id) == nil {
            problems.add(.stepNotDeclared, at: step.comment, step.text.id)
        }
        for step in manifest.steps where text.step(step.id.text) == nil {
            problems.add(.stepMissing, at: Place(), step.id.text)
        }
        let present = text.steps.filter { manifest.step($0.text.id) != nil }
        let expected = manifest.steps.map(\.id.text).filter { text.step($0) != nil }
        for (step, id) in zip(present, expected) where step.text.id != id {
            problems.add(.stepOrder, at: step.comment, step.text.id, id)
            return
        }
    }

    private mutating func checkTasks(
        of step: ReadStep, _ original: ReadStep, _ source: String
    ) {
        let (own, theirs) = (step.text.tasks.map(\.id), original.text.tasks.map(\.id))
        let (ownSet, theirSet) = (Set(own), Set(theirs))
        for task in theirs where !ownSet.contains(task) {
            problems.add(.taskMissing, at: step.place, task, step.text.id, source)
        }
        for task in own where !theirSet.contains(task) {
            problems.add(
                .taskNotInSource, at: step.tasks[task] ?? step.place, task, step.text.id, source)
        }
        let common = own.filter(theirSet.contains)
        for (task, expected) in zip(common, theirs.filter(ownSet.contains))
        where task != expected {
            problems.add(.taskOrder, at: step.tasks[task] ?? step.place, task, expected)
            return
        }
    }

    private mutating func checkPlaceholders(
        of step: ReadStep, _ original: ReadStep, _ source: String
    ) {
        let (own, theirs) = (step.placeholders, original.placeholders)
        let (ownSet, theirSet) = (Set(own.map(\.input)), Set(theirs.map(\.input)))
        for (input, _) in theirs where !ownSet.contains(input) {
            problems.add(.placeholderMissing, at: step.place, input, step.text.id, source)
        }
        for (input, place) in own where !theirSet.contains(input) {
            problems.add(.placeholderNotInSource, at: place, input, step.text.id, source)
        }
    }

    private mutating func checkInputs(of step: ReadStep, _ declared: ManifestStep) {
        let (asked, present) = (Set(declared.asks.map(\.text)), Set(step.text.inputs.map(\.id)))
        for word in declared.asks where !present.contains(word.text) {
            problems.add(.inputMissing, at: step.place, word.text, step.text.id)
        }
        for input in step.text.inputs {
            let place = step.inputs[input.id] ?? step.place
            guard asked.contains(input.id) else {
                problems.add(.inputNotAsked, at: place, input.id, step.text.id)
                continue
            }
            guard let declared = manifest.input(input.id), declared.hasOptionsAsItShould else {
                continue
            }
            let options = declared.options.map(\.text)
            let (declaredSet, found) = (Set(options), Set(input.options.map(\.id)))
            for option in options where !found.contains(option) {
                problems.add(.optionMissing, at: place, option, input.id)
            }
            for option in input.options where !declaredSet.contains(option.id) {
                let place = step.options["\(input.id)/\(option.id)"] ?? place
                problems.add(.optionNotDeclared, at: place, option.id, input.id)
            }
        }
    }

    private mutating func checkSymptoms(of step: ReadStep, _ declared: ManifestStep) {
        guard declared.isReference else { return }
        let ids = declared.symptoms.map(\.id.text)
        let known = Set(ids)
        for id in ids where step.symptoms[id] == nil {
            problems.add(.symptomMissing, at: step.place, id, step.text.id)
        }
        for symptom in step.text.symptoms where !known.contains(symptom.id) {
            problems.add(
                .symptomNotDeclared, at: step.symptoms[symptom.id] ?? step.place, symptom.id,
                step.text.id)
        }
    }
}

extension ManifestInput {
    /// Whether what was wrong with the options has not been told already.
    fileprivate var hasOptionsAsItShould: Bool { (kind == .choice) != options.isEmpty }
}
