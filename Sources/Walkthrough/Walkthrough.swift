/// One person's way through a guide: answers decide the path, ticks decide the progress.
package import Guides

/// The state machine that every face drives: it is given an event and says what to show next.
///
/// It knows no language, no clock and no file. Whether a value is captured it learns by name;
/// the value itself never passes through it.
package struct Walkthrough: Sendable {
    package let guide: Guide
    package private(set) var progress: Progress

    /// What is shown of every step, worked out once for each change of the progress.
    private var standing = Overview()

    private struct Overview {
        var states: [StepState] = []
        var numbers: [String: Int] = [:]
        var finished = 0
        var minutesLeft = 0
        var firstOpen: Step?
    }

    package init(guide: Guide, progress: Progress) {
        self.guide = guide
        self.progress = progress
        refresh()
    }

    private mutating func refresh() {
        var standing = Overview()
        for step in guide.steps {
            let state = state(of: step)
            standing.states.append(state)
            guard state.isOnPath else { continue }
            standing.numbers[step.id] = standing.numbers.count + 1
            if state == .toDo {
                standing.minutesLeft += step.minutes ?? 0
                if standing.firstOpen == nil { standing.firstOpen = step }
            } else {
                standing.finished += 1
            }
        }
        self.standing = standing
    }

    /// Something a person did.
    package enum Event: Sendable, Equatable {
        case tick(step: String, task: String?)
        case untick(step: String, task: String?)
        case skip(step: String, reason: String)
        /// Checks proved the step: it is done, whatever its tasks say.
        case prove(step: String)
        /// The checks found the opposite: what they proved stands no more.
        case disprove(step: String)
        /// A `choice` was answered.
        case answer(input: String, value: String)
        /// The vault took a value.
        case capture(input: String)
        /// The vault dropped a value.
        case withdraw(input: String)
        case go(step: String)
        case forward
        case back
        case reset
    }

    /// What a face shows next.
    package enum Response: Sendable, Equatable {
        case step(String)
        /// The way ends here; the steps that are still to do, in order.
        case end(open: [String])
    }

    /// An event that names what the guide does not have, or that cannot be.
    package enum Refusal: Error, Equatable, Sendable {
        case unknownStep(String)
        case unknownTask(step: String, task: String)
        case unknownInput(String)
        case notAnOption(input: String, value: String)
        /// A reference is looked up, not done.
        case isReference(String)
    }

    // MARK: The path

    /// Every step of the guide with its state, in order.
    package var path: [(step: Step, state: StepState)] {
        Array(zip(guide.steps, standing.states)).map { ($0.0, $0.1) }
    }

    package func state(of step: Step) -> StepState {
        if step.isReference { return .reference }
        if let condition = step.condition {
            switch condition.truth(for: progress.choices) {
            case .no: return .excluded(condition.reasons(for: progress.choices))
            case .unknown: return .undecided
            case .yes: break
            }
        }
        if let skip = progress.skipped[step.id] { return .skipped(reason: skip.reason) }
        return isDone(step) ? .done : .toDo
    }

    /// Done because a person said so or a check proved it: the step itself, or each task and each
    /// question of it.
    ///
    /// A step that needs a proof is done by a check alone, whatever is ticked.
    private func isDone(_ step: Step) -> Bool {
        if progress.done[step.id] != nil { return true }
        guard !step.needsProof else { return false }
        let tasks = tasks(of: step)
        return !tasks.isEmpty && openTasks(of: step).isEmpty && pendingInputs(of: step).isEmpty
    }

    /// Whether all of a step is ticked and answered, and only a check can call it done.
    package func lacksProofAlone(_ step: Step) -> Bool {
        step.needsProof && state(of: step) == .toDo && openTasks(of: step).isEmpty
            && pendingInputs(of: step).isEmpty
    }

    /// The IDs of a step's tasks; they are the same in every language.
    package func tasks(of step: Step) -> [String] {
        let text = guide.texts[guide.source] ?? guide.texts.values.first
        return text?.step(step.id)?.tasks.map(\.id) ?? []
    }

    /// The place of each task in its step, from 1.
    package func taskNumbers(of step: Step) -> [String: Int] {
        let pairs = tasks(of: step).enumerated().map { ($1, $0 + 1) }
        return Dictionary(pairs) { first, _ in first }
    }

    package func openTasks(of step: Step) -> [String] {
        let ticked = progress.ticks[step.id] ?? [:]
        return tasks(of: step).filter { ticked[$0] == nil }
    }

    /// Whether a task was ticked when the step said something else in substance.
    package func isChanged(_ task: String, of step: Step) -> Bool {
        progress.ticks[step.id]?[task] != nil
            && isOther(.tick(step: step.id, task: task), step)
    }

    /// Whether the step says something else in substance than when it, or a task, was ticked.
    package func isChanged(_ step: Step) -> Bool {
        if progress.done[step.id] != nil, isOther(.done(step: step.id), step) { return true }
        return tasks(of: step).contains { isChanged($0, of: step) }
    }

    private func isOther(_ key: Progress.Key, _ step: Step) -> Bool {
        guard let then = progress.texts[key.path], let now = guide.digests[step.id] else {
            return false
        }
        return then != now
    }

    /// The questions that a step asks this person, answered or not.
    package func questions(of step: Step) -> [Input] {
        step.asks.compactMap(guide.input).filter(isAsked)
    }

    /// The questions of a step that have no answer yet.
    package func pendingInputs(of step: Step) -> [Input] {
        questions(of: step).filter { !isAnswered($0) }
    }

    package func isAsked(_ input: Input) -> Bool {
        input.condition.map { $0.truth(for: progress.choices) == .yes } ?? true
    }

    package func isAnswered(_ input: Input) -> Bool {
        input.kind == .choice
            ? progress.answers[input.id] != nil : progress.captured[input.id] != nil
    }

    /// The first step that asks for `input`.
    package func step(asking input: String) -> Step? {
        guide.steps.first { $0.asks.contains(input) }
    }

    // MARK: Where one stands

    /// The step shown last, else the first that is to do.
    package var current: Step? {
        progress.current.flatMap(guide.step) ?? introduction ?? firstOpen ?? guide.steps.first
    }

    /// What plain Markdown says before its steps, as long as nothing is done.
    private var introduction: Step? {
        guard guide.plainPath != nil, progress.ticks.isEmpty, progress.done.isEmpty else {
            return nil
        }
        return guide.steps.first
    }

    private var firstOpen: Step? { standing.firstOpen }

    /// The step's place among those on the path, from 1; nil for one that is not counted.
    package func number(of step: Step) -> Int? { standing.numbers[step.id] }

    /// The same of every step that is counted, by ID.
    package var numbers: [String: Int] { standing.numbers }

    /// How many steps are on the path, and how many of them are done or skipped.
    package var count: (all: Int, finished: Int) { (standing.numbers.count, standing.finished) }

    /// The estimated minutes of the steps that are still to do.
    package var minutesLeft: Int { standing.minutesLeft }

    // MARK: Events

    /// Takes an event in; after a refusal nothing has changed.
    package mutating func handle(_ event: Event, at time: String) throws(Refusal) -> Response {
        switch event {
        case .tick(let id, let task): try tick(id, task, at: time)
        case .untick(let id, let task): try untick(id, task, at: time)
        case .prove(let id):
            let step = try counted(id)
            progress.finish(step.id, at: time, text: guide.digests[step.id])
            progress.withdraw(.skipped(step: step.id), at: time)
        case .skip(let id, let reason):
            let step = try counted(id)
            progress.withdraw(.done(step: step.id), at: time)
            progress.skip(step.id, because: reason, at: time)
        case .disprove(let id): progress.withdraw(.done(step: try counted(id).id), at: time)
        case .answer(let input, let value): try answer(input, value, at: time)
        case .capture(let input):
            guard guide.input(input) != nil else { throw .unknownInput(input) }
            progress.capture(input, at: time)
        case .withdraw(let input): withdraw(input, at: time)
        case .go(let id):
            guard guide.step(id) != nil else { throw .unknownStep(id) }
            progress.current = id
        case .forward: return move(guide.steps.drop { $0.id != current?.id }.dropFirst())
        case .back:
            let before = guide.steps.prefix { $0.id != current?.id }
            return move(before.reversed()[...])
        case .reset:
            // Answers and values stay: the vault has them too, and export uses them.
            progress.reset(at: time)
        }
        refresh()
        return showing
    }

    private var showing: Response {
        current.map { .step($0.id) } ?? .end(open: [])
    }

    /// Goes to the first of `steps` that is on the path; stays where it is at either end.
    private mutating func move(_ steps: ArraySlice<Step>) -> Response {
        guard let next = steps.first(where: { state(of: $0).isOnPath }) else {
            return .end(open: path.filter { $0.state == .toDo }.map(\.step.id))
        }
        progress.current = next.id
        return .step(next.id)
    }

    private func counted(_ id: String) throws(Refusal) -> Step {
        guard let step = guide.step(id) else { throw .unknownStep(id) }
        guard !step.isReference else { throw .isReference(id) }
        return step
    }

    /// The ID of a task; the tasks of plain Markdown may be named by their numbers, too.
    private func checked(_ task: String, of step: Step) throws(Refusal) -> String {
        let tasks = self.tasks(of: step)
        if guide.plainPath != nil, let number = Int(task), tasks.indices.contains(number - 1) {
            return tasks[number - 1]
        }
        guard tasks.contains(task) else {
            throw .unknownTask(step: step.id, task: task)
        }
        return task
    }

    private mutating func tick(_ id: String, _ task: String?, at time: String) throws(Refusal) {
        let step = try counted(id)
        let text = guide.digests[id]
        if let task {
            progress.tick(id, try checked(task, of: step), at: time, text: text)
        } else {
            for task in tasks(of: step) { progress.tick(id, task, at: time, text: text) }
            if !step.needsProof { progress.finish(id, at: time, text: text) }
        }
        progress.withdraw(.skipped(step: id), at: time)
    }

    private mutating func untick(_ id: String, _ task: String?, at time: String) throws(Refusal) {
        let step = try counted(id)
        let tasks =
            if let task { [try checked(task, of: step)] } else { progress.ticks[id]?.keys.sorted() }
        for task in tasks ?? [] { progress.withdraw(.tick(step: id, task: task), at: time) }
        progress.withdraw(.done(step: id), at: time)
        progress.withdraw(.skipped(step: id), at: time)
    }

    private mutating func answer(
        _ id: String, _ value: String, at time: String
    ) throws(Refusal) {
        guard let input = guide.input(id), input.kind == .choice else { throw .unknownInput(id) }
        guard input.options.contains(value) else { throw .notAnOption(input: id, value: value) }
        progress.answer(id, value, at: time)
    }

    private mutating func withdraw(_ input: String, at time: String) {
        progress.withdraw(.captured(input: input), at: time)
        progress.withdraw(.answer(input: input), at: time)
    }

    // MARK: The vault

    /// What an open vault has for an input.
    package enum Standing: Sendable, Equatable {
        /// A value; of a choice, the answer.
        case captured(answer: String?)
        /// Nothing, or several versions of which none is chosen yet.
        case missing
    }

    /// Brings what is known of values and answers in line with the vault, which holds them.
    package mutating func align(at time: String, with vault: (Input) -> Standing) {
        for input in guide.inputs {
            switch vault(input) {
            case .captured(let answer):
                if input.kind != .choice {
                    if progress.captured[input.id] == nil { progress.capture(input.id, at: time) }
                } else if let answer, input.options.contains(answer) {
                    progress.answer(input.id, answer, at: time)
                } else {
                    withdraw(input.id, at: time)
                }
            case .missing: withdraw(input.id, at: time)
            }
        }
        refresh()
    }
}
