/// The results of checks as lines or as JSON.
internal import CommonMark
internal import Guides
internal import Phrases
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
    private var said: CheckWords { CheckWords(face.words, desk.session.guide) }

    func lines() -> [Line] {
        let isFine = { (result: CheckResult) in
            result.question.name == .form && result.verdict == .right
        }
        return fine(results.filter(isFine)) + results.filter { !isFine($0) }.flatMap(lines)
    }

    /// The values that look as they should, together: there are ten of them.
    private func fine(_ forms: [CheckResult]) -> [Line] {
        guard let first = forms.first, let title = said.title(ofForms: forms.map(\.question)) else {
            return []
        }
        let (sign, look) = sign(.right)
        return layout(title, sign: sign, look)
            + layout(said.sentence(for: first), sign: "", .plain)
    }

    private func lines(_ result: CheckResult) -> [Line] {
        let (sign, look) = sign(result.verdict)
        var lines = layout(said.title(of: result.question), sign: sign, look)
        let parts = said.sentence(for: result).split(separator: "\n").map(String.init)
        // Addresses stand below each other, unbroken, right behind the first sentence.
        let addresses = parts.dropFirst().filter(CheckPage.holdsAddress)
        lines += layout(parts.first ?? "", sign: "", .plain)
        lines += addresses.map { Line([Piece("    " + $0)]) }
        lines += mark(addresses.last, result.details["position"].flatMap { Int($0) })
        for part in parts.dropFirst() where !CheckPage.holdsAddress(part) {
            lines += layout(part, sign: "", .plain)
        }
        if let remedy = said.remedy(for: result) { lines += layout(remedy, sign: "", .plain) }
        if let symptom = said.symptom(for: result) {
            lines += layout(
                face.words("check.look-up", ["symptom": symptom]), sign: "", .faint)
        }
        return lines
    }

    private static func holdsAddress(_ part: String) -> Bool {
        part.contains("://") || part.contains("••••")
    }

    /// A sign below character `position` of the address in `line`, where the mask leaves it in its
    /// place; the words say the position too, and a screen reader needs no sign.
    private func mark(_ line: String?, _ position: Int?) -> [Line] {
        guard let line, let position, !face.style.isPlain,
            let start = line.firstRange(of: "http")?.lowerBound
        else { return [] }
        let address = line[start...]
        let shown = address.firstRange(of: "••••")?.lowerBound ?? address.endIndex
        guard position <= address.distance(from: address.startIndex, to: shown) + 1 else {
            return []
        }
        let column = line.distance(from: line.startIndex, to: start) + position - 1
        return [Line([Piece(String(repeating: " ", count: 4 + column) + "^", .warning)])]
    }

    private func layout(_ text: String, sign: String, _ look: Look) -> [Line] {
        var layout = TextLayout(language: face.words.language)
        layout.append(text)
        let indent = String(repeating: " ", count: 4)
        return layout.lines(width: face.style.width - indent.count).enumerated().map {
            index, line in
            let first = sign + String(repeating: " ", count: max(1, 4 - sign.count))
            return Line(
                [index == 0 && !sign.isEmpty ? Piece(first, look) : Piece(indent)] + line.pieces)
        }
    }

    private func sign(_ verdict: CheckResult.Verdict) -> (String, Look) {
        let isPlain = face.style.isPlain
        return switch verdict {
        case .right: (isPlain ? "[x]" : "✓", .good)
        case .unclear: (isPlain ? "[?]" : "?", .faint)
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
