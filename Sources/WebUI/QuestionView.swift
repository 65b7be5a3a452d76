/// One question of a step: what is asked, what is known, and a field for the answer.
internal import CommonMark
internal import Guides
internal import Phrases
internal import Secrecy
internal import Vaults
internal import Walkthrough
internal import Words
internal import Workspace

/// What the template `question` is given.
struct QuestionView {
    let session: Session
    let walkthrough: Walkthrough
    let words: Words
    let html: GuideHTML
    let path: String
    /// Where Google's file is taken in, which answers the question for the secret too.
    let file: String
    let visitor: Visitor
    let typed: Typed?

    func model(of input: Input, in text: StepText) throws(Fault) -> Model {
        let words = text.input(input.id)
        var model: Model = [
            "id": input.id, "title": words?.title ?? input.id, "path": path,
            "pathEncoded": Target.encoded(path),
            "formWord": visitor.formWord,
        ]
        if let hint = words?.hint, !hint.isEmpty { model["hint"] = html.html(hint) }
        if let typed, typed.input == input.id {
            model["isWrong"] = true
            model["reason"] = typed.reason
        }
        let conflict = session.conflictIfOpen(input.id)
        if !conflict.isEmpty {
            model["conflict"] = self.words("web.conflict", ["input": input.id])
        } else if let now = try now(input) {
            model["now"] = now
            if let previous = try session.previousIfOpen(input)?.content {
                model["previous"] = Masked.text(previous, of: input)
            }
        }
        guard session.isOpen else {
            model["locked"] = session.place.isMade
            return model
        }
        if input.kind == .choice {
            model["choice"] = choice(input, words)
        } else {
            model["field"] = try field(input, hasConflict: !conflict.isEmpty)
            if input.id == "client_secret" {
                model["file"] = ["address": file, "anchor": CommandWays.fileAnchor] as Model
            }
        }
        return model
    }

    /// What is known of the value: in words that may be shown beside other things.
    private func now(_ input: Input) throws(Fault) -> Model? {
        if input.kind == .choice {
            return walkthrough.progress.choices[input.id].map {
                ["told": Reasons(words, walkthrough.guide).title(of: $0, for: input.id)]
            }
        }
        if let value = try session.valueIfOpen(input) {
            // What is not to be hidden stands in the field itself.
            return input.isSensitive ? ["masked": Masked.text(value, of: input)] : nil
        }
        return walkthrough.isAnswered(input) ? ["told": words("value.locked")] : nil
    }

    private func field(_ input: Input, hasConflict: Bool) throws(Fault) -> Model {
        var field: Model = ["type": input.isSensitive ? "password" : "text"]
        if input.kind == .url { field["mode"] = "url" }
        if input.kind == .email { field["mode"] = "email" }
        if input.isSensitive {
            field["isHidden"] = true
        } else if typed?.input == input.id, let value = typed?.value.copiedIntoOrdinaryMemory() {
            field["value"] = value
        } else if !hasConflict,
            let value = try session.valueIfOpen(input)?.copiedIntoOrdinaryMemory()
        {
            field["value"] = value
            field["isKnown"] = true
        } else if let suggestion = input.suggestion {
            field["value"] = suggestion
        }
        return field
    }

    private func choice(_ input: Input, _ text: InputText?) -> Model {
        let answer = walkthrough.progress.choices[input.id]
        let options = input.options.map { id -> Model in
            let option = text?.option(id)
            var model: Model = [
                "option": id, "label": option?.title ?? id, "isChosen": answer == id,
            ]
            if let hint = option?.hint, !hint.isEmpty { model["about"] = html.html(hint) }
            return model
        }
        return ["options": options]
    }
}
