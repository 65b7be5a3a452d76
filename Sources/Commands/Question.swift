/// One question of a guide, asked at the terminal.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Secrecy
internal import Words
internal import Workspace

/// Shows title and hint, takes an answer the way the input's kind demands.
struct Question {
    let desk: Desk
    let input: Input

    private var face: Face { desk.face }
    private var words: Words { face.words }
    private var text: InputText? {
        let guide = desk.session.guide
        let text = guide.text(for: words.language)?.text
        return text?.steps.lazy.compactMap { $0.input(input.id) }.first
    }

    /// The answer; nil when the person leaves the question for later.
    func answer() throws(Fault) -> Secret? {
        let title = text?.title ?? input.id
        let conflict = desk.session.conflictIfOpen(input.id)
        if !conflict.isEmpty {
            face.note(words("choose.several", ["input": input.id]))
            face.note(ConflictPage(face: face).lines(conflict))
        }
        if let hint = text?.hint, !hint.isEmpty { show(hint) }
        if input.kind == .choice { return try choose(title) }
        if input.isSensitive {
            face.note(words("ask.hidden-note"))
            let value = try desk.questions.hidden(title + ": ")
            return value.isEmpty ? nil : value
        }
        // The vault may have to be opened for the value, and only then shows a conflict.
        _ = try desk.session.vault()
        let isSettled = desk.session.conflictIfOpen(input.id).isEmpty
        let usual =
            try (isSettled ? desk.session.value(input) : nil)
            ?? input.suggestion.map { Secret(copying: $0) }
        let offer = usual?.copiedIntoOrdinaryMemory().map { " [" + $0 + "]" } ?? ""
        let line = try desk.questions.line(Visible.text(title + offer) + ": ")
        return line.isEmpty ? usual : line
    }

    private func choose(_ title: String) throws(Fault) -> Secret? {
        let options = input.options.map { id in
            let option = text?.option(id)
            let hint = option?.hint.plainText ?? ""
            return (
                id: id,
                title: Visible.text((option?.title ?? id) + (hint.isEmpty ? "" : " – " + hint))
            )
        }
        let chosen = try desk.questions.choice(title + ":", options, isOptional: true)
        return chosen.map { Secret(copying: options[$0].id) }
    }

    private func show(_ hint: [Inline]) {
        let layout = BlockLayout(style: face.style, language: words.language)
        face.note(layout.text(hint, .faint).lines(width: face.style.width))
    }
}
