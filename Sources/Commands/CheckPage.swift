/// The results of checks as lines or as JSON.
internal import CommonMark
internal import Guides
internal import Probes
internal import Secrecy
internal import SecretJSON
internal import Words
internal import Workspace

/// A sign, what was checked and whom it asked; below it what came of it and which step mends it.
struct CheckPage {
    let desk: Desk
    let results: [CheckResult]

    private var face: Face { desk.face }
    private var guide: Guide { desk.session.guide }

    func lines() -> [Line] { results.flatMap(lines) }

    private func lines(_ result: CheckResult) -> [Line] {
        let (sign, look) = sign(result.verdict)
        var lines = layout(title(result.question), sign: sign, look)
        lines += layout(sentence(result), sign: "", .plain)
        if let step = result.step {
            let text = guide.texts[face.words.language] ?? guide.texts[guide.source]
            let title = text?.step(step)?.title.plainText ?? step
            lines += layout(
                face.words("check.mend", ["title": title, "step": step]), sign: "", .plain)
        }
        if result.verdict == .wrong, let symptom = symptom(result.reason) {
            lines += layout(
                face.words("check.look-up", ["symptom": symptom]), sign: "", .faint)
        }
        return lines
    }

    private func title(_ question: CheckQuestion) -> String {
        let input = question.input.map { Reasons(face.words, guide).title(of: $0) } ?? ""
        let title = Words.filled(face.words("checking." + question.name.rawValue)) { name in
            name == "input" ? Visible.text(input) : nil
        }
        return question.recipient.map { title + " – " + Visible.text($0) } ?? title
    }

    private func sentence(_ result: CheckResult) -> String {
        var details = result.details
        if result.reason == .network {
            details["fault"] = face.words("network." + (details["fault"] ?? "failed"))
        }
        details["input"] = result.question.input
        return Words.filled(face.words("checked." + result.reason.rawValue)) { name in
            details[name].map(Visible.text)
        }
    }

    /// The failure of this guide that says more, as `show` takes it.
    private func symptom(_ reason: CheckReason) -> String? {
        guard let id = reason.symptom else { return nil }
        let step = guide.steps.first { step in step.symptoms.contains { $0.id == id } }
        return step.map { $0.id + "/" + id }
    }

    private func layout(_ text: String, sign: String, _ look: Look) -> [Line] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
            number, part in
            var layout = TextLayout(language: face.words.language)
            layout.append(String(part))
            let indent = String(repeating: " ", count: 4)
            return layout.lines(width: face.style.width - indent.count).enumerated().map {
                index, line in
                let isFirst = number == 0 && index == 0 && !sign.isEmpty
                let first = sign + String(repeating: " ", count: max(1, 4 - sign.count))
                return Line([isFirst ? Piece(first, look) : Piece(indent)] + line.pieces)
            }
        }
    }

    private func sign(_ verdict: CheckResult.Verdict) -> (String, Look) {
        let isPlain = face.style.isPlain
        return switch verdict {
        case .right: (isPlain ? "[x]" : "✓", .good)
        case .unclear: ("?", .faint)
        case .wrong: (isPlain ? "[!]" : "!", .warning)
        }
    }

    func json() -> Secret {
        var writer = JSONWriter(.pretty)
        writer.beginArray()
        for result in results {
            writer.beginObject()
            writer.member("check", result.question.name.rawValue)
            if let input = result.question.input { writer.member("input", input) }
            if let recipient = result.question.recipient {
                writer.member("recipient", recipient)
            }
            writer.key("sent")
            writer.beginArray()
            for sent in result.question.sends { writer.text(sent.rawValue) }
            writer.endArray()
            writer.member("verdict", result.verdict.rawValue)
            writer.member("reason", result.reason.rawValue)
            writer.key("details")
            writer.beginObject()
            for (name, value) in result.details.sorted(by: { $0.key < $1.key }) {
                writer.member(name, value)
            }
            writer.endObject()
            if let step = result.step { writer.member("step", step) }
            writer.endObject()
        }
        writer.endArray()
        return writer.finish()
    }
}
