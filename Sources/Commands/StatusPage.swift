/// The whole way at a glance.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import SecretJSON
internal import Vaults
internal import Walkthrough
internal import Words
internal import Workspace

/// Lays out every step with its state, and every value with what is known of it.
struct StatusPage {
    let face: Face
    let session: Session
    let walkthrough: Walkthrough
    /// Whether the guide goes on behind it, where a letter opens the vault.
    var isInGuide = false

    private var words: Words { face.words }
    private var guide: Guide { walkthrough.guide }
    private var text: GuideText? { guide.text(for: words.language)?.text }

    func lines() throws(Fault) -> [Line] {
        let count = walkthrough.count
        let place =
            words("status.profile", ["profile": session.profile]) + " · "
            + words(
                session.place.isMade ? "status.vault" : "status.vault-to-be",
                ["path": session.place.path])
        let finished =
            words("status.count", ["finished": "\(count.finished)", "all": "\(count.all)"])
            + (StepWords(words, walkthrough).left.map { ", " + $0 } ?? "")
        var lines = wrapped(text?.title.plainText ?? guide.id, .title)
        for line in StepWords.origin(of: guide, in: words) { lines += wrapped(line, .faint) }
        lines += wrapped(place, .faint) + wrapped(finished) + [Line()]
        let current = walkthrough.current?.id
        for (step, state) in walkthrough.path {
            lines += row(step, state, isCurrent: step.id == current)
        }
        if !guide.inputs.isEmpty { lines += [Line(), Line(words("status.values"), .strong)] }
        for input in guide.inputs where walkthrough.isAsked(input) { lines += try row(input) }
        if !session.isOpen, !walkthrough.progress.captured.isEmpty {
            let key = isInGuide ? "status.locked-in-guide" : "status.locked"
            lines += [Line()] + wrapped(words(key), .faint)
        }
        return lines
    }

    private func wrapped(_ text: String, _ look: Look = .plain) -> [Line] {
        var layout = TextLayout(language: words.language)
        layout.append(text, look)
        return layout.lines(width: face.style.width)
    }

    private func row(_ step: Step, _ state: StepState, isCurrent: Bool) -> [Line] {
        let (sign, word, look) = sign(state)
        let title = text?.step(step.id)?.title.plainText ?? step.id
        var line = TextLayout(language: words.language)
        line.append(Piece(sign, look))
        line.append(" ")
        line.append(title, isCurrent ? .strong : .plain)
        line.append(" ")
        line.append(Piece("[" + step.id + "]", .faint))
        line.append(" ")
        line.append("– " + word, look)
        if case .toDo = state {
            if let ticked = StepWords(words, walkthrough).ticked(in: step) {
                line.append(", " + ticked, look)
            }
            if isCurrent { line.append(", " + words("status.here"), .strong) }
        }
        if walkthrough.isChanged(step) {
            line.append(", " + words("status.changed"), .warning)
        }
        if guide.isStale(step.id, in: words.language) {
            line.append(", " + words("status.stale", ["language": guide.source]), .warning)
        }
        return line.lines(width: face.style.width - 6).enumerated().map { index, line in
            Line([Piece(index == 0 ? "  " : "      ")] + line.pieces)
        }
    }

    private func sign(_ state: StepState) -> (String, String, Look) {
        let word = StepWords(words, walkthrough).state(state)
        let (plain, sign, look): (String, String, Look) =
            switch state {
            case .toDo: ("[ ]", "○", .plain)
            case .done: ("[x]", "✓", .good)
            case .skipped: ("[-]", "→", .warning)
            case .excluded: ("[.]", "·", .faint)
            case .undecided: ("[?]", "?", .faint)
            case .reference: ("[i]", "i", .faint)
            }
        return (face.style.isPlain ? plain : sign, word, look)
    }

    private func row(_ input: Input) throws(Fault) -> [Line] {
        let reasons = Reasons(words, guide)
        var line = TextLayout(language: words.language)
        line.append(reasons.title(of: input.id) + ":")
        line.append(" ")
        let conflict = session.conflictIfOpen(input.id)
        if !conflict.isEmpty {
            line.append(words("value.conflict"), .warning)
        } else if let shown = try shown(input) {
            line.append(Piece(shown, .good))
        } else if walkthrough.isAnswered(input) {
            line.append(words("value.locked"), .faint)
        } else {
            line.append(words("value.missing"), .warning)
        }
        if let previous = try previous(input) {
            line.append(" ")
            line.append(
                words("value.previous", ["previous": previous, "input": input.id]), .warning)
        }
        line.append(" ")
        line.append(Piece("[" + input.id + "]", .faint))
        return line.lines(width: face.style.width - 6).enumerated().map { index, line in
            Line([Piece(index == 0 ? "  " : "      ")] + line.pieces)
        } + ConflictPage(face: face).lines(conflict)
    }

    /// The value masked, or an answer; nil when it is not there or the vault is locked.
    private func shown(_ input: Input) throws(Fault) -> String? {
        if input.kind == .choice {
            return walkthrough.progress.choices[input.id].map {
                Reasons(words, guide).title(of: $0, for: input.id)
            }
        }
        return try session.valueIfOpen(input).map { Masked.text($0, of: input) }
    }

    /// The older of two secrets, masked.
    private func previous(_ input: Input) throws(Fault) -> String? {
        try session.previousIfOpen(input).map { Masked.text($0.content, of: input) }
    }

    // MARK: JSON

    func json() throws(Fault) -> Secret {
        let count = walkthrough.count
        var writer = JSONWriter(.pretty)
        writer.beginObject()
        writer.member("guide", guide.id)
        if let path = guide.plainPath { writer.member("derived_from", path) }
        writer.member("profile", session.profile)
        writer.member("vault", session.place.path)
        writer.key("locked")
        writer.bool(!session.isOpen)
        writer.key("current")
        if let current = walkthrough.current { writer.text(current.id) } else { writer.null() }
        writer.member("finished", count.finished)
        writer.member("all", count.all)
        writer.member("minutes_left", walkthrough.minutesLeft)
        writer.key("steps")
        writer.beginArray()
        for (step, state) in walkthrough.path { write(step, state, to: &writer) }
        writer.endArray()
        writer.key("values")
        writer.beginArray()
        for input in guide.inputs { try write(input, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }

    private func write(_ step: Step, _ state: StepState, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", step.id)
        writer.member("title", text?.step(step.id)?.title.plainText ?? step.id)
        writer.member("language", guide.shown(step.id, in: words.language)?.locale ?? guide.source)
        writer.member("state", state.name)
        writer.key("changed")
        writer.bool(walkthrough.isChanged(step))
        switch state {
        case .skipped(let reason): writer.member("reason", reason)
        case .excluded(let reasons):
            writer.member(
                "reason", reasons.map { $0.input + "=" + $0.answer }.joined(separator: ", "))
        default: break
        }
        let ticked = walkthrough.progress.ticks[step.id] ?? [:]
        writer.key("tasks")
        writer.beginArray()
        for task in walkthrough.tasks(of: step) {
            writer.beginObject()
            writer.member("id", step.id + "/" + task)
            writer.key("ticked")
            if let time = ticked[task] { writer.text(time) } else { writer.null() }
            writer.key("changed")
            writer.bool(walkthrough.isChanged(task, of: step))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ input: Input, to writer: inout JSONWriter) throws(Fault) {
        writer.beginObject()
        writer.member("name", input.id)
        writer.member("kind", input.kind.rawValue)
        writer.key("asked")
        writer.bool(walkthrough.isAsked(input))
        writer.key("captured")
        writer.bool(walkthrough.isAnswered(input))
        writer.key("shown")
        let conflict = session.conflictIfOpen(input.id)
        if !conflict.isEmpty {
            writer.null()
        } else if input.kind == .choice, let answer = walkthrough.progress.choices[input.id] {
            writer.text(answer)
        } else if let shown = try shown(input) {
            writer.text(shown)
        } else {
            writer.null()
        }
        if let previous = try previous(input) { writer.member("previous_shown", previous) }
        writer.key("conflict")
        ConflictPage(face: face).write(conflict, to: &writer)
        writer.endObject()
    }
}

extension Stream {
    /// Writes a document to standard output.
    static func write(_ document: Secret) { Stream.output.write(document.bytes) }
}
