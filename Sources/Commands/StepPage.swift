/// One step as a page of lines.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Walkthrough
internal import Words
internal import Workspace
internal import YetiForce

/// Lays out a step for a person who stands at a certain place of the way.
struct StepPage {
    let face: Face
    let session: Session
    let walkthrough: Walkthrough
    let step: Step

    private var words: Words { face.words }
    private var style: Style { face.style }
    private var guide: Guide { walkthrough.guide }

    /// The words of the step, in the person's language or else the guide's own.
    private var text: StepText? { shown?.text }

    private var shown: ShownStep? { guide.shown(step.id, in: words.language) }

    /// Running text, its labels in both languages where the person wants that.
    func withLabels(_ inlines: [Inline]) -> [Inline] {
        pairs?.added(to: inlines, of: step.id) ?? inlines
    }

    func withLabels(_ blocks: [Block]) -> [Block] {
        pairs?.added(to: blocks, of: step.id) ?? blocks
    }

    private var pairs: LabelPairs? {
        guard face.labels == .both else { return nil }
        return LabelPairs(guide, language: shown?.locale ?? guide.source)
    }

    /// The whole page.
    func lines() throws(Fault) -> [Line] {
        guard let text else { return [] }
        var lines = heading(text)
        lines.append(Line())
        lines += try layout().lines(withLabels(text.body), width: style.width)
        let questions = try questions(text)
        if !questions.isEmpty { lines += [Line()] + questions }
        let footer = try footer()
        if !footer.isEmpty { lines += [Line()] + footer }
        return lines
    }

    /// A layout that fills in values and numbers tasks.
    func layout() throws(Fault) -> BlockLayout {
        var layout = BlockLayout(style: style, language: shown?.locale ?? words.language)
        var values: [String: Piece] = [:]
        for input in guide.inputs { values[input.id] = try piece(for: input) }
        // In plain Markdown braces are nothing but braces.
        let isPlainMarkdown = guide.plainPath != nil
        layout.value = {
            values[$0] ?? Piece(isPlainMarkdown ? "{{" + $0 + "}}" : "⟨" + $0 + "⟩", .code)
        }
        let numbers = walkthrough.taskNumbers(of: step)
        let open = Set(walkthrough.openTasks(of: step))
        layout.task = { id in
            numbers[id].map { (number: $0, isTicked: !open.contains(id)) }
        }
        let words = words
        layout.step = { guide.place(at: $0, in: words.language) }
        layout.picture = { text, source in
            let file = source.split(separator: "/").last.map(String.init) ?? source
            return !text.contains { !$0.isWhitespace }
                ? words("step.picture-untold", ["file": file])
                : words("step.picture", ["text": text])
        }
        return layout
    }

    /// A value in the text: sensitive ones only where the step pastes them, secrets never.
    private func piece(for input: Input) throws(Fault) -> Piece {
        let name = Piece("⟨" + input.id + "⟩", .code)
        if isInConflict(input) { return name }
        if input.kind == .choice {
            return walkthrough.progress.choices[input.id].map { Piece($0, .code) } ?? name
        }
        guard input.kind != .secret, let value = try session.valueIfOpen(input) else {
            return name
        }
        guard input.isSensitive else {
            return Piece(value.copiedIntoOrdinaryMemory() ?? "⟨" + input.id + "⟩", .code)
        }
        return step.uses.contains(input.id)
            ? Piece(value, .code) : Piece(Masked.text(value, of: input), .code)
    }

    // MARK: Above the text

    private func heading(_ text: StepText) -> [Line] {
        var lines: [Line] = []
        let count = walkthrough.count
        let spoken = StepWords(words, walkthrough)
        if let place = spoken.place(of: step) {
            let left = spoken.left
            var line = TextLayout(language: words.language)
            if style.isPlain {
                line.append([place, left].compactMap { $0 }.joined(separator: ", "))
            } else {
                for piece in ProgressBar.pieces(finished: count.finished, all: count.all) {
                    line.append(piece)
                }
                line.append(" ")
                line.append([place, left].compactMap { $0 }.joined(separator: " · "), .faint)
            }
            lines += line.lines(width: style.width)
        }
        let number = walkthrough.number(of: step).map { "\($0). " } ?? ""
        var title = TextLayout(language: words.language)
        title.append(number + withLabels(text.title).plainText, .title)
        lines += title.lines(width: style.width)
        return lines + stateLines() + notices()
    }

    /// What a reader has to know of the text before reading it.
    private func notices() -> [Line] {
        StepWords(words, walkthrough).notices(of: step).flatMap { notice in
            var text = TextLayout(language: words.language)
            text.append(notice, .warning)
            return text.lines(width: style.width)
        }
    }

    private func stateLines() -> [Line] {
        let state = walkthrough.state(of: step)
        let look: Look
        switch state {
        case .toDo, .reference: return []
        case .done: look = .good
        case .skipped, .excluded, .undecided: look = .warning
        }
        var line = TextLayout(language: words.language)
        line.append(StepWords(words, walkthrough).state(state), look)
        return line.lines(width: style.width)
    }

    // MARK: Below the text

    /// What Krok asks for here, with what it has.
    private func questions(_ text: StepText) throws(Fault) -> [Line] {
        let asked = walkthrough.questions(of: step)
        guard !asked.isEmpty else { return [] }
        var lines = [Line(words("step.asks"), .strong)]
        for input in asked {
            let title = text.input(input.id)?.title ?? input.id
            let (state, look) = try self.state(of: input)
            var line = TextLayout(language: words.language)
            line.append(title + ":")
            line.append(" ")
            line.append(Piece(state, look))
            line.append(" ")
            line.append(Piece("[" + input.id + "]", .faint))
            lines += layoutIndented(line)
        }
        return lines
    }

    private func layoutIndented(_ text: TextLayout) -> [Line] {
        text.lines(width: style.width - 4).enumerated().map { index, line in
            Line([Piece(index == 0 ? "  " : "    ")] + line.pieces)
        }
    }

    /// Whether a merge left several versions, of which the page shows none.
    private func isInConflict(_ input: Input) -> Bool {
        !session.conflictIfOpen(input.id).isEmpty
    }

    private func state(of input: Input) throws(Fault) -> (String, Look) {
        if isInConflict(input) { return (words("value.conflict"), .warning) }
        if input.kind == .choice {
            guard let answer = walkthrough.progress.choices[input.id] else {
                return (words("value.missing"), .warning)
            }
            return (Reasons(words, guide).title(of: answer, for: input.id), .good)
        }
        if let value = try session.valueIfOpen(input) {
            return (Masked.text(value, of: input), .good)
        }
        let isThere = walkthrough.isAnswered(input)
        return isThere ? (words("value.locked"), .faint) : (words("value.missing"), .warning)
    }

    private func footer() throws(Fault) -> [Line] {
        var lines: [Line] = []
        if let address = try address() {
            let shown = Piece(Visible.address(address), .emphasis, link: address)
            let open = words("step.open")
            // An address is there to be copied: it is never broken.
            let line = Line([Piece(open + " ", .faint), shown])
            lines += line.width > style.width ? [Line(open, .faint), Line([shown])] : [line]
        }
        return lines + age()
    }

    /// The address of the page that the step speaks of, with what is known filled in.
    func address() throws(Fault) -> String? { try session.address(of: step) }

    /// How long ago somebody saw this screen, with a warning when the guide finds that too long.
    private func age() -> [Line] {
        let spoken = StepWords(words, walkthrough)
        guard let age = spoken.age(of: step, today: session.environment.clock.day) else {
            return []
        }
        var text = TextLayout(language: words.language)
        text.append(age.text, age.isDue ? .warning : .faint)
        return text.lines(width: style.width)
    }
}
