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
        parts += words("loop.prompt-more").split(separator: " · ").map(String.init)
        return "\n" + line(parts) + "\n> "
    }

    /// Keys with what they do, none of them on two lines of a terminal.
    private func line(_ parts: [String]) -> String {
        guard Stream.error.isTerminal else { return parts.joined(separator: " · ") }
        var layout = TextLayout(language: words.language)
        for part in parts.dropLast() {
            layout.append(Piece(part + " ·"))
            layout.append(" ")
        }
        layout.append(Piece(parts[parts.count - 1]))
        return layout.lines(width: face.style.width).map(\.plainText).joined(separator: "\n")
    }
}
