/// `krok` alone: the guide, step by step, until a person leaves it.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace

/// Shows a step, waits for a command, does it, shows what is next.
///
/// Lines, not keys: it works over a serial line, in a screen reader, and through a pipe.
struct GuideLoop {
    private var desk: Desk
    private let options: any OptionValues
    private var isNew = true

    var face: Face { desk.face }
    var words: Words { face.words }
    private var session: Session { desk.session }

    /// Asks what has to be asked the first time, then walks.
    static func start(_ face: Face, _ options: any OptionValues) throws(Fault) {
        let desk = try FirstRun(face: face, options: options).desk()
        var loop = GuideLoop(desk: desk, options: options)
        do throws(Fault) {
            try loop.walk()
        } catch {
            // The end of input is a way to leave: everything is saved already.
            guard error == .prompt(.ended) else { throw error }
            desk.face.note(desk.face.words("loop.bye"))
        }
    }

    private init(desk: Desk, options: any OptionValues) {
        self.desk = desk
        self.options = options
    }

    private mutating func walk() throws(Fault) {
        for line in StepWords.origin(of: session.guide, in: words) { face.note(line) }
        while true {
            let walkthrough = try session.walkthrough()
            guard let step = walkthrough.current else { return }
            if walkthrough.progress.current != step.id { try session.handle(.go(step: step.id)) }
            face.tellOfUnlockedMemory()
            if isNew { try show(step, walkthrough) }
            isNew = false
            let line = try desk.questions.text(prompt(step, walkthrough))
            guard try obey(line, step) else { return face.note(words("loop.bye")) }
        }
    }

    private func show(_ step: Step, _ walkthrough: Walkthrough) throws(Fault) {
        Stream.output.write(face.style.clear)
        let page = StepPage(face: face, session: session, walkthrough: walkthrough, step: step)
        face.print(try page.lines())
        if !step.isReference, session.guide.namesCommands(step.id, in: words.language) {
            face.note(face.wrapped("\n" + words("loop.second-terminal")))
        }
    }

    // MARK: Commands

    /// Does what a line says; false ends the loop.
    private mutating func obey(_ line: String, _ step: Step) throws(Fault) -> Bool {
        // `/clients` is quicker to type than `/ clients`.
        let line = line.hasPrefix("/") ? "/ " + line.dropFirst() : line
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        let argument = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        do throws(Fault) {
            switch command(parts.first ?? "") {
            case .next: return try next(step)
            case .tick(let numbers): try tick(numbers, step)
            case .all: try change(.tick(step: step.id, task: nil))
            case .untick: try change(.untick(step: step.id, task: nil))
            case .back: try change(.back)
            case .skip: try skip(step, argument)
            case .go: try go(argument)
            case .open: try open(step)
            case .values: try ask(session.walkthrough().questions(of: step))
            case .importFile: try importFile(argument)
            case .unlock: try unlock()
            case .lock: try lock()
            case .check: try Checking(desk: desk, options: options).run(step)
            case .trouble: try trouble(argument)
            case .find: try find(argument)
            case .labels: switchLabels()
            case .status: try status()
            case .language: switchLanguage()
            case .show: isNew = true
            case .help: help(step)
            case .quit: return false
            case nil: face.note(words("loop.unknown", ["command": parts.first ?? ""]))
            }
        } catch {
            // A refusal inside of the guide is told, and the guide goes on.
            if error == .prompt(.ended) { throw error }
            face.report(error)
        }
        return true
    }

    private enum Command {
        case unlock, lock, next, all, untick, back, skip, go, open, values, importFile, check,
            trouble, status
        case find, labels
        case language, show, help, quit
        case tick([Int])
    }

    /// What a word means: numbers tick; otherwise the words of the language in use.
    private func command(_ word: String) -> Command? {
        if word.isEmpty { return .next }
        if let numbers = TaskNumbers.read(word) { return .tick(numbers) }
        let known: [(String, Command)] = [
            ("next", .next), ("all", .all), ("untick", .untick), ("back", .back),
            ("skip", .skip), ("unlock", .unlock), ("lock", .lock),
            ("go", .go), ("open", .open), ("values", .values),
            ("import", .importFile), ("check", .check), ("trouble", .trouble), ("status", .status),
            ("find", .find), ("labels", .labels),
            ("language", .language), ("show", .show), ("help", .help), ("quit", .quit),
        ]
        let wanted = Folding.folded(word)
        return known.first { name, _ in
            words("commands." + name).split(separator: " ")
                .contains { Folding.folded(String($0)) == wanted }
        }?.1
    }

    private mutating func change(_ event: Walkthrough.Event) throws(Fault) {
        try session.handle(event)
        isNew = true
    }

    /// Answers what is asked here, then goes on; says what is still open.
    private mutating func next(_ step: Step) throws(Fault) -> Bool {
        let pending = try session.walkthrough().pendingInputs(of: step)
        if !pending.isEmpty {
            try ask(pending)
            isNew = true
            let still = try session.walkthrough().pendingInputs(of: step)
            if still.count < pending.count { return true }
        }
        let walkthrough = try session.walkthrough()
        if walkthrough.state(of: step) == .toDo {
            let open = walkthrough.openTasks(of: step).count
            if walkthrough.tasks(of: step).isEmpty, walkthrough.pendingInputs(of: step).isEmpty {
                try session.handle(.tick(step: step.id, task: nil))
            } else {
                if open > 0 { face.note(words("loop.tasks-open", count: open)) }
                for line in StepWords(words, walkthrough).proof(of: step) { face.note(line) }
                guard try desk.questions.confirm(words("loop.ask-leave-open"), usually: false)
                else { return true }
            }
        }
        isNew = true
        guard case .end(let open) = try session.handle(.forward) else { return true }
        return try finish(open)
    }

    private mutating func finish(_ open: [String]) throws(Fault) -> Bool {
        guard open.isEmpty else {
            let steps = open.joined(separator: ", ")
            face.note(words("loop.steps-open", count: open.count, ["steps": steps]))
            try session.handle(.go(step: open[0]))
            return true
        }
        let hasForm = session.guide.form != nil
        face.note(words(hasForm ? "loop.finished" : "loop.finished-without-form"))
        return false
    }

    private mutating func tick(_ numbers: [Int], _ step: Step) throws(Fault) {
        let walkthrough = try session.walkthrough()
        let tasks = walkthrough.tasks(of: step)
        for number in numbers {
            guard (1...max(tasks.count, 1)).contains(number), !tasks.isEmpty else {
                let arguments: KeyValuePairs = ["number": "\(number)", "all": "\(tasks.count)"]
                return face.note(words("loop.no-task", arguments))
            }
        }
        let open = Set(walkthrough.openTasks(of: step))
        for number in numbers {
            let task = tasks[number - 1]
            try change(
                open.contains(task)
                    ? .tick(step: step.id, task: task) : .untick(step: step.id, task: task))
        }
        if face.style.isPlain { try tell(step) }
    }

    /// Says which tasks are ticked instead of reading the whole page out again.
    private mutating func tell(_ step: Step) throws(Fault) {
        let walkthrough = try session.walkthrough()
        let tasks = walkthrough.tasks(of: step)
        let open = Set(walkthrough.openTasks(of: step))
        func numbers(_ isOpen: Bool) -> String {
            let found = tasks.indices.filter { open.contains(tasks[$0]) == isOpen }
            return found.isEmpty
                ? words("loop.none") : found.map { "\($0 + 1)" }.joined(separator: ", ")
        }
        face.note(words("loop.ticked", ["tasks": numbers(false), "open": numbers(true)]))
        isNew = false
    }

    private mutating func skip(_ step: Step, _ argument: String) throws(Fault) {
        var reason = argument
        if reason.isEmpty { reason = try desk.questions.text(words("loop.ask-reason") + " ") }
        guard !reason.isEmpty else { return face.note(words("loop.no-reason")) }
        try session.handle(.skip(step: step.id, reason: reason))
        try change(.forward)
    }

    /// Goes to a step by its ID or its number on the path.
    private mutating func go(_ argument: String) throws(Fault) {
        let walkthrough = try session.walkthrough()
        let counted = walkthrough.path.filter(\.state.isOnPath).map(\.step.id)
        let id = Int(argument).flatMap { number in
            number >= 1 && number <= counted.count ? counted[number - 1] : nil
        }
        try change(.go(step: id ?? argument))
    }

    private func open(_ step: Step) throws(Fault) {
        let page = StepPage(
            face: face, session: session, walkthrough: try session.walkthrough(), step: step)
        guard let address = try page.address() else { return face.note(words("loop.no-link")) }
        face.note(
            Browser.open(address)
                ? words("loop.opened", ["address": address])
                : words("loop.not-opened", ["address": address]))
    }

    private mutating func unlock() throws(Fault) {
        if session.isOpen { return face.note(words("loop.is-open")) }
        try desk.unlock()
        isNew = true
    }

    /// Forgets everything that was read from the vault, here and in the session keyring.
    private mutating func lock() throws(Fault) {
        let wasOpen = session.isOpen
        session.lock()
        let wasUnlocked = try VaultFolder(at: face.place.path).lock(in: face.environment)
        isNew = wasOpen
        face.note(words(wasOpen || wasUnlocked ? "unlock.locked" : "unlock.was-locked"))
    }

    private mutating func importFile(_ argument: String) throws(Fault) {
        var path = argument
        if path.isEmpty { path = try desk.questions.text(words("loop.ask-file") + " ") }
        guard !path.isEmpty else { return }
        try Importing(desk: desk, yes: false, deletes: nil).run(path)
        isNew = true
    }

    // MARK: Answers

    /// Asks for values one after the other; an empty line leaves a question for later.
    private mutating func ask(_ inputs: [Input]) throws(Fault) {
        guard !inputs.isEmpty else { return face.note(words("loop.no-questions")) }
        for input in inputs {
            // An answer before this one may have decided that it is not asked at all.
            guard try session.walkthrough().isAsked(input) else { continue }
            try ask(input)
        }
        // And it may have decided that another one is.
        if let step = try session.walkthrough().current {
            let more = try session.walkthrough().pendingInputs(of: step).filter { pending in
                pending.condition != nil && !inputs.contains(pending)
            }
            for input in more { try ask(input) }
        }
        isNew = true
    }

    private func ask(_ input: Input) throws(Fault) {
        let question = Question(desk: desk, input: input)
        while true {
            guard let raw = try question.answer() else { return }
            do throws(Fault) {
                desk.warn(try session.capture(input, raw), about: input)
                return
            } catch {
                guard case .refusedValue = error else { throw error }
                face.report(error)
            }
        }
    }

    // MARK: Looking around

    private func status() throws(Fault) {
        face.print(
            try StatusPage(
                face: face, session: session, walkthrough: session.walkthrough(), isInGuide: true
            ).lines())
    }

    private func trouble(_ query: String) throws(Fault) {
        let trouble = Trouble(desk: desk, walkthrough: try session.walkthrough())
        let found = trouble.find(query)
        guard !found.isEmpty else {
            return face.note(words("trouble.none", ["query": query]))
        }
        if found.count == 1 { return try trouble.show(found[0].symptom, of: found[0].step) }
        for (index, entry) in found.enumerated() {
            var line = TextLayout(language: words.language)
            line.append(entry.symptom.title.plainText)
            let number = "\(index + 1)"
            let space = String(repeating: " ", count: max(0, 3 - number.count))
            face.print(
                line.lines(width: face.style.width - 5).enumerated().map { row, text in
                    Line([Piece(row == 0 ? space + number + "  " : "     ")] + text.pieces)
                })
        }
        let answer = try desk.questions.text(words("trouble.ask") + " ")
        guard !answer.isEmpty else { return }
        guard let number = Int(answer), number >= 1, number <= found.count else {
            return face.note(words("ask.not-among", ["count": "\(found.count)"]))
        }
        try trouble.show(found[number - 1].symptom, of: found[number - 1].step)
    }

    /// Goes to what is found: a step, or a failure to be looked up.
    private mutating func find(_ query: String) throws(Fault) {
        guard let hit = try SearchPage(desk: desk).choose(query) else { return }
        guard let symptom = hit.symptom else { return try change(.go(step: hit.step)) }
        try Trouble(desk: desk, walkthrough: try session.walkthrough()).show(symptom, of: hit.step)
    }

    private func help(_ step: Step) {
        for name in GuideLoop.helped {
            let keys = words("commands." + name).split(separator: " ").joined(separator: ", ")
            help(keys, words("help." + name))
        }
        help("krok guide report " + step.id, words("help.report", ["step": step.id]))
    }

    private func help(_ keys: String, _ meaning: String) {
        face.print("  " + keys)
        var text = TextLayout(language: words.language)
        text.append(meaning)
        face.print(
            text.lines(width: face.style.width - 6).map { Line([Piece("      ")] + $0.pieces) })
    }

    private static let helped = [
        "next", "tick", "all", "untick", "values", "back", "go", "skip", "open", "import",
        "check", "trouble", "find", "status", "show", "unlock", "lock", "language", "labels",
        "help",
        "quit",
    ]

    private mutating func switchLanguage() {
        let other = words.language == "pl" ? "en" : "pl"
        guard let words = try? Language.words(other, content: options.content) else { return }
        desk = desk.facing(face.speaking(words), options)
        face.memory.remember(face.place.path) { $0.language = other }
        isNew = true
    }

    private mutating func switchLabels() {
        guard LabelPairs(session.guide, language: words.language) != nil else {
            return face.note(words("search.no-labels"))
        }
        let other: LabelChoice = face.labels == .both ? .one : .both
        desk = desk.facing(face.showing(other), options)
        face.memory.remember(face.place.path) { $0.labels = other }
        isNew = true
    }
}
