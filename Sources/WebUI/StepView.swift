/// One step as a page: the guide's text with boxes, questions and values in their places.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// What was typed into a question and refused: shown again, unless it is not to be shown.
struct Typed: Sendable {
    let input: String
    let value: Secret
    /// Why it was refused.
    let reason: String
}

/// Puts a step together for one person at one moment.
struct StepView {
    let session: Session
    let walkthrough: Walkthrough
    let step: Step
    let words: Words
    let place: Place
    let visitor: Visitor
    let templates: Templates
    let splices: Splices
    let labels: LabelChoice
    /// The titles of the other guides at hand, by ID.
    let others: [String: String]
    /// Certificates that are trusted beside the system's when others are asked.
    let authorities: String?
    var typed: Typed?

    private var guide: Guide { walkthrough.guide }

    /// What the template `step` is given.
    func model() throws(Fault) -> Model {
        guard let shown = guide.shown(step.id, in: words.language) else {
            throw .unknownStep(step.id, known: guide.steps.map(\.id))
        }
        let text = shown.text
        let spoken = StepWords(words, walkthrough)
        let state = walkthrough.state(of: step)
        let html = try guideHTML(shown)
        var model: Model = [
            "path": Route.step(place, step.id).path, "title": html.html(text.title),
            "body": html.html(text.body), "language": html.language,
            "isForeign": html.language != words.language,
            "isFinal": step.id == guide.steps.last { !$0.isReference }?.id,
            "isReference": step.isReference, "hasBefore": hasBefore,
        ]
        if let number = walkthrough.number(of: step) { model["number"] = "\(number)." }
        if let place = spoken.place(of: step) {
            let count = walkthrough.count
            var progress: Model = [
                "place": place, "done": count.finished, "all": count.all,
            ]
            if let left = spoken.left { progress["left"] = left }
            model["progress"] = progress
        }
        if let state = stateModel(state) { model["state"] = state }
        model["remarks"] = spoken.notices(of: step).map { ["remark": $0] }
        if let age = spoken.age(of: step, today: session.environment.clock.day) {
            model["age"] = ["text": age.text, "isDue": age.isDue] as Model
        }
        if let address = try session.address(of: step) { model["open"] = opening(address) }
        if !step.isReference { model["doing"] = doing(state) }
        if let checking = checking() { model["checking"] = checking }
        return model
    }

    /// Whether there is a step to go back to.
    private var hasBefore: Bool {
        walkthrough.path.prefix { $0.step.id != step.id }.contains { $0.state.isOnPath }
    }

    private func stateModel(_ state: StepState) -> Model? {
        let kind: String
        switch state {
        case .toDo, .reference: return nil
        case .done: kind = "good"
        case .skipped, .excluded, .undecided: kind = "note"
        }
        return ["kind": kind, "word": StepWords(words, walkthrough).state(state)]
    }

    /// The button that opens the vendor's page, in the person's language (`hl`).
    private func opening(_ address: String) -> Model {
        let query = address.contains("?") ? "&" : "?"
        let isGoogle = address.hasPrefix("https://console.cloud.google.com/")
        let whole = isGoogle ? address + query + "hl=" + words.language : address
        let host = address.dropFirst("https://".count).prefix { $0 != "/" && $0 != "?" }
        let label = words(isGoogle ? "web.open" : "web.open-other")
        return ["address": Visible.address(whole), "host": String(host), "label": label]
    }

    /// What can be done with the step as a whole.
    private func doing(_ state: StepState) -> Model {
        switch state {
        case .done: ["canUndo": true, "canFinish": walkthrough.isChanged(step)]
        case .skipped: ["canUndo": true]
        // Where a proof alone is missing, no click finishes the step.
        case .toDo: ["canFinish": !walkthrough.lacksProofAlone(step), "canSkip": true]
        case .excluded, .undecided, .reference: [:]
        }
    }

    /// What can be checked here; who would get what is said before anybody is asked.
    private func checking() -> Model? {
        guard !step.checks.isEmpty else { return nil }
        if step.checks.contains(.signInToken) { return ["isSignIn": true] }
        // Whoever wants to check a vault that is locked is led to its page.
        guard session.isOpen else { return ["canCheck": true] }
        guard let sheet = try? session.checkSheet(step.id) else { return nil }
        let lines = CheckWords(words, guide).announcement(
            sheet.questions, authorities: authorities)
        var model: Model = ["canCheck": !sheet.results.isEmpty]
        if let first = lines.first {
            model["asking"] =
                ["first": first, "lines": lines.dropFirst().map { ["line": $0] }] as Model
        }
        return sheet.results.isEmpty && lines.isEmpty ? nil : model
    }

    // MARK: The text

    private func guideHTML(_ shown: ShownStep) throws(Fault) -> GuideHTML {
        let text = shown.text
        var html = GuideHTML(
            guide, words, language: shown.locale, step: step.id, labels: labels)
        var values: [String: String] = [:]
        for input in guide.inputs { values[input.id] = try value(of: input) }
        html.value = { values[$0] }
        let reasons = Reasons(words, guide)
        html.title = { reasons.title(of: $0) }
        let tasks = walkthrough.tasks(of: step)
        let open = Set(walkthrough.openTasks(of: step))
        html.task = { id, text in
            guard let index = tasks.firstIndex(of: id) else { return nil }
            return box(id, number: index + 1, of: tasks.count, isTicked: !open.contains(id), text)
        }
        html.ways = ways
        var questions: [String: String] = [:]
        let view = QuestionView(
            session: session, walkthrough: walkthrough, words: words, html: html,
            path: Route.step(place, step.id).path, file: Route.file(place).path,
            visitor: visitor, typed: typed)
        for input in walkthrough.questions(of: step) {
            questions[input.id] = templates.render(
                "question", try view.model(of: input, in: text), words: words)
        }
        // A question that is not asked of this person leaves no trace in the text.
        let asked = questions
        html.question = { asked[$0] ?? "" }
        html.anchor = { anchor in
            guide.step(at: String(anchor.dropFirst()), in: words.language).map {
                Route.step(place, $0).path
            }
        }
        return html
    }

    private var ways: CommandWays {
        var ways = CommandWays(guide: guide, words: words, place: place)
        if session.isOpen { ways.asked = Set(walkthrough.questions(of: step).map(\.id)) }
        ways.hasChecks = { checking() != nil }
        ways.others = others
        return ways
    }

    /// A value in the text: a sensitive one only where the step pastes it, a secret never.
    private func value(of input: Input) throws(Fault) -> String? {
        guard session.conflictIfOpen(input.id).isEmpty else { return nil }
        if input.kind == .choice {
            return walkthrough.progress.choices[input.id].map(HTMLRenderer.escape)
        }
        guard input.kind != .secret, let value = try session.valueIfOpen(input) else { return nil }
        guard input.isSensitive else {
            return value.copiedIntoOrdinaryMemory().map { HTMLRenderer.escape(Visible.text($0)) }
        }
        return step.uses.contains(input.id)
            ? splices.mark(value) : HTMLRenderer.escape(Masked.text(value, of: input))
    }

    /// A task: a button that ticks and unticks, and the task's text.
    private func box(
        _ id: String, number: Int, of all: Int, isTicked: Bool, _ text: String
    ) -> String {
        let name = words("web.task", ["number": "\(number)", "all": "\(all)"])
        return """
            <li class="task\(isTicked ? " done" : "")" id="task-\(id)">\
            <button type="submit" class="box" id="box-\(id)" form="ticks" \
            name="\(isTicked ? "untick" : "tick")" value="\(id)" role="checkbox" \
            aria-checked="\(isTicked)" aria-label="\(HTMLRenderer.escape(name))" \
            aria-describedby="what-\(id)"><span aria-hidden="true">\
            \(isTicked ? "✓" : "")</span></button><span class="number" aria-hidden="true">\
            \(number).</span><div class="what" id="what-\(id)">\(text)</div></li>

            """
    }
}
