/// What the guide asks at the end of each step.
internal import Guides
internal import Platform
internal import Walkthrough
internal import Words

extension GuideLoop {
    /// The commands that make sense here; all of them stand in the help.
    func prompt(_ step: Step, _ walkthrough: Walkthrough) -> String {
        var parts: [String] = []
        let tasks = walkthrough.tasks(of: step).count
        if tasks > 0 { parts.append(words("loop.prompt-tick", ["all": "\(tasks)"])) }
        let pending = walkthrough.pendingInputs(of: step).count
        parts.append(
            pending > 0
                ? words("loop.prompt-answer", count: pending) : words("loop.prompt-next"))
        parts.append(words("loop.prompt-more"))
        return "\n" + keys(parts.joined(separator: " · ")) + "\n> "
    }

    /// Keys with what they do, none of them on two lines of a terminal.
    private func keys(_ text: String) -> String {
        guard Stream.error.isTerminal else { return text }
        var layout = TextLayout(language: words.language)
        for (index, part) in text.split(separator: " · ").enumerated() {
            layout.append(index == 0 ? "" : " ")
            layout.append(Piece(part + (text.hasSuffix(part) ? "" : " ·")))
        }
        return layout.lines(width: face.style.width).map(\.plainText).joined(separator: "\n")
    }
}
