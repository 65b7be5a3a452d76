/// `krok guide report`: a reader tells a guide's author that a screen looks different.
internal import ArgumentParser
internal import CommonMark
internal import Guides
internal import Phrases
internal import Platform
internal import Secrecy
internal import Words
internal import Workspace

/// Writes a note that holds no value: what was read, in which version, and the reader's words.
struct GuideReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a note to a guide's author: this screen looks different.")

    @Argument(help: ArgumentHelp("The step whose screen it is.", valueName: "step"))
    var step: String

    @Option(help: ArgumentHelp("What looks different; asked for without it.", valueName: "text"))
    var note: String?

    @Option(help: ArgumentHelp("Write to this file, with mode 0600.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Options everywhere") var options: Options

    func run() throws {
        try Face.run(options) { face throws(Fault) in
            let remembered = face.memory[face.place.path].guide
            let guide = try Desk.guide(
                face, options, remembered, .language(face.words.language))
            guard let step = guide.step(step) else {
                throw .unknownStep(self.step, known: guide.steps.map(\.id))
            }
            var words = note
            if words == nil, TerminalInput.isThere {
                words = try Questions(face).text(face.words("report.ask") + " ")
            }
            guard !Guide.looksLikeSecret(words ?? "") else { throw .secretInNote }
            let text = GuideReport(
                guide: guide, step: step, note: words ?? "", face: face
            ).text
            guard let output else {
                Stream.output.write(text)
                return
            }
            try Session.write(Secret(copying: text), to: output)
            face.note(face.words("report.written", ["path": output]))
        }
    }
}

/// The note as Markdown.
struct GuideReport {
    let guide: Guide
    let step: Step
    let note: String
    let face: Face

    var text: String {
        let words = face.words
        let shown = guide.shown(step.id, in: words.language)
        let title = Visible.text(shown?.text.title.plainText ?? step.id)
        var lines = ["# " + words("report.title", ["title": title]), ""]
        let facts: [(String, String)] = [
            (words("report.guide"), guide.id),
            (words("report.version"), Version.text),
            (words("report.step"), step.id),
            (words("report.language"), shown?.locale ?? guide.source),
            (words("report.verified"), step.verified?.description ?? words("report.never")),
            (words("report.text"), guide.digests[step.id] ?? "–"),
            (words("report.date"), String(face.environment.clock.now.prefix(10))),
        ]
        lines += facts.map { "- " + $0.0 + ": `" + $0.1 + "`" }
        if !note.isEmpty {
            lines.append("")
            let quoted = note.split(separator: "\n", omittingEmptySubsequences: false)
            lines += quoted.map { "> " + Visible.text(String($0)) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
